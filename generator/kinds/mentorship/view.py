"""The template variables for the table of mentorships and the list of what is unknown about them."""

from generator.records.behavior import Variables
from generator.records.catalog import Catalog


def table_view(catalog: Catalog) -> Variables:
    """Return a row for each mentorship: the record, its two sites and its stories. An unnamed mentee site is None."""
    return {
        "rows": [
            (
                mentorship,
                catalog.get("sites", mentorship.mentor),
                catalog.get("sites", mentorship.mentee) if mentorship.mentee else None,
                catalog.referrers(mentorship, "success-stories", "mentorships"),
            )
            for mentorship in catalog.all("mentorships")
        ]
    }


def unknown_view(catalog: Catalog) -> Variables:
    """Return the mentorships without a year, those without a named mentee site, and the sites without a mentorship."""
    mentorships = catalog.all("mentorships")
    paired = {slug for mentorship in mentorships for slug in (mentorship.mentor, mentorship.mentee) if slug}
    with_mentors = [(mentorship, catalog.get("sites", mentorship.mentor)) for mentorship in mentorships]
    return {
        "without_year": [(mentorship, mentor) for mentorship, mentor in with_mentors if mentorship.year is None],
        "without_name": [(mentorship, mentor) for mentorship, mentor in with_mentors if mentorship.mentee is None],
        "unpaired": [site for site in catalog.all("sites") if site.slug not in paired],
    }

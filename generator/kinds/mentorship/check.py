"""Checks across mentorships and sites: roles and years agree, and the map has the coordinates that it needs."""

from collections.abc import Iterator

from generator.base.problems import Problem
from generator.records.catalog import Catalog


def check_mentorships(catalog: Catalog) -> Iterator[Problem]:
    """Yield the problems of all mentorships."""
    yield from _check_roles(catalog)
    yield from _check_coordinates(catalog)


def _check_roles(catalog: Catalog) -> Iterator[Problem]:
    """Check that each site's own record lists the role and the year that a mentorship gives it."""
    for mentorship in catalog.all("mentorships"):
        source = catalog.sources[mentorship.kind, mentorship.slug]
        for role in ("mentor", "mentee"):
            site = catalog.get("sites", getattr(mentorship, role)) if getattr(mentorship, role) else None
            if site is None:
                continue
            if not any(fact.value == role for fact in site.roles):
                yield Problem(
                    source.place((role,)),
                    "role-missing",
                    f"'{site.slug}' is the {role} site here, but its record does not list that role.",
                    f"Add '{role}' to 'roles' in data/sites/{site.slug}.yml.",
                )
            elif mentorship.year and mentorship.year not in [fact.value for fact in getattr(site, f"{role}_years")]:
                yield Problem(
                    source.place(("year",)),
                    "year-missing",
                    f"The record of '{site.slug}' does not list {mentorship.year} as a {role} year.",
                    f"Add the year to '{role}_years' in data/sites/{site.slug}.yml, or correct it here.",
                )


def _check_coordinates(catalog: Catalog) -> Iterator[Problem]:
    """Check that each unnamed mentee site whose town is known has coordinates for the map."""
    for mentorship in catalog.all("mentorships"):
        mentee = mentorship.mentee_unnamed
        if mentee and mentee.city and mentee.coordinates is None and not mentorship.retired:
            yield Problem(
                catalog.sources[mentorship.kind, mentorship.slug].place(("mentee_unnamed", "city")),
                "no-coordinates",
                f"'{mentee.city}' has no coordinates, so the map shows this mentee site at the center of its state.",
                "Your pull request adds them automatically.",
                "warning",
            )

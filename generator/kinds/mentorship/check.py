"""A pairing and the two sites it names must tell the same story, and what the map shows has a place."""

from collections.abc import Iterator

from generator.base.problems import Problem
from generator.records.catalog import Catalog


def problems(catalog: Catalog) -> Iterator[Problem]:
    """All that needs more than one pairing's own fields."""
    yield from role_problems(catalog)
    yield from place_problems(catalog)


def role_problems(catalog: Catalog) -> Iterator[Problem]:
    """A site paired as mentor has the role and the year of a mentor; likewise a mentee."""
    for pair in catalog.all("mentorships"):
        source = catalog.sources[pair.kind, pair.slug]
        for role in ("mentor", "mentee"):
            site = catalog.get("sites", getattr(pair, role)) if getattr(pair, role) else None
            if site is None:
                continue
            if not any(fact.value == role for fact in site.roles):
                yield Problem(
                    source.place((role,)),
                    "role-missing",
                    f"'{site.slug}' is paired as {role}, but its record does not name that role.",
                    f"Add '{role}' to 'roles' in data/sites/{site.slug}.yml.",
                )
            elif pair.year and pair.year not in [fact.value for fact in getattr(site, f"{role}_years")]:
                yield Problem(
                    source.place(("year",)),
                    "year-missing",
                    f"{pair.year} is not among the {role} years of '{site.slug}'.",
                    f"Add it to '{role}_years' in data/sites/{site.slug}.yml, or correct it here.",
                )


def place_problems(catalog: Catalog) -> Iterator[Problem]:
    """A mentee without a name whose town is known stands on the map."""
    for pair in catalog.all("mentorships"):
        mentee = pair.mentee_unnamed
        if mentee and mentee.city and mentee.coordinates is None and not pair.retired:
            yield Problem(
                catalog.sources[pair.kind, pair.slug].place(("mentee_unnamed", "city")),
                "no-coordinates",
                f"'{mentee.city}' has no coordinates, so the map cannot show it.",
                "Your pull request adds them automatically. Until then, the mentorship is in the table but not on the "
                "map.",
                "warning",
            )

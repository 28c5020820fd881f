"""What the map shows has a place."""

from collections.abc import Iterator

from generator.base.problems import Problem
from generator.records.catalog import Catalog


def place_problems(catalog: Catalog) -> Iterator[Problem]:
    """A site whose town is known stands on the map."""
    for site in catalog.all("sites"):
        if site.city and site.coordinates is None and not site.retired:
            yield Problem(
                catalog.sources[site.kind, site.slug].place(("city",)),
                "no-coordinates",
                f"'{site.city}' has no coordinates, so the map cannot show it.",
                "Your pull request adds them automatically. Until then, the site is in the list but not on the map.",
                "warning",
            )

"""The check that each site whose town is known has coordinates."""

from collections.abc import Iterator

from generator.base.problems import Problem
from generator.records.catalog import Catalog


def coordinate_problems(catalog: Catalog) -> Iterator[Problem]:
    """Yield a warning for each site that has a town but no coordinates."""
    for site in catalog.all("sites"):
        if site.city and site.coordinates is None and not site.retired:
            yield Problem(
                catalog.sources[site.kind, site.slug].place(("city",)),
                "no-coordinates",
                f"'{site.city}' has no coordinates, so the map shows this site at the center of its state.",
                "Your pull request adds them automatically.",
                "warning",
            )

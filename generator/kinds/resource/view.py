"""Resources by the worry they help with."""

from collections.abc import Mapping
from typing import Any

from generator.catalog import Catalog

FORMATS = {
    "podcast": "Podcast",
    "fact_sheet": "Fact sheet",
    "webinar": "Webinar",
    "toolkit": "Toolkit",
    "report": "Report",
    "web_page": "Web page",
    "course": "Course",
    "article": "Article",
}
"""The formats as pages name them."""


def by_worry(catalog: Catalog) -> list[tuple[Any, list[Any]]]:
    """Each worry that some resource helps with, in the order of the terms, with those resources."""
    worries = sorted(
        (term for term in catalog.all("terms") if "resources.worries" in term.used_by),
        key=lambda term: (term.position, term.order),
    )
    return [(term, found) for term in worries if (found := catalog.referrers(term, "resources", "worries"))]


def list_view(catalog: Catalog) -> Mapping[str, Any]:
    """The worries with their resources; the template gets all resources as `records`."""
    return {"worries": by_worry(catalog), "formats": FORMATS}


def worries_view(catalog: Catalog) -> Mapping[str, Any]:
    """The worries alone, for other pages."""
    return {"worries": by_worry(catalog)}

"""Resources by the worry they help with."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from generator.records.catalog import Catalog

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
    worries = sorted(catalog.choices("terms", "resources.worries"), key=lambda term: (term.position, term.order))
    return [(term, found) for term in worries if (found := catalog.referrers(term, "resources", "worries"))]


def list_view(catalog: Catalog) -> Mapping[str, Any]:
    """The worries and the formats with their resources; the template gets all resources as `records`."""
    worries = by_worry(catalog)
    return {
        "worries": worries,
        "worries_of": worries_of(worries),
        "formats": FORMATS,
        "format_counts": format_counts(catalog),
        "own_pages": own_pages(catalog),
    }


def worries_of(worries: list[tuple[Any, list[Any]]]) -> dict[str, list[Any]]:
    """By the slug of a resource, the worries that it helps with, in the order of the terms."""
    found: dict[str, list[Any]] = {}
    for term, resources in worries:
        for resource in resources:
            found.setdefault(resource.slug, []).append(term)
    return found


def format_counts(catalog: Catalog) -> list[tuple[str, str, int]]:
    """Each format that some resource has, in the order of its name: value, name and number of resources."""
    counts = Counter(resource.format for resource in catalog.all("resources"))
    return sorted(((one, FORMATS[one], number) for one, number in counts.items()), key=lambda row: row[1])


def own_pages(catalog: Catalog) -> dict[str, str]:
    """The resources that have a hand-written page, `content/resources/<slug>.md`: slug and address."""
    home = catalog.kinds["resources"].home
    return {
        resource.slug: address
        for resource in catalog.all("resources")
        if (address := f"{home}{resource.slug}/") in catalog.titles
    }


def podcast_view(catalog: Catalog, slug: str) -> Mapping[str, Any]:
    """One thing to hear: who speaks, where it is, and what it says. Raises LookupError where there is none."""
    resource = catalog.get("resources", slug)
    if resource is None:
        raise LookupError
    return {"resource": resource, "format": FORMATS[resource.format].lower()}


def episode(catalog: Catalog, slug: str) -> Mapping[str, Any] | None:
    """A podcast as a schema.org PodcastEpisode, as far as it is known; nothing of what is no podcast."""
    resource = catalog.get("resources", slug)
    if resource.format != "podcast":
        return None
    told = {"@type": "PodcastEpisode", "name": resource.name, "description": resource.summary}
    if resource.url:
        told["url"] = resource.url
    if resource.series:
        told["partOfSeries"] = {"@type": "PodcastSeries", "name": resource.series}
    return told


def worries_view(catalog: Catalog) -> Mapping[str, Any]:
    """The worries alone, for other pages."""
    return {"worries": by_worry(catalog)}

"""The template variables for the page and blocks of resources, and their schema.org data."""

from collections import Counter
from collections.abc import Mapping

from generator.kinds.resource.record import Resource
from generator.records.behavior import Variables
from generator.records.catalog import Catalog
from generator.records.record import Record

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
"""The formats by value, with the labels that pages show."""


def by_worry(catalog: Catalog) -> list[tuple[Record, list[Resource]]]:
    """Return the challenges that some resource helps with, in the order of the terms, each with its resources."""
    worries = sorted(catalog.choices("terms", "resources.worries"), key=lambda term: (term.position, term.order))
    return [(term, resources) for term in worries if (resources := catalog.referrers(term, "resources", "worries"))]


def list_view(catalog: Catalog) -> Variables:
    """Return the challenges, formats and hand-written pages of the resources. The template gets them as `records`."""
    worries = by_worry(catalog)
    return {
        "worries": worries,
        "worries_of": worries_of(worries),
        "formats": FORMATS,
        "format_counts": format_counts(catalog),
        "own_pages": own_pages(catalog),
    }


def worries_of(worries: list[tuple[Record, list[Resource]]]) -> dict[str, list[Record]]:
    """Return the challenges of each resource, by its slug, in the order of the terms."""
    terms_by_slug: dict[str, list[Record]] = {}
    for term, resources in worries:
        for resource in resources:
            terms_by_slug.setdefault(resource.slug, []).append(term)
    return terms_by_slug


def format_counts(catalog: Catalog) -> list[tuple[str, str, int]]:
    """Return the value, label and number of resources of each format in use, in the order of the labels."""
    counts = Counter(resource.format for resource in catalog.all("resources"))
    return sorted(((value, FORMATS[value], number) for value, number in counts.items()), key=lambda row: row[1])


def own_pages(catalog: Catalog) -> dict[str, str]:
    """Return the addresses of the hand-written pages `content/resources/<slug>.md`, by slug."""
    home = catalog.kinds["resources"].home
    return {
        resource.slug: address
        for resource in catalog.all("resources")
        if (address := f"{home}{resource.slug}/") in catalog.content.titles
    }


def podcast_view(catalog: Catalog, slug: str) -> Variables:
    """Return the resource with this slug, and its format.

    Raises:
        LookupError: There is no such resource.
    """
    resource = catalog.get("resources", slug)
    if resource is None:
        raise LookupError
    return {"resource": resource, "format": FORMATS[resource.format].lower()}


def episode(catalog: Catalog, slug: str) -> Mapping[str, object] | None:
    """Return a podcast as a schema.org PodcastEpisode; None for a resource of another format."""
    resource = catalog.get("resources", slug)
    if resource.format != "podcast":
        return None
    data = {"@type": "PodcastEpisode", "name": resource.name, "description": resource.summary}
    if resource.url:
        data["url"] = resource.url
    if resource.series:
        data["partOfSeries"] = {"@type": "PodcastSeries", "name": resource.series}
    return data


def worries_view(catalog: Catalog) -> Variables:
    """Return the challenges with their resources."""
    return {"worries": by_worry(catalog)}

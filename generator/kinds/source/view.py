"""The list of sources: each document with the records that rest on it."""

from collections.abc import Mapping
from typing import Any

from generator.records.catalog import Catalog
from generator.records.fields.citations import Cited
from generator.records.record import Record

DOCUMENTS = {
    "web-page": "Web pages",
    "article": "Articles",
    "news": "News stories",
    "press-release": "Press releases",
    "announcement": "Announcements",
    "fact-sheet": "Fact sheets",
    "form": "Forms",
    "guide": "Guides",
    "report": "Reports",
    "research": "Research",
    "abstract": "Library abstracts",
    "directory-entry": "Directory entries",
    "award": "Award records",
    "podcast": "Podcasts",
    "slides": "Slides",
    None: "Other documents",
}
"""What the documents of each kind are called, in their order on the page."""


def list_view(catalog: Catalog) -> Mapping[str, Any]:
    """The documents by their kind, and the records and pages that cite each, in site order."""
    return {"cited_by": catalog.keep(cited_by), "pages": pages_citing(catalog), "groups": by_document(catalog)}


def by_document(catalog: Catalog) -> list[tuple[str, list[Any]]]:
    """The kinds of documents that the site draws on, each with its documents by publisher."""
    found: dict[str | None, list[Any]] = {}
    for record in catalog.all("sources"):
        found.setdefault(record.document, []).append(record)
    return [(title, found[document]) for document, title in DOCUMENTS.items() if document in found]


def cited_by(catalog: Catalog) -> dict[str, list[Record]]:
    """By the name of a source, the records that cite it and are shown."""
    found: dict[str, list[Record]] = {}
    for record in catalog:
        if not record.is_hidden:
            for slug in dict.fromkeys(entry.source for entry in record.sources if isinstance(entry, Cited)):
                found.setdefault(slug, []).append(record)
    return found


def pages_citing(catalog: Catalog) -> dict[str, list[tuple[str, str]]]:
    """By the name of a source, the title and address of each hand-written page that lists it."""
    found: dict[str, list[tuple[str, str]]] = {}
    for page, slugs in catalog.placements.get("sources.cited", ()):
        for slug in slugs:
            found.setdefault(slug, []).append((page.front_matter.title, page.address))
    return found


def cited_view(catalog: Catalog, *slugs: str) -> Mapping[str, Any]:
    """The sources of a hand-written page, by name. Raises LookupError for one that does not exist."""
    documents = catalog.many("sources", slugs)
    if not slugs or len(documents) != len(slugs):
        raise LookupError
    return {"cited": documents, "last_read": max(document.seen_on for document in documents)}

"""The list of sources: each document with the records that rest on it."""

from collections.abc import Mapping
from typing import Any

from generator.catalog import Catalog
from generator.citations import Cited
from generator.record import Record

DOCUMENTS = {
    "abstract": "Library abstract",
    "announcement": "Announcement",
    "article": "Article",
    "award": "Award record",
    "directory-entry": "Directory entry",
    "fact-sheet": "Fact sheet",
    "form": "Form",
    "guide": "Guide",
    "news": "News story",
    "podcast": "Podcast",
    "press-release": "Press release",
    "report": "Report",
    "research": "Research",
    "slides": "Slides",
    "web-page": "Web page",
}
"""What each kind of document is called."""


def list_view(catalog: Catalog) -> Mapping[str, Any]:
    """The records that cite each source, in site order."""
    return {"cited_by": catalog.keep(cited_by), "pages": pages_citing(catalog), "documents": DOCUMENTS}


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
            found.setdefault(slug, []).append((page.head.title, page.address))
    return found


def cited_view(catalog: Catalog, *slugs: str) -> Mapping[str, Any]:
    """The sources of a hand-written page, by name. Raises LookupError for one that does not exist."""
    documents = catalog.many("sources", slugs)
    if not slugs or len(documents) != len(slugs):
        raise LookupError
    return {"cited": documents, "last_read": max(document.seen_on for document in documents)}

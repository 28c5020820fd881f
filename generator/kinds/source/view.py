"""The template variables for the list of sources and for the sources of a hand-written page."""

from generator.kinds.source.record import SourceDocument
from generator.records.behavior import Variables
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
"""The headings of the types of document, in the order of the page."""


def list_view(catalog: Catalog) -> Variables:
    """Return the sources by type of document, and the records and pages that cite each of them."""
    return {"cited_by": catalog.keep(cited_by), "pages": pages_citing(catalog), "groups": by_document(catalog)}


def by_document(catalog: Catalog) -> list[tuple[str, list[SourceDocument]]]:
    """Return the types of document in use, each with its heading and its sources, sorted by publisher."""
    records: dict[str | None, list[SourceDocument]] = {}
    for record in catalog.all("sources"):
        records.setdefault(record.document, []).append(record)
    return [(title, records[document]) for document, title in DOCUMENTS.items() if document in records]


def cited_by(catalog: Catalog) -> dict[str, list[Record]]:
    """Return the visible records that cite each source, by its slug, in the order of the site."""
    citing: dict[str, list[Record]] = {}
    for record in catalog:
        if not record.is_hidden:
            for slug in dict.fromkeys(entry.source for entry in record.sources if isinstance(entry, Cited)):
                citing.setdefault(slug, []).append(record)
    return citing


def pages_citing(catalog: Catalog) -> dict[str, list[tuple[str, str]]]:
    """Return the title and address of each hand-written page that lists a source, by the slug of the source."""
    pages: dict[str, list[tuple[str, str]]] = {}
    for page, slugs in catalog.content.placements.get("sources.cited", ()):
        for slug in slugs:
            pages.setdefault(slug, []).append((page.front_matter.title, page.address))
    return pages


def cited_view(catalog: Catalog, *slugs: str) -> Variables:
    """Return the sources with these slugs, and the last day on which one of them was read.

    Raises:
        LookupError: No slug is given, or a source does not exist.
    """
    documents = catalog.many("sources", slugs)
    if not slugs or len(documents) != len(slugs):
        raise LookupError
    return {"cited": documents, "last_read": max(document.seen_on for document in documents)}

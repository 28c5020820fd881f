"""Rules for all sources together: one record for each document."""

from collections.abc import Iterator

from generator.catalog import Catalog
from generator.problems import Problem


def check_sources(catalog: Catalog) -> Iterator[Problem]:
    """No two records of sources are of one web page."""
    seen: dict[str, str] = {}
    for record in catalog.all("sources"):
        source = catalog.sources["sources", record.slug]
        if record.url in seen:
            yield Problem(
                source.place(("url",)),
                "same-source",
                f"This is also the address of {seen[record.url]}.",
                "Keep one of the two records, and cite that one.",
            )
        if record.url:
            seen.setdefault(record.url, source.path)

"""Checks that each source document has one record and is written nowhere else."""

from collections.abc import Iterator

from generator.base.problems import Problem
from generator.records.catalog import Catalog
from generator.records.fields.citations import Citation, Cited, normalize_url


def check_sources(catalog: Catalog) -> Iterator[Problem]:
    """Check that no two sources have the same URL, and that no other record repeats a source."""
    slugs: dict[str, str] = {}
    for record in catalog.all("sources"):
        source = catalog.sources["sources", record.slug]
        if record.url and (address := normalize_url(record.url)) in slugs:
            yield Problem(
                source.place(("url",)),
                "same-source",
                f"This URL is also in data/sources/{slugs[address]}.yml.",
                "Keep one of the two records and cite it everywhere.",
            )
        if record.url:
            slugs.setdefault(normalize_url(record.url), record.slug)
    yield from _check_repeated(catalog, slugs)


def _check_repeated(catalog: Catalog, slugs: dict[str, str]) -> Iterator[Problem]:
    """Check that no record spells out a document that is in `data/sources/`. `slugs` holds the sources by URL."""
    for record in catalog:
        for number, entry in enumerate(record.sources):
            if not isinstance(entry, Citation) or isinstance(entry, Cited) or not entry.url:
                continue
            if slug := slugs.get(normalize_url(entry.url)):
                yield Problem(
                    catalog.sources[record.kind, record.slug].place(("sources", number)),
                    "repeated-source",
                    f"This document is already in data/sources/{slug}.yml.",
                    f"Replace it with '- {slug}', or run 'resource-center fix --write'.",
                    "warning",
                )

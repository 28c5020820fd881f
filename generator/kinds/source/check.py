"""Rules for all sources together: one record for each document."""

from collections.abc import Iterator

from generator.base.problems import Problem
from generator.records.catalog import Catalog
from generator.records.fields.citations import Citation, Cited, normalize_url


def check_sources(catalog: Catalog) -> Iterator[Problem]:
    """No two records of sources are of one web page, and no other record repeats one of them."""
    seen: dict[str, str] = {}
    for record in catalog.all("sources"):
        source = catalog.sources["sources", record.slug]
        if record.url and (address := normalize_url(record.url)) in seen:
            yield Problem(
                source.place(("url",)),
                "same-source",
                f"This is also the address of data/sources/{seen[address]}.yml.",
                "Keep one of the two records, and cite that one.",
            )
        if record.url:
            seen.setdefault(normalize_url(record.url), record.slug)
    yield from _check_repeated(catalog, seen)


def _check_repeated(catalog: Catalog, seen: dict[str, str]) -> Iterator[Problem]:
    """No record holds a whole document that is in `data/sources/`."""
    for record in catalog:
        for number, entry in enumerate(record.sources):
            if not isinstance(entry, Citation) or isinstance(entry, Cited) or not entry.url:
                continue
            if slug := seen.get(normalize_url(entry.url)):
                yield Problem(
                    catalog.sources[record.kind, record.slug].place(("sources", number)),
                    "repeated-source",
                    f"This document is already in data/sources/{slug}.yml.",
                    f"Replace it with '- {slug}', or run 'resource-center fix --write'.",
                    "warning",
                )

"""What a field may hold that only the catalog knows: the slugs of records, with the words that people read."""

from dataclasses import dataclass

from generator.records.catalog import Catalog
from generator.records.fields.types import Ref
from generator.records.summaries import summarize


@dataclass(frozen=True)
class Option:
    """A slug, what readers call the record, and a line about it."""

    slug: str
    label: str
    words: str
    retired: bool
    """Whether it may still be read, and no longer be chosen anew."""


def options(catalog: Catalog, ref: Ref, kind: str, field: str) -> list[Option]:
    """The records that a field of a kind may name, in the order in which readers see them."""
    records = catalog.all(ref.kind)
    if ref.choice:
        records = [record for record in records if f"{kind}.{field}" in record.used_by]
    records = sorted(records, key=lambda record: getattr(record, "position", 0))
    return [
        Option(record.slug, record.title, summarize(catalog, record), record.retired is not None) for record in records
    ]

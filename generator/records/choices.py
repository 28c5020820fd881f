"""What a field may hold that only the catalog knows: the slugs of records, with the words that people read."""

from dataclasses import dataclass

from generator.records.catalog import Catalog
from generator.records.fields.types import Ref
from generator.records.record import Record
from generator.records.summaries import summarize


@dataclass(frozen=True)
class Option:
    """A slug, what readers call the record, and a line about it."""

    slug: str
    label: str
    words: str
    retired: bool
    """Whether it may still be read, and no longer be chosen anew."""


def records_for(catalog: Catalog, ref: Ref, kind: str, field: str) -> list[Record]:
    """Return the records that a field of a kind may name; of a vocabulary, those made for this field."""
    return catalog.choices(ref.kind, f"{kind}.{field}") if ref.choice else catalog.all(ref.kind)


def options(catalog: Catalog, ref: Ref, kind: str, field: str) -> list[Option]:
    """The records that a field of a kind may name, in the order in which readers see them."""
    records = sorted(records_for(catalog, ref, kind, field), key=lambda record: getattr(record, "position", 0))
    return [
        Option(record.slug, record.title, summarize(catalog, record), record.retired is not None) for record in records
    ]

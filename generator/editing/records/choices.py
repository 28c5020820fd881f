"""The records that a field may name, with their labels for forms and schemas."""

from dataclasses import dataclass

from generator.records.catalog import Catalog
from generator.records.fields.types import Ref
from generator.records.record import Record


@dataclass(frozen=True)
class Option:
    """A record that a field may name: its slug, its title and a one-line summary."""

    slug: str
    label: str
    summary: str
    retired: bool
    """Whether it is retired: existing records may keep it, and forms do not offer it."""


def records_for(catalog: Catalog, ref: Ref, kind: str, field: str) -> list[Record]:
    """Return the records that a field of a kind may name; for a choice, those that list the field in `used_by`."""
    return catalog.choices(ref.kind, f"{kind}.{field}") if ref.choice else catalog.all(ref.kind)


def options(catalog: Catalog, ref: Ref, kind: str, field: str) -> list[Option]:
    """Return the records that a field of a kind may name as options, in the order of pages."""
    records = sorted(records_for(catalog, ref, kind, field), key=lambda record: record.place_in_list)
    return [
        Option(record.slug, record.title, catalog.summarize(record), record.retired is not None) for record in records
    ]

"""Write records in one layout: their fields in the order of their kind, and long texts with one sentence per line."""

from collections.abc import Mapping
from functools import partial

from generator.records.catalog import Catalog
from generator.records.field_specs import field_at, order_of
from generator.records.fields.types import Prose
from generator.records.kind import Kind
from generator.text.typed.wrapping import one_sentence_per_line
from generator.yaml_files.yaml_edit import put, sort_fields
from generator.yaml_files.yaml_source import KeyPath


def with_layout(files: Mapping[str, bytes], catalog: Catalog) -> dict[str, bytes]:
    """Return the files of valid records in the one layout. Readers see no difference."""
    changed: dict[str, bytes] = {}
    for record in catalog:
        source, kind = catalog.sources[record.kind, record.slug], catalog.kinds[record.kind]
        content = files[source.path]
        for field, text in catalog.values(record, Prose):
            wrapped = one_sentence_per_line(text)
            if wrapped != text:
                content = put(source.path, content, field, wrapped) or content
        changed[source.path] = sort_fields(source.path, content, partial(_order_at, kind))
    return changed


def _order_at(kind: Kind, path: KeyPath) -> tuple[str, ...]:
    """Return the order of the fields at a path of a record."""
    field = field_at(kind.record, path) if path else None
    if field is not None and field.sourced and path[-1] != "value":
        return ("value", "source")
    model = field.model if field else kind.record if not path else None
    return order_of(model) if model else ()

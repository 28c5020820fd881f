"""A kind's records as JSON, for programs."""

import json
from typing import Any

from generator.catalog import Catalog

SCHEMA_VERSION = 1
"""Grows when a reader's program would have to change."""


def to_json(catalog: Catalog, kind: str, site_url: str) -> str:
    """All records of a kind: what stands in their files, with their ids and addresses."""
    records = [
        _to_dict(catalog, record, site_url) for record in sorted(catalog.all(kind), key=lambda record: record.slug)
    ]
    # A line a record: short, and a change of one record is a change of one line.
    lines = ",\n".join(json.dumps(record, ensure_ascii=False) for record in records)
    head = json.dumps({"schema_version": SCHEMA_VERSION, "kind": kind, "total": len(records)})
    return f'{head[:-1]}, "records": [\n{lines}\n]}}\n'


def _to_dict(catalog: Catalog, record: Any, site_url: str) -> dict[str, Any]:
    fields = record.model_dump(mode="json", exclude={"kind", "slug"}, exclude_none=True, exclude_defaults=True)
    return {"id": record.slug, "url": site_url + catalog.url(record), **fields}

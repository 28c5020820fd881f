"""A kind's records as JSON, for programs."""

import json

from generator.records.catalog import Catalog
from generator.records.record import Record

SCHEMA_VERSION = 1
"""Incremented when programs that read these files would have to change."""


def to_json(catalog: Catalog, kind: str, site_url: str) -> bytes:
    """Return all records of a kind as JSON: the fields in their files, and their ids and URLs."""
    records = sorted(catalog.all(kind), key=lambda record: record.slug)
    # One line per record: compact, and a change to one record changes one line.
    lines = b",\n".join(_to_line(catalog, record, site_url).encode() for record in records)
    head = json.dumps({"schema_version": SCHEMA_VERSION, "kind": kind, "total": len(records)})
    return b'%s, "records": [\n%s\n]}\n' % (head[:-1].encode(), lines)


def _to_line(catalog: Catalog, record: Record, site_url: str) -> str:
    head = json.dumps({"id": record.slug, "url": site_url + catalog.url(record)}, ensure_ascii=False)
    # Serialized by pydantic directly, which is five times as fast as with a dictionary in between.
    fields = record.model_dump_json(exclude={"kind", "slug"}, exclude_none=True, exclude_defaults=True)
    return f"{head[:-1]}, {fields[1:]}"

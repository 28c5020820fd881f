"""A kind's records as CSV, for spreadsheets: a row a record, a list in a cell with semicolons between."""

import csv
import io
from typing import Any

from generator.records.catalog import Catalog

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A cell that starts so would be run by a spreadsheet."""


def to_csv(catalog: Catalog, kind: str, site_url: str) -> bytes:
    """All records of a kind; columns are its plain fields, in the order of the record class."""
    records = sorted(catalog.all(kind), key=lambda record: record.slug)
    model = catalog.kinds[kind].record
    columns = [name for name in model.model_fields if name not in ("kind", "slug", "sources")]
    content = io.BytesIO()
    # A byte order mark: without it some spreadsheets read UTF-8 as something else.
    out = io.TextIOWrapper(content, encoding="utf-8-sig", newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(["id", "url", *columns, "sources"])
    for record in records:
        dumped = record.model_dump(mode="json")
        sources = [citation.url or citation.title for citation in record.citations]
        writer.writerow(
            [record.slug, site_url + catalog.url(record), *(_cell(dumped[name]) for name in columns), _cell(sources)]
        )
    out.flush()
    return content.getvalue()


def _cell(value: Any) -> str:
    text = _flat(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def _flat(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return "; ".join(filter(None, map(_flat, value)))
    if isinstance(value, dict):
        # A sourced value stands in its cell alone; its source is in the JSON file.
        return (
            _flat(value["value"])
            if "value" in value
            else ", ".join(f"{name}: {_flat(inner)}" for name, inner in value.items() if inner not in (None, [], ""))
        )
    if isinstance(value, bool):
        return "true" if value else "false"
    return " ".join(str(value).split())

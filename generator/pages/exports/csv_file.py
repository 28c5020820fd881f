"""A kind's records as CSV, for spreadsheets: one row per record, with lists separated by semicolons."""

import csv
import io

from generator.records.catalog import Catalog

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet would run a cell that starts with one of these as a formula."""


def to_csv(catalog: Catalog, kind: str, site_url: str) -> bytes:
    """Return all records of a kind as CSV. The columns are its fields, in the order of the record class."""
    records = sorted(catalog.all(kind), key=lambda record: record.slug)
    model = catalog.kinds[kind].record
    columns = [name for name in model.model_fields if name not in ("kind", "slug", "sources")]
    content = io.BytesIO()
    # With a byte order mark: without it, some spreadsheets misread UTF-8.
    stream = io.TextIOWrapper(content, encoding="utf-8-sig", newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(["id", "url", *columns, "sources"])
    for record in records:
        fields = record.model_dump(mode="json")
        sources = [citation.url or citation.title for citation in record.citations]
        writer.writerow(
            [record.slug, site_url + catalog.url(record), *(_cell(fields[name]) for name in columns), _cell(sources)]
        )
    stream.flush()
    return content.getvalue()


def _cell(value: object) -> str:
    """Return the text of a cell, safe from being run as a formula."""
    text = _flat(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def _flat(value: object) -> str:
    """Return a value as one line of text."""
    if value is None:
        return ""
    if isinstance(value, list):
        return "; ".join(filter(None, map(_flat, value)))
    if isinstance(value, dict):
        # Of a sourced value, only the value itself; its source is in the JSON file.
        return (
            _flat(value["value"])
            if "value" in value
            else ", ".join(f"{name}: {_flat(inner)}" for name, inner in value.items() if inner not in (None, [], ""))
        )
    if isinstance(value, bool):
        return "true" if value else "false"
    return " ".join(str(value).split())

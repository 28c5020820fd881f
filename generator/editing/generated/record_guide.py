"""The guides for editors: every field of every kind, and links that open GitHub's editor with a new record."""

import re
from urllib.parse import quote

from generator.editing.records.new_record import starter
from generator.records.catalog import Catalog

RECORDS = "data/RECORDS.md"
"""The page that explains every field."""
CONTRIBUTING = "CONTRIBUTING.md"
NEW = re.compile(r"\]\(\.\./\.\./new/main/data/([a-z-]+)\?filename=([a-z0-9-]+)\.yml[^)]*\)")
"""A link that opens GitHub's editor with a new file, relative to the guide."""

HEAD = """\
# Every field of every record

This page is generated. Do not edit it. Lines with `#` are optional; lines with `##` are notes. To learn how to change a
record in your browser, see [CONTRIBUTING.md](../CONTRIBUTING.md).
"""


def to_records(catalog: Catalog) -> str:
    """Return the guide to all fields: for each kind, a record with every field explained."""
    parts = [HEAD]
    for kind in catalog.kinds.values():
        parts.append(f"## {kind.title}\n\n```yaml\n{starter(kind, 'its-name', catalog)}```\n")
    return "\n".join(parts)


def compact(text: str) -> str:
    """Return the text of a new record with its required fields only, short enough for a URL."""
    header, *blocks = text.split("\n\n")
    title, note = header.splitlines()[0], f"## All other fields: {RECORDS}"
    required = [block for block in blocks if any(line and not line.startswith("#") for line in block.splitlines())]
    return "\n\n".join([f"{title}\n{note}", *required]).rstrip("\n") + "\n"


def with_new_links(text: str, catalog: Catalog) -> str:
    """Return the hand-written guide with current texts of new records in its links. Other links stay unchanged."""

    def link(match: re.Match[str]) -> str:
        kind = catalog.kinds.get(match[1])
        if kind is None:
            return match[0]
        value = quote(compact(starter(kind, match[2], catalog)), safe="")
        return f"](../../new/main/data/{kind.name}?filename={match[2]}.yml&value={value})"

    return NEW.sub(link, text)

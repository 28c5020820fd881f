"""The editors' guides made from the record classes: every field of every kind, and links that begin a record."""

import re
from urllib.parse import quote

from generator.editing.records.new_record import starter
from generator.records.catalog import Catalog

RECORDS = "data/RECORDS.md"
"""Where every field is explained."""
CONTRIBUTING = "CONTRIBUTING.md"
NEW = re.compile(r"\]\(\.\./\.\./new/main/data/([a-z-]+)\?filename=([a-z0-9-]+)\.yml[^)]*\)")
"""A link of the guide that opens GitHub's editor with a new file, relative to the guide's own place."""

HEAD = """\
# Every field of every record

Made from the program: do not edit it. A line with `#` may be left out; lines with `##` only explain. How to change a
record by clicks stands in [CONTRIBUTING.md](../CONTRIBUTING.md).
"""


def to_records(catalog: Catalog) -> str:
    """The guide to all fields: for each kind a record with every field, explained."""
    parts = [HEAD]
    for kind in catalog.kinds.values():
        parts.append(f"## {kind.title}\n\n```yaml\n{starter(kind, 'its-name', catalog)}```\n")
    return "\n".join(parts)


def compact(text: str) -> str:
    """A starter with only what must be filled in: an address that holds it may not grow too long."""
    head, *blocks = text.split("\n\n")
    name, what = head.splitlines()[0], f"## All other fields: {RECORDS}"
    needed = [block for block in blocks if any(line and not line.startswith("#") for line in block.splitlines())]
    return "\n\n".join([f"{name}\n{what}", *needed]).rstrip("\n") + "\n"


def with_new_links(text: str, catalog: Catalog) -> str:
    """The hand-written guide with today's starters in its links; a link to no kind stays as it is."""

    def link(match: re.Match[str]) -> str:
        kind = catalog.kinds.get(match[1])
        if kind is None:
            return match[0]
        value = quote(compact(starter(kind, match[2], catalog)), safe="")
        return f"](../../new/main/data/{kind.name}?filename={match[2]}.yml&value={value})"

    return NEW.sub(link, text)

"""The guides for editors: every field of every kind, and links that open GitHub's editor with a new record."""

import inspect
from urllib.parse import quote

from generator.editing.records.new_record import NOTES, explain_fields, starter, to_comment
from generator.records.catalog import Catalog
from generator.records.fields.types import StrictModel
from generator.records.kind import Kind
from generator.records.settings import SETTINGS

RECORDS = "data/RECORDS.md"
"""The page that explains every field."""
NEW_RECORDS = "data/NEW.md"
"""The page with a link for each kind that opens GitHub's editor with a new record."""

HEAD = """\
# Every field of every record and settings file

This page is generated. Do not edit it. Lines with `#` are optional; lines with `##` are notes. To learn how to change a
record in your browser, see [CONTRIBUTING.md](../CONTRIBUTING.md).
"""


SETTINGS_INTRO = """\
These files are in `data/`, next to the folders. Each has one part for each field below. Comments in the files say more.
"""

NEW_HEAD = """\
# Start a new record

This page is generated. Do not edit it. Each link opens GitHub's editor with a new file that has the fields that
most records need; the other fields are in [RECORDS.md](RECORDS.md). [CONTRIBUTING.md](../CONTRIBUTING.md) explains the
steps. In the file, lines with `##` are notes: leave them or delete them. To use a line with one `#`, delete the `#`.
"""
EDITOR = "../../../new/main"
"""GitHub's editor for a new file on the main branch, relative to the page in `data/`."""


def to_records(catalog: Catalog) -> str:
    """Return the guide to all fields: for each kind, a record with every field explained."""
    parts = [HEAD]
    for kind in catalog.kinds.values():
        parts.append(f"## {kind.title}\n\n```yaml\n{starter(kind, 'its-name', catalog)}```\n")
    parts.append(f"## Settings\n\n{SETTINGS_INTRO}")
    settings = SETTINGS | {name: model for kind in catalog.kinds.values() for name, model in kind.settings.items()}
    for name, model in settings.items():
        text = explain_fields(model, name, catalog)
        parts.append(f"### {name}.yml\n\n{_about(name, model)}\n\n```yaml\n{text}```\n")
    return "\n".join(parts)


def _about(name: str, model: type[StrictModel]) -> str:
    """Return what a settings file is for: the description of its class, without the name of the file."""
    text = " ".join((inspect.getdoc(model) or "").split()).removeprefix(f"`data/{name}.yml`: ")
    return f"{text[:1].upper()}{text[1:]}"


def compact(text: str) -> str:
    """Return the text of a new record with the fields that it needs, short enough for a URL."""
    header, *blocks = text.split("\n\n")
    title, note = header.splitlines()[0], "\n".join(to_comment(f"{NOTES} All other fields: {RECORDS}"))
    required = [block for block in blocks if any(line and not line.startswith("#") for line in block.splitlines())]
    return "\n\n".join([f"{title}\n{note}", *required]).rstrip("\n") + "\n"


def to_new_records(catalog: Catalog) -> str:
    """Return the page of links that open GitHub's editor with a new record: one for each kind, with its own anchor."""
    return "\n".join([NEW_HEAD, *(_section(kind, catalog) for kind in catalog.kinds.values())])


def _section(kind: Kind, catalog: Catalog) -> str:
    slug = kind.starter_slug
    query = f"filename={slug}.yml&value={quote(compact(starter(kind, slug, catalog)), safe='')}"
    link = f"[Start a new {kind.singular.lower()}]({EDITOR}/data/{kind.name}?{query})"
    return f"## {kind.title}\n\n{link}. Change the file name, `{slug}.yml`, before you commit.\n"

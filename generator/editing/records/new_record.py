"""A record class → the text that a new record starts from: what to fill in, and what else may be said."""

import inspect
import textwrap
from dataclasses import replace

from generator.records.catalog import Catalog
from generator.records.field_specs import MARKDOWN, Field, fields_of
from generator.records.fields.types import Ref
from generator.records.kind import Kind

WIDTH = 110
MOST_NAMES = 40
"""The names of records that a comment lists; of more it names the folder."""

HOW = (
    "Fill in each line that has no '#'. To use a line that has one '#', take the '#' away. Delete what you do not "
    "need: lines with '##' only explain. Each value of a list stands on a line of its own, after '- '. The check "
    "then names what is missing."
)
FACTS = "Where the record has several sources, a fact is written as 'value:' and 'source:'; CONTRIBUTING.md shows how."


def starter(kind: Kind, slug: str, catalog: Catalog) -> str:
    """The file of a new record: a line for each field that it must have, and a comment for each that it may have."""
    fields = fields_of(kind.record)
    address = kind.address_of(slug)
    head = [
        *_explained(f"data/{kind.name}/{slug}.yml, read at /{address}"),
        *_explained(" ".join((inspect.getdoc(kind.record) or "").split())),
        *_explained(f"{HOW} {FACTS}" if any(field.sourced for field in fields) else HOW),
    ]
    blocks = [_block(field, f"{kind.name}.{field.name}", catalog) for field in fields]
    return "\n\n".join("\n".join(block) for block in (head, *blocks)) + "\n"


def _block(field: Field, use: str, catalog: Catalog) -> list[str]:
    """A field's explanation and its lines; commented out where the field may be left out."""
    if field.shorthand is not None:
        rows = [f"{field.name}:", "-", *_in_place_of_name(field, field.shorthand, use, catalog)]
    elif field.model is not None:
        rows = [f"{field.name}:", *_below(field, use, catalog)]
    elif field.many:
        rows = [f"{field.name}:", "-"]
    else:
        rows = [f"{field.name}: |" if field.format == MARKDOWN else f"{field.name}:"]
    shown = rows if field.required else [row if row.startswith("#") else f"#{row}" for row in rows]
    return [*_explained(_words(field, use, catalog)), *shown]


def _below(field: Field, use: str, catalog: Catalog) -> list[str]:
    """The fields below a field, two steps further in."""
    inner = fields_of(field.model) if field.model else ()
    if not field.many:
        return [f"  {row}" for one in inner for row in _block(one, use, catalog)]
    # The hyphen of a list's value stands in the line of its first field, which must not be a comment.
    first = next((one for one in inner if one.required), inner[0])
    ordered = (replace(first, required=True), *(one for one in inner if one is not first))
    rows = [row for one in ordered for row in _block(one, use, catalog)]
    hyphen = next(number for number, row in enumerate(rows) if not row.startswith("#"))
    return [("- " if number == hyphen else "  ") + row for number, row in enumerate(rows)]


def _in_place_of_name(field: Field, named: Ref, use: str, catalog: Catalog) -> list[str]:
    """The fields of a list's value that may be written where no record can be named."""
    about = f"For one that has no file in data/{named.kind}/ yet, write these lines in place of the hyphen above:"
    return [*_explained(about), *(row if row.startswith("#") else f"#{row}" for row in _below(field, use, catalog))]


def _words(field: Field, use: str, catalog: Catalog) -> str:
    """What may stand in a field, and the class's own words on it."""
    name = field.name.replace("_", " ").capitalize()
    choices = _choices(field, use, catalog)
    several = ("one or more" if field.required else "any number") if field.many else ""
    if choices:
        what = f"{'any' if field.many and not field.required else several or 'one'} of {choices}"
    else:
        what = f"{several}, each {field.format}" if several and field.format else several or field.format
    about = field.about or " ".join((inspect.getdoc(field.model) or "").split() if field.model else [])
    return f"{name}: {'. '.join(filter(None, [what, about])).rstrip('.')}."


def _choices(field: Field, use: str, catalog: Catalog) -> str:
    """Return the values that a field may have, separated by commas; empty if there are none or too many to list."""
    if field.ref is None:
        return ", ".join(field.choices)
    records = catalog.choices(field.ref.kind, use) if field.ref.choice else catalog.all(field.ref.kind)
    return ", ".join(record.slug for record in records) if len(records) <= MOST_NAMES else ""


def _explained(text: str) -> list[str]:
    """A text as comments that stay comments."""
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent="## ",
        subsequent_indent="## ",
        break_on_hyphens=False,
        break_long_words=False,
    )

"""The text of a new record, from its class: required fields to fill in, and optional fields as comments."""

import inspect
import textwrap
from dataclasses import replace

from pydantic import BaseModel

from generator.editing.records.choices import Option, options
from generator.records.catalog import Catalog
from generator.records.field_specs import MARKDOWN, Field, fields_of
from generator.records.fields.roles import Role
from generator.records.fields.types import Ref
from generator.records.kind import Kind
from generator.text.slugs import slugify

WIDTH = 110
MOST_NAMES = 40
"""The most names of records that a comment lists. If there are more, it names their folder."""

HOW = (
    "Fill in each line without a '#'. To use an optional line, delete its '#'. Delete the lines that you do not need; "
    "lines with '##' are only notes. In a list, put each item on its own line after '- '. The check tells you what is "
    "missing."
)
FACTS = "If the record has several sources, write each fact as 'value:' and 'source:'. CONTRIBUTING.md shows how."


NOTES = (
    "Fill in the lines without '#', or delete those that your sources do not state. Lines with '##' are notes: leave "
    "them or delete them. To use a line with one '#', delete the '#'."
)
"""What the lines of a short new record are."""


def starter(kind: Kind, slug: str, catalog: Catalog) -> str:
    """Return the file of a new record: a line for each required field, and a comment for each optional one."""
    fields = fields_of(kind.record)
    address = kind.address_of(slug)
    header = [
        *to_comment(f"data/{kind.name}/{slug}.yml, published at /{address}"),
        *to_comment(" ".join((inspect.getdoc(kind.record) or "").split())),
        *to_comment(f"{HOW} {FACTS}" if any(field.sourced for field in fields) else HOW),
    ]
    blocks = [_block(field, f"{kind.name}.{field.name}", catalog) for field in fields]
    return "\n\n".join("\n".join(block) for block in (header, *blocks)) + "\n"


def explain_fields(model: type[BaseModel], use: str, catalog: Catalog) -> str:
    """Return the fields of a class as YAML, each with its explanation above; optional ones are comments."""
    blocks = [_block(field, f"{use}.{field.name}", catalog) for field in fields_of(model)]
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _block(field: Field, use: str, catalog: Catalog) -> list[str]:
    """Return a field's explanation and its lines, which are comments if the field is optional."""
    if field.shorthand is not None:
        lines = [f"{field.name}:", "-", *_in_place_of_name(field, field.shorthand, use, catalog)]
    elif field.model is not None:
        lines = [f"{field.name}:", *_below(field, use, catalog)]
    elif field.many:
        lines = [f"{field.name}:", "-"]
    else:
        lines = [f"{field.name}: |" if field.format == MARKDOWN else f"{field.name}:"]
    is_shown = field.required or Role.EXPECTED in field.roles
    shown = lines if is_shown else [line if line.startswith("#") else f"#{line}" for line in lines]
    return [*_explanation(field, use, catalog), *shown]


def _below(field: Field, use: str, catalog: Catalog) -> list[str]:
    """Return the lines of the fields inside a field, indented."""
    inner = fields_of(field.model) if field.model else ()
    if not field.many:
        return [f"  {line}" for child in inner for line in _block(child, use, catalog)]
    # The hyphen of a list item is on the line of its first field, which must not be a comment.
    first = next((child for child in inner if child.required), inner[0])
    ordered = (replace(first, required=True), *(child for child in inner if child is not first))
    lines = [line for child in ordered for line in _block(child, use, catalog)]
    hyphen = next(number for number, line in enumerate(lines) if not line.startswith("#"))
    return [("- " if number == hyphen else "  ") + line for number, line in enumerate(lines)]


def _in_place_of_name(field: Field, named: Ref, use: str, catalog: Catalog) -> list[str]:
    """Return the fields to write in a list item instead of the name of a record."""
    note = f"If it has no file in data/{named.kind}/ yet, write these lines instead of the hyphen above:"
    lines = _below(field, use, catalog)
    return [*to_comment(note), *(line if line.startswith("#") else f"#{line}" for line in lines)]


def _explanation(field: Field, use: str, catalog: Catalog) -> list[str]:
    """Return what a field may contain, with its description in the class, and a line for each of its choices."""
    name = field.name.replace("_", " ").capitalize()
    choices = _choices(field, use, catalog)
    several = ("one or more" if field.required else "any number") if field.many else ""
    about = field.about or " ".join((inspect.getdoc(field.model) or "").split() if field.model else [])
    form = field.format if field.format != PLAIN_TEXT else "" if about else "text on one line"
    if choices:
        what = f"{'any' if field.many and not field.required else several or 'one'} of the following"
    else:
        what = f"{several}, each {form}" if several and form else several or form
    text = ". ".join(filter(None, [what, about])).rstrip(".")
    return [*to_comment(f"{name}: {text}."), *(f"##   {choice}" for choice in choices)]


PLAIN_TEXT = "a line of plain text"
"""The format of most fields. A description says more, and makes it clear."""


def _choices(field: Field, use: str, catalog: Catalog) -> list[str]:
    """Return the values that a field may have, in the order of pages, each with its label; none if there are many."""
    if field.ref is None:
        return list(field.choices)
    kind, _, name = use.partition(".")
    listed = options(catalog, field.ref, kind, name)
    if len(listed) > MOST_NAMES:
        return []
    return [_with_label(each) for each in listed]


def _with_label(option: Option) -> str:
    """Return a value with its label, unless both have the same words."""
    first, _, rest = option.label.partition(": ")
    label = rest if rest and slugify(first) == option.slug else option.label
    return option.slug if slugify(label) == option.slug else f"{option.slug}: {label}"


def to_comment(text: str) -> list[str]:
    """Return a text as comment lines with '##', which editors do not turn into fields."""
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent="## ",
        subsequent_indent="## ",
        break_on_hyphens=False,
        break_long_words=False,
    )

"""Values → YAML lines that the reader reads back as exactly the same values; for new files and for edits."""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from generator.yaml_files.yaml_source import read

Value = str | Sequence["Value"] | Mapping[str, "Value"]
"""A value that can be written in the style `scalar`: a text, a list or fields."""

Style = Callable[[object], str]
"""How a value without lines of its own is written: `scalar`, `plain` or `quoted`."""

INDENT = "  "


class NotWritableError(Exception):
    """A value cannot be written in YAML, or not at the place where it should go."""


def scalar(value: object, *, in_flow: bool = False) -> str:
    """Return a text as YAML: without quotes if it reads as itself, else in the quotes that need the fewest escapes.

    `in_flow` is for a text between brackets or braces. Raises NotWritableError for other values and for a text that no
    record can contain, such as an empty one.
    """
    if not isinstance(value, str):
        raise NotWritableError
    before, after = ("a: [", "]") if in_flow else ("a: ", "")
    prefers_double = "'" in value and not re.search(r'["\\]', value)
    in_quotes = f'"{value}"' if prefers_double else "'" + value.replace("'", "''") + "'"
    for candidate in (value, in_quotes, quoted(value)):
        if _reads_as(f"{before}{candidate}{after}\n", {"a": [value] if in_flow else value}):
            return candidate
    raise NotWritableError


def plain(value: object) -> str:
    """Return a value as records have it: a text without quotes if it reads as itself, else in double quotes.

    A text that no record can contain is written all the same; the reader then explains what is wrong with it.
    """
    try:
        return quoted(value) if isinstance(value, str) and "\n" in value else scalar(value)
    except NotWritableError:
        return quoted(value)


def quoted(value: object) -> str:
    """Return a value as JSON, which is valid YAML 1.2.

    A text is in double quotes, for programs that would read 'No' as false and '1.10' as a number.
    """
    return json.dumps(value, ensure_ascii=False)


def to_yaml(fields: Mapping[str, object], style: Style) -> str:
    """Return fields as the text of a file. Raises NotWritableError in the style `scalar`."""
    return "".join(f"{line}\n" for line in _mapping_lines(fields, style))


def field_lines(name: str, value: object, style: Style = scalar) -> list[str]:
    """Return the lines of a field. Raises NotWritableError in the style `scalar`."""
    if isinstance(value, Mapping):
        return [f"{name}:", *indented(_mapping_lines(value, style), INDENT)]
    if isinstance(value, (list, tuple)):
        return [f"{name}:", *(line for item in value for line in item_lines(item, style))]
    if isinstance(value, str) and "\n" in value:
        block = [f"{name}: |", *indented(value.split("\n"), INDENT)]
        if _reads_as("\n".join(block), {name: value}):
            return block
    return [f"{name}: {style(value)}"]


def item_lines(value: object, style: Style = scalar) -> list[str]:
    """Return the lines of a list item. Raises NotWritableError in the style `scalar`."""
    if not isinstance(value, Mapping) or not value:
        return [f"- {style(value)}"]
    first, *others = _mapping_lines(value, style)
    return [f"- {first}", *indented(others, INDENT)]


def indented(lines: Iterable[str], indent: str) -> list[str]:
    """Return lines with this indentation; empty lines stay empty."""
    return [indent + line if line else line for line in lines]


def _mapping_lines(fields: Mapping[str, object], style: Style) -> list[str]:
    return [line for name, value in fields.items() for line in field_lines(name, value, style)]


def _reads_as(text: str, data: Mapping[str, object]) -> bool:
    """Return whether the reader reads this text as this data."""
    source, _ = read("", text.encode("utf-8", "surrogatepass"))
    return source is not None and source.data == data

"""Fields → YAML text, in which no value can be read as anything but itself."""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from generator.yaml_files.yaml_edit import NoRoomError, scalar
from generator.yaml_files.yaml_source import read

INDENT = "  "

Quote = Callable[[str], str]


def quoted(text: str) -> str:
    """A text in double quotes: for readers who take 'No' for false and '1.10' for a number. JSON is YAML (1.2)."""
    return json.dumps(text, ensure_ascii=False)


def plain(text: str) -> str:
    """A text as records are written: without quotes where it reads as itself."""
    try:
        return scalar(text) if "\n" not in text else quoted(text)
    except NoRoomError:
        # No record may hold it, and the reader will say why.
        return quoted(text)


def to_yaml(fields: Mapping[str, Any], quote: Quote) -> str:
    """Fields as the text of a file: texts, numbers, true and false, lists and fields within fields."""
    return "".join(f"{row}\n" for row in _fields(fields, quote))


def _fields(fields: Mapping[str, Any], quote: Quote) -> Iterator[str]:
    for name, value in fields.items():
        if isinstance(value, Mapping):
            yield f"{name}:"
            yield from (INDENT + row if row else row for row in _fields(value, quote))
        elif isinstance(value, (list, tuple)):
            yield f"{name}:"
            yield from _items(value, quote)
        else:
            yield from _text(name, value, quote)


def _items(values: list[Any] | tuple[Any, ...], quote: Quote) -> Iterator[str]:
    for value in values:
        if isinstance(value, Mapping):
            first, *others = [*_fields(value, quote)] or ["{}"]
            yield f"- {first}"
            yield from (INDENT + row if row else row for row in others)
        else:
            yield f"- {_scalar(value, quote)}"


def _text(name: str, value: Any, quote: Quote) -> Iterator[str]:
    """A field with a value; a text of several lines stands below it as it is, where that says the same."""
    if isinstance(value, str) and "\n" in value:
        rows = [f"{name}: |", *(INDENT + row if row else row for row in value.split("\n"))]
        source, _ = read("", "\n".join(rows).encode("utf-8", "surrogatepass"))
        if source is not None and source.data == {name: value}:
            yield from rows
            return
    yield f"{name}: {_scalar(value, quote)}"


def _scalar(value: Any, quote: Quote) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return quote(value) if isinstance(value, str) else str(value)

"""A value → the lines that say it in a file."""

import json
import re
from typing import Any

from generator.yaml_files.yaml_source import read

Value = str | list[Any] | dict[str, Any]
"""What may be written: a text, a list or fields, as `load` reads them."""


class NoRoomError(Exception):
    """A value cannot be written where it should stand."""


def scalar(text: str, *, between_brackets: bool = False) -> str:
    """A text as YAML: plain where it reads as itself, else in the quotes that need the fewest signs.

    Raises NoRoomError for a text that no record can hold, such as an empty one.
    """
    before, after = ("a: [", "]") if between_brackets else ("a: ", "")
    double = "'" in text and not re.search(r'["\\]', text)
    quoted = f'"{text}"' if double else "'" + text.replace("'", "''") + "'"
    for form in (text, quoted, json.dumps(text, ensure_ascii=False)):
        source, _ = read("", f"{before}{form}{after}\n".encode())
        if source is not None and source.data == {"a": [text] if between_brackets else text}:
            return form
    raise NoRoomError


def rows_of(field: str, value: Value, indent: str = "") -> list[str]:
    """A field as the lines of a file. Raises NoRoomError."""
    if isinstance(value, str):
        return [f"{indent}{field}: {scalar(value)}"]
    if isinstance(value, dict):
        return [f"{indent}{field}:", *(row for name in value for row in rows_of(name, value[name], f"{indent}  "))]
    return [f"{indent}{field}:", *(row for one in value for row in rows_of_item(one, indent))]


def rows_of_item(value: Value, indent: str) -> list[str]:
    """A value of a list as the lines of a file. Raises NoRoomError."""
    if isinstance(value, str):
        return [f"{indent}- {scalar(value)}"]
    if not isinstance(value, dict) or not value:
        raise NoRoomError
    rows = [row for name in value for row in rows_of(name, value[name], f"{indent}  ")]
    return [f"{indent}- {rows[0][len(indent) + 2 :]}", *rows[1:]]

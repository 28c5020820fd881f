"""Splits a line of YAML into its indentation, hyphens, field and value, for a file that the parser rejects."""

import re
from dataclasses import dataclass

HYPHENS = re.compile(r"(?:- +)*(?:-$)?")
"""The hyphens of list items, after a line's indentation."""
FIELD = re.compile(r"([^\s:][^:]*):(?:\s+(.*))?")
"""A field's name and its value."""


@dataclass(frozen=True)
class Line:
    """The parts of a line. `number` counts from 1, columns from 0; `rest` is what follows the hyphens."""

    number: int
    indent: int
    hyphens: str
    rest: str
    field: re.Match[str] | None

    @property
    def column(self) -> int:
        """The column of sibling fields or, for a line without a field, of its list item."""
        end = self.indent + len(self.hyphens)
        return end if self.field else max(end - 2, self.indent)

    @property
    def value(self) -> str:
        """The value of the field or the list item; "" for a comment."""
        value = (self.field[2] or "").strip() if self.field else self.rest
        return "" if value.startswith("#") else value


def parse_line(number: int, text: str) -> Line:
    """Return the parts of a line, which must have no spaces at its end."""
    indent = len(text) - len(text.lstrip(" "))
    match = HYPHENS.match(text, indent)
    hyphens = match[0] if match else ""
    rest = text[indent + len(hyphens) :]
    return Line(number, indent, hyphens, rest, FIELD.fullmatch(rest))

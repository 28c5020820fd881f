"""A file as its characters, and where the marks of its source stand among them."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import Any

from generator.base.problems import Place
from generator.yaml_files.text_file import BYTE_ORDER_MARK
from generator.yaml_files.yaml_edit.written import NoRoomError, Value, rows_of, rows_of_item, scalar
from generator.yaml_files.yaml_source import KeyPath, Source, get, read

New = str | Callable[[re.Match[str]], str]
"""What stands in place of a match, as `re.sub` takes it."""


def path_at(source: Source, place: Place, *, key: bool = False) -> KeyPath | None:
    """The path of the value, or of the field's name, that stands at a place of a file; the innermost, of several."""
    marks = source.keys if key else source.values
    found = [path for path, mark in marks.items() if (mark.line, mark.column) == (place.line, place.column)]
    return max(found, key=len, default=None)


class File:
    """A file that can be read. Each edit gives its whole text anew, or raises NoRoomError."""

    def __init__(self, name: str, content: bytes) -> None:
        source, _ = read(name, content)
        if source is None:
            raise NoRoomError
        self.source, self.data = source, source.data
        whole = content.decode()
        self.text = whole.removeprefix(BYTE_ORDER_MARK)
        self.before = whole[: len(whole) - len(self.text)]
        self.lines = [*self.text.splitlines(keepends=True), ""]
        self.starts = [0, *accumulate(map(len, self.lines))]
        self.ending = (re.search(r"\r\n|\r|\n", self.text) or ["\n"])[0]

    def put(self, path: KeyPath, value: Value) -> str:
        """Another value in the place of a text, of nothing, or of brackets with nothing between them."""
        old = get(self.data, path)
        start, end = self._span(path)
        if isinstance(value, str) and not isinstance(old, (list, dict)):
            text = scalar(value, between_brackets=self._is_between(path))
            return self._splice(start, end, text if start < end else f" {text}")
        if old or isinstance(value, str) or self._is_between(path):
            raise NoRoomError
        key, below = self.source.keys[path], self.starts[self._last_line(path)]
        rows = rows_of("", value, " " * (key.column - 1))[1:]
        kept = self.text[:start].rstrip(" ") + self.text[end:below]
        return self.before + kept + self._joined(kept, rows) + self.text[below:]

    def insert(self, path: KeyPath, value: Value, order: Sequence[str]) -> str:
        """A field more, behind the nearest of those that stand before it in the order, else before the next one."""
        above, field = path[:-1], str(path[-1])
        fields = get(self.data, above)
        if not isinstance(fields, dict) or field in fields or self._is_between(path):
            raise NoRoomError
        before, after = _neighbors(field, order, fields)
        near = (*above, before or after)
        key = self.source.keys[near]
        stands_first = not self.lines[key.line - 1][: key.column - 1].strip()
        line = key.line - 1 if stands_first and not before else self._last_line(near)
        return self._add(line, rows_of(field, value, " " * (key.column - 1)))

    def append(self, path: KeyPath, value: Value) -> str:
        """A value more, at the end of a list that holds some."""
        if not isinstance(get(self.data, path), list) or self._is_between((*path, 0)):
            raise NoRoomError
        return self._add(self._last_line(path), rows_of_item(value, " " * (self.source.values[path].column - 1)))

    def cut(self, path: KeyPath) -> str:
        """A value less in a list, with all its lines."""
        if not isinstance(get(self.data, path[:-1]), list) or self._is_between(path):
            raise NoRoomError
        return self._splice(self.starts[self.source.values[path].line - 1], self.starts[self._last_line(path)], "")

    def rename(self, path: KeyPath, new: str) -> str:
        """Another name for a field."""
        mark, old = self.source.keys[path], str(path[-1])
        start = self._offset(mark.line, mark.column)
        if not self.text.startswith(old, start):
            raise NoRoomError
        return self._splice(start, start + len(old), new)

    def substitute(self, path: KeyPath, pattern: re.Pattern[str], new: New) -> str:
        """Other words within a text, whose lines and quotes stay."""
        start, end = self._span(path)
        return self._splice(start, end, pattern.sub(new, self.text[start:end]))

    def _is_flow(self, path: KeyPath) -> bool:
        """Whether a list or fields stand between brackets or braces."""
        mark = self.source.values[path]
        return self.text.startswith(("[", "{"), self._offset(mark.line, mark.column))

    def _is_between(self, path: KeyPath) -> bool:
        """Whether a value stands between brackets or braces."""
        return any(self._is_flow(path[:length]) for length in range(len(path)))

    def _offset(self, line: int, column: int) -> int:
        """Where a mark's character stands in the text as it was typed, in which a letter may be two characters."""
        typed = self.lines[line - 1].rstrip("\r\n")
        read_as = unicodedata.normalize("NFC", typed)
        parts = read_as[: column - 1], read_as[column - 1 :]
        for at in [column - 1] if typed == read_as else range(len(typed) + 1):
            if (unicodedata.normalize("NFC", typed[:at]), unicodedata.normalize("NFC", typed[at:])) == parts:
                return self.starts[line - 1] + at
        raise NoRoomError

    def _last_line(self, path: KeyPath) -> int:
        """The line on which the text of a value ends."""
        value = get(self.data, path)
        if isinstance(value, (list, dict)) and value and not self._is_flow(path):
            last = len(value) - 1 if isinstance(value, list) else list(value)[-1]
            return self._last_line((*path, last))
        first = self.source.values[path].line
        line, column = self.source.ends[path]
        # A block of text ends where the next thing starts, below the empty lines between them.
        line -= column == 1
        while line > first and not self.lines[line - 1].strip():
            line -= 1
        return line

    def _span(self, path: KeyPath) -> tuple[int, int]:
        """The characters of a text, or of what stands between brackets."""
        mark, (line, column) = self.source.values[path], self.source.ends[path]
        start = self._offset(mark.line, mark.column)
        if column > 1:
            return start, self._offset(line, column)
        line = self._last_line(path)
        return start, self.starts[line - 1] + len(self.lines[line - 1].rstrip("\r\n"))

    def _splice(self, start: int, end: int, new: str) -> str:
        return self.before + self.text[:start] + new + self.text[end:]

    def _add(self, line: int, rows: list[str]) -> str:
        at = self.starts[line]
        return self._splice(at, at, self._joined(self.text[:at], rows))

    def _joined(self, above: str, rows: list[str]) -> str:
        """Lines below others, with the line ends of the file; the last line of a file may have none."""
        added = self.ending.join(rows)
        return added + self.ending if not above or above.endswith(("\n", "\r")) else self.ending + added


def _neighbors(field: str, order: Sequence[str], fields: dict[str, Any]) -> tuple[str, str]:
    """The nearest field before one in an order; where there is none, the nearest behind it."""
    place = list(order).index(field) if field in order else -1
    before = [name for name in order[: max(place, 0)] if name in fields]
    after = [name for name in order[place + 1 :] if name in fields] if place >= 0 else []
    if not before and not after:
        raise NoRoomError
    return (before[-1], "") if before else ("", after[0])

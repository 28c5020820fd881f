"""The text of a YAML file and the positions of its values, for edits that change nothing else."""

import re
import unicodedata
from collections.abc import Callable, Container, Iterable, Sequence
from itertools import accumulate

from generator.base.problems import Place
from generator.yaml_files.text_file import BYTE_ORDER_MARK
from generator.yaml_files.yaml_emit import NotWritableError, Value, field_lines, indented, item_lines, scalar
from generator.yaml_files.yaml_source import KeyPath, SourceFile, get, read

Replacement = str | Callable[[re.Match[str]], str]
"""What replaces a match, as `re.sub` takes it."""


def path_at(source: SourceFile, place: Place, *, key: bool = False) -> KeyPath | None:
    """Return the path of the innermost value, or field name, that starts at a place; None if none does."""
    positions = source.keys if key else source.values
    paths = [
        path for path, position in positions.items() if (position.line, position.column) == (place.line, place.column)
    ]
    return max(paths, key=len, default=None)


class EditedFile:
    """A YAML file that can be read. Each edit returns its whole text after the edit.

    The constructor and every edit raise NotWritableError if they cannot do what is asked.
    """

    def __init__(self, name: str, content: bytes) -> None:
        source, _ = read(name, content)
        if source is None:
            raise NotWritableError
        self.source, self.data = source, source.data
        decoded = content.decode()
        self.text = decoded.removeprefix(BYTE_ORDER_MARK)
        self.byte_order_mark = decoded[: len(decoded) - len(self.text)]
        self.lines = [*self.text.splitlines(keepends=True), ""]
        self.starts = [0, *accumulate(map(len, self.lines))]
        self.line_ending = (re.search(r"\r\n|\r|\n", self.text) or ["\n"])[0]

    def put(self, path: KeyPath, value: Value) -> str:
        """Replace a text, an empty value or empty brackets with another value."""
        old = get(self.data, path)
        start, end = self._span(path)
        is_block = isinstance(value, str) and ("\n" in value or self.text.startswith("|", start))
        if isinstance(value, str) and is_block and isinstance(path[-1], str):
            return self._put_block(path, value)
        if isinstance(value, str) and not isinstance(old, (list, dict)):
            text = scalar(value, in_flow=self._is_in_flow(path))
            return self._splice(start, end, text if start < end else f" {text}")
        if old or isinstance(value, str) or self._is_in_flow(path):
            raise NotWritableError
        key, below = self.source.keys[path], self.starts[self._last_line(path)]
        lines = indented(field_lines("", value)[1:], " " * (key.column - 1))
        above = self.text[:start].rstrip(" ") + self.text[end:below]
        return self.byte_order_mark + above + self._joined(above, lines) + self.text[below:]

    def _put_block(self, path: KeyPath, text: str) -> str:
        """Replace a text with one of several lines, below '|'. A comment beside the old one would be lost."""
        key, (start, end) = self.source.keys[path], self._span(path)
        lines = indented([f"{path[-1]}: |", *indented(text.split("\n"), "  ")], " " * (key.column - 1))
        head = self._offset(key.line, key.column)
        rest = self.text[end : self.starts[self._last_line(path)]].strip()
        is_commented = self.text[start:end].startswith(("|", ">")) and "#" in self.text[start:end].splitlines()[0]
        is_text = not isinstance(get(self.data, path), (list, dict))
        if rest or is_commented or not is_text or self._is_in_flow(path):
            raise NotWritableError
        return self._splice(head, end, self.line_ending.join(lines).lstrip(" "))

    def insert(self, path: KeyPath, value: Value, order: Sequence[str]) -> str:
        """Insert a field after the nearest of those that precede it in the order, or else before the next one."""
        parent, name = path[:-1], str(path[-1])
        fields = get(self.data, parent)
        if not isinstance(fields, dict) or name in fields or self._is_in_flow(path):
            raise NotWritableError
        before, after = _neighbors(name, order, fields)
        neighbor = (*parent, before or after)
        key = self.source.keys[neighbor]
        is_first_on_line = not self.lines[key.line - 1][: key.column - 1].strip()
        line = key.line - 1 if is_first_on_line and not before else self._last_line(neighbor)
        return self._insert_lines(line, field_lines(name, value), key.column)

    def append(self, path: KeyPath, value: Value) -> str:
        """Add an item at the end of a list that has items."""
        if not isinstance(get(self.data, path), list) or self._is_in_flow((*path, 0)):
            raise NotWritableError
        return self._insert_lines(self._last_line(path), item_lines(value), self.source.values[path].column)

    def remove(self, path: KeyPath) -> str:
        """Remove an item of a list, with all its lines."""
        if not isinstance(get(self.data, path[:-1]), list) or self._is_in_flow(path):
            raise NotWritableError
        return self._splice(self.starts[self.source.values[path].line - 1], self.starts[self._last_line(path)], "")

    def rename(self, path: KeyPath, new: str) -> str:
        """Rename a field."""
        position, old = self.source.keys[path], str(path[-1])
        start = self._offset(position.line, position.column)
        if not self.text.startswith(old, start):
            raise NotWritableError
        return self._splice(start, start + len(old), new)

    def substitute(self, path: KeyPath, pattern: re.Pattern[str], replacement: Replacement) -> str:
        """Replace every match of a pattern in a text; its lines and quotes stay."""
        start, end = self._span(path)
        return self._splice(start, end, pattern.sub(replacement, self.text[start:end]))

    def sort(self, path: KeyPath, order: Sequence[str]) -> str:
        """Put the fields at a path in order, each with the comments above it."""
        fields = get(self.data, path)
        if not isinstance(fields, dict) or self._is_in_flow((*path, "")):
            raise NotWritableError
        keys = [self.source.keys[*path, name] for name in fields]
        first, column = keys[0], keys[0].column - 1
        prefix = self.lines[first.line - 1][:column]
        starts = [first.line - 1, *(self._first_comment(key.line - 1, column) for key in keys[1:])]
        ends = [*starts[1:], self._last_line(path)]
        blocks = {name: self.lines[start:end] for name, start, end in zip(fields, starts, ends, strict=True)}
        if not all(lines and lines[-1].endswith("\n") for lines in blocks.values()):
            raise NotWritableError
        # Blank lines stay where they are, so that groups of lines stay apart.
        gaps = [_blank_end(lines) for lines in blocks.values()]
        leading = next(iter(blocks.values()))
        leading[0] = " " * column + leading[0][column:]
        moved = [
            line
            for name, gap in zip(sorted(fields, key=order.index), gaps, strict=True)
            for line in [*blocks[name][: len(blocks[name]) - len(_blank_end(blocks[name]))], *gap]
        ]
        moved[0] = prefix + moved[0][column:]
        return self._splice(self.starts[starts[0]], self.starts[ends[-1]], "".join(moved))

    def _first_comment(self, line: int, column: int) -> int:
        """Return the first of the comment lines right above a line (from 0), with the same indentation."""
        while self.lines[line - 1].startswith(" " * column + "#"):
            line -= 1
        return line

    def _is_flow_collection(self, path: KeyPath) -> bool:
        """Return whether a list or fields are written in brackets or braces."""
        position = self.source.values[path]
        return self.text.startswith(("[", "{"), self._offset(position.line, position.column))

    def _is_in_flow(self, path: KeyPath) -> bool:
        """Return whether a value is inside brackets or braces."""
        return any(self._is_flow_collection(path[:length]) for length in range(len(path)))

    def _offset(self, line: int, column: int) -> int:
        """Return the offset of a position in the text.

        Positions count characters in Unicode's form NFC; a character in the file may consist of two.
        """
        typed = self.lines[line - 1].rstrip("\r\n")
        composed = unicodedata.normalize("NFC", typed)
        halves = composed[: column - 1], composed[column - 1 :]
        for offset in [column - 1] if typed == composed else range(len(typed) + 1):
            if (unicodedata.normalize("NFC", typed[:offset]), unicodedata.normalize("NFC", typed[offset:])) == halves:
                return self.starts[line - 1] + offset
        raise NotWritableError

    def _last_line(self, path: KeyPath) -> int:
        """Return the line on which a value ends."""
        value = get(self.data, path)
        if isinstance(value, (list, dict)) and value and not self._is_flow_collection(path):
            last = len(value) - 1 if isinstance(value, list) else list(value)[-1]
            return self._last_line((*path, last))
        first = self.source.values[path].line
        line, column = self.source.ends[path]
        # A block scalar ends where the next value starts, so leave out the empty lines between them.
        line -= column == 1
        while line > first and not self.lines[line - 1].strip():
            line -= 1
        return line

    def _span(self, path: KeyPath) -> tuple[int, int]:
        """Return the offsets where a scalar or a flow collection starts and ends."""
        position, (line, column) = self.source.values[path], self.source.ends[path]
        start = self._offset(position.line, position.column)
        if column > 1:
            return start, self._offset(line, column)
        line = self._last_line(path)
        return start, self.starts[line - 1] + len(self.lines[line - 1].rstrip("\r\n"))

    def _splice(self, start: int, end: int, new: str) -> str:
        """Return the file's text with another text between two offsets."""
        return self.byte_order_mark + self.text[:start] + new + self.text[end:]

    def _insert_lines(self, line: int, lines: Iterable[str], column: int) -> str:
        """Return the file's text with lines added after a line, indented to a column."""
        offset = self.starts[line]
        return self._splice(offset, offset, self._joined(self.text[:offset], indented(lines, " " * (column - 1))))

    def _joined(self, above: str, lines: list[str]) -> str:
        """Return lines to go below a text, with the file's line endings; its last line may lack one."""
        added = self.line_ending.join(lines)
        if not above or above.endswith(("\n", "\r")):
            return added + self.line_ending
        return self.line_ending + added


def _blank_end(lines: Sequence[str]) -> Sequence[str]:
    """Return the blank lines at the end of some lines."""
    kept = max((number for number, line in enumerate(lines, 1) if line.strip()), default=0)
    return lines[kept:]


def _neighbors(name: str, order: Sequence[str], fields: Container[str]) -> tuple[str, str]:
    """Return the nearest existing field before a field in the order, or else the nearest one after it."""
    index = list(order).index(name) if name in order else -1
    before = [other for other in order[: max(index, 0)] if other in fields]
    after = [other for other in order[index + 1 :] if other in fields] if index >= 0 else []
    if not before and not after:
        raise NotWritableError
    return (before[-1], "") if before else ("", after[0])

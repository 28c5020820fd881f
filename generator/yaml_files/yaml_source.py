"""YAML text → Source, remembering where each value stood. The only package that knows yaml.

Every scalar stays the text that the editor typed: `NO`, `02134` and `12:30` are words here, and a
field's type decides later what they mean. Anchors, aliases and tags are refused: a record says what
it says on its own lines.
"""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import yaml

from generator.base.problems import Place, Problem
from generator.yaml_files.fast_reader import read_simple
from generator.yaml_files.full_reader import CURLY, NBSP_INDENT, KeyPath, Position, Reader
from generator.yaml_files.text_file import decode
from generator.yaml_files.yaml_errors import explain

__all__ = ["CURLY", "NBSP_INDENT", "KeyPath", "Position", "Source", "read"]


def get(data: Any, path: KeyPath) -> Any:
    """The value at a path; None where there is none."""
    for part in path:
        inside = isinstance(data, list) and isinstance(part, int) and part < len(data)
        data = data[part] if inside or (isinstance(data, dict) and part in data) else None
    return data


@dataclass(frozen=True)
class Source:
    """One YAML file, read but not yet understood: nested dicts, lists, text and None.

    Few files have a problem that must name a line, so positions are read only when one is asked for; and so is the data
    of a source that was let go of it.
    """

    path: str
    parsed: dict[str, Any] | None
    text: str = field(default="", repr=False, compare=False)

    @property
    def data(self) -> dict[str, Any]:
        """What the file says."""
        data: dict[str, Any] = self._positions.data if self.parsed is None else self.parsed
        return data

    def without_data(self) -> "Source":
        """The same source in a sixth of the memory, for when its record is made."""
        return Source(self.path, None, self.text)

    @cached_property
    def _positions(self) -> Reader:
        reader = Reader(self.path)
        reader.run(self.text)
        return reader

    @property
    def values(self) -> dict[KeyPath, Position]:
        """Where each value starts."""
        return self._positions.values

    @property
    def keys(self) -> dict[KeyPath, Position]:
        """Where each field's name starts."""
        return self._positions.keys

    @property
    def ends(self) -> dict[KeyPath, tuple[int, int]]:
        """The line and column after each value. After a block of lines, they are where the next thing starts."""
        return self._positions.ends

    @property
    def slug(self) -> str:
        """The file's name without its ending: the record's id for ever."""
        return self.path.rsplit("/", 1)[-1].removesuffix(".yml")

    def place(self, path: KeyPath, *, key: bool = False, line: int | None = None) -> Place:
        """The place of a value, of its key, or of a line of its text (from 0); else the nearest one above it."""
        marks = self.keys if key else self.values
        for length in range(len(path), -1, -1):
            mark = marks.get(path[:length]) or self.values.get(path[:length])
            if mark is None:
                continue
            if line is None or (line == 0 and mark.text_line == mark.line):
                return Place(self.path, mark.line, mark.column)
            return Place(self.path, mark.text_line + line)
        return Place(self.path)


def read(path: str, content: bytes) -> tuple[Source | None, list[Problem]]:
    """Read one YAML file, named by its path in the project."""
    text, problems = decode(path, content)
    if problems:
        return None, problems
    data = read_simple(text)
    if data is not None:
        return Source(path, data, text), []
    for number, line in enumerate(text.split("\n"), 1):
        if NBSP_INDENT.search(line):
            problems.append(
                Problem(
                    Place(path, number, line.index("\u00a0") + 1),
                    "nbsp",
                    "A non-breaking space stands where a plain space belongs.",
                    "Replace it with a space.",
                )
            )
    if problems:
        return None, problems
    reader = Reader(path)
    try:
        reader.run(text)
    except yaml.YAMLError as error:
        return None, [*reader.problems, explain(path, text, error)]
    if reader.problems:
        return None, reader.problems
    if not isinstance(reader.data, dict):
        return None, [
            Problem(
                Place(path, 1),
                "not-a-record",
                "The file holds no fields.",
                "Write one field a line, as in 'name: Example'.",
            )
        ]
    return Source(path, reader.data, text), []

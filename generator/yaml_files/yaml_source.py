"""A YAML file → a SourceFile: nested data in which every value is a text, and the position of each value.

Every scalar stays the text that the editor typed: `NO`, `02134` and `12:30` are texts here, and a field's type decides
later what they mean. Anchors, aliases and tags are refused: a record says everything in its own lines.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from generator.base.problems import Place, Problem
from generator.yaml_files.fast_reader import read_simple
from generator.yaml_files.full_reader import CURLY, NBSP_INDENT, FullReader, KeyPath, Position, YamlValue
from generator.yaml_files.text_file import decode
from generator.yaml_files.yaml_repairs import read_repaired

__all__ = ["CURLY", "NBSP_INDENT", "KeyPath", "Position", "SourceFile", "YamlValue", "get", "read"]


def get(data: YamlValue, path: KeyPath) -> YamlValue:
    """Return the value at a path in nested data; None if there is none."""
    for key in path:
        if isinstance(data, list) and isinstance(key, int) and key < len(data):
            data = data[key]
        elif isinstance(data, dict) and isinstance(key, str):
            data = data.get(key)
        else:
            return None
    return data


@dataclass(frozen=True)
class SourceFile:
    """A YAML file as nested dicts, lists, texts and None; `records` gives them a meaning.

    Positions are read only when one is needed, because few files have a problem that names a line. A source
    `without_data` reads its data again in the same way.
    """

    path: str
    parsed: Mapping[str, YamlValue] | None
    text: str = field(default="", repr=False, compare=False)
    right_path: str = ""
    """The path that the file should have, if it is not the one that it has."""

    @property
    def data(self) -> Mapping[str, YamlValue]:
        """The fields of the file."""
        if self.parsed is not None:
            return self.parsed
        data = self._full.data
        return data if isinstance(data, dict) else {}

    def without_data(self) -> "SourceFile":
        """Return this source in a sixth of the memory, for when its record has been parsed."""
        return replace(self, parsed=None)

    @cached_property
    def _full(self) -> FullReader:
        reader = FullReader(self.path)
        reader.run(self.text)
        return reader

    @property
    def values(self) -> dict[KeyPath, Position]:
        """Where each value starts."""
        return self._full.values

    @property
    def keys(self) -> dict[KeyPath, Position]:
        """Where each field name starts."""
        return self._full.keys

    @property
    def ends(self) -> dict[KeyPath, tuple[int, int]]:
        """The line and column after each value; after a block scalar, where the next value starts."""
        return self._full.ends

    @property
    def slug(self) -> str:
        """The file's name without its extension: the record's permanent ID."""
        return (self.right_path or self.path).rsplit("/", 1)[-1].removesuffix(".yml")

    @property
    def folder(self) -> str:
        """The folder in `data/` that it belongs to: the name of its kind; empty for a settings file."""
        return "/".join((self.right_path or self.path).split("/")[1:-1])

    def place(self, path: KeyPath, *, key: bool = False, line: int | None = None) -> Place:
        """Return the place of a value, of its field name, or of a line of its text (from 0).

        If there is no such value, return the place of the nearest value that would contain it.
        """
        positions = self.keys if key else self.values
        for length in range(len(path), -1, -1):
            position = positions.get(path[:length]) or self.values.get(path[:length])
            if position is None:
                continue
            if line is None or (line == 0 and position.text_line == position.line):
                return Place(self.path, position.line, position.column)
            return Place(self.path, position.text_line + line)
        return Place(self.path)


def read(path: str, content: bytes) -> tuple[SourceFile | None, list[Problem]]:
    """Return the source of a YAML file, or None and its problems. `path` is relative to the project's root."""
    source, problems = read_past_mistakes(path, content)
    return (None if problems else source), problems


def read_past_mistakes(path: str, content: bytes) -> tuple[SourceFile | None, list[Problem]]:
    """Return the source of a YAML file, as it would be without the mistakes that are returned beside it.

    It is None if the file may have more than could be read. It is only to find more problems: its text is not the file.
    """
    text, problems = decode(path, content)
    if problems and not text:
        return None, problems
    if not problems and (data := read_simple(text)) is not None:
        return SourceFile(path, data, text), []
    problems += _non_breaking_spaces(path, text)
    text = NBSP_INDENT.sub(lambda match: match[0].replace("\u00a0", " "), text)
    text, reader, mistakes = read_repaired(path, text)
    problems += mistakes
    if reader is None or not reader.is_whole:
        return None, problems
    if not isinstance(reader.data, dict):
        hint = "Write one field per line, as in 'name: Example'."
        problems += [] if problems else [Problem(Place(path, 1), "not-a-record", "The file has no fields.", hint)]
        return None, problems
    return SourceFile(path, reader.data, text), problems


def _non_breaking_spaces(path: str, text: str) -> Iterator[Problem]:
    """Yield the problems of non-breaking spaces in the indentation of lines."""
    for number, line in enumerate(text.split("\n"), 1):
        if NBSP_INDENT.search(line):
            place = Place(path, number, line.index("\u00a0") + 1)
            message = "There is a non-breaking space where a normal space belongs."
            yield Problem(place, "non-breaking-space", message, "Replace it with a normal space.")

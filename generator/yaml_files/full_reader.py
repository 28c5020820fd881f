"""Reads any YAML file with the position of each value, and names what a record may not use."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from generator.base.problems import Place, Problem
from generator.yaml_files.text_file import FORBIDDEN, odd_character
from generator.yaml_files.yaml_mistakes import cut_text

MAX_DEPTH = 10
NBSP_INDENT = re.compile("^[ -]*\u00a0")
NUMBER_SIGN = re.compile(r" *(#[^\s#].*)")
"""What an editor means as text and YAML takes for a comment: '#1'. A comment that is meant is written '# so'."""
CURLY = re.compile("“[^“”]*”|‘[^‘]*’")
"""A whole text between curly quotation marks, which only a program for letters means as YAML's."""
QUOTED_OR_BLOCK = ("'", '"', "|", ">")

EMPTY = ("", "~", "null")
"""How YAML writes a value that is not there."""

KeyPath = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Position:
    """Where a value starts: its line and column, and the line on which its text starts."""

    line: int
    column: int
    text_line: int


class _TooDeepError(Exception):
    """Raised to leave a file that is nested deeper than any record is."""


class Reader:
    """Builds plain data from YAML events, keeping marks and refusing what a record may not use."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.data: Any = None
        self.values: dict[KeyPath, Position] = {}
        self.keys: dict[KeyPath, Position] = {}
        self.ends: dict[KeyPath, tuple[int, int]] = {}
        self.problems: list[Problem] = []
        self.lines: list[str] = []

    def run(self, text: str) -> None:
        self.lines = text.split("\n")
        events = yaml.parse(text, Loader=yaml.CSafeLoader)
        documents = 0
        try:
            for event in events:
                if isinstance(event, yaml.DocumentStartEvent):
                    documents += 1
                    if documents > 1:
                        self._refuse(
                            event, "documents", "A second document starts here ('---').", "Keep one record in one file."
                        )
                        return
                elif isinstance(event, yaml.NodeEvent):
                    self.data = self._value(event, events, ())
        except _TooDeepError:
            return

    def _refuse(self, event: yaml.Event, code: str, message: str, hint: str) -> None:
        mark = event.start_mark
        self.problems.append(Problem(Place(self.path, mark.line + 1, mark.column + 1), code, message, hint))

    def _value(self, event: yaml.Event, events: Iterator[yaml.Event], path: KeyPath) -> Any:
        mark = event.start_mark
        self.values[path] = Position(mark.line + 1, mark.column + 1, mark.line + 1)
        if isinstance(event, yaml.AliasEvent):
            self._refuse(
                event, "yaml-alias", f"'*{event.anchor}' points to another place in the file.", "Write the value out."
            )
            return None
        self._refuse_marks(event)
        if isinstance(event, yaml.ScalarEvent):
            self._end(event, path)
            return self._scalar(event, path)
        if len(path) >= MAX_DEPTH:
            self._refuse(
                event,
                "too-deep",
                f"The fields are nested more than {MAX_DEPTH} deep.",
                "Compare with another record of this kind.",
            )
            raise _TooDeepError
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(events, path)
        return self._mapping(events, path)

    def _end(self, event: yaml.Event, path: KeyPath) -> None:
        self.ends[path] = (event.end_mark.line + 1, event.end_mark.column + 1)

    def _scalar(self, event: Any, path: KeyPath) -> str | None:
        mark = self.values[path]
        if event.style in ("|", ">"):
            # The text starts below the sign, and below the empty lines that it begins with.
            skipped = 1 + len(event.value) - len(event.value.lstrip("\n"))
            self.values[path] = Position(mark.line, mark.column, mark.line + skipped)
        odd = FORBIDDEN.search(event.value)
        if odd:
            # The file's own characters were looked at before: this one was written as an escape.
            self.problems.append(odd_character(Place(self.path, mark.line, mark.column), odd[0]))
        if event.style not in QUOTED_OR_BLOCK:
            self._refuse_cut(event)
            self._refuse_curly(event)
        return None if event.implicit[0] and event.value in EMPTY else event.value.strip() or None

    def _refuse_cut(self, event: yaml.Event) -> None:
        """Refuse a text without quotes that a '#' would cut short in silence."""
        mark = event.end_mark
        found = NUMBER_SIGN.match(self.lines[mark.line], mark.column) if mark.line < len(self.lines) else None
        if found:
            place = Place(self.path, mark.line + 1, found.start(1) + 1)
            self.problems.append(cut_text(place, found[1]))

    def _refuse_curly(self, event: Any) -> None:
        """Refuse a text between curly quotation marks: they would be shown."""
        if CURLY.fullmatch(event.value):
            message = f"Curly quotation marks stand around the text: {event.value[0]}…{event.value[-1]}."
            hint = "Delete them, or type straight ones. Where readers should see them, put straight ones around them."
            self._refuse(event, "curly-quotes", message, hint)

    def _refuse_marks(self, event: Any) -> None:
        """Refuse the anchor and the tag of a value or of a field's name."""
        if event.anchor:
            self._refuse(
                event,
                "yaml-anchor",
                f"'&{event.anchor}' names a value for use elsewhere.",
                "Delete it, and put a text that starts with & or * in quotes.",
            )
        if event.tag and not (isinstance(event, yaml.ScalarEvent) and event.tag == "!"):
            self._refuse(
                event,
                "yaml-tag",
                f"'{event.tag}' is a YAML tag.",
                "Delete it, and put a text that starts with ! in quotes.",
            )

    def _list(self, events: Iterator[yaml.Event], path: KeyPath) -> list[Any]:
        values: list[Any] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                self._end(event, path)
                break
            values.append(self._value(event, events, (*path, len(values))))
        return values

    def _mapping(self, events: Iterator[yaml.Event], path: KeyPath) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                self._end(event, path)
                break
            if not isinstance(event, yaml.ScalarEvent):
                self._refuse(
                    event, "yaml-key", "A field's name must be a word.", "Put a text that starts with [ or { in quotes."
                )
                raise _TooDeepError
            self._refuse_marks(event)
            if "\u00a0" in event.value:
                self._refuse(
                    event, "nbsp", "A non-breaking space stands in a field's name.", "Replace it with a space."
                )
            key, mark = event.value, event.start_mark
            here = (*path, key)
            if key in mapping:
                first = self.keys[here].line
                self._refuse(
                    event,
                    "duplicate-key",
                    f"'{key}' stands here a second time; the first is on line {first}.",
                    "Keep one of the two.",
                )
            self.keys.setdefault(here, Position(mark.line + 1, mark.column + 1, mark.line + 1))
            mapping[key] = self._value(next(events), events, here)
        return mapping

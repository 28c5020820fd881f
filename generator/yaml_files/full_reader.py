"""Reads any YAML file with the position of each value, and reports what a record must not use."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import yaml

from generator.base.problems import Place, Problem
from generator.text.typed.invisible import find_invisible
from generator.yaml_files.quoting import cut_text
from generator.yaml_files.text_file import odd_character

MAX_DEPTH = 10
NBSP_INDENT = re.compile("^[ \u00a0-]*\u00a0", re.MULTILINE)
NUMBER_SIGN = re.compile(r" *(#[^\s#].*)")
"""Text that YAML takes for a comment: '#1'. An intended comment has a space: '# so'."""
CURLY = re.compile("“[^“”]*”|‘[^‘]*’")
"""A whole text in curly quotes, which word processors put in place of YAML's straight ones."""
QUOTED_OR_BLOCK_STYLES = ("'", '"', "|", ">")

EMPTY = ("", "~", "null")
"""The ways to write an empty value in YAML."""

KeyPath = tuple[str | int, ...]
"""The path to a value: field names, and indexes of list items."""

YamlValue = str | int | None | Sequence["YamlValue"] | Mapping[str, "YamlValue"]
"""A value of a file: a text, None, a list or fields. Only the answers of an issue form, parsed alike, have numbers."""


@dataclass(frozen=True, slots=True)
class Position:
    """Where a value starts: its line and column, and the line where its text starts, which is lower for a block."""

    line: int
    column: int
    text_line: int


class _StopError(Exception):
    """Raised to stop reading a file after a problem that makes the rest of it meaningless."""


class FullReader:
    """Builds plain data from YAML events, records positions, and refuses what a record must not use."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.data: YamlValue = None
        self.values: dict[KeyPath, Position] = {}
        self.keys: dict[KeyPath, Position] = {}
        self.ends: dict[KeyPath, tuple[int, int]] = {}
        self.problems: list[Problem] = []
        self.lines: list[str] = []
        self.is_whole = True
        """Whether the whole file was read. What was not might have any field."""

    def run(self, text: str) -> None:
        """Read a file's text. Raises yaml.YAMLError if the parser rejects it."""
        self.lines = text.split("\n")
        events = yaml.parse(text, Loader=yaml.CSafeLoader)
        documents = 0
        try:
            for event in events:
                if isinstance(event, yaml.DocumentStartEvent):
                    documents += 1
                    if documents > 1:
                        self._refuse(
                            event,
                            "second-document",
                            "A second YAML document starts here ('---').",
                            "Put each record in its own file.",
                        )
                        self.is_whole = False
                        return
                elif isinstance(event, yaml.NodeEvent):
                    self.data = self._value(event, events, ())
        except _StopError:
            self.is_whole = False

    def _refuse(self, event: yaml.Event, code: str, message: str, hint: str) -> None:
        mark = event.start_mark
        self.problems.append(Problem(Place(self.path, mark.line + 1, mark.column + 1), code, message, hint))

    def _value(self, event: yaml.Event, events: Iterator[yaml.Event], path: KeyPath) -> YamlValue:
        mark = event.start_mark
        self.values[path] = Position(mark.line + 1, mark.column + 1, mark.line + 1)
        if isinstance(event, yaml.AliasEvent):
            self._refuse(
                event,
                "yaml-alias",
                f"'*{event.anchor}' is a YAML alias.",
                "Write the value out, or put it in quotes if it is meant to start with '*'.",
            )
            return f"*{event.anchor}"
        self._refuse_anchor_and_tag(event)
        if isinstance(event, yaml.ScalarEvent):
            self._set_end(event, path)
            return self._scalar(event, path)
        if len(path) >= MAX_DEPTH:
            self._refuse(
                event,
                "too-deep",
                f"The fields are nested more than {MAX_DEPTH} levels deep.",
                "Compare this file with another record of this kind.",
            )
            raise _StopError
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(events, path)
        return self._mapping(events, path)

    def _set_end(self, event: yaml.Event, path: KeyPath) -> None:
        self.ends[path] = (event.end_mark.line + 1, event.end_mark.column + 1)

    def _scalar(self, event: yaml.ScalarEvent, path: KeyPath) -> str | None:
        start = self.values[path]
        if event.style in ("|", ">"):
            # The text starts below the '|' or '>', and below any empty lines.
            skipped = 1 + len(event.value) - len(event.value.lstrip("\n"))
            self.values[path] = Position(start.line, start.column, start.line + skipped)
        for position in islice(find_invisible(event.value), 1):
            # The characters of the file were checked when it was decoded: this one is written as an escape.
            self.problems.append(odd_character(Place(self.path, start.line, start.column), event.value[position]))
        if event.style not in QUOTED_OR_BLOCK_STYLES and (meant := self._cut_text(event) or self._curly_quotes(event)):
            return meant
        return None if event.implicit[0] and event.value in EMPTY else event.value.strip() or None

    def _cut_text(self, event: yaml.Event) -> str:
        """Refuse a text without quotes that a '#' would cut short silently. Return the whole text."""
        end = event.end_mark
        match = NUMBER_SIGN.match(self.lines[end.line], end.column) if end.line < len(self.lines) else None
        if match:
            self.problems.append(cut_text(Place(self.path, end.line + 1, match.start(1) + 1), match[1]))
        return f"{event.value} {match[1]}".strip() if match else ""

    def _curly_quotes(self, event: yaml.ScalarEvent) -> str:
        """Refuse a text in curly quotes: readers would see them. Return the text without them."""
        if CURLY.fullmatch(event.value):
            message = f"The value is in curly quotes ({event.value[0]}…{event.value[-1]})."
            hint = "Delete them or use straight quotes. If readers should see them, put straight quotes around them."
            self._refuse(event, "curly-quotes", message, hint)
            return str(event.value[1:-1].strip())
        return ""

    def _refuse_anchor_and_tag(self, event: yaml.NodeEvent) -> None:
        """Refuse an anchor or a tag on a value or a field name."""
        if event.anchor:
            self._refuse(
                event,
                "yaml-anchor",
                f"'&{event.anchor}' is a YAML anchor.",
                "Delete it, or put the value in quotes if it is meant to start with '&'.",
            )
        if event.tag and not (isinstance(event, yaml.ScalarEvent) and event.tag == "!"):
            self._refuse(
                event,
                "yaml-tag",
                f"'{event.tag}' is a YAML tag.",
                "Delete it, or put the value in quotes if it is meant to start with '!'.",
            )

    def _list(self, events: Iterator[yaml.Event], path: KeyPath) -> list[YamlValue]:
        items: list[YamlValue] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                self._set_end(event, path)
                break
            items.append(self._value(event, events, (*path, len(items))))
        return items

    def _mapping(self, events: Iterator[yaml.Event], path: KeyPath) -> dict[str, YamlValue]:
        fields: dict[str, YamlValue] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                self._set_end(event, path)
                break
            name = self._field_name(event)
            if name in fields:
                message = f"Duplicate field '{name}'; the first one is on line {self.keys[*path, name].line}."
                self._refuse(event, "duplicate-field", message, "Keep only one of them.")
            start = event.start_mark
            self.keys.setdefault((*path, name), Position(start.line + 1, start.column + 1, start.line + 1))
            fields[name] = self._value(next(events), events, (*path, name))
        return fields

    def _field_name(self, event: yaml.Event) -> str:
        """Return the name of a field; refuse what no field name may have."""
        if not isinstance(event, yaml.ScalarEvent):
            hint = "Put a value that starts with '[' or '{' in quotes."
            self._refuse(event, "yaml-key", "A field name must be text.", hint)
            raise _StopError
        self._refuse_anchor_and_tag(event)
        if "\u00a0" in event.value:
            message = "There is a non-breaking space in this field name."
            self._refuse(event, "non-breaking-space", message, "Replace it with a normal space.")
        return str(event.value).replace("\u00a0", " ").strip()

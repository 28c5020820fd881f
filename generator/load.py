"""YAML text → Source, remembering where each value stood. The only module that knows yaml.

Every scalar stays the text that the editor typed: `NO`, `02134` and `12:30` are words here, and a
field's type decides later what they mean. Anchors, aliases and tags are refused: a record says what
it says on its own lines.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from generator.problems import Place, Problem, did_you_mean

MAX_BYTES = 128 * 1024
MAX_DEPTH = 10
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# Control and zero-width characters, and the private use area (which pages.py marks roots with).
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ue000-\uf8ff]")
NBSP_INDENT = re.compile("^[ -]*\u00a0|^[^:#]*\u00a0[^:#]*:( |$)")

KeyPath = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a value starts: its line and column, and the line on which its text starts."""

    line: int
    column: int
    text_line: int


@dataclass(frozen=True)
class Source:
    """One YAML file, read but not yet understood: nested dicts, lists, text and None."""

    path: str
    data: dict[str, Any]
    values: dict[KeyPath, Mark] = field(default_factory=dict)
    keys: dict[KeyPath, Mark] = field(default_factory=dict)

    @property
    def slug(self) -> str:
        """The file's name without its ending: the record's id for ever."""
        return self.path.rsplit("/", 1)[-1].removesuffix(".yml")

    def place(self, path: KeyPath, *, key: bool = False, line: int = 0) -> Place:
        """The place of a value (or of its key); the nearest one above where it has none of its own."""
        marks = self.keys if key else self.values
        for length in range(len(path), -1, -1):
            mark = marks.get(path[:length]) or self.values.get(path[:length])
            if mark is not None:
                return Place(self.path, mark.text_line + line, 0) if line else Place(self.path, mark.line, mark.column)
        return Place(self.path)


def decode(path: str, content: bytes) -> tuple[str, list[Problem]]:
    """The text of a file as an editor typed it, NFC-normalised, or what is wrong with its bytes."""
    if len(content) > MAX_BYTES:
        size = f"{len(content) // 1024} KB"
        return "", [Problem(Place(path), "too-large", f"The file is {size}; the most is {MAX_BYTES // 1024} KB.", "Split it, or link to a longer document.")]
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        return "", [Problem(Place(path, line), "encoding", "The file is not UTF-8 text.", "Save the file as UTF-8.")]
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return text, list(_odd_characters(path, text))


def _odd_characters(path: str, text: str) -> Iterator[Problem]:
    for match in FORBIDDEN.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        column = match.start() - text.rfind("\n", 0, match.start())
        name = unicodedata.name(match[0], f"U+{ord(match[0]):04X}").lower()
        yield Problem(Place(path, line, column), "odd-character", f"An invisible character ({name}) stands here.", "Delete it and type the text anew.")


def read(path: str, content: bytes) -> tuple[Source | None, list[Problem]]:
    """Read one YAML file, named by its path in the project."""
    text, problems = decode(path, content)
    if problems:
        return None, problems
    for number, line in enumerate(text.split("\n"), 1):
        if NBSP_INDENT.search(line):
            problems.append(Problem(Place(path, number, line.index("\u00a0") + 1), "nbsp", "A non-breaking space stands where a plain space belongs.", "Replace it with a space."))
    if problems:
        return None, problems
    reader = _Reader(path)
    try:
        reader.run(text)
    except yaml.YAMLError as error:
        return None, [*reader.problems, _explain(path, text, error)]
    if reader.problems:
        return None, reader.problems
    if not isinstance(reader.data, dict):
        return None, [Problem(Place(path, 1), "not-a-record", "The file holds no fields.", "Write one field a line, as in 'name: Example'.")]
    return Source(path, reader.data, reader.values, reader.keys), []


class _TooDeep(Exception):
    """Raised to leave a file that is nested deeper than any record is."""


class _Reader:
    """Builds plain data from YAML events, keeping marks and refusing what a record may not use."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.data: Any = None
        self.values: dict[KeyPath, Mark] = {}
        self.keys: dict[KeyPath, Mark] = {}
        self.problems: list[Problem] = []

    def run(self, text: str) -> None:
        events = yaml.parse(text, Loader=yaml.CSafeLoader)
        documents = 0
        try:
            for event in events:
                if isinstance(event, yaml.DocumentStartEvent):
                    documents += 1
                    if documents > 1:
                        self._refuse(event, "documents", "A second document starts here ('---').", "Keep one record in one file.")
                        return
                elif isinstance(event, yaml.NodeEvent):
                    self.data = self._value(event, events, ())
        except _TooDeep:
            return

    def _refuse(self, event: yaml.Event, code: str, message: str, hint: str) -> None:
        mark = event.start_mark
        self.problems.append(Problem(Place(self.path, mark.line + 1, mark.column + 1), code, message, hint))

    def _value(self, event: yaml.Event, events: Iterator[yaml.Event], path: KeyPath) -> Any:
        mark = event.start_mark
        block = getattr(event, "style", None) in ("|", ">")
        self.values[path] = Mark(mark.line + 1, mark.column + 1, mark.line + 2 if block else mark.line + 1)
        if isinstance(event, yaml.AliasEvent):
            self._refuse(event, "yaml-alias", f"'*{event.anchor}' points to another place in the file.", "Write the value out.")
            return None
        if event.anchor:
            self._refuse(event, "yaml-anchor", f"'&{event.anchor}' names a value for use elsewhere.", "Delete it, and put a text that starts with & or * in quotes.")
        if event.tag and not (isinstance(event, yaml.ScalarEvent) and event.tag == "!"):
            self._refuse(event, "yaml-tag", f"'{event.tag}' is a YAML tag.", "Delete it, and put a text that starts with ! in quotes.")
        if isinstance(event, yaml.ScalarEvent):
            return None if event.implicit[0] and event.value in ("", "~", "null") else event.value.strip() or None
        if len(path) >= MAX_DEPTH:
            self._refuse(event, "too-deep", f"The fields are nested more than {MAX_DEPTH} deep.", "Compare with another record of this kind.")
            raise _TooDeep
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(events, path)
        return self._mapping(events, path)

    def _list(self, events: Iterator[yaml.Event], path: KeyPath) -> list[Any]:
        values: list[Any] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            values.append(self._value(event, events, (*path, len(values))))
        return values

    def _mapping(self, events: Iterator[yaml.Event], path: KeyPath) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            if not isinstance(event, yaml.ScalarEvent):
                self._refuse(event, "yaml-key", "A field's name must be a word.", "Put a text that starts with [ or { in quotes.")
                raise _TooDeep
            key, mark = event.value, event.start_mark
            here = (*path, key)
            if key in mapping:
                first = self.keys[here].line
                self._refuse(event, "duplicate-key", f"'{key}' stands here a second time; the first is on line {first}.", "Keep one of the two.")
            self.keys[here] = Mark(mark.line + 1, mark.column + 1, mark.line + 1)
            mapping[key] = self._value(next(events), events, here)
        return mapping


def _explain(path: str, text: str, error: yaml.YAMLError) -> Problem:
    """A YAML error in the words of the person who will mend it."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line = mark.line + 1 if mark else 1
    column = mark.column + 1 if mark else 0
    lines = text.split("\n")
    shown = lines[line - 1] if line <= len(lines) else ""
    # The parser often stops a line after the fault: a tab is named where it stands.
    for number in (line, line - 1):
        if 0 < number <= len(lines) and re.match(r"[ -]*\t", lines[number - 1]):
            return Problem(Place(path, number, lines[number - 1].index("\t") + 1), "yaml-tab", "A tab stands at the start of the line.", "Use two spaces for each step.")
    problem = getattr(error, "problem", None) or ""
    if "mapping values" in problem and shown.count(": ") + shown.rstrip().endswith(":") > 1:
        return Problem(Place(path, line, column), "yaml-colon", "A second ': ' stands in this line.", "Put the text after the first one in quotes.")
    if "cannot start any token" in problem and column and column <= len(shown) and shown[column - 1] in "@`%":
        return Problem(Place(path, line, column), "yaml-sign", f"A text may not start with '{shown[column - 1]}'.", "Put the text in quotes.")
    if "quoted scalar" in (getattr(error, "context", None) or ""):
        opened = getattr(error, "context_mark", None)
        start = opened.line + 1 if opened else line
        return Problem(Place(path, start, opened.column + 1 if opened else column), "yaml-quote", "A quotation mark opens here and never closes.", "Add the closing mark; inside '…' write an apostrophe twice.")
    return Problem(Place(path, line, column), "yaml-syntax", "The file cannot be read from here on.", "Check the indentation (two spaces a step), the '- ' before each value of a list, and the ': ' after each field's name.")


@dataclass(frozen=True)
class Folder:
    """What `data/` holds: sources by kind, the settings files by name, and every file's slug.

    `slugs` counts broken files too, so that a link to one is not a second problem.
    """

    records: dict[str, list[Source]]
    settings: dict[str, Source]
    slugs: dict[str, frozenset[str]]


def files_below(root: Path, folder: str) -> tuple[list[Path], list[Problem]]:
    """Every regular file below a folder of the project, in order; a link is a problem, never followed."""
    found: list[Path] = []
    problems: list[Problem] = []
    pending = [root / folder]
    while pending:
        here = pending.pop()
        if here.is_symlink():
            problems.append(_link(root, here))
            continue
        for path in sorted(here.iterdir()) if here.is_dir() else ():
            if path.is_symlink():
                problems.append(_link(root, path))
            elif path.is_dir():
                pending.append(path)
            elif path.is_file():
                found.append(path)
    return sorted(found), problems


def _link(root: Path, path: Path) -> Problem:
    return Problem(Place(path.relative_to(root).as_posix()), "symlink", "This is a link to another file or folder.", "Replace it with a file of its own.")


def read_data(root: Path, kinds: tuple[str, ...], settings: tuple[str, ...]) -> tuple[Folder, list[Problem]]:
    """Read `data/` below a project's root: one folder for each kind, and the settings files beside them."""
    folder = Folder({kind: [] for kind in kinds}, {}, {})
    slugs: dict[str, set[str]] = {kind: set() for kind in kinds}
    files, problems = files_below(root, "data")
    for path in files:
        name = path.relative_to(root).as_posix()
        parts = name.split("/")[1:]
        if parts[-1].startswith(".") or any(part.startswith(".") for part in parts) or name.endswith(".md"):
            continue
        misplaced = _misplaced(name, parts, kinds, settings)
        if misplaced:
            problems.append(misplaced)
            continue
        slug = parts[-1].removesuffix(".yml")
        if len(parts) == 2:
            slugs[parts[0]].add(slug)
        source, found = read(name, path.read_bytes())
        problems += found
        if source is not None and len(parts) == 1:
            folder.settings[slug] = source
        elif source is not None:
            folder.records[parts[0]].append(source)
    folder.slugs.update({kind: frozenset(names) for kind, names in slugs.items()})
    return folder, problems


def _misplaced(name: str, parts: list[str], kinds: tuple[str, ...], settings: tuple[str, ...]) -> Problem | None:
    """A file that lies where no record or setting can be, or whose name cannot be an address."""
    place, last = Place(name), parts[-1]
    if not last.endswith(".yml"):
        return Problem(place, "wrong-ending", f"'{last}' does not end in '.yml'.", "Rename it, or move it out of data/.")
    slug = last.removesuffix(".yml")
    if len(parts) == 1 and slug not in settings:
        return Problem(place, "unknown-setting", f"'{last}' is not a settings file.", did_you_mean(slug, settings) or "A record belongs in the folder of its kind.")
    if len(parts) > 1 and parts[0] not in kinds:
        return Problem(place, "unknown-kind", f"'{parts[0]}' is not a kind of record.", did_you_mean(parts[0], kinds) or f"Use one of {', '.join(kinds)}.")
    if len(parts) > 2:
        return Problem(place, "too-deep", "The record lies in a folder below its kind's.", f"Move it to data/{parts[0]}/.")
    if not SLUG.fullmatch(slug):
        better = slugify(slug)
        return Problem(place, "bad-name", f"'{last}' cannot be an address.", f"Rename it to '{better}.yml': small letters, digits and hyphens.")
    return None


def slugify(text: str) -> str:
    """The nearest well-formed slug of a text."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "record"

"""Plan the removal of a record at the request of the people it describes, with everything that depends on it."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

from generator.base.problems import Problem, did_you_mean
from generator.editing.records.changes import new_problems, open_records, read_file
from generator.editing.records.rename import REDIRECTS
from generator.project.file_changes import Change, RefusedError
from generator.records.diagnosis.references import depends_on
from generator.records.fields.types import Link
from generator.records.fields.walk import walk
from generator.records.kind import REMOVED_ON, Kind
from generator.records.parse import parse_record
from generator.records.record import Record
from generator.text.dates import format_day
from generator.yaml_files.yaml_edit import append, put, remove
from generator.yaml_files.yaml_source import KeyPath, SourceFile, get, read


@dataclass(frozen=True)
class Removal:
    """The changes that take a record down, what each of them is, and what is left for an editor."""

    changes: list[Change]
    steps: list[str]
    left: list[Problem]
    """The places that an editor must change: texts that still name the record, once per line."""


def plan_removal(root: Path, kinds: Iterable[Kind], kind: Kind, slug: str, on: dt.date) -> Removal:
    """Return the changes that take a record down: it is hidden, references to it go, and what depends on it goes too.

    Raises:
        RefusedError: there is no such record, it cannot be taken down or already is, or a file cannot be edited.
    """
    kinds = tuple(kinds)
    removing = _Removing(root, kinds, on)
    slugs = removing.folder.slugs.get(kind.name, frozenset())
    path = f"data/{kind.name}/{slug}.yml"
    record = removing.catalog.get(kind.name, slug)
    if slug not in slugs:
        raise RefusedError(f"There is no {path}. {did_you_mean(slug, slugs)}".rstrip())
    if not kind.removal:
        names = " or ".join(f"data/{one.name}/" for one in kinds if one.removal)
        hint = f"Only records in {names} can be. If it is out of date, add 'retired:' to it."
        raise RefusedError(f"{path} cannot be taken down. {hint}")
    if record is None:
        raise RefusedError(f"{path} has errors. Run the check and fix them first.")
    if record.is_hidden:
        raise RefusedError(f"{path} is already taken down.")
    removing.take_down(record, "")
    changes = removing.changes()
    errors = [problem for problem in new_problems(root, kinds, changes) if problem.severity == "error"]
    # A link by that name is two problems on one line.
    left = {(problem.place.path, problem.place.line, problem.code): problem for problem in reversed(errors)}
    return Removal(changes, removing.steps, list(left.values()))


class _Removing:
    """The files that a removal changes: their content before and after, by path. None means no such file."""

    def __init__(self, root: Path, kinds: tuple[Kind, ...], on: dt.date) -> None:
        self.root, self.on = root, on
        self.folder, self.catalog = open_records(root, kinds)
        self.before: dict[str, bytes | None] = {}
        self.after: dict[str, bytes | None] = {}
        self.steps: list[str] = []
        self._gone: set[tuple[str, str]] = set()

    def changes(self) -> list[Change]:
        """Return the changes by path."""
        return [Change(path, self.before[path], content) for path, content in sorted(self.after.items())]

    def take_down(self, record: Record, why: str) -> None:
        """Hide a record, or delete it if its kind cannot be hidden, and then remove the references to it."""
        self._gone.add((record.kind, record.slug))
        kind, path = self.catalog.kinds[record.kind], self._path(record)
        if kind.removal:
            self._hide(kind, record)
            self.steps.append(f"{path}: taken down as of {format_day(self.on)}{why}.")
        else:
            self._content(path)
            self.after[path] = None
            old, new = f"/{self.catalog.url(record)}", f"/{kind.home}"
            self._redirect(old, new)
            self.steps.append(f"{path}: deleted{why}. Its address, {old}, now leads to {new}.")
        for other in self.catalog:
            if not other.is_hidden and (other.kind, other.slug) not in self._gone:
                self._remove_references(other, record)

    def _path(self, record: Record) -> str:
        return self.catalog.sources[record.kind, record.slug].path

    def _content(self, path: str) -> bytes:
        """Return a file as it is after the changes so far."""
        if path not in self.after:
            self.before[path] = self.after[path] = read_file(self.root, path)
        return self.after[path] or b""

    def _edit(self, path: str, edit: Callable[..., bytes | None], *arguments: object) -> None:
        """Apply an edit to a file. Raises RefusedError if the edit is not possible."""
        edited = edit(path, self._content(path), *arguments)
        if edited is None:
            hint = "Put each value on its own line, and try again."
            raise RefusedError(f"Nothing was changed: {path} cannot be edited. {hint}")
        self.after[path] = edited

    def _hide(self, kind: Kind, record: Record) -> None:
        path = self._path(record)
        for dotted, value in kind.removal.items():
            at: KeyPath = tuple(dotted.split("."))
            source, _ = read(path, self._content(path))
            fields = get(dict(source.data), at[:-1]) if source else None
            if value:
                new = self.on.isoformat() if value == REMOVED_ON else value
                # A new field comes last.
                names = tuple(fields) if isinstance(fields, dict) else ()
                self._edit(path, put, at, new, (*names, str(at[-1])))
            elif isinstance(fields, dict) and at[-1] in fields:
                self._edit(path, without, at)

    def _remove_references(self, other: Record, record: Record) -> None:
        """Delete a record's references to another, or the record if it cannot do without them.

        What cannot be deleted by line, such as an item in brackets, is left for the check to list.
        """
        path, kind = self._path(other), self.catalog.kinds[other.kind]
        now = self._parsed(path, kind)
        paths = [at for at, value in walk(now or other) if _refers_to(value, record)]
        if not paths:
            return
        edited: bytes | None = self._content(path)
        # From the end: the numbers of the items before stay.
        for at in reversed(paths):
            edited = without(path, edited, at[:-1] if at[-1] == "value" else at) if edited is not None else None
        if any(depends_on(now or other, at) for at in paths) or (edited and not self._parsed(path, kind, edited)):
            self.take_down(other, f", because it depends on {self._path(record)}")
        elif edited is not None:
            self.after[path] = edited
            self.steps.append(f"{path}: the reference to {self._path(record)} is deleted.")

    def _parsed(self, path: str, kind: Kind, content: bytes | None = None) -> Record | None:
        """Return the record in a file, as it is after the changes so far or with other content; None if invalid."""
        source, _ = read(path, content or self._content(path))
        return parse_record(source, kind.name, kind.record, kind.renamed)[0] if source else None

    def _redirect(self, old: str, new: str) -> None:
        """Make an old address lead to a new one, and with it every address that led to the old one."""
        if REDIRECTS not in self.after and not (self.root / REDIRECTS).exists():
            self.before[REDIRECTS], self.after[REDIRECTS] = None, b"redirects: []\n"
        source, _ = read(REDIRECTS, self._content(REDIRECTS))
        lines = source.data.get("redirects") if source else None
        for number, line in enumerate(lines if isinstance(lines, list) else []):
            if isinstance(line, Mapping) and line.get("to") == old:
                self._edit(REDIRECTS, put, ("redirects", number, "to"), new)
        self._edit(REDIRECTS, append, ("redirects",), {"from": old, "to": new})


def _refers_to(value: object, record: Record) -> bool:
    return isinstance(value, Link) and value.ref.kind == record.kind and value == record.slug


def without(name: str, content: bytes, at: KeyPath) -> bytes | None:
    """Return a file without the field or the item at a path; without the list, if it has no other item.

    None if that cannot be done by deleting whole lines.
    """
    source, _ = read(name, content)
    field = at[:-1] if isinstance(at[-1], int) else at
    items = get(dict(source.data), field) if source else None
    if field != at and isinstance(items, list) and len(items) > 1:
        return remove(name, content, at)
    if source is None or field not in source.keys:
        return None
    first, lines = source.keys[field].line, content.splitlines(keepends=True)
    last = max(_last_lines(source, field), default=first)
    # A text of several lines ends where the next field starts, but a comment between them is not part of it.
    while last > first and (not lines[last - 1].strip() or lines[last - 1].startswith(b"#")):
        last -= 1
    edited = b"".join(lines[: first - 1] + lines[last:])
    wanted = deepcopy(dict(source.data))
    parent = get(wanted, field[:-1])
    if isinstance(parent, dict):
        del parent[field[-1]]
    after, _ = read(name, edited)
    return edited if after is not None and after.data == wanted else None


def _last_lines(source: SourceFile, field: KeyPath) -> Iterator[int]:
    """Yield the line on which each value in a field ends. Fields and lists end with their last value."""
    for path, (line, column) in source.ends.items():
        if path[: len(field)] == field and not isinstance(get(dict(source.data), path), dict | list):
            yield line - (column == 1)

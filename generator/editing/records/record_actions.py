"""What staff do to one record: begin it, mark it as reviewed, open or close a time for applications."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from generator.base.problems import did_you_mean, has_errors
from generator.editing.records.changes import check_slug, new_problems, open_records, read_file
from generator.editing.records.new_record import starter
from generator.project.file_changes import Change, RefusedError
from generator.records.catalog import Catalog
from generator.records.data_folder import Folder
from generator.records.field_specs import Field, fields_of, order_of
from generator.records.kind import Kind
from generator.records.record import Record
from generator.yaml_files.schema_header import schema_of, with_first_line
from generator.yaml_files.yaml_edit import NoRoomError, Value, append, put, rows_of
from generator.yaml_files.yaml_source import read

OPENS, CLOSES, ZONE = "opens", "closes", "timezone"
DAYS = frozenset({OPENS, CLOSES, ZONE})
"""The fields by which a kind of period is known: no module outside the rooms names a kind."""


@dataclass(frozen=True)
class Announcement:
    """When applications open and close, and where that was read; without a title nobody has said where."""

    opens: dt.date
    closes: dt.date
    timezone: str
    title: str = ""
    url: str = ""
    seen_on: dt.date | None = None

    @property
    def days(self) -> dict[str, str]:
        """Its fields as a record has them."""
        return {OPENS: self.opens.isoformat(), CLOSES: self.closes.isoformat(), ZONE: self.timezone}

    @property
    def source(self) -> dict[str, str]:
        """The source as a record has it."""
        seen_on = self.seen_on.isoformat() if self.seen_on else ""
        found = {"title": self.title, "url": self.url, "seen_on": seen_on}
        return {name: value for name, value in found.items() if value}


def plan_new(root: Path, kinds: Iterable[Kind], kind: Kind, slug: str) -> Change:
    """A new record to be filled in. Raises RefusedError where its name is taken or cannot be an address."""
    folder, catalog = open_records(root, kinds)
    check_slug(slug, folder.slugs[kind.name])
    return _added(kind, slug, starter(kind, slug, catalog))


def plan_review(root: Path, kinds: Iterable[Kind], kind: Kind, slug: str, on: dt.date, by_role: str) -> Change:
    """A record with the day on which somebody checked it, and that person's role. Raises RefusedError."""
    kinds = tuple(kinds)
    folder, _ = open_records(root, kinds)
    path = _path(folder, kind, slug)
    before = read_file(root, path)
    value = {"on": on.isoformat(), "by_role": by_role}
    after = put(path, before, ("reviewed",), value, order_of(kind.record))
    return _checked(root, kinds, Change(path, before, _made(path, after, "reviewed")))


def plan_opening(root: Path, kinds: Iterable[Kind], of: str, slug: str, said: Announcement) -> Change:
    """The dates of a period in the record that waits for them, or in a new one. Raises RefusedError."""
    kinds = tuple(kinds)
    kind, field = period_kind(kinds)
    folder, catalog = open_records(root, kinds)
    known = folder.slugs.get(field.ref.kind, frozenset()) if field.ref else frozenset()
    if of not in known:
        named = did_you_mean(of, known) or f"Write one of {', '.join(sorted(known))}."
        raise RefusedError(f"'{of}' is not a {field.name}. {named}")
    record = _waiting(catalog, kind, field, of, slug)
    if record is None:
        return _checked(root, kinds, _period(folder, kind, {field.name: of}, slug or f"{of}-{said.opens.year}", said))
    path = catalog.sources[kind.name, record.slug].path
    before = read_file(root, path)
    after: bytes | None = before
    for name, value in said.days.items():
        after = put(path, after, (name,), value, order_of(kind.record)) if after is not None else None
    if after is not None and said.title:
        after = append(path, after, ("sources",), said.source)
    return _checked(root, kinds, Change(path, before, _made(path, after, ", ".join(said.days))))


def plan_closing(root: Path, kinds: Iterable[Kind], slug: str, on: dt.date) -> Change:
    """A period with another last day. Raises RefusedError."""
    kinds = tuple(kinds)
    kind, _ = period_kind(kinds)
    folder, catalog = open_records(root, kinds)
    path = _path(folder, kind, slug)
    record = catalog.get(kind.name, slug)
    if record is None:
        raise RefusedError(f"{path} has errors. Mend what the check names first.")
    if getattr(record, OPENS) is None:
        raise RefusedError(f"{path} has no dates, so there is nothing to close.")
    before = read_file(root, path)
    after = put(path, before, (CLOSES,), on.isoformat(), order_of(kind.record))
    return _checked(root, kinds, Change(path, before, _made(path, after, CLOSES)))


def period_kind(kinds: Iterable[Kind]) -> tuple[Kind, Field]:
    """The kind whose records open and close, and its field that says for what. Raises RefusedError."""
    for kind in kinds:
        fields = fields_of(kind.record)
        about = next((field for field in fields if field.required and field.ref), None)
        if about is not None and DAYS.issubset(order_of(kind.record)):
            return kind, about
    raise RefusedError("No kind of record has days on which it opens and closes.")


def _path(folder: Folder, kind: Kind, slug: str) -> str:
    """The file of a record that there is. Raises RefusedError."""
    slugs = folder.slugs.get(kind.name, frozenset())
    if slug not in slugs:
        raise RefusedError(f"There is no data/{kind.name}/{slug}.yml. {did_you_mean(slug, slugs)}".rstrip())
    return f"data/{kind.name}/{slug}.yml"


def _waiting(catalog: Catalog, kind: Kind, field: Field, of: str, slug: str) -> Record | None:
    """The record that stands for a period without dates, if there is one. Raises RefusedError."""
    records = [one for one in catalog.all(kind.name) if getattr(one, field.name) == of and not one.retired]
    waiting: list[Record] = [one for one in records if getattr(one, OPENS) is None]
    if slug:
        named: Record | None = catalog.get(kind.name, slug)
        if named is not None and named not in waiting:
            raise RefusedError(f"data/{kind.name}/{slug}.yml has dates already, or is about something else.")
        return named
    if len(waiting) > 1:
        listed = ", ".join(one.slug for one in waiting)
        raise RefusedError(f"Several records wait for dates: {listed}. Name one of them with --slug.")
    return waiting[0] if waiting else None


def _period(folder: Folder, kind: Kind, about: dict[str, str], slug: str, said: Announcement) -> Change:
    """A new record of a period, which says where its dates were read. Raises RefusedError."""
    if not said.source.keys() >= {"title", "seen_on"}:
        waits = f"No record in data/{kind.name}/ waits for these dates, and a new one needs its source"
        raise RefusedError(f"{waits}. Say with --source where they were announced, or add the file by hand.")
    check_slug(slug, folder.slugs[kind.name])
    fields: dict[str, Value] = {**about, **said.days, "fact_status": "from_source", "sources": [said.source]}
    try:
        rows = [row for name in order_of(kind.record) if name in fields for row in rows_of(name, fields[name])]
    except (NoRoomError, UnicodeError):
        raise RefusedError("These values cannot stand in a record. Write them without invisible signs.") from None
    return _added(kind, slug, "\n".join(rows) + "\n")


def _added(kind: Kind, slug: str, text: str) -> Change:
    path = f"data/{kind.name}/{slug}.yml"
    return Change(path, None, with_first_line(text.encode(), schema_of(path)))


def _made(path: str, after: bytes | None, names: str) -> bytes:
    """An edit's result, or what a person must do."""
    if after is None:
        raise RefusedError(f"{path} cannot take '{names}' without changing more. Change the file by hand.")
    return after


def _checked(root: Path, kinds: tuple[Kind, ...], change: Change) -> Change:
    """A change after which the check finds no more errors than before. Raises RefusedError."""
    _, faults = read(change.path, change.after or b"")
    found = faults or [problem for problem in new_problems(root, kinds, [change]) if problem.severity == "error"]
    if has_errors(found):
        raise RefusedError("Nothing was changed: the check would not accept it.", found)
    return change

"""Plan what staff do to one record: create it, mark it as reviewed, open or close an application period."""

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
from generator.records.field_specs import field_at, order_of
from generator.records.kind import Dates, Kind
from generator.records.record import Document, Record
from generator.text.slugs import SLUG
from generator.yaml_files.schema_header import schema_of, with_first_line
from generator.yaml_files.yaml_edit import append, put, remove
from generator.yaml_files.yaml_emit import NotWritableError, Value, scalar, to_yaml
from generator.yaml_files.yaml_source import read


@dataclass(frozen=True)
class Announcement:
    """When applications open and close, and the source that announced it.

    The source is the slug of a document, or the title of one that has no record yet; then it may have a URL.
    """

    opens: dt.date
    closes: dt.date
    timezone: str
    source: str
    read_on: dt.date
    url: str = ""

    def in_fields(self, dates: Dates) -> dict[str, str]:
        """Return the dates as fields of a record."""
        return {
            dates.opens: self.opens.isoformat(),
            dates.closes: self.closes.isoformat(),
            dates.timezone: self.timezone,
        }


def plan_new(root: Path, kinds: Iterable[Kind], kind: Kind, slug: str) -> Change:
    """Return the change that adds a record to fill in.

    Raises:
        RefusedError: the slug is malformed or taken.
    """
    folder, catalog = open_records(root, kinds)
    check_slug(slug, folder.slugs[kind.name])
    return _new_file(kind, slug, starter(kind, slug, catalog))


def plan_reviews(
    root: Path, kinds: Iterable[Kind], names: Iterable[tuple[Kind, str]], on: dt.date, by_role: str
) -> list[Change]:
    """Return the changes that record reviews: the date and the reviewer's role.

    Raises:
        RefusedError: one of the records does not exist, or the check would find an error.
    """
    kinds = tuple(kinds)
    folder, _ = open_records(root, kinds)
    value = {"on": on.isoformat(), "by_role": by_role}
    changes = []
    for path, kind in {_existing_path(folder, kind, slug): kind for kind, slug in names}.items():
        before = read_file(root, path)
        after = put(path, before, ("reviewed",), value, order_of(kind.record))
        changes.append(Change(path, before, _or_refuse(path, after, "reviewed")))
    return _checked(root, kinds, changes)


def plan_opening(root: Path, kinds: Iterable[Kind], of: str, slug: str, announcement: Announcement) -> Change:
    """Return the change that adds the dates of an application period to the record without dates, or a new record.

    `of` is the slug of what people apply for. `slug` is the period's own, or empty to find or name it automatically.

    Raises:
        RefusedError: no record, or more than one, fits; or the check would find an error.
    """
    kinds = tuple(kinds)
    kind, dates = period_kind(kinds)
    folder, catalog = open_records(root, kinds)
    about = field_at(kind.record, (dates.about,))
    known = folder.slugs.get(about.ref.kind, frozenset()) if about and about.ref else frozenset()
    if of not in known:
        hint = did_you_mean(of, known) or f"Use one of: {', '.join(sorted(known))}."
        raise RefusedError(f"'{of}' is not a {dates.about}. {hint}")
    fields, source = announcement.in_fields(dates), _source_of(folder, kinds, announcement)
    record = _period_without_dates(catalog, kind, dates, of, slug)
    if record is None:
        slug = slug or f"{of}-{announcement.opens.year}"
        new = _new_period(folder, kind, {dates.about: of, **fields}, slug, source)
        return _checked(root, kinds, [new])[0]
    path = catalog.sources[kind.name, record.slug].path
    before = read_file(root, path)
    if record.fact_status == "needs_confirmation":
        fields["fact_status"] = "from_source"
    after: bytes | None = before
    for name, value in fields.items():
        after = put(path, after, (name,), value, order_of(kind.record)) if after is not None else None
    after = _with_source(path, after, source) if after is not None else None
    return _checked(root, kinds, [Change(path, before, _or_refuse(path, after, ", ".join(fields)))])[0]


def _source_of(folder: Folder, kinds: Iterable[Kind], announcement: Announcement) -> dict[str, str]:
    """Return the source of an announcement as an entry of a record's `sources`. Raises RefusedError."""
    [home] = [kind.name for kind in kinds if issubclass(kind.record, Document)] or [""]
    known, read_on = folder.slugs.get(home, frozenset()), announcement.read_on.isoformat()
    title, slug = announcement.source, announcement.source.rpartition("/")[2].removesuffix(".yml")
    if slug in known:
        return {"source": slug, "read_on": read_on}
    if not title:
        example = f", such as {min(known)}" if known else ""
        choices = f"the name of a file in data/{home}/{example}, or the title of the page that announces them"
        raise RefusedError(f"The dates need a source: use --source with {choices}.")
    if SLUG.fullmatch(slug):
        hint = did_you_mean(slug, known) or "For a new document, use its title."
        raise RefusedError(f"There is no data/{home}/{slug}.yml. {hint}")
    fields = {"title": title, "url": announcement.url, "seen_on": read_on}
    return {name: value for name, value in fields.items() if value}


def _with_source(path: str, content: bytes, source: dict[str, str]) -> bytes | None:
    """Return a record's file with one more source; one that it already cites gets the day of this reading."""
    file, _ = read(path, content)
    entries = file.data.get("sources") if file else None
    added = append(path, content, ("sources",), source)
    for number, entry in enumerate(entries if isinstance(entries, list) else ()):
        if isinstance(entry, dict) and entry.get("source") == source.get("source", ""):
            return put(path, content, ("sources", number, "read_on"), source["read_on"], ("source", "where", "read_on"))
        if entry == source.get("source") and added is not None:
            return remove(path, added, ("sources", number))
    return added


def plan_closing(root: Path, kinds: Iterable[Kind], slug: str, on: dt.date) -> Change:
    """Return the change that gives an application period another last day.

    Raises:
        RefusedError: there is no such period, it has no dates, or the check would find an error.
    """
    kinds = tuple(kinds)
    kind, dates = period_kind(kinds)
    folder, catalog = open_records(root, kinds)
    path = _existing_path(folder, kind, slug)
    record = catalog.get(kind.name, slug)
    if record is None:
        raise RefusedError(f"{path} has errors. Run the check and fix them first.")
    if getattr(record, dates.opens) is None:
        raise RefusedError(f"{path} has no dates, so there is nothing to close.")
    before = read_file(root, path)
    after = put(path, before, (dates.closes,), on.isoformat(), order_of(kind.record))
    return _checked(root, kinds, [Change(path, before, _or_refuse(path, after, dates.closes))])[0]


def period_kind(kinds: Iterable[Kind]) -> tuple[Kind, Dates]:
    """Return the kind of application periods, and its fields for their dates.

    Raises:
        RefusedError: there is no such kind.
    """
    for kind in kinds:
        if kind.dates:
            return kind, kind.dates
    raise RefusedError("No kind of record has an opening and a closing date.")


def _existing_path(folder: Folder, kind: Kind, slug: str) -> str:
    """Return the path of a record. Raises RefusedError if there is no such record."""
    slugs = folder.slugs.get(kind.name, frozenset())
    if slug not in slugs:
        raise RefusedError(f"There is no data/{kind.name}/{slug}.yml. {did_you_mean(slug, slugs)}".rstrip())
    return f"data/{kind.name}/{slug}.yml"


def _period_without_dates(catalog: Catalog, kind: Kind, dates: Dates, of: str, slug: str) -> Record | None:
    """Return the record that the dates belong in; None if a new one is needed. Raises RefusedError."""
    candidates: list[Record] = [
        record
        for record in catalog.all(kind.name)
        if getattr(record, dates.about) == of and not record.retired and getattr(record, dates.opens) is None
    ]
    if slug:
        named: Record | None = catalog.get(kind.name, slug)
        if named is not None and named not in candidates:
            raise RefusedError(f"data/{kind.name}/{slug}.yml already has dates, or is for another {dates.about}.")
        return named
    if len(candidates) > 1:
        names = ", ".join(record.slug for record in candidates)
        raise RefusedError(f"Several records have no dates yet: {names}. Choose one with --slug.")
    return candidates[0] if candidates else None


def _new_period(folder: Folder, kind: Kind, dates: dict[str, str], slug: str, source: dict[str, str]) -> Change:
    """Return the change that adds a record for a period. Raises RefusedError."""
    check_slug(slug, folder.slugs[kind.name])
    fields: dict[str, Value] = {
        **dates,
        "fact_status": "from_source",
        "sources": [source],
    }
    try:
        text = to_yaml({name: fields[name] for name in order_of(kind.record) if name in fields}, scalar)
    except (NotWritableError, UnicodeError):
        message = (
            "These values contain characters that a record cannot have. Type them again without hidden characters."
        )
        raise RefusedError(message) from None
    return _new_file(kind, slug, text)


def _new_file(kind: Kind, slug: str, text: str) -> Change:
    path = f"data/{kind.name}/{slug}.yml"
    return Change(path, None, with_first_line(text.encode(), schema_of(path)))


def _or_refuse(path: str, after: bytes | None, names: str) -> bytes:
    """Return the result of an edit. Raises RefusedError if the edit was not possible."""
    if after is None:
        raise RefusedError(f"{path}: '{names}' cannot be set without changing other lines. Edit the file by hand.")
    return after


def _checked(root: Path, kinds: tuple[Kind, ...], changes: list[Change]) -> list[Change]:
    """Return changes unchanged. Raises RefusedError if the check would find errors that it does not find now."""
    unreadable = [problem for change in changes for problem in read(change.path, change.after or b"")[1]]
    problems = unreadable or [problem for problem in new_problems(root, kinds, changes) if problem.severity == "error"]
    if has_errors(problems):
        raise RefusedError("Nothing was changed: the check would fail.", problems)
    return changes

"""Fix values that the check rejects, where only one value can be meant."""

from collections.abc import Callable
from dataclasses import dataclass

from generator.base.problems import Problem
from generator.editing.records.choices import records_for
from generator.records.catalog import Catalog
from generator.records.field_specs import field_at, order_of
from generator.records.kind import Kind
from generator.records.parse import dotted
from generator.text.dates import explain_date, possible_dates
from generator.text.slugs import slugify
from generator.text.us_states import STATES
from generator.yaml_files.yaml_edit import get, path_at, put, rename_field
from generator.yaml_files.yaml_emit import NotWritableError, scalar
from generator.yaml_files.yaml_source import KeyPath, SourceFile, read


@dataclass(frozen=True)
class RejectedValue:
    """A value that has a problem, in a file that can be read."""

    kind: Kind
    source: SourceFile
    problem: Problem
    path: KeyPath
    catalog: Catalog

    @property
    def value(self) -> str:
        """The value as text; empty if it is a list or a group of fields."""
        value = get(self.source.data, self.path)
        return value if isinstance(value, str) else ""


Edit = Callable[[bytes], bytes | None]
"""A change to a file; None if it is not possible."""


def fix_for(kind: Kind, source: SourceFile, problem: Problem, catalog: Catalog) -> Edit | Problem | None:
    """Return the edit that fixes a problem; a problem if the fix is ambiguous; None if there is no fix."""
    path = path_at(source, problem.place, key=problem.code == "unknown-field")
    find = FIXES.get(problem.code)
    return find(RejectedValue(kind, source, problem, path, catalog)) if find and path else None


def _fix_date(rejected: RejectedValue) -> Edit | Problem | None:
    dates = possible_dates(rejected.value)
    if len(dates) == 1:
        return _replace_with(rejected, dates[0].isoformat())
    explained = explain_date(rejected.value) if dates else None
    return Problem(rejected.problem.place, "ambiguous", *explained) if explained else None


def _fix_state(rejected: RejectedValue) -> Edit | None:
    value = rejected.value.casefold()
    codes = [code for code, name in STATES.items() if value in (code.casefold(), name.casefold())]
    return _replace_with(rejected, codes[0]) if len(codes) == 1 else None


def _fix_choice(rejected: RejectedValue) -> Edit | None:
    """Replace a former value, or one that differs from a choice only in spelling or is a record's name."""
    field = field_at(rejected.kind.record, rejected.path)
    former = f"{dotted(rejected.path)}: {rejected.value}"
    if field is None or not rejected.value:
        return None
    if former in rejected.kind.renamed:
        return _replace_with(rejected, rejected.kind.renamed[former])
    if field.ref is None:
        matches = {choice for choice in field.choices if slugify(choice) == slugify(rejected.value)}
    else:
        allowed = records_for(rejected.catalog, field.ref, rejected.kind.name, str(rejected.path[0]))
        value = slugify(rejected.value)
        matches = {record.slug for record in allowed if value in map(slugify, (record.slug, *record.names))}
    return _replace_with(rejected, matches.pop()) if len(matches) == 1 else None


def _fix_field_name(rejected: RejectedValue) -> Edit | None:
    """Rename a field with a former name, or one that differs only in case or hyphens: `Short-Name`."""
    parent = field_at(rejected.kind.record, rejected.path[:-1])
    model = parent.model if parent else rejected.kind.record if len(rejected.path) == 1 else None
    known = order_of(model) if model else ()
    new = rejected.kind.renamed.get(dotted(rejected.path)) or slugify(str(rejected.path[-1])).replace("-", "_")
    if new not in known:
        return None
    return lambda content: rename_field(rejected.source.path, content, rejected.path, new)


def _fix_text(rejected: RejectedValue) -> Edit | None:
    """Put an item of a list in quotes if a ': ' in it turned its first words into a field."""
    value = get(rejected.source.data, rejected.path)
    start = rejected.source.values[rejected.path]
    inner = list(value.items()) if isinstance(value, dict) else []
    if not isinstance(rejected.path[-1], int) or len(inner) != 1 or not isinstance(inner[0][1], str):
        return None
    line, column = rejected.source.ends[*rejected.path, inner[0][0]]
    if line != start.line or column <= 1:
        return None
    return lambda content: _with_quotes(rejected, content, start.column - 1)


def _with_quotes(rejected: RejectedValue, content: bytes, start: int) -> bytes | None:
    """Return a file with quotes around the rest of a line; None if it would then have another value."""
    lines = content.decode().splitlines(keepends=True)
    number = rejected.problem.place.line - 1
    bare = lines[number].rstrip("\r\n")
    text = bare[start:].rstrip()
    try:
        lines[number] = bare[:start] + scalar(text) + lines[number][len(bare) :]
    except NotWritableError:
        return None
    edited = "".join(lines).encode()
    after, _ = read(rejected.source.path, edited)
    return edited if after and " #" not in text and get(after.data, rejected.path) == text else None


def _replace_with(rejected: RejectedValue, new: str) -> Edit:
    return lambda content: put(rejected.source.path, content, rejected.path, new)


FIXES: dict[str, Callable[[RejectedValue], Edit | Problem | None]] = {
    "wrong-date": _fix_date,
    "unknown-state": _fix_state,
    "wrong-choice": _fix_choice,
    "unknown-reference": _fix_choice,
    "unknown-field": _fix_field_name,
    "not-text": _fix_text,
}
"""The function that finds a fix, by the code of the problem."""

"""A value that the check refuses → the one value that can be meant, if there is one."""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from generator.base.problems import Problem
from generator.records.catalog import Catalog
from generator.records.choices import records_for
from generator.records.data_folder import slugify
from generator.records.field_specs import field_at, order_of
from generator.records.fields.types import DASHES
from generator.records.kind import Kind
from generator.records.parse import dotted
from generator.records.record import Record
from generator.text.dates import MONTHS, format_month_day
from generator.text.us_states import STATES
from generator.yaml_files.yaml_edit import get, path_at, put, rename_field
from generator.yaml_files.yaml_emit import NotWritableError, scalar
from generator.yaml_files.yaml_source import KeyPath, Source, read

YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")
YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})")
MONTH_FIRST = re.compile(r"([A-Za-z]{3,})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)? ([A-Za-z]{3,})\.?,? (\d{4})")
NAMES = ("name", "short_name", "label", "plain_label", "also", "title")
"""What records are called."""


@dataclass(frozen=True)
class RejectedValue:
    """A place that the check names, in a file that can be read."""

    kind: Kind
    source: Source
    problem: Problem
    path: KeyPath
    catalog: Catalog

    @property
    def value(self) -> str:
        """The text that stands there; nothing where it is no text."""
        value = get(self.source.data, self.path)
        return value if isinstance(value, str) else ""


Edit = Callable[[bytes], bytes | None]
"""What to do with the file."""


def answer(kind: Kind, source: Source, problem: Problem, catalog: Catalog) -> Edit | Problem | None:
    """How to mend a problem; why not, where two things could be meant; None where it takes a person."""
    path = path_at(source, problem.place, key=problem.code == "unknown-field")
    find = ANSWERS.get(problem.code)
    return find(RejectedValue(kind, source, problem, path, catalog)) if find and path else None


def days(text: str) -> list[dt.date]:
    """The days that a text can mean: more than one where nobody can tell the month from the day."""
    text = DASHES.sub("-", text)
    if match := YEAR_FIRST.fullmatch(text):
        return _real((match[1], match[3], match[4]))
    if match := YEAR_LAST.fullmatch(text):
        return sorted({*_real((match[4], match[1], match[3])), *_real((match[4], match[3], match[1]))})
    if match := MONTH_FIRST.fullmatch(text):
        return _real(*((match[3], month, match[2]) for month in _months(match[1])))
    if match := DAY_FIRST.fullmatch(text):
        return _real(*((match[3], month, match[1]) for month in _months(match[2])))
    return []


def _real(*days: tuple[str, str | int, str]) -> list[dt.date]:
    """Those that stand in a calendar."""
    found = []
    for year, month, day in days:
        try:
            found.append(dt.date(int(year), int(month), int(day)))
        except ValueError:
            continue
    return found


def _months(word: str) -> list[int]:
    return [number for number, name in enumerate(MONTHS, 1) if name.casefold().startswith(word.casefold())]


def _day(case: RejectedValue) -> Edit | Problem | None:
    found = days(" ".join(case.value.split()))
    if len(found) == 1:
        return _value(case, found[0].isoformat())
    if not found:
        return None
    message = f"'{case.value}' may be {format_month_day(found[0])} or {format_month_day(found[1])}."
    hint = f"Write {found[0].isoformat()} or {found[1].isoformat()}."
    return Problem(case.problem.place, "two-answers", message, hint)


def _state(case: RejectedValue) -> Edit | None:
    found = [code for code, name in STATES.items() if case.value.casefold() in (code.casefold(), name.casefold())]
    return _value(case, found[0]) if len(found) == 1 else None


def _choice(case: RejectedValue) -> Edit | None:
    field = field_at(case.kind.record, case.path)
    old = f"{dotted(case.path)}: {case.value}"
    if field is None or not case.value:
        return None
    if old in case.kind.renamed:
        return _value(case, case.kind.renamed[old])
    if field.ref is None:
        found = {choice for choice in field.choices if slugify(choice) == slugify(case.value)}
    else:
        allowed = records_for(case.catalog, field.ref, case.kind.name, str(case.path[0]))
        found = {one.slug for one in allowed if slugify(case.value) in map(slugify, _names(one))}
    return _value(case, found.pop()) if len(found) == 1 else None


def _names(record: Record) -> Iterator[str]:
    yield from (record.slug, record.title)
    for name in NAMES:
        value = getattr(record, name, None) or ()
        yield from (value,) if isinstance(value, str) else value


def _field(case: RejectedValue) -> Edit | None:
    """A field by its old name, or by its name in other letters: `Short-Name`."""
    above = field_at(case.kind.record, case.path[:-1])
    model = above.model if above else case.kind.record if len(case.path) == 1 else None
    name = str(case.path[-1])
    known = order_of(model) if model else ()
    now = case.kind.renamed.get(dotted(case.path)) or slugify(name).replace("-", "_")
    return (lambda content: rename_field(case.source.path, content, case.path, now)) if now in known else None


def _text(case: RejectedValue) -> Edit | None:
    """A line of a list in which a ': ' made a field of its first words."""
    value = get(case.source.data, case.path)
    start = case.source.values[case.path]
    inner = list(value.values()) if isinstance(value, dict) else []
    if not isinstance(case.path[-1], int) or len(inner) != 1 or not isinstance(inner[0], str):
        return None
    line, column = case.source.ends[(*case.path, *value)]
    return (
        (lambda content: _quoted(case, content, start.column - 1)) if (line, column > 1) == (start.line, True) else None
    )


def _quoted(case: RejectedValue, content: bytes, start: int) -> bytes | None:
    rows = content.decode().splitlines(keepends=True)
    number = case.problem.place.line - 1
    bare = rows[number].rstrip("\r\n")
    text = bare[start:].rstrip()
    try:
        rows[number] = bare[:start] + scalar(text) + rows[number][len(bare) :]
    except NotWritableError:
        return None
    made = "".join(rows).encode()
    after, _ = read(case.source.path, made)
    return made if after and " #" not in text and get(after.data, case.path) == text else None


def _value(case: RejectedValue, new: str) -> Edit:
    return lambda content: put(case.source.path, content, case.path, new)


ANSWERS: dict[str, Callable[[RejectedValue], Edit | Problem | None]] = {
    "wrong-date": _day,
    "unknown-state": _state,
    "wrong-choice": _choice,
    "unknown-reference": _choice,
    "unknown-field": _field,
    "not-a-text": _text,
}
"""How to mend a problem, by its code."""

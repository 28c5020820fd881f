"""The maintenance report: everything that staff should review, confirm or complete, most urgent first."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from generator.base.counts import count_of
from generator.base.problems import Problem
from generator.checks.reviews_due import UNCONFIRMED, due_on, kept_records
from generator.pages.templates import format_list
from generator.records.catalog import Catalog
from generator.records.fields.roles import Role, fields_with
from generator.records.fields.types import Link
from generator.records.kind import Kind
from generator.records.record import Record
from generator.text.dates import format_day
from generator.text.github_markdown import COMMENT_BYTES, Section, quote, render
from generator.text.us_states import STATES

MOST_ITEMS = 100
"""The most entries of one section, so that readers get to the sections below it."""


def to_maintenance_report(catalog: Catalog, problems: Iterable[Problem], today: dt.date) -> str:
    """Return the report as Markdown."""
    sections = [
        Section("Reviews due", list(_due(catalog, today))),
        Section("Records to confirm", list(_unsure(catalog))),
        Section("Open questions", list(_open_questions(catalog))),
        Section("Unused choices", [*_unused(catalog), *_unreachable(catalog)]),
        Section("States without records", list(_states(catalog))),
        Section("Never reviewed", list(_never_reviewed(catalog))),
        Section("Warnings from the check", list(_warnings(problems))),
    ]
    title = f"## Maintenance report, {format_day(today)}\n\nNone of this blocks publishing."
    filled = [Section(section.title, _shortened(section.items)) for section in sections if section.items]
    return render(title if filled else f"{title} There is nothing to do.", filled, COMMENT_BYTES)


def _shortened(items: Sequence[str]) -> list[str]:
    rest = len(items) - MOST_ITEMS
    return [*items[:MOST_ITEMS], *([f"and {rest:,} more"] if rest > 0 else [])]


def _describe(catalog: Catalog, record: Record) -> str:
    return f"{quote(record.title)} ({quote(catalog.sources[record.kind, record.slug].path)})"


def _due(catalog: Catalog, today: dt.date) -> Iterator[str]:
    due_records = [(due, record) for record in kept_records(catalog) if (due := due_on(record)) and due <= today]
    for due, record in sorted(due_records, key=lambda pair: (pair[0], pair[1].kind, pair[1].slug)):
        reviewer = record.reviewed.by_role if record.reviewed else ""
        yield f"{_describe(catalog, record)}: due {format_day(due)}; last reviewed by {quote(reviewer)}"


def _unsure(catalog: Catalog) -> Iterator[str]:
    for record in kept_records(catalog):
        if record.fact_status in UNCONFIRMED:
            yield f"{_describe(catalog, record)}: {record.fact_status.replace('_', ' ')}"


def _open_questions(catalog: Catalog) -> Iterator[str]:
    for record in kept_records(catalog):
        if record.is_open_question:
            questions = "".join(f"\n  - {quote(question)}" for question in record.texts(Role.OPEN_QUESTION))
            yield _describe(catalog, record) + questions


def _choices(catalog: Catalog) -> Iterator[tuple[Record, list[Record]]]:
    """Yield each record that fields can choose, with the records that chose it."""
    for record in kept_records(catalog):
        uses = [use.split(".") for use in record.texts(Role.CHOICE_FOR)]
        if uses:
            yield record, [other for kind, field in uses for other in catalog.referrers(record, kind, field)]


def _unused(catalog: Catalog) -> Iterator[str]:
    """Yield a line for each field with choices that no record uses."""
    fields: dict[str, list[str]] = defaultdict(list)
    for record, _ in _choices(catalog):
        for use in record.texts(Role.CHOICE_FOR):
            kind, field = use.split(".")
            if not catalog.referrers(record, kind, field):
                fields[use].append(record.title)
    for use, titles in sorted(fields.items()):
        kind, field = use.split(".")
        yield f"{catalog.kinds[kind].title}, {field.replace('_', ' ')}: {format_list(map(quote, sorted(titles)))}"


def _unreachable(catalog: Catalog) -> Iterator[str]:
    """Yield a line for each record that others are related to only through a choice, and that no choice leads to."""
    reached: dict[tuple[str, str], bool] = {}
    for choice, chosen_by in _choices(catalog):
        for _, link in catalog.values(choice, Link):
            target = (link.ref.kind, str(link))
            reached[target] = reached.get(target, False) or bool(chosen_by)
    for kind in dict.fromkeys(kind for kind, _ in reached):
        for record in catalog.all(kind):
            if not reached.get((kind, record.slug), False):
                yield f"{catalog.kinds[kind].title}: no record uses a choice that leads to {quote(record.title)}"


def _states(catalog: Catalog) -> Iterator[str]:
    for kind in _with_records(catalog):
        if fields_with(kind.record, Role.STATE):
            stated = {record.first(Role.STATE) for record in catalog.all(kind.name)}
            missing = [name for code, name in STATES.items() if code not in stated]
            if missing:
                number = f"{len(missing)} of {len(STATES)} states and territories"
                yield f"{kind.title}: none in {number}: {format_list(missing)}"


def _never_reviewed(catalog: Catalog) -> Iterator[str]:
    for kind in _with_records(catalog):
        records = [record for record in kept_records(catalog) if record.kind == kind.name]
        never = sum(record.reviewed is None for record in records)
        if never:
            yield f"{kind.title}: {never:,} of {count_of(len(records), 'record')}"


def _with_records(catalog: Catalog) -> list[Kind]:
    return [kind for kind in catalog.kinds.values() if catalog.all(kind.name)]


def _warnings(problems: Iterable[Problem]) -> Iterator[str]:
    for code, number in Counter(problem.code for problem in problems).most_common():
        yield f"{quote(code)}: {number:,}"

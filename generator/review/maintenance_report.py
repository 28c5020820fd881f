"""Everything that staff should look at again, in one report for whoever keeps the site current."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from generator.base.counts import count_of
from generator.base.problems import Problem
from generator.checks.reviews_due import UNCONFIRMED, due_on, kept_records
from generator.pages.templates import format_list
from generator.records.catalog import Catalog
from generator.records.fields.types import Link
from generator.records.kind import Kind
from generator.records.record import Record
from generator.text.dates import format_day
from generator.text.github_markdown import COMMENT_BYTES, Section, quote, render
from generator.text.us_states import STATES

OPEN_QUESTIONS = ("still_unknown", "not_known")
"""The fields in which records say what no source states; `unanswered` marks a record that is such a question."""

MOST_ITEMS = 100
"""The entries of one section: more than that nobody reads, and what stands below should be seen too."""

STATE = "state"
"""The field that says in which state something lies."""


def to_maintenance_report(catalog: Catalog, problems: Iterable[Problem], today: dt.date) -> str:
    """Everything that could be looked at, as Markdown, the most urgent first."""
    sections = [
        Section("Reviews that are due", list(_due(catalog, today))),
        Section("Records to confirm", list(_unsure(catalog))),
        Section("What no source answers", list(_open(catalog))),
        Section("Choices that no record uses", [*_unused(catalog), *_not_reached(catalog)]),
        Section("States without a record", list(_states(catalog))),
        Section("Never reviewed", list(_never(catalog))),
        Section("Warnings of the check", list(_warnings(problems))),
    ]
    head = f"## What to look at, {format_day(today)}\n\nNothing here stops the site from being published."
    full = [Section(section.title, _first(section.items)) for section in sections if section.items]
    return render(head if full else f"{head} Nothing is open.", full, COMMENT_BYTES)


def _first(items: Sequence[str]) -> list[str]:
    left = len(items) - MOST_ITEMS
    return [*items[:MOST_ITEMS], *([f"and {left:,} more"] if left > 0 else [])]


def _named(catalog: Catalog, record: Record) -> str:
    return f"{quote(record.title)} ({quote(catalog.sources[record.kind, record.slug].path)})"


def _due(catalog: Catalog, today: dt.date) -> Iterator[str]:
    found = [(due, record) for record in kept_records(catalog) if (due := due_on(record)) and due <= today]
    for due, record in sorted(found, key=lambda pair: (pair[0], pair[1].kind, pair[1].slug)):
        by = record.reviewed.by_role if record.reviewed else ""
        yield f"{_named(catalog, record)}: due since {format_day(due)}, last by {quote(by)}"


def _unsure(catalog: Catalog) -> Iterator[str]:
    for record in kept_records(catalog):
        if record.fact_status in UNCONFIRMED:
            yield f"{_named(catalog, record)}: {record.fact_status.replace('_', ' ')}"


def _open(catalog: Catalog) -> Iterator[str]:
    for record in kept_records(catalog):
        asked = [question for name in OPEN_QUESTIONS for question in getattr(record, name, ())]
        if asked or getattr(record, "unanswered", False):
            yield _named(catalog, record) + "".join(f"\n  - {quote(question)}" for question in asked)


def _choices(catalog: Catalog) -> Iterator[tuple[Record, list[Record]]]:
    """Each record that fields may choose, with the records that chose it."""
    for record in kept_records(catalog):
        uses = [use.split(".") for use in getattr(record, "used_by", ())]
        if uses:
            yield record, [other for kind, field in uses for other in catalog.referrers(record, kind, field)]


def _unused(catalog: Catalog) -> Iterator[str]:
    """By field, the choices that no record of the field's kind has made."""
    fields: dict[str, list[str]] = defaultdict(list)
    for record, _ in _choices(catalog):
        for use in getattr(record, "used_by", ()):
            kind, field = use.split(".")
            if not catalog.referrers(record, kind, field):
                fields[use].append(record.title)
    for use, titles in sorted(fields.items()):
        kind, field = use.split(".")
        yield f"{catalog.kinds[kind].title}, {field.replace('_', ' ')}: {format_list(map(quote, sorted(titles)))}"


def _not_reached(catalog: Catalog) -> Iterator[str]:
    """Records that others have only through a choice, where no record has made one of these choices."""
    reached: dict[tuple[str, str], bool] = {}
    for choice, chosen_by in _choices(catalog):
        for _, link in catalog.values(choice, Link):
            target = (link.ref.kind, str(link))
            reached[target] = reached.get(target, False) or bool(chosen_by)
    for kind in dict.fromkeys(kind for kind, _ in reached):
        for record in catalog.all(kind):
            if not reached.get((kind, record.slug), False):
                yield f"{catalog.kinds[kind].title}: no record has made a choice that leads to {quote(record.title)}"


def _states(catalog: Catalog) -> Iterator[str]:
    for kind in _with_records(catalog):
        if STATE in kind.record.model_fields:
            stated = {getattr(record, STATE) for record in catalog.all(kind.name)}
            missing = [name for code, name in STATES.items() if code not in stated]
            if missing:
                yield f"{kind.title}: {len(missing)} of {len(STATES)} have none: {format_list(missing)}"


def _never(catalog: Catalog) -> Iterator[str]:
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

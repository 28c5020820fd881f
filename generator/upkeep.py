"""What staff should look at again: warnings beside the record, and one report for whoever keeps the site current."""

import calendar
import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from generator.catalog import Catalog
from generator.days import format_day
from generator.fields import Link
from generator.github import COMMENT_BYTES, Section, quote, render
from generator.kind import Kind
from generator.problems import Problem, count
from generator.record import Record
from generator.states import STATES
from generator.templates import format_list

UNSURE = ("needs_confirmation", "placeholder")
"""The fact statuses that somebody has to resolve."""

OPEN_QUESTIONS = ("still_unknown", "not_known")
"""The fields in which records say what no source states; `unanswered` marks a record that is such a question."""

MOST_ITEMS = 100
"""The entries of one section: more than that nobody reads, and what stands below should be seen too."""

STATE = "state"
"""The field that says in which state something lies."""


def due_on(record: Record) -> dt.date | None:
    """The day on which a record is to be checked again; None where nobody has checked it or said how often."""
    if record.reviewed is None or record.review_every is None:
        return None
    month = record.reviewed.on.month - 1 + record.review_every
    year, month = record.reviewed.on.year + month // 12, month % 12 + 1
    return dt.date(year, month, min(record.reviewed.on.day, calendar.monthrange(year, month)[1]))


def check_upkeep(catalog: Catalog, today: dt.date | None) -> Iterator[Problem]:
    """Records that nobody has confirmed, and those whose review is due; without a day of today, none is."""
    yield from _check_status(catalog)
    if today:
        yield from check_reviews(catalog, today)
        yield from _check_future(catalog, today)


def _check_status(catalog: Catalog) -> Iterator[Problem]:
    for record in _kept(catalog):
        if record.fact_status in UNSURE:
            yield Problem(
                catalog.sources[record.kind, record.slug].place(("fact_status",)),
                "needs-confirmation",
                f"This record is marked '{record.fact_status}'.",
                "Compare it with its source or ask the program; then write 'from_source' or 'confirmed'.",
                "warning",
            )


def check_reviews(catalog: Catalog, today: dt.date) -> Iterator[Problem]:
    """Records that were to be checked again by now."""
    for record in _kept(catalog):
        due = due_on(record)
        if due and due <= today:
            yield Problem(
                catalog.sources[record.kind, record.slug].place(("reviewed", "on")),
                "review-due",
                f"This record was to be checked again by {format_day(due)}.",
                "Check it against its sources; then change 'on' to the day and 'by_role' to your role.",
                "warning",
            )


def next_review(catalog: Catalog, today: dt.date) -> dt.date | None:
    """The first day after today on which a review falls due; None where none does."""
    days = filter(None, map(due_on, _kept(catalog)))
    return min((day for day in days if day > today), default=None)


def _check_future(catalog: Catalog, today: dt.date) -> Iterator[Problem]:
    """Days on which somebody read a source or checked a record, and that have not come yet anywhere on earth."""
    latest = today + dt.timedelta(days=1)
    for record in catalog:
        source = catalog.sources[record.kind, record.slug]
        for path, day in catalog.values(record, dt.date):
            if day > latest and (path[-1] == "seen_on" or path == ("reviewed", "on")):
                yield Problem(
                    source.place(path),
                    "future-day",
                    f"{format_day(day)} has not come yet.",
                    "Write the day on which somebody looked, as in 2026-05-03.",
                    "warning",
                )


def to_report(catalog: Catalog, problems: Iterable[Problem], today: dt.date) -> str:
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


def _kept(catalog: Catalog) -> Iterator[Record]:
    """The records that somebody has to keep current: neither taken down nor retired."""
    return (record for record in catalog if not record.is_hidden and record.retired is None)


def _named(catalog: Catalog, record: Record) -> str:
    return f"{quote(record.title)} ({quote(catalog.sources[record.kind, record.slug].path)})"


def _due(catalog: Catalog, today: dt.date) -> Iterator[str]:
    found = [(due, record) for record in _kept(catalog) if (due := due_on(record)) and due <= today]
    for due, record in sorted(found, key=lambda pair: (pair[0], pair[1].kind, pair[1].slug)):
        by = record.reviewed.by_role if record.reviewed else ""
        yield f"{_named(catalog, record)}: due since {format_day(due)}, last by {quote(by)}"


def _unsure(catalog: Catalog) -> Iterator[str]:
    for record in _kept(catalog):
        if record.fact_status in UNSURE:
            yield f"{_named(catalog, record)}: {record.fact_status.replace('_', ' ')}"


def _open(catalog: Catalog) -> Iterator[str]:
    for record in _kept(catalog):
        asked = [question for name in OPEN_QUESTIONS for question in getattr(record, name, ())]
        if asked or getattr(record, "unanswered", False):
            yield _named(catalog, record) + "".join(f"\n  - {quote(question)}" for question in asked)


def _choices(catalog: Catalog) -> Iterator[tuple[Record, list[Record]]]:
    """Each record that fields may choose, with the records that chose it."""
    for record in _kept(catalog):
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
        records = [record for record in _kept(catalog) if record.kind == kind.name]
        never = sum(record.reviewed is None for record in records)
        if never:
            yield f"{kind.title}: {never:,} of {count(len(records), 'record')}"


def _with_records(catalog: Catalog) -> list[Kind]:
    return [kind for kind in catalog.kinds.values() if catalog.all(kind.name)]


def _warnings(problems: Iterable[Problem]) -> Iterator[str]:
    for code, number in Counter(problem.code for problem in problems).most_common():
        yield f"{quote(code)}: {number:,}"

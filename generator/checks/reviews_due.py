"""What staff should check again: records that nobody has confirmed, reviews that are due, days in the future."""

import calendar
import datetime as dt
from collections.abc import Iterator

from generator.base.problems import Problem
from generator.records.catalog import Catalog
from generator.records.record import Record
from generator.text.dates import format_day

UNSURE = ("needs_confirmation", "placeholder")
"""The fact statuses that somebody has to resolve."""


def due_on(record: Record) -> dt.date | None:
    """The day on which a record is to be checked again; None where nobody has checked it or said how often."""
    if record.reviewed is None or record.review_every is None:
        return None
    month = record.reviewed.on.month - 1 + record.review_every
    year, month = record.reviewed.on.year + month // 12, month % 12 + 1
    return dt.date(year, month, min(record.reviewed.on.day, calendar.monthrange(year, month)[1]))


def check_reviews_due(catalog: Catalog, today: dt.date | None) -> Iterator[Problem]:
    """Records that nobody has confirmed, and those whose review is due; without a day of today, none is."""
    yield from _check_status(catalog)
    if today:
        yield from check_reviews(catalog, today)
        yield from _check_future(catalog, today)


def _check_status(catalog: Catalog) -> Iterator[Problem]:
    for record in kept_records(catalog):
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
    for record in kept_records(catalog):
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
    days = filter(None, map(due_on, kept_records(catalog)))
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


def kept_records(catalog: Catalog) -> Iterator[Record]:
    """The records that somebody has to keep current: neither taken down nor retired."""
    return (record for record in catalog if not record.is_hidden and record.retired is None)

"""Warn about unconfirmed records, reviews that are due, and dates in the future."""

import calendar
import datetime as dt
from collections.abc import Iterator

from generator.base.problems import Problem
from generator.records.catalog import Catalog
from generator.records.record import Record
from generator.text.dates import format_day

UNCONFIRMED = ("needs_confirmation", "placeholder")
"""The fact statuses that staff have to resolve."""


def due_on(record: Record) -> dt.date | None:
    """Return the date on which a record's next review is due; None if it has no review or no interval."""
    if record.reviewed is None or record.review_every is None:
        return None
    month = record.reviewed.on.month - 1 + record.review_every
    year, month = record.reviewed.on.year + month // 12, month % 12 + 1
    return dt.date(year, month, min(record.reviewed.on.day, calendar.monthrange(year, month)[1]))


def check_reviews_due(catalog: Catalog, today: dt.date | None) -> Iterator[Problem]:
    """Yield the warnings about unconfirmed records and, if `today` is given, about reviews due and future dates."""
    yield from _check_status(catalog)
    if today:
        yield from check_reviews(catalog, today)
        yield from _check_future(catalog, today)


def _check_status(catalog: Catalog) -> Iterator[Problem]:
    for record in kept_records(catalog):
        if record.fact_status in UNCONFIRMED:
            yield Problem(
                catalog.sources[record.kind, record.slug].place(("fact_status",)),
                "needs-confirmation",
                f"This record is marked '{record.fact_status}'.",
                "Check it against its source or ask the program, then change this to 'from_source' or 'confirmed'.",
                "warning",
            )


def check_reviews(catalog: Catalog, today: dt.date) -> Iterator[Problem]:
    """Yield a warning for each record whose review is due."""
    for record in kept_records(catalog):
        due = due_on(record)
        if due and due <= today:
            yield Problem(
                catalog.sources[record.kind, record.slug].place(("reviewed", "on")),
                "review-due",
                f"This record was due for review on {format_day(due)}.",
                "Check it against its sources, then set 'on' to today's date and 'by_role' to your role.",
                "warning",
            )


def next_review(catalog: Catalog, today: dt.date) -> dt.date | None:
    """Return the first date after today on which a review is due; None if there is none."""
    dates = filter(None, map(due_on, kept_records(catalog)))
    return min((date for date in dates if date > today), default=None)


def is_in_the_future(day: dt.date, today: dt.date) -> bool:
    """Return whether a day has begun nowhere on Earth. `today` may be that of a machine in another time zone."""
    return day > today + dt.timedelta(days=1)


def _check_future(catalog: Catalog, today: dt.date) -> Iterator[Problem]:
    """Yield a warning for each date of a reading or review that is in the future in every time zone."""
    for record in catalog:
        source = catalog.sources[record.kind, record.slug]
        for path, day in catalog.values(record, dt.date):
            if is_in_the_future(day, today) and (path[-1] == "seen_on" or path == ("reviewed", "on")):
                yield Problem(
                    source.place(path),
                    "future-date",
                    f"{format_day(day)} is in the future.",
                    "Use the date of the reading or review, as in 2026-05-03.",
                    "warning",
                )


def kept_records(catalog: Catalog) -> Iterator[Record]:
    """Yield the records that staff keep current: those that are neither taken down nor retired."""
    return (record for record in catalog if not record.is_hidden and record.retired is None)

"""Checks that no deadline is in the small hours by mistake."""

from collections.abc import Iterator

from generator.base.problems import Problem
from generator.kinds.period.clock import START
from generator.kinds.period.record import Period
from generator.records.catalog import Catalog
from generator.text.clock import format_clock, short_clock

EARLIEST = "07:00"
"""The first hour at which a program is likely to set a deadline."""


def check_periods(catalog: Catalog) -> Iterator[Problem]:
    """Yield a warning for each deadline before 7 a.m. that does not say "a.m.": 05:00 is often meant to be 5 p.m."""
    for record in catalog.all("periods"):
        source = catalog.sources["periods", record.slug]
        is_explicit = "a" in str(source.data.get("closes_at")).lower()
        if not isinstance(record, Period) or record.retired or is_explicit:
            continue
        if not record.closes_at or not START < record.closes_at < EARLIEST:
            continue
        hour, minute = record.closes_at.split(":")
        evening = f"{int(hour) + 12}:{minute}"
        clock = format_clock(record.closes_at)
        yield Problem(
            source.place(("closes_at",)),
            "early-deadline",
            f"Closes at {clock}",
            f"For {short_clock(evening)}, write {evening}. If it is right, write '{clock}'.",
            "warning",
        )

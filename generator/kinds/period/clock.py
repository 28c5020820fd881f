"""The status of an application period at an instant. The reference for period.js; a test compares the two.

Instants are in UTC. Days and times of day are in the period's own time zone.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from generator.text.clock import ZONES, ZoneName, format_clock, to_utc, zone_of
from generator.text.dates import format_day, format_days, format_month_day

START, END = "00:00", "23:59"
"""The default times of day. A period that closes at 23:59 closes as that minute ends."""

State = Literal["not_announced", "upcoming", "open", "closed", "cancelled"]


@dataclass(frozen=True)
class Status:
    """What pages show of a period: a badge, and a line with the dates beside it."""

    state: State
    badge: str
    line: str


@dataclass(frozen=True)
class Span:
    """The dates of a period in its time zone. Times of day are written as in 17:00."""

    first: dt.date
    last: dt.date
    zone: ZoneName
    opens_at: str = START
    closes_at: str = END
    cancelled: bool = False

    @property
    def opens(self) -> dt.datetime:
        """The first instant at which applications are open."""
        return to_utc(self.first, self.opens_at, self.zone)

    @property
    def due(self) -> dt.datetime:
        """The instant that is announced as the end."""
        return to_utc(self.last, self.closes_at, self.zone)

    @property
    def closes(self) -> dt.datetime:
        """The first instant at which applications are closed: by default, the end of the last day."""
        return self.due + dt.timedelta(minutes=1) if self.closes_at == END else self.due

    @property
    def days(self) -> str:
        """The days, as in 'April 1 to May 3, 2027'."""
        return format_days(self.first, self.last)

    @property
    def last_day(self) -> str:
        """The last day, as in 'May 3'."""
        return format_month_day(self.last)

    @property
    def when(self) -> str:
        """The dates as they read after 'open': 'from April 1 to May 3, 2027 (Eastern time)'."""
        opens_at = "" if self.opens_at == START else format_clock(self.opens_at)
        closes_at = "" if self.closes_at == END else format_clock(self.closes_at)
        if self.first != self.last:
            has_one_year = self.first.year == self.last.year
            first = format_month_day(self.first) if has_one_year else f"{format_day(self.first)},"
            dates = f"from {_time_on(opens_at, first)} to {_time_on(closes_at, format_day(self.last))}"
        elif opens_at or closes_at:
            dates = f"from {opens_at or 'midnight'} to {closes_at or '11:59 p.m.'} on {self.days}"
        else:
            dates = f"on {self.days}"
        return f"{dates} ({ZONES[self.zone][0]})"

    @property
    def data_attributes(self) -> Mapping[str, str]:
        """The data attributes that period.js reads, by name: instants (ISO 8601, UTC), days, and texts."""
        short = ZONES[self.zone][1]
        return {
            "opens": f"{self.opens:%Y-%m-%dT%H:%M:%SZ}",
            "closes": f"{self.closes:%Y-%m-%dT%H:%M:%SZ}",
            "zone": self.zone,
            "first": self.first.isoformat(),
            "last": self.last.isoformat(),
            "opens-at": f"{format_clock(self.opens_at)} {short}",
            "closes-at": f"{format_clock(self.closes_at)} {short}",
            "closed": format_day(self.last),
            "when": self.when,
        }


def status_of(span: Span | None, now: dt.datetime) -> Status:
    """Return the status of a period at an instant. A period without dates has no span."""
    if span is None:
        return Status("not_announced", "Not announced", "")
    if span.cancelled:
        return Status("cancelled", "Canceled", f"Was scheduled to be open {span.when}")
    today = now.astimezone(zone_of(span.zone)).date()
    attributes = span.data_attributes
    if now < span.opens:
        badge = _countdown("Opens", (span.first - today).days, attributes["opens-at"])
        return Status("upcoming", badge, f"Open {span.when}")
    if now < span.closes:
        badge = _countdown("Closes", (span.last - today).days, attributes["closes-at"])
        return Status("open", badge, f"Open {span.when}")
    return Status("closed", f"Closed {attributes['closed']}", f"Was open {span.when}")


def _countdown(verb: str, days: int, time: str) -> str:
    if days == 0:
        return f"{verb} today at {time}"
    return f"{verb} tomorrow" if days == 1 else f"{verb} in {days} days"


def _time_on(time: str, day: str) -> str:
    return f"{time} on {day}" if time else day

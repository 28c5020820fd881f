"""What can be said of a period at an instant. The reference for period.js: a test holds the two together.

Instants are in UTC. Days are those of the period's own zone, by whose clocks it opens and closes.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal
from zoneinfo import ZoneInfo

from generator.text.dates import format_day, format_days, format_month_day

ZoneName = Literal[
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Phoenix",
    "America/Los_Angeles",
    "America/Anchorage",
    "Pacific/Honolulu",
    "America/Puerto_Rico",
    "Pacific/Guam",
    "Pacific/Pago_Pago",
]
"""The zones of the states and territories, as the time zone database names them."""

ZONES: Mapping[ZoneName, tuple[str, str]] = {
    "America/New_York": ("Eastern time", "ET"),
    "America/Chicago": ("Central time", "CT"),
    "America/Denver": ("Mountain time", "MT"),
    "America/Phoenix": ("Arizona time", "Arizona time"),
    "America/Los_Angeles": ("Pacific time", "PT"),
    "America/Anchorage": ("Alaska time", "Alaska time"),
    "Pacific/Honolulu": ("Hawaii time", "Hawaii time"),
    "America/Puerto_Rico": ("Puerto Rico time", "Puerto Rico time"),
    "Pacific/Guam": ("Guam time", "Guam time"),
    "Pacific/Pago_Pago": ("American Samoa time", "American Samoa time"),
}
"""What readers call each zone: in a sentence, and behind a time of day."""

START, END = "00:00", "23:59"
"""The times of day where a record gives none. The last minute of a day lasts until the day is over."""

State = Literal["not_announced", "upcoming", "open", "closed", "cancelled"]


@dataclass(frozen=True)
class Status:
    """What a reader is told: a badge, and a line with the dates beside it."""

    state: State
    badge: str
    line: str


@dataclass(frozen=True)
class Span:
    """The time from one day to another, by the clocks of a zone; times of day are written 17:00."""

    first: dt.date
    last: dt.date
    zone: ZoneName
    opens_at: str = START
    closes_at: str = END
    cancelled: bool = False

    @property
    def opens(self) -> dt.datetime:
        """The first instant at which one can apply."""
        return instant(self.first, self.opens_at, self.zone)

    @property
    def due(self) -> dt.datetime:
        """The instant that is named as its end."""
        return instant(self.last, self.closes_at, self.zone)

    @property
    def closes(self) -> dt.datetime:
        """The first instant at which one can no longer apply: a period without a time closes with its last day."""
        return self.due + dt.timedelta(minutes=1) if self.closes_at == END else self.due

    @property
    def days(self) -> str:
        """April 1 to May 3, 2027."""
        return format_days(self.first, self.last)

    @property
    def last_day(self) -> str:
        """May 3."""
        return format_month_day(self.last)

    @property
    def when(self) -> str:
        """As it stands behind "open": from April 1 to May 3, 2027 (Eastern time)."""
        zone = ZONES[self.zone][0]
        starts = "" if self.opens_at == START else format_clock(self.opens_at)
        ends = "" if self.closes_at == END else format_clock(self.closes_at)
        if not starts and not ends:
            return f"{'on' if self.first == self.last else 'from'} {self.days} ({zone})"
        if self.first == self.last:
            return f"from {starts or 'midnight'} to {ends or '11:59 p.m.'} on {self.days} ({zone})"
        same_year = self.first.year == self.last.year
        first = format_month_day(self.first) if same_year else f"{format_day(self.first)},"
        return f"from {_at(starts, first)} to {_at(ends, format_day(self.last))} ({zone})"

    @property
    def marks(self) -> Mapping[str, str]:
        """What the script needs to know, by attribute: instants (ISO 8601, UTC), days, and words."""
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
    """What to say of a period at an instant; a period without dates has no span."""
    if span is None:
        return Status("not_announced", "Not announced", "")
    if span.cancelled:
        return Status("cancelled", "Canceled", f"Was scheduled to be open {span.when}")
    today = now.astimezone(zone_of(span.zone)).date()
    marks = span.marks
    if now < span.opens:
        return Status("upcoming", _ahead("Opens", (span.first - today).days, marks["opens-at"]), f"Open {span.when}")
    if now < span.closes:
        return Status("open", _ahead("Closes", (span.last - today).days, marks["closes-at"]), f"Open {span.when}")
    return Status("closed", f"Closed {marks['closed']}", f"Was open {span.when}")


def _ahead(verb: str, days: int, at: str) -> str:
    if days == 0:
        return f"{verb} today at {at}"
    return f"{verb} tomorrow" if days == 1 else f"{verb} in {days} days"


def _at(time: str, day: str) -> str:
    return f"{time} on {day}" if time else day


def format_clock(time: str) -> str:
    """A time of day as readers write it: 17:30 is 5:30 p.m."""
    if time == "12:00":
        return "noon"
    hour, minute = time.split(":")
    return f"{int(hour) % 12 or 12}:{minute} {'a.m.' if int(hour) < 12 else 'p.m.'}"


def instant(day: dt.date, time: str, zone: ZoneName) -> dt.datetime:
    """The instant at which clocks of a zone show a time on a day."""
    local = dt.datetime.combine(day, dt.time.fromisoformat(time), tzinfo=zone_of(zone))
    return local.astimezone(dt.UTC)


@cache
def zone_of(name: ZoneName) -> ZoneInfo:
    """A zone's rules, from the locked tzdata and never from the machine: on any machine the same bytes."""
    with files("tzdata").joinpath("zoneinfo", *name.split("/")).open("rb") as file:
        return ZoneInfo.from_file(file, key=name)

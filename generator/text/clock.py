"""Times of day and the time zones of the United States. Times are written as in 17:30."""

import datetime as dt
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Literal
from zoneinfo import ZoneInfo

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
"""The time zones of the states and territories, by their names in the time zone database."""

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
"""The name of each zone: in a sentence, and after a time of day."""


def format_clock(time: str) -> str:
    """Return a time of day as Americans write it: '5:30 p.m.' for '17:30'."""
    if time == "12:00":
        return "noon"
    hour, minute = time.split(":")
    return f"{int(hour) % 12 or 12}:{minute} {'a.m.' if int(hour) < 12 else 'p.m.'}"


def shown_for(day: dt.date, time: str, zone: ZoneName) -> str:
    """Return what clocks in a time zone show at a time of day: the same, but '03:30' for a skipped '02:30'.

    When daylight saving time starts, clocks go from 2 a.m. to 3 a.m., and the hour between does not exist.
    """
    return f"{to_utc(day, time, zone).astimezone(zone_of(zone)):%H:%M}"


def to_utc(day: dt.date, time: str, zone: ZoneName) -> dt.datetime:
    """Return the instant, in UTC, of a day and time of day in a time zone.

    When daylight saving time ends, an hour occurs twice. A time in it means the first.
    """
    local = dt.datetime.combine(day, dt.time.fromisoformat(time), tzinfo=zone_of(zone))
    return local.astimezone(dt.UTC)


@cache
def zone_of(name: ZoneName) -> ZoneInfo:
    """Return a time zone, read from the locked tzdata package, so that every machine builds the same site."""
    with files("tzdata").joinpath("zoneinfo", *name.split("/")).open("rb") as file:
        return ZoneInfo.from_file(file, key=name)

"""Times of day and the time zones of the United States.

Times are stored as in 17:30, and read as people type them: '5:30 p.m.'.
"""

import datetime as dt
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Literal
from zoneinfo import ZoneInfo

from generator.text.dates import LONGEST

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

STORED_TIME = re.compile("([01][0-9]|2[0-3]):[0-5][0-9]")
"""The one form of a time of day: 17:30."""

TYPED_TIME = re.compile(
    r"(?P<hour>[01]?[0-9]|2[0-3])(?:[:.](?P<minute>[0-5][0-9])(?::00)?)?"
    r"(?: ?(?:(?P<half>[ap])\.? ?m\.?|(?P<noon>noon)))?",
    re.IGNORECASE,
)
"""A time of day as people type it: '5 pm', '5:30 P.M.', '17.30', '12 noon'."""

ZONE_AFTER_TIME = re.compile(
    r",? \(?(?:[ECMPAH][SD]?T|HST|AKST|AKDT|AKT|ChST|SST|AST|UTC|GMT"
    r"|(?:Eastern|Central|Mountain|Pacific|Alaska|Hawaii|Atlantic|Arizona)(?: (?:standard|daylight))?(?: time)?)\)?",
    re.IGNORECASE,
)
END_OF_DAY = re.compile(r"24:00|(?:12(?::00)? ?)?midnight|end of (?:the )?(?:business )?day", re.IGNORECASE)
TIME_WORDS = "a time of day, such as 17:00 or 5 p.m."


def possible_times(text: str) -> list[str]:
    """Return the times of day that a text can mean, as in 17:30: two for '5:30', the morning first."""
    text = " ".join(text.split())
    if STORED_TIME.fullmatch(text):
        return [text]
    match = TYPED_TIME.fullmatch(text)
    if text.lower() == "noon":
        return ["12:00"]
    if match is None or not (match["minute"] or match["half"] or match["noon"]):
        return []
    hour, minute, half = int(match["hour"]), match["minute"] or "00", (match["half"] or "").lower()
    if match["noon"]:
        return ["12:00"] if (hour, minute) == (12, "00") else []
    if hour > 12 or hour == 0:
        # '17:00 p.m.' says the same twice, and '17:00 a.m.' contradicts itself.
        return [] if half == ("a" if hour else "p") else [f"{hour:02}:{minute}"]
    halves = {"a": (0,), "p": (12,), "": (0, 12)}[half]
    return [f"{hour % 12 + start:02}:{minute}" for start in halves]


def explain_time(text: str) -> tuple[str, str] | None:
    """Return what is wrong with a time of day and how to write it; None if it can be read in one way only."""
    times = possible_times(text)
    if len(times) == 1:
        return None
    shown = text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
    if times:
        hint = " or ".join(f"{time} ({short_clock(time)})" for time in reversed(times))
        return f"'{shown}' could be in the morning or in the afternoon.", f"Write {hint}."
    without_zone = ZONE_AFTER_TIME.sub("", text)
    if without_zone != text and (times := possible_times(without_zone)):
        hint = f"Write {' or '.join(reversed(times))} here, and the time zone in 'timezone'."
        return f"'{shown}' has a time zone.", hint
    if END_OF_DAY.fullmatch(" ".join(text.split())):
        hint = "For the end of the day, delete the line. For the start of the day, write 00:00."
    else:
        hint = "For 5 p.m., write 17:00."
    return f"'{shown}' is not {TIME_WORDS}", hint


def short_clock(time: str) -> str:
    """Return a time of day in as few characters as possible: '5 p.m.' for '17:00'."""
    return format_clock(time).replace(":00", "")


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

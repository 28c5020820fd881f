"""Events → a calendar file that phones and office programs can read (iCalendar, RFC 5545)."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

WIDTH = 75
"""Octets of a line, without its end (RFC 5545, 3.1); a longer one goes on in the next, behind a space."""

EMPTY = (
    "BEGIN:VTIMEZONE",
    "TZID:Etc/UTC",
    "BEGIN:STANDARD",
    "DTSTART:19700101T000000",
    "TZOFFSETFROM:+0000",
    "TZOFFSETTO:+0000",
    "TZNAME:UTC",
    "END:STANDARD",
    "END:VTIMEZONE",
)
"""What a calendar without events holds: it needs at least one component (3.6), and a time zone shows in no calendar.
An event that says "no dates yet" would appear on a day when nothing happens."""

NUMBERED_FROM = dt.date(2020, 1, 1)
"""The day from which the numbers of versions count."""


@dataclass(frozen=True)
class Event:
    """Something that happens at an instant."""

    uid: str
    """Never changes: by it a calendar knows an event again that it has already."""
    at: dt.datetime
    """In UTC."""
    summary: str
    description: str
    as_of: dt.date
    """The day of what we know. In place of the clock of a build: the same records give the same bytes."""
    cancelled: bool = False
    url: str = ""


def to_calendar(name: str, renderer: str, events: Iterable[Event]) -> str:
    """A calendar of events. `name` is what programs call it, `maker` who made it."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//{_text(renderer)}//{_text(name)}//EN",
        f"X-WR-CALNAME:{_text(name)}",
    ]
    inner = [line for event in events for line in _lines(event)]
    lines += inner or EMPTY
    return "".join(f"{_fold(line)}\r\n" for line in (*lines, "END:VCALENDAR"))


def _lines(event: Event) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(event.uid)}"
    yield f"DTSTAMP:{event.as_of:%Y%m%d}T000000Z"
    # A calendar takes a change only with a higher number (3.8.7.4). Nobody counts versions of a record, so the day
    # does; an event is often called off on the day on which it was read.
    yield f"SEQUENCE:{2 * max(0, (event.as_of - NUMBERED_FROM).days) + event.cancelled}"
    yield f"STATUS:{'CANCELLED' if event.cancelled else 'CONFIRMED'}"
    # No end: it is an instant (3.6.1), and nobody is busy because of it (3.8.2.7).
    yield f"DTSTART:{event.at:%Y%m%dT%H%M%S}Z"
    yield "TRANSP:TRANSPARENT"
    yield f"SUMMARY:{_text(event.summary)}"
    yield f"DESCRIPTION:{_text(event.description)}"
    if event.url:
        yield f"URL:{event.url}"
    yield "END:VEVENT"


def _text(text: str) -> str:
    """A text with its commas, semicolons, backslashes and line ends escaped (3.3.11)."""
    for sign in "\\;,":
        text = text.replace(sign, f"\\{sign}")
    return "\\n".join(text.splitlines())


def _fold(line: str) -> str:
    """A line as pieces of at most 75 octets, none of which ends within a character."""
    pieces = [""]
    for character in line:
        if len((pieces[-1] + character).encode()) > WIDTH:
            pieces.append(" ")
        pieces[-1] += character
    return "\r\n".join(pieces)

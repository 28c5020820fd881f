"""Events → a calendar file for phones and office programs (iCalendar, RFC 5545)."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256

WIDTH = 75
"""The limit for a line in octets (RFC 5545, 3.1); a longer one continues on the next line after a space."""

TIME_ZONE = (
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
"""The content of a calendar without events: it needs at least one component (3.6), and no program shows a time zone.
An event that says "no dates yet" would show up on a day when nothing happens."""

NUMBERED_FROM = dt.date(2020, 1, 1)
"""The day from which sequence numbers are counted."""


@dataclass(frozen=True)
class Event:
    """An event at a point in time, or from one to another."""

    uid: str
    """Permanent: a calendar program uses it to recognize an event that it already has."""
    at: dt.datetime
    """When it is or starts, in UTC."""
    summary: str
    description: str
    as_of: dt.date
    """The day when the facts were read. Used instead of the time of a build, so that equal records give equal bytes."""
    cancelled: bool = False
    url: str = ""
    ends: dt.datetime | None = None
    """When it ends, in UTC. Without an end, calendars show it as a moment that takes no one's time."""


@dataclass(frozen=True)
class Revision:
    """A version of an event: its sequence number, and a digest of all that calendars show of it."""

    number: int
    digest: str


def revision_of(event: Event, published: Revision | None = None) -> Revision:
    """Return the version of an event: the published one, or the next if the event has changed since.

    A calendar accepts a change only with a higher number (RFC 5545, 3.8.7.4), even a change back to an earlier state.
    The first number is made from the date of the facts, as all numbers were before versions were recorded.
    """
    # Builds for different addresses have different URLs, and only the date says when the facts were read.
    digest = sha256("\n".join(_facts(event)).encode()).hexdigest()[:12]
    first = 2 * max(0, (event.as_of - NUMBERED_FROM).days) + event.cancelled
    if published is None:
        return Revision(first, digest)
    return Revision(max(first, published.number + (digest != published.digest)), digest)


def to_calendar(
    name: str, producer: str, events: Iterable[Event], published: Mapping[str, Revision] | None = None
) -> str:
    """Return a calendar of events. Programs show its `name`; `producer` is who publishes it.

    `published`: the last published version of each event, by uid.
    """
    known = published or {}
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//{_text(producer)}//{_text(name)}//EN",
        f"X-WR-CALNAME:{_text(name)}",
    ]
    lines += [line for event in events for line in _lines(event, revision_of(event, known.get(event.uid)))] or TIME_ZONE
    return "".join(f"{_fold(line)}\r\n" for line in (*lines, "END:VCALENDAR"))


def _lines(event: Event, revision: Revision) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"DTSTAMP:{event.as_of:%Y%m%d}T000000Z"
    yield f"SEQUENCE:{revision.number}"
    yield from _facts(event)
    if event.url:
        yield f"URL:{event.url}"
    yield "END:VEVENT"


def _facts(event: Event) -> Iterator[str]:
    """Yield the lines with what calendars show of an event, wherever the site is published."""
    yield f"UID:{_text(event.uid)}"
    yield f"STATUS:{'CANCELLED' if event.cancelled else 'CONFIRMED'}"
    yield f"DTSTART:{event.at:%Y%m%dT%H%M%S}Z"
    if event.ends:
        yield f"DTEND:{event.ends:%Y%m%dT%H%M%S}Z"
    else:
        # Without an end it is a point in time (3.6.1); transparent means that it blocks no time (3.8.2.7).
        yield "TRANSP:TRANSPARENT"
    yield f"SUMMARY:{_text(event.summary)}"
    yield f"DESCRIPTION:{_text(event.description)}"


def _text(text: str) -> str:
    """Return a text with its commas, semicolons, backslashes and line breaks escaped (3.3.11)."""
    for character in "\\;,":
        text = text.replace(character, f"\\{character}")
    return "\\n".join(text.splitlines())


def _fold(line: str) -> str:
    """Return a line folded to lines of at most 75 octets; no character is split."""
    pieces = [""]
    for character in line:
        if len((pieces[-1] + character).encode()) > WIDTH:
            pieces.append(" ")
        pieces[-1] += character
    return "\r\n".join(pieces)

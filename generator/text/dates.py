"""Dates in American English: written for readers, and read as people type them.

The names of months are spelled out here, so that no locale changes them.
"""

import datetime as dt
import re

MONTHS = "January February March April May June July August September October November December".split()

DASHES = re.compile("[\u2010-\u2015\u2212]")
"""The characters into which word processors turn a hyphen."""

WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
WEEKDAY = re.compile(r"(mon|tues?|wed|wednes|thu|thurs?|fri|sat|satur|sun)(?:day)?\.?,? ", re.IGNORECASE)
MIDNIGHT = re.compile(r"[T ]0?0:00(?::00(?:\.0+)?)?(?:Z|\+00:00)?")
"""What programs add to a day without a time."""
ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
COMPACT = re.compile(r"(20[0-9][0-9])([0-9][0-9])([0-9][0-9])")
NUMBERS = re.compile(r"([0-9]{1,2}|[0-9]{4}) ?([-/. ]) ?([0-9]{1,2}) ?\2 ?([0-9]{1,2}|[0-9]{4})\.?")
MONTH_FIRST = re.compile(r"([A-Za-z]{3,})\.?[- ]?([0-9]{1,2})(?:st|nd|rd|th)?(?:, ?|[- ])([0-9]{4})", re.IGNORECASE)
DAY_FIRST = re.compile(
    r"(?:the )?([0-9]{1,2})(?:st|nd|rd|th)?[- ]?(?:of )?([A-Za-z]{3,})\.?(?:, ?|[- ])([0-9]{4})", re.IGNORECASE
)
YEAR_WITH_MONTH = re.compile(r"([0-9]{4}),?[- ]([A-Za-z]{3,})\.?[- ]([0-9]{1,2})(?:st|nd|rd|th)?", re.IGNORECASE)

PARTIAL = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2]))?")
MONTH_AND_YEAR = re.compile(
    r"(?:(?:([A-Za-z]{3,})\.?,? ?-?|([0-9]{1,2})[-/.])([0-9]{4})|([0-9]{4})[-/.]([0-9]{1,2}))", re.IGNORECASE
)
"""A month by its name or number with a year, or a year with a month."""

DATE_HINT = "Use year-month-day, as in 2026-05-03."
LONGEST = 40
"""The characters of a text that a message quotes."""


def possible_dates(text: str) -> list[dt.date]:
    """Return the dates that a text can mean: two or more if the day, the month and the year could be swapped."""
    text = MIDNIGHT.sub("", DASHES.sub("-", " ".join(text.split())))
    if match := WEEKDAY.match(text):
        dates = possible_dates(text[match.end() :])
        return [day for day in dates if WEEKDAYS[day.weekday()].startswith(match[1].lower())]
    if match := COMPACT.fullmatch(text):
        return _existing((match[1], match[2], match[3]))
    if match := NUMBERS.fullmatch(text):
        return _from_numbers(match[1], match[3], match[4])
    if match := MONTH_FIRST.fullmatch(text):
        return _existing(*((match[3], month, match[2]) for month in _months(match[1])))
    if match := DAY_FIRST.fullmatch(text):
        return _existing(*((match[3], month, match[1]) for month in _months(match[2])))
    if match := YEAR_WITH_MONTH.fullmatch(text):
        return _existing(*((match[1], month, match[3]) for month in _months(match[2])))
    return []


def explain_date(text: str) -> tuple[str, str] | None:
    """Return what is wrong with a date in a file and how to write it; None if it has the one form: 2026-05-03."""
    dates = possible_dates(text)
    if ISO.fullmatch(text) and dates:
        return None
    forms = " or ".join(day.isoformat() for day in dates)
    shown = text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
    if not dates:
        return f"'{shown}' is not a date.", DATE_HINT
    if len(dates) == 1:
        return f"'{shown}' is not in the form year-month-day.", f"Write {forms}."
    is_one_year = len({day.year for day in dates}) == 1
    days = " or ".join(format_month_day(day) if is_one_year else format_day(day) for day in dates)
    return f"'{shown}' could be {days}.", f"Write {forms}."


def explain_partial_date(text: str) -> tuple[str, str] | None:
    """Return what `explain_date` does; a year, and a year with a month, are right too: 2019, 2019-04."""
    if PARTIAL.fullmatch(text):
        return None
    match = MONTH_AND_YEAR.fullmatch(" ".join(DASHES.sub("-", text).split()))
    numbers = _months(match[1]) if match and match[1] else [int(match[2] or match[5])] if match else []
    if match is None or len(numbers) != 1 or not 1 <= numbers[0] <= 12:
        return explain_date(text)
    return f"'{text}' is not in the form year-month.", f"Write {match[3] or match[4]}-{numbers[0]:02}."


def _from_numbers(first: str, second: str, third: str) -> list[dt.date]:
    """Return the dates that three numbers can mean. A year may have two digits, unless it comes first."""
    if len(first) == 4:
        return _existing((first, second, third)) if len(third) < 4 else []
    year = third if len(third) == 4 else f"20{third}"
    if len(third) not in (2, 4):
        return []
    orders = {*_existing((year, first, second)), *_existing((year, second, first))}
    if len(third) == len(first) == 2:
        orders.update(_existing((f"20{first}", second, third)))
    return sorted(orders)


def _existing(*dates: tuple[str, str | int, str]) -> list[dt.date]:
    """Return the dates (year, month, day) that exist in the calendar."""
    existing = []
    for year, month, day in dates:
        try:
            existing.append(dt.date(int(year), int(month), int(day)))
        except ValueError:
            continue
    return existing


def _months(word: str) -> list[int]:
    """Return the months whose names start with a word: 'Sept' too."""
    return [number for number, name in enumerate(MONTHS, 1) if name.casefold().startswith(word.casefold())]


def format_day(day: dt.date) -> str:
    """Return a day such as 'May 3, 2026'."""
    return f"{MONTHS[day.month - 1]} {day.day}, {day.year}"


def format_partial_day(day: str) -> str:
    """Return '2019', 'April 2019' or 'April 5, 2019': as much of an ISO date as is given."""
    year, *rest = day.split("-")
    if not rest:
        return year
    if len(rest) == 1:
        return f"{MONTHS[int(rest[0]) - 1]} {year}"
    return format_day(dt.date.fromisoformat(day))


def format_month_day(day: dt.date) -> str:
    """Return a day such as 'May 3', for where the year is clear."""
    return f"{MONTHS[day.month - 1]} {day.day}"


def format_days(first: dt.date, last: dt.date) -> str:
    """Return a period such as 'April 1 to May 3, 2027'; one day if both are the same."""
    if first == last:
        return format_day(first)
    if first.year == last.year:
        return f"{format_month_day(first)} to {format_day(last)}"
    return f"{format_day(first)}, to {format_day(last)}"

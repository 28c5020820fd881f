"""Dates in American English. The names of months are spelled out here, so that no locale changes them."""

import datetime as dt

MONTHS = "January February March April May June July August September October November December".split()


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

"""Times of day in the time zones of the United States, where clocks are set twice a year in most places."""

import datetime as dt
from typing import get_args

import pytest

from generator.text.clock import ZoneName, explain_time, possible_times, shown_for, to_utc

SPRING, FALL = dt.date(2028, 3, 12), dt.date(2028, 11, 5)
WITHOUT = (
    "America/Phoenix",
    "Pacific/Honolulu",
    "America/Puerto_Rico",
    "Pacific/Guam",
    "Pacific/Pago_Pago",
)
"""The zones that do not set their clocks."""


@pytest.mark.parametrize(
    ("time", "shown"),
    [
        ("00:00", "00:00"),
        ("01:59", "01:59"),
        ("02:00", "03:00"),
        ("02:30", "03:30"),
        ("02:59", "03:59"),
        ("03:00", "03:00"),
        ("23:59", "23:59"),
    ],
)
@pytest.mark.parametrize("zone", get_args(ZoneName))
def test_an_hour_in_spring_does_not_exist_where_clocks_are_set(zone: ZoneName, time: str, shown: str):
    assert shown_for(SPRING, time, zone) == (time if zone in WITHOUT else shown)
    assert shown_for(SPRING + dt.timedelta(days=1), time, zone) == time
    assert shown_for(FALL, time, zone) == time


def test_a_time_that_occurs_twice_means_the_first():
    """Clocks go from 2 a.m. back to 1 a.m., four and then five hours behind UTC."""
    assert to_utc(FALL, "01:30", "America/New_York") == dt.datetime(2028, 11, 5, 5, 30, tzinfo=dt.UTC)
    assert to_utc(FALL, "02:00", "America/New_York") == dt.datetime(2028, 11, 5, 7, 0, tzinfo=dt.UTC)


TYPED = {
    "17:00": [
        *(
            "17:00",
            "5:00 p.m.",
            "5 pm",
            "5:00 PM",
            "5pm",
            "5 p. m.",
            "5:00\u00a0P.M.",
            " 5  p.m. ",
            "17.00",
            "17:00:00",
        ),
        *("17:00 PM", "05:00 pm"),
    ],
    "05:00": ["05:00", "5 a.m.", "5:00 AM", "5:00am"],
    "12:00": ["12:00", "noon", "Noon", "12 noon", "12:00 noon", "12 p.m.", "12:00 PM"],
    "00:00": ["00:00", "12 a.m.", "12:00 AM", "0:00"],
    "23:59": ["23:59", "11:59 p.m.", "11:59pm"],
}


@pytest.mark.parametrize(("stored", "typed"), [(stored, one) for stored, typed in TYPED.items() for one in typed])
def test_a_time_is_read_as_people_type_it(stored: str, typed: str):
    """It is stored in one form."""
    assert possible_times(typed) == [stored]
    assert explain_time(typed) is None


NOT_TIMES = {
    "5:00": "'5:00' could be in the morning or in the afternoon. Write 17:00 (5 p.m.) or 05:00 (5 a.m.).",
    "9.30": "'9.30' could be in the morning or in the afternoon. Write 21:30 (9:30 p.m.) or 09:30 (9:30 a.m.).",
    "5 p.m. ET": "'5 p.m. ET' has a time zone. Write 17:00 here, and the time zone in 'timezone'.",
    "5:00 PM (Eastern Time)": "'5:00 PM (Eastern Time)' has a time zone. Write 17:00 here, and the time zone in "
    "'timezone'.",
    "midnight": "'midnight' is not a time of day, such as 17:00 or 5 p.m. For the end of the day, delete the line. For "
    "the start of the day, write 00:00.",
    **{
        typed: f"'{typed}' is not a time of day, such as 17:00 or 5 p.m. For 5 p.m., write 17:00."
        for typed in ("5", "17", "1700", "25:00", "11:60 pm", "17:00 a.m.", "0:30 pm", "5 noon", "close of business")
    },
    "x" * 99: f"'{'x' * 40}…' is not a time of day, such as 17:00 or 5 p.m. For 5 p.m., write 17:00.",
}


@pytest.mark.parametrize(("typed", "message"), NOT_TIMES.items())
def test_a_time_that_is_unclear_is_explained(typed: str, message: str):
    assert " ".join(explain_time(typed) or ()) == message

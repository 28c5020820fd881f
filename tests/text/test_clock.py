"""Times of day in the time zones of the United States, where clocks are set twice a year in most places."""

import datetime as dt
from typing import get_args

import pytest

from generator.text.clock import ZoneName, shown_for, to_utc

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

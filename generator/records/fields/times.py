"""Times of day and time zones in records."""

from typing import Annotated

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from generator.records.fields.roles import Role
from generator.records.fields.types import Pattern
from generator.text.clock import STORED_TIME, TIME_WORDS, ZoneName, explain_time, possible_times


def _time_of_day(value: object) -> object:
    """Read a time of day as people type it, and store it in one form: '5 p.m.' is 17:00."""
    if not isinstance(value, str):
        return value
    if explained := explain_time(value):
        raise PydanticCustomError("wrong_format", "{message}", {"message": explained[0], "hint": explained[1]})
    return possible_times(value)[0]


TimeOfDay = Annotated[
    str,
    Pattern(rf"{STORED_TIME.pattern}|(0?[1-9]|1[0-2])(:[0-5][0-9])? ?[AaPp]\.?[Mm]\.?", TIME_WORDS),
    BeforeValidator(_time_of_day),
    Role.NOT_TEXT,
]
"""A time of day: 17:00, or as people type it: 5 p.m. A time zone belongs to it."""
TimeZone = Annotated[ZoneName, Role.NOT_TEXT]
"""A time zone of the United States, by its name in the time zone database."""

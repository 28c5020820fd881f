"""The record of an application period: its opening and closing days, or that none have been announced."""

from typing import Annotated

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from generator.kinds.period.clock import END, START, Span
from generator.records.fields.roles import Role
from generator.records.fields.times import TimeOfDay, TimeZone
from generator.records.fields.types import Date, Ref, Text, Year
from generator.records.record import Record
from generator.text.clock import format_clock, shown_for
from generator.text.dates import MONTHS, format_day


class Period(Record):
    """When applications for a pathway open and close, or that no dates have been announced."""

    pathway: Annotated[str, Ref("pathways")]
    opens: Date | None = None
    """The first day to apply."""
    closes: Date | None = None
    """The last day to apply."""
    timezone: TimeZone | None = None
    """The time zone of the dates, such as America/New_York. A time that occurs twice there, on the day when clocks are
    set back, means the first."""
    opens_at: TimeOfDay | None = None
    """The opening time, if a source gives one. Otherwise applications open at the start of the day."""
    closes_at: TimeOfDay | None = None
    """The closing time, if a source gives one. Otherwise applications close at the end of the day."""
    cancelled: bool = False
    """True if the period was canceled after its dates were announced. Pages, the calendar and the feed say so."""
    last_known_year: Annotated[Year | None, Role.PROGRAM_YEAR] = None
    """If no dates have been announced: the last year in which a source shows that the program was active."""
    note: Text | None = None
    """What readers should know about the dates, or that none were found."""

    @property
    def title(self) -> str:
        """The name shown in search and in lists. It includes the month, because a year may have two periods."""
        title = f"{self.pathway.replace('-', ' ').capitalize()} applications"
        return f"{title}, {MONTHS[self.opens.month - 1]} {self.opens.year}" if self.opens else title

    @property
    def is_announced(self) -> bool:
        """Whether the program has announced dates."""
        return self.opens is not None

    @property
    def span(self) -> Span | None:
        """The dates in their time zone; None if no dates have been announced."""
        if not (self.opens and self.closes and self.timezone):
            return None
        times = (self.opens_at or START, self.closes_at or END)
        return Span(self.opens, self.closes, self.timezone, *times, cancelled=self.cancelled)

    @property
    def order(self) -> tuple[object, ...]:
        """The sort key: newest first."""
        return (-(self.opens.toordinal() if self.opens else 0), self.slug)

    @model_validator(mode="after")
    def _check_dates(self) -> "Period":
        """Check that the period has both days or neither, and a time zone and times only with its days."""
        if (self.opens is None) != (self.closes is None):
            missing = "closes" if self.opens else "opens"
            raise PydanticCustomError(
                "incomplete_period",
                "'{missing}' is missing.",
                {"missing": missing, "hint": "Give both days, or neither if no dates have been announced."},
            )
        if self.opens and not self.timezone:
            raise PydanticCustomError(
                "no_timezone", "The dates have no time zone.", {"hint": "Add 'timezone: America/New_York'."}
            )
        for name in ("opens_at", "closes_at", "cancelled"):
            if not self.opens and getattr(self, name):
                raise PydanticCustomError(
                    "dates_missing",
                    "'{name}' needs the dates of the period.",
                    {"name": name, "hint": "Add 'opens' and 'closes', or delete this line.", "at": (name,)},
                )
        return self

    @model_validator(mode="after")
    def _check_clock(self) -> "Period":
        """Check that clocks in the time zone show the times on those days: they skip an hour each spring."""
        for name, day, time in (("opens_at", self.opens, self.opens_at), ("closes_at", self.closes, self.closes_at)):
            shown = shown_for(day, time, self.timezone) if day and time and self.timezone else time
            if day and time and shown and shown != time:
                raise PydanticCustomError(
                    "skipped_time",
                    "{clock} does not exist on {day} in this time zone: clocks are set forward and skip that hour.",
                    {
                        "clock": format_clock(time),
                        "day": format_day(day),
                        "hint": f"Use '{shown}', or check the time and the day in the announcement.",
                        "at": (name,),
                    },
                )
        return self

    @model_validator(mode="after")
    def _check_order(self) -> "Period":
        """Check that the period opens before it closes, and does not close at the start of its last day."""
        if self.closes_at == START:
            raise PydanticCustomError(
                "closes_at_midnight",
                "00:00 is the start of the closing day.",
                {
                    "hint": "Delete the line. Without it, the period closes at the end of that day.",
                    "at": ("closes_at",),
                },
            )
        if self.span and self.span.closes <= self.span.opens:
            field, values = ("closes_at", "times") if self.opens == self.closes else ("closes", "days")
            raise PydanticCustomError(
                "date_order", "The period closes before it opens.", {"hint": f"Check both {values}.", "at": (field,)}
            )
        return self

"""One time in which the program takes applications: its two days, or that none are announced."""

from typing import Annotated

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from generator.kinds.period.clock import END, START, Span, ZoneName
from generator.records.fields.types import Date, Pattern, Ref, Text, Year
from generator.records.record import Record
from generator.text.dates import MONTHS

TimeOfDay = Annotated[str, Pattern(r"([01][0-9]|2[0-3]):[0-5][0-9]", "a time of day, as in 09:00 or 17:00 (5 p.m.)")]


class Period(Record):
    """When applications for a pathway open and close, or that no dates were announced."""

    pathway: Annotated[str, Ref("pathways")]
    opens: Date | None = None
    closes: Date | None = None
    timezone: ZoneName | None = None
    """The zone in which the days begin and end, as in America/New_York."""
    opens_at: TimeOfDay | None = None
    """The time of day, where a source gives one; otherwise it opens as the day begins."""
    closes_at: TimeOfDay | None = None
    """The time of day, where a source gives one; otherwise it closes as the day ends."""
    cancelled: bool = False
    """Called off after its dates were announced: pages, the calendar and the feed go on saying so."""
    last_known_year: Year | None = None
    """Where no dates are announced: the newest year in which a source shows the program at work."""
    note: Text | None = None

    @property
    def title(self) -> str:
        """What search and lists call it. With its month: there may be two in a year."""
        name = self.pathway.replace("-", " ").capitalize()
        called = f"{name} site applications" if self.pathway in ("mentee", "mentor") else f"{name} applications"
        return f"{called}, {MONTHS[self.opens.month - 1]} {self.opens.year}" if self.opens else called

    @property
    def is_announced(self) -> bool:
        """Whether the program has named dates."""
        return self.opens is not None

    @property
    def span(self) -> Span | None:
        """Its days by the clocks of its zone; None while none are announced."""
        if not (self.opens and self.closes and self.timezone):
            return None
        times = (self.opens_at or START, self.closes_at or END)
        return Span(self.opens, self.closes, self.timezone, *times, cancelled=self.cancelled)

    @property
    def order(self) -> tuple[object, ...]:
        """The newest first."""
        return (-(self.opens.toordinal() if self.opens else 0), self.slug)

    @model_validator(mode="after")
    def _dates(self) -> "Period":
        """Both days or neither, and with a zone."""
        if (self.opens is None) != (self.closes is None):
            missing = "closes" if self.opens else "opens"
            raise PydanticCustomError(
                "half_a_period",
                "'{missing}' is missing.",
                {"missing": missing, "hint": "Give both days, or neither while none are announced."},
            )
        if self.opens and not self.timezone:
            raise PydanticCustomError(
                "no_timezone", "The days have no time zone.", {"hint": "Add 'timezone: America/New_York'."}
            )
        for name in ("opens_at", "closes_at", "cancelled"):
            if not self.opens and getattr(self, name):
                raise PydanticCustomError(
                    "no_days",
                    "'{name}' needs the days on which it opens and closes.",
                    {"name": name, "hint": "Add 'opens' and 'closes', or delete this line.", "at": (name,)},
                )
        return self

    @model_validator(mode="after")
    def _order(self) -> "Period":
        """It opens before it closes, and does not close as its last day begins."""
        if self.closes_at == START:
            raise PydanticCustomError(
                "closes_at_midnight",
                "At 00:00 the closing day has only begun.",
                {"hint": "Delete the line: a period without it closes as its last day ends.", "at": ("closes_at",)},
            )
        if self.span and self.span.closes <= self.span.opens:
            at, what = ("closes_at", "times") if self.opens == self.closes else ("closes", "days")
            raise PydanticCustomError(
                "date_order", "The period closes before it opens.", {"hint": f"Check the two {what}.", "at": (at,)}
            )
        return self

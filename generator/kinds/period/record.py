"""One time in which the programme takes applications: its two days, or that none are announced."""

from typing import Annotated

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from generator.fields import Date, Ref, Text, Year
from generator.kind import Record


class Period(Record):
    """When applications for a pathway open and close, or that no dates were announced."""

    pathway: Annotated[str, Ref("pathways")]
    opens: Date | None = None
    closes: Date | None = None
    timezone: Text | None = None
    """The zone in which the days begin and end, as in America/New_York."""
    last_known_year: Year | None = None
    """Where no dates are announced: the newest year in which a source shows the programme at work."""
    note: Text | None = None

    @property
    def title(self) -> str:
        """What search and lists call it."""
        return f"Applications: {self.pathway.replace('-', ' ')}" + (f", {self.opens.year}" if self.opens else "")

    @property
    def is_announced(self) -> bool:
        """Whether the programme has named dates."""
        return self.opens is not None

    @property
    def order(self) -> tuple[object, ...]:
        """The newest first."""
        return (-(self.opens.toordinal() if self.opens else 0), self.slug)

    @model_validator(mode="after")
    def _dates(self) -> "Period":
        """Both days or neither, in order, and with a zone."""
        if (self.opens is None) != (self.closes is None):
            missing = "closes" if self.opens else "opens"
            raise PydanticCustomError(
                "half_a_period",
                "'{missing}' is missing.",
                {"missing": missing, "hint": "Give both days, or neither while none are announced."},
            )
        if self.opens and self.closes and self.closes < self.opens:
            raise PydanticCustomError(
                "date_order", "The period closes before it opens.", {"hint": "Check the two days.", "at": ("closes",)}
            )
        if self.opens and not self.timezone:
            raise PydanticCustomError(
                "no_timezone", "The days have no time zone.", {"hint": "Add 'timezone: America/New_York'."}
            )
        return self

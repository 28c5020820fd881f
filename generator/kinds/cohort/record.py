"""The record of a cohort: the sites of one year as a source counts or locates them, named or not."""

from typing import Annotated

from generator.records.fields.roles import Role
from generator.records.fields.types import Prose, Text, Year
from generator.records.record import Record
from generator.text.us_states import State


class Cohort(Record):
    """The sites that took part in a year. A source may give only their number or their states, not their names."""

    year: Annotated[Year, Role.PROGRAM_YEAR]
    summary: Annotated[Text, Role.SUMMARY]
    """One sentence: how many sites, in which role, and according to whom."""
    body: Annotated[Prose | None, Role.BODY] = None
    mentor_states: tuple[State, ...] = ()
    """The states where, according to a source, a mentor site of this year is located."""

    @property
    def title(self) -> str:
        """The name shown in search and in lists."""
        return f"Sites in {self.year}"

    @property
    def order(self) -> tuple[object, ...]:
        """The sort key: by year, earliest first."""
        return (self.year, self.slug)

"""The sites of one year as a source counts or places them, named or not."""

from generator.records.fields.types import Prose, Text, Year
from generator.records.record import Record
from generator.text.us_states import State


class Cohort(Record):
    """Who took part in a year. A source may give a number, or states, and leave the names out."""

    year: Year
    summary: Text
    """One sentence: how many sites, of which role, and who says so."""
    body: Prose | None = None
    mentor_states: tuple[State, ...] = ()
    """The states in which a source places a mentor site of this year."""

    @property
    def title(self) -> str:
        """What search and lists call it."""
        return f"Sites in {self.year}"

    @property
    def order(self) -> tuple[object, ...]:
        """By year, the first one first."""
        return (self.year, self.slug)

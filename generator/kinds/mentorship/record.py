"""One pairing of a mentor site and a mentee site that a source states."""

from typing import Annotated

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from generator.records.fields.coordinates import Coordinates, check_town
from generator.records.fields.types import Prose, Ref, StrictModel, Text, Year
from generator.records.record import Record
from generator.text.us_states import STATES, State


class Unnamed(StrictModel):
    """A mentee organization that the source describes without naming it."""

    description: Text
    city: Text | None = None
    state: State | None = None
    coordinates: Coordinates | None = None
    """The town's, never a street's; leave them out, and they are looked up."""

    @property
    def called(self) -> str:
        """The description with its town and state, as far as it does not name the town itself."""
        if not self.city or self.city in self.description:
            return self.description
        return f"{self.description} in {self.city}{f', {STATES[self.state]}' if self.state else ''}"

    @model_validator(mode="after")
    def _place(self) -> "Unnamed":
        """Coordinates stand with their town."""
        check_town(self.city, self.coordinates)
        return self


class Mentorship(Record):
    """Who learned from whom, and what a source says happened."""

    name: Text | None = None
    """What search and lists call it: the two organizations, and the year where it is known."""
    year: Year | None = None
    mentor: Annotated[str, Ref("sites")]
    mentee: Annotated[str, Ref("sites")] | None = None
    mentee_unnamed: Unnamed | None = None
    focus: Text | None = None
    """As it reads after the word 'Focus:', such as 'peer services in prisons'."""
    what_happened: Prose | None = None

    @property
    def title(self) -> str:
        """Its name; else its slug, which names both organizations."""
        return self.name or self.slug.replace("-", " ")

    @property
    def order(self) -> tuple[object, ...]:
        """The newest first; a pairing without a year comes last."""
        return (-(self.year or 0), self.slug)

    @model_validator(mode="after")
    def _one_mentee(self) -> "Mentorship":
        """A pairing has one mentee: named, or described where the source does not name it."""
        if (self.mentee is None) == (self.mentee_unnamed is None):
            raise PydanticCustomError(
                "one_mentee",
                "Give either 'mentee' or 'mentee_unnamed'.",
                {"hint": "Use 'mentee_unnamed' only where the source gives no name."},
            )
        if self.mentee == self.mentor:
            raise PydanticCustomError(
                "paired_with_itself",
                "'{got}' cannot be its own mentor.",
                {"got": self.mentee, "hint": "Check which site learned from which.", "at": ("mentee",)},
            )
        return self

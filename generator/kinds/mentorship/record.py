"""The record of a mentorship: a mentor site and a mentee site that a source pairs."""

from typing import Annotated

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from generator.records.fields.coordinates import Coordinates, check_town
from generator.records.fields.roles import Role
from generator.records.fields.types import Prose, Ref, StrictModel, Text, Year
from generator.records.record import Record
from generator.text.us_states import STATES, State


class Unnamed(StrictModel):
    """A mentee site that the source describes but does not name."""

    description: Text
    city: Annotated[Text | None, Role.CITY] = None
    state: Annotated[State | None, Role.STATE] = None
    coordinates: Annotated[Coordinates | None, Role.COORDINATES] = None
    """The coordinates of the town, never of a street. Leave them out to have them looked up."""

    @property
    def called(self) -> str:
        """The description, followed by the town and state unless it already names the town."""
        if not self.city or self.city in self.description:
            return self.description
        return f"{self.description} in {self.city}{f', {STATES[self.state]}' if self.state else ''}"

    @model_validator(mode="after")
    def _place(self) -> "Unnamed":
        """Check that coordinates come with a town."""
        check_town(self.city, self.coordinates)
        return self


class Mentorship(Record):
    """Which mentee site learned from which mentor site, and what happened according to the sources."""

    name: Annotated[Text | None, Role.NAME] = None
    """The name shown in search and in lists: the two organizations, and the year if it is known."""
    year: Annotated[Year | None, Role.PROGRAM_YEAR] = None
    mentor: Annotated[str, Ref("sites")]
    mentee: Annotated[Annotated[str, Ref("sites", instead="mentee_unnamed")] | None, Role.EXPECTED] = None
    """The mentee site. If no source names it, delete this line and use `mentee_unnamed`."""
    mentee_unnamed: Unnamed | None = None
    focus: Text | None = None
    """What the mentorship was about, as it reads after 'Focus:', such as 'peer services in prisons'."""
    what_happened: Prose | None = None

    @property
    def title(self) -> str:
        """The name, or else the slug, which names both organizations."""
        return self.name or self.slug.replace("-", " ")

    @property
    def order(self) -> tuple[object, ...]:
        """The sort key: newest first, mentorships without a year last."""
        return (-(self.year or 0), self.slug)

    @model_validator(mode="after")
    def _one_mentee(self) -> "Mentorship":
        """Check that there is exactly one mentee site, named or described, and that it is not the mentor site."""
        if (self.mentee is None) == (self.mentee_unnamed is None):
            raise PydanticCustomError(
                "one_mentee",
                "Give either 'mentee' or 'mentee_unnamed'.",
                {"hint": "Use 'mentee_unnamed' only if the source gives no name."},
            )
        if self.mentee == self.mentor:
            raise PydanticCustomError(
                "paired_with_itself",
                "'{got}' cannot be its own mentor.",
                {"got": self.mentee, "hint": "Check which site learned from which.", "at": ("mentee",)},
            )
        return self

"""What is known of one organization that a public document names as a mentor or mentee site."""

from typing import Annotated, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from generator.records.fields.coordinates import Coordinates, check_town
from generator.records.fields.officials import Official
from generator.records.fields.types import Choice, Date, Pattern, Prose, Sourced, StrictModel, Text, Url, Year
from generator.records.record import Record
from generator.text.us_states import State

FIRST_YEAR = 2019
"""The year in which the initiative began (Altarum, "Mentoring Initiative Fosters Recovery Through Peer Support")."""


class Listing(StrictModel):
    """Why the organization is listed."""

    status: Literal["public_source", "agreed", "removed"]
    on: Date | None = None
    """The day on which the organization agreed, or asked to be removed."""


class Contact(StrictModel):
    """A role's mailbox, never a person's; shown only where the organization agreed."""

    role: Text
    email: Annotated[str, Pattern(r"[^@\s]+@[^@\s]+\.[^@\s]+", "a mailbox, as in peers@example.org")]


class Availability(StrictModel):
    """Whether the site could mentor now, in its own words and with its date."""

    status: Literal["accepting", "not_now"]
    as_of: Date


class Site(Record):
    """An organization named in public as a mentor site, a mentee site or both. What is left out is unknown."""

    name: Text
    short_name: Text | None = None
    summary: Text
    """One sentence: who they are and what their peers do."""
    body: Prose | None = None
    city: Text | None = None
    state: State
    coordinates: Coordinates | None = None
    """The town's, never a street address. A pull request gets them by itself."""
    place_served: Sourced[Text] | None = None
    """The county, city or region in which its peers work, as a source names it."""
    roles: Annotated[tuple[Sourced[Literal["mentor", "mentee"]], ...], Field(min_length=1)]
    """Whether a source names it as a mentor site, as a mentee site, or as both."""
    mentor_years: tuple[Sourced[Year], ...] = ()
    """The years in which a source names it as a mentor site."""
    mentee_years: tuple[Sourced[Year], ...] = ()
    """The years in which a source names it as a mentee site."""
    community_types: tuple[Sourced[Choice], ...] = ()
    """What kind of community it serves."""
    org_type: Sourced[Choice] | None = None
    """What kind of organization it is."""
    settings: tuple[Sourced[Choice], ...] = ()
    """Where its peers work."""
    intercepts: tuple[Sourced[Choice], ...] = ()
    """Points of the Sequential Intercept Model that a source names; never mapped by us."""
    populations: tuple[Sourced[Choice], ...] = ()
    """The people whom its peers work with."""
    program_types: tuple[Sourced[Choice], ...] = ()
    """What kind of program its peers work in."""
    services: tuple[Sourced[Choice], ...] = ()
    """What its peers do."""
    strengths: tuple[Sourced[Text], ...] = ()
    """What a source says that it does well."""
    officials: tuple[Official, ...] = ()
    """Officials whom the program's own article or page names. Peers and anyone in recovery are never named."""
    website: Url | None = None
    listing: Listing
    contact: Contact | None = None
    availability: Availability | None = None

    @property
    def called(self) -> str:
        """The name that fits in a line."""
        return self.short_name or self.name

    @property
    def is_mentor(self) -> bool:
        """Whether a source names it as a mentor site."""
        return any(role.value == "mentor" for role in self.roles)

    @property
    def is_mentee(self) -> bool:
        """Whether a source names it as a mentee site."""
        return any(role.value == "mentee" for role in self.roles)

    @property
    def is_hidden(self) -> bool:
        """Whether the organization asked not to be listed."""
        return self.listing.status == "removed"

    @model_validator(mode="after")
    def _consent(self) -> "Site":
        """A mailbox or an availability is shown only where the organization agreed to be listed."""
        for name in ("contact", "availability"):
            if getattr(self, name) is not None and self.listing.status != "agreed":
                raise PydanticCustomError(
                    "without_consent",
                    "'{name}' needs the organization's consent.",
                    {
                        "name": name,
                        "hint": "Delete it, or set listing.status to 'agreed' once they have.",
                        "at": (name,),
                    },
                )
        return self

    @model_validator(mode="after")
    def _place(self) -> "Site":
        """Coordinates stand with their town."""
        check_town(self.city, self.coordinates)
        return self

    @model_validator(mode="after")
    def _years(self) -> "Site":
        """A year belongs to a role that the record names."""
        for role, years in (("mentor", self.mentor_years), ("mentee", self.mentee_years)):
            if years and not any(fact.value == role for fact in self.roles):
                raise PydanticCustomError(
                    "year_without_role",
                    "'{role}_years' is given, but 'roles' does not name '{role}'.",
                    {"role": role, "hint": "Add the role with its source.", "at": (f"{role}_years",)},
                )
            _check_order(f"{role}_years", [fact.value for fact in years])
        return self


def _check_order(field: str, years: list[int]) -> None:
    """No year is before the initiative began, and each stands once, in order."""
    for number, year in enumerate(years):
        at = (field, number)
        if year < FIRST_YEAR:
            raise PydanticCustomError(
                "year_too_early",
                "{year} is before the initiative began in {first}.",
                {"year": year, "first": FIRST_YEAR, "hint": "Check the source.", "at": at},
            )
        if number and year <= years[number - 1]:
            raise PydanticCustomError(
                "year_order",
                "{year} stands after {before}.",
                {"year": year, "before": years[number - 1], "hint": "Put the years in order, each once.", "at": at},
            )

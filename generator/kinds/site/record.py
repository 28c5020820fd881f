"""The record of a site: an organization that public documents name as a mentor site or a mentee site."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from generator.records.fields.coordinates import Coordinates, check_town
from generator.records.fields.officials import Official
from generator.records.fields.roles import Role
from generator.records.fields.rules import rule
from generator.records.fields.types import Choice, Date, Pattern, Prose, Sourced, StrictModel, Text, Url, Year
from generator.records.record import Record
from generator.text.us_states import State


class Listing(StrictModel):
    """Why the organization is listed, or that it was removed at its request."""

    status: Literal["public_source", "agreed", "removed"]
    on: Date | None = None
    """The date on which the organization agreed to be listed or asked to be removed."""

    @model_validator(mode="after")
    def _dated(self) -> "Listing":
        """Check that consent and a request for removal have a date."""
        if self.status != "public_source" and self.on is None:
            what = "agreed to be listed" if self.status == "agreed" else "asked to be removed"
            raise PydanticCustomError(
                "listing_without_date",
                "'listing' does not say when the organization {what}.",
                {"what": what, "hint": "Add 'on:' under 'listing:', with the date, as in 2026-05-03."},
            )
        return self


class SiteContact(StrictModel):
    """The mailbox of a role, never of a person. Shown only if the organization agreed to be listed."""

    role: Text
    email: Annotated[
        str, Pattern(r"[^@\s]+@[^@\s]+\.[^@\s]+", "an email address, as in peers@example.org"), Role.PUBLIC_EMAIL
    ]


class Availability(StrictModel):
    """Whether the site says that it can mentor now, and the date on which it said so."""

    status: Literal["accepting", "not_now"]
    as_of: Date


class Site(Record):
    """An organization that public documents name as a mentor site, a mentee site or both. Missing means unknown."""

    name: Annotated[Text, Role.NAME]
    """Its full name, as it writes it."""
    short_name: Annotated[Text | None, Role.SHORT_NAME] = None
    """A shorter name, for lists and menus."""
    summary: Annotated[Text, Role.SUMMARY]
    """One sentence: who they are and what their peers do."""
    body: Annotated[Prose | None, Role.BODY, Role.EXPECTED] = None
    """More about them: how the work is done, and facts that have no field of their own."""
    city: Annotated[Text | None, Role.CITY, Role.EXPECTED] = None
    """The town, without the state."""
    state: Annotated[State, Role.STATE]
    coordinates: Annotated[Coordinates | None, Role.COORDINATES] = None
    """The coordinates of the town, never of a street address. A pull request adds them automatically."""
    place_served: Sourced[Text] | None = None
    """The county, city or region where its peers work, as a source names it."""
    roles: Annotated[tuple[Sourced[Literal["mentor", "mentee"]], ...], Field(min_length=1)]
    """Whether sources name it as a mentor site, a mentee site or both."""
    mentor_years: Annotated[tuple[Sourced[Year], ...], Role.PROGRAM_YEAR] = ()
    """The years in which it was a mentor site, according to a source."""
    mentee_years: Annotated[tuple[Sourced[Year], ...], Role.PROGRAM_YEAR] = ()
    """The years in which it was a mentee site, according to a source."""
    community_types: tuple[Sourced[Choice], ...] = ()
    """What kind of community it serves."""
    org_type: Sourced[Choice] | None = None
    """What kind of organization it is."""
    settings: tuple[Sourced[Choice], ...] = ()
    """Where its peers work."""
    intercepts: tuple[Sourced[Choice], ...] = ()
    """Points of the Sequential Intercept Model that a source names. Do not infer them."""
    populations: tuple[Sourced[Choice], ...] = ()
    """The people its peers work with."""
    program_types: tuple[Sourced[Choice], ...] = ()
    """What kind of program its peers work in."""
    services: tuple[Sourced[Choice], ...] = ()
    """What its peers do."""
    strengths: tuple[Sourced[Text], ...] = ()
    """What it does well, according to a source."""
    officials: Annotated[tuple[Official, ...], Role.OFFICIALS] = ()
    """Officials whom the program's own article or page names. Never name peers or anyone in recovery."""
    website: Annotated[Url | None, Role.WEBSITE] = None
    listing: Annotated[Listing, Role.ADMINISTRATIVE]
    contact: SiteContact | None = None
    availability: Availability | None = None

    @property
    def called(self) -> str:
        """The short name if there is one, otherwise the full name."""
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
        """Whether the organization asked to be removed from the list."""
        return self.listing.status == "removed"

    @rule
    def _check_consent(self) -> Iterator[PydanticCustomError]:
        """Require consent for a contact and for availability."""
        for name in ("contact", "availability"):
            if getattr(self, name) is not None and self.listing.status != "agreed":
                yield PydanticCustomError(
                    "without_consent",
                    "'{name}' needs the organization's consent.",
                    {
                        "name": name,
                        "hint": "Delete it, or set listing.status to 'agreed' once the organization has agreed.",
                        "at": (name,),
                    },
                )

    @model_validator(mode="after")
    def _check_place(self) -> "Site":
        """Require a town for coordinates."""
        check_town(self.city, self.coordinates)
        return self

    @rule
    def _check_years(self) -> Iterator[PydanticCustomError]:
        """Require a role for its years, and check their order."""
        for role, years in (("mentor", self.mentor_years), ("mentee", self.mentee_years)):
            if years and not any(fact.value == role for fact in self.roles):
                yield PydanticCustomError(
                    "year_without_role",
                    "'{role}_years' is set, but 'roles' does not include '{role}'.",
                    {"role": role, "hint": "Add the role with its source.", "at": (f"{role}_years",)},
                )
            yield from _check_order(f"{role}_years", [fact.value for fact in years])


def _check_order(field: str, years: list[int]) -> Iterator[PydanticCustomError]:
    """Check that the years ascend without repeats."""
    for number, year in enumerate(years):
        if number and year <= years[number - 1]:
            yield PydanticCustomError(
                "year_order",
                "{year} is listed after {before}.",
                {
                    "year": year,
                    "before": years[number - 1],
                    "hint": "List years from earliest to latest, each once.",
                    "at": (field, number),
                },
            )

"""The record of a success story, with the consent that it is based on."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from generator.records.fields.officials import Official
from generator.records.fields.person_roles import PersonRole
from generator.records.fields.roles import Role
from generator.records.fields.rules import rule
from generator.records.fields.types import AnySourced, Date, Prose, Ref, StrictModel, Text, Year
from generator.records.record import Record

RENAMED = {"published_by_programme": "published_by_program"}
"""Former values, which are still read."""


class Consent(StrictModel):
    """Why the story may be published. Never keep signed consent forms in this repository."""

    basis: Annotated[
        Literal["published_by_program", "signed"],
        BeforeValidator(lambda value: RENAMED.get(value, value) if isinstance(value, str) else value),
    ]
    source: Text | None = None
    """Where the program published the story."""
    date: Date | None = None
    """The date of the signature."""
    scope: Text
    """What the consent covers."""
    withdrawn_on: Date | None = None


class Person(StrictModel):
    """Someone in the story, by role. Give the name only if that person signed a consent form."""

    role: PersonRole
    name: Annotated[Text | None, Role.VERBATIM] = None
    signed_on: Date | None = None


class Quote(AnySourced):
    """What someone said, word for word, with the speaker's role."""

    text: Text
    """The words, without quotation marks around them."""
    by_role: PersonRole
    """Who said it, by role."""

    @model_validator(mode="after")
    def _sourced(self) -> "Quote":
        """Check that the quotation names its source, even if the story has only one."""
        if not self.source:
            raise PydanticCustomError(
                "quote_without_source",
                "This quotation does not name its source.",
                {"hint": "Add 'source:' with the id of a source of this record."},
            )
        return self


class SuccessStory(Record):
    """What happened at a site or in a mentorship, and what it showed."""

    name: Annotated[Text, Role.NAME]
    summary: Annotated[Text, Role.SUMMARY]
    body: Annotated[Prose, Role.BODY]
    sites: Annotated[tuple[Annotated[str, Ref("sites")], ...], Field(min_length=1)]
    mentorships: tuple[Annotated[str, Ref("mentorships")], ...] = ()
    support_types: tuple[Annotated[str, Ref("support-types")], ...] = ()
    year: Year | None = None
    """The year of the events, if a source gives it."""
    people: tuple[Person, ...] = ()
    officials: Annotated[tuple[Official, ...], Role.OFFICIALS] = ()
    """Officials named in the program's own article or page. Everyone else in the story belongs in `people`."""
    quotes: Annotated[tuple[Quote, ...], Role.VERBATIM] = ()
    """What people said, word for word. The story itself is in our own words."""
    consent: Annotated[Consent, Role.ADMINISTRATIVE]

    @property
    def is_hidden(self) -> bool:
        """Whether the consent was withdrawn."""
        return self.consent.withdrawn_on is not None

    @rule
    def _check_consent(self) -> Iterator[PydanticCustomError]:
        """Check that the consent says where the story was published, or when the consent was signed."""
        if self.consent.basis == "published_by_program" and not self.consent.source:
            yield PydanticCustomError(
                "consent_without_source",
                "The consent does not say where the program published the story.",
                {"hint": "Add 'source:' under 'consent:'.", "at": ("consent",)},
            )
        if self.consent.basis == "signed" and not self.consent.date:
            yield PydanticCustomError(
                "consent_without_date",
                "The consent does not say when it was signed.",
                {"hint": "Add 'date:' under 'consent:'.", "at": ("consent",)},
            )

    @rule
    def _check_people(self) -> Iterator[PydanticCustomError]:
        """Check that people are named only if they signed a consent form."""
        for number, person in enumerate(self.people):
            if person.name and not person.signed_on:
                yield PydanticCustomError(
                    "named_without_consent",
                    "'{got}' is named without consent.",
                    {
                        "got": person.name,
                        "hint": "Give only the role, or add 'signed_on:' with the date of the signature.",
                        "at": ("people", number, "name"),
                    },
                )

"""One story of a mentorship or a site, told only with consent."""

import re
from typing import Annotated, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from generator.records.fields.officials import Official
from generator.records.fields.types import AnySourced, Date, Prose, Ref, StrictModel, Text, Year
from generator.records.record import Record

QUOTATION = re.compile(r"(?m)^ {0,3}>")
"""A line that Markdown sets as a quotation."""


class Consent(StrictModel):
    """Why the story may be told. Signed consent forms are never kept with the records."""

    basis: Literal["published_by_programme", "signed"]
    source: Text | None = None
    """Where the program published it."""
    date: Date | None = None
    """The day of the signature."""
    scope: Text
    """What the consent covers."""
    withdrawn_on: Date | None = None


class Person(StrictModel):
    """Someone in the story, by role. A name needs that person's own signature."""

    role: Text
    name: Text | None = None
    signed_on: Date | None = None


class Quote(AnySourced):
    """What someone said, word for word, with the speaker's role."""

    text: Text
    """The words, without quotation marks around them."""
    by_role: Text
    """Who said it, by role."""

    @model_validator(mode="after")
    def _sourced(self) -> "Quote":
        """Its source is named, also where the story has one only."""
        if not self.source:
            raise PydanticCustomError(
                "quote_without_source",
                "This quotation does not say where it can be read.",
                {"hint": "Add 'source:' with the id of a source of this record."},
            )
        return self


class SuccessStory(Record):
    """What happened, where, and what it showed."""

    name: Text
    summary: Text
    body: Prose
    sites: Annotated[tuple[Annotated[str, Ref("sites")], ...], Field(min_length=1)]
    mentorships: tuple[Annotated[str, Ref("mentorships")], ...] = ()
    support_types: tuple[Annotated[str, Ref("support-types")], ...] = ()
    year: Year | None = None
    """When it happened, where a source says so."""
    people: tuple[Person, ...] = ()
    officials: tuple[Official, ...] = ()
    """Officials whom the program's own article or page names. Everyone else in the story belongs in `people`."""
    quotes: tuple[Quote, ...] = ()
    """Words of others that may be repeated; what the story tells of them is in its own words."""
    consent: Consent

    @property
    def is_hidden(self) -> bool:
        """Whether the consent was withdrawn."""
        return self.consent.withdrawn_on is not None

    @model_validator(mode="after")
    def _consented(self) -> "SuccessStory":
        """A published story names its publication, a signed one its day, and a person is named only by signature."""
        if self.consent.basis == "published_by_programme" and not self.consent.source:
            raise PydanticCustomError(
                "consent_without_source",
                "The consent does not say where the program published the story.",
                {"hint": "Add 'source:' below 'consent:'.", "at": ("consent",)},
            )
        if self.consent.basis == "signed" and not self.consent.date:
            raise PydanticCustomError(
                "consent_without_date",
                "The consent does not say when it was signed.",
                {"hint": "Add 'date:' below 'consent:'.", "at": ("consent",)},
            )
        for number, person in enumerate(self.people):
            if person.name and not person.signed_on:
                raise PydanticCustomError(
                    "named_without_consent",
                    "'{got}' is named without consent.",
                    {
                        "got": person.name,
                        "hint": "Give the role only, or add 'signed_on:' with the day of the signature.",
                        "at": ("people", number, "name"),
                    },
                )
        return self

    @model_validator(mode="after")
    def _quoted(self) -> "SuccessStory":
        """What someone said stands with its speaker's role and its source, never in the text alone."""
        if QUOTATION.search(self.body):
            raise PydanticCustomError(
                "quotation_in_text",
                "A quotation stands in the text.",
                {"hint": "Move it to 'quotes', with 'by_role' and its source.", "at": ("body",)},
            )
        return self

"""The fields that records of every kind share: sources, fact status, reviews and retirement."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from generator.records.fields.citations import Citation, Cited, SourceEntry, SourceRef
from generator.records.fields.officials import Official
from generator.records.fields.person_roles import PersonRole
from generator.records.fields.roles import NAMES, Role, fields_with, texts_of
from generator.records.fields.types import Date, StrictModel, Text, Url
from generator.text.dates import format_day

INJECTED = ("kind", "slug")
"""The fields that a record takes from its folder and its file name, never from its text."""


class Review(StrictModel):
    """The last check of the record by the program's staff: the date and the reviewer's role."""

    on: Date
    """The date of the check."""
    by_role: PersonRole
    """The reviewer's role at the program, never a name."""


class Retired(StrictModel):
    """Why the record is out of date. Its page stays online and shows this."""

    on: Date
    """The date from which it no longer applies."""
    why: Text
    """Why it no longer applies, in one sentence. Readers see it."""
    see: Url | None = None
    """The address of what applies now."""


class Record(StrictModel):
    """Base class of all records. `kind` and `slug` come from the file's path."""

    kind: str
    slug: str
    sources: Annotated[tuple[SourceEntry, ...], Field(min_length=1), Role.NOT_TEXT]
    """Where the facts come from: the name of a file in data/sources/, or a whole document with the date you read
    it."""
    fact_status: Annotated[
        Literal["confirmed", "from_source", "needs_confirmation", "placeholder"], Role.ADMINISTRATIVE
    ]
    """`from_source`: you read it in a source. `confirmed`: the people it describes confirmed it.
    `needs_confirmation`: someone has to check it. `placeholder`: an invented example."""
    reviewed: Annotated[Review | None, Role.ADMINISTRATIVE] = None
    review_every: Annotated[int, Field(ge=1, le=60)] | None = None
    """Months until the next review is due."""
    retired: Retired | None = None

    @property
    def title(self) -> str:
        """The title on pages and in lists. A kind whose records have no name defines its own."""
        return self.first(Role.NAME, Role.TITLE) or self.slug

    @property
    def names(self) -> tuple[str, ...]:
        """Every name by which texts may call what the record describes, the title first."""
        return tuple(dict.fromkeys((self.title, *self.texts(*NAMES))))

    def texts(self, *roles: Role) -> Iterator[str]:
        """Yield the texts of the fields that have one of these roles, in the order of the class."""
        return texts_of(self, *roles)

    def first(self, *roles: Role) -> str | None:
        """Return the first of these texts; None if there is none."""
        return next(texts_of(self, *roles), None)

    @property
    def place_in_list(self) -> int:
        """The position among the choices of a field; 0 if it has none."""
        return next((getattr(self, name) for name in fields_with(type(self), Role.POSITION)), 0)

    @property
    def named_officials(self) -> tuple[Official, ...]:
        """The officials whom it may name."""
        return next((getattr(self, name) for name in fields_with(type(self), Role.OFFICIALS)), ())

    @property
    def is_open_question(self) -> bool:
        """Whether a field says that no source states something."""
        return any(getattr(self, name) for name in fields_with(type(self), Role.OPEN_QUESTION))

    @property
    def order(self) -> tuple[object, ...]:
        """The sort key of the record in lists."""
        return (self.title.casefold(), self.slug)

    @property
    def is_hidden(self) -> bool:
        """Whether the record was taken down at the request of the people it describes: only a neutral page is left."""
        return False

    @property
    def is_findable(self) -> bool:
        """Whether search and the list of all pages have an entry for the record."""
        return True

    @property
    def read_on(self) -> dt.date:
        """The latest date on which one of the sources was read."""
        return max((citation.seen_on for citation in self.citations), default=dt.date.min)

    @property
    def basis(self) -> str:
        """The sentence that says what the record is based on."""
        if self.fact_status == "placeholder":
            return "This is placeholder text until the program supplies the facts."
        return f"Based on public documents, last checked {format_day(self.read_on)}."

    @property
    def checked_on(self) -> dt.date:
        """The latest date on which someone read a source, or reviewed or retired the record."""
        return max([self.read_on, *(event.on for event in (self.reviewed, self.retired) if event)])

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The sources as documents. The catalog has replaced every reference by the document that it names."""
        return tuple(entry for entry in self.sources if isinstance(entry, Citation))

    @model_validator(mode="after")
    def _check_confirmation(self) -> Record:
        """Facts are confirmed by someone, on some day."""
        if self.fact_status == "confirmed" and self.reviewed is None:
            raise PydanticCustomError(
                "confirmed_without_review",
                "This record is marked 'confirmed', but does not say when and by whom.",
                {
                    "hint": "Add 'reviewed:' with the date ('on:') and the role of who confirmed it ('by_role:'), or "
                    "use 'from_source'.",
                    "at": ("fact_status",),
                },
            )
        return self


RESERVED = frozenset(name for name in vars(Record) if not name.startswith("_")) - Record.model_fields.keys()
"""What every record has besides fields. No field of a kind may have one of these names."""


class Document(Record):
    """A record that other records cite as their source."""

    def cite(self, entry: SourceRef) -> Cited:
        """Return the document as another record cites it, with the page and date of that record's entry."""
        raise NotImplementedError

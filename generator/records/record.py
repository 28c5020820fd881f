"""What the records of all kinds share: sources, status, reviews."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from generator.base.problems import did_you_mean
from generator.records.fields.citations import Citation, Cited, SourceEntry, SourceRef
from generator.records.fields.types import AnySourced, Date, StrictModel, Text, Url
from generator.records.fields.walk import facts_in
from generator.yaml_files.yaml_source import KeyPath

INJECTED = ("kind", "slug")
"""The fields of a record that its folder and its file's name say."""


class Review(StrictModel):
    """A named person's check at the program: the day and the person's role."""

    on: Date
    by_role: Text


class Retired(StrictModel):
    """Why a record no longer holds; its page stays and says so."""

    on: Date
    why: Text
    see: Url | None = None


class Record(StrictModel):
    """What every kind's records share. `kind` and `slug` come from the file's place, never from its text."""

    kind: str
    slug: str
    sources: Annotated[tuple[SourceEntry, ...], Field(min_length=1)]
    """Where the record's facts were read: the name of a file in data/sources/, or a whole document with the day it was
    read."""
    fact_status: Literal["confirmed", "from_source", "needs_confirmation", "placeholder"]
    """Use `from_source` for what you read in a source. `confirmed`: those it is about confirmed it.
    `needs_confirmation`: someone has to check it. `placeholder`: a made-up example."""
    reviewed: Review | None = None
    review_every: Annotated[int, Field(ge=1, le=60)] | None = None
    """Months after which a check is due again."""
    retired: Retired | None = None

    @property
    def title(self) -> str:
        """What readers call the record."""
        for name in ("name", "label", "question"):
            if name in type(self).model_fields:
                return str(getattr(self, name))
        return self.slug

    @property
    def order(self) -> tuple[Any, ...]:
        """Where the record stands in lists."""
        return (self.title.casefold(), self.slug)

    @property
    def is_hidden(self) -> bool:
        """Whether those it is about asked for it to be taken down: a neutral page stays, and nothing else."""
        return False

    @property
    def is_findable(self) -> bool:
        """Whether search and the list of all pages have an entry for it."""
        return True

    @property
    def read_on(self) -> dt.date:
        """The newest day on which a source was read."""
        return max((citation.seen_on for citation in self.citations), default=dt.date.min)

    @property
    def source_ids(self) -> list[str]:
        """The names by which facts point to its sources."""
        ids = (entry.source if isinstance(entry, SourceRef) else entry.id for entry in self.sources)
        return [name for name in ids if name]

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Its sources as documents. In a catalog every reference has been replaced by what it names."""
        return tuple(entry for entry in self.sources if isinstance(entry, Citation))

    @model_validator(mode="after")
    def _citations(self) -> Record:
        """Every mark points to a source of the record, and a record with several marks every fact."""
        ids = self.source_ids
        for name in ids:
            if ids.count(name) > 1:
                raise PydanticCustomError(
                    "duplicate_source", "Two sources have the id '{got}'.", {"got": name, "at": ("sources",)}
                )
        for path, fact in facts_in(self):
            _check_fact(path, fact, ids, len(self.sources))
        return self


class Document(Record):
    """A record that other records cite as their source."""

    def cite(self, entry: SourceRef) -> Cited:
        """The document as a record cites it."""
        raise NotImplementedError


def check_source(name: str, ids: list[str], at: KeyPath) -> None:
    """Check that a name is one of the ids of a record's sources.

    Raises:
        PydanticCustomError: It is not one of `ids`. The problem is at the path `at`.
    """
    if name not in ids:
        raise PydanticCustomError(
            "unknown_source",
            "'{got}' is not a source of this record.",
            {"got": name, "hint": _how_to_cite(name, ids), "at": at},
        )


def _how_to_cite(name: str, ids: list[str]) -> str:
    """Return the fix for a fact that names a source which is not among the `ids` of its record."""
    listed = f"This record's sources are {', '.join(ids)}. " if ids else ""
    add = f"If it is in data/sources/, add '- {name}' under 'sources:'."
    return did_you_mean(name, ids) or f"{listed}{add} If it is listed by its title, add 'id: {name}' there."


def _check_fact(path: KeyPath, fact: AnySourced, ids: list[str], sources: int) -> None:
    for name in fact.source:
        check_source(name, ids, (*path, "source"))
    if not fact.source and sources > 1:
        raise PydanticCustomError(
            "fact_without_source",
            "This fact does not say which source states it.",
            {"hint": "Write 'value:' and 'source:' on two lines; see 'Sources' in CONTRIBUTING.md.", "at": path},
        )

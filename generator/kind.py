"""What a room must offer: Record, Kind, and the types that a record's fields may have."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Generic, Literal, TypeVar
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, GetCoreSchemaHandler, model_validator
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from generator.load import KeyPath
from generator.problems import Problem

if TYPE_CHECKING:
    from generator.catalog import Catalog

T = TypeVar("T")

ROOT = "\ue000"
"""Stands for the way to the site's root in every body, until the page's depth is known.

A private character, which load.py refuses in records and prose: no text can contain it by chance.
"""

RAW_HTML = re.compile(r"<(?=[a-zA-Z/!?])")
SCHEMES = ("https", "http", "mailto", "tel", "sms")


class Prose(str):
    """A text in Markdown. The type is the permission: every other text is escaped."""

    __slots__ = ()

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(cls, core_schema.str_schema(min_length=1))


class Link(str):
    """The slug of another record, knowing which kind of record it must be."""

    ref: Ref

    def __new__(cls, slug: str, ref: Ref) -> Link:
        link = super().__new__(cls, slug)
        link.ref = ref
        return link


@dataclass(frozen=True)
class Ref:
    """The annotation of a field that names a record of another kind, by that kind's data folder."""

    kind: str
    choice: bool = False
    """Whether only records whose `used_by` names this field may be chosen."""

    def __get_pydantic_core_schema__(self, _source: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(lambda slug: Link(slug, self), core_schema.str_schema(min_length=1))


Choice = Annotated[str, Ref("terms", choice=True)]
"""A word of the controlled vocabulary: staff add one by adding a term."""


def _plain(text: str) -> str:
    if RAW_HTML.search(text):
        raise PydanticCustomError("raw_html", "HTML stands in this text.", {"hint": "Write plain words; a '<' needs a space after it."})
    return " ".join(text.split())


def _url(text: str) -> str:
    # A browser drops tabs and line breaks inside an address, so 'java\nscript:' would run.
    parts = urlsplit(text)
    if parts.scheme not in SCHEMES or re.search(r"[\s<>\"'\\]", text):
        found = f"'{parts.scheme}:'" if parts.scheme else f"'{text[:40]}'"
        raise PydanticCustomError("bad_url", "An address must start with https://, not {found}.", {"found": found, "hint": "Copy the whole address from the browser."})
    return text


def _date(value: Any) -> Any:
    """Dates are written one way only, so that 03/04 is never read as April by some and March by others."""
    if isinstance(value, str):
        try:
            if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
                raise ValueError
            return dt.date.fromisoformat(value)
        except ValueError:
            raise PydanticCustomError("wrong_date", "'{got}' is not a date.", {"got": value, "hint": "Write year-month-day, as in 2026-05-03."}) from None
    return value


def _many(value: Any) -> Any:
    """A single value where a list is meant is a list of one: the commonest slip, and harmless."""
    return [value] if isinstance(value, str) else value


Text = Annotated[str, AfterValidator(_plain), Field(min_length=1)]
"""A line of plain words; escaped wherever it is shown."""
Url = Annotated[str, AfterValidator(_url)]
"""A web address (https, http, mailto or tel)."""
Date = Annotated[dt.date, BeforeValidator(_date)]
"""A day, written 2026-05-03."""
Year = Annotated[int, Field(ge=1990, le=2100)]
"""A year of the programme or of a publication."""


class Shape(BaseModel):
    """A group of fields: frozen, and closed to fields it does not name."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Citation(Shape):
    """Where a fact was read."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9-]+$")] | None = None
    """A short name by which a fact of the record points here."""
    title: Text
    url: Url | None = None
    """Missing for a printed document."""
    seen_on: Date


class _Fact(Shape):
    """A value with the source it was read in; written as the value alone where the record has one source."""

    source: Annotated[tuple[str, ...], BeforeValidator(_many)] = ()


class Fact(_Fact, Generic[T]):
    """A sourced value of any type."""

    value: T

    @model_validator(mode="before")
    @classmethod
    def _alone(cls, value: Any) -> Any:
        return value if isinstance(value, (dict, BaseModel)) else {"value": value}


class Review(Shape):
    """A named person's check at the programme: the day and the person's role."""

    on: Date
    by_role: Text


class Retired(Shape):
    """Why a record no longer holds; its page stays and says so."""

    on: Date
    why: Text
    see: Url | None = None


class Record(Shape):
    """What every kind's records share. `kind` and `slug` come from the file's place, never from its text."""

    kind: str
    slug: str
    sources: Annotated[tuple[Citation, ...], Field(min_length=1)]
    fact_status: Literal["confirmed", "from_source", "needs_confirmation", "placeholder"]
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
    def read_on(self) -> dt.date:
        """The newest day on which a source was read."""
        return max(citation.seen_on for citation in self.sources)

    @model_validator(mode="after")
    def _citations(self) -> Record:
        """Every mark points to a source of the record, and a record with several marks every fact."""
        ids = [citation.id for citation in self.sources if citation.id]
        for name in ids:
            if ids.count(name) > 1:
                raise PydanticCustomError("duplicate_source", "Two sources have the id '{got}'.", {"got": name, "at": ("sources",)})
        for path, value in walk(self):
            if isinstance(value, _Fact):
                _check_fact(path, value, ids, len(self.sources))
        return self


def _check_fact(path: KeyPath, fact: _Fact, ids: list[str], sources: int) -> None:
    for name in fact.source:
        if name not in ids:
            raise PydanticCustomError("unknown_source", "'{got}' is not the id of a source of this record.", {"got": name, "allowed": ids, "at": (*path, "source")})
    if not fact.source and sources > 1:
        raise PydanticCustomError("fact_without_source", "This fact does not say which source states it.", {"hint": "Write 'value:' and 'source:' on two lines; see data/README.md.", "at": path})


def walk(value: Any, path: KeyPath = ()) -> Iterator[tuple[KeyPath, Any]]:
    """Every value inside a record with its path, parents first."""
    if path:
        yield path, value
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from walk(getattr(value, name), (*path, name))
    elif isinstance(value, tuple):
        for number, inner in enumerate(value):
            yield from walk(inner, (*path, number))


@dataclass(frozen=True)
class Entry:
    """What search knows of a page or record: a title, other words for it, and its text."""

    title: str
    text: str
    also: tuple[str, ...] = ()


View = Callable[..., Mapping[str, Any]]
"""Gives a template its names: (catalog, record) for a page, (catalog, *words) for a block."""


def _no_names(*_: Any) -> Mapping[str, Any]:
    return {}


def _no_problems(_: Catalog) -> Iterator[Problem]:
    return iter(())


@dataclass(frozen=True)
class Index:
    """The page that lists a kind's records; hand-written prose at the same address takes its place."""

    title: str
    description: str


@dataclass(frozen=True)
class Kind:
    """The door of a room: all that the rest of the house may know of it.

    `name` is the data folder and the first part of every address. The template `page.html` in the
    room makes a page of each record, `index.html` the page that lists them; each name in `blocks`
    has a template of that name, which hand-written pages place with `::: kind.block`.
    """

    name: str
    title: str
    one: str
    record: type[Record]
    room: Path
    required: bool = True
    address: str = "{kind}/{slug}/"
    """Where a record is read, below the root; `#` for a part of a page."""
    index: Index | None = None
    view: View = _no_names
    index_view: View = _no_names
    blocks: Mapping[str, View] = field(default_factory=dict)
    check: Callable[[Catalog], Iterator[Problem]] = _no_problems
    """Rules that need more than one record."""

    @property
    def has_pages(self) -> bool:
        """Whether each record has a page of its own."""
        return (self.room / "page.html").is_file()

    @property
    def home(self) -> str:
        """The address of the page that lists the records, below the root."""
        return self.address.split("{slug}")[0].split("#")[0].format(kind=self.name)

    def url(self, record: Record) -> str:
        """Where a record is read, below the root."""
        return self.address.format(kind=self.name, slug=record.slug)

"""What a room must offer: the class of its records, and its door."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from generator.fields import AnyFact, Citation, Cited, Date, Shape, SourceEntry, SourceRef, Text, Url
from generator.load import KeyPath
from generator.problems import Problem
from generator.walk import facts_in

if TYPE_CHECKING:
    from generator.catalog import Catalog
    from generator.settings import SiteSettings

INJECTED = ("kind", "slug")
"""The fields of a record that its folder and its file's name say."""


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
    sources: Annotated[tuple[SourceEntry, ...], Field(min_length=1)]
    """Where the record's facts were read, and when."""
    fact_status: Literal["confirmed", "from_source", "needs_confirmation", "placeholder"]
    """Confirmed by those it is about, read in a source, waiting for someone to confirm it, or an invented example."""
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


View = Callable[..., Mapping[str, Any]]
"""Gives a template its names: (catalog, record) for a page, (catalog, *words) for a block."""


def _check_fact(path: KeyPath, fact: AnyFact, ids: list[str], sources: int) -> None:
    for name in fact.source:
        if name not in ids:
            raise PydanticCustomError(
                "unknown_source",
                "'{got}' is not the id of a source of this record.",
                {"got": name, "allowed": ids, "at": (*path, "source")},
            )
    if not fact.source and sources > 1:
        raise PydanticCustomError(
            "fact_without_source",
            "This fact does not say which source states it.",
            {"hint": "Write 'value:' and 'source:' on two lines; see data/README.md.", "at": path},
        )


def _no_names(*_: Any) -> Mapping[str, Any]:
    return {}


def _no_extras(_: Catalog) -> Iterator[Extra]:
    return iter(())


def _no_announcement(_: Catalog) -> Mapping[str, Any] | None:
    return None


def _no_files(*_: Any) -> Iterator[tuple[str, Callable[[], bytes]]]:
    return iter(())


def _no_uids(*_: Any) -> Iterator[str]:
    return iter(())


def _no_problems(_: Catalog) -> Iterator[Problem]:
    return iter(())


@dataclass(frozen=True)
class Index:
    """The page that lists a kind's records; hand-written prose at the same address takes its place."""

    title: str
    description: str


@dataclass(frozen=True)
class Extra:
    """A page that a room makes beside those of its records: its address below the kind's home, and its words.

    The room's template of that name makes it, with `names` (asked for only where the page is made).
    """

    path: str
    title: str
    description: str
    template: str
    names: Callable[[], Mapping[str, Any]]
    size: int = 2
    """The records that it lists: a page is made for one or more, and listed (sitemap, search engines) from two on."""


@dataclass(frozen=True)
class Asked:
    """A field that a form asks for, in words for people who have never seen a record."""

    name: str
    label: str
    hint: str = ""
    """Where it is empty, the field's own words stand there."""
    required: bool = False
    """Asked of everyone, also where a record can do without."""
    labels: Mapping[str, str] = field(default_factory=dict)
    """What the choices are called that only code knows, by value."""


@dataclass(frozen=True)
class IssueForm:
    """A form in which anyone may propose a record: what it asks, in order, and what each record made of it holds."""

    title: str
    intro: str
    asks: tuple[Asked, ...]
    always: Mapping[str, Any]


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
    settings: Mapping[str, type[Shape]] = field(default_factory=dict)
    """Settings files of the room's own, by name: words and rules of its pages that staff may change."""
    extras: Callable[[Catalog], Iterator[Extra]] = _no_extras
    """Every page that the room could make beside its records' own; those that would list no record are not made."""
    data: Callable[[Catalog], Any] | None = None
    """What the room's scripts need to know, as plain data: published as `assets/js/<kind>/data.js`."""
    announcement: Callable[[Catalog], Mapping[str, Any] | None] = _no_announcement
    """What every page says in its header: names for the room's `announcement.html`, or None while there is nothing."""
    files: Callable[[Catalog, SiteSettings, str], Iterator[tuple[str, Callable[[], bytes]]]] = _no_files
    """Files of the kind's own: each path with a function that makes its content. From the catalog, the site's settings
    and its address (or "")."""
    uids: Callable[[Catalog, SiteSettings], Iterator[str]] = _no_uids
    """Ids that programs of readers keep, as calendars do: once published, they never change."""
    is_searchable: bool = True
    """Whether search and the list of all pages have an entry for each record."""
    form: IssueForm | None = None
    """The form on GitHub in which anyone may propose a record; None where only staff add one."""
    linked_data: Mapping[str, Callable[..., Any]] = field(default_factory=dict)
    """What a page tells machines (schema.org), by the template that shows its readers the same: `page` for a record's
    own page, `index` for the list, or a block. Takes what that template's view takes; None where there is nothing."""
    renamed: Mapping[str, str] = field(default_factory=dict)
    """What fields and closed choices were called once, by their names below one another: `fix` writes what they are
    called now. `{"town": "city", "listing.status: shown": "agreed"}`."""

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

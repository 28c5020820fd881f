"""Two toy kinds, so that tests of the core do not depend on a real one."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field

from generator.base.problems import Problem
from generator.records.behavior import Behavior
from generator.records.catalog import Catalog
from generator.records.fields.roles import Role
from generator.records.fields.types import Date, Prose, Ref, Sourced, StrictModel, Text, Url, Year
from generator.records.kind import Kind
from generator.records.record import Record
from generator.text.us_states import State

EVERY_KIND = Path(__file__).parent


class Author(Record):
    """Someone who writes. `used_by` lists the fields of books that may name the author."""

    name: Annotated[Text, Role.NAME]
    short_name: Annotated[Text | None, Role.SHORT_NAME] = None
    born: Year | None = None
    state: Annotated[State | None, Role.STATE] = None
    used_by: Annotated[tuple[Text, ...], Role.CHOICE_FOR] = ()


class Part(StrictModel):
    """A part of a book."""

    heading: Text
    pages: Annotated[int, Field(ge=1, le=999)]


class Book(Record):
    """Something to read: it has a field of every type that a record may have."""

    name: Annotated[Text, Role.NAME]
    also: Annotated[tuple[Text, ...], Role.OTHER_NAME, Role.VERBATIM] = ()
    summary: Annotated[Text | None, Role.SUMMARY] = None
    body: Annotated[Prose | None, Role.BODY] = None
    author: Annotated[str, Ref("authors")] | None = None
    illustrators: tuple[Annotated[str, Ref("authors", choice=True)], ...] = ()
    follows: Annotated[str, Ref("books")] | None = None
    form: Sourced[Literal["novel", "poem", "play"]] | None = None
    places: tuple[Sourced[Text], ...] = ()
    prizes: Annotated[tuple[Text, ...], Field(min_length=1)] | None = None
    published: Annotated[Year | None, Role.PROGRAM_YEAR] = None
    bought: Date | None = None
    website: Annotated[Url | None, Role.WEBSITE] = None
    shelf: Annotated[str, Field(pattern=r"^[A-Z][0-9]$")] | None = None
    lent: bool = False
    parts: tuple[Part, ...] = ()


class Shelved(Book):
    """A book that is taken down while it is lent."""

    @property
    def is_hidden(self) -> bool:
        return self.lent


def book_view(catalog: Catalog, book: Book) -> Mapping[str, Any]:
    """The variables of a book's page: its author and the books that follow it."""
    return {"author": book.author and catalog.get("authors", book.author), "sequels": catalog.referrers(book, "books")}


def newest_view(catalog: Catalog, number: str = "1") -> Mapping[str, Any]:
    """The newest books."""
    return {"books": sorted(catalog.all("books"), key=lambda book: -(book.published or 0))[: int(number)]}


def too_early(catalog: Catalog) -> Iterator[Problem]:
    """A book cannot be older than its author."""
    for book in catalog.all("books"):
        author = catalog.get("authors", book.author) if book.author else None
        if author and author.born and book.published and book.published < author.born:
            place = catalog.sources["books", book.slug].place(("published",))
            yield Problem(place, "too-early", f"{book.published} is before the author was born.", "Check both years.")


AUTHORS = Kind(
    name="authors",
    title="Authors",
    singular="Author",
    record=Author,
    folder=EVERY_KIND / "author",
    address="authors/#{slug}",
    required=True,
    index="Who wrote the books.",
)
BOOKS = Kind(
    name="books",
    title="Books",
    singular="Book",
    record=Book,
    folder=EVERY_KIND / "book",
    index="What there is to read.",
    required=True,
    behavior=Behavior(view=book_view, blocks={"newest": newest_view}, check=too_early),
)
TOYS = (BOOKS, AUTHORS)


def with_behavior(kind: Kind, **changes: Any) -> Kind:
    """Return a kind some of whose functions are others."""
    return replace(kind, behavior=replace(kind.behavior, **changes))

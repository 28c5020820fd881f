"""Two toy kinds, so that tests of the core do not depend on a real one."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field

from generator.base.problems import Problem
from generator.records.catalog import Catalog
from generator.records.fields.types import Date, Prose, Ref, Sourced, StrictModel, Text, Url, Year
from generator.records.kind import Index, Kind
from generator.records.record import Record
from generator.text.us_states import State

EVERY_KIND = Path(__file__).parent


class Author(Record):
    """Someone who writes. `used_by` lists the fields of books that may name the author."""

    name: Text
    short_name: Text | None = None
    born: Year | None = None
    state: State | None = None
    used_by: tuple[Text, ...] = ()


class Part(StrictModel):
    """A part of a book."""

    heading: Text
    pages: Annotated[int, Field(ge=1, le=999)]


class Book(Record):
    """Something to read: it has a field of every type that a record may have."""

    name: Text
    also: tuple[Text, ...] = ()
    summary: Text | None = None
    body: Prose | None = None
    author: Annotated[str, Ref("authors")] | None = None
    illustrators: tuple[Annotated[str, Ref("authors", choice=True)], ...] = ()
    follows: Annotated[str, Ref("books")] | None = None
    form: Sourced[Literal["novel", "poem", "play"]] | None = None
    places: tuple[Sourced[Text], ...] = ()
    prizes: Annotated[tuple[Text, ...], Field(min_length=1)] | None = None
    published: Year | None = None
    bought: Date | None = None
    website: Url | None = None
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
    "authors",
    "Authors",
    "Author",
    Author,
    EVERY_KIND / "author",
    address="authors/#{slug}",
    index=Index("Authors", "Who wrote the books."),
)
BOOKS = Kind(
    "books",
    "Books",
    "Book",
    Book,
    EVERY_KIND / "book",
    index=Index("Books", "What there is to read."),
    view=book_view,
    blocks={"newest": newest_view},
    check=too_early,
)
TOYS = (BOOKS, AUTHORS)

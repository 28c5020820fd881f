"""What a kind of record offers: the class of its records, its pages and its rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.base.problems import Problem
from generator.records.fields.types import StrictModel
from generator.records.record import Record

if TYPE_CHECKING:
    from generator.records.catalog import Catalog
    from generator.records.settings import SiteSettings

View = Callable[..., Mapping[str, Any]]
"""Gives a template its names: (catalog, record) for a page, (catalog, *words) for a block."""


def _no_names(*_: Any) -> Mapping[str, Any]:
    return {}


def _no_derived_pages(_: Catalog) -> Iterator[DerivedPage]:
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
class DerivedPage:
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
class FormField:
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
    fields: tuple[FormField, ...]
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
    folder: Path
    """The kind's package: record class, templates, styles, scripts and examples, by feature in folders below it."""
    required: bool = True
    address: str = "{kind}/{slug}/"
    """Where a record is read, below the root; `#` for a part of a page."""
    index: Index | None = None
    view: View = _no_names
    index_view: View = _no_names
    blocks: Mapping[str, View] = field(default_factory=dict)
    check: Callable[[Catalog], Iterator[Problem]] = _no_problems
    """Rules that need more than one record."""
    settings: Mapping[str, type[StrictModel]] = field(default_factory=dict)
    """Settings files of the room's own, by name: words and rules of its pages that staff may change."""
    derived_pages: Callable[[Catalog], Iterator[DerivedPage]] = _no_derived_pages
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
    def folders(self) -> tuple[Path, ...]:
        """The kind's package and its packages for features."""
        return (self.folder, *sorted(path.parent for path in self.folder.glob("*/__init__.py")))

    def paths(self, pattern: str) -> list[Path]:
        """The files of the kind's packages whose names match a pattern, in the order of their names."""
        return sorted((path for folder in self.folders for path in folder.glob(pattern)), key=lambda path: path.name)

    @property
    def has_pages(self) -> bool:
        """Whether each record has a page of its own."""
        return (self.folder / "page.html").is_file()

    @property
    def home(self) -> str:
        """The address of the page that lists the records, below the root."""
        return self.address.split("{slug}")[0].split("#")[0].format(kind=self.name)

    def url(self, record: Record) -> str:
        """Where a record is read, below the root."""
        return self.address_of(record.slug)

    def address_of(self, slug: str) -> str:
        """Return where the record with a slug is read, below the root, whether there is one or not."""
        return self.address.format(kind=self.name, slug=slug)

    def slug_in(self, address: str) -> str | None:
        """Return the slug in the address of a record of this kind; None for any other address."""
        before, after = self.address_of("\n").split("\n")
        inside = address.startswith(before) and address.endswith(after)
        return address.removeprefix(before).removesuffix(after) if inside else None

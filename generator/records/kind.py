"""What defines a kind of record: its record class, pages, checks, exports and settings."""

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
"""Returns the variables of a template, from (catalog, record) for a page and (catalog, *words) for a block."""


def _no_variables(*_: Any) -> Mapping[str, Any]:
    return {}


def _nothing(*_: Any) -> Iterator[Any]:
    return iter(())


@dataclass(frozen=True)
class Index:
    """The page that lists a kind's records. A page of `content/` at the same address replaces it."""

    title: str
    description: str


@dataclass(frozen=True)
class DerivedPage:
    """A page about records that have something in common, at an address below the kind's home.

    The kind's template of the given name renders it. `names` returns the template's variables; it is called only if
    the page is rendered.
    """

    path: str
    title: str
    description: str
    template: str
    names: Callable[[], Mapping[str, Any]]
    size: int = 2
    """The number of records on it. A page needs one to exist, and two to be listed in the sitemap and search."""


@dataclass(frozen=True)
class FormField:
    """A question of an issue form, worded for people who have never seen a record."""

    name: str
    label: str
    hint: str = ""
    """Help below the label; if empty, the field's own description."""
    required: bool = False
    """Whether the form requires it, even if the record class does not."""
    labels: Mapping[str, str] = field(default_factory=dict)
    """The labels of the choices that the record class lists, by value."""


@dataclass(frozen=True)
class IssueForm:
    """A form in which anyone may propose a record: its questions in order, and the fields that every proposal gets."""

    title: str
    intro: str
    fields: tuple[FormField, ...]
    always: Mapping[str, Any]


@dataclass(frozen=True)
class Kind:
    """A kind of record: the only part of a kind's package that other packages use.

    `name` is the folder in `data/` and the first part of every address; `title` and `singular` name it on pages. In the
    kind's package, the template `page.html` renders the page of a record and `index.html` the page that lists them;
    each name in `blocks` has a template of that name, which hand-written pages place with `::: kind.block`.
    """

    name: str
    title: str
    singular: str
    record: type[Record]
    folder: Path
    """The kind's package: record class, templates, styles, scripts and examples, with features in sub-packages."""
    required: bool = True
    """Whether the site needs at least one record."""
    address: str = "{kind}/{slug}/"
    """The address of a record, relative to the root; with `#` for an anchor on a page."""
    index: Index | None = None
    view: View = _no_variables
    index_view: View = _no_variables
    blocks: Mapping[str, View] = field(default_factory=dict)
    check: Callable[[Catalog], Iterator[Problem]] = _nothing
    """Yields the problems that involve more than one record."""
    settings: Mapping[str, type[StrictModel]] = field(default_factory=dict)
    """The kind's own settings files by name: texts and rules of its pages that staff may change."""
    derived_pages: Callable[[Catalog], Iterator[DerivedPage]] = _nothing
    """Yields every page that the kind could have beside those of its records; pages without records are skipped."""
    data: Callable[[Catalog], Any] | None = None
    """Returns the JSON data of the kind's scripts, published as `assets/js/<kind>/data.js`."""
    announcement: Callable[[Catalog], Mapping[str, Any] | None] = lambda _: None
    """Returns the variables of `announcement.html`, which every page shows in its header; None to show nothing."""
    files: Callable[[Catalog, SiteSettings, str], Iterator[tuple[str, Callable[[], bytes]]]] = _nothing
    """Yields the kind's own files: each path with a function that returns the content. The last argument is the site's
    URL, or ""."""
    uids: Callable[[Catalog, SiteSettings], Iterator[str]] = _nothing
    """Yields the ids of calendar events. Readers' calendars keep them, so a published id never changes."""
    is_searchable: bool = True
    """Whether search and the list of all pages have an entry for each record."""
    form: IssueForm | None = None
    """The issue form in which anyone may propose a record; None if only staff add records."""
    linked_data: Mapping[str, Callable[..., Any]] = field(default_factory=dict)
    """Structured data for search engines (schema.org) by template: `page` for a record's page, `index` for the list, or
    a block. Each function takes the arguments of that template's view and returns None if there is no data."""
    renamed: Mapping[str, str] = field(default_factory=dict)
    """The new names of renamed fields and values, which `fix` writes in place of the old ones:
    `{"town": "city", "listing.status: shown": "agreed"}`."""

    @property
    def folders(self) -> tuple[Path, ...]:
        """The kind's package and its sub-packages."""
        return (self.folder, *sorted(path.parent for path in self.folder.glob("*/__init__.py")))

    def paths(self, pattern: str) -> list[Path]:
        """Return the files of the kind's package and sub-packages that match a pattern, sorted by name."""
        return sorted((path for folder in self.folders for path in folder.glob(pattern)), key=lambda path: path.name)

    @property
    def has_pages(self) -> bool:
        """Whether each record has a page of its own."""
        return (self.folder / "page.html").is_file()

    @property
    def home(self) -> str:
        """The address of the page that lists the records, relative to the root."""
        return self.address.split("{slug}")[0].split("#")[0].format(kind=self.name)

    def url(self, record: Record) -> str:
        """Return the address of a record, relative to the root."""
        return self.address_of(record.slug)

    def address_of(self, slug: str) -> str:
        """Return the address that a record with this slug has or would have, relative to the root."""
        return self.address.format(kind=self.name, slug=slug)

    def slug_in(self, address: str) -> str | None:
        """Return the slug of the record with this address; None if it is no address of this kind."""
        before, after = self.address_of("\n").split("\n")
        inside = address.startswith(before) and address.endswith(after)
        return address.removeprefix(before).removesuffix(after) if inside else None

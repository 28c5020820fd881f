"""What the code of a kind adds to its records: pages, checks and files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from generator.base.problems import Problem
    from generator.formats.ical import Event
    from generator.records.catalog import Catalog
    from generator.records.linked_records import Records
    from generator.records.settings import SiteSettings

Variables = Mapping[str, object]
"""The variables of a template, by name."""

RecordView = Callable[["Catalog", Any], Variables]
"""Returns the variables for the page of a record. A kind's own view names the class of its records."""

BlockView = Callable[..., Variables]
"""Returns the variables of a block or a list from the catalog and the words after the block's name."""

LinkedData = Callable[..., Mapping[str, object] | None]
"""Returns structured data for search engines (schema.org) from the arguments of a template's view; None for none."""


@dataclass(frozen=True)
class DerivedPage:
    """A page about records that have something in common, at an address below the kind's home.

    The kind's template of the given name renders it. `view` returns the template's variables; it is called only if the
    page is rendered.
    """

    path: str
    title: str
    description: str
    template: str
    view: Callable[[Catalog], Variables]
    size: int = 2
    """The number of records on it. A page needs one to exist, and two to be listed in the sitemap and search."""


@dataclass(frozen=True)
class KindFile:
    """A file that a kind makes besides pages, such as a PDF or a calendar."""

    name: str
    """Its address below the root."""
    content: Callable[[], bytes]
    details: Callable[[], str] | None = None
    """Returns what links say about the file, such as 'PDF, 2 pages, 45 KB': in a template, `details_of(name)`. The file
    is made for it, so it is called only when pages are written, never for a check."""


@dataclass(frozen=True)
class Behavior:
    """The functions of a kind. What is left out does not exist: a kind without any still has pages and exports.

    In the kind's package, the template `page.html` renders the page of a record and `index.html` the page that lists
    them; each name in `blocks` has a template of that name, which hand-written pages place with `::: kind.block`.
    """

    view: RecordView | None = None
    """The variables of `page.html` besides `record`."""
    index_view: BlockView | None = None
    """The variables of `index.html` besides `records`."""
    blocks: Mapping[str, BlockView] = field(default_factory=dict)
    check: Callable[[Catalog], Iterator[Problem]] | None = None
    """Yields the problems that involve more than one record."""
    derived_pages: Callable[[Records], Iterator[DerivedPage]] | None = None
    """Yields every page that the kind could have beside those of its records; pages without records are skipped."""
    data: Callable[[Catalog], object] | None = None
    """Returns the JSON data of the kind's scripts, published as `assets/js/<kind>/data.js`."""
    announcement: Callable[[Catalog], Variables | None] | None = None
    """Returns the variables of `announcement.html`, which every page shows in its header; None to show nothing."""
    files: Callable[[Catalog, SiteSettings, str], Iterator[KindFile]] | None = None
    """Yields the kind's own files. The last argument is the site's URL, or ""."""
    events: Callable[[Catalog, SiteSettings, str], Iterator[Event]] | None = None
    """Yields the events of the kind's calendar, which is published as `<home><kind>.ics` once there are records.
    Readers' calendars keep the ids of events, so a published id never changes. The last argument is the site's URL."""
    linked_data: Mapping[str, LinkedData] = field(default_factory=dict)
    """Structured data by template: `page` for a record's page, `index` for the list, or a block."""

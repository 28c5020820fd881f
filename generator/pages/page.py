"""A rendered page before it is put into its frame, and a page that is planned but not rendered yet."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from generator.base.problems import Problem
from generator.records.record import Record
from generator.text.markup import Markup


@dataclass(frozen=True)
class Page:
    """A rendered page. In its body, ROOT stands for the relative path to the site's root."""

    address: str
    title: str
    description: str
    body: Markup
    source: str
    """The file or folder of the project that the page comes from."""
    record: Record | None = None
    listed: bool = True
    """Whether it appears in search engines and in the site's own lists."""
    menu_title: str | None = None
    """Its short name in breadcrumbs, unless a menu has another name for it."""
    also_asked: tuple[str, ...] = ()
    """Other queries for which search should show it first."""
    moved_to: str | None = None
    """The target of a redirect, relative to the root."""
    linked_data: tuple[Mapping[str, object], ...] = ()
    """Its structured data (schema.org), all of which the page also shows to readers."""
    kinds: frozenset[str] = frozenset()
    """The kinds whose templates made it. It loads their styles."""
    problems: tuple[Problem, ...] = ()
    """The problems in the text of a hand-written page."""
    block_ids: frozenset[str] = frozenset()
    """The ids in a hand-written page's blocks, which depend on records."""

    @property
    def file(self) -> str:
        """The file that a web server returns for its address."""
        return self.address if self.address.endswith(".html") else f"{self.address}index.html"

    @property
    def is_content_page(self) -> bool:
        """Whether it is a hand-written page, a file of `content/`."""
        return self.source.startswith("content/")

    @property
    def section(self) -> str:
        """The first part of the address, which marks the current link in the menu."""
        return section_of(self.address)

    @property
    def depth(self) -> int:
        """The number of folders between the page and the root."""
        return self.address.count("/")


def section_of(address: str) -> str:
    """Return the first part of an address; '' for a page at the root."""
    return address.split("/")[0] if "/" in address else ""


@dataclass(frozen=True)
class Plan:
    """A page that is not rendered yet. A large site is never in memory as a whole."""

    address: str
    title: str
    source: str
    render: Callable[[], Page]
    listed: bool = True
    menu_title: str | None = None

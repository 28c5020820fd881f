"""A page before the frame is put around it, and the plan of one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from generator.base.problems import Problem
from generator.records.record import Record


@dataclass(frozen=True)
class Page:
    """An address, a title, a description and an HTML body, in which ROOT stands for the way to the root."""

    address: str
    title: str
    description: str
    body: Markup
    source: str
    """The project file that this page is made from."""
    record: Record | None = None
    listed: bool = True
    """Whether search engines and the site's own lists may know it."""
    menu_title: str | None = None
    """What breadcrumbs call it, where no menu has a name for it."""
    also_asked: tuple[str, ...] = ()
    """Other words by which search should find it first."""
    moved_to: str | None = None
    """Where a redirect leads, below the root."""
    linked_data: tuple[Mapping[str, Any], ...] = ()
    """What it tells machines (schema.org), each thing in words that it shows to readers too."""
    problems: tuple[Problem, ...] = ()
    """What is wrong in the text of a hand-written page."""
    block_ids: frozenset[str] = frozenset()
    """The ids in a hand-written page's blocks: they come and go with the records."""

    @property
    def file(self) -> str:
        """The file that a web server looks for."""
        return self.address if self.address.endswith(".html") else f"{self.address}index.html"

    @property
    def is_content_page(self) -> bool:
        """Whether an editor wrote it, as a file of `content/`."""
        return self.source.startswith("content/")

    @property
    def section(self) -> str:
        """The first part of the address: which link of the menu is the current one."""
        return section_of(self.address)

    @property
    def depth(self) -> int:
        """How many folders lie between the page and the root."""
        return self.address.count("/")


def section_of(address: str) -> str:
    """The first part of an address, by which the menu knows where a reader is."""
    return address.split("/")[0] if "/" in address else ""


@dataclass(frozen=True)
class Plan:
    """What is known of a page before it is rendered. A large site is never in memory as a whole."""

    address: str
    title: str
    source: str
    render: Callable[[], Page]
    listed: bool = True
    menu_title: str | None = None

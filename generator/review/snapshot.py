"""What readers find in one state of a project: the half of a comparison."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from pydantic import BaseModel

from generator.project.project import Project
from generator.records.catalog import Catalog
from generator.records.content_pages import ContentPage
from generator.records.record import Record
from generator.text.github_markdown import quote

Key = tuple[str, str]
"""A record's kind and slug."""

PART = re.compile(r'<(?:h[2-6]|(?:p|span) class="old-part")[^>]*\sid="([^"]+)"')
"""A heading, or the mark of one that had another address once."""
WORDS_OF_A_NAME = 3
"""Fewer are the words of any text."""


@dataclass(frozen=True)
class Snapshot:
    """What readers find in one state of a project."""

    catalog: Catalog
    written: Mapping[str, ContentPage] = field(default_factory=dict)
    """The hand-written pages, by address."""
    titles: Mapping[str, str] = field(default_factory=dict)
    """The titles of all pages, by address."""
    parts: frozenset[str] = frozenset()
    """The headings that someone may have linked to, as 'address#part', those of before too."""
    ids: frozenset[str] = frozenset()
    """The addresses of pages, of records within pages, and of files that readers open."""
    moved: Mapping[str, str] = field(default_factory=dict)
    """Where the addresses that moved lead."""
    settings: Mapping[str, BaseModel] = field(default_factory=dict)
    """The settings that readers see, by the name of their file."""

    @cached_property
    def records(self) -> dict[Key, Record]:
        """Every record, those that were taken down too."""
        return {(record.kind, record.slug): record for record in self.catalog}

    @cached_property
    def hidden(self) -> frozenset[Key]:
        """Those that were taken down."""
        return frozenset(key for key, record in self.records.items() if record.is_hidden)

    def names_of(self, keys: Iterable[Key]) -> frozenset[str]:
        """The names of records in small letters, where they are no words of any text."""
        names = (self.records[key].title.casefold() for key in keys if key in self.records)
        return frozenset(name for name in names if len(name.split()) >= WORDS_OF_A_NAME)

    def name(self, record: Record) -> str:
        """A record as Markdown: its kind, its title, where it is read."""
        return (
            f"{self.catalog.kinds[record.kind].singular} {quote(record.title)}, {quote('/' + self.catalog.url(record))}"
        )


def snapshot_of(project: Project, written: Iterable[ContentPage]) -> Snapshot:
    """A project as its readers find it; `written` are its hand-written pages."""
    settings = project.settings
    return Snapshot(
        project.catalog,
        {page.address: page for page in written},
        {page.address: page.title for page in project.plans if page.listed},
        frozenset(f"{page.address}#{part}" for page in project.content_pages for part in PART.findall(page.body)),
        project.addresses.ids | project.addresses.files,
        {move.old.lstrip("/"): move.new.lstrip("/") for move in settings.redirects.redirects},
        {"site": settings.site, "synonyms": settings.synonyms, **project.catalog.settings},
    )

"""What readers find in one version of a project: one of the two versions that `diff_report` compares."""

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

ANCHOR = re.compile(r'<(?:h[2-6]|(?:p|span) class="old-part")[^>]*\sid="([^"]+)"')
"""A heading, or the anchor that is left of a former one."""
FEWEST_WORDS = 3
"""The fewest words of a name that can be searched for: shorter names also appear in unrelated text."""


@dataclass(frozen=True)
class Snapshot:
    """What readers find in one version of a project."""

    catalog: Catalog
    content_pages: Mapping[str, ContentPage] = field(default_factory=dict)
    """The hand-written pages, by address."""
    titles: Mapping[str, str] = field(default_factory=dict)
    """The titles of all pages, by address, including lists of a single record, which are in no list of pages."""
    anchors: frozenset[str] = frozenset()
    """The headings that someone may have linked to, as 'address#anchor', former ones included."""
    ids: frozenset[str] = frozenset()
    """The addresses of pages, of records within pages, and of files for readers."""
    redirects: Mapping[str, str] = field(default_factory=dict)
    """The new address of each address that redirects."""
    settings: Mapping[str, BaseModel] = field(default_factory=dict)
    """The settings that readers see, by file name."""

    @cached_property
    def records(self) -> dict[Key, Record]:
        """Every record, removed ones included."""
        return {(record.kind, record.slug): record for record in self.catalog}

    @cached_property
    def removed(self) -> frozenset[Key]:
        """The records that were removed at the request of the people they are about."""
        return frozenset(key for key, record in self.records.items() if record.is_hidden)

    def names_of(self, keys: Iterable[Key]) -> frozenset[str]:
        """Return the names of records in lowercase, if they are long enough to be recognized in a text."""
        names = (self.records[key].title.casefold() for key in keys if key in self.records)
        return frozenset(name for name in names if len(name.split()) >= FEWEST_WORDS)

    def describe(self, record: Record) -> str:
        """Return a record's kind, title and URL, as Markdown."""
        kind = self.catalog.kinds[record.kind].singular
        return f"{kind} {quote(record.title)}, {quote('/' + self.catalog.url(record))}"


def snapshot_of(project: Project, content_pages: Iterable[ContentPage]) -> Snapshot:
    """Return the snapshot of a project with its hand-written pages."""
    settings, derived = project.settings, project.catalog.derived_pages
    return Snapshot(
        project.catalog,
        {page.address: page for page in content_pages},
        {page.address: page.title for page in project.plans if page.listed or page.address in derived},
        frozenset(f"{page.address}#{anchor}" for page in project.content_pages for anchor in ANCHOR.findall(page.body)),
        project.addresses.ids | project.addresses.files,
        {move.old.lstrip("/"): move.new.lstrip("/") for move in settings.redirects.redirects},
        {"site": settings.site, "synonyms": settings.synonyms, **project.catalog.settings},
    )

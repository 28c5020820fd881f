"""One folder on disk → everything that is known of its site."""

import datetime as dt
import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property, partial
from itertools import chain
from pathlib import Path

from markupsafe import Markup

from generator.base.cache import Cache
from generator.base.memory import Memory
from generator.base.parallel import in_order, in_shares
from generator.base.problems import Problem, has_errors
from generator.checks.link_places import frame_and_scripts
from generator.checks.page_links import PageSources, Sources, check_frame, check_pages
from generator.checks.plain_language import check_texts
from generator.checks.privacy import check_private
from generator.checks.published_urls import check_published, read_ledger, to_ledger
from generator.checks.reviews_due import check_reviews_due
from generator.checks.staging_links import staging_links_in_settings
from generator.pages.blocks import check_handwritten
from generator.pages.page import Page, Plan
from generator.pages.page_parts import Parts, parts_of
from generator.pages.redirects import RedirectMap, redirects_of, with_old_parts
from generator.pages.render import Maker
from generator.pages.shell import Frame
from generator.pages.urls import (
    Addresses,
    addresses_of,
    check_settings,
    check_titles,
    extra_addresses,
    files_of_kinds,
)
from generator.records.build_catalog import build, parse
from generator.records.catalog import Catalog
from generator.records.content_pages import Handwritten, addresses_below, check_addresses, placements, read_content
from generator.records.data_folder import Folder, read_data
from generator.records.kind import Kind
from generator.records.record import Record
from generator.records.settings import SETTINGS, Settings, read_settings
from generator.yaml_files.yaml_source import Source


@dataclass(frozen=True)
class Project:
    """All that was read and checked. Nothing is on disk yet, and of each page there is only a plan."""

    root: Path
    kinds: tuple[Kind, ...]
    settings: Settings
    catalog: Catalog
    addresses: Addresses
    written: tuple[Plan, ...]
    """The pages that editors wrote."""
    maker: Maker
    sources: Sources
    """What an editor wrote, to say on which line a problem is."""
    problems: tuple[Problem, ...]
    """Warnings only: with an error there is no project."""

    @cached_property
    def redirects(self) -> RedirectMap:
        """Where published addresses lead now."""
        return redirects_of(self.settings)

    @cached_property
    def plans(self) -> tuple[Plan, ...]:
        """Every page of the site: those that editors wrote, and those that records and redirects make."""
        taken = frozenset(page.address for page in self.written)
        extras = sorted(self.addresses.pages & self.catalog.extras.keys())
        maker = self.maker
        plans = (
            *self.written,
            *maker.indexes(taken),
            *maker.records(),
            *maker.extras(extras),
            *maker.moves(self.redirects.pages.items()),
        )
        return tuple(map(self._with_old_parts, plans))

    def _with_old_parts(self, plan: Plan) -> Plan:
        """A plan whose page keeps the parts that moved."""
        moved = self.redirects.parts_of(plan.address)
        return replace(plan, render=partial(_render_with, plan, moved)) if moved else plan

    @property
    def pages(self) -> Iterator[Page]:
        """Every page, rendered when its turn comes: a large site is too large for a list of them."""
        return (plan.render() for plan in self.plans)

    @cached_property
    def handwritten(self) -> tuple[Page, ...]:
        """The pages that editors wrote, rendered."""
        return tuple(self._with_old_parts(plan).render() for plan in self.written)

    @cached_property
    def announcement(self) -> Markup:
        """What the header of every page says; ROOT stands for the way to the root."""
        return self.maker.announcement()

    def frame(self, site_url: str) -> Frame:
        """What the frame's parts need to know. Menus name pages more shortly than their titles."""
        menu = self.settings.site.menu
        names = {page.address: page.menu_title or page.title for page in self.plans if page.listed} | {"": "Home"}
        names |= {link.url.lstrip("/"): link.label for link in menu.links if link.url.startswith("/")}
        return Frame(self.settings.site, site_url, names)

    def to_ledger(self) -> str:
        """The list of everything ever published, with today's pages, parts, files and ids."""
        parts = (parts_of(page, self.addresses) for page in self.pages)
        uids = (uid for kind in self.kinds for uid in kind.uids(self.catalog, self.settings.site))
        return to_ledger(self.root, self.addresses, parts, uids)

    def check(self, parts: Iterable[Parts]) -> list[Problem]:
        """What is wrong in pages and between them. `parts`: of every page, rendered."""
        site = PageSources(self.root, self.kinds, self.catalog, self.settings, self.addresses, self.sources)
        return [*check_titles(self.plans), *check_pages(list(parts), site)]


def _render_with(plan: Plan, moved: Sequence[tuple[str, str]]) -> Page:
    return with_old_parts(plan.render(), moved)


def open_project(
    root: Path,
    kinds: Iterable[Kind],
    *,
    today: dt.date | None = None,
    theme: Path | None = None,
    memory: Memory | None = None,
    repository: str = "",
) -> tuple[Project | None, list[Problem]]:
    """Read a project's `data/` and `content/` and check everything, each page too. No project where there is an error.

    With `today`, reviews that are due are warned of; with `theme`, another project's templates make the pages;
    with `memory`, what it has of a reading before is not made anew; `repository` is where the project's files are
    edited if `data/site.yml` does not say so.
    """
    project, problems = read_project(root, kinds, today=today, theme=theme, memory=memory, repository=repository)
    if project is None:
        return None, problems
    problems += project.check(in_order(lambda plan: parts_of(plan.render(), project.addresses), project.plans))
    return (None if has_errors(problems) else project), problems


@contextmanager
def _without_collection() -> Iterator[None]:
    """Disable garbage collection while reading: nothing read becomes garbage, and scanning 10,000 records is slow."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@_without_collection()
def read_project(
    root: Path,
    kinds: Iterable[Kind],
    *,
    today: dt.date | None = None,
    theme: Path | None = None,
    cache: Cache | None = None,
    memory: Memory | None = None,
    repository: str = "",
) -> tuple[Project | None, list[Problem]]:
    """The same without a look at pages, for a build: it renders each page once and checks it then."""
    kinds = tuple(kinds)
    names = (*SETTINGS, *(name for kind in kinds for name in kind.settings))
    parsed = memory or Memory()
    # Without a cache on disk, templates and PDFs are kept for as long as the memory.
    cache = cache or parsed.recall(("cache",), None, Cache)
    by_name = {kind.name: kind for kind in kinds}

    def parse_now(source: Source) -> Source:
        parse(source, by_name[source.path.split("/")[1]], parsed)
        return source.without_data()

    folder, problems = read_data(root, tuple(by_name), names, memory, parse_now)
    settings, found = read_settings(folder, repository)
    problems += found
    problems += chain.from_iterable(map(staging_links_in_settings, folder.settings.values()))
    written, found = read_content(root, memory)
    problems += found
    problems += check_addresses(written)
    content = addresses_below(root)
    indexes = {kind.home for kind in kinds if kind.index is not None}
    titles = {page.address: page.head.title for page in written if not page.address.endswith(".html")}
    catalog, found = build(folder, kinds, content | indexes, titles, cache, parsed)
    problems += found
    if settings is None:
        return None, [*problems, *_faults_of_text(catalog, written)]
    problems += [
        *_check_texts(catalog, written, settings, folder, whole=_is_whole(catalog, problems)),
        *check_reviews_due(catalog, today),
    ]
    published, found = read_ledger(root)
    problems += found
    extras = extra_addresses(catalog, published, whole=not has_errors(problems))
    redirects = redirects_of(settings)
    catalog.moves = redirects.pages
    catalog.placements = placements(written)
    files = files_of_kinds(catalog, settings.site)
    addresses = addresses_of(folder, kinds, content, redirects, extras, files)
    theme = theme or root / "theme"
    uids = frozenset(uid for kind in kinds for uid in kind.uids(catalog, settings.site))
    problems += [
        *check_settings(addresses, settings, folder),
        *check_published(published, addresses, redirects, uids),
        *check_frame(frame_and_scripts(root, theme, kinds), addresses),
    ]
    if has_errors(problems):
        return None, [*problems, *_faults_of_text(catalog, written)]
    maker = Maker(catalog, settings.site, theme)
    pages = tuple(maker.written(written))
    sources = Sources(tuple(written), folder.settings, published, theme)
    return Project(root, kinds, settings, catalog, addresses, pages, maker, sources, tuple(problems)), problems


def _check_texts(
    catalog: Catalog, written: Sequence[Handwritten], settings: Settings, folder: Folder, *, whole: bool
) -> Iterator[Problem]:
    """What is wrong with single texts: those of records, of pages and of settings."""

    # Pages first: what is worked out once of all records is then known to every process.
    of_pages = [
        *check_texts(catalog, written, settings, (), whole=whole),
        *check_private(catalog, written, settings, folder.settings, ()),
    ]

    def check(records: Sequence[Record]) -> list[Problem]:
        found = check_texts(catalog, (), settings, records, whole=whole)
        return [*found, *check_private(catalog, (), settings, {}, records)]

    yield from chain.from_iterable(in_shares(check, tuple(catalog)))
    yield from of_pages


def _is_whole(catalog: Catalog, problems: Iterable[Problem]) -> bool:
    """Whether every record could be read: one that could not may be the one that spells a short form out."""
    read = {source.path for source in catalog.sources.values()}
    errors = (problem.place.path for problem in problems if problem.severity == "error")
    return all(path in read or not path.startswith("data/") for path in errors)


def _faults_of_text(catalog: Catalog, written: Iterable[Handwritten]) -> list[Problem]:
    """What is wrong in pages that place blocks of records, some of which are broken: whether the blocks exist."""
    return [problem for page in written for problem in check_handwritten(catalog, page)]

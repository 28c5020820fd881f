"""A project: a folder's records, settings and pages, read and checked, and a plan of every page of its site."""

import datetime as dt
import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path

from generator.base.cache import Cache
from generator.base.memory import Memory
from generator.base.parallel import map_in_order
from generator.base.problems import Problem, has_errors
from generator.checks.kind_templates import check_templates
from generator.checks.link_places import frame_and_scripts
from generator.checks.page_links import PageSources, Sources, check_frame, check_pages
from generator.checks.program_years import check_program_years
from generator.checks.published_urls import (
    check_published,
    published_events,
    to_published_urls,
)
from generator.checks.redirect_lines import check_redirects
from generator.checks.reviews_due import check_reviews_due
from generator.formats.ical import Revision
from generator.pages.blocks import check_content_page
from generator.pages.kind_files import kind_files
from generator.pages.page import Page, Plan
from generator.pages.page_parts import Parts, parts_of
from generator.pages.redirects import RedirectMap, redirects_of, with_old_parts
from generator.pages.render import Renderer
from generator.pages.shell import Frame
from generator.pages.urls import (
    Addresses,
    addresses_of,
    check_settings,
    check_titles,
    derived_page_urls,
    events_of_kinds,
    files_of_kinds,
    recordings_in,
)
from generator.project.inputs import Inputs, has_all_records, read_inputs
from generator.project.text_checks import check_all_texts
from generator.records.catalog import Catalog
from generator.records.kind import Kind
from generator.records.settings_files import Settings
from generator.text.markup import Markup


@dataclass(frozen=True)
class Project:
    """All that was read and checked. Nothing is written yet, and each page is only a plan."""

    root: Path
    kinds: tuple[Kind, ...]
    settings: Settings
    catalog: Catalog
    addresses: Addresses
    content_plans: tuple[Plan, ...]
    """The pages of `content/`."""
    renderer: Renderer
    sources: Sources
    """The files that an editor wrote, to find the line of a problem."""
    problems: tuple[Problem, ...]
    """Warnings only: if there are errors, there is no project."""

    @cached_property
    def redirects(self) -> RedirectMap:
        """Where published addresses lead now."""
        return redirects_of(self.settings)

    @cached_property
    def plans(self) -> tuple[Plan, ...]:
        """Every page of the site: those of `content/`, of records, and of redirects."""
        taken = frozenset(page.address for page in self.content_plans)
        derived_pages = sorted(self.addresses.pages & self.catalog.derived_pages.keys())
        plans = (
            *self.content_plans,
            *self.renderer.indexes(taken),
            *self.renderer.records(),
            *self.renderer.derived_pages(derived_pages),
            *self.renderer.redirects(self.redirects.pages.items()),
        )
        return tuple(map(self._with_old_parts, plans))

    def _with_old_parts(self, plan: Plan) -> Plan:
        """Return a plan whose page keeps the anchors that moved."""
        moved = self.redirects.parts_of(plan.address)
        return replace(plan, render=partial(_render_with_old_parts, plan, moved)) if moved else plan

    @property
    def pages(self) -> Iterator[Page]:
        """Every page, rendered one at a time: a large site does not fit into memory."""
        return (plan.render() for plan in self.plans)

    @cached_property
    def content_pages(self) -> tuple[Page, ...]:
        """The pages of `content/`, rendered."""
        return tuple(self._with_old_parts(plan).render() for plan in self.content_plans)

    @cached_property
    def announcements(self) -> Mapping[str, Markup]:
        """The announcements in the header of every page, by kind; ROOT stands for the path to the site's root."""
        return self.renderer.announcements()

    @property
    def announcement(self) -> Markup:
        """The announcements of all kinds together."""
        return Markup("").join(self.announcements.values())

    @cached_property
    def published_events(self) -> Mapping[str, Revision]:
        """The last published version of each calendar event, by uid."""
        return published_events(self.sources.published)

    @property
    def file_details(self) -> dict[str, Callable[[], str]]:
        """What links say about the files of kinds, by the file's address."""
        site = self.settings.site
        files = (file for kind in self.kinds for file in kind_files(self.catalog, kind, site, ""))
        return {file.name: file.details for file in files if file.details}

    def frame(self, site_url: str) -> Frame:
        """Return what the frame needs to know of the site. Breadcrumbs use the short names of menus."""
        menu = self.settings.site.menu
        names = {page.address: page.menu_title or page.title for page in self.plans if page.listed} | {"": "Home"}
        names |= {link.url.lstrip("/"): link.label for link in menu.links if link.url.startswith("/")}
        styled = frozenset(kind.name for kind in self.kinds if kind.paths("*.css"))
        return Frame(self.settings.site, site_url, names, styled, frozenset(self.announcements))

    def to_published_urls(self) -> str:
        """Return the list of everything ever published, with today's pages, anchors, files and ids added."""
        parts = (parts_of(page, self.addresses) for page in self.pages)
        events = events_of_kinds(self.catalog, self.settings.site)
        return to_published_urls(self.root, self.addresses, parts, events)

    def check(self, parts: Iterable[Parts]) -> list[Problem]:
        """Return the problems in and between pages. `parts`: of every page, rendered."""
        site = PageSources(self.root, self.kinds, self.catalog, self.settings, self.addresses, self.sources)
        return [*check_titles(self.plans), *check_pages(list(parts), site)]


def _render_with_old_parts(plan: Plan, moved: Sequence[tuple[str, str]]) -> Page:
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
    """Read a project and check everything, including each rendered page. Return no project if there are errors.

    With `today`, reviews that are due are warnings. `theme` is a folder of templates to use in place of the project's
    own. `memory` keeps results from an earlier reading. `repository` is where its files are edited, if `data/site.yml`
    names none.
    """
    project, problems = read_project(root, kinds, today=today, theme=theme, memory=memory, repository=repository)
    if project is None:
        return None, problems
    problems += project.check(map_in_order(lambda plan: parts_of(plan.render(), project.addresses), project.plans))
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
    """Do the same without rendering pages, for a build: it renders each page once, and checks it then."""
    memory = memory or Memory()
    # Without a cache on disk, templates and PDFs are kept for as long as the memory.
    cache = cache or memory.recall(("cache",), None, Cache)
    inputs, problems = read_inputs(root, tuple(kinds), memory, repository)
    catalog, record_problems = inputs.build_catalog(cache)
    problems += record_problems
    whole = has_all_records(catalog, problems)
    problems += check_all_texts(catalog, inputs, whole=whole)
    problems += check_program_years(catalog, inputs.settings.site)
    problems += check_reviews_due(catalog, today)
    project, address_problems = _assemble(
        root, theme or root / "theme", inputs, catalog, whole=not has_errors(problems)
    )
    problems += address_problems
    if project is None or has_errors(problems):
        # Blocks cannot be rendered if records have errors, but those that do not exist can be named.
        return None, [
            *problems,
            *(problem for page in inputs.content_pages for problem in check_content_page(catalog, page)),
        ]
    return replace(project, problems=tuple(problems)), problems


def _assemble(
    root: Path,
    theme: Path,
    inputs: Inputs,
    catalog: Catalog,
    *,
    whole: bool,
) -> tuple[Project | None, list[Problem]]:
    """Return the project, and the problems in its addresses. `whole`: whether there were no errors so far."""
    kinds, folder, settings, published = inputs.kinds, inputs.folder, inputs.settings, inputs.published
    redirects, moves = redirects_of(settings), settings.redirects.redirects
    derived_pages = derived_page_urls(catalog, published, redirects, whole=whole)
    files = files_of_kinds(catalog, settings.site) | recordings_in(theme)
    addresses = addresses_of(folder, kinds, inputs.content_addresses, redirects, derived_pages, files)
    uids = frozenset(event.uid for event in events_of_kinds(catalog, settings.site)) if whole else None
    problems = [
        *check_settings(addresses, settings, folder),
        *([] if "redirects" in settings.invalid else check_redirects(moves, folder.settings, addresses)),
        *([] if "redirects" in settings.invalid else check_published(published, addresses, redirects, uids)),
        *check_frame(frame_and_scripts(root, theme, kinds), addresses),
        *check_templates(root, catalog),
    ]
    if not whole or has_errors(problems):
        return None, problems
    renderer = Renderer(catalog, settings.site, theme)
    plans = tuple(renderer.content_pages(inputs.content_pages))
    sources = Sources(inputs.content_pages, folder.settings, published, theme)
    return Project(root, kinds, settings, catalog, addresses, plans, renderer, sources, ()), problems

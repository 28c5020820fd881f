"""The addresses of a project: pages, files, and records within pages; checks that menus and redirects lead to them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.base.editor_files import matching
from generator.base.problems import Place, Problem, did_you_mean
from generator.formats.ical import Event
from generator.pages.kind_files import kind_files
from generator.pages.page import Plan
from generator.pages.redirects import ANY, RedirectMap
from generator.records.catalog import Catalog
from generator.records.data_folder import Folder
from generator.records.kind import Kind
from generator.records.settings import MenuLink, SiteSettings
from generator.records.settings_files import Settings
from generator.text.slugs import SLUG
from generator.yaml_files.yaml_source import KeyPath

SHARED_FILES = ("offline.zip",)
"""Files of the whole site that readers may have linked to."""

NO_SUCH_PAGE = "Copy the address of a page from your browser, without the website's name: it starts with '/'."
"""The fix for an address that is similar to none."""


@dataclass(frozen=True)
class Addresses:
    """A project's addresses, relative to the root. They follow from file names, so a record with errors has one too."""

    pages: frozenset[str]
    ids: frozenset[str]
    """Pages, and anchors of records within pages."""
    files: frozenset[str]
    """Files that readers open or subscribe to: exports, PDFs, calendars, the offline copy."""


def addresses_of(
    folder: Folder,
    kinds: Iterable[Kind],
    content: frozenset[str],
    redirects: RedirectMap,
    derived_pages: frozenset[str] = frozenset(),
    files: frozenset[str] = frozenset(),
) -> Addresses:
    """Return a project's addresses: those of its own files, of derived pages, and of `files`.

    `derived_pages` may include files that a record with errors had: a file is no page.
    """
    kinds = tuple(kinds)
    files |= {address for address in derived_pages if "#" not in address and not address.endswith("/")}
    derived_pages -= files
    records = [(kind, kind.address_of(slug)) for kind in kinds for slug in folder.slugs[kind.name]]
    indexes = {kind.home for kind in kinds if kind.index}
    moved = redirects.pages.keys()
    listed = {address for address in content | indexes | derived_pages if not address.endswith(".html")}
    own = {address for kind, address in records if kind.has_pages}
    return Addresses(frozenset(listed | own | moved), frozenset(listed | {address for _, address in records}), files)


def files_of_kinds(catalog: Catalog, site: SiteSettings) -> frozenset[str]:
    """Return the files that readers may have linked to: exports and files of kinds, and the offline copy."""
    exports = (f"data/{kind}.{ending}" for kind in catalog.kinds for ending in ("json", "csv"))
    own = (file.name for kind in catalog.kinds.values() for file in kind_files(catalog, kind, site, ""))
    return frozenset((*SHARED_FILES, *exports, *own))


RECORDINGS = "assets/audio/"
"""The folder of the theme for recordings that pages play."""


def recordings_in(theme: Path) -> frozenset[str]:
    """Return the recordings that the theme has."""
    return frozenset(f"{RECORDINGS}{path.name}" for path in matching(theme / RECORDINGS, "*") if path.is_file())


def events_of_kinds(catalog: Catalog, site: SiteSettings) -> Iterator[Event]:
    """Yield all calendar events, without URLs."""
    for kind in catalog.kinds.values():
        if kind.behavior.events:
            yield from kind.behavior.events(catalog, site, "")


def derived_page_urls(
    catalog: Catalog, published: Mapping[str, int], redirects: RedirectMap, *, whole: bool
) -> frozenset[str]:
    """Return the addresses of derived pages: those that list a record, and those that were published when they did.

    If the catalog is not `whole`, since some files have errors, every published address below a kind with derived pages
    may be one of them: a file with errors must not also be reported as a lost address. Addresses that only a record can
    have are excluded, so that a record that is gone is reported immediately; so are those that redirect.
    """
    if not whole:
        homes = tuple({kind.home for kind, _ in catalog.derived_pages.values()})
        record = _record_address(catalog.kinds.values())
        below = {address for address in published if homes and address.startswith(homes)}
        return frozenset(
            address
            for address in below
            if address in catalog.derived_pages
            or not (record.fullmatch(address) or redirects.resolve(address) is not None)
        )
    return frozenset(
        address for address, (_, derived) in catalog.derived_pages.items() if derived.size or address in published
    )


def _record_address(kinds: Iterable[Kind]) -> re.Pattern[str]:
    """Return a pattern that matches every address that a record of these kinds can have."""
    patterns = (re.escape(kind.address_of("SLUG")) for kind in kinds)
    return re.compile("|".join(pattern.replace("SLUG", SLUG.pattern) for pattern in patterns))


def linked_in_settings(settings: Settings) -> list[tuple[str, KeyPath, str]]:
    """Return the settings file, the key path and the address of each menu link, and of each redirect's target."""
    site = settings.site
    groups: tuple[tuple[KeyPath, tuple[MenuLink, ...]], ...] = (
        (("menu", "header"), site.menu.header),
        *((("menu", "footer", number, "links"), column.links) for number, column in enumerate(site.menu.footer)),
        (("help", "links"), site.help.links),
    )
    links = [("site", (*path, number, "url"), link.url) for path, links in groups for number, link in enumerate(links)]
    moves = settings.redirects.redirects
    return [*links, *(("redirects", ("redirects", number, "to"), move.new) for number, move in enumerate(moves))]


def check_settings(addresses: Addresses, settings: Settings, folder: Folder) -> Iterator[Problem]:
    """Yield the menu links and redirects that lead to no page or file."""
    known = sorted(f"/{address}" for address in addresses.pages | addresses.files)
    for name, path, url in linked_in_settings(settings):
        if name in settings.invalid:
            continue
        address = url.lstrip("/").split("#")[0]
        if url.startswith("/") and ANY not in address and address not in addresses.pages | addresses.files:
            yield Problem(
                folder.settings[name].place(path),
                "unknown-link",
                f"No page has the address '{url}'.",
                did_you_mean(url, known) or NO_SUCH_PAGE,
            )


def check_titles(pages: Iterable[Plan]) -> Iterator[Problem]:
    """Yield a problem for each page whose address or title another page has too."""
    sources: dict[str, str] = {}
    titles: dict[str, str] = {}
    for page in pages:
        if page.address in sources:
            yield Problem(
                Place(page.source),
                "duplicate-address",
                f"{sources[page.address]} has the same address, '/{page.address}'.",
                "Rename one of them.",
            )
        elif page.listed and page.title in titles:
            yield Problem(
                Place(page.source),
                "duplicate-title",
                f"'{page.title}' is also the title of {titles[page.title]}.",
                "Choose another title.",
            )
        sources.setdefault(page.address, page.source)
        titles.setdefault(page.title, page.source)

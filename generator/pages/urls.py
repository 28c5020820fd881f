"""Every address of a project: pages, files, and records within pages. Menus and redirects lead to what exists."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.base.problems import Place, Problem, did_you_mean
from generator.pages.page import Plan
from generator.pages.redirects import ANY, RedirectMap
from generator.records.catalog import Catalog
from generator.records.data_folder import SLUG, Folder
from generator.records.kind import Kind
from generator.records.settings import MenuLink, SiteSettings
from generator.records.settings_files import Settings
from generator.text.file_names import check_path
from generator.yaml_files.yaml_source import KeyPath

SHARED_FILES = ("offline.zip",)
"""Files of the whole site that readers keep links to."""


@dataclass(frozen=True)
class Addresses:
    """The addresses of a project, below the root. Taken from the files, so that a broken one is not also missing."""

    pages: frozenset[str]
    ids: frozenset[str]
    """Pages, and records within pages."""
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
    """The addresses that a project's files make, those of its kinds' `extras`, and its `files`."""
    kinds = tuple(kinds)
    records = [(kind, kind.address_of(slug)) for kind in kinds for slug in folder.slugs[kind.name]]
    indexes = {kind.home for kind in kinds if kind.index is not None}
    moved = redirects.pages.keys()
    listed = {address for address in content | indexes | derived_pages if not address.endswith(".html")}
    own = {address for kind, address in records if kind.has_pages}
    return Addresses(frozenset(listed | own | moved), frozenset(listed | {address for _, address in records}), files)


def files_of_kinds(catalog: Catalog, site: SiteSettings) -> frozenset[str]:
    """The files that readers may have linked to: each kind's exports and its own files, and the offline copy."""
    exports = (f"data/{kind}.{ending}" for kind in catalog.kinds for ending in ("json", "csv"))
    own = (name for kind in catalog.kinds.values() for name, _ in kind.files(catalog, site, ""))
    return frozenset((*SHARED_FILES, *exports, *own))


def derived_page_urls(catalog: Catalog, published: Mapping[str, int], *, whole: bool) -> frozenset[str]:
    """The extras that have a page: those that list a record, and those that were published when they did.

    Where the catalog is not `whole`, since some file is broken, every published address below a kind that makes
    extras may be one of them: a broken record is not also a lost address. Those that only a record's file can make are
    none, so that a record that is gone is named at once.
    """
    if not whole:
        homes = tuple({kind.home for kind, _ in catalog.derived_pages.values()})
        record = _of_records(catalog.kinds.values())
        found = {address for address in published if homes and address.startswith(homes)}
        return frozenset(one for one in found if one in catalog.derived_pages or not record.fullmatch(one))
    return frozenset(
        address for address, (_, extra) in catalog.derived_pages.items() if extra.size or address in published
    )


def _of_records(kinds: Iterable[Kind]) -> re.Pattern[str]:
    """The addresses that the records of kinds can have."""
    forms = (re.escape(kind.address_of("SLUG")) for kind in kinds)
    return re.compile("|".join(form.replace("SLUG", SLUG.pattern) for form in forms))


def linked_in_settings(settings: Settings) -> list[tuple[str, KeyPath, str]]:
    """The settings file, the place and the address of each link of a menu, and of each redirect's new address."""
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
    """Every link of a menu, and every redirect, leads to a page or file; every name in a redirect is portable."""
    yield from _check_redirects(addresses, settings, folder)
    for name, path, url in linked_in_settings(settings):
        address = url.lstrip("/").split("#")[0]
        if url.startswith("/") and ANY not in address and address not in addresses.pages | addresses.files:
            yield Problem(
                folder.settings[name].place(path),
                "unknown-link",
                f"No page has the address '{url}'.",
                did_you_mean(url, sorted(f"/{address}" for address in addresses.pages | addresses.files)),
            )


def _check_redirects(addresses: Addresses, settings: Settings, folder: Folder) -> Iterator[Problem]:
    moves = settings.redirects.redirects
    old = {move.old for move in moves}
    folded = {f"/{address}".casefold(): f"/{address}" for address in sorted(addresses.pages | addresses.files)}
    for number, move in enumerate(moves):
        place = folder.settings["redirects"].place
        if move.new in old:
            yield Problem(
                place(("redirects", number, "to")),
                "redirect-chain",
                f"'{move.new}' moved too.",
                "Write the address where it is read now.",
            )
        address = move.old.split("#")[0]
        same = folded.get(address.casefold(), address)
        why = check_path(address.replace(f"/{ANY}/", "/any/"))
        if ANY in address and "#" not in move.old:
            why = f"'{ANY}' stands for any folder only where a part of a page moved, as in /sites/*/#old-part."
        elif same != address:
            why = f"Some systems take it for '{same}'."
        if why:
            yield Problem(
                place(("redirects", number, "from")),
                "bad-name",
                f"'{move.old}' cannot be an address on every system. {why}",
                "Correct the address, or delete the line if it was never published.",
            )


def check_titles(pages: Iterable[Plan]) -> Iterator[Problem]:
    """Every page has an address and a title of its own."""
    sources: dict[str, str] = {}
    titles: dict[str, str] = {}
    for page in pages:
        if page.address in sources:
            yield Problem(
                Place(page.source),
                "duplicate-address",
                f"The address '/{page.address}' belongs to {sources[page.address]} too.",
                "Rename one of them.",
            )
        elif page.listed and page.title in titles:
            yield Problem(
                Place(page.source),
                "duplicate-title",
                f"'{page.title}' is also the title of {titles[page.title]}.",
                "Give the page a title of its own.",
            )
        sources.setdefault(page.address, page.source)
        titles.setdefault(page.title, page.source)

"""Every address leads somewhere, leads to one page only, and goes on doing so."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.catalog import Catalog
from generator.decode import conflicts
from generator.fields import ROOT
from generator.folder import SLUG, Folder
from generator.kind import Kind
from generator.load import KeyPath
from generator.pages import Page, Plan
from generator.problems import Place, Problem, did_you_mean
from generator.settings import Settings

LEDGER = "data/.published.txt"
HREF = re.compile(f'href="{ROOT}([^"#]*)#([^"=]+)"')
"""A link to a part of a page. With a '=' it is a choice that a script of the page will read, not a part."""

FRAME_IDS = ("main", "menu", "search-box", "suggestions")
"""Parts of the frame (theme/partials/header.html and its scripts)."""

ID = re.compile(r'\sid="([^"]+)"')


@dataclass(frozen=True)
class Addresses:
    """The addresses of a project, below the root. Taken from the files, so that a broken one is not also missing."""

    pages: frozenset[str]
    ids: frozenset[str]
    """Pages, and records within pages: all by which someone may have linked to the site."""


def addresses_of(
    folder: Folder,
    kinds: Iterable[Kind],
    content: frozenset[str],
    settings: Settings,
    extras: frozenset[str] = frozenset(),
) -> Addresses:
    """The addresses that a project's files make, and those of its rooms' `extras`."""
    kinds = tuple(kinds)
    records = [
        (kind, kind.address.format(kind=kind.name, slug=slug)) for kind in kinds for slug in folder.slugs[kind.name]
    ]
    indexes = {kind.home for kind in kinds if kind.index is not None}
    moved = {move.old.lstrip("/") for move in settings.redirects.redirects if "#" not in move.old}
    listed = {address for address in content | indexes | extras if not address.endswith(".html")}
    own = {address for kind, address in records if kind.has_pages}
    return Addresses(frozenset(listed | own | moved), frozenset(listed | {address for _, address in records}))


def extra_addresses(catalog: Catalog, published: Mapping[str, int], *, whole: bool) -> frozenset[str]:
    """The extras that have a page: those that list a record, and those that were published when they did.

    Where the catalog is not `whole`, since some file is broken, every published address below a kind that makes
    extras may be one of them: a broken record is not also a lost address. Those that only a record's file can make are
    none, so that a record that is gone is named at once.
    """
    if not whole:
        homes = tuple({kind.home for kind, _ in catalog.extras.values()})
        record = _of_records(catalog.kinds.values())
        found = {address for address in published if homes and address.startswith(homes)}
        return frozenset(one for one in found if one in catalog.extras or not record.fullmatch(one))
    return frozenset(address for address, (_, extra) in catalog.extras.items() if extra.size or address in published)


def _of_records(kinds: Iterable[Kind]) -> re.Pattern[str]:
    """The addresses that the records of kinds can have."""
    forms = (re.escape(kind.address.format(kind=kind.name, slug="SLUG")) for kind in kinds)
    return re.compile("|".join(form.replace("SLUG", SLUG.pattern) for form in forms))


def check_settings(addresses: Addresses, settings: Settings, folder: Folder) -> Iterator[Problem]:
    """Every link of a menu, and every redirect, leads to a page."""
    site = settings.site
    groups = (
        (("menu", "header"), site.menu.header),
        (("menu", "footer"), site.menu.footer),
        (("help", "links"), site.help.links),
    )
    moves = settings.redirects.redirects
    targets: list[tuple[str, KeyPath, str]] = [
        ("site", (*path, number, "url"), link.url) for path, links in groups for number, link in enumerate(links)
    ]
    targets += [("redirects", ("redirects", number, "to"), move.new) for number, move in enumerate(moves)]
    old = {move.old for move in moves}
    for number, move in enumerate(moves):
        if move.new in old:
            yield Problem(
                folder.settings["redirects"].place(("redirects", number, "to")),
                "redirect-chain",
                f"'{move.new}' moved too.",
                "Write the address where it is read now.",
            )
    for name, path, url in targets:
        if url.startswith("/") and url.lstrip("/").split("#")[0] not in addresses.pages:
            yield Problem(
                folder.settings[name].place(path),
                "unknown-link",
                f"No page has the address '{url}'.",
                did_you_mean(url, sorted(f"/{address}" for address in addresses.pages)),
            )


def read_ledger(root: Path) -> tuple[dict[str, int], list[Problem]]:
    """Every address that was ever published, below the root, with its line in the ledger."""
    ledger = root / LEDGER
    if not ledger.is_file():
        return {}, []
    try:
        text = ledger.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        hint = "Restore it from the last version that worked."
        return {}, [Problem(Place(LEDGER), "encoding", "The file is not UTF-8 text.", hint)]
    if found := conflicts(LEDGER, text):
        return {}, found
    return {line.removeprefix("/"): number for number, line in enumerate(text.splitlines(), 1) if line}, []


def check_ledger(published: Mapping[str, int], addresses: Addresses, settings: Settings) -> Iterator[Problem]:
    """An address that was published once is there for ever, or has a line in redirects.yml."""
    known = addresses.ids | {move.old.lstrip("/") for move in settings.redirects.redirects}
    for address, number in published.items():
        if address not in known:
            yield Problem(
                Place(LEDGER, number),
                "published-path-gone",
                f"'/{address}' was published and is gone.",
                f"Restore its record, or add to data/redirects.yml '- from: /{address}' and 'to:' with the new one.",
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


@dataclass(frozen=True, slots=True)
class Parts:
    """The ids in a rendered page, and the parts of pages that it links to: all that is kept of it for checks."""

    address: str
    source: str
    ids: tuple[str, ...]
    links: tuple[tuple[str, str], ...]
    """The address of the page, and the id."""
    problems: tuple[Problem, ...]
    """What is wrong in its text."""


def parts_of(page: Page) -> Parts:
    """What a rendered page holds and links to."""
    links = tuple(dict.fromkeys(HREF.findall(page.body)))
    return Parts(page.address, page.source, tuple(ID.findall(page.body)), links, page.problems)


def check_parts(pages: Iterable[Parts], addresses: Addresses) -> Iterator[Problem]:
    """No two parts of a page have one id, and links to parts of pages find them."""
    ids: dict[str, tuple[str, ...]] = {}
    wanted: dict[tuple[str, str], str] = {}
    for page in pages:
        yield from page.problems
        yield from _repeated_ids(page)
        ids[page.address] = page.ids
        wanted |= dict.fromkeys(page.links, page.source)
    for (address, part), source in wanted.items():
        held = ids.get(address, ())
        if f"{address}#{part}" not in addresses.ids and part not in held:
            yield Problem(
                Place(source),
                "unknown-part",
                f"The page '/{address}' has no part '#{part}'.",
                did_you_mean(part, held) or "Link to the page itself, or to one of its headings.",
            )


def _repeated_ids(page: Parts) -> Iterator[Problem]:
    """No two parts of a page have one address, nor that of a part of the frame."""
    seen = set(FRAME_IDS)
    for part in page.ids:
        if part in seen:
            message = f"Two parts of the page have the address '#{part}'."
            yield Problem(Place(page.source), "duplicate-part", message, "Rename a heading, or place each block once.")
        seen.add(part)


def to_ledger(root: Path, addresses: Addresses) -> str:
    """The ledger with today's addresses added; none is ever taken out."""
    published, _ = read_ledger(root)
    return "".join(f"/{address}\n" for address in sorted({*published, *addresses.ids}))

"""The parts of rendered pages, and the links between them: no two parts share an address, and no link is dead."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.base.problems import Place, Problem, did_you_mean
from generator.pages.page import Page
from generator.pages.redirects import ANY
from generator.pages.urls import Addresses
from generator.records.fields.types import ROOT

LINK = re.compile(f'href="({ROOT}[^"#]*)?(?:#([^"]*))?"')
"""A link to a page or file of the site, to a part of one, or to a part of the page itself."""

FRAME_IDS = ("main", "menu", "search-box", "suggestions")
"""Parts of the frame (theme/partials/header.html and its scripts)."""

ID = re.compile(r'\sid="([^"]+)"')
HEADING = re.compile(r'<h[2-6]\b[^>]*?\sid="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Parts:
    """The ids in a rendered page and its links: all that is kept of it for checks."""

    address: str
    source: str
    ids: tuple[str, ...]
    linkable: tuple[str, ...]
    """The addresses of its headings that do not depend on records: those that an editor wrote, and the sections of a
    record's page, known once for all records of the kind, as in 'sites/*/#facts'."""
    links: tuple[tuple[str, str], ...]
    """The address and the id of each part that it links to."""
    dead: tuple[str, ...]
    """The addresses that it links to and that are neither a page nor a file of the site."""
    problems: tuple[Problem, ...]
    """What is wrong in its text."""


def parts_of(page: Page, addresses: Addresses) -> Parts:
    """What a rendered page holds and links to."""
    links: dict[tuple[str, str], None] = {}
    dead: dict[str, None] = {}
    for target, part in dict.fromkeys(LINK.findall(page.body)):
        address = target.removeprefix(ROOT) if target else page.address
        if target and address not in addresses.pages and address not in addresses.files:
            dead[address] = None
        # With a '=' it is a choice that a script of the page reads, not a part.
        elif part and "=" not in part and not (part in FRAME_IDS and not target):
            links[address, part] = None
    return Parts(
        page.address,
        page.source,
        tuple(ID.findall(page.body)),
        tuple(_linkable(page)),
        tuple(links),
        tuple(dead),
        page.problems,
    )


def _linkable(page: Page) -> Iterator[str]:
    if page.record is not None:
        base = page.address.removesuffix(f"{page.record.slug}/") + f"{ANY}/"
        yield from (f"{base}#{part}" for part in HEADING.findall(page.body))
    elif page.is_content_page:
        found = HEADING.findall(page.body)
        yield from (f"{page.address}#{part}" for part in found if part not in page.block_ids)


@dataclass(frozen=True)
class DeadLink:
    """A link to what does not exist: the page on which it was met, and where it leads."""

    page: str
    """The page's address."""
    source: str
    """The page's file."""
    address: str
    part: str
    hint: str


def dead_links(pages: Iterable[Parts], ids: Mapping[str, frozenset[str]], addresses: Addresses) -> Iterator[DeadLink]:
    """Each link to a page, file or part that does not exist, once, on the first page that has it."""
    met: set[tuple[str, str]] = set()
    for page in pages:
        for address in page.dead:
            if (address, "") not in met:
                met.add((address, ""))
                hint = did_you_mean(f"/{address}", [f"/{one}" for one in addresses.pages])
                yield DeadLink(page.address, page.source, address, "", hint)
        for address, part in page.links:
            is_known = part in ids.get(address, ()) or f"{address}#{part}" in addresses.ids
            if not is_known and (address, part) not in met:
                met.add((address, part))
                yield DeadLink(page.address, page.source, address, part, did_you_mean(part, ids.get(address, ())))


def repeated_ids(page: Parts) -> Iterator[Problem]:
    """No two parts of a page have one address, nor that of a part of the frame."""
    seen = set(FRAME_IDS)
    for part in page.ids:
        if part in seen:
            message = f"Two parts of the page have the address '#{part}'."
            yield Problem(Place(page.source), "duplicate-part", message, "Rename a heading, or place each block once.")
        seen.add(part)

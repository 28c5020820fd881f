"""The anchors and links of rendered pages: finds duplicate ids and dead links."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.base.problems import Place, Problem, did_you_mean
from generator.pages.page import Page
from generator.pages.redirects import ANY
from generator.pages.urls import Addresses
from generator.records.fields.types import ROOT

LINK = re.compile(f'(?<!rel="stylesheet" )href="({ROOT}[^"#]*)?(?:#([^"]*))?"')
"""A link to a page or file of the site, to an anchor in one, or to an anchor on the same page. Readers do not
follow a link to a stylesheet."""

FRAME_IDS = ("main", "menu", "search-box", "suggestions")
"""The ids in the frame (theme/partials/header.html and its scripts)."""

ID = re.compile(r'\sid="([^"]+)"')
HEADING = re.compile(r'<h[2-6]\b[^>]*?\sid="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Parts:
    """The ids and links of a rendered page: all that is kept of it for checks."""

    address: str
    source: str
    ids: tuple[str, ...]
    linkable: tuple[str, ...]
    """The addresses of headings that may be published: those that an editor wrote, and those of a record's page, listed
    once for all records of its kind, as in 'sites/*/#facts'."""
    links: tuple[tuple[str, str], ...]
    """The address and the id of each anchor that it links to."""
    dead: tuple[str, ...]
    """The addresses that it links to but that are neither a page nor a file of the site."""
    problems: tuple[Problem, ...]
    """The problems in its text."""


def parts_of(page: Page, addresses: Addresses) -> Parts:
    """Return the ids and links of a rendered page."""
    links: dict[tuple[str, str], None] = {}
    dead: dict[str, None] = {}
    for target, anchor in dict.fromkeys(LINK.findall(page.body)):
        address = target.removeprefix(ROOT) if target else page.address
        if target and address not in addresses.pages and address not in addresses.files:
            dead[address] = None
        # A fragment with a '=' is read by a script of the page; it is no anchor.
        elif anchor and "=" not in anchor and not (anchor in FRAME_IDS and not target):
            links[address, anchor] = None
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
        yield from (f"{base}#{anchor}" for anchor in HEADING.findall(page.body))
    elif page.is_content_page:
        anchors = HEADING.findall(page.body)
        yield from (f"{page.address}#{anchor}" for anchor in anchors if anchor not in page.block_ids)


@dataclass(frozen=True)
class DeadLink:
    """A link to a page, file or anchor that does not exist, and the first page that has it."""

    page: str
    """The page's address."""
    source: str
    """The page's file."""
    address: str
    part: str
    """The anchor; empty if the page or file itself does not exist."""
    hint: str


def dead_links(pages: Iterable[Parts], ids: Mapping[str, frozenset[str]], addresses: Addresses) -> Iterator[DeadLink]:
    """Yield each link to a page, file or anchor that does not exist: once, on the first page that has it."""
    seen: set[tuple[str, str]] = set()
    for page in pages:
        for address in page.dead:
            if (address, "") not in seen:
                seen.add((address, ""))
                hint = did_you_mean(f"/{address}", [f"/{known}" for known in addresses.pages])
                yield DeadLink(page.address, page.source, address, "", hint)
        for address, anchor in page.links:
            exists = anchor in ids.get(address, ()) or f"{address}#{anchor}" in addresses.ids
            if not exists and (address, anchor) not in seen:
                seen.add((address, anchor))
                yield DeadLink(page.address, page.source, address, anchor, did_you_mean(anchor, ids.get(address, ())))


def repeated_ids(page: Parts) -> Iterator[Problem]:
    """Yield a problem for each id that occurs twice on a page, or that the frame uses too."""
    seen = set(FRAME_IDS)
    for anchor in page.ids:
        if anchor in seen:
            message = f"The anchor '#{anchor}' occurs twice on this page."
            yield Problem(
                Place(page.source), "duplicate-anchor", message, "Rename a heading, or place each block only once."
            )
        seen.add(anchor)

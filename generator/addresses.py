"""Every address leads somewhere, leads to one page only, and goes on doing so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.problems import Place, Problem, did_you_mean

if TYPE_CHECKING:
    from generator.project import Project

LEDGER = "data/.published.txt"


def check_addresses(project: Project) -> list[Problem]:
    """What is wrong with the addresses of a whole project."""
    return [*_collisions(project), *_menu(project), *_gone(project)]


def _collisions(project: Project) -> Iterator[Problem]:
    """Every page has an address and a title of its own."""
    addresses: dict[str, str] = {}
    titles: dict[str, str] = {}
    for page in project.pages:
        if page.address in addresses:
            yield Problem(
                Place(page.source),
                "duplicate-address",
                f"The address '/{page.address}' belongs to {addresses[page.address]} too.",
                "Rename one of them.",
            )
        elif page.title in titles:
            yield Problem(
                Place(page.source),
                "duplicate-title",
                f"'{page.title}' is also the title of {titles[page.title]}.",
                "Give the page a title of its own.",
            )
        addresses.setdefault(page.address, page.source)
        titles.setdefault(page.title, page.source)


def _menu(project: Project) -> Iterator[Problem]:
    """Every link of a menu, and every redirect, leads to a page."""
    known = frozenset(page.address for page in project.pages)
    menu = project.settings.site.menu
    targets = [("data/site.yml", link.url) for link in (*menu.header, *menu.footer, *project.settings.site.help.links)]
    targets += [("data/redirects.yml", move.new) for move in project.settings.redirects.redirects]
    for path, url in targets:
        if url.startswith("/") and url.lstrip("/").split("#")[0] not in known:
            yield Problem(
                Place(path),
                "unknown-link",
                f"No page has the address '{url}'.",
                did_you_mean(url, sorted(f"/{address}" for address in known)),
            )


def _gone(project: Project) -> Iterator[Problem]:
    """An address that was published once is there for ever, or has a line in redirects.yml."""
    ledger = project.root / LEDGER
    if not ledger.is_file():
        return
    try:
        text = ledger.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        yield Problem(
            Place(LEDGER), "encoding", "The file is not UTF-8 text.", "Restore it from the last version that worked."
        )
        return
    known = {*project.ids, *(move.old for move in project.settings.redirects.redirects)}
    for number, address in enumerate(text.splitlines(), 1):
        if address and address not in known:
            yield Problem(
                Place(LEDGER, number),
                "published-path-gone",
                f"'{address}' was published and is gone.",
                f"Restore its record, or add to data/redirects.yml '- from: {address}' and 'to:' with the new one.",
            )


def to_ledger(project: Project) -> str:
    """The ledger with today's addresses added; none is ever taken out."""
    ledger = project.root / LEDGER
    before = set(ledger.read_text(encoding="utf-8").splitlines()) if ledger.is_file() else set()
    return "".join(f"{address}\n" for address in sorted(before | set(project.ids)))

"""What was ever published goes on leading somewhere: pages, files, parts of pages, and ids that calendars keep."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from generator.base.problems import Place, Problem
from generator.pages.page_parts import Parts
from generator.pages.redirects import ANY, RedirectMap
from generator.pages.urls import Addresses
from generator.yaml_files.text_file import conflicts

PUBLISHED_URLS = "data/.published.txt"
UID = "uid:"
"""Begins a line with the id of an event: calendars that subscribed know it by that alone."""


def read_published_urls(root: Path) -> tuple[dict[str, int], list[Problem]]:
    """Everything that was ever published, addresses below the root, each with its line in the ledger."""
    ledger = root / PUBLISHED_URLS
    if not ledger.is_file():
        return {}, []
    try:
        text = ledger.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        hint = f"Restore {PUBLISHED_URLS} from Git."
        return {}, [Problem(Place(PUBLISHED_URLS), "encoding", "The file is not UTF-8 text.", hint)]
    if found := conflicts(PUBLISHED_URLS, text):
        return {}, found
    return {line.removeprefix("/"): number for number, line in enumerate(text.splitlines(), 1) if line}, []


def check_published(
    published: Mapping[str, int], addresses: Addresses, redirects: RedirectMap, uids: frozenset[str]
) -> Iterator[Problem]:
    """Every page, file and id that was published is there, or a line in redirects.yml leads on."""
    known = addresses.pages | addresses.files | redirects.pages.keys() | redirects.files.keys()
    for name, number in published.items():
        if name.startswith(UID):
            if name.removeprefix(UID) not in uids:
                yield _lost_uid(name, number)
        elif "#" not in name and name not in known:
            yield _lost(name, number)


def check_published_parts(
    published: Mapping[str, int],
    pages: Sequence[Parts],
    template_ids: frozenset[str],
    addresses: Addresses,
    redirects: RedirectMap,
) -> Iterator[Problem]:
    """Every part of a page that was published is there, or leads on.

    `template_ids` are those that templates write out: a section of a page that the program makes may be empty today.
    """
    ids = {page.address: frozenset(page.ids) for page in pages}
    written = {page.address for page in pages if page.source.startswith("content/")}
    linkable = {name for page in pages for name in page.linkable} | {line.old[1:] for line in redirects.lines}
    for name, number in published.items():
        page, mark, part = name.partition("#")
        if not mark or part in ids.get(page, ()) or name in addresses.ids or name in linkable:
            continue
        if part in template_ids and page not in written and (page in ids or ANY in page):
            continue
        new = redirects.resolve(name)
        target, _, anchor = (new or "").partition("#")
        if new is None or (anchor and anchor not in ids.get(target, ()) and new not in addresses.ids):
            yield _lost(name, number)


def _lost(name: str, number: int) -> Problem:
    restore = "Restore it" if "#" in name else "Restore its file"
    return Problem(
        Place(PUBLISHED_URLS, number),
        "published-path-gone",
        f"'/{name}' was published and is gone.",
        f"{restore}, or add to data/redirects.yml '- from: /{name}' and 'to:' with the address where it is read now.",
    )


def _lost_uid(name: str, number: int) -> Problem:
    uid = name.removeprefix(UID)
    return Problem(
        Place(PUBLISHED_URLS, number),
        "published-path-gone",
        f"Calendars know an event as '{uid}', and it is gone.",
        "Restore the record's file name and its dates. To call a period off, set 'status: cancelled' instead.",
    )


def to_published_urls(root: Path, addresses: Addresses, parts: Iterable[Parts], uids: Iterable[str]) -> str:
    """The ledger with what is published today added; nothing is ever taken out."""
    names = {*read_published_urls(root)[0], *addresses.ids, *addresses.files}
    for page in parts:
        if page.address in addresses.pages:
            names.update(page.linkable)
            names |= {f"{address}#{part}" for address, part in page.links if address != page.address}
    lines = [name if name.startswith(UID) else f"/{name}" for name in names] + [f"{UID}{uid}" for uid in uids]
    return "".join(f"{line}\n" for line in sorted(set(lines)))

"""Check that every published page, file, anchor and calendar id still exists or is redirected."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from generator.base.problems import Place, Problem
from generator.pages.page_parts import Parts
from generator.pages.redirects import ANY, RedirectMap
from generator.pages.urls import Addresses
from generator.yaml_files.text_file import conflicts

PUBLISHED_URLS = "data/.published.txt"
UID = "uid:"
"""The start of a line with the id of a calendar event, by which readers' calendars know the event."""


def read_published_urls(root: Path) -> tuple[dict[str, int], list[Problem]]:
    """Return every published URL, relative to the root, with its line in the list, and the problems of the list."""
    path = root / PUBLISHED_URLS
    if not path.is_file():
        return {}, []
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        hint = f"Restore {PUBLISHED_URLS} from Git."
        return {}, [Problem(Place(PUBLISHED_URLS), "encoding", "The file is not UTF-8 text.", hint)]
    if problems := conflicts(PUBLISHED_URLS, text):
        return {}, problems
    return {line.removeprefix("/"): number for number, line in enumerate(text.splitlines(), 1) if line}, []


def check_published(
    published: Mapping[str, int], addresses: Addresses, redirects: RedirectMap, uids: frozenset[str] | None
) -> Iterator[Problem]:
    """Yield the problem of each published page, file and calendar id that is neither there nor redirected.

    `uids`: the ids of calendar events; None if records have errors, since an event may belong to one of them.
    """
    known = addresses.pages | addresses.files | redirects.pages.keys() | redirects.files.keys()
    for name, number in published.items():
        if name.startswith(UID):
            if uids is not None and name.removeprefix(UID) not in uids:
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
    """Yield the problem of each published anchor that is neither there nor redirected.

    `template_ids`: the ids in templates. A page of a record may be without such a section as long as it has no content.
    """
    ids = {page.address: frozenset(page.ids) for page in pages}
    written = {page.address for page in pages if page.source.startswith("content/")}
    linkable = {name for page in pages for name in page.linkable} | {line.old[1:] for line in redirects.lines}
    for name, number in published.items():
        page, hash_sign, part = name.partition("#")
        if not hash_sign or part in ids.get(page, ()) or name in addresses.ids or name in linkable:
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
        "published-url-gone",
        f"'/{name}' was published and no longer exists.",
        f"{restore}, or in data/redirects.yml add '- from: /{name}' and 'to:' with its new address.",
    )


def _lost_uid(name: str, number: int) -> Problem:
    uid = name.removeprefix(UID)
    return Problem(
        Place(PUBLISHED_URLS, number),
        "published-url-gone",
        f"Readers' calendars have an event with the id '{uid}', which no longer exists.",
        "Restore the record's file name and dates. To call off an event, keep its record and mark it as canceled.",
    )


def to_published_urls(root: Path, addresses: Addresses, parts: Iterable[Parts], uids: Iterable[str]) -> str:
    """Return the list of published URLs with those of today added. Nothing is ever removed from it."""
    names = {*read_published_urls(root)[0], *addresses.ids, *addresses.files}
    for page in parts:
        if page.address in addresses.pages:
            names.update(page.linkable)
            names |= {f"{address}#{part}" for address, part in page.links if address != page.address}
    lines = [name if name.startswith(UID) else f"/{name}" for name in names] + [f"{UID}{uid}" for uid in uids]
    return "".join(f"{line}\n" for line in sorted(set(lines)))

"""Check that every published page, file, anchor and calendar id still exists or is redirected."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from generator.base.problems import Place, Problem
from generator.formats.ical import Event, Revision, revision_of
from generator.pages.page_parts import Parts
from generator.pages.redirects import ANY, RedirectMap
from generator.pages.urls import Addresses
from generator.yaml_files.text_file import conflicts

PUBLISHED_URLS = "data/.published.txt"
UID = "uid:"
"""The start of a line with the id of a calendar event, by which readers' calendars know the event. The number and the
digest of its last published version follow, as in 'uid:spring-opens@example.org 5032 0a1b2c3d4e5f'."""
EVENT = re.compile(rf"{UID}(.+) (\d{{1,9}}) ([0-9a-f]{{12}})")


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
            uid, _ = _event_in(name)
            if uids is not None and uid not in uids:
                yield _lost_uid(uid, number)
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


def _lost_uid(uid: str, number: int) -> Problem:
    return Problem(
        Place(PUBLISHED_URLS, number),
        "published-url-gone",
        f"Readers' calendars have an event with the id '{uid}', which no longer exists.",
        "Restore the record's file name and dates. To call off an event, keep its record and mark it as canceled.",
    )


def published_events(published: Iterable[str]) -> dict[str, Revision]:
    """Return the last published version of each calendar event, by uid. `published`: the lines of the list.

    After a merge, an event may have several lines, and no one knows which of two versions with the same number is the
    last: then the digest is "", and the event counts as changed.
    """
    versions: dict[str, set[Revision]] = {}
    for name in published:
        uid, revision = _event_in(name)
        if revision is not None:
            versions.setdefault(uid, set()).add(revision)
    return {uid: _last(revisions) for uid, revisions in versions.items()}


def _last(versions: Collection[Revision]) -> Revision:
    number = max(version.number for version in versions)
    digests = {version.digest for version in versions if version.number == number}
    return Revision(number, digests.pop() if len(digests) == 1 else "")


def _event_in(name: str) -> tuple[str, Revision | None]:
    """Return the uid in a line of the list; with the version of the event, if the line has one."""
    match = EVENT.fullmatch(name)
    if match is None:
        return name.removeprefix(UID), None
    return match[1], Revision(int(match[2]), match[3])


def to_published_urls(root: Path, addresses: Addresses, parts: Iterable[Parts], events: Iterable[Event]) -> str:
    """Return the list of published URLs with those of today added. No URL and no event is ever removed from it."""
    published, _ = read_published_urls(root)
    revisions = published_events(published)
    today = {event.uid: revision_of(event, revisions.get(event.uid)) for event in events}
    kept = (name for name in published if not (name.startswith(UID) and _event_in(name)[0] in today))
    names = {*kept, *addresses.ids, *addresses.files}
    for page in parts:
        if page.address in addresses.pages:
            names.update(page.linkable)
            names |= {f"{address}#{part}" for address, part in page.links if address != page.address}
    lines = [name if name.startswith(UID) else f"/{name}" for name in names]
    lines += [f"{UID}{uid} {revision.number} {revision.digest}" for uid, revision in today.items()]
    return "".join(f"{line}\n" for line in sorted(set(lines)))

"""Warn about entities that plain text shows as they are typed, and about letters that a program garbled."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from generator.base.problems import Place, Problem
from generator.records.catalog import Catalog
from generator.records.content_pages import ContentPage
from generator.records.fields.types import Link, Prose, is_web_address
from generator.records.fields.walk import walk
from generator.records.record import INJECTED, Record
from generator.records.settings_files import Settings
from generator.text.masking import mask
from generator.text.typed.garbled import Garbled, find_escaped_references, find_garbled, find_references
from generator.text.typed.pasted import BULLETS, find_bullet, find_odd_spaces, find_soft_hyphens
from generator.yaml_files.yaml_source import KeyPath, SourceFile

SIGNS = re.compile(f"[&\\\\Ââï‚ðÃ\ufffd\u00ad\u00a0\u202f]|=[0-9A-F]{{2}}=|\\A[{BULLETS}]")
"""A fast test: every garbled text has a match."""

AS_TYPED = re.compile(r"https?://\S+|`[^`\n]+`")
"""Addresses and code, in which escapes may be right."""

CAN_BE_FIXED = " The 'fix' command can do it."


def check_garbled(
    catalog: Catalog,
    written: Iterable[ContentPage],
    settings: Settings,
    sources: Mapping[str, SourceFile],
    records: Iterable[Record],
) -> Iterator[Problem]:
    """Yield a warning for each garbled part of a text in pages, `records` and settings.

    `sources`: the settings files, by name.
    """
    for record in records:
        source = catalog.sources[record.kind, record.slug]
        for path, text in garbled_texts(catalog, record):
            yield from _problems(partial(source.place, path), text, CAN_BE_FIXED)
    for page in written:
        for _, value in walk(page.front_matter):
            if isinstance(value, str):
                yield from _problems(partial(_front_matter, page), value, CAN_BE_FIXED)
        yield from _problems(page.place, Prose(page.text), CAN_BE_FIXED)
    models = {"site": settings.site, "synonyms": settings.synonyms, **catalog.settings}
    for name, source in sources.items():
        for path, value in walk(models[name]) if name in models else ():
            if isinstance(value, str):
                yield from _problems(partial(source.place, path), value, "")


def garbled_texts(catalog: Catalog, record: Record) -> Iterator[tuple[KeyPath, str]]:
    """Yield each text in a record's own file that has a garbled part, with its path."""
    for path, text in catalog.values(record, str):
        # A document that the record cites has a file of its own.
        if SIGNS.search(text) and path[0] not in INJECTED and path in catalog.sources[record.kind, record.slug].values:
            yield path, text


def entities_in(text: str) -> list[Garbled]:
    """Return the entities in a text that readers see as they are typed. Texts of type `Prose` are Markdown."""
    if "&" not in text or isinstance(text, Link):
        return []
    if is_web_address(text):
        return [one for one in find_references(text) if one.typed == "&amp;"]
    own = mask(AS_TYPED, text)
    return list(find_escaped_references(own) if isinstance(text, Prose) else find_references(own))


def garbled_in(text: str) -> list[Garbled]:
    """Return the other garbled parts of a text."""
    is_plain = not SIGNS.search(text) or isinstance(text, Link) or is_web_address(text)
    return [] if is_plain else list(find_garbled(mask(AS_TYPED, text)))


def pasted_in(text: str) -> list[Garbled]:
    """Return what a word processor left in a text, except for the lists of Markdown texts."""
    if isinstance(text, Link) or not SIGNS.search(text):
        return []
    found = list(find_soft_hyphens(text))
    if not is_web_address(text):
        found += find_odd_spaces(mask(AS_TYPED, text))
        found += [] if isinstance(text, Prose) else find_bullet(text)
    return found


def _front_matter(page: ContentPage, line: int) -> Place:
    return Place(page.source, 1)


def _problems(place: Callable[..., Place], text: str, fix: str) -> Iterator[Problem]:
    for part in entities_in(text):
        message = f"'{part.typed}' is an HTML entity, and readers see it as it is typed."
        yield Problem(_line(place, text, part), "html-entity", message, _hint(part, fix), "warning")
    for part in garbled_in(text):
        message = f"'{part.typed[:40]}' is garbled: a program read or wrote it in a wrong encoding."
        yield Problem(_line(place, text, part), "garbled-text", message, _hint(part, fix), "warning")
    for part in pasted_in(text):
        line = text[text.rfind("\n", 0, part.start) + 1 :].partition("\n")[0]
        shown = " ".join(line.replace("\u00ad", "").split())[:30]
        message = f"{_name(part)} in '{shown}'."
        yield Problem(_line(place, text, part), "pasted-character", message, _pasted_hint(part, fix), "warning")


def _pasted_hint(part: Garbled, fix: str) -> str:
    return f"{'Write a normal space instead.' if part.meant else 'Delete it.'}{fix}"


def _name(part: Garbled) -> str:
    """Return what is wrong with a pasted part."""
    if part.typed.startswith("\u00ad"):
        return "There is a soft hyphen, which readers do not see,"
    return "There is a no-break space between words" if part.meant else "There is a bullet"


def _line(place: Callable[..., Place], text: str, part: Garbled) -> Place:
    return place(line=text.count("\n", 0, part.start))


def _hint(part: Garbled, fix: str) -> str:
    if part.meant is None:
        return "Compare the text with its source and type it again."
    return f"Write '{part.meant}' instead.{fix}" if part.meant.strip() else f"Delete it, or write a space.{fix}"

"""What no text may hold: the names of those who asked to be taken down, and ways to reach a person. Errors.

No message repeats what it found: the report of a check is public too.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import chain
from typing import Any, NamedTuple

from generator.base.problems import Place, Problem
from generator.records.catalog import Catalog
from generator.records.content_pages import ContentPage
from generator.records.fields.types import Link
from generator.records.fields.walk import walk
from generator.records.record import Record
from generator.records.settings import SiteSettings
from generator.records.settings_files import Settings
from generator.text.masking import mask
from generator.yaml_files.yaml_source import KeyPath, Source


class TextAtPlace(NamedTuple):
    """A text, the place of each of its lines (from 0), and the officials that its record names."""

    place: Callable[[int], Place]
    words: str
    officials: frozenset[str] = frozenset()


MAILBOX = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
TELEPHONE = re.compile(r"(?<![\d./-])(?:\+?1[ .-]?)?\(?[2-9]\d{2}\)?[ .-]?[2-9]\d{2}[ .-]?\d{4}(?![\d-])")
"""A number of the United States: ten digits, however they are grouped. 988 and 911 are none."""

CONTACT = re.compile(r"@|\d{3}\)?[ .-]?\d{3}")
"""What every mailbox and every telephone number has: a text without it has neither."""

WEB_ADDRESS = re.compile(r"https?://\S+")
EMAIL = "email"
"""The field that is meant for a mailbox; its room asks for consent."""


def check_privacy(
    catalog: Catalog,
    written: Iterable[ContentPage],
    settings: Settings,
    sources: Mapping[str, Source],
    records: Iterable[Record],
) -> Iterator[Problem]:
    """Each name of what was taken down, each mailbox and each telephone number, in pages, `records` and settings files.

    `sources`: the settings files, by name.
    """
    models = {"site": settings.site, "synonyms": settings.synonyms, **catalog.settings}
    said = [
        text for name, source in sources.items() if name in models for text in _texts_in(source, walk(models[name]))
    ]
    hidden = [record for kind in catalog.kinds for record in catalog.hidden(kind)]
    names = [_NamesOf(catalog, record) for record in hidden]
    allowed = _public(settings.site)
    for text in chain(_texts_of_records(catalog, records), _texts_of_pages(written)):
        for name in names:
            yield from name.in_text(text)
        yield from _contacts(text, allowed)
    for text in said:
        for name in names:
            yield from name.in_text(text)


# Where texts stand


def _texts_of_records(catalog: Catalog, records: Iterable[Record]) -> Iterator[TextAtPlace]:
    """Every text of the records that are shown; the mailbox of a field that is meant for one is none."""
    for record in records:
        if not record.is_hidden:
            officials = officials_of(record)
            for text in _texts_in(catalog.sources[record.kind, record.slug], catalog.values(record, str)):
                yield text._replace(officials=officials) if officials else text


def _texts_in(source: Source, values: Iterable[tuple[KeyPath, Any]]) -> Iterator[TextAtPlace]:
    for path, text in values:
        if isinstance(text, str) and not isinstance(text, Link) and path[-1] not in ("kind", "slug", EMAIL):
            yield TextAtPlace(partial(_line_of, source, path), text)


def _line_of(source: Source, path: KeyPath, line: int) -> Place:
    return source.place(path, line=line)


def _texts_of_pages(written: Iterable[ContentPage]) -> Iterator[TextAtPlace]:
    for page in written:
        for text in (page.front_matter.title, page.front_matter.description):
            yield TextAtPlace(partial(_first_line, page), text)
        yield TextAtPlace(page.place, page.text)


def _first_line(page: ContentPage, _: int) -> Place:
    return Place(page.source, 1)


# Names of what was taken down


class _NamesOf:
    """The names of a record that was taken down and of its officials, which nobody else has."""

    def __init__(self, catalog: Catalog, record: Record) -> None:
        self._record = record
        self._pattern = _pattern_of(names_of(record) | officials_of(record))
        # A name that is part of another's of its kind is that one's, where it stands in it.
        others = {name for other in catalog.all(record.kind) for name in names_of(other)}
        self._longer = _pattern_of(name for name in others if self._pattern.search(name))

    def in_text(self, text: TextAtPlace) -> Iterator[Problem]:
        """Each place of a text that names the record or its officials; those of the text's own record are allowed."""
        words = mask(self._longer, text.words)
        words = mask(_pattern_of(text.officials), words) if text.officials else words
        for match in self._pattern.finditer(words):
            yield Problem(
                text.place(words.count("\n", 0, match.start())),
                "names-hidden",
                f"A name of '{self._record.kind}:{self._record.slug}' stands here. It was taken down at the request of "
                "those it is about, and is no longer named on this site.",
                "Take the name out.",
            )


def names_of(record: Record) -> set[str]:
    """What a record is called in texts: its name, also without what stands behind it in brackets, and its short one."""
    names = {record.title, re.sub(r"\s*\([^()]*\)$", "", record.title), getattr(record, "short_name", None)}
    return {name for name in names if name}


def officials_of(record: Record) -> frozenset[str]:
    """The names of a record's officials."""
    return frozenset(official.name for official in getattr(record, "officials", ()))


def _pattern_of(names: Iterable[str]) -> re.Pattern[str]:
    """Names as whole words, wherever a line breaks. One of a single word is meant only as it is written."""
    found = sorted(names, key=len, reverse=True)
    forms = [_form(name.split()) for name in found] or ["(?!)"]
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)")


def _form(words: list[str]) -> str:
    form = r"\s+".join(re.sub("['’]", "['’]", re.escape(word)) for word in words)
    return f"(?i:{form})" if len(words) > 1 else form


# Ways to reach a person


def _public(site: SiteSettings) -> frozenset[str]:
    """The mailboxes and numbers that the settings name, as they are compared."""
    named = [text for _, text in walk(site) if isinstance(text, str)]
    found = [match[0] for text in named for pattern in (MAILBOX, TELEPHONE) for match in pattern.finditer(text)]
    return frozenset(map(_bare, found))


def _bare(contact: str) -> str:
    """A mailbox in small letters, a number as its last ten digits."""
    return contact.casefold() if "@" in contact else re.sub(r"\D", "", contact)[-10:]


def _contacts(text: TextAtPlace, allowed: frozenset[str]) -> Iterator[Problem]:
    if not CONTACT.search(text.words):
        return
    own = mask(WEB_ADDRESS, text.words)
    for what, pattern in (("mailbox", MAILBOX), ("telephone number", TELEPHONE)):
        for match in pattern.finditer(own):
            if _bare(match[0].strip(".")) not in allowed:
                yield Problem(
                    text.place(own.count("\n", 0, match.start())),
                    "private-contact",
                    f"A {what} stands in the text.",
                    "Write where to ask instead, such as the organization's web address. One of a public service may "
                    "stand here once 'public_contacts' in data/site.yml names it.",
                )

"""Check that no text contains a name that was taken down, an email address or a phone number.

No message quotes the match, since the report of a check is public too.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import chain
from typing import NamedTuple

from generator.base.problems import Place, Problem
from generator.records.catalog import Catalog
from generator.records.content_pages import ContentPage
from generator.records.fields.citations import Cited
from generator.records.fields.roles import Role
from generator.records.fields.types import Link
from generator.records.fields.walk import walk
from generator.records.record import INJECTED, Record
from generator.records.settings import SiteSettings
from generator.records.settings_files import Settings
from generator.text.masking import mask
from generator.text.typed.contacts import find_contacts
from generator.text.typed.visible import visible
from generator.yaml_files.yaml_source import KeyPath, SourceFile


class TextAtPlace(NamedTuple):
    """A text, the place of each of its lines (from 0), and the officials that its record lists."""

    place: Callable[[int], Place]
    text: str
    officials: frozenset[str] = frozenset()


def check_privacy(
    catalog: Catalog,
    written: Iterable[ContentPage],
    settings: Settings,
    sources: Mapping[str, SourceFile],
    records: Iterable[Record],
) -> Iterator[Problem]:
    """Yield an error for each such name, address or number in pages, `records` and settings.

    Contacts in the settings of the site are public, and allowed everywhere. `sources`: the settings files, by name.
    """
    models = {"site": settings.site, "synonyms": settings.synonyms, **catalog.settings}
    settings_texts = [
        text for name, source in sources.items() if name in models for text in _texts_in(source, walk(models[name]))
    ]
    hidden = [record for kind in catalog.kinds for record in catalog.hidden(kind)]
    names = [_NamesOf(catalog, record) for record in hidden]
    allowed = _public_contacts(settings.site)
    for text in chain(_texts_of_records(catalog, records), _texts_of_pages(written), settings_texts):
        readings = _readings_of(text.text) if names else ()
        for name in names:
            yield from name.in_text(text, readings)
        # Which contacts are public is not known if the settings of the site are invalid.
        yield from _contacts(text, allowed) if "site" not in settings.invalid else ()


# Texts and their places


def _texts_of_records(catalog: Catalog, records: Iterable[Record]) -> Iterator[TextAtPlace]:
    """Yield every text of the records that are shown, except the fields for an email address."""
    for record in records:
        if not record.is_hidden:
            officials = officials_of(record)
            texts = catalog.texts(record, without=frozenset({Role.PUBLIC_EMAIL}))
            values = (item for item in texts if item[0][0] not in INJECTED and not _is_of_document(record, item[0]))
            for text in _texts_in(catalog.sources[record.kind, record.slug], values):
                yield text._replace(officials=officials) if officials else text


def _is_of_document(record: Record, path: KeyPath) -> bool:
    """Return whether a text is that of a document of `data/sources/`, which is checked there."""
    entry = record.sources[path[1]] if path[0] == "sources" and isinstance(path[1], int) else None
    return isinstance(entry, Cited) and path[2] != "where"


def _texts_in(source: SourceFile, values: Iterable[tuple[KeyPath, object]]) -> Iterator[TextAtPlace]:
    for path, text in values:
        if isinstance(text, str) and not isinstance(text, Link):
            yield TextAtPlace(partial(_line_of, source, path), text)


def _line_of(source: SourceFile, path: KeyPath, line: int) -> Place:
    return source.place(path, line=line)


def _texts_of_pages(written: Iterable[ContentPage]) -> Iterator[TextAtPlace]:
    for page in written:
        for _, text in walk(page.front_matter):
            if isinstance(text, str):
                yield TextAtPlace(partial(_first_line, page), text)
        yield TextAtPlace(page.place, page.text)


def _first_line(page: ContentPage, _: int) -> Place:
    return Place(page.source, 1)


# Names that were taken down


def _readings_of(text: str) -> tuple[str, str]:
    """Return a text as readers see it, and with the targets of its links, which can name someone too."""
    return visible(text), visible(text, with_targets=True)


class _NamesOf:
    """Finds the names of a hidden record and of its officials, except inside the longer name of another record."""

    def __init__(self, catalog: Catalog, record: Record) -> None:
        self._record = record
        self._pattern = _pattern_of(names_of(record) | officials_of(record))
        # Where the name is part of the name of another record of its kind, that record is meant.
        others = {name for other in catalog.all(record.kind) for name in names_of(other)}
        self._longer = _pattern_of(name for name in others if self._pattern.search(visible(name)))

    def in_text(self, text: TextAtPlace, readings: Iterable[str]) -> Iterator[Problem]:
        """Yield an error for each line with such a name. A record's texts may name its own officials."""
        for line in sorted({line for reading in readings for line in self._lines_in(reading, text.officials)}):
            yield Problem(
                text.place(line),
                "names-removed-record",
                f"This text names '{self._record.kind}:{self._record.slug}'. It was taken down at the request of the "
                "people it describes and is no longer named on this site.",
                "Remove the name.",
            )

    def _lines_in(self, reading: str, officials: frozenset[str]) -> Iterator[int]:
        words = mask(self._longer, reading)
        words = mask(_pattern_of(officials), words) if officials else words
        return (words.count("\n", 0, match.start()) for match in self._pattern.finditer(words))


def names_of(record: Record) -> set[str]:
    """Return the names of a record in texts: its title, with and without a final parenthesis, and its short name."""
    return {record.title, re.sub(r"\s*\([^()]*\)$", "", record.title), *record.texts(Role.SHORT_NAME)}


def officials_of(record: Record) -> frozenset[str]:
    """Return the names of a record's officials."""
    # An invalid record may have officials without a name.
    return frozenset(official.name for official in filter(None, record.named_officials) if official.name)


def _pattern_of(names: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern for names in a reading, across line breaks. Names of one word are case-sensitive."""
    longest_first = sorted(map(visible, names), key=len, reverse=True)
    patterns = [_name_pattern(name.split()) for name in longest_first] or ["(?!)"]
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)")


def _name_pattern(words: list[str]) -> str:
    pattern = r"\s+".join(re.escape(word).replace(r"\-", r"\s?-\s?") for word in words)
    return f"(?i:{pattern})" if len(words) > 1 else pattern


# Email addresses and phone numbers


def _public_contacts(site: SiteSettings) -> frozenset[str]:
    """Return the email addresses and phone numbers in the site's settings."""
    texts = [text for _, text in walk(site) if isinstance(text, str)]
    return frozenset(contact.value for text in texts for contact in find_contacts(text))


def _contacts(text: TextAtPlace, allowed: frozenset[str]) -> Iterator[Problem]:
    for contact in find_contacts(text.text):
        if contact.value not in allowed:
            yield Problem(
                text.place(contact.line),
                "private-contact",
                f"The text contains {contact.what}.",
                "Use the organization's web address instead. To allow the contact of a public service, add it to "
                "'public_contacts' in data/site.yml.",
            )

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
from generator.records.fields.roles import Role
from generator.records.fields.types import Link
from generator.records.fields.walk import walk
from generator.records.record import INJECTED, Record
from generator.records.settings import SiteSettings
from generator.records.settings_files import Settings
from generator.text.masking import mask
from generator.yaml_files.yaml_source import KeyPath, SourceFile


class TextAtPlace(NamedTuple):
    """A text, the place of each of its lines (from 0), and the officials that its record lists."""

    place: Callable[[int], Place]
    text: str
    officials: frozenset[str] = frozenset()


EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
PHONE = re.compile(r"(?<![\d./-])(?:\+?1[ .-]?)?\(?[2-9]\d{2}\)?[ .-]?[2-9]\d{2}[ .-]?\d{4}(?![\d-])")
"""A US phone number: ten digits in any grouping. 988 and 911 do not match."""

CONTACT = re.compile(r"@|\d{3}\)?[ .-]?\d{3}")
"""A fast test: every email address and every phone number has a match."""

WEB_ADDRESS = re.compile(r"https?://\S+")


def check_privacy(
    catalog: Catalog,
    written: Iterable[ContentPage],
    settings: Settings,
    sources: Mapping[str, SourceFile],
    records: Iterable[Record],
) -> Iterator[Problem]:
    """Yield an error for each such name, address or number in pages and `records`, and for each such name in settings.

    `sources`: the settings files, by name.
    """
    models = {"site": settings.site, "synonyms": settings.synonyms, **catalog.settings}
    settings_texts = [
        text for name, source in sources.items() if name in models for text in _texts_in(source, walk(models[name]))
    ]
    hidden = [record for kind in catalog.kinds for record in catalog.hidden(kind)]
    names = [_NamesOf(catalog, record) for record in hidden]
    allowed = _public_contacts(settings.site)
    for text in chain(_texts_of_records(catalog, records), _texts_of_pages(written)):
        for name in names:
            yield from name.in_text(text)
        yield from _contacts(text, allowed)
    for text in settings_texts:
        for name in names:
            yield from name.in_text(text)


# Texts and their places


def _texts_of_records(catalog: Catalog, records: Iterable[Record]) -> Iterator[TextAtPlace]:
    """Yield every text of the records that are shown, except the fields for an email address."""
    for record in records:
        if not record.is_hidden:
            officials = officials_of(record)
            texts = catalog.texts(record, without=frozenset({Role.PUBLIC_EMAIL}))
            values = (item for item in texts if item[0][0] not in INJECTED)
            for text in _texts_in(catalog.sources[record.kind, record.slug], values):
                yield text._replace(officials=officials) if officials else text


def _texts_in(source: SourceFile, values: Iterable[tuple[KeyPath, object]]) -> Iterator[TextAtPlace]:
    for path, text in values:
        if isinstance(text, str) and not isinstance(text, Link):
            yield TextAtPlace(partial(_line_of, source, path), text)


def _line_of(source: SourceFile, path: KeyPath, line: int) -> Place:
    return source.place(path, line=line)


def _texts_of_pages(written: Iterable[ContentPage]) -> Iterator[TextAtPlace]:
    for page in written:
        for text in (page.front_matter.title, page.front_matter.description):
            yield TextAtPlace(partial(_first_line, page), text)
        yield TextAtPlace(page.place, page.text)


def _first_line(page: ContentPage, _: int) -> Place:
    return Place(page.source, 1)


# Names that were taken down


class _NamesOf:
    """Finds the names of a hidden record and of its officials, except inside the longer name of another record."""

    def __init__(self, catalog: Catalog, record: Record) -> None:
        self._record = record
        self._pattern = _pattern_of(names_of(record) | officials_of(record))
        # Where the name is part of the name of another record of its kind, that record is meant.
        others = {name for other in catalog.all(record.kind) for name in names_of(other)}
        self._longer = _pattern_of(name for name in others if self._pattern.search(name))

    def in_text(self, text: TextAtPlace) -> Iterator[Problem]:
        """Yield an error for each such name in a text. A record's texts may name its own officials."""
        words = mask(self._longer, text.text)
        words = mask(_pattern_of(text.officials), words) if text.officials else words
        for match in self._pattern.finditer(words):
            yield Problem(
                text.place(words.count("\n", 0, match.start())),
                "names-removed-record",
                f"This text names '{self._record.kind}:{self._record.slug}'. It was taken down at the request of the "
                "people it describes and is no longer named on this site.",
                "Remove the name.",
            )


def names_of(record: Record) -> set[str]:
    """Return the names of a record in texts: its title, with and without a final parenthesis, and its short name."""
    return {record.title, re.sub(r"\s*\([^()]*\)$", "", record.title), *record.texts(Role.SHORT_NAME)}


def officials_of(record: Record) -> frozenset[str]:
    """Return the names of a record's officials."""
    return frozenset(official.name for official in record.named_officials)


def _pattern_of(names: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern for names as whole words, across line breaks. Names of one word are case-sensitive."""
    longest_first = sorted(names, key=len, reverse=True)
    patterns = [_name_pattern(name.split()) for name in longest_first] or ["(?!)"]
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)")


def _name_pattern(words: list[str]) -> str:
    pattern = r"\s+".join(re.sub("['’]", "['’]", re.escape(word)) for word in words)
    return f"(?i:{pattern})" if len(words) > 1 else pattern


# Email addresses and phone numbers


def _public_contacts(site: SiteSettings) -> frozenset[str]:
    """Return the email addresses and phone numbers in the site's settings, normalized."""
    texts = [text for _, text in walk(site) if isinstance(text, str)]
    contacts = [match[0] for text in texts for pattern in (EMAIL, PHONE) for match in pattern.finditer(text)]
    return frozenset(map(_normalize, contacts))


def _normalize(contact: str) -> str:
    """Return an email address in lowercase, or the last ten digits of a phone number."""
    return contact.casefold() if "@" in contact else re.sub(r"\D", "", contact)[-10:]


def _contacts(text: TextAtPlace, allowed: frozenset[str]) -> Iterator[Problem]:
    if not CONTACT.search(text.text):
        return
    own = mask(WEB_ADDRESS, text.text)
    for what, pattern in (("an email address", EMAIL), ("a phone number", PHONE)):
        for match in pattern.finditer(own):
            if _normalize(match[0].strip(".")) not in allowed:
                yield Problem(
                    text.place(own.count("\n", 0, match.start())),
                    "private-contact",
                    f"The text contains {what}.",
                    "Use the organization's web address instead. To allow the contact of a public service, add it to "
                    "'public_contacts' in data/site.yml.",
                )

"""Texts that may still say that something is not known although a change announces it, for the editor to look at."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pydantic import BaseModel

from generator.base.problems import Place
from generator.pages.search.words import words_of
from generator.records.fields.roles import NAMES, Role, fields_with
from generator.records.fields.types import Link
from generator.records.fields.walk import walk
from generator.records.record import Document, Record
from generator.records.settings import Synonyms
from generator.review.snapshot import Key, Snapshot
from generator.text.github_markdown import Section, quote
from generator.text.typed.wrapping import unwrap

SENTENCE = re.compile(r"[^\s>|#*-](?:(?!\n\s*(?:\n|[-*>#|:]|\d+\.\s))[^.?!]|[.?!](?![\s\"”*)]|$))*[.?!]?")
"""A sentence. It also ends at an empty line, and before the next item, heading, quotation or table row."""
TARGET = re.compile(r"\]\([^)]*\)")
SAID = (
    "announced|available|clear|decided|found|given|known|named|posted|public|published|said|scheduled|set|stated|told"
)
UNKNOWN = re.compile(
    rf"\b(?:not|never) (?:yet |been |be |yet been )?(?:{SAID})\b|\bno (?:[\w-]+ ){{1,6}}(?:{SAID})\b"
    r"|\bno (?:[\w-]+ ){0,3}(?:dates?|deadline|information|period|source)\b|\b(?:unknown|unclear|TB[AD])\b"
    r"|\b(?:do|does|did|could|can)(?: not|n['’]t) (?:yet )?(?:announce|find|give|know|list|publish|say|state|tell)\b"
    r"|\bcannot (?:find|say|tell)\b|\bto be (?:announced|decided)\b"
    r"|\bask(?:ing)? (?:[\w'’-]+ ){0,4}(?:about|for|how|through|what|when|where|whether|which|who)\b",
    re.IGNORECASE,
)
"""Words that say that something is not known, or to ask for it."""
SAYING = frozenset(
    words_of(f"{SAID.replace('|', ' ')} announce ask find give know list not program publish say source")
)
"""Words of such sentences that do not say what they are about."""
FEWEST_SHARED = 2
"""The fewest words that a sentence about the news shares with it."""
STATES_NOTHING = frozenset({*NAMES, Role.SEARCH_WORDS, Role.ADMINISTRATIVE, Role.NOT_TEXT, Role.VERBATIM})
"""The roles of fields that state nothing."""
TOWN = (Role.CITY, Role.STATE, Role.COORDINATES)


@dataclass(frozen=True)
class _News:
    """A record that now answers something, with the places of its own texts that may not have been updated."""

    record: Record
    own: tuple[tuple[Place, str], ...]
    topic: tuple[str, ...] = ()
    """Texts about what it answers, if other texts may call that unknown."""


@dataclass(frozen=True)
class _Sentence:
    """A sentence of a record or of a hand-written page."""

    text: str
    place: Place
    record: Record | None


def leftovers(base: Snapshot, head: Snapshot, moved: Mapping[Key, Key]) -> Iterator[Section]:
    """Yield the sections with texts and coordinates that a change may have left behind."""
    old = {moved.get(key, key): record for key, record in base.records.items()}
    pairs = [(old[key], record) for key, record in head.records.items() if key in old and not record.is_hidden]
    news = [*_dates(base, head, pairs), *_answers(head, pairs)]
    known = {sentence.text for sentence in _sentences(base)} if news else set()
    left = [sentence for sentence in _sentences(head) if sentence.text in known] if news else []
    words = _Words(head.settings.get("synonyms"))
    yield Section(
        "These texts may still say that it is not known",
        [item for one in news if (item := _item(head, one, left, words))],
    )
    yield Section("Coordinates of the former town", list(_coordinates(head, pairs)))


def _dates(base: Snapshot, head: Snapshot, pairs: Iterable[tuple[Record, Record]]) -> Iterator[_News]:
    """Yield each record that opens on another day than before, or is new."""
    for kind in head.catalog.kinds.values():
        if kind.dates is None:
            continue
        topic = (kind.title, kind.dates.opens, kind.dates.closes, "dates")
        before = {record.slug: was for was, record in pairs if record.kind == kind.name}
        for record in head.catalog.all(kind.name):
            was, fields = before.get(record.slug), (kind.dates.opens, kind.dates.closes)
            if record.retired or getattr(record, fields[0]) is None:
                continue
            if was is None or getattr(was, fields[0]) is None:
                yield _News(record, tuple(_own(head, was, record, has_dates=True)), topic)
            elif any(getattr(was, name) != getattr(record, name) for name in fields):
                yield _News(record, tuple(_own(head, was, record)))


def _own(head: Snapshot, was: Record | None, record: Record, *, has_dates: bool = False) -> Iterator[tuple[Place, str]]:
    """Yield the texts of a record that are as they were before it had its dates."""
    source = head.catalog.sources[record.kind, record.slug]
    for path, text in head.catalog.texts(record, without=STATES_NOTHING):
        if was is not None and len(path) == 1 and getattr(was, str(path[0])) == text and not isinstance(text, Link):
            yield source.place(path), text
    if has_dates and was is not None and was.sources == record.sources:
        yield source.place(("sources",), key=True), "The sources are those from before the dates."


def _answers(head: Snapshot, pairs: Iterable[tuple[Record, Record]]) -> Iterator[_News]:
    """Yield each record in which a question is no longer open, or whose text changed beside open questions."""
    for was, record in pairs:
        fields = fields_with(type(record), Role.OPEN_QUESTION)
        if not fields or type(was) is not type(record) or record.retired:
            continue
        left = set(record.texts(Role.OPEN_QUESTION))
        gone = [text for text in was.texts(Role.OPEN_QUESTION) if text not in left]
        answered = any(getattr(was, name) is True and not getattr(record, name) for name in fields)
        rewritten = [*map(unwrap, was.texts(Role.BODY))] != [*map(unwrap, record.texts(Role.BODY))]
        unknown, still = (_unknown_in(one.texts(Role.BODY)) for one in (was, record))
        gone += [sentence for sentence in unknown if sentence not in still] if len(still) < len(unknown) else []
        if not (gone or answered or rewritten):
            continue
        source = head.catalog.sources[record.kind, record.slug]
        before = set(was.texts(Role.OPEN_QUESTION))
        own = tuple(
            (source.place(path), text)
            for path, text in head.catalog.values(record, str)
            if path[0] in fields and text in before
        )
        roles = (Role.TITLE, Role.SEARCH_WORDS) if answered else (Role.TITLE,)
        asked = record.texts(*roles) if answered or gone else ()
        yield _News(record, own, (*gone, *asked))


def _unknown_in(texts: Iterable[str]) -> list[str]:
    """Return the sentences that say that something is not known."""
    return [sentence for text in texts for _, sentence in _split(text) if UNKNOWN.search(sentence)]


def _item(head: Snapshot, news: _News, left: Iterable[_Sentence], words: "_Words") -> str:
    """Return the list item of a record with news, with each text that may not have been updated; "" if none."""
    found = dict(news.own)
    for sentence in left if news.topic else ():
        if sentence.record is news.record:
            is_left = UNKNOWN.search(sentence.text) is not None
        else:
            is_left = words.is_left(sentence.text, news.topic) and not _is_about_another(
                head, sentence.record, news.record
            )
        if is_left and sentence.place not in found:
            found[sentence.place] = sentence.text
    lines = [
        f"\n  - {quote(place.path)}, line {place.line}: {quote(text, 160)}" for place, text in sorted(found.items())
    ]
    return head.describe(news.record) + "".join(lines) if lines else ""


def _is_about_another(head: Snapshot, record: Record | None, news: Record) -> bool:
    """Return whether a record is, or is about, something else that opens: another pathway, or a period of it."""
    kind = head.catalog.kinds[news.kind]
    if kind.dates is None or record is None:
        return False
    about = getattr(news, kind.dates.about)
    if record.kind == news.kind:
        return bool(getattr(record, kind.dates.about) != about)
    return isinstance(about, Link) and record.kind == about.ref.kind and record.slug != about


def _sentences(snapshot: Snapshot) -> Iterator[_Sentence]:
    """Yield every sentence of records and hand-written pages, with its place."""
    catalog = snapshot.catalog
    for record in catalog:
        source = catalog.sources.get((record.kind, record.slug))
        # What a document says, or leaves open, stays as it is.
        if record.is_hidden or source is None or isinstance(record, Document):
            continue
        for path, text in catalog.texts(record, without=STATES_NOTHING):
            if path[0] not in ("kind", "slug", "sources") and not isinstance(text, Link):
                for line, sentence in _split(text):
                    yield _Sentence(sentence, source.place(path, line=line), record)
    for page in snapshot.content_pages.values():
        for line, sentence in _split(page.text):
            yield _Sentence(sentence, page.place(line), None)


def _split(text: str) -> Iterator[tuple[int, str]]:
    """Yield each sentence of a Markdown text with its line, from 0, and without the targets of links."""
    for match in SENTENCE.finditer(text):
        yield text.count("\n", 0, match.start()), TARGET.sub("]", " ".join(match[0].split()))


class _Words:
    """Compares the words of texts as search does: without stop words, and synonyms are the same word."""

    def __init__(self, synonyms: BaseModel | None) -> None:
        groups = synonyms.groups if isinstance(synonyms, Synonyms) else ()
        stop_words = synonyms.stop_words if isinstance(synonyms, Synonyms) else ()
        self._same = {
            word: group[0] for group in groups for text in group for word in words_of(text) if " " not in text
        }
        self._ignored = SAYING | {word for text in stop_words for word in words_of(text)}

    def is_left(self, sentence: str, topic: Iterable[str]) -> bool:
        """Return whether a sentence says or asks that something about a topic is not known."""
        words, about = self._of(sentence), self._of(" ".join(topic))
        shared = len(words & about)
        if shared < min(FEWEST_SHARED, len(about)):
            return False
        return bool(UNKNOWN.search(sentence)) or (sentence.endswith("?") and 2 * shared >= len(words))

    def _of(self, text: str) -> set[str]:
        return {self._same.get(word, word) for word in words_of(text) if word not in self._ignored}


def _coordinates(head: Snapshot, pairs: Iterable[tuple[Record, Record]]) -> Iterator[str]:
    """Yield each town that changed while its coordinates stayed."""
    for was, record in pairs:
        before = dict([((), was), *walk(was)])
        for path, value in [((), record), *walk(record)]:
            old = before.get(path)
            if not isinstance(value, BaseModel) or type(old) is not type(value):
                continue
            names = [name for role in TOWN for name in fields_with(type(value), role)]
            if len(names) < len(TOWN):
                continue
            city, state, coordinates = names
            kept = getattr(value, coordinates)
            moved = any(getattr(old, name) != getattr(value, name) for name in (city, state))
            if kept is not None and kept == getattr(old, coordinates) and moved:
                place = head.catalog.sources[record.kind, record.slug].place((*path, coordinates), key=True)
                hint = f"delete {quote(coordinates + ':')} and the lines below it, and they will be looked up again"
                yield f"{quote(place.path)}, line {place.line}: these are the coordinates of the town before; {hint}."

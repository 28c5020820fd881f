"""Entries → the search index: a script file, since pages opened from `file://` cannot load data in another way."""

import json
from collections.abc import Iterable
from typing import NamedTuple

from generator.pages.search.entries import PAGES, Entry
from generator.pages.search.words import words_of
from generator.records.settings import Help, Synonyms


class IndexLine(NamedTuple):
    """An entry as JSON, and its kind's title."""

    kind: str
    json: bytes


def to_line(entry: Entry) -> IndexLine:
    """Return an entry as JSON, which takes a third of the memory."""
    return IndexLine(entry["k"], _literal(entry).encode())


def to_script(entries: Iterable[IndexLine], synonyms: Synonyms, help_lines: Help) -> bytes:
    """Return the index as a script that sets `window.searchIndex`.

    It holds the entries, the order of kinds, synonyms, stop words, and the help that is shown for some queries. Records
    come before pages, whatever the order of `entries`. The last kind of records is the glossary, whose results come
    last, whatever their score.
    """
    entries = sorted(entries, key=lambda entry: entry.kind == PAGES)
    kinds = list(dict.fromkeys(entry.kind for entry in entries))
    if PAGES in kinds:
        kinds.remove(PAGES)
        kinds.insert(1, PAGES)
    rest = {
        "kinds": kinds,
        "synonyms": [_phrases(group) for group in synonyms.groups],
        "stopWords": sorted({word for text in synonyms.stop_words for word in words_of(text)}),
        "help": {
            "text": help_lines.text,
            "links": [link.model_dump(mode="json") for link in help_lines.links],
            "words": _phrases(help_lines.words),
            "unless": _phrases(help_lines.unless),
        },
    }
    lines = b",".join(entry.json for entry in entries)
    return b'window.site.searchIndex = {"entries":[%s],%s;\n' % (lines, _literal(rest)[1:].encode())


def _phrases(texts: Iterable[str]) -> list[str]:
    """Return phrases as search compares them: normalized words with one space between, without duplicates."""
    return list(dict.fromkeys(" ".join(words_of(text)) for text in texts))


def to_data(name: str, data: object) -> str:
    """Return data as a script that sets `site.data[name]`, for the scripts of one kind's pages."""
    return f"window.site.data[{_literal(name)}] = {_literal(data)};\n"


def _literal(data: object) -> str:
    # U+2028 and U+2029 are line ends in scripts of old browsers.
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("\u2028", " ").replace("\u2029", " ")

"""Entries → the search index: a script file, since `file://` allows no other way to load data."""

import json
from collections.abc import Iterable
from typing import Any, NamedTuple

from generator.pages.search.entries import PAGES, Entry
from generator.pages.search.words import words_of
from generator.records.settings import Help, Synonyms


class Line(NamedTuple):
    """An entry as it is written into the script, and its kind's title."""

    kind: str
    json: bytes


def to_line(entry: Entry) -> Line:
    """Write an entry: a large site's entries take a third of the memory in this form."""
    return Line(entry["k"], _literal(entry).encode())


def to_script(entries: Iterable[Line], synonyms: Synonyms, help_lines: Help) -> bytes:
    """The index as a script that sets one name: entries, the order of their kinds, synonyms, and the help lines.

    Entries of records are placed before those of pages, whatever their order here. The last kind of records explains
    words (the glossary): results of it come last, whatever their score.
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
    return b'window.searchIndex = {"entries":[%s],%s;\n' % (lines, _literal(rest)[1:].encode())


def _phrases(texts: Iterable[str]) -> list[str]:
    """Phrases as search compares them: their words with a space between, each phrase once."""
    return list(dict.fromkeys(" ".join(words_of(text)) for text in texts))


def to_data(name: str, data: Any) -> str:
    """Plain data as a script that puts it under a name, for the scripts of one kind's pages."""
    return f"window.siteData = window.siteData || {{}};\nwindow.siteData[{_literal(name)}] = {_literal(data)};\n"


def _literal(data: Any) -> str:
    # U+2028 and U+2029 end a line of a script in old engines.
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("\u2028", " ").replace("\u2029", " ")

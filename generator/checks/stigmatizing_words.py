"""Words that stigmatize, and the better ones: warnings, since names and quotations may keep them."""

import re
from collections.abc import Iterable, Iterator

from generator.base.problems import Place, Problem
from generator.records.catalog import Catalog
from generator.records.content_pages import ContentPage
from generator.records.record import Record
from generator.records.settings import WordsToAvoid
from generator.text.masking import mask
from generator.yaml_files.yaml_source import KeyPath

NAMES = frozenset(
    {"kind", "slug", "sources", "name", "short_name", "label", "also", "title", "publisher", "series", "url"}
    | {"quotes", "transcript", "consent", "id", "source"}
)
"""Fields that hold names, or the words of others."""

QUOTED = re.compile(r"“[^“”]*”|\"[^\"]*\"|\]\((?:[^()]|\([^()]*\))*\)|`[^`]*`|^ {0,3}>.*$", re.MULTILINE)
"""What others said, where a link leads, and code."""

QUOTE = re.compile(r'[“"`>]|\]\(')
"""A character that every quotation, link or code span has."""


def check_words(
    catalog: Catalog, written: Iterable[ContentPage], avoid: WordsToAvoid, records: Iterable[Record]
) -> Iterator[Problem]:
    """Each use of a word to avoid, in `records` and in hand-written pages, with what to write instead."""
    better = {word.avoid.casefold(): word.write for word in avoid.words}
    if not better:
        return
    words = "|".join(sorted(map(re.escape, better), key=len, reverse=True))
    pattern = re.compile(rf"\b({words})(?:s|es)?\b", re.I)
    # Nearly no text has such a word. Without the boundary and in one case, a search is several times faster.
    anywhere = re.compile(words)
    for record in records:
        for path, text in own_words(catalog, record):
            if anywhere.search(text.casefold()):
                source = catalog.sources[record.kind, record.slug]
                for line, word in _found(pattern, text):
                    yield _problem(source.place(path, line=line), word, better)
    for page in written:
        for line, word in _found(pattern, page.text):
            yield _problem(page.place(line), word, better)


def own_words(catalog: Catalog, record: Record) -> list[tuple[KeyPath, str]]:
    """The texts of a record that are neither names nor the words of others, with their paths."""
    return [(path, text) for path, text in catalog.values(record, str) if NAMES.isdisjoint(path)]


def without_quotations(text: str) -> str:
    """A text without quotations, addresses and code: spaces stand in their place, so that nothing moves."""
    return mask(QUOTED, text) if QUOTE.search(text) else text


def _found(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, str]]:
    """The line (from 0) and the word of each match outside quotations and names."""
    own = without_quotations(text)
    for match in pattern.finditer(own):
        # A word with a capital in the middle of a sentence is part of a name.
        before = own[max(0, match.start() - 40) : match.start()]
        starts = not before.strip() or re.search(r"(?:[.!?:]\s+|\n\s*(?:[-*] )?)$", before)
        if starts or not match[1][0].isupper():
            yield own.count("\n", 0, match.start()), match[1]


def _problem(place: Place, word: str, better: dict[str, str]) -> Problem:
    return Problem(
        place, "word-to-avoid", f"'{word}' can hurt.", f"Write '{better[word.casefold()]}'.", severity="warning"
    )

"""Warn about stigmatizing words and suggest better ones. Names may have them, and quotations that name their source."""

import re
from collections.abc import Iterable, Iterator

from generator.base.problems import Place, Problem
from generator.records.catalog import Catalog
from generator.records.content_pages import ContentPage
from generator.records.fields.roles import NOT_OURS
from generator.records.record import Record
from generator.records.settings import WordsToAvoid
from generator.text.masking import mask
from generator.text.typed.visible import ITEM, visible
from generator.yaml_files.yaml_source import KeyPath

APART = r"\]\((?:[^()]|\([^()]*\))*\)|`[^`]*`|^ {0,3}>.*$"
"""Link targets, code, and paragraphs that are quotations."""
NOT_OUR_WORDS = re.compile(APART, re.MULTILINE)
QUOTED = re.compile(rf"“[^“”]*”|\"[^\"]*\"|{APART}", re.MULTILINE)
"""The same, and quotations inside sentences."""

QUOTE = re.compile(r'[“"`>]|\]\(')
"""A character that every quotation, link and code span contains."""


def check_words(
    catalog: Catalog, written: Iterable[ContentPage], avoid: WordsToAvoid, records: Iterable[Record]
) -> Iterator[Problem]:
    """Yield a warning for each word to avoid in `records` and hand-written pages."""
    better = {visible(word.avoid).casefold(): word.write for word in avoid.words}
    if not better:
        return
    longest_first = sorted(map(re.escape, better), key=len, reverse=True)
    words = "|".join(word.replace(r"\ ", r"\s+") for word in longest_first)
    pattern = re.compile(rf"\b({words})(?:s|es)?\b", re.I)
    # Few texts have such a word. A case-sensitive search without word boundaries is several times faster.
    anywhere = re.compile(words)
    for record in records:
        for path, text in own_words(catalog, record):
            if anywhere.search(visible(text).casefold()):
                source = catalog.sources[record.kind, record.slug]
                for line, word in _matches(pattern, text):
                    yield _problem(source.place(path, line=line), word, better)
    for page in written:
        for line, word in _matches(pattern, page.text):
            yield _problem(page.place(line), word, better)


def own_words(catalog: Catalog, record: Record) -> list[tuple[KeyPath, str]]:
    """Return the texts of a record without names and quotations, with their paths."""
    return catalog.texts(record, without=NOT_OURS)


def without_quotations(text: str) -> str:
    """Return a text with quotations, link targets and code replaced by spaces, so that positions stay the same."""
    return mask(QUOTED, text) if QUOTE.search(text) else text


def _matches(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, str]]:
    """Yield the line (from 0) and the word of each match outside names and paragraphs that are quotations.

    Quotation marks in our own text excuse no word: what someone said belongs in a field for quotations.
    """
    own = visible(mask(NOT_OUR_WORDS, text))
    for match in pattern.finditer(own):
        # A capitalized word in the middle of a sentence is part of a name.
        before = own[max(0, match.start() - 40) : match.start()]
        starts_sentence = not before.strip() or re.search(rf"(?:[.!?:]\s+|(?:^|\n)\s*(?:{ITEM} )?)$", before)
        if starts_sentence or not match[1][0].isupper():
            yield own.count("\n", 0, match.start()), match[1]


def _problem(place: Place, word: str, better: dict[str, str]) -> Problem:
    word = " ".join(word.split())
    return Problem(
        place, "word-to-avoid", f"'{word}' is stigmatizing.", f"Use '{better[word.casefold()]}'.", severity="warning"
    )

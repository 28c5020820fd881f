"""HTML → what search may quote of it, and what it only looks in."""

import html
import re
from collections.abc import Iterable, Iterator

from generator.records.fields.types import ROOT
from generator.records.markdown import INLINE_TAG, NO_SCRIPTS

SENTENCE = re.compile(r"[.?!][\"”’)]*(?:\s|$)")
FEWEST_WORDS = 4
"""The words of the shortest text that counts as a sentence."""

HEADING = re.compile(r"<h[2-6][^>]*>.*?</h[2-6]>", re.DOTALL)
TAG = re.compile(r"<[^>]+>")
MENU = re.compile(r"<(button|label|form|select|option|nav)\b.*?</\1>", re.DOTALL)
"""What a page offers to do: nobody looks for it."""


def is_quotable(text: str) -> bool:
    """Whether a text holds a sentence: a label, a heading or a name does not."""
    return bool(SENTENCE.search(text)) and len(text.split()) >= FEWEST_WORDS


def lines_of(body: str) -> Iterator[str]:
    """The text of each block of a piece of HTML: a paragraph, a row of a list, a heading."""
    shown = NO_SCRIPTS.sub("\n", body)
    # A line break of the HTML is a space; what parts two blocks is a tag.
    blocks = TAG.sub("\n", INLINE_TAG.sub("", " ".join(shown.split())))
    for line in html.unescape(blocks).replace(ROOT, "").split("\n"):
        if text := " ".join(line.split()):
            yield text


def sentences_of(body: str) -> Iterator[str]:
    """The lines of a page that hold a sentence, without what it offers to do."""
    return filter(is_quotable, lines_of(MENU.sub("\n", body)))


def headings_of(body: str) -> Iterator[str]:
    """The headings below a page's title."""
    for match in HEADING.finditer(NO_SCRIPTS.sub("", body)):
        yield from lines_of(match[0])


def clip_lines(lines: Iterable[str], most: int) -> str:
    """Lines, each once, until they have so many words; the last one may be cut."""
    kept: list[str] = []
    for line in dict.fromkeys(lines):
        words = line.split()[:most]
        most -= len(words)
        if words:
            kept.append(" ".join(words))
    return "\n".join(kept)

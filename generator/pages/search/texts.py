"""HTML → the sentences that search may quote, and the labels and headings that it only searches."""

import html
import re
from collections.abc import Iterable, Iterator

from generator.records.fields.types import PLACEHOLDERS
from generator.records.markdown import INLINE_TAG, NO_SCRIPTS

SENTENCE = re.compile(r"[.?!][\"”’)]*(?:\s|$)")
FEWEST_WORDS = 4
"""The fewest words that count as a sentence."""

HEADING = re.compile(r"<h[2-6][^>]*>.*?</h[2-6]>", re.DOTALL)
TAG = re.compile(r"<[^>]+>")
CONTROLS = re.compile(r"<(button|label|form|select|option|nav)\b.*?</\1>", re.DOTALL)
"""Controls: nobody searches for their labels."""


def is_quotable(text: str) -> bool:
    """Return whether a text contains a sentence; labels, headings and names do not."""
    return bool(SENTENCE.search(text)) and len(text.split()) >= FEWEST_WORDS


def lines_of(body: str) -> Iterator[str]:
    """Yield the text of each block element: a paragraph, a list item, a heading."""
    visible = NO_SCRIPTS.sub("\n", body)
    # Line breaks in HTML are spaces; blocks are separated by tags.
    blocks = TAG.sub("\n", INLINE_TAG.sub("", " ".join(visible.split())))
    for line in PLACEHOLDERS.sub("", html.unescape(blocks)).split("\n"):
        if text := " ".join(line.split()):
            yield text


def sentences_of(body: str) -> Iterator[str]:
    """Return the lines of a page that contain a sentence, without its controls."""
    return filter(is_quotable, lines_of(CONTROLS.sub("\n", body)))


def headings_of(body: str) -> Iterator[str]:
    """Yield the headings below a page's title."""
    for match in HEADING.finditer(NO_SCRIPTS.sub("", body)):
        yield from lines_of(match[0])


def clip_lines(lines: Iterable[str], most: int) -> str:
    """Return the first `most` words of some lines, one line per line, without duplicates. The last line may be cut."""
    kept: list[str] = []
    for line in dict.fromkeys(lines):
        words = line.split()[:most]
        most -= len(words)
        if words:
            kept.append(" ".join(words))
    return "\n".join(kept)

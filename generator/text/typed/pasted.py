"""What word processors leave in pasted text: soft hyphens, no-break spaces between words, and bullets."""

import re
from collections.abc import Iterator

from generator.text.typed.garbled import Garbled

BULLETS = "•◦▪▫‣●○■□⁃∙·➢➤►❖"
"""The bullets of word processors. In Markdown, none of them starts a list."""

BLANKS = r"[ \t\u00a0\u2002-\u200a\u202f]"
PRIVATE_BULLETS = str.maketrans({"\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf076": "❖", "\uf06f": "◦"})
"""Bullets of the fonts Symbol and Wingdings, which other programs show as nothing or as a box."""

SOFT_HYPHEN = re.compile("\u00ad+")
BETWEEN_WORDS = re.compile("(?<![^\\W\\d_])[^\\W\\d_]{2,}(?:[\u00a0\u202f]+[^\\W\\d_]{2,})+")
"""Words with no-break spaces between them. Beside a number or a single letter, one can be wanted: 'May 3'."""

ODD_SPACE = re.compile("[\u00a0\u202f]+")
STARTS_WITH_BULLET = re.compile(f"[{BULLETS}]{BLANKS}*(?=\\S)")


def find_soft_hyphens(text: str) -> Iterator[Garbled]:
    """Yield the soft hyphens in a text: they show nothing, and hide the word from search and from the checks."""
    for match in SOFT_HYPHEN.finditer(text):
        yield Garbled(match.start(), match[0], "")


def find_odd_spaces(text: str) -> Iterator[Garbled]:
    """Yield the words of a text that no line can break between."""
    for match in BETWEEN_WORDS.finditer(text):
        yield Garbled(match.start(), match[0], ODD_SPACE.sub(" ", match[0]))


def find_bullet(text: str) -> Iterator[Garbled]:
    """Yield the bullet at the start of a line of plain text, which is an item of a list already."""
    match = STARTS_WITH_BULLET.match(text)
    if match and text.count(match[0]) == 1:
        yield Garbled(0, match[0], "")

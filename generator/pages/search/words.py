"""A text → the normalized words that search compares.

The reference for theme/assets/js/core/5-search-words.js, which normalizes the index and queries; a test runs both on
the same cases. The build itself needs it only for the phrases in settings.
"""

import re
import unicodedata

APOSTROPHES = re.compile("['’‘ʼʻ`´]")
MARKS = re.compile("[\u0300-\u036f]")
LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})
"""Letters that Unicode does not decompose, and what people type for them on a US keyboard."""

ABBREVIATION = re.compile(r"(?<![^\W_])([^\W\d_](?:\.[^\W\d_])+)\.?(?![^\W_])")
"""Single letters with dots between them, such as M.A.T. and U.S."""

THOUSANDS = re.compile(r"(\d),(?=\d{3}(?!\d))")
PREFIX = re.compile(r"(?<![^\W_])(co|e|multi|non|pre|re|sub)-(?=[^\W\d_])")
"""Prefixes that people write with or without a hyphen: re-entry, e-mail, non-grantee."""

WORD = re.compile(r"[^\W_]+")


def words_of(text: str) -> list[str]:
    """Return the words of a text in order, without case, accents, apostrophes and plural endings.

    An amount is one word ("$799,775" → "799775"), and so is a dotted abbreviation ("M.A.T." → "mat"). A hyphen
    separates two words, except after a prefix such as "re".
    """
    plain = MARKS.sub("", unicodedata.normalize("NFKD", APOSTROPHES.sub("", text)).lower())
    plain = APOSTROPHES.sub("", plain).translate(LETTERS)
    plain = ABBREVIATION.sub(lambda match: match[1].replace(".", ""), plain)
    plain = PREFIX.sub(r"\1", THOUSANDS.sub(r"\1", plain.replace("‐", "-").replace("‑", "-")))
    return [_singular(word) for word in WORD.findall(plain)]


def _singular(word: str) -> str:
    """Return a word without its plural ending. The result need not be a word: it is only compared."""
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    return word[:-2] if word.endswith(("sses", "shes", "ches", "xes")) else word[:-1]

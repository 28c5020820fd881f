"""A text → the words by which search knows it.

The reference for theme/assets/js/search-words.js, which reads the index and what readers type; a test runs both over
the same cases. The build itself needs it only for the few phrases of the settings.
"""

import re
import unicodedata

APOSTROPHES = re.compile("['’‘ʼʻ`´]")
MARKS = re.compile("[\u0300-\u036f]")
LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})
"""Letters that Unicode does not take apart, as people type them without their keyboard."""

ABBREVIATION = re.compile(r"(?<![^\W_])([^\W\d_](?:\.[^\W\d_])+)\.?(?![^\W_])")
"""Single letters with dots between them: M.A.T., U.S."""

THOUSANDS = re.compile(r"(\d),(?=\d{3}(?!\d))")
PREFIX = re.compile(r"(?<![^\W_])(co|e|multi|non|pre|re|sub)-(?=[^\W\d_])")
"""Beginnings of words that people write with a hyphen or without: re-entry, e-mail, non-grantee."""

WORD = re.compile(r"[^\W_]+")


def words_of(text: str) -> list[str]:
    """The words of a text in order: without case, accents, apostrophes and plural endings.

    A sum is one word ("$799,775" → "799775"), and so is a dotted abbreviation ("M.A.T." → "mat"). A hyphen parts two
    words, except after a beginning such as "re".
    """
    plain = MARKS.sub("", unicodedata.normalize("NFKD", APOSTROPHES.sub("", text)).lower())
    plain = APOSTROPHES.sub("", plain).translate(LETTERS)
    plain = ABBREVIATION.sub(lambda match: match[1].replace(".", ""), plain)
    plain = PREFIX.sub(r"\1", THOUSANDS.sub(r"\1", plain.replace("‐", "-").replace("‑", "-")))
    return [_singular(word) for word in WORD.findall(plain)]


def _singular(word: str) -> str:
    """A word without the ending of a plural, spelled as no dictionary would: only sameness counts."""
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    return word[:-2] if word.endswith(("sses", "shes", "ches", "xes")) else word[:-1]

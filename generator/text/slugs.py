"""Slugs: the names of records in addresses and file names. The only module that uses anyascii."""

import re
import unicodedata
from collections.abc import Collection
from itertools import count

from anyascii import anyascii

from generator.text.file_names import why_unportable

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

LONGEST_SLUG = 80
"""The most characters of a slug, so that paths are valid on every system."""

APOSTROPHES = "'’‘‛′＇`´"
"""Signs that are typed for an apostrophe. Those that Unicode counts among the letters, such as ʻ, are not listed."""


def slugify(text: str) -> str:
    """Return a text as a slug: lowercase ASCII letters and digits, with hyphens between words.

    Letters of other alphabets are transliterated: 'Łódź' becomes 'lodz'. Apostrophes and invisible characters are left
    out, and all other signs separate words. The result is empty if the text has no letters or digits.
    """
    ascii_text = "".join(map(_to_ascii, unicodedata.normalize("NFC", text)))
    return re.sub("[^a-z0-9]+", "-", ascii_text.lower()).strip("-")


def _to_ascii(character: str) -> str:
    category = unicodedata.category(character)
    if character in APOSTROPHES or category == "Cf":
        return ""
    if category[0] in "LM":
        # Some letters are transliterated as signs: the soft sign of Cyrillic becomes an apostrophe.
        return re.sub("[^A-Za-z0-9]", "", anyascii(character))
    return anyascii(character) if category[0] == "N" else "-"


def free_slug(title: str, taken: Collection[str]) -> str:
    """Return an unused slug for a title, cut at a hyphen if it is too long and numbered if it is taken.

    It is also a valid file name on every system. The result is empty if the title has no letters or digits.
    """
    slug = slugify(title)
    if len(slug) > LONGEST_SLUG:
        slug = slug[:LONGEST_SLUG].rpartition("-")[0] or slug[:LONGEST_SLUG]
    numbered = (slug if number == 1 else f"{slug}-{number}" for number in count(1))
    return next(free for free in numbered if free not in taken and not why_unportable(free)) if slug else ""

"""Counts the words of an answer. The reference for `wordcount.js`; a test compares the two."""

import re
import unicodedata

SPACE = re.compile("[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")
"""All of Unicode's white space, listed because `\\s` in Python and in JavaScript each differ from it."""


def count_words(text: str) -> int:
    """Return the number of runs between white space that have a letter or a number.

    Most online forms count this way: "peer-led", "don't" and "24/7" are one word each; a dash with spaces around it, a
    bullet or an emoji is none. A dash without spaces joins two words into one, which is in the writer's favor.
    """
    runs = SPACE.split(unicodedata.normalize("NFC", text))
    return sum(any(unicodedata.category(character)[0] in "LN" for character in run) for run in runs)

"""Numbers, lists and names worded for sentences. `theme/assets/js/core/1-text.js` has the same functions."""

import re
from collections.abc import Iterable, Sized
from typing import Protocol

from generator.base.counts import number_of, plural

ARTICLE = re.compile(r"^(?:The|An?(?= [^A-Z]))(?= )")
"""An article at the start of a name or description.

"A" and "An" before a capital letter belong to a proper name, as in "A Better Way", and never change.
"""

AGENCY = re.compile(
    r"^(?!\S+['’]s )(?:University of |(?:[^,(]* )?(?:Department|Bureau|Agency|Division|Administration) (?:of|for) "
    r"|[^,(]* (?:Department|Office|Board|Agency|Division|Day Report Center)(?:,|$))"
)
"""The name of a university or an agency, which takes "the" in a sentence: 'Virginia Department of Corrections'."""

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
"""The numbers that running text spells out."""


class Loop(Protocol):
    """The attributes of a template's loop that `between` needs."""

    index: int
    length: int


def spelled_count_of(counted: int | Sized, noun: str, plural_noun: str = "") -> str:
    """Return a number with its noun for running text, which spells out numbers below 10: 'four parts', '12 parts'."""
    number = number_of(counted)
    return f"{NUMBERS[number] if number < len(NUMBERS) else number} {plural(number, noun, plural_noun)}"


def format_list(items: Iterable[object]) -> str:
    """Return items as a list in a sentence: 'a', 'a and b', 'a, b and c'."""
    texts = [str(item) for item in items]
    if len(texts) < 2:
        return "".join(texts)
    return f"{', '.join(texts[:-1])} and {texts[-1]}"


def between(loop: Loop) -> str:
    """Return what follows a list item in a sentence, where items are HTML: a comma, 'and', or nothing."""
    remaining = loop.length - loop.index
    if remaining > 1:
        return ", "
    return " and " if remaining else ""


def in_sentence(name: str) -> str:
    """Return a name or description as it reads inside a sentence: 'The Council' becomes 'the Council'.

    The names of universities and agencies get an article: 'Example Police Department' becomes 'the Example Police
    Department'.
    """
    if ARTICLE.match(name):
        return ARTICLE.sub(lambda article: article[0].lower(), name)
    return f"the {name}" if name[:1].isupper() and AGENCY.match(name) else name


def definite(name: str) -> str:
    """Return a description with a definite article, for its second mention: 'A new center' becomes 'the new center'."""
    return ARTICLE.sub("the", name)


def clip(text: str, length: int = 155) -> str:
    """Return a text cut at a word boundary, with an ellipsis. The default length is what search engines show."""
    return text if len(text) <= length else (text[:length].rpartition(" ")[0] or text[:length]).rstrip(",;:") + "…"

"""Numbers, lists and names in sentences that stay grammatical. theme/assets/js/site.js has the same functions."""

import re
from collections.abc import Iterable, Sized
from typing import Protocol

ARTICLE = re.compile(r"^(?:The|An?(?= [^A-Z]))(?= )")
"""An article at the start of a name or description.

"A" and "An" before a capital belong to a proper name, as in "A Better Way", and stay as they are.
"""


AGENCY = re.compile(
    r"^(?!\S+['’]s )(?:University of |(?:[^,(]* )?(?:Department|Bureau|Agency|Division|Administration) (?:of|for) "
    r"|[^,(]* (?:Department|Office|Board|Agency|Division|Day Report Center)(?:,|$))"
)
"""The name of a university or an agency, which takes "the" in a sentence: 'Virginia Department of Corrections'."""

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
"""The numbers that running text spells out."""


class Loop(Protocol):
    """What a template knows of the loop that it is in."""

    index: int
    length: int


def plural(number: int | Sized, one: str, many: str = "") -> str:
    """The noun that fits a number, or the size of a collection: 'site' for 1, otherwise 'sites'.

    `many` is the plural where it is not the singular with an 's'.
    """
    number = number if isinstance(number, int) else len(number)
    return one if number == 1 else many or f"{one}s"


def count_of(number: int | Sized, one: str, many: str = "") -> str:
    """A number, or the size of a collection, with its noun: '1 site', '3 sites'."""
    number = number if isinstance(number, int) else len(number)
    return f"{number} {plural(number, one, many)}"


def spelled_count_of(number: int | Sized, one: str, many: str = "") -> str:
    """The same for running text, which spells out the numbers below 10: 'four parts', '12 parts'."""
    number = number if isinstance(number, int) else len(number)
    return f"{NUMBERS[number] if number < len(NUMBERS) else number} {plural(number, one, many)}"


def format_list(words: Iterable[object]) -> str:
    """Words in a sentence: 'a', 'a and b', 'a, b and c'."""
    texts = [str(word) for word in words]
    return texts[0] if len(texts) == 1 else f"{', '.join(texts[:-1])} and {texts[-1]}" if texts else ""


def between(loop: Loop) -> str:
    """What follows an item of a list in a sentence, where each item is HTML: a comma, 'and', or nothing."""
    left = loop.length - loop.index
    return ", " if left > 1 else " and " if left else ""


def in_sentence(name: str) -> str:
    """A name or description as it reads within a sentence: 'The Council' becomes 'the Council'.

    The names of universities and agencies get an article: 'Example Police Department' becomes 'the Example Police
    Department'.
    """
    if ARTICLE.match(name):
        return ARTICLE.sub(lambda found: found[0].lower(), name)
    return f"the {name}" if name[:1].isupper() and AGENCY.match(name) else name


def definite(name: str) -> str:
    """A description of something that the reader knows by now: 'A new center' becomes 'the new center'."""
    return ARTICLE.sub("the", name)

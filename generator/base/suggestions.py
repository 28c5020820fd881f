"""What someone may have meant by a name or a value that does not exist."""

import re
from collections.abc import Collection, Iterable

WORDS = re.compile(r"[^\W_]+")
SEPARATORS = re.compile(r"\s*[,;/&]\s*|\s+and\s+")
"""What people write between several values on one line."""
NAME = re.compile(r"[\w-]+")


def did_you_mean_field(got: str, names: Collection[str]) -> str:
    """Return the hint for a field name with a typo or a missing part; "" if no name is that similar.

    Names of fields are short words, of which many are alike: 'date' is no typo of 'state'.
    """
    wanted = "_".join(WORDS.findall(got.lower()))
    most = min(len(wanted) // 4, 2)
    similar = [name for name in names if wanted and _distance(wanted, name, most) <= most] or with_words(got, names)
    return f"Did you mean {' or '.join(map(repr, similar))}?" if 0 < len(similar) <= 3 else ""


def one_per_line(value: str, known: Collection[str] = (), *, many: bool = True, as_facts: bool = False) -> str:
    """Return the hint for several values on one line; "" if there is only one.

    `known`: the values that exist. If none are given, only names count as values. `many`: whether there may be several.
    `as_facts`: whether each needs a source.
    """
    parts = [part for part in SEPARATORS.split(value.strip()) if part]
    are_values = any(part in known for part in parts) if known else all(map(NAME.fullmatch, parts))
    if len(parts) < 2 or not are_values:
        return ""
    if not many:
        return "Use only one of them."
    prefix = "value: " if as_facts else ""
    lines = ", ".join(f"'- {prefix}{part}'" for part in parts)
    below = ", each with 'source:' on the line below it" if as_facts else ""
    return f"Put each value on its own line: {lines}{below}."


def with_words(got: str, names: Iterable[str]) -> list[str]:
    """Return the names that have all words of another one, and the names of which it has all words."""
    words = set(WORDS.findall(got.lower()))
    words_of = {name: set(WORDS.findall(name.lower())) for name in names}
    return [name for name, own in words_of.items() if words and own and (words <= own or words >= own)]


def _distance(one: str, other: str, most: int) -> int:
    """Return how many letters must be added, left out, changed or swapped to turn one word into another.

    (The optimal string alignment distance.) If it is more than `most`, the result may be any larger number.
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before, above = [0] * (len(other) + 1), list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        here = [row]
        for column, wanted in enumerate(other, 1):
            cost = min(above[column] + 1, here[-1] + 1, above[column - 1] + (letter != wanted))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == wanted:
                cost = min(cost, before[column - 2] + 1)
            here.append(cost)
        before, above = above, here
    return above[-1]

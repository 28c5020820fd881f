"""Word counts of practice answers. Tests of the practice page compare them with the browser's."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as some

from generator.kinds.pathway.practice.wordcount import SPACE, count_words

COUNTED = {
    "": 0,
    "   \n\t ": 0,
    "one": 1,
    "  one  two\n\nthree ": 3,
    "peer-led work, 24/7": 3,
    "don't  can’t": 2,
    "before — after": 2,
    "before—after": 1,
    "2019–2021": 1,
    "- a list\n• of three\n* lines": 5,
    "... !!! ?": 0,
    "🙂 👩‍👩‍👧 ok 🙂": 1,
    "½ ² Ⅷ ③": 4,
    "1️⃣": 1,
    "cafe\u0301 café": 2,
    "\u0301": 0,
    "naïve Größe łódź Ψυχή мир שלום 日本語": 7,
    "a\u00a0b\u3000c\u2028d\x85e\u202ff": 6,
    "a\u200bb \ufeff c\u2060d": 2,
    "a\x1cb": 1,
    "$1,200 (about) 15%": 3,
    "e.g. i.e. A/B": 3,
}


@pytest.mark.parametrize(("text", "words"), COUNTED.items())
def test_words_are_runs_with_a_letter_or_a_number(text: str, words: int):
    assert count_words(text) == words


@given(some.lists(some.text(some.characters(categories=["L", "N"]), min_size=1), max_size=20))
def test_words_separated_by_spaces_are_counted(words: list[str]):
    assert count_words(" ".join(words)) == len(words)


@given(some.text())
def test_the_unicode_normal_form_does_not_matter(text: str):
    """Devices may encode the same letter in different ways."""
    assert count_words(unicodedata.normalize("NFD", text)) == count_words(text)


def test_white_space_is_defined_by_unicode():
    """Each separator is also a separator in the composed form."""
    characters = [chr(code) for code in range(0x110000) if SPACE.fullmatch(chr(code))]
    assert len(characters) == 25
    assert all(SPACE.fullmatch(unicodedata.normalize("NFC", character)) for character in characters)

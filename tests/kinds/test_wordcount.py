"""The words of an answer are counted as most forms count them; that the browser agrees is tested with its page."""

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
def test_words_are_runs_that_hold_a_letter_or_a_number(text: str, words: int):
    assert count_words(text) == words


@given(some.lists(some.text(some.characters(categories=["L", "N"]), min_size=1), max_size=20))
def test_words_with_spaces_between_them_are_counted_each(words: list[str]):
    assert count_words(" ".join(words)) == len(words)


@given(some.text())
def test_the_form_in_which_a_text_comes_does_not_matter(text: str):
    """A phone and a computer may write the same letter in two ways."""
    assert count_words(unicodedata.normalize("NFD", text)) == count_words(text)


def test_white_space_is_what_unicode_says():
    """Each sign that ends a word ends it in the composed form too."""
    signs = [chr(code) for code in range(0x110000) if SPACE.fullmatch(chr(code))]
    assert len(signs) == 25
    assert all(SPACE.fullmatch(unicodedata.normalize("NFC", sign)) for sign in signs)

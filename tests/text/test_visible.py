"""Checks see a text as readers see it, on the lines of the editor's file."""

import unicodedata

import pytest
from chance import CASES
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.text.typed.visible import APOSTROPHES, DASHES, DOTS, INVISIBLE, SLASHES, fold, visible

SEEN = {
    "a*b* **c** `d` ~~e~~": "ab c d e",
    "snake_case and _one_": "snake_case and one",
    "a\\*b \\_c\\_": "ab c",
    "&amp; &#39; &nbsp;x &#x2014;": "& '  x -",
    "&amp;#45;": "&#45;",
    "&nothing; AT&T": "&nothing; AT&T",
    "[one](https://a.example/(b)) [two][1]": "one two",
    "[a [b](c)": "[a b",
    "It’s “so” – or not…": "It's “so” - or not...",
    "- one\n* two\n+ three\n1. four": "\u00b6 one\n\u00b6 two\n\u00b6 three\n\u00b6 four",
    "> one\n> > two": "  one\n  two",
    "one\\\ntwo": "one\ntwo",
    "a&NewLine;b": "a b",
    "[one\ntwo](https://a.example\n'three')": "one\ntwo\n",
    "ﬁne \u212b x²": "fine Å x2",
    "e\u0301 1\ufe0f\u20e3": "é 1",
}


@pytest.mark.parametrize(("typed", "seen"), SEEN.items())
def test_marks_escapes_and_references_are_resolved(typed: str, seen: str):
    assert visible(typed) == seen


def test_targets_of_links_stay_if_they_are_asked_for():
    assert visible("[one](https://a.example)", with_targets=True) == "[one](https://a.example)"


@settings(max_examples=CASES)
@given(st.text(st.sampled_from("ab1 \n\t*_`~\\&#;[]()<>!.-+>\u00a0\u00ad\u2011\u200d’é")), st.booleans())
def test_lines_stay_and_no_letter_is_lost(text: str, with_targets: bool):
    seen = visible(text, with_targets=with_targets)
    assert seen.count("\n") == text.count("\n")
    if not {"[", "&"} & set(text):
        assert [letter for letter in seen if letter in "abé"] == [letter for letter in text if letter in "abé"]


@settings(max_examples=CASES)
@given(st.text())
def test_folding_keeps_lines_and_is_complete(text: str):
    folded = fold(text)
    assert folded.count("\n") == text.count("\n")
    assert fold(folded) == folded


def test_every_dash_space_and_digit_of_unicode_is_folded():
    for code in range(0x110000):
        character = chr(code)
        category = unicodedata.category(character)
        if category == "Pd" and character not in "\u05be":
            assert fold(character) == "-", hex(code)
        elif category == "Zs":
            assert fold(character) == " ", hex(code)
        elif category == "Nd":
            assert fold(character) in "0123456789", hex(code)
        elif category == "Cf" and "PREPENDED" not in unicodedata.name(character, "") and fold(character):
            assert unicodedata.name(character).startswith(("ARABIC", "SYRIAC", "KAITHI", "EGYPTIAN", "INTERLINEAR")), (
                hex(code)
            )


def test_no_character_is_in_two_lists():
    listed = [character for characters in (DASHES, DOTS, SLASHES, APOSTROPHES, INVISIBLE) for character in characters]
    listed = [character for character in listed if character != "-"]
    assert len(listed) == len(set(listed))

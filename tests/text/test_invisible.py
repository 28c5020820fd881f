"""Invisible characters are found, except where an emoji or a script needs them."""

import re

import pytest
from chance import CASES
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.text.typed.invisible import FORBIDDEN, find_invisible
from generator.text.typed.visible import INVISIBLE, fold

NEEDED = {
    "a family": "👨\u200d👩\u200d👧\u200d👦",
    "a skin tone": "👩🏽\u200d⚕\ufe0f",
    "a flag of two emoji": "🏳\ufe0f\u200d🌈",
    "a heart on fire": "❤\ufe0f\u200d🔥",
    "an arrow in an emoji": "🙂\u200d↔\ufe0f",
    "the flag of Scotland": "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
    "a keycap": "1\ufe0f\u20e3",
    "Persian": "می\u200cخواهم خانه\u200cها",
    "Persian with a mark": "می\u064e\u200cخواهم",
    "Hindi": "क्\u200dष क्\u200cष",
    "Sinhala": "ශ්\u200dරී ලංකාව",
    "Malayalam": "ന്\u200d",
    "a Japanese place": "葛\U000e0100城市",
}


@pytest.mark.parametrize("text", NEEDED.values(), ids=NEEDED.keys())
def test_emoji_and_scripts_may_have_the_characters_that_they_need(text: str):
    assert list(find_invisible(f"One {text} two.\n{text}")) == []


USELESS = {
    "a joiner between letters": "a\u200db",
    "a non-joiner between letters": "a\u200cb",
    "a joiner after an emoji": "👨\u200d",
    "a joiner before an emoji": "\u200d👨",
    "a joiner between an emoji and a letter": "👨\u200dx",
    "a non-joiner between emoji": "👨\u200c👩",
    "a non-joiner after a letter that does not join": "کار\u200cها",
    "a non-joiner at the end of a word": "می\u200c",
    "a non-joiner at the start of a word": "\u200cخواهم",
    "a joiner in Persian": "می\u200dخواهم",
    "a joiner in Hindi without its sign": "क\u200dष",
    "a joiner at the start of a line": "👨\n\u200d👩",
    "a selector after a space": "a \ufe0f",
    "a second selector": "❤\ufe0f\ufe0e",
    "a tag": "a\U000e0041",
    "a flag without its end": "🏴\U000e0067",
    "a blank letter": "a\u3164",
    "a turned text": "a\u202eb",
    "an Arabic mark": "a\u061cb",
    "the space of a program": "a\U000f0000",
    "nothing": "a\uffffb",
}


@pytest.mark.parametrize("text", USELESS.values(), ids=USELESS.keys())
def test_invisible_characters_are_found_elsewhere(text: str):
    """The last one of each text."""
    found = list(find_invisible(text))
    assert found
    assert FORBIDDEN.match(text, found[-1])


def test_two_joiners_in_a_row_are_both_found():
    assert list(find_invisible("👨\u200d\u200d👩")) == [1, 2]


PARTS = "ab 👨👩🏽❤↔\ufe0f\u200d\u200cمی ر क्ष\n\U000e0067\U000e007f🏴\u200b\u0300"


@settings(max_examples=CASES)
@given(st.text(st.sampled_from(PARTS) | st.characters()))
def test_what_is_found_can_be_removed(text: str):
    """In any text. What readers see stays the same."""
    found = set(find_invisible(text))
    assert all(FORBIDDEN.match(text[at]) for at in found)
    ignored = {at for at in found if re.match(f"[{INVISIBLE}]", text[at])}
    rest = "".join(character for at, character in enumerate(text) if at not in ignored)
    assert fold(rest) == fold(text)


def test_what_checks_ignore_is_refused_everywhere_else():
    """Except for the soft hyphen, which shows a hyphen where a line ends."""
    ignored = [chr(code) for code in range(0x110000) if re.match(f"[{INVISIBLE}]", chr(code))]
    assert len(ignored) > 4000
    assert [character for character in ignored if not FORBIDDEN.match(character)] == ["\u00ad"]

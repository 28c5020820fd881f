"""The words that search compares: the same for the index and for queries, in Python and in the browser."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from search_engine import run

from generator.pages.search import words_of

CASES = {
    "": [],
    "Sheriff's office": ["sheriff", "office"],
    "the sheriffs’ offices": ["the", "sheriff", "office"],
    "Iñupiaq": ["inupiaq"],
    unicodedata.normalize("NFD", "Iñupiaq"): ["inupiaq"],
    "Hawaiʻi, Łódź, Straße": ["hawaii", "lodz", "strasse"],
    "M.A.T.": ["mat"],
    "(m.a.t)": ["mat"],
    "the U.S. Department, e.g. one": ["the", "us", "department", "eg", "one"],
    "Ph.D. and St. Paul": ["ph", "d", "and", "st", "paul"],
    "$799,775": ["799775"],
    "$1,234,567.50 in 2024-25": ["1234567", "50", "in", "2024", "25"],
    "1,2 and 12,34": ["1", "2", "and", "12", "34"],
    "call 1-800-662-4357 (24/7)": ["call", "1", "800", "662", "4357", "24", "7"],
    "re-entry, pre‐arrest and non-grantees": ["reentry", "prearrest", "and", "nongrantee"],
    "one-to-one, buy-in": ["one", "to", "one", "buy", "in"],
    "counties, classes, coaches, boxes, buses": ["county", "class", "coach", "box", "buse"],
    "status, this, loss, bus, has, PRSS": ["status", "this", "loss", "bus", "has", "prss"],
    "a_b <b>c</b> &amp; \\d [e]*": ["a", "b", "b", "c", "b", "amp", "d", "e"],
    "ＭＡＴ ﬁre ½": ["mat", "fire", "1", "2"],
    "Kelvin K, ŉ, İstanbul": ["kelvin", "k", "n", "istanbul"],
}
"""A text, and its words."""

TRICKY = "abeinoprsuxyz09 .,-'’ʼ‐$ñÉßøŁıİŉﬁ½\u0301\u0303_/()"


@pytest.mark.parametrize("text", CASES)
def test_a_text_has_these_words(text):
    assert words_of(text) == CASES[text]


@given(st.text(TRICKY))
def test_normalizing_twice_changes_nothing(text):
    """A normalized word is its own normalized form, so what is in the index can be found."""
    for word in words_of(text):
        assert word.isalnum()
        assert "".join(words_of(word.upper())) in (word, *words_of(word))


def texts() -> list[str]:
    """Return difficult texts: all pairs of some characters, as rotations of one list."""
    return [
        "".join(a + b for a, b in zip(TRICKY, TRICKY[turn:] + TRICKY[:turn], strict=True))
        for turn in range(len(TRICKY))
    ]


@pytest.mark.slow
def test_the_script_returns_the_same_words():
    """The module is the reference for search-words.js."""
    cases = [*CASES, *texts()]
    program = "console.log(JSON.stringify(given.map(site.searchWords.words)));"
    words = dict(zip(cases, run(program, cases, "core/5-search-words"), strict=True))
    assert words == {text: words_of(text) for text in cases}


@pytest.mark.slow
def test_a_matched_word_is_marked_as_a_whole():
    """Even with an apostrophe, dots, a hyphen, commas or a combining accent in it."""
    cases = [
        ["Ask the sheriff’s office.", ["sheriff"], ["sheriff’s"]],
        ["M.A.T. is medication", ["mat"], ["M.A.T"]],
        ["An award of $799,775, closed", ["799775"], ["799,775"]],
        ["After re-entry. Jail-based", ["reentry", "jail"], ["re-entry", "Jail-based"]],
        [unicodedata.normalize("NFD", "An Iñupiaq elder"), ["inupiaq"], [unicodedata.normalize("NFD", "Iñupiaq")]],
        ["Nothing here", ["jail"], []],
    ]
    program = """console.log(JSON.stringify(given.map(([text, terms]) => {
      const parts = site.searchWords.parts(text, new Set(terms));
      return [parts.map((part) => part.text).join(""), parts.filter((part) => part.found).map((part) => part.text)];
    })));"""
    parts = run(program, cases, "core/5-search-words")
    assert parts == [[text, marked] for text, _, marked in cases]

"""Line breaks within paragraphs can change, and the paragraphs stay the same."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from limits import cpu_seconds

from generator.records.markdown import Engine
from generator.records.markdown.links import Links
from generator.text.typed.wrapping import one_sentence_per_line, unwrap

SENTENCES = {
    "sentences": ("They help. They listen! Do they? Yes.", "They help.\nThey listen!\nDo they?\nYes."),
    "wrapped lines": ("They help people\nin jail. They\nlisten.", "They help people in jail.\nThey listen."),
    "quotation marks": ('He says "Yes." Then he "goes". So.', 'He says "Yes."\nThen he "goes".\nSo.'),
    "abbreviations": (
        "Dr. Lee of the U.S. Army in St. Louis came at 5 p.m. Eastern time, e.g. No. 5.",
        "Dr. Lee of the U.S. Army in St. Louis came at 5 p.m. Eastern time, e.g. No. 5.",
    ),
    "links and code": ("See [A. B](x:y) and `a. B`. Then go.", "See [A. B](x:y) and `a. B`.\nThen go."),
    "emphasis": ("**Rides.** They drive. *So.* End.", "**Rides.**\nThey drive.\n*So.*\nEnd."),
    "a list": ("- One. Two\n  goes on.\n- Three", "- One.\n  Two goes on.\n- Three"),
    "a numbered list": ("1. One. Two.\n\n   Three. Four.", "1. One.\n   Two.\n\n   Three.\n   Four."),
    "nested lists": ("- One\n  - Two. Three.", "- One\n  - Two.\n    Three."),
    "numbers": ("It was 2019. 24 sites came. Two had 1.5 peers.", "It was 2019.\n24 sites came.\nTwo had 1.5 peers."),
    "what would start a list": ("It was so. 1. January came.", "It was so. 1.\nJanuary came."),
    "headings, quotations and tables": ("## A. B\n\n> One. Two\n> more.\n\n| A. B |\n|---|", None),
    "hard line breaks": ("One. Two  \nThree. Four", None),
    "code": ("    One. Two\n\n```\nA. B\n```", None),
}


@pytest.mark.parametrize(("typed", "written"), SENTENCES.values(), ids=SENTENCES.keys())
def test_each_sentence_has_a_line(typed: str, written: str | None):
    assert one_sentence_per_line(typed) == (typed if written is None else written)


BESIDE_TAGS = re.compile(r"\s+(?=<)|(?<=>)\s+")
"""Blanks that no browser shows."""
PIECES = [
    "One.",
    "two",
    "U.S.",
    "- ",
    "1. ",
    "  ",
    "\n",
    "\n\n",
    " ",
    "> ",
    "# ",
    "| ",
    "    ",
    "\\",
    "`",
    "**",
    "---",
    "3",
    "A",
]


@given(st.lists(st.sampled_from(PIECES), max_size=20).map("".join))
def test_readers_see_no_difference(text: str):
    """Whatever the text is. A second time, nothing changes."""
    links = Links({}, frozenset())
    written = one_sentence_per_line(text)
    before, after = (BESIDE_TAGS.sub("", Engine(links).render(one).html) for one in (text, written))
    assert after == before
    assert one_sentence_per_line(written) == written
    assert unwrap(written) == unwrap(text)


@pytest.mark.parametrize("piece", ["a. B", "[", "a\n", "A. ", "- ", "`", "Dr. ", "*", "\n", "  \n", "\"'"])
def test_a_long_text_is_written_in_one_pass(piece: str):
    with cpu_seconds(5):
        one_sentence_per_line(piece * 20_000)

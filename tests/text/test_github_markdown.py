"""A report for GitHub: the words of strangers stay words, and it ends before GitHub cuts it."""

import pytest
from hostile_text import HOSTILE, outside_code
from hypothesis import given
from hypothesis import strategies as st

from generator.base.problems import Place, Problem
from generator.review.diff_report import to_refusal
from generator.text.github_markdown import SUMMARY_BYTES, Section, quote, render, to_summary


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_strangers_words_stay_in_their_code_span(text: str):
    """Nothing of them is left outside of it, and they are one line."""
    written = quote(text)
    assert outside_code(f"before {written} after") == ("before  after" if text else "before (nothing) after")
    assert "\n" not in written
    assert "##[" not in written
    assert "\u202e" not in written


@given(st.text())
def test_no_text_leaves_its_code_span(text: str):
    """Whatever somebody types."""
    assert outside_code(f"before {quote(text)} after") in ("before  after", "before (nothing) after")


def test_a_long_text_is_cut():
    """With a sign that says so."""
    assert quote("x" * 400, 10) == "`xxxxxxxxx…`"


def test_a_report_ends_before_its_limit_and_says_what_is_left():
    """What comes first matters most, so the rest is counted."""
    sections = [Section("Much", [quote(f"item {number}") for number in range(10_000)]), Section("Last", ["one"])]
    text = render("Head", sections, 5_000, rest="See the files.")
    assert len(text.encode()) <= 5_000
    shown = text.count("\n- ")
    assert text.endswith(f"**{10_001 - shown:,} more entries did not fit here.** See the files.\n")
    assert "### Last" not in text


def test_a_report_that_fits_is_whole():
    assert render("Head", [Section("One", ["a", "b"])], 5_000) == "Head\n\n### One\n\n- a\n- b\n"


FIRST = Problem(Place("data/books/a.yml", 2, 3), "bad", "'@octocat' is bad.", "Do that.")
WHOLE = Problem(Place("data/books/<b>.yml"), "worse", "This is worse.")
WARNING = Problem(Place("data/books/a.yml", 9), "old", "This is old.", "Look at it.", "warning")


def test_a_summary_names_every_problem_by_file_with_its_cure():
    """Errors first; each code leads to its paragraph."""
    assert to_summary([WARNING, WHOLE, FIRST], "data/PROBLEMS.md") == (
        "## 2 errors, 1 warning\n\n"
        "Nothing is published until every error is mended. A warning stops nothing.\n\n"
        "### Errors in `data/books/<b>.yml`\n\n"
        "- `This is worse.` [worse](data/PROBLEMS.md#worse)\n\n"
        "### Errors in `data/books/a.yml`\n\n"
        "- Line 2: `'@octocat' is bad.` [bad](data/PROBLEMS.md#bad)<br>`Do that.`\n\n"
        "### Warnings in `data/books/a.yml`\n\n"
        "- Line 9: `This is old.` [old](data/PROBLEMS.md#old)<br>`Look at it.`\n"
    )


def test_a_summary_of_nothing_says_so():
    assert to_summary([]) == "## 0 errors, 0 warnings\n\nNothing stops this from being published.\n"


def test_a_summary_fits_into_what_github_takes():
    """However much is wrong, and however long the words are."""
    many = [Problem(Place(f"data/books/{n}.yml", n), "bad", "é" * 900, "ü" * 900) for n in range(2_000)]
    assert len(to_summary(many).encode()) <= SUMMARY_BYTES


def test_a_refusal_lists_errors_and_counts_warnings():
    """What stops a change is not buried among what stops nothing."""
    error = Problem(Place("data/a.yml", 1), "wrong", "It is wrong.")
    old = [Problem(Place("data/b.yml", line), "old", "It is old.", severity="warning") for line in (1, 2)]
    text = to_refusal([*old, error])
    assert "## 1 error, 2 warnings\n" in text
    assert "It is wrong." in text
    assert "It is old." not in text

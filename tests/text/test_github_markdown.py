"""Untrusted text cannot alter a report for GitHub, and a report stays within GitHub's size limits."""

import pytest
from hostile_text import HOSTILE, outside_code
from hypothesis import given
from hypothesis import strategies as st

from generator.base.problems import Place, Problem
from generator.review.diff_report import to_refusal
from generator.review.new_warnings import Warnings
from generator.text.github_markdown import SUMMARY_BYTES, Section, quote, render, to_summary


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_untrusted_text_stays_inside_its_code_span(text: str):
    """None of it is outside, and it is on one line."""
    written = quote(text)
    assert outside_code(f"before {written} after") == ("before  after" if text else "before (nothing) after")
    assert "\n" not in written
    assert "##[" not in written
    assert "\u202e" not in written


@given(st.text())
def test_no_text_leaves_its_code_span(text: str):
    """Whatever someone types."""
    assert outside_code(f"before {quote(text)} after") in ("before  after", "before (nothing) after")


def test_a_long_text_is_cut():
    """An ellipsis shows it."""
    assert quote("x" * 400, 10) == "`xxxxxxxxx…`"


def test_a_report_ends_before_its_limit_and_counts_the_rest():
    """What matters most comes first."""
    sections = [Section("Much", [quote(f"item {number}") for number in range(10_000)]), Section("Last", ["one"])]
    text = render("Head", sections, 5_000, rest="See the files.")
    assert len(text.encode()) <= 5_000
    shown = text.count("\n- ")
    assert text.endswith(f"**{10_001 - shown:,} more entries did not fit here.** See the files.\n")
    assert "### Last" not in text


def test_a_report_that_fits_is_complete():
    assert render("Head", [Section("One", ["a", "b"])], 5_000) == "Head\n\n### One\n\n- a\n- b\n"


FIRST = Problem(Place("data/books/a.yml", 2, 3), "bad", "'@octocat' is bad.", "Do that.")
WHOLE = Problem(Place("data/books/<b>.yml"), "worse", "This is worse.")
WARNING = Problem(Place("data/books/a.yml", 9), "old", "This is old.", "Look at it.", "warning")


def test_a_summary_lists_every_problem_by_file_with_its_hint():
    """Errors come first; each code is a link to its explanation."""
    assert to_summary([WARNING, WHOLE, FIRST], "data/PROBLEMS.md") == (
        "## 2 errors, 1 warning\n\n"
        "All errors must be fixed before this can be published. Some problems appear only after others are fixed. "
        "Warnings do not block publishing.\n\n"
        "### Errors in `data/books/<b>.yml`\n\n"
        "- `This is worse.` [worse](data/PROBLEMS.md#worse)\n\n"
        "### Errors in `data/books/a.yml`\n\n"
        "- Line 2: `'@octocat' is bad.` [bad](data/PROBLEMS.md#bad)<br>`Do that.`\n\n"
        "### Warnings in `data/books/a.yml`\n\n"
        "- Line 9: `This is old.` [old](data/PROBLEMS.md#old)<br>`Look at it.`\n"
    )


def test_a_summary_without_problems_says_so():
    assert to_summary([]) == "## 0 errors, 0 warnings\n\nThis can be published.\n"


def test_a_summary_stays_within_the_limit_of_github():
    """However many problems there are, and however long their messages."""
    many = [Problem(Place(f"data/books/{n}.yml", n), "bad", "é" * 900, "ü" * 900) for n in range(2_000)]
    assert len(to_summary(many).encode()) <= SUMMARY_BYTES


def test_a_refusal_lists_errors_and_counts_warnings():
    """What blocks a change is not buried among what does not: older warnings are only counted."""
    error = Problem(Place("data/a.yml", 1), "wrong", "It is wrong.")
    old = [Problem(Place("data/b.yml", line), "old", "It is old.", severity="warning") for line in (1, 2)]
    text = to_refusal([*old, error], warnings=Warnings(older=tuple(old)))
    assert "## 1 error\n" in text
    assert "No new warnings; 2 older ones elsewhere.\n" in text
    assert "It is wrong." in text
    assert "It is old." not in text

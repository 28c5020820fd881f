"""Lists of word processors become lists of Markdown, and nothing else changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from limits import cpu_seconds

from generator.records.markdown import find_unrendered, repair_lists

LISTS = {
    "bullets": ("Yes:\n•\tJails\n•\tCourts", "Yes:\n\n- Jails\n- Courts"),
    "a bullet without a tab": ("• Jails\n•Courts", "- Jails\n- Courts"),
    "levels of bullets": (
        "•\tJails\no\tNights\n▪\tLate\no\tDays\n•\tCourts",
        "- Jails\n  - Nights\n    - Late\n  - Days\n- Courts",
    ),
    "indented levels": ("    •\tJails\n        o\tNights", "- Jails\n  - Nights"),
    "middle dots with no-break spaces": ("·\u00a0\u00a0 Jails\n·\u00a0\u00a0 Courts", "- Jails\n- Courts"),
    "dashes": ("–\tJails\n–\tCourts\n—\tHelp", "- Jails\n- Courts\n  - Help"),
    "dashes with spaces": ("Yes:\n– Jails\n– Courts", "Yes:\n\n- Jails\n- Courts"),
    "numbers": ("1.\tJails\n2.\tCourts\n•\tNights", "1. Jails\n2. Courts\n   - Nights"),
    "hyphens with tabs": ("-\tJails\n*\tCourts", "- Jails\n  - Courts"),
    "the letter o": ("•\tJails\no Nights", "- Jails\n  - Nights"),
    "beside items of Markdown": ("- Jails\n• Courts\n- Prisons", "- Jails\n- Courts\n- Prisons"),
    "within items of Markdown": ("- • Jails\n- •\tCourts", "- Jails\n- Courts"),
    "below an item of Markdown": ("- Jails\n  •\tNights", "- Jails\n  - Nights"),
    "after a list of Markdown": ("1. One\n2. Two\n\n•\tJails", "1. One\n2. Two\n\n- Jails"),
    "blank lines between": ("•\tJails\n\n•\tCourts", "- Jails\n\n- Courts"),
    "a paragraph below": ("•\tJails\nThen more.", "- Jails\n\nThen more."),
    "a wrapped item": ("•\tJails in\nthe county\n•\tCourts", "- Jails in\n  the county\n- Courts"),
    "a heading below": ("•\tJails\n## Next", "- Jails\n\n## Next"),
}


@pytest.mark.parametrize(("typed", "meant"), LISTS.values(), ids=LISTS.keys())
def test_a_pasted_list_becomes_a_list(typed: str, meant: str):
    """The check reports what the fix repairs."""
    assert repair_lists(typed) == meant
    assert "list-as-paragraph" in {problem.code for problem in find_unrendered(typed)}
    assert not list(find_unrendered(meant))


@pytest.mark.parametrize(
    "text",
    [
        *(
            "- Jails\n- Courts",
            "1. One\n2. Two",
            "He came\n– and more",
            "o Nights alone",
            "jails\no prisons",
            "> • Jails",
        ),
        *("Jails • Courts", "```\n•\tx\n```", "| • a | b |", "5 – 6\n- x", "", "\n", "Peers – people – help\n– a lot"),
    ],
)
def test_other_text_stays(text: str):
    assert repair_lists(text) == text


@given(
    st.lists(st.sampled_from(["•\t", "o\t", "– ", "- ", "1.\t", "  ", "\n", "\n\n", "a", "B.", "\u00a0", "```", "> "]))
)
def test_a_second_repair_changes_nothing(pieces: list[str]):
    once = repair_lists("".join(pieces))
    assert repair_lists(once) == once


@pytest.mark.parametrize("piece", ["•", "•\t", "o ", "\t", "\u00a0", "–\u00a0", "1.\t", "- •", "•\n", " "])
def test_a_long_text_is_repaired_in_one_pass(piece: str):
    with cpu_seconds(5):
        repair_lists("x\n" + piece * 20_000)

"""The reading grade follows its formula, and leaves out what a writer cannot shorten."""

import pytest

from generator.text.readability import FEWEST_WORDS, Reading, measure, syllables


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "a the made sites helped who through eight you"),
        (2, "people table needed places coaches homeless person being social little movement"),
        (3, "period services recover example together employment creative reduces"),
        (4, "experience supervision information community recovery incarcerate"),
        (5, "association rehabilitate organization initiation incarcerated"),
    ],
)
def test_syllables_are_counted(number: int, words: str):
    """Groups of vowels count, but not silent ones, and twice if the vowels are pronounced separately."""
    assert {word: syllables(word) for word in words.split()} == dict.fromkeys(words.split(), number)


def read(text: str) -> Reading:
    reading = measure(text)
    assert reading is not None
    return reading


SHORT = "The cat sat on the mat. "
"""Six words of one syllable: 0.39 × 6 + 11.8 × 1 − 15.59 is below zero."""


def test_the_grade_follows_the_formula():
    """Thirty words in one sentence, two syllables each: 0.39 × 30 + 11.8 × 2 − 15.59 = 19.7."""
    assert read("table " * 29 + "table.").grade == 20
    assert read(SHORT * 5).grade == -1


def test_a_short_text_is_not_measured():
    """The formula is not meaningful for twenty-nine words."""
    assert measure("table " * (FEWEST_WORDS - 1)) is None
    assert measure("") is None


def test_the_longest_sentence_is_returned_with_its_number_of_words():
    reading = read(SHORT * 5 + "This one sentence is by far the longest of them all.")
    assert (reading.longest, reading.words) == ("This one sentence is by far the longest of them all.", 11)


@pytest.mark.parametrize(
    "more",
    [
        "See the Comprehensive Opioid, Stimulant and Substance Use Program of the Bureau of Justice Assistance. ",
        "It is in 2019, 2020, 2021 and 252970. ",
        "## Organizations facilitating interdisciplinary collaboration\n\n",
        "| Organizations | Responsibilities |\n|---|---|\n| Administrations | Communications |\n\n",
        "::: organizations.administrations\n\n",
    ],
    ids=["names", "numbers", "headings", "tables", "directives"],
)
def test_what_a_writer_cannot_shorten_is_left_out(more: str):
    """Names, numbers, headings, tables and directives do not raise the grade."""
    assert abs(read(more + SHORT * 6).grade - read(SHORT * 6).grade) <= 1


def test_each_list_item_is_a_sentence():
    """Even if it does not end in a period."""
    listed = "They have six tasks:\n\n" + "".join("- set up the calls with all of them\n" for _ in range(6))
    assert read(listed).words == 8


def test_the_periods_of_an_abbreviation_do_not_end_a_sentence():
    assert read("They work for the U.S. courts and they help all who come to them. " * 3).words == 15

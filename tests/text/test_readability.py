"""How hard a text is to read: the formula, what it counts, and what it leaves out."""

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
def test_the_syllables_of_a_word(number: int, words: str):
    """Groups of vowels, less the silent ones, more where two vowels stand apart."""
    assert {word: syllables(word) for word in words.split()} == dict.fromkeys(words.split(), number)


def read(text: str) -> Reading:
    reading = measure(text)
    assert reading is not None
    return reading


SHORT = "The cat sat on the mat. "
"""Six words of one syllable: 0.39 × 6 + 11.8 × 1 − 15.59 is below zero."""


def test_the_grade_is_that_of_the_formula():
    """Thirty words in one sentence, two syllables each: 0.39 × 30 + 11.8 × 2 − 15.59 = 19.7."""
    assert read("table " * 29 + "table.").grade == 20
    assert read(SHORT * 5).grade == -1


def test_a_short_text_is_not_measured():
    """The formula says nothing of twenty-nine words."""
    assert measure("table " * (FEWEST_WORDS - 1)) is None
    assert measure("") is None


def test_the_longest_sentence_is_named_with_its_words():
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
    ids=["names", "figures", "headings", "tables", "directives"],
)
def test_what_nobody_can_shorten_is_left_out(more: str):
    """Names, figures, headings, tables and lines that place something do not make a text harder."""
    assert abs(read(more + SHORT * 6).grade - read(SHORT * 6).grade) <= 1


def test_a_list_is_as_many_sentences_as_it_has_items():
    """None of them ends in a period."""
    listed = "They have six tasks:\n\n" + "".join("- set up the calls with all of them\n" for _ in range(6))
    assert read(listed).words == 8


def test_the_periods_of_a_short_form_end_no_sentence():
    assert read("They work for the U.S. courts and they help all who come to them. " * 3).words == 15

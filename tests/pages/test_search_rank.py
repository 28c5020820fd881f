"""What search returns and in which order: the site's scripts with small indexes."""

from typing import Any

import pytest
from search_engine import answers

from generator.pages.search import Entry, to_line, to_script
from generator.records.settings import Help, Synonyms

pytestmark = [pytest.mark.slow]

HELP = Help(text="Need help?", links=(), words=("treatment", "want to die", "withdrawals"), unless=("treatment court",))
GROUPS = (("jail", "detention center"), ("opioid", "fentanyl"), ("how long", "duration"), ("hospital", "ed"))
SILENT = ("a", "an", "can", "do", "does", "example", "i", "in", "it", "take", "the", "to", "want", "we", "when", "who")


def index_of(*entries: Entry) -> str:
    """Return an index of some entries. Each needs a title."""
    whole = [{"u": f"e/{number}/", "k": "Books"} | entry for number, entry in enumerate(entries)]
    return to_script(map(to_line, whole), Synonyms(groups=GROUPS, stop_words=SILENT), HELP).decode()


LIBRARY = index_of(
    {"t": "County peers", "u": "county/", "x": "They work in the jail.", "w": "Ohio OH"},
    {"t": "Education for all", "u": "school/", "x": "A program of the jail for adults."},
    {"t": "When can we borrow?", "u": "when/", "a": ["deadline", "Who is eligible?"], "x": "No day is known."},
    {"t": "Can we borrow again?", "u": "again/", "x": "Yes. There is no deadline for it."},
    {"t": "How long is a loan?", "u": "long/", "x": "A year."},
    {"t": "Opioid response", "u": "opioid/", "x": "A quick response."},
    {"t": "Borrowing", "u": "words/#borrowing", "k": "Words", "x": "To borrow by the deadline."},
    {"t": "Detention center", "u": "words/#jail", "k": "Words", "x": "Where people wait."},
    {"t": "Medication", "u": "words/#medication", "k": "Words", "x": "What helps with opioids."},
    {"t": "Hostel", "u": "hostel/", "x": "A bed of Edward's."},
)


def answer_to(query: str, index: str = LIBRARY, below: str | None = None) -> dict[str, Any]:
    """Return the answer to one query."""
    return answers(index, query, below=below)[0]


def test_a_question_in_other_words_leads_to_its_answer():
    """By its other names, without words such as 'how', and not by a glossary term."""
    queries = ("deadline", "when can i borrow", "who is eligible", "how long does it take", "DURATION")
    assert [answer["best"] for answer in answers(LIBRARY, *queries)] == ["when/", "when/", "when/", "long/", "long/"]


def test_groups_are_in_the_order_of_their_best_hits_with_the_glossary_last():
    index = index_of(
        {"t": "A", "k": "Books", "x": "The moon and more of other things than a moon."},
        {"t": "Moon", "k": "Stars", "u": "stars/moon/"},
        {"t": "Two", "k": "Stars", "u": "stars/two/", "x": "A moon."},
        {"t": "Moon", "k": "Words", "u": "words/#moon"},
    )
    answer = answer_to("moon", index)
    assert answer["best"] == "stars/moon/"
    assert [kind for kind, _ in answer["groups"]] == ["Stars", "Books", "Words"]


def test_a_definition_is_the_best_answer_if_nothing_else_matches_well():
    index = index_of(
        {"t": "A", "x": "Long before the moon there was a day."}, {"t": "Moon", "k": "Words", "u": "w/#moon"}
    )
    assert answer_to("moon", index)["best"] == "w/#moon"


def test_entries_with_all_words_come_before_those_with_some():
    answer = answer_to("ohio jail")
    assert answer["near"] == ""
    assert answer["hits"] == ["county/"]
    assert set(answer["more"]) <= {"school/", "words/#jail"}
    assert not set(answer["hits"]) & set(answer["more"])


def test_if_no_entry_has_all_words_those_with_some_are_shown():
    answer = answer_to("zebra jail")
    assert answer["near"] == "some"
    assert "county/" in answer["hits"]


def test_a_typo_is_forgiven():
    """One wrong letter in words of four to seven letters, two in longer words, and two swapped letters."""
    queries = ("medicaton", "educaiton", "mdication", "opoid", "respnose", "educati")
    results = answers(LIBRARY, *queries)
    bests = ["words/#medication", "school/", "words/#medication", "opioid/", "opioid/", "school/"]
    assert [answer["best"] for answer in results] == bests
    assert [answer["near"] for answer in results] == ["close"] * 5 + [""]


def test_a_word_of_the_index_is_never_treated_as_a_typo():
    """Even if it is only in entries outside of the query's filter: "medication" is not "education"."""
    answer = answer_to("medication", below="school/")
    assert (answer["hits"], answer["near"]) == ([], "")
    assert answer_to("educaton", below="school/")["hits"] == ["school/"]


def test_synonyms_match_exactly_and_short_ones_match_whole_words():
    """ "ed" is a hospital, not Edward."""
    assert answer_to("fentanyl")["best"] == "opioid/"
    assert answer_to("fentanyl")["near"] == ""
    assert "hostel/" not in answer_to("hospital")["hits"]


def test_abbreviations_and_codes_are_found_however_they_are_typed():
    queries = ("OH", "o.h.", "oh", "jail oh")
    assert [answer["best"] for answer in answers(LIBRARY, *queries)] == ["county/"] * 4


def test_without_results_similar_names_are_suggested():
    """Similar names, if there are any."""
    answer = answer_to("medicine")
    assert (answer["hits"], answer["best"]) == ([], None)
    assert answer["nearest"] == ["words/#medication"]
    assert answer_to("zzzzqq")["nearest"] == []


@pytest.mark.parametrize(
    ("words", "helps"),
    [
        ("I want to die", True),
        ("want to die", True),
        ("wanted to dine", False),
        ("withdrawal", True),
        ("TREATMENT!", True),
        ("treatment court", False),
        ("treatment courts", False),
        ("treatment court or treatment", True),
        ("want", False),
    ],
)
def test_help_is_shown_for_phrases_and_not_for_names(words, helps):
    assert answer_to(words)["help"] is helps


HUGE = index_of(
    *(
        {"t": f"Entry number {number}", "x": " ".join(f"word{number * 7 + place} peer jail" for place in range(40))}
        for number in range(1000)
    )
)
"""As many entries as a large site has, each with words of its own."""


def test_no_query_takes_more_work_than_the_limit():
    """Counted in postings and comparisons, even for words that all entries have and typos of nearly all."""
    limit = 400_000
    pasted = [
        " ".join(["peer jail"] * 100),
        " ".join(f"word{number}" for number in range(200)),
        " ".join(f"wrod{number}x" for number in range(200)),
        "word" * 5000,
        " ".join("abcdefghij"[number % 10] for number in range(2000)),
    ]
    work = [answer["work"] for answer in answers(HUGE, *pasted)]
    assert max(work) <= limit + 1
    assert work[0] < 10_000  # a repeated word is searched only once
    assert all(answer["work"] <= 30_000 for answer in answers(HUGE, *["wrod5x " * 2, "wrod5x " * 300]))


def test_more_words_take_no_more_work():
    """Words after the first ten are ignored."""
    ten, all_of_them = (" ".join(f"word{number}9" for number in range(most)) for most in (10, 200))
    first, second = answers(HUGE, ten, all_of_them)
    assert first["work"] == second["work"]

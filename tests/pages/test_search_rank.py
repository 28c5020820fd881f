"""What search answers, and in which order: the scripts of the site over small indexes made here."""

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
    """The index of these entries, each of which has a title at least."""
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


def one(query: str, index: str = LIBRARY, below: str | None = None) -> dict[str, Any]:
    """What the library answers to one query."""
    return answers(index, query, below=below)[0]


def test_a_question_in_other_words_leads_to_its_answer():
    """By its other names, by words that only say how it is asked, and not to a word of the glossary."""
    queries = ("deadline", "when can i borrow", "who is eligible", "how long does it take", "DURATION")
    assert [found["best"] for found in answers(LIBRARY, *queries)] == ["when/", "when/", "when/", "long/", "long/"]


def test_groups_come_in_the_order_of_their_best_hits_and_explained_words_last():
    index = index_of(
        {"t": "A", "k": "Books", "x": "The moon and more of other things than a moon."},
        {"t": "Moon", "k": "Stars", "u": "stars/moon/"},
        {"t": "Two", "k": "Stars", "u": "stars/two/", "x": "A moon."},
        {"t": "Moon", "k": "Words", "u": "words/#moon"},
    )
    found = one("moon", index)
    assert found["best"] == "stars/moon/"
    assert [kind for kind, _ in found["groups"]] == ["Stars", "Books", "Words"]


def test_a_definition_is_the_best_answer_where_nothing_else_comes_near():
    index = index_of(
        {"t": "A", "x": "Long before the moon there was a day."}, {"t": "Moon", "k": "Words", "u": "w/#moon"}
    )
    assert one("moon", index)["best"] == "w/#moon"


def test_what_has_all_words_comes_before_what_has_some():
    found = one("ohio jail")
    assert found["near"] == ""
    assert found["hits"] == ["county/"]
    assert set(found["more"]) <= {"school/", "words/#jail"}
    assert not set(found["hits"]) & set(found["more"])


def test_where_nothing_has_all_words_some_will_do():
    found = one("zebra jail")
    assert found["near"] == "some"
    assert "county/" in found["hits"]


def test_a_typo_is_forgiven():
    """One letter of four to seven, two of longer words, and two letters that changed places."""
    queries = ("medicaton", "educaiton", "mdication", "opoid", "respnose", "educati")
    found = answers(LIBRARY, *queries)
    bests = ["words/#medication", "school/", "words/#medication", "opioid/", "opioid/", "school/"]
    assert [each["best"] for each in found] == bests
    assert [each["near"] for each in found] == ["close"] * 5 + [""]


def test_a_word_that_the_index_holds_is_never_taken_for_another():
    """Also where it is only in entries that are not asked for: "medication" is no "education"."""
    found = one("medication", below="school/")
    assert (found["hits"], found["near"]) == ([], "")
    assert one("educaton", below="school/")["hits"] == ["school/"]


def test_a_synonym_is_no_typo_and_short_ones_are_whole():
    """ "ed" is a hospital, not Edward."""
    assert one("fentanyl")["best"] == "opioid/"
    assert one("fentanyl")["near"] == ""
    assert "hostel/" not in one("hospital")["hits"]


def test_abbreviations_and_codes_are_found_as_they_are_typed():
    queries = ("OH", "o.h.", "oh", "jail oh")
    assert [found["best"] for found in answers(LIBRARY, *queries)] == ["county/"] * 4


def test_who_finds_nothing_is_offered_the_nearest():
    """Names that are like it; nothing where none is."""
    found = one("medicine")
    assert (found["hits"], found["best"]) == ([], None)
    assert found["nearest"] == ["words/#medication"]
    assert one("zzzzqq")["nearest"] == []


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
def test_the_help_lines_come_at_phrases_and_not_at_the_names_of_things(words, helps):
    assert one(words)["help"] is helps


HUGE = index_of(
    *(
        {"t": f"Entry number {number}", "x": " ".join(f"word{number * 7 + place} peer jail" for place in range(40))}
        for number in range(1000)
    )
)
"""As many entries as a large site has, each with words of its own."""


def test_no_query_is_more_work_than_the_limit():
    """Counted in postings and comparisons, whatever is pasted: words that all entries have, or typos of nearly all."""
    limit = 400_000
    pasted = [
        " ".join(["peer jail"] * 100),
        " ".join(f"word{number}" for number in range(200)),
        " ".join(f"wrod{number}x" for number in range(200)),
        "word" * 5000,
        " ".join("abcdefghij"[number % 10] for number in range(2000)),
    ]
    work = [found["work"] for found in answers(HUGE, *pasted)]
    assert max(work) <= limit + 1
    assert work[0] < 10_000  # a word is looked for once, however often it is typed
    assert all(found["work"] <= 30_000 for found in answers(HUGE, *["wrod5x " * 2, "wrod5x " * 300]))


def test_more_words_are_no_more_work():
    """Those after the first ten count no longer."""
    ten, all_of_them = (" ".join(f"word{number}9" for number in range(most)) for most in (10, 200))
    first, second = answers(HUGE, ten, all_of_them)
    assert first["work"] == second["work"]

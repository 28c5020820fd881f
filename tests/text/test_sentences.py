"""Numbers, lists and names in sentences: the same in Python and in the browser."""

import pytest
from search_engine import run

from generator.base.counts import count_of
from generator.text.sentences import between, definite, format_list, in_sentence, spelled_count_of

COUNTS = {
    (0, "site", ""): "0 sites",
    (1, "site", ""): "1 site",
    (2, "site", ""): "2 sites",
    (1, "story", "stories"): "1 story",
    (3, "story", "stories"): "3 stories",
}

LISTS = {(): "", ("a",): "a", ("a", "b"): "a and b", ("a", "b", "c"): "a, b and c"}

NAMES = {
    "The Council of Peers": "the Council of Peers",
    "A new center in a log cabin": "a new center in a log cabin",
    "An office for 12 peers": "an office for 12 peers",
    "A 12-bed center": "a 12-bed center",
    "A Better Way": "A Better Way",
    "Theory of Change": "Theory of Change",
    "County Peers": "County Peers",
    "Example Police Department": "the Example Police Department",
    "Example County Sheriff's Office": "the Example County Sheriff's Office",
    "Example Department of Corrections, Peer Program": "the Example Department of Corrections, Peer Program",
    "Department of Health (DOH) Peers": "the Department of Health (DOH) Peers",
    "University of Example at Town (UET) Peers": "the University of Example at Town (UET) Peers",
    "Example County Board": "the Example County Board",
    "Example's Department of Corrections": "Example's Department of Corrections",
    "Office Peers": "Office Peers",
    "Answers": "Answers",
    "A": "A",
    "": "",
}


def test_numbers_agree_with_their_nouns():
    assert {words: count_of(*words) for words in COUNTS} == COUNTS


def test_running_text_spells_out_small_numbers():
    spelled = [spelled_count_of(number, "part") for number in (0, 1, 4, 10)]
    assert spelled == ["no parts", "one part", "four parts", "10 parts"]
    assert spelled_count_of(["a", "b"], "story", "stories") == "two stories"


def test_the_last_item_of_a_list_follows_and():
    assert {words: format_list(words) for words in LISTS} == LISTS


def test_items_that_are_html_are_joined_like_a_list():
    class Loop:
        def __init__(self, index: int, length: int) -> None:
            self.index, self.length = index, length

    for words, text in LISTS.items():
        loops = [Loop(number, len(words)) for number in range(1, len(words) + 1)]
        assert "".join(word + between(loop) for word, loop in zip(words, loops, strict=True)) == text


def test_names_keep_a_sentence_grammatical():
    assert {name: in_sentence(name) for name in NAMES} == NAMES


def test_a_description_becomes_definite():
    assert definite("A new center") == "the new center"
    assert definite("An office") == "the office"
    assert definite("The Council of Peers") == "the Council of Peers"
    assert definite("County Peers") == "County Peers"


@pytest.mark.slow
def test_the_script_returns_the_same_texts():
    arguments = {
        "countOf": [[number, one, many] for number, one, many in COUNTS],
        "formatList": [[list(words)] for words in LISTS],
        "inSentence": [[name] for name in NAMES],
    }
    program = """console.log(JSON.stringify(Object.fromEntries(
      Object.entries(given).map(([name, calls]) => [name, calls.map((values) => site.text[name](...values))]),
    )));"""
    assert run(program, arguments, "core/1-text") == {
        "countOf": list(COUNTS.values()),
        "formatList": list(LISTS.values()),
        "inSentence": list(NAMES.values()),
    }

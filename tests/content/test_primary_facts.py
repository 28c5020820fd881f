"""Every fact of the five primary documents is on a page of the site, or left out for a stated reason."""

from collections import Counter
from functools import cache

import pytest
import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter
from site_fixture import ROOT, assert_none, files_in_empty_frames, read, real_project, to_file

pytestmark = [pytest.mark.content]

DOCUMENTS = ("altarum-article", "fact-sheet-2019", "cossup-page", "library-abstract", "call-for-mentor-sites-2019")

TYPEWRITER = str.maketrans("‘’“”‐‑‒–—−", "''\"\"------")
"""Typographic apostrophes, quotation marks and dashes, as typed on a keyboard."""


class FactEntry(BaseModel):
    """An entry of tests/content/primary-facts.yml, whose first lines explain each field."""

    model_config = ConfigDict(extra="forbid")

    id: str
    fact: str
    page: str = ""
    words: str | list[str] = []
    left_out: str = ""
    same_as: str = ""


@cache
def facts() -> dict[str, list[FactEntry]]:
    """Return the facts of each document."""
    text = (ROOT / "tests/content/primary-facts.yml").read_text(encoding="utf-8")
    return TypeAdapter(dict[str, list[FactEntry]]).validate_python(yaml.safe_load(text))


@cache
def files() -> dict[str, bytes]:
    """Return the files of the site, built from the real records."""
    return files_in_empty_frames(real_project())


@cache
def page_text(address: str) -> str:
    """Return the normalized text of a page from its heading on; what comes before is for search engines."""
    html = files().get(to_file(address), b"").decode()
    return normalize(read(html[max(html.find("<h1"), 0) :]).text)


def normalize(text: str) -> str:
    """Return a text in lowercase, with single spaces and typewriter apostrophes, quotation marks and dashes."""
    return " ".join(text.translate(TYPEWRITER).casefold().split())


def find_problem(fact: FactEntry, text: str) -> str | None:
    """Return what is wrong with the entry of a fact, given the text of its page; None if nothing is."""
    words = [fact.words] if isinstance(fact.words, str) else fact.words
    if sum(map(bool, (words, fact.left_out.strip(), fact.same_as))) != 1:
        return f"{fact.id}: Give exactly one of words, left_out (with a reason) and same_as."
    missing = [phrase for phrase in words if not phrase.strip() or normalize(phrase) not in text]
    if missing:
        return f"{fact.id}: /{fact.page} does not contain {missing}. The fact is: {fact.fact}"
    return None


def test_each_document_has_facts():
    assert tuple(facts()) == DOCUMENTS
    assert all(facts().values())


def test_each_id_is_unique():
    """And an entry with same_as names an entry that has its own words or reason."""
    entries = [fact for document in facts().values() for fact in document]
    assert [name for name, count in Counter(fact.id for fact in entries).items() if count > 1] == []
    originals = {fact.id for fact in entries if not fact.same_as}
    assert [fact.id for fact in entries if fact.same_as and fact.same_as not in originals] == []


@pytest.mark.slow
@pytest.mark.parametrize("document", DOCUMENTS)
def test_each_fact_is_on_its_page_or_left_out_for_a_reason(document):
    problems = (find_problem(fact, page_text(fact.page)) for fact in facts()[document])
    assert_none(problem for problem in problems if problem)


@pytest.mark.parametrize(
    ("entry", "is_valid"),
    [
        ({"words": "three to five"}, True),
        ({"words": ["Three to  five", "BJA's peer-led team"]}, True),
        ({"words": ["three to five", "six"]}, False),
        ({"words": [""]}, False),
        ({}, False),
        ({"left_out": "A slogan."}, True),
        ({"left_out": " "}, False),
        ({"left_out": "A slogan.", "words": "team"}, False),
        ({"same_as": "a-2"}, True),
    ],
)
def test_a_fact_without_its_words_is_a_problem(entry, is_valid):
    fact = FactEntry.model_validate({"id": "a-1", "fact": "A team has three to five people.", "page": "team/", **entry})
    problem = find_problem(fact, normalize("BJA’s peer‑led\nteam: three to five people"))
    assert (problem is None) == is_valid

"""Every fact of the five primary documents is told on a page of the site, or left out for a reason."""

from collections import Counter
from functools import cache

import pytest
import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter
from site_fixture import ROOT, assert_none, files_in_empty_frames, read, real_project, to_file

pytestmark = [pytest.mark.content]

DOCUMENTS = ("altarum-article", "fact-sheet-2019", "cossup-page", "library-abstract", "call-for-mentor-sites-2019")

PLAIN = str.maketrans("‘’“”‐‑‒–—−", "''\"\"------")
"""Typographic apostrophes, quotation marks and dashes, as typed on a keyboard."""


class Sourced(BaseModel):
    """An entry of the list; the head of tests/content/primary-facts.yml says what each field is."""

    model_config = ConfigDict(extra="forbid")

    id: str
    fact: str
    page: str = ""
    words: str | list[str] = []
    left_out: str = ""
    same_as: str = ""


@cache
def facts() -> dict[str, list[Sourced]]:
    """The facts of each document."""
    text = (ROOT / "tests/content/primary-facts.yml").read_text(encoding="utf-8")
    return TypeAdapter(dict[str, list[Sourced]]).validate_python(yaml.safe_load(text))


@cache
def files() -> dict[str, bytes]:
    """The files of the site, from the project's own records."""
    return files_in_empty_frames(real_project())


@cache
def page_text(address: str) -> str:
    """The text of a page from its heading on, made plain; what comes before is for search engines."""
    html = files().get(to_file(address), b"").decode()
    return make_plain(read(html[max(html.find("<h1"), 0) :]).text)


def make_plain(text: str) -> str:
    """A text in small letters, each gap one space, with apostrophes, quotation marks and dashes as typed."""
    return " ".join(text.translate(PLAIN).casefold().split())


def find_fault(fact: Sourced, text: str) -> str | None:
    """What is wrong with a fact that the page with this text should tell."""
    words = [fact.words] if isinstance(fact.words, str) else fact.words
    if sum(map(bool, (words, fact.left_out.strip(), fact.same_as))) != 1:
        return f"{fact.id}: Give it either words, or left_out with a reason, or same_as."
    missing = [each for each in words if not each.strip() or make_plain(each) not in text]
    if missing:
        return f"{fact.id}: /{fact.page} does not say {missing}. It should tell: {fact.fact}"
    return None


def test_each_document_has_facts():
    assert tuple(facts()) == DOCUMENTS
    assert all(facts().values())


def test_each_id_is_unique():
    """And whatever refers to another fact refers to one that is told or left out itself."""
    entries = [fact for document in facts().values() for fact in document]
    assert [name for name, count in Counter(fact.id for fact in entries).items() if count > 1] == []
    originals = {fact.id for fact in entries if not fact.same_as}
    assert [fact.id for fact in entries if fact.same_as and fact.same_as not in originals] == []


@pytest.mark.slow
@pytest.mark.parametrize("document", DOCUMENTS)
def test_each_fact_is_told_or_left_out_for_a_reason(document):
    faults = (find_fault(fact, page_text(fact.page)) for fact in facts()[document])
    assert_none(fault for fault in faults if fault)


@pytest.mark.parametrize(
    ("entry", "is_fine"),
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
def test_a_fact_without_its_words_is_a_fault(entry, is_fine):
    fact = Sourced.model_validate({"id": "a-1", "fact": "A team has three to five people.", "page": "team/", **entry})
    fault = find_fault(fact, make_plain("BJA’s peer‑led\nteam: three to five people"))
    assert (fault is None) == is_fine

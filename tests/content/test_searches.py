"""What readers type leads to the answer: the searches of tests/content/searches.yml, over the real index.

The scripts run as in a browser, without a page; tests/browser/test_searching.py tries a few of them on the page itself.
"""

from functools import cache
from itertools import chain
from pathlib import Path
from unicodedata import normalize

import pytest
import yaml
from search_engine import answers, run
from site_fixture import real_project

from generator.pages.search import entries_of_derived_pages, entries_of_page, entries_of_records, to_line, to_script

pytestmark = [pytest.mark.content, pytest.mark.slow]

LISTED = Path(__file__).parent / "searches.yml"
SEARCHES: dict[str, dict[str, str]] = yaml.load(LISTED.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 (texts only)

SHOWN = """console.log(JSON.stringify(asked.flatMap((words) => {
  const { hits, more } = engine.search(words);
  return [...hits, ...more].map((hit) => [hit.entry.t, window.siteSearch.snippet(hit.entry, hit.terms)]);
})));"""
"""Each result's title and snippet."""


@cache
def index() -> str:
    """The search index of the site, made of the records and pages as they are."""
    project = real_project()
    pages = chain.from_iterable(map(entries_of_page, project.content_pages))
    entries = [*entries_of_records(project.catalog), *pages, *entries_of_derived_pages(project.catalog)]
    settings = project.settings
    return to_script(map(to_line, entries), settings.synonyms, settings.site.help).decode()


@pytest.mark.parametrize("group", SEARCHES)
def test_the_best_answer_is_the_first(group):
    searches = SEARCHES[group]
    found = dict(zip(searches, answers(index(), *searches), strict=True))
    leads = {words: "help" if found[words]["help"] else found[words]["best"] for words in searches}
    wrong = {
        words: f"{leads[words]}, not {wanted}"
        for words, wanted in searches.items()
        if not (leads[words] or "").startswith(wanted[:-1] if wanted.endswith("*") else wanted)
        or (not wanted.endswith("*") and leads[words] != wanted)
    }
    assert wrong == {}


def test_each_group_of_readers_has_twenty_searches_or_more():
    assert {name: len(searches) >= 20 for name, searches in SEARCHES.items()} == dict.fromkeys(SEARCHES, True)


def test_an_accent_may_be_a_sign_of_its_own():
    """A Mac's file names and some keyboards take letters apart."""
    words = ("Iñupiaq", "Piñata jail", "é")
    assert answers(index(), *words) == answers(index(), *(normalize("NFD", word) for word in words))


def test_labels_that_only_group_questions_or_resources_are_no_results():
    """As "Applying", which once stood before every question about it."""
    catalog = real_project().catalog
    labels = [term for term in catalog.all("terms") if not term.is_findable]
    assert len(labels) > 10
    found = answers(index(), *(term.title for term in labels))
    addresses = {catalog.url(term) for term in labels}
    assert not addresses & {hit for each in found for hit in (*each["hits"], *each["more"])}


def test_snippets_are_sentences():
    """Of every result of every search: none is a run of labels, none ends in four dots or is cut within a word."""
    queries = [words for searches in SEARCHES.values() for words in searches]
    start = "window.site = {}; const engine = window.searchRank.open(window.searchIndex);"
    shown = run(start + SHOWN, queries, "search-words", "search-rank", "search", index=index())
    assert len(shown) > 500
    faults = [
        (title, text)
        for title, text in map(tuple, shown)
        if text
        and (
            not text.rstrip('"”’)').endswith((".", "?", "!", "…", ":"))
            or ".…" in text
            or "...." in text
            or len(text) > 240
        )
    ]
    assert faults == []

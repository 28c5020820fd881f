"""Contract: each search in tests/content/searches.yml has its expected best result, in the real index.

Node runs the search scripts without a page; tests/browser/test_searching.py tries a few searches on the page itself.
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

SEARCHES_FILE = Path(__file__).parent / "searches.yml"
SEARCHES: dict[str, dict[str, str]] = yaml.load(SEARCHES_FILE.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 (BaseLoader makes strings only)

SNIPPETS = """console.log(JSON.stringify(given.flatMap((words) => {
  const { hits, more } = engine.search(words);
  return [...hits, ...more].map((hit) => [hit.entry.t, site.search.snippet(hit.entry, hit.terms)]);
})));"""
"""A script that prints each result's title and snippet."""


@cache
def index() -> str:
    """Return the search index of the real site."""
    project = real_project()
    pages = chain.from_iterable(map(entries_of_page, project.content_pages))
    entries = [*entries_of_records(project.catalog), *pages, *entries_of_derived_pages(project.catalog)]
    settings = project.settings
    return to_script(map(to_line, entries), settings.synonyms, settings.site.help).decode()


@pytest.mark.parametrize("group", SEARCHES)
def test_the_best_result_comes_first(group):
    searches = SEARCHES[group]
    results = dict(zip(searches, answers(index(), *searches), strict=True))
    first = {query: "help" if results[query]["help"] else results[query]["best"] for query in searches}
    wrong = {
        query: f"{first[query]}, not {expected}"
        for query, expected in searches.items()
        if not (first[query] or "").startswith(expected[:-1] if expected.endswith("*") else expected)
        or (not expected.endswith("*") and first[query] != expected)
    }
    assert wrong == {}


def test_each_group_of_readers_has_at_least_twenty_searches():
    assert {name: len(searches) >= 20 for name, searches in SEARCHES.items()} == dict.fromkeys(SEARCHES, True)


def test_decomposed_accents_give_the_same_results():
    """File names on macOS and some keyboards produce decomposed letters."""
    queries = ("Iñupiaq", "Piñata jail", "é")
    assert answers(index(), *queries) == answers(index(), *(normalize("NFD", query) for query in queries))


def test_labels_that_only_group_questions_or_resources_are_not_results():
    """Such as "Applying", which would come before every question about it."""
    catalog = real_project().catalog
    labels = [term for term in catalog.all("terms") if not term.is_findable]
    assert len(labels) > 10
    results = answers(index(), *(term.title for term in labels))
    addresses = {catalog.url(term) for term in labels}
    assert not addresses & {hit for result in results for hit in (*result["hits"], *result["more"])}


def test_snippets_are_sentences():
    """For every result of every search: no list of labels, no four dots at the end, no cut within a word."""
    queries = [query for searches in SEARCHES.values() for query in searches]
    start = "const engine = site.searchRank.open(site.searchIndex);"
    snippets = run(
        start + SNIPPETS, queries, "core/2-dom", "core/5-search-words", "core/6-search", "search-rank", index=index()
    )
    assert len(snippets) > 500
    wrong = [
        (title, text)
        for title, text in map(tuple, snippets)
        if text
        and (
            not text.rstrip('"”’)').endswith((".", "?", "!", "…", ":"))
            or ".…" in text
            or "...." in text
            or len(text) > 240
        )
    ]
    assert wrong == []

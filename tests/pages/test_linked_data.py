"""Structured data (schema.org): pages describe only what they show to readers, and only what is known."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from site_fixture import Site, addressed_site, assert_none
from toys import AUTHORS, BOOKS, with_behavior
from toys.library import LIBRARY, lay, minimal, minimal_project

from generator.kinds import KINDS
from generator.project.project import Project, open_project
from generator.records.kind import Kind

READ = frozenset({"description", "headline", "name", "text"})
"""The words that readers must find on the page; all else is a type, an address or a number."""


@pytest.fixture(scope="session")
def addressed(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site, built for a URL with a path."""
    return addressed_site(tmp_path_factory)


def things(site: Site, address: str) -> list[dict[str, Any]]:
    """Return the structured data of a page of a built site."""
    scripts = site.pages[address].all("script")
    data = [script for script in scripts if script.attributes.get("type") == "application/ld+json"]
    return [json.loads("".join(map(str, script.inside))) for script in data]


def things_by_page(site: Site, of: str) -> dict[str, dict[str, Any]]:
    """Return the structured data of one type, by the address of its page."""
    return {address: thing for address in site.pages for thing in things(site, address) if thing["@type"] == of}


def words(value: object, key: str = "") -> Iterator[str]:
    """Yield every text for readers in structured data."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from words(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from words(inner, key)
    elif key in READ:
        yield str(value)


def project_of(root: Path, kinds: tuple[Kind, ...], *layers: Mapping[str, str]) -> Project:
    project, problems = open_project(lay(root, *layers), kinds)
    assert project is not None, problems
    return project


def head(project: Project, address: str, site_url: str = "") -> str:
    """Return the <head> of a page."""
    page = next(page for page in project.pages if page.address == address)
    return str(project.frame(site_url).parts(page)["head"])


# ---- the site ----


def test_each_type_is_of_schema_org(site, addressed):
    for built in (site, addressed):
        for address in built.pages:
            for thing in things(built, address):
                assert thing["@context"] == "https://schema.org", address
                assert thing["@type"] in ("Article", "BreadcrumbList", "FAQPage", "PodcastEpisode"), address


def test_structured_data_contains_only_text_that_readers_see(site):
    """Character by character, with spaces collapsed."""
    assert_none(
        f"/{address}: {text[:80]}"
        for address, page in site.pages.items()
        for thing in things(site, address)
        for text in words(thing)
        if " ".join(text.split()) not in page.text
    )


def test_only_breadcrumbs_need_the_sites_url(site, addressed):
    """Without a URL, everything but the breadcrumbs is the same, and no URL of another site is invented."""
    for address in site.pages:
        trails = [thing for thing in things(addressed, address) if thing["@type"] == "BreadcrumbList"]
        rest = [thing for thing in things(addressed, address) if thing["@type"] != "BreadcrumbList"]
        assert things(site, address) == rest, address
        assert len(trails) <= 1, address


def test_the_list_of_questions_describes_those_with_an_answer(site):
    """Each question once, with the answer that its page shows."""
    faqs = site.project.catalog.all("faqs")
    [(address, page)] = things_by_page(site, "FAQPage").items()
    assert address == "questions/"
    shown = {part.attributes["id"]: part for part in site.pages[address].all("details") if "id" in part.attributes}
    answers_by_question = {question["name"]: question["acceptedAnswer"]["text"] for question in page["mainEntity"]}
    assert len(answers_by_question) == len(page["mainEntity"]) > 20
    assert set(answers_by_question) == {faq.question for faq in faqs if not faq.unanswered}
    for faq in faqs:
        answers = [part.text for part in shown[faq.slug].all("div") if part.attributes.get("class") == "prose"]
        assert answers == ([answers_by_question[faq.question]] if not faq.unanswered else [])


def test_a_page_with_a_few_questions_does_not_describe_them(site):
    """It shows no answers."""
    for address in ("apply/", "what-we-do-not-know/"):
        assert things(site, address) == []


def test_each_story_is_an_article_without_an_invented_date_or_publisher(site):
    stories = site.project.catalog.all("success-stories")
    articles = things_by_page(site, "Article")
    assert set(articles) == {site.project.catalog.url(story) for story in stories}
    for story in stories:
        article = articles[site.project.catalog.url(story)]
        assert (article["headline"], article["description"]) == (story.name, story.summary)
        assert article.keys() == {"@context", "@type", "headline", "description", "citation"}
        assert [cited["name"] for cited in article["citation"]] == [source.title for source in story.sources]


@pytest.mark.content
def test_the_podcast_is_described_with_what_is_known(site):
    """The series that its resource record names; no date and no person."""
    podcast = site.project.catalog.get("resources", "power-of-peers")
    [(address, episode)] = things_by_page(site, "PodcastEpisode").items()
    assert address == "resources/power-of-peers/"
    assert episode.keys() == {"@context", "@type", "name", "description", "url", "partOfSeries"}
    assert (episode["name"], episode["url"]) == (podcast.name, podcast.url)
    assert episode["partOfSeries"]["name"] == podcast.series


# ---- what is not described ----


HOSTILE = "Write `</script><script>alert(1)</script>` & `<!--` into it."
SOURCES = minimal(next(kind for kind in KINDS if kind.name == "faqs")).partition("fact_status")[2]


def faq(question: str, more: str) -> str:
    return f"question: {question}\naudience: public\ntopics: [minimal]\n{more}\nfact_status{SOURCES}"


def test_hostile_text_cannot_close_the_element(tmp_path):
    """HTML in a code span remains text."""
    changes = {"data/faqs/hostile.yml": faq("Is this safe & sound?", f"answer: '{HOSTILE}'")}
    text = head(project_of(tmp_path, KINDS, minimal_project(KINDS), changes), "questions/")
    [data] = [part.partition("</script>")[0] for part in text.split('<script type="application/ld+json">')[1:]]
    assert text.count("</script>") == 1
    assert not set("<>&") & set(data)
    answers = [question["acceptedAnswer"]["text"] for question in json.loads(data)["mainEntity"]]
    assert HOSTILE.replace("`", "") in answers


def test_unanswered_and_retired_questions_are_not_described(tmp_path):
    changes = {
        "data/faqs/minimal.yml": faq("Is it open?", "unanswered: true"),
        "data/faqs/old.yml": faq("Did it hold?", "answer: Once.\nretired:\n  on: 2026-01-02\n  why: It ended."),
    }
    project = project_of(tmp_path, KINDS, minimal_project(KINDS), changes)
    assert "ld+json" not in head(project, "questions/")


def test_a_withdrawn_story_has_no_structured_data(tmp_path):
    files = minimal_project(KINDS)
    story = files["data/success-stories/minimal.yml"].replace("  scope:", "  withdrawn_on: 2026-01-05\n  scope:")
    project = project_of(tmp_path, KINDS, files, {"data/success-stories/minimal.yml": story})
    assert "ld+json" not in head(project, "success-stories/minimal/", "https://site.example/")


# ---- structured data of kinds ----


TELLING = with_behavior(
    BOOKS,
    linked_data={
        "page": lambda _, book: {"@type": "Book", "name": book.title},
        "index": lambda catalog: {"@type": "ItemList", "numberOfItems": len(catalog.all("books"))},
        "newest": lambda _, number="1": {"@type": "Thing", "name": f"newest {number}"} if number != "0" else None,
    },
)


def described_pages(root: Path, changes: Mapping[str, str]) -> dict[str, list[str]]:
    project = project_of(root, (TELLING, AUTHORS), LIBRARY, changes)
    types_by_page = {page.address: [str(thing["@type"]) for thing in page.linked_data] for page in project.pages}
    return {address: types for address, types in types_by_page.items() if types}


def test_a_kind_describes_its_records_and_its_list(tmp_path):
    assert described_pages(tmp_path, {}) == {"books/": ["ItemList"], "books/the-tides/": ["Book"]}


def test_the_structured_data_of_a_block_is_on_the_page_that_places_it(tmp_path):
    """Also if that page has the address of the list. A block without structured data adds none."""
    top = "---\ntitle: {0}\ndescription: About {0}.\n---\n"
    changes = {
        "content/books/index.md": top.format("Our books") + "::: books.list\n",
        "content/new.md": top.format("What is new") + "::: books.newest 2\n\n::: authors.list\n",
        "content/old.md": top.format("What is old") + "::: books.newest 0\n",
    }
    pages = described_pages(tmp_path, changes)
    assert pages == {"books/": ["ItemList"], "books/the-tides/": ["Book"], "new/": ["Thing"]}


def test_a_hand_written_page_without_the_list_does_not_describe_it(tmp_path):
    """Only what is visible is described."""
    changes = {"content/books/index.md": "---\ntitle: Our books\ndescription: About them.\n---\nNone here.\n"}
    assert described_pages(tmp_path, changes) == {"books/the-tides/": ["Book"]}

"""What pages tell machines (schema.org): only what they show to readers too, and only what is known."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from site_fixture import Site, addressed_site, assert_none
from toys import AUTHORS, BOOKS
from toys.library import LIBRARY, lay, minimal, minimal_project

from generator.kinds import KINDS
from generator.project.project import Project, open_project
from generator.records.kind import Kind

READ = frozenset({"description", "headline", "name", "text"})
"""The words that readers must find on the page; all else is a type, an address or a number."""


@pytest.fixture(scope="session")
def addressed(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site, built for an address with a path."""
    return addressed_site(tmp_path_factory)


def things(site: Site, address: str) -> list[dict[str, Any]]:
    """What a page of a built site tells machines."""
    scripts = site.pages[address].all("script")
    data = [script for script in scripts if script.attributes.get("type") == "application/ld+json"]
    return [json.loads("".join(map(str, script.inside))) for script in data]


def told(site: Site, of: str) -> dict[str, dict[str, Any]]:
    """The things of a type, by the page that tells of them."""
    return {address: thing for address in site.pages for thing in things(site, address) if thing["@type"] == of}


def words(value: object, key: str = "") -> Iterator[str]:
    """Every text in a thing that is meant for readers."""
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
    """The head of a page, as it will stand in its file."""
    page = next(page for page in project.pages if page.address == address)
    return str(project.frame(site_url).parts(page)["head"])


# ---- the site ----


def test_each_thing_is_of_schema_org(site, addressed):
    for built in (site, addressed):
        for address in built.pages:
            for thing in things(built, address):
                assert thing["@context"] == "https://schema.org", address
                assert thing["@type"] in ("Article", "BreadcrumbList", "FAQPage", "PodcastEpisode"), address


def test_readers_see_every_word_that_machines_are_told(site):
    """Letter by letter, each gap between words one space."""
    assert_none(
        f"/{address}: {text[:80]}"
        for address, page in site.pages.items()
        for thing in things(site, address)
        for text in words(thing)
        if " ".join(text.split()) not in page.text
    )


def test_only_the_trail_needs_an_address(site, addressed):
    """Without one the pages tell the same, save their breadcrumbs; no other site's address is made up."""
    for address in site.pages:
        trails = [thing for thing in things(addressed, address) if thing["@type"] == "BreadcrumbList"]
        rest = [thing for thing in things(addressed, address) if thing["@type"] != "BreadcrumbList"]
        assert things(site, address) == rest, address
        assert len(trails) <= 1, address


def test_the_list_of_questions_tells_of_those_with_an_answer(site):
    """Each question once, and its answer as the page words it."""
    faqs = site.project.catalog.all("faqs")
    [(address, page)] = told(site, "FAQPage").items()
    assert address == "questions/"
    shown = {part.attributes["id"]: part for part in site.pages[address].all("details") if "id" in part.attributes}
    found = {question["name"]: question["acceptedAnswer"]["text"] for question in page["mainEntity"]}
    assert len(found) == len(page["mainEntity"]) > 20
    assert set(found) == {faq.question for faq in faqs if not faq.unanswered}
    for faq in faqs:
        answers = [part.text for part in shown[faq.slug].all("div") if part.attributes.get("class") == "prose"]
        assert answers == ([found[faq.question]] if not faq.unanswered else [])


def test_a_page_that_lists_few_questions_tells_nothing_of_them(site):
    """It shows no answers."""
    for address in ("apply/", "what-we-do-not-know/"):
        assert things(site, address) == []


def test_each_story_is_an_article_without_a_made_up_date_or_publisher(site):
    stories = site.project.catalog.all("success-stories")
    articles = told(site, "Article")
    assert set(articles) == {site.project.catalog.url(story) for story in stories}
    for story in stories:
        article = articles[site.project.catalog.url(story)]
        assert (article["headline"], article["description"]) == (story.name, story.summary)
        assert article.keys() == {"@context", "@type", "headline", "description", "citation"}
        assert [cited["name"] for cited in article["citation"]] == [source.title for source in story.sources]


@pytest.mark.content
def test_the_podcasts_page_tells_what_is_known_of_it(site):
    """The series that its library entry names; no date and no person."""
    podcast = site.project.catalog.get("resources", "power-of-peers")
    [(address, episode)] = told(site, "PodcastEpisode").items()
    assert address == "resources/power-of-peers/"
    assert episode.keys() == {"@context", "@type", "name", "description", "url", "partOfSeries"}
    assert (episode["name"], episode["url"]) == (podcast.name, podcast.url)
    assert episode["partOfSeries"]["name"] == podcast.series


# ---- what is not told ----


HOSTILE = "Write `</script><script>alert(1)</script>` & `<!--` into it."
SOURCES = minimal(next(kind for kind in KINDS if kind.name == "faqs")).partition("fact_status")[2]


def faq(question: str, more: str) -> str:
    return f"question: {question}\naudience: public\ntopics: [minimal]\n{more}\nfact_status{SOURCES}"


def test_hostile_text_cannot_close_the_element(tmp_path):
    """What a code span shows is data, and stays data."""
    changes = {"data/faqs/hostile.yml": faq("Is this safe & sound?", f"answer: '{HOSTILE}'")}
    text = head(project_of(tmp_path, KINDS, minimal_project(KINDS), changes), "questions/")
    [data] = [part.partition("</script>")[0] for part in text.split('<script type="application/ld+json">')[1:]]
    assert text.count("</script>") == 1
    assert not set("<>&") & set(data)
    answers = [question["acceptedAnswer"]["text"] for question in json.loads(data)["mainEntity"]]
    assert HOSTILE.replace("`", "") in answers


def test_what_is_open_or_no_longer_holds_is_not_told(tmp_path):
    changes = {
        "data/faqs/minimal.yml": faq("Is it open?", "unanswered: true"),
        "data/faqs/old.yml": faq("Did it hold?", "answer: Once.\nretired:\n  on: 2026-01-02\n  why: It ended."),
    }
    project = project_of(tmp_path, KINDS, minimal_project(KINDS), changes)
    assert "ld+json" not in head(project, "questions/")


def test_a_withdrawn_story_tells_nothing(tmp_path):
    files = minimal_project(KINDS)
    story = files["data/success-stories/minimal.yml"].replace("  scope:", "  withdrawn_on: 2026-01-05\n  scope:")
    project = project_of(tmp_path, KINDS, files, {"data/success-stories/minimal.yml": story})
    assert "ld+json" not in head(project, "success-stories/minimal/", "https://site.example/")


# ---- how a room tells it ----


TELLING = replace(
    BOOKS,
    linked_data={
        "page": lambda _, book: {"@type": "Book", "name": book.title},
        "index": lambda catalog: {"@type": "ItemList", "numberOfItems": len(catalog.all("books"))},
        "newest": lambda _, number="1": {"@type": "Thing", "name": f"newest {number}"} if number != "0" else None,
    },
)


def pages_that_tell(root: Path, changes: Mapping[str, str]) -> dict[str, list[str]]:
    project = project_of(root, (TELLING, AUTHORS), LIBRARY, changes)
    told = {page.address: [thing["@type"] for thing in page.linked_data] for page in project.pages}
    return {address: types for address, types in told.items() if types}


def test_a_room_tells_of_its_records_and_of_its_list(tmp_path):
    assert pages_that_tell(tmp_path, {}) == {"books/": ["ItemList"], "books/the-tides/": ["Book"]}


def test_what_a_block_tells_stands_on_the_page_that_places_it(tmp_path):
    """Also where that page has taken the list's address; a block with nothing to tell tells nothing."""
    top = "---\ntitle: {0}\ndescription: About {0}.\n---\n"
    changes = {
        "content/books/index.md": top.format("Our books") + "::: books.list\n",
        "content/new.md": top.format("What is new") + "::: books.newest 2\n\n::: authors.list\n",
        "content/old.md": top.format("What is old") + "::: books.newest 0\n",
    }
    found = pages_that_tell(tmp_path, changes)
    assert found == {"books/": ["ItemList"], "books/the-tides/": ["Book"], "new/": ["Thing"]}


def test_a_hand_written_page_that_does_not_show_the_list_does_not_tell_of_it(tmp_path):
    """Only what is visible is told."""
    changes = {"content/books/index.md": "---\ntitle: Our books\ndescription: About them.\n---\nNone here.\n"}
    assert pages_that_tell(tmp_path, changes) == {"books/the-tides/": ["Book"]}

"""Every published page, file, anchor and calendar id still exists or is redirected."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from markupsafe import Markup
from site_fixture import ROOT, files_in_empty_frames, real_project
from toys import AUTHORS, BOOKS, with_behavior
from toys.library import Files, check, lay, lines, opened
from toys.periods import DATED, files_with

from generator.base.problems import Problem
from generator.checks.published_urls import PUBLISHED_URLS, check_published_parts
from generator.kinds import KINDS
from generator.pages.page import Page
from generator.pages.page_parts import parts_of
from generator.pages.redirects import RedirectMap, with_old_parts
from generator.project.project import open_project
from generator.records.behavior import DerivedPage
from generator.records.settings import Redirect

Library = Callable[[Files], Path]


def gone(line: int, name: str) -> str:
    """The problem of a published address that no longer exists."""
    restore = "Restore it" if "#" in name else "Restore its file"
    return (
        f"data/.published.txt:{line}: '{name}' was published and no longer exists. {restore}, or in data/redirects.yml "
        f"add '- from: {name}' and 'to:' with its new address. [published-url-gone]"
    )


def test_a_published_address_that_is_gone_is_reported(library: Library):
    """Pages and anchors, each on its line of the list."""
    root = library(
        {PUBLISHED_URLS: "/\n/about/\n/authors/#ann-lee\n/authors/#zoe\n\n/books/gone/\n/books/the-tides/\n"}
    )
    assert check(root) == [gone(6, "/books/gone/")]
    # Anchors are checked once all pages exist.
    (root / PUBLISHED_URLS).write_text("/about/\n/authors/#ann-lee\n/authors/#zoe\n/about/#old\n")
    assert check(root) == [gone(3, "/authors/#zoe"), gone(4, "/about/#old")]


def test_a_missing_record_is_reported_beside_an_invalid_one(library: Library):
    """A derived page may need the invalid record, so it is not reported yet."""
    extra = DerivedPage("by/novel", "Novels", "All novels.", "none", lambda _: {})
    kinds = (with_behavior(BOOKS, derived_pages=lambda _: iter([extra])), AUTHORS)
    published = "/books/gone/\n/books/by/novel/\n/books/by/poem/\n/books/the-tides/\n"
    _, problems = open_project(library({PUBLISHED_URLS: published, "data/books/b.yml": "name: [\n"}), kinds)
    assert [str(problem.place) for problem in problems if problem.code == "published-url-gone"] == [
        "data/.published.txt:1"
    ]


def test_an_address_that_redirects_is_not_reported_beside_an_invalid_record(library: Library):
    """Neither a page nor a file below a kind with derived pages exists again because another record has an error."""
    extra = DerivedPage("by/novel", "Novels", "All novels.", "none", lambda _: {})
    kinds = (with_behavior(BOOKS, derived_pages=lambda _: iter([extra])), AUTHORS)
    files = {
        PUBLISHED_URLS: "/books/by/novel/\n/books/new/list.pdf\n/books/old/list.pdf\n/books/old/list/\n",
        "data/redirects.yml": "redirects:\n- from: /books/old/list.pdf\n  to: /books/new/list.pdf\n"
        "- from: /books/old/list/\n  to: /books/the-tides/\n",
        "data/books/b.yml": "name: [\n",
    }
    _, problems = open_project(library(files), kinds)
    paths = {problem.place.path for problem in problems}
    assert {path for path in paths if path.startswith("data/")} == {"data/books/b.yml"}


def test_without_a_list_of_published_urls_nothing_is_reported(library: Library):
    """Nothing was published yet."""
    assert check(library({})) == []


@pytest.mark.parametrize("old", ["/books/gone/", "/authors/#zoe"], ids=["a page", "an anchor"])
def test_a_redirected_address_is_not_reported(library: Library, old: str):
    """As the problem itself says, a line in redirects.yml is enough."""
    moved = f"redirects:\n- from: {old}\n  to: /books/the-tides/\n"
    assert check(library({PUBLISHED_URLS: f"{old}\n", "data/redirects.yml": moved})) == []


def test_a_moved_page_leaves_a_page_at_its_old_address(library: Library):
    """A moved anchor leaves none."""
    moved = "redirects:\n- from: /books/gone/\n  to: /authors/#ann-lee\n"
    project = opened(library({"data/redirects.yml": moved}))
    assert [(page.address, page.moved_to) for page in project.pages if page.moved_to] == [
        ("books/gone/", "authors/#ann-lee")
    ]


def test_the_list_of_published_urls_grows_and_never_shrinks(library: Library):
    """Sorted, each address once. Pages that search does not list are not in it, nor the headings of a block: the list
    of all pages on the home page has one for each kind, and the kinds can change."""
    root = library(
        {PUBLISHED_URLS: "/zebra/\n/about/\n", "data/redirects.yml": "redirects:\n- from: /zebra/\n  to: /\n"}
    )
    assert opened(root).to_published_urls().splitlines() == [
        "/",
        "/about/",
        "/about/#ask-to-be-removed",
        "/about/#corrections-and-removal",
        "/about/#report-a-mistake",
        "/authors/",
        "/authors/#ann-lee",
        "/books/",
        "/books/the-tides/",
        "/data/authors.csv",
        "/data/authors.json",
        "/data/books.csv",
        "/data/books.json",
        "/offline.zip",
        "/search/",
        "/zebra/",
    ]


def test_a_list_of_published_urls_that_is_not_text_is_a_problem(library: Library):
    """It is reported like any other file in another encoding."""
    problems = check(library({PUBLISHED_URLS: b"/about/\n/caf\xe9/\n"}))
    assert len(problems) == 1
    assert problems[0].startswith("data/.published.txt")


def test_a_merge_conflict_in_the_list_of_published_urls_is_the_only_problem(library: Library):
    """Its other lines are not reported as lost addresses."""
    [message] = check(library({PUBLISHED_URLS: "/about/\n<<<<<<< HEAD\n/a/\n=======\n/b/\n>>>>>>> main\n"}))
    assert message.startswith("data/.published.txt:2: This is an unresolved merge conflict")


# Anchors


OLD_PART = "/about/#old-words"


def moved(old: str, new: str) -> str:
    """A redirects file with one line."""
    return f"redirects:\n- from: {old}\n  to: {new}\n"


def body_of(root: Path, address: str) -> str:
    """The body of a page of a project without problems."""
    return next(str(page.body) for page in opened(root).pages if page.address == address)


def test_a_heading_that_was_reworded_keeps_its_old_anchor(library: Library):
    root = library({PUBLISHED_URLS: f"{OLD_PART}\n", "data/redirects.yml": moved(OLD_PART, "/about/#report-a-mistake")})
    mark = '<h2 id="report-a-mistake"><span class="old-part" id="old-words" data-now="#report-a-mistake"></span>Report'
    assert mark in body_of(root, "about/")


def test_an_anchor_that_moved_to_another_page_leaves_a_link_to_it(library: Library):
    root = library({PUBLISHED_URLS: f"{OLD_PART}\n", "data/redirects.yml": moved(OLD_PART, "/authors/#ann-lee")})
    line = '<p class="old-part" id="old-words" data-now="authors/#ann-lee">This section has moved to <a href='
    assert line in body_of(root, "about/")


def test_one_redirect_covers_the_pages_of_all_records_of_a_kind():
    """For a heading that was removed from the template of the kind."""
    redirects = RedirectMap((Redirect.model_validate({"from": "/books/*/#facts", "to": "/books/*/#at-a-glance"}),))
    assert redirects.parts_of("books/the-tides/") == [("facts", "books/the-tides/#at-a-glance")]
    assert redirects.resolve("books/other/#facts") == "books/other/#at-a-glance"
    assert redirects.parts_of("books/by/novel/") == redirects.parts_of("authors/ann-lee/") == []


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('<h2 id="new">New</h2>', '<h2 id="new">{}New</h2>'),
        ('<tr id="new"><th scope="row">A</th></tr>', '<tr id="new"><th scope="row">{}A</th></tr>'),
        ('<div id="new"><dt>A</dt></div>', '<div id="new"><dt>{}A</dt></div>'),
        (
            '<details id="new"><summary>A</summary><p>B</p></details>',
            '<details id="new"><summary>A</summary>{}<p>B</p></details>',
        ),
    ],
)
def test_an_old_anchor_is_put_where_html_allows_it(body: str, expected: str):
    """In a disclosure, inside the part that opens: the browser opens it for readers who follow the old address."""
    page = Page("a/", "A", "A.", Markup(body), "content/a.md")  # noqa: S704 (a text of this test)
    mark = '<span class="old-part" id="old" data-now="#new"></span>'
    assert str(with_old_parts(page, [("old", "a/#new")]).body) == expected.format(mark)


def test_an_anchor_of_a_moved_page_is_looked_up_on_the_new_page(library: Library):
    lines_of = {
        PUBLISHED_URLS: "/us/\n/us/#report-a-mistake\n/us/#gone\n",
        "data/redirects.yml": moved("/us/", "/about/"),
    }
    assert check(library(lines_of)) == [gone(3, "/us/#gone")]


def test_a_redirect_to_an_anchor_that_does_not_exist_is_reported_on_its_line(library: Library):
    """As in a menu, linking to the page alone is not enough."""
    wrong = moved(OLD_PART, "/about/#report-a-mistke")
    assert check(library({PUBLISHED_URLS: f"{OLD_PART}\n", "data/redirects.yml": wrong})) == [
        "data/redirects.yml:3:7: The page '/about/' has no anchor '#report-a-mistke'. Did you mean 'report-a-mistake'? "
        "[unknown-heading]",
    ]


# Files and calendar ids


def test_a_moved_file_is_also_at_its_old_address(library: Library):
    root = library(
        {"data/redirects.yml": moved("/data/volumes.csv", "/data/books.csv"), PUBLISHED_URLS: "/data/volumes.csv\n"}
    )
    files = files_in_empty_frames(opened(root))
    assert files["data/volumes.csv"] == files["data/books.csv"]
    assert check(library({"data/redirects.yml": "redirects: []\n"})) == [gone(1, "/data/volumes.csv")]


@pytest.mark.slow
def test_a_section_of_record_pages_is_listed_once_and_may_be_empty():
    """A record's section may disappear with its facts, but not from the template."""
    project = real_project()
    parts = [parts_of(page, project.addresses) for page in project.pages if page.record]
    names = {name for page in parts for name in page.linkable}
    assert {name.partition("/#")[0].rpartition("/")[2] for name in names} == {"*"}
    published = dict.fromkeys(names, 1)

    def lost(template_ids: frozenset[str]) -> list[Problem]:
        return [*check_published_parts(published, [], template_ids, project.addresses, project.redirects)]

    assert lost(frozenset(name.partition("#")[2] for name in names)) == []
    assert len(lost(frozenset())) == len(names) > 5


def test_an_old_anchor_whose_section_is_gone_leads_to_its_page():
    page = Page("a/", "A", "A.", Markup("<h1>A</h1>"), "content/a.md")
    mark = '<span class="old-part" id="old" data-now=""></span><h1>A</h1>'
    assert str(with_old_parts(page, [("old", "a/")]).body) == mark


def test_a_published_calendar_event_keeps_its_id(tmp_path: Path):
    """The id contains the record's slug: under a new one, calendars would show the period twice."""
    period = DATED.replace("fact_status: placeholder", "fact_status: from_source")
    root = lay(tmp_path, files_with({"spring": period}, "Be a mentor"))
    project, problems = open_project(root, KINDS)
    assert project is not None, problems
    (root / PUBLISHED_URLS).write_text(project.to_published_urls())
    assert re.search(r"(?m)^uid:spring-opens@library.example \d+ [0-9a-f]{12}$", (root / PUBLISHED_URLS).read_text())
    (root / "data/periods/spring.yml").rename(root / "data/periods/april.yml")
    (root / "data/redirects.yml").write_text(moved("/apply/#spring", "/apply/#april"))
    messages = lines(open_project(root, KINDS)[1])
    assert ["calendars" in line.casefold() and "published-url-gone" in line for line in messages] == [True, True]
    assert "'spring-closes@library.example'" in messages[0]


@pytest.mark.slow
def test_the_list_of_published_urls_contains_every_address():
    """Otherwise an address could disappear unnoticed. Fix: make published-urls"""
    project = real_project()
    assert (ROOT / PUBLISHED_URLS).read_text(encoding="utf-8") == project.to_published_urls()

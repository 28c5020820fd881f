"""What was ever published goes on leading somewhere."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from markupsafe import Markup
from site_fixture import ROOT, files_in_empty_frames, real_project
from toys import AUTHORS, BOOKS
from toys.library import Files, check, lay, lines, opened
from toys.periods import DATED, files_with

from generator.base.problems import Problem
from generator.checks.published_urls import PUBLISHED_URLS, check_published_parts
from generator.kinds import KINDS
from generator.pages.page import Page
from generator.pages.page_parts import parts_of
from generator.pages.redirects import RedirectMap, with_old_parts
from generator.project.project import open_project
from generator.records.kind import DerivedPage
from generator.records.settings import Redirect

Library = Callable[[Files], Path]


def gone(line: int, name: str) -> str:
    """What the check says of something published that leads nowhere."""
    restore = "Restore it" if "#" in name else "Restore its file"
    return (
        f"data/.published.txt:{line}: '{name}' was published and no longer exists. {restore}, or in data/redirects.yml "
        f"add '- from: {name}' and 'to:' with its new address. [published-path-gone]"
    )


def test_what_was_published_is_there_or_missed(library: Library):
    """Pages and parts of pages, each on its line of the ledger."""
    root = library(
        {PUBLISHED_URLS: "/\n/about/\n/authors/#ann-lee\n/authors/#zoe\n\n/books/gone/\n/books/the-tides/\n"}
    )
    assert check(root) == [gone(6, "/books/gone/")]
    # Parts of pages are looked at once the pages are there.
    (root / PUBLISHED_URLS).write_text("/about/\n/authors/#ann-lee\n/authors/#zoe\n/about/#old\n")
    assert check(root) == [gone(3, "/authors/#zoe"), gone(4, "/about/#old")]


def test_a_record_that_is_gone_is_missed_beside_a_broken_one(library: Library):
    """At once; a page that records share may only wait for the broken one."""
    extra = DerivedPage("by/novel", "Novels", "All novels.", "none", dict)
    kinds = (replace(BOOKS, derived_pages=lambda _: iter([extra])), AUTHORS)
    ledger = "/books/gone/\n/books/by/novel/\n/books/by/poem/\n/books/the-tides/\n"
    _, problems = open_project(library({PUBLISHED_URLS: ledger, "data/books/b.yml": "name: [\n"}), kinds)
    assert [str(problem.place) for problem in problems if problem.code == "published-path-gone"] == [
        "data/.published.txt:1"
    ]


def test_without_a_ledger_nothing_is_missed(library: Library):
    """Nothing was published yet."""
    assert check(library({})) == []


@pytest.mark.parametrize("old", ["/books/gone/", "/authors/#zoe"], ids=["a page", "a part of a page"])
def test_what_moved_is_not_missed(library: Library, old: str):
    """As the problem itself says: a line in redirects.yml is enough."""
    moved = f"redirects:\n- from: {old}\n  to: /books/the-tides/\n"
    assert check(library({PUBLISHED_URLS: f"{old}\n", "data/redirects.yml": moved})) == []


def test_a_page_stands_where_one_moved(library: Library):
    """A part of a page has none of its own."""
    moved = "redirects:\n- from: /books/gone/\n  to: /authors/#ann-lee\n"
    project = opened(library({"data/redirects.yml": moved}))
    assert [(page.address, page.moved_to) for page in project.pages if page.moved_to] == [
        ("books/gone/", "authors/#ann-lee")
    ]


def test_the_ledger_grows_and_never_shrinks(library: Library):
    """Sorted, each address once. Pages that nobody should find are not in it, nor the headings of a block: the home
    page's list of all pages has one for each kind, which comes and goes with the records."""
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


def test_a_ledger_that_is_not_text_is_a_problem(library: Library):
    """It is named like any other file that was saved in another way."""
    problems = check(library({PUBLISHED_URLS: b"/about/\n/caf\xe9/\n"}))
    assert len(problems) == 1
    assert problems[0].startswith("data/.published.txt")


def test_a_ledger_in_two_versions_says_so(library: Library):
    """Its other lines are not also lost addresses."""
    [found] = check(library({PUBLISHED_URLS: "/about/\n<<<<<<< HEAD\n/a/\n=======\n/b/\n>>>>>>> main\n"}))
    assert found.startswith("data/.published.txt:2: Two versions of the same lines stand here")


# Parts of pages


OLD_PART = "/about/#old-words"


def moved(old: str, new: str) -> str:
    """A redirects file with one line."""
    return f"redirects:\n- from: {old}\n  to: {new}\n"


def body_of(root: Path, address: str) -> str:
    """The body of a page of a project without faults."""
    return next(str(page.body) for page in opened(root).pages if page.address == address)


def test_a_heading_that_was_reworded_keeps_its_old_anchor(library: Library):
    root = library({PUBLISHED_URLS: f"{OLD_PART}\n", "data/redirects.yml": moved(OLD_PART, "/about/#report-a-mistake")})
    mark = '<h2 id="report-a-mistake"><span class="old-part" id="old-words" data-now="#report-a-mistake"></span>Report'
    assert mark in body_of(root, "about/")


def test_a_part_that_moved_to_another_page_leaves_a_line_that_leads_there(library: Library):
    root = library({PUBLISHED_URLS: f"{OLD_PART}\n", "data/redirects.yml": moved(OLD_PART, "/authors/#ann-lee")})
    line = '<p class="old-part" id="old-words" data-now="authors/#ann-lee">This section has moved to <a href='
    assert line in body_of(root, "about/")


def test_one_line_leads_on_for_the_pages_of_all_records():
    """Where a template has lost a heading that every page of a kind had."""
    redirects = RedirectMap((Redirect.model_validate({"from": "/books/*/#facts", "to": "/books/*/#at-a-glance"}),))
    assert redirects.parts_of("books/the-tides/") == [("facts", "books/the-tides/#at-a-glance")]
    assert redirects.lead("books/other/#facts") == "books/other/#at-a-glance"
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
    """In a part that opens, within what opens: a browser opens it for whoever comes by the old address."""
    page = Page("a/", "A", "A.", Markup(body), "content/a.md")  # noqa: S704 (a text of this test)
    mark = '<span class="old-part" id="old" data-now="#new"></span>'
    assert str(with_old_parts(page, [("old", "a/#new")]).body) == expected.format(mark)


def test_a_part_of_a_page_that_moved_as_a_whole_is_looked_for_on_the_new_page(library: Library):
    lines_of = {
        PUBLISHED_URLS: "/us/\n/us/#report-a-mistake\n/us/#gone\n",
        "data/redirects.yml": moved("/us/", "/about/"),
    }
    assert check(library(lines_of)) == [gone(3, "/us/#gone")]


def test_a_lead_to_a_part_that_does_not_exist_is_named_on_its_line(library: Library):
    """As is one in a menu: the page alone is not what was meant."""
    wrong = moved(OLD_PART, "/about/#report-a-mistke")
    assert check(library({PUBLISHED_URLS: f"{OLD_PART}\n", "data/redirects.yml": wrong})) == [
        "data/redirects.yml:3:7: The page '/about/' has no anchor '#report-a-mistke'. Did you mean 'report-a-mistake'? "
        "[unknown-part]",
    ]


# Files, and ids that calendars know


def test_a_file_that_moved_is_also_where_it_was(library: Library):
    root = library(
        {"data/redirects.yml": moved("/data/volumes.csv", "/data/books.csv"), PUBLISHED_URLS: "/data/volumes.csv\n"}
    )
    files = files_in_empty_frames(opened(root))
    assert files["data/volumes.csv"] == files["data/books.csv"]
    assert check(library({"data/redirects.yml": "redirects: []\n"})) == [gone(1, "/data/volumes.csv")]


@pytest.mark.slow
def test_a_section_of_record_pages_is_listed_once_and_may_be_empty():
    """It comes and goes with facts; only a template that loses it loses an address."""
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


def test_an_event_that_calendars_know_keeps_its_id(tmp_path: Path):
    """It comes from the record's name: under a new one, each calendar would show the period twice."""
    period = DATED.replace("fact_status: placeholder", "fact_status: from_source")
    root = lay(tmp_path, files_with({"spring": period}, "Be a mentor"))
    project, problems = open_project(root, KINDS)
    assert project is not None, problems
    (root / PUBLISHED_URLS).write_text(project.to_published_urls())
    assert "uid:spring-opens@library.example\n" in (root / PUBLISHED_URLS).read_text()
    (root / "data/periods/spring.yml").rename(root / "data/periods/april.yml")
    (root / "data/redirects.yml").write_text(moved("/apply/#spring", "/apply/#april"))
    found = lines(open_project(root, KINDS)[1])
    assert ["calendars" in line.casefold() and "published-path-gone" in line for line in found] == [True, True]
    assert "'spring-closes@library.example'" in found[0]


@pytest.mark.slow
def test_the_ledger_holds_every_address():
    """A stale ledger would let an address vanish unseen. Cure: make ledger"""
    project = real_project()
    assert (ROOT / PUBLISHED_URLS).read_text(encoding="utf-8") == project.to_published_urls()

"""The site in Firefox: key pages fit every screen, log no errors, and their main functions work."""

from collections.abc import Iterator

import pytest
from firefox import ARROW_DOWN, ENTER, Firefox, running_firefox
from site_fixture import Site, assert_none

from generator.kinds.site.list.facets import table_of
from generator.records.record import Record

# One worker runs all of these tests in one Firefox.
pytestmark = [pytest.mark.any_records, pytest.mark.xdist_group("firefox")]

PAGES = (
    "",
    "sites/",
    "sites/like-yours/",
    "sites/shortlist/",
    "search/#q=jail",
    "apply/",
    "questions/",
    "resources/",
    "how-it-works/",
    "404.html",
)
"""Key pages; the tests add a site's page and a page of practice questions."""

OVERFLOW = "return document.documentElement.scrollWidth - document.documentElement.clientWidth;"


@pytest.fixture(scope="module")
def firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    with running_firefox(tmp_path_factory.mktemp("firefox")) as running:
        yield running


@pytest.fixture
def practice(site: Site) -> str:
    """Return the address of a pathway's practice questions."""
    return next(address for address in site.staying if address.endswith("/practice/"))


@pytest.fixture
def two_sites(site: Site) -> list[Record]:
    """Return two sites."""
    return list(site.project.catalog.all("sites"))[:2]


def test_key_pages_fit_every_screen_and_log_no_errors(firefox, server, practice, two_sites):
    problems = []
    for address in (*PAGES, f"sites/{two_sites[0].slug}/", practice):
        firefox.go(server.url, address)
        for width in (320, 768, 1280):
            firefox.show_at(width)
            overflow = firefox.run(OVERFLOW)
            problems += [f"{address} at {width} px: {overflow} px too wide"] if overflow > 0 else []
        problems += [f"{address}: {error}" for error in firefox.errors]
    assert_none(problems)


def test_a_missing_file_is_logged_as_an_error(firefox, server):
    """The test above relies on this."""
    firefox.go(server.url, "about/")
    firefox.run(
        """const missing = document.createElement("script");
        missing.src = "/no-such.js";
        const failed = new Promise(done => { missing.onerror = () => done(); });
        document.body.append(missing);
        return failed;"""
    )
    assert any("no-such.js" in error for error in firefox.errors)


def test_filters_narrow_the_list(firefox, server, site):
    settings = [value for facets in table_of(site.project.catalog).values() for value in facets.get("where", ())]
    setting = max(settings, key=settings.count)
    number = settings.count(setting)
    firefox.go(server.url, "sites/")
    firefox.show_at(1280)
    firefox.click(".filter:has([data-side=where]) > summary")
    firefox.click(f".filters input[value={setting}]")
    firefox.wait_until(lambda: firefox.text(".directory-answer h2").startswith(f"{number} site"), f"{number} sites")
    assert firefox.url == f"sites/#where={setting}"
    assert firefox.errors == []


def test_search_finds_a_site_by_its_name(firefox, server, two_sites):
    record = two_sites[0]
    firefox.go(server.url, "search/")
    firefox.show_at(320)
    firefox.type("#search-words", record.title)
    link = f".search-results a[href$='sites/{record.slug}/']"
    firefox.wait_until(lambda: firefox.text(link), record.title)
    firefox.click(link)
    firefox.wait_until(lambda: firefox.url == f"sites/{record.slug}/", "the site's page")
    assert firefox.errors == []


def test_a_suggestion_can_be_chosen_by_keyboard(firefox, server, two_sites):
    record = two_sites[0]
    firefox.go(server.url, "about/")
    firefox.show_at(1280)
    firefox.type("#search-box", record.title)
    firefox.wait_until(lambda: firefox.text("[role=option]"), "suggestions")
    firefox.type("#search-box", ARROW_DOWN)
    firefox.type("#search-box", ENTER)
    firefox.wait_until(lambda: not firefox.url.startswith("about/"), "another page")
    assert firefox.errors == []


def test_a_shortlist_is_saved_and_shown(firefox, server, two_sites):
    firefox.go(server.url, "sites/")
    firefox.show_at(1280)
    for record in two_sites:
        firefox.click(f"[data-keep='{record.slug}']")
    firefox.go(server.url, "sites/shortlist/")
    firefox.wait_until(lambda: firefox.text(".shortlist-compare"), "sites side by side")
    assert firefox.run("return document.querySelectorAll('.shortlist-compare th[scope=col]').length;") == len(two_sites)
    firefox.run("localStorage.clear();")
    assert firefox.errors == []


def test_practice_answers_are_saved_and_restored(firefox, server, practice):
    firefox.go(server.url, practice)
    firefox.show_at(320)
    firefox.click(".practice-keep summary")
    firefox.click("#keep-box")
    firefox.type(".practice textarea", "Our peers began in May.")
    firefox.wait_until(
        lambda: firefox.run("return Object.values(localStorage).some(text => text.includes('began in May'));"),
        "the answer on the device",
    )
    firefox.go(server.url, practice)
    firefox.wait_until(
        lambda: firefox.run("return document.querySelector('.practice textarea').value;") == "Our peers began in May.",
        "the answer on the page",
    )
    firefox.run("localStorage.clear();")
    assert firefox.errors == []

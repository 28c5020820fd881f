"""The site in a second browser: its key pages fit, log no error, and do what they are for."""

from collections.abc import Iterator

import pytest
from firefox import ARROW_DOWN, ENTER, Firefox, running_firefox
from site_fixture import Site, assert_none

from generator.kinds.site.list.facets import table_of
from generator.records.record import Record

# One Firefox serves all of these tests, in one worker.
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
"""Key pages; with a site's own page and practice answers, twelve."""

SIDEWAYS = "return document.documentElement.scrollWidth - document.documentElement.clientWidth;"


@pytest.fixture(scope="module")
def firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    with running_firefox(tmp_path_factory.mktemp("firefox")) as running:
        yield running


@pytest.fixture
def practice(site: Site) -> str:
    """The address of a pathway's practice answers."""
    return next(address for address in site.staying if address.endswith("/practice/"))


@pytest.fixture
def two(site: Site) -> list[Record]:
    """Two sites of the directory."""
    return list(site.project.catalog.all("sites"))[:2]


def test_key_pages_fit_every_screen_and_log_no_error(firefox, server, practice, two):
    faults = []
    for address in (*PAGES, f"sites/{two[0].slug}/", practice):
        firefox.go(server.url, address)
        for width in (320, 768, 1280):
            firefox.show_at(width)
            beyond = firefox.run(SIDEWAYS)
            faults += [f"{address} at {width} px: {beyond} px too wide"] if beyond > 0 else []
        faults += [f"{address}: {error}" for error in firefox.errors]
    assert_none(faults)


def test_an_error_on_a_page_is_seen(firefox, server):
    """As are files that are missing: what the test above relies on."""
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
    places = [place for sides in table_of(site.project.catalog).values() for place in sides.get("where", ())]
    place = max(places, key=places.count)
    number = places.count(place)
    firefox.go(server.url, "sites/")
    firefox.show_at(1280)
    firefox.click(".filter:has([data-side=where]) > summary")
    firefox.click(f".filters input[value={place}]")
    firefox.wait_until(lambda: firefox.text(".answer h2").startswith(f"{number} site"), f"{number} sites")
    assert firefox.url == f"sites/#where={place}"
    assert firefox.errors == []


def test_search_finds_a_site_by_its_name(firefox, server, two):
    wanted = two[0]
    firefox.go(server.url, "search/")
    firefox.show_at(320)
    firefox.type("#search-words", wanted.title)
    link = f".search-results a[href$='sites/{wanted.slug}/']"
    firefox.wait_until(lambda: firefox.text(link), wanted.title)
    firefox.click(link)
    firefox.wait_until(lambda: firefox.url == f"sites/{wanted.slug}/", "the site's page")
    assert firefox.errors == []


def test_a_suggestion_is_chosen_by_keyboard(firefox, server, two):
    wanted = two[0]
    firefox.go(server.url, "about/")
    firefox.show_at(1280)
    firefox.type("#search-box", wanted.title)
    firefox.wait_until(lambda: firefox.text("[role=option]"), "suggestions")
    firefox.type("#search-box", ARROW_DOWN)
    firefox.type("#search-box", ENTER)
    firefox.wait_until(lambda: not firefox.url.startswith("about/"), "another page")
    assert firefox.errors == []


def test_a_shortlist_is_kept_and_shown(firefox, server, two):
    firefox.go(server.url, "sites/")
    firefox.show_at(1280)
    for record in two:
        firefox.click(f"[data-keep='{record.slug}']")
    firefox.go(server.url, "sites/shortlist/")
    firefox.wait_until(lambda: firefox.text(".compare"), "sites side by side")
    assert firefox.run("return document.querySelectorAll('.compare th[scope=col]').length;") == len(two)
    firefox.run("localStorage.clear();")
    assert firefox.errors == []


def test_practice_answers_are_kept_and_come_back(firefox, server, practice):
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

"""Every page is whole without JavaScript."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect
from site_fixture import assert_none

pytestmark = pytest.mark.any_records

READ = """() => {
    const shown = selector => [...document.querySelectorAll(selector)].filter(part =>
        part.checkVisibility({ visibilityProperty: true }) && part.getBoundingClientRect().height);
    const headings = shown("h1").map(part => part.innerText);
    // What is folded opens at a tap, without scripts too.
    document.querySelectorAll("details").forEach(part => { part.open = true; });
    return { headings, words: document.querySelector("#main").innerText, links: shown("#menu a").length };
}"""
"""What a reader sees of a page, asked for at once: asking for each by itself took half of the time of the walk."""


@pytest.fixture
def plain(open_tab):
    """A tab on a small screen that runs no scripts."""
    return open_tab(width=320, height=640, java_script_enabled=False)


def test_every_page_shows_its_words_and_its_menu_and_no_dead_button(site, plain):
    """On a small screen, where scripts fold the menu."""
    faults = []
    for address, tree in site.staying.items():
        page = plain.go(address)
        found = page.evaluate(READ)
        if [heading.split() for heading in found["headings"]] != [tree.one("h1").text.split()]:
            faults.append(f"/{address}: no heading")
        shown = found["words"].split()
        if len(shown) < len(tree.one("div", id="main").text.split()) / 3:
            faults.append(f"/{address}: only {len(shown)} words")
        if found["links"] != len(site.project.settings.site.menu.header):
            faults.append(f"/{address}: no menu")
        faults += [
            f"/{address}: {fault}" for fault in (*plain.measure("dead"), *plain.measure("sideways"), *plain.faults)
        ]
    assert_none(faults)


def test_the_search_page_offers_its_lists_instead(plain, site):
    """And says why; each link leads somewhere."""
    page = plain.go("search/")
    expect(page.locator(".search-page")).to_be_hidden()
    expect(page.locator("noscript p")).to_be_visible()
    links = page.locator(".a-z a:visible").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    catalog = site.project.catalog
    shown = (one for one in catalog if one.is_findable and not one.is_hidden and catalog.kinds[one.kind].is_searchable)
    records = {catalog.url(record) for record in shown}
    written = {page.address for page in site.project.handwritten if page.listed}
    assert {link.removeprefix("../") for link in links} == records | written


def test_a_link_to_the_lists_stands_in_place_of_the_box(plain):
    """A box that forgets what was typed would be a trap."""
    page = plain.go("sites/")
    expect(page.locator("#search-box")).to_be_hidden()
    page.get_by_role("banner").get_by_role("link", name="Search").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Search")
    assert urlsplit(page.url).path == "/search/"
    assert urlsplit(page.url).query == ""


def test_what_only_scripts_can_do_is_not_offered(plain):
    """No button for the menu or the colors."""
    page = plain.go()
    for name in ("Menu", "Dark mode"):
        assert page.get_by_role("button", name=name).count() == 0

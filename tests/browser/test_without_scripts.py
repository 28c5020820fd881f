"""Contract: every page is complete without JavaScript."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect
from site_fixture import assert_none

pytestmark = pytest.mark.any_records

READ = """() => {
    const shown = selector => [...document.querySelectorAll(selector)].filter(part =>
        part.checkVisibility({ visibilityProperty: true }) && part.getBoundingClientRect().height);
    const headings = shown("h1").map(part => part.innerText);
    // Readers can open <details> without scripts.
    document.querySelectorAll("details").forEach(part => { part.open = true; });
    return { headings, words: document.querySelector("#main").innerText, links: shown("#menu a").length };
}"""
"""What a reader sees of a page, in one call: one call for each took half of the time."""


@pytest.fixture
def no_script_tab(open_tab):
    """Return a tab on a small screen without JavaScript."""
    return open_tab(width=320, height=640, java_script_enabled=False)


def test_every_page_shows_its_text_and_menu_and_no_button_that_needs_scripts(site, no_script_tab):
    """On a small screen, where scripts would fold the menu."""
    problems = []
    for address, tree in site.staying.items():
        page = no_script_tab.go(address)
        visible = page.evaluate(READ)
        if [heading.split() for heading in visible["headings"]] != [tree.one("h1").text.split()]:
            problems.append(f"/{address}: no heading")
        words = visible["words"].split()
        if len(words) < len(tree.one("div", id="main").text.split()) / 3:
            problems.append(f"/{address}: only {len(words)} words")
        if visible["links"] != len(site.project.settings.site.menu.header):
            problems.append(f"/{address}: no menu")
        page_problems = (*no_script_tab.measure("dead"), *no_script_tab.measure("sideways"), *no_script_tab.faults)
        problems += [f"/{address}: {problem}" for problem in page_problems]
    assert_none(problems)


def test_the_search_page_lists_all_pages_instead(no_script_tab, site):
    """It explains why, and has a link to every searchable record and hand-written page."""
    page = no_script_tab.go("search/")
    expect(page.locator(".search-page")).to_be_hidden()
    expect(page.locator("noscript p")).to_be_visible()
    links = page.locator(".a-z a:visible").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    catalog = site.project.catalog
    findable = (record for record in catalog if record.is_findable and not record.is_hidden)
    records = {catalog.url(record) for record in findable if catalog.kinds[record.kind].is_searchable}
    content = {page.address for page in site.project.content_pages if page.listed}
    assert {link.removeprefix("../") for link in links} == records | content


def test_a_link_to_the_search_page_replaces_the_search_box(no_script_tab):
    """A box would lose what the reader typed."""
    page = no_script_tab.go("sites/")
    expect(page.locator("#search-box")).to_be_hidden()
    page.get_by_role("banner").get_by_role("link", name="Search").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Search")
    assert urlsplit(page.url).path == "/search/"
    assert urlsplit(page.url).query == ""


def test_controls_that_need_scripts_are_not_shown(no_script_tab):
    """Neither the menu button nor the color switch."""
    page = no_script_tab.go()
    for name in ("Menu", "Dark mode"):
        assert page.get_by_role("button", name=name).count() == 0

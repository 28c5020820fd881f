"""The offline zip is the same site, opened from a folder."""

from collections import deque
from urllib.parse import urldefrag

import pytest
from playwright.sync_api import expect
from site_fixture import assert_none, to_file


@pytest.fixture
def disk(open_tab, offline):
    """A tab on the unpacked zip."""
    return open_tab(root=f"{offline.folder.as_uri()}/", home="index.html")


LINKS = """[...document.querySelectorAll("a[href]")]
    .map(link => new URL(link.getAttribute("href"), location).href)"""
IDS = "[...document.querySelectorAll('[id]')].map(part => part.id)"


@pytest.mark.any_records
def test_every_page_is_reached_by_links_and_none_is_a_listing(site, disk, offline):
    """From the first page on: every link leads to a file, every fragment to an id, nothing fails to load."""
    disk.go()
    waiting = deque([disk.page.url])
    seen = {disk.page.url}
    ids: dict[str, set[str]] = {}
    fragments: list[tuple[str, str]] = []
    faults = []
    while waiting:
        url = waiting.popleft()
        address = url.removeprefix(disk.root)
        page = disk.go(address)
        if page.title().startswith("Index of"):
            faults.append(f"{address} is a listing")
        faults += [f"{address}: {fault}" for fault in disk.faults]
        ids[url] = set(page.evaluate(IDS))
        for link in page.evaluate(LINKS):
            target, fragment = urldefrag(link)
            if not target.startswith("file:"):
                continue
            if target.removeprefix(disk.root) not in offline.files:
                faults.append(f"{address}: {link} is no file of the copy")
            elif target.endswith(".html") and target not in seen:
                seen.add(target)
                waiting.append(target)
            # With a '=' it is a choice that a script of the page reads.
            if fragment and "=" not in fragment:
                fragments.append((address, link))
    faults += [
        f"{address}: {link} leads to no id"
        for address, link in fragments
        if urldefrag(link)[1] not in ids.get(urldefrag(link)[0], ())
    ]
    assert_none(faults)
    # Nothing need link to an address that moved, to what was taken down, or to a list without a record.
    unlinked = {to_file(address) for address in site.moved | site.taken_down | site.emptied}
    reached = {url.removeprefix(disk.root) for url in ids}
    pages = {name for name in offline.files if name.endswith(".html")}
    assert pages - unlinked <= reached <= pages


@pytest.mark.any_records
def test_the_styles_and_the_font_load_from_the_folder(disk):
    page = disk.go()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 253, 250)"
    page.evaluate("document.fonts.ready.then(() => null)")
    assert "loaded" in page.evaluate("[...document.fonts].map(font => font.status)")
    assert disk.faults == []


def test_a_reader_can_click_through_the_copy(disk):
    """The menu, a card, the name of the site."""
    page = disk.go()
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Sites").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sites")
    page.locator(".cards a").first.click()
    expect(page.get_by_role("heading", name="Sources")).to_be_visible()
    page.locator(".wordmark").click()
    expect(page).to_have_url(f"{disk.root}index.html")


def test_suggestions_lead_to_pages_of_the_copy(disk):
    page = disk.go("glossary/")
    page.locator("#search-box").press_sequentially("winthrop")
    expect(page.get_by_role("option").first).to_contain_text("Winthrop")
    page.locator("#search-box").press("ArrowDown")
    page.locator("#search-box").press("Enter")
    expect(page).to_have_url(f"{disk.root}sites/winthrop-clear/index.html")


def test_the_search_page_works_in_the_copy(disk):
    """From the header to the results to a part of a page, and back."""
    page = disk.go()
    page.locator("#search-box").fill("detention")
    page.locator("#search-box").press("Enter")
    expect(page).to_have_url(f"{disk.root}search/index.html#q=detention")
    result = page.locator(".search-results a[href$='glossary/index.html#jail']")
    result.click()
    expect(page).to_have_url(f"{disk.root}glossary/index.html#jail")
    page.go_back()
    expect(page.locator("#search-words")).to_have_value("detention")
    expect(result).to_be_visible()
    page.locator("#search-words").fill("court")
    expect(page.get_by_role("status")).to_contain_text("“court”")
    page.reload()
    expect(page.locator("#search-words")).to_have_value("court")


def test_the_link_to_the_lists_works_in_the_copy_without_scripts(open_tab, disk):
    """It stands in place of the box, and leads to the search page, not to a listing of a folder."""
    tab = open_tab(root=disk.root, home="index.html", java_script_enabled=False)
    page = tab.go("sites/")
    expect(page.locator("#search-box")).to_be_hidden()
    page.get_by_role("link", name="Find a page, A to Z").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Search")


def test_the_colors_can_be_switched_in_the_copy(disk):
    """And stay so on its other pages."""
    page = disk.go()
    page.get_by_role("button", name="Dark colors").click()
    expect(page.locator("html")).to_have_attribute("data-scheme", "dark")
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-scheme", "dark")
    disk.go("sites/")
    expect(page.get_by_role("button", name="Dark colors")).to_have_attribute("aria-pressed", "true")


def test_what_only_a_server_can_give_is_not_offered_in_the_copy(disk):
    """No link to the zip within the zip."""
    for address in ("", "data/"):
        assert disk.go(address).locator("a[href$='.zip']").count() == 0

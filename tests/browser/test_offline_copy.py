"""The offline zip is the same site, opened from a folder."""

import pytest
from playwright.sync_api import expect
from site_fixture import assert_none


@pytest.fixture
def disk(open_tab, offline):
    """A tab on the unpacked zip."""
    return open_tab(root=f"{offline.folder.as_uri()}/", home="index.html")


@pytest.mark.any_records
def test_every_template_opens_from_the_folder(templates, disk):
    """No script and no file fails to load, and no address opens a listing of a folder."""
    faults = []
    for address in templates:
        if address == "404.html":  # for servers
            continue
        page = disk.go(address)
        if page.title().startswith("Index of"):
            faults.append(f"/{address} is a listing")
        faults += [f"/{address}: {fault}" for fault in disk.faults]
    assert_none(faults)


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
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Find a site").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Find a site")
    page.locator(".cards a").first.click()
    expect(page.get_by_role("heading", name="Next step")).to_be_visible()
    page.locator(".wordmark").click()
    expect(page).to_have_url(f"{disk.root}index.html")


@pytest.mark.content
def test_suggestions_lead_to_pages_of_the_copy(disk):
    page = disk.go("glossary/")
    page.locator("#search-box").press_sequentially("winthrop")
    expect(page.locator("#suggestions [role=option]").first).to_contain_text("Winthrop")
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
    page.get_by_role("banner").get_by_role("link", name="Search").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Search")


def test_the_colors_can_be_switched_in_the_copy(disk):
    """And stay so on its other pages."""
    page = disk.go()
    page.get_by_role("button", name="Dark mode").click()
    expect(page.locator("html")).to_have_attribute("data-scheme", "dark")
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-scheme", "dark")
    disk.go("sites/")
    expect(page.get_by_role("button", name="Dark mode")).to_have_attribute("aria-pressed", "true")


def test_what_only_a_server_can_give_is_not_offered_in_the_copy(disk):
    """No link to the zip within the zip."""
    for address in ("", "data/"):
        assert disk.go(address).locator("a[href$='.zip']").count() == 0

"""The offline zip is the same site, and works from a folder without a server."""

import pytest
from playwright.sync_api import expect
from site_fixture import assert_none


@pytest.fixture
def disk(open_tab, offline):
    """Return a tab for the unzipped copy."""
    return open_tab(root=f"{offline.folder.as_uri()}/", home="index.html")


@pytest.mark.any_records
def test_every_template_opens_from_a_folder(templates, disk):
    """No script or file fails to load, and no link opens a folder listing."""
    problems = []
    for address in templates:
        if address == "404.html":  # only for servers
            continue
        page = disk.go(address)
        if page.title().startswith("Index of"):
            problems.append(f"/{address} is a folder listing")
        problems += [f"/{address}: {problem}" for problem in disk.faults]
    assert_none(problems)


@pytest.mark.any_records
def test_styles_and_fonts_load_from_a_folder(disk):
    page = disk.go()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 253, 250)"
    page.evaluate("document.fonts.ready.then(() => null)")
    assert "loaded" in page.evaluate("[...document.fonts].map(font => font.status)")
    assert disk.faults == []


def test_a_reader_can_click_through_the_offline_copy(disk):
    """The menu, a card and the site's name."""
    page = disk.go()
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Find a site").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Find a site")
    page.locator(".cards a").first.click()
    expect(page.get_by_role("heading", name="Next step")).to_be_visible()
    page.locator(".wordmark").click()
    expect(page).to_have_url(f"{disk.root}index.html")


@pytest.mark.content
def test_suggestions_lead_to_pages_of_the_offline_copy(disk):
    page = disk.go("glossary/")
    page.locator("#search-box").press_sequentially("winthrop")
    expect(page.locator("#suggestions [role=option]").first).to_contain_text("Winthrop")
    page.locator("#search-box").press("ArrowDown")
    page.locator("#search-box").press("Enter")
    expect(page).to_have_url(f"{disk.root}sites/winthrop-clear/index.html")


def test_the_search_page_works_in_the_offline_copy(disk):
    """From the header to the results to a section of a page, and back."""
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


def test_the_search_link_works_in_the_offline_copy_without_scripts(open_tab, disk):
    """It replaces the search box, and leads to the search page instead of a folder listing."""
    tab = open_tab(root=disk.root, home="index.html", java_script_enabled=False)
    page = tab.go("sites/")
    expect(page.locator("#search-box")).to_be_hidden()
    page.get_by_role("banner").get_by_role("link", name="Search").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Search")


def test_the_color_scheme_can_be_switched_in_the_offline_copy(disk):
    """And applies to its other pages."""
    page = disk.go()
    page.get_by_role("button", name="Dark mode").click()
    expect(page.locator("html")).to_have_attribute("data-scheme", "dark")
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-scheme", "dark")
    disk.go("sites/")
    expect(page.get_by_role("button", name="Dark mode")).to_have_attribute("aria-pressed", "true")


def test_the_offline_copy_does_not_offer_what_needs_a_server(disk):
    """No link to the zip within the zip."""
    for address in ("", "data/"):
        assert disk.go(address).locator("a[href$='.zip']").count() == 0

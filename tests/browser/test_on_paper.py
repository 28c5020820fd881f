"""What pages give on paper: the words, on few sheets, and nothing to press."""

import pytest
from playwright.sync_api import Page, expect

PRINTED = """parts => [...document.body.querySelectorAll("*")].filter(one => one.checkVisibility()
    && one.children.length === 0 && one.getBoundingClientRect().height && !one.closest(parts))
    .map(one => one.outerHTML.slice(0, 60))"""
"""What is printed beside some parts of a page."""

FRAME = ".strip, .header, .draft"


def sheets(page: Page) -> int:
    """How many sheets of US Letter a page takes."""
    return page.pdf(format="Letter").count(b"/Type /Page\n")


def briefs(site) -> list[str]:
    return [f"apply/{way.slug}/" for way in site.project.catalog.all("pathways") if way.brief]


def test_the_brief_for_leaders_is_one_sheet_and_leads_to_its_pdf(tab, site):
    for address in briefs(site):
        page = tab.go(f"{address}brief/")
        assert sheets(page) == 1, address
        link = page.locator(".papers a")
        expect(link).to_have_count(1)
        assert link.evaluate("link => link.href") == f"{tab.root}{address}brief.pdf"


def test_what_you_have_leads_to_its_checklist(tab, site):
    for address in briefs(site):
        link = tab.go(f"{address}ready/").locator(".papers a")
        expect(link).to_have_count(1)
        assert link.evaluate("link => link.href") == f"{tab.root}{address}checklist.pdf"


@pytest.mark.parametrize("fragment", ["", "#where=jail", "#where=jail&community=rural", "#words=zzzz"])
def test_print_this_list_gives_the_list_on_the_screen_and_nothing_else(open_tab, fragment):
    """The frame says whose page it is; the map is there once it was opened. After it the page is as before."""
    tab = open_tab(before="window.print = () => { window.printed = document.body.className; };")
    page = tab.go(f"sites/{fragment}")
    expect(page.locator(".directory.live")).to_be_attached()
    # Paper shows what folds hold, so they are opened before the sites are counted.
    page.evaluate("document.querySelectorAll('.answer details').forEach(one => { one.open = true; })")
    shown = page.locator(".found li[data-site]:visible, .found .row:visible").count()
    page.get_by_role("button", name="Print this list").click()
    page.emulate_media(media="print")
    assert page.evaluate(PRINTED, f"{FRAME}, .found, h1, .hidden-text") == []
    assert page.locator(".found li[data-site]:visible, .found .row:visible").count() == shown > 0
    expect(page.locator(".map")).to_be_hidden()
    expect(page.locator(".found button:not(.chip):visible")).to_have_count(0)
    page.emulate_media(media="screen")
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.evaluate("document.body.className") == ""
    expect(page.get_by_role("button", name="Print this list")).to_be_visible()


def test_the_frame_takes_three_lines_and_no_button_is_printed(tab, site):
    for address in ("", "sites/", "apply/mentee/", "questions/"):
        page = tab.go(address)
        page.emulate_media(media="print")
        height = page.evaluate("document.querySelector('#main').getBoundingClientRect().top")
        assert height < 80, address
        expect(page.locator(".footer")).to_be_hidden()
        expect(page.locator("button:not(.chip):visible, .button:not([href^='http']):visible")).to_have_count(0)

"""Printed pages: the text on few sheets, without controls."""

import pytest
from playwright.sync_api import Page, expect

PRINTED_OUTSIDE = """parts => [...document.body.querySelectorAll("*")].filter(element => element.checkVisibility()
    && element.children.length === 0 && element.getBoundingClientRect().height && !element.closest(parts))
    .map(element => element.outerHTML.slice(0, 60))"""
"""The elements that are printed outside some parts of a page."""

FRAME = ".strip, .header, .draft"


def sheets(page: Page) -> int:
    """Return the number of US Letter sheets that a page takes."""
    return page.pdf(format="Letter").count(b"/Type /Page\n")


def pathways_with_brief(site) -> list[str]:
    return [f"apply/{pathway.slug}/" for pathway in site.project.catalog.all("pathways") if pathway.brief]


def test_the_leadership_brief_is_one_sheet_and_links_to_its_pdf(tab, site):
    for address in pathways_with_brief(site):
        page = tab.go(f"{address}brief/")
        assert sheets(page) == 1, address
        link = page.locator(".papers a")
        expect(link).to_have_count(1)
        assert link.evaluate("link => link.href") == f"{tab.root}{address}brief.pdf"


def test_the_checklist_page_links_to_its_pdf(tab, site):
    for address in pathways_with_brief(site):
        link = tab.go(f"{address}ready/").locator(".papers a")
        expect(link).to_have_count(1)
        assert link.evaluate("link => link.href") == f"{tab.root}{address}checklist.pdf"


@pytest.mark.parametrize("fragment", ["", "#where=jail", "#where=jail&community=rural", "#words=zzzz"])
def test_print_this_list_prints_only_the_visible_list(open_tab, fragment):
    """With the name of the site above it. Afterward, the page is as before."""
    tab = open_tab(before="window.print = () => { window.printed = document.body.className; };")
    page = tab.go(f"sites/{fragment}")
    expect(page.locator(".directory.live")).to_be_attached()
    # Collapsed content is printed too, so expand it before counting the sites.
    page.evaluate("document.querySelectorAll('.answer details').forEach(one => { one.open = true; })")
    shown = page.locator(".found li[data-site]:visible, .found .row:visible").count()
    page.get_by_role("button", name="Print this list").click()
    page.emulate_media(media="print")
    assert page.evaluate(PRINTED_OUTSIDE, f"{FRAME}, .found, h1, .hidden-text") == []
    assert page.locator(".found li[data-site]:visible, .found .row:visible").count() == shown > 0
    expect(page.locator(".map")).to_be_hidden()
    expect(page.locator(".found button:not(.chip):visible")).to_have_count(0)
    page.emulate_media(media="screen")
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.evaluate("document.body.className") == ""
    expect(page.get_by_role("button", name="Print this list")).to_be_visible()


def test_the_printed_frame_is_short_and_has_no_buttons(tab, site):
    for address in ("", "sites/", "apply/mentee/", "questions/"):
        page = tab.go(address)
        page.emulate_media(media="print")
        height = page.evaluate("document.querySelector('#main').getBoundingClientRect().top")
        assert height < 80, address
        expect(page.locator(".footer")).to_be_hidden()
        expect(page.locator("button:not(.chip):visible, .button:not([href^='http']):visible")).to_have_count(0)

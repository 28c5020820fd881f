"""Printed pages: their text on few sheets, without buttons."""

import pytest
from playwright.sync_api import Page, expect

PRINTED = """selector => [...document.body.querySelectorAll("*")].filter(element => element.checkVisibility()
    && element.children.length === 0 && element.getBoundingClientRect().height && !element.closest(selector))
    .map(element => element.outerHTML.slice(0, 60))"""
"""Returns the printed elements outside those that match a selector."""

SHELL = ".strip, .header, .draft"


def sheets(page: Page) -> int:
    """Return how many sheets of US Letter a page takes."""
    return page.pdf(format="Letter").count(b"/Type /Page\n")


def briefs(site) -> list[str]:
    """Return the addresses of pathways that have a brief."""
    return [f"apply/{pathway.slug}/" for pathway in site.project.catalog.all("pathways") if pathway.brief]


def test_the_brief_for_leaders_fits_one_sheet_and_links_to_its_pdf(tab, site):
    for address in briefs(site):
        page = tab.go(f"{address}brief/")
        assert sheets(page) == 1, address
        link = page.locator(".pdfs a")
        expect(link).to_have_count(1)
        assert link.evaluate("link => link.href") == f"{tab.root}{address}brief.pdf"


def test_the_readiness_page_links_to_its_checklist(tab, site):
    for address in briefs(site):
        link = tab.go(f"{address}ready/").locator(".pdfs a")
        expect(link).to_have_count(1)
        assert link.evaluate("link => link.href") == f"{tab.root}{address}checklist.pdf"


@pytest.mark.parametrize("fragment", ["", "#where=jail", "#where=jail&community=rural", "#words=zzzz"])
def test_print_this_list_prints_the_current_list_and_nothing_else(open_tab, fragment):
    """With the shell's header, and without the map, which was not opened. Afterward, the page is as before."""
    tab = open_tab(before="window.print = () => { window.printed = document.body.className; };")
    page = tab.go(f"sites/{fragment}")
    expect(page.locator(".directory.is-live")).to_be_attached()
    # Print shows the content of <details>, so they are opened before the sites are counted.
    page.evaluate("document.querySelectorAll('.directory-answer details').forEach(details => { details.open = true; })")
    shown = page.locator(".results li[data-site]:visible, .results .site-row:visible").count()
    page.get_by_role("button", name="Print this list").click()
    page.emulate_media(media="print")
    assert page.evaluate(PRINTED, f"{SHELL}, .results, h1, .hidden-text") == []
    assert page.locator(".results li[data-site]:visible, .results .site-row:visible").count() == shown > 0
    expect(page.locator(".map")).to_be_hidden()
    expect(page.locator(".results button:not(.chip):visible")).to_have_count(0)
    page.emulate_media(media="screen")
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.evaluate("document.body.className") == ""
    expect(page.get_by_role("button", name="Print this list")).to_be_visible()


def test_the_printed_header_takes_three_lines_and_no_button_is_printed(tab, site):
    for address in ("", "sites/", "apply/mentee/", "questions/"):
        page = tab.go(address)
        page.emulate_media(media="print")
        height = page.evaluate("document.querySelector('#main').getBoundingClientRect().top")
        assert height < 80, address
        expect(page.locator(".footer")).to_be_hidden()
        expect(page.locator("button:not(.chip):visible, .button:not([href^='http']):visible")).to_have_count(0)

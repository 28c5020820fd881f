"""The pages of a pathway: short, with collapsed details and a button that copies the questions; any text fits."""

import pytest
from playwright.sync_api import expect
from site_fixture import assert_none

PHONE = 740
"""The height of a phone's screen that is 360 pixels wide, in pixels."""

MOST_SCREENS = 7
"""The maximum length of the page, in screens, without its frame and sources."""

LONG = "Donaudampfschifffahrtsgesellschaftskapitän" * 2 + " https://example.org/" + "a/very/long/address/" * 8

FILL = """text => {
    const texts = "h1, h2, h3, p, li, td, th, legend, label span, summary, a, button, strong";
    const parts = document.querySelectorAll(`#main :is(${texts})`);
    for (const part of parts) {
        const own = [...part.childNodes].find(node => node.nodeType === 3 && node.textContent.trim());
        if (own && !part.closest(".hidden-text, [aria-hidden]")) { own.textContent = text; }
    }
    document.querySelectorAll("#main details").forEach(details => { details.open = true; });
}"""
"""Replaces every text of a page, and expands all details elements."""


@pytest.fixture
def addresses(site) -> list[str]:
    """The addresses of the pages about taking part."""
    slugs = [pathway.slug for pathway in site.project.catalog.all("pathways")]
    return ["apply/", *(f"apply/{slug}/{page}" for slug in slugs for page in ("", "ready/", "practice/", "brief/"))]


def test_a_pathway_is_short_on_a_phone(open_tab, site):
    page = open_tab(width=360, height=PHONE).page
    for pathway in site.project.catalog.all("pathways"):
        page = open_tab(width=360, height=PHONE).go(f"apply/{pathway.slug}/")
        height = page.evaluate("document.querySelector('.with-contents').getBoundingClientRect().height")
        assert height < (MOST_SCREENS - 2) * PHONE, pathway.slug
        expect(page.locator(".contents")).to_be_hidden()


def test_the_contents_stay_beside_the_text_on_wide_screens(open_tab, site):
    pathway = next(iter(site.project.catalog.all("pathways")))
    page = open_tab(width=1280, height=800).go(f"apply/{pathway.slug}/")
    contents = page.get_by_role("navigation", name="On this page")
    expect(contents).to_be_visible()
    for link in contents.get_by_role("link").all():
        assert page.locator(str(link.get_attribute("href"))).count() == 1
    page.locator("#apply").scroll_into_view_if_needed()
    expect(contents).to_be_in_viewport()


def test_the_steps_are_collapsed_by_phase_and_complete(tab, site):
    for pathway in site.project.catalog.all("pathways"):
        page = tab.go(f"apply/{pathway.slug}/")
        phases = [step.phase for step in pathway.steps if step.phase]
        assert page.locator(".pathway-phases h3").all_text_contents() == phases
        steps = page.locator(".pathway-phase-steps > li > strong")
        assert steps.all_text_contents() == [step.what for step in pathway.steps]
        expect(steps.first).to_be_hidden()
        page.locator(".pathway-phases summary").first.press("Enter")
        expect(steps.first).to_be_visible()
        page.emulate_media(media="print")
        expect(page.locator(".pathway-phase-steps > li:visible")).to_have_count(len(pathway.steps))
        page.emulate_media(media="screen")


def test_the_questions_for_the_program_can_be_copied_by_keyboard(open_tab, site):
    tab = open_tab(permissions=["clipboard-read", "clipboard-write"])
    for pathway in site.project.catalog.all("pathways"):
        page = tab.go(f"apply/{pathway.slug}/")
        page.locator("summary", has=page.locator("#not-known")).press("Enter")
        fold = page.locator("details", has=page.locator("#not-known"))
        fold.get_by_role("button").press("Enter")
        expect(fold.get_by_role("status")).to_have_text("Copied.")
        copied = page.evaluate("navigator.clipboard.readText()")
        assert all(line in copied for line in pathway.not_known)


def test_without_scripts_the_questions_are_a_list_without_buttons(open_tab, site):
    tab = open_tab(java_script_enabled=False)
    for pathway in site.project.catalog.all("pathways"):
        page = tab.go(f"apply/{pathway.slug}/")
        page.locator("summary", has=page.locator("#not-known")).click()
        expect(page.locator("details:has(#not-known) li:visible")).to_have_count(len(pathway.not_known))
        expect(page.locator("#main button:visible")).to_have_count(0)


@pytest.mark.parametrize(
    ("width", "scheme", "other"), [(320, "light", "dark"), (768, "dark", "light"), (1280, "light", "dark")]
)
def test_the_pages_are_accessible_with_all_details_expanded(open_tab, addresses, width, scheme, other):
    """Contrast in both schemes on each screen; nothing else depends on both at once."""
    tab = open_tab(width=width, height=800, color_scheme=scheme)
    for address in addresses:
        page = tab.go(address)
        page.evaluate("document.querySelectorAll('#main details').forEach(fold => { fold.open = true; })")
        problems = [
            *tab.axe(),
            *(problem for rule in ("sideways", "clipped", "small") for problem in tab.measure(rule)),
        ]
        page.emulate_media(color_scheme=other)
        problems += tab.measure("faint")
        page.emulate_media(color_scheme=scheme)
        assert_none([*problems, *tab.faults])


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_any_text_fits(open_tab, addresses, width):
    """With long words and URLs in place of every text, nothing is wider than the screen."""
    tab = open_tab(width=width, height=800)
    for address in addresses:
        page = tab.go(address)
        page.evaluate(FILL, LONG)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
        assert_none(f"{address}: {fault}" for fault in tab.measure("sideways"))

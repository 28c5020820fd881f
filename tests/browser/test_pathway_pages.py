"""The page of a pathway: short, its details folded, its questions copied, and any text fits."""

import pytest
from playwright.sync_api import expect
from site_fixture import assert_none

PHONE = 740
"""The height of a phone's screen, in pixels, 360 wide."""

MOST_SCREENS = 7
"""How long the page is at most, without what frames it and its foot."""

LONG = "Donaudampfschifffahrtsgesellschaftskapitän" * 2 + " https://example.org/" + "a/very/long/address/" * 8

FILL = """text => {
    const texts = "h1, h2, h3, p, li, td, th, legend, label span, summary, a, button, strong";
    const parts = document.querySelectorAll(`#main :is(${texts})`);
    for (const part of parts) {
        const own = [...part.childNodes].find(node => node.nodeType === 3 && node.textContent.trim());
        if (own && !part.closest(".hidden-text, [aria-hidden]")) { own.textContent = text; }
    }
    document.querySelectorAll("#main details").forEach(fold => { fold.open = true; });
}"""
"""Puts a text in place of every text of a page, and opens its folds."""


@pytest.fixture
def addresses(site) -> list[str]:
    """The pages on which readers decide and prepare."""
    slugs = [way.slug for way in site.project.catalog.all("pathways")]
    return ["apply/", *(f"apply/{slug}/{page}" for slug in slugs for page in ("", "ready/", "practice/", "brief/"))]


def test_a_pathway_is_short_on_a_phone(open_tab, site):
    page = open_tab(width=360, height=PHONE).page
    for way in site.project.catalog.all("pathways"):
        page = open_tab(width=360, height=PHONE).go(f"apply/{way.slug}/")
        height = page.evaluate("document.querySelector('.with-contents').getBoundingClientRect().height")
        assert height < (MOST_SCREENS - 2) * PHONE, way.slug
        expect(page.locator(".contents")).to_be_hidden()


def test_the_contents_stay_beside_the_text_on_desktops(open_tab, site):
    way = next(iter(site.project.catalog.all("pathways")))
    page = open_tab(width=1280, height=800).go(f"apply/{way.slug}/")
    rail = page.get_by_role("navigation", name="On this page")
    expect(rail).to_be_visible()
    for link in rail.get_by_role("link").all():
        assert page.locator(str(link.get_attribute("href"))).count() == 1
    page.locator("#apply").scroll_into_view_if_needed()
    expect(rail).to_be_in_viewport()


def test_the_steps_are_folded_into_phases_and_all_of_them_are_there(tab, site):
    for way in site.project.catalog.all("pathways"):
        page = tab.go(f"apply/{way.slug}/")
        phases = [step.phase for step in way.steps if step.phase]
        assert page.locator(".phases h3").all_text_contents() == phases
        steps = page.locator(".phase-steps > li > strong")
        assert steps.all_text_contents() == [step.what for step in way.steps]
        expect(steps.first).to_be_hidden()
        page.locator(".phases summary").first.press("Enter")
        expect(steps.first).to_be_visible()
        page.emulate_media(media="print")
        expect(page.locator(".phase-steps > li:visible")).to_have_count(len(way.steps))
        page.emulate_media(media="screen")


def test_the_questions_for_the_program_are_copied_by_keyboard(open_tab, site):
    tab = open_tab(permissions=["clipboard-read", "clipboard-write"])
    for way in site.project.catalog.all("pathways"):
        page = tab.go(f"apply/{way.slug}/")
        page.locator("summary", has=page.locator("#not-known")).press("Enter")
        fold = page.locator("details", has=page.locator("#not-known"))
        fold.get_by_role("button").press("Enter")
        expect(fold.get_by_role("status")).to_have_text("Copied.")
        copied = page.evaluate("navigator.clipboard.readText()")
        assert all(line in copied for line in way.not_known)


def test_without_scripts_the_questions_are_a_list_and_no_button_is_dead(open_tab, site):
    tab = open_tab(java_script_enabled=False)
    for way in site.project.catalog.all("pathways"):
        page = tab.go(f"apply/{way.slug}/")
        page.locator("summary", has=page.locator("#not-known")).click()
        expect(page.locator("details:has(#not-known) li:visible")).to_have_count(len(way.not_known))
        expect(page.locator("#main button:visible")).to_have_count(0)


@pytest.mark.parametrize(
    ("width", "scheme", "other"), [(320, "light", "dark"), (768, "dark", "light"), (1280, "light", "dark")]
)
def test_the_pages_pass_axe_with_every_fold_open(open_tab, addresses, width, scheme, other):
    """Contrast in both schemes on each screen; nothing else that is found depends on both at once."""
    tab = open_tab(width=width, height=800, color_scheme=scheme)
    for address in addresses:
        page = tab.go(address)
        page.evaluate("document.querySelectorAll('#main details').forEach(fold => { fold.open = true; })")
        found = [*tab.axe(), *(fault for rule in ("sideways", "clipped", "small") for fault in tab.measure(rule))]
        page.emulate_media(color_scheme=other)
        found += tab.measure("faint")
        page.emulate_media(color_scheme=scheme)
        assert_none([*found, *tab.faults])


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_any_text_fits(open_tab, addresses, width):
    """Long words and addresses in place of every text: nothing is wider than the screen."""
    tab = open_tab(width=width, height=800)
    for address in addresses:
        page = tab.go(address)
        page.evaluate(FILL, LONG)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
        assert_none(f"{address}: {fault}" for fault in tab.measure("sideways"))

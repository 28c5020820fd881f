"""Contract: every page is accessible, fits every screen, runs without errors and requests nothing from other sites.

Each test opens a page once for a screen and measures everything there: opening pages took most of the test time.
"""

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

import pytest
from playwright.sync_api import Page
from site_fixture import assert_none, names_of_the_initiative

pytestmark = pytest.mark.any_records

T = TypeVar("T")

PARTS = range(4)
"""Each walk over pages is split into this many tests, which can run in parallel."""

LAYOUT = ("sideways", "clipped", "overlapping")
"""Measures that wider text spacing or a smaller screen could fail."""

MEASURES = (*LAYOUT, "small", "unlined")

TEXT_SPACING = """
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
p { margin-bottom: 2em !important; }
"""
"""The text spacing that readers may set (WCAG 2.1, 1.4.12)."""

SET_STYLES = """text => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    document.adoptedStyleSheets = text ? [sheet] : [];
}"""
"""Sets a user style sheet, which the policy of a page does not block; "" removes it."""

BORDERLESS_BADGES = """[...document.querySelectorAll(".badge, .chip, .mark")]
    .filter(element => element.checkVisibility() && getComputedStyle(element).borderTopStyle === "none")
    .map(element => "no border around '" + element.textContent + "'")"""

MOVING = """[...document.querySelectorAll("*")].filter(element => {
    const style = getComputedStyle(element);
    return style.scrollBehavior === "smooth" || parseFloat(style.transitionDuration) || style.animationName !== "none";
}).map(element => "moves: " + element.outerHTML.slice(0, 60))"""


def share(items: Sequence[T], part: int) -> Sequence[T]:
    """Return one part of the items: every fourth, starting with this one."""
    return items[part :: len(PARTS)]


def measured(tab: Any, names: Sequence[str], setting: str = "") -> Iterator[str]:
    """Yield the problems that functions of measure.js find on the page, prefixed with the display setting."""
    for name in names:
        for problem in tab.measure(name):
            yield f"{setting}: {problem}" if setting else problem


def spacing_problems(tab: Any) -> Iterator[str]:
    """Yield text that is cut off or overlaps other text with wider text spacing."""
    tab.page.evaluate(SET_STYLES, TEXT_SPACING)
    yield from measured(tab, LAYOUT, "spaced text")
    tab.page.evaluate(SET_STYLES, "")


def dark_problems(tab: Any) -> Iterator[str]:
    """Yield text with too little contrast and missing focus rings in the dark color scheme."""
    tab.page.emulate_media(color_scheme="dark")
    yield from measured(tab, ["faint", "ringless"], "dark")
    tab.page.emulate_media(color_scheme="light")


def skip_link_problems(page: Page) -> Iterator[str]:
    """Yield what is wrong with the skip link: the first Tab must reach it, and Enter must go to the content."""
    focused = "document.activeElement.matches({!r}) && document.activeElement.getBoundingClientRect().top >= 0"
    page.keyboard.press("Tab")
    if not page.evaluate(focused.format(".skip")):
        yield "the first Tab does not reach the skip link, or it is not in view"
    page.keyboard.press("Enter")
    if not page.evaluate("document.activeElement.id === 'main'"):
        yield "the skip link does not lead to the content"
    page.keyboard.press("Tab")
    if not page.evaluate("document.querySelector('#main').contains(document.activeElement)"):
        yield "after the skip link, Tab leaves the content"


@pytest.mark.parametrize("part", PARTS)
def test_every_page_is_accessible_and_sends_no_external_requests(site, templates, tab, part):
    """In the light scheme on a wide screen: axe and our measures find nothing, and no script fails.

    The pages of `templates` have a test of their own, which measures this and more.
    """
    assert set(templates) <= site.staying.keys()
    problems = []
    for address in share([address for address in site.staying if address not in templates], part):
        tab.go(address)
        page_problems = [*measured(tab, MEASURES), *tab.axe(), *tab.faults]
        problems += [f"/{address}: {problem}" for problem in page_problems]
    assert_none(problems)


@pytest.mark.parametrize("part", PARTS)
def test_every_page_works_on_an_old_phone(site, open_tab, part):
    """Without ResizeObserver: no script fails, and no polyfill is loaded from another site.

    In the visible text, the full name of the initiative comes before its abbreviation.
    """
    tab = open_tab(width=320, height=640, before="delete window.ResizeObserver")
    full, short = names_of_the_initiative(site)
    problems = []
    for address in share(list(site.staying), part):
        page = tab.go(address)
        assert page.evaluate("'ResizeObserver' in window") is False
        before, abbreviation, _ = " ".join(page.evaluate("document.body.innerText").split()).partition(short)
        if abbreviation and full.removesuffix(f" ({short})") not in before:
            problems.append(f"/{address}: …{before[-40:]}{short}")
        problems += [f"/{address}: {problem}" for problem in tab.faults]
    assert_none(problems)


@pytest.mark.parametrize("part", PARTS)
def test_every_template_is_accessible_on_a_phone(templates, open_tab, part):
    """In both color schemes, with wider text spacing, and at 400% zoom."""
    tab = open_tab(width=320, height=700, has_touch=True)
    problems = []
    for address in share(templates, part):
        page = tab.go(address)
        page_problems = [*measured(tab, (*MEASURES, "low")), *tab.axe(), *dark_problems(tab), *spacing_problems(tab)]
        # At 400% zoom, a screen of 1280 by 1024 px has 320 by 256 CSS pixels.
        page.set_viewport_size({"width": 320, "height": 256})
        page_problems += measured(tab, LAYOUT, "400% zoom")
        page.set_viewport_size({"width": 320, "height": 700})
        problems += [f"/{address}: {problem}" for problem in (*page_problems, *tab.faults)]
    assert_none(problems)


@pytest.mark.parametrize("part", PARTS)
def test_every_template_is_accessible_on_a_wide_screen(templates, open_tab, part):
    """By keyboard, in both color schemes, with wider text spacing, with forced colors, and with reduced motion."""
    tab = open_tab()
    problems = []
    for address in share(templates, part):
        page = tab.go(address)
        # The search page starts with the focus in its box.
        page_problems = [] if address == "search/" else list(skip_link_problems(page))
        page_problems += [*measured(tab, (*MEASURES, "ringless")), *dark_problems(tab), *spacing_problems(tab)]
        page_problems += [f"light: {problem}" for problem in tab.axe(contrast=True)]
        page.emulate_media(color_scheme="dark")
        page_problems += [f"dark: {problem}" for problem in tab.axe(contrast=True, others=False)]
        page.emulate_media(color_scheme="light")
        page.emulate_media(forced_colors="active")
        page_problems += [*measured(tab, ["ringless"], "forced colors"), *page.evaluate(BORDERLESS_BADGES)]
        page.emulate_media(forced_colors="none", reduced_motion="reduce")
        page_problems += page.evaluate(MOVING)
        page.emulate_media(reduced_motion="no-preference")
        problems += [f"/{address}: {problem}" for problem in (*page_problems, *tab.faults)]
    assert_none(problems)


@pytest.mark.parametrize(
    ("color", "schemes"),
    [("#777", {"dark", "light"}), ("#757575", {"dark"}), ("#949494", {"light"}), ("#8a8a8a", {"light"})],
)
def test_our_own_contrast_check_agrees_with_axe(tab, color, schemes):
    """Near the limit of 4.5:1, in both color schemes."""
    page = tab.go("about/")
    page.evaluate("color => document.querySelector('main p').style.setProperty('color', color)", color)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert bool(tab.axe(contrast=True, others=False)) == bool(tab.measure("faint")) == (scheme in schemes), scheme


def test_axe_finds_a_button_without_a_name(tab):
    """The walks above rely on it: the other rules of axe run even where its contrast rule does not."""
    page = tab.go("about/")
    assert tab.axe() == []
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<button></button>')")
    assert any("button-name" in problem for problem in tab.axe())


def test_the_dark_scheme_is_dark(open_tab):
    """A reader whose system prefers dark gets a dark background."""
    backgrounds = {
        scheme: open_tab(color_scheme=scheme).go().evaluate("getComputedStyle(document.body).backgroundColor")
        for scheme in ("light", "dark")
    }
    red = {scheme: int(color.removeprefix("rgb(").split(",")[0]) for scheme, color in backgrounds.items()}
    assert red["dark"] < 64
    assert red["light"] > 191


def test_an_unknown_address_shows_the_complete_error_page(site, open_tab, server_below):
    """At any depth, and also if the site is below the root of its server."""
    tab = open_tab(root=server_below.url)
    page = tab.go("no/such/page/")
    assert page.get_by_role("heading", level=1).inner_text() == "Page not found"
    assert page.evaluate("getComputedStyle(document.body).fontFamily").startswith('"Public Sans"')
    assert [problem for problem in tab.faults if "status of 404" not in problem] == []
    link = site.project.settings.site.menu.header[0]
    page.get_by_role("navigation", name="Main").get_by_role("link", name=link.label, exact=True).click()
    assert page.url == f"{server_below.url}{link.url.removeprefix('/')}"


def test_a_site_with_a_url_complies_with_its_own_policy(open_tab, server_below, addressed):
    """Its pages contain JSON-LD, which the policy does not treat as a script."""
    tab = open_tab(root=server_below.url)
    problems = []
    for address in ("", "sites/", "questions/", "search/"):
        tab.go(address)
        assert tab.page.locator("script[type='application/ld+json']").count() == (2 if address == "questions/" else 1)
        problems += [f"/{address}: {problem}" for problem in tab.faults]
    assert_none(problems)


def test_the_text_uses_the_sites_own_font(tab):
    page = tab.go()
    assert page.evaluate("document.fonts.ready.then(() => document.fonts.check('16px \"Public Sans\"'))")
    loaded = (
        "[...document.fonts].filter(font => font.status === 'loaded').map(font => font.family.replaceAll('\"', ''))"
    )
    assert "Public Sans" in page.evaluate(loaded)


# ---- print ----


def test_a_printed_page_has_its_text_and_the_urls_of_its_sources(open_tab, templates, site):
    """No menu, no search, no buttons."""
    tab = open_tab()
    address = next(page.address for page in site.project.pages if page.record and page.record.kind == "sites")
    page = tab.go(address)
    page.emulate_media(media="print")
    for hidden in (".menu", ".menu-button", ".search-box", ".color-button", ".skip", ".footer nav"):
        assert not page.locator(hidden).first.is_visible(), hidden
    assert page.get_by_role("heading", level=1).is_visible()
    sources = page.locator(".sources a[href^='http']")
    assert sources.count()
    for source in sources.all():
        after = source.evaluate("element => getComputedStyle(element, '::after').content")
        assert source.get_attribute("href") in after


def test_a_printed_page_shows_the_sources_of_folded_parts(open_tab):
    """A reader cannot unfold them on paper."""
    page = open_tab().go("questions/")
    page.emulate_media(media="print")
    folded = page.locator("details:not([open])")
    hidden = [details.inner_text() for details in folded.all() if not details.locator("a").first.is_visible()]
    assert hidden == []

"""Every page reads well: nothing foreign is asked for, nothing breaks, nothing is in the way of anyone.

A page is opened once for a screen, and everything is measured there: opening it again for each measure took most of the
time of all tests.
"""

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

import pytest
from playwright.sync_api import Page
from site_fixture import assert_none, names_of_the_initiative

pytestmark = pytest.mark.any_records

T = TypeVar("T")

PARTS = range(4)
"""Pages are shared out to as many tests, which can run beside each other."""

LAYOUT = ("sideways", "clipped", "overlapping")
"""What wider text or a smaller screen could break."""

MEASURES = (*LAYOUT, "small", "unlined")

TEXT_SPACING = """
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
p { margin-bottom: 2em !important; }
"""
"""What a reader may set (WCAG 2.1, 1.4.12)."""

SPACE = """text => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    document.adoptedStyleSheets = text ? [sheet] : [];
}"""
"""A style sheet of the reader's own, which no policy of a page forbids."""

UNLINED_BADGES = """[...document.querySelectorAll(".badge, .chip, .mark")]
    .filter(element => element.checkVisibility() && getComputedStyle(element).borderTopStyle === "none")
    .map(element => "no line around '" + element.textContent + "'")"""

MOVING = """[...document.querySelectorAll("*")].filter(element => {
    const now = getComputedStyle(element);
    return now.scrollBehavior === "smooth" || parseFloat(now.transitionDuration) || now.animationName !== "none";
}).map(element => "moves: " + element.outerHTML.slice(0, 60))"""


def share(items: Sequence[T], part: int) -> Sequence[T]:
    """Every fourth item, from this one on."""
    return items[part :: len(PARTS)]


def measured(tab: Any, names: Sequence[str], on: str = "") -> Iterator[str]:
    """What a ruler finds wrong on the page; `on` says how it is shown."""
    for name in names:
        for fault in tab.measure(name):
            yield f"{on}: {fault}" if on else fault


def spaced(tab: Any) -> Iterator[str]:
    """Text that is cut off or overlaps other text when a reader sets wider text spacing."""
    tab.page.evaluate(SPACE, TEXT_SPACING)
    yield from measured(tab, LAYOUT, "spaced text")
    tab.page.evaluate(SPACE, "")


def in_the_dark(tab: Any) -> Iterator[str]:
    """Text with too little contrast, and hidden focus rings, in the dark scheme."""
    tab.page.emulate_media(color_scheme="dark")
    yield from measured(tab, ["faint", "ringless"], "dark")
    tab.page.emulate_media(color_scheme="light")


def skipped(page: Page) -> Iterator[str]:
    """What is wrong with the way past the header: the first Tab reaches a link, Enter goes to the content."""
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
def test_every_page_is_accessible_and_asks_no_other_site_for_anything(site, templates, tab, part):
    """Light and on a wide screen: axe finds nothing, no script fails, all can be read and hit.

    The pages of `templates` are visited by a test of their own, which measures this and more.
    """
    assert set(templates) <= site.staying.keys()
    faults = []
    for address in share([address for address in site.staying if address not in templates], part):
        tab.go(address)
        found = [*measured(tab, MEASURES), *tab.axe()]
        faults += [f"/{address}: {fault}" for fault in (*found, *tab.faults)]
    assert_none(faults)


@pytest.mark.parametrize("part", PARTS)
def test_every_page_works_on_an_old_phone(site, open_tab, part):
    """One without ResizeObserver: no script fails, none is fetched from elsewhere in its place.

    Among the words that are shown there, the full name of the initiative comes before the short one.
    """
    tab = open_tab(width=320, height=640, before="delete window.ResizeObserver")
    full, short = names_of_the_initiative(site)
    faults = []
    for address in share(list(site.staying), part):
        page = tab.go(address)
        assert page.evaluate("'ResizeObserver' in window") is False
        before, found, _ = " ".join(page.evaluate("document.body.innerText").split()).partition(short)
        if found and full.removesuffix(f" ({short})") not in before:
            faults.append(f"/{address}: …{before[-40:]}{short}")
        faults += [f"/{address}: {fault}" for fault in tab.faults]
    assert_none(faults)


@pytest.mark.parametrize("part", PARTS)
def test_every_template_serves_everyone_on_a_phone(templates, open_tab, part):
    """In both schemes, with more widely spaced text, and enlarged to 400 percent."""
    tab = open_tab(width=320, height=700, has_touch=True)
    faults = []
    for address in share(templates, part):
        page = tab.go(address)
        found = [*measured(tab, (*MEASURES, "low")), *tab.axe(), *in_the_dark(tab), *spaced(tab)]
        # A screen of 1280 by 1024, enlarged four times, is one of 320 by 256.
        page.set_viewport_size({"width": 320, "height": 256})
        found += measured(tab, LAYOUT, "enlarged")
        page.set_viewport_size({"width": 320, "height": 700})
        faults += [f"/{address}: {fault}" for fault in (*found, *tab.faults)]
    assert_none(faults)


@pytest.mark.parametrize("part", PARTS)
def test_every_template_serves_everyone_on_a_wide_screen(templates, open_tab, part):
    """All that every page has to pass there, by keyboard, in both schemes, spaced, in the system's colors, still."""
    tab = open_tab()
    faults = []
    for address in share(templates, part):
        page = tab.go(address)
        # The search page begins in its box.
        found = [] if address == "search/" else list(skipped(page))
        found += [*measured(tab, (*MEASURES, "ringless")), *in_the_dark(tab), *spaced(tab)]
        found += [f"light: {fault}" for fault in tab.axe(contrast=True)]
        page.emulate_media(color_scheme="dark")
        found += [f"dark: {fault}" for fault in tab.axe(contrast=True, others=False)]
        page.emulate_media(color_scheme="light")
        page.emulate_media(forced_colors="active")
        found += [*measured(tab, ["ringless"], "forced colors"), *page.evaluate(UNLINED_BADGES)]
        page.emulate_media(forced_colors="none", reduced_motion="reduce")
        found += page.evaluate(MOVING)
        page.emulate_media(reduced_motion="no-preference")
        faults += [f"/{address}: {fault}" for fault in (*found, *tab.faults)]
    assert_none(faults)


@pytest.mark.parametrize(
    ("color", "found"),
    [("#777", {"dark", "light"}), ("#757575", {"dark"}), ("#949494", {"light"}), ("#8a8a8a", {"light"})],
)
def test_our_own_contrast_check_agrees_with_axe(tab, color, found):
    """At the limit of 4.5:1, in both schemes."""
    page = tab.go("about/")
    page.evaluate("color => document.querySelector('main p').style.setProperty('color', color)", color)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert bool(tab.axe(contrast=True, others=False)) == bool(tab.measure("faint")) == (scheme in found), scheme


def test_axe_finds_a_button_without_a_name(tab):
    """What the walks above rest on: its other rules run where the slow one does not."""
    page = tab.go("about/")
    assert tab.axe() == []
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<button></button>')")
    assert any("button-name" in fault for fault in tab.axe())


def test_the_dark_scheme_is_dark(open_tab):
    """A reader whose system asks for dark gets light words on a dark ground."""
    grounds = {
        scheme: open_tab(color_scheme=scheme).go().evaluate("getComputedStyle(document.body).backgroundColor")
        for scheme in ("light", "dark")
    }
    red = {scheme: int(ground.removeprefix("rgb(").split(",")[0]) for scheme, ground in grounds.items()}
    assert red["dark"] < 64
    assert red["light"] > 191


def test_an_unknown_address_shows_the_error_page_whole(site, open_tab, server_below):
    """At any depth, also where the site lies below the root of its server."""
    tab = open_tab(root=server_below.url)
    page = tab.go("no/such/page/")
    assert page.get_by_role("heading", level=1).inner_text() == "Page not found"
    assert page.evaluate("getComputedStyle(document.body).fontFamily").startswith('"Public Sans"')
    assert [fault for fault in tab.faults if "status of 404" not in fault] == []
    link = site.project.settings.site.menu.header[0]
    page.get_by_role("navigation", name="Main").get_by_role("link", name=link.label, exact=True).click()
    assert page.url == f"{server_below.url}{link.url.removeprefix('/')}"


def test_a_site_with_an_address_breaks_no_rule_of_its_own_policy(open_tab, server_below, addressed):
    """Its pages hold data for machines, which is no script."""
    tab = open_tab(root=server_below.url)
    faults = []
    for address in ("", "sites/", "questions/", "search/"):
        tab.go(address)
        assert tab.page.locator("script[type='application/ld+json']").count() == (2 if address == "questions/" else 1)
        faults += [f"/{address}: {fault}" for fault in tab.faults]
    assert_none(faults)


def test_the_text_is_set_in_the_sites_own_font(tab):
    page = tab.go()
    assert page.evaluate("document.fonts.ready.then(() => document.fonts.check('16px \"Public Sans\"'))")
    loaded = (
        "[...document.fonts].filter(font => font.status === 'loaded').map(font => font.family.replaceAll('\"', ''))"
    )
    assert "Public Sans" in page.evaluate(loaded)


# ---- on paper ----


def test_on_paper_a_page_has_its_words_and_the_addresses_of_its_sources(open_tab, templates, site):
    """No menu, no search, nothing to click."""
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


def test_on_paper_the_sources_within_a_page_are_open(open_tab):
    """A reader of paper cannot open what is folded."""
    page = open_tab().go("questions/")
    page.emulate_media(media="print")
    folded = page.locator("details:not([open])")
    hidden = [part.inner_text() for part in folded.all() if not part.locator("a").first.is_visible()]
    assert hidden == []

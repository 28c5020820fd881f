"""Every page reads well: nothing foreign is asked for, nothing breaks, nothing is in the way of anyone."""

import pytest
from site_fixture import assert_none, names_of_the_initiative

pytestmark = pytest.mark.any_records


def looked_at(tab, address: str) -> list[str]:
    """All that axe, a ruler and the console find wrong on a page."""
    tab.go(address)
    measures = ("sideways", "clipped", "overlapping", "small", "unlined")
    return [*(fault for name in measures for fault in tab.measure(name)), *tab.axe(), *tab.faults]


def test_every_page_is_accessible_and_asks_no_other_site_for_anything(site, tab):
    """Each page once, light and on a wide screen: axe finds nothing, no script fails, all can be read and hit."""
    assert_none(f"/{address}: {fault}" for address in site.staying for fault in looked_at(tab, address))


def test_every_page_works_in_a_browser_without_resize_observer(site, open_tab):
    """As on old phones: no script fails, and none is fetched from elsewhere in its place."""
    tab = open_tab(width=360, height=640, before="delete window.ResizeObserver")
    faults = []
    for address in site.staying:
        page = tab.go(address)
        assert page.evaluate("'ResizeObserver' in window") is False
        faults += [f"/{address}: {fault}" for fault in tab.faults]
    assert_none(faults)


@pytest.mark.parametrize(("scheme", "width"), [("light", 320), ("dark", 320), ("dark", 1280)])
def test_every_template_is_accessible_in_both_schemes_on_small_and_wide_screens(templates, open_tab, scheme, width):
    """The same; the fourth pair is above."""
    tab = open_tab(width=width, height=700, color_scheme=scheme)
    assert_none(f"/{address}: {fault}" for address in templates for fault in looked_at(tab, address))


def test_what_stands_for_itself_is_as_high_as_a_thumb(templates, open_tab):
    """44 px on a phone: the help line, menus, buttons, boxes, folded parts, rows of lists."""
    tab = open_tab(width=320, height=700, has_touch=True)
    faults = []
    for address in templates:
        tab.go(address)
        faults += [f"/{address}: {fault}" for fault in tab.measure("low")]
    assert_none(faults)


def test_every_page_spells_the_initiative_out_on_a_small_screen_too(site, open_tab):
    """Among the words that are shown, its full name comes before the short one."""
    tab = open_tab(width=320)
    full, short = names_of_the_initiative(site)
    faults = []
    for address in site.staying:
        words = " ".join(tab.go(address).evaluate("document.body.innerText").split())
        before, found, _ = words.partition(short)
        if found and full.removesuffix(f" ({short})") not in before:
            faults.append(f"/{address}: …{before[-40:]}{short}")
    assert_none(faults)


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


# ---- enlarged, spaced, with other colors, without motion ----


def test_every_template_can_be_enlarged_to_400_percent(templates, open_tab):
    """A screen of 1280 by 1024, enlarged four times, is one of 320 by 256."""
    tab = open_tab(width=320, height=256)
    faults = []
    for address in templates:
        tab.go(address)
        faults += [
            f"/{address}: {fault}" for name in ("sideways", "clipped", "overlapping") for fault in tab.measure(name)
        ]
    assert_none(faults)


TEXT_SPACING = """
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
p { margin-bottom: 2em !important; }
"""
"""What a reader may set (WCAG 2.1, 1.4.12)."""


@pytest.mark.parametrize("width", [320, 1280])
def test_every_template_bears_wider_spaced_text(templates, open_tab, width):
    """Nothing is cut off, and no two texts lie on one another."""
    tab = open_tab(width=width, bypass_csp=True)
    faults = []
    for address in templates:
        tab.go(address).add_style_tag(content=TEXT_SPACING)
        faults += [
            f"/{address}: {fault}" for name in ("sideways", "clipped", "overlapping") for fault in tab.measure(name)
        ]
    assert_none(faults)


def test_forced_colors_keep_the_focus_and_the_badges_visible(templates, open_tab):
    """Where the system sets all colors, a ring and a line remain."""
    tab = open_tab(forced_colors="active")
    faults = []
    for address in templates:
        page = tab.go(address)
        page.keyboard.press("Tab")
        faults += [f"/{address}: {fault}" for fault in tab.measure("ringless")]
        for badge in page.locator(".badge, .chip, .mark").all():
            border = badge.evaluate("element => getComputedStyle(element).borderTopStyle")
            if border == "none":
                faults.append(f"/{address}: no line around '{badge.inner_text()}'")
    assert_none(faults)


def test_who_wants_no_motion_gets_none(templates, open_tab):
    """No smooth scroll, no transition, no animation."""
    tab = open_tab(reduced_motion="reduce")
    moving = """[...document.querySelectorAll("*")].filter(element => {
        const now = getComputedStyle(element);
        return now.scrollBehavior === "smooth" || parseFloat(now.transitionDuration) || now.animationName !== "none";
    }).map(element => element.outerHTML.slice(0, 60))"""
    faults = []
    for address in templates:
        faults += [f"/{address}: {element}" for element in tab.go(address).evaluate(moving)]
    assert_none(faults)


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

"""The shortlist by keyboard, on all screens, in print, without scripts and in the offline copy."""

import pytest
from playwright.sync_api import expect
from shortlist_page import (
    FIRST,
    FOURTH,
    SECOND,
    THIRD,
    THREE,
    VALUE_PAGE,
    bar,
    columns,
    open_with_shortlist,
    shortlist_button,
)
from site_fixture import assert_none

from generator.kinds.site.list.facets import values_of
from generator.text.sentences import in_sentence

# ---- by keyboard ----


def test_sites_are_added_compared_and_cleared_by_keyboard_alone(tab):
    page = tab.go("sites/")
    for slug in THREE[:2]:
        shortlist_button(page, slug).focus()
        page.keyboard.press("Space")
    page.get_by_role("link", name="Compare them").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Shortlist")
    expect(page.locator(".shortlist-compare")).to_be_visible()
    reached = []
    page.locator("#main").focus()
    for _ in range(12):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.textContent || document.activeElement.innerText"))
    steps = ["Copy a link", "Print", "Clear shortlist", FIRST.called, SECOND.called]
    positions = [next(at for at, text in enumerate(reached) if text.startswith(step)) for step in steps]
    assert positions == sorted(positions)
    page.get_by_role("button", name="Clear shortlist").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Undo")).to_be_focused()


OBSCURED = """() => {
    const bar = document.querySelector(".shortlist-bar").getBoundingClientRect(), focused = document.activeElement;
    const box = focused.getBoundingClientRect();
    return focused.closest(".shortlist-bar, .skip, body:not(:focus-within)") || !box.width || box.top < bar.top - 8 ||
        box.top > bar.bottom ? "" : focused.outerHTML.slice(0, 80);
}"""


@pytest.mark.parametrize(("width", "height"), [(1280, 900), (320, 640), (320, 256)])
def test_the_bar_never_hides_what_has_the_focus(open_tab, width, height):
    """On very low screens, the bar is not sticky but stays at the end of the page."""
    tab = open_tab(width=width, height=height)
    page = open_with_shortlist(tab, "sites/", THREE)
    expect(bar(page)).to_be_visible()
    hidden = []
    for _ in range(110):
        page.keyboard.press("Tab")
        hidden.append(page.evaluate(OBSCURED))
    assert_none(filter(None, hidden))
    assert bar(page).evaluate("bar => getComputedStyle(bar).position") == ("static" if height < 300 else "sticky")


# ---- accessibility ----


ADDRESSES = (
    "sites/",
    f"sites/{FIRST.slug}/",
    VALUE_PAGE,
    "sites/shortlist/",
    f"sites/shortlist/#sites={FIRST.slug},{FOURTH.slug}",
)


@pytest.mark.parametrize(("width", "scheme", "other"), [(320, "light", "dark"), (1280, "dark", "light")])
def test_pages_with_a_shortlist_are_accessible(open_tab, width, scheme, other):
    """Axe finds nothing, and nothing is cut off, too small, or without a focus ring.

    Contrast and focus rings in both schemes on each screen; nothing else depends on both at once.
    """
    tab = open_tab(width=width, height=800, color_scheme=scheme)
    faults = []
    for address in ADDRESSES:
        page = open_with_shortlist(tab, address, THREE)
        expect(page.locator(".shortlist-compare, .shortlist-bar").first).to_be_visible()
        if "shortlist" in address:
            faults += [f"/{address}: {fault}" for fault in tab.measure("overlapping")]
        for measure in ("sideways", "clipped", "small", "unlined", "ringless"):
            faults += [f"/{address}: {fault}" for fault in tab.measure(measure)]
        faults += [f"/{address}: {fault}" for fault in tab.axe()]
        page.emulate_media(color_scheme=other)
        faults += [f"/{address}: {fault}" for name in ("faint", "ringless") for fault in tab.measure(name)]
        page.emulate_media(color_scheme=scheme)
        faults += [f"/{address}: {fault}" for fault in tab.faults]
    assert_none(faults)


@pytest.mark.parametrize(("width", "height"), [(320, 640), (320, 256), (768, 1024), (1280, 900)])
def test_twelve_sites_never_widen_the_page(open_tab, site, width, height):
    """On small screens the sites are below one another. On wide ones the table scrolls."""
    slugs = sorted(record.slug for record in site.project.catalog.all("sites"))
    tab = open_tab(width=width, height=height)
    page = open_with_shortlist(tab, "sites/shortlist/", slugs[:12])
    assert len(columns(page)) == 12
    assert_none(tab.measure("sideways"))
    region = page.get_by_role("region", name="Sites side by side")
    assert region.evaluate("region => region.scrollWidth > region.clientWidth") is (width >= 768)


def test_targets_are_large_on_a_phone(open_tab):
    """Each button, and each link that is not part of a sentence, is at least 44 px high."""
    tab = open_tab(width=320, height=640, has_touch=True)
    targets = (
        ".shortlist-add, .shortlist-remove, .shortlist-page button, .shortlist-bar :is(a, button), "
        ".shortlist-compare thead a"
    )
    too_low = """targets => targets.map(target => [target.textContent, target.getBoundingClientRect().height])
        .filter(([, height]) => height && height < 44)"""
    faults = []
    for address in ADDRESSES:
        shown = open_with_shortlist(tab, address, THREE).locator(targets)
        assert shown.count()
        faults += [f"/{address}: {name} is {height} px high" for name, height in shown.evaluate_all(too_low)]
    assert_none(faults)


def test_forced_colors_show_whether_a_site_is_on_the_shortlist(open_tab):
    page = open_with_shortlist(open_tab(forced_colors="active"), "sites/", [FIRST.slug])
    borders = [
        shortlist_button(page, slug).evaluate("button => getComputedStyle(button).borderTopWidth") for slug in THREE[:2]
    ]
    assert borders == ["3px", "1px"]


def test_the_print_version_shows_the_comparison_without_controls(tab):
    page = open_with_shortlist(tab, "sites/shortlist/", THREE)
    page.emulate_media(media="print")
    for shown in ("h1", ".shortlist-compare", ".shortlist-compare th[scope=col]", ".silent"):
        expect(page.locator(shown).first).to_be_visible()
    expect(page.get_by_text("The program makes the match")).to_be_visible()
    assert page.locator("#main button:visible, #main input:visible, .notice:visible, .lead:visible").count() == 0
    page = tab.go("sites/")
    page.emulate_media(media="print")
    expect(page.locator(".shortlist-bar")).to_be_hidden()


# ---- without scripts and in the offline copy ----


def test_without_scripts_the_page_says_so_and_shows_all_sites(open_tab, site):
    """No page shows a shortlist button."""
    tab = open_tab(width=1280, java_script_enabled=False)
    page = tab.go("sites/shortlist/")
    expect(page.locator("noscript p").first).to_contain_text("The shortlist needs JavaScript")
    expect(page.locator("noscript table")).to_be_visible()
    catalog = site.project.catalog
    rows = page.locator("noscript tbody tr")
    assert {row.locator("th").inner_text() for row in rows.all()} == {record.called for record in catalog.all("sites")}
    row_texts = {row.locator("th").inner_text(): row.inner_text() for row in rows.all()}
    without_places = {record.called for record in catalog.all("sites") if not values_of(catalog, record).get("where")}
    assert without_places <= {name for name, text in row_texts.items() if "not published" in text}
    assert all(f"{record.city}, " in row_texts[record.called] for record in catalog.all("sites") if record.city)
    assert_none(tab.measure("sideways"))
    for address in ADDRESSES:
        assert tab.go(address).locator("[data-keep]:visible, [data-act]:visible").count() == 0


def test_the_shortlist_works_in_the_offline_copy(open_tab, offline):
    """All links name files of the copy."""
    tab = open_tab(root=f"{offline.folder.as_uri()}/", home="index.html")
    page = tab.go("sites/")
    for slug in THREE[:2]:
        shortlist_button(page, slug).click()
    bar(page).get_by_role("link", name="Compare them").click()
    page.wait_for_url("**/sites/shortlist/index.html*")
    assert columns(page) == [FIRST.called, SECOND.called]
    links = page.locator(".shortlist-compare a").evaluate_all("links => links.map(link => link.href)")
    assert_none(link for link in links if link.removeprefix(tab.root) not in offline.files)
    page.get_by_role("button", name=f"Remove {in_sentence(FIRST.called)}").click()
    assert columns(page) == [SECOND.called]
    tab.go(f"sites/shortlist/#sites={THIRD.slug},{FIRST.slug}")
    page.get_by_role("button", name="Add these").click()
    expect(page.get_by_role("columnheader")).to_have_text([SECOND.called, THIRD.called, FIRST.called])
    assert tab.faults == []

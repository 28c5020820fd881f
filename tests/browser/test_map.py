"""The map is one image with its words beside it, and it shows what the list shows."""

import pytest
from playwright.sync_api import expect
from site_fixture import assert_none

from generator.kinds.site.list.facets import table_of
from generator.records.facets import split

PAGES = ["", "sites/"]


@pytest.mark.parametrize("address", PAGES)
def test_the_map_is_one_image_with_a_name_and_a_description(site, address):
    [drawing] = [figure.one("svg", role="img") for figure in site.pages[address].all("figure")]
    assert not list(drawing.all("a"))
    assert drawing.attributes["aria-labelledby"] == drawing.one("title").attributes["id"]
    assert drawing.attributes["aria-describedby"] == drawing.one("desc").attributes["id"]
    assert len(drawing.one("title").text) < 40
    named = drawing.one("desc").text
    for place in ("Arizona", "West Virginia", "Texas", "Montana"):
        assert place in named


@pytest.mark.parametrize("address", PAGES)
def test_every_site_is_drawn_and_every_pairing_that_has_two_places(site, address):
    catalog = site.project.catalog
    [drawing] = [figure.one("svg", role="img") for figure in site.pages[address].all("figure")]
    marks = [group for group in drawing.all("g") if "map-mark" in group.attributes.get("class", "")]
    drawn = {slug for mark in marks for slug in mark.attributes["data-sites"].split()}
    assert drawn == {record.slug for record in catalog.all("sites")}
    [lines] = [group for group in drawing.all("g") if group.attributes.get("class") == "map-lines"]
    assert len(list(lines.all("path"))) == len(catalog.all("mentorships"))


def test_the_words_of_the_map_stand_on_its_page(site):
    """The list of sites, the table of mentorships, and the states whose sites are not named."""
    page = site.pages["sites/"]
    text = page.text
    for pair in site.project.catalog.all("mentorships"):
        assert any(row.attributes.get("id") == pair.slug for row in page.all("tr"))
    for state in ("California", "Montana", "Nebraska", "Oklahoma", "Texas"):
        assert state in text


def test_the_map_follows_the_filters(tab, site):
    page = tab.go("sites/#where=jail")
    page.get_by_role("button", name="Map").click()
    stated = split(table_of(site.project.catalog), {"where": frozenset({"jail"})}).match
    faint = page.locator(".map-mark[data-sites].off").evaluate_all("all => all.map(each => each.dataset.sites)")
    clear = page.locator(".map-mark[data-sites]:not(.off)").evaluate_all("all => all.map(each => each.dataset.sites)")
    assert clear
    assert all(set(slugs.split()) & set(stated) for slugs in clear)
    assert not any(set(slugs.split()) & set(stated) for slugs in faint)
    expect(page.get_by_text("Faded: not a match, or not published")).to_be_visible()
    page.get_by_role("button", name="Remove filter: Jail").click()
    expect(page.locator(".map .off")).to_have_count(0)
    expect(page.get_by_text("Faded: not a match, or not published")).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_map_is_legible_on_a_small_phone(open_tab, scheme):
    """Letters of eight pixels and more, marks of seven and more, and none outside the picture."""
    page = open_tab(width=320, height=640, color_scheme=scheme).go("sites/")
    page.get_by_role("button", name="Map").click()
    frame = page.locator(".map > svg").bounding_box()
    sizes = page.locator(".map-labels text:visible").evaluate_all(
        "all => all.map(each => each.getBoundingClientRect().height)"
    )
    marks = page.locator(".map > svg .map-mark > *").evaluate_all(
        "all => all.map(each => { const box = each.getBoundingClientRect(); return [box.x, box.right, box.width]; })"
    )
    assert frame is not None
    assert min(sizes) >= 8
    assert min(width for _, _, width in marks) >= 7
    assert min(left for left, _, _ in marks) >= frame["x"]
    assert max(right for _, right, _ in marks) <= frame["x"] + frame["width"]


HIDDEN = """() => {
    const box = (each, letters) => {
        const {left, right, top, bottom} = each.getBoundingClientRect();
        // A line of text is half as high again as its capitals; a mark has an edge in the color of the ground.
        const x = letters ? 0 : 2, y = letters ? (bottom - top) / 5 : 2;
        const name = letters ? each.textContent : "a mark";
        return {name, left: left + x, right: right - x, top: top + y, bottom: bottom - y};
    };
    const seen = selector =>
        [...document.querySelectorAll(selector)].filter(each => each.getBoundingClientRect().width);
    const letters = seen(".map-labels text").map(each => box(each, true));
    const all = [...letters, ...seen(".map > svg .map-mark > *").map(each => box(each, false))];
    const meet = (one, other) => one.left < other.right && other.left < one.right
        && one.top < other.bottom && other.top < one.bottom;
    return letters.flatMap(one => all.filter(other => other !== one && meet(one, other))
        .map(other => `${one.name} hides ${other.name}`));
}"""


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_the_letters_of_a_state_hide_no_mark_and_no_other_letters(open_tab, width):
    page = open_tab(width=width, height=800).go("sites/")
    page.get_by_role("button", name="Map").click()
    expect(page.locator(".map-labels text:visible")).not_to_have_count(0)
    assert_none(page.evaluate(HIDDEN))


def test_the_map_is_on_paper_where_it_is_on_the_screen(tab):
    page = tab.go("sites/")
    page.get_by_role("button", name="Map").click()
    page.emulate_media(media="print")
    expect(page.locator(".map")).to_be_visible()


def test_without_scripts_the_map_opens(open_tab):
    page = open_tab(java_script_enabled=False).go("sites/")
    page.locator(".map-view > summary").click()
    expect(page.locator(".map > svg")).to_be_visible()

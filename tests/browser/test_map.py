"""The map of sites: its text, its markers and labels, and how it follows the filters."""

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
    description = drawing.one("desc").text
    for state in ("Arizona", "West Virginia", "Texas", "Montana"):
        assert state in description


@pytest.mark.parametrize("address", PAGES)
def test_the_map_shows_every_site_and_every_mentorship(site, address):
    catalog = site.project.catalog
    [drawing] = [figure.one("svg", role="img") for figure in site.pages[address].all("figure")]
    markers = [group for group in drawing.all("g") if "map-mark" in group.attributes.get("class", "")]
    drawn = {slug for marker in markers for slug in marker.attributes["data-sites"].split()}
    assert drawn == {record.slug for record in catalog.all("sites")}
    [lines] = [group for group in drawing.all("g") if group.attributes.get("class") == "map-lines"]
    assert len(list(lines.all("path"))) == len(catalog.all("mentorships"))


def test_the_page_of_the_map_gives_its_mentorships_and_unnamed_states_as_text(site):
    page = site.pages["sites/"]
    text = page.text
    for pair in site.project.catalog.all("mentorships"):
        assert any(row.attributes.get("id") == pair.slug for row in page.all("tr"))
    for state in ("California", "Montana", "Nebraska", "Oklahoma", "Texas"):
        assert state in text


def test_the_map_follows_the_filters(tab, site):
    page = tab.go("sites/#where=jail")
    page.get_by_role("button", name="Map").click()
    matches = split(table_of(site.project.catalog), {"where": frozenset({"jail"})}).match
    faded = page.locator(".map-mark[data-sites].is-off").evaluate_all("all => all.map(each => each.dataset.sites)")
    clear = page.locator(".map-mark[data-sites]:not(.is-off)").evaluate_all(
        "all => all.map(each => each.dataset.sites)"
    )
    assert clear
    assert all(set(slugs.split()) & set(matches) for slugs in clear)
    assert not any(set(slugs.split()) & set(matches) for slugs in faded)
    expect(page.get_by_text("Faded: not a match, or not published")).to_be_visible()
    page.get_by_role("button", name="Remove filter: Jail").click()
    expect(page.locator(".map .is-off")).to_have_count(0)
    expect(page.get_by_text("Faded: not a match, or not published")).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_map_is_legible_on_a_small_phone(open_tab, scheme):
    """Labels are at least 8 px high, markers are at least 7 px wide, and no marker is outside the map."""
    page = open_tab(width=320, height=640, color_scheme=scheme).go("sites/")
    page.get_by_role("button", name="Map").click()
    frame = page.locator(".map > svg").bounding_box()
    label_heights = page.locator(".map-labels text:visible").evaluate_all(
        "all => all.map(each => each.getBoundingClientRect().height)"
    )
    markers = page.locator(".map > svg .map-mark > *").evaluate_all(
        "all => all.map(each => { const box = each.getBoundingClientRect(); return [box.x, box.right, box.width]; })"
    )
    assert frame is not None
    assert min(label_heights) >= 8
    assert min(width for _, _, width in markers) >= 7
    assert min(left for left, _, _ in markers) >= frame["x"]
    assert max(right for _, right, _ in markers) <= frame["x"] + frame["width"]


OVERLAPS = """() => {
    const boxOf = (element, isLabel) => {
        const {left, right, top, bottom} = element.getBoundingClientRect();
        // A line of text is half as high again as its capitals. A marker has an outline in the background color.
        const x = isLabel ? 0 : 2, y = isLabel ? (bottom - top) / 5 : 2;
        const name = isLabel ? element.textContent : "a marker";
        return {name, left: left + x, right: right - x, top: top + y, bottom: bottom - y};
    };
    const visible = selector =>
        [...document.querySelectorAll(selector)].filter(element => element.getBoundingClientRect().width);
    const labels = visible(".map-labels text").map(element => boxOf(element, true));
    const boxes = [...labels, ...visible(".map > svg .map-mark > *").map(element => boxOf(element, false))];
    const overlap = (box, other) => box.left < other.right && other.left < box.right
        && box.top < other.bottom && other.top < box.bottom;
    return labels.flatMap(label => boxes.filter(box => box !== label && overlap(label, box))
        .map(box => `${label.name} hides ${box.name}`));
}"""


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_labels_cover_no_marker_and_no_other_label(open_tab, width):
    page = open_tab(width=width, height=800).go("sites/")
    page.get_by_role("button", name="Map").click()
    expect(page.locator(".map-labels text:visible")).not_to_have_count(0)
    assert_none(page.evaluate(OVERLAPS))


def test_an_open_map_is_printed(tab):
    page = tab.go("sites/")
    page.get_by_role("button", name="Map").click()
    page.emulate_media(media="print")
    expect(page.locator(".map")).to_be_visible()


def test_the_map_opens_without_scripts(open_tab):
    page = open_tab(java_script_enabled=False).go("sites/")
    page.locator(".map-view > summary").click()
    expect(page.locator(".map > svg")).to_be_visible()

"""The pages for those in a mentorship, and the podcast's: they fit a small screen; the outline can be written on."""

import pytest
from playwright.sync_api import expect

PAGES = (
    "mentorship/",
    "mentorship/mentee-team/",
    "mentorship/mentor-team/",
    "mentorship/workplan/",
    "resources/power-of-peers/",
    "success-stories/a-walk-in-center-in-akron/",
)


def test_the_workplan_outline_has_lines_to_write_on(tab):
    """On paper too: ten points, each with room below it, and nothing to click."""
    page = tab.go("mentorship/workplan/")
    page.emulate_media(media="print")
    points = page.locator(".lines li")
    expect(points).to_have_count(10)
    for point in points.all():
        lines = point.evaluate("point => getComputedStyle(point, '::after').height")
        adjust = point.evaluate("point => getComputedStyle(point, '::after').printColorAdjust")
        assert float(lines.removesuffix("px")) > 40
        assert adjust == "exact"
    expect(page.locator(".actions").first).to_be_hidden()


def test_the_breadcrumbs_lead_up_to_both_teams(tab):
    page = tab.go("mentorship/workplan/")
    page.get_by_role("navigation", name="Breadcrumb").get_by_role("link", name="In a mentorship").click()
    for name in ("mentee site", "mentor site"):
        expect(page.locator(".cards").get_by_role("link", name=f"For {name} teams")).to_be_visible()


@pytest.mark.content
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", PAGES)
def test_the_pages_pass_axe_and_fit_a_small_screen(open_tab, scheme, address):
    tab = open_tab(width=320, height=640, color_scheme=scheme)
    tab.go(address)
    assert tab.axe() == []
    assert [fault for name in ("sideways", "clipped", "overlapping", "small") for fault in tab.measure(name)] == []
    assert tab.faults == []

"""The pages for teams in a mentorship, and the podcast page: they fit small screens, and the outline can be printed."""

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
    """In print: ten items, each with blank lines below it, and no buttons."""
    page = tab.go("mentorship/workplan/")
    page.emulate_media(media="print")
    items = page.locator(".lines li")
    expect(items).to_have_count(10)
    for item in items.all():
        height = item.evaluate("item => getComputedStyle(item, '::after').height")
        adjust = item.evaluate("item => getComputedStyle(item, '::after').printColorAdjust")
        assert float(height.removesuffix("px")) > 40
        assert adjust == "exact"
    expect(page.locator(".actions").first).to_be_hidden()


def test_the_breadcrumbs_lead_to_the_pages_of_both_teams(tab):
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
    assert [problem for name in ("sideways", "clipped", "overlapping", "small") for problem in tab.measure(name)] == []
    assert tab.faults == []

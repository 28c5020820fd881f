"""Practice answers, one part at a time: navigation between the parts, and links into a part."""

import pytest
from playwright.sync_api import Page, expect
from practice_page import ADDRESS, button, field, open_page
from site_fixture import assert_none


def visible_parts(page: Page) -> list[str]:
    """Return the ids of the visible parts."""
    visible: list[str] = page.locator(".practice-section:visible, .practice-end:visible").evaluate_all(
        "all => all.map(part => part.getAttribute('aria-labelledby'))"
    )
    return visible


@pytest.fixture
def ids(site) -> list[str]:
    """The ids of the parts in order, and of the panel to check and print."""
    practice = site.project.catalog.get("pathways", "mentee").practice
    return [*(f"s-{section.id}" for section in practice.sections), "end"]


def test_next_and_previous_go_through_all_parts_by_keyboard(tab, ids):
    """The heading of each part gets the focus and says its number."""
    page = open_page(tab)
    assert visible_parts(page) == ids[:1]
    for number, name in enumerate(ids[1:], 2):
        page.locator(".practice-section.is-current [data-act=move]").last.press("Enter")
        expect(page.locator(f"#{name}")).to_be_focused()
        expect(page.locator(f"#{name}")).to_be_in_viewport()
        assert visible_parts(page) == [name]
        if name != "end":
            expect(page.locator(f"#{name}")).to_contain_text(f"Part {number} of {len(ids) - 1}")
        expect(page.locator(".practice-tasks [aria-current=step]")).to_have_attribute("href", f"#{name}")
    page.locator(".practice-end [data-act=move]").press("Enter")
    expect(page.locator(f"#{ids[-2]}")).to_be_focused()
    assert visible_parts(page) == [ids[-2]]
    page.go_back()
    expect(page.locator("#end")).to_be_focused()
    assert tab.faults == []


def test_a_link_to_a_part_or_a_question_shows_its_part(tab, ids):
    page = open_page(tab, f"{ADDRESS}#{ids[2]}")
    assert visible_parts(page) == [ids[2]]
    page = open_page(tab, f"{ADDRESS}#q-workplan")
    assert visible_parts(page) == ["s-team"]
    expect(page.locator("#q-workplan")).to_be_focused()
    expect(page.locator("#q-workplan")).to_be_in_viewport()
    page.evaluate("window.location.hash = 's-program'")
    expect(page.locator("#s-program")).to_be_focused()
    assert visible_parts(page) == ["s-program"]


@pytest.mark.parametrize("fragment", ["#gone", "#", "#%", "#main"])
def test_an_unknown_fragment_shows_the_first_part(tab, ids, fragment):
    assert visible_parts(open_page(tab, ADDRESS + fragment)) == ids[:1]
    assert tab.faults == []


def test_a_link_in_the_error_summary_shows_the_part_of_its_question(tab):
    page = open_page(tab)
    button(page, "Check my answers").click()
    assert visible_parts(page) == ["end"]
    page.locator(".practice-faults a", has_text="How many people").click()
    assert visible_parts(page) == ["s-team"]
    expect(page.locator("#q-team-size")).to_be_focused()


@pytest.mark.parametrize(("width", "height"), [(320, 640), (1280, 800)])
def test_the_save_status_is_always_visible(open_tab, ids, width, height):
    page = open_page(open_tab(width=width, height=height))
    bar = page.locator(".practice-bar")
    expect(bar).to_contain_text("Nothing written yet. Saving is off.")
    for name in ids:
        page.evaluate("name => { window.location.hash = name; }", name)
        expect(page.locator(f"#{name}")).to_be_focused()
        expect(bar).to_be_in_viewport()
    field(page, "organization").fill("We are new")
    expect(bar).to_contain_text("Not saved.")
    expect(bar).to_be_in_viewport()
    bar.get_by_role("link", name="Save or erase").click()
    expect(page.locator("#keep-box")).to_be_visible()
    expect(page.locator("#keep")).to_be_focused()


def test_all_parts_are_visible_in_print_and_without_scripts(open_tab, ids):
    page = open_page(open_tab())
    page.emulate_media(media="print")
    assert [part for part in visible_parts(page) if part != "end"] == ids[:-1]
    plain = open_tab(java_script_enabled=False).go(ADDRESS)
    assert visible_parts(plain) == ids[:-1]
    expect(plain.locator(".practice-move:visible")).to_have_count(0)


@pytest.mark.parametrize(
    ("width", "scheme", "other"), [(320, "light", "dark"), (768, "dark", "light"), (1280, "light", "dark")]
)
def test_each_part_is_accessible(open_tab, ids, width, scheme, other):
    """Contrast is measured in both color schemes on each screen. Nothing else depends on both."""
    tab = open_tab(width=width, height=800, color_scheme=scheme)
    page = open_page(tab)
    for name in ids[1:]:
        page.evaluate("name => { window.location.hash = name; }", name)
        expect(page.locator(f"#{name}")).to_be_focused()
        faults = [fault for rule in ("sideways", "clipped", "small") for fault in tab.measure(rule)]
        faults += tab.axe()
        page.emulate_media(color_scheme=other)
        faults += tab.measure("faint")
        page.emulate_media(color_scheme=scheme)
        assert_none([*faults, *tab.faults])

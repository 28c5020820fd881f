"""The shortlist: adding and removing sites, storage on the device, clearing and undoing."""

import json
import re

import pytest
from playwright.sync_api import expect
from shortlist_page import (
    BLOCKED,
    FIRST,
    SECOND,
    THIRD,
    THREE,
    VALUE_PAGE,
    bar,
    columns,
    open_with_shortlist,
    places,
    shortlist_button,
    stored,
)

from generator.text.sentences import in_sentence

# ---- adding and removing ----


@pytest.mark.parametrize("address", ["sites/", VALUE_PAGE, f"sites/{FIRST.slug}/"])
def test_a_site_can_be_added_and_removed_wherever_it_is_shown(tab, address):
    """The button shows by its text and by its icon whether the site is on the shortlist."""
    page = tab.go(address)
    button = shortlist_button(page, FIRST.slug)
    expect(button).to_have_accessible_name(re.compile(rf"Add to shortlist ?: {FIRST.called}"))
    expect(button).to_have_attribute("aria-pressed", "false")
    expect(bar(page)).to_be_hidden()
    before = button.evaluate("button => getComputedStyle(button, '::before').content")
    button.click()
    expect(button).to_have_accessible_name(re.compile(rf"On your shortlist ?: {FIRST.called}"))
    expect(button).to_have_attribute("aria-pressed", "true")
    assert button.evaluate("button => getComputedStyle(button, '::before').content") != before
    expect(bar(page)).to_contain_text("1 site on your shortlist, saved on this device.")
    assert stored(page) == [FIRST.slug]
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")
    expect(bar(page)).to_be_hidden()
    assert stored(page) is None
    assert tab.faults == []


def test_changes_are_announced_and_the_focus_stays_on_the_button(tab):
    page = tab.go("sites/")
    status = page.get_by_role("status").filter(has_text="shortlist")
    shortlist_button(page, FIRST.slug).press("Enter")
    expect(status).to_have_text(f"Added: {FIRST.called}. 1 site on your shortlist, saved on this device.")
    shortlist_button(page, SECOND.slug).press("Space")
    expect(status).to_have_text(f"Added: {SECOND.called}. 2 sites on your shortlist, saved on this device.")
    expect(shortlist_button(page, SECOND.slug)).to_be_focused()
    shortlist_button(page, FIRST.slug).press("Enter")
    expect(status).to_have_text(f"Removed: {FIRST.called}. 1 site on your shortlist, saved on this device.")


def test_the_page_does_not_move_when_the_bar_appears(tab):
    page = tab.go("sites/")
    button = shortlist_button(page, SECOND.slug)
    button.scroll_into_view_if_needed()
    top = button.bounding_box()["y"]
    button.click()
    expect(bar(page)).to_be_in_viewport(ratio=1)
    assert button.bounding_box()["y"] == top
    box = bar(page).get_by_role("button", name="Clear your shortlist").bounding_box()
    page.mouse.click(box["x"] + 9, box["y"] + 9)
    expect(bar(page)).to_contain_text("cleared")
    assert button.bounding_box()["y"] == top


def test_the_buttons_in_a_filtered_list_show_what_is_on_the_shortlist(tab):
    place = next(value for value, slugs in places().items() if len(slugs) > 1)
    listed, other = places()[place][:2]
    page = open_with_shortlist(tab, f"sites/#where={place}", [listed])
    expect(page.locator(".directory-answer")).to_be_visible()
    expect(shortlist_button(page, listed)).to_have_attribute("aria-pressed", "true")
    shortlist_button(page, other).click()
    page.evaluate("location.hash = ''")
    expect(page.locator(".directory-answer")).to_be_hidden()
    expect(shortlist_button(page, other)).to_have_attribute("aria-pressed", "true")


def test_a_thirteenth_site_is_refused_with_a_message(tab, site):
    slugs = sorted(record.slug for record in site.project.catalog.all("sites"))
    page = open_with_shortlist(tab, "sites/", slugs[:12])
    button = shortlist_button(page, slugs[12])
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")
    expect(bar(page)).to_contain_text("Your shortlist is full (12 sites). Remove one")
    expect(page.get_by_role("status").filter(has_text="full")).to_have_count(1)
    assert stored(page) == slugs[:12]
    shortlist_button(page, slugs[0]).click()
    button.click()
    assert stored(page) == slugs[1:13]


def test_a_site_page_changes_the_list_without_loading_the_data_of_all_sites(tab):
    page = open_with_shortlist(tab, f"sites/{FIRST.slug}/", [SECOND.slug])
    expect(bar(page)).to_contain_text("1 site on your shortlist")
    shortlist_button(page, FIRST.slug).click()
    expect(bar(page)).to_contain_text("2 sites on your shortlist")
    assert stored(page) == [SECOND.slug, FIRST.slug]
    bar(page).get_by_role("button", name="Clear your shortlist").click()
    page.get_by_role("button", name="Undo").click()
    assert stored(page) == [SECOND.slug, FIRST.slug]
    assert not [url for url in tab.requests if url.endswith("sites/data.js")]
    assert tab.faults == []


# ---- storing and clearing ----


def test_the_list_survives_a_reload_and_is_the_same_in_every_tab(tab):
    """A change in one tab shows in the other immediately."""
    page = tab.go("sites/")
    shortlist_button(page, FIRST.slug).click()
    page.reload()
    expect(shortlist_button(page, FIRST.slug)).to_have_attribute("aria-pressed", "true")
    other = page.context.new_page()
    other.goto(f"{tab.root}sites/shortlist/")
    assert columns(other) == [FIRST.called]
    shortlist_button(page, THIRD.slug).click()
    expect(other.get_by_role("columnheader")).to_have_text([FIRST.called, THIRD.called])
    other.get_by_role("button", name="Clear shortlist").click()
    expect(shortlist_button(page, FIRST.slug)).to_have_attribute("aria-pressed", "false")
    expect(bar(page)).to_be_hidden()


def test_a_list_saved_before_keys_had_a_prefix_is_kept(tab):
    page = tab.go("about/")
    page.evaluate("text => localStorage.setItem('shortlist', text)", json.dumps(THREE))
    tab.go("sites/shortlist/")
    assert columns(page) == [FIRST.called, SECOND.called, THIRD.called]
    assert stored(page) == THREE
    assert page.evaluate("localStorage.getItem('shortlist')") is None


def test_going_back_shows_later_changes(tab):
    page = tab.go("sites/")
    shortlist_button(page, FIRST.slug).click()
    bar(page).get_by_role("link").click()
    page.get_by_role("button", name=f"Remove {in_sentence(FIRST.called)}").click()
    page.go_back()
    expect(shortlist_button(page, FIRST.slug)).to_have_attribute("aria-pressed", "false")
    expect(bar(page)).to_be_hidden()


def test_the_bar_clears_the_list_and_restores_it(tab):
    page = open_with_shortlist(tab, "sites/", THREE)
    bar(page).get_by_role("button", name="Clear your shortlist").click()
    assert stored(page) is None
    expect(bar(page)).to_contain_text("Your shortlist was cleared.")
    assert page.evaluate("document.activeElement.textContent") == "Your shortlist was cleared."
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Undo")).to_be_focused()
    page.keyboard.press("Enter")
    assert stored(page) == THREE
    expect(bar(page)).to_contain_text("3 sites on your shortlist")
    expect(bar(page).get_by_role("button", name="Undo")).to_be_hidden()


def test_a_site_is_removed_on_the_page_of_the_shortlist_and_restored(tab):
    """The focus moves to the message, and the next tab stop is Undo."""
    page = open_with_shortlist(tab, "sites/shortlist/", THREE)
    page.get_by_role("button", name=f"Remove {in_sentence(SECOND.called)} from your shortlist").press("Enter")
    assert columns(page) == [FIRST.called, THIRD.called]
    assert page.evaluate("document.activeElement.innerText").startswith(
        f"{SECOND.called} was removed from your shortlist."
    )
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert columns(page) == [FIRST.called, SECOND.called, THIRD.called]
    assert stored(page) == THREE
    assert page.evaluate("document.activeElement.innerText") == "Your shortlist was restored."


def test_the_list_is_cleared_on_its_own_page_and_restored(tab):
    page = open_with_shortlist(tab, "sites/shortlist/", THREE)
    page.get_by_role("button", name="Clear shortlist").click()
    assert stored(page) is None
    expect(page.get_by_text("Your shortlist is empty.").first).to_be_visible()
    assert columns(page) == []
    page.get_by_role("button", name="Undo").click()
    assert stored(page) == THREE
    assert columns(page) == [FIRST.called, SECOND.called, THIRD.called]


def test_without_storage_the_list_lasts_as_long_as_the_page_and_the_bar_says_so(open_tab):
    """The link to the shortlist has the list in its address."""
    tab = open_tab(before=BLOCKED)
    page = tab.go("sites/")
    for slug in THREE[:2]:
        shortlist_button(page, slug).click()
    expect(bar(page)).to_contain_text("2 sites on your shortlist. Your browser is not storing data")
    bar(page).get_by_role("link", name="Compare them").click()
    page.wait_for_url(f"**/sites/shortlist/#sites={FIRST.slug},{SECOND.slug}")
    assert columns(page) == [FIRST.called, SECOND.called]
    expect(page.locator("[data-part=shared]")).to_contain_text("cannot be saved here")
    expect(page.get_by_role("button", name="Add these")).to_be_hidden()
    assert page.locator("[data-keep]").count() == 0
    tab.go("sites/shortlist/")
    expect(page.get_by_text("Your shortlist is empty.").first).to_be_visible()
    assert tab.faults == []


@pytest.mark.parametrize(
    ("raw", "remaining"),
    [
        ("{", []),
        ("null", []),
        ("7", []),
        (json.dumps(FIRST.slug), []),
        (json.dumps({"0": FIRST.slug, "length": 1}), []),
        (json.dumps([1, None, [FIRST.slug], "<b>", "", FIRST.slug, FIRST.slug]), [FIRST.called]),
        (json.dumps(["__proto__", "constructor", "no-such-site", THIRD.slug]), [THIRD.called]),
        (json.dumps([f"gone-{number}" for number in range(40)]), []),
    ],
)
def test_a_damaged_list_breaks_nothing(tab, raw, remaining):
    """The page of the shortlist leaves out what is not a site. Anything but a list counts as an empty one."""
    page = open_with_shortlist(tab, "sites/", None, raw)
    shortlist_button(page, FIRST.slug).click()
    shortlist_button(page, FIRST.slug).click()
    assert tab.faults == []
    page = open_with_shortlist(tab, "sites/shortlist/", None, raw)
    assert columns(page) == remaining
    assert tab.faults == []


def test_a_site_that_is_no_longer_listed_is_removed(tab):
    page = open_with_shortlist(tab, "sites/shortlist/", [FIRST.slug, "no-such-site"])
    expect(page.get_by_text("1 site on your shortlist is no longer listed and was left out.")).to_be_visible()
    assert stored(page) == [FIRST.slug]

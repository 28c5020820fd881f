"""The shortlist: sites that a reader marks, kept on the device, forgotten on demand."""

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
    keep_button,
    keeping,
    places,
    stored,
)

from generator.text.sentences import in_sentence

# ---- adding and taking off ----


@pytest.mark.parametrize("address", ["sites/", VALUE_PAGE, f"sites/{FIRST.slug}/"])
def test_a_site_is_added_and_taken_off_wherever_it_is_shown(tab, address):
    """In the list, on the page of a value, on its own page: the button says which it is, in words and by a sign."""
    page = tab.go(address)
    button = keep_button(page, FIRST.slug)
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


def test_changes_are_announced_and_the_focus_stays(tab):
    page = tab.go("sites/")
    status = page.get_by_role("status").filter(has_text="shortlist")
    keep_button(page, FIRST.slug).press("Enter")
    expect(status).to_have_text(f"Added: {FIRST.called}. 1 site on your shortlist, saved on this device.")
    keep_button(page, SECOND.slug).press("Space")
    expect(status).to_have_text(f"Added: {SECOND.called}. 2 sites on your shortlist, saved on this device.")
    expect(keep_button(page, SECOND.slug)).to_be_focused()
    keep_button(page, FIRST.slug).press("Enter")
    expect(status).to_have_text(f"Removed: {FIRST.called}. 1 site on your shortlist, saved on this device.")


def test_nothing_moves_under_the_finger(tab):
    """The bar comes into view where the reader is, and the page stays where it was."""
    page = tab.go("sites/")
    button = keep_button(page, SECOND.slug)
    button.scroll_into_view_if_needed()
    top = button.bounding_box()["y"]
    button.click()
    expect(bar(page)).to_be_in_viewport(ratio=1)
    assert button.bounding_box()["y"] == top
    box = bar(page).get_by_role("button", name="Clear your shortlist").bounding_box()
    page.mouse.click(box["x"] + 9, box["y"] + 9)
    expect(bar(page)).to_contain_text("cleared")
    assert button.bounding_box()["y"] == top


def test_the_buttons_of_a_filtered_list_know_what_is_kept(tab):
    place = next(value for value, slugs in places().items() if len(slugs) > 1)
    kept, other = places()[place][:2]
    page = keeping(tab, f"sites/#where={place}", [kept])
    expect(page.locator(".answer")).to_be_visible()
    expect(keep_button(page, kept)).to_have_attribute("aria-pressed", "true")
    keep_button(page, other).click()
    page.evaluate("location.hash = ''")
    expect(page.locator(".answer")).to_be_hidden()
    expect(keep_button(page, other)).to_have_attribute("aria-pressed", "true")


def test_a_thirteenth_site_is_refused_in_plain_words(tab, site):
    slugs = sorted(record.slug for record in site.project.catalog.all("sites"))
    page = keeping(tab, "sites/", slugs[:12])
    button = keep_button(page, slugs[12])
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")
    expect(bar(page)).to_contain_text("Your shortlist is full (12 sites). Remove one")
    expect(page.get_by_role("status").filter(has_text="full")).to_have_count(1)
    assert stored(page) == slugs[:12]
    keep_button(page, slugs[0]).click()
    button.click()
    assert stored(page) == slugs[1:13]


# ---- keeping and forgetting ----


def test_the_list_survives_a_reload_and_stands_in_every_tab(tab):
    """A change in one tab shows in the other at once."""
    page = tab.go("sites/")
    keep_button(page, FIRST.slug).click()
    page.reload()
    expect(keep_button(page, FIRST.slug)).to_have_attribute("aria-pressed", "true")
    other = page.context.new_page()
    other.goto(f"{tab.root}sites/shortlist/")
    assert columns(other) == [FIRST.called]
    keep_button(page, THIRD.slug).click()
    expect(other.get_by_role("columnheader")).to_have_text([FIRST.called, THIRD.called])
    other.get_by_role("button", name="Clear shortlist").click()
    expect(keep_button(page, FIRST.slug)).to_have_attribute("aria-pressed", "false")
    expect(bar(page)).to_be_hidden()


def test_going_back_shows_what_was_changed_since(tab):
    page = tab.go("sites/")
    keep_button(page, FIRST.slug).click()
    bar(page).get_by_role("link").click()
    page.get_by_role("button", name=f"Remove {in_sentence(FIRST.called)}").click()
    page.go_back()
    expect(keep_button(page, FIRST.slug)).to_have_attribute("aria-pressed", "false")
    expect(bar(page)).to_be_hidden()


def test_the_list_is_forgotten_and_brought_back_from_the_bar(tab):
    page = keeping(tab, "sites/", THREE)
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


def test_a_site_is_removed_from_the_shortlist_itself_and_brought_back(tab):
    """The focus goes to what was done; the next step undoes it."""
    page = keeping(tab, "sites/shortlist/", THREE)
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


def test_the_whole_list_is_forgotten_on_its_own_page_and_brought_back(tab):
    page = keeping(tab, "sites/shortlist/", THREE)
    page.get_by_role("button", name="Clear shortlist").click()
    assert stored(page) is None
    expect(page.get_by_text("Your shortlist is empty.").first).to_be_visible()
    assert columns(page) == []
    page.get_by_role("button", name="Undo").click()
    assert stored(page) == THREE
    assert columns(page) == [FIRST.called, SECOND.called, THIRD.called]


def test_where_storage_is_blocked_the_list_lasts_for_the_page_and_says_so(open_tab):
    """And the way to the shortlist carries it in the address."""
    tab = open_tab(before=BLOCKED)
    page = tab.go("sites/")
    for slug in THREE[:2]:
        keep_button(page, slug).click()
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
    ("raw", "left"),
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
def test_a_spoiled_list_breaks_nothing(tab, raw, left):
    """What is no site is dropped where the list is shown; what is no list is none."""
    page = keeping(tab, "sites/", None, raw)
    keep_button(page, FIRST.slug).click()
    keep_button(page, FIRST.slug).click()
    assert tab.faults == []
    page = keeping(tab, "sites/shortlist/", None, raw)
    assert columns(page) == left
    assert tab.faults == []


def test_a_site_that_is_not_listed_any_more_is_taken_off(tab):
    page = keeping(tab, "sites/shortlist/", [FIRST.slug, "no-such-site"])
    expect(page.get_by_text("1 site on your shortlist is no longer listed and was left out.")).to_be_visible()
    assert stored(page) == [FIRST.slug]

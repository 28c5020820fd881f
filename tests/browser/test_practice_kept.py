"""Practice answers that are kept on the device: with a date, an end, and a way to erase them."""

import datetime as dt

from playwright.sync_api import expect
from practice_page import (
    DRAFT,
    NOTES,
    button,
    field,
    fill,
    having,
    keep,
    keep_box,
    kept,
    note,
    opened,
    read,
    record,
    settle,
)

NOVEMBER = dt.datetime(2026, 11, 21, 15, 4)


# ---- keeping ----


def test_answers_are_kept_once_the_reader_turns_it_on(tab):
    """At once, and soon after each change; with the day and the end."""
    page = opened(tab)
    page.clock.set_fixed_time(NOVEMBER)
    fill(page, DRAFT)
    assert kept(page) is None
    keep(page)
    assert kept(page)["answers"] == DRAFT
    expect(page.locator(".practice-bar")).to_contain_text("Saved on this device at 3:04 p.m.")
    expect(page.locator(".practice-kept")).to_have_text(
        "Saved on November 21, 2026, 3:04 p.m. Your answers will be erased on your first visit after "
        "February 19, 2027, or when you select “Erase now.”"
    )
    field(page, "goals").fill("To learn")
    settle(page, "To learn")
    found = kept(page)
    assert found["answers"] == {**DRAFT, "goals": "To learn"}
    saved, expires = (dt.datetime.fromisoformat(found[name]) for name in ("saved", "expires"))
    assert expires - saved == dt.timedelta(days=90)
    assert sorted(found) == ["answers", "expires", "saved", "version"]
    assert tab.faults == []


def test_answers_are_back_on_return(tab):
    page = opened(tab)
    page.clock.set_fixed_time(NOVEMBER)
    fill(page, DRAFT)
    keep(page)
    tab.go("about/")
    page = opened(tab)
    assert read(page) == DRAFT
    expect(note(page)).to_contain_text(
        "Your answers from November 21, 2026, 3:04 p.m. are back. They will be erased on your first visit after "
        "February 19, 2027."
    )
    expect(page.get_by_role("status")).to_contain_text("Your answers from November 21, 2026")
    expect(page.locator("#keep-box")).to_be_checked()
    expect(page.locator(".practice-state[data-section=program]")).to_have_text("In progress")
    assert tab.faults == []


def test_what_was_typed_last_is_kept_by_who_leaves_at_once(tab):
    page = opened(tab)
    keep(page)
    field(page, "goals").fill("To learn")
    tab.go("about/")
    assert kept(page)["answers"] == {"goals": "To learn"}


def test_each_pathway_has_answers_of_its_own(tab):
    page = opened(tab)
    keep(page)
    field(page, "organization").fill("We learn")
    page = opened(tab, "apply/mentor/practice/")
    assert read(page) == {}
    expect(page.locator("#keep-box")).not_to_be_checked()


def test_turning_it_off_leaves_nothing_on_the_device_and_all_on_the_page(tab):
    tab.page.clock.install()
    page = opened(tab)
    fill(page, DRAFT)
    keep(page)
    keep_box(page).uncheck()
    assert kept(page) is None
    assert read(page) == DRAFT
    expect(page.locator(".practice-bar")).to_contain_text("Not saved")
    field(page, "goals").fill("To learn")
    page.clock.run_for(5000)
    assert kept(page) is None


# ---- erasing ----


def test_erase_now_erases_and_can_be_undone_until_the_page_is_left(tab):
    page = opened(tab)
    fill(page, DRAFT)
    keep(page)
    button(page, "Erase now").press("Enter")
    assert kept(page) is None
    assert read(page) == {}
    expect(page.locator("#keep-box")).not_to_be_checked()
    assert "Your answers were erased" in page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert read(page) == DRAFT
    assert kept(page)["answers"] == DRAFT
    expect(page.locator("#keep-box")).to_be_checked()
    button(page, "Undo").click()
    assert read(page) == {}
    assert kept(page) is None
    page = opened(tab)
    assert read(page) == {}
    expect(note(page)).to_have_count(0)


def test_what_was_erased_stays_erased_where_the_page_is_left_at_once(tab):
    """Before the browser's database has heard of it; the next visit erases it there too."""
    page = opened(tab)
    fill(page, DRAFT)
    keep(page)
    page.wait_for_function(f"{NOTES}.then(texts => texts.some(Boolean))")
    page.evaluate("window.practiceBackup.put = () => {}")
    button(page, "Erase now").click()
    page = opened(tab)
    assert read(page) == {}
    assert kept(page) is None
    page.wait_for_function(f"{NOTES}.then(texts => !texts.some(Boolean))")


def test_nothing_of_what_was_erased_is_left_anywhere(tab):
    tab.page.clock.install()
    page = opened(tab)
    fill(page, DRAFT)
    keep(page)
    button(page, "Erase now").click()
    page.clock.run_for(5000)
    assert page.evaluate("Object.keys(localStorage)") == []
    assert page.evaluate(NOTES) == [None]


def test_answers_are_erased_when_their_time_is_over(tab):
    """On the first visit after ninety days, of any pathway; the page says so."""
    page = opened(tab)
    page.clock.set_fixed_time(NOVEMBER)
    fill(page, DRAFT)
    keep(page)
    page.clock.set_fixed_time(NOVEMBER + dt.timedelta(days=90, minutes=-1))
    page = opened(tab)
    assert read(page) == DRAFT
    page.clock.set_fixed_time(NOVEMBER + dt.timedelta(days=90, minutes=1))
    page = opened(tab, "apply/mentor/practice/")
    assert kept(page) is None
    expect(note(page)).to_have_count(0)
    page = opened(tab)
    assert read(page) == {}
    assert [text for text in page.evaluate(NOTES) if text] == []


def test_the_page_says_that_answers_were_erased_for_their_age(tab):
    page = having(tab, record(DRAFT, expires="2026-01-02T00:00:00Z"))
    assert read(page) == {}
    assert kept(page) is None
    expect(note(page)).to_contain_text("were erased because 90 days had passed since your last change.")


def test_a_visit_without_a_change_adds_no_time(tab):
    page = having(tab, record(DRAFT))
    before = kept(page)
    page.reload()
    expect(note(page)).to_contain_text("are back")
    assert kept(page) == before

"""Practice answers saved on the device: when they were saved, when they expire, and how to erase them."""

import datetime as dt

from playwright.sync_api import expect
from practice_page import (
    BACKUP_TEXTS,
    DRAFT,
    button,
    field,
    fill,
    notices,
    open_page,
    open_with_saved,
    read_answers,
    saved_record,
    saved_text,
    saving_checkbox,
    turn_on_saving,
    wait_until_saved,
)

NOVEMBER = dt.datetime(2026, 11, 21, 15, 4)


# ---- saving ----


def test_answers_are_saved_once_the_reader_turns_saving_on(tab):
    """At once, and soon after each change, with the date and the expiry date."""
    page = open_page(tab)
    page.clock.set_fixed_time(NOVEMBER)
    fill(page, DRAFT)
    assert saved_record(page) is None
    turn_on_saving(page)
    assert saved_record(page)["answers"] == DRAFT
    expect(page.locator(".practice-bar")).to_contain_text("Saved on this device at 3:04 p.m.")
    expect(page.locator(".practice-kept")).to_have_text(
        "Saved on November 21, 2026, 3:04 p.m. Your answers will be erased on your first visit after "
        "February 19, 2027, or when you select “Erase now.”"
    )
    field(page, "goals").fill("To learn")
    wait_until_saved(page, "To learn")
    stored = saved_record(page)
    assert stored["answers"] == {**DRAFT, "goals": "To learn"}
    saved, expires = (dt.datetime.fromisoformat(stored[name]) for name in ("saved", "expires"))
    assert expires - saved == dt.timedelta(days=90)
    assert sorted(stored) == ["answers", "expires", "saved", "version"]
    assert tab.faults == []


def test_answers_are_restored_on_the_next_visit(tab):
    page = open_page(tab)
    page.clock.set_fixed_time(NOVEMBER)
    fill(page, DRAFT)
    turn_on_saving(page)
    tab.go("about/")
    page = open_page(tab)
    assert read_answers(page) == DRAFT
    expect(notices(page)).to_contain_text(
        "Your answers from November 21, 2026, 3:04 p.m. are back. They will be erased on your first visit after "
        "February 19, 2027."
    )
    expect(page.get_by_role("status")).to_contain_text("Your answers from November 21, 2026")
    expect(page.locator("#keep-box")).to_be_checked()
    expect(page.locator(".practice-state[data-section=program]")).to_have_text("In progress")
    assert tab.faults == []


def test_the_last_change_is_saved_when_the_reader_leaves_at_once(tab):
    page = open_page(tab)
    turn_on_saving(page)
    field(page, "goals").fill("To learn")
    tab.go("about/")
    assert saved_record(page)["answers"] == {"goals": "To learn"}


def test_each_pathway_has_its_own_answers(tab):
    page = open_page(tab)
    turn_on_saving(page)
    field(page, "organization").fill("We learn")
    page = open_page(tab, "apply/mentor/practice/")
    assert read_answers(page) == {}
    expect(page.locator("#keep-box")).not_to_be_checked()


def test_turning_saving_off_erases_the_saved_answers_but_not_the_page(tab):
    tab.page.clock.install()
    page = open_page(tab)
    fill(page, DRAFT)
    turn_on_saving(page)
    saving_checkbox(page).uncheck()
    assert saved_record(page) is None
    assert read_answers(page) == DRAFT
    expect(page.locator(".practice-bar")).to_contain_text("Not saved")
    field(page, "goals").fill("To learn")
    page.clock.run_for(5000)
    assert saved_record(page) is None


# ---- erasing ----


def test_erase_now_can_be_undone_until_the_reader_leaves(tab):
    page = open_page(tab)
    fill(page, DRAFT)
    turn_on_saving(page)
    button(page, "Erase now").press("Enter")
    assert saved_record(page) is None
    assert read_answers(page) == {}
    expect(page.locator("#keep-box")).not_to_be_checked()
    assert "Your answers were erased" in page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert read_answers(page) == DRAFT
    assert saved_record(page)["answers"] == DRAFT
    expect(page.locator("#keep-box")).to_be_checked()
    button(page, "Undo").click()
    assert read_answers(page) == {}
    assert saved_record(page) is None
    page = open_page(tab)
    assert read_answers(page) == {}
    expect(notices(page)).to_have_count(0)


def test_erased_answers_stay_erased_when_the_reader_leaves_at_once(tab):
    """Even if the backup was not updated. The next visit erases the answers there too."""
    page = open_page(tab)
    fill(page, DRAFT)
    turn_on_saving(page)
    page.wait_for_function(f"{BACKUP_TEXTS}.then(texts => texts.some(Boolean))")
    page.evaluate("site.practice.backup.put = () => {}")
    button(page, "Erase now").click()
    page = open_page(tab)
    assert read_answers(page) == {}
    assert saved_record(page) is None
    page.wait_for_function(f"{BACKUP_TEXTS}.then(texts => !texts.some(Boolean))")


def test_erased_answers_leave_no_trace(tab):
    tab.page.clock.install()
    page = open_page(tab)
    fill(page, DRAFT)
    turn_on_saving(page)
    button(page, "Erase now").click()
    page.clock.run_for(5000)
    assert page.evaluate("Object.keys(localStorage)") == []
    assert page.evaluate(BACKUP_TEXTS) == [None]


def test_answers_are_erased_when_they_expire(tab):
    """On the first visit to any pathway after 90 days."""
    page = open_page(tab)
    page.clock.set_fixed_time(NOVEMBER)
    fill(page, DRAFT)
    turn_on_saving(page)
    page.clock.set_fixed_time(NOVEMBER + dt.timedelta(days=90, minutes=-1))
    page = open_page(tab)
    assert read_answers(page) == DRAFT
    page.clock.set_fixed_time(NOVEMBER + dt.timedelta(days=90, minutes=1))
    page = open_page(tab, "apply/mentor/practice/")
    assert saved_record(page) is None
    expect(notices(page)).to_have_count(0)
    page = open_page(tab)
    assert read_answers(page) == {}
    assert [text for text in page.evaluate(BACKUP_TEXTS) if text] == []


def test_the_page_says_that_expired_answers_were_erased(tab):
    page = open_with_saved(tab, saved_text(DRAFT, expires="2026-01-02T00:00:00Z"))
    assert read_answers(page) == {}
    assert saved_record(page) is None
    expect(notices(page)).to_contain_text("were erased because 90 days had passed since your last change.")


def test_a_visit_without_a_change_does_not_extend_the_expiry(tab):
    page = open_with_saved(tab, saved_text(DRAFT))
    before = saved_record(page)
    page.reload()
    expect(notices(page)).to_contain_text("are back")
    assert saved_record(page) == before

"""Practice answers in two tabs: neither overwrites or erases the changes of the other without asking."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from practice_page import (
    ADDRESS,
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


@pytest.fixture
def two_tabs(tab: Any) -> tuple[Page, Page]:
    """Two tabs with the same saved answers."""
    tab.page.context.clock.install()
    page = open_with_saved(tab, saved_text(DRAFT))
    other = page.context.new_page()
    other.goto(f"{tab.root}{ADDRESS}")
    expect(other.locator(".practice.is-live")).to_be_attached()
    return page, other


def tab_notice(page: Page) -> Any:
    return notices(page).filter(has_text="another tab")


def test_a_change_in_another_tab_is_reported_and_never_overwritten(two_tabs):
    here, there = two_tabs
    field(there, "goals").fill("From there")
    expect(tab_notice(here)).to_contain_text("Nothing will be overwritten until you choose.")
    expect(here.get_by_role("status")).to_contain_text("changed in another tab")
    field(here, "focus").fill("From here")
    here.clock.run_for(5000)
    assert saved_record(here)["answers"] == {**DRAFT, "goals": "From there"}
    expect(tab_notice(there)).to_have_count(0)
    button(here, "Use the answers from the other tab").click()
    assert read_answers(here) == {**DRAFT, "goals": "From there"}
    expect(tab_notice(here)).to_have_count(0)
    button(here, "Undo").click()
    assert read_answers(here) == {**DRAFT, "focus": "From here"}
    assert saved_record(here)["answers"] == {**DRAFT, "focus": "From here"}
    expect(tab_notice(there)).to_have_count(1)


def test_the_answers_of_this_tab_can_be_kept_instead(two_tabs):
    here, there = two_tabs
    field(there, "goals").fill("From there")
    expect(tab_notice(here)).to_have_count(1)
    field(here, "focus").fill("From here")
    button(here, "Keep the answers in this tab").click()
    assert saved_record(here)["answers"] == {**DRAFT, "focus": "From here"}
    expect(tab_notice(here)).to_have_count(0)
    expect(tab_notice(there)).to_have_count(1)
    assert read_answers(there) == {**DRAFT, "goals": "From there"}


def test_a_change_without_a_storage_event_is_not_overwritten_either(two_tabs):
    """As in a tab that was suspended: the next write notices the change."""
    here, there = two_tabs
    here.evaluate("window.addEventListener('storage', event => event.stopImmediatePropagation(), true)")
    here.evaluate("() => { Object.defineProperty(document, 'visibilityState', { value: 'visible' }); }")
    field(there, "goals").fill("From there")
    wait_until_saved(there, "From there")
    field(here, "focus").fill("From here")
    expect(tab_notice(here)).to_have_count(1)
    assert saved_record(here)["answers"]["goals"] == "From there"


def test_answers_erased_in_another_tab_stay_in_this_one(two_tabs):
    here, there = two_tabs
    button(there, "Erase now").first.click()
    expect(tab_notice(here)).to_contain_text("were erased in another tab")
    field(here, "goals").fill("From here")
    here.clock.run_for(5000)
    assert saved_record(here) is None
    button(here, "Keep the answers in this tab").click()
    assert saved_record(here)["answers"] == {**DRAFT, "goals": "From here"}


def test_answers_erased_in_another_tab_can_be_erased_here_too(two_tabs):
    here, there = two_tabs
    button(there, "Erase now").first.click()
    button(here, "Erase them here too").click()
    assert read_answers(here) == {}
    assert saved_record(here) is None
    button(here, "Undo").click()
    assert read_answers(here) == DRAFT


def test_turning_saving_off_erases_no_unseen_changes(two_tabs):
    here, there = two_tabs
    here.evaluate("window.addEventListener('storage', event => event.stopImmediatePropagation(), true)")
    field(there, "goals").fill("From there")
    wait_until_saved(there, "From there")
    saving_checkbox(here).click()
    expect(tab_notice(here)).to_have_count(1)
    expect(here.locator("#keep-box")).to_be_checked()
    assert saved_record(here)["answers"]["goals"] == "From there"


def test_saved_answers_never_reach_the_server(tab, server):
    asked = len(server.asked)
    page = open_page(tab)
    fill(page, DRAFT)
    turn_on_saving(page)
    page = open_page(tab)
    assert not [path for path in server.asked[asked:] if re.search(r"[?#]|county|pilot", path)]
    assert "#" not in page.url
    assert tab.faults == []

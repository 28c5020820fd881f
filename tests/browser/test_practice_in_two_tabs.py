"""Practice answers that two tabs change: nothing is overwritten or erased unseen."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from practice_page import (
    ADDRESS,
    DRAFT,
    KEY,
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

# ---- two tabs ----


@pytest.fixture
def two(tab: Any) -> tuple[Page, Page]:
    """Two tabs with the same kept answers."""
    tab.page.context.clock.install()
    page = having(tab, record(DRAFT))
    other = page.context.new_page()
    other.goto(f"{tab.root}{ADDRESS}")
    expect(other.locator(".practice.live")).to_be_attached()
    return page, other


def tab_note(page: Page) -> Any:
    return note(page).filter(has_text="another tab")


def test_a_change_in_another_tab_is_told_and_never_overwritten(two):
    here, there = two
    field(there, "goals").fill("From there")
    expect(tab_note(here)).to_contain_text("Nothing will be overwritten until you choose.")
    expect(here.get_by_role("status")).to_contain_text("changed in another tab")
    field(here, "focus").fill("From here")
    here.clock.run_for(5000)
    assert kept(here)["answers"] == {**DRAFT, "goals": "From there"}
    expect(tab_note(there)).to_have_count(0)
    button(here, "Use the answers from the other tab").click()
    assert read(here) == {**DRAFT, "goals": "From there"}
    expect(tab_note(here)).to_have_count(0)
    button(here, "Undo").click()
    assert read(here) == {**DRAFT, "focus": "From here"}
    assert kept(here)["answers"] == {**DRAFT, "focus": "From here"}
    expect(tab_note(there)).to_have_count(1)


def test_the_answers_of_this_tab_can_be_kept_instead(two):
    here, there = two
    field(there, "goals").fill("From there")
    expect(tab_note(here)).to_have_count(1)
    field(here, "focus").fill("From here")
    button(here, "Keep the answers in this tab").click()
    assert kept(here)["answers"] == {**DRAFT, "focus": "From here"}
    expect(tab_note(here)).to_have_count(0)
    expect(tab_note(there)).to_have_count(1)
    assert read(there) == {**DRAFT, "goals": "From there"}


def test_a_change_that_nobody_told_of_is_not_overwritten_either(two):
    """As in a tab that was asleep: the next write finds it."""
    here, there = two
    here.evaluate("window.addEventListener('storage', event => event.stopImmediatePropagation(), true)")
    here.evaluate("key => { Object.defineProperty(document, 'visibilityState', { value: 'visible' }); }", KEY)
    field(there, "goals").fill("From there")
    settle(there, "From there")
    field(here, "focus").fill("From here")
    expect(tab_note(here)).to_have_count(1)
    assert kept(here)["answers"]["goals"] == "From there"


def test_answers_erased_in_another_tab_are_still_in_this_one(two):
    here, there = two
    button(there, "Erase now").first.click()
    expect(tab_note(here)).to_contain_text("were erased in another tab")
    field(here, "goals").fill("From here")
    here.clock.run_for(5000)
    assert kept(here) is None
    button(here, "Keep the answers in this tab").click()
    assert kept(here)["answers"] == {**DRAFT, "goals": "From here"}


def test_answers_erased_in_another_tab_can_be_erased_here_too(two):
    here, there = two
    button(there, "Erase now").first.click()
    button(here, "Erase them here too").click()
    assert read(here) == {}
    assert kept(here) is None
    button(here, "Undo").click()
    assert read(here) == DRAFT


def test_turning_it_off_erases_nothing_unseen(two):
    here, there = two
    here.evaluate("window.addEventListener('storage', event => event.stopImmediatePropagation(), true)")
    field(there, "goals").fill("From there")
    settle(there, "From there")
    keep_box(here).click()
    expect(tab_note(here)).to_have_count(1)
    expect(here.locator("#keep-box")).to_be_checked()
    assert kept(here)["answers"]["goals"] == "From there"


def test_what_is_kept_never_reaches_the_host(tab, server):
    asked = len(server.asked)
    page = opened(tab)
    fill(page, DRAFT)
    keep(page)
    page = opened(tab)
    assert not [path for path in server.asked[asked:] if re.search(r"[?#]|county|pilot", path)]
    assert "#" not in page.url
    assert tab.faults == []

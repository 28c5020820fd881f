"""Practice answers on a device that fails: a killed browser, no room, nothing that can be read, another version."""

import json
import os
import signal
from pathlib import Path
from typing import Any

import pytest
from conftest import CHROMIUM  # type: ignore[attr-defined]  # mypy takes the other conftest
from playwright.sync_api import BrowserContext, Page, expect
from practice_page import (
    ADDRESS,
    DRAFT,
    KEY,
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

BLOCKED = """
for (const name of ["localStorage", "indexedDB"]) {
    Object.defineProperty(window, name, { get() { throw new DOMException("blocked", "SecurityError"); } });
}
"""
"""As in a browser whose reader has blocked all site data."""


NO_DATABASE = "Object.defineProperty(window, 'indexedDB', { value: undefined });"
"""As in a browser without one."""


FULL = """() => {
    let text = "x".repeat(1024 * 1024);
    for (let n = 0; text.length; n += 1) {
        try { localStorage.setItem("other " + n, text); } catch { text = text.slice(0, text.length >> 1); }
    }
}"""
"""Fills what a browser gives to a site to the last sign."""


# ---- a browser that is killed ----


def profiled(browser: Any, chromium: str, profile: Path) -> BrowserContext:
    """A browser of its own, with a profile on the disk."""
    found: BrowserContext = browser.browser_type.launch_persistent_context(
        profile, executable_path=chromium, args=list(CHROMIUM)
    )
    return found


def kill(context: BrowserContext, profile: Path) -> None:
    """End the browser of a profile as a power cut does: no page hears of it."""
    own = [
        int(process.name)
        for process in Path("/proc").glob("[0-9]*")
        if f"--user-data-dir={profile}" in (words := words_of(process)) and not any("--type=" in word for word in words)
    ]
    # Debian's command is a script that waits for the browser.
    assert own
    with context.expect_event("close"):
        for process in own:
            os.kill(process, signal.SIGKILL)
    # What a killed browser leaves to tell the next one that it still runs.
    for name in ("SingletonLock", "SingletonCookie", "SingletonSocket"):
        (profile / name).unlink(missing_ok=True)


def words_of(process: Path) -> list[str]:
    try:
        return (process / "cmdline").read_bytes().decode().split("\0")
    except OSError:  # it has ended
        return []


def visit(context: BrowserContext, url: str) -> Page:
    page = context.pages[0]
    page.goto(f"{url}{ADDRESS}")
    expect(page.locator(".practice.live")).to_be_attached()
    return page


def test_a_killed_browser_loses_no_answer(browser, chromium, server, tmp_path):
    """All that was typed half a second before the end is there; so is what was typed after many other changes."""
    profile = tmp_path / "profile"
    context = profiled(browser, chromium, profile)
    page = visit(context, server.url)
    keep(page)
    fill(page, DRAFT)
    for word in ("one", "two", "three"):
        field(page, "goals").fill(f"Goal {word}")
        settle(page, f"Goal {word}")
        page.wait_for_timeout(500)
    kill(context, profile)
    context = profiled(browser, chromium, profile)
    page = visit(context, server.url)
    assert read(page) == {**DRAFT, "goals": "Goal three"}
    expect(note(page)).to_contain_text("are back")
    kill(context, profile)


def test_what_was_erased_does_not_come_back_from_a_killed_browser(browser, chromium, server, tmp_path):
    profile = tmp_path / "profile"
    context = profiled(browser, chromium, profile)
    page = visit(context, server.url)
    fill(page, DRAFT)
    keep(page)
    # As long as Chromium takes to write the first time; after that it waits for a minute.
    page.wait_for_timeout(6000)
    button(page, "Erase now").click()
    page.wait_for_timeout(300)
    kill(context, profile)
    context = profiled(browser, chromium, profile)
    page = visit(context, server.url)
    assert read(page) == {}
    expect(note(page)).to_have_count(0)
    assert kept(page) is None
    kill(context, profile)


def test_without_a_database_answers_are_kept_all_the_same(open_tab):
    tab = open_tab(before=NO_DATABASE)
    page = opened(tab)
    fill(page, DRAFT)
    keep(page)
    page = opened(tab)
    assert read(page) == DRAFT
    assert tab.faults == []


# ---- storage that fails ----


def test_where_storage_is_blocked_the_page_says_so_and_loses_nothing(open_tab):
    tab = open_tab(before=BLOCKED)
    page = opened(tab)
    fill(page, DRAFT)
    expect(page.locator(".practice-bar")).to_contain_text("Not saved")
    keep_box(page).click()
    expect(page.locator("#keep-box")).not_to_be_checked()
    expect(page.locator(".practice-kept")).to_contain_text("This browser is not storing data for this site.")
    expect(page.get_by_role("status")).to_contain_text("Save them as a file")
    assert read(page) == DRAFT
    with page.expect_download() as download:
        button(page, "Save my answers as a file").click()
    assert json.loads(Path(download.value.path()).read_text(encoding="utf-8"))["answers"] == DRAFT
    assert tab.faults == []


def test_where_storage_is_full_the_page_says_so_until_it_works_again(tab):
    page = opened(tab)
    keep(page)
    field(page, "goals").fill("To learn")
    settle(page, '"To learn"')
    page.evaluate(FULL)
    field(page, "organization").fill("A long line of words. " * 200)
    expect(page.locator(".practice-bar")).to_contain_text("This browser has no space left")
    expect(page.get_by_role("status")).to_contain_text("This browser has no space left")
    assert kept(page)["answers"] == {"goals": "To learn"}
    assert read(page)["organization"].startswith("A long line")
    page.evaluate(
        "Object.keys(localStorage).filter(key => key.startsWith('other')).forEach(key => localStorage.removeItem(key))"
    )
    field(page, "goals").fill("To learn more")
    settle(page, "To learn more")
    assert kept(page)["answers"]["goals"] == "To learn more"
    assert tab.faults == []


def test_where_storage_is_full_from_the_start_it_cannot_be_turned_on(tab):
    page = opened(tab)
    fill(page, DRAFT)
    page.evaluate(FULL)
    keep_box(page).click()
    expect(page.locator("#keep-box")).not_to_be_checked()
    expect(page.locator(".practice-kept")).to_contain_text("no space left")
    assert read(page) == DRAFT


SPOILED = {
    "half of it": lambda: "{ half of it",
    "nothing": lambda: "null",
    "a text": lambda: '"text"',
    "a list": lambda: "[]",
    "an empty record": lambda: "{}",
    "answers in a list": lambda: record([]),
    "a number for an answer": lambda: record({"goals": 4}),
    "a number among choices": lambda: record({"community": [4]}),
    "no date": lambda: record({}, saved="once"),
    "no end": lambda: record({}, expires=None),
    "others in a list": lambda: record({}, others={"gone": []}),
}


@pytest.mark.parametrize("make", SPOILED.values(), ids=SPOILED.keys())
def test_what_cannot_be_read_is_offered_and_not_destroyed(tab, make):
    text = make()
    tab.page.clock.install()
    page = having(tab, text)
    expect(note(page)).to_contain_text("cannot be read")
    expect(page.get_by_label("Saved text")).to_have_value(text)
    keep_box(page).click()
    expect(page.locator("#keep-box")).not_to_be_checked()
    field(page, "goals").fill("To learn")
    page.clock.run_for(5000)
    assert page.evaluate("key => localStorage.getItem(key)", KEY) == text
    with page.expect_download() as download:
        button(page, "Save them as a text file").click()
    assert download.value.suggested_filename == "practice-answers-unread.txt"
    assert Path(download.value.path()).read_text(encoding="utf-8") == text
    button(page, "Erase them").click()
    expect(note(page)).to_have_count(0)
    assert kept(page) is None
    keep(page)
    assert kept(page)["answers"] == {"goals": "To learn"}
    assert tab.faults == []


def test_the_last_good_copy_can_be_brought_back(tab):
    page = opened(tab)
    fill(page, DRAFT)
    keep(page)
    page.wait_for_function(f"{NOTES}.then(texts => texts.some(Boolean))")
    page = having(tab, "{ half of it")
    button(page, "Restore the last readable copy").click()
    assert read(page) == DRAFT
    assert kept(page)["answers"] == DRAFT


# ---- other versions of the questions ----


@pytest.mark.parametrize("version", [2, 7])
def test_answers_to_another_version_of_the_questions_are_taken_over_and_none_is_dropped(tab, version):
    """Those whose questions still stand go into their fields; the others are shown, to copy."""
    answers = {**DRAFT, "budget": "Ten dollars", "community": ["City", "Moon"], "stage": "On hold", "goals": ["a", "b"]}
    page = having(tab, record(answers, version=version), f"practice-answers.mentee.{version}")
    stays = {name: answer for name, answer in DRAFT.items() if name not in ("community", "stage")}
    assert read(page) == {**stays, "community": ["City"]}
    shown = page.get_by_label("Answers to earlier questions").input_value()
    assert shown == "community:\nMoon\n\nstage:\nOn hold\n\nbudget:\nTen dollars\n\ngoals:\na; b"
    assert kept(page, f"practice-answers.mentee.{version}") is None
    assert kept(page)["version"] == 1
    assert kept(page)["others"]["budget"] == "Ten dollars"
    page.reload()
    expect(page.get_by_label("Answers to earlier questions")).to_have_value(shown)
    button(page, "Erase these answers").click()
    expect(page.get_by_label("Answers to earlier questions")).to_have_count(0)
    assert "others" not in kept(page)
    button(page, "Undo").click()
    expect(page.get_by_label("Answers to earlier questions")).to_have_value(shown)


def test_names_that_mean_something_to_scripts_are_answers_like_others(tab):
    text = record({}).replace('"answers": {}', '"answers": {"__proto__": "a", "constructor": "b", "goals": "c"}')
    page = having(tab, text)
    assert read(page) == {"goals": "c"}
    shown = page.get_by_label("Answers to earlier questions").input_value()
    assert "constructor:\nb" in shown

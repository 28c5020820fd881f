"""Practice answers when storage fails: a killed browser, blocked, full or damaged storage, and other versions."""

import datetime as dt
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
    BACKUP_TEXTS,
    DRAFT,
    NAME,
    READ,
    WRITE,
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

BLOCKED = """
for (const name of ["localStorage", "indexedDB"]) {
    Object.defineProperty(window, name, { get() { throw new DOMException("blocked", "SecurityError"); } });
}
"""
"""Simulates a browser that blocks all site data."""


NO_INDEXEDDB = "Object.defineProperty(window, 'indexedDB', { value: undefined });"
"""Simulates a browser without IndexedDB."""


FILL_STORAGE = """() => {
    let text = "x".repeat(1024 * 1024);
    for (let n = 0; text.length; n += 1) {
        try { localStorage.setItem("other " + n, text); } catch { text = text.slice(0, text.length >> 1); }
    }
}"""
"""Fills the site's local storage completely."""


# ---- a browser that is killed ----


def start_browser(browser: Any, chromium: str, profile: Path) -> BrowserContext:
    """Start another browser with a profile on disk."""
    context: BrowserContext = browser.browser_type.launch_persistent_context(
        profile, executable_path=chromium, args=list(CHROMIUM)
    )
    return context


def kill(context: BrowserContext, profile: Path) -> None:
    """Kill the browser of a profile, like a power cut, so that no page can react."""
    processes = [
        int(process.name)
        for process in Path("/proc").glob("[0-9]*")
        if f"--user-data-dir={profile}" in (words := command_line(process))
        and not any("--type=" in word for word in words)
    ]
    # Debian's command is a script that waits for the browser.
    assert processes
    with context.expect_event("close"):
        for process in processes:
            os.kill(process, signal.SIGKILL)
    # The lock files of the killed browser, which would keep the next one from starting.
    for name in ("SingletonLock", "SingletonCookie", "SingletonSocket"):
        (profile / name).unlink(missing_ok=True)


def command_line(process: Path) -> list[str]:
    try:
        return (process / "cmdline").read_bytes().decode().split("\0")
    except OSError:  # it has ended
        return []


def visit(context: BrowserContext, url: str) -> Page:
    page = context.pages[0]
    page.goto(f"{url}{ADDRESS}")
    expect(page.locator(".practice.is-live")).to_be_attached()
    return page


def test_a_killed_browser_loses_no_answers(browser, chromium, server, tmp_path):
    """Everything typed up to half a second before is restored, also after many changes."""
    profile = tmp_path / "profile"
    context = start_browser(browser, chromium, profile)
    page = visit(context, server.url)
    turn_on_saving(page)
    fill(page, DRAFT)
    for word in ("one", "two", "three"):
        field(page, "goals").fill(f"Goal {word}")
        wait_until_saved(page, f"Goal {word}")
        page.wait_for_timeout(500)
    kill(context, profile)
    context = start_browser(browser, chromium, profile)
    page = visit(context, server.url)
    assert read_answers(page) == {**DRAFT, "goals": "Goal three"}
    expect(notices(page)).to_contain_text("are back")
    kill(context, profile)


def test_erased_answers_do_not_come_back_after_a_killed_browser(browser, chromium, server, tmp_path):
    profile = tmp_path / "profile"
    context = start_browser(browser, chromium, profile)
    page = visit(context, server.url)
    fill(page, DRAFT)
    turn_on_saving(page)
    # Chromium writes the first time after a few seconds; then it waits for a minute.
    page.wait_for_timeout(6000)
    button(page, "Erase now").click()
    page.wait_for_timeout(300)
    kill(context, profile)
    context = start_browser(browser, chromium, profile)
    page = visit(context, server.url)
    assert read_answers(page) == {}
    expect(notices(page)).to_have_count(0)
    assert saved_record(page) is None
    kill(context, profile)


def test_without_indexeddb_answers_are_still_saved(open_tab):
    tab = open_tab(before=NO_INDEXEDDB)
    page = open_page(tab)
    fill(page, DRAFT)
    turn_on_saving(page)
    page = open_page(tab)
    assert read_answers(page) == DRAFT
    assert tab.faults == []


# ---- storage that fails ----


def test_with_blocked_storage_the_page_says_so_and_loses_nothing(open_tab):
    tab = open_tab(before=BLOCKED)
    page = open_page(tab)
    fill(page, DRAFT)
    expect(page.locator(".practice-bar")).to_contain_text("Not saved")
    saving_checkbox(page).click()
    expect(page.locator("#keep-box")).not_to_be_checked()
    expect(page.locator(".practice-kept")).to_contain_text("This browser is not storing data for this site.")
    expect(page.get_by_role("status")).to_contain_text("Save them as a file")
    assert read_answers(page) == DRAFT
    with page.expect_download() as download:
        button(page, "Save my answers as a file").click()
    assert json.loads(Path(download.value.path()).read_text(encoding="utf-8"))["answers"] == DRAFT
    assert tab.faults == []


def test_with_full_storage_the_page_says_so_until_saving_works_again(tab):
    page = open_page(tab)
    turn_on_saving(page)
    field(page, "goals").fill("To learn")
    wait_until_saved(page, '"To learn"')
    page.evaluate(FILL_STORAGE)
    field(page, "organization").fill("A long line of words. " * 200)
    expect(page.locator(".practice-bar")).to_contain_text("This browser has no space left")
    expect(page.get_by_role("status")).to_contain_text("This browser has no space left")
    assert saved_record(page)["answers"] == {"goals": "To learn"}
    assert read_answers(page)["organization"].startswith("A long line")
    page.evaluate(
        "Object.keys(localStorage).filter(key => key.startsWith('other')).forEach(key => localStorage.removeItem(key))"
    )
    field(page, "goals").fill("To learn more")
    wait_until_saved(page, "To learn more")
    assert saved_record(page)["answers"]["goals"] == "To learn more"
    assert tab.faults == []


def test_with_full_storage_saving_cannot_be_turned_on(tab):
    page = open_page(tab)
    fill(page, DRAFT)
    page.evaluate(FILL_STORAGE)
    saving_checkbox(page).click()
    expect(page.locator("#keep-box")).not_to_be_checked()
    expect(page.locator(".practice-kept")).to_contain_text("no space left")
    assert read_answers(page) == DRAFT


DAMAGED = {
    "half of it": lambda: "{ half of it",
    "nothing": lambda: "null",
    "a text": lambda: '"text"',
    "a list": lambda: "[]",
    "an empty record": lambda: "{}",
    "answers in a list": lambda: saved_text([]),
    "a number for an answer": lambda: saved_text({"goals": 4}),
    "a number among choices": lambda: saved_text({"community": [4]}),
    "no date": lambda: saved_text({}, saved="once"),
    "no end": lambda: saved_text({}, expires=None),
    "others in a list": lambda: saved_text({}, others={"gone": []}),
}


@pytest.mark.parametrize("make", DAMAGED.values(), ids=DAMAGED.keys())
def test_unreadable_answers_are_offered_and_not_overwritten(tab, make):
    text = make()
    tab.page.clock.install()
    page = open_with_saved(tab, text)
    expect(notices(page)).to_contain_text("cannot be read")
    expect(page.get_by_label("Saved text")).to_have_value(text)
    saving_checkbox(page).click()
    expect(page.locator("#keep-box")).not_to_be_checked()
    field(page, "goals").fill("To learn")
    page.clock.run_for(5000)
    assert page.evaluate(READ, NAME) == text
    with page.expect_download() as download:
        button(page, "Save them as a text file").click()
    assert download.value.suggested_filename == "practice-answers-unread.txt"
    assert Path(download.value.path()).read_text(encoding="utf-8") == text
    button(page, "Erase them").click()
    expect(notices(page)).to_have_count(0)
    assert saved_record(page) is None
    turn_on_saving(page)
    assert saved_record(page)["answers"] == {"goals": "To learn"}
    assert tab.faults == []


def test_the_last_readable_copy_can_be_restored(tab):
    page = open_page(tab)
    fill(page, DRAFT)
    turn_on_saving(page)
    page.wait_for_function(f"{BACKUP_TEXTS}.then(texts => texts.some(Boolean))")
    page = open_with_saved(tab, "{ half of it")
    button(page, "Restore the last readable copy").click()
    assert read_answers(page) == DRAFT
    assert saved_record(page)["answers"] == DRAFT


# ---- answers saved before keys and databases had the site's identity ----


FORMER_KEY = NAME

WRITE_FORMER_BACKUP = """([key, at, text]) => new Promise(done => {
    const request = indexedDB.open("practice-answers", 1);
    request.onupgradeneeded = () => request.result.createObjectStore("kept");
    request.onsuccess = () => {
        const change = request.result.transaction("kept", "readwrite");
        change.objectStore("kept").put({ at, text }, key);
        change.oncomplete = () => { request.result.close(); done(); };
    };
})"""
"""Saves a text in the former IndexedDB database, like the former scripts."""

DATABASES = "indexedDB.databases().then(all => all.map(database => database.name))"


def saved_at(text: str) -> int:
    """Return when a record was saved, in milliseconds since 1970."""
    return int(dt.datetime.fromisoformat(json.loads(text)["saved"]).timestamp() * 1000)


def open_after_update(tab: Any, *, text: str | None, backup: str | None) -> Page:
    """Open the page in a browser in which the former scripts have saved a text and a backup."""
    page: Page = tab.go("about/")
    if text is not None:
        page.evaluate("([key, text]) => localStorage.setItem(key, text)", [FORMER_KEY, text])
    if backup is not None:
        page.evaluate(WRITE_FORMER_BACKUP, [FORMER_KEY, saved_at(backup), backup])
    page = open_page(tab)
    return page


@pytest.mark.parametrize("kept", ["both", "only the local storage", "only the backup"])
def test_answers_saved_before_the_update_are_still_there(tab, kept):
    text = saved_text(DRAFT)
    page = open_after_update(
        tab,
        text=None if kept == "only the backup" else text,
        backup=None if kept == "only the local storage" else text,
    )
    assert read_answers(page) == DRAFT
    expect(notices(page)).to_contain_text("are back")
    expect(page.locator("#keep-box")).to_be_checked()
    own_key, database = (page.evaluate("name => site.storage.key(name)", name) for name in (NAME, "practice-answers"))
    assert page.evaluate("Object.keys(localStorage)") == [own_key]
    expect(page.locator(".practice.is-live")).to_be_attached()
    page.wait_for_function(f"{DATABASES}.then(names => names.length === 1)")
    assert page.evaluate(DATABASES) == [database]
    assert page.evaluate(BACKUP_TEXTS) == ([] if kept == "only the local storage" else [text])
    # Saving goes on under the new names.
    field(page, "goals").fill("To learn")
    wait_until_saved(page, "To learn")
    page = open_page(tab)
    assert read_answers(page) == {**DRAFT, "goals": "To learn"}
    assert tab.faults == []


def test_a_former_backup_that_is_newer_replaces_the_saved_answers(tab):
    now = dt.datetime.now(dt.UTC).isoformat()
    newer = saved_text({**DRAFT, "goals": "To learn"}, saved=now)
    page = open_after_update(tab, text=saved_text(DRAFT), backup=newer)
    assert read_answers(page) == {**DRAFT, "goals": "To learn"}


@pytest.mark.parametrize("is_former_later", [True, False])
def test_the_later_of_two_records_is_kept(tab, is_former_later):
    """The former scripts may still run in a tab that was open during the update."""
    earlier, later = saved_text(DRAFT), saved_text({"goals": "To learn"}, saved=dt.datetime.now(dt.UTC).isoformat())
    own, former = (earlier, later) if is_former_later else (later, earlier)
    tab.go("about/").evaluate(WRITE, [NAME, own])
    page = open_after_update(tab, text=former, backup=None)
    assert read_answers(page) == {"goals": "To learn"}
    assert page.evaluate("Object.keys(localStorage)") == [page.evaluate("name => site.storage.key(name)", NAME)]


def test_answers_erased_before_the_update_stay_erased(tab):
    """Also if the former scripts could not update their backup before the page closed."""
    tab.go("about/").evaluate("key => sessionStorage.setItem(key, Date.now())", f"practice-erased.{FORMER_KEY}")
    page = open_after_update(tab, text=None, backup=saved_text(DRAFT))
    assert read_answers(page) == {}
    assert saved_record(page) is None
    page.wait_for_function(f"{BACKUP_TEXTS}.then(texts => texts.length === 1 && texts[0] === null)")


def test_a_tab_that_still_runs_the_former_scripts_loses_nothing(tab):
    """It keeps its database open and saves under the former key after the update."""
    older, newer = saved_text(DRAFT), saved_text({"goals": "To learn"}, saved=dt.datetime.now(dt.UTC).isoformat())
    page = open_after_update(tab, text=older, backup=None)
    there = page.context.new_page()
    there.goto(f"{tab.root}about/")
    there.evaluate(WRITE_FORMER_BACKUP.replace("request.result.close(); ", ""), [FORMER_KEY, saved_at(newer), newer])
    there.evaluate("([key, text]) => localStorage.setItem(key, text)", [FORMER_KEY, newer])
    page = open_page(tab)
    assert read_answers(page) == {"goals": "To learn"}
    assert page.evaluate(BACKUP_TEXTS) == [newer]
    assert len(page.evaluate(DATABASES)) == 2
    # Its deletion waits for the other tab, and the page does not.
    page = open_page(tab)
    assert read_answers(page) == {"goals": "To learn"}
    there.close()
    assert tab.faults == []


# ---- other versions of the questions ----


@pytest.mark.parametrize("version", [2, 7])
def test_answers_to_another_version_of_the_questions_are_all_kept(tab, version):
    """Answers to questions that still exist go into their fields. The others are shown to copy."""
    answers = {**DRAFT, "budget": "Ten dollars", "community": ["City", "Moon"], "stage": "On hold", "goals": ["a", "b"]}
    page = open_with_saved(tab, saved_text(answers, version=version), f"practice-answers.mentee.{version}")
    stays = {name: answer for name, answer in DRAFT.items() if name not in ("community", "stage")}
    assert read_answers(page) == {**stays, "community": ["City"]}
    shown = page.get_by_label("Answers to earlier questions").input_value()
    assert shown == "community:\nMoon\n\nstage:\nOn hold\n\nbudget:\nTen dollars\n\ngoals:\na; b"
    assert saved_record(page, f"practice-answers.mentee.{version}") is None
    assert saved_record(page)["version"] == 1
    assert saved_record(page)["others"]["budget"] == "Ten dollars"
    page.reload()
    expect(page.get_by_label("Answers to earlier questions")).to_have_value(shown)
    button(page, "Erase these answers").click()
    expect(page.get_by_label("Answers to earlier questions")).to_have_count(0)
    assert "others" not in saved_record(page)
    button(page, "Undo").click()
    expect(page.get_by_label("Answers to earlier questions")).to_have_value(shown)


def test_ids_with_a_meaning_in_javascript_are_handled_like_others(tab):
    text = saved_text({}).replace('"answers": {}', '"answers": {"__proto__": "a", "constructor": "b", "goals": "c"}')
    page = open_with_saved(tab, text)
    assert read_answers(page) == {"goals": "c"}
    shown = page.get_by_label("Answers to earlier questions").input_value()
    assert shown == "__proto__:\na\n\nconstructor:\nb"

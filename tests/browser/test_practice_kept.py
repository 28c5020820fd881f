"""Practice answers that are kept on the device: with a date, an end, a way to erase them; and what may go wrong."""

import datetime as dt
import json
import os
import re
import shutil
import signal
from pathlib import Path
from typing import Any

import pytest
from conftest import CHROMIUM
from playwright.sync_api import BrowserContext, Page, expect
from practice_page import ADDRESS, DRAFT, KEY, button, field, fill, keep, kept, note, opened, read

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

NOVEMBER = dt.datetime(2026, 11, 21, 15, 4)


def record(answers: Any, **changes: Any) -> str:
    """What was kept two days ago, as the browser holds it."""
    now = dt.datetime.now(dt.UTC)
    times = {"saved": now - dt.timedelta(days=2), "expires": now + dt.timedelta(days=88)}
    stamps = {name: time.isoformat().replace("+00:00", "Z") for name, time in times.items()}
    return json.dumps({"version": 1, **stamps, "answers": answers, **changes})


def having(tab: Any, text: str, key: str = KEY) -> Page:
    """The page in a browser that keeps a text."""
    tab.go("about/").evaluate("([key, text]) => localStorage.setItem(key, text)", [key, text])
    return opened(tab)


def settle(page: Page, text: str) -> None:
    """Wait until a text is among what is kept."""
    page.wait_for_function("([key, text]) => (localStorage.getItem(key) || '').includes(text)", arg=[KEY, text])


# ---- keeping ----


def test_answers_are_kept_once_the_reader_turns_it_on(tab):
    """At once, and soon after each change; with the day and the end."""
    page = opened(tab)
    page.clock.set_fixed_time(NOVEMBER)
    fill(page, DRAFT)
    assert kept(page) is None
    keep(page)
    assert kept(page)["answers"] == DRAFT
    expect(page.locator(".practice-bar")).to_contain_text("Kept on this device at 3:04 p.m.")
    expect(page.locator(".practice-kept")).to_have_text(
        "Kept on November 21, 2026, 3:04 p.m. Your answers will be erased at the first visit after "
        "February 19, 2027, or when you press “Erase now.”"
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
        "Your answers of November 21, 2026, 3:04 p.m. are back. They will be erased at the first visit after "
        "February 19, 2027."
    )
    expect(page.get_by_role("status")).to_contain_text("Your answers of November 21, 2026")
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
    page = opened(tab, "apply/mentor-site/practice/")
    assert read(page) == {}
    expect(page.locator("#keep-box")).not_to_be_checked()


def test_turning_it_off_leaves_nothing_on_the_device_and_all_on_the_page(tab):
    page = opened(tab)
    fill(page, DRAFT)
    keep(page)
    page.locator("#keep-box").uncheck()
    assert kept(page) is None
    assert read(page) == DRAFT
    expect(page.locator(".practice-bar")).to_contain_text("Not kept")
    field(page, "goals").fill("To learn")
    page.wait_for_timeout(600)
    assert kept(page) is None


# ---- a browser that is killed ----


def profiled(browser: Any, profile: Path) -> BrowserContext:
    """A browser of its own, with a profile on the disk."""
    found: BrowserContext = browser.browser_type.launch_persistent_context(
        profile, executable_path=shutil.which("chromium"), args=list(CHROMIUM)
    )
    return found


def kill(context: BrowserContext, profile: Path) -> None:
    """End the browser of a profile as a power cut does: no page hears of it."""
    own = [
        int(process.name)
        for process in Path("/proc").glob("[0-9]*")
        if f"--user-data-dir={profile}" in (words := words_of(process)) and not any("--type=" in word for word in words)
    ]
    assert len(own) == 1
    with context.expect_event("close"):
        os.kill(own[0], signal.SIGKILL)
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


def test_a_killed_browser_loses_no_answer(browser, server, tmp_path):
    """All that was typed half a second before the end is there; so is what was typed after many other changes."""
    profile = tmp_path / "profile"
    context = profiled(browser, profile)
    page = visit(context, server.url)
    keep(page)
    fill(page, DRAFT)
    for word in ("one", "two", "three"):
        field(page, "goals").fill(f"Goal {word}")
        settle(page, f"Goal {word}")
        page.wait_for_timeout(500)
    kill(context, profile)
    context = profiled(browser, profile)
    page = visit(context, server.url)
    assert read(page) == {**DRAFT, "goals": "Goal three"}
    expect(note(page)).to_contain_text("are back")
    kill(context, profile)


def test_what_was_erased_does_not_come_back_from_a_killed_browser(browser, server, tmp_path):
    profile = tmp_path / "profile"
    context = profiled(browser, profile)
    page = visit(context, server.url)
    fill(page, DRAFT)
    keep(page)
    # As long as Chromium takes to write the first time; after that it waits for a minute.
    page.wait_for_timeout(6000)
    button(page, "Erase now").click()
    page.wait_for_timeout(300)
    kill(context, profile)
    context = profiled(browser, profile)
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


# ---- erasing ----


def test_erase_now_erases_and_can_be_undone_until_the_page_is_left(tab):
    page = opened(tab)
    fill(page, DRAFT)
    keep(page)
    button(page, "Erase now").press("Enter")
    assert kept(page) is None
    assert read(page) == {}
    expect(page.locator("#keep-box")).not_to_be_checked()
    assert "Your answers are erased" in page.evaluate("document.activeElement.textContent")
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


def test_nothing_of_what_was_erased_is_left_anywhere(tab):
    page = opened(tab)
    fill(page, DRAFT)
    keep(page)
    button(page, "Erase now").click()
    page.wait_for_timeout(600)
    assert page.evaluate("Object.keys(localStorage)") == []
    assert page.evaluate(NOTES) == [None]


NOTES = """new Promise(done => {
    const asked = indexedDB.open("practice-answers");
    asked.onsuccess = () => {
        const all = asked.result.transaction("kept").objectStore("kept").getAll();
        all.onsuccess = () => done(all.result.map(note => note.text));
    };
})"""
"""The texts in the browser's database; None stands for one that was erased."""


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
    page = opened(tab, "apply/mentor-site/practice/")
    assert kept(page) is None
    expect(note(page)).to_have_count(0)
    page = opened(tab)
    assert read(page) == {}
    assert [text for text in page.evaluate(NOTES) if text] == []


def test_the_page_says_that_answers_were_erased_for_their_age(tab):
    page = having(tab, record(DRAFT, expires="2026-01-02T00:00:00Z"))
    assert read(page) == {}
    assert kept(page) is None
    expect(note(page)).to_contain_text("are erased: 90 days had passed since your last change.")


def test_a_visit_without_a_change_adds_no_time(tab):
    page = having(tab, record(DRAFT))
    before = kept(page)
    page.reload()
    expect(note(page)).to_contain_text("are back")
    assert kept(page) == before


# ---- storage that fails ----


def test_where_storage_is_blocked_the_page_says_so_and_loses_nothing(open_tab):
    tab = open_tab(before=BLOCKED)
    page = opened(tab)
    fill(page, DRAFT)
    expect(page.locator(".practice-bar")).to_contain_text("Not kept")
    page.locator("#keep-box").click()
    expect(page.locator("#keep-box")).not_to_be_checked()
    expect(page.locator(".practice-kept")).to_contain_text("This browser keeps nothing for this site.")
    expect(page.get_by_role("status")).to_contain_text("save them as a file")
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
    expect(page.locator(".practice-bar")).to_contain_text("This browser has no room left")
    expect(page.get_by_role("status")).to_contain_text("This browser has no room left")
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
    page.locator("#keep-box").click()
    expect(page.locator("#keep-box")).not_to_be_checked()
    expect(page.locator(".practice-kept")).to_contain_text("no room left")
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
    page = having(tab, text)
    expect(note(page)).to_contain_text("cannot be read")
    expect(page.get_by_label("What is kept")).to_have_value(text)
    page.locator("#keep-box").click()
    expect(page.locator("#keep-box")).not_to_be_checked()
    field(page, "goals").fill("To learn")
    page.wait_for_timeout(600)
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
    page.wait_for_timeout(300)
    page = having(tab, "{ half of it")
    button(page, "Bring back the last copy that can be read").click()
    assert read(page) == DRAFT
    assert kept(page)["answers"] == DRAFT


# ---- other versions of the questions ----


@pytest.mark.parametrize("version", [2, 7])
def test_answers_to_another_version_of_the_questions_are_taken_over_and_none_is_dropped(tab, version):
    """Those whose questions still stand go into their fields; the others are shown, to copy."""
    answers = {**DRAFT, "budget": "Ten dollars", "community": ["City", "Moon"], "stage": "On hold", "goals": ["a", "b"]}
    page = having(tab, record(answers, version=version), f"practice-answers.learning-site.{version}")
    stays = {name: answer for name, answer in DRAFT.items() if name not in ("community", "stage")}
    assert read(page) == {**stays, "community": ["City"]}
    shown = page.get_by_label("Answers that have no place here").input_value()
    assert shown == "community:\nMoon\n\nstage:\nOn hold\n\nbudget:\nTen dollars\n\ngoals:\na; b"
    assert kept(page, f"practice-answers.learning-site.{version}") is None
    assert kept(page)["version"] == 1
    assert kept(page)["others"]["budget"] == "Ten dollars"
    page.reload()
    expect(page.get_by_label("Answers that have no place here")).to_have_value(shown)
    button(page, "Erase these answers").click()
    expect(page.get_by_label("Answers that have no place here")).to_have_count(0)
    assert "others" not in kept(page)
    button(page, "Undo").click()
    expect(page.get_by_label("Answers that have no place here")).to_have_value(shown)


def test_names_that_mean_something_to_scripts_are_answers_like_others(tab):
    text = record({}).replace('"answers": {}', '"answers": {"__proto__": "a", "constructor": "b", "goals": "c"}')
    page = having(tab, text)
    assert read(page) == {"goals": "c"}
    shown = page.get_by_label("Answers that have no place here").input_value()
    assert "constructor:\nb" in shown


# ---- two tabs ----


@pytest.fixture
def two(tab: Any) -> tuple[Page, Page]:
    """Two tabs with the same kept answers."""
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
    expect(tab_note(here)).to_contain_text("Nothing is overwritten until you choose.")
    expect(here.get_by_role("status")).to_contain_text("changed in another tab")
    field(here, "focus").fill("From here")
    here.wait_for_timeout(700)
    assert kept(here)["answers"] == {**DRAFT, "goals": "From there"}
    expect(tab_note(there)).to_have_count(0)
    button(here, "Show the answers of the other tab").click()
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
    button(here, "Keep the answers of this tab").click()
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
    here.wait_for_timeout(600)
    assert kept(here) is None
    button(here, "Keep the answers of this tab").click()
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
    here.locator("#keep-box").click()
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

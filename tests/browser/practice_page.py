"""The page with practice answers, as its tests write and read it."""

import datetime as dt
import json
from typing import Any

from playwright.sync_api import Locator, Page, expect

ADDRESS = "apply/mentee/practice/"
ADDRESSES = (ADDRESS, "apply/mentor/practice/")

DRAFT = {
    "organization": "We are the county’s peer program.\n\nWe began in May – “as a pilot” <b>with two</b> peers. 🙂",
    "community": ["Rural area", "Small town"],
    "stage": "Our first peers have just started",
    "team-size": "4",
    "sessions": "yes",
    "visit": "The director & one peer",
}
"""An answer to a question of each kind."""

KEY = "practice-answers.mentee.1"
"""The name under which the first version's answers are kept."""

NOTES = """new Promise(done => {
    const asked = indexedDB.open("practice-answers");
    asked.onsuccess = () => {
        const names = [...asked.result.objectStoreNames];
        if (!names.length) { done([]); return; }
        const all = asked.result.transaction("kept").objectStore("kept").getAll();
        all.onsuccess = () => done(all.result.map(note => note.text));
    };
})"""
"""The texts in the browser's database, where the last good copy is; None stands for one that was erased."""


def opened(tab: Any, address: str = ADDRESS) -> Page:
    """The page, with its script at work."""
    page: Page = tab.go(address)
    expect(page.locator(".practice.live")).to_be_attached()
    return page


def shown(locator: Locator) -> Locator:
    """An element whose part of the page is open, as a reader would open it; the address stays as it is."""
    locator.first.evaluate("one => window.practiceParts?.open(one)")
    return locator


def part(page: Page, name: str) -> Locator:
    """A question with all that belongs to it, in its open part."""
    return shown(page.locator(f"[data-question='{name}']"))


def field(page: Page, name: str) -> Locator:
    """The first field of a question, in its open part."""
    return shown(page.locator(f"#q-{name}"))


def keep_box(page: Page) -> Locator:
    """The box that turns saving on, in its open fold."""
    return shown(page.locator("#keep-box"))


def fill(page: Page, answers: dict[str, Any]) -> None:
    """Write and choose as a reader does."""
    for name, answer in answers.items():
        if part(page, name).get_attribute("data-kind") in ("short", "long", "number"):
            field(page, name).fill(answer)
            continue
        for value in [answer] if isinstance(answer, str) else answer:
            part(page, name).locator(f"input[value='{value}']").check()


def read(page: Page) -> dict[str, Any]:
    """The answers on the page."""
    found: dict[str, Any] = page.evaluate("window.practiceFields.read()")
    return found


def button(page: Page, name: str) -> Locator:
    """The first button of a name."""
    return shown(page.get_by_role("button", name=name, exact=True, include_hidden=True)).first


def keep(page: Page) -> None:
    """Turn on that answers are kept."""
    keep_box(page).check()


def kept(page: Page, key: str = KEY) -> Any:
    """What is kept on the device; None where nothing is."""
    return json.loads(page.evaluate("key => localStorage.getItem(key)", key) or "null")


def note(page: Page) -> Locator:
    """What the page has to tell."""
    return page.locator(".practice-note")


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

"""Helpers for tests of the practice answers."""

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

NAME = "practice-answers.mentee.1"
"""The name in `site.storage` of answers to the first version of the questions."""

READ = "name => localStorage.getItem(site.storage.key(name))"
"""Returns the text saved under a name."""

WRITE = "([name, text]) => localStorage.setItem(site.storage.key(name), text)"
"""Saves a text under a name."""

BACKUP_TEXTS = """new Promise(done => {
    const request = indexedDB.open(site.storage.key("practice-answers"));
    request.onsuccess = () => {
        const names = [...request.result.objectStoreNames];
        if (!names.length) { done([]); return; }
        const all = request.result.transaction("records").objectStore("records").getAll();
        all.onsuccess = () => done(all.result.map(entry => entry.text));
    };
})"""
"""The texts in the IndexedDB backup. None means that the text was erased."""


def open_page(tab: Any, address: str = ADDRESS) -> Page:
    """Open the page and wait until its script has run."""
    page: Page = tab.go(address)
    expect(page.locator(".practice.is-live")).to_be_attached()
    return page


def reveal(locator: Locator) -> Locator:
    """Show the part of the page that an element is in, without changing the URL, and return the element."""
    locator.first.evaluate("element => window.site?.practice.parts.open(element)")
    return locator


def question_of(page: Page, name: str) -> Locator:
    """Return a question with its hints and fields, after showing its part."""
    return reveal(page.locator(f"[data-question='{name}']"))


def field(page: Page, name: str) -> Locator:
    """Return the first field of a question, after showing its part."""
    return reveal(page.locator(f"#q-{name}"))


def saving_checkbox(page: Page) -> Locator:
    """Return the checkbox that turns saving on, after expanding its section."""
    return reveal(page.locator("#keep-box"))


def fill(page: Page, answers: dict[str, Any]) -> None:
    """Enter answers as a reader does."""
    for name, answer in answers.items():
        if question_of(page, name).get_attribute("data-kind") in ("short", "long", "number"):
            field(page, name).fill(answer)
            continue
        for value in [answer] if isinstance(answer, str) else answer:
            question_of(page, name).locator(f"input[value='{value}']").check()


def read_answers(page: Page) -> dict[str, Any]:
    """Return the answers on the page."""
    answers: dict[str, Any] = page.evaluate("site.practice.fields.read()")
    return answers


def button(page: Page, name: str) -> Locator:
    """Return the first button with a name, after showing its part."""
    return reveal(page.get_by_role("button", name=name, exact=True, include_hidden=True)).first


def turn_on_saving(page: Page) -> None:
    """Turn on saving on this device."""
    saving_checkbox(page).check()


def saved_record(page: Page, name: str = NAME) -> Any:
    """Return the record saved on the device, or None."""
    return json.loads(page.evaluate(READ, name) or "null")


def notices(page: Page) -> Locator:
    """Return the notices on the page."""
    return page.locator(".practice-note")


def saved_text(answers: Any, **changes: Any) -> str:
    """Return the text of a record that was saved two days ago."""
    now = dt.datetime.now(dt.UTC)
    times = {"saved": now - dt.timedelta(days=2), "expires": now + dt.timedelta(days=88)}
    stamps = {name: time.isoformat().replace("+00:00", "Z") for name, time in times.items()}
    return json.dumps({"version": 1, **stamps, "answers": answers, **changes})


def open_with_saved(tab: Any, text: str, name: str = NAME) -> Page:
    """Open the page in a browser that has saved a text."""
    tab.go("about/").evaluate(WRITE, [name, text])
    return open_page(tab)


def wait_until_saved(page: Page, text: str) -> None:
    """Wait until a text has been saved."""
    page.wait_for_function("([name, text]) => (site.storage.get(name) || '').includes(text)", arg=[NAME, text])

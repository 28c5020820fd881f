"""Helpers that fill and read the shortlist, for its tests."""

import json
from typing import Any

from playwright.sync_api import Locator, Page
from site_fixture import real_project

from generator.kinds.site.list.facets import table_of, values_of

FIRST, SECOND, THIRD, FOURTH = list(real_project().catalog.all("sites"))[:4]
"""Four sites of the real project. Which ones does not matter."""

THREE = [FIRST.slug, SECOND.slug, THIRD.slug]

VALUE_PAGE = f"sites/state/{values_of(real_project().catalog, FIRST)['state'][0]}/"
"""The page of the first site's state."""

BLOCKED = """
Object.defineProperty(window, "localStorage", { get() { throw new DOMException("blocked", "SecurityError"); } });
"""
"""Makes storage throw an error, as in a browser that blocks all site data."""

NO_CLIPBOARD = "Object.defineProperty(Navigator.prototype, 'clipboard', { value: undefined });"
"""Removes the clipboard, as on a site without https. The copy command of the document still works."""

NO_COPY_COMMAND = "Document.prototype.execCommand = () => false;"
"""Makes the browser refuse the copy command."""

REFUSED_CLIPBOARD = "Clipboard.prototype.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError'));"
"""Makes the clipboard refuse access, as a reader may."""

READ = """view => ({
    rows: [...view.querySelectorAll("tr[data-side]")].map(row => [row.getAttribute("data-side"),
        [...row.querySelectorAll("td")].map(cell => [...cell.querySelectorAll("li")].map(item => item.textContent))]),
    single: [...view.querySelectorAll("div[data-side]")].map(group =>
        [group.getAttribute("data-side"), group.querySelector("dd").textContent]),
    unknown: [...view.querySelectorAll(".silent")].map(line => line.textContent),
})"""
"""Returns what a view of sites side by side shows."""


def places() -> dict[str, list[str]]:
    """Return the slugs of the sites that state each place of work."""
    slugs: dict[str, list[str]] = {}
    for slug, values in table_of(real_project().catalog).items():
        for place in values.get("where", ()):
            slugs.setdefault(place, []).append(slug)
    return slugs


STORED_KEY = "site.storage.key('shortlist')"
"""The key under which the browser stores the shortlist, as a script."""


def open_with_shortlist(tab: Any, address: str, slugs: object, raw: str | None = None) -> Page:
    """Store a shortlist, or the text `raw`, and open a page."""
    page: Page = tab.go("about/")
    text = json.dumps(slugs) if raw is None else raw
    page.evaluate(f"text => localStorage.setItem({STORED_KEY}, text)", text)
    opened: Page = tab.go(address)
    return opened


def stored(page: Page) -> Any:
    """Return the stored shortlist, or None if nothing is stored."""
    return json.loads(page.evaluate(f"localStorage.getItem({STORED_KEY})") or "null")


def shortlist_button(page: Page, slug: str) -> Locator:
    """Return the button that adds and removes a site."""
    return page.locator(f"[data-keep='{slug}']").first


def bar(page: Page) -> Locator:
    """Return the bar that shows the number of sites on the shortlist."""
    return page.get_by_role("region", name="Your shortlist")


def columns(page: Page) -> list[str]:
    """Return the names of the sites that the shortlist's page shows, in order."""
    return page.locator(".shortlist-compare th[scope=col]").all_inner_texts()

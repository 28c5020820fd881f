"""The shortlist, as its tests fill and read it."""

import json
from typing import Any

from playwright.sync_api import Locator, Page
from site_fixture import real_project

from generator.kinds.site.list.facets import table_of, values_of

FIRST, SECOND, THIRD, FOURTH = list(real_project().catalog.all("sites"))[:4]
"""Sites of the directory, whichever they are."""

THREE = [FIRST.slug, SECOND.slug, THIRD.slug]

VALUE_PAGE = f"sites/state/{values_of(real_project().catalog, FIRST)['state'][0]}/"
"""The page of the first one's state."""

BLOCKED = """
Object.defineProperty(window, "localStorage", { get() { throw new DOMException("blocked", "SecurityError"); } });
"""
"""As in a browser whose reader has blocked all site data."""

NO_CLIPBOARD = "Object.defineProperty(Navigator.prototype, 'clipboard', { value: undefined });"
"""As on a site without https."""

REFUSED_CLIPBOARD = "Clipboard.prototype.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError'));"

READ = """view => ({
    rows: [...view.querySelectorAll("tr[data-side]")].map(row => [row.getAttribute("data-side"),
        [...row.querySelectorAll("td")].map(cell => [...cell.querySelectorAll("li")].map(item => item.textContent))]),
    single: [...view.querySelectorAll("div[data-side]")].map(pair =>
        [pair.getAttribute("data-side"), pair.querySelector("dd").textContent]),
    silent: [...view.querySelectorAll(".silent")].map(line => line.textContent),
})"""
"""What a view of sites side by side says."""


def places() -> dict[str, list[str]]:
    """Each kind of place with the sites that state it."""
    found: dict[str, list[str]] = {}
    for slug, sides in table_of(real_project().catalog).items():
        for place in sides.get("where", ()):
            found.setdefault(place, []).append(slug)
    return found


def keeping(tab: Any, address: str, slugs: object, raw: str | None = None) -> Page:
    """A page in a tab whose reader kept these sites before."""
    page: Page = tab.go("about/")
    page.evaluate("text => localStorage.setItem('shortlist', text)", json.dumps(slugs) if raw is None else raw)
    opened: Page = tab.go(address)
    return opened


def stored(page: Page) -> Any:
    """The list on the device; None where there is no trace of one."""
    return json.loads(page.evaluate("localStorage.getItem('shortlist')") or "null")


def keep_button(page: Page, slug: str) -> Locator:
    """The button that adds a site and takes it off."""
    return page.locator(f"[data-keep='{slug}']").first


def bar(page: Page) -> Locator:
    """The bar that says how many sites are kept."""
    return page.get_by_role("region", name="Your shortlist")


def columns(page: Page) -> list[str]:
    """The sites that the shortlist shows, in its order."""
    return page.locator(".compare th[scope=col]").all_inner_texts()

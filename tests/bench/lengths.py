"""Measure how long pages are on a phone of 360 by 740 pixels. Prints numbers only.

`screens` is the page's height in screens, `above` the pixels above its heading, `stops` the number of Tab stops in its
content, `view KB` the compressed size of a first view. `first result` is the position of a search's best result in
pixels.
"""

import functools
import http.server
import shutil
import statistics
import threading
from pathlib import Path

from browse import QuietHandler
from measure import first_view
from playwright.sync_api import Page, sync_playwright

SITE = Path(__file__).parents[2] / "site"
WIDTH, HEIGHT = 360, 740
PAGES = (
    "",
    "sites/",
    "apply/",
    "apply/mentee/",
    "apply/mentor/",
    "questions/",
    "resources/",
    "glossary/",
    "support-types/",
    "how-it-works/",
    "sources/",
    "help/",
    "search/",
)
QUERY = "when can I apply"

STOPS = """() => [...document.querySelectorAll("#main :is(a[href], button, input, select, textarea, summary)")]
    .filter(element => element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }))
    .filter(element => !element.disabled).length"""
TOP = "selector => document.querySelector(selector).getBoundingClientRect().top + window.scrollY"


def main() -> None:
    handler = functools.partial(QuietHandler, directory=str(SITE))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}/"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium-headless-shell"), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, has_touch=True)
        print(f"{'page':<18} {'screens':>8} {'above':>6} {'stops':>6} {'view KB':>8}")
        for address in PAGES:
            print_row(page, url, address)
        sites = [f"sites/{path.parent.name}/" for path in sorted(SITE.glob("sites/*/index.html")) if is_record(path)]
        heights = [screens(page, url + address) for address in sites]
        print(f"{len(sites)} sites: median {statistics.median(heights):.1f} screens, longest {max(heights):.1f}")
        page.goto(f"{url}search/#q={QUERY.replace(' ', '%20')}")
        page.wait_for_selector(".search-results a")
        print(f"first result for '{QUERY}': {page.evaluate(TOP, '.search-results a'):.0f} px")
        browser.close()
    server.shutdown()


def is_record(path: Path) -> bool:
    """Return whether a page below `sites/` is that of a site record."""
    return 'class="record"' in path.read_text(encoding="utf-8")


def screens(page: Page, url: str) -> float:
    """Return the height of a page in screens."""
    page.goto(url)
    return float(page.evaluate("document.documentElement.scrollHeight")) / HEIGHT


def print_row(page: Page, url: str, address: str) -> None:
    """Print the row of a page."""
    height = screens(page, url + address)
    above, stops = page.evaluate(TOP, "h1"), page.evaluate(STOPS)
    view = first_view(SITE, f"{address}index.html") / 1024
    print(f"/{address:<17} {height:>8.1f} {above:>6.0f} {stops:>6} {view:>8.0f}")


if __name__ == "__main__":
    main()

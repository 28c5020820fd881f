"""Measure the list of sites in a browser, with the real records and with 1,000 added sites. Prints numbers only.

`usable` is the time from the request until the filters work. `filter` and `words` are the times from a click on a
filter, or from typing, until the browser has painted the result: the slowest of several. The server is local.
"""

import functools
import gzip
import http.server
import shutil
import tempfile
import threading
from pathlib import Path

from generated_sites import make_project
from measure import build, first_view
from playwright.sync_api import Page, sync_playwright

CHOICES = ("where=jail", "community=rural", "role=mentor", "service=one-to-one-coaching", "state=oh")
WORDS = ("jail", "rural county", "recovry", "test site 12", "court coach")

PAINTED = """async act => {
    const start = performance.now();
    act();
    await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
    return performance.now() - start;
}"""
CHOOSE = f"""async choice => {{
    const [side, value] = choice.split("=");
    const box = document.querySelector(`[data-side="${{side}}"] input[value="${{value}}"]`);
    return await ({PAINTED})(() => box.click());
}}"""
TYPE = """async words => {
    const box = document.getElementById("site-words"), start = performance.now();
    const shown = new Promise(done => document.addEventListener("sites-shown", done, { once: true }));
    box.value = words;
    box.dispatchEvent(new Event("input"));
    await shown;
    await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
    return performance.now() - start;
}"""


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    """Serves files without a log."""

    def log_message(self, *_: object) -> None:
        """Do nothing."""


def measure(page: Page, url: str) -> dict[str, float]:
    """Return the measurements of the list at a URL, in milliseconds."""
    page.goto(url)
    page.wait_for_selector(".directory.is-live")
    usable = page.evaluate("performance.now()")
    choices = []
    for choice in CHOICES:
        choices.append(page.evaluate(CHOOSE, choice))
        page.evaluate(CHOOSE, choice)
    page.focus("#site-words")
    page.wait_for_timeout(1500)
    words = [page.evaluate(TYPE, text) for text in WORDS]
    return {"usable": usable, "filter": max(choices), "words": max(words)}


def main() -> None:
    print(f"{'sites added':>12} {'list KB':>8} {'view KB':>8} {'usable ms':>10} {'filter ms':>10} {'words ms':>10}")
    for sites in (0, 1_000):
        with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
            site = make_project(Path(folder) / "project", sites) / "site"
            build(site.parent)
            handler = functools.partial(QuietHandler, directory=str(site))
            server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
            threading.Thread(target=server.serve_forever, daemon=True).start()
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium-headless-shell"), args=["--no-sandbox", "--disable-gpu"]
            )
            times = measure(browser.new_page(), f"http://127.0.0.1:{server.server_port}/sites/")
            browser.close()
            server.shutdown()
            size = len(gzip.compress((site / "sites/index.html").read_bytes(), 6)) / 1024
            view = first_view(site, "sites/index.html") / 1024
            numbers = " ".join(f"{times[name]:>10.0f}" for name in ("usable", "filter", "words"))
            print(f"{sites:>12,} {size:>8.0f} {view:>8.0f} {numbers}")


if __name__ == "__main__":
    main()

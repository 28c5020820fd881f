"""Measure the practice page: the bytes of its scripts, and the time to restore a saved full draft.

`ready` is the time from the request until the page is usable. `script` is the time from the arrival of its last script
until then. The draft answers every question up to its limit. Both are the slowest of ten reloads, from a server on the
same machine. `make bench` does not run this file.
"""

import functools
import gzip
import http.server
import re
import shutil
import tempfile
import threading
from pathlib import Path

from browse import QuietHandler
from generated_sites import make_project
from measure import build
from playwright.sync_api import Page, sync_playwright

ADDRESS = "apply/{}/practice/"
LISTEN = """document.addEventListener("practice-ready", () => { window.readyAt = performance.now(); });"""
FILL = """() => {
    site.practice.fields.questions.forEach(question => {
        if (question.inputs.length > 1) { question.field.click(); return; }
        question.field.value = question.kind === "number" ? "4" : "recovery ".repeat(question.maxWords || 100).trim();
    });
    document.getElementById("keep-box").click();
    return JSON.stringify(site.practice.fields.read()).length;
}"""
MEASURE = """() => {
    const scripts = performance.getEntriesByType("resource").filter(entry => /assets.js.pathways/.test(entry.name));
    return [window.readyAt, window.readyAt - Math.max(...scripts.map(entry => entry.responseEnd))];
}"""


def sizes(site: Path, address: str) -> tuple[int, int]:
    """Return the bytes of the page's own scripts: uncompressed, and with each script compressed."""
    page = (site / address / "index.html").read_text(encoding="utf-8")
    scripts = [(site / name).read_bytes() for name in re.findall(r'src="(?:\.\./)+(assets/js/pathways/[^"]+)"', page)]
    return sum(map(len, scripts)), sum(len(gzip.compress(script, 6)) for script in scripts)


def measure(page: Page, url: str) -> tuple[int, float, float]:
    """Return the characters of a full draft, and the `ready` and `script` times in milliseconds."""
    page.add_init_script(LISTEN)
    page.goto(url)
    page.wait_for_selector(".practice.is-live")
    length = page.evaluate(FILL)
    times = []
    for _ in range(10):
        page.reload()
        page.wait_for_selector(".practice-note")
        times.append(page.evaluate(MEASURE))
    return length, max(time[0] for time in times), max(time[1] for time in times)


def main() -> None:
    print(f"{'pathway':>14} {'scripts':>8} {'gzip':>8} {'draft':>8} {'ready ms':>9} {'script ms':>10}")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = make_project(Path(folder) / "project", 0) / "site"
        build(site.parent)
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(QuietHandler, directory=str(site)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium-headless-shell"), args=["--no-sandbox", "--disable-gpu"]
        )
        for slug in ("mentee", "mentor"):
            address = ADDRESS.format(slug)
            length, ready, script = measure(browser.new_page(), f"http://127.0.0.1:{server.server_port}/{address}")
            plain, compressed = sizes(site, address)
            print(f"{slug:>14} {plain:>8,} {compressed:>8,} {length:>8,} {ready:>9.0f} {script:>10.0f}")
        browser.close()
        server.shutdown()


if __name__ == "__main__":
    main()

"""A browser for each worker, a server for the built site, and tabs that remember what went wrong."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Dialog, Page, Request, sync_playwright
from site_fixture import Site, addressed_site, offline_copy

CHROMIUM = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
MEASURE = (Path(__file__).parent / "measure.js").read_text(encoding="utf-8")
AXE = Axe().axe_script
CONTRAST = "color-contrast"
AXE_TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
"""The rules of axe: those of WCAG 2.2, levels A and AA."""

ICON = "/assets/icon.svg"
"""The icon of the tab, which no page asks for: the browser does, when it pleases."""

HANDWRITTEN = (
    "",
    "how-it-works/",
    "sites/",
    "support-types/",
    "success-stories/",
    "apply/",
    "questions/",
    "resources/",
    "glossary/",
    "search/",
    "data/",
    "about/",
    "what-we-do-not-know/",
    "404.html",
)
"""Pages that differ in their parts: those of `content/`, and the lists that blocks make."""


@pytest.fixture(scope="session")
def offline(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site from its offline zip."""
    return offline_copy(tmp_path_factory)


@pytest.fixture(scope="session")
def addressed(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site, built for an address with a path."""
    return addressed_site(tmp_path_factory)


# ---- the server ----


class Server(ThreadingHTTPServer):
    """Serves a built site as a static host does: with its headers, its error page, and a log of what was asked."""

    def __init__(self, folder: Path, below: str) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.folder = folder
        self.below = below
        self.asked: list[str] = []
        """Path and query of every request: what a host would log."""
        lines = (folder / "_headers").read_text(encoding="utf-8").splitlines()
        self.headers = [line.strip().split(": ", 1) for line in lines if line.startswith("  ")]

    @property
    def url(self) -> str:
        """The address of the home page."""
        return f"http://127.0.0.1:{self.server_port}{self.below}"

    def handle_error(self, *_: object) -> None:
        """A browser that leaves a page hangs up in the middle of an answer; that is no error."""


class Handler(SimpleHTTPRequestHandler):
    """One request."""

    server: Server

    def do_GET(self) -> None:
        if not self.path.endswith(ICON):
            self.server.asked.append(self.path)
        super().do_GET()

    def translate_path(self, path: str) -> str:
        self.directory = str(self.server.folder)
        below = self.server.below
        return super().translate_path(path.removeprefix(below.rstrip("/")) if path.startswith(below) else "/nowhere")

    def end_headers(self) -> None:
        for name, value in self.server.headers:
            self.send_header(name, value)
        super().end_headers()

    def send_error(self, code: int, *_: object) -> None:
        page = (self.server.folder / "404.html").read_bytes()
        self.send_response(HTTPStatus(code))
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, *_: object) -> None:
        """Nothing: the log is `asked`."""


@contextmanager
def serving(folder: Path, below: str = "/") -> Iterator[Server]:
    """A server for a folder, below a path."""
    with Server(folder, below) as running:
        thread = Thread(target=running.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield running
        running.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def server(site: Site) -> Iterator[Server]:
    """The built site on a server of its own."""
    with serving(site.folder) as running:
        yield running


@pytest.fixture(scope="session")
def server_below(addressed: Site) -> Iterator[Server]:
    """The site that was built for an address with a path, at that path."""
    with serving(addressed.folder, "/mentoring/") as running:
        yield running


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], Server]]:
    """Serve another built site: `serve(folder).url`."""
    with ExitStack() as running:
        yield lambda folder: running.enter_context(serving(folder))


# ---- the browser ----


@pytest.fixture(scope="session")
def chromium() -> str:
    """The program: Debian's Chromium without windows, which is the quickest, or the Chrome of GitHub's machines."""
    program = shutil.which("chromium-headless-shell") or shutil.which("google-chrome")
    if program is None:
        pytest.fail("Chromium is missing, in which the pages are tested. Install chromium-headless-shell.")
    return program


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """Chromium."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=list(CHROMIUM))
        yield running
        running.close()


@dataclass
class Tab:
    """A page of the site in the browser, and what was asked for and went wrong since `go`."""

    page: Page
    root: str
    """The address of the site's home page."""
    home: str
    """What completes the address of a folder: nothing on a server, 'index.html' from a disk."""
    requests: list[str] = field(default_factory=list)
    noises: list[str] = field(default_factory=list)
    is_over: bool = False
    """Whether its test has ended, so that a page that asks before it is left may be left."""

    def listen(self) -> "Tab":
        """Begin to remember."""
        self.page.on("request", self._note)
        self.page.on("requestfailed", self._miss)
        self.page.on("pageerror", lambda error: self.noises.append(f"error: {error}"))
        self.page.on("console", self._hear)
        self.page.on("dialog", self._dismiss)
        return self

    def _dismiss(self, dialog: Dialog) -> None:
        if self.is_over:
            dialog.accept()
            return
        self.noises.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _note(self, request: Request) -> None:
        if not request.url.endswith(ICON):
            self.requests.append(request.url)

    def _miss(self, request: Request) -> None:
        # Who leaves a page while it still loads its icon has missed nothing.
        if request.failure != "net::ERR_ABORTED":
            self.noises.append(f"{request.url.removeprefix(self.root)} failed: {request.failure}")

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.noises.append(f"console: {message.text}")

    def go(self, address: str = "") -> Page:
        """Open a page, with everything before it forgotten."""
        self.requests.clear()
        self.noises.clear()
        place, mark, fragment = address.partition("#")
        file = place + self.home if place == "" or place.endswith("/") else place
        self.page.goto(f"{self.root}{file}{mark}{fragment}")
        return self.page

    @property
    def faults(self) -> list[str]:
        """Errors, and requests to another origin."""
        foreign = [url for url in self.requests if not url.startswith((self.root, "data:", "blob:"))]
        return [*self.noises, *(f"asked {url}" for url in foreign)]

    def measure(self, name: str) -> list[str]:
        """What a function of measure.js finds wrong on the page."""
        found: list[str] = self.page.evaluate(f"{MEASURE}\nmeasure.{name}()")
        return found

    def axe(self, *, contrast: bool = False, others: bool = True) -> list[str]:
        """What axe finds wrong on the page: `contrast` by its rule for colors, `others` by all of its other rules.

        That rule takes most of axe's time, so our own check ("faint") usually replaces it. A test in
        test_reading_pages.py compares the two, and the rule itself runs there on each template.
        """
        if not self.page.evaluate("'axe' in window"):
            # Half a megabyte, which later pages of the tab have from the start: the browser compiles it only once.
            self.page.add_init_script(AXE)
            self.page.evaluate(AXE)
        options = {
            "runOnly": {"type": "tag", "values": AXE_TAGS} if others else {"type": "rule", "values": [CONTRAST]},
            "rules": {CONTRAST: {"enabled": contrast}},
            "resultTypes": ["violations"],
            # It would load each stylesheet again, which the policy of the pages forbids.
            "preload": False,
        }
        # Only what is wrong comes back: on a long page all that axe looked at is megabytes.
        run = "options => axe.run(options).then(results => results.violations)"
        violations: list[dict[str, Any]] = self.page.evaluate(run, options)
        faint = self.measure("faint") if others else []
        return faint + [
            f"{violation['id']}: {node['target']} {' '.join(str(node['failureSummary']).split())}"
            for violation in violations
            for node in violation["nodes"]
        ]


OpenTab = Callable[..., Tab]
ColorScheme = Literal["light", "dark"]

FRESH = """() => {
    sessionStorage.clear();
    return "__pwClock" in window;
}"""
"""Forgets what belongs to a tab alone, and tells whether the test has replaced its clock, which nothing undoes."""


class Tabs:
    """Tabs for tests. Those with ordinary settings are used again, as empty as new ones: that halves their cost."""

    def __init__(self, browser: Browser, server: Server) -> None:
        self.browser = browser
        self.server = server
        self._idle: list[Tab] = []
        self._reusable: list[Tab] = []
        self._others: list[BrowserContext] = []

    def open(
        self,
        *,
        width: int = 1280,
        height: int = 900,
        root: str = "",
        home: str = "",
        before: str = "",
        color_scheme: ColorScheme = "light",
        **wishes: Any,
    ) -> Tab:
        """A tab in a profile of its own. `before` runs before a page's own scripts; `wishes` are Playwright's."""
        if root or before or wishes:
            context = self._context(**wishes)
            self._others.append(context)
            if before:
                context.add_init_script(before)
            tab = Tab(context.new_page(), root or self.server.url, home).listen()
        else:
            tab = self._idle.pop() if self._idle else Tab(self._context().new_page(), self.server.url, home).listen()
            self._reusable.append(tab)
        tab.page.set_viewport_size({"width": width, "height": height})
        tab.page.emulate_media(color_scheme=color_scheme)
        return tab

    def _context(self, **wishes: Any) -> BrowserContext:
        context = self.browser.new_context(**wishes)
        context.set_default_timeout(10_000)
        return context

    def end_test(self) -> None:
        """Close the tabs of a test, or empty them for the next one."""
        for context in self._others:
            context.close()
        for tab in self._reusable:
            if self._is_emptied(tab):
                self._idle.append(tab)
            else:
                tab.page.context.close()
        self._others.clear()
        self._reusable.clear()

    def _is_emptied(self, tab: Tab) -> bool:
        page = tab.page
        if page.context.pages != [page] or not page.url.startswith(self.server.url) or page.evaluate(FRESH):
            return False
        page.unroute_all()
        page.mouse.move(0, 0)
        page.emulate_media(media="null", color_scheme="null", forced_colors="null", reduced_motion="null")
        tab.is_over = True
        page.goto("about:blank")
        devtools = page.context.new_cdp_session(page)
        devtools.send("Storage.clearDataForOrigin", {"origin": self.server.url.rstrip("/"), "storageTypes": "all"})
        devtools.send("Page.resetNavigationHistory")
        devtools.detach()
        tab.requests.clear()
        tab.noises.clear()
        tab.is_over = False
        return True

    def close(self) -> None:
        """Close every tab that waits for a test."""
        for tab in self._idle:
            tab.page.context.close()


@pytest.fixture(scope="session")
def tabs(browser: Browser, server: Server) -> Iterator[Tabs]:
    """The tabs of a worker."""
    kept = Tabs(browser, server)
    yield kept
    kept.close()


@pytest.fixture
def open_tab(tabs: Tabs) -> Iterator[OpenTab]:
    """Open tabs, each in a profile of its own: `open_tab(width=320, color_scheme="dark")`."""
    yield tabs.open
    tabs.end_test()


@pytest.fixture
def tab(open_tab: OpenTab) -> Tab:
    """A tab on a wide screen."""
    return open_tab()


@pytest.fixture(scope="session")
def templates(site: Site) -> list[str]:
    """An address for each template: of the pages that records make, the longest of each kind."""
    by_kind: dict[str, list[str]] = {}
    for page in site.project.pages:
        if page.record is not None:
            by_kind.setdefault(page.record.kind, []).append(page.address)
    longest = [max(found, key=lambda address: len(site.pages[address].text)) for found in by_kind.values()]
    return list(dict.fromkeys([*HANDWRITTEN, *longest, *by_kind["pathways"]]))

"""Fixtures: a browser for each worker, a server for the built site, and tabs that record requests and errors."""

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
"""The axe rules to run: WCAG 2.2, levels A and AA."""

ICON = "/assets/icon.svg"
"""The favicon, which the browser requests by itself at any time; these requests are not recorded."""

CONTENT_PAGES = (
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
"""Pages of `content/` with different components, among them the lists that blocks make."""


@pytest.fixture(scope="session")
def offline(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Return the site from its offline zip."""
    return offline_copy(tmp_path_factory)


@pytest.fixture(scope="session")
def addressed(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Return the site, built for a URL with a path."""
    return addressed_site(tmp_path_factory)


# ---- server ----


class Server(ThreadingHTTPServer):
    """Serves a built site like a static host: with its headers, its error page and a log of requests."""

    def __init__(self, folder: Path, below: str) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.folder = folder
        self.below = below
        self.asked: list[str] = []
        """Path and query of every request, as a host would log them."""
        lines = (folder / "_headers").read_text(encoding="utf-8").splitlines()
        self.headers = [line.strip().split(": ", 1) for line in lines if line.startswith("  ")]

    @property
    def url(self) -> str:
        """Return the URL of the home page."""
        return f"http://127.0.0.1:{self.server_port}{self.below}"

    def handle_error(self, *_: object) -> None:
        """Do nothing: a browser that leaves a page closes the connection during a response, which is not an error."""


class Handler(SimpleHTTPRequestHandler):
    """Handles one request."""

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
        """Do nothing: `Server.asked` is the log."""


@contextmanager
def serving(folder: Path, below: str = "/") -> Iterator[Server]:
    """Serve a folder below a path, and yield the server."""
    with Server(folder, below) as running:
        thread = Thread(target=running.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield running
        running.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def server(site: Site) -> Iterator[Server]:
    """Serve the built site."""
    with serving(site.folder) as running:
        yield running


@pytest.fixture(scope="session")
def server_below(addressed: Site) -> Iterator[Server]:
    """Serve the site that was built for a URL with a path, at that path."""
    with serving(addressed.folder, "/mentoring/") as running:
        yield running


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], Server]]:
    """Yield a function that serves another built site: `serve(folder).url`."""
    with ExitStack() as running:
        yield lambda folder: running.enter_context(serving(folder))


# ---- browser ----


@pytest.fixture(scope="session")
def chromium() -> str:
    """Return the browser program: Debian's headless Chromium, which is fastest, or the Chrome of GitHub's runners."""
    program = shutil.which("chromium-headless-shell") or shutil.which("google-chrome")
    if program is None:
        pytest.fail("The browser tests need Chromium. Install chromium-headless-shell.")
    return program


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """Run Chromium, and yield it."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=list(CHROMIUM))
        yield running
        running.close()


@dataclass
class Tab:
    """A tab of the browser, with its requests and errors since the last `go`."""

    page: Page
    root: str
    """The URL of the site's home page."""
    home: str
    """What to append to the address of a folder: nothing on a server, 'index.html' for files."""
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    is_over: bool = False
    """Whether the test has ended; from then on, dialogs that ask before leaving a page are accepted."""

    def listen(self) -> "Tab":
        """Start to record requests and errors, and return the tab."""
        self.page.on("request", self._note)
        self.page.on("requestfailed", self._miss)
        self.page.on("pageerror", lambda error: self.errors.append(f"error: {error}"))
        self.page.on("console", self._hear)
        self.page.on("dialog", self._dismiss)
        return self

    def _dismiss(self, dialog: Dialog) -> None:
        if self.is_over:
            dialog.accept()
            return
        self.errors.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _note(self, request: Request) -> None:
        if not request.url.endswith(ICON):
            self.requests.append(request.url)

    def _miss(self, request: Request) -> None:
        # Leaving a page while its icon still loads is not a failure.
        if request.failure != "net::ERR_ABORTED":
            self.errors.append(f"{request.url.removeprefix(self.root)} failed: {request.failure}")

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(f"console: {message.text}")

    def go(self, address: str = "") -> Page:
        """Clear the recorded requests and errors, open a page and return it."""
        self.requests.clear()
        self.errors.clear()
        place, mark, fragment = address.partition("#")
        file = place + self.home if place == "" or place.endswith("/") else place
        self.page.goto(f"{self.root}{file}{mark}{fragment}")
        return self.page

    @property
    def faults(self) -> list[str]:
        """Return the errors, and the requests to other origins."""
        external = [url for url in self.requests if not url.startswith((self.root, "data:", "blob:"))]
        return [*self.errors, *(f"requested {url}" for url in external)]

    def measure(self, name: str) -> list[str]:
        """Return the problems that a function of measure.js finds on the page."""
        problems: list[str] = self.page.evaluate(f"{MEASURE}\nmeasure.{name}()")
        return problems

    def axe(self, *, contrast: bool = False, others: bool = True) -> list[str]:
        """Return the problems that axe finds: `contrast` by its color contrast rule, `others` by all other rules.

        The contrast rule takes most of axe's time, so our own check ("faint") usually replaces it. A test in
        test_reading_pages.py compares the two, and axe's rule runs there on each template.
        """
        if not self.page.evaluate("'axe' in window"):
            # Half a megabyte, which later pages of the tab have from the start: the browser compiles it only once.
            self.page.add_init_script(AXE)
            self.page.evaluate(AXE)
        options = {
            "runOnly": {"type": "tag", "values": AXE_TAGS} if others else {"type": "rule", "values": [CONTRAST]},
            "rules": {CONTRAST: {"enabled": contrast}},
            "resultTypes": ["violations"],
            # Preloading would fetch each stylesheet again, which the policy of the pages forbids.
            "preload": False,
        }
        # Return violations only: on a long page, the full result takes megabytes.
        run = "options => axe.run(options).then(results => results.violations)"
        violations: list[dict[str, Any]] = self.page.evaluate(run, options)
        low_contrast = self.measure("faint") if others else []
        return low_contrast + [
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
"""Clears the session storage, and returns whether the test has installed a fake clock, which cannot be undone."""


class Tabs:
    """Tabs for tests. Tabs with default settings are emptied and reused, which halves their cost."""

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
        **options: Any,
    ) -> Tab:
        """Return a tab with its own profile.

        Args:
            before: A script that runs before the scripts of each page.
            options: Options of Playwright's `new_context`.
        """
        if root or before or options:
            context = self._context(**options)
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

    def _context(self, **options: Any) -> BrowserContext:
        context = self.browser.new_context(**options)
        context.set_default_timeout(10_000)
        return context

    def end_test(self) -> None:
        """Close the tabs of a test, or empty them for the next test."""
        for context in self._others:
            context.close()
        for tab in self._reusable:
            if self._empty(tab):
                self._idle.append(tab)
            else:
                tab.page.context.close()
        self._others.clear()
        self._reusable.clear()

    def _empty(self, tab: Tab) -> bool:
        """Make a tab like new, and return whether that was possible."""
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
        tab.errors.clear()
        tab.is_over = False
        return True

    def close(self) -> None:
        """Close all idle tabs."""
        for tab in self._idle:
            tab.page.context.close()


@pytest.fixture(scope="session")
def tabs(browser: Browser, server: Server) -> Iterator[Tabs]:
    """Yield the tabs of a worker."""
    pool = Tabs(browser, server)
    yield pool
    pool.close()


@pytest.fixture
def open_tab(tabs: Tabs) -> Iterator[OpenTab]:
    """Yield a function that opens tabs, each with its own profile: `open_tab(width=320, color_scheme="dark")`."""
    yield tabs.open
    tabs.end_test()


@pytest.fixture
def tab(open_tab: OpenTab) -> Tab:
    """Return a tab on a wide screen."""
    return open_tab()


@pytest.fixture(scope="session")
def templates(site: Site) -> list[str]:
    """Return a page for each template: those of `content/`, and the longest record page of each kind."""
    by_kind: dict[str, list[str]] = {}
    for page in site.project.pages:
        if page.record is not None:
            by_kind.setdefault(page.record.kind, []).append(page.address)
    longest = [max(group, key=lambda address: len(site.pages[address].text)) for group in by_kind.values()]
    return list(dict.fromkeys([*CONTENT_PAGES, *longest, *by_kind["pathways"]]))

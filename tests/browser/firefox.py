"""A Firefox driver that uses Marionette: https://firefox-source-docs.mozilla.org/testing/marionette.

Mozilla's own client needs sixteen packages for phones and emulators, so this is a small client of our own.
"""

import json
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

import pytest

PREFERENCES = {
    "marionette.port": 0,
    "nimbus.rollouts.enabled": False,
    "app.normandy.enabled": False,
    "dom.max_script_run_time": 0,
}
"""Use a free port, and no experiments by Mozilla. Scripts have no time limit: on a busy machine, Firefox would stop one
that waits for the processor, and tests have their own timeouts."""

PORT_FILE = "MarionetteActivePort"
"""The file of the profile that contains the port that Firefox chose."""

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
"""The key of an element reference (WebDriver standard)."""

ENTER, ARROW_DOWN = "\ue007", "\ue015"
"""Key codes (WebDriver standard)."""

NARROWEST = 500
"""The minimum width of a Firefox window in pixels. Narrower layouts are reached by zooming in, as readers do."""

TIMEOUT = 20.0
"""Seconds to wait for something on a page, or for a response."""

AFTER_PAINTING = "return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done())));"

CONSOLE = """return Services.console.getMessageArray()
    .filter(message => message instanceof Ci.nsIScriptError && message.sourceName.startsWith(arguments[0]))
    .map(message => `${message.category}: ${message.errorMessage}`);"""
"""Returns the console messages about pages below a URL: errors, missing files and policy violations."""

ZOOM = "gBrowser.selectedBrowser.fullZoom = arguments[0];"


class MarionetteError(Exception):
    """Firefox returned an error, or closed the connection."""


class Marionette:
    """A connection to Firefox. Each message consists of its length, a colon and JSON."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=TIMEOUT)
        self._stream = self._socket.makefile("rb")
        self._number = 0
        self._receive()  # the greeting

    def send(self, command: str, **parameters: object) -> Any:
        """Run a command and return its result.

        Raises:
            MarionetteError: Firefox returned an error; its message is included.
        """
        self._number += 1
        message = json.dumps([0, self._number, command, parameters]).encode()
        self._socket.sendall(b"%d:%b" % (len(message), message))
        _, _, error, result = self._receive()
        if error:
            raise MarionetteError(f"{command}: {error['message']}")
        return result.get("value", result) if isinstance(result, dict) else result

    def _receive(self) -> Any:
        length = b""
        while (digit := self._stream.read(1)) != b":":
            if not digit:
                raise MarionetteError("Firefox closed the connection.")
            length += digit
        return json.loads(self._stream.read(int(length)))

    def close(self) -> None:
        """Close the connection."""
        self._stream.close()
        self._socket.close()


class Firefox:
    """A page in Firefox. Methods with a CSS selector use the first element that matches."""

    def __init__(self, marionette: Marionette) -> None:
        self._marionette = marionette
        self._root = ""

    def go(self, root: str, address: str) -> None:
        """Clear the console and open a page of the site at `root`."""
        self._root = root
        self._in_chrome("Services.console.reset();")
        # Navigating to another fragment of the same page would not load it.
        self._marionette.send("WebDriver:Navigate", url="about:blank")
        self._marionette.send("WebDriver:Navigate", url=root + address)

    def run(self, script: str, *arguments: object) -> Any:
        """Run a script on the page and return its result."""
        return self._marionette.send("WebDriver:ExecuteScript", script=script, args=list(arguments), sandbox=None)

    def _in_chrome(self, script: str, *arguments: object) -> Any:
        """Run a script in the browser's own context instead of the page, and return its result."""
        self._marionette.send("Marionette:SetContext", value="chrome")
        try:
            return self.run(script, *arguments)
        finally:
            self._marionette.send("Marionette:SetContext", value="content")

    def show_at(self, width: int) -> None:
        """Lay out the page at a width in CSS pixels."""
        window = max(width, NARROWEST)
        self._marionette.send("WebDriver:SetWindowRect", width=window, height=1000)
        self._in_chrome(ZOOM, window / width)
        self.run(AFTER_PAINTING)

    def _element(self, selector: str) -> str:
        reference = self._marionette.send("WebDriver:FindElement", using="css selector", value=selector)
        return cast("str", reference[ELEMENT])

    def click(self, selector: str) -> None:
        """Click an element like a reader; fails if it is covered or not visible."""
        self._marionette.send("WebDriver:ElementClick", id=self._element(selector))

    def type(self, selector: str, keys: str) -> None:
        """Type keys into a field."""
        self._marionette.send("WebDriver:ElementSendKeys", id=self._element(selector), text=keys)

    def text(self, selector: str) -> str:
        """Return the visible text of an element; "" if there is none."""
        text = self.run("return document.querySelector(arguments[0])?.innerText ?? '';", selector)
        return " ".join(cast("str", text).split())

    def wait_until(self, condition: Callable[[], object], description: str) -> None:
        """Wait until a condition is true."""
        end = time.monotonic() + TIMEOUT
        while not condition():
            assert time.monotonic() < end, f"Timed out waiting for {description} at {self.url}"
            time.sleep(0.02)

    @property
    def url(self) -> str:
        """Return the URL of the page, relative to the site's root."""
        return cast("str", self._marionette.send("WebDriver:GetCurrentURL")).removeprefix(self._root)

    @property
    def errors(self) -> list[str]:
        """Return the console messages about the site's pages since `go`."""
        return cast("list[str]", self._in_chrome(CONSOLE, self._root))


@contextmanager
def running_firefox(folder: Path) -> Iterator[Firefox]:
    """Run headless Firefox with an empty profile in a folder, and yield it."""
    program = shutil.which("firefox-esr") or shutil.which("firefox")
    if program is None:
        pytest.fail("The browser tests need Firefox. Install firefox-esr.")
    preferences = (f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in PREFERENCES.items())
    (folder / "user.js").write_text("\n".join(preferences), encoding="utf-8")
    command = [
        program,
        "--headless",
        "--marionette",
        "--remote-allow-system-access",
        "--no-remote",
        "--profile",
        str(folder),
    ]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            marionette = Marionette(_port_of(folder, process))
            marionette.send("WebDriver:NewSession")
            yield Firefox(marionette)
            marionette.close()
        finally:
            process.kill()


def _port_of(profile: Path, process: "subprocess.Popen[bytes]") -> int:
    end = time.monotonic() + 3 * TIMEOUT
    file = profile / PORT_FILE
    while not (file.exists() and file.read_text(encoding="utf-8")):
        assert process.poll() is None, "Firefox exited during startup."
        assert time.monotonic() < end, "Firefox did not start in time."
        time.sleep(0.05)
    return int(file.read_text(encoding="utf-8"))

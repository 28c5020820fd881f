"""Firefox as a second browser, driven through Marionette: https://firefox-source-docs.mozilla.org/testing/marionette.

Our own client speaks the protocol, since Mozilla's brings sixteen packages for phones and emulators.
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
"""A port that is free, and no experiments of Mozilla's. Scripts end by themselves: on a busy machine Firefox would stop
one that has waited for the processor, and a test that waits in vain fails anyway."""

PORT_FILE = "MarionetteActivePort"
"""In the profile: the port that Firefox has chosen."""

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
"""The key of an element's reference, fixed by the WebDriver standard."""

ENTER, ARROW_DOWN = "\ue007", "\ue015"
"""Keys by their code in the WebDriver standard."""

NARROWEST = 500
"""Pixels: Firefox makes no window narrower. Less is reached as readers reach it, by zooming in."""

PATIENCE = 20.0
"""Seconds to wait for Firefox to start, and for anything on a page."""

AFTER_PAINTING = "return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done())));"

CONSOLE = """return Services.console.getMessageArray()
    .filter(message => message instanceof Ci.nsIScriptError && message.sourceName.startsWith(arguments[0]))
    .map(message => `${message.category}: ${message.errorMessage}`);"""
"""What the console says about pages below an address: errors, missing files, what the policy has refused."""

ZOOM = "gBrowser.selectedBrowser.fullZoom = arguments[0];"


class MarionetteError(Exception):
    """Firefox has refused a command."""


class Marionette:
    """A connection to Firefox. Each message is its length, a colon, and JSON."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        self._stream = self._socket.makefile("rb")
        self._number = 0
        self._receive()  # Firefox introduces itself.

    def send(self, command: str, **parameters: object) -> Any:
        """Run a command and return its result.

        Raises:
            MarionetteError: with the words of Firefox.
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
        while (sign := self._stream.read(1)) != b":":
            if not sign:
                raise MarionetteError("Firefox has ended.")
            length += sign
        return json.loads(self._stream.read(int(length)))

    def close(self) -> None:
        """End the connection."""
        self._stream.close()
        self._socket.close()


class Firefox:
    """A page in Firefox; its parts are named by CSS selectors, the first that fits is meant."""

    def __init__(self, marionette: Marionette) -> None:
        self._marionette = marionette
        self._root = ""

    def go(self, root: str, address: str) -> None:
        """Open a page of the site at `root`, with the console empty."""
        self._root = root
        self._in_chrome("Services.console.reset();")
        # A link to another part of the same page would load nothing.
        self._marionette.send("WebDriver:Navigate", url="about:blank")
        self._marionette.send("WebDriver:Navigate", url=root + address)

    def run(self, script: str, *arguments: object) -> Any:
        """What a script on the page returns."""
        return self._marionette.send("WebDriver:ExecuteScript", script=script, args=list(arguments), sandbox=None)

    def _in_chrome(self, script: str, *arguments: object) -> Any:
        """What a script returns that runs in the browser itself, not on the page."""
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
        found = self._marionette.send("WebDriver:FindElement", using="css selector", value=selector)
        return cast("str", found[ELEMENT])

    def click(self, selector: str) -> None:
        """Click as a reader does; a part that is covered or out of sight is refused."""
        self._marionette.send("WebDriver:ElementClick", id=self._element(selector))

    def type(self, selector: str, keys: str) -> None:
        """Press keys in a field."""
        self._marionette.send("WebDriver:ElementSendKeys", id=self._element(selector), text=keys)

    def text(self, selector: str) -> str:
        """The words that are shown; none where there is no such part."""
        found = self.run("return document.querySelector(arguments[0])?.innerText ?? '';", selector)
        return " ".join(cast("str", found).split())

    def wait_until(self, holds: Callable[[], object], what: str) -> None:
        """Wait until something is true of the page."""
        end = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < end, f"Waited in vain for {what} at {self.url}"
            time.sleep(0.02)

    @property
    def url(self) -> str:
        """The address of the page, without the site's."""
        return cast("str", self._marionette.send("WebDriver:GetCurrentURL")).removeprefix(self._root)

    @property
    def errors(self) -> list[str]:
        """What the console says about the site's pages since `go`."""
        return cast("list[str]", self._in_chrome(CONSOLE, self._root))


@contextmanager
def running_firefox(folder: Path) -> Iterator[Firefox]:
    """Firefox without windows, with an empty profile in a folder of its own."""
    program = shutil.which("firefox-esr") or shutil.which("firefox")
    if program is None:
        pytest.fail("Firefox is missing, in which the pages are tested too. Install firefox-esr.")
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
    end = time.monotonic() + 3 * PATIENCE
    file = profile / PORT_FILE
    while not (file.exists() and file.read_text(encoding="utf-8")):
        assert process.poll() is None, "Firefox has ended while it started."
        assert time.monotonic() < end, "Firefox has not started."
        time.sleep(0.05)
    return int(file.read_text(encoding="utf-8"))

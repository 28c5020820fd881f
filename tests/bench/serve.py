"""Measure `mkdocs serve`: the time from saving a record until its page shows the new text."""

import http.client
import random
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from projects import Project

EDITS = 3
POLL_SECONDS = 0.005
TIMEOUT_SECONDS = 600


def reload_seconds(project: Project) -> list[float]:
    """Return the seconds from saving a record until its page shows the new text, for several edits after a first."""
    with served(project) as server:
        server.wait_for("/", "")
        server.edit()
        return [server.edit() for _ in range(EDITS)]


class Server:
    """A running `mkdocs serve`."""

    def __init__(self, project: Project, process: subprocess.Popen[bytes], port: int, log: Path) -> None:
        self.project, self.process, self.port, self.log = project, process, port, log

    def edit(self) -> float:
        """Edit a record, and return the seconds until its page shows the edit."""
        # The server polls every half second, so edits must be spread evenly over that interval.
        time.sleep(random.uniform(0.5, 1.5))
        started = time.perf_counter()
        word = self.project.edit()
        self.wait_for(f"/sites/{self.project.record.stem}/", word)
        return time.perf_counter() - started

    def wait_for(self, address: str, word: str) -> None:
        """Wait until a page contains a word.

        Raises:
            SystemExit: It took too long, or the server exited.
        """
        deadline = time.monotonic() + TIMEOUT_SECONDS
        while (text := self.get(address)) is None or word not in text:
            if self.process.poll() is not None or time.monotonic() > deadline:
                log = self.log.read_text(encoding="utf-8", errors="replace")
                raise SystemExit(f"mkdocs serve does not show '{word}' at {address}.\n{log}")
            time.sleep(POLL_SECONDS)

    def get(self, address: str) -> str | None:
        """Return the text of a page, or None if the server does not return it."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT_SECONDS)
        try:
            connection.request("GET", address)
            response = connection.getresponse()
            text = response.read().decode("utf-8")
            return text if response.status == http.client.OK else None
        except (OSError, http.client.HTTPException):
            return None
        finally:
            connection.close()


@contextmanager
def served(project: Project) -> Iterator[Server]:
    """Start `mkdocs serve` for a project as `make serve` does, yield it, and stop it at the end."""
    port, log = free_port(), project.folder.with_suffix(".log")
    arguments = ("-m", "mkdocs", "serve", "--quiet", "--watch-theme", "-a", f"127.0.0.1:{port}", "-f", "mkdocs.yml")
    command = project.generator.python(project.folder, *arguments)
    variables = {**command.environment, "TMPDIR": str(project.folder.parent)}
    with log.open("wb") as output:
        process = subprocess.Popen(command.arguments, cwd=command.folder, env=variables, stdout=output, stderr=output)
    try:
        yield Server(project, process, port, log)
    finally:
        process.send_signal(signal.SIGINT)  # like Ctrl-C, so that the server removes its temporary folder
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def free_port() -> int:
    """Return a free port of this machine."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port

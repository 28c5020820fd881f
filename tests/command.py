"""Runs `resource-center` in the test's process: the same code as the command, without the time to load it."""

import contextlib
import io
import logging
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from generator import cli

UNCHANGED = "Nothing has changed since the last build: "


@dataclass(frozen=True)
class Done:
    """The exit status of a command, and everything that it printed."""

    code: int
    output: str

    @property
    def was_unchanged(self) -> bool:
        """Whether a build was skipped because nothing had changed."""
        return self.output.startswith(UNCHANGED)

    @property
    def summary(self) -> str:
        """The last line of a successful build, without its duration."""
        return re.sub(r", [\d.]+ seconds\.$", ".", self.output.splitlines()[-1].removeprefix(UNCHANGED))


def resource_center(*arguments: str | Path) -> Done:
    """Run the command as from a shell."""
    output = io.StringIO()
    with pytest.MonkeyPatch.context() as process, restored_logging():
        process.setattr(sys, "argv", ["resource-center", *map(str, arguments)])
        with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
            try:
                cli.main()
                code = 0
            except SystemExit as end:
                code = end.code if isinstance(end.code, int) else 1
            except Exception as error:
                # Python would print an unexpected exception and exit with status 1.
                code = 1
                print(repr(error))
    return Done(code, output.getvalue())


@contextlib.contextmanager
def restored_logging() -> Iterator[None]:
    """Restore the loggers, which are global and which commands change."""
    loggers = [logging.getLogger(name) for name in ("mkdocs", "mkdocs.plugins.resource-center")]
    before = [(logger.handlers[:], logger.level, logger.propagate) for logger in loggers]
    try:
        yield
    finally:
        for logger, (handlers, level, propagate) in zip(loggers, before, strict=True):
            logger.handlers[:] = handlers
            logger.setLevel(level)
            logger.propagate = propagate

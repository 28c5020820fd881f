"""Runs `resource-center` in the process of a test: the same code as the command, without the time to load it."""

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
    """How a command ended, and all that it printed."""

    code: int
    output: str

    @property
    def was_unchanged(self) -> bool:
        """Whether a build ended at once, since it would have made the site that was there."""
        return self.output.startswith(UNCHANGED)

    @property
    def summary(self) -> str:
        """What a build that succeeded made, without how long it took."""
        return re.sub(r", [\d.]+ seconds\.$", ".", self.output.splitlines()[-1].removeprefix(UNCHANGED))


def resource_center(*arguments: str | Path) -> Done:
    """Run the command as a shell does."""
    output = io.StringIO()
    with pytest.MonkeyPatch.context() as process, _logging_as_before():
        process.setattr(sys, "argv", ["resource-center", *map(str, arguments)])
        with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
            try:
                cli.main()
                code = 0
            except SystemExit as end:
                code = end.code if isinstance(end.code, int) else 1
            except Exception as error:
                # A fault that the command does not expect: Python prints it and ends.
                code = 1
                print(repr(error))
    return Done(code, output.getvalue())


@contextlib.contextmanager
def _logging_as_before() -> Iterator[None]:
    """Take back what a command does to the loggers, which outlive it here."""
    loggers = [logging.getLogger(name) for name in ("mkdocs", "mkdocs.plugins.resource-center")]
    before = [(logger.handlers[:], logger.level, logger.propagate) for logger in loggers]
    try:
        yield
    finally:
        for logger, (handlers, level, propagate) in zip(loggers, before, strict=True):
            logger.handlers[:] = handlers
            logger.setLevel(level)
            logger.propagate = propagate

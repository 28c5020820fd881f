"""The command line: the only package that prints. A build with nothing to do ends here, before anything slow loads."""

import datetime as dt
import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from generator.base.cache import program_digest
from generator.project.build_stamp import last_summary

GARBAGE = 100_000
"""New objects after which Python looks for garbage: a command makes little of it, and soon ends."""


def main() -> None:
    """Run the command line."""
    gc.set_threshold(GARBAGE)
    arguments = sys.argv[1:]
    # Before the program is loaded: a file of it that is saved later is not the one that runs.
    program = program_digest() if "build" in arguments else ""
    summary = _unchanged(arguments, program)
    if summary is None:
        from generator.cli import group

        group.main(obj=program)
    else:
        print(f"Nothing has changed since the last build: {summary}")


def _unchanged(arguments: Sequence[str], program: str) -> str | None:
    """The summary of the last build, where the command is a plain build that would change nothing."""
    values = {"--root": ".", "--site-dir": "", "--today": os.environ.get("TODAY") or dt.date.today().isoformat()}
    # The options that may come next: those of the program, and after the command its own. Click refuses any other.
    allowed = ["--root"]
    left = [part for word in arguments for part in (word.split("=", 1) if word.startswith("--") else [word])]
    while left:
        word = left.pop(0)
        if word in allowed and left and left[0]:
            values[word] = left.pop(0)
        elif word == "build" and "--root" in allowed:
            allowed = ["--site-dir", "--today"]
        else:
            return None
    if "--root" in allowed:
        return None
    try:
        today = dt.date.fromisoformat(values["--today"])
    except ValueError:
        return None
    if today.isoformat() != values["--today"]:
        return None
    site_dir = Path(values["--site-dir"]).absolute() if values["--site-dir"] else None
    return last_summary(Path(values["--root"]).resolve(), site_dir, today, program)

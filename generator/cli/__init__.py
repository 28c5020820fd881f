"""The command line: the only package that prints. A build with nothing to do ends here, before anything slow loads."""

import datetime as dt
import gc
import io
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from generator.base.cache import program_digest
from generator.cli.workspace import Workspace
from generator.project.build_stamp import last_summary

GARBAGE_THRESHOLD = 100_000
"""New objects after which Python collects garbage. A command soon ends and makes little, so this is high."""


def main() -> None:
    """Run the command line."""
    gc.set_threshold(GARBAGE_THRESHOLD)
    _replace_unencodable_characters()
    arguments = sys.argv[1:]
    # Taken before the program is loaded: a file that is saved later is not the one that runs.
    program = program_digest() if "build" in arguments else ""
    summary = _summary_if_unchanged(arguments, program)
    if summary is None:
        from generator.cli import group

        group.main(obj=Workspace(program=program))
    else:
        print(f"Nothing has changed since the last build: {summary}")


def _replace_unencodable_characters() -> None:
    """Make the output show '?' for characters that the terminal's encoding lacks, as Latin-1 lacks '…'.

    Python would raise an error. The error stream shows their codes by default.
    """
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")


def _summary_if_unchanged(arguments: Sequence[str], program: str) -> str | None:
    """Return the last build's summary if the command is a plain build that would change nothing."""
    options = _build_options(arguments)
    if options is None:
        return None
    text = options.get("--today") or os.environ.get("TODAY") or dt.date.today().isoformat()
    try:
        today = dt.date.fromisoformat(text)
    except ValueError:
        return None
    if today.isoformat() != text:
        return None
    site_dir = Path(options["--site-dir"]).absolute() if "--site-dir" in options else None
    return last_summary(Path(options.get("--root", ".")).resolve(), site_dir, today, program)


def _build_options(arguments: Sequence[str]) -> Mapping[str, str] | None:
    """Return the options of a build; None if the command is another one, or is not understood here."""
    options: dict[str, str] = {}
    # The options that may come next: those of the program, and after the command its own. Click refuses all others.
    allowed: tuple[str, ...] = ("--root",)
    rest = [part for word in arguments for part in (word.split("=", 1) if word.startswith("--") else [word])]
    while rest:
        word = rest.pop(0)
        if word in allowed and rest and rest[0]:
            options[word] = rest.pop(0)
        elif word == "build" and "--root" in allowed:
            allowed = ("--site-dir", "--today")
        else:
            return None
    return None if "--root" in allowed else options

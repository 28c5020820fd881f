"""The command line: the only package that prints. A build with nothing to do ends here, before anything slow loads."""

import datetime as dt
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from generator.build_stamp import said_before


def main() -> None:
    """Run the command line."""
    said = _unchanged(sys.argv[1:])
    if said is None:
        from generator.cli import group

        group.main()
    else:
        print(f"Nothing has changed since the last build: {said}")


def _unchanged(arguments: Sequence[str]) -> str | None:
    """What the last build said, where the command is a plain build that would change nothing."""
    values = {"--root": ".", "--site-dir": "", "--today": os.environ.get("TODAY") or dt.date.today().isoformat()}
    left = [part for argument in arguments for part in argument.split("=", 1)]
    commands = []
    while left:
        word = left.pop(0)
        if word in values and left:
            values[word] = left.pop(0)
        else:
            commands.append(word)
    if commands != ["build"]:
        return None
    try:
        today = dt.date.fromisoformat(values["--today"])
    except ValueError:
        return None
    site_dir = Path(values["--site-dir"]).absolute() if values["--site-dir"] else None
    return said_before(Path(values["--root"]).resolve(), site_dir, today)

"""Whether a build would make exactly the site that is there already, so that it can end at once.

A build leaves a stamp: a digest of everything that went into it, and the state of every file that it wrote. Only the
standard library is imported here, and nothing is guessed: at the least doubt there is a build.
"""

import datetime as dt
import json
import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from generator.base.cache import FOLDER, MANIFEST, Cache, digest_of, engine_settings, files_in

CLOCK_TICK = 0.01
"""Seconds by which the time of a saved file may lag behind the clock (Linux counts in ticks of up to 10 ms)."""

FOLDERS = ("data", "content", "theme")
"""The folders of a project that a build reads, besides mkdocs.yml and the program itself."""


@dataclass(frozen=True)
class Stamp:
    """The inputs of a build, the files that it wrote, and its summary."""

    inputs: str
    """The digest of everything that it read, taken before it read it."""
    site_dir: str
    """Below the project, or absolute: a project may be copied with what its builds have kept."""
    files: dict[str, list[int]]
    """The size, time of change and inode of each file of the site, and of its folder (".")."""
    summary: str
    """What it printed at its end."""
    since: str
    """The day of the build."""
    until: str
    """The first day on which the summary is outdated, because another review is due; empty where none will be."""


def digest_of_inputs(root: Path, program: str) -> str | None:
    """A digest of everything that a build of a project reads; None where something cannot be read.

    `program` is the digest of the code itself (see `program_digest`).
    """
    try:
        parts: list[bytes | str] = [program, *engine_settings(root / "mkdocs.yml")]
        for name in FOLDERS:
            parts += (name, *files_in(str(root / name)))
    except OSError:
        return None
    return digest_of(*parts)


def is_saved_since(root: Path, moment: float) -> bool:
    """Whether any input of a project was saved after a moment (seconds since 1970), even if the change was undone."""
    with suppress(OSError):
        times = [os.lstat(root / "mkdocs.yml").st_mtime]
        for name in FOLDERS:
            for folder, _, names in os.walk(root / name, followlinks=True):
                for path in (Path(folder), *(Path(folder, name) for name in names)):
                    # A link may lead nowhere, as an editor's lock file does.
                    times.append(path.stat(follow_symlinks=path.exists()).st_mtime)
        return max(times) > moment - CLOCK_TICK
    return True


def last_summary(root: Path, site_dir: Path | None, today: dt.date, program: str) -> str | None:
    """The summary of the last build, if its inputs and every file of the site are unchanged."""
    content = _entries(root).get(_name(site_dir))
    if content is None:
        return None
    try:
        stamp = Stamp(**json.loads(content))
        is_true = stamp.since <= today.isoformat() < (stamp.until or "9999")
        is_there = is_true and stamp.files == _states(str(root / stamp.site_dir), stamp.files)
        if is_there and stamp.inputs == digest_of_inputs(root, program):
            return stamp.summary
    except (OSError, TypeError, ValueError):
        pass
    return None


def leave_stamp(root: Path, site_dir: Path | None, stamp: Stamp) -> None:
    """Keep a stamp for the next build into the same folder."""
    _entries(root).put(_name(site_dir), json.dumps(asdict(stamp)).encode())


def states_of(site_dir: Path, names: Iterable[str]) -> dict[str, list[int]]:
    """The size, time of change and inode of files of a site, of its manifest and of its folder; none if one is gone."""
    try:
        return _states(str(site_dir), (*names, MANIFEST, "."))
    except OSError:
        return {}


def _states(site_dir: str, names: Iterable[str]) -> dict[str, list[int]]:
    found = {}
    for name in names:
        state = os.lstat(f"{site_dir}/{name}")
        found[name] = [state.st_size, state.st_mtime_ns, state.st_ino]
    return found


def _entries(root: Path) -> Cache:
    return Cache(root / FOLDER)


def _name(site_dir: Path | None) -> str:
    """The name of the stamp of builds into a folder: each has its own."""
    return f"stamp-{digest_of(str(site_dir or ''))}"

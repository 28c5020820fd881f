"""Decides whether a build would produce exactly the existing site, so that it can be skipped.

A build saves a stamp: a digest of everything that went into it, and the state of every file that it wrote. Only the
standard library is imported here, and nothing is guessed: if in doubt, the site is built.
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
"""Seconds by which a file's modification time may lag behind the clock (Linux counts in ticks of up to 10 ms)."""

FOLDERS = ("data", "content", "theme")
"""The folders of a project that a build reads, besides mkdocs.yml and the program itself."""


@dataclass(frozen=True)
class Stamp:
    """The inputs of a build, the files that it wrote, and its summary."""

    inputs: str
    """The digest of everything that it read, taken before it read it."""
    site_dir: str
    """Relative to the project if possible: a project may be copied with its cache."""
    files: dict[str, list[int]]
    """The size, modification time (ns) and inode of each file of the site, and of its folder (".")."""
    summary: str
    """The line that it printed at its end."""
    since: str
    """The date of the build."""
    until: str
    """The date on which the summary becomes outdated because a review is due; empty if there is none."""


def digest_of_inputs(root: Path, program: str) -> str | None:
    """Return a digest of everything that a build of a project reads; None if something cannot be read.

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
    """Return whether any input of a project was saved after `moment` (Unix time), even if the change was undone."""
    with suppress(OSError):
        times = [os.lstat(root / "mkdocs.yml").st_mtime]
        for name in FOLDERS:
            for folder, _, names in os.walk(root / name, followlinks=True):
                for path in (Path(folder), *(Path(folder, name) for name in names)):
                    # A symbolic link may be broken, as an editor's lock file is.
                    times.append(path.stat(follow_symlinks=path.exists()).st_mtime)
        return max(times) > moment - CLOCK_TICK
    return True


def last_summary(root: Path, site_dir: Path | None, today: dt.date, program: str) -> str | None:
    """Return the summary of the last build if its inputs and every file of the site are unchanged, else None."""
    content = _cache_of(root).get(_stamp_name(site_dir))
    if content is None:
        return None
    try:
        stamp = Stamp(**json.loads(content))
        is_current = stamp.since <= today.isoformat() < (stamp.until or "9999")
        is_complete = is_current and stamp.files == _states(str(root / stamp.site_dir), stamp.files)
        if is_complete and stamp.inputs == digest_of_inputs(root, program):
            return stamp.summary
    except (OSError, TypeError, ValueError):
        pass
    return None


def save_stamp(root: Path, site_dir: Path | None, stamp: Stamp) -> None:
    """Save a stamp for the next build into the same folder."""
    _cache_of(root).put(_stamp_name(site_dir), json.dumps(asdict(stamp)).encode())


def states_of(site_dir: Path, names: Iterable[str]) -> dict[str, list[int]]:
    """Return the states of a site's files, its manifest and its folder, as in `Stamp.files`; {} if one is missing."""
    try:
        return _states(str(site_dir), (*names, MANIFEST, "."))
    except OSError:
        return {}


def _states(site_dir: str, names: Iterable[str]) -> dict[str, list[int]]:
    states = {}
    for name in names:
        info = os.lstat(f"{site_dir}/{name}")
        states[name] = [info.st_size, info.st_mtime_ns, info.st_ino]
    return states


def _cache_of(root: Path) -> Cache:
    return Cache(root / FOLDER)


def _stamp_name(site_dir: Path | None) -> str:
    """Return the cache entry for builds into a folder: each folder has its own stamp."""
    return f"stamp-{digest_of(str(site_dir or ''))}"

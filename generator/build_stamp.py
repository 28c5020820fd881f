"""Whether a build would make exactly the site that is there already, so that it can end at once.

A build leaves a stamp: a digest of everything that went into it, and the state of every file that it wrote. Only the
standard library is imported here, and nothing is guessed: at the least doubt there is a build.
"""

import datetime as dt
import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from generator.cache import FOLDER, MANIFEST, Cache, digest_of, engine_settings, files_in, program_digest

FOLDERS = ("data", "content", "theme")
"""The folders of a project that a build reads, besides mkdocs.yml and the program itself."""


@dataclass(frozen=True)
class Stamp:
    """What a build left: of what it was made, what it wrote, and what it said."""

    inputs: str
    """The digest of everything that it read, taken before it read it."""
    site_dir: str
    """Below the project, or absolute: a project may be copied with what its builds have kept."""
    files: dict[str, list[int]]
    """The size, time of change and inode of each file of the site, and of its folder (".")."""
    said: str
    """What it made, in words."""
    since: str
    """The first day on which that is true: the day of the build."""
    until: str
    """The day from which it is not, since a review falls due and is a warning more; empty where none does."""


def digest_of_inputs(root: Path) -> str:
    """A digest of everything that a build of a project reads. Raises OSError."""
    parts: list[bytes | str] = [program_digest(), *engine_settings(root / "mkdocs.yml")]
    for name in FOLDERS:
        parts += (name, *files_in(str(root / name)))
    return digest_of(*parts)


def said_before(root: Path, site_dir: Path | None, today: dt.date) -> str | None:
    """What the last build said, if one now would read the same and find every file as that one left it."""
    content = _entries(root).get(_name(site_dir))
    if content is None:
        return None
    try:
        stamp = Stamp(**json.loads(content))
        is_true = stamp.since <= today.isoformat() < (stamp.until or "9999")
        is_there = is_true and stamp.files == _states(str(root / stamp.site_dir), stamp.files)
        if is_there and stamp.inputs == digest_of_inputs(root):
            return stamp.said
    except (OSError, TypeError, ValueError):
        pass
    return None


def leave_stamp(
    root: Path, site_dir: Path | None, inputs: str, folder: Path, said: str, days: tuple[dt.date, dt.date | None]
) -> None:
    """Keep for the next build what this one left. `days`: since when and until when `said` is true."""
    names = [*json.loads((folder / MANIFEST).read_bytes()), MANIFEST, "."]
    since, until = days
    # A folder that the command named is where it says, also after the project was moved.
    place = folder.relative_to(root) if site_dir is None and folder.is_relative_to(root) else folder
    stamp = Stamp(inputs, str(place), _states(str(folder), names), said, str(since), str(until or ""))
    _entries(root).put(_name(site_dir), json.dumps(asdict(stamp)).encode())


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

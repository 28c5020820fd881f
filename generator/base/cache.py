"""The build cache in `.cache/`: each result is stored under a digest of everything it depends on.

The cache is optional: missing and damaged entries are rebuilt, and if its folder is read-only, nothing is stored.
Compiled templates are code, so a cache must be as trustworthy as the program: never restore one that someone else could
have written, such as one from a pull request. This module imports only the standard library, so that a build with
nothing to do ends before anything else is loaded.
"""

import hashlib
import os
import re
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from generator.base.editor_files import is_editor_file

FOLDER = ".cache/resource-center"
"""Relative to a project's root. Git ignores it."""

MANIFEST = ".resource-center.json"
"""The file in a site's folder that lists the site's files."""

MAX_AGE = 7 * 24 * 60 * 60
"""Seconds after which an unused entry is removed."""

CHECKSUM = 32
"""Bytes at the start of an entry: the SHA-256 of its name and content."""


class Cache:
    """Entries of bytes by name, in a folder; without a folder, in this object only."""

    def __init__(self, folder: Path | None = None, program: str = "") -> None:
        """`program` is a digest of the code that produces the entries (see `program_digest`)."""
        self.folder = folder
        self._program = program
        self._recent: dict[str, bytes] = {}

    def name(self, kind: str, *inputs: bytes | str) -> str:
        """Return the name of the entry for a kind of result and the inputs that it depends on."""
        return f"{kind}-{digest_of(self._program, *inputs)}"

    def get(self, name: str) -> bytes | None:
        """Return the content of an entry; None if there is none, or if its checksum is wrong."""
        if self.folder is None:
            return self._recent.get(name)
        try:
            entry = (self.folder / name).read_bytes()
        except OSError:
            return None
        with suppress(OSError):  # a read-only cache is still useful
            os.utime(self.folder / name)
        content = entry[CHECKSUM:]
        return content if entry[:CHECKSUM] == _checksum(name, content) else None

    def put(self, name: str, content: bytes) -> None:
        """Store an entry completely or not at all."""
        if self.folder is None:
            self._recent[name] = content
            return
        temporary = self.folder / f"{name}.{os.getpid()}"
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            try:
                temporary.write_bytes(_checksum(name, content) + content)
                temporary.replace(self.folder / name)
            finally:
                temporary.unlink(missing_ok=True)

    def clear(self) -> None:
        """Remove every entry."""
        self._recent.clear()
        self._remove(float("inf"))

    def prune(self) -> None:
        """Remove the entries that no build has used for `MAX_AGE`."""
        self._remove(time.time() - MAX_AGE)

    def _remove(self, before: float) -> None:
        """Remove the entries that were last used before a time, in seconds since the epoch."""
        with suppress(OSError):
            for entry in os.scandir(self.folder) if self.folder else ():
                with suppress(OSError):
                    if entry.stat().st_mtime < before:
                        os.unlink(entry)


def _checksum(name: str, content: bytes) -> bytes:
    return hashlib.sha256(name.encode() + b"\0" + content).digest()


def digest_of(*parts: bytes | str) -> str:
    """Return one digest for several parts; the same bytes split differently have a different one."""
    digest = hashlib.sha256()
    for part in parts:
        raw = part.encode("utf-8", "surrogateescape") if isinstance(part, str) else part
        digest.update(len(raw).to_bytes(8, "big") + raw)
    return digest.hexdigest()


def open_cache(root: Path, program: str) -> Cache:
    """Return the cache of a project for a program with this digest."""
    return Cache(root / FOLDER, program)


def program_digest() -> str:
    """Return a digest of the program: Python, every file of this package, and the installed packages.

    A package is identified by the name of its metadata folder, which includes its version, and the folder's time.
    """
    parts: list[bytes | str] = [sys.version, sys.prefix, *sys.path]
    for folder in dict.fromkeys(path for path in sys.path if path):
        with suppress(OSError):
            entries = sorted((entry.name, entry) for entry in os.scandir(folder) if entry.name.endswith("-info"))
            parts += (f"{folder}/{name} {entry.stat().st_mtime_ns}" for name, entry in entries)
    parts += files_in(str(Path(os.path.abspath(__file__)).parents[1]))
    return digest_of(*parts)


def engine_settings(config_file: Path) -> Iterator[bytes | str]:
    """Yield the settings of MkDocs: its configuration file, and each environment variable whose name is in it."""
    settings = config_file.read_bytes()
    yield settings
    for word in sorted(set(re.findall(r"\w+", settings.decode("utf-8", "replace")))):
        if word in os.environ:
            yield f"{word}={os.environ[word]}"


def files_in(folder: str) -> Iterator[bytes | str]:
    """Yield the path and the content of every file in a folder; symbolic links are followed, with their targets.

    Files of editors are left out. Paths start below the folder. Raises OSError if a file cannot be read.
    """
    seen: set[str] = set()
    for current, folders, names in os.walk(folder, followlinks=True):
        # Following a link to a parent folder would never end.
        real = os.path.realpath(current)
        own = (name for name in folders if name != "__pycache__" and not is_editor_file(name))
        folders[:] = sorted(own) if real not in seen else []
        seen.add(real)
        for path in (f"{current}/{name}" for name in (*folders, *sorted(names)) if not is_editor_file(name)):
            target = f"\0{os.readlink(path)}" if os.path.islink(path) else ""
            yield path[len(folder) :] + target
            # A link may be broken; reading a pipe would never end.
            if os.path.isfile(path):
                with open(path, "rb") as file:
                    yield file.read()

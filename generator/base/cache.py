"""What a build keeps for the next one, in `.cache/`: each result under a digest of everything it depends on.

The cache is optional: missing and damaged entries are rebuilt, and where it cannot be written to, nothing is kept.
Compiled templates are code, so a cache is as trusted as the program: never restore one that somebody else could have
written, such as one from a pull request. Only the standard library is imported here: a build with nothing to do ends
before anything else is loaded.
"""

import hashlib
import os
import re
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

FOLDER = ".cache/resource-center"
"""Below a project's root. Git ignores it."""

MANIFEST = ".resource-center.json"
"""The file of a site's folder that lists the site's files."""

MAX_AGE = 7 * 24 * 60 * 60
"""Seconds after which an entry that no build has used is removed."""

CHECKSUM = 32
"""Bytes at the start of an entry: the SHA-256 of its name and content."""


class Cache:
    """Entries of bytes by name. Without a folder they are kept for as long as this object only."""

    def __init__(self, folder: Path | None = None, program: str = "") -> None:
        """`program` is a digest of the code that makes the entries (see `program_digest`)."""
        self.folder = folder
        self._program = program
        self._recent: dict[str, bytes] = {}

    def name(self, kind: str, *inputs: bytes | str) -> str:
        """The name of the result of this kind that the program makes of these inputs."""
        return f"{kind}-{digest_of(self._program, *inputs)}"

    def get(self, name: str) -> bytes | None:
        """The content of an entry; None where there is none, or where its checksum is wrong."""
        if self.folder is None:
            return self._recent.get(name)
        try:
            entry = (self.folder / name).read_bytes()
        except OSError:
            return None
        with suppress(OSError):  # a cache that may only be read is still of use
            os.utime(self.folder / name)
        content = entry[CHECKSUM:]
        return content if entry[:CHECKSUM] == _checksum(name, content) else None

    def put(self, name: str, content: bytes) -> None:
        """Keep an entry: whole, or not at all."""
        if self.folder is None:
            self._recent[name] = content
            return
        unfinished = self.folder / f"{name}.{os.getpid()}"
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            try:
                unfinished.write_bytes(_checksum(name, content) + content)
                unfinished.replace(self.folder / name)
            finally:
                unfinished.unlink(missing_ok=True)

    def clear(self) -> None:
        """Remove every entry."""
        self._recent.clear()
        self._remove(float("inf"))

    def prune(self) -> None:
        """Remove the entries that no build has used for a week."""
        self._remove(time.time() - MAX_AGE)

    def _remove(self, before: float) -> None:
        """Remove the entries that were last used before a time."""
        with suppress(OSError):
            for entry in os.scandir(self.folder) if self.folder else ():
                with suppress(OSError):
                    if entry.stat().st_mtime < before:
                        os.unlink(entry)


def _checksum(name: str, content: bytes) -> bytes:
    return hashlib.sha256(name.encode() + b"\0" + content).digest()


def digest_of(*parts: bytes | str) -> str:
    """One name for several parts, whatever they hold."""
    digest = hashlib.sha256()
    for part in parts:
        raw = part.encode("utf-8", "surrogateescape") if isinstance(part, str) else part
        digest.update(len(raw).to_bytes(8, "big") + raw)
    return digest.hexdigest()


def open_cache(root: Path, program: str) -> Cache:
    """The cache of a project, for a program with this digest."""
    return Cache(root / FOLDER, program)


def program_digest() -> str:
    """A digest of the program: Python, every file of this package, and what is installed beside it.

    Packages are known by the names of their metadata folders, which hold their versions, and the times of these.
    """
    parts: list[bytes | str] = [sys.version, sys.prefix, *sys.path]
    for folder in dict.fromkeys(path for path in sys.path if path):
        with suppress(OSError):
            found = sorted((entry.name, entry) for entry in os.scandir(folder) if entry.name.endswith("-info"))
            parts += (f"{folder}/{name} {entry.stat().st_mtime_ns}" for name, entry in found)
    parts += files_in(str(Path(os.path.abspath(__file__)).parents[1]))
    return digest_of(*parts)


def engine_settings(config_file: Path) -> Iterator[bytes | str]:
    """What MkDocs reads of its settings: the file, and each variable of the environment whose name is in it."""
    settings = config_file.read_bytes()
    yield settings
    for word in sorted(set(re.findall(r"\w+", settings.decode("utf-8", "replace")))):
        if word in os.environ:
            yield f"{word}={os.environ[word]}"


def files_in(folder: str) -> Iterator[bytes | str]:
    """The path below a folder, and the content, of every file in it. Links are followed, and named with their targets.

    Raises OSError where a file cannot be read.
    """
    seen: set[str] = set()
    for here, folders, names in os.walk(folder, followlinks=True):
        # A link to a folder above would go on forever.
        real = os.path.realpath(here)
        folders[:] = sorted(name for name in folders if name != "__pycache__") if real not in seen else []
        seen.add(real)
        for path in (f"{here}/{name}" for name in (*folders, *sorted(names))):
            target = f"\0{os.readlink(path)}" if os.path.islink(path) else ""
            yield path[len(folder) :] + target
            # A link may lead nowhere, as an editor's lock file does; a pipe would never end.
            if os.path.isfile(path):
                with open(path, "rb") as file:
                    yield file.read()

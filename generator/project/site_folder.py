"""Files → disk. The only module that touches the site folder, and only what is its own there.

A publication happens in four steps: every changed file is staged beside its target's folder, the
manifest is widened to own both the old and the new files, the staged files are renamed into place,
and files that are gone are removed. Until the first rename the standing site is untouched; from
then on nothing needs disk space, and a build that was killed is completed by the next one.
"""

import fcntl
import json
import os
import shutil
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from generator.base.cache import MANIFEST
from generator.project.build_stamp import states_of

STAGING = ".resource-center-staging"


class SiteFolderError(Exception):
    """The site folder holds what this program did not write. The message says what to do."""


@dataclass(frozen=True)
class Published:
    """What a publication did, in files and bytes."""

    files: int
    changed: int
    removed: int
    size: int
    states: Mapping[str, list[int]]
    """The state of each file, by which a later build sees whether one has changed (see `build_stamp`)."""


def publish(files: Iterable[tuple[str, bytes | memoryview]], folder: Path) -> Published:
    """Make a folder hold exactly these files. Raises SiteFolderError, or OSError with the old site standing."""
    _read_manifest(folder)
    folder.mkdir(parents=True, exist_ok=True)
    with _alone(folder):
        names, changed, removed, size = _publish(files, folder, _read_manifest(folder))
        # While no other build can write: these files are this build's.
        return Published(len(names), changed, removed, size, states_of(folder, names))


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold the folder against another build; the lock ends with the process, however it ends."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise SiteFolderError(f"Another build is writing to '{folder}'. Wait until it has ended.") from None
    finally:
        os.close(handle)


def _publish(
    files: Iterable[tuple[str, bytes | memoryview]], folder: Path, owned: frozenset[str]
) -> tuple[frozenset[str], int, int, int]:
    staging = folder / STAGING
    try:
        names, changed, size = _stage(files, folder, staging, owned)
        _write_json(staging / "widened", sorted(owned | names))
        _write_json(staging / "final", sorted(names))
        _commit(folder, staging, changed, owned - names)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return names, len(changed), len(owned - names), size


def _read_manifest(folder: Path) -> frozenset[str]:
    """The files in the folder that are ours."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise SiteFolderError(f"'{folder}' is not a folder. Remove it, or name another with --site-dir.")
    if not folder.exists():
        return frozenset()
    manifest = folder / MANIFEST
    if manifest.is_file():
        try:
            names = json.loads(manifest.read_text(encoding="utf-8"))
            if not all(_is_inside(name) for name in names):
                raise ValueError
            return frozenset(names)
        except (ValueError, TypeError):
            raise SiteFolderError(
                f"'{manifest}' cannot be read. Empty the folder '{folder}' and build again."
            ) from None
    if any(entry.name != STAGING for entry in folder.iterdir()):
        raise SiteFolderError(
            f"The folder '{folder}' holds files that this program did not write. "
            "Empty it, or name another with --site-dir."
        )
    return frozenset()


def _is_inside(name: object) -> bool:
    """Whether a name stays below the folder that it is joined to."""
    return isinstance(name, str) and not PurePosixPath(name).is_absolute() and ".." not in PurePosixPath(name).parts


def _stage(
    files: Iterable[tuple[str, bytes | memoryview]], folder: Path, staging: Path, owned: frozenset[str]
) -> tuple[frozenset[str], list[str], int]:
    """Write each file that differs from the standing one below `staging`."""
    shutil.rmtree(staging, ignore_errors=True)
    names = _Names()
    way = _Way(folder, owned)
    made: set[str] = set()
    changed: list[str] = []
    size = 0
    for name, content in files:
        parent = names.add(name)
        size += len(content)
        if _stands(f"{folder}/{name}", content):
            continue
        way.check(name, parent)
        if parent not in made:
            os.makedirs(f"{staging}/files/{parent}", exist_ok=True)
            made.add(parent)
        (staging / "files" / name).write_bytes(content)
        changed.append(name)
    (staging / "files").mkdir(parents=True, exist_ok=True)
    return frozenset(names.files), changed, size


class _Names:
    """The names of a site's files: each once, all below the site's folder, and none both a file and a folder."""

    def __init__(self) -> None:
        self.files: set[str] = set()
        self._folders: set[str] = set()

    def add(self, name: str) -> str:
        """Take a name, and give that of its folder. Raises SiteFolderError."""
        if name in self.files or not _is_inside(name):
            raise SiteFolderError(f"'{name}' is made twice or lies outside the site.")
        parent = name.rpartition("/")[0]
        above = () if parent in self._folders else {folder.as_posix() for folder in PurePosixPath(name).parents}
        self._folders.update((parent, *above))
        if name in self._folders or not self.files.isdisjoint(above):
            raise SiteFolderError(f"'{name}' would stand in a file, or be a file and a folder. Rename its page.")
        self.files.add(name)
        return parent


def _stands(path: str, content: bytes | memoryview) -> bool:
    """Whether a file has this content already. One of another length is not read."""
    try:
        found = os.lstat(path)
        if not stat.S_ISREG(found.st_mode) or found.st_size != len(content):
            return False
        with open(path, "rb") as file:
            return file.read() == content
    except (FileNotFoundError, NotADirectoryError):
        return False


class _Way:
    """Refuses, while nothing has changed yet, what a rename would stumble over later. Asks of each folder once."""

    def __init__(self, folder: Path, owned: frozenset[str]) -> None:
        self._folder = folder
        self._owned = owned
        self._checked: set[str] = set()

    def check(self, name: str, parent: str) -> None:
        """Look at what stands where a file, and the folders above it, have to be. Raises SiteFolderError."""
        target = self._folder / name
        if os.path.lexists(target):
            self._check_target(target, name)
        self._check_folder(parent)

    def _check_folder(self, name: str) -> None:
        """Look at a folder of files, and at those above it up to the site's own (an empty name)."""
        if name in self._checked:
            return
        self._checked.add(name)
        here = self._folder / name
        if os.path.lexists(here):
            if here.is_symlink() or not (here.is_dir() or name in self._owned):
                raise SiteFolderError(f"'{here}' stands where a folder belongs. Move it away.")
            if here.is_dir() and not os.access(here, os.W_OK):
                raise SiteFolderError(f"The folder '{here}' may not be written to. Change its permissions.")
        if name:
            self._check_folder(name.rpartition("/")[0])

    def _check_target(self, target: Path, name: str) -> None:
        below = {path.relative_to(self._folder).as_posix() for path in target.rglob("*") if not path.is_dir()}
        if not below <= self._owned or (not target.is_dir() and name not in self._owned):
            raise SiteFolderError(
                f"'{target}' stands where a page belongs, and this program did not write it. Move it away."
            )


def _commit(folder: Path, staging: Path, changed: list[str], gone: frozenset[str]) -> None:
    # From here on only renames and removals: none of them can run out of disk.
    (staging / "widened").replace(folder / MANIFEST)
    in_the_way = _blocking(changed, gone)
    for name in in_the_way:
        _remove(folder, name)
    _move(staging / "files", folder)
    for name in sorted(gone - in_the_way):
        _remove(folder, name)
    (staging / "final").replace(folder / MANIFEST)


def _move(staged: Path, target: Path) -> None:
    """Move everything in one folder to another: as a whole what has no folder there yet, file by file what has."""
    with os.scandir(staged) as entries:
        for entry in entries:
            place = target / entry.name
            if entry.is_dir() and place.is_dir():
                _move(Path(entry.path), place)
            else:
                Path(entry.path).replace(place)


def _blocking(changed: list[str], gone: frozenset[str]) -> frozenset[str]:
    """Files that are gone and stand where a folder must be now, or below what must be a file now."""
    folders = {parent.as_posix() for name in changed for parent in PurePosixPath(name).parents}
    files = set(changed)
    below = {name for name in gone if any(parent.as_posix() in files for parent in PurePosixPath(name).parents)}
    return frozenset((gone & folders) | below)


def _remove(folder: Path, name: str) -> None:
    """Remove a file of ours, and the folders that it leaves empty."""
    path = folder / name
    # A build that failed half-way may own what another file's path has made impossible.
    with suppress(FileNotFoundError, NotADirectoryError):
        path.unlink()
    for parent in path.relative_to(folder).parents:
        if parent == Path() or not (folder / parent).is_dir() or any((folder / parent).iterdir()):
            return
        (folder / parent).rmdir()


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, indent=0), encoding="utf-8")

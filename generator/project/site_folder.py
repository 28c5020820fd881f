"""Writes files into the site folder. The only module that touches it, and it changes only files that it wrote.

Publishing has four steps: every changed file is staged in the site folder, the manifest is widened to list both the old
and the new files, the staged files are renamed into place, and files that are gone are removed. Until the first rename
the existing site is unchanged; after it nothing needs disk space, and the next build completes one that was killed.
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
    """The site folder cannot be written to. The message says what to do."""


@dataclass(frozen=True)
class Published:
    """The number of files that were published, changed and removed, and their size in bytes."""

    files: int
    changed: int
    removed: int
    size: int
    states: Mapping[str, list[int]]
    """The state of each file, by which a later build sees whether it has changed (see `build_stamp`)."""


def publish(files: Iterable[tuple[str, bytes | memoryview]], folder: Path) -> Published:
    """Make a folder contain exactly these files.

    Raises:
        SiteFolderError: The folder, or a file name, cannot be used.
        OSError: A file cannot be written.
        In both cases the existing site is unchanged.
    """
    _read_manifest(folder)
    folder.mkdir(parents=True, exist_ok=True)
    with _locked(folder):
        names, changed, removed, size = _publish(files, folder, _read_manifest(folder))
        # While the lock is held, these are certainly this build's files.
        return Published(len(names), changed, removed, size, states_of(folder, names))


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Lock the folder against other builds. The lock ends with the process, even if it is killed."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise SiteFolderError(f"Another build is writing to '{folder}'. Wait until it has finished.") from None
    finally:
        os.close(handle)


def _publish(
    files: Iterable[tuple[str, bytes | memoryview]], folder: Path, owned: frozenset[str]
) -> tuple[frozenset[str], int, int, int]:
    """Return the names of all files, the numbers of changed and removed files, and the total size in bytes."""
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
    """Return the names of the files in the folder that an earlier build wrote. Raises SiteFolderError."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise SiteFolderError(f"'{folder}' is not a folder. Remove it, or choose another with --site-dir.")
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
            f"The folder '{folder}' contains files that this program did not write. "
            "Empty it, or choose another with --site-dir."
        )
    return frozenset()


def _is_inside(name: object) -> bool:
    """Return whether a relative path stays inside the folder that it is joined to."""
    return isinstance(name, str) and not PurePosixPath(name).is_absolute() and ".." not in PurePosixPath(name).parts


def _stage(
    files: Iterable[tuple[str, bytes | memoryview]], folder: Path, staging: Path, owned: frozenset[str]
) -> tuple[frozenset[str], list[str], int]:
    """Write each new or changed file below `staging`. Return all names, the changed names and the total size."""
    shutil.rmtree(staging, ignore_errors=True)
    names = _FileNames()
    targets = _TargetCheck(folder, owned)
    created: set[str] = set()
    changed: list[str] = []
    size = 0
    for name, content in files:
        parent = names.add(name)
        size += len(content)
        if _has_content(f"{folder}/{name}", content):
            continue
        targets.check(name, parent)
        if parent not in created:
            os.makedirs(f"{staging}/files/{parent}", exist_ok=True)
            created.add(parent)
        (staging / "files" / name).write_bytes(content)
        changed.append(name)
    (staging / "files").mkdir(parents=True, exist_ok=True)
    return frozenset(names.files), changed, size


class _FileNames:
    """The names of a site's files: no duplicates, all inside the site folder, none both a file and a folder."""

    def __init__(self) -> None:
        self.files: set[str] = set()
        self._folders: set[str] = set()

    def add(self, name: str) -> str:
        """Add a name and return its folder. Raises SiteFolderError."""
        if name in self.files or not _is_inside(name):
            raise SiteFolderError(f"'{name}' is written twice or is outside the site folder.")
        parent = name.rpartition("/")[0]
        parents = () if parent in self._folders else {folder.as_posix() for folder in PurePosixPath(name).parents}
        self._folders.update((parent, *parents))
        if name in self._folders or not self.files.isdisjoint(parents):
            raise SiteFolderError(f"'{name}' would be a file and a folder, or inside a file. Rename its page.")
        self.files.add(name)
        return parent


def _has_content(path: str, content: bytes | memoryview) -> bool:
    """Return whether a file already has this content. A file of another size is not read."""
    try:
        info = os.lstat(path)
        if not stat.S_ISREG(info.st_mode) or info.st_size != len(content):
            return False
        with open(path, "rb") as file:
            return file.read() == content
    except (FileNotFoundError, NotADirectoryError):
        return False


class _TargetCheck:
    """Finds everything that a rename would fail on, before anything has changed. Checks each folder once."""

    def __init__(self, folder: Path, owned: frozenset[str]) -> None:
        self._folder = folder
        self._owned = owned
        self._checked: set[str] = set()

    def check(self, name: str, parent: str) -> None:
        """Check what exists at a file's path and at the folders above it. Raises SiteFolderError."""
        target = self._folder / name
        if os.path.lexists(target):
            self._check_target(target, name)
        self._check_folder(parent)

    def _check_folder(self, name: str) -> None:
        """Check a folder and those above it, up to the site folder (an empty name)."""
        if name in self._checked:
            return
        self._checked.add(name)
        path = self._folder / name
        if os.path.lexists(path):
            if path.is_symlink() or not (path.is_dir() or name in self._owned):
                raise SiteFolderError(f"'{path}' is in the way of a folder. Move it elsewhere.")
            if path.is_dir() and not os.access(path, os.W_OK):
                raise SiteFolderError(f"The folder '{path}' is not writable. Change its permissions.")
        if name:
            self._check_folder(name.rpartition("/")[0])

    def _check_target(self, target: Path, name: str) -> None:
        below = {path.relative_to(self._folder).as_posix() for path in target.rglob("*") if not path.is_dir()}
        if not below <= self._owned or (not target.is_dir() and name not in self._owned):
            raise SiteFolderError(
                f"'{target}' is in the way of a page, and this program did not write it. Move it elsewhere."
            )


def _commit(folder: Path, staging: Path, changed: list[str], gone: frozenset[str]) -> None:
    """Move staged files into place and remove those that are gone. Only renames and removals: neither needs space."""
    (staging / "widened").replace(folder / MANIFEST)
    in_the_way = _in_the_way(changed, gone)
    for name in in_the_way:
        _remove(folder, name)
    _move(staging / "files", folder)
    for name in sorted(gone - in_the_way):
        _remove(folder, name)
    (staging / "final").replace(folder / MANIFEST)


def _move(staged: Path, target: Path) -> None:
    """Move the contents of one folder to another. A folder that does not exist there yet is moved as a whole."""
    with os.scandir(staged) as entries:
        for entry in entries:
            path = target / entry.name
            if entry.is_dir() and path.is_dir():
                _move(Path(entry.path), path)
            else:
                Path(entry.path).replace(path)


def _in_the_way(changed: list[str], gone: frozenset[str]) -> frozenset[str]:
    """Return the obsolete files at a path that must become a folder, or below one that must become a file."""
    folders = {parent.as_posix() for name in changed for parent in PurePosixPath(name).parents}
    files = set(changed)
    below = {name for name in gone if any(parent.as_posix() in files for parent in PurePosixPath(name).parents)}
    return frozenset((gone & folders) | below)


def _remove(folder: Path, name: str) -> None:
    """Remove a file, and the folders that this leaves empty."""
    path = folder / name
    # After a build that failed halfway, the manifest may list a path that cannot exist now.
    with suppress(FileNotFoundError, NotADirectoryError):
        path.unlink()
    for parent in path.relative_to(folder).parents:
        if parent == Path() or not (folder / parent).is_dir() or any((folder / parent).iterdir()):
            return
        (folder / parent).rmdir()


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, indent=0), encoding="utf-8")

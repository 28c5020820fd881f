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
from generator.base.editor_files import is_editor_file
from generator.base.problems import CHECK_DISK, describe
from generator.project.build_stamp import states_of
from generator.project.site_targets import FileNames, SiteFolderError, TargetCheck, is_inside

STAGING = ".resource-center-staging"


class PartlyPublishedError(SiteFolderError):
    """The system refused to move a file into place, so some files are new and others old."""


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
        SiteFolderError: The folder, a file or a file name cannot be used. Only if it is a PartlyPublishedError has the
            existing site changed.
    """
    _read_manifest(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SiteFolderError(f"The folder '{folder}' cannot be created. {describe(error)} {CHECK_DISK}") from None
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
        _write(staging / "widened", _to_json(owned | names))
        _write(staging / "final", _to_json(names))
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
            if not all(is_inside(name) for name in names):
                raise ValueError
            return frozenset(names)
        except (ValueError, TypeError):
            raise SiteFolderError(
                f"'{manifest}' cannot be read. Empty the folder '{folder}' and build again."
            ) from None
    if any(entry.name != STAGING and not is_editor_file(entry.name) for entry in folder.iterdir()):
        raise SiteFolderError(
            f"The folder '{folder}' contains files that this program did not write. "
            "Empty it, or choose another with --site-dir."
        )
    return frozenset()


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


def _stage(
    files: Iterable[tuple[str, bytes | memoryview]], folder: Path, staging: Path, owned: frozenset[str]
) -> tuple[frozenset[str], list[str], int]:
    """Write each new or changed file below `staging`. Return all names, the changed names and the total size."""
    shutil.rmtree(staging, ignore_errors=True)
    names = FileNames()
    targets = TargetCheck(folder, owned)
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
        _write(staging / "files" / name, content)
        changed.append(name)
    (staging / "files").mkdir(parents=True, exist_ok=True)
    for name in owned - names.files:
        targets.check_folder(name.rpartition("/")[0])
    return frozenset(names.files), changed, size


def _commit(folder: Path, staging: Path, changed: list[str], gone: frozenset[str]) -> None:
    """Move staged files into place and remove those that are gone. Only renames and removals: neither needs space."""
    (staging / "widened").replace(folder / MANIFEST)
    try:
        _move_all(folder, staging, changed, gone)
    except OSError as error:
        raise PartlyPublishedError(
            f"Not every file could be moved into place. {describe(error)} Some pages in '{folder}' are new and others "
            "are old. Fix the cause, then build again."
        ) from error


def _move_all(folder: Path, staging: Path, changed: list[str], gone: frozenset[str]) -> None:
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


def _to_json(names: Iterable[str]) -> bytes:
    return json.dumps(sorted(names), indent=0).encode()


def _write(path: Path, content: bytes | memoryview) -> None:
    """Write a staged file. Raises SiteFolderError with the file's name, which the system does not always give."""
    try:
        path.write_bytes(content)
    except OSError as error:
        raise SiteFolderError(f"'{path.name}' cannot be written: {error.strerror}. {CHECK_DISK}") from error

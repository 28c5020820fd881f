"""Write several files of a project together: either every change is made or none is.

Every command that writes to `data/`, `content/` or the generated files does it here. The site folder and the cache have
their own writers (`site_folder`, `cache`).
"""

import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from generator.base.problems import CHECK_DISK, Place, Problem, sort

NEW, OLD = ".{name}.new", ".{name}.old"
"""Temporary names beside a file. They start with a dot, so that a build that runs meanwhile ignores them."""


class RefusedError(Exception):
    """A change that cannot be made. The message says why and what to do; `problems` are the ones it would cause."""

    def __init__(self, message: str, problems: Iterable[Problem] = ()) -> None:
        super().__init__(message)
        self.problems = sort(problems)


@dataclass(frozen=True)
class Change:
    """One file, by its path in the project: its bytes before and after. None means that there is no such file."""

    path: str
    before: bytes | None
    after: bytes | None


def change_to(root: Path, path: str, after: bytes | None) -> Change:
    """Return the change from what a file contains now to `after`."""
    file = root / path
    return Change(path, file.read_bytes() if file.is_file() else None, after)


def apply(root: Path, changes: Iterable[Change]) -> None:
    """Write all changes, or none.

    New contents are staged beside their files and old files are kept under another name, so that once the first file is
    replaced, neither going on nor going back needs disk space.

    Raises:
        RefusedError: a file cannot be written, is a link, or no longer has the bytes in `before`. Every file then is as
            it was.
    """
    files = [_File(root, change) for change in changes if change.before != change.after]
    # Deletions come last: where a file is renamed, its new name is there before the old one goes.
    files.sort(key=lambda file: file.change.after is None)
    current = Place("")
    try:
        for step in (_File.stage, _File.commit):
            for file in files:
                current = Place(file.change.path)
                step(file)
    except BaseException as error:
        lost = [file for file in reversed(files) if not file.roll_back()]
        if isinstance(error, OSError):
            problem = f"The file cannot be written: {error.strerror or error}."
            moves = ", ".join(f"rename {file.old} to {file.path.name}" for file in lost)
            message = f"Not every file could be restored: {moves}." if lost else "Nothing was changed."
            raise RefusedError(message, [Problem(current, "unwritable", problem, CHECK_DISK)]) from None
        raise
    finally:
        for file in files:
            file.clean_up()


class _File:
    """One changed file with its temporary files."""

    def __init__(self, root: Path, change: Change) -> None:
        self.change = change
        self.path = root / change.path
        self.new = self.path.with_name(NEW.format(name=self.path.name))
        self.old = self.path.with_name(OLD.format(name=self.path.name))
        self.is_committed = False
        self.is_lost = False

    def stage(self) -> None:
        """Write the new content and keep the old file, both under temporary names."""
        self._check_unchanged()
        if self.change.before is not None:
            self.old.unlink(missing_ok=True)
            try:
                os.link(self.path, self.old)
            except OSError:
                # Not every file system has hard links.
                shutil.copy2(self.path, self.old)
        if self.change.after is not None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.new.write_bytes(self.change.after)
            if self.change.before is not None:
                self.new.chmod(self.path.stat().st_mode & 0o777)

    def _check_unchanged(self) -> None:
        name = self.change.path
        if self.path.is_symlink():
            raise RefusedError(f"Nothing was changed: {name} is a link to another file. Replace it with a file.")
        if not self._is_as_before():
            raise RefusedError(f"Nothing was changed: someone else has just changed {name}. Run the command again.")

    def _is_as_before(self) -> bool:
        if self.change.before is None:
            return not os.path.lexists(self.path)
        return self.path.is_file() and self.path.read_bytes() == self.change.before

    def commit(self) -> None:
        """Put the new content in place, or delete the file."""
        self.is_committed = True
        if self.change.after is None:
            self.path.unlink()
        else:
            self.new.replace(self.path)

    def roll_back(self) -> bool:
        """Restore the file as it was. Return whether it is."""
        if not self.is_committed:
            return True
        try:
            if self.change.before is None:
                self.path.unlink(missing_ok=True)
            else:
                self.old.replace(self.path)
        except OSError:
            self.is_lost = not self._is_as_before()
        return not self.is_lost

    def clean_up(self) -> None:
        """Remove the temporary files, but for the old version of a file that could not be restored."""
        for path in (self.new,) if self.is_lost else (self.new, self.old):
            with suppress(OSError):
                path.unlink(missing_ok=True)

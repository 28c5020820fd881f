"""Finds what would stop a site's files from being moved into the site folder, before anything changes.

Used by `site_folder` only.
"""

import os
from pathlib import Path, PurePosixPath


class SiteFolderError(Exception):
    """The site folder cannot be written to. The message says what to do."""


def is_inside(name: object) -> bool:
    """Return whether a relative path stays inside the folder that it is joined to."""
    return isinstance(name, str) and not PurePosixPath(name).is_absolute() and ".." not in PurePosixPath(name).parts


class FileNames:
    """The names of a site's files: no duplicates, all inside the site folder, none both a file and a folder."""

    def __init__(self) -> None:
        self.files: set[str] = set()
        self._folders: set[str] = set()

    def add(self, name: str) -> str:
        """Add a name and return its folder. Raises SiteFolderError."""
        if name in self.files or not is_inside(name):
            raise SiteFolderError(f"'{name}' is written twice or is outside the site folder.")
        parent = name.rpartition("/")[0]
        parents = () if parent in self._folders else {folder.as_posix() for folder in PurePosixPath(name).parents}
        self._folders.update((parent, *parents))
        if name in self._folders or not self.files.isdisjoint(parents):
            raise SiteFolderError(f"'{name}' would be a file and a folder, or inside a file. Rename its page.")
        self.files.add(name)
        return parent


class TargetCheck:
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
        self.check_folder(parent)

    def check_folder(self, name: str) -> None:
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
            self.check_folder(name.rpartition("/")[0])

    def _check_target(self, target: Path, name: str) -> None:
        below = {path.relative_to(self._folder).as_posix() for path in target.rglob("*") if not path.is_dir()}
        if not below <= self._owned or (not target.is_dir() and name not in self._owned):
            raise SiteFolderError(
                f"'{target}' is in the way of a page, and this program did not write it. Move it elsewhere."
            )

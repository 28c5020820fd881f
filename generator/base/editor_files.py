"""The files that text editors and operating systems leave beside a file. They are no part of a project."""

import re
from fnmatch import translate
from pathlib import Path

PATTERNS = (
    # Emacs: a lock (a symbolic link to nothing), unsaved changes, and the version before the last save, which other
    # editors call the same.
    ".#*",
    "#*#",
    "*~",
    "flycheck_*",
    # Vim: a test whether it may write, and unsaved changes.
    "4913",
    "*.sw[a-p]",
    # Git and patch: the version before a merge, and changes that could not be made.
    "*.orig",
    "*.rej",
    # JetBrains, Kate, nano, GNOME, TextEdit, vscode.dev, Microsoft Office, LibreOffice, Notepad++, Helix and others.
    "*___jb_???___",
    "*.kate-swp",
    "*.save",
    "*.save.[0-9]*",
    ".goutputstream-*",
    "*.sb-????????-??????",
    "*.crswap",
    "~$*",
    ".~lock.*#",
    "*.bak",
    "*.bck",
    "*.tmp",
    "*.tmp.[0-9]*",
    # macOS, Windows and network drives.
    ".DS_Store",
    "._*",
    "Thumbs.db",
    "desktop.ini",
    ".nfs*",
    ".fuse_hidden*",
)
"""Patterns of their names, which are also in .gitignore."""

EDITOR_FILE = re.compile("|".join(map(translate, PATTERNS)))


def is_editor_file(name: str) -> bool:
    """Return whether a file or folder with this name belongs to an editor or operating system, not to the project."""
    return EDITOR_FILE.match(name) is not None


def matching(folder: Path, pattern: str) -> list[Path]:
    """Return the files in a folder that match a pattern, sorted, except for files of editors."""
    paths = sorted(folder.glob(pattern))
    return [path for path in paths if not any(map(is_editor_file, path.relative_to(folder).parts))]

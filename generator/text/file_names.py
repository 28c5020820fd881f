"""Which file names work on every operating system: the offline copy is unpacked on Windows, too."""

import re

MAX_LENGTH = 100
"""The limit for a name, in characters. Windows allows 255 for a whole path, and the reader's own folders count."""

DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)
"""Names that Windows reserves for devices, with any extension
(https://learn.microsoft.com/windows/win32/fileio/naming-a-file)."""

FORBIDDEN = re.compile(r'[<>:"|?*\\\x00-\x1f]')


def why_unportable(name: str) -> str | None:
    """Return why a file or folder cannot have a name on every system; None if it can."""
    if DEVICE.fullmatch(name):
        return f"Windows reserves the name '{name}'."
    if match := FORBIDDEN.search(name):
        return f"Windows does not allow '{match[0]}' in a name."
    if name.endswith((".", " ")):
        return f"Windows drops the last character of '{name}'."
    if len(name) > MAX_LENGTH:
        return f"The name has {len(name)} characters; the limit is {MAX_LENGTH}."
    return None


def check_path(path: str) -> str | None:
    """Return why a name in a path does not work on every system; None if all do."""
    return next(filter(None, map(why_unportable, filter(None, path.split("/")))), None)

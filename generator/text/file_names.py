"""Names that every system can hold: the offline copy is unpacked on Windows too, and a zip knows no other names."""

import re

LONGEST = 100
"""Characters of one name. Windows allows 255 for a whole path, in which the reader's own folders count too."""

DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)
"""Names that mean a device to Windows, with any ending
(https://learn.microsoft.com/windows/win32/fileio/naming-a-file)."""

FORBIDDEN = re.compile(r'[<>:"|?*\\\x00-\x1f]')


def why_unportable(name: str) -> str | None:
    """Return why a file or folder cannot have this name on every system; None if it can."""
    if DEVICE.fullmatch(name):
        return f"Windows keeps the name '{name}' for a device."
    if found := FORBIDDEN.search(name):
        return f"Windows allows no '{found[0]}' in a name."
    if name.endswith((".", " ")):
        return f"Windows drops the last character of '{name}'."
    if len(name) > LONGEST:
        return f"The name has {len(name)} characters; {LONGEST} is the most."
    return None


def check_path(path: str) -> str | None:
    """Return why one of a path's names is not portable; None if all are."""
    return next(filter(None, map(why_unportable, filter(None, path.split("/")))), None)

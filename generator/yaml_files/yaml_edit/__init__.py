"""One place of a YAML file changed; its comments, its order and every other byte stay as they were.

Each edit gives the whole file anew, and None where it cannot: the file is broken, the place is not there, lines
would have to stand between braces, or the file would then say anything else than what was wanted.
"""

import re
from collections.abc import Callable, Sequence
from copy import deepcopy
from typing import Any

from generator.yaml_files.yaml_edit.file import File, New, path_at
from generator.yaml_files.yaml_edit.written import NoRoomError, Value, rows_of, scalar
from generator.yaml_files.yaml_source import KeyPath, get, read

__all__ = [
    "NoRoomError",
    "Value",
    "append",
    "cut",
    "get",
    "insert",
    "path_at",
    "put",
    "rename_field",
    "rows_of",
    "scalar",
    "substitute",
]


def put(name: str, content: bytes, path: KeyPath, value: Value, order: Sequence[str] = ()) -> bytes | None:
    """A file in which the value at a path is this one. A field that is not there is added at its place in the order.

    A text replaces a text, and fields replace fields of the same names; a list replaces only one without values.
    """
    source, _ = read(name, content)
    if source is None:
        return None
    if path not in source.values:
        return insert(name, content, path, value, order)
    old = get(source.data, path)
    if not (isinstance(value, dict) and isinstance(old, dict) and old):
        return _changed(name, content, lambda file: file.put(path, value), lambda data: _set(data, path, value))
    made: bytes | None = content
    for field, inner in value.items():
        made = put(name, made, (*path, field), inner, tuple(value)) if made is not None else None
    return made if old.keys() <= value.keys() else None


def insert(name: str, content: bytes, path: KeyPath, value: Value, order: Sequence[str]) -> bytes | None:
    """A file with one field more: behind the nearest of those that stand before it in the order."""
    return _changed(name, content, lambda file: file.insert(path, value, order), lambda data: _set(data, path, value))


def append(name: str, content: bytes, path: KeyPath, value: Value, order: Sequence[str] = ()) -> bytes | None:
    """A file in which the list at a path has one value more, at its end."""
    source, _ = read(name, content)
    if source is None or not get(source.data, path):
        return put(name, content, path, [value], order)
    return _changed(
        name, content, lambda file: file.append(path, value), lambda data: get(data, path).append(deepcopy(value))
    )


def cut(name: str, content: bytes, path: KeyPath) -> bytes | None:
    """A file without one value of a list that holds others too."""
    return _changed(name, content, lambda file: file.cut(path), lambda data: get(data, path[:-1]).pop(path[-1]))


def rename_field(name: str, content: bytes, path: KeyPath, new: str) -> bytes | None:
    """A file in which the field at a path has another name, in its place."""

    def alter(data: Any) -> None:
        fields = get(data, path[:-1])
        if new in fields:
            raise NoRoomError
        fields[new] = fields.pop(path[-1])

    return _changed(name, content, lambda file: file.rename(path, new), alter)


def substitute(name: str, content: bytes, path: KeyPath, pattern: re.Pattern[str], new: New) -> bytes | None:
    """A file in whose text at a path every match of a pattern is replaced, as `re.sub` does it."""

    def alter(data: Any) -> None:
        _set(data, path, pattern.sub(new, get(data, path)))

    return _changed(name, content, lambda file: file.substitute(path, pattern, new), alter)


def _changed(name: str, content: bytes, make: Callable[[File], str], alter: Callable[[Any], object]) -> bytes | None:
    """What an edit makes of a file, where it then says exactly what was wanted."""
    try:
        file = File(name, content)
        made = make(file).encode()
        wanted = deepcopy(file.data)
        alter(wanted)
    except (NoRoomError, LookupError, TypeError, UnicodeError):
        # The place is not there, holds something of another kind, or the value is no text that a file can hold.
        return None
    after, _ = read(name, made)
    return made if after is not None and after.data == wanted else None


def _set(data: Any, path: KeyPath, value: Value) -> None:
    for part in path[:-1]:
        data = data[part]
    data[path[-1]] = deepcopy(value)

"""Edits of a YAML file that change one value and keep its comments, its order and every other byte.

A YAML library with round trips, such as ruamel.yaml, would not keep every byte: it writes the whole file anew.

Each edit returns the content of the whole file. It returns None if the file cannot be read, if the place does not
exist, if lines would have to go between braces, or if the file would then say anything but what was wanted.
"""

import re
from collections.abc import Callable, Sequence
from copy import deepcopy

from generator.yaml_files.yaml_edit.edited_file import EditedFile, Replacement, path_at
from generator.yaml_files.yaml_edit.field_order import sort_fields
from generator.yaml_files.yaml_emit import NotWritableError, Value
from generator.yaml_files.yaml_source import KeyPath, YamlValue, get, read

__all__ = [
    "append",
    "get",
    "insert",
    "path_at",
    "put",
    "remove",
    "rename_field",
    "sort_fields",
    "substitute",
]


def put(name: str, content: bytes, path: KeyPath, value: Value, order: Sequence[str] = ()) -> bytes | None:
    """Return a file with this value at a path; a field that does not exist yet is inserted by the order of fields.

    A text replaces a text, and fields replace fields of the same names; a list replaces only an empty value.
    """
    source, _ = read(name, content)
    if source is None:
        return None
    if path not in source.values:
        return insert(name, content, path, value, order)
    old = get(source.data, path)
    if not (isinstance(value, dict) and isinstance(old, dict) and old):
        return _edited(name, content, lambda file: file.put(path, value), lambda data: _set(data, path, value))
    edited: bytes | None = content
    for field, inner in value.items():
        edited = put(name, edited, (*path, field), inner, tuple(value)) if edited is not None else None
    return edited if old.keys() <= value.keys() else None


def insert(name: str, content: bytes, path: KeyPath, value: Value, order: Sequence[str]) -> bytes | None:
    """Return a file with one more field, after the nearest of the fields that precede it in the order."""
    return _edited(name, content, lambda file: file.insert(path, value, order), lambda data: _set(data, path, value))


def append(name: str, content: bytes, path: KeyPath, value: Value, order: Sequence[str] = ()) -> bytes | None:
    """Return a file with one more item at the end of the list at a path."""
    source, _ = read(name, content)
    if source is None or not get(source.data, path):
        return put(name, content, path, [value], order)
    return _edited(name, content, lambda file: file.append(path, value), lambda data: _append(data, path, value))


def remove(name: str, content: bytes, path: KeyPath) -> bytes | None:
    """Return a file without one item of a list that has others."""
    return _edited(name, content, lambda file: file.remove(path), lambda data: _delete(data, path))


def rename_field(name: str, content: bytes, path: KeyPath, new: str) -> bytes | None:
    """Return a file in which the field at a path has another name."""

    def rename(data: YamlValue) -> None:
        fields, old = get(data, path[:-1]), path[-1]
        if not isinstance(fields, dict) or not isinstance(old, str) or new in fields:
            raise NotWritableError
        fields[new] = fields.pop(old)

    return _edited(name, content, lambda file: file.rename(path, new), rename)


def substitute(
    name: str, content: bytes, path: KeyPath, pattern: re.Pattern[str], replacement: Replacement
) -> bytes | None:
    """Return a file with every match of a pattern replaced in the text at a path, as `re.sub` does it."""

    def replace(data: YamlValue) -> None:
        text = get(data, path)
        if not isinstance(text, str):
            raise NotWritableError
        _set(data, path, pattern.sub(replacement, text))

    return _edited(name, content, lambda file: file.substitute(path, pattern, replacement), replace)


def _edited(
    name: str, content: bytes, edit: Callable[[EditedFile], str], change: Callable[[YamlValue], None]
) -> bytes | None:
    """Return a file after an edit of its text; None unless it then reads as its data after the same change."""
    try:
        file = EditedFile(name, content)
        edited = edit(file).encode()
        wanted = deepcopy(file.data)
        change(wanted)
    except (NotWritableError, LookupError, TypeError, UnicodeError):
        # The place does not exist or has another kind of value, or no file can contain the new value.
        return None
    after, _ = read(name, edited)
    return edited if after is not None and after.data == wanted else None


def _set(data: YamlValue, path: KeyPath, value: Value) -> None:
    """Set the value at a path in nested data."""
    match get(data, path[:-1]), path[-1]:
        case dict() as fields, str() as name:
            fields[name] = deepcopy(value)
        case list() as items, int() as number:
            items[number] = deepcopy(value)
        case _:
            raise NotWritableError


def _append(data: YamlValue, path: KeyPath, value: Value) -> None:
    """Add an item to the list at a path in nested data."""
    items = get(data, path)
    if not isinstance(items, list):
        raise NotWritableError
    items.append(deepcopy(value))


def _delete(data: YamlValue, path: KeyPath) -> None:
    """Remove the item at a path in nested data from its list."""
    items, number = get(data, path[:-1]), path[-1]
    if not isinstance(items, list) or not isinstance(number, int):
        raise NotWritableError
    del items[number]

"""Iterate over the values inside a record, with their paths."""

from collections.abc import Iterable

from pydantic import BaseModel

from generator.yaml_files.yaml_source import KeyPath


def walk(value: BaseModel | tuple[object, ...], path: KeyPath = ()) -> list[tuple[KeyPath, object]]:
    """Return every value inside a record with its path, parents before children."""
    values: list[tuple[KeyPath, object]] = []
    _collect(value, path, values)
    return values


def _collect(value: BaseModel | tuple[object, ...], path: KeyPath, values: list[tuple[KeyPath, object]]) -> None:
    # One shared list instead of generators: this runs for every field of every record.
    children: Iterable[tuple[str | int, object]]
    children = value.__dict__.items() if isinstance(value, BaseModel) else enumerate(value)
    for key, child in children:
        if child is not None:
            child_path = (*path, key)
            values.append((child_path, child))
            if isinstance(child, (BaseModel, tuple)):
                _collect(child, child_path, values)

"""Iterate over the values inside a record, with their paths."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import get_args

from pydantic import BaseModel

from generator.records.fields.types import AnySourced
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


def facts_in(value: object, path: KeyPath = ()) -> Iterator[tuple[KeyPath, AnySourced]]:
    """Yield every fact inside a record with its path. Skips fields whose type cannot hold a fact."""
    if isinstance(value, AnySourced):
        yield path, value
    if isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from facts_in(item, (*path, index))
    elif isinstance(value, BaseModel):
        for name in _fields_with_facts(type(value)):
            yield from facts_in(getattr(value, name), (*path, name))


@cache
def _fields_with_facts(model: type[BaseModel]) -> tuple[str, ...]:
    """Return the fields of a class that can hold a fact, at any depth."""
    return tuple(name for name, field in model.model_fields.items() if _can_hold_facts(field.annotation))


def _can_hold_facts(annotation: object) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return issubclass(annotation, AnySourced) or bool(_fields_with_facts(annotation))
    return any(_can_hold_facts(argument) for argument in get_args(annotation))

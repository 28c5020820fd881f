"""The values inside a record, with their paths."""

from collections.abc import Iterator
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel

from generator.records.fields.types import AnySourced
from generator.yaml_files.yaml_source import KeyPath


def walk(value: Any, path: KeyPath = ()) -> list[tuple[KeyPath, Any]]:
    """Every value inside a record with its path, parents first."""
    found: list[tuple[KeyPath, Any]] = []
    _walk(value, path, found)
    return found


def _walk(value: Any, path: KeyPath, found: list[tuple[KeyPath, Any]]) -> None:
    # A list that is passed on, and no generators: this runs for every field of every record.
    inside = value.__dict__.items() if isinstance(value, BaseModel) else enumerate(value)
    for name, inner in inside:
        if inner is not None:
            here = (*path, name)
            found.append((here, inner))
            if isinstance(inner, (BaseModel, tuple)):
                _walk(inner, here, found)


def facts_in(value: Any, path: KeyPath = ()) -> Iterator[tuple[KeyPath, AnySourced]]:
    """Every fact inside a record with its path. Only fields that can hold one are looked at."""
    if isinstance(value, AnySourced):
        yield path, value
    if isinstance(value, tuple):
        for number, inner in enumerate(value):
            yield from facts_in(inner, (*path, number))
    elif isinstance(value, BaseModel):
        for name in _fields_with_facts(type(value)):
            yield from facts_in(getattr(value, name), (*path, name))


@cache
def _fields_with_facts(model: type[BaseModel]) -> tuple[str, ...]:
    """The fields of a class that can hold a fact, at any depth."""
    return tuple(name for name, field in model.model_fields.items() if _can_hold_facts(field.annotation))


def _can_hold_facts(annotation: Any) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return issubclass(annotation, AnySourced) or bool(_fields_with_facts(annotation))
    return any(_can_hold_facts(argument) for argument in get_args(annotation))

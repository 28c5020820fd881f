"""The valid part of data that has mistakes, so that its rules, links and texts are checked nevertheless."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import UnionType
from typing import Annotated, Any, NamedTuple, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError

from generator.records.fields.rules import broken_rules
from generator.yaml_files.yaml_source import KeyPath, YamlValue

M = TypeVar("M", bound=BaseModel)


class Violation(NamedTuple):
    """A rule that the data breaks, with the path of the record, or of the group of fields, that has the rule."""

    path: KeyPath
    code: str
    message: str
    context: Mapping[str, Any]


def violations(model: type[BaseModel], data: Mapping[str, YamlValue]) -> list[Violation]:
    """Return every rule that the data breaks. A rule that needs an invalid field is skipped."""
    partial = _Partial(for_rules=True)
    partial.build(model, data, ())
    return partial.violations


def partial_of(model: type[M], data: Mapping[str, YamlValue]) -> M:
    """Return the valid fields of a record, nested ones included. An invalid field has its default value, or None.

    An invalid item of a list is None, so that the others keep their places.
    """
    return _Partial(for_rules=False).build(model, data, ())


class _Partial:
    """Builds instances of classes from data that may be invalid."""

    def __init__(self, *, for_rules: bool) -> None:
        """`for_rules`: leave out fields that are not wholly valid, so that a rule that reads one fails."""
        self.for_rules = for_rules
        self.violations: list[Violation] = []

    def build(self, model: type[M], data: Mapping[str, YamlValue], path: KeyPath) -> M:
        """Return an instance of a class with the valid fields of the data."""
        # `model_construct` would give invalid fields their defaults, too.
        instance = model.__new__(model)
        object.__setattr__(instance, "__dict__", self._fields(model, data, path))
        object.__setattr__(instance, "__pydantic_fields_set__", set())
        object.__setattr__(instance, "__pydantic_extra__", None)
        object.__setattr__(instance, "__pydantic_private__", None)
        if self.for_rules:
            self.violations += (Violation(path, *broken) for broken in broken_rules(instance))
        return instance

    def _fields(self, model: type[BaseModel], data: Mapping[str, YamlValue], path: KeyPath) -> dict[str, object]:
        fields: dict[str, object] = {}
        for name, info in model.model_fields.items():
            key = info.alias or name
            default = None if info.is_required() else info.get_default(call_default_factory=True)
            is_valid, value = not info.is_required(), default
            if key in data:
                is_valid, value = self._value(_type_of(model, name), data[key], (*path, key))
                value = default if value is None else value
            if is_valid or not self.for_rules:
                fields[name] = value
        return fields

    def _value(self, of: "_Type", value: YamlValue, path: KeyPath) -> tuple[bool, object]:
        """Return whether a value is valid, except for rules inside it; and the value, or the valid part of it."""
        try:
            return True, of.adapter.validate_python(value)
        except ValidationError:
            pass
        if of.model is not None and isinstance(value, dict):
            return True, self.build(of.model, value, path)
        if of.item is not None and isinstance(value, list):
            items = [self._value(of.item, child, (*path, number)) for number, child in enumerate(value)]
            return all(is_valid for is_valid, _ in items), tuple(part for _, part in items)
        return False, None


@dataclass(frozen=True)
class _Type:
    """The type of a field or of the items of a list: it validates a value, and says what is inside of it."""

    adapter: TypeAdapter[object]
    model: type[BaseModel] | None = None
    """The class of the fields in it."""
    item: "_Type | None" = None
    """The type of its items."""


@cache
def _type_of(model: type[BaseModel], name: str) -> _Type:
    info = model.model_fields[name]
    return _read(Annotated[(info.annotation, *info.metadata)] if info.metadata else info.annotation)


def _read(annotation: Any) -> _Type:
    """Return the type that an annotation means. Of one that allows several classes, nothing inside is known."""
    inner = annotation
    while get_origin(inner) in (Annotated, Union, UnionType):
        others = [argument for argument in get_args(inner) if argument is not type(None)]
        if get_origin(inner) is not Annotated and len(others) > 1:
            break
        inner = others[0]
    is_model = isinstance(inner, type) and issubclass(inner, BaseModel)
    item = _read(get_args(inner)[0]) if get_origin(inner) is tuple else None
    return _Type(TypeAdapter(annotation), inner if is_model else None, item)

"""Describe the fields of a record class as data: descriptions, choices, formats and nested fields."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from types import UnionType
from typing import Annotated, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from generator.records.fields.roles import Role
from generator.records.fields.types import AnySourced, Date, Pattern, Prose, Ref, Text, Url, Year
from generator.records.record import INJECTED, Record
from generator.text.us_states import State
from generator.yaml_files.yaml_source import KeyPath

ANNOTATED_FORMATS = (
    (Url, "a web address that starts with https://"),
    (Date, "a date, as in 2026-05-03"),
    (Year, "a year, as in 2024"),
    (State, "a state's postal code, as in NC"),
    (Text, "a line of plain text"),
)
"""The format of each annotated type of `fields.types`, as a noun phrase."""
MARKDOWN = "Markdown, on the lines below, indented by two spaces"
FORMATS: Mapping[object, str] = {
    Prose: MARKDOWN,
    bool: "true or false",
    int: "a number",
    float: "a number",
    str: "text",
}
"""The format of each type without annotations that define one."""
FACT = ("value", "source")
"""The names of the fields in a fact that names its source."""
LAST = ("fact_status", "sources")
"""The fields at the end of every record, below the facts that name sources."""


@dataclass(frozen=True)
class Field:
    """One field of a record class, as an editor sees it."""

    name: str
    about: str = ""
    """The description in the class: the docstring below the field."""
    required: bool = False
    many: bool = False
    """Whether its value is a list."""
    sourced: bool = False
    """Whether its value is a fact, which names a source if the record has several."""
    choices: tuple[str, ...] = ()
    """The only values that the class allows; empty if it allows others."""
    ref: Ref | None = None
    """The kind of record that it names."""
    model: type[BaseModel] | None = None
    """The class of the fields nested in it."""
    format: str = ""
    """How to write a value, as a noun phrase: 'a date, as in 2026-05-03'."""
    shorthand: Ref | None = None
    """The kind of record whose name alone may replace the nested fields."""
    other: type[BaseModel] | None = None
    """The class of the fields that may replace those of `model`. It is meant if its first field is there."""
    roles: frozenset[Role] = frozenset()
    """What it means to code that knows no kind."""

    def class_for(self, names: Collection[str]) -> type[BaseModel] | None:
        """Return the class of the nested fields, of which a file has those with these names."""
        return self.other if self.other is not None and order_of(self.other)[0] in names else self.model

    def inner(self, names: Collection[str] = ()) -> tuple[str, ...]:
        """Return the names of the fields that may be nested in it; a file has those with these names."""
        if self.sourced:
            return FACT
        model = self.class_for(names)
        return order_of(model) if model is not None else ()

    def required_inner(self, names: Collection[str] = ()) -> tuple[str, ...]:
        """Return the names of the nested fields that a file must have."""
        if self.sourced:
            return FACT[:1]
        model = self.class_for(names)
        return tuple(field.name for field in fields_of(model) if field.required) if model is not None else ()


@cache
def fields_of(model: type[BaseModel]) -> tuple[Field, ...]:
    """Return the fields of a class in the order of a file: a kind's own fields, then those that all records share."""
    fields = {
        info.alias or name: _field(info.alias or name, info)
        for name, info in model.model_fields.items()
        if not (issubclass(model, Record) and name in INJECTED)
    }
    shared = [name for name in Record.model_fields if name in fields] if issubclass(model, Record) else []
    shared.sort(key=lambda name: LAST.index(name) if name in LAST else -1)
    return tuple(fields[name] for name in (*(name for name in fields if name not in shared), *shared))


def order_of(model: type[BaseModel]) -> tuple[str, ...]:
    """Return the names of a class's fields, in the order of a file."""
    return tuple(field.name for field in fields_of(model))


def field_at(model: type[BaseModel], path: KeyPath) -> Field | None:
    """Return the field whose value is at a path of a file; None if the class has no such field."""
    field: Field | None = None
    parent: type[BaseModel] | None = model
    for key in path:
        if isinstance(key, int):
            continue
        if field is not None and field.sourced and key in FACT:
            field = field if key == "value" else None
            continue
        field = next((child for child in fields_of(parent) if child.name == key), None) if parent else None
        parent = field.model if field else None
    return field


@cache
def roles_at(model: type[BaseModel], path: KeyPath) -> frozenset[Role]:
    """Return the roles of the field at a path inside a record, and of the fields that it is nested in."""
    names = [key for key in path if isinstance(key, str)]
    if issubclass(model, Record) and names[0] in INJECTED:
        return frozenset({Role.NOT_TEXT})
    fields = [field_at(model, tuple(names[:length])) for length in range(1, len(names) + 1)]
    roles = frozenset(role for field in fields if field for role in field.roles)
    # The source of a fact is an id of the record's sources, and no field of the class.
    is_source = len(names) > 1 and names[-1] == "source" and fields[-2] is not None and fields[-2].sourced
    return roles | {Role.NOT_TEXT} if is_source else roles


def all_names(model: type[BaseModel]) -> frozenset[str]:
    """Return the names of all fields of a class, nested fields included."""
    return frozenset(name for field in fields_of(model) for name in _names(field))


def _names(field: Field) -> Iterator[str]:
    yield field.name
    if field.sourced:
        yield from FACT
    if field.model is not None:
        yield from all_names(field.model)


def _field(name: str, info: FieldInfo) -> Field:
    field = Field(name, " ".join((info.description or "").split()), info.is_required())
    return _with_type(field, info.annotation, tuple(info.metadata))


def _with_type(field: Field, annotation: object, metadata: tuple[object, ...]) -> Field:
    """Return a field completed with what its annotation says of its values, from the outermost layer inward."""
    field = replace(field, roles=field.roles.union(item for item in metadata if isinstance(item, Role)))
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _with_type(field, arguments[0], (*metadata, *arguments[1:]))
    if origin in (Union, UnionType):
        first, *others = (argument for argument in arguments if argument is not type(None))
        other = next((model for model in map(_class_of, others) if model and fields_of(model)[0].ref), None)
        shorthand = fields_of(other)[0].ref if other else None
        return _with_type(replace(field, shorthand=shorthand, other=other), first, metadata)
    if origin is tuple:
        return _with_type(replace(field, many=True), arguments[0], metadata)
    if origin is Literal:
        return replace(field, choices=tuple(map(str, arguments)))
    if isinstance(annotation, type) and issubclass(annotation, AnySourced) and "value" in annotation.model_fields:
        value = annotation.model_fields["value"]
        return _with_type(replace(field, sourced=True), value.annotation, (*metadata, *value.metadata))
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return replace(field, model=annotation)
    ref = next((item for item in metadata if isinstance(item, Ref)), None)
    return replace(field, ref=ref, format=_format_of_ref(ref) if ref else _format(annotation, metadata))


def _class_of(annotation: object) -> type[BaseModel] | None:
    """Return the class of fields that an annotation means; None for other types."""
    model = get_args(annotation)[0] if get_origin(annotation) is Annotated else annotation
    return model if isinstance(model, type) and issubclass(model, BaseModel) else None


def _format_of_ref(ref: Ref) -> str:
    return f"the name of a file in data/{ref.kind}/, without '.yml'"


def _format(annotation: object, metadata: tuple[object, ...]) -> str:
    """Return how to write a value of a type, as a noun phrase; empty if nothing is known."""
    constraints = _constraints(metadata)
    for annotated, words in ANNOTATED_FORMATS:
        if all(constraint in constraints for constraint in _constraints(get_args(annotated)[1:])):
            return words
    pattern = next((item.words for item in constraints if isinstance(item, Pattern)), "")
    low = next((f"from {item.ge}" for item in constraints if hasattr(item, "ge")), "")
    high = next((f"to {item.le}" for item in constraints if hasattr(item, "le")), "")
    return " ".join(filter(None, [pattern or FORMATS.get(annotation, ""), low, high]))


def _constraints(metadata: tuple[object, ...]) -> list[object]:
    """Return the single constraints of an annotation, with those inside a `Field(…)` taken out of it."""
    return [rule for item in metadata for rule in (item.metadata if isinstance(item, FieldInfo) else [item])]

"""A record class → what it asks for, as data: each field with its words, its choices and the fields below it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from generator.records.fields.docstrings import words_of
from generator.records.fields.types import AnySourced, Date, Pattern, Prose, Ref, Text, Url, Year
from generator.records.record import INJECTED, Record
from generator.text.us_states import State
from generator.yaml_files.yaml_source import KeyPath

FORMS = (
    (Url, "a web address that starts with https://"),
    (Date, "a day, as in 2026-05-03"),
    (Year, "a year, as in 2024"),
    (State, "a state's postal code, as in NC"),
    (Text, "a line of plain words"),
)
"""The types that editors meet everywhere, and how each is written."""
LAST = ("fact_status", "sources")
"""What stands at the end of every record: what points to its sources stands above them."""
MARKDOWN = "Markdown, on the lines below and two spaces further in"
TYPES = {Prose: MARKDOWN, bool: "true or false", int: "a number", float: "a number", str: "a text"}


@dataclass(frozen=True)
class Field:
    """One field of a class as an editor meets it."""

    name: str
    about: str = ""
    """The class's own words on it."""
    required: bool = False
    many: bool = False
    """A list."""
    sourced: bool = False
    """A fact, which says its source where the record has several."""
    choices: tuple[str, ...] = ()
    """The values that the code knows; no other may stand here."""
    ref: Ref | None = None
    """The kind of record that it names."""
    model: type[BaseModel] | None = None
    """The fields below it."""
    form: str = ""
    """How a value is written, in words."""
    named: Ref | None = None
    """The kind of record whose name may be written in place of the fields below it."""


@cache
def fields_of(model: type[BaseModel]) -> tuple[Field, ...]:
    """The fields of a class in the order in which files hold them: a kind's own, then those that all records share."""
    words = words_of(model, of_types=False)
    found = {
        info.alias or name: _field(info.alias or name, info, info.description or words.get(name, ""))
        for name, info in model.model_fields.items()
        if not (issubclass(model, Record) and name in INJECTED)
    }
    shared = [name for name in Record.model_fields if name in found] if issubclass(model, Record) else []
    shared.sort(key=lambda name: LAST.index(name) if name in LAST else -1)
    return tuple(found[name] for name in (*(name for name in found if name not in shared), *shared))


def order_of(model: type[BaseModel]) -> tuple[str, ...]:
    """The names of a class's fields, in the order in which files hold them."""
    return tuple(field.name for field in fields_of(model))


def field_at(model: type[BaseModel], path: KeyPath) -> Field | None:
    """The field in which the value at a path of a file stands; None where the class has none there."""
    found: Field | None = None
    here: type[BaseModel] | None = model
    for part in path:
        if isinstance(part, int):
            continue
        if found is not None and found.sourced and part in ("value", "source"):
            found = found if part == "value" else None
            continue
        found = next((field for field in fields_of(here) if field.name == part), None) if here else None
        here = found.model if found else None
    return found


def all_names(model: type[BaseModel]) -> frozenset[str]:
    """Every name that a field of a class or of the classes below it has."""
    return frozenset(name for field in fields_of(model) for name in _names(field))


def _names(field: Field) -> Iterator[str]:
    yield field.name
    if field.sourced:
        yield from ("value", "source")
    if field.model is not None:
        yield from all_names(field.model)


def _field(name: str, info: FieldInfo, about: str) -> Field:
    field = Field(name, about, info.is_required())
    return _peeled(field, info.annotation, tuple(info.metadata))


def _peeled(field: Field, annotation: Any, metadata: tuple[Any, ...]) -> Field:
    """What an annotation says of a field's values, layer by layer."""
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _peeled(field, inner[0], (*metadata, *inner[1:]))
    if origin in (Union, UnionType):
        first, *others = (one for one in inner if one is not type(None))
        return _peeled(replace(field, named=next(filter(None, map(_named, others)), None)), first, metadata)
    if origin is tuple:
        return _peeled(replace(field, many=True), inner[0], metadata)
    if origin is Literal:
        return replace(field, choices=tuple(map(str, inner)))
    if isinstance(annotation, type) and issubclass(annotation, AnySourced) and "value" in annotation.model_fields:
        value = annotation.model_fields["value"]
        return _peeled(replace(field, sourced=True), value.annotation, (*metadata, *value.metadata))
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return replace(field, model=annotation)
    ref = next((one for one in metadata if isinstance(one, Ref)), None)
    return replace(field, ref=ref, form=_form(annotation, metadata))


def _named(annotation: Any) -> Ref | None:
    """The kind of record that fields name first, where the name alone can be written for them."""
    model = get_args(annotation)[0] if get_origin(annotation) is Annotated else annotation
    is_fields = isinstance(model, type) and issubclass(model, BaseModel)
    return fields_of(model)[0].ref if is_fields else None


def _form(annotation: Any, metadata: tuple[Any, ...]) -> str:
    """How a value is written, in words."""
    marks = _flat(metadata)
    for known, words in FORMS:
        if all(mark in marks for mark in _flat(get_args(known)[1:])):
            return words
    fixed = next((one.words for one in marks if isinstance(one, Pattern)), "")
    low = next((str(one.ge) for one in marks if hasattr(one, "ge")), "")
    high = next((str(one.le) for one in marks if hasattr(one, "le")), "")
    limits = " ".join(filter(None, [low and f"from {low}", high and f"to {high}"]))
    return " ".join(filter(None, [fixed or TYPES.get(annotation, ""), limits]))


def _flat(metadata: tuple[Any, ...]) -> list[Any]:
    """The single rules of an annotation, some of which stand together in a `Field(…)`."""
    return [rule for one in metadata for rule in (one.metadata if isinstance(one, FieldInfo) else [one])]

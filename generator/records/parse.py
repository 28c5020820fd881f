"""Parse a source file as a record or settings, with pydantic's errors turned into problems for editors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from generator.base.counts import count_of
from generator.base.problems import Problem, did_you_mean
from generator.records.field_specs import MARKDOWN, field_at, order_of
from generator.records.fields.citations import TAGS
from generator.records.fields.types import AnySourced
from generator.records.record import INJECTED, Record
from generator.yaml_files.yaml_source import KeyPath, SourceFile, YamlValue

R = TypeVar("R", bound=Record)
M = TypeVar("M", bound=BaseModel)

NOT_RENAMED: Mapping[str, str] = MappingProxyType({})
LONGEST_VALUE = 40
"""The characters of a value that a message quotes."""


def parse_record(
    source: SourceFile, kind: str, model: type[R], renamed: Mapping[str, str] = NOT_RENAMED
) -> tuple[R | None, list[Problem]]:
    """Return a record of a kind, or None and its problems. `renamed`: the former names of fields (`Kind.renamed`)."""
    problems = [
        Problem(
            source.place((name,), key=True),
            f"{name}-in-file",
            f"'{name}' does not belong in the file.",
            "Delete the line: the folder and file name set it.",
        )
        for name in INJECTED
        if name in source.data
    ]
    data = {**source.data, "kind": kind, "slug": source.slug}
    record, invalid = _validate(source, data, model, renamed)
    return (record if not problems else None), problems + invalid


def share_facts(record: R, facts: dict[tuple[type[AnySourced], AnySourced], AnySourced]) -> R:
    """Replace each fact of a record by an equal one of another record, to save memory. `facts`: those seen so far.

    Changes the record in place; after that it is immutable.
    """
    fields = record.__dict__
    for name, value in fields.items():
        if isinstance(value, AnySourced):
            fields[name] = facts.setdefault((type(value), value), value)
        elif isinstance(value, tuple) and value and isinstance(value[0], AnySourced):
            fields[name] = tuple(facts.setdefault((type(fact), fact), fact) for fact in value)
    return record


def parse_settings(source: SourceFile, model: type[M]) -> tuple[M | None, list[Problem]]:
    """Return a settings file as an instance of its class, or None and its problems."""
    return _validate(source, source.data, model)


def dotted(path: KeyPath) -> str:
    """Return the names of the fields on a path, without the indexes of lists: `listing.status`."""
    return ".".join(key for key in path if isinstance(key, str))


def _validate(
    source: SourceFile, data: Mapping[str, YamlValue], model: type[M], renamed: Mapping[str, str] = NOT_RENAMED
) -> tuple[M | None, list[Problem]]:
    # The YAML reader gives None for a field without a value, which counts as missing.
    try:
        return model.model_validate(_without_empty(data)), []
    except ValidationError as error:
        details = error.errors(include_url=False)
        # A list whose only value is wrong is not also too short.
        parents = {detail["loc"][:length] for detail in details for length in range(1, len(detail["loc"]))}
        return None, [
            _to_problem(_Invalid.of(source, detail), source, model, renamed)
            for detail in details
            if detail["type"] != "too_short" or detail["loc"] not in parents
        ]


def _without_empty(value: YamlValue) -> YamlValue:
    if isinstance(value, dict):
        return {key: _without_empty(child) for key, child in value.items() if child is not None}
    return [_without_empty(item) for item in value] if isinstance(value, list) else value


@dataclass(frozen=True)
class _Invalid:
    """An error of pydantic: its type, path, value, context and message."""

    type: str
    path: KeyPath
    written: KeyPath
    """The path as the file has it: a fact may be its value alone, without a field `value`."""
    value: object
    context: Mapping[str, Any]
    """What the type of the error adds, such as a limit; pydantic gives it no type of its own."""
    message: str

    @classmethod
    def of(cls, source: SourceFile, detail: ErrorDetails) -> _Invalid:
        """Return an error from pydantic's own form of it, with its path in the file."""
        context = detail.get("ctx") or {}
        path: KeyPath = (*(key for key in detail["loc"] if key not in TAGS), *context.get("at", ()))
        is_fact_alone = path[-1:] == ("value",) and path not in source.values and detail["type"] != "missing"
        written = path[:-1] if is_fact_alone else path
        return cls(detail["type"], path, written, detail.get("input"), context, detail["msg"])

    @property
    def field(self) -> str:
        """The name of the field that is wrong, or that has the wrong value in its list."""
        return str(next((key for key in reversed(self.written) if isinstance(key, str)), ""))


class _Explanation(NamedTuple):
    """The code, message and hint of a problem."""

    code: str
    message: str
    hint: str = ""


def _to_problem(error: _Invalid, source: SourceFile, model: type[BaseModel], renamed: Mapping[str, str]) -> Problem:
    field, path = error.field, error.path
    if error.type == "missing" and path in source.keys:
        return Problem(source.place(path, key=True), "empty-field", f"'{field}' is empty.", _how_to_fill(model, path))
    if error.type == "missing":
        # A missing field has no place of its own: the problem is at the field or record around it.
        return Problem(source.place(path[:-1]), "missing-field", f"'{field}' is missing.", f"Add a line '{field}: …'.")
    if error.type == "extra_forbidden":
        names = _names_at(model, path[:-1])
        hint = _new_name(renamed, dotted(path)) or did_you_mean(field, names) or f"Use one of {', '.join(names)}."
        return Problem(source.place(path, key=True), "unknown-field", f"Unknown field '{field}'.", hint)
    code, message, hint = _explain(error)
    hint = _new_name(renamed, f"{dotted(error.written)}: {error.value}") or hint
    return Problem(source.place(path), code, message, hint)


def _names_at(model: type[BaseModel], path: KeyPath) -> tuple[str, ...]:
    """Return the names of the fields that a file may have at a path."""
    if not path:
        return order_of(model)
    field = field_at(model, path)
    if field is not None and field.sourced and path[-1] != "value":
        return ("value", "source")
    return order_of(field.model) if field is not None and field.model is not None else ()


def _how_to_fill(model: type[BaseModel], path: KeyPath) -> str:
    """Return the hint for an empty field: what to write, and where."""
    field = field_at(model, path)
    if field is None:
        return "Enter a value."
    if field.many:
        return "Put each value on its own line below it, after '- '."
    if field.model is not None:
        return "Put its fields on the lines below it, indented by two spaces."
    if field.choices:
        return f"Use one of {', '.join(field.choices)}."
    if field.format == MARKDOWN:
        return "Write '|' after the colon, and the text on the lines below, indented by two spaces."
    return f"{'Use' if field.ref else 'Enter'} {field.format or 'a value'}."


def _new_name(renamed: Mapping[str, str], old: str) -> str:
    return f"It is now called '{renamed[old]}'." if old in renamed else ""


def _explain(error: _Invalid) -> _Explanation:
    if error.value is None:
        message = f"'{error.field}' has an empty item."
        return _Explanation("empty-list-item", message, "Add a value after '- ', or delete the line.")
    return _wrong_type(error) or _wrong_value(error) or _wrong_length(error) or _custom(error)


LIST = _Explanation("not-a-list", "a list", "Put each value on its own line, after '- '.")
FIELDS = _Explanation("not-a-group", "a group of fields", "Compare it with another record of this kind.")
NUMBER = _Explanation("not-a-number", "a number", "Use digits only.")
TRUE_OR_FALSE = _Explanation("not-true-or-false", "true or false")
TEXT = _Explanation("not-text", "text", "Put the text in quotes.")
WRONG_TYPES = {
    **dict.fromkeys(("tuple_type", "list_type"), LIST),
    **dict.fromkeys(("model_type", "model_attributes_type", "dict_type"), FIELDS),
    **dict.fromkeys(("int_parsing", "int_type", "float_parsing", "int_from_float", "int_parsing_size"), NUMBER),
    **dict.fromkeys(("bool_parsing", "bool_type"), TRUE_OR_FALSE),
    "string_type": TEXT,
}
"""By pydantic's type of an error, the explanation, with the type that the value must have as its message."""


def _wrong_type(error: _Invalid) -> _Explanation | None:
    """A value of the wrong type, such as a text where a list is required."""
    if error.type not in WRONG_TYPES:
        return None
    code, expected, hint = WRONG_TYPES[error.type]
    if error.type == "string_type" and isinstance(error.value, dict) and isinstance(error.path[-1], str):
        hint = f"Put the text after '{error.field}:', with no fields below it."
    return _Explanation(code, f"'{error.field}' must be {expected}, not {_quoted(error.value)}.", hint)


def _wrong_value(error: _Invalid) -> _Explanation | None:
    """A value of the right type that is not a choice, out of range or in the wrong format."""
    field, value, context = error.field, error.value, error.context
    if error.type == "literal_error":
        choices = context["expected"].replace("'", "").replace(" or ", ", ").split(", ")
        message = f"'{field}' must be one of {', '.join(choices)}, not {_quoted(value)}."
        return _Explanation("wrong-choice", message, did_you_mean(value, choices) if isinstance(value, str) else "")
    if error.type in ("greater_than_equal", "less_than_equal"):
        limit = f"at least {context['ge']}" if "ge" in context else f"at most {context['le']}"
        return _Explanation("out-of-range", f"'{field}' must be {limit}, not {value}.", "Check the number.")
    if error.type == "string_pattern_mismatch":
        message = f"'{value}' is not in the format of '{field}'."
        return _Explanation("wrong-format", message, f"It must match {context['pattern']}.")
    return None


def _wrong_length(error: _Invalid) -> _Explanation | None:
    """A list with too many or too few items."""
    if error.type == "too_long":
        actual, most = error.context["actual_length"], error.context["max_length"]
        return _Explanation("too-many", f"'{error.field}' has {count_of(actual, 'item')}; the maximum is {most}.")
    if error.type == "too_short":
        least = count_of(error.context["min_length"], "item")
        return _Explanation("too-few", f"'{error.field}' needs at least {least}.")
    return None


def _custom(error: _Invalid) -> _Explanation:
    """An error of our own types and validators, which bring their message and hint."""
    context = error.context
    hint = context.get("hint") or did_you_mean(str(context.get("got", "")), context.get("allowed", ()))
    return _Explanation(error.type.replace("_", "-"), error.message, hint)


def _quoted(value: object) -> str:
    """Return a value for a message: text and numbers in quotes, cut if they are long; lists and fields by name."""
    if isinstance(value, dict):
        return "fields"
    if isinstance(value, list):
        return "a list"
    text = str(value)
    return f"'{text}'" if len(text) <= LONGEST_VALUE else f"'{text[:LONGEST_VALUE]}…'"

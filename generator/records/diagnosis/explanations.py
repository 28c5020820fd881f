"""Explain pydantic's errors to editors: each becomes a problem with its place, its message and its fix."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, NamedTuple

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from generator.base.counts import count_of
from generator.base.problems import Problem, did_you_mean
from generator.base.suggestions import did_you_mean_field, one_per_line
from generator.records.diagnosis.corrections import Corrected
from generator.records.diagnosis.partial import Violation
from generator.records.field_specs import MARKDOWN, Field, field_at, fields_of, order_of
from generator.records.fields.citations import TAGS
from generator.text.sentences import format_list
from generator.yaml_files.yaml_source import KeyPath, get

NOT_RENAMED: Mapping[str, str] = MappingProxyType({})

LONGEST_VALUE = 40
"""The characters of a value that a message quotes."""


@dataclass(frozen=True)
class Invalid:
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
    def of(cls, corrected: Corrected, detail: ErrorDetails) -> Invalid:
        """Return an error from pydantic's own form of it, with its path in the file."""
        context = detail.get("ctx") or {}
        path = (*(key for key in detail["loc"] if key not in TAGS), *context.get("at", ()))
        is_fact_alone = path[-1:] == ("value",) and not corrected.has_value(path) and detail["type"] != "missing"
        written = path[:-1] if is_fact_alone else path
        return cls(detail["type"], path, written, detail.get("input"), context, detail["msg"])

    @classmethod
    def broken(cls, rule: Violation) -> Invalid:
        """Return the error that a rule of a class is broken."""
        path = (*rule.path, *rule.context.get("at", ()))
        return cls(rule.code, path, path, "", rule.context, rule.message)

    @property
    def field(self) -> str:
        """The name of the field that is wrong, or that has the wrong value in its list."""
        return str(next((key for key in reversed(self.written) if isinstance(key, str)), ""))


class _Explanation(NamedTuple):
    """The code, message and hint of a problem."""

    code: str
    message: str
    hint: str = ""


def to_problem(
    error: Invalid, corrected: Corrected, model: type[BaseModel], renamed: Mapping[str, str] = NOT_RENAMED
) -> Problem:
    """Return the problem that an editor reads. `renamed`: the former names of fields (`Kind.renamed`)."""
    field, path = error.field, error.path
    if error.type == "missing" and corrected.has_key(path):
        place = corrected.place(path, key=True)
        return Problem(place, "empty-field", f"'{field}' is empty.", _how_to_fill(model, path))
    if error.type == "missing":
        # A missing field has no place of its own: the problem is at the field or record around it.
        place = corrected.place(path[:-1])
        return Problem(place, "missing-field", f"'{field}' is missing.", f"Add a line '{field}: …'.")
    if error.type == "extra_forbidden":
        hint = _new_name(renamed, dotted(path)) or _name_meant(corrected, model, path)
        return Problem(corrected.place(path, key=True), "unknown-field", f"Unknown field '{field}'.", hint)
    meant = field_at(model, path)
    code, message, hint = _explain(error, meant)
    if code == LIST.code and meant is not None and meant.sourced and isinstance(error.value, str):
        sources = corrected.data.get("sources")
        as_facts = isinstance(sources, list) and len(sources) > 1
        hint = one_per_line(error.value, as_facts=as_facts) or hint
    hint = _new_name(renamed, f"{dotted(error.written)}: {error.value}") or hint
    return Problem(corrected.place(path), code, message, hint)


def dotted(path: KeyPath) -> str:
    """Return the names of the fields on a path, without the indexes of lists: `listing.status`."""
    return ".".join(key for key in path if isinstance(key, str))


def _name_meant(corrected: Corrected, model: type[BaseModel], path: KeyPath) -> str:
    """Return the hint for an unknown field: where it belongs, its right name, or every name that there is."""
    *parent, name = path
    siblings = get(corrected.data, tuple(parent))
    present = siblings.keys() if isinstance(siblings, dict) else frozenset()
    around = field_at(model, tuple(parent)) if parent else None
    names = around.inner(present) if around else order_of(model)
    free = [other for other in names if other not in present]
    if hint := did_you_mean_field(str(name), free):
        return hint
    twice = [other for other in names if other in present and did_you_mean_field(str(name), [other])]
    if twice:
        line = corrected.place((*parent, twice[0]), key=True).line
        return f"'{twice[0]}' is on line {line} already: keep only one of the two."
    fields = {field.name: field for field in fields_of(model)} if not parent else {}
    homes = [field.name for field in fields.values() if name in field.inner() and field.name in present]
    if homes:
        return f"It belongs under {' or '.join(map(repr, homes))}: move it there, and indent it by two spaces."
    return f"Use one of {', '.join(names)}."


def _how_to_fill(model: type[BaseModel], path: KeyPath) -> str:
    """Return the hint for an empty field: what to write, and where."""
    field = field_at(model, path)
    if field is None:
        return "Enter a value."
    if field.many and field.inner() and not field.sourced and not field.shorthand:
        return f"Below it, start each item with '- {field.required_inner()[0]}:'."
    if field.many:
        return "Put each value on its own line below it, after '- '."
    if field.model is not None:
        return _fields_below(field)
    if field.choices:
        return f"Use one of {', '.join(field.choices)}."
    if field.format == MARKDOWN:
        return "Write '|' after the colon, and the text on the lines below, indented by two spaces."
    return f"{'Use' if field.ref else 'Enter'} {field.format or 'a value'}."


def _fields_below(field: Field) -> str:
    """Return the hint to write the fields nested in a field: those that it must have, or else all of them."""
    names = field.required_inner() or field.inner()
    if field.many:
        others = format_list(f"'{name}:'" for name in names[1:])
        rest = f" with {others} on the lines below, indented by two spaces" if others else ""
        return f"Start each item with '- {names[0]}:',{rest}.".replace(",.", ".")
    which = format_list(f"'{name}:'" for name in names)
    return f"Put {which} on the lines below '{field.name}:', indented by two spaces."


def _new_name(renamed: Mapping[str, str], old: str) -> str:
    return f"It is now called '{renamed[old]}'." if old in renamed else ""


def _explain(error: Invalid, field: Field | None) -> _Explanation:
    if error.value is None:
        message = f"'{error.field}' has an empty item."
        return _Explanation("empty-list-item", message, "Add a value after '- ', or delete the line.")
    return _wrong_type(error, field) or _wrong_value(error, field) or _wrong_length(error, field) or _custom(error)


LIST = _Explanation("not-a-list", "a list", "Put each value on its own line, after '- '.")
FIELDS = _Explanation("not-a-group", "a group of fields")
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


def _wrong_type(error: Invalid, field: Field | None) -> _Explanation | None:
    """A value of the wrong type, such as a text where a list is required."""
    if error.type not in WRONG_TYPES:
        return None
    code, expected, hint = WRONG_TYPES[error.type]
    if error.type == "string_type" and isinstance(error.value, dict) and isinstance(error.path[-1], str):
        hint = f"Put the text after '{error.field}:', with no fields below it."
    if code == LIST.code and isinstance(error.value, str):
        hint = one_per_line(error.value) or hint
    if code in (LIST.code, FIELDS.code) and field is not None and field.model is not None and not field.shorthand:
        hint = _fields_below(field)
    return _Explanation(code, f"'{error.field}' must be {expected}, not {_quoted(error.value)}.", hint)


def _wrong_value(error: Invalid, field: Field | None) -> _Explanation | None:
    """A value of the right type that is not a choice, out of range or in the wrong format."""
    name, value, context = error.field, error.value, error.context
    if error.type == "literal_error":
        choices = context["expected"].replace("'", "").replace(" or ", ", ").split(", ")
        message = f"'{name}' must be one of {', '.join(choices)}, not {_quoted(value)}."
        return _Explanation("wrong-choice", message, _choice_meant(value, choices, field))
    if error.type in ("greater_than_equal", "less_than_equal"):
        limit = f"at least {context['ge']}" if "ge" in context else f"at most {context['le']}"
        return _Explanation("out-of-range", f"'{name}' must be {limit}, not {value}.", "Check the number.")
    if error.type == "string_pattern_mismatch":
        message = f"'{value}' is not in the format of '{name}'."
        return _Explanation("wrong-format", message, f"It must match {context['pattern']}.")
    return None


def _choice_meant(value: object, choices: list[str], field: Field | None) -> str:
    if not isinstance(value, str):
        return ""
    return one_per_line(value, choices, many=field is None or field.many) or did_you_mean(value, choices)


def _wrong_length(error: Invalid, field: Field | None) -> _Explanation | None:
    """A list with too many or too few items."""
    if error.type == "too_long":
        actual, most = error.context["actual_length"], error.context["max_length"]
        message = f"'{error.field}' has {count_of(actual, 'item')}; the maximum is {most}."
        about = f" {field.about}" if field is not None and field.about else ""
        return _Explanation("too-many", message, f"Delete {actual - most} of them.{about}")
    if error.type == "too_short":
        least = count_of(error.context["min_length"], "item")
        return _Explanation("too-few", f"'{error.field}' needs at least {least}.")
    return None


def _custom(error: Invalid) -> _Explanation:
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

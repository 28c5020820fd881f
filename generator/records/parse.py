"""Source → record: one table from pydantic's error types to sentences for editors."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from generator.base.problems import Problem, did_you_mean
from generator.records.field_specs import MARKDOWN, field_at
from generator.records.fields.citations import TAGS
from generator.records.fields.types import AnySourced
from generator.records.record import INJECTED, Record
from generator.yaml_files.yaml_source import KeyPath, Source

R = TypeVar("R", bound=Record)
M = TypeVar("M", bound=BaseModel)


def parse_record(
    source: Source, kind: str, model: type[R], renamed: Mapping[str, str] = MappingProxyType({})
) -> tuple[R | None, list[Problem]]:
    """A record of a kind, or every problem its fields have. `renamed`: as `Kind.renamed`, for names of old."""
    written = [name for name in INJECTED if name in source.data]
    problems = [
        Problem(
            source.place((name,), key=True),
            f"{name}-inside",
            f"'{name}' is written inside the file.",
            "Delete the line: the file's name and folder say it.",
        )
        for name in written
    ]
    data = {**source.data, "kind": kind, "slug": source.slug}
    record, found = _validate(source, data, model, renamed)
    return (record if not problems else None), problems + found


def share_facts(record: R, facts: dict[Any, AnySourced]) -> R:
    """Replace each fact by an equal one of another record: most state a term and a source that many others state too.

    Changes the record in its place, which is frozen for everybody else.
    """
    fields = record.__dict__
    for name, value in fields.items():
        if isinstance(value, AnySourced):
            fields[name] = facts.setdefault((type(value), value), value)
        elif isinstance(value, tuple) and value and isinstance(value[0], AnySourced):
            fields[name] = tuple(facts.setdefault((type(fact), fact), fact) for fact in value)
    return record


def parse_settings(source: Source, model: type[M]) -> tuple[M | None, list[Problem]]:
    """A settings file as its class, or every problem its fields have."""
    return _validate(source, source.data, model)


def dotted(path: KeyPath) -> str:
    """The names of the fields on a path, without the numbers of lists: `listing.status`."""
    return ".".join(part for part in path if isinstance(part, str))


def _validate(
    source: Source, data: dict[str, Any], model: type[M], renamed: Mapping[str, str] = MappingProxyType({})
) -> tuple[M | None, list[Problem]]:
    # None is what an empty field reads as: it means that the field is missing.
    try:
        return model.model_validate(_without_empty(data)), []
    except ValidationError as error:
        details = error.errors(include_url=False)
        # A list whose only value is wrong is not also too short.
        inner = {detail["loc"][:length] for detail in details for length in range(1, len(detail["loc"]))}
        return None, [
            _to_problem(source, model, detail, renamed)
            for detail in details
            if detail["type"] != "too_short" or detail["loc"] not in inner
        ]


def _without_empty(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_empty(inner) for key, inner in value.items() if inner is not None}
    return [_without_empty(inner) for inner in value] if isinstance(value, list) else value


def _to_problem(source: Source, model: type[BaseModel], detail: Any, renamed: Mapping[str, str]) -> Problem:
    context: dict[str, Any] = detail.get("ctx") or {}
    path: KeyPath = (*(part for part in detail["loc"] if part not in TAGS), *context.get("at", ()))
    named = path[:-1] if path[-1:] == ("value",) and path not in source.values and detail["type"] != "missing" else path
    field = str(next((part for part in reversed(named) if isinstance(part, str)), ""))
    got = detail.get("input")
    kind = detail["type"]
    if kind == "missing" and path in source.keys:
        message = f"'{field}' is empty."
        return Problem(source.place(path, key=True), "empty-field", message, _how_to_fill(model, path))
    if kind == "missing":
        # The place of a field that is not there is that of what holds it.
        return Problem(source.place(path[:-1]), "missing-field", f"'{field}' is missing.", f"Add a line '{field}: …'.")
    if kind == "extra_forbidden":
        known = _fields_at(model, path[:-1])
        return Problem(
            source.place(path, key=True),
            "unknown-field",
            f"'{field}' is not a field here.",
            _called_now(renamed, dotted(path)) or did_you_mean(field, known) or f"The fields are {', '.join(known)}.",
        )
    code, message, hint = _sentence(kind, field, got, context, detail["msg"])
    if kind == "string_type" and isinstance(got, dict) and isinstance(path[-1], str):
        hint = f"Write the text behind '{field}:', without fields below it."
    return Problem(source.place(path), code, message, _called_now(renamed, f"{dotted(named)}: {got}") or hint)


def _how_to_fill(model: type[BaseModel], path: KeyPath) -> str:
    """What to write behind a field's name, or below it."""
    field = field_at(model, path)
    if field is None:
        return "Write behind it its value."
    if field.many:
        return "Put each value on a line of its own below it, after '- '."
    if field.model is not None:
        return "Write its fields on the lines below it, two spaces further in."
    if field.choices:
        return f"Write behind it one of {', '.join(field.choices)}."
    if field.ref is not None:
        return f"Write behind it the name of a file in data/{field.ref.kind}/, without '.yml'."
    if field.form == MARKDOWN:
        return "Write behind it '|', and the text on the lines below, two spaces further in."
    return f"Write behind it {field.form or 'its value'}."


def _called_now(renamed: Mapping[str, str], old: str) -> str:
    return f"It is called '{renamed[old]}' now." if old in renamed else ""


def _sentence(kind: str, field: str, got: Any, context: dict[str, Any], message: str) -> tuple[str, str, str]:
    if got is None:
        return "empty-line", f"A line of '{field}' is empty.", "Write a value after '- ', or delete the line."
    if kind == "too_long":
        return "too-many", f"'{field}' has {context['actual_length']}, and the most is {context['max_length']}.", ""
    if kind == "literal_error":
        allowed = context["expected"].replace("'", "").replace(" or ", ", ").split(", ")
        return (
            "wrong-choice",
            f"'{field}' must be one of {', '.join(allowed)}, not {_shown(got)}.",
            did_you_mean(got, allowed) if isinstance(got, str) else "",
        )
    if kind in ("tuple_type", "list_type"):
        return "not-a-list", f"'{field}' must be a list.", "Put each value on a line of its own, after '- '."
    if kind in ("model_type", "model_attributes_type", "dict_type"):
        return (
            "not-fields",
            f"'{field}' must have fields below it, not {_shown(got)}.",
            "Compare with another record of this kind.",
        )
    if kind in ("int_parsing", "int_type", "float_parsing", "int_from_float", "int_parsing_size"):
        return "not-a-number", f"'{field}' must be a number, not {_shown(got)[:40]}.", "Write digits only."
    if kind in ("bool_parsing", "bool_type"):
        return "not-true-or-false", f"'{field}' must be true or false, not {_shown(got)}.", ""
    if kind == "string_type":
        return "not-a-text", f"'{field}' must be a text, not {_shown(got)}.", "Put the text in quotes."
    if kind in ("greater_than_equal", "less_than_equal"):
        limit = "at least " + str(context["ge"]) if "ge" in context else "at most " + str(context["le"])
        return "out-of-range", f"'{field}' must be {limit}, not {got}.", "Check the number."
    if kind == "too_short":
        return "too-few", f"'{field}' needs at least {context['min_length']}.", ""
    if kind == "string_pattern_mismatch":
        return "wrong-form", f"'{got}' is not written as '{field}' must be.", f"Its form is {context['pattern']}."
    hint = context.get("hint") or did_you_mean(str(context.get("got", "")), context.get("allowed", ()))
    return kind.replace("_", "-"), message, hint


def _shown(got: Any) -> str:
    if isinstance(got, dict):
        return "fields"
    return "a list" if isinstance(got, list) else f"'{got}'"


def _fields_at(model: type[BaseModel], path: KeyPath) -> list[str]:
    """The names that a file may use at a path of its shape."""
    here: Any = model
    for part in path:
        if isinstance(part, str) and part in getattr(here, "model_fields", {}):
            here = _inner_model(here.model_fields[part].annotation)
    fields = getattr(here, "model_fields", {})
    return [field.alias or name for name, field in fields.items() if name not in INJECTED]


def _inner_model(annotation: Any) -> Any:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in getattr(annotation, "__args__", ()):
        found = _inner_model(argument)
        if found is not None:
            return found
    return None

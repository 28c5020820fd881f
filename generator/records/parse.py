"""Parse a source file as a record or settings, with every problem in it, whatever else is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from generator.base.problems import Problem
from generator.records.diagnosis.corrections import Corrected, correct
from generator.records.diagnosis.explanations import NOT_RENAMED, Invalid, to_problem
from generator.records.diagnosis.explanations import dotted as dotted
from generator.records.diagnosis.fact_sources import check_sources
from generator.records.diagnosis.partial import partial_of, violations
from generator.records.fields.types import AnySourced
from generator.records.record import INJECTED, Record
from generator.yaml_files.yaml_source import SourceFile, YamlValue

R = TypeVar("R", bound=Record)
M = TypeVar("M", bound=BaseModel)


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
    record, invalid = _validate(source, _with_path(source, kind), model, renamed)
    return (record if not problems else None), problems + invalid


def parse_in_part(source: SourceFile, kind: str, model: type[R]) -> R | None:
    """Return the valid part of a record with mistakes, so that its links and texts can be checked.

    It is None if it is unknown whether the record may be shown.
    """
    record = partial_of(model, _without_empty(_with_path(source, kind)))
    try:
        is_known = record.is_hidden in (True, False)
    except AttributeError:
        return None
    return record if is_known else None


def _with_path(source: SourceFile, kind: str) -> dict[str, YamlValue]:
    return {**source.data, "kind": kind, "slug": source.slug}


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


def _validate(
    source: SourceFile, data: Mapping[str, YamlValue], model: type[M], renamed: Mapping[str, str] = NOT_RENAMED
) -> tuple[M | None, list[Problem]]:
    try:
        instance = model.model_validate(_without_empty(data))
    except ValidationError:
        return None, _mistakes(source, data, model, renamed)
    if issubclass(model, Record) and (problems := list(check_sources(Corrected(source, dict(data)), model))):
        return None, problems
    return instance, []


def _mistakes(
    source: SourceFile, data: Mapping[str, YamlValue], model: type[BaseModel], renamed: Mapping[str, str]
) -> list[Problem]:
    """Return every mistake in invalid data. A field at the wrong level is checked as it is meant."""
    corrected = correct(source, data, model)
    whole = _without_empty(corrected.data)
    errors = [Invalid.of(corrected, detail) for detail in _details(model, whole)]
    errors += map(Invalid.broken, violations(model, whole))
    problems = [*corrected.problems, *(to_problem(error, corrected, model, renamed) for error in errors)]
    if issubclass(model, Record):
        # An id that is not written as one is already a problem.
        wrong = {problem.place for problem in problems}
        named = check_sources(corrected, model)
        problems += (problem for problem in named if problem.code != "unknown-source" or problem.place not in wrong)
    return list(dict.fromkeys(problems))


def _details(model: type[BaseModel], data: Mapping[str, YamlValue]) -> list[ErrorDetails]:
    """Return pydantic's errors."""
    try:
        model.model_validate(data)
    except ValidationError as error:
        details = error.errors(include_url=False)
        # A list whose only value is wrong is not also too short.
        parents = {detail["loc"][:length] for detail in details for length in range(1, len(detail["loc"]))}
        return [detail for detail in details if detail["type"] != "too_short" or detail["loc"] not in parents]
    return []


def _without_empty(fields: Mapping[str, YamlValue]) -> dict[str, YamlValue]:
    # The YAML reader gives None for a field without a value, which counts as missing.
    return {name: _filled(value) for name, value in fields.items() if value is not None}


def _filled(value: YamlValue) -> YamlValue:
    if isinstance(value, Mapping):
        return _without_empty(value)
    return [_filled(item) for item in value] if isinstance(value, list) else value

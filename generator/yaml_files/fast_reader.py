"""Reads plain YAML files (nearly all files are plain) in half the time, but without positions."""

import re
from collections.abc import Callable
from typing import Any

import yaml

from generator.text.typed.invisible import FORBIDDEN
from generator.yaml_files.full_reader import EMPTY, MAX_DEPTH, YamlValue

SUSPECT = re.compile("\\s#[^\\s#]|[\u00a0“‘]")
"""Possible mistakes that only the full reader can tell from text: a cut-off '#1', odd spaces, curly quotes."""


def read_simple(text: str) -> dict[str, YamlValue] | None:
    """Return the fields of a plain file, the same as `FullReader` does; None for any other file."""
    if SUSPECT.search(text):
        return None
    parser = yaml.CSafeLoader(text)
    try:
        return _build(parser.get_event)
    except yaml.YAMLError:
        return None
    finally:
        parser.dispose()


def _build(next_event: Callable[[], yaml.Event]) -> dict[str, YamlValue] | None:
    """Return the fields of the only document; None if it contains anything that `FullReader` has to look at."""
    if not _starts_with_fields(next_event):
        return None
    fields = _read_fields(next_event)
    if fields is None:
        return None
    is_only_document = type(next_event()) is yaml.DocumentEndEvent and type(next_event()) is yaml.StreamEndEvent
    return fields if is_only_document else None


def _starts_with_fields(next_event: Callable[[], yaml.Event]) -> bool:
    """Return whether the first events start a document of fields without an anchor or a tag."""
    for expected in (yaml.StreamStartEvent, yaml.DocumentStartEvent, yaml.MappingStartEvent):
        event = next_event()
        if type(event) is not expected:
            return False
    return not (event.anchor or event.tag)


def _read_fields(next_event: Callable[[], yaml.Event]) -> dict[str, YamlValue] | None:
    """Return the fields that end with the matching event; None if anything in them needs the full reader.

    One loop without calls of our own: this is where most of the time goes.
    """
    fields: dict[str, YamlValue] = {}
    container: Any = fields  # a list or fields: `key` and `__class__` tell which, where no type checker follows
    key: str | None = None
    parents: list[list[YamlValue] | dict[str, YamlValue]] = []
    while True:
        event = next_event()
        kind = type(event)
        if kind is yaml.ScalarEvent:
            value = event.value
            if event.anchor or (event.tag and event.tag != "!") or (event.style == '"' and FORBIDDEN.search(value)):
                return None
            if key is None and container.__class__ is dict:
                if value in container:
                    return None
                key = value
                continue
            item = None if event.implicit[0] and value in EMPTY else value.strip() or None
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            is_key = key is None and container.__class__ is dict
            if event.anchor or event.tag or len(parents) + 1 >= MAX_DEPTH or is_key:
                return None
            item = {} if kind is yaml.MappingStartEvent else []
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            if not parents:
                return fields
            container = parents.pop()
            continue
        else:
            return None
        if key is None:
            container.append(item)
        else:
            container[key] = item
            key = None
        if kind is not yaml.ScalarEvent:
            parents.append(container)
            container = item

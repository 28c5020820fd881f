"""Reads YAML files with nothing unusual in them, which nearly all are, in half the time and without positions."""

import re
from collections.abc import Callable
from typing import Any

import yaml

from generator.yaml_files.full_reader import EMPTY, MAX_DEPTH
from generator.yaml_files.text_file import FORBIDDEN

SUSPECT = re.compile("\\s#[^\\s#]|[\u00a0“‘]")
"""What may be a mistake that only a careful reading can tell from a text: a cut-off '#1', odd spaces, curly quotes."""


def read_simple(text: str) -> dict[str, Any] | None:
    """The fields of a file without anything unusual in it, as `Reader` reads them; None for any other file."""
    if SUSPECT.search(text):
        return None
    parser = yaml.CSafeLoader(text)
    try:
        return _build(parser.get_event)
    except yaml.YAMLError:
        return None
    finally:
        parser.dispose()


def _build(next_event: Callable[[], Any]) -> dict[str, Any] | None:
    """The value of one YAML document as plain data; None where it holds what `Reader` has to look at."""
    for expected in (yaml.StreamStartEvent, yaml.DocumentStartEvent, yaml.MappingStartEvent):
        event = next_event()
        if type(event) is not expected:
            return None
    if event.anchor or event.tag:
        return None
    root: dict[str, Any] = {}
    here: Any = root
    key: str | None = None
    above: list[Any] = []
    while True:
        event = next_event()
        kind = type(event)
        if kind is yaml.ScalarEvent:
            value = event.value
            if event.anchor or (event.tag and event.tag != "!") or (event.style == '"' and FORBIDDEN.search(value)):
                return None
            if key is None and here.__class__ is dict:
                if value in here:
                    return None
                key = value
                continue
            made = None if event.implicit[0] and value in EMPTY else value.strip() or None
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            if event.anchor or event.tag or len(above) + 1 >= MAX_DEPTH or (key is None and here.__class__ is dict):
                return None
            made = {} if kind is yaml.MappingStartEvent else []
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            if not above:
                break
            here = above.pop()
            continue
        else:
            return None
        if key is None:
            here.append(made)
        else:
            here[key] = made
            key = None
        if kind is not yaml.ScalarEvent:
            above.append(here)
            here = made
    is_only = type(next_event()) is yaml.DocumentEndEvent and type(next_event()) is yaml.StreamEndEvent
    return root if is_only else None

"""Whatever is written as YAML is read back as the same value."""

import unicodedata
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.text.typed.invisible import FORBIDDEN
from generator.yaml_files.yaml_emit import plain, quoted, to_yaml
from generator.yaml_files.yaml_source import read

TEXTS = {
    "plain": ("A county team.", "a: A county team.\n"),
    "a colon": ("A team: its peers", "a: 'A team: its peers'\n"),
    "a comment": ("one #two", "a: 'one #two'\n"),
    "an apostrophe and a colon": ("it's: so", 'a: "it\'s: so"\n'),
    "an anchor": ("&a *b", "a: '&a *b'\n"),
    "a tag": ("!!python/object:x", "a: '!!python/object:x'\n"),
    "a list": ("- one", "a: '- one'\n"),
    "brackets": ("{a: [b]}", "a: '{a: [b]}'\n"),
    "a word for an empty value": ("null", "a: 'null'\n"),
    "a date": ("2026-05-03", "a: 2026-05-03\n"),
    "two lines": ("one\ntwo", "a: |\n  one\n  two\n"),
    "a paragraph": ("one\n\n  - two", "a: |\n  one\n\n    - two\n"),
    "a field in a text": ("x\nlisting:\n  status: agreed", "a: |\n  x\n  listing:\n    status: agreed\n"),
    "a document's end": ("x\n---\n...", "a: |\n  x\n  ---\n  ...\n"),
    "an indented first line": (" x\ny", 'a: " x\\ny"\n'),
    "a control character": ("a\x07b", 'a: "a\\u0007b"\n'),
}


@pytest.mark.parametrize(("text", "row"), TEXTS.values(), ids=TEXTS.keys())
def test_a_text_gets_quotes_if_it_needs_them(text: str, row: str):
    assert to_yaml({"a": text}, plain) == row


def test_fields_can_be_nested_in_fields_and_lists():
    fields = {"a": {"b": ["c", {"d": "e", "f": {"g": "h"}}]}, "i": 1, "j": True, "k": [{}]}
    assert to_yaml(fields, plain) == "a:\n  b:\n  - c\n  - d: e\n    f:\n      g: h\ni: 1\nj: true\nk:\n- {}\n"


def test_every_text_can_be_quoted():
    """For programs that read 'No' as false and '1.10' as a number."""
    assert to_yaml({"a": ["No", "1.10", 'say "x"']}, quoted) == 'a:\n- "No"\n- "1.10"\n- "say \\"x\\""\n'


# Any text that a record may contain.
WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Co", "Cs", "Zl", "Zp")), min_size=1
).filter(lambda text: not FORBIDDEN.search(text))
LINES = st.lists(WORDS, min_size=1, max_size=4).map("\n".join).map(str.strip).filter(bool)
NAMES = st.from_regex(r"f_[a-z]{1,8}", fullmatch=True)
VALUES = st.recursive(
    LINES, lambda inner: st.lists(inner, min_size=1, max_size=3) | st.dictionaries(NAMES, inner, min_size=1, max_size=3)
).filter(lambda value: not _has_list_in_list(value))


def _has_list_in_list(value: Any) -> bool:
    if isinstance(value, dict):
        return any(map(_has_list_in_list, value.values()))
    return isinstance(value, list) and any(isinstance(item, list) or _has_list_in_list(item) for item in value)


@pytest.mark.slow
@given(st.dictionaries(NAMES, VALUES, min_size=1, max_size=3))
def test_a_record_is_read_as_it_was_written(fields: dict[str, Any]):
    """By our reader and, if quoted, by any other one."""
    source, problems = read("x.yml", to_yaml(fields, plain).encode())
    assert source is not None, problems
    assert source.data == _each(fields, lambda text: unicodedata.normalize("NFC", text).strip() or None)
    assert _each(yaml.safe_load(to_yaml(fields, quoted)), str.strip) == _each(fields, str.strip)


def _each(value: Any, alter: Any) -> Any:
    if isinstance(value, dict):
        return {name: _each(inner, alter) for name, inner in value.items()}
    return [_each(inner, alter) for inner in value] if isinstance(value, list) else alter(value)

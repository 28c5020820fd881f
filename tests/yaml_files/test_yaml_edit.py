"""An edit changes one value of a file and no other byte, or changes nothing."""

import re
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from generator.base.problems import Place
from generator.yaml_files.yaml_edit import (
    append,
    get,
    insert,
    path_at,
    put,
    remove,
    rename_field,
    substitute,
)
from generator.yaml_files.yaml_emit import NotWritableError, Value, field_lines, scalar
from generator.yaml_files.yaml_source import KeyPath, read

RECORD = """\
# A note above.
name: The Tides  # as on the cover
summary: >-
  It comes
  and goes.

# About the parts.
parts:
- heading: 'One'   # the first
  pages: 12
-   heading: Two

form: {value: novel, source: [a, b]}
empty:  # nothing yet
also: []
body: |
  A [link](authors:ann-lee).

  # not a comment

fact_status: placeholder
"""


def changed(before: str, after: bytes | None) -> list[str]:
    """Return the lines that differ, as a diff shows them."""
    assert after is not None
    old, new = before.split("\n"), after.decode().split("\n")
    while old and new and old[0] == new[0]:
        del old[0], new[0]
    while old and new and old[-1] == new[-1]:
        del old[-1], new[-1]
    return [*(f"-{line}" for line in old), *(f"+{line}" for line in new)]


PUT: dict[str, tuple[KeyPath, Value, list[str]]] = {
    "a plain text": (
        ("name",),
        "The Ebb",
        ["-name: The Tides  # as on the cover", "+name: The Ebb  # as on the cover"],
    ),
    "a text that needs quotes": (
        ("name",),
        "Tides: a novel",
        ["-name: The Tides  # as on the cover", "+name: 'Tides: a novel'  # as on the cover"],
    ),
    "a text in quotes": (
        ("parts", 0, "heading"),
        "Ann's: one",
        ["-- heading: 'One'   # the first", '+- heading: "Ann\'s: one"   # the first'],
    ),
    "a block of text": (
        ("summary",),
        "It stays.",
        ["-summary: >-", "-  It comes", "-  and goes.", "+summary: It stays."],
    ),
    "a text between braces": (
        ("form", "value"),
        "a, b",
        ["-form: {value: novel, source: [a, b]}", "+form: {value: 'a, b', source: [a, b]}"],
    ),
    "fields between braces": (
        ("form",),
        {"value": "poem", "source": "c"},
        [],
    ),
    "an empty value": (("empty",), "full", ["-empty:  # nothing yet", "+empty: full  # nothing yet"]),
    "an empty value, by fields": (
        ("empty",),
        {"on": "2026-05-03", "why": "x"},
        ["+  on: 2026-05-03", "+  why: x"],
    ),
    "an empty list": (("also",), ["one", "two: 2"], ["-also: []", "+also:", "+- one", "+- 'two: 2'"]),
    "fields": (("parts", 0), {"heading": "Uno", "pages": "1"}, []),
}


@pytest.mark.parametrize(("path", "value", "lines"), PUT.values(), ids=PUT.keys())
def test_a_value_is_replaced(path: KeyPath, value: Value, lines: list[str]):
    """Comments, other quotes, empty lines and the order stay."""
    after = put("x.yml", RECORD.encode(), path, value)
    if lines:
        assert changed(RECORD, after) == lines
    elif after is not None:
        source, _ = read("x.yml", after)
        assert source is not None
        assert get(source.data, path) == value


def test_fields_replace_fields_of_the_same_names():
    """Each keeps its place and the comment after it; an existing field that is not given is never dropped."""
    after = put("x.yml", RECORD.encode(), ("parts", 0), {"heading": "Uno", "pages": "1"})
    assert changed(RECORD, after) == [
        "-- heading: 'One'   # the first",
        "-  pages: 12",
        "+- heading: Uno   # the first",
        "+  pages: 1",
    ]
    assert put("x.yml", RECORD.encode(), ("parts", 0), {"heading": "Uno"}) is None
    assert put("x.yml", RECORD.encode(), ("form",), {"value": "poem", "source": "c"}) is None


@pytest.mark.parametrize(
    ("order", "lines"),
    [
        (("name", "new", "body"), ["+new: x"]),
        (("summary", "new"), ["+new: x"]),
        (("parts", "new", "name"), ["+new: x"]),
        (("new", "name"), ["+new: x"]),
        (("body", "new"), ["+new: x"]),
    ],
)
def test_a_field_is_inserted_according_to_the_order(order: tuple[str, ...], lines: list[str]):
    """It goes after the nearest field that precedes it, or else before the next one."""
    after = insert("x.yml", RECORD.encode(), ("new",), "x", order)
    assert changed(RECORD, after) == lines
    assert after is not None
    rows = after.decode().split("\n")
    above = {
        "name": "name: ",
        "summary": "  and goes.",
        "parts": "-   heading: Two",
        "new": "# A note above.",
        "body": "  # not",
    }
    assert rows[rows.index("new: x") - 1].startswith(above[order[0]])


def test_a_field_is_inserted_in_a_list_item():
    """It is indented like its neighbors, and never put before the field after the hyphen."""
    after = insert("x.yml", RECORD.encode(), ("parts", 1, "pages"), "7", ("heading", "pages"))
    assert changed(RECORD, after) == ["+    pages: 7"]
    after = insert("x.yml", RECORD.encode(), ("parts", 0, "id"), "a", ("id", "heading"))
    assert changed(RECORD, after) == ["+  id: a"]


def test_an_item_is_added_to_a_list():
    """It may be a text or fields, and the list may be empty or missing."""
    after = append("x.yml", RECORD.encode(), ("parts",), {"heading": "Three", "pages": "9"})
    assert changed(RECORD, after) == ["+- heading: Three", "+  pages: 9"]
    assert changed(RECORD, append("x.yml", RECORD.encode(), ("also",), "one")) == ["-also: []", "+also:", "+- one"]
    after = append("x.yml", RECORD.encode(), ("more",), "one", ("name", "more"))
    assert changed(RECORD, after) == ["+more:", "+- one"]
    assert append("x.yml", RECORD.encode(), ("name",), "one") is None
    assert append("x.yml", RECORD.encode(), ("form", "source"), "c") is None


def test_an_item_is_removed_from_a_list():
    """Its lines and comments go, too; the only item of a list stays."""
    assert changed(RECORD, remove("x.yml", RECORD.encode(), ("parts", 0))) == [
        "-- heading: 'One'   # the first",
        "-  pages: 12",
    ]
    assert remove("x.yml", b"a:\n- b\n", ("a", 0)) is None
    assert remove("x.yml", RECORD.encode(), ("form", "source", 0)) is None
    assert remove("x.yml", RECORD.encode(), ("parts", 5)) is None


def test_a_field_is_renamed_in_its_place():
    """It cannot get the name of another existing field."""
    after = rename_field("x.yml", RECORD.encode(), ("parts", 0, "pages"), "length")
    assert changed(RECORD, after) == ["-  pages: 12", "+  length: 12"]
    assert rename_field("x.yml", RECORD.encode(), ("name",), "body") is None
    assert rename_field("x.yml", b"'name': x\n", ("name",), "title") is None
    assert rename_field("x.yml", RECORD.encode(), ("none",), "title") is None


def test_words_in_a_text_are_replaced():
    """The line breaks of the text stay."""
    after = substitute("x.yml", RECORD.encode(), ("body",), re.compile("ann-lee"), "bea")
    assert changed(RECORD, after) == ["-  A [link](authors:ann-lee).", "+  A [link](authors:bea)."]
    # The text contains an escape, so it differs from the text that was read.
    assert substitute("x.yml", b'a: "x\\u002dy"\n', ("a",), re.compile("x-y"), "z") is None


@pytest.mark.parametrize(
    ("content", "path"),
    [
        (b"a: [\n", ("a",)),
        (b"a: b\n", ("b", "c")),
        (b"a: b\n", ("a", 0)),
        (b"a: b\n", ("a", "b")),
        (b"- a\n", (0,)),
        (b"", ("a",)),
        (b"\xff", ("a",)),
        (b"a: {b: c}\n", ("a", "d")),
        (b"a:\n- b\n", ("a", 3)),
    ],
)
def test_nothing_is_written_at_an_impossible_place(content: bytes, path: KeyPath):
    """The file cannot be read, or the place does not exist or is inside braces."""
    for value in ("x", {"y": "x"}, ["x"]):
        assert put("x.yml", content, path, value, ("a", "b", "c", "d")) is None
        assert append("x.yml", content, path, value, ("a", "b", "c", "d")) is None
    assert rename_field("x.yml", content, path, "new") is None
    assert substitute("x.yml", content, path, re.compile("x"), "y") is None
    assert remove("x.yml", content, path) is None


@pytest.mark.parametrize("value", ["", " x", "x\x07", "\udcff", "\u200b", {}, {"a": {}}, [[]], [{}]])
def test_a_value_that_no_record_can_contain_is_not_written(value: Value):
    """It would be read as something else, or as nothing."""
    assert put("x.yml", b"a: b\nc:\n", ("a",), value) is None
    assert insert("x.yml", b"a: b\n", ("b",), value, ("a", "b")) is None


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("plain", "plain"),
        ("NO", "NO"),
        ("02134", "02134"),
        ("2026-05-03", "2026-05-03"),
        ("a: b", "'a: b'"),
        ("Ann's: b", '"Ann\'s: b"'),
        ('Ann\'s "b": c', "'Ann''s \"b\": c'"),
        ("#1", "'#1'"),
        ("@x", "'@x'"),
        ("null", "'null'"),
        ("~", "'~'"),
        ("- x", "'- x'"),
        ("two\nlines", '"two\\nlines"'),
    ],
)
def test_a_text_gets_quotes_only_if_it_needs_them(text: str, form: str):
    """Of the ways that read as the text itself, the shortest is used."""
    assert scalar(text) == form


def test_values_are_written_in_the_style_of_records():
    """List items are aligned with their field; nested fields are indented by two spaces."""
    assert field_lines("a", {"b": "c", "d": ["e", {"f": "g", "h": ["i"]}]}) == [
        "a:",
        "  b: c",
        "  d:",
        "  - e",
        "  - f: g",
        "    h:",
        "    - i",
    ]
    with pytest.raises(NotWritableError):
        field_lines("a", [[]])


def test_a_text_of_several_lines_is_inserted_as_a_block():
    """So that it can be read in the file."""
    after = insert("x.yml", b"a:\n  b: c\n# note\n", ("a", "d"), "one\n\n- two", ("b", "d"))
    assert after == b"a:\n  b: c\n  d: |\n    one\n\n    - two\n# note\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a: b\r\nc: d\r\n", "a: x\r\nnew: y\r\nc: d\r\n"),
        ("\ufeffa: b\nc: d", "\ufeffa: x\nnew: y\nc: d"),
        ("a: b\rc: d", "a: x\rnew: y\rc: d"),
        ("a: b", "a: x\nnew: y"),
        ("c: Cafe\u0301  # e\u0301\na: b\n", "c: Cafe\u0301  # e\u0301\na: x\nnew: y\n"),
    ],
    ids=["crlf", "byte-order-mark", "old-line-endings", "no-final-line-ending", "decomposed"],
)
def test_line_endings_and_characters_stay(before: str, after: str):
    """So do a byte order mark, and letters that consist of two characters."""
    edited = put("x.yml", before.encode(), ("a",), "x")
    assert edited is not None
    assert insert("x.yml", edited, ("new",), "y", ("a", "new")) == after.encode()


def test_a_value_after_a_letter_of_two_characters_is_found():
    """The reader counts it as one."""
    after = put("x.yml", "a: {Cafe\u0301: b, c: d}\n".encode(), ("a", "c"), "x")
    assert after == "a: {Cafe\u0301: b, c: x}\n".encode()


def test_the_path_at_a_place_is_the_innermost():
    """A list item and its first field may start at the same place."""
    source, _ = read("x.yml", b"a:\n- b: c\n")
    assert source is not None
    assert path_at(source, Place("x.yml", 2, 6)) == ("a", 0, "b")
    assert path_at(source, Place("x.yml", 2, 3)) == ("a", 0)
    assert path_at(source, Place("x.yml", 2, 3), key=True) == ("a", 0, "b")
    assert path_at(source, Place("x.yml", 9, 9)) is None


# Any file, any value


NAMES = st.sampled_from(["a", "b", "c d", "e"])
TEXTS = st.sampled_from(["x", "it's", "a: b", "# c", "", "two words", "é", "- y", "[z]", "'", '"q"', "1"]) | st.text(
    max_size=6
)
COMMENTS = st.sampled_from(["", "  # note", "\n# above"])


def typed(value: Any, indent: str, comment: str) -> str:
    """Return data as someone might type it, with comments in between."""
    if isinstance(value, str):
        try:
            return f" {scalar(value)}{comment}"
        except NotWritableError:
            return ""
    rows = []
    if isinstance(value, dict):
        for name, inner in value.items():
            rows.append(f"\n{indent}{name}:{typed(inner, indent + '  ', comment)}")
    for inner in value if isinstance(value, list) else []:
        rows.append(
            f"\n{indent}-{typed(inner, indent + '  ', comment)}" if isinstance(inner, str) else f"\n{indent}- x"
        )
    return "".join(rows)


RECORDS = st.builds(
    lambda data, comment, end: (typed(data, "", comment) + "\n").lstrip("\n").replace("\n", end),
    st.dictionaries(
        NAMES,
        st.recursive(TEXTS, lambda inner: st.dictionaries(NAMES, inner, max_size=3) | st.lists(TEXTS, max_size=3)),
        min_size=1,
        max_size=4,
    ),
    COMMENTS,
    st.sampled_from(["\n", "\r\n"]),
)


@given(RECORDS, st.data())
def test_an_edit_changes_its_value_and_no_other_byte(text: str, data: st.DataObject):
    """Everything before and after the value stays, and so do all comments."""
    source, _ = read("x.yml", text.encode())
    assume(source is not None)
    assert source is not None
    path = data.draw(st.sampled_from(sorted(source.values, key=str)))
    value = data.draw(TEXTS)
    edited = put("x.yml", text.encode(), path, value)
    if edited is None:
        return
    after, _ = read("x.yml", edited)
    assert after is not None
    assert get(after.data, path) == value
    assert re.findall("# (?:note|above)", edited.decode()) == re.findall("# (?:note|above)", text)
    start = source.values[path]
    rows, new = text.splitlines(keepends=True), edited.decode().splitlines(keepends=True)
    assert new[: start.line - 1] == rows[: start.line - 1]
    line, column = source.ends[path]
    below = rows[line - (column == 1) :]
    assert not below or new[-len(below) :] == below


@given(RECORDS, st.data())
def test_an_inserted_field_changes_no_other_line(text: str, data: st.DataObject):
    """They stay in their order."""
    source, _ = read("x.yml", text.encode())
    assume(source is not None)
    assert source is not None
    order = data.draw(st.permutations(["a", "b", "c d", "e", "new"]))
    after = insert("x.yml", text.encode(), ("new",), {"y": "z"}, order)
    assert after is not None
    rows = after.decode().splitlines()
    added = rows.index("new:")
    assert rows[added + 1] == "  y: z"
    assert [*rows[:added], *rows[added + 2 :]] == text.splitlines()


@given(st.binary(max_size=80), st.text(max_size=8))
def test_no_file_and_no_value_raise_an_exception(content: bytes, value: str):
    """Every edit returns a file or None."""
    for path in ((), ("a",), ("a", 0), (0,), ("a", "b")):
        put("x.yml", content, path, value, ("a",))
        append("x.yml", content, path, value, ("a",))
        remove("x.yml", content, path)
        rename_field("x.yml", content, path, value)
        substitute("x.yml", content, path, re.compile("a"), value)

"""One place of a file changes, and every other byte stays; what cannot be done is not done."""

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


def changed(before: str, made: bytes | None) -> list[str]:
    """The lines that differ, as a diff shows them."""
    assert made is not None
    old, new = before.split("\n"), made.decode().split("\n")
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
    "nothing": (("empty",), "full", ["-empty:  # nothing yet", "+empty: full  # nothing yet"]),
    "nothing, by fields": (
        ("empty",),
        {"on": "2026-05-03", "why": "x"},
        ["+  on: 2026-05-03", "+  why: x"],
    ),
    "an empty list": (("also",), ["one", "two: 2"], ["-also: []", "+also:", "+- one", "+- 'two: 2'"]),
    "fields": (("parts", 0), {"heading": "Uno", "pages": "1"}, []),
}


@pytest.mark.parametrize(("path", "value", "lines"), PUT.values(), ids=PUT.keys())
def test_a_value_is_put_in_its_place(path: KeyPath, value: Value, lines: list[str]):
    """Comments, quotes elsewhere, empty lines and order stay."""
    made = put("x.yml", RECORD.encode(), path, value)
    if lines:
        assert changed(RECORD, made) == lines
    elif made is not None:
        source, _ = read("x.yml", made)
        assert source is not None
        assert get(source.data, path) == value


def test_fields_replace_fields_of_the_same_names():
    """Each in its place, with the comment behind it; a field that is there and was not given is never dropped."""
    made = put("x.yml", RECORD.encode(), ("parts", 0), {"heading": "Uno", "pages": "1"})
    assert changed(RECORD, made) == [
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
def test_a_field_is_added_at_its_place_in_the_order(order: tuple[str, ...], lines: list[str]):
    """Behind the nearest one that stands before it, whatever follows; else before the next one."""
    made = insert("x.yml", RECORD.encode(), ("new",), "x", order)
    assert changed(RECORD, made) == lines
    assert made is not None
    rows = made.decode().split("\n")
    above = {
        "name": "name: ",
        "summary": "  and goes.",
        "parts": "-   heading: Two",
        "new": "# A note above.",
        "body": "  # not",
    }
    assert rows[rows.index("new: x") - 1].startswith(above[order[0]])


def test_a_field_is_added_within_a_list():
    """As deep as its neighbors; before the first one, which stands behind the hyphen, there is no room."""
    made = insert("x.yml", RECORD.encode(), ("parts", 1, "pages"), "7", ("heading", "pages"))
    assert changed(RECORD, made) == ["+    pages: 7"]
    made = insert("x.yml", RECORD.encode(), ("parts", 0, "id"), "a", ("id", "heading"))
    assert changed(RECORD, made) == ["+  id: a"]


def test_a_list_has_one_value_more():
    """Texts and fields, also where the list was empty or not there."""
    made = append("x.yml", RECORD.encode(), ("parts",), {"heading": "Three", "pages": "9"})
    assert changed(RECORD, made) == ["+- heading: Three", "+  pages: 9"]
    assert changed(RECORD, append("x.yml", RECORD.encode(), ("also",), "one")) == ["-also: []", "+also:", "+- one"]
    made = append("x.yml", RECORD.encode(), ("more",), "one", ("name", "more"))
    assert changed(RECORD, made) == ["+more:", "+- one"]
    assert append("x.yml", RECORD.encode(), ("name",), "one") is None
    assert append("x.yml", RECORD.encode(), ("form", "source"), "c") is None


def test_a_list_has_one_value_less():
    """With its lines and comments; the last value stays."""
    assert changed(RECORD, remove("x.yml", RECORD.encode(), ("parts", 0))) == [
        "-- heading: 'One'   # the first",
        "-  pages: 12",
    ]
    assert remove("x.yml", b"a:\n- b\n", ("a", 0)) is None
    assert remove("x.yml", RECORD.encode(), ("form", "source", 0)) is None
    assert remove("x.yml", RECORD.encode(), ("parts", 5)) is None


def test_a_field_gets_another_name():
    """In its place; not that of a field which is there too."""
    made = rename_field("x.yml", RECORD.encode(), ("parts", 0, "pages"), "length")
    assert changed(RECORD, made) == ["-  pages: 12", "+  length: 12"]
    assert rename_field("x.yml", RECORD.encode(), ("name",), "body") is None
    assert rename_field("x.yml", b"'name': x\n", ("name",), "title") is None
    assert rename_field("x.yml", RECORD.encode(), ("none",), "title") is None


def test_words_within_a_text_are_replaced():
    """The lines of the text stay as they were typed."""
    made = substitute("x.yml", RECORD.encode(), ("body",), re.compile("ann-lee"), "bea")
    assert changed(RECORD, made) == ["-  A [link](authors:ann-lee).", "+  A [link](authors:bea)."]
    # What stands there as an escape is another text than the one that was read.
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
def test_what_has_no_place_is_not_written(content: bytes, path: KeyPath):
    """Where the file is broken, the place is not there, or stands between braces."""
    for value in ("x", {"y": "x"}, ["x"]):
        assert put("x.yml", content, path, value, ("a", "b", "c", "d")) is None
        assert append("x.yml", content, path, value, ("a", "b", "c", "d")) is None
    assert rename_field("x.yml", content, path, "new") is None
    assert substitute("x.yml", content, path, re.compile("x"), "y") is None
    assert remove("x.yml", content, path) is None


@pytest.mark.parametrize("value", ["", " x", "x\x07", "\udcff", "\u200b", {}, {"a": {}}, [[]], [{}]])
def test_a_value_that_no_record_can_hold_is_not_written(value: Value):
    """Nothing that would be read as something else, or as nothing."""
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
def test_a_text_has_quotes_only_where_it_needs_them(text: str, form: str):
    """The fewest signs that read as the text itself."""
    assert scalar(text) == form


def test_values_are_written_as_records_are():
    """Lists stand at their field's own column, fields two steps further in."""
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


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a: b\r\nc: d\r\n", "a: x\r\nnew: y\r\nc: d\r\n"),
        ("\ufeffa: b\nc: d", "\ufeffa: x\nnew: y\nc: d"),
        ("a: b\rc: d", "a: x\rnew: y\rc: d"),
        ("a: b", "a: x\nnew: y"),
        ("c: Cafe\u0301  # e\u0301\na: b\n", "c: Cafe\u0301  # e\u0301\na: x\nnew: y\n"),
    ],
    ids=["crlf", "byte-order-mark", "old-line-ends", "no-last-line-end", "decomposed"],
)
def test_line_ends_and_signs_stay_the_editors(before: str, after: str):
    """Also a byte order mark, and letters that are made of two characters."""
    made = put("x.yml", before.encode(), ("a",), "x")
    assert made is not None
    assert insert("x.yml", made, ("new",), "y", ("a", "new")) == after.encode()


def test_a_value_behind_letters_of_two_characters_is_found():
    """The reader counts letters, the file holds characters."""
    made = put("x.yml", "a: {Cafe\u0301: b, c: d}\n".encode(), ("a", "c"), "x")
    assert made == "a: {Cafe\u0301: b, c: x}\n".encode()


def test_the_path_at_a_place_is_the_innermost():
    """A list and its first value start at one place or at two."""
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


def shown(value: Any, indent: str, comment: str) -> str:
    """Data as someone might type it, with comments in between."""
    if isinstance(value, str):
        try:
            return f" {scalar(value)}{comment}"
        except NotWritableError:
            return ""
    rows = []
    if isinstance(value, dict):
        for name, inner in value.items():
            rows.append(f"\n{indent}{name}:{shown(inner, indent + '  ', comment)}")
    for inner in value if isinstance(value, list) else []:
        rows.append(
            f"\n{indent}-{shown(inner, indent + '  ', comment)}" if isinstance(inner, str) else f"\n{indent}- x"
        )
    return "".join(rows)


RECORDS = st.builds(
    lambda data, comment, end: (shown(data, "", comment) + "\n").lstrip("\n").replace("\n", end),
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
    """All that stands before and behind the value is there afterwards; a comment never goes."""
    source, _ = read("x.yml", text.encode())
    assume(source is not None)
    assert source is not None
    path = data.draw(st.sampled_from(sorted(source.values, key=str)))
    value = data.draw(TEXTS)
    made = put("x.yml", text.encode(), path, value)
    if made is None:
        return
    after, _ = read("x.yml", made)
    assert after is not None
    assert get(after.data, path) == value
    assert re.findall("# (?:note|above)", made.decode()) == re.findall("# (?:note|above)", text)
    mark = source.values[path]
    rows, new = text.splitlines(keepends=True), made.decode().splitlines(keepends=True)
    assert new[: mark.line - 1] == rows[: mark.line - 1]
    line, column = source.ends[path]
    behind = rows[line - (column == 1) :]
    assert not behind or new[-len(behind) :] == behind


@given(RECORDS, st.data())
def test_a_field_that_is_added_leaves_all_lines(text: str, data: st.DataObject):
    """The other lines are there in their order, none of them changed."""
    source, _ = read("x.yml", text.encode())
    assume(source is not None)
    assert source is not None
    order = data.draw(st.permutations(["a", "b", "c d", "e", "new"]))
    made = insert("x.yml", text.encode(), ("new",), {"y": "z"}, order)
    assert made is not None
    rows = made.decode().splitlines()
    at = rows.index("new:")
    assert rows[at + 1] == "  y: z"
    assert [*rows[:at], *rows[at + 2 :]] == text.splitlines()


@given(st.binary(max_size=80), st.text(max_size=8))
def test_no_file_and_no_value_raise(content: bytes, value: str):
    """Whatever is asked, the answer is a file or nothing."""
    for path in ((), ("a",), ("a", 0), (0,), ("a", "b")):
        put("x.yml", content, path, value, ("a",))
        append("x.yml", content, path, value, ("a",))
        remove("x.yml", content, path)
        rename_field("x.yml", content, path, value)
        substitute("x.yml", content, path, re.compile("a"), value)

"""A file is read as the editor typed it, or the editor learns which character to change."""

import json
import unicodedata
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from toys.library import lines

from generator.text.typed.invisible import FORBIDDEN
from generator.yaml_files.yaml_source import read

SYNTAX = (
    "The file cannot be read from here on. Compare this line and the one above with another record of this kind: the "
    "indentation (two spaces for each level), the '- ' before each list item, and the ': ' after each field name. "
    "[yaml-syntax]"
)
QUOTE = (
    "This quote is never closed. Add the closing quote; inside single quotes, write an apostrophe twice (''). "
    "[yaml-quote]"
)
NO_FIELDS = "The file has no fields. Write one field per line, as in 'name: Example'. [not-a-record]"
NBSP = (
    "There is a non-breaking space where a normal space belongs. Replace it with a normal space. [non-breaking-space]"
)
NOT_UTF8 = "The file is not UTF-8 text. Save the file as UTF-8. [encoding]"
TAB = "This line is indented with a tab. Use two spaces for each level. [yaml-tab]"
RETYPE = "Delete it and type the text again. [invisible-character]"
CUT = (
    "Put the whole value in quotes. If you meant to write a comment, add a space after '#', as in '# like this'. "
    "[text-cut-by-comment]"
)
CHOOSE = (
    "Keep one of the two versions and delete the three marker lines ('<<<<<<<', '=======', '>>>>>>>'). [merge-conflict]"
)
CURLY = (
    "Delete them or use straight quotes. If readers should see them, put straight quotes around them. [curly-quotes]"
)
KEY = "A field name must be text. Put a value that starts with '[' or '{' in quotes. [yaml-key]"
ANCHOR = "Delete it, or put the value in quotes if it is meant to start with '&'. [yaml-anchor]"
ALIAS = "Write the value out, or put it in quotes if it is meant to start with '*'. [yaml-alias]"
TOO_DEEP = (
    "The fields are nested more than 10 levels deep. Compare this file with another record of this kind. [too-deep]"
)
TAG = "Delete it, or put the value in quotes if it is meant to start with '!'. [yaml-tag]"

WRONG = {
    "a tab as indentation": (b"a:\n\tb: c\n", [f":2:1: {TAB}"]),
    "a tab after spaces": (b"a:\n  \tb: c\n", [f":2:3: {TAB}"]),
    "a colon in plain text": (
        b"name: Tides: a novel\n",
        [":1:12: This line has a second ': '. Put the value in quotes. [yaml-colon]"],
    ),
    "a colon at the end": (
        b"name: x\nnote: as follows:\n",
        [":2:17: This line has a second ': '. Put the value in quotes. [yaml-colon]"],
    ),
    "Windows-1252": (b"name: x\nnote: caf\xe9\n", [f":2: {NOT_UTF8}"]),
    "UTF-16": ("name: x\n".encode("utf-16"), [f":1: {NOT_UTF8}"]),
    "NBSP as indentation": ("a:\n\u00a0 b: c\n".encode(), [f":2:1: {NBSP}"]),
    "NBSP after a dash": ("a:\n-\u00a0b\n".encode(), [f":2:2: {NBSP}"]),
    "NBSP in a field name": (
        "a\u00a0b: c\n".encode(),
        [
            ":1:1: There is a non-breaking space in this field name. Replace it with a normal space. "
            "[non-breaking-space]"
        ],
    ),
    "a field twice": (
        b"name: x\nnote: y\nname: z\n",
        [":3:1: Duplicate field 'name'; the first one is on line 1. Keep only one of them. [duplicate-field]"],
    ),
    "a nested field twice": (
        b"parts:\n- heading: x\n  pages: 1\n- heading: y\n  pages: 2\n  heading: z\n",
        [":6:3: Duplicate field 'heading'; the first one is on line 4. Keep only one of them. [duplicate-field]"],
    ),
    "a field three times": (
        b"a: x\na: y\na: z\n",
        [
            ":2:1: Duplicate field 'a'; the first one is on line 1. Keep only one of them. [duplicate-field]",
            ":3:1: Duplicate field 'a'; the first one is on line 1. Keep only one of them. [duplicate-field]",
        ],
    ),
    "an anchor": (b"name: &x y\n", [f":1:7: '&x' is a YAML anchor. {ANCHOR}"]),
    "an anchor on a list": (b"names: &all\n- x\n", [f":1:8: '&all' is a YAML anchor. {ANCHOR}"]),
    "an anchor on a field name": (b"&x name: y\n", [f":1:1: '&x' is a YAML anchor. {ANCHOR}"]),
    "an alias": (
        b"name: *x\n",
        [f":1:7: '*x' is a YAML alias. {ALIAS}"],
    ),
    "an alias as a field name": (b"*x : y\n", [f":1:1: {KEY}"]),
    "a tag": (
        b"name: !draft x\n",
        [f":1:7: '!draft' is a YAML tag. {TAG}"],
    ),
    "a tag that would run code": (
        b"name: !!python/object/apply:os.system [ls]\n",
        [f":1:7: 'tag:yaml.org,2002:python/object/apply:os.system' is a YAML tag. {TAG}"],
    ),
    "a tag on a field name": (
        b"!draft name: x\n",
        [f":1:1: '!draft' is a YAML tag. {TAG}"],
    ),
    "an unclosed single quote": (b"name: 'x\nnote: y\n", [f":1:7: {QUOTE}"]),
    "an unclosed double quote": (b'name: x\nnote: "y\n', [f":2:7: {QUOTE}"]),
    "a text that starts with @": (
        b"name: @x\n",
        [":1:7: A value cannot start with '@'. Put the value in quotes. [yaml-special-character]"],
    ),
    "a text that starts with %": (
        b"name: %x\n",
        [":1:7: A value cannot start with '%'. Put the value in quotes. [yaml-special-character]"],
    ),
    "a number sign in a text": (
        b"name: Tides #1 and more\n",
        [f":1:13: '#1 and more' would be dropped: after a space, '#' starts a comment. {CUT}"],
    ),
    "a number sign at the start of a text": (
        b"name: #1 of two\n",
        [f":1:7: '#1 of two' would be dropped: after a space, '#' starts a comment. {CUT}"],
    ),
    "number signs in a list": (
        b"names:\n- #1\n- x #2\n- y\n",
        [
            f":2:3: '#1' would be dropped: after a space, '#' starts a comment. {CUT}",
            f":3:5: '#2' would be dropped: after a space, '#' starts a comment. {CUT}",
        ],
    ),
    "a number sign in a text of two lines": (
        b"name: Tides\n  and #1\n",
        [f":2:7: '#1' would be dropped: after a space, '#' starts a comment. {CUT}"],
    ),
    "a merge conflict": (
        b"name: x\n<<<<<<< HEAD\nnote: y\n=======\nnote: z\n>>>>>>> main\n",
        [f":2: This is an unresolved merge conflict ('<<<<<<< HEAD'). {CHOOSE}"],
    ),
    "the rest of a merge conflict": (
        b"name: x\nnote: y\n>>>>>>> main\n",
        [f":3: This is an unresolved merge conflict ('>>>>>>> main'). {CHOOSE}"],
    ),
    "curly quotes": (
        "name: “Tides”\nnames:\n- ‘It’s so’\n".encode(),
        [
            f":1:7: The value is in curly quotes (“…”). {CURLY}",
            f":3:3: The value is in curly quotes (‘…’). {CURLY}",
        ],
    ),
    "a second document": (
        b"---\nname: x\n---\nname: y\n",
        [":3:1: A second YAML document starts here ('---'). Put each record in its own file. [second-document]"],
    ),
    "a list at the top": (b"- x\n", [f":1: {NO_FIELDS}"]),
    "a text at the top": (b"x\n", [f":1: {NO_FIELDS}"]),
    "nothing": (b"", [f":1: {NO_FIELDS}"]),
    "a comment alone": (b"# later\n", [f":1: {NO_FIELDS}"]),
    "a list as a field name": (b"[x]: y\n", [f":1:1: {KEY}"]),
    "fields as a field name": (b"? {x: y}\n: z\n", [f":1:3: {KEY}"]),
    "too many bytes": (
        b"name: x\n" * 20000,
        [": The file is 156 KB; the limit is 128 KB. Split it, or link to a longer document instead. [too-large]"],
    ),
    "too many levels": (
        b"a: " + b"[" * 10 + b"]" * 10,
        [f":1:13: {TOO_DEEP}"],
    ),
    "very many levels": (
        b"a: " + b"[" * 60000 + b"]" * 60000,
        [f":1:13: {TOO_DEEP}"],
    ),
    "a zero-width space": (
        "name: a\u200bb\n".encode(),
        [f":1:8: There is an invisible character here (zero width space). {RETYPE}"],
    ),
    "a right-to-left override": (
        "name: x\nnote: \u202eb\n".encode(),
        [f":2:7: There is an invisible character here (right-to-left override). {RETYPE}"],
    ),
    "a control character": (
        b"name: a\x07b\n",
        [f":1:8: There is an invisible character here (u+0007). {RETYPE}"],
    ),
    "a line break from old mainframes": (
        "name: a\u0085note: b\n".encode(),
        [f":1:8: There is an invisible character here (u+0085). {RETYPE}"],
    ),
    "a private character": (
        "name: \ue000\n".encode(),
        [f":1:7: There is an invisible character here (u+e000). {RETYPE}"],
    ),
    "an invisible character written as an escape": (
        b'name: x\nnote: "a\\u200bb"\n',
        [f":2:7: There is an invisible character here (zero width space). {RETYPE}"],
    ),
    "the character for the root, written as an escape": (
        b'name: "\\ue000"\n',
        [f":1:7: There is an invisible character here (u+e000). {RETYPE}"],
    ),
    "a joiner that has no effect": (
        "name: a\u200db\n".encode(),
        [f":1:8: There is an invisible character here (zero width joiner). {RETYPE}"],
    ),
    "a joiner that has no effect, written as an escape": (
        b'name: x\nnote: "a\\u200cb"\n',
        [f":2:7: There is an invisible character here (zero width non-joiner). {RETYPE}"],
    ),
    "tags after a letter": (
        "name: a\U000e0041\n".encode(),
        [f":1:8: There is an invisible character here (tag latin capital letter a). {RETYPE}"],
    ),
    "an open bracket at the end": (b"a: {b: c\n", [f":1: {SYNTAX}"]),
    "a list item's field without its indentation": (b"a:\n  - b: c\n  d: e\n", [f":3:3: {SYNTAX}"]),
}


@pytest.mark.parametrize(("content", "problems"), WRONG.values(), ids=WRONG.keys())
def test_a_file_that_cannot_be_read_is_reported_with_a_fix(content: bytes, problems: list[str]):
    """The expected text is the whole line that an editor reads."""
    source, reported = read("data/books/a.yml", content)
    assert source is None
    assert lines(reported) == [f"data/books/a.yml{problem}" for problem in problems]


RIGHT: dict[str, tuple[bytes, dict[str, Any]]] = {
    "a word that means no in other programs": (b"state: NO\n", {"state": "NO"}),
    "a number that starts with 0": (b"zip: 02134\n", {"zip": "02134"}),
    "a time": (b"at: 12:30\nlong: 12:30:45\n", {"at": "12:30", "long": "12:30:45"}),
    "a day that does not exist": (b"on: 2024-13-45\n", {"on": "2024-13-45"}),
    "yes, true and null in quotes": (
        b"a: yes\nb: true\nc: 'null'\nd: \"~\"\n",
        {"a": "yes", "b": "true", "c": "null", "d": "~"},
    ),
    "nothing after the name": (b"a:\nb: ''\nc: ~\nd: null\ne: '  '\n", dict.fromkeys("abcde")),
    "a byte order mark and CRLF": (b"\xef\xbb\xbfa: x\r\nb: y\r\n", {"a": "x", "b": "y"}),
    "old line endings": (b"a: x\rb: y\r", {"a": "x", "b": "y"}),
    "letters that consist of two characters": ("a: cafe\u0301\n".encode(), {"a": "café"}),
    "a non-breaking space inside a text": ("a: 5\u00a0km\n".encode(), {"a": "5\u00a0km"}),
    "an emoji of several": ("a: x 👨\u200d👩\u200d👧 ❤\ufe0f\n".encode(), {"a": "x 👨\u200d👩\u200d👧 ❤\ufe0f"}),
    "a joiner written as an escape": (b'a: "\\U0001F468\\u200D\\U0001F469"\n', {"a": "👨\u200d👩"}),
    "Persian": ("a: می\u200cخواهم\n".encode(), {"a": "می\u200cخواهم"}),
    "a comment": (b"a: x # not this\n", {"a": "x"}),
    "comments of every kind": (
        b"# x\n#a: y\n## x\na: x ## y\nb: # y\n  # y\n#c: y\nd: 'x #1' # y\ne: x#1\n",
        {"a": "x", "b": None, "d": "x #1", "e": "x#1"},
    ),
    "curly quotes that belong to a text": (
        "a: “x” and “y”\nb: '“x”'\nc: ‘x’ it is\nd: |\n  “x”\n".encode(),
        {"a": "“x” and “y”", "b": "“x”", "c": "‘x’ it is", "d": "“x”"},
    ),
    "a long text": (b"a: |\n  x\n\n  y\nb: >\n  x\n  y\n", {"a": "x\n\ny", "b": "x y"}),
    "lists and fields": (b"a:\n- b: x\n  c: [y, z]\n-\n", {"a": [{"b": "x", "c": ["y", "z"]}, None]}),
    "one document marker": (b"---\na: x\n", {"a": "x"}),
    "a text with a tag that says so": (b"a: ! x\n", {"a": "x"}),
    "a merge key": (b"<<: {a: b}\n", {"<<": {"a": "b"}}),
}


@pytest.mark.parametrize(("content", "data"), RIGHT.values(), ids=RIGHT.keys())
def test_every_value_stays_the_text_that_was_typed(content: bytes, data: dict[str, Any]):
    """A field's type decides later what it means."""
    source, problems = read("data/books/a.yml", content)
    assert lines(problems) == []
    assert source is not None
    assert source.data == data


def test_a_source_knows_its_slug():
    """It is the file's name without its extension."""
    source, _ = read("data/books/the-tides.yml", b"name: x")
    assert source is not None
    assert source.slug == "the-tides"


def test_a_source_knows_the_place_of_each_value():
    """Also of a field name, of a line in a long text, and of what contains a value that does not exist."""
    source, _ = read("a.yml", b"name: x\nparts:\n- heading: y\n  note: |\n    one\n    two\n")
    assert source is not None
    places = [
        source.place(("name",)),
        source.place(("parts", 0, "heading")),
        source.place(("parts", 0, "heading"), key=True),
        source.place(("parts", 0, "pages")),
        source.place(("nothing", 3)),
        source.place(("parts", 0, "note"), line=1),
    ]
    assert [str(place) for place in places] == [
        "a.yml:1:7",
        "a.yml:3:12",
        "a.yml:3:3",
        "a.yml:3:3",
        "a.yml:1:1",
        "a.yml:6",
    ]


def leaves(value: Any) -> list[Any]:
    """Return the values in nested data that contain no others."""
    if isinstance(value, dict):
        return [leaf for inner in value.values() for leaf in leaves(inner)]
    return [leaf for inner in value for leaf in leaves(inner)] if isinstance(value, list) else [value]


def check_reading(content: bytes) -> None:
    """Check that there is either a source or problems, whose lines are in the file."""
    source, problems = read("data/books/a.yml", content)
    assert (source is None) == bool(problems)
    assert all(0 <= problem.place.line <= content.count(b"\n") + content.count(b"\r") + 2 for problem in problems)
    if source is not None:
        assert all(
            leaf is None or (isinstance(leaf, str) and leaf == leaf.strip() != "") for leaf in leaves(source.data)
        )


@given(st.binary(max_size=200))
@example(b"\xef\xbb\xbf")
@example(b"a: \xef\xbf\xbe")
def test_no_bytes_raise_an_exception(content: bytes):
    """A file in data/ may contain anything."""
    check_reading(content)


PIECES = [
    *("\n", "\r", "  ", "\t", "- ", ": ", ":", "a", "'", '"', "|", ">", "&x ", "*x", "!x ", "#", "{", "}", "[", "]"),
    *(",", "? ", "---", "...", "%", "@", "`", "\\", "\u00a0", "\u0085", "é", "~", "<<", "|2", "\x00", "\ufeff"),
]


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=40).map("".join))
def test_no_text_raises_an_exception(text: str):
    """Even if it looks much like YAML."""
    check_reading(text.encode("utf-8", "surrogatepass"))


TYPED = st.text(st.characters(exclude_categories=["Cc", "Cn", "Cs"]), max_size=60)


@given(TYPED.filter(lambda text: not FORBIDDEN.search(text)))
def test_a_text_in_quotes_is_read_as_typed(text: str):
    """Anything that a person can type and see, except for spaces around it."""
    source, problems = read("a.yml", f"name: {json.dumps(text, ensure_ascii=False)}\n".encode())
    assert lines(problems) == []
    assert source is not None
    assert source.data == {"name": unicodedata.normalize("NFC", text).strip() or None}

"""Common mistakes are reported on their own line, where the YAML parser would report a later one."""

import pytest
from limits import cpu_seconds
from toys.library import lines

from generator.base.problems import sort
from generator.yaml_files.quoting import how_to_quote
from generator.yaml_files.yaml_source import read, read_past_mistakes

FIELD = "Write a field as 'name: value'"
ABOVE = f"{FIELD}, or indent the line by two spaces to continue the text above. [yaml-field]"
OF_BODY = f"{FIELD}, or indent the line by two spaces to continue the text of 'body'. [yaml-field]"
PARAGRAPH = (
    "This line is not a field, and it is not indented like the text of 'body'. Indent it by two spaces to make it part "
    "of that text, or write a field as 'name: value'. [yaml-indent]"
)
UNCLOSED = (
    "This quote is never closed. Add the closing quote; inside single quotes, write an apostrophe twice (''). "
    "[yaml-quote]"
)
ALIGN = "Align a field with the field above it; put a value that contains ': ' in quotes."
LIST_ITEM = "A list item starts with '- ', not with"
HYPHEN = "Start the line with '- '. [yaml-list]"
LEVEL = "like the other lines at its level. [yaml-indent]"
NO_MATCH = "This indentation matches no field above."
START = "at the start of a value has a special meaning in YAML. Put the value in quotes. [yaml-start]"
CUT = (
    "'#1' would be dropped: after a space, '#' starts a comment. Put the whole value in quotes. If you meant to write "
    "a comment, add a space after '#', as in '# like this'. [text-cut-by-comment]"
)

MISTAKES = {
    "a quote that stays open until the next one": (
        'name: "Tides\nstate: MA\nnote: Altarum, "Peers"\n',
        f"1:7: {UNCLOSED}",
    ),
    "an apostrophe that opens a text": ("name: 'Tides\nnote: It's so\nmore: x\n", f"1:7: {UNCLOSED}"),
    "an open quote in a list": ('also:\n- "Tides\n- x "y"\n', f"2:3: {UNCLOSED}"),
    "text after the closing quote": (
        'name: "Tides" a novel\n',
        "1:7: There is text after the closing quote: 'a novel'. Put the whole value in single quotes: "
        "'\"Tides\" a novel'. [yaml-quote]",
    ),
    "an apostrophe within single quotes": (
        "name: 'It's so'\n",
        "1:7: There is text after the closing quote: 's so''. Put the whole value in double quotes: "
        '"It\'s so". [yaml-quote]',
    ),
    "a first line without a colon": (
        "name Tides of it\nstate: MA\n",
        f"1:1: 'name Tides of it' is not a field: it has no ': '. {ABOVE}",
    ),
    "an equals sign": ("name: x\nstate = MA\nnote: y\n", f"2:1: 'state = MA' is not a field: it has no ': '. {ABOVE}"),
    "a last line without a colon": (
        "sources:\n- title: x\n  seen_on 2026-11-21\n",
        f"3:3: 'seen_on 2026-11-21' is not a field: it has no ': '. {ABOVE}",
    ),
    "the name of a list without a colon": (
        "name: x\ntopics\n- time\n",
        f"2:1: 'topics' is not a field: it has no ': '. {ABOVE}",
    ),
    "the name of nested fields without a colon": (
        "name: x\nplace\n  lat: 1\n",
        f"2:1: 'place' is not a field: it has no ': '. {ABOVE}",
    ),
    "no space after the colon": (
        "name: x\nstate:MA\nnote: y\n",
        f"2:1: Add a space after 'state:'. {FIELD}. [yaml-field]",
    ),
    "no colon after a long text": (
        "body: |\n  One.\n\n  Two.\ncity Winthrop\nstate: MA\n",
        f"5:1: 'city Winthrop' is not a field: it has no ': '. {OF_BODY}",
    ),
    "a paragraph that is not indented": ("body: |\n  One.\n\nTwo it is.\nname: x\n", f"4:1: {PARAGRAPH}"),
    "a paragraph that starts with a sign": ("body: |\n  One.\n\n[Two](/x/) is.\nname: x\n", f"4:1: {PARAGRAPH}"),
    "a list in a text that is not indented": ("body: |\n  One.\n\n- Two\n- Three\nname: x\n", f"4:1: {PARAGRAPH}"),
    "a paragraph with one space": ("body: |\n  One.\n\n Two it is.\nname: x\n", f"4:2: {PARAGRAPH}"),
    "a text that continues without indentation": (
        "name: Tides\nof the sea\nnote: y\n",
        f"2:1: 'of the sea' is not a field: it has no ': '. {ABOVE}",
    ),
    "a hyphen without its space": ("topics:\n-time\nnote: y\n", f"2:1: {LIST_ITEM} '-time'. {HYPHEN}"),
    "a bullet": ("topics:\n• time\nnote: y\n", f"2:1: {LIST_ITEM} '• time'. {HYPHEN}"),
    "a dash": ("topics:\n- a\n– time\nnote: y\n", f"3:1: {LIST_ITEM} '– time'. {HYPHEN}"),
    "an asterisk": ("topics:\n* time\nnote: y\n", f"2:1: {LIST_ITEM} '* time'. {HYPHEN}"),
    "a list below an empty one": (
        "redirects: []\n- from: /a/\n  to: /b/\n",
        "1:12: 'redirects' has both a value ('[]') and a list below it. Delete '[]'. [yaml-list]",
    ),
    "an indented list below an empty one": (
        "redirects: []\n  - from: /a/\n    to: /b/\n",
        "1:12: 'redirects' has both a value ('[]') and a list below it. Delete '[]'. [yaml-list]",
    ),
    "a list below a value": (
        "topics: time\n- money\n",
        "1:9: 'topics' has both a value ('time') and a list below it. "
        "Make the value a list item on a line of its own, after '- '. [yaml-list]",
    ),
    "one space too many": (
        "place:\n  lat: 1\n   lon: 2\n",
        f"3:4: This line is indented under 'lat' on line 2, which already has a value. {ALIGN} [yaml-indent]",
    ),
    "one space too many in a list": (
        "also:\n- a\n c: d\n",
        f"3:2: This line is indented under line 2, which already has a value. {ALIGN} [yaml-indent]",
    ),
    "one space too few": ("place:\n  lat: 1\n lon: 2\n", f"3:2: {NO_MATCH} Start the line with 2 spaces, {LEVEL}"),
    "a hyphen with a space before it": (
        "sources:\n- id: a\n  title: b\n - id: c\n",
        f"4:2: {NO_MATCH} Start the line with no spaces, {LEVEL}",
    ),
    "a field with a space, below a long text": (
        "body: |\n  One.\n name: x\n",
        "3:2: This line is indented less than the text of 'body' above. "
        f"Start the line with no spaces, {LEVEL}",
    ),
    "an open bracket": ("name: [Tides\nnote: y\n", f"1:7: '[' {START}"),
    "text after a bracket": ("name: {Tides} x\nnote: y\n", f"1:7: '{{' {START}"),
    "text after a vertical bar": ("name: | Tides\nnote: y\n", f"1:7: '|' {START}"),
    "a number sign in a text that continues": ("name: Tides #1\n  and 2\nnote: y\n", f"1:13: {CUT}"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "problem"), MISTAKES.values(), ids=MISTAKES.keys())
def test_a_mistake_is_reported_on_its_line(text: str, problem: str):
    """The expected text is the whole line that an editor reads."""
    source, problems = read("data/books/a.yml", text.encode())
    assert source is None
    assert lines(problems) == [f"data/books/a.yml:{problem}"]


RIGHT_LINES = """\
# A comment: with a colon
name: A text
  of two lines, [and] more
"quoted": "two
  lines"
also: ['a', "b"]
more: [[a],
  b]
body: |
    Four spaces.

    More: of it. "Not closed.
    - A list
parts:
- heading: It's one
  note: >-
    Folded.

- heading: 'It''s two' # a comment
  list:
  - - nested
    - more
  - x
empty:
place:
    lat: 1
    lon: 2
"""


@pytest.mark.parametrize("last", ["end: @x\n", "end: a: b\n", "\tend: x\n"])
def test_correct_lines_are_not_reported(last: str):
    """Only the mistake below them is."""
    assert read("a.yml", RIGHT_LINES.encode())[1] == []
    source, [problem] = read("a.yml", (RIGHT_LINES + last).encode())
    assert source is None
    assert problem.place.line == RIGHT_LINES.count("\n") + 1


def test_a_problem_is_on_an_existing_line():
    """The parser may stop after the last one."""
    _, [problem] = read("a.yml", b"name: {b: c\n\n\n")
    assert str(problem.place) == "a.yml:1"


@pytest.mark.parametrize("sign", ["'\n", '"', "a: ", "- ", "x ", "x\n", "#x ", " #", "[", "|\n"])
def test_a_file_that_repeats_one_sign_is_read_in_one_pass(sign: str):
    """The file is as large as is allowed, and starts with an open quote or with a mistake."""
    for start in ("name: '", 'name: "', "name: @x\n", "name x\n", ""):
        with cpu_seconds(5):
            read("a.yml", (start + sign * (100_000 // len(sign))).encode())


QUOTES = {
    'a "b" c': "single quotes: 'a \"b\" c'.",
    '"b" c': "single quotes: '\"b\" c'.",
    '"a" or "b"': 'single quotes: \'"a" or "b"\'.',
    '"He said "hi" to me"': "single quotes: 'He said \"hi\" to me'.",
    "It's so": 'double quotes: "It\'s so".',
    "'It's so'": 'double quotes: "It\'s so".',
    "'Tides' a novel": "double quotes: \"'Tides' a novel\".",
    'It\'s "so"': "single quotes, and write each apostrophe in it twice ('').",
    "'It's \"so\"'": "single quotes, and write each apostrophe in it twice ('').",
    "a 'b'" + "c" * 60: "double quotes.",
}


@pytest.mark.parametrize(("value", "hint"), QUOTES.items())
def test_a_value_goes_into_quotes_that_it_does_not_contain(value: str, hint: str):
    """Quotes around all of it are not part of it."""
    assert how_to_quote(value) == f"Put the whole value in {hint}"


REST = "city: Erie\nsummary: One: two\nalso:\n•a\nstate:PA\nsize: @3\n"
SEVERAL = {
    "a second colon": ("name: A: b\nsummary: C: d\n", ["1:8 yaml-colon", "2:11 yaml-colon"], {"name": "A: b"}),
    "every mistake": (
        f"name: 'It's'\n{REST}",
        ["1:7 yaml-quote", "3:13 yaml-colon", "5:1 yaml-list", "6:1 yaml-field", "7:7 yaml-special-character"],
        {"name": "It's", "summary": "One: two", "also": ["a"], "state": "PA", "size": "@3"},
    ),
    "a quote that is never closed": (
        'name: "Tides\nstate: "MA" x\n',
        ["1:7 yaml-quote", "2:8 yaml-quote"],
        {"name": "Tides", "state": 'MA" x'},
    ),
    "tabs": ("place:\n\tlat: 1\n\tlon: 2\n", ["2:1 yaml-tab", "3:1 yaml-tab"], {"place": {"lat": "1", "lon": "2"}}),
    "wrong indentation": (
        "place:\n  lat: 1\n lon: 2\n name: A: b\n",
        ["3:2 yaml-indent", "4:2 yaml-indent"],
        None,
    ),
    "one space too many": (
        "place:\n  lat: 1\n   lon: 2\nname: A: b\n",
        ["3:4 yaml-indent", "4:8 yaml-colon"],
        {"place": {"lat": "1", "lon": "2"}, "name": "A: b"},
    ),
    "a value on several lines": ("name: A: b\n  and c\nsummary: D: e\n", ["1:8 yaml-colon", "3:11 yaml-colon"], None),
    "an invisible character": (
        "name: A\u200b: b\nsummary: D: e\n",
        ["1:8 invisible-character", "1:8 yaml-colon", "2:11 yaml-colon"],
        {"name": "A: b", "summary": "D: e"},
    ),
    "a curly quote and a cut text": (
        "name: “A”\nsummary: No #1\nalso: B: c\n",
        ["1:7 curly-quotes", "2:13 text-cut-by-comment", "3:8 yaml-colon"],
        {"name": "A", "summary": "No #1", "also": "B: c"},
    ),
    "a field without a colon, which may be anything": ("name A\nsummary: B: c\n", ["1:1 yaml-field"], None),
    "a text that is not indented": ("body: |\n  One.\n\nTwo it is.\nname: A: b\n", ["4:1 yaml-indent"], None),
    "a value with fields below it": ("name: A: b\n  c: d\n", ["1:8 yaml-colon"], None),
    "a colon in a sentence that is no field": ("name: a\n  B c: d\nsummary: E: f\n", ["2:3 yaml-indent"], None),
}


@pytest.mark.parametrize(("text", "places", "data"), SEVERAL.values(), ids=SEVERAL.keys())
def test_a_file_is_read_past_a_mistake_that_has_one_fix(text: str, places: list[str], data: dict[str, object] | None):
    """Each further mistake is on its line, and none is reported that would not be there after the fix."""
    source, problems = read_past_mistakes("data/books/a.yml", text.encode())
    found = [f"{problem.place.line}:{problem.place.column} {problem.code}" for problem in sort(problems)]
    assert found == places
    if data is not None:
        assert source is not None
        assert source.data == {**source.data, **data}

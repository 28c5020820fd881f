"""Common mistakes are reported on their own line, where the YAML parser would report a later one."""

import pytest
from limits import cpu_seconds
from toys.library import lines

from generator.yaml_files.yaml_source import read

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
AFTER_QUOTE = "Put the whole value in quotes; inside single quotes, write an apostrophe twice (''). [yaml-quote]"
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
        f"1:7: There is text after the closing quote: 'a novel'. {AFTER_QUOTE}",
    ),
    "an apostrophe within single quotes": (
        "name: 'It's so'\n",
        f"1:7: There is text after the closing quote: 's so''. {AFTER_QUOTE}",
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

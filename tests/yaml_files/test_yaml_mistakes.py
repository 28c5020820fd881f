"""The commonest slips are named on their own line, with their cure, where the YAML reader would name a later one."""

import pytest
from limits import cpu_seconds
from toys.library import lines

from generator.yaml_files.yaml_source import read

FIELD = "A field is written 'name: value'"
ABOVE = f"{FIELD}; a text that goes on from the line above is indented by two spaces. [yaml-field]"
OF_BODY = f"{FIELD}; the text of 'body' is indented by two spaces. [yaml-field]"
PARAGRAPH = (
    "This line does not belong to the text of 'body', and it is no field. Indent it by two spaces, like that text; "
    "a field is written 'name: value'. [yaml-indent]"
)
NEVER = (
    "A quotation mark opens here and never closes. Add the closing mark; inside '…' write an apostrophe twice. "
    "[yaml-quote]"
)
BEHIND = "Put the marks around the whole text; inside '…' write an apostrophe twice. [yaml-quote]"
BELOW = "A field begins right below the first letter of the field above it. A text with a ': ' in it belongs in quotes."
LIST = "A line of a list starts with '- ', not with"
BESIDE = "like the lines that it belongs beside. [yaml-indent]"
NO_OTHER = "This line begins below no other field."
START = "is read in another way. Put the text in quotes. [yaml-start]"
CUT = (
    "'#1' would not be shown: after a space, '#' starts a comment. Put the whole text in quotes; write a comment with "
    "a space, as in '# like this'. [cut-text]"
)

SLIPS = {
    "a quotation mark that stands open until the next one": (
        'name: "Tides\nstate: MA\nnote: Altarum, "Peers"\n',
        f"1:7: {NEVER}",
    ),
    "an apostrophe that opens a text": ("name: 'Tides\nnote: It's so\nmore: x\n", f"1:7: {NEVER}"),
    "an open quotation mark in a list": ('also:\n- "Tides\n- x "y"\n', f"2:3: {NEVER}"),
    "a text behind the closing mark": (
        'name: "Tides" a novel\n',
        f"1:7: Text stands behind the closing quotation mark: 'a novel'. {BEHIND}",
    ),
    "an apostrophe within single marks": (
        "name: 'It's so'\n",
        f"1:7: Text stands behind the closing quotation mark: 's so''. {BEHIND}",
    ),
    "a first line without a colon": (
        "name Tides of it\nstate: MA\n",
        f"1:1: 'name Tides of it' is no field: it has no ': '. {ABOVE}",
    ),
    "an equals sign": ("name: x\nstate = MA\nnote: y\n", f"2:1: 'state = MA' is no field: it has no ': '. {ABOVE}"),
    "a last line without a colon": (
        "sources:\n- title: x\n  seen_on 2026-11-21\n",
        f"3:3: 'seen_on 2026-11-21' is no field: it has no ': '. {ABOVE}",
    ),
    "a list's name without a colon": (
        "name: x\ntopics\n- time\n",
        f"2:1: 'topics' is no field: it has no ': '. {ABOVE}",
    ),
    "fields' name without a colon": (
        "name: x\nplace\n  lat: 1\n",
        f"2:1: 'place' is no field: it has no ': '. {ABOVE}",
    ),
    "no space behind the colon": (
        "name: x\nstate:MA\nnote: y\n",
        f"2:1: No space stands behind 'state:'. {FIELD}. [yaml-field]",
    ),
    "no colon behind a long text": (
        "body: |\n  One.\n\n  Two.\ncity Winthrop\nstate: MA\n",
        f"5:1: 'city Winthrop' is no field: it has no ': '. {OF_BODY}",
    ),
    "a paragraph that is not indented": ("body: |\n  One.\n\nTwo it is.\nname: x\n", f"4:1: {PARAGRAPH}"),
    "a paragraph that starts with a sign": ("body: |\n  One.\n\n[Two](/x/) is.\nname: x\n", f"4:1: {PARAGRAPH}"),
    "a list in a text that is not indented": ("body: |\n  One.\n\n- Two\n- Three\nname: x\n", f"4:1: {PARAGRAPH}"),
    "a paragraph with one space": ("body: |\n  One.\n\n Two it is.\nname: x\n", f"4:2: {PARAGRAPH}"),
    "a text that goes on at the start of its line": (
        "name: Tides\nof the sea\nnote: y\n",
        f"2:1: 'of the sea' is no field: it has no ': '. {ABOVE}",
    ),
    "a hyphen without its space": ("topics:\n-time\nnote: y\n", f"2:1: {LIST} '-time'. Write '- ' there. [yaml-list]"),
    "a bullet": ("topics:\n• time\nnote: y\n", f"2:1: {LIST} '• time'. Write '- ' there. [yaml-list]"),
    "a dash": ("topics:\n- a\n– time\nnote: y\n", f"3:1: {LIST} '– time'. Write '- ' there. [yaml-list]"),
    "an asterisk": ("topics:\n* time\nnote: y\n", f"2:1: {LIST} '* time'. Write '- ' there. [yaml-list]"),
    "a list below an empty one": (
        "redirects: []\n- from: /a/\n  to: /b/\n",
        "1:12: 'redirects' has a value on its line, '[]', and a list below it. Take away '[]'. [yaml-list]",
    ),
    "a list below an empty one, further in": (
        "redirects: []\n  - from: /a/\n    to: /b/\n",
        "1:12: 'redirects' has a value on its line, '[]', and a list below it. Take away '[]'. [yaml-list]",
    ),
    "a list below a value": (
        "topics: time\n- money\n",
        "1:9: 'topics' has a value on its line, 'time', and a list below it. "
        "Put this value on a line of its own too, after '- '. [yaml-list]",
    ),
    "a space too many": (
        "place:\n  lat: 1\n   lon: 2\n",
        f"3:4: This line stands further in than 'lat' on line 2, which has its value already. {BELOW} [yaml-indent]",
    ),
    "a space too many in a list": (
        "also:\n- a\n c: d\n",
        f"3:2: This line stands further in than line 2, which has its value already. {BELOW} [yaml-indent]",
    ),
    "a space too few": ("place:\n  lat: 1\n lon: 2\n", f"3:2: {NO_OTHER} Begin it with 2 spaces, {BESIDE}"),
    "a hyphen with a space before it": (
        "sources:\n- id: a\n  title: b\n - id: c\n",
        f"4:2: {NO_OTHER} Begin it with no space, {BESIDE}",
    ),
    "a field with a space, below a long text": (
        "body: |\n  One.\n name: x\n",
        "3:2: This line stands less far in than the text of 'body' above it. "
        f"Begin it with no space, {BESIDE}",
    ),
    "a bracket that stands open": ("name: [Tides\nnote: y\n", f"1:7: A text that starts with '[' {START}"),
    "a text behind a bracket": ("name: {Tides} x\nnote: y\n", f"1:7: A text that starts with '{{' {START}"),
    "a text behind a bar": ("name: | Tides\nnote: y\n", f"1:7: A text that starts with '|' {START}"),
    "a number sign in a text that goes on": ("name: Tides #1\n  and 2\nnote: y\n", f"1:13: {CUT}"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "told"), SLIPS.values(), ids=SLIPS.keys())
def test_a_slip_is_named_on_its_line(text: str, told: str):
    """The whole line, since the line is what an editor gets."""
    source, problems = read("data/books/a.yml", text.encode())
    assert source is None
    assert lines(problems) == [f"data/books/a.yml:{told}"]


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
def test_lines_that_can_be_read_are_no_slips(last: str):
    """Whatever stops the reader below them is named, and nothing above it."""
    assert read("a.yml", RIGHT_LINES.encode())[1] == []
    source, [problem] = read("a.yml", (RIGHT_LINES + last).encode())
    assert source is None
    assert problem.place.line == RIGHT_LINES.count("\n") + 1


def test_a_problem_stands_on_a_line_that_there_is():
    """The reader may give up behind the last one."""
    _, [problem] = read("a.yml", b"name: {b: c\n\n\n")
    assert str(problem.place) == "a.yml:1"


@pytest.mark.parametrize("sign", ["'\n", '"', "a: ", "- ", "x ", "x\n", "#x ", " #", "[", "|\n"])
def test_a_file_of_one_sign_is_read_in_one_pass(sign: str):
    """As many as a file may hold, behind an open mark and below a line that cannot be read."""
    for start in ("name: '", 'name: "', "name: @x\n", "name x\n", ""):
        with cpu_seconds(5):
            read("a.yml", (start + sign * (100_000 // len(sign))).encode())

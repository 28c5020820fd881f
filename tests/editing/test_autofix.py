"""What has one answer is mended, and nothing else: no comment, no order, nothing that the check accepts."""

import datetime as dt
import shutil
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from limits import cpu_seconds
from toys import AUTHORS, BOOKS, TOYS
from toys.library import LIBRARY, REPOSITORY, SOURCES, THEME, Files, lay, lines, minimal_project

from generator.base.problems import report
from generator.editing.records.autofix import Fixes, autofix, possible_dates
from generator.editing.records.autofix.text import make_readable, to_utf8
from generator.kinds import KINDS
from generator.project.file_changes import apply
from generator.project.project import open_project
from generator.records.field_specs import all_names
from generator.records.kind import Kind
from generator.yaml_files.yaml_source import read

BOOK = "data/books/a.yml"
NAMES = frozenset({"name", "state", "summary", "also", "parts", "heading", "body", "title"})


def mended(root: Path, kinds: Iterable[Kind] = TOYS) -> Fixes:
    """What is mended, and written."""
    found = autofix(root, kinds)
    apply(root, found.changes)
    return found


# Files that cannot be read


READABLE = {
    "a second colon": ("name: Tides: a novel\n", "name: 'Tides: a novel'\n"),
    "several colons": ("name: a: b: c\nsummary: d: e\n", "name: 'a: b: c'\nsummary: 'd: e'\n"),
    "a colon at the end": ("name: as follows:\nbody: x\n", "name: 'as follows:'\nbody: x\n"),
    "a colon in a list": ("also:\n- One: two: three\n- four\n", "also:\n- 'One: two: three'\n- four\n"),
    "a colon in a field of a list": ("parts:\n- heading: One: two\n", "parts:\n- heading: 'One: two'\n"),
    "an apostrophe": ("name: It's: so\n", 'name: "It\'s: so"\n'),
    "a sign that starts no text": ("name: @home\nalso:\n- `x`\n", "name: '@home'\nalso:\n- '`x`'\n"),
    "line ends of Windows": ("name: a: b\r\nsummary: x\r\n", "name: 'a: b'\r\nsummary: x\r\n"),
    "a byte order mark": ("\ufeffname: a: b\n", "\ufeffname: 'a: b'\n"),
    "no last line end": ("name: a: b", "name: 'a: b'"),
    "a comment on another line": ("# Note: this: here\nname: a: b\n", "# Note: this: here\nname: 'a: b'\n"),
    "a tab": ("parts:\n-\theading: One\n\tpages: 1\n", "parts:\n- heading: One\n  pages: 1\n"),
    "tabs among spaces": ("parts:\n    heading: One\n\tpages: 1\n", "parts:\n    heading: One\n    pages: 1\n"),
    "a line of nothing but a tab": ("name: x\n\t\nbody: y\n", "name: x\n\nbody: y\n"),
    "a hard space as indentation": ("parts:\n-\u00a0pages: 1\n\u00a0 of: 2\n", "parts:\n- pages: 1\n  of: 2\n"),
    "a hard space at the end": ('name: "x"\u00a0\nbody: y\n', 'name: "x"\nbody: y\n'),
    "a tab at the end": ("name: 'x'\t \u00a0\r\nbody: y\r\n", "name: 'x'\r\nbody: y\r\n"),
    "a tab and a colon": ("parts:\n\theading: a: b\n", "parts:\n  heading: 'a: b'\n"),
    "curly quotation marks": ("name: “Tides”\nalso:\n- ‘It’s so’ \n", "name: Tides\nalso:\n- It’s so \n"),
    "curly quotation marks and a colon": ("name: “Tides: x”\nstate: ‘MA’\n", "name: 'Tides: x'\nstate: MA\n"),
    "curly quotation marks around a sign": ("name: “@home”\n", "name: '@home'\n"),
    "Windows-1252": (
        "name: Café “a” – it’s\n".encode("cp1252"),
        "name: Café “a” – it’s\n",
    ),
    "Windows-1252 and a colon": ("name: Café: x\n".encode("cp1252"), "name: 'Café: x'\n"),
}  # fmt: skip


def content_of(text: str | bytes) -> bytes:
    return text.encode() if isinstance(text, str) else text


@pytest.mark.parametrize(("before", "after"), READABLE.values(), ids=READABLE.keys())
def test_what_keeps_a_file_from_being_read_is_mended(before: str | bytes, after: str):
    """All of it, and no other byte."""
    made, doubts = make_readable(BOOK, content_of(before), NAMES)
    assert (made, doubts) == (after.encode(), [])
    assert read(BOOK, made)[0] is not None


LEFT = {
    "two fields on a line": (
        "name: x state: OH\nsummary: y: state: OH\n",
        f"{BOOK}:1: Here a field 'state' may start, or not. "
        "Put it on a line of its own, or put the text in quotes. [two-answers]",
    ),
    "a comment or a text": (
        "name: Tides: no #1\n",
        f"{BOOK}:1: Here a comment may start, or not. Put the text in quotes. [two-answers]",
    ),
    "tabs that can be read in two ways": (
        "body: |\n  a\n  \tb\nname: x: y\n",
        f"{BOOK}:3:3: The tabs of this file can be read in two ways. "
        "Replace each by two spaces for each step. [two-answers]",
    ),
    "a colon within quotes that stand open": ('name: "a: b\nbody: c: d\n', None),
    "a colon in a text of several lines": ("name: a\n  b: c\n", None),
    "a colon after which a text goes on at the start of its line": ("name: as follows:\nmore of it\nbody: x\n", None),
    "curly quotation marks around two lines": ("name: “Tides\n  of it”\nbody: x\n", None),
    "a colon after which a text goes on": ("name: a: b\n  more\n", None),
    "an open bracket": ("also: [a\n", None),
    "a hard space in a field's name": ("na\u00a0me: x\n", None),
    "a tab in place of a step": ("name: x\n\tbody: y\n", None),
    "a mark of another program": (b"name: don\xd5t\n", None),
    "a text of another alphabet": ("name: Привет\n".encode("cp1251"), None),
    "UTF-16": ("name: x\n".encode("utf-16"), None),
    "half UTF-8, half not": ("name: Café ".encode() + b"caf\xe9\n", None),
    "an accent of an old Macintosh": (b"name: adopci\x97n\n", None),
    "a letter of DOS": (b"name: caf\x82\n", None),
    "an anchor": ("name: *x\n", None),
    "a name twice": ("name: x\nname: y\n", None),
    "nothing": ("", None),
}


@pytest.mark.parametrize(("before", "told"), LEFT.values(), ids=LEFT.keys())
def test_what_can_be_meant_in_two_ways_stays(before: str | bytes, told: str | None):
    """It is named where both are known."""
    made, doubts = make_readable(BOOK, content_of(before), NAMES)
    assert made == content_of(before)
    assert lines(doubts) == ([told] if told else [])


PIECES = [
    *("name: ", "also:\n", "- ", "\n", "\n", "  ", "\t", "\u00a0", ": ", ":", "x", "it's", '"', "'", "#", "@", "|\n"),
    *("state: ", "\r\n", "é", "[", "{", "%", "&", "\ufeff", "body: |\n", "---"),
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join), st.sampled_from(["utf-8", "cp1252", "utf-16"]))
@example("-\t- x", "utf-8")
def test_mending_twice_is_mending_once(text: str, encoding: str):
    """And a file that can be read stays as it is, byte for byte."""
    content = text.encode(encoding, "replace")
    made, _ = make_readable(BOOK, content, NAMES)
    assert make_readable(BOOK, made, NAMES)[0] == made
    if read(BOOK, content)[0] is not None:
        assert made == content


@pytest.mark.parametrize("sign", ["\t", "- ", "-\t", "\u00a0", "a: ", "  ", "a: b: c\n", "'", "[x"])
def test_a_file_of_one_sign_is_read_in_one_pass(sign: str):
    """As many as a file may hold."""
    for text in (sign, f"name: {sign}x", f"name: x\n{sign}"):
        with cpu_seconds(5):
            make_readable(BOOK, (text + sign * (100_000 // len(sign.encode()))).encode(), NAMES)


def test_a_file_with_very_many_faults_is_left():
    """It is something else that landed here."""
    content = b"name: a: b\n" * 200
    assert make_readable(BOOK, content, NAMES) == (content, [])


@given(st.binary(max_size=60))
def test_no_bytes_raise(content: bytes):
    """Whatever lies in data/."""
    made, _ = make_readable(BOOK, content, NAMES)
    assert isinstance(made, bytes)
    to_utf8(content)


@given(st.text(alphabet=st.characters(codec="cp1252", exclude_categories=["Cc"]), max_size=40))
def test_an_old_text_is_the_text_or_stays(text: str):
    """What is taken for Windows-1252 is what such a program has written."""
    assert to_utf8(text.encode("cp1252")) in (None, text.encode())


# Values


def library_of(changes: Files) -> Files:
    """The small library with a choice that has a label."""
    author = "name: Bea Ortiz\nshort_name: Ortiz\nborn: 1990\nused_by:\n- books.illustrators\n" + SOURCES
    return {"data/authors/bea.yml": author, **changes}


VALUES = {
    "a day in words": ("bought: May 3, 2026", "bought: 2026-05-03"),
    "a day in short words": ("bought: Sept. 3rd 2026", "bought: 2026-09-03"),
    "a day of the rest of the world": ("bought: 3 May 2026", "bought: 2026-05-03"),
    "a day with slashes": ("bought: 2026/05/03", "bought: 2026-05-03"),
    "a day without zeros": ("bought: 2026-5-3  # then", "bought: 2026-05-03  # then"),
    "a day that no month has": ("bought: 5/13/2026", "bought: 2026-05-13"),
    "a day that is the same either way": ("bought: 5/5/2026", "bought: 2026-05-05"),
    "a day with dashes": ("bought: 2026–05–03", "bought: 2026-05-03"),
    "a choice in capitals": ("form: Novel", "form: novel"),
    "a choice in quotes": ("form: 'NOVEL'  # so", "form: novel  # so"),
    "a choice with its source": ("form: {value: Poem}", "form: {value: poem}"),
    "a word by its label": ("illustrators:\n- ann-lee\n- Ann Lee", "illustrators:\n- ann-lee\n- ann-lee"),
    "a word by its short label": ("illustrators: [ortiz]", "illustrators: [bea]"),
    "a record by its name": ("author: Bea Ortiz", "author: bea"),
    "a record in capitals": ("author: Ann-Lee", "author: ann-lee"),
    "a field in capitals": ("Published: 2020", "published: 2020"),
    "a field with hyphens": ("parts:\n- Heading: x\n  pages: 1", "parts:\n- heading: x\n  pages: 1"),
    "an old field": ("owned_since: 2026-05-03", "bought: 2026-05-03"),
    "an old value": ("form: prose", "form: novel"),
    "a list with a colon": ("also:\n- Tides: a novel\n- x", "also:\n- 'Tides: a novel'\n- x"),
    "several at once": (
        "bought: May 3, 2026\nform: Novel\nauthor: Ann Lee",
        "bought: 2026-05-03\nform: novel\nauthor: ann-lee",
    ),
    "one after the other": ("Author: Ann Lee", "author: ann-lee"),
    "what only shows when the file can be read": (
        "summary: a: b\nbought: May 3, 2026",
        "summary: 'a: b'\nbought: 2026-05-03",
    ),
}

TIDIED = (replace(BOOKS, renamed={"owned_since": "bought", "form: prose": "novel"}), AUTHORS)
"""The toy kinds with a field and a value that were called something else once."""


def test_the_check_says_what_something_of_old_is_called_now(library: Callable[[Files], Path]):
    text = f"name: A Book\nowned_since: 2026-05-03\nform: prose\n{SOURCES}"
    assert lines(open_project(library(library_of({BOOK: text})), TIDIED)[1]) == [
        f"{BOOK}:2:1: 'owned_since' is not a field here. It is called 'bought' now. [unknown-field]",
        f"{BOOK}:3:7: 'form' must be one of novel, poem, play, not 'prose'. It is called 'novel' now. [wrong-choice]",
    ]


@pytest.mark.parametrize("ending", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize(("before", "after"), VALUES.values(), ids=VALUES.keys())
def test_a_value_with_one_meaning_is_written_as_it_must_be(
    library: Callable[[Files], Path], before: str, after: str, ending: str
):
    """The check accepts it then; a second run has nothing to do."""
    frame = f"# A note.\nname: A Book  # here\n{{}}\n\n# The end.\n{SOURCES}".replace("\n", ending)
    wanted = frame.replace("{}", after.replace("\n", ending)).encode()
    root = library(library_of({BOOK: frame.replace("{}", before.replace("\n", ending))}))
    found = mended(root, TIDIED)
    assert (root / BOOK).read_bytes() == wanted
    assert [change.path for change in found.changes] == [BOOK]
    assert found.ambiguous == ()
    assert lines(open_project(root, TIDIED)[1]) == []
    assert autofix(root, TIDIED) == Fixes((), ())


@pytest.mark.parametrize(
    ("state", "code"), [("ohio", "OH"), ("New York", "NY"), ("ny", "NY"), ("puerto rico", "PR"), ("Dc", "DC")]
)
def test_a_state_is_its_postal_code(library: Callable[[Files], Path], state: str, code: str):
    """By its name, and in small letters."""
    text = f"name: Cy Young\nstate: {state}\n{SOURCES}"
    root = library({"data/authors/cy.yml": text})
    mended(root)
    assert (root / "data/authors/cy.yml").read_text() == text.replace(f"state: {state}", f"state: {code}")


@pytest.mark.parametrize(
    "text",
    [
        "bought: spring of 2026",
        "bought: 2026-02-30",
        "bought: 13/13/2026",
        "bought: May 2026",
        "bought: 5/3/26",
        "form: novelette",
        "form: novle",
        "author: Lee",
        "illustrators:\n- Nobody",
        "published: two thousand",
        "parts: One",
        "summary:\n  name: x",
        "titel: x",
        "NAME: x",
        "also:\n- a: b\n  c: d",
        "also:\n- a: b # c",
        "also:\n- a:\n    b: c",
    ],
)
def test_what_takes_a_person_stays(library: Callable[[Files], Path], text: str):
    """The check goes on naming it."""
    root = library(library_of({BOOK: f"name: A Book\n{text}\n{SOURCES}"}))
    before = lines(open_project(root, TOYS)[1])
    assert before
    assert autofix(root, TOYS).changes == ()


def test_a_day_that_may_be_two_is_named(library: Callable[[Files], Path]):
    """With both."""
    root = library({BOOK: f"name: A Book\nbought: 5/3/2026\n{SOURCES}"})
    found = autofix(root, TOYS)
    assert found.changes == ()
    assert report(found.ambiguous).split("\n")[0] == (
        f"{BOOK}:2:9: '5/3/2026' may be March 5 or May 3. Write 2026-03-05 or 2026-05-03. [two-answers]"
    )


def test_a_name_that_two_records_have_is_left(library: Callable[[Files], Path]):
    """Nobody can tell which of them is meant."""
    other = "name: Bea\nshort_name: Ann Lee\n" + SOURCES
    root = library({"data/authors/bea.yml": other, BOOK: f"name: A Book\nauthor: Ann Lee\n{SOURCES}"})
    assert autofix(root, TOYS).changes == ()


def test_settings_and_pages_are_mended_too(library: Callable[[Files], Path]):
    """A settings file that cannot be read, a page from an old program."""
    page = "---\ntitle: Café\ndescription: It’s here.\n---\nText.\n"
    broken = str(LIBRARY["data/site.yml"]).replace("tagline: A few books", "tagline: Books: a few")
    root = library({"content/cafe.md": page.encode("cp1252"), "data/site.yml": broken})
    mended(root)
    assert (root / "content/cafe.md").read_text(encoding="utf-8") == page
    assert "tagline: 'Books: a few'\n" in (root / "data/site.yml").read_text()
    assert lines(open_project(root, TOYS)[1]) == []


@given(st.dates(dt.date(1990, 1, 1), dt.date(2100, 1, 1)), st.sampled_from(["%B %d, %Y", "%d %b %Y", "%Y/%m/%d"]))
def test_a_day_written_out_is_that_day(written: dt.date, form: str):
    """However it is written, it is read as itself."""
    assert possible_dates(written.strftime(form)) == [written]
    assert possible_dates(written.isoformat()) == [written]
    assert written in possible_dates(written.strftime("%m/%d/%Y"))


FAULTS = [
    *(pair[0] for pair in VALUES.values()),
    *("bought: 5/3/2026", "form: novle", "summary: a: b: c", "parts:\n\theading: x", "also:\n- @x", "published: x"),
    *("website: https://a.example/x: y", "body: |\n  a: b", "lent: yes", "# Note: this"),
]


@pytest.mark.slow
@settings(max_examples=60)
@given(st.lists(st.sampled_from(FAULTS), max_size=4, unique=True), st.sampled_from(["utf-8", "cp1252"]), st.booleans())
def test_a_second_run_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, faults: list[str], encoding: str, windows: bool
):
    """Whatever is wrong together; comments and line ends stay, and a file in which nothing is wrong stays whole."""
    text = "\n".join(["# A note.", "name: Café", *faults, SOURCES]).replace("\n", "\r\n" if windows else "\n")
    folder = tmp_path_factory.mktemp("faults")
    (folder / "theme").symlink_to(THEME)
    root = lay(folder, LIBRARY, library_of({BOOK: text.encode(encoding)}))
    before = open_project(root, TIDIED)[1]
    mended(root, TIDIED)
    assert autofix(root, TIDIED).changes == ()
    after = (root / BOOK).read_bytes()
    assert after.count(b"# ") == text.count("# ")
    assert after.count(b"\r\n") == text.count("\r\n")
    if not before:
        assert after == text.encode(encoding)


@pytest.mark.slow
def test_what_the_check_accepts_is_never_touched(tmp_path: Path):
    """The smallest record of each kind, once its document has its own file, and the project's own."""
    root = lay(tmp_path / "small", minimal_project(KINDS))
    mended(root, KINDS)
    assert autofix(root, KINDS) == Fixes((), ())
    for folder in ("data", "content"):
        shutil.copytree(REPOSITORY / folder, tmp_path / "real" / folder)
    _, problems = open_project(tmp_path / "real", KINDS, theme=THEME)
    wrong = {problem.place.path for problem in problems if problem.severity == "error"}
    assert {change.path for change in autofix(tmp_path / "real", KINDS).changes} <= wrong


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_the_names_that_fields_have_now_are_fields(kind: Kind):
    """What a room says was renamed leads to something that is there."""
    for old, new in kind.renamed.items():
        assert ":" in old or new in all_names(kind.record)

"""Mistakes with only one solution are fixed. Comments, order and everything that the check accepts stay."""

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
from generator.editing.records.autofix import Fixes, autofix
from generator.editing.records.autofix.text import make_readable, to_utf8
from generator.kinds import KINDS
from generator.project.file_changes import apply
from generator.project.project import open_project
from generator.records.field_specs import all_names
from generator.records.kind import Kind
from generator.text.dates import possible_dates
from generator.yaml_files.yaml_source import read

BOOK = "data/books/a.yml"
NAMES = frozenset({"name", "state", "summary", "also", "parts", "heading", "body", "title"})


def fix(root: Path, kinds: Iterable[Kind] = TOYS) -> Fixes:
    """Fix the files of a project and return the fixes."""
    fixes = autofix(root, kinds)
    apply(root, fixes.changes)
    return fixes


# Files that cannot be read


READABLE = {
    "a second colon": ("name: Tides: a novel\n", "name: 'Tides: a novel'\n"),
    "several colons": ("name: a: b: c\nsummary: d: e\n", "name: 'a: b: c'\nsummary: 'd: e'\n"),
    "a colon at the end": ("name: as follows:\nbody: x\n", "name: 'as follows:'\nbody: x\n"),
    "a colon in a list": ("also:\n- One: two: three\n- four\n", "also:\n- 'One: two: three'\n- four\n"),
    "a colon in a field of a list": ("parts:\n- heading: One: two\n", "parts:\n- heading: 'One: two'\n"),
    "an apostrophe": ("name: It's: so\n", 'name: "It\'s: so"\n'),
    "a special character at the start": ("name: @home\nalso:\n- `x`\n", "name: '@home'\nalso:\n- '`x`'\n"),
    "Windows line endings": ("name: a: b\r\nsummary: x\r\n", "name: 'a: b'\r\nsummary: x\r\n"),
    "a byte order mark": ("\ufeffname: a: b\n", "\ufeffname: 'a: b'\n"),
    "no final newline": ("name: a: b", "name: 'a: b'"),
    "a comment on another line": ("# Note: this: here\nname: a: b\n", "# Note: this: here\nname: 'a: b'\n"),
    "a tab": ("parts:\n-\theading: One\n\tpages: 1\n", "parts:\n- heading: One\n  pages: 1\n"),
    "tabs among spaces": ("parts:\n    heading: One\n\tpages: 1\n", "parts:\n    heading: One\n    pages: 1\n"),
    "a line with only a tab": ("name: x\n\t\nbody: y\n", "name: x\n\nbody: y\n"),
    "a non-breaking space as indentation": ("parts:\n-\u00a0pages: 1\n\u00a0 of: 2\n", "parts:\n- pages: 1\n  of: 2\n"),
    "a non-breaking space at the end": ('name: "x"\u00a0\nbody: y\n', 'name: "x"\nbody: y\n'),
    "a tab at the end": ("name: 'x'\t \u00a0\r\nbody: y\r\n", "name: 'x'\r\nbody: y\r\n"),
    "a tab and a colon": ("parts:\n\theading: a: b\n", "parts:\n  heading: 'a: b'\n"),
    "curly quotes": ("name: “Tides”\nalso:\n- ‘It’s so’ \n", "name: Tides\nalso:\n- It’s so \n"),
    "curly quotes and a colon": ("name: “Tides: x”\nstate: ‘MA’\n", "name: 'Tides: x'\nstate: MA\n"),
    "curly quotes around a special character": ("name: “@home”\n", "name: '@home'\n"),
    "Windows-1252": (
        "name: Café “a” – it’s\n".encode("cp1252"),
        "name: Café “a” – it’s\n",
    ),
    "Windows-1252 and a colon": ("name: Café: x\n".encode("cp1252"), "name: 'Café: x'\n"),
}  # fmt: skip


def content_of(text: str | bytes) -> bytes:
    return text.encode() if isinstance(text, str) else text


@pytest.mark.parametrize(("before", "after"), READABLE.values(), ids=READABLE.keys())
def test_mistakes_that_keep_a_file_from_being_read_are_fixed(before: str | bytes, after: str):
    """All of them, and no other byte changes."""
    edited, ambiguous = make_readable(BOOK, content_of(before), NAMES)
    assert (edited, ambiguous) == (after.encode(), [])
    assert read(BOOK, edited)[0] is not None


LEFT = {
    "two fields on a line": (
        "name: x state: OH\nsummary: y: state: OH\n",
        f"{BOOK}:1: 'state:' could be a field or text. "
        "Put the field on its own line, or the text in quotes. [ambiguous]",
    ),
    "a comment or a text": (
        "name: Tides: no #1\n",
        f"{BOOK}:1: '#' could start a comment or be text. If it is text, put it in quotes. [ambiguous]",
    ),
    "tabs of unclear width": (
        "body: |\n  a\n  \tb\nname: x: y\n",
        f"{BOOK}:3:3: The tabs in this file could mean different indentations. "
        "Replace each tab with two spaces per level. [ambiguous]",
    ),
    "a colon in unclosed quotes": ('name: "a: b\nbody: c: d\n', None),
    "a colon in text on several lines": ("name: a\n  b: c\n", None),
    "a colon before text that continues without indentation": ("name: as follows:\nmore of it\nbody: x\n", None),
    "curly quotes around two lines": ("name: “Tides\n  of it”\nbody: x\n", None),
    "a colon before text that continues": ("name: a: b\n  more\n", None),
    "an open bracket": ("also: [a\n", None),
    "a non-breaking space in a field name": ("na\u00a0me: x\n", None),
    "a tab instead of an indentation": ("name: x\n\tbody: y\n", None),
    "a character in an unknown encoding": (b"name: don\xd5t\n", None),
    "text in another alphabet": ("name: Привет\n".encode("cp1251"), None),
    "UTF-16": ("name: x\n".encode("utf-16"), None),
    "partly UTF-8": ("name: Café ".encode() + b"caf\xe9\n", None),
    "an accent in Mac OS Roman": (b"name: adopci\x97n\n", None),
    "a letter in a DOS code page": (b"name: caf\x82\n", None),
    "an anchor": ("name: *x\n", None),
    "a duplicate field": ("name: x\nname: y\n", None),
    "an empty file": ("", None),
}


@pytest.mark.parametrize(("before", "message"), LEFT.values(), ids=LEFT.keys())
def test_ambiguous_mistakes_are_not_changed(before: str | bytes, message: str | None):
    """They are reported if both meanings are known."""
    edited, ambiguous = make_readable(BOOK, content_of(before), NAMES)
    assert edited == content_of(before)
    assert lines(ambiguous) == ([message] if message else [])


PIECES = [
    *("name: ", "also:\n", "- ", "\n", "\n", "  ", "\t", "\u00a0", ": ", ":", "x", "it's", '"', "'", "#", "@", "|\n"),
    *("state: ", "\r\n", "é", "[", "{", "%", "&", "\ufeff", "body: |\n", "---"),
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join), st.sampled_from(["utf-8", "cp1252", "utf-16"]))
@example("-\t- x", "utf-8")
def test_fixing_a_file_again_changes_nothing(text: str, encoding: str):
    """And a file that can be read stays the same, byte for byte."""
    content = text.encode(encoding, "replace")
    edited, _ = make_readable(BOOK, content, NAMES)
    assert make_readable(BOOK, edited, NAMES)[0] == edited
    if read(BOOK, content)[0] is not None:
        assert edited == content


@pytest.mark.parametrize("repeated", ["\t", "- ", "-\t", "\u00a0", "a: ", "  ", "a: b: c\n", "'", "[x"])
def test_a_file_of_repeated_characters_is_read_in_one_pass(repeated: str):
    """As large as a file may be."""
    for text in (repeated, f"name: {repeated}x", f"name: x\n{repeated}"):
        with cpu_seconds(5):
            make_readable(BOOK, (text + repeated * (100_000 // len(repeated.encode()))).encode(), NAMES)


def test_a_file_with_very_many_mistakes_is_not_changed():
    """It is probably not a record."""
    content = b"name: a: b\n" * 200
    assert make_readable(BOOK, content, NAMES) == (content, [])


@given(st.binary(max_size=60))
def test_no_bytes_raise(content: bytes):
    """Whatever a file in data/ contains."""
    edited, _ = make_readable(BOOK, content, NAMES)
    assert isinstance(edited, bytes)
    to_utf8(content)


@given(st.text(alphabet=st.characters(codec="cp1252", exclude_categories=["Cc"]), max_size=40))
def test_a_windows_1252_file_is_converted_correctly_or_not_at_all(text: str):
    assert to_utf8(text.encode("cp1252")) in (None, text.encode())


# Values


def library_of(changes: Files) -> Files:
    """Return changes to the small library, with an author whose name is a choice with a label."""
    author = "name: Bea Ortiz\nshort_name: Ortiz\nborn: 1990\nused_by:\n- books.illustrators\n" + SOURCES
    return {"data/authors/bea.yml": author, **changes}


VALUES = {
    "a date in words": ("bought: May 3, 2026", "bought: 2026-05-03"),
    "a date with an abbreviated month": ("bought: Sept. 3rd 2026", "bought: 2026-09-03"),
    "a date with the day first": ("bought: 3 May 2026", "bought: 2026-05-03"),
    "a date with slashes": ("bought: 2026/05/03", "bought: 2026-05-03"),
    "a date without zeros": ("bought: 2026-5-3  # then", "bought: 2026-05-03  # then"),
    "a date with only one order": ("bought: 5/13/2026", "bought: 2026-05-13"),
    "a date that is the same in either order": ("bought: 5/5/2026", "bought: 2026-05-05"),
    "a date with dashes": ("bought: 2026–05–03", "bought: 2026-05-03"),
    "a choice in capitals": ("form: Novel", "form: novel"),
    "a choice in quotes": ("form: 'NOVEL'  # so", "form: novel  # so"),
    "a choice with its source": ("form: {value: Poem}", "form: {value: poem}"),
    "a term by its label": ("illustrators:\n- ann-lee\n- Ann Lee", "illustrators:\n- ann-lee\n- ann-lee"),
    "a term by its short label": ("illustrators: [ortiz]", "illustrators: [bea]"),
    "a record by its name": ("author: Bea Ortiz", "author: bea"),
    "a record in capitals": ("author: Ann-Lee", "author: ann-lee"),
    "a field in capitals": ("Published: 2020", "published: 2020"),
    "a field with hyphens": ("parts:\n- Heading: x\n  pages: 1", "parts:\n- heading: x\n  pages: 1"),
    "a renamed field": ("owned_since: 2026-05-03", "bought: 2026-05-03"),
    "a renamed value": ("form: prose", "form: novel"),
    "a list with a colon": ("also:\n- Tides: a novel\n- x", "also:\n- 'Tides: a novel'\n- x"),
    "several at once": (
        "bought: May 3, 2026\nform: Novel\nauthor: Ann Lee",
        "author: ann-lee\nform: novel\nbought: 2026-05-03",
    ),
    "two in a row": ("Author: Ann Lee", "author: ann-lee"),
    "a value in a file that could not be read": (
        "summary: a: b\nbought: May 3, 2026",
        "summary: 'a: b'\nbought: 2026-05-03",
    ),
}

RENAMED = (replace(BOOKS, renamed={"owned_since": "bought", "form: prose": "novel"}), AUTHORS)
"""The toy kinds with a renamed field and a renamed value."""


def test_the_check_gives_the_new_name_of_a_renamed_field_or_value(library: Callable[[Files], Path]):
    text = f"name: A Book\nowned_since: 2026-05-03\nform: prose\n{SOURCES}"
    assert lines(open_project(library(library_of({BOOK: text})), RENAMED)[1]) == [
        f"{BOOK}:2:1: Unknown field 'owned_since'. It is now called 'bought'. [unknown-field]",
        f"{BOOK}:3:7: 'form' must be one of novel, poem, play, not 'prose'. It is now called 'novel'. [wrong-choice]",
    ]


@pytest.mark.parametrize("ending", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize(("before", "after"), VALUES.values(), ids=VALUES.keys())
def test_a_value_with_only_one_meaning_is_fixed(library: Callable[[Files], Path], before: str, after: str, ending: str):
    """The check then accepts it, the fields are in order, and a second run has nothing to do."""
    frame = f"# A note.\nname: A Book  # here\n{{}}\n\n# The end.\n{SOURCES}".replace("\n", ending)
    expected = frame.replace("{}", after.replace("\n", ending)).encode()
    root = library(library_of({BOOK: frame.replace("{}", before.replace("\n", ending))}))
    fixes = fix(root, RENAMED)
    assert (root / BOOK).read_bytes() == expected
    assert [change.path for change in fixes.changes] == [BOOK]
    assert fixes.ambiguous == ()
    assert lines(open_project(root, RENAMED)[1]) == []
    assert autofix(root, RENAMED) == Fixes((), ())


@pytest.mark.parametrize(
    ("state", "code"), [("ohio", "OH"), ("New York", "NY"), ("ny", "NY"), ("puerto rico", "PR"), ("Dc", "DC")]
)
def test_a_state_becomes_its_postal_code(library: Callable[[Files], Path], state: str, code: str):
    """From its name, and from lowercase."""
    text = f"name: Cy Young\nstate: {state}\n{SOURCES}"
    root = library({"data/authors/cy.yml": text})
    fix(root)
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
def test_what_only_a_person_can_fix_is_not_changed(library: Callable[[Files], Path], text: str):
    """The check still reports it."""
    root = library(library_of({BOOK: f"name: A Book\n{text}\n{SOURCES}"}))
    before = lines(open_project(root, TOYS)[1])
    assert before
    assert autofix(root, TOYS).changes == ()


def test_an_ambiguous_date_is_reported_with_both_meanings(library: Callable[[Files], Path]):
    root = library({BOOK: f"name: A Book\nbought: 5/3/2026\n{SOURCES}"})
    fixes = autofix(root, TOYS)
    assert fixes.changes == ()
    assert report(fixes.ambiguous).split("\n")[0] == (
        f"{BOOK}:2:9: '5/3/2026' could be March 5 or May 3. Write 2026-03-05 or 2026-05-03. [ambiguous]"
    )


def test_a_name_that_two_records_share_is_not_changed(library: Callable[[Files], Path]):
    other = "name: Bea\nshort_name: Ann Lee\n" + SOURCES
    root = library({"data/authors/bea.yml": other, BOOK: f"name: A Book\nauthor: Ann Lee\n{SOURCES}"})
    assert autofix(root, TOYS).changes == ()


def test_settings_and_pages_are_fixed_too(library: Callable[[Files], Path]):
    """A settings file that cannot be read, and a page in an old encoding."""
    page = "---\ntitle: Café\ndescription: It’s here.\n---\nText.\n"
    broken = str(LIBRARY["data/site.yml"]).replace("tagline: A few books", "tagline: Books: a few")
    root = library({"content/cafe.md": page.encode("cp1252"), "data/site.yml": broken})
    fix(root)
    assert (root / "content/cafe.md").read_text(encoding="utf-8") == page
    assert "tagline: 'Books: a few'\n" in (root / "data/site.yml").read_text()
    assert lines(open_project(root, TOYS)[1]) == []


@given(st.dates(dt.date(1990, 1, 1), dt.date(2100, 1, 1)), st.sampled_from(["%B %d, %Y", "%d %b %Y", "%Y/%m/%d"]))
def test_a_date_is_recognized_in_every_format(written: dt.date, form: str):
    assert possible_dates(written.strftime(form)) == [written]
    assert possible_dates(written.isoformat()) == [written]
    assert written in possible_dates(written.strftime("%m/%d/%Y"))


PASTED = {
    "a list": ("body: |\n  Yes:\n  •\tOne\n  •\tTwo", "body: |\n  Yes:\n\n  - One\n  - Two"),
    "a list in a font of Windows": ("body: |\n  \uf0b7\tOne\n  \uf0b7\tTwo", "body: |\n  - One\n  - Two"),
    "a list in quotes": ('body: "•\\tOne\\n•\\tTwo"', "body: |\n  - One\n  - Two"),
    "a bullet in a list of texts": ("also:\n- •\tOne", "also:\n- One"),
    "soft hyphens": ("summary: Sub\u00adstance\u00ad use", "summary: Substance use"),
    "no-break spaces": ("body: grant\u00a0funded\u00a0work in May\u00a03", "body: grant funded work in May\u00a03"),
}


@pytest.mark.parametrize(("before", "after"), PASTED.values(), ids=PASTED.keys())
@pytest.mark.parametrize("windows", [False, True])
def test_what_word_processors_leave_is_repaired(
    library: Callable[[Files], Path], before: str, after: str, windows: bool
):
    """Nothing is left for a second run, and the check no longer reports it."""
    line_ending = "\r\n" if windows else "\n"
    texts = [f"name: A Book\n{text}\n{SOURCES}".replace("\n", line_ending).encode() for text in (before, after)]
    root = library({BOOK: texts[0]})
    fix(root)
    assert (root / BOOK).read_bytes() == texts[1]
    assert autofix(root, TOYS).changes == ()
    assert not [line for line in lines(open_project(root, TOYS)[1]) if BOOK in line and "list-as-par" in line]


def test_pasted_lists_of_pages_are_repaired(library: Callable[[Files], Path]):
    head = "---\ntitle: Home\ndescription: A page\n---\n"
    root = library({"content/index.md": f"{head}Yes:\n•\tSub\u00adstance use\n•\tHelp\n"})
    fix(root)
    assert (root / "content/index.md").read_text() == f"{head}Yes:\n\n- Substance use\n- Help\n"


def test_a_record_is_written_in_one_layout(library: Callable[[Files], Path]):
    """One sentence per line, and the fields in the order of the class. The check does not ask for it."""
    text = f"body: One. Two\n# A note.\nname: A Book\n{SOURCES}"
    root = library({BOOK: text})
    assert not [line for line in lines(open_project(root, TOYS)[1]) if BOOK in line]
    fix(root)
    assert (root / BOOK).read_text() == f"# A note.\nname: A Book\nbody: |\n  One.\n  Two\n{SOURCES}"
    assert autofix(root, TOYS).changes == ()


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
    """Whatever mistakes are combined. Comments and line endings stay, and so does a file without mistakes."""
    text = "\n".join(["# A note.", "name: Café", *faults, SOURCES]).replace("\n", "\r\n" if windows else "\n")
    folder = tmp_path_factory.mktemp("faults")
    (folder / "theme").symlink_to(THEME)
    root = lay(folder, LIBRARY, library_of({BOOK: text.encode(encoding)}))
    before = open_project(root, RENAMED)[1]
    fix(root, RENAMED)
    assert autofix(root, RENAMED).changes == ()
    after = (root / BOOK).read_bytes()
    assert after.count(b"# ") == text.count("# ")
    assert after.count(b"\r\n") == text.count("\r\n")
    if not before:
        assert after == text.encode(encoding)


@pytest.mark.slow
def test_what_the_check_accepts_is_never_changed(tmp_path: Path):
    """Neither the smallest record of each kind, once its document has its own file, nor the real records."""
    root = lay(tmp_path / "small", minimal_project(KINDS))
    fix(root, KINDS)
    assert autofix(root, KINDS) == Fixes((), ())
    for folder in ("data", "content"):
        shutil.copytree(REPOSITORY / folder, tmp_path / "real" / folder)
    _, problems = open_project(tmp_path / "real", KINDS, theme=THEME)
    wrong = {problem.place.path for problem in problems if problem.severity == "error"}
    assert {change.path for change in autofix(tmp_path / "real", KINDS).changes} <= wrong


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_the_new_names_of_renamed_fields_exist(kind: Kind):
    for old, new in kind.renamed.items():
        assert ":" in old or new in all_names(kind.record)

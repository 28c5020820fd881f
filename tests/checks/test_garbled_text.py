"""Entities in plain text and garbled letters get a warning on their line, and the fix command repairs them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from toys import TOYS
from toys.library import SITE, SOURCES, Files, lay, minimal_project

from generator.base.problems import has_errors
from generator.editing.records.autofix import autofix
from generator.kinds import KINDS
from generator.project.file_changes import apply
from generator.project.project import open_project

Library = Callable[[Files], Path]

BOOK = "data/books/b.yml"
PAGE = "content/more.md"


def warnings(root: Path) -> list[str]:
    problems = open_project(root, TOYS)[1]
    assert not has_errors(problems)
    return [str(problem) for problem in problems]


def entity(typed: str, hint: str) -> str:
    return f"warning: '{typed}' is an HTML entity, and readers see it as it is typed. {hint} [html-entity]"


def garbled(typed: str, hint: str) -> str:
    return f"warning: '{typed}' is garbled: a program read or wrote it in a wrong encoding. {hint} [garbled-text]"


def write(meant: str) -> str:
    return f"Write '{meant}' instead. The 'fix' command can do it."


SPACE = "Delete it, or write a space. The 'fix' command can do it."
UNKNOWN = "Compare the text with its source and type it again."


def test_garbled_text_is_reported_on_its_line_in_records_pages_and_settings(library: Library):
    source = SOURCES.replace("https://gazette.example/1", "https://gazette.example/?a=1&amp;b=2")
    body = "body: |\n  One &amp; two.\n\n  CafÃ© &amp;nbsp;\nalso:\n- It\\u2019s\n"
    head = "---\ntitle: More &#39;so&#39;\ndescription: All of it.\nalso_asked:\n- Whereâ€¦\n---\n"
    files = {
        BOOK: f"name: Winthropâ€™s\nsummary: Police &amp; health,&nbsp;so\n{body}{source}",
        PAGE: f"{head}One.\n\nTwo\ufffd &amp; `Ã©`.\n",
        "data/site.yml": SITE.replace("tagline: A few books", "tagline: A few &amp; more"),
    }
    assert sorted(warnings(library(files))) == sorted(
        [
            f"{BOOK}:1:7: {garbled('â€™', write('’'))}",
            f"{BOOK}:2:10: {entity('&amp;', write('&'))}",
            f"{BOOK}:2:10: {entity('&nbsp;', SPACE)}",
            f"{BOOK}:6: {garbled('Ã©', write('é'))}",
            f"{BOOK}:6: {entity('&amp;nbsp;', SPACE)}",
            f"{BOOK}:8:3: {garbled(chr(92) + 'u2019', write('’'))}",
            f"{BOOK}:12:8: {entity('&amp;', write('&'))}",
            f"{PAGE}:1: {entity('&#39;', write(chr(39)))}",
            f"{PAGE}:1: {entity('&#39;', write(chr(39)))}",
            f"{PAGE}:1: {garbled('â€¦', write('…'))}",
            f"{PAGE}:9: {garbled(chr(0xFFFD), UNKNOWN)}",
            f"data/site.yml:3:10: {entity('&amp;', 'Write ' + chr(39) + '&' + chr(39) + ' instead.')}",
        ]
    )


def test_a_document_of_its_own_is_reported_once(tmp_path: Path):
    """Not again in each record that cites it."""
    files = minimal_project(KINDS)
    name = next(path for path in files if path.startswith("data/sources/"))
    changed = {name: str(files[name]).replace("name: ", "name: Peers &amp; ", 1)}
    _, problems = open_project(lay(tmp_path, files, changed), KINDS)
    assert [problem.place.path for problem in problems if problem.code == "html-entity"] == [name]


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_the_fix_command_repairs_what_is_certain(library: Library, ending: str):
    """In place. Comments, quotes, code, addresses and line endings stay."""
    book = (
        "# A note &amp; more\nname: 'Winthropâ€™s'\n"
        'also:\n- "It&#39;s"\n- It\\u2019s\n- a&#58; b\n'
        "summary: Police &amp; health,&nbsp;so &lt;5\n"
        "body: |\n  CafÃ© &amp; `Ã©` &amp;nbsp;two\ufffd.\n\n  <https://a.example/?a=Ã©>\n" + SOURCES
    )
    page = '---\ntitle: More&#58; so\ndescription: "All &amp; Ã©"\n---\nOne &amp; cafÃ© `Ã©`.\n'
    root = library({BOOK: book.replace("\n", ending).encode(), PAGE: page.replace("\n", ending).encode()})
    apply(root, autofix(root, TOYS).changes)
    assert (root / BOOK).read_bytes().decode().replace(ending, "\n") == (
        "# A note &amp; more\nname: 'Winthrop’s'\nalso:\n- \"It's\"\n- It’s\n- 'a: b'\n"
        "summary: Police & health, so &lt;5\n"
        "body: |\n  Café &amp; `Ã©`  two\ufffd.\n\n  <https://a.example/?a=Ã©>\n" + SOURCES
    )
    assert (root / PAGE).read_bytes().decode().replace(ending, "\n") == (
        "---\ntitle: 'More: so'\ndescription: \"All & é\"\n---\nOne &amp; café `Ã©`.\n"
    )
    assert autofix(root, TOYS).changes == ()


def test_other_text_is_neither_reported_nor_changed(library: Library):
    body = "It&rsquo;s &amp; `\\u2019`."
    files = {
        BOOK: f"name: R&D; AT&T & co\nsummary: PÂTÉ, “IRMÔ and C:\\users\nbody: |\n  {body}\n{SOURCES}",
        PAGE: "---\ntitle: More\ndescription: Naïve, 20 °C.\n---\nOne &amp; two &nbsp; https://a.example/?a=\\u2019.\n",
    }
    root = library(files)
    assert warnings(root) == []
    assert autofix(root, TOYS).changes == ()


INVISIBLE = {
    "a zero-width space": ("name: sur\u200bvey\n", "name: survey\n"),
    "joiners without an effect": ("name: a\u200db\u200cc 👨\u200d👩\n", "name: abc 👨\u200d👩\n"),
    "a byte order mark in a text": ("name: x\nsummary: \ufeffa\n", "name: x\nsummary: a\n"),
    "a quotation mark of Windows": ("name: It\u0092s\n", "name: It’s\n"),
}


@pytest.mark.parametrize(("before", "after"), INVISIBLE.values(), ids=INVISIBLE.keys())
def test_the_fix_command_deletes_invisible_characters(library: Library, before: str, after: str):
    """In records and pages. Nothing changes for readers."""
    page = "---\ntitle: More\ndescription: All of it.\n---\n"
    root = library({BOOK: before + SOURCES, PAGE: page + before})
    apply(root, autofix(root, TOYS).changes)
    assert (root / BOOK).read_text(encoding="utf-8") == after + SOURCES
    assert (root / PAGE).read_text(encoding="utf-8") == page + after
    assert not has_errors(open_project(root, TOYS)[1])


@pytest.mark.parametrize("text", ["name: \u202ea\n", "name: \ue000\n", "name: a\u0081\n", 'name: "a\\u200bb"\n'])
def test_characters_that_could_hide_something_are_left_to_a_person(library: Library, text: str):
    assert autofix(library({BOOK: text + SOURCES}), TOYS).changes == ()

"""Every code that the check can give has its words and an example that is true, on a page that is current."""

import ast
import datetime as dt
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner
from toys import TOYS
from toys.library import LIBRARY, SOURCES, lay

from generator.cli import group
from generator.editing.generated.problem_guide import (
    Explanation,
    example_of,
    excerpt,
    fields_in,
    known_codes,
    read_codes,
    read_examples,
    to_page,
)
from generator.kinds import KINDS
from generator.project.project import open_project
from generator.records.record import INJECTED
from generator.text.github_markdown import PROBLEM_GUIDE

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "generator"
TABLES = read_codes(KINDS)
EXAMPLES = read_examples(KINDS)
ALL = {code: told for table in TABLES.values() for code, told in table.items()}

CALLS = {
    "PydanticCustomError": 0,
    "_Explanation": 0,
    "_error": 0,
    "_check_unique": 0,
    "Problem": 1,
    "TextProblem": 1,
    "_refuse": 1,
    "_problem": 1,
}
"""What makes a problem, and which of its arguments is the code."""

CODE = re.compile("[a-z][a-z0-9]*([_-][a-z0-9]+)*")


def codes_in(path: Path) -> Iterator[str]:
    """The codes that a module can give, read from its text."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        found: Sequence[ast.AST] = ()
        if isinstance(node, ast.Call):
            position = CALLS.get(getattr(node.func, "id", getattr(node.func, "attr", "")))
            found = node.args[position : position + 1] if position is not None else []
        elif isinstance(node, ast.Assign) and ast.unparse(node.targets[0]).startswith("(code, "):
            tuples = [inner for inner in ast.walk(node.value) if isinstance(inner, ast.Tuple)]
            found = [inner.elts[0] for inner in tuples]
        for one in found:
            if isinstance(one, ast.JoinedStr):
                yield from (f"{name}-inside" for name in INJECTED)
            elif isinstance(one, ast.Constant) and isinstance(one.value, str) and CODE.fullmatch(one.value):
                yield one.value.replace("_", "-")


MODULES = [path for path in sorted(PACKAGE.rglob("*.py")) if path.name != "codes.py"]
GIVEN = {code: path for path in MODULES for code in codes_in(path)}


def test_codes_are_found():
    """The search knows each way in which the code base gives one."""
    assert {"yaml-tab", "missing-field", "slug-inside", "remote-image", "unknown-block", "acronym"} <= GIVEN.keys()
    assert {"year-too-early", "role-missing", "never-shared", "duplicate-question"} <= GIVEN.keys()


def test_every_code_has_its_words():
    """An editor finds what it means. Cure: a paragraph in generator/codes.yml, or in codes.yml of the room."""
    assert {code: path.relative_to(ROOT).as_posix() for code, path in GIVEN.items() if code not in ALL} == {}


def test_no_words_are_left_over():
    """A code that nothing gives any longer has no paragraph."""
    assert ALL.keys() - GIVEN.keys() == set()


def test_each_code_has_one_place():
    """Two rooms that share a code share the paragraph of all."""
    assert sum(map(len, TABLES.values())) == len(known_codes(TABLES))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_room_explains_no_code_of_others(kind):
    """Its folder can be deleted with all that belongs to it."""
    own = {code for path in kind.folder.rglob("*.py") for code in codes_in(path)}
    assert TABLES.get(kind.name, {}).keys() <= own


@pytest.mark.parametrize("code", ALL)
def test_every_code_has_a_wrong_and_a_right_example(code: str):
    example = example_of(code, ALL[code], EXAMPLES)
    assert example is not None
    assert example.wrong.strip()
    assert example.right.strip()
    assert example.wrong != example.right
    assert len(example.wrong.split("\n")) <= 14, "Give it a shorter one in its codes.yml."


# Examples are true

HEADS = {"record": "data/books/example.yml", "page": "content/example.md", "redirects": "data/redirects.yml"}
TODAY = dt.date(2026, 11, 22)
WORDS = "data/words-to-avoid.yml"
STAND_INS = {"⇥": "\t", "⍽": "\u00a0", "␀": "\u200b"}


def codes_of(tmp_path: Path, told: Explanation, text: str) -> dict[str, str]:
    """The codes, with their severity, of the toy library with an example in it."""
    for sign, meant in STAND_INS.items():
        text = text.replace(sign, meant)
    if told.at == "record":
        text = text.rstrip("\n") + "\n"
        text = text if text.startswith("name:") else f"name: Example\n{text}"
        text = text if "sources:" in text else text + SOURCES
    if told.at == "page" and told is not ALL["no-head"] and not text.startswith("---"):
        text = f"---\ntitle: Example\ndescription: An example.\n---\n{text}"
    words = {WORDS: (ROOT / WORDS).read_text(encoding="utf-8")}
    _, problems = open_project(lay(tmp_path, LIBRARY, words, {HEADS[told.at or ""]: text}), TOYS, today=TODAY)
    return {problem.code: problem.severity for problem in problems}


TRIED = [code for code, told in ALL.items() if told.at]


@pytest.mark.parametrize("code", TRIED)
def test_an_example_that_can_be_tried_is_true(code: str, tmp_path: Path):
    """The wrong lines give the code, and the right ones give nothing."""
    told = ALL[code]
    assert codes_of(tmp_path / "wrong", told, told.wrong or "").get(code) == told.severity
    assert codes_of(tmp_path / "right", told, told.right or "") == {}


def test_most_examples_are_tried():
    """Here, or as an example of a room; what is only said in words is said of files and of settings."""
    told = [code for code, one in ALL.items() if one.wrong and not one.at]
    assert len(told) < len(ALL) / 2


def test_a_warning_is_called_one():
    """As the rooms' own examples have it."""
    for kind in KINDS:
        for path in sorted((kind.folder / "examples").glob("wrong-*.yml")):
            for place, code in re.findall(
                r'^- "(record\.yml:.*)\[([a-z-]+)\]"$', path.read_text(encoding="utf-8"), re.M
            ):
                severity = "warning" if re.match(r"record\.yml[:\d]*: warning: ", place) else "error"
                assert ALL[code].severity == severity, code


# The page


def test_the_page_is_current():
    """Cure: make generated, or resource-center problem-guide."""
    assert (ROOT / PROBLEM_GUIDE).read_text(encoding="utf-8") == to_page(KINDS)


def test_the_page_has_a_heading_for_each_code_and_no_link_astray():
    """Messages link to '#code'; GitHub makes that of a heading that is the code."""
    page = to_page(KINDS)
    headings = re.findall(r"^### (.+)$", page, re.M)
    assert sorted(headings) == sorted(ALL)
    assert set(re.findall(r"\]\(#([^)]+)\)", page)) == set(ALL)


def test_the_page_speaks_of_the_rooms_that_there_are():
    """Without a room, its codes and its examples are gone."""
    page = to_page(TOYS)
    assert "### missing-kind" in page
    assert "year-too-early" not in page


def test_an_excerpt_is_the_field_that_is_wrong():
    """The whole record where its first letter is named."""
    text = "name: A\nparts:\n- heading: x\n  pages: 0\nbody: |\n  One: two\n\n  Three\nsources: []"
    assert excerpt(text, 4, 10) == "parts:\n- heading: x\n  pages: 0"
    assert excerpt(text, 8, 1) == "body: |\n  One: two\n\n  Three"
    assert excerpt(text, 1, 1) == "name: A\nparts:\n- heading: x\n  pages: 0\nbody: |\n  One: two\n\n  Three"
    assert list(fields_in(text)) == ["name", "parts", "body", "sources"]


def test_the_command_writes_the_page_and_says_where_it_is_stale(tmp_path: Path):
    (tmp_path / "data").mkdir()

    def run(*words: str):
        return CliRunner().invoke(group.main, ["--root", str(tmp_path), "problem-guide", *words])

    stale = run("--check")
    assert (stale.exit_code, stale.stderr) == (
        1,
        f"{PROBLEM_GUIDE} is out of date. Run: resource-center problem-guide\n",
    )
    assert run().output == f"Wrote {PROBLEM_GUIDE}.\n"
    assert (run().output, run("--check").exit_code) == ("", 0)
    assert (tmp_path / PROBLEM_GUIDE).read_text(encoding="utf-8") == to_page(KINDS)

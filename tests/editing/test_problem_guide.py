"""Every problem code has an explanation and a true example, and the guide to problems is up to date."""

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
ALL = {code: explanation for table in TABLES.values() for code, explanation in table.items()}
FORMER = [former for explanation in ALL.values() for former in explanation.formerly]

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
"""The functions that create a problem, and the position of the code among their arguments."""

CODE = re.compile("[a-z][a-z0-9]*([_-][a-z0-9]+)*")


def codes_in(path: Path) -> Iterator[str]:
    """Yield the codes that a module can report, found in its source."""
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
                yield from (f"{name}-in-file" for name in INJECTED)
            elif isinstance(one, ast.Constant) and isinstance(one.value, str) and CODE.fullmatch(one.value):
                yield one.value.replace("_", "-")


MODULES = [path for path in sorted(PACKAGE.rglob("*.py")) if path.name != "codes.py"]
REPORTED = {code: path for path in MODULES for code in codes_in(path)}


def test_codes_are_found_in_every_form():
    assert {"yaml-tab", "missing-field", "slug-in-file", "remote-image", "unknown-block", "acronym"} <= REPORTED.keys()
    assert {"year-order", "role-missing", "question-without-facet", "duplicate-question"} <= REPORTED.keys()


def test_every_code_is_explained():
    """Add an explanation to generator/editing/generated/codes.yml, or to the codes.yml of the kind."""
    assert {code: path.relative_to(ROOT).as_posix() for code, path in REPORTED.items() if code not in ALL} == {}


def test_every_explained_code_is_reported_somewhere():
    assert ALL.keys() - REPORTED.keys() == set()


def test_each_code_is_explained_once():
    """Codes that several kinds share are explained with the codes of all records."""
    assert sum(map(len, TABLES.values())) == len(ALL)


def test_former_names_of_codes_are_unique_and_no_longer_used():
    assert len(set(FORMER)) == len(FORMER)
    assert ALL.keys().isdisjoint(FORMER)
    assert REPORTED.keys().isdisjoint(FORMER)
    assert all(CODE.fullmatch(former) for former in FORMER)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_kind_explains_only_its_own_codes(kind):
    """So that its folder can be deleted as a whole."""
    own = {code for path in kind.folder.rglob("*.py") for code in codes_in(path)}
    assert TABLES.get(kind.name, {}).keys() <= own


@pytest.mark.parametrize("code", ALL)
def test_every_code_has_a_wrong_and_a_right_example(code: str):
    example = example_of(code, ALL[code], EXAMPLES)
    assert example is not None
    assert example.wrong.strip()
    assert example.right.strip()
    assert example.wrong != example.right
    assert len(example.wrong.split("\n")) <= 14, "Add a shorter example to its codes.yml."


# Examples are true

HEADS = {"record": "data/books/example.yml", "page": "content/example.md", "redirects": "data/redirects.yml"}
TODAY = dt.date(2026, 11, 22)
WORDS = "data/words-to-avoid.yml"
STAND_INS = {"⇥": "\t", "⍽": "\u00a0", "␀": "\u200b"}


def codes_of(tmp_path: Path, explanation: Explanation, text: str) -> dict[str, str]:
    """Return the codes and severities of the problems of the toy library with an example in it."""
    for sign, meant in STAND_INS.items():
        text = text.replace(sign, meant)
    if explanation.at == "record":
        text = text.rstrip("\n") + "\n"
        text = text if text.startswith("name:") else f"name: Example\n{text}"
        text = text if "sources:" in text else text + SOURCES
    if explanation.at == "page" and explanation is not ALL["no-front-matter"] and not text.startswith("---"):
        text = f"---\ntitle: Example\ndescription: An example.\n---\n{text}"
    words = {WORDS: (ROOT / WORDS).read_text(encoding="utf-8")}
    _, problems = open_project(lay(tmp_path, LIBRARY, words, {HEADS[explanation.at or ""]: text}), TOYS, today=TODAY)
    return {problem.code: problem.severity for problem in problems}


TRIED = [code for code, explanation in ALL.items() if explanation.at]


@pytest.mark.parametrize("code", TRIED)
def test_the_wrong_example_has_the_problem_and_the_right_one_has_none(code: str, tmp_path: Path):
    explanation = ALL[code]
    assert codes_of(tmp_path / "wrong", explanation, explanation.wrong or "").get(code) == explanation.severity
    assert codes_of(tmp_path / "right", explanation, explanation.right or "") == {}


def test_most_examples_are_tried():
    """Here, or as an example of a kind. Only examples of files and settings are merely described."""
    described = [code for code, explanation in ALL.items() if explanation.wrong and not explanation.at]
    assert len(described) < len(ALL) / 2


def test_severities_are_those_in_the_examples_of_kinds():
    for kind in KINDS:
        for path in sorted((kind.folder / "examples").glob("wrong-*.yml")):
            for place, code in re.findall(
                r'^- "(record\.yml:.*)\[([a-z-]+)\]"$', path.read_text(encoding="utf-8"), re.M
            ):
                severity = "warning" if re.match(r"record\.yml[:\d]*: warning: ", place) else "error"
                assert ALL[code].severity == severity, code


# The page


def test_the_guide_is_up_to_date():
    """Run: make generated."""
    assert (ROOT / PROBLEM_GUIDE).read_text(encoding="utf-8") == to_page(KINDS)


def test_the_guide_has_a_heading_for_each_code_and_no_broken_link():
    """Messages link to '#code', which is GitHub's anchor for a heading with the code."""
    page = to_page(KINDS)
    headings = re.findall(r"^### (.+)$", page, re.M)
    assert sorted(headings) == sorted(ALL)
    assert set(re.findall(r"\]\(#([^)]+)\)", page)) == set(ALL)


def test_the_guide_keeps_an_anchor_for_each_former_code():
    """Right before the heading of its new code, so that old links still work."""
    page = to_page(KINDS)
    assert FORMER
    for code, explanation in ALL.items():
        for former in explanation.formerly:
            assert re.search(rf'<a id="{former}"></a>\n(\n<a [^\n]+\n)*\n### {code}\n', page), former
    ids = [*re.findall("^### (.+)$", page, re.M), *re.findall('<a id="([^"]+)">', page)]
    assert len(set(ids)) == len(ids)


def test_the_guide_covers_only_the_kinds_of_the_project():
    """Without a kind, its codes and examples are left out."""
    page = to_page(TOYS)
    assert "### missing-kind" in page
    assert "year-order" not in page


def test_an_excerpt_is_the_field_that_is_wrong():
    """Or the whole record, if the problem is at its first character."""
    text = "name: A\nparts:\n- heading: x\n  pages: 0\nbody: |\n  One: two\n\n  Three\nsources: []"
    assert excerpt(text, 4, 10) == "parts:\n- heading: x\n  pages: 0"
    assert excerpt(text, 8, 1) == "body: |\n  One: two\n\n  Three"
    assert excerpt(text, 1, 1) == "name: A\nparts:\n- heading: x\n  pages: 0\nbody: |\n  One: two\n\n  Three"
    assert list(fields_in(text)) == ["name", "parts", "body", "sources"]


def test_the_command_writes_the_guide_and_reports_if_it_is_out_of_date(tmp_path: Path):
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

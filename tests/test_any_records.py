"""The tests that publishing requires name no record, and of all other tests only those of the content do."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from site_fixture import real_project

TESTS = Path(__file__).parent
SHARED = ("conftest.py", "site_fixture.py", "browser/conftest.py")
"""The files that every test uses."""

MARK = "pytest.mark.any_records"


@pytest.fixture(scope="module")
def names() -> frozenset[str]:
    """Titles and slugs of records with more than one word, which cannot mean anything else."""
    all_names = {name for record in real_project().catalog for name in (record.slug, record.title)}
    return frozenset(name.casefold() for name in all_names if "-" in name or " " in name)


def marked(path: Path) -> Iterator[ast.AST]:
    """Yield the parts of a test file with the mark: the whole file, or single tests."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for part in tree.body:
        if isinstance(part, ast.Assign) and ast.unparse(part) == f"pytestmark = {MARK}":
            yield tree
            return
        if isinstance(part, ast.FunctionDef) and MARK in map(ast.unparse, part.decorator_list):
            yield part


def parts() -> list[tuple[str, ast.AST]]:
    """Return all parts of tests that must pass for any records, with their files."""
    files = sorted(TESTS.rglob("test_*.py"))
    marked_parts = [(path.relative_to(TESTS).as_posix(), part) for path in files for part in marked(path)]
    return [*((name, ast.parse((TESTS / name).read_text(encoding="utf-8"))) for name in SHARED), *marked_parts]


def test_publishing_requires_valid_and_accessible_pages():
    """Also without scripts, and in the offline copy."""
    assert {name for name, _ in parts()} >= {
        "content/test_built_site.py",
        "content/test_real_project.py",
        "browser/test_keyboard.py",
        "browser/test_offline_copy.py",
        "browser/test_reading_pages.py",
        "browser/test_without_scripts.py",
    }


@pytest.mark.slow
def test_no_test_that_publishing_requires_names_a_record(names):
    """Editors who rename or withdraw a record cannot fix a test."""
    mentions = [
        f"{name}:{part.lineno}: {part.value}"
        for name, tree in parts()
        for part in ast.walk(tree)
        if isinstance(part, ast.Constant)
        and isinstance(part.value, str)
        and any(word in part.value.casefold() for word in names)
    ]
    assert mentions == []


ABOUT_SOMEONE = ("sites", "mentorships", "cohorts", "success-stories", "faqs", "resources")
"""Kinds whose records editors write. Pathways, support types and terms belong to the program, which names them."""


def naming(path: Path, names: frozenset[str]) -> Iterator[str]:
    """Yield the unmarked parts of a test file that name a record, directly or through another part of the file."""
    parts = {name_of(part): part for part in ast.parse(path.read_text(encoding="utf-8")).body}
    users = {name for name, part in parts.items() if names_record(part, names)}
    while more := {name for name, part in parts.items() if name not in users and uses(part) & users}:
        users |= more
    for name in sorted(users):
        part = parts[name]
        is_helper = not isinstance(part, ast.FunctionDef) or not name.startswith("test_")
        if is_helper and path.name.startswith("test_"):
            continue  # The tests that use it need the mark.
        if is_helper or "pytest.mark.content" not in map(ast.unparse, getattr(part, "decorator_list", [])):
            yield f"{path.relative_to(TESTS)}: {name}"


def name_of(part: ast.stmt) -> str:
    """Return the name that a part of a file defines, or else its line."""
    if isinstance(part, ast.Assign):
        return ast.unparse(part.targets[0])
    if isinstance(part, ast.AnnAssign):
        return ast.unparse(part.target)
    return str(getattr(part, "name", part.lineno))


def uses(part: ast.stmt) -> set[str]:
    """Return the names that a part reads, and the fixtures that it uses."""
    return {
        *(each.id for each in ast.walk(part) if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Load)),
        *(each.arg for each in ast.walk(part) if isinstance(each, ast.arg)),
    }


def names_record(part: ast.stmt, names: frozenset[str]) -> bool:
    """Return whether a part contains a string, other than a docstring, that names a record."""
    docstrings = {id(each.value) for each in ast.walk(part) if isinstance(each, ast.Expr)}
    texts = "\0".join(
        each.value.casefold()
        for each in ast.walk(part)
        if isinstance(each, ast.Constant) and isinstance(each.value, str) and id(each) not in docstrings
    )
    return any(name in texts for name in names)


@pytest.mark.slow
def test_only_tests_of_the_content_name_a_record():
    """So that editors who rename or rewrite a record know which tests to change."""
    records = [record for kind in ABOUT_SOMEONE for record in real_project().catalog.all(kind)]
    titles = {name.casefold() for record in records for name in (record.slug, record.title)}
    names = frozenset(name for name in titles if "-" in name or " " in name)
    files = [path for path in sorted(TESTS.rglob("*.py")) if "bench" not in path.parts]
    assert [mention for path in files for mention in naming(path, names)] == []


def test_a_test_that_names_a_record_is_found(tmp_path):
    path = tmp_path / "test_some.py"
    path.write_text(
        '''
NAMES = ["hope-house"]
def helper(): return NAMES
def test_directly(): assert "see Hope House"
def test_by_a_constant(): assert NAMES
def test_by_a_helper(): assert helper()
@pytest.fixture
def some(): return "hope-house"
def test_by_a_fixture(some): assert some
@pytest.mark.content
def test_with_the_mark(): assert "hope-house"
def test_in_its_docstring_alone():
    """Like hope-house."""
''',
        encoding="utf-8",
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(f"{__name__}.TESTS", tmp_path)
        mentions = list(naming(path, frozenset({"hope-house", "hope house"})))
    assert [mention.partition(": ")[2] for mention in mentions] == [
        "test_by_a_constant",
        "test_by_a_fixture",
        "test_by_a_helper",
        "test_directly",
    ]

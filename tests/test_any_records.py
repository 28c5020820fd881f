"""The tests that publishing waits for hold whatever editors write: none of them names a record."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from site_fixture import real_project

TESTS = Path(__file__).parent
SHARED = ("conftest.py", "site_fixture.py", "browser/conftest.py")
"""What every test stands on."""

MARK = "pytest.mark.any_records"


@pytest.fixture(scope="module")
def names() -> frozenset[str]:
    """Names of the records and of their files, of more than one word: those that cannot stand for anything else."""
    found = {name for record in real_project().catalog for name in (record.slug, record.title)}
    return frozenset(name.casefold() for name in found if "-" in name or " " in name)


def marked(path: Path) -> Iterator[ast.AST]:
    """The parts of a test file that carry the mark: all of it, or single tests."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for part in tree.body:
        if isinstance(part, ast.Assign) and ast.unparse(part) == f"pytestmark = {MARK}":
            yield tree
            return
        if isinstance(part, ast.FunctionDef) and MARK in map(ast.unparse, part.decorator_list):
            yield part


def parts() -> list[tuple[str, ast.AST]]:
    """Every part of the tests that must hold for any records, with its file."""
    files = sorted(TESTS.rglob("test_*.py"))
    found = [(path.relative_to(TESTS).as_posix(), part) for path in files for part in marked(path)]
    return [*((name, ast.parse((TESTS / name).read_text(encoding="utf-8"))) for name in SHARED), *found]


def test_publishing_waits_for_valid_and_accessible_pages():
    """And for whole ones without scripts and from a folder."""
    assert {name for name, _ in parts()} >= {
        "test_html.py",
        "test_site.py",
        "browser/test_keyboard.py",
        "browser/test_offline_copy.py",
        "browser/test_reading_pages.py",
        "browser/test_without_scripts.py",
    }


@pytest.mark.slow
def test_no_test_that_publishing_waits_for_names_a_record(names):
    """Whoever renames or withdraws it cannot mend a test."""
    found = [
        f"{name}:{part.lineno}: {part.value}"
        for name, tree in parts()
        for part in ast.walk(tree)
        if isinstance(part, ast.Constant)
        and isinstance(part.value, str)
        and any(word in part.value.casefold() for word in names)
    ]
    assert found == []

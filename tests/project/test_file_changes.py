"""All files of a change are written, or none: whichever command writes them, and whatever goes wrong."""

import ast
import errno
import os
import re
import tempfile
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from toys.library import SOURCES, THEME, lay, minimal, minimal_project

from generator.checks.published_urls import PUBLISHED_URLS
from generator.cli import generated, group, records
from generator.editing.records.geocode import Town
from generator.kinds import KINDS
from generator.project.file_changes import Change, RefusedError, apply, change_to
from generator.text.github_markdown import PROBLEM_GUIDE

PACKAGE = Path(__file__).parents[2] / "generator"
FORM = Path(__file__).parents[1] / "editing/payloads/question.json"
GAZETTEER = {"OH": (Town("Akron", 41.08, -81.52, 197_542), Town("Lancaster", 39.71, -82.60, 39_766))}


def files(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.fixture
def fail_at(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Let one replacement of a file fail as on a full disk, by its number."""

    def start(number: int) -> None:
        real, calls = os.replace, count(1)

        def replace(source: os.PathLike[str], target: os.PathLike[str]) -> None:
            if next(calls) == number:
                raise OSError(28, "No space left on device")
            real(source, target)

        monkeypatch.setattr(os, "replace", replace)

    return start


# Single changes


CHANGES = [
    Change("data/a.yml", b"a\n", b"A\n"),
    Change("data/b.yml", b"b\n", None),
    Change("data/c/d.yml", None, b"d\n"),
]
BEFORE = {"data/a.yml": b"a\n", "data/b.yml": b"b\n"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    for path, content in BEFORE.items():
        (tmp_path / path).write_bytes(content)
    return tmp_path


def test_files_are_changed_added_and_deleted(folder: Path):
    apply(folder, CHANGES)
    assert files(folder) == {"data/a.yml": b"A\n", "data/c/d.yml": b"d\n"}


@pytest.mark.parametrize("number", [1, 2])
def test_if_one_file_cannot_be_replaced_none_is_changed(folder: Path, fail_at: Callable[[int], None], number: int):
    """The problem names the file, and no temporary file is left."""
    fail_at(number)
    with pytest.raises(RefusedError, match=r"^Nothing was changed\.$") as caught:
        apply(folder, CHANGES)
    assert [str(problem) for problem in caught.value.problems] == [
        f"{[CHANGES[0], CHANGES[2]][number - 1].path}: The file cannot be written: No space left on device. "
        "Check its permissions and the free space on the disk. [unwritable]"
    ]
    assert files(folder) == BEFORE


def test_if_there_is_no_room_for_the_new_files_none_is_changed(folder: Path, monkeypatch: pytest.MonkeyPatch):
    real = Path.write_bytes

    def write(self: Path, content: bytes) -> int:
        if self.name == ".d.yml.new":
            real(self, content[:1])
            raise OSError(28, "No space left on device")
        return real(self, content)

    monkeypatch.setattr(Path, "write_bytes", write)
    with pytest.raises(RefusedError):
        apply(folder, CHANGES)
    assert files(folder) == BEFORE


def test_without_hard_links_nothing_is_changed_either(
    folder: Path, fail_at: Callable[[int], None], monkeypatch: pytest.MonkeyPatch
):
    """Not every file system has them."""

    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    fail_at(2)
    with pytest.raises(RefusedError):
        apply(folder, CHANGES)
    assert files(folder) == BEFORE


def test_a_file_that_cannot_be_restored_keeps_its_old_version_beside_it(folder: Path, monkeypatch: pytest.MonkeyPatch):
    real, calls = os.replace, count(1)

    def replace(source: os.PathLike[str], target: os.PathLike[str]) -> None:
        if next(calls) > 1:
            raise OSError(5, "Input/output error")
        real(source, target)

    monkeypatch.setattr(os, "replace", replace)
    with pytest.raises(
        RefusedError, match=r"^Not every file could be restored: rename .*/data/\.a\.yml\.old to a\.yml\.$"
    ):
        apply(folder, CHANGES)
    assert files(folder) == {**BEFORE, "data/a.yml": b"A\n", "data/.a.yml.old": b"a\n"}


def test_a_file_that_was_saved_meanwhile_is_not_overwritten(folder: Path):
    (folder / "data/b.yml").write_bytes(b"new\n")
    with pytest.raises(RefusedError, match=r"^Nothing was changed: someone else has just changed data/b\.yml\."):
        apply(folder, CHANGES)
    assert files(folder) == {**BEFORE, "data/b.yml": b"new\n"}


def test_a_link_is_not_followed(folder: Path):
    (folder / "data/link.yml").symlink_to("a.yml")
    with pytest.raises(RefusedError, match=r"data/link\.yml is a link to another file"):
        apply(folder, [change_to(folder, "data/link.yml", b"x\n")])
    assert (folder / "data/a.yml").read_bytes() == b"a\n"


# Commands


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project in which each command below has at least one file to write."""
    monkeypatch.setattr(records, "load_gazetteer", lambda: GAZETTEER)
    texts = {kind.name: minimal(kind) for kind in KINDS}
    topic = f"label: {{}}\ndefinition: A word.\nused_by:\n- faqs.topics\n{SOURCES}"
    (tmp_path / "theme").symlink_to(THEME)
    return lay(
        tmp_path,
        minimal_project(KINDS),
        {
            "data/sites/minimal.yml": texts["sites"].replace("state: OH\n", "city: Lancaster\nstate: OH\n"),
            "data/mentorships/minimal.yml": texts["mentorships"].replace(
                "a county in the next state\n", "a county in the next state\n  city: Akron\n  state: OH\n"
            ),
            "data/terms/who-can-apply.yml": topic.format("Who can apply"),
            "data/terms/money.yml": topic.format("Money"),
            PROBLEM_GUIDE: "Old.\n",
            PUBLISHED_URLS: "/\n",
        },
    )


def run(root: Path, *words: str) -> Result:
    return CliRunner().invoke(group.main, ["--root", str(root), *words], env={"TODAY": "2026-01-02"})


COMMANDS = {
    "new": (("new", "sites", "x"), 1),
    "rename": (("rename", "sites/minimal", "sites/other", "--write"), 2),
    "reviewed": (("reviewed", "sites/minimal", "--by", "Coordinator"), 1),
    "fix": (("fix", "--write"), 2),
    "geocode": (("geocode", "--write"), 2),
    "schemas": (("schemas",), 2),
    "published-urls": (("published-urls",), 1),
    "problem-guide": (("problem-guide",), 1),
    "from-form": (("from-form", str(FORM), "--write"), 1),
}
"""Each command that writes, and the number of the file that cannot be written: the second, where there are two."""


@pytest.mark.parametrize("words", [words for words, _ in COMMANDS.values()], ids=COMMANDS)
def test_each_command_writes(project: Path, words: tuple[str, ...]):
    before = files(project)
    assert run(project, *words).exit_code == 0
    assert files(project) != before


@pytest.mark.parametrize(("words", "number"), COMMANDS.values(), ids=COMMANDS)
def test_a_command_that_cannot_write_one_file_writes_none(
    project: Path, fail_at: Callable[[int], None], words: tuple[str, ...], number: int
):
    before = files(project)
    fail_at(number)
    result = run(project, *words)
    assert isinstance(result.exception, SystemExit)
    assert result.exit_code == 1
    assert "The file cannot be written: No space left on device." in result.stderr
    assert result.stderr.endswith("Nothing was changed.\n")
    assert files(project) == before


@pytest.mark.parametrize("words", [words for words, _ in COMMANDS.values()], ids=COMMANDS)
def test_without_write_permission_a_command_names_the_file_and_changes_nothing(
    project: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
):
    """The system's answer is simulated, since permissions do not apply to root, as whom the tests may run."""
    before, write = files(project), Path.write_bytes

    def refuse(path: Path, content: bytes) -> int:
        if path.is_relative_to(project):
            raise PermissionError(13, "Permission denied", str(path))
        return write(path, content)

    monkeypatch.setattr(Path, "write_bytes", refuse)
    result = run(project, *words)
    assert isinstance(result.exception, SystemExit)
    assert result.exit_code == 1
    assert re.search(r"^\S+: The file cannot be written: Permission denied\. Check its", result.stderr, re.MULTILINE)
    assert result.stderr.endswith("Nothing was changed.\n")
    assert files(project) == before


@pytest.mark.parametrize("words", [COMMANDS[name][0] for name in ("rename", "reviewed", "from-form")])
def test_without_room_for_temporary_files_nothing_is_changed(
    project: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
):
    before = files(project)

    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device", "scratch")

    monkeypatch.setattr(tempfile, "TemporaryDirectory", fail)
    result = run(project, *words)
    assert isinstance(result.exception, SystemExit)
    assert result.stderr.endswith(
        "Nothing was changed. scratch: No space left on device. Check its permissions and the free space on the disk.\n"
    )
    assert files(project) == before


def test_a_reader_of_the_output_that_has_gone_is_no_failure(project: Path, monkeypatch: pytest.MonkeyPatch):
    """As in `resource-center check | head`; click ends the program quietly."""

    def broken(_: object) -> None:
        raise BrokenPipeError(errno.EPIPE, "Broken pipe")

    monkeypatch.setattr(generated, "open_or_exit", broken)
    result = run(project, "schemas")
    assert (result.exit_code, result.output) == (1, "")


def test_a_bug_is_not_hidden(project: Path, monkeypatch: pytest.MonkeyPatch):
    def fail(_: object) -> None:
        raise KeyError("x")

    monkeypatch.setattr(generated, "open_or_exit", fail)
    assert isinstance(run(project, "schemas").exception, KeyError)


# One module


WRITERS = {
    "project/file_changes.py": "a project's files",
    "project/site_folder.py": "the site",
    "project/preview.py": "the site, during a preview",
    "base/cache.py": ".cache/",
    "editing/records/changes.py": "a temporary copy of the project",
    "cli/diff.py": "the report, and a temporary copy of a revision",
}
"""The modules that may write a file, and what they write."""


def test_no_other_module_writes_a_file():
    found = set()
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in ("write_bytes", "write_text"):
                found.add(path.relative_to(PACKAGE).as_posix())
    assert found == WRITERS.keys()

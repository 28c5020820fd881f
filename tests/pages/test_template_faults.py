"""An error in a template ends a command with a message that names the file, and the existing site is unchanged."""

import shutil
from pathlib import Path

import pytest
from command import resource_center
from toys.library import buildable_project

from generator.kinds import KINDS

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small project with its own theme, and its site."""
    root = buildable_project(tmp_path_factory.mktemp("templates") / "project", KINDS)
    with pytest.MonkeyPatch.context() as environment:
        environment.delenv("SITE_URL", raising=False)
        done = resource_center("--root", root, "build")
    assert done.code == 0, done.output
    return root


@pytest.mark.parametrize("command", ["build", "check"])
@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{{ nobody.at.all }}", "theme/components/record.html:1: 'nobody' is undefined."),
        ("{% if %}", "theme/components/record.html:1: Expected an expression, got 'end of statement block'."),
        ('{% include "nothing.html" %}', "theme/components/record.html:1: The template 'nothing.html' does not exist."),
    ],
)
def test_an_error_is_reported_with_its_file_and_line(built, tmp_path, command, line, message):
    project = Path(shutil.copytree(built, tmp_path / "project"))
    template = project / "theme/components/record.html"
    template.write_text(f"{line}\n{template.read_text()}")
    before = {path: path.read_bytes() for path in (project / "site").rglob("*") if path.is_file()}

    done = resource_center("--root", project, command)

    assert done.code == 1
    assert done.output.endswith(f"{message}\n")
    assert {path: path.read_bytes() for path in (project / "site").rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{% if %}", "theme/main.html:1: Expected an expression, got 'end of statement block'."),
        ("{{ 'x' | no_such_filter }}", "theme/main.html:1: No filter named 'no_such_filter'."),
    ],
)
def test_an_error_in_the_frame_is_reported_with_its_file_and_line(built, tmp_path, line, message):
    project = Path(shutil.copytree(built, tmp_path / "project"))
    template = project / "theme/main.html"
    template.write_text(f"{line}\n{template.read_text()}")

    done = resource_center("--root", project, "build")

    assert done.code == 1
    assert done.output.endswith(f"{message}\n")

"""No command fails because of the encoding of its output: what a terminal cannot show is shown as '?'."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from command import restored_logging
from toys.library import buildable_project, minimal

from generator import cli
from generator.kinds import KINDS

NAME = "Łódź “Peers” — 日本…"
HARD = "Counties around Łódź continue organizing interdisciplinary collaboration everywhere again. " * 9
"""A text for which the check prints a warning that quotes its start."""
ENCODINGS = ("latin-1", "cp1252", "iso8859-15", "cp437", "ascii", "utf-8", "utf-16")
SITES = next(kind for kind in KINDS if kind.name == "sites")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose problems and pages have characters of many alphabets; it has warnings and no errors."""
    root = buildable_project(tmp_path_factory.mktemp("projects") / "pro“jékt 日", KINDS)
    text = minimal(SITES).replace("fact_status: from_source", "fact_status: needs_confirmation")
    name, summary = (next(row for row in text.splitlines() if row.startswith(field)) for field in ("name:", "summary:"))
    text = text.replace(name, f"name: {NAME}").replace(summary, f"summary: {HARD}")
    (root / "data/sites/lodz.yml").write_text(text, encoding="utf-8")
    return root


def output_of(encoding: str, project: Path, *words: str) -> tuple[object, str]:
    """Run a command as from a terminal with an encoding. Return its exit status and its output."""
    stream, errors = io.TextIOWrapper(io.BytesIO(), encoding=encoding), io.StringIO()
    with pytest.MonkeyPatch.context() as process, restored_logging():
        process.setattr(sys, "argv", ["resource-center", "--root", str(project), *words])
        process.setattr(sys, "stdout", stream)
        process.setattr(sys, "stderr", errors)
        with pytest.raises(SystemExit) as end:
            cli.main()
    stream.flush()
    assert isinstance(stream.buffer, io.BytesIO)
    # Click takes an ASCII terminal for one with a wrong setting, and prints UTF-8.
    return end.value.code, stream.buffer.getvalue().decode("utf-8" if encoding == "ascii" else encoding)


COMMANDS = {
    "check": (),
    "maintenance": (),
    "fix": (),
    "problem-guide": ("--check",),
    "published-urls": ("--check",),
    "schemas": ("--check",),
    "geocode": (),
    "publish-gate": (),
    "rename": ("sites/lodz", "sites/łódź"),
    "reviewed": ("sites/łódź", "--by", "Coördinator … 日"),
}


@pytest.mark.parametrize(
    ("command", "encoding"), [*((command, "latin-1") for command in COMMANDS), *(("check", name) for name in ENCODINGS)]
)
def test_a_command_prints_in_any_encoding(project: Path, command: str, encoding: str):
    code, output = output_of(encoding, project, command, *COMMANDS[command])
    utf8_code, utf8_output = output_of("utf-8", project, command, *COMMANDS[command])
    assert code == utf8_code
    shown = encoding if encoding != "ascii" else "utf-8"
    assert output == utf8_output.encode(shown, "replace").decode(shown)


def test_the_names_in_problems_are_still_recognizable(project: Path):
    _, output = output_of("latin-1", project, "check")
    assert "('Counties around ?ód? continue organizing interdisciplinary collaboration everywhere ?')" in output
    _, listed = output_of("latin-1", project, "maintenance")
    assert "?ód? ?Peers? ? ???" in listed


def test_problems_as_json_are_whole_in_any_encoding(project: Path):
    problems = json.loads(output_of("latin-1", project, "check", "--format", "json")[1])
    assert any("Łódź" in problem["hint"] for problem in problems)
    assert problems == json.loads(output_of("utf-8", project, "check", "--format", "json")[1])


LOCALES = {
    # A Latin-1 locale is not installed everywhere; this gives the output its encoding.
    "Latin-1": {"PYTHONIOENCODING": "latin-1"},
    "C": {"LC_ALL": "C"},
    # Names of files are then ASCII, with bytes in place of other characters.
    "C without UTF-8": {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
}


@pytest.mark.slow
@pytest.mark.parametrize("changes", LOCALES.values(), ids=LOCALES)
def test_a_site_is_built_in_any_locale(project: Path, tmp_path: Path, changes: dict[str, str]):
    """The process is the subject: Python chooses the encodings of output, files and file names when it starts."""
    unset = ("LANG", "LC_ALL", "LC_CTYPE", "PYTHONIOENCODING", "PYTHONUTF8", "SITE_URL")
    environment = {name: value for name, value in os.environ.items() if name not in unset}
    arguments = ["-m", "generator.cli", "--root", ".", "build", "--site-dir", str(tmp_path / "site")]
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=project,
        env={**environment, "PYTHONPATH": str(Path(__file__).parents[2]), **changes},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert b"Traceback" not in done.stdout + done.stderr
    assert NAME in (tmp_path / "site/sites/lodz/index.html").read_text(encoding="utf-8")

"""The workflows: pinned, with the least rights, nothing of a stranger in a shell, every command they call exists."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from generator.cli import main

ROOT = Path(__file__).parent.parent
FILES = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
WORKFLOWS = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


def steps(path: Path) -> list[dict[str, object]]:
    """Every step of a workflow."""
    jobs = yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"]
    return [step for job in jobs.values() for step in job["steps"]]


def test_there_is_a_workflow_for_each_purpose():
    assert {path.stem for path in FILES} == {
        *("check", "comment", "generated", "form", "commands", "upkeep", "publish"),
    }


@WORKFLOWS
def test_actions_are_pinned_by_hash(path):
    for step in steps(path):
        if "uses" in step:
            assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", str(step["uses"])), step["uses"]


@WORKFLOWS
def test_rights_are_given_job_by_job(path):
    workflow = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert workflow["permissions"] == {}
    for job in workflow["jobs"].values():
        assert "permissions" in job
        assert job["timeout-minutes"] <= 40


@WORKFLOWS
def test_no_value_is_written_into_a_script(path):
    """What an event holds reaches a script through the environment: it is never part of its text."""
    for step in steps(path):
        assert "${{" not in str(step.get("run", "")), step


@WORKFLOWS
def test_every_command_that_is_called_exists(path):
    text = path.read_text(encoding="utf-8")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    called = set(re.findall(r"bin/resource-center ([a-z-]+)", text))
    called |= set(re.findall(r"\brun (new|rename|reviewed|fix|open-period|close-period)\b", text))
    assert called <= set(main.commands)
    for target in re.findall(r"run: make ([a-z]+)", text):
        assert f"\n{target}:" in makefile


def test_zizmor_finds_nothing():
    program = shutil.which("zizmor", path=str(Path(sys.executable).parent))
    assert program, "zizmor is missing; 'make test' installs it."
    done = subprocess.run(
        [program, "--offline", "--no-progress", str(ROOT / ".github" / "workflows")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr

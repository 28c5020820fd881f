"""The workflows: pinned, with the least rights, nothing of a stranger in a shell, every command they call exists."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from generator.cli.group import COMMANDS

ROOT = Path(__file__).parent.parent
FILES = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
WORKFLOWS = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


def steps(path: Path) -> list[dict[str, object]]:
    """Every step of a workflow."""
    jobs = yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"]
    return [step for job in jobs.values() for step in job["steps"]]


def test_there_is_a_workflow_for_each_purpose():
    assert {path.stem for path in FILES} == {
        *("check", "tests", "comment", "generated", "form", "commands", "maintenance", "publish"),
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
    assert called <= set(COMMANDS)
    targets = re.findall(r"(?:run: |^ +)make ([a-z-]+)", text, re.MULTILINE)
    targets += re.findall(r"^ +target=([a-z-]+)$", text, re.MULTILINE)
    for target in targets:
        assert f"\n{target}:" in makefile, target


@WORKFLOWS
def test_a_step_fails_with_any_of_its_commands(path):
    """GitHub's own default passes over a command that fails in front of a pipe; named 'bash', it does not."""
    assert yaml.safe_load(path.read_text(encoding="utf-8"))["defaults"] == {"run": {"shell": "bash"}}


@WORKFLOWS
def test_what_a_workflow_pushes_is_checked(path):
    """GitHub starts nothing for a commit of its own token: the workflow starts the checks, and has the right to."""
    workflow = yaml.safe_load(path.read_text(encoding="utf-8"))
    for job in workflow["jobs"].values():
        text = "\n".join(str(step.get("run", "")) for step in job["steps"])
        if "git push" in text:
            started = re.search(r"for checks in (.*); do gh workflow run \"\$checks\"", text.partition("git push")[2])
            assert started, path
            assert started[1].split() == ["check.yml", "tests.yml"]
            assert job["permissions"]["actions"] == "write"
        else:
            assert job["permissions"].get("actions") != "write"


def test_the_checks_of_a_pull_request_can_be_started_and_are_never_left_out():
    """A required check that a path keeps from running would wait for ever."""
    for name in ("check", "tests"):
        workflow = yaml.safe_load((ROOT / f".github/workflows/{name}.yml").read_text(encoding="utf-8"))
        # 'on' is a yes for the reader of YAML.
        assert workflow[True] == {"pull_request": None, "workflow_dispatch": None}
        # A run that waits for a maintainer and one that was started by hand never end one another.
        assert workflow["concurrency"]["group"] == f"{name}-${{{{ github.ref }}}}"


def test_a_release_does_not_hold_up_what_goes_live():
    workflow = yaml.safe_load((ROOT / ".github/workflows/publish.yml").read_text(encoding="utf-8"))
    assert workflow["concurrency"] == {"group": "publish-${{ github.ref }}"}


def test_the_comment_does_not_wait_for_the_tests():
    """What readers will see is known after a minute; the tests take longer."""
    check, comment = (
        yaml.safe_load((ROOT / f".github/workflows/{name}.yml").read_text(encoding="utf-8"))
        for name in ("check", "comment")
    )
    assert comment[True]["workflow_run"]["workflows"] == [check["name"]]
    assert list(check["jobs"]) == ["problems"]
    assert all("make test" not in str(step.get("run")) for step in steps(ROOT / ".github/workflows/check.yml"))
    # Neither a run that was cancelled nor one that waits for a maintainer has anything to say.
    assert comment["jobs"]["comment"]["if"] == (
        """contains(fromJSON('["success", "failure"]'), github.event.workflow_run.conclusion)"""
    )


def test_records_and_words_publish_by_the_tests_that_hold_for_any_records():
    runs = [step.get("run") for step in steps(ROOT / ".github/workflows/publish.yml")]
    assert "make test-site" in runs
    assert "make test" not in runs


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

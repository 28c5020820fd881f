"""Contract: workflows pin actions, have least permissions, keep event data out of shell code and call real commands."""

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
    """Return all steps of a workflow."""
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
def test_permissions_are_granted_per_job(path):
    workflow = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert workflow["permissions"] == {}
    for job in workflow["jobs"].values():
        assert "permissions" in job
        assert job["timeout-minutes"] <= 40


@WORKFLOWS
def test_scripts_contain_no_expressions(path):
    """Event data reaches a script through environment variables, never as part of its text."""
    for step in steps(path):
        assert "${{" not in str(step.get("run", "")), step


@WORKFLOWS
def test_every_command_and_target_exists(path):
    text = path.read_text(encoding="utf-8")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    commands = set(re.findall(r"bin/resource-center ([a-z-]+)", text))
    commands |= set(re.findall(r"\brun (new|rename|reviewed|fix|open-period|close-period)\b", text))
    assert commands <= set(COMMANDS)
    targets = re.findall(r"(?:run: |^ +)make ([a-z-]+)", text, re.MULTILINE)
    targets += re.findall(r"^ +target=([a-z-]+)$", text, re.MULTILINE)
    for target in targets:
        assert f"\n{target}:" in makefile, target


@WORKFLOWS
def test_a_step_fails_if_any_of_its_commands_fails(path):
    """GitHub's default shell ignores failures before a pipe; with `shell: bash`, it does not."""
    assert yaml.safe_load(path.read_text(encoding="utf-8"))["defaults"] == {"run": {"shell": "bash"}}


@WORKFLOWS
def test_commits_of_a_workflow_are_checked(path):
    """GitHub starts no workflows for commits pushed with its own token, so the workflow must start the checks."""
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


def test_the_checks_of_a_pull_request_always_run_and_can_be_started():
    """A required check with a path filter that does not match would wait forever."""
    for name in ("check", "tests"):
        workflow = yaml.safe_load((ROOT / f".github/workflows/{name}.yml").read_text(encoding="utf-8"))
        # YAML 1.1 reads the key 'on' as true.
        assert workflow[True] == {"pull_request": None, "workflow_dispatch": None}
        # A run that waits for approval and one that was started by hand must not cancel each other.
        assert workflow["concurrency"]["group"] == f"{name}-${{{{ github.ref }}}}"


def test_a_release_does_not_delay_a_deployment():
    workflow = yaml.safe_load((ROOT / ".github/workflows/publish.yml").read_text(encoding="utf-8"))
    assert workflow["concurrency"] == {"group": "publish-${{ github.ref }}"}


def test_the_comment_does_not_wait_for_the_tests():
    """The report is ready after a minute; the tests take longer."""
    check, comment = (
        yaml.safe_load((ROOT / f".github/workflows/{name}.yml").read_text(encoding="utf-8"))
        for name in ("check", "comment")
    )
    assert comment[True]["workflow_run"]["workflows"] == [check["name"]]
    assert list(check["jobs"]) == ["problems"]
    assert all("make test" not in str(step.get("run")) for step in steps(ROOT / ".github/workflows/check.yml"))
    # A run that was canceled or waits for approval has no report.
    assert comment["jobs"]["comment"]["if"] == (
        """contains(fromJSON('["success", "failure"]'), github.event.workflow_run.conclusion)"""
    )


def test_publishing_requires_the_tests_for_any_records_only():
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

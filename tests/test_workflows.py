"""Contract: workflows pin actions, have least permissions, keep event data out of shell code and call real commands.

Shell code of more than five lines is in `.github/scripts/`, where shellcheck checks it.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.cli.group import COMMANDS

ROOT = Path(__file__).parent.parent
FILES = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
WORKFLOWS = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
SCRIPTS = sorted((ROOT / ".github" / "scripts").iterdir())


def steps(path: Path) -> list[dict[str, Any]]:
    """Return all steps of a workflow."""
    jobs = yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"]
    return [step for job in jobs.values() for step in job["steps"]]


def scripts_of(step: dict[str, Any]) -> list[Path]:
    """Return the scripts that a step calls."""
    return [ROOT / name for name in re.findall(r"\.github/scripts/[\w.-]+", str(step.get("run", "")))]


def shell_of(step: dict[str, Any]) -> str:
    """Return the shell code of a step, including that of the scripts that it calls."""
    return "\n".join([str(step.get("run", "")), *(path.read_text(encoding="utf-8") for path in scripts_of(step))])


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
        assert "${{" not in shell_of(step), step


@WORKFLOWS
def test_every_command_and_target_exists(path):
    text = "\n".join([path.read_text(encoding="utf-8"), *map(shell_of, steps(path))])
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    commands = set(re.findall(r"bin/resource-center ([a-z-]+)", text))
    commands |= set(re.findall(r"\brun (new|rename|remove|reviewed|fix|open-period|close-period)\b", text))
    assert commands <= set(COMMANDS)
    targets = re.findall(r"(?:run: |^ *)make ([a-z-]+)", text, re.MULTILINE)
    targets += re.findall(r"\btarget=([a-z-]+)", text)
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
        text = "\n".join(map(shell_of, job["steps"]))
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
    assert all("make test" not in shell_of(step) for step in steps(ROOT / ".github/workflows/check.yml"))
    # A run that was canceled or waits for approval has no report.
    assert comment["jobs"]["comment"]["if"] == (
        """contains(fromJSON('["success", "failure", "timed_out", "startup_failure"]'), """
        "github.event.workflow_run.conclusion)"
    )


def test_the_comment_runs_only_scripts_of_the_default_branch():
    """It may write to pull requests, so it must not check out one. The report is outside the checkout."""
    workflow = yaml.safe_load((ROOT / ".github/workflows/comment.yml").read_text(encoding="utf-8"))
    [job] = workflow["jobs"].values()
    assert job["permissions"] == {"actions": "read", "contents": "read", "pull-requests": "write"}
    download, checkout, comment = job["steps"]
    assert download["uses"].startswith("actions/download-artifact@")
    assert download["with"]["path"] == "${{ runner.temp }}/report"
    assert checkout["uses"].startswith("actions/checkout@")
    assert checkout["with"] == {
        "ref": "${{ github.event.repository.default_branch }}",
        "sparse-checkout": ".github/scripts/",
        "sparse-checkout-cone-mode": False,
        "persist-credentials": False,
    }
    assert comment["run"] == ".github/scripts/post-report.sh"
    assert not re.search(r"\bgit (clone|fetch|pull|checkout)|\bgh (repo|pr checkout)", shell_of(comment))


def test_publishing_requires_the_tests_for_any_records_only():
    runs = [step.get("run") for step in steps(ROOT / ".github/workflows/publish.yml")]
    assert "make test-site" in runs
    assert "make test" not in runs


def run_installed(name: str, *arguments: str | Path, text: str = "") -> None:
    """Run a program that the tests' lock installs, with a text as its input, and assert that it finds nothing."""
    program = shutil.which(name, path=str(Path(sys.executable).parent))
    assert program, f"{name} is missing; 'make test' installs it."
    done = subprocess.run([program, *arguments], input=text, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_zizmor_finds_nothing():
    run_installed("zizmor", "--offline", "--no-progress", ROOT / ".github" / "workflows")


# ---- scripts ----


@WORKFLOWS
def test_long_shell_code_is_in_a_script(path):
    for step in steps(path):
        run = str(step.get("run", ""))
        assert len(run.splitlines()) <= 5, step
        if run:
            run_installed("shellcheck", "--shell", "bash", "-", text=run)


def test_shellcheck_finds_nothing():
    """In any shell script of the repository; `make lint` checks the same files."""
    ignored = {line.strip("/") for line in (ROOT / ".gitignore").read_text(encoding="utf-8").split()} | {".git"}
    folders = [path for path in ROOT.iterdir() if path.is_dir() and path.name not in ignored]
    files = {ROOT / ".ci" / "run", *(path for folder in folders for path in folder.rglob("*.sh"))}
    assert files >= set(SCRIPTS)
    run_installed("shellcheck", *sorted(files))
    [linted] = re.findall(r"/shellcheck (.*)", (ROOT / "Makefile").read_text(encoding="utf-8"))
    assert {path for pattern in linted.split() for path in ROOT.glob(pattern)} == files


def test_each_script_belongs_to_a_step():
    assert sorted(script for path in FILES for step in steps(path) for script in scripts_of(step)) == SCRIPTS


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_each_script_says_what_it_does_and_which_environment_variables_it_takes(script):
    assert os.access(script, os.X_OK)
    head, strict, code = script.read_text(encoding="utf-8").partition("\nset -euo pipefail\n")
    assert strict
    shebang, *comment = head.splitlines()
    assert shebang == "#!/usr/bin/env bash"
    purpose, environment = "\n".join(comment).split("\n# Environment:\n")
    assert re.fullmatch(r"(# .+\n?)+", purpose)
    named = re.findall(r"^#   (\w+) +\S", environment, re.MULTILINE)
    used = set(re.findall(r"\$\{?([A-Z_]+)\b", code))
    # `gh` reads the token itself.
    assert sorted(used | {"GH_TOKEN"} & set(named)) == sorted(named)
    # GitHub sets its own for every step; all others come from the step that calls the script.
    [step] = [step for path in FILES for step in steps(path) if script in scripts_of(step)]
    assert {name for name in named if not name.startswith(("GITHUB_", "RUNNER_"))} == set(step["env"])

"""The steps of the workflows, run as GitHub runs them, with stubs for the programs that they call."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
SCRIPTS = ".github/scripts"
COUNTED = "2 abc"
"""GitHub's answer about a pull request: the number of changed files, and the head commit."""
TOKEN = {"GH_TOKEN": "x"}
INPUTS = (*("COMMAND", "RECORD", "NEW_NAME", "ROLE", "PATHWAY", "OPENS", "CLOSES", "TIMEZONE", "SOURCE", "ADDRESS"),)
"""The boxes of the workflow "Commands"."""


def run_of(workflow: str, name: str) -> str:
    """Return the `run` of a named step."""
    jobs = yaml.safe_load((ROOT / f".github/workflows/{workflow}.yml").read_text(encoding="utf-8"))["jobs"]
    [run] = [step["run"] for job in jobs.values() for step in job["steps"] if step.get("name") == name]
    return str(run)


def run_step(folder: Path, workflow: str, name: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a step in a folder, whose `tools/` come first in PATH; add the workflows' scripts if it has none."""
    if not (folder / SCRIPTS).exists():
        shutil.copytree(ROOT / SCRIPTS, folder / SCRIPTS)
    summary = folder.with_name(f"{folder.name}-summary.md")
    defaults = {
        "PATH": f"{folder / 'tools'}:{os.environ['PATH']}",
        "HOME": str(folder),
        "REPOSITORY": "us/center",
        "GITHUB_STEP_SUMMARY": str(summary),
        "GITHUB_OUTPUT": str(folder.with_name(f"{folder.name}-output")),
    }
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", run_of(workflow, name)],
        cwd=folder,
        env={**defaults, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def tool(folder: Path, path: str, script: str) -> None:
    """Write a program into a folder."""
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    file.chmod(0o755)


def git(folder: Path, *arguments: str) -> str:
    """Run git in a folder and return its output."""
    author = ("-c", "user.name=x", "-c", "user.email=x@example.org")
    done = subprocess.run(["git", "-C", str(folder), *author, *arguments], capture_output=True, text=True, check=True)
    return done.stdout.strip()


# ---- the comment ----


def comment(
    folder: Path,
    *,
    number: str = "7",
    records_only: str = "true\ntrue\n",
    counted: str = COUNTED,
    report: str | None = "**The report**\n",
) -> str:
    """Return the comment on a pull request for which GitHub returns these answers; "" if there is none."""
    if report is not None:
        (folder / "report").mkdir()
        (folder / "report" / "changes.md").write_text(report, encoding="utf-8")
    (folder / "records-only").write_text(records_only, encoding="utf-8")
    answers = f"""case "$*" in
  *"--method GET repos/us/center/pulls "*) echo "{number}" ;;
  *pulls/7/files*) cat records-only ;;
  *pulls/7*) echo "{counted}" ;;
  *"--method POST repos/us/center/issues/7/comments"*) cp body.md posted.md ;;
  *issues/7/comments*) ;;
  *) echo "$*" >&2; exit 1 ;;
esac"""
    tool(folder, "tools/gh", answers)
    step = "Create or update the comment"
    event = {"OWNER": "them", "BRANCH": "main", "HEAD": "abc", "RUN": "RUN"}
    done = run_step(folder, "comment", step, RUNNER_TEMP=str(folder), **event, **TOKEN)
    assert done.returncode == 0, done.stderr
    posted = folder / "posted.md"
    return posted.read_text(encoding="utf-8") if posted.exists() else ""


def test_the_report_on_records_and_text_is_posted(tmp_path):
    text = comment(tmp_path)
    assert "**The report**" in text
    assert "[Preview and details](RUN)" in text


@pytest.mark.parametrize(
    ("records_only", "counted"),
    [("true\nfalse\n", COUNTED), ("true\ntrue\n", "3001 abc"), ("true\ntrue\n", "2 def")],
    ids=["code", "more files than listed", "newer head"],
)
def test_a_report_that_the_pull_requests_code_may_have_written_is_not_posted(tmp_path, records_only, counted):
    """It could say anything in our name."""
    text = comment(tmp_path, records_only=records_only, counted=counted)
    assert "The report" not in text
    assert "more than records and text" in text
    assert "[Preview and details](RUN)" in text


@pytest.mark.parametrize("report", [None, ""], ids=["no file", "an empty file"])
def test_without_a_report_the_comment_says_that_the_check_did_not_finish(tmp_path, report):
    text = comment(tmp_path, report=report)
    assert "The check did not finish. See its log." in text
    assert "[Preview and details](RUN)" in text


def test_without_a_merge_base_there_is_no_report(tmp_path):
    """It would say that nothing changes. Neither does the step run, nor does the command take an empty base."""
    step = "Report what readers will see"
    jobs = yaml.safe_load((ROOT / ".github/workflows/check.yml").read_text(encoding="utf-8"))["jobs"]
    [condition] = [one["if"] for job in jobs.values() for one in job["steps"] if one.get("name") == step]
    assert condition == "always() && steps.base.outputs.commit != ''"
    script = f'cd {ROOT} && exec {sys.executable} -m generator.cli "$1" "$2" "$3" "$OLDPWD/$4"'
    tool(tmp_path, ".venv/bin/resource-center", script)
    done = run_step(tmp_path, "check", step, MERGE_BASE="", PYTHONPATH=str(ROOT))
    assert done.returncode == 2
    assert "BASE is empty." in done.stderr
    assert not (tmp_path / "report/changes.md").exists()


def test_a_report_of_an_older_commit_is_ignored(tmp_path):
    assert comment(tmp_path, number="") == ""


# ---- commands and forms ----


def test_a_failing_command_fails_the_run_and_its_output_is_in_the_summary(tmp_path):
    tool(tmp_path, ".venv/bin/resource-center", "echo 'A record keeps its kind.' >&2; exit 2")
    names = {**dict.fromkeys(INPUTS, ""), "COMMAND": "rename", "RECORD": "sites/a", "NEW_NAME": "faqs/b"}
    assert run_step(tmp_path, "commands", "Run the command", **names).returncode == 2
    assert run_step(tmp_path, "commands", "Show the command's output").returncode == 0
    summary = tmp_path.with_name(f"{tmp_path.name}-summary.md").read_text(encoding="utf-8")
    assert summary == "````text\nA record keeps its kind.\n\n````\n"


@pytest.mark.parametrize("existing", ["", "https://github.example/pull/3"], ids=["first", "again"])
def test_a_form_that_is_labeled_again_updates_its_pull_request(tmp_path, existing):
    """The first time, a comment on the issue links to the pull request, and merging closes the issue."""
    for name in ("make", "git"):
        # 'git status' then reports a change.
        tool(tmp_path, f"tools/{name}", 'echo "$1"')
    tool(
        tmp_path,
        "tools/gh",
        f"""echo "$*" >> calls
case "$*" in
  "pr list"*) echo "{existing}" ;;
  "pr create"*) [ -z "{existing}" ] || exit 1; echo https://github.example/pull/3 ;;
esac""",
    )
    (tmp_path / "answer.md").write_text("Fine.\n", encoding="utf-8")
    done = run_step(tmp_path, "form", "Reply or open a pull request", NUMBER="5", CODE="0", **TOKEN)
    assert done.returncode == 0, done.stderr
    calls = (tmp_path / "calls").read_text(encoding="utf-8")
    assert ("pr edit https://github.example/pull/3" in calls) == bool(existing)
    assert ("issue comment 5" in calls) != bool(existing)
    assert "workflow run check.yml --repo us/center --ref form-5" in calls
    assert "Closes #5" in (tmp_path / "body.md").read_text(encoding="utf-8")


def test_a_form_that_makes_no_record_gets_the_output_as_a_reply(tmp_path):
    tool(tmp_path, "tools/git", 'echo "$1"')
    tool(tmp_path, "tools/gh", 'echo "$*" >> calls')
    (tmp_path / "answer.md").write_text("Use one of …\n", encoding="utf-8")
    done = run_step(tmp_path, "form", "Reply or open a pull request", NUMBER="5", CODE="1", **TOKEN)
    assert done.returncode == 0, done.stderr
    calls = (tmp_path / "calls").read_text(encoding="utf-8")
    assert calls == "issue comment 5 --repo us/center --body-file body.md\n"
    text = (tmp_path / "body.md").read_text(encoding="utf-8")
    assert text == "Result of the check:\n\n````text\nUse one of …\n\n````\n"


PERIOD = "open-period --opens 1 --closes 2 --timezone UTC"


@pytest.mark.parametrize(
    ("given", "arguments"),
    [
        ("new RECORD=sites/a", "new -- sites a"),
        ("new RECORD=data/sites/a.yml", "new -- sites a"),
        ("rename RECORD=sites/a NEW_NAME=b", "rename --write -- sites/a b"),
        ("remove RECORD=sites/a", "remove --write -- sites/a"),
        ("reviewed RECORD=sites/a ROLE=editor", "reviewed --by editor -- sites/a"),
        ("reviewed RECORD=sites/a,faqs/b,\nfaqs/c ROLE=editor", "reviewed --by editor -- sites/a faqs/b faqs/c"),
        ("reviewed ROLE=editor", "reviewed --by editor --"),
        ("fix", "fix --write"),
        ("open-period PATHWAY=a OPENS=1 CLOSES=2 TIMEZONE=UTC", f"{PERIOD} -- a"),
        (
            "open-period PATHWAY=a OPENS=1 CLOSES=2 TIMEZONE=UTC SOURCE=T ADDRESS=U",
            f"{PERIOD} --source T --url U -- a",
        ),
        ("close-period RECORD=a CLOSES=2", "close-period --on 2 -- a"),
    ],
)
def test_each_command_gets_its_arguments(tmp_path, given, arguments):
    """GitHub sets an input that was left empty to ""."""
    tool(tmp_path, ".venv/bin/resource-center", 'echo "$@"')
    command, *values = given.split(" ")
    names = {**dict.fromkeys(INPUTS, ""), "COMMAND": command, **dict(value.split("=") for value in values)}
    done = run_step(tmp_path, "commands", "Run the command", **names)
    assert (done.returncode, done.stdout) == (0, f"{arguments}\n"), done.stderr


def test_each_box_of_the_commands_workflow_reaches_the_script_by_its_name():
    """No box is called "first": its name says what belongs in it, and its description for which commands."""
    workflow = yaml.safe_load((ROOT / ".github/workflows/commands.yml").read_text(encoding="utf-8"))
    # YAML 1.1 reads the key 'on' as true.
    inputs = workflow[True]["workflow_dispatch"]["inputs"]
    # More cannot be shown in every version of GitHub.
    assert len(inputs) <= 10
    [step] = [step for step in workflow["jobs"]["run"]["steps"] if step.get("name") == "Run the command"]
    assert step["env"] == {name.upper(): f"${{{{ inputs.{name} }}}}" for name in inputs}
    assert set(INPUTS) == set(step["env"])
    commands = inputs["command"]["options"]
    for name, box in inputs.items():
        if name != "command":
            before, _, _ = box["description"].partition(":")
            assert set(before.split(", ")) <= set(commands), name


@pytest.mark.parametrize("changed", [True, False])
def test_a_command_that_changes_something_opens_a_pull_request(tmp_path, changed):
    tool(tmp_path, "tools/make", "exit 1")
    tool(tmp_path, "tools/git", f'case "$1" in status) {"echo x" if changed else ""} ;; *) echo "$*" >> calls ;; esac')
    tool(tmp_path, "tools/gh", 'echo "gh $*" >> calls; echo ADDRESS')
    (tmp_path / "output.txt").write_text("Renamed.\n", encoding="utf-8")
    done = run_step(tmp_path, "commands", "Open a pull request", COMMAND="rename", RUN="9", **TOKEN)
    assert done.returncode == 0, done.stderr
    summary = tmp_path.with_name(f"{tmp_path.name}-summary.md").read_text(encoding="utf-8")
    calls = (tmp_path / "calls").read_text(encoding="utf-8") if changed else ""
    if changed:
        assert "push --quiet https://x-access-token:x@github.com/us/center.git HEAD:refs/heads/rename-9\n" in calls
        assert "gh pr create --repo us/center --head rename-9" in calls
        assert calls.count("--ref rename-9\n") == 2
        assert (tmp_path / "body.md").read_text(encoding="utf-8") == "````text\nRenamed.\n````\n"
    assert summary == ("ADDRESS\n" if changed else "Nothing changed.\n")
    assert (tmp_path / "calls").exists() == changed


# ---- maintenance ----


@pytest.mark.parametrize("existing", ["", "8"], ids=["first", "again"])
def test_the_maintenance_report_is_kept_in_one_issue(tmp_path, existing):
    tool(tmp_path, "tools/gh", f'echo "$*" >> calls; case "$*" in "issue list"*) echo "{existing}" ;; esac')
    done = run_step(tmp_path, "maintenance", "Update the issue", **TOKEN)
    assert done.returncode == 0, done.stderr
    _, *calls = (tmp_path / "calls").read_text(encoding="utf-8").splitlines()
    starts = ["issue edit 8"] if existing else ["label create maintenance", "issue create --repo us/center"]
    assert [call.startswith(start) for call, start in zip(calls, starts, strict=True)] == [True] * len(starts)


# ---- published URLs ----


@pytest.fixture
def branch(tmp_path: Path) -> Path:
    """Return a clone on a branch whose list has an unpublished URL; the main branch has a newer commit."""
    remote, work = tmp_path / "remote", tmp_path / "work"
    (remote / "data").mkdir(parents=True)
    (remote / "content").mkdir()
    (remote / "content/index.md").write_text("x", encoding="utf-8")
    (remote / "CONTRIBUTING.md").write_text("x", encoding="utf-8")
    shutil.copytree(ROOT / SCRIPTS, remote / SCRIPTS)
    published = remote / "data/.published.txt"
    published.write_text("/\n", encoding="utf-8")
    git(remote, "init", "--quiet", "--initial-branch", "main")
    git(remote, "add", ".")
    git(remote, "commit", "--quiet", "-m", "a")
    git(remote, "switch", "--quiet", "-c", "topic")
    published.write_text("/\n/sites/misspelt/\n", encoding="utf-8")
    git(remote, "commit", "--quiet", "-am", "b")
    git(remote, "switch", "--quiet", "main")
    published.write_text("/\n/sites/of-somebody-else/\n", encoding="utf-8")
    git(remote, "commit", "--quiet", "-am", "c")
    git(tmp_path, "clone", "--quiet", str(remote), str(work))
    git(work, "switch", "--quiet", "topic")
    return work


@pytest.mark.parametrize(
    ("workflow", "step"),
    [("check", "Restore the list of published URLs from the merge base"), ("tests", "Choose the tests")],
)
def test_a_url_counts_as_published_only_on_the_main_branch(branch, workflow, step):
    """A URL that a pull request corrects was never published, and URLs that are new on main are not reported."""
    done = run_step(branch, workflow, step, BASE="main")
    assert done.returncode == 0, done.stderr
    assert (branch / "data/.published.txt").read_text(encoding="utf-8") == "/\n"


def test_the_check_gets_the_files_that_a_pull_request_changes(branch):
    tool(branch, ".venv/bin/resource-center", 'echo "$@"; cat "$5"')
    merge_base = git(branch, "merge-base", "HEAD", "origin/main")
    done = run_step(branch, "check", "Report problems", MERGE_BASE=merge_base, RUNNER_TEMP=str(branch.parent))
    assert done.returncode == 0, done.stderr
    changed = branch.parent / "changed.txt"
    assert done.stdout == f"check --format github --changed {changed}\ndata/.published.txt\n"


def test_generated_files_start_from_the_published_urls_of_the_merge_base(branch):
    head, base = git(branch, "rev-parse", "HEAD"), git(branch, "rev-parse", "origin/main")
    git(branch, "switch", "--quiet", "--detach", "origin/main")
    step = "Check out the branch's records over the main branch's code"
    done = run_step(branch, "generated", step, HEAD=head, BASE=base)
    assert done.returncode == 0, done.stderr
    assert (branch / "data/.published.txt").read_text(encoding="utf-8") == "/\n"


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("data/sites/a.yml", "test-site"),
        ("content/index.md", "test-site"),
        ("CONTRIBUTING.md", "test-site"),
        ("generator/a.py", "test"),
        ("data.py", "test"),
        (".github/workflows/check.yml", "test"),
    ],
)
def test_all_tests_run_if_more_than_records_and_text_changes(branch, path, target):
    (branch / path).parent.mkdir(parents=True, exist_ok=True)
    (branch / path).write_text("y", encoding="utf-8")
    git(branch, "add", ".")
    git(branch, "commit", "--quiet", "-m", "d")
    done = run_step(branch, "tests", "Choose the tests", BASE="main")
    assert done.returncode == 0, done.stderr
    output = branch.with_name(f"{branch.name}-output").read_text(encoding="utf-8")
    assert output == f"target={target}\n"


def github(branch: Path) -> dict[str, str]:
    """Return Git's settings that make a push to GitHub arrive in the clone's remote."""
    return {
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": f"url.{branch.with_name('remote')}.insteadOf",
        "GIT_CONFIG_VALUE_0": "https://x-access-token:x@github.com/us/center.git",
    }


@pytest.mark.parametrize("update", ["/\n/sites/corrected/\n", ""], ids=["something", "nothing"])
def test_updated_files_are_pushed_and_their_checks_are_started(branch, update):
    """On top of the branch's last commit; if nothing changed, nothing is pushed and no check is started."""
    head = git(branch, "rev-parse", "HEAD")
    (branch / ".github/ISSUE_TEMPLATE").mkdir(parents=True)
    if update:
        (branch / "data/.published.txt").write_text(update, encoding="utf-8")
    tool(branch, "tools/gh", "echo $* >> calls")
    done = run_step(branch, "generated", "Commit the updates", BRANCH="topic", HEAD=head, **TOKEN, **github(branch))
    assert done.returncode == 0, done.stderr
    tip = git(branch.with_name("remote"), "rev-parse", "topic")
    calls = (branch / "calls").read_text(encoding="utf-8").splitlines() if (branch / "calls").exists() else []
    if update:
        assert git(branch.with_name("remote"), "rev-parse", "topic^") == head
        assert git(branch.with_name("remote"), "show", "topic:data/.published.txt") == update.strip()
        assert calls == [f"workflow run {name}.yml --repo us/center --ref topic" for name in ("check", "tests")]
    else:
        assert (tip, calls) == (head, [])


def test_no_script_of_the_branch_runs_when_updated_files_are_committed(branch):
    """The step checks out the branch while its own script, from the main branch, is running."""
    for script in (branch / SCRIPTS).iterdir():
        lines = len(script.read_text(encoding="utf-8").splitlines())
        script.write_text("#!/usr/bin/env bash\n" + "touch theirs\n" * lines, encoding="utf-8")
    git(branch, "commit", "--quiet", "-am", "d")
    head = git(branch, "rev-parse", "HEAD")
    git(branch, "push", "--quiet", "origin", "topic")
    git(branch, "switch", "--quiet", "--detach", "origin/main")
    (branch / ".github/ISSUE_TEMPLATE").mkdir(parents=True)
    (branch / "data/.published.txt").write_text("/\n/sites/corrected/\n", encoding="utf-8")
    tool(branch, "tools/gh", "exit 0")
    done = run_step(branch, "generated", "Commit the updates", BRANCH="topic", HEAD=head, **TOKEN, **github(branch))
    assert done.returncode == 0, done.stderr
    assert not (branch / "theirs").exists()
    remote = branch.with_name("remote")
    assert git(remote, "rev-parse", "topic^") == head
    assert git(remote, "diff", "--name-only", "topic^", "topic") == "data/.published.txt"


# ---- publishing ----


@pytest.mark.parametrize(
    ("variable", "url"),
    [("", "https://us.github.io/center/"), ("https://center.example/", "https://center.example/")],
    ids=["from the settings of Pages", "from the variable"],
)
def test_the_site_is_built_for_the_address_at_which_it_is_published(tmp_path, variable, url):
    """Without it, the links of 404.html would leave the folder of a site in a folder."""
    answer = '[ "$*" = "api repos/us/center/pages --jq .html_url" ] && echo https://us.github.io/center/'
    tool(tmp_path, "tools/gh", answer)
    done = run_step(tmp_path, "publish", "Find the address of the site", SITE_URL=variable, **TOKEN)
    assert done.returncode == 0, done.stderr
    output = tmp_path.with_name(f"{tmp_path.name}-output").read_text(encoding="utf-8")
    assert output == f"url={url}\n"
    steps = yaml.safe_load((ROOT / ".github/workflows/publish.yml").read_text(encoding="utf-8"))["jobs"]["build"][
        "steps"
    ]
    [build] = [step["env"]["SITE_URL"] for step in steps if step.get("name") == "Build"]
    assert build == "${{ steps.address.outputs.url }}"


def test_a_site_without_a_known_address_is_not_published(tmp_path):
    tool(tmp_path, "tools/gh", "exit 1")
    assert run_step(tmp_path, "publish", "Find the address of the site", SITE_URL="", **TOKEN).returncode != 0

"""The command that lists every problem in a project: check."""

import datetime as dt
import os
import re
from collections.abc import Iterable
from pathlib import Path

import click

from generator.base.problems import MORE_MAY_FOLLOW, Problem, has_errors, report, to_github, to_json
from generator.cli.output import echo, encodes_everything
from generator.cli.parameters import today_option
from generator.cli.workspace import Workspace
from generator.project.project import open_project
from generator.records.data_folder import bytes_of
from generator.text.github_markdown import PROBLEM_GUIDE, SUMMARY_BYTES, to_summary
from generator.yaml_files.yaml_source import read

FORMATS = ("text", "json", "github")
SAFE_URL = re.compile(r"https://[\w./-]+")
"""A URL without any character that has a meaning in Markdown."""


@click.command()
@click.option(
    "--format", "output_format", type=click.Choice(FORMATS), default="text", show_default=True, help="Output format."
)
@click.option(
    "--summary",
    "summary_file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Also append the full list to this file as Markdown. With --format github, the default is the job summary.",
)
@click.option(
    "--changed",
    "changed_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="With --format github, list problems in certain files first: those named in this file, one path per line.",
)
@today_option
@click.pass_obj
def check(
    workspace: Workspace, output_format: str, summary_file: Path | None, changed_file: Path | None, today: dt.date
) -> None:
    """List every problem in data/ and content/.

    The exit status is 1 if any problem is an error, and 0 if there are only warnings.
    """
    _, problems = open_project(workspace.root, workspace.kinds, today=today)
    if output_format == "github" and summary_file is None and os.environ.get("GITHUB_STEP_SUMMARY"):
        summary_file = Path(os.environ["GITHUB_STEP_SUMMARY"])
    guide = guide_url(workspace.root)
    has_summary = summary_file is not None and _append_summary(summary_file, problems, guide)
    if output_format == "github":
        rest = (
            "See the job summary for all of them." if has_summary else "Fix these first; the next check lists the rest."
        )
        paths = changed_file.read_text(encoding="utf-8", errors="replace").splitlines() if changed_file else ()
        text = to_github(problems, guide, rest, frozenset(paths))
    else:
        text = to_json(problems, only_ascii=not encodes_everything()) if output_format == "json" else report(problems)
    if text:
        echo(text)
    if output_format == "text" and has_errors(problems):
        echo(MORE_MAY_FOLLOW, err=True)
    raise SystemExit(1 if has_errors(problems) else 0)


def _append_summary(path: Path, problems: Iterable[Problem], guide: str) -> bool:
    """Append the list of problems to a file that other steps may have written to; return whether that succeeded."""
    try:
        size = path.stat().st_size if path.exists() else 0
        with path.open("ab") as file:
            file.write(to_summary(problems, guide, SUMMARY_BYTES - size).encode("utf-8", "backslashreplace"))
    except OSError as error:
        echo(f"Could not write the summary to {path}: {error.strerror}.", err=True)
        return False
    return True


def guide_url(root: Path) -> str:
    """Return where the guide to problem codes can be read: its URL on GitHub if known, else its path in the project.

    A fork can put any URL into its settings, so one with a character that Markdown interprets is not used.
    """
    server, name = os.environ.get("GITHUB_SERVER_URL"), os.environ.get("GITHUB_REPOSITORY")
    content, _ = bytes_of(root / "data/site.yml", "data/site.yml")
    source, _ = read("data/site.yml", content or b"")
    repository = f"{server}/{name}" if server and name else source and source.data.get("repository")
    if not isinstance(repository, str) or not SAFE_URL.fullmatch(repository):
        return PROBLEM_GUIDE
    return f"{repository.rstrip('/')}/blob/main/{PROBLEM_GUIDE}"


COMMANDS = (check,)

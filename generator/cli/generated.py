"""The commands that write generated files: schemas, problem-guide and published-urls."""

from pathlib import Path

import click

from generator.base.problems import report
from generator.checks.published_urls import PUBLISHED_URLS
from generator.cli.output import open_or_exit
from generator.cli.workspace import Workspace
from generator.editing.generated.problem_guide import to_page
from generator.editing.generated_files import out_of_date, to_files
from generator.editing.generated_files import write as write_files
from generator.project.file_changes import apply, change_to
from generator.text.github_markdown import PROBLEM_GUIDE

check_option = click.option(
    "--check", "only_check", is_flag=True, help="Write nothing; exit with status 1 if a file is out of date."
)


@click.command()
@check_option
@click.pass_obj
def schemas(workspace: Workspace, only_check: bool) -> None:
    """Write the JSON Schemas, VS Code settings and issue forms.

    Also adds the first line of each record, which names its schema.
    """
    files = to_files(open_or_exit(workspace))
    if only_check:
        problems = out_of_date(workspace.root, files)
        if problems:
            click.echo(report(problems), err=True)
        raise SystemExit(1 if problems else 0)
    for name in write_files(workspace.root, files):
        click.echo(f"Wrote {name}.")


@click.command("problem-guide")
@check_option
@click.pass_obj
def problem_guide(workspace: Workspace, only_check: bool) -> None:
    """Write data/PROBLEMS.md, the guide to problem codes."""
    _write(workspace.root, PROBLEM_GUIDE, to_page(workspace.kinds), only_check, "problem-guide")


@click.command("published-urls")
@check_option
@click.pass_obj
def published_urls(workspace: Workspace, only_check: bool) -> None:
    """Add new URLs to data/.published.txt.

    The file lists every URL that was ever published, so that the check can report one that is gone.
    """
    text = open_or_exit(workspace).to_published_urls()
    _write(workspace.root, PUBLISHED_URLS, text, only_check, "published-urls")


def _write(root: Path, name: str, text: str, only_check: bool, command: str) -> None:
    """Write a file if its text is new; with `only_check`, exit with status 1 instead."""
    change = change_to(root, name, text.encode())
    if change.before == change.after:
        return
    if only_check:
        click.echo(f"{name} is out of date. Run: resource-center {command}", err=True)
        raise SystemExit(1)
    apply(root, [change])
    click.echo(f"Wrote {name}.")


COMMANDS = (schemas, problem_guide, published_urls)

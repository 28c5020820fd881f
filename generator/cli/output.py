"""What commands print and how they end: text in any encoding, problems, and refused changes."""

import errno
import sys
from collections.abc import Iterable
from pathlib import Path

import click

from generator.base.problems import CHECK_DISK, describe, report
from generator.cli.workspace import Workspace
from generator.editing.records.changes import to_diff
from generator.pages.templates import TemplateError, explain_template_error
from generator.project.file_changes import Change, RefusedError
from generator.project.project import Project, open_project


def echo(text: object, *, err: bool = False) -> None:
    """Print a text. Bytes of a file name or an argument that are not UTF-8 are escaped."""
    click.echo(printable(str(text)), err=err)


def printable(text: str) -> str:
    """Return a text in which bytes of a file name or an argument that are not UTF-8 are escaped."""
    return text.encode("utf-8", "backslashreplace").decode()


def encodes_everything() -> bool:
    """Return whether the encoding of the output has every character."""
    return (getattr(sys.stdout, "encoding", None) or "utf-8").lower().startswith("utf")


def open_or_exit(workspace: Workspace, repository: str = "") -> Project:
    """Return the project. If it has errors, print them and exit with status 1."""
    project, problems = open_project(workspace.root, workspace.kinds, repository=repository)
    if project is None:
        click.echo(report(problems), err=True)
        raise SystemExit(1)
    return project


def echo_diff(changes: Iterable[Change]) -> None:
    """Print the changed lines, if there are any."""
    difference = to_diff(changes)
    if difference:
        echo(difference)


def explain_failure(error: Exception, root: Path) -> str | None:
    """Return what to print for an error that ends a command; None if it is a bug, or click handles it."""
    if isinstance(error, RefusedError):
        return printable("\n".join([*([report(error.problems)] if error.problems else []), str(error)]))
    if isinstance(error, TemplateError):
        return printable(f"Error: {explain_template_error(error, root)}")
    # Click ends quietly if whoever reads the output has gone, as `head` has after ten lines.
    if isinstance(error, OSError) and error.errno != errno.EPIPE:
        return printable(f"Nothing was changed. {describe(error)} {CHECK_DISK}")
    return None

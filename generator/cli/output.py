"""What commands print and how they end: text in any encoding, problems, and refused changes."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import click

from generator.base.problems import report
from generator.cli.workspace import Workspace
from generator.editing.records.changes import to_diff
from generator.project.file_changes import Change, RefusedError
from generator.project.project import Project, open_project


def echo(text: object, *, err: bool = False) -> None:
    """Print a text. Bytes of a file name or an argument that are not UTF-8 are escaped."""
    click.echo(str(text).encode("utf-8", "backslashreplace").decode(), err=err)


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


@contextmanager
def exit_if_refused() -> Iterator[None]:
    """If a change is refused or cannot be written, print why and exit with status 1."""
    try:
        yield
    except RefusedError as error:
        if error.problems:
            echo(report(error.problems), err=True)
        echo(error, err=True)
    except OSError as error:
        echo(f"Nothing was changed: {error.strerror or error}.", err=True)
    else:
        return
    raise SystemExit(1)

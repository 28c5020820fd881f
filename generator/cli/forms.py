"""The command that turns a submitted issue form into a record: from-form."""

from pathlib import Path

import click

from generator.base.problems import has_errors, report
from generator.cli.workspace import Workspace
from generator.editing.forms.form_answers import LONGEST_EVENT
from generator.editing.forms.submission import Proposal, propose, write


@click.command("from-form")
@click.argument("event_file", metavar="EVENT", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--write", "do_write", is_flag=True, help="Write the record if it has no errors.")
@click.pass_obj
def from_form(workspace: Workspace, event_file: Path, do_write: bool) -> None:
    """Create a record from a submitted issue form.

    EVENT is the file with GitHub's event payload (GITHUB_EVENT_PATH). The exit status is 1 if there are errors.
    """
    with event_file.open("rb") as file:
        proposal, problems = propose(workspace.root, workspace.kinds, file.read(LONGEST_EVENT + 1))
    if proposal is not None:
        problems = list(proposal.problems)
        _show(proposal)
    if problems:
        click.echo(_escape(report(problems)))
    if proposal is None or has_errors(problems):
        raise SystemExit(1)
    if not proposal.is_record:
        click.echo("Corrections are made by hand. Open the file and compare it with the source.")
    elif do_write:
        write(workspace.root, proposal)
        click.echo(f"Wrote {proposal.path}.")


def _show(proposal: Proposal) -> None:
    """Print the proposed text with a bar before each line, so that no submitted line can look like our own output."""
    heading = (
        f"Proposed record {proposal.path}:"
        if proposal.is_record
        else f"Proposed correction to {proposal.path or 'an unknown record'}:"
    )
    click.echo("\n".join([heading, "", *(f"| {_escape(line)}".rstrip() for line in proposal.text.splitlines()), ""]))


def _escape(text: str) -> str:
    """Return a text without characters that control a terminal, and without '##[', which starts a runner command."""
    printable = "".join(
        character if character.isprintable() or character == "\n" else ascii(character)[1:-1] for character in text
    )
    return printable.replace("##[", "## [")


COMMANDS = (from_form,)

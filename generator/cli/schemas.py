"""The commands for what is made from the record classes: schemas and forms, and the records that forms make."""

from pathlib import Path

import click

from generator.base.problems import has_errors, report
from generator.cli.upkeep import opened
from generator.editing.forms.form_answers import LONGEST_EVENT
from generator.editing.forms.submission import Proposal, propose, write
from generator.editing.generated_files import out_of_date, to_files
from generator.editing.generated_files import write as write_files
from generator.kinds import KINDS


@click.command()
@click.option("--check", "only_check", is_flag=True, help="Exit 1 if a file is out of date; write nothing.")
@click.pass_obj
def schemas(root: Path, only_check: bool) -> None:
    """Write the schemas, the first line of each record, VS Code's settings and the issue forms."""
    files = to_files(opened(root))
    if only_check:
        problems = out_of_date(root, files)
        if problems:
            click.echo(report(problems), err=True)
        raise SystemExit(1 if problems else 0)
    for name in write_files(root, files):
        click.echo(f"Wrote {name}.")


@click.command("from-form")
@click.argument("event", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--write", "do_write", is_flag=True, help="Write the record if there are no errors.")
@click.pass_obj
def from_form(root: Path, event: Path, do_write: bool) -> None:
    """Turn a completed issue form into a record. EVENT is the file with GitHub's event. Exit 1 if there are errors."""
    with event.open("rb") as file:
        proposal, problems = propose(root, KINDS, file.read(LONGEST_EVENT + 1))
    if proposal is not None:
        problems = list(proposal.problems)
        _show(proposal)
    if problems:
        click.echo(_inert(report(problems)))
    if proposal is None or has_errors(problems):
        raise SystemExit(1)
    if not proposal.is_record:
        click.echo("Corrections are made by hand. Open the file and compare it with the source.")
    elif do_write:
        write(root, proposal)
        click.echo(f"Wrote {proposal.path}.")


def _show(proposal: Proposal) -> None:
    """Print the proposed text with a bar before each line, so that no line of the issue starts a line of output."""
    header = (
        f"Proposed record {proposal.path}:"
        if proposal.is_record
        else f"Proposed correction to {proposal.path or 'an unknown record'}:"
    )
    click.echo("\n".join([header, "", *(f"| {_inert(line)}".rstrip() for line in proposal.text.splitlines()), ""]))


def _inert(text: str) -> str:
    """Escape control characters, and what GitHub's runner would read as a command ('##[…]')."""
    escaped = "".join(char if char.isprintable() or char == "\n" else ascii(char)[1:-1] for char in text)
    return escaped.replace("##[", "## [")


COMMANDS = (schemas, from_form)

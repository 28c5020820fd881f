"""The command that writes the page on which editors read what a code means."""

from pathlib import Path

import click

from generator.editing.generated.problem_guide import to_page
from generator.kinds import KINDS
from generator.project.file_changes import apply, change_to
from generator.text.github_markdown import PAGE_OF_CODES


@click.command()
@click.option("--check", "only_check", is_flag=True, help="Exit 1 if the page is out of date; write nothing.")
@click.pass_obj
def codes(root: Path, only_check: bool) -> None:
    """Write the page that explains each problem of the check."""
    change = change_to(root, PAGE_OF_CODES, to_page(KINDS).encode())
    if change.before == change.after:
        return
    if only_check:
        click.echo(f"{PAGE_OF_CODES} is out of date. Run: resource-center codes", err=True)
        raise SystemExit(1)
    apply(root, [change])
    click.echo(f"Wrote {PAGE_OF_CODES}.")


COMMANDS = (codes,)

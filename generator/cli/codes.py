"""The command that writes the page on which editors read what a code means."""

from pathlib import Path

import click

from generator.editing.generated.problem_guide import to_page
from generator.kinds import KINDS
from generator.text.github_markdown import PROBLEM_GUIDE


@click.command()
@click.option("--check", "only_check", is_flag=True, help="Exit 1 if the page is out of date; write nothing.")
@click.pass_obj
def codes(root: Path, only_check: bool) -> None:
    """Write the page that explains each problem of the check."""
    path, text = root / PROBLEM_GUIDE, to_page(KINDS)
    if path.is_file() and path.read_text(encoding="utf-8") == text:
        return
    if only_check:
        click.echo(f"{PROBLEM_GUIDE} is out of date. Run: resource-center codes", err=True)
        raise SystemExit(1)
    path.write_text(text, encoding="utf-8")
    click.echo(f"Wrote {PROBLEM_GUIDE}.")


COMMANDS = (codes,)

"""The command line: the only place that prints. Each module holds the commands of one purpose."""

from pathlib import Path

import click

from generator.cli import codes, difference, records, schemas, site, upkeep


@click.group()
@click.option(
    "--root", type=click.Path(exists=True, file_okay=False, path_type=Path), default=".", help="The project's folder."
)
@click.pass_context
def main(context: click.Context, root: Path) -> None:
    """Check the records and prose of the resource center, and build its site."""
    context.obj = root.resolve()


for module in (site, records, codes, difference, schemas, upkeep):
    for command in module.COMMANDS:
        main.add_command(command)

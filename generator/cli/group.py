"""The list of commands. Each module holds the commands of one purpose."""

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from generator.base.cache import program_digest

COMMANDS: Mapping[str, tuple[str, str]] = {
    "build": ("site", "Build the site: all of it, or nothing where anything is wrong."),
    "check": ("site", "Name every problem with its place."),
    "close-period": ("records", "Change the last day of an application period, for example to close it early."),
    "codes": ("codes", "Write the page that explains each problem of the check."),
    "coordinates": ("site", "Find the coordinates of every town that a record names without them."),
    "diff": (
        "difference",
        "Say in Markdown what changes for readers since BASE: a folder with another checkout, or a revision of git.",
    ),
    "fix": ("records", "Fix common mistakes that have only one solution, in all records at once."),
    "from-form": ("schemas", "Turn a completed issue form into a record. EVENT is the file with GitHub's event."),
    "guard": ("upkeep", "Say what should not be published although nothing is wrong."),
    "ledger": ("site", "Add today's addresses to the list of all that were ever published."),
    "links": ("upkeep", "Ask every outside address that pages name whether it still answers, and report it."),
    "new": ("records", "Create a record: write data/KIND/SLUG.yml with a line for each field to fill in."),
    "open-period": (
        "records",
        "Announce when applications for PATHWAY open and close, as in: open-period mentee.",
    ),
    "rename": ("records", "Rename a record, as in: rename sites/old-name sites/new-name."),
    "reviewed": (
        "records",
        "Mark a record as reviewed by program staff: set 'reviewed' to the date and the reviewer's role.",
    ),
    "schemas": ("schemas", "Write the schemas, the first line of each record, VS Code's settings and the issue forms."),
    "upkeep": ("upkeep", "Say what grew old, what is open and what is missing, as Markdown."),
}
"""The module of each command, and its first sentence: the list of commands is shown without loading any of them."""


PROGRAM = "generator.program_digest"
"""Where the context keeps the digest of the program's own files (see `cache.program_digest`)."""


class CommandGroup(click.Group):
    """Loads a command's module when the command is called: most of them need libraries that load slowly."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name."""
        if cmd_name not in COMMANDS:
            return None
        commands: tuple[click.Command, ...] = import_module(f"generator.cli.{COMMANDS[cmd_name][0]}").COMMANDS
        return next(command for command in commands if command.name == cmd_name)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command. An error in a template, or a file that cannot be written, ends it with a message."""
        try:
            return super().invoke(ctx)
        except Exception as error:
            from generator.base.problems import report
            from generator.pages.templates import TemplateError, explain
            from generator.project.file_changes import RefusedError

            if isinstance(error, RefusedError):
                if error.problems:
                    click.echo(report(error.problems), err=True)
                click.echo(error, err=True)
                raise SystemExit(1) from None
            if isinstance(error, TemplateError):
                raise click.ClickException(explain(error, ctx.obj)) from error
            raise

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands."""
        width = formatter.width - 6 - max(map(len, COMMANDS))
        with formatter.section("Commands"):
            formatter.write_dl([(name, _shorten(COMMANDS[name][1], width)) for name in self.list_commands(ctx)])


def _shorten(sentence: str, width: int) -> str:
    """A sentence as click shortens the help of a command."""
    return click.Command("", short_help=sentence).get_short_help_str(width)


@click.command(cls=CommandGroup)
@click.option(
    "--root", type=click.Path(exists=True, file_okay=False, path_type=Path), default=".", help="The project's folder."
)
@click.pass_context
def main(context: click.Context, root: Path) -> None:
    """Check the records and prose of the resource center, and build its site."""
    # Whoever starts the program gives the digest of its files as they were before it was loaded.
    context.meta[PROGRAM] = context.obj or program_digest()
    context.obj = root.resolve()

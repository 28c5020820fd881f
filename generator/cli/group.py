"""The list of commands, which is shown without loading them. Each module has the commands for one purpose."""

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path

import click

from generator.base.cache import program_digest
from generator.cli.workspace import Workspace

COMMANDS: Mapping[str, tuple[str, str]] = {
    "build": ("build", "Build the site."),
    "check": ("check", "List every problem in data/ and content/."),
    "close-period": ("applications", "Change the last day of an application period."),
    "diff": ("diff", "Report what changes for readers since BASE, as Markdown."),
    "fix": ("records", "Fix problems that have only one possible solution."),
    "from-form": ("forms", "Create a record from a submitted issue form."),
    "geocode": ("records", "Look up the coordinates of towns that have none."),
    "links": ("review", "Check external links, and report the dead ones as Markdown."),
    "maintenance": ("review", "Report reviews due, open questions and gaps, as Markdown."),
    "new": ("records", "Create a record: data/KIND/SLUG.yml."),
    "open-period": ("applications", "Set when applications open and close."),
    "problem-guide": ("generated", "Write data/PROBLEMS.md, the guide to problem codes."),
    "publish-gate": ("review", "Check that the site is ready to publish."),
    "published-urls": ("generated", "Add new URLs to data/.published.txt."),
    "remove": ("records", "Take down a record at the request of the people it describes."),
    "rename": ("records", "Rename a record, and update everything that refers to it."),
    "reviewed": ("records", "Mark records as reviewed."),
    "schemas": ("generated", "Write the JSON Schemas, VS Code settings and issue forms."),
}
"""The module and the first sentence of each command."""

ALIASES: Mapping[str, str] = {
    "codes": "problem-guide",
    "coordinates": "geocode",
    "guard": "publish-gate",
    "ledger": "published-urls",
    "upkeep": "maintenance",
}
"""The former names of commands. They still work, and no list shows them."""


class CommandGroup(click.Group):
    """Loads a command's module when the command is called: most of them need libraries that load slowly."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command with a name, or with that former name."""
        name = ALIASES.get(cmd_name, cmd_name)
        if name not in COMMANDS:
            return None
        commands: tuple[click.Command, ...] = import_module(f"generator.cli.{COMMANDS[name][0]}").COMMANDS
        return next(command for command in commands if command.name == name)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the name and command that the arguments call. Help and errors show its present name."""
        name, command, rest = super().resolve_command(ctx, args)
        return (command.name if command else name), command, rest

    def invoke(self, ctx: click.Context) -> object:
        """Run a command. An error in a template, or a file that cannot be written, ends it with a message."""
        try:
            return super().invoke(ctx)
        except Exception as error:
            from generator.cli.output import explain_failure

            message = explain_failure(error, ctx.ensure_object(Workspace).root)
            if message is None:
                raise
            click.echo(message, err=True)
            raise SystemExit(1) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands."""
        width = formatter.width - 6 - max(map(len, COMMANDS))
        with formatter.section("Commands"):
            formatter.write_dl([(name, _shorten(COMMANDS[name][1], width)) for name in self.list_commands(ctx)])


def _shorten(sentence: str, width: int) -> str:
    """Shorten a sentence as click shortens the help of a command."""
    return click.Command("", short_help=sentence).get_short_help_str(width)


@click.command(cls=CommandGroup)
@click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    help="The project's folder. The default is the current folder.",
)
@click.pass_context
def main(context: click.Context, root: Path) -> None:
    """Check the resource center's records and pages, and build its site."""
    from generator.kinds import KINDS

    given = context.obj or Workspace()
    context.obj = Workspace(root.resolve(), given.kinds or KINDS, given.program or program_digest())

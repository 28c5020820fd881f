"""The list of commands, which is shown without loading them, agrees with the commands."""

import re
from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules

import click
import pytest
from command import resource_center

from generator import cli
from generator.cli.group import COMMANDS


def commands() -> Iterator[tuple[str, click.Command]]:
    """Every command of every module, with the module's name."""
    for module in iter_modules(cli.__path__):
        if module.name not in ("__main__", "group"):
            for command in vars(import_module(f"generator.cli.{module.name}")).get("COMMANDS", ()):
                yield module.name, command


def defined_commands() -> set[tuple[str, str | None]]:
    """The module and the name of every command that a module defines, listed by it or not."""
    return {
        (module.name, value.name)
        for module in iter_modules(cli.__path__)
        if module.name != "__main__"
        for value in vars(import_module(f"generator.cli.{module.name}")).values()
        if isinstance(value, click.Command) and value.callback and value.callback.__module__.endswith(module.name)
    }


def test_every_command_is_listed_with_its_module():
    listed = {(module, name) for name, (module, _) in COMMANDS.items()}

    assert {(module, command.name) for module, command in commands()} == listed
    assert defined_commands() - {("group", "main")} == listed


@pytest.mark.parametrize(("module", "command"), list(commands()), ids=lambda value: getattr(value, "name", ""))
def test_the_list_has_the_first_sentence_of_each_command(module, command):
    assert COMMANDS[command.name] == (module, command.get_short_help_str(200))


def test_the_list_is_sorted():
    assert list(COMMANDS) == sorted(COMMANDS)


def test_the_help_shows_every_command():
    done = resource_center("--help")

    assert done.code == 0
    shown = re.findall(r"^  (\S+)  +(\S.*?)(?:\.\.\.)?$", done.output.partition("Commands:")[2], re.MULTILINE)
    assert dict(shown).keys() == COMMANDS.keys()
    assert all(COMMANDS[name][1].startswith(text) for name, text in shown)


def test_a_command_that_does_not_exist_is_refused():
    done = resource_center("biuld")

    assert done.code == 2
    assert "No such command 'biuld'" in done.output

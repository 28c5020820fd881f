"""The list of commands, which is shown without loading them, agrees with the commands; former names still work."""

import re
import subprocess
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import click
import pytest
from click.testing import CliRunner, Result
from command import resource_center
from toys import TOYS

from generator import cli
from generator.cli import group
from generator.cli.group import ALIASES, COMMANDS
from generator.cli.workspace import Workspace

REPOSITORY = Path(__file__).parents[2]


def commands() -> Iterator[tuple[str, click.Command]]:
    """Yield every command of every module, with the module's name."""
    for module in iter_modules(cli.__path__):
        if module.name not in ("__main__", "group"):
            for command in vars(import_module(f"generator.cli.{module.name}")).get("COMMANDS", ()):
                yield module.name, command


def defined_commands() -> set[tuple[str, str | None]]:
    """Return the module and name of every command that a module defines, even if its list lacks it."""
    return {
        (module.name, value.name)
        for module in iter_modules(cli.__path__)
        if module.name != "__main__"
        for value in vars(import_module(f"generator.cli.{module.name}")).values()
        if isinstance(value, click.Command)
        and value.callback
        and value.callback.__module__ == f"generator.cli.{module.name}"
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


def test_an_unknown_command_is_refused():
    done = resource_center("biuld")

    assert done.code == 2
    assert "No such command 'biuld'" in done.output


# Former names


def run(root: Path, *words: str) -> Result:
    """Run a command on the toy library."""
    return CliRunner().invoke(group.main, ["--root", str(root), *words], obj=Workspace(kinds=TOYS))


OPTIONS = {"codes": ("--check",), "ledger": ("--check",), "upkeep": ("--today", "2030-01-02")}


@pytest.mark.parametrize("former", ["codes", "coordinates", "guard", "ledger", "upkeep"])
def test_a_former_name_does_what_the_new_name_does(library, former):
    root = library({})

    old, new = (run(root, name, *OPTIONS.get(former, ())) for name in (former, ALIASES[former]))

    assert old.output
    assert (old.exit_code, old.output) == (new.exit_code, new.output)


@pytest.mark.parametrize("former", ALIASES)
def test_the_help_of_a_former_name_shows_the_new_name(tmp_path, former):
    assert f" {ALIASES[former]} [OPTIONS]" in run(tmp_path, former, "--help").output
    assert former not in COMMANDS


@pytest.mark.parametrize(("former", "new"), [("ledger", "published-urls"), ("coordinates", "geocode")])
def test_a_former_make_target_does_what_the_new_one_does(former, new):
    old, current = (
        subprocess.run(["make", "-n", name], cwd=REPOSITORY, capture_output=True, text=True, check=True).stdout
        for name in (former, new)
    )

    assert f"resource-center {new}" in old
    assert old == current
    assert f"\n{former}: {new}\n" in (REPOSITORY / "Makefile").read_text(encoding="utf-8")

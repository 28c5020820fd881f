"""Projects to build: the working tree's generator and a base revision's, each with the same generated site records."""

import compileall
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from made import ROOT, make_project
from measure import Command, environment, peak_memory, seconds

COMMAND = "resource-center"
FOLDERS = ("content", "data", "theme")
REAL_RECORD = "winthrop-clear.yml"
GENERATED_RECORD = "made-00000.yml"
SCRIPT = """import sys
from {module} import {function}
sys.exit({function}())
"""
"""What pip installs for an entry of [project.scripts]."""


@dataclass(frozen=True)
class Generator:
    """One version of the generator: its name in the table, and a folder with the code, its command and the project."""

    name: str
    folder: Path

    def python(self, folder: Path, *words: str) -> Command:
        """A Python command that runs in `folder` with this version of the generator."""
        return Command((sys.executable, *words), folder, environment(PYTHONPATH=str(self.folder)))

    def command(self, folder: Path, *words: str) -> Command:
        """A `resource-center` command that runs in `folder`."""
        return self.python(folder, str(self.folder / COMMAND), *words)

    def show_help(self) -> float:
        """Seconds of `resource-center --help`."""
        return seconds(self.command(self.folder.parent, "--help"))


def working_tree(folder: Path) -> Generator:
    """The working tree's generator as a copy in `folder`: edits made during the measurement do not affect it."""
    for name in ("generator", *FOLDERS):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("mkdocs.yml", "pyproject.toml"):
        shutil.copy(ROOT / name, folder)
    return _prepared(Generator("Working tree", folder))


def base_revision(folder: Path, revision: str) -> Generator:
    """A Git revision's generator, exported to `folder`. Raises SystemExit if Git does not know the revision."""
    git = ("git", "-C", str(ROOT))
    parse = [*git, "rev-parse", "--verify", "--quiet", "--short", "--end-of-options", f"{revision}^{{commit}}"]
    found = subprocess.run(parse, capture_output=True, text=True)
    if found.returncode:
        raise SystemExit(f"Git does not know the revision '{revision}'.")
    commit = found.stdout.strip()
    folder.mkdir()
    archive = subprocess.run([*git, "archive", commit], capture_output=True, check=True)
    subprocess.run(["tar", "-xf", "-", "-C", str(folder)], input=archive.stdout, check=True)
    return _prepared(Generator(commit, folder))


def _prepared(generator: Generator) -> Generator:
    """The generator with its command and bytecode. Raises SystemExit if Python would import another version."""
    # The command in .venv is the working tree's; another revision may start in another module.
    settings = tomllib.loads((generator.folder / "pyproject.toml").read_text(encoding="utf-8"))
    module, _, function = settings["project"]["scripts"][COMMAND].partition(":")
    (generator.folder / COMMAND).write_text(SCRIPT.format(module=module, function=function), encoding="utf-8")
    compileall.compile_dir(generator.folder / "generator", quiet=1)
    command = generator.python(generator.folder.parent, "-c", "import generator; print(generator.__file__)")
    found = subprocess.run(command.words, cwd=command.folder, env=command.environment, capture_output=True, text=True)
    if Path(found.stdout.strip()) != generator.folder / "generator" / "__init__.py":
        raise SystemExit(f"Python imports the generator from '{found.stdout.strip()}', not from {generator.folder}.")
    return generator


@dataclass
class Project:
    """A project that one version of the generator builds."""

    generator: Generator
    folder: Path
    sites: int
    current: bool = field(default=False, init=False)
    """Whether the built site and the build cache match the records."""
    edits: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        self.record = self.folder / "data" / "sites" / (GENERATED_RECORD if self.sites else REAL_RECORD)
        self.text = self.record.read_text(encoding="utf-8")

    def command(self, *words: str) -> Command:
        """A command of `resource-center` in this project."""
        return self.generator.command(self.folder, *words)

    def clean(self) -> None:
        """Remove the built site and the build cache."""
        for name in ("site", ".cache"):
            shutil.rmtree(self.folder / name, ignore_errors=True)
        self.current = False

    def build(self) -> float:
        """Seconds of a build over what earlier builds left."""
        elapsed = seconds(self.command("build"))
        self.current = True
        return elapsed

    def cold_build(self) -> float:
        """Seconds of a build without a built site and without a build cache."""
        self.clean()
        return self.build()

    def cold_build_memory(self) -> float:
        """Peak megabytes of a cold build."""
        self.clean()
        peak = peak_memory(self.command("build"))
        self.current = True
        return peak

    def unchanged_build(self) -> float:
        """Seconds of a build with nothing changed since the last one."""
        if not self.current:
            self.build()
        return self.build()

    def build_after_edit(self) -> float:
        """Seconds of a build in a new process, after one record was edited."""
        if not self.current:
            self.build()
        self.edit()
        return self.build()

    def cold_check(self) -> float:
        """Seconds of a check without a build cache."""
        self.clean()
        return seconds(self.command("check"))

    def edit(self) -> str:
        """Put a new word at the end of a record's summary. Returns the word."""
        self.edits += 1
        self.current = False
        word = f"Edit{self.edits:04}"
        text, count = re.subn(r"(?m)^(summary: .*)$", rf"\1 {word}.", self.text, count=1)
        if not count:
            raise SystemExit(f"{self.record} has no summary on one line. Choose another record in projects.py.")
        self.record.write_text(text, encoding="utf-8")
        return word


def make_projects(folder: Path, generators: Sequence[Generator], sites: int) -> list[Project]:
    """A project for each generator: its own content, data and theme, and the same generated sites for all."""
    folder.mkdir()
    generated = make_project(folder / "generated", sites) / "data" / "sites"
    projects = []
    for generator in generators:
        root = folder / generator.folder.name
        for name in FOLDERS:
            shutil.copytree(generator.folder / name, root / name)
        shutil.copy(generator.folder / "mkdocs.yml", root)
        for record in generated.glob("made-*.yml"):
            shutil.copy(record, root / "data" / "sites")
        projects.append(Project(generator, root, sites))
    return projects

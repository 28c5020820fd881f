"""Projects to build with the working tree's generator and with a base revision's, with the same generated records."""

import compileall
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from generated_sites import ROOT, make_project
from measure import Command, environment, peak_memory, seconds

COMMAND = "resource-center"
FOLDERS = ("content", "data", "theme")
REAL_RECORD = "winthrop-clear.yml"
GENERATED_RECORD = "test-00000.yml"
SCRIPT = """import sys
from {module} import {function}
sys.exit({function}())
"""
"""The script that pip installs for an entry of [project.scripts]."""


@dataclass(frozen=True)
class Generator:
    """One version of the generator: its name in the table, and a folder with the code, its command and the project."""

    name: str
    folder: Path

    def python(self, folder: Path, *arguments: str) -> Command:
        """Return a Python command that runs in `folder` with this version of the generator."""
        return Command((sys.executable, *arguments), folder, environment(PYTHONPATH=str(self.folder)))

    def command(self, folder: Path, *arguments: str) -> Command:
        """Return a `resource-center` command that runs in `folder`."""
        return self.python(folder, str(self.folder / COMMAND), *arguments)

    def show_help(self) -> float:
        """Return the seconds that `resource-center --help` takes."""
        return seconds(self.command(self.folder.parent, "--help"))


def working_tree(folder: Path) -> Generator:
    """Copy the working tree's generator to `folder`, so that edits during the benchmark do not affect it."""
    for name in ("generator", *FOLDERS):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("mkdocs.yml", "pyproject.toml"):
        shutil.copy(ROOT / name, folder)
    return _prepared(Generator("Working tree", folder))


def base_revision(folder: Path, revision: str) -> Generator:
    """Export a Git revision's generator to `folder`.

    Raises:
        SystemExit: Git does not know the revision.
    """
    git = ("git", "-C", str(ROOT))
    parse = [*git, "rev-parse", "--verify", "--quiet", "--short", "--end-of-options", f"{revision}^{{commit}}"]
    result = subprocess.run(parse, capture_output=True, text=True)
    if result.returncode:
        raise SystemExit(f"Unknown Git revision: '{revision}'.")
    commit = result.stdout.strip()
    folder.mkdir()
    archive = subprocess.run([*git, "archive", commit], capture_output=True, check=True)
    subprocess.run(["tar", "-xf", "-", "-C", str(folder)], input=archive.stdout, check=True)
    return _prepared(Generator(commit, folder))


def _prepared(generator: Generator) -> Generator:
    """Add the generator's command and bytecode, and return it.

    Raises:
        SystemExit: Python would import another version of the generator.
    """
    # The command in .venv is that of the working tree; another revision may have another entry point.
    settings = tomllib.loads((generator.folder / "pyproject.toml").read_text(encoding="utf-8"))
    module, _, function = settings["project"]["scripts"][COMMAND].partition(":")
    (generator.folder / COMMAND).write_text(SCRIPT.format(module=module, function=function), encoding="utf-8")
    compileall.compile_dir(generator.folder / "generator", quiet=1)
    command = generator.python(generator.folder.parent, "-c", "import generator; print(generator.__file__)")
    result = subprocess.run(
        command.arguments, cwd=command.folder, env=command.environment, capture_output=True, text=True
    )
    path = result.stdout.strip()
    if Path(path) != generator.folder / "generator" / "__init__.py":
        raise SystemExit(f"Python imports the generator from '{path}', not from {generator.folder}.")
    return generator


@dataclass
class Project:
    """A project to build with one version of the generator."""

    generator: Generator
    folder: Path
    sites: int
    current: bool = field(default=False, init=False)
    """Whether the built site and the build cache match the records."""
    edits: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        self.record = self.folder / "data" / "sites" / (GENERATED_RECORD if self.sites else REAL_RECORD)
        self.text = self.record.read_text(encoding="utf-8")

    def command(self, *arguments: str) -> Command:
        """Return a `resource-center` command that runs in this project."""
        return self.generator.command(self.folder, *arguments)

    def clean(self) -> None:
        """Remove the built site and the build cache."""
        for name in ("site", ".cache"):
            shutil.rmtree(self.folder / name, ignore_errors=True)
        self.current = False

    def build(self) -> float:
        """Build, with the site and cache of earlier builds, and return the seconds."""
        elapsed = seconds(self.command("build"))
        self.current = True
        return elapsed

    def cold_build(self) -> float:
        """Build without a site and a cache, and return the seconds."""
        self.clean()
        return self.build()

    def cold_build_memory(self) -> float:
        """Build without a site and a cache, and return the peak memory in megabytes."""
        self.clean()
        peak = peak_memory(self.command("build"))
        self.current = True
        return peak

    def unchanged_build(self) -> float:
        """Build with nothing changed since the last build, and return the seconds."""
        if not self.current:
            self.build()
        return self.build()

    def build_after_edit(self) -> float:
        """Edit one record, build in a new process, and return the seconds."""
        if not self.current:
            self.build()
        self.edit()
        return self.build()

    def cold_check(self) -> float:
        """Check without a build cache, and return the seconds."""
        self.clean()
        return seconds(self.command("check"))

    def edit(self) -> str:
        """Append a new word to a record's summary, and return the word."""
        self.edits += 1
        self.current = False
        word = f"Edit{self.edits:04}"
        text, count = re.subn(r"(?m)^(summary: .*)$", rf"\1 {word}.", self.text, count=1)
        if not count:
            raise SystemExit(f"{self.record} has no one-line summary. Choose another record in projects.py.")
        self.record.write_text(text, encoding="utf-8")
        return word


def make_projects(folder: Path, generators: Sequence[Generator], sites: int) -> list[Project]:
    """Create a project for each generator: its own content, data and theme, with the same generated sites."""
    folder.mkdir()
    generated = make_project(folder / "generated", sites) / "data" / "sites"
    projects = []
    for generator in generators:
        root = folder / generator.folder.name
        for name in FOLDERS:
            shutil.copytree(generator.folder / name, root / name)
        shutil.copy(generator.folder / "mkdocs.yml", root)
        for record in generated.glob("test-*.yml"):
            shutil.copy(record, root / "data" / "sites")
        projects.append(Project(generator, root, sites))
    return projects

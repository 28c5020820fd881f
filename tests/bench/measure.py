"""Run commands and measure them: seconds, peak memory of all their processes, and sizes of files."""

import gzip
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

SAMPLE_SECONDS = 0.05
IGNORED_VARIABLES = ("PYTHONDONTWRITEBYTECODE", "PYTHONPATH", "TODAY")
"""Variables that would distort the results: without bytecode files, every start compiles the generator."""


@dataclass(frozen=True)
class Command:
    """A command line with its working directory and environment variables."""

    arguments: tuple[str, ...]
    folder: Path
    environment: dict[str, str]

    def start(self) -> subprocess.Popen[str]:
        """Start the command; its standard error is kept for an error message."""
        return subprocess.Popen(
            self.arguments,
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            errors="replace",
        )


def environment(**variables: str) -> dict[str, str]:
    """Return the environment variables for a measured command, with additional ones."""
    inherited = {name: value for name, value in os.environ.items() if name not in IGNORED_VARIABLES}
    return {**inherited, "NO_MKDOCS_2_WARNING": "1", "SITE_URL": "", **variables}


def seconds(command: Command) -> float:
    """Run a command and return its wall-clock seconds.

    Raises:
        SystemExit: The command failed.
    """
    os.sync()  # so that delayed writes of the previous run do not slow this one down
    started = time.perf_counter()
    process = command.start()
    _, errors = process.communicate()
    elapsed = time.perf_counter() - started
    if process.returncode:
        raise SystemExit(f"Failed with exit status {process.returncode}: {' '.join(command.arguments)}\n{errors}")
    return elapsed


def peak_memory(command: Command) -> float:
    """Run a command and return the peak memory in megabytes of all its processes together, sampled.

    Raises:
        SystemExit: The command failed.
    """
    output = subprocess.DEVNULL
    with subprocess.Popen(
        command.arguments, cwd=command.folder, env=command.environment, stdout=output, stderr=output
    ) as process:
        peak, family = 0, {process.pid}
        while process.poll() is None:
            family = with_descendants(family)
            peak = max(peak, sum(map(memory, family)))
            time.sleep(SAMPLE_SECONDS)
    if process.returncode:
        raise SystemExit(f"Failed with exit status {process.returncode}: {' '.join(command.arguments)}")
    return peak / 1024


def with_descendants(processes: set[int]) -> set[int]:
    """Return process IDs with those of all descendants. A process stays in the set after its parent ends."""
    parents = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            # The second field is the program's name in parentheses; it may contain spaces.
            parents[int(path.parent.name)] = int(path.read_text(errors="replace").rpartition(")")[2].split()[1])
        except OSError:
            continue  # the process has ended
    family = set(processes)
    while children := {process for process, parent in parents.items() if parent in family} - family:
        family |= children
    return family


def memory(process: int) -> int:
    """Return the kilobytes of a process: its proportional set size (Pss) or, without it, its resident set size."""
    try:
        rollup = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii")
        return int(rollup.partition("\nPss:")[2].split()[0])
    except (OSError, IndexError):
        pass
    try:
        pages = Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1]
        return int(pages) * os.sysconf("SC_PAGE_SIZE") // 1024
    except OSError:
        return 0  # the process has ended, or the system has no /proc


def in_turn(rounds: int, *functions: Callable[[], float]) -> list[list[float]]:
    """Return the results of each function. Each round calls all of them once, so that noise affects all equally."""
    results: list[list[float]] = [[] for _ in functions]
    for _ in range(rounds):
        for function, numbers in zip(functions, results, strict=True):
            numbers.append(function())
    return results


def build(project: Path) -> None:
    """Build a project with the installed generator.

    Raises:
        SystemExit: The build failed.
    """
    seconds(Command((sys.executable, "-m", "generator.cli", "build"), project, environment()))


def first_view(site: Path, page: str) -> int:
    """Return the compressed bytes of a page with its styles, scripts, icon and preloaded font."""
    text = (site / page).read_text(encoding="utf-8")
    names = re.findall(r'<(?:link[^>]+rel="(?:stylesheet|preload)"[^>]*|script[^>]+)\s(?:href|src)="([^"]+)"', text)
    names += re.findall(r'<link rel="(?:stylesheet|preload|icon)" href="([^"]+)"', text)
    files = {(site / page).parent.joinpath(name).resolve() for name in names}
    return sum(compressed_size(path) for path in files | {site / page})


def compressed_size(path: Path) -> int:
    """Return the bytes of a file as a server sends it: compressed, except for fonts, which already are."""
    content = path.read_bytes()
    return len(content) if path.suffix == ".woff2" else len(gzip.compress(content, 6))

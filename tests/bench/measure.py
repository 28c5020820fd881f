"""Runs commands and measures them: seconds, peak memory of all their processes, and sizes of the files they write."""

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
"""They would change what is measured: without bytecode files, every start compiles the generator."""


@dataclass(frozen=True)
class Command:
    """A command line, the folder it runs in, and its environment variables."""

    words: tuple[str, ...]
    folder: Path
    environment: dict[str, str]

    def start(self) -> subprocess.Popen[str]:
        """Start the command. Its output is kept for the message of a failure."""
        return subprocess.Popen(
            self.words,
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            errors="replace",
        )


def environment(**variables: str) -> dict[str, str]:
    """The environment variables for a measured command, with some added."""
    inherited = {name: value for name, value in os.environ.items() if name not in IGNORED_VARIABLES}
    return {**inherited, "NO_MKDOCS_2_WARNING": "1", "SITE_URL": "", **variables}


def seconds(command: Command) -> float:
    """Wall-clock seconds of a command. Raises SystemExit if the command fails."""
    os.sync()  # otherwise this run would share the disk with delayed writes of the run before
    started = time.perf_counter()
    process = command.start()
    _, errors = process.communicate()
    elapsed = time.perf_counter() - started
    if process.returncode:
        raise SystemExit(f"Failed with exit status {process.returncode}: {' '.join(command.words)}\n{errors}")
    return elapsed


def peak_memory(command: Command) -> float:
    """Peak megabytes of a command and all its descendants together, sampled. Raises SystemExit if the command fails."""
    with subprocess.Popen(
        command.words, cwd=command.folder, env=command.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        peak, family = 0, {process.pid}
        while process.poll() is None:
            family = with_descendants(family)
            peak = max(peak, sum(map(memory, family)))
            time.sleep(SAMPLE_SECONDS)
    if process.returncode:
        raise SystemExit(f"Failed with exit status {process.returncode}: {' '.join(command.words)}")
    return peak / 1024


def with_descendants(processes: set[int]) -> set[int]:
    """Process IDs with those of all descendants. A process stays in the set after its parent ends."""
    parents = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            # The second field is the program's name in parentheses; it may contain spaces.
            parents[int(path.parent.name)] = int(path.read_text(errors="replace").rpartition(")")[2].split()[1])
        except OSError:
            continue  # ended in the meantime
    found = set(processes)
    while more := {process for process, parent in parents.items() if parent in found} - found:
        found |= more
    return found


def memory(process: int) -> int:
    """Kilobytes of a process: its proportional set size (Pss), or its resident set size where Linux gives no Pss."""
    try:
        rollup = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii")
        return int(rollup.partition("\nPss:")[2].split()[0])
    except (OSError, IndexError):
        pass
    try:
        pages = Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1]
        return int(pages) * os.sysconf("SC_PAGE_SIZE") // 1024
    except OSError:
        return 0  # ended in the meantime, or a system without /proc


def in_turn(rounds: int, *runs: Callable[[], float]) -> list[list[float]]:
    """The results of each run. Each round calls every run once, so that noise of the machine affects all of them."""
    results: list[list[float]] = [[] for _ in runs]
    for _ in range(rounds):
        for run, numbers in zip(runs, results, strict=True):
            numbers.append(run())
    return results


def build(project: Path) -> None:
    """Build a project with the installed generator. Raises SystemExit if the build fails."""
    seconds(Command((sys.executable, "-m", "generator.cli", "build"), project, environment()))


def first_view(site: Path, page: str) -> int:
    """Compressed bytes of a page with its styles, scripts, icon and the font that it preloads."""
    text = (site / page).read_text(encoding="utf-8")
    names = re.findall(r'<(?:link[^>]+rel="(?:stylesheet|preload)"[^>]*|script[^>]+)\s(?:href|src)="([^"]+)"', text)
    names += re.findall(r'<link rel="(?:stylesheet|preload|icon)" href="([^"]+)"', text)
    files = {(site / page).parent.joinpath(name).resolve() for name in names}
    return sum(packed(path) for path in files | {site / page})


def packed(path: Path) -> int:
    """Bytes of a file as a server sends it: compressed, except for fonts, which already are."""
    content = path.read_bytes()
    return len(content) if path.suffix == ".woff2" else len(gzip.compress(content, 6))

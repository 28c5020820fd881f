"""Build the same records with Hugo, a compiled site generator, and Pagefind, a compiled search indexer."""

import shutil
from importlib.util import find_spec
from pathlib import Path

from measure import Command, environment, peak_memory, seconds

SITE = Path(__file__).parent / "peer-hugo"


class Peers:
    """A Hugo site with a project's records."""

    def __init__(self, folder: Path, data: Path) -> None:
        shutil.copytree(SITE, folder, ignore=shutil.ignore_patterns("README.md"))
        # In data/, Hugo refuses Markdown files and names that start with a period.
        shutil.copytree(data, folder / "data", ignore=shutil.ignore_patterns(".*", "*.md"))
        self.folder = folder
        variables = environment(HUGO_ENABLEGITINFO="false", HUGO_CACHEDIR=str(folder / "cache"))
        self.commands = (
            Command((program("hugo", "binaries/hugo"), "--quiet"), folder, variables),
            Command((program("pagefind_bin", "pagefind"), "--site", "public"), folder, variables),
        )

    def clean(self) -> None:
        """Remove the built site and Hugo's caches."""
        for name in ("public", "resources", "cache"):
            shutil.rmtree(self.folder / name, ignore_errors=True)

    def cold_build(self) -> float:
        """Run both without caches, and return their seconds together."""
        self.clean()
        return sum(map(seconds, self.commands))

    def cold_build_memory(self) -> float:
        """Run both without caches, one after the other, and return the higher peak memory in megabytes."""
        self.clean()
        return max(map(peak_memory, self.commands))


def program(package: str, path: str) -> str:
    """Return the program inside an installed package, whose own command would add the start of Python to the time.

    Raises:
        SystemExit: The package is not installed.
    """
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("Hugo and Pagefind are not installed. Run: make .venv/bench.stamp")
    return str(Path(spec.submodule_search_locations[0]) / path)

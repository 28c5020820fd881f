"""Builds the same records with Hugo and Pagefind: a site generator and a search index, both compiled programs."""

import shutil
from importlib.util import find_spec
from pathlib import Path

from measure import Command, environment, peak_memory, seconds

SITE = Path(__file__).parent / "peer-hugo"


class Peers:
    """A Hugo site with a project's records."""

    def __init__(self, folder: Path, data: Path) -> None:
        shutil.copytree(SITE, folder, ignore=shutil.ignore_patterns("README.md"))
        # Hugo refuses Markdown, and folders and files whose names begin with a period, in data/.
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
        """Seconds of Hugo and Pagefind together."""
        self.clean()
        return sum(map(seconds, self.commands))

    def cold_build_memory(self) -> float:
        """Peak megabytes of Hugo or Pagefind, whichever needs more: they run one after the other."""
        self.clean()
        return max(map(peak_memory, self.commands))


def program(package: str, path: str) -> str:
    """The program inside an installed package. The package's own command would add the start of Python to the time.

    Raises: SystemExit: the package is not installed.
    """
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("Hugo and Pagefind are not installed. Run: make .venv/bench.stamp")
    return str(Path(spec.submodule_search_locations[0]) / path)

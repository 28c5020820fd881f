"""Measures builds: today's records, and 1,000 and 10,000 made ones besides. Numbers, never a pass or a fail.

Each build is a process of its own, so that memory is that of one build. `again` is a build over an
unchanged site. Sizes of a first view count what a browser loads for it, packed as a server would.
"""

import gzip
import os
import re
import sys
import tempfile
import time
from pathlib import Path

from made import make_project

ROUNDS = 3
FIRST_VIEWS = {
    "home page": "index.html",
    "page of a site": "sites/winthrop-clear/index.html",
    "list of sites": "sites/index.html",
}


def build(project: Path) -> tuple[float, float]:
    """Seconds and peak megabytes of one build."""
    started = time.perf_counter()
    process = os.posix_spawn(
        sys.executable,
        [sys.executable, "-m", "generator.cli", "--root", str(project), "build"],
        {**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        file_actions=[(os.POSIX_SPAWN_OPEN, stream, os.devnull, os.O_WRONLY, 0) for stream in (1, 2)],
    )
    _, status, usage = os.wait4(process, 0)
    if status:
        raise SystemExit(f"The build of {project} failed.")
    return time.perf_counter() - started, usage.ru_maxrss / 1024


def first_view(site: Path, page: str) -> int:
    """Packed bytes of a page with its styles, scripts and the font that it preloads."""
    text = (site / page).read_text(encoding="utf-8")
    names = re.findall(r'<(?:link[^>]+rel="(?:stylesheet|preload)"[^>]*|script[^>]+)\s(?:href|src)="([^"]+)"', text)
    names += re.findall(r'<link rel="(?:stylesheet|preload|icon)" href="([^"]+)"', text)
    files = {(site / page).parent.joinpath(name).resolve() for name in names}
    return sum(packed(path) for path in files | {site / page})


def packed(path: Path) -> int:
    """A file's size as sent; fonts are packed already."""
    content = path.read_bytes()
    return len(content) if path.suffix == ".woff2" else len(gzip.compress(content, 6))


def main() -> None:
    heads = {"sites added": 14, "pages": 7, "site MB": 8, "first s": 8, "again s": 8, "peak MB": 8, "index KB": 9}
    print(" ".join(f"{head:>{width}}" for head, width in heads.items()))
    for sites in (0, 1_000, 10_000):
        with tempfile.TemporaryDirectory() as folder:
            project = make_project(Path(folder) / "project", sites)
            first, peak = build(project)
            again = min(build(project)[0] for _ in range(ROUNDS if sites < 10_000 else 1))
            site = project / "site"
            pages = sum(1 for _ in site.rglob("*.html"))
            size = sum(path.stat().st_size for path in site.rglob("*") if path.is_file()) / 1e6
            index = packed(site / "assets/search-index.js") / 1024
            print(f"{sites:>14,} {pages:>7,} {size:>8.1f} {first:>8.2f} {again:>8.2f} {peak:>8.0f} {index:>9.0f}")
            if not sites:
                views = {name: first_view(site, page) for name, page in FIRST_VIEWS.items()}
    for name, size in views.items():
        print(f"First view of the {name}: {size / 1024:.0f} KB packed")


if __name__ == "__main__":
    main()

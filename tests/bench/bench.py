"""Benchmark the generator. Prints numbers only: no result passes or fails.

The programs that are compared run in turn (A B A B …), each in its own process. "Sites added" are generated records in
addition to the real ones; 0 means the real records only. The measures:

cold       A build without a built site and without a build cache, against Hugo and Pagefind with the same records,
           and the growth exponent (1 means that time is proportional to the number of sites).
memory     Peak memory of a cold build, all processes together, for the largest size.
unchanged  A build with nothing changed since the last one.
edit       A build in a new process after one record was edited. A base revision is measured with a cold build here.
check      `resource-center check` without a build cache.
serve      `mkdocs serve`: from saving a record until its page shows the new text.
start      `resource-center --help`.
sizes      Sizes of the built site. A first view is what a browser loads for a page, compressed as a server sends it.

Large sizes (10,000 sites and more) have their own number of rounds, and are left out of `check` and `serve`. A base
revision builds its own content, data and theme, with the same generated sites. All projects are in the temporary
folder; TMPDIR=/dev/shm keeps them in memory, which avoids noise from the disk.
"""

import argparse
import math
import os
import platform
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from measure import compressed_size, first_view, in_turn
from peers import Peers
from projects import Generator, Project, base_revision, make_projects, working_tree
from serve import reload_seconds
from table import Table

LARGE = 10_000
START_ROUNDS = 10
FIRST_VIEWS = {
    "home page": "index.html",
    "page of a site": "sites/winthrop-clear/index.html",
    "list of sites": "sites/index.html",
}


@dataclass
class Bench:
    """The settings of a run, with its projects. The first generator is the working tree's, the second the base's."""

    folder: Path
    generators: Sequence[Generator]
    sizes: Sequence[int]
    rounds: int
    large_rounds: int
    table: Table
    cached_projects: dict[int, list[Project]] = field(default_factory=dict)
    cached_peers: dict[int, Peers] = field(default_factory=dict)

    @property
    def small_sizes(self) -> list[int]:
        """Return the sizes for slow measures."""
        return [sites for sites in self.sizes if sites < LARGE]

    def rounds_of(self, sites: int) -> int:
        """Return how often a measure of this size is repeated."""
        return self.large_rounds if sites >= LARGE else self.rounds

    def projects(self, sites: int) -> list[Project]:
        """Return the projects of a size, one for each generator; they are created on first use."""
        if sites not in self.cached_projects:
            self.cached_projects[sites] = make_projects(self.folder / f"projects-{sites}", self.generators, sites)
        return self.cached_projects[sites]

    def peers(self, sites: int) -> Peers:
        """Return the Hugo site of a size; it is created on first use."""
        if sites not in self.cached_peers:
            data = self.projects(sites)[0].folder / "data"
            self.cached_peers[sites] = Peers(self.folder / f"peers-{sites}", data)
        return self.cached_peers[sites]


def measure_cold(bench: Bench) -> None:
    medians: dict[int, list[float]] = {}
    for sites in bench.sizes:
        ours, *base = bench.projects(sites)
        builds = [ours.cold_build, bench.peers(sites).cold_build, *(project.cold_build for project in base)]
        results = in_turn(bench.rounds_of(sites), *builds)
        bench.table.row("Cold build", sites, *results)
        medians[sites] = list(map(median, results))
    if len(added := sorted(filter(None, set(bench.sizes)))) > 1:
        small, large = added[-2:]
        ratios = [after / before for before, after in zip(medians[small], medians[large], strict=True)]
        growth = [[math.log(ratio, large / small)] for ratio in ratios]
        bench.table.row("Growth exponent", f"{small:,}–{large:,}", *growth, unit="")


def measure_memory(bench: Bench) -> None:
    sites = max(bench.sizes)
    ours, *base = bench.projects(sites)
    peers = bench.peers(sites)
    builds = [ours.cold_build_memory, peers.cold_build_memory, *(project.cold_build_memory for project in base)]
    bench.table.row("Peak memory of a cold build", sites, *in_turn(bench.rounds_of(sites), *builds), unit="MB")


def measure_unchanged(bench: Bench) -> None:
    for sites in bench.sizes:
        builds = [project.unchanged_build for project in bench.projects(sites)]
        ours, *base = in_turn(bench.rounds_of(sites), *builds)
        bench.table.row("Build, nothing changed", sites, ours, (), *base)


def measure_edit(bench: Bench) -> None:
    name = "One record edited ÷ cold base" if len(bench.generators) > 1 else "Build, one record edited"
    for sites in bench.sizes:
        project, *others = bench.projects(sites)
        builds = [project.build_after_edit, *(other.cold_build for other in others)]
        ours, *base = in_turn(bench.rounds_of(sites), *builds)
        bench.table.row(name, sites, ours, (), *base)


def measure_check(bench: Bench) -> None:
    for sites in bench.small_sizes:
        ours, *base = in_turn(bench.rounds, *(project.cold_check for project in bench.projects(sites)))
        bench.table.row("Check", sites, ours, (), *base)


def measure_serve(bench: Bench) -> None:
    for sites in bench.small_sizes:
        projects = bench.projects(sites)
        results: list[list[float]] = [[] for _ in projects]
        for _ in range(bench.rounds):
            for project, numbers in zip(projects, results, strict=True):
                numbers.extend(reload_seconds(project))
        ours, *base = results
        bench.table.row("Serve: save to new page", sites, ours, (), *base)


def measure_start(bench: Bench) -> None:
    ours, *base = in_turn(START_ROUNDS, *(generator.show_help for generator in bench.generators))
    bench.table.row("Start: resource-center --help", "", ours, (), *base)


def measure_sizes(bench: Bench) -> None:
    print(f"\n{'Sites added':>11} {'Pages':>7} {'Site MB':>8} {'Search index KB, compressed':>28}")
    for sites in bench.sizes:
        project = bench.projects(sites)[0]
        if not project.current:
            project.build()
        site = project.folder / "site"
        pages = sum(1 for _ in site.rglob("*.html"))
        size = sum(path.stat().st_size for path in site.rglob("*") if path.is_file()) / 1e6
        index = compressed_size(site / "assets/search-index.js") / 1024
        print(f"{sites:>11,} {pages:>7,} {size:>8.1f} {index:>28,.0f}", flush=True)
    site = bench.projects(bench.sizes[0])[0].folder / "site"
    for name, page in FIRST_VIEWS.items():
        print(f"First view of the {name}, {bench.sizes[0]:,} sites added: {first_view(site, page) / 1024:.0f} KB")


MEASURES: dict[str, Callable[[Bench], None]] = {
    "cold": measure_cold,
    "memory": measure_memory,
    "unchanged": measure_unchanged,
    "edit": measure_edit,
    "check": measure_check,
    "serve": measure_serve,
    "start": measure_start,
    "sizes": measure_sizes,
}


def sizes_of(text: str) -> list[int]:
    """Return the numbers of sites in a list such as "0,1000,10000"."""
    return [int(number) for number in text.split(",")]


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", metavar="REV", help="also measure this Git revision")
    parser.add_argument("--only", choices=MEASURES, help="take one measure only")
    parser.add_argument("--rounds", type=int, default=3, help="runs of each measure (3)")
    parser.add_argument("--large-rounds", type=int, default=1, help="runs with 10,000 sites or more (1)")
    parser.add_argument("--sizes", type=sizes_of, default=[0, 1_000, LARGE], help="sites added (0,1000,10000)")
    return parser.parse_args()


def main() -> None:
    options = arguments()
    with tempfile.TemporaryDirectory(prefix="bench-") as temporary:
        folder = Path(temporary).resolve()
        generators = [working_tree(folder / "working-tree")]
        if options.base:
            generators.append(base_revision(folder / "base", options.base))
        print(f"Python {platform.python_version()}, {os.cpu_count()} processors, projects in {folder.parent}")
        print("Median (lowest–highest). Times are wall-clock seconds.")
        table = Table(generators[1].name if options.base else None)
        bench = Bench(folder, generators, options.sizes, options.rounds, options.large_rounds, table)
        for name in [options.only] if options.only else MEASURES:
            MEASURES[name](bench)


if __name__ == "__main__":
    main()

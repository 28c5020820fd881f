"""Contract: the same project gives the same site, byte for byte, whatever was built before and whatever went wrong.

Random walks: after each step, the project is built as it is, and a clean copy of it too. Both must be equal.
"""

import os
import random
import re
import shutil
import tempfile
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
import walk_faults  # noqa: F401 (half of the steps)
from command import Done, resource_center
from toys.library import REPOSITORY, lay, minimal_project
from walk_steps import REPAIR, REVIEW_DUE, STEPS, Project, extra_site, tree

from generator.base import parallel
from generator.base.cache import FOLDER
from generator.formats import pdf
from generator.kinds import KINDS

pytestmark = pytest.mark.slow

BREAKING = [name for name in STEPS if name.startswith("break ")]
OTHERS = [name for name in STEPS if name not in (*BREAKING, REPAIR)]
WHILE_BROKEN = [name for name in OTHERS if not name.endswith(" cache") and "kill" not in name and "site" not in name]
"""The steps that need neither the site nor the cache that a build leaves."""

WALKS = 3

BRIEF = """\
brief:
  what_it_is: A way to share.
  cost:
  - A call a month
  result:
  - A visit
  next_step: Ask.
"""
REVIEWED = "reviewed:\n  on: 2026-06-01\n  by_role: Coordinator\nreview_every: 6\n"


def plan(number: int) -> list[str]:
    """Return the steps of a walk. Together the walks include every kind; errors are fixed two steps later."""
    rng = random.Random(number)
    dealt = sorted(OTHERS)
    random.Random(0).shuffle(dealt)
    parts = [[name] for name in (*dealt[number::WALKS], "change nothing")]
    parts += [[name, rng.choice(WHILE_BROKEN), REPAIR] for name in BREAKING[number::WALKS]]
    rng.shuffle(parts)
    return [*chain(*parts)]


def new_project(folder: Path, number: int, process: pytest.MonkeyPatch) -> Project:
    """Return a small project with a PDF, a record that is due for review, and three that nothing refers to."""
    files = minimal_project(KINDS)
    files["data/pathways/minimal.yml"] += BRIEF
    files["data/faqs/minimal.yml"] += REVIEWED
    files |= {f"data/sites/extra-{name.lower()}.yml": extra_site(name) for name in ("Ada", "Bell", "Cook")}
    root = lay(folder / "project", files)
    shutil.copy(REPOSITORY / "mkdocs.yml", root)
    (folder / "program").mkdir()
    process.setattr("generator.base.cache.__file__", str(folder / "program/base/cache.py"))
    return Project(root, random.Random(number), process, folder / "program")


@dataclass
class Walk:
    """A project that is built after every step, and the result of its last successful build."""

    project: Project
    built: dict[str, Any] = field(default_factory=dict)
    """What that build read, and the state in which it left the site."""
    since: str = ""
    """The day of that build."""
    cache_was_damaged: bool = False
    clean: tuple[Any, tuple[Done, dict[str, bytes]]] | None = None
    """What the last build of a copy was made of, and how it ended."""
    unchanged: list[str] = field(default_factory=list)
    """The steps after which the build ended at once."""

    def check(self, step: str) -> None:
        """Build the project and a clean copy of it, and compare them."""
        before, had = self.project.tree(), tree(self.project.root / FOLDER)
        expected = self._is_unchanged()
        done = self._build(self.project.root)
        clean, site = self._build_copy()

        assert (done.code, step) == (clean.code, step), done.output + clean.output
        assert done.was_unchanged == expected or (expected and self._may_rebuild(had)), step
        if done.code == 0:
            assert (done.summary, step) == (clean.summary, step)
            assert differences(self.project.tree(), site) == [], step
            self._remember(done, step)
        else:
            assert (done.output, step) == (clean.output, step)
            assert differences(self.project.tree(), before) == [], step

    def _build(self, root: Path, *options: str | Path) -> Done:
        done = resource_center("--root", root, "build", "--today", self.project.today, *options)
        output = re.sub(r"resource-center: wrote .*\n", "", done.output.replace(str(root), "ROOT"))
        return Done(done.code, output)

    def _build_copy(self) -> tuple[Done, dict[str, bytes]]:
        """Build a copy without a cache or a site, in one process; only once for the same inputs."""
        made_of = self._inputs(), self.project.today
        if self.clean is not None and self.clean[0] == made_of:
            return self.clean[1]
        copy = self.project.root.with_name("copy")
        shutil.copytree(self.project.root, copy, ignore=shutil.ignore_patterns("site", ".cache"))
        try:
            with pytest.MonkeyPatch.context() as one:
                one.setattr(parallel, "MAX_PROCESSES", 1)
                done = self._build(copy, "--clean", "--site-dir", copy / "built")
            self.clean = made_of, (done, tree(copy / "built"))
        finally:
            shutil.rmtree(copy)
        return self.clean[1]

    def _inputs(self) -> dict[str, Any]:
        """Return everything that a build reads."""
        root = self.project.root
        folders = {name: tree(root / name) for name in ("data", "content", "theme")}
        program = tree(self.project.program)
        return {
            **folders,
            "settings": (root / "mkdocs.yml").read_bytes(),
            "url": os.environ.get("SITE_URL"),
            "program": program,
        }

    def _site(self) -> dict[str, tuple[int, ...]]:
        """Return the state of the site's files and of its folder."""
        site = self.project.root / "site"
        found = [site, *(site / name for name in self.project.tree())] if site.exists() else []
        return {str(path): (state.st_size, state.st_mtime_ns, state.st_ino) for path in found if (state := path.stat())}

    def _is_unchanged(self) -> bool:
        """Return whether nothing has changed since the last successful build."""
        today = self.project.today
        is_same_day = self.since <= today and (self.since < REVIEW_DUE) == (today < REVIEW_DUE)
        return is_same_day and self.built == {"inputs": self._inputs(), "site": self._site()}

    def _may_rebuild(self, had: dict[str, bytes]) -> bool:
        """Return whether the last build's stamp may be missing, which requires a change to the cache."""
        return self.cache_was_damaged or not any(name.startswith("stamp-") for name in had)

    def _remember(self, done: Done, step: str) -> None:
        self.built = {"inputs": self._inputs(), "site": self._site()}
        if done.was_unchanged:
            self.unchanged.append(step)
        else:
            self.since = self.project.today
            self.cache_was_damaged = False


def use_processes(process: pytest.MonkeyPatch) -> None:
    """Build in several processes, except for PDFs.

    Earlier builds have used typst in this process. A forked process lacks its threads, and would wait for them forever.
    """
    here, compile_here = os.getpid(), pdf._compile

    def compile_pdf(*arguments: Any) -> bytes:
        if os.getpid() != here:
            raise RuntimeError
        return compile_here(*arguments)

    process.setattr(pdf, "_compile", compile_pdf)
    process.setattr(parallel, "_has_threads", lambda: False)
    process.setattr(parallel, "MIN_ITEMS", 2)
    process.setattr(parallel, "CHUNK_SIZE", 2)
    process.setattr(os, "sched_getaffinity", lambda _: {0, 1, 2}, raising=False)


def differences(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    """Return the names of the files that differ."""
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


@pytest.fixture
def process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A process without SITE_URL and with its own folder for temporary files."""
    monkeypatch.delenv("SITE_URL", raising=False)
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    return monkeypatch


@pytest.mark.parametrize("number", range(WALKS))
def test_an_incremental_build_equals_a_clean_build(tmp_path, process, number):
    """The second walk builds in several processes."""
    if number == 1:
        use_processes(process)
    walk = Walk(new_project(tmp_path, number, process))
    walk.check("the first build")
    for name in plan(number):
        before = tree(walk.project.root / FOLDER)
        STEPS[name](walk.project)
        walk.cache_was_damaged |= before != tree(walk.project.root / FOLDER)
        walk.check(name)

    assert "change nothing" in walk.unchanged


def test_the_walks_include_every_kind_of_step():
    assert {*chain(*map(plan, range(WALKS)))} == set(STEPS)

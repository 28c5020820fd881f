"""The steps of a random walk through the life of a project: everything that can happen between two builds."""

import os
import random
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from toys.library import SOURCES

from generator.base.cache import FOLDER, MANIFEST
from generator.formats import pdf
from generator.plugin import hooks
from generator.project.site_files import POLICY
from generator.project.site_folder import STAGING

DAYS = ("2026-11-27", "2026-11-30", "2026-12-02", "2027-03-01")
REVIEW_DUE = "2026-12-01"
"""The date on which the project's only review is due."""


@dataclass
class Project:
    """A project on disk, the current date, and what earlier steps have changed."""

    root: Path
    rng: random.Random
    process: pytest.MonkeyPatch
    """Changes to the process: its environment and the program itself."""
    program: Path
    """The folder whose files count as those of the program."""
    today: str = DAYS[0]
    strays: set[str] = field(default_factory=set)
    """The files in the site folder that no build wrote, by their paths in it."""
    broken: dict[Path, bytes] = field(default_factory=dict)
    """The previous content of files that are broken."""
    count: int = 0

    def one_of(self, paths: Iterable[Path]) -> Path:
        """Return a random path. Fails if there is none, since every step must do something."""
        return self.rng.choice(sorted(paths))

    def site(self) -> Path:
        """Return a site's record to which no other refers."""
        return self.one_of(path for path in (self.root / "data/sites").glob("extra-*.yml") if path not in self.broken)

    def page(self) -> Path:
        """Return a file of the built site."""
        return self.one_of(self.root / "site" / name for name in self.tree() if name != MANIFEST)

    def tree(self) -> dict[str, bytes]:
        """Return the files of the built site."""
        files = tree(self.root / "site")
        return {name: files[name] for name in files.keys() - self.strays if not name.startswith(STAGING)}

    def entries(self) -> list[Path]:
        """Return the entries of the cache."""
        return sorted(path for path in (self.root / FOLDER).iterdir() if path.is_file())

    def some_entries(self) -> list[Path]:
        """Return half of the cache's entries of each kind, at least one."""
        kinds: dict[str, list[Path]] = defaultdict(list)
        for path in self.entries():
            kinds[path.name.partition("-")[0]].append(path)
        return [path for paths in kinds.values() for path in self.rng.sample(paths, (len(paths) + 1) // 2)]

    def append(self, name: str, text: str) -> None:
        """Append a text with a unique number to a file."""
        self.count += 1
        with (self.root / name).open("a") as file:
            file.write(text.format(self.count))

    def replace(self, path: Path, old: str, new: str) -> None:
        """Replace a text in a file. Fails if it does not occur."""
        text = path.read_text()
        assert old in text
        path.write_text(text.replace(old, new))

    def break_file(self, path: Path, old: str, new: str) -> None:
        """Break a file, and remember its content."""
        self.broken[path] = path.read_bytes()
        self.replace(path, old, new)


def tree(folder: Path) -> dict[str, bytes]:
    """Return the content of every file in a folder, by its path there."""
    # Walks read thousands of files, for which pathlib is too slow.
    files: dict[str, bytes] = {}
    for here, _, names in os.walk(folder):
        for name in names:
            path = f"{here}/{name}"
            with open(path, "rb") as file:  # noqa: PTH123 (many files: pathlib takes longer)
                files[path[len(str(folder)) + 1 :].replace(os.sep, "/")] = file.read()
    return files


def extra_site(name: str) -> str:
    """Return a site's record."""
    return f"""\
name: {name} County Peers
summary: The team of {name} visits people at home.
state: OH
roles:
- mentor
listing:
  status: public_source
{SOURCES}"""


STEPS: dict[str, Callable[[Project], object]] = {}
"""All kinds of steps, by name."""

REPAIR = "fix what is broken"
"""The step that must follow each step that breaks the project."""


def step(name: str) -> Callable[[Callable[[Project], object]], Callable[[Project], object]]:
    """Register a function as a kind of step."""

    def register(act: Callable[[Project], object]) -> Callable[[Project], object]:
        STEPS[name] = act
        return act

    return register


@step("change nothing")
def _nothing(project: Project) -> None:
    pass


@step("touch a record")
def _touch(project: Project) -> None:
    os.utime(project.site(), (1, 1))


@step("edit a record")
def _edit(project: Project) -> None:
    path = project.site()
    project.count += 1
    project.replace(path, "County Peers", f"County Peers {project.count}")


@step("add a record")
def _add(project: Project) -> None:
    project.count += 1
    path = project.root / f"data/sites/extra-{project.count}.yml"
    path.write_text(extra_site(f"Added {project.count}"))


@step("delete a record")
def _delete(project: Project) -> None:
    project.site().unlink()


@step("rename a record")
def _rename(project: Project) -> None:
    path = project.site()
    path.rename(path.with_name(f"extra-renamed-{path.name}"))


@step("hide a record")
def _hide(project: Project) -> None:
    project.replace(project.site(), "status: public_source", "status: removed\n  on: 2026-01-05")


@step("change a pathway's brief")
def _brief(project: Project) -> None:
    project.count += 1
    path = project.root / "data/pathways/minimal.yml"
    project.replace(path, "next_step: ", f"next_step: ({project.count}) ")


@step("change the template of all records")
def _template(project: Project) -> None:
    project.append("theme/components/record.html", "<!-- {} -->")


@step("change the frame of all pages")
def _frame(project: Project) -> None:
    project.append("theme/partials/footer.html", "<!-- {} -->")


@step("change a style")
def _style(project: Project) -> None:
    project.append(min(f"theme/assets/css/{path.name}" for path in project.root.glob("theme/assets/css/*")), "/* {} */")


@step("change a script")
def _script(project: Project) -> None:
    project.append("theme/assets/js/core/3-page.js", "// {}\n")


@step("change a page")
def _page(project: Project) -> None:
    project.append("content/about.md", "\n\nParagraph {}.\n")


@step("add a page")
def _new_page(project: Project) -> None:
    project.count += 1
    path = project.root / f"content/more/page-{project.count}.md"
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"---\ntitle: Page {project.count}\ndescription: One more.\n---\nText.\n")


@step("change a setting")
def _setting(project: Project) -> None:
    project.count += 1
    project.replace(project.root / "data/site.yml", "tagline: ", f"tagline: ({project.count}) ")


@step("change the name in mkdocs.yml")
def _name(project: Project) -> None:
    project.count += 1
    project.replace(project.root / "mkdocs.yml", "site_name: ", f"site_name: {project.count} ")


@step("set or unset SITE_URL")
def _url(project: Project) -> None:
    if "SITE_URL" in os.environ:
        project.process.delenv("SITE_URL")
    else:
        project.process.setenv("SITE_URL", "https://example.org/mentoring/")


@step("change the program")
def _program(project: Project) -> None:
    """Frames and PDFs, which are cached, are different after this."""
    project.count += 1
    (project.program / "module.py").write_text(str(project.count))
    project.process.setattr(hooks, "POLICY", f"{POLICY}; x-{project.count}")
    changed = pdf.MAIN.replace(b"about.author", b"about.author + str(%d)" % project.count)
    project.process.setattr(pdf, "MAIN", changed)


@step("make a review due")
def _review(project: Project) -> None:
    project.today = DAYS[-1] if project.today < REVIEW_DUE else DAYS[0]


@step("build on another day")
def _day(project: Project) -> None:
    project.today = project.rng.choice([day for day in DAYS if day != project.today])

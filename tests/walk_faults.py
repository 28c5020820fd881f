"""The steps of a random walk that break something: the project, its site or its cache."""

import shutil
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from command import resource_center
from walk_steps import REPAIR, Project, step

from generator.base.cache import FOLDER


class KilledError(BaseException):
    """Simulates the end of a process."""


# Errors that prevent a build


@step("break a record")
def _record(project: Project) -> None:
    project.break_file(project.site(), "state: OH", "state: Narnia")


@step("break a page")
def _page(project: Project) -> None:
    project.break_file(project.root / "content/about.md", "A toy.", "<script>alert(1)</script>")


@step("break a template")
def _template(project: Project) -> None:
    project.break_file(project.root / "theme/components/sources.html", "<", "{{ no_such_name }}<")


@step("break the frame")
def _frame(project: Project) -> None:
    project.break_file(project.root / "theme/main.html", "page_parts.body", "page_parts.bdoy")


@step("break the settings")
def _settings(project: Project) -> None:
    project.break_file(project.root / "data/site.yml", "status: official", "status: finished")


@step(REPAIR)
def _repair(project: Project) -> None:
    assert project.broken
    for path, content in project.broken.items():
        path.write_bytes(content)
    project.broken.clear()


# The site folder


@step("delete a file of the site")
def _delete_page(project: Project) -> None:
    project.page().unlink()


@step("edit a file of the site")
def _edit_page(project: Project) -> None:
    with project.page().open("ab") as file:
        file.write(b"edited by hand")


@step("truncate a file of the site")
def _truncate_page(project: Project) -> None:
    path = project.page()
    path.write_bytes(path.read_bytes()[:-1])


@step("delete the site")
def _delete_site(project: Project) -> None:
    shutil.rmtree(project.root / "site")
    project.strays.clear()


@step("add a file to the site's folder")
def _stray(project: Project) -> None:
    _add_stray(project, "")


@step("add a file to a folder of the site")
def _deep_stray(project: Project) -> None:
    _add_stray(project, "sites/")


def _add_stray(project: Project, folder: str) -> None:
    project.count += 1
    name = f"{folder}stray-{project.count}.txt"
    (project.root / "site" / name).write_text("mine")
    project.strays.add(name)


@step("kill a build")
def _kill(project: Project) -> None:
    """Kill a build that changes every page at one of its first renames and removals, without any cleanup."""
    project.replace(project.root / "data/site.yml", "name: Toy", "name: New Toy")
    # A build that changes anything has at least four: the manifest twice, the home page and the offline copy.
    steps = iter(range(project.rng.randrange(4)))

    def counted(act: Callable[..., Any]) -> Callable[..., Any]:
        def act_or_die(*args: Any, **options: Any) -> Any:
            if next(steps, None) is None:
                raise KilledError
            return act(*args, **options)

        return act_or_die

    with pytest.MonkeyPatch.context() as patch, pytest.raises(KilledError):
        patch.setattr(Path, "replace", counted(Path.replace))
        patch.setattr(Path, "unlink", counted(Path.unlink))
        patch.setattr("generator.project.site_folder.shutil", SimpleNamespace(rmtree=lambda *_, **__: None))
        resource_center("--root", project.root, "build", "--today", project.today)


# The cache


def _flip_byte(path: Path, place: int) -> None:
    content = bytearray(path.read_bytes())
    content[place % len(content)] ^= 255
    path.write_bytes(content)


@step("change a byte of each entry of the cache")
def _flip_bytes(project: Project) -> None:
    for path in project.entries():
        _flip_byte(path, project.rng.randrange(1_000_000))


@step("truncate entries of the cache")
def _truncate(project: Project) -> None:
    for path in project.some_entries():
        path.write_bytes(path.read_bytes()[: project.rng.randrange(60)])


@step("swap entries of the cache")
def _swap(project: Project) -> None:
    """Swap those of one kind: only their checksums show that they are wrong."""
    paths = project.entries()
    for kind in sorted({path.name.partition("-")[0] for path in paths}):
        same = [path for path in paths if path.name.startswith(kind)]
        contents = [path.read_bytes() for path in same]
        for path, content in zip(same, [*contents[1:], contents[0]], strict=True):
            path.write_bytes(content)


@step("delete entries of the cache")
def _delete_entries(project: Project) -> None:
    for path in project.some_entries():
        path.unlink()


@step("replace entries of the cache with folders")
def _replace_with_folders(project: Project) -> None:
    """Except for stamps, since no stamp could be saved then."""
    for path in project.some_entries():
        if not path.name.startswith("stamp-"):
            path.unlink()
            path.mkdir()


@step("delete the cache")
def _delete_cache(project: Project) -> None:
    shutil.rmtree(project.root / FOLDER)

"""The steps of a random walk that break something: the project, its site, or its cache."""

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
    """Stands for the end of a process."""


# What no site can be built of


@step("break a record")
def _record(project: Project) -> None:
    project.spoil(project.site(), "state: OH", "state: Narnia")


@step("break a page")
def _page(project: Project) -> None:
    project.spoil(project.root / "content/about.md", "A toy.", "<script>alert(1)</script>")


@step("break a template")
def _template(project: Project) -> None:
    project.spoil(project.root / "theme/components/sources.html", "<", "{{ no_such_name }}<")


@step("break the frame")
def _frame(project: Project) -> None:
    project.spoil(project.root / "theme/main.html", "page_parts.body", "page_parts.bdoy")


@step("break the settings")
def _settings(project: Project) -> None:
    project.spoil(project.root / "data/site.yml", "status: official", "status: finished")


@step(REPAIR)
def _repair(project: Project) -> None:
    assert project.broken
    for path, content in project.broken.items():
        path.write_bytes(content)
    project.broken.clear()


# The site's folder


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
    """At any of the first renames and removals, with nothing cleaned up. It would have changed every page."""
    project.replace(project.root / "data/site.yml", "name: Toy", "name: New Toy")
    # The manifest twice, the home page and the offline copy: no build that changes something has fewer.
    left = iter(range(project.rng.randrange(4)))

    def counted(act: Callable[..., Any]) -> Callable[..., Any]:
        def act_or_end(*args: Any, **options: Any) -> Any:
            if next(left, None) is None:
                raise KilledError
            return act(*args, **options)

        return act_or_end

    with pytest.MonkeyPatch.context() as patch, pytest.raises(KilledError):
        patch.setattr(Path, "replace", counted(Path.replace))
        patch.setattr(Path, "unlink", counted(Path.unlink))
        patch.setattr("generator.project.site_folder.shutil", SimpleNamespace(rmtree=lambda *_, **__: None))
        resource_center("--root", project.root, "build", "--today", project.today)


# The cache


def _flip(path: Path, place: int) -> None:
    content = bytearray(path.read_bytes())
    content[place % len(content)] ^= 255
    path.write_bytes(content)


@step("change a byte of each entry of the cache")
def _flip_bytes(project: Project) -> None:
    for path in project.entries():
        _flip(path, project.rng.randrange(1_000_000))


@step("truncate entries of the cache")
def _truncate(project: Project) -> None:
    for path in project.some_entries():
        path.write_bytes(path.read_bytes()[: project.rng.randrange(60)])


@step("swap entries of the cache")
def _swap(project: Project) -> None:
    """Those of one kind: each would be read, were it not for its checksum."""
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


@step("make entries of the cache folders")
def _make_folders(project: Project) -> None:
    """All but the stamp, which could never be kept again."""
    for path in project.some_entries():
        if not path.name.startswith("stamp-"):
            path.unlink()
            path.mkdir()


@step("delete the cache")
def _delete_cache(project: Project) -> None:
    shutil.rmtree(project.root / FOLDER)

"""`resource-center build` is skipped if nothing has changed, and only then."""

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from command import UNCHANGED, resource_center
from toys.library import buildable_project

from generator import cli
from generator.base.cache import FOLDER, MANIFEST
from generator.cli import build as build_command
from generator.cli.build import build_project
from generator.kinds import KINDS

DAY = "2026-11-27"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small project, built once. Tests that change it build a copy."""
    root = buildable_project(tmp_path_factory.mktemp("built") / "project", KINDS)
    with pytest.MonkeyPatch.context() as environment:
        environment.delenv("SITE_URL", raising=False)
        done = resource_center("--root", root, "build", "--today", DAY)
    assert done.code == 0, done.output
    return root


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SITE_URL", "TODAY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "project"))


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def stamps(root: Path) -> list[str]:
    return [path.name for path in (root / FOLDER).glob("stamp-*")]


def test_an_unchanged_project_is_not_built_again(built):
    before = tree(built)
    done = resource_center("--root", built, "build", "--today", DAY)

    assert (done.code, done.was_unchanged) == (0, True)
    pages = len(list((built / "site").rglob("*.html")))
    size = sum(len(content) for name, content in tree(built / "site").items() if name != MANIFEST) / 1e6
    assert done.output == f"{UNCHANGED}{pages} pages from {len(KINDS)} records, 0 warnings, {size:.1f} MB.\n"
    assert tree(built) == before


def test_a_clean_build_is_never_skipped(project):
    resource_center("--root", project, "build", "--today", DAY)
    (project / FOLDER / "template-of-another-program").write_bytes(b"code")

    done = resource_center("--root", project, "build", "--clean", "--today", DAY)

    assert (done.code, done.was_unchanged) == (0, False)
    assert not (project / FOLDER / "template-of-another-program").exists()
    assert resource_center("--root", project, "build", "--today", DAY).was_unchanged


def test_a_build_into_another_folder_is_not_skipped(project, tmp_path):
    command = ("--root", project, "build", "--today", DAY)
    resource_center(*command)
    assert not resource_center(*command, "--site-dir", tmp_path / "other").was_unchanged
    assert resource_center(*command, "--site-dir", tmp_path / "other").was_unchanged
    assert resource_center(*command).was_unchanged


def test_a_folder_given_as_an_option_does_not_move_with_the_project(project, tmp_path):
    site_dir = project / "named"
    resource_center("--root", project, "build", "--today", DAY, "--site-dir", site_dir)
    moved = project.rename(tmp_path / "moved")

    done = resource_center("--root", moved, "build", "--today", DAY, "--site-dir", site_dir)

    assert (done.code, done.was_unchanged) == (0, False)
    assert tree(site_dir) == tree(moved / "named")


def test_a_site_outside_the_project_is_built_every_time(project, tmp_path):
    config = project / "mkdocs.yml"
    config.write_text(config.read_text().replace("site_dir: site", f"site_dir: {tmp_path / 'public'}"))

    builds = [resource_center("--root", project, "build", "--today", DAY) for _ in range(2)]

    assert [(build.code, build.was_unchanged) for build in builds] == [(0, False), (0, False)], builds[0].output
    assert tree(tmp_path / "public") == tree(project / "site")


def test_a_failed_build_saves_no_stamp(project):
    resource_center("--root", project, "build", "--clean", "--today", DAY)
    record = project / "data/sites/minimal.yml"
    text = record.read_text()
    record.write_text(text.replace("state: OH", "state: Narnia"))

    builds = [resource_center("--root", project, "build", "--today", DAY) for _ in range(2)]
    assert [(build.code, build.was_unchanged) for build in builds] == [(1, False), (1, False)]

    record.write_text(text)
    assert resource_center("--root", project, "build", "--today", DAY).was_unchanged


def test_a_file_that_is_saved_during_a_build_is_in_the_next_build(project, monkeypatch):
    record = project / "data/sites/minimal.yml"

    def run_and_save(*arguments: Any) -> Any:
        done = build_project(*arguments)
        record.write_text(record.read_text().replace("Peers", "Neighbors"))
        return done

    with monkeypatch.context() as during:
        during.setattr(build_command, "build_project", run_and_save)
        resource_center("--root", project, "build", "--clean", "--today", DAY)

    assert not resource_center("--root", project, "build", "--today", DAY).was_unchanged
    assert "Neighbors" in (project / "site/sites/minimal/index.html").read_text()


def save_and_undo(record: Path) -> Callable[[], object]:
    """Change a record, and return a function that undoes the change."""
    text = record.read_text()
    record.write_text(text.replace("Peers", "Neighbors"))
    return lambda: record.write_text(text)


def move_away_and_back(file: Path) -> Callable[[], object]:
    """Move a file away, and return a function that moves it back. Only its folder's modification time changes."""
    away = file.parents[2] / file.name
    file.rename(away)
    return lambda: away.rename(file)


@pytest.mark.parametrize(
    ("change", "name"), [(save_and_undo, "data/sites/minimal.yml"), (move_away_and_back, "data/sites/README.md")]
)
def test_after_a_change_that_is_undone_during_a_build_there_is_no_stamp(project, monkeypatch, change, name):
    """The build may have read the change, even if the text before and after is the same."""
    (project / "data/sites/README.md").write_text("Each file is a site.\n")

    def run_between(*arguments: Any) -> Any:
        undo = change(project / name)
        try:
            return build_project(*arguments)
        finally:
            undo()

    with monkeypatch.context() as during:
        during.setattr(build_command, "build_project", run_between)
        resource_center("--root", project, "build", "--clean", "--today", DAY)
    assert stamps(project) == []

    assert not resource_center("--root", project, "build", "--today", DAY).was_unchanged
    assert "Neighbors" not in (project / "site/sites/minimal/index.html").read_text()


HOOKS = "hooks:\n- hook.py\n"
OTHER_PLUGIN = "  - search\n"


@pytest.mark.parametrize("settings", ["hooks", "INHERIT", "another plugin"])
def test_a_project_whose_frames_depend_on_other_files_is_built_every_time(project, settings):
    """A hook, a plugin or another settings file may read anything, and changes to that are not noticed."""
    shutil.rmtree(project / FOLDER)
    config = project / "mkdocs.yml"
    text = config.read_text()
    (project / "hook.py").write_text("")
    (project / "base.yml").write_text("copyright: Somebody\n")
    added = {
        "hooks": text + "hooks:\n- hook.py\n",
        "INHERIT": "INHERIT: base.yml\n" + text,
        "another plugin": text.replace("- resource-center\n", "- resource-center\n  - search\n"),
    }
    assert text != added[settings]
    config.write_text(added[settings])

    builds = [resource_center("--root", project, "build", "--today", DAY) for _ in range(2)]

    assert [(build.code, build.was_unchanged) for build in builds] == [(0, False), (0, False)], builds[0].output
    assert stamps(project) == []
    assert list((project / FOLDER).glob("frames-*")) == []


# The command line must mean the same whether or not anything has changed.


@pytest.fixture
def lookups(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Path, Path | None, dt.date]]:
    """The builds for which a stamp was looked up. Each is treated as unchanged."""
    calls: list[tuple[Path, Path | None, dt.date]] = []

    def last_summary(root: Path, site_dir: Path | None, today: dt.date, program: str) -> str:
        calls.append((root, site_dir, today))
        return "1 page."

    monkeypatch.setattr(cli, "last_summary", last_summary)
    return calls


@pytest.mark.parametrize(
    ("arguments", "root", "site_dir", "today"),
    [
        (["--root", "here", "build", "--today", DAY], "here", None, DAY),
        (["--root=here", "build", f"--today={DAY}", "--site-dir=a=b"], "here", "a=b", DAY),
        (["--root", "x", "--root", "a=b", "build", "--site-dir", "out", "--today", DAY], "a=b", "out", DAY),
        (["--root", "build", "build", "--today", "2027-01-01", "--today", DAY], "build", None, DAY),
        (["build", "--site-dir", "../out/", "--today", DAY], ".", "../out", DAY),
    ],
)
def test_a_plain_build_is_recognized(lookups, tmp_path, monkeypatch, arguments, root, site_dir, today):
    monkeypatch.chdir(tmp_path)

    assert resource_center(*arguments).output == f"{UNCHANGED}1 page.\n"
    assert lookups == [
        ((tmp_path / root).resolve(), site_dir and Path.cwd() / site_dir, dt.date.fromisoformat(today)),
    ]


def test_the_date_comes_from_the_environment_or_the_clock(lookups, monkeypatch):
    monkeypatch.setenv("TODAY", "2027-01-02")
    resource_center("build")
    monkeypatch.setenv("TODAY", "")
    before = dt.date.today()
    resource_center("build")

    assert lookups[0][2] == dt.date(2027, 1, 2)
    assert before <= lookups[1][2] <= dt.date.today()


@pytest.mark.parametrize(
    "arguments",
    [
        "",
        "--help",
        "check",
        "build --help",
        "build --clean",
        "build --clear",
        "build --site-dir",
        "build --site-dir=",
        "build --today 2026-11-31",
        "build --today 20261127",
        "build --today 2026-W48-5",
        "build --today tomorrow",
        "build build",
        "build --root .",
        "--root= build",
        "--site-dir out build",
        "--today 2026-11-27 build",
        "--root build",
        "new build",
        "build sites",
    ],
)
def test_every_other_command_line_is_left_to_click(lookups, monkeypatch, arguments):
    click_calls: list[bool] = []
    monkeypatch.setattr("generator.cli.group.main", lambda obj: click_calls.append(True))

    resource_center(*arguments.split())

    assert (lookups, click_calls) == ([], [True])


def test_an_invalid_date_in_the_environment_is_left_to_click(lookups, monkeypatch):
    monkeypatch.setenv("TODAY", "yesterday")

    assert resource_center("build").code == 2
    assert lookups == []

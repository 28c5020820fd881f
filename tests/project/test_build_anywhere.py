"""A build gives the same site in any folder and from any other, and leaves a whole site whatever happens to it."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from command import resource_center
from toys.library import buildable_project

from generator.base.cache import MANIFEST
from generator.kinds import KINDS
from generator.pages.offline import NAME
from generator.project.site_folder import STAGING, PartlyPublishedError

REPOSITORY = Path(__file__).parents[2]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(REPOSITORY), "SITE_URL": ""}
BUILD = [sys.executable, "-m", "generator.cli", "build", "--clean"]


@pytest.fixture(autouse=True)
def no_url(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITE_URL", "")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small project with its site. Tests use copies."""
    root = buildable_project(tmp_path_factory.mktemp("built") / "project", KINDS)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SITE_URL", "")
        done = resource_center("--root", root, "build")
    assert done.code == 0, done.output
    return root


def site_of(root: Path) -> dict[str, bytes]:
    """Return every published file of a project, without the manifest and what a build is still writing."""
    folder = root / "site"
    paths = (path for path in folder.rglob("*") if path.is_file() and STAGING not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths if path.name != MANIFEST}


def copy_of(built: Path, root: Path, *without: str) -> Path:
    """Return a copy of a project, without some of its folders."""
    return Path(shutil.copytree(built, root, ignore=shutil.ignore_patterns(*without)))


NAMES = {
    "a space": "my project",
    "signs of a web address": "a#b%20c?d&e=f",
    "quotation marks": 'it\'s “mine” "now"',
    "signs of a pattern": "[a] {b} *c*",
    "signs of a shell": "$HOME `x` ; -rf",
    "a leading hyphen": "-project",
    "other alphabets": "päth Łódź 日本",
    "signs of a template": "{{ x }} {% y %}",
    "not UTF-8": os.fsdecode(b"caf\xe9"),
    "a name of the project's": "data",
}


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_project_in_any_folder_gives_the_same_site(built: Path, tmp_path: Path, name: str):
    """Also from another folder, and by a relative path."""
    root = copy_of(built, tmp_path / name, "site", ".cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path)
        done = resource_center(f"--root={name}", "build")
        assert done.code == 0, done.output
        assert site_of(root) == site_of(built)
        assert resource_center(f"--root={name}", "build").was_unchanged
        assert resource_center(f"--root={name}", "check").code == 0


def changed_copy(built: Path, root: Path) -> tuple[Path, dict[str, bytes]]:
    """Return a copy of a project in which every page is about to change, and the site that it will have."""
    copy_of(built, root)
    settings = root / "data/site.yml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("Toy Library", "New Library"), encoding="utf-8")
    done = resource_center("--root", root, "build", "--site-dir", root / "later")
    assert done.code == 0, done.output
    (root / "later").rename(root.with_name("later"))
    after = {
        path.relative_to(root.with_name("later")).as_posix(): path.read_bytes()
        for path in root.with_name("later").rglob("*")
        if path.is_file() and path.name != MANIFEST
    }
    return root, after


def assert_whole(root: Path, before: dict[str, bytes], after: dict[str, bytes]) -> None:
    """Check that each file of a site is that of one build or of the other, and none is missing."""
    files = site_of(root)
    assert files.keys() >= before.keys() & after.keys()
    assert [name for name, content in files.items() if content not in (before.get(name), after.get(name))] == []


@pytest.mark.slow
def test_a_build_that_is_killed_at_any_moment_leaves_a_whole_site(built: Path, tmp_path: Path):
    """And the next one completes it."""
    root, after = changed_copy(built, tmp_path / "project")
    before = site_of(built)
    chance = random.Random(os.environ.get("SEED", "1"))
    for _ in range(6):
        process = subprocess.Popen(BUILD, cwd=root, env=ENVIRONMENT, stdout=subprocess.DEVNULL)
        with process:
            time.sleep(chance.uniform(0, 2))
            process.send_signal(signal.SIGKILL)
        assert_whole(root, before, after)
    assert resource_center("--root", root, "build").code == 0
    assert site_of(root) == after
    assert not (root / "site" / STAGING).exists()


@pytest.mark.slow
def test_two_builds_at_once_give_one_whole_site(built: Path, tmp_path: Path):
    """One of them may be refused, and says so."""
    root, after = changed_copy(built, tmp_path / "project")
    processes = [
        subprocess.Popen(BUILD, cwd=root, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        for _ in range(3)
    ]
    results = [(process.communicate()[0], process.returncode) for process in processes]
    assert 0 in [code for _, code in results], results
    for output, code in results:
        assert "Traceback" not in output
        assert code == 0 or "Another build is writing to" in output, output
    assert site_of(root) == after


def test_a_build_that_stops_halfway_does_not_say_that_the_site_is_unchanged(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    root = copy_of(built, tmp_path / "project", ".cache")
    (root / "site/index.html").write_bytes(b"old")

    def fail(*_: object) -> None:
        raise PartlyPublishedError("Some pages are new and others are old.")

    monkeypatch.setattr("generator.project.site_folder._commit", fail)
    done = resource_center("--root", root, "build")
    assert done.code == 1
    assert done.output.endswith("Build failed. Some pages are new and others are old.\n")


@pytest.mark.parametrize("folder", [".", "offline"])
def test_a_full_disk_is_named_and_the_site_is_unchanged(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str
):
    """Whether the site or the temporary file of the offline copy does not fit."""
    root = copy_of(built, tmp_path / "project", ".cache")
    (root / "site/index.html").write_bytes(b"old")
    before = site_of(root)

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    if folder == "offline":
        monkeypatch.setattr("generator.pages.offline.Archive.add", full)
    else:
        monkeypatch.setattr("generator.project.site_folder.os.makedirs", full)
    done = resource_center("--root", root, "build")
    assert done.code == 1
    assert done.output.endswith(
        "Build failed. The existing site is unchanged. "
        "No space left on device. Check its permissions and the free space on the disk.\n"
    )
    assert site_of(root) == before
    assert NAME in before

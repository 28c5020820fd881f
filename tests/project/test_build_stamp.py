"""A build is skipped only if it would read the same as the last one and find the site as that one left it."""

import datetime as dt
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.base.cache import FOLDER, MANIFEST
from generator.project import build_stamp
from generator.project.build_stamp import Stamp, digest_of_inputs, last_summary, save_stamp, states_of
from generator.project.site_folder import STAGING

TODAY = dt.date(2026, 11, 27)
PROGRAM = "digest of the program"
SUMMARY = "1 page from 1 record, 0 warnings, 0.0 MB."
FILES = {
    "mkdocs.yml": "site_url: !ENV [SITE_URL, '']\n",
    "data/site.yml": "name: Toy\n",
    "data/sites/one.yml": "name: One\n",
    "data/.published.txt": "/sites/\n",
    "content/index.md": "---\ntitle: Home\n---\n",
    "theme/main.html": "<main>",
    "theme/assets/css/base.css": "p {}",
    "theme/assets/js/core/3-page.js": "1;",
    "theme/components/symbol.svg": "<svg/>",
    "site/index.html": "<p>Home",
    "site/sites/one/index.html": "<p>One",
}
"""A project and its site: no build is needed to look at a stamp."""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project whose site was just built."""
    monkeypatch.delenv("SITE_URL", raising=False)
    root = tmp_path / "project"
    for name, text in FILES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    made = [name.removeprefix("site/") for name in FILES if name.startswith("site/")]
    (root / "site" / MANIFEST).write_text(json.dumps(made))
    save(root)
    return root


def save(root: Path, site_dir: Path | None = None, *, until: dt.date | None = None) -> None:
    """Save a stamp as a build does."""
    folder = site_dir or root / "site"
    states = states_of(folder, json.loads((folder / MANIFEST).read_text()))
    inputs = digest_of_inputs(root, PROGRAM)
    assert inputs
    assert states
    stamp = Stamp(inputs, str(site_dir or "site"), states, SUMMARY, str(TODAY), str(until or ""))
    save_stamp(root, site_dir, stamp)


def is_skipped(root: Path, site_dir: Path | None = None, today: dt.date = TODAY, program: str = PROGRAM) -> bool:
    """Return whether a build would be skipped. If so, its summary is the last one's."""
    summary = last_summary(root, site_dir, today, program)
    assert summary in (None, SUMMARY)
    return summary is not None


def test_an_unchanged_project_needs_no_build(root):
    assert is_skipped(root)
    assert is_skipped(root)


def test_a_project_that_was_never_built_needs_a_build(root):
    shutil.rmtree(root / FOLDER)

    assert not is_skipped(root)


@pytest.mark.parametrize("name", [name for name in FILES if not name.startswith("site/")])
@pytest.mark.parametrize("change", ["changed", "removed", "renamed"])
def test_a_change_of_any_input_needs_a_build(root, name, change):
    path, content = root / name, (root / name).read_bytes()
    if change == "changed":
        path.write_bytes(content + b" ")
    else:
        path.rename(path.with_name(f"{path.stem}-2{path.suffix}"))
    if change == "removed":
        path.with_name(f"{path.stem}-2{path.suffix}").unlink()
    assert not is_skipped(root)

    shutil.rmtree(path.with_name(f"{path.stem}-2{path.suffix}"), ignore_errors=True)
    path.with_name(f"{path.stem}-2{path.suffix}").unlink(missing_ok=True)
    path.write_bytes(content)

    assert is_skipped(root)


@pytest.mark.parametrize(
    "name", ["data/sites/two.yml", "data/.hidden", "content/a.md", "theme/assets/js/a.js", "theme/assets/css/a.css"]
)
def test_a_new_input_needs_a_build(root, name):
    (root / name).write_text("")

    assert not is_skipped(root)


@pytest.mark.parametrize("target", ["one.yml", "nothing", "../../content"])
def test_a_new_symbolic_link_needs_a_build(root, target):
    """It is a problem wherever it leads."""
    (root / "data/sites/two.yml").symlink_to(target)

    assert not is_skipped(root)


def test_another_site_url_needs_a_build(root, monkeypatch):
    monkeypatch.setenv("SITE_URL", "https://a.example/")
    assert not is_skipped(root)

    save(root)
    assert is_skipped(root)

    monkeypatch.delenv("SITE_URL")
    assert not is_skipped(root)


def restore_time(path: Path, change: Callable[[Path], object]) -> None:
    before = path.stat()
    change(path)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


PAGE = "site/sites/one/index.html"


def put_folder(root: Path) -> None:
    (root / PAGE).unlink()
    (root / PAGE).mkdir()


def put_link(root: Path) -> None:
    (root / PAGE).rename(root / "x")
    (root / PAGE).symlink_to(root / "x")


DAMAGE: dict[str, Callable[[Path], object]] = {
    "edited": lambda root: (root / PAGE).write_text("<p>Edited"),
    "truncated": lambda root: restore_time(root / PAGE, lambda path: path.write_text("<p>")),
    "touched": lambda root: os.utime(root / PAGE, (1, 1)),
    "replaced": lambda root: restore_time(
        root / PAGE, lambda path: (path.with_name("x").write_text("<p>Two"), path.with_name("x").rename(path))
    ),
    "removed": lambda root: (root / PAGE).unlink(),
    "a folder now": put_folder,
    "a link now": put_link,
    "in no folder": lambda root: shutil.rmtree(root / "site/sites"),
    "in no site": lambda root: shutil.rmtree(root / "site"),
    "without a manifest": lambda root: (root / "site" / MANIFEST).unlink(),
    "with another manifest": lambda root: (root / "site" / MANIFEST).write_text("[]"),
    "beside a new file": lambda root: (root / "site/CNAME").write_text("example.org"),
    "beside a staging folder": lambda root: (root / "site" / STAGING).mkdir(),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_changed_site_needs_a_build(root, damage):
    damage(root)

    assert not is_skipped(root)


def test_each_site_folder_has_its_own_stamp(root, tmp_path):
    other = Path(shutil.copytree(root / "site", tmp_path / "other"))
    assert not is_skipped(root, other)

    save(root, other)
    assert is_skipped(root, other)
    assert is_skipped(root)

    (other / "index.html").write_text("<p>Edited")
    assert not is_skipped(root, other)
    assert is_skipped(root)


def test_a_moved_project_needs_no_build(root, tmp_path):
    assert is_skipped(root.rename(tmp_path / "moved"))


def test_a_copied_project_needs_a_build(root, tmp_path):
    assert not is_skipped(Path(shutil.copytree(root, tmp_path / "copy")))


def test_another_program_needs_a_build(root):
    assert not is_skipped(root, program="digest of another program")


@pytest.mark.parametrize("name", ["mkdocs.yml", "data/sites/one.yml"])
def test_inputs_that_cannot_be_read_have_no_digest(root, monkeypatch, name):
    """A build then reports what is wrong, and saves no stamp."""
    if name == "mkdocs.yml":
        (root / name).unlink()
    else:

        def refuse(path: str, mode: str) -> None:
            raise PermissionError(13, "Permission denied", path)

        monkeypatch.setattr("builtins.open", refuse)

    assert digest_of_inputs(root, PROGRAM) is None


@pytest.mark.parametrize("name", ["index.html", MANIFEST])
def test_a_site_with_a_missing_file_has_no_states(root, name):
    (root / "site" / name).unlink()

    assert states_of(root / "site", ["index.html"]) == {}


@pytest.mark.parametrize(
    ("today", "taken"),
    [("2026-11-26", False), ("2026-11-27", True), ("2026-12-31", True), ("2027-01-01", False), ("2027-06-01", False)],
)
def test_a_review_that_falls_due_needs_a_build(root, today, taken):
    """The summary contains the number of warnings, which depends on the date."""
    save(root, until=dt.date(2027, 1, 1))

    assert is_skipped(root, today=dt.date.fromisoformat(today)) == taken


def test_without_reviews_a_later_day_needs_no_build(root):
    assert is_skipped(root, today=dt.date(2999, 1, 1))


STAMPS = ["", "{", "[]", "null", '"text"', "{}", '{"inputs": 1}', "\0"]


@pytest.mark.parametrize("text", STAMPS)
def test_a_stamp_that_cannot_be_read_needs_a_build(root, text):
    build_stamp._cache_of(root).put(build_stamp._stamp_name(None), text.encode())

    assert not is_skipped(root)


@pytest.mark.parametrize("field", ["inputs", "site_dir", "files", "since", "until"])
@pytest.mark.parametrize("value", [1, ["x"]], ids=str)
def test_a_stamp_with_a_value_of_another_type_needs_a_build(root, field, value):
    entries, name = build_stamp._cache_of(root), build_stamp._stamp_name(None)
    entries.put(name, json.dumps(json.loads(entries.get(name) or b"") | {field: value}).encode())

    assert not is_skipped(root)


def test_a_damaged_stamp_needs_a_build(root):
    [stamp] = (root / FOLDER).iterdir()
    stamp.write_bytes(stamp.read_bytes().replace(b"0 warnings", b"1 warnings"))

    assert not is_skipped(root)

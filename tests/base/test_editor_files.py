"""Files of editors stop nothing and are published nowhere: they appear and vanish while someone works."""

import subprocess
from pathlib import Path

import pytest
from toys import TOYS
from toys.library import LIBRARY, lay, lines, opened

from generator.base.cache import files_in
from generator.base.editor_files import PATTERNS, is_editor_file
from generator.project.project import open_project
from generator.project.site_files import assets
from generator.records.data_folder import files_below

ROOT = Path(__file__).parents[2]

NAMES = {
    "lock of Emacs": ".#the-tides.yml",
    "unsaved changes in Emacs": "#the-tides.yml#",
    "last version in Emacs, gedit and Vim": "the-tides.yml~",
    "numbered version of Emacs": "the-tides.yml.~12~",
    "check of Emacs": "flycheck_the-tides.yml",
    "test of Vim": "4913",
    "unsaved changes in Vim": ".the-tides.yml.swp",
    "second window of Vim": "the-tides.yml.swo",
    "merge of Git": "the-tides.yml.orig",
    "change that patch could not make": "the-tides.yml.rej",
    "JetBrains": "the-tides.yml___jb_tmp___",
    "JetBrains, old version": "the-tides.yml___jb_old___",
    "Kate": ".the-tides.yml.kate-swp",
    "nano": "the-tides.yml.save",
    "nano, second time": "the-tides.yml.save.1",
    "GNOME": ".goutputstream-AB12CD",
    "TextEdit": "the-tides.yml.sb-1a2b3c4d-AbCdEf",
    "vscode.dev": "the-tides.yml.crswap",
    "Notepad++": "the-tides.yml.bak",
    "Helix": "the-tides.ymlAbCdEf.bck",
    "others": "the-tides.yml.tmp",
    "others, with a number": "the-tides.yml.tmp.1234.5678",
    "Office": "~$the-tides.docx",
    "LibreOffice": ".~lock.the-tides.csv#",
    "Finder": ".DS_Store",
    "macOS on a network drive": "._the-tides.yml",
    "Explorer": "Thumbs.db",
    "Explorer, folder settings": "desktop.ini",
    "network drive": ".nfs000000000000000100000001",
}

FILES_OF_A_PROJECT = (
    "the-tides.yml",
    "a.md",
    "4913.yml",
    "2019",
    "save.yml",
    "orig.md",
    "tmp.yml",
    ".published.txt",
    "map.svg",
    "site.css",
    "the-tides (conflicted copy).yml",
    "the-tides.sync-conflict-20261128-010203-ABCDEFG.yml",
    "Copy of the-tides.yml",
)
"""Copies that a network drive keeps in a conflict have text that is nowhere else, so they are reported."""


def put(folder: Path, name: str) -> None:
    """Put a file of an editor into a folder; a lock of Emacs is a symbolic link to nothing."""
    folder.mkdir(parents=True, exist_ok=True)
    if name.startswith(".#"):
        (folder / name).symlink_to("me@host.example.1234:1700000000")
    else:
        (folder / name).write_bytes(b"\x00 not: [text")


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES.keys())
def test_a_file_of_an_editor_is_ignored_wherever_it_is(tmp_path: Path, name: str):
    lay(tmp_path, LIBRARY)
    before, digest = open_project(tmp_path, TOYS)[1], [*files_in(str(tmp_path))]
    for folder in ("data", "data/books", "content", "theme/partials"):
        put(tmp_path / folder, name)

    project, problems = open_project(tmp_path, TOYS)

    assert project is not None
    assert lines(problems) == lines(before)
    assert [*files_in(str(tmp_path))] == digest


@pytest.mark.parametrize("name", FILES_OF_A_PROJECT)
def test_a_file_of_a_project_is_not_taken_for_one_of_an_editor(name: str):
    assert not is_editor_file(name)


def test_nothing_in_a_folder_of_an_editor_is_read(tmp_path: Path):
    """TextEdit saves a file in such a folder first."""
    put(tmp_path / "data/a.yml.sb-1a2b3c4d-AbCdEf", "a.yml")
    assert files_below(tmp_path, "data") == ([], [])


def test_a_link_that_no_editor_made_is_reported(tmp_path: Path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data/a.yml").symlink_to("nowhere")
    assert [problem.code for problem in files_below(tmp_path, "data")[1]] == ["symlink"]


def test_git_ignores_the_same_files(tmp_path: Path):
    """The patterns are also in .gitignore, where '#' would start a comment."""
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert [line.removeprefix("\\") for line in ignored[-len(PATTERNS) :]] == list(PATTERNS)
    (tmp_path / ".gitignore").write_text("\n".join(ignored), encoding="utf-8")
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    names = [*NAMES.values(), *FILES_OF_A_PROJECT]
    done = subprocess.run(
        ["git", "-C", str(tmp_path), "check-ignore", "--stdin", "-z"],
        input="\0".join(f"data/{name}" for name in names).encode(),
        capture_output=True,
        check=True,
    )
    assert done.stdout.decode().split("\0")[:-1] == [f"data/{name}" for name in NAMES.values()]


def test_no_file_of_an_editor_is_published(tmp_path: Path):
    """Styles, scripts and fonts are found by their folder, not by a list of names."""
    project = opened(lay(tmp_path, LIBRARY))
    before = [*assets(project)]
    for folder in ("css", "js", "js/core", "fonts"):
        for name in (".#1-base.css", ".#start.js", "start.js~", "#1-base.css#", ".DS_Store"):
            put(tmp_path / "theme/assets" / folder, name)
    assert [*assets(project)] == before

"""Each file of data/ is a record, a settings file or a problem with its fix."""

from pathlib import Path

import pytest
from toys import TOYS
from toys.library import LIBRARY, lay, lines

from generator.project.project import open_project
from generator.records.data_folder import Folder, files_below, read_data

KINDS = ("books", "authors")
SETTINGS = ("site", "synonyms")


def read_files(root: Path, *names: str) -> tuple[Folder, list[str]]:
    """Read a folder with files of these names, each a small record."""
    folder, problems = read_data(lay(root, dict.fromkeys(names, "name: x\n")), KINDS, SETTINGS)
    return folder, lines(problems)


def test_files_are_sorted_by_kind_and_settings(tmp_path: Path):
    """Records by folder and name. Guides, READMEs and hidden files are skipped."""
    folder, problems = read_files(
        tmp_path,
        "data/books/b.yml",
        "data/books/a-1.yml",
        "data/authors/c.yml",
        "data/site.yml",
        "data/README.md",
        "data/RECORDS.md",
        "data/NEW.md",
        "data/PROBLEMS.md",
        "data/books/README.md",
        "data/.published.txt",
        "data/.schemas/books.json",
        "data/books/.b.yml.swp",
    )
    assert problems == []
    assert {kind: [source.slug for source in sources] for kind, sources in folder.records.items()} == {
        "books": ["a-1", "b"],
        "authors": ["c"],
    }
    assert list(folder.settings) == ["site"]


WRONG = {
    "data/book/a.yml": "data/book/a.yml: 'book' is not a kind of record. Did you mean 'books'? [unknown-kind]",
    "data/zebras/a.yml": (
        "data/zebras/a.yml: 'zebras' is not a kind of record. Use one of books, authors. [unknown-kind]"
    ),
    "data/sites.yml": "data/sites.yml: 'sites.yml' is not a settings file. Did you mean 'site'? [unknown-setting]",
    "data/the-tides.yml": (
        "data/the-tides.yml: 'the-tides.yml' is not a settings file. "
        "Move a record to the folder of its kind. [unknown-setting]"
    ),
    "data/books/a.yaml": (
        "data/books/a.yaml: 'a.yaml' does not end in '.yml'. Rename it to 'a.yml'. [wrong-extension]"
    ),
    "data/books/a.md": (
        "data/books/a.md: 'a.md' does not end in '.yml'. Move a page to content/, or rename a record to end in '.yml'. "
        "[wrong-extension]"
    ),
    "data/a.md": (
        "data/a.md: 'a.md' does not end in '.yml'. Move a page to content/, or rename a record to end in '.yml'. "
        "[wrong-extension]"
    ),
    "data/books/RECORDS.md": (
        "data/books/RECORDS.md: 'RECORDS.md' does not end in '.yml'. "
        "Move a page to content/, or rename a record to end in '.yml'. [wrong-extension]"
    ),
    "data/books/a.YML": ("data/books/a.YML: 'a.YML' does not end in '.yml'. Rename it to 'a.yml'. [wrong-extension]"),
    "data/photo.jpg": (
        "data/photo.jpg: 'photo.jpg' does not end in '.yml'. Rename it, or move it out of data/. [wrong-extension]"
    ),
    "data/books/old/a.yml": (
        "data/books/old/a.yml: The record is in a subfolder of its kind's folder. Move it to data/books/a.yml. "
        "[too-deep]"
    ),
    "data/books/The Tides.yml": (
        "data/books/The Tides.yml: 'The Tides.yml' is not a valid name for a record. "
        "Rename it to 'the-tides.yml': use lowercase letters, digits and hyphens. [bad-name]"
    ),
    "data/books/Tides.yml": (
        "data/books/Tides.yml: 'Tides.yml' is not a valid name for a record. "
        "Rename it to 'tides.yml': use lowercase letters, digits and hyphens. [bad-name]"
    ),
    "data/books/the_tides.yml": (
        "data/books/the_tides.yml: 'the_tides.yml' is not a valid name for a record. "
        "Rename it to 'the-tides.yml': use lowercase letters, digits and hyphens. [bad-name]"
    ),
    "data/books/-été--.yml": (
        "data/books/-été--.yml: '-été--.yml' is not a valid name for a record. "
        "Rename it to 'ete.yml': use lowercase letters, digits and hyphens. [bad-name]"
    ),
    "data/books/…!.yml": (
        "data/books/…!.yml: '…!.yml' is not a valid name for a record. "
        "Rename it: use lowercase letters, digits and hyphens. [bad-name]"
    ),
    "data/books/日本.yml": (
        "data/books/日本.yml: '日本.yml' is not a valid name for a record. "
        "Rename it to 'riben.yml': use lowercase letters, digits and hyphens. [bad-name]"
    ),
}


@pytest.mark.parametrize(("name", "problem"), WRONG.items(), ids=WRONG.keys())
def test_a_misplaced_or_misnamed_file_is_reported_with_its_fix(tmp_path: Path, name: str, problem: str):
    """It is not read."""
    folder, problems = read_files(tmp_path, name)
    assert problems == [problem]
    assert folder.records == {"books": [], "authors": []}
    assert folder.settings == {}


LINK = "This is a symbolic link. Replace it with a copy of the file or folder. [symlink]"


def test_a_symbolic_link_to_a_file_is_not_followed(tmp_path: Path):
    """It could lead out of the project."""
    outside = tmp_path / "outside.yml"
    outside.write_text("name: secret\n")
    lay(tmp_path, {"data/books/a.yml": "name: x\n"})
    (tmp_path / "data/books/b.yml").symlink_to(outside)
    folder, problems = read_data(tmp_path, KINDS, SETTINGS)
    assert lines(problems) == [f"data/books/b.yml: {LINK}"]
    assert [source.slug for source in folder.records["books"]] == ["a"]


def test_a_symbolic_link_to_a_folder_is_not_followed(tmp_path: Path):
    """Even if it forms a loop."""
    lay(tmp_path, {"data/books/a.yml": "name: x\n"})
    (tmp_path / "data/authors").symlink_to(tmp_path / "data")
    folder, problems = read_data(tmp_path, KINDS, SETTINGS)
    assert lines(problems) == [f"data/authors: {LINK}"]
    assert folder.records["authors"] == []


def test_the_data_folder_itself_cannot_be_a_symbolic_link(tmp_path: Path):
    """Nothing below it is read."""
    (tmp_path / "elsewhere/books").mkdir(parents=True)
    (tmp_path / "elsewhere/books/a.yml").write_text("name: x\n")
    (tmp_path / "data").symlink_to(tmp_path / "elsewhere")
    folder, problems = read_data(tmp_path, KINDS, SETTINGS)
    assert lines(problems) == [f"data: {LINK}"]
    assert folder.records == {"books": [], "authors": []}


def test_a_missing_data_folder_is_empty(tmp_path: Path):
    """Other checks report what is missing."""
    folder, problems = read_data(tmp_path, KINDS, SETTINGS)
    assert problems == []
    assert folder.slugs == {"books": frozenset(), "authors": frozenset()}


def test_an_invalid_file_keeps_its_slug(tmp_path: Path):
    """So that a reference to it is not a second problem."""
    lay(tmp_path, {"data/books/a.yml": "name: x: y\n", "data/books/b.yml": "name: x\n"})
    folder, problems = read_data(tmp_path, KINDS, SETTINGS)
    assert len(problems) == 1
    assert folder.slugs["books"] == {"a", "b"}
    assert [source.slug for source in folder.records["books"]] == ["b"]


def test_files_are_sorted_by_path(tmp_path: Path):
    """Whatever the order of the file system is."""
    lay(tmp_path, dict.fromkeys(("data/b/1.yml", "data/a.yml", "data/a/2.yml", "data/a/1.yml"), "x"))
    files, _ = files_below(tmp_path, "data")
    assert [path.relative_to(tmp_path).as_posix() for path in files] == [
        "data/a/1.yml",
        "data/a/2.yml",
        "data/a.yml",
        "data/b/1.yml",
    ]


def test_a_file_without_read_permission_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Tests may run as root, who can read every file, so the error is simulated."""
    lay(tmp_path, LIBRARY)

    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    problems = lines(open_project(tmp_path, TOYS)[1])
    assert "data/site.yml: The file cannot be read: Permission denied. Check its permissions. [unreadable]" in problems
    assert (
        "content/about.md: The file cannot be read: Permission denied. Check its permissions. [unreadable]" in problems
    )

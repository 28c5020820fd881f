"""A digest changes whenever any part of what it stands for changes."""

import importlib.util
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from generator.base import cache as cache_module
from generator.base.cache import FOLDER, digest_of, engine_settings, files_in, open_cache, program_digest

HERE = Path(cache_module.__file__)


def test_the_same_bytes_split_differently_have_another_digest():
    parts = [("ab", "c"), ("a", "bc"), ("abc",), ("abc", ""), ("", "abc"), (), ("",), ("a", "b", "c")]

    assert len({digest_of(*part) for part in parts}) == len(parts)
    assert digest_of("é", b"x") == digest_of("é".encode(), "x")


def test_a_name_that_is_not_utf_8_has_a_digest():
    name = os.fsdecode(b"caf\xe9.yml")

    assert digest_of(name) == digest_of(b"caf\xe9.yml") != digest_of("café.yml")


# Files


FILES = {"a.html": "A", "b.css": "B", "sub/c.html": "C", "sub/deep/d.js": "D"}


@pytest.fixture
def files(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        path = tmp_path / "files" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path / "files"


def link(path: Path, target: str) -> None:
    path.unlink(missing_ok=True)
    path.symlink_to(target)


def link_in_place_of_a_file(root: Path) -> None:
    (root / "b.css").write_text("A")
    link(root / "a.html", "b.css")


CHANGES: dict[str, Callable[[Path], object]] = {
    "a changed file": lambda root: (root / "sub/c.html").write_text("X"),
    "an emptied file": lambda root: (root / "a.html").write_text(""),
    "a renamed file": lambda root: (root / "a.html").rename(root / "z.html"),
    "a moved file": lambda root: (root / "a.html").rename(root / "sub/a.html"),
    "a removed file": lambda root: (root / "b.css").unlink(),
    "an added file": lambda root: (root / "e.html").write_text(""),
    "a hidden file": lambda root: (root / ".e").write_text(""),
    "a renamed folder": lambda root: (root / "sub").rename(root / "other"),
    "swapped files": lambda root: ((root / "a.html").write_text("B"), (root / "b.css").write_text("A")),
    "a link in place of a file": link_in_place_of_a_file,
    "a link to a file": lambda root: link(root / "e.html", "a.html"),
    "a link to nothing": lambda root: link(root / "e.html", "nowhere.html"),
    "a link to a folder": lambda root: link(root / "e", "sub"),
    "a new folder": lambda root: (root / "e").mkdir(),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_in_a_folder_changes_its_digest(files, change):
    before = digest_of(*files_in(str(files)))
    change(files)

    assert digest_of(*files_in(str(files))) != before


def test_a_changed_link_target_changes_the_digest(files):
    for name in ("one.html", "two.html"):
        (files / name).write_text("the same")
    link(files / "link.html", "one.html")
    before = digest_of(*files_in(str(files)))
    link(files / "link.html", "two.html")

    assert digest_of(*files_in(str(files))) != before


def test_files_are_read_in_order_and_named_relative_to_their_folder(files, tmp_path):
    for letter in "qwertyuiop":
        (files / f"z{letter}").write_text(letter)
    letters = [part for letter in sorted("qwertyuiop") for part in (f"/z{letter}", letter.encode())]
    deep = ["/sub/deep", "/sub/c.html", b"C", "/sub/deep/d.js", b"D"]
    expected = ["/sub", "/a.html", b"A", "/b.css", b"B", *letters, *deep]
    assert list(files_in(str(files))) == expected

    files.rename(tmp_path / "moved")

    assert list(files_in(str(tmp_path / "moved"))) == expected
    assert list(files_in(str(files))) == []


def test_a_linked_folder_is_read_once_and_a_link_upwards_is_not_followed_forever(files, tmp_path):
    """A theme may have linked folders; among the records they are a problem."""
    (tmp_path / "elsewhere").mkdir()
    link(files / "linked", str(tmp_path / "elsewhere"))
    link(files / "sub/above", "..")
    before = list(files_in(str(files)))
    (tmp_path / "elsewhere/e.html").write_text("E")

    assert [part for part in files_in(str(files)) if part not in before] == ["/linked/e.html", b"E"]


def test_compiled_modules_are_not_read(files):
    before = list(files_in(str(files)))
    (files / "sub/__pycache__").mkdir()
    (files / "sub/__pycache__/c.pyc").write_bytes(b"code")
    assert list(files_in(str(files))) == before


def test_a_pipe_is_named_and_not_read(files):
    """Reading it would never end."""
    os.mkfifo(files / "pipe")

    assert [part for part in files_in(str(files)) if "pipe" in str(part)] == ["/pipe"]


def test_a_file_that_cannot_be_read_is_an_error(files, monkeypatch):
    def refuse(path: str, mode: str) -> None:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr("builtins.open", refuse)

    with pytest.raises(PermissionError):
        list(files_in(str(files)))


# Settings of MkDocs


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    path = tmp_path / "mkdocs.yml"
    path.write_text("site_name: X\nsite_url: !ENV [TOY_URL, OTHER_URL, '']\n")
    return path


def digest_with(settings: Path, monkeypatch: pytest.MonkeyPatch, **variables: str) -> str:
    """Return the digest of the settings with these environment variables set as well."""
    with monkeypatch.context() as environment:
        for name, value in variables.items():
            environment.setenv(name, value)
        return digest_of(*engine_settings(settings))


def test_an_environment_variable_named_in_the_settings_changes_the_digest(settings, monkeypatch):
    digests = [
        digest_with(settings, monkeypatch, **variables)
        for variables in ({}, {"TOY_URL": ""}, {"TOY_URL": "a"}, {"TOY_URL": "b"}, {"OTHER_URL": "a"})
    ]

    assert len(set(digests)) == len(digests)


def test_other_environment_variables_do_not_change_the_digest(settings, monkeypatch):
    assert digest_with(settings, monkeypatch, TOY="a", TOY_URL_2="a", URL="a") == digest_with(settings, monkeypatch)


def test_changed_settings_change_the_digest(settings, monkeypatch):
    before = digest_with(settings, monkeypatch)
    settings.write_text(settings.read_text() + "# a comment\n")

    assert digest_with(settings, monkeypatch) != before


def test_missing_settings_are_an_error(tmp_path):
    with pytest.raises(FileNotFoundError):
        list(engine_settings(tmp_path / "mkdocs.yml"))


# The program


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """Return a folder with files such as the program has, and a copy of the module under test."""
    folder = tmp_path / "copy" / "generator"
    (folder / "kinds/site").mkdir(parents=True)
    (folder / "base").mkdir()
    for name in ("kinds/site/view.py", "kinds/site/site.css", "kinds/site/map.js", "codes.yml", "pdf.py"):
        (folder / name).write_text("text")
    shutil.copy(HERE, folder / "base/cache.py")
    return folder


def load(package: Path) -> ModuleType:
    """Return the module under test as imported from the copied package."""
    spec = importlib.util.spec_from_file_location("copied_cache", package / "base/cache.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    "name", ["kinds/site/view.py", "kinds/site/site.css", "kinds/site/map.js", "codes.yml", "pdf.py", "new.typ"]
)
def test_a_change_to_any_file_of_the_program_changes_its_digest(package, name):
    module = load(package)
    before = module.program_digest()
    assert module.program_digest() == before
    (package / name).write_text("another text")

    assert module.program_digest() != before


@pytest.mark.parametrize("name", ["jinja2-4.0.dist-info", "jinja2-4.0-py3.11.egg-info"])
def test_another_version_of_a_package_changes_the_digest(tmp_path, monkeypatch, name):
    """An update renames the metadata folder; a new installation from a checkout changes its time."""
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path), str(tmp_path / "missing"), ""])
    digests = [program_digest()]
    (tmp_path / "a-module.py").write_text("")
    assert program_digest() == digests[0]
    (tmp_path / name).mkdir()
    digests.append(program_digest())
    os.utime(tmp_path / name, (1, 1))
    digests.append(program_digest())
    (tmp_path / name).rename(tmp_path / name.replace("4.0", "4.1"))
    digests.append(program_digest())

    assert len(set(digests)) == len(digests)


def test_another_python_changes_the_digest(monkeypatch):
    before = program_digest()
    monkeypatch.setattr(sys, "version", "4.0")
    another = program_digest()
    monkeypatch.undo()
    monkeypatch.setattr(sys, "prefix", "/elsewhere")

    assert len({before, another, program_digest()}) == 3


def test_the_cache_of_a_project_is_in_its_root_folder(tmp_path):
    cache = open_cache(tmp_path, "program")
    cache.put(cache.name("pdf", "text"), b"content")

    assert [path.name for path in (tmp_path / FOLDER).iterdir()] == [
        open_cache(tmp_path, "program").name("pdf", "text")
    ]
    assert cache.name("pdf", "text") != open_cache(tmp_path, "another").name("pdf", "text")

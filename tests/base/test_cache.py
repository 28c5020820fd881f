"""A cache returns what was stored or nothing; no state of its folder stops a build."""

import hashlib
import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.base import cache as cache_module
from generator.base.cache import MAX_AGE, Cache

HERE = Path(cache_module.__file__)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "project" / "cache"


def names_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


# Entries


@pytest.mark.parametrize("content", [b"", b"x", bytes(range(256)) * 4000])
def test_the_next_build_finds_an_entry(folder, content):
    Cache(folder).put("pdf-1", content)

    assert Cache(folder).get("pdf-1") == content


def test_a_name_without_an_entry_is_a_miss(folder):
    cache = Cache(folder)

    assert cache.get("pdf-1") is None
    cache.put("pdf-2", b"two")
    assert cache.get("pdf-1") is None


def test_a_new_entry_replaces_the_old_one_of_its_name(folder):
    cache = Cache(folder)
    for content in (b"old", b"new"):
        cache.put("pdf-1", content)

    assert cache.get("pdf-1") == Cache(folder).get("pdf-1") == b"new"


def test_a_name_depends_on_the_kind_the_inputs_and_the_program(folder):
    names = [
        Cache(folder, program).name(kind, *inputs)
        for program in ("", "one")
        for kind in ("pdf", "template")
        for inputs in ((), ("",), ("a",), ("a", "b"), ("ab",), (b"ab", ""))
    ]

    assert len(set(names)) == len(names)
    assert Cache(folder, "one").name("pdf", "a") == Cache(None, "one").name("pdf", b"a")


def test_an_entry_of_another_program_is_a_miss(folder):
    before, after = Cache(folder, "one"), Cache(folder, "two")
    before.put(before.name("pdf", "text"), b"content")

    assert after.get(after.name("pdf", "text")) is None


def flip(entry: Path, place: int) -> None:
    content = bytearray(entry.read_bytes())
    content[place] ^= 1
    entry.write_bytes(content)


def put_folder(entry: Path) -> None:
    entry.unlink()
    entry.mkdir()


def put_link(entry: Path) -> None:
    entry.unlink()
    entry.symlink_to("nothing")


DAMAGE: dict[str, Callable[[Path], object]] = {
    "a changed checksum": lambda entry: flip(entry, 0),
    "a changed first byte": lambda entry: flip(entry, 32),
    "a changed last byte": lambda entry: flip(entry, -1),
    "a missing last byte": lambda entry: entry.write_bytes(entry.read_bytes()[:-1]),
    "one more byte": lambda entry: entry.write_bytes(entry.read_bytes() + b"\0"),
    "the checksum alone": lambda entry: entry.write_bytes(entry.read_bytes()[:32]),
    "half a checksum": lambda entry: entry.write_bytes(entry.read_bytes()[:16]),
    "no bytes": lambda entry: entry.write_bytes(b""),
    "a checksum of nothing": lambda entry: entry.write_bytes(hashlib.sha256(b"").digest()),
    "another entry": lambda entry: shutil.copy(entry.with_name("pdf-2"), entry),
    "a folder": put_folder,
    "a link to nothing": put_link,
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_entry_is_a_miss(folder, damage):
    for name in ("pdf-1", "pdf-2"):
        Cache(folder).put(name, b"content of " + name.encode())
    damage(folder / "pdf-1")

    assert Cache(folder).get("pdf-1") is None
    assert Cache(folder).get("pdf-2") == b"content of pdf-2"


def test_swapped_entries_are_misses(folder):
    for name in ("pdf-1", "pdf-2"):
        Cache(folder).put(name, b"content")
    (folder / "pdf-1").rename(folder / "kept")
    (folder / "pdf-2").rename(folder / "pdf-1")
    (folder / "kept").rename(folder / "pdf-2")

    assert [Cache(folder).get(name) for name in ("pdf-1", "pdf-2")] == [None, None]


@pytest.mark.parametrize("damage", [name for name in DAMAGE if name != "a folder"])
def test_a_damaged_entry_is_replaced(folder, damage):
    for name in ("pdf-1", "pdf-2"):
        Cache(folder).put(name, name.encode())
    DAMAGE[damage](folder / "pdf-1")

    Cache(folder).put("pdf-1", b"again")

    assert Cache(folder).get("pdf-1") == b"again"


# The folder


def use(cache: Cache) -> list[bytes | None]:
    """Do everything that a build does with a cache; return what it reads."""
    cache.put("pdf-1", b"one")
    contents = [cache.get("pdf-1"), cache.get("pdf-2")]
    cache.prune()
    cache.clear()
    return [*contents, cache.get("pdf-1")]


def test_a_cache_without_a_folder_keeps_its_entries_in_memory(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    assert use(Cache()) == [b"one", None, None]
    assert list(tmp_path.iterdir()) == []


def test_a_file_where_the_folder_should_be_does_not_stop_a_build(folder):
    folder.parent.mkdir()
    folder.write_text("mine")

    assert use(Cache(folder)) == [None, None, None]
    assert folder.read_text() == "mine"


def test_a_folder_that_cannot_be_created_does_not_stop_a_build(folder):
    folder.parent.write_text("mine")

    assert use(Cache(folder)) == [None, None, None]


@pytest.mark.parametrize("method", ["mkdir", "write_bytes", "replace", "unlink"])
def test_an_error_of_the_system_does_not_stop_a_build(folder, monkeypatch, method):
    """The error is simulated, because the tests may run as root, whom no permission stops."""

    def refuse(*_args: object, **_options: object) -> None:
        raise PermissionError

    with monkeypatch.context() as system:
        system.setattr(Path, method, refuse)
        Cache(folder).put("pdf-1", b"one")
        assert Cache(folder).get("pdf-1") == (b"one" if method == "unlink" else None)


def test_a_read_only_entry_is_found(folder, monkeypatch):
    Cache(folder).put("pdf-1", b"one")

    def refuse(*_args: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "utime", refuse)
    assert Cache(folder).get("pdf-1") == b"one"


def test_an_entry_that_cannot_be_written_completely_leaves_nothing_behind(folder, monkeypatch):
    Cache(folder).put("pdf-1", b"old")

    def fill_the_disk(path: Path, content: bytes) -> None:
        with path.open("wb") as file:
            file.write(content[:20])
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as system:
        system.setattr(Path, "write_bytes", fill_the_disk)
        Cache(folder).put("pdf-1", b"new")
        Cache(folder).put("pdf-2", b"two")

    assert names_in(folder) == {"pdf-1"}
    assert Cache(folder).get("pdf-1") == b"old"


def test_an_entry_gets_its_name_only_when_it_is_complete(folder, monkeypatch):
    seen: list[set[str]] = []
    replace = Path.replace

    def watch(path: Path, target: Path) -> Path:
        seen.append(names_in(folder))
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", watch)
    Cache(folder).put("pdf-1", b"one")

    assert seen == [{f"pdf-1.{os.getpid()}"}]
    assert names_in(folder) == {"pdf-1"}


def age(folder: Path, name: str, seconds: float) -> None:
    """Set the time of an entry's last use to this many seconds ago."""
    used = time.time() - seconds
    os.utime(folder / name, (used, used))


def test_entries_unused_for_a_week_are_removed(folder):
    for name in ("new", "young", "old", "used"):
        Cache(folder).put(name, name.encode())
    age(folder, "young", MAX_AGE - 3600)
    age(folder, "old", MAX_AGE + 3600)
    age(folder, "used", MAX_AGE + 3600)
    (folder / "a-folder").mkdir()
    age(folder, "a-folder", MAX_AGE + 3600)

    cache = Cache(folder)
    assert cache.get("used") == b"used"
    cache.prune()

    assert names_in(folder) == {"new", "young", "used", "a-folder"}
    assert MAX_AGE == 7 * 86_400


def test_all_entries_can_be_removed(folder):
    cache = Cache(folder)
    for name in ("one", "two"):
        cache.put(name, name.encode())
    os.utime(folder / "two", (2**33, 2**33))  # as from a machine whose clock is wrong

    cache.clear()

    assert names_in(folder) == set()
    assert [cache.get("one"), Cache(folder).get("two")] == [None, None]

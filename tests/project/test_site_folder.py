"""Publication is all or nothing: the standing site is whole before, during and after."""

import contextlib
import errno
import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from generator.base.cache import MANIFEST
from generator.project.site_folder import STAGING, SiteFolderError, publish

OLD = {"index.html": b"old home", "a/index.html": b"old a", "gone/index.html": b"gone"}
NEW = {"index.html": b"new home", "a/index.html": b"old a", "b/index.html": b"new b"}


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder but the program's own notes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != MANIFEST and STAGING not in path.parts
    }


@pytest.fixture
def site(tmp_path):
    """A site folder with the old site in it."""
    folder = tmp_path / "site"
    publish(OLD.items(), folder)
    return folder


def test_the_folder_holds_exactly_the_files(site):
    published = publish(NEW.items(), site)

    assert tree(site) == NEW
    assert (published.files, published.changed, published.removed) == (3, 2, 1)
    assert not (site / "gone").exists()


def test_an_unchanged_file_is_not_written_again(site):
    before = (site / "a/index.html").stat()

    publish(NEW.items(), site)

    assert (site / "a/index.html").stat().st_mtime_ns == before.st_mtime_ns
    assert (site / "a/index.html").stat().st_ino == before.st_ino


def test_a_file_that_someone_edited_is_made_right(site):
    (site / "a/index.html").write_bytes(b"edited by hand")

    publish(OLD.items(), site)

    assert tree(site) == OLD


def test_a_folder_with_strange_files_is_refused(tmp_path):
    (tmp_path / "thesis.txt").write_text("years of work")

    with pytest.raises(SiteFolderError, match="contains files that this program did not write"):
        publish(NEW.items(), tmp_path)

    assert tree(tmp_path) == {"thesis.txt": b"years of work"}


def test_a_strange_file_beside_the_site_is_left_alone(site):
    (site / "CNAME").write_text("example.org")

    publish(NEW.items(), site)

    assert tree(site) == {**NEW, "CNAME": b"example.org"}


def test_a_strange_file_where_a_page_belongs_is_refused(site):
    (site / "b").mkdir()
    (site / "b/index.html").write_text("mine")

    with pytest.raises(SiteFolderError, match="this program did not write it"):
        publish(NEW.items(), site)

    assert tree(site) == {**OLD, "b/index.html": b"mine"}


@pytest.mark.parametrize("name", ["../outside.html", "/etc/outside.html", "a/../../outside.html"])
def test_no_file_leaves_the_folder(site, name):
    with pytest.raises(SiteFolderError, match="is outside the site folder"):
        publish([(name, b"")], site)

    assert tree(site) == OLD


def test_a_file_made_twice_is_refused(site):
    with pytest.raises(SiteFolderError, match="written twice"):
        publish([("a.html", b"1"), ("a.html", b"2")], site)


def test_a_link_in_place_of_the_folder_is_refused(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "site").symlink_to(tmp_path / "real")

    with pytest.raises(SiteFolderError, match="is not a folder"):
        publish(NEW.items(), tmp_path / "site")


def test_a_broken_manifest_is_named(site):
    (site / MANIFEST).write_text("{")

    with pytest.raises(SiteFolderError, match="cannot be read"):
        publish(NEW.items(), site)


def test_a_page_may_become_a_folder_and_a_folder_a_page(tmp_path):
    first = {"a": b"file", "b/c": b"deep"}
    second = {"a/index.html": b"folder now", "b": b"file now"}
    publish(first.items(), tmp_path / "site")

    publish(second.items(), tmp_path / "site")

    assert tree(tmp_path / "site") == second


def test_a_fault_while_the_files_are_made_leaves_the_old_site(site):
    def broken():
        yield "index.html", b"new home"
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        publish(broken(), site)

    assert tree(site) == OLD
    assert not (site / STAGING).exists()


def test_a_full_disk_leaves_the_old_site(site, monkeypatch):
    write = Path.write_bytes

    def full(path, content):
        if path.name == "index.html" and path.parent.name == "b":
            raise OSError(errno.ENOSPC, "No space left on device")
        return write(path, content)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space left"):
        publish(NEW.items(), site)

    assert tree(site) == OLD
    assert not (site / STAGING).exists()


def test_a_limit_that_the_system_sets_leaves_the_old_site(site):
    """The same with a real refusal by the kernel: the process may write no file over 4 KB."""
    code = f"""
        import resource, signal
        from pathlib import Path
        from generator.project.site_folder import publish
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
        publish([("index.html", b"x"), ("big.html", b"x" * 10_000)], Path({str(site)!r}))
    """
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(code)], capture_output=True, text=True)

    assert "File too large" in done.stderr
    assert tree(site) == OLD


@pytest.mark.parametrize("survivors", range(9))
def test_a_publication_killed_at_any_rename_is_completed_by_the_next(site, monkeypatch, survivors):
    """Killed after any number of steps, every file is whole, and the next publication ends the work."""
    replace, unlink, steps = Path.replace, Path.unlink, iter(range(survivors))

    class KilledError(BaseException):
        """Stands for the end of the process."""

    def count(act):
        def counted(*args, **options):
            if next(steps, None) is None:
                raise KilledError
            return act(*args, **options)

        return counted

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", count(replace))
        patch.setattr(Path, "unlink", count(unlink))
        # A killed process does not clean up after itself.
        patch.setattr("generator.project.site_folder.shutil.rmtree", lambda *_, **__: None)
        with contextlib.suppress(KilledError):
            publish(NEW.items(), site)
    for name, content in tree(site).items():
        assert content in (OLD.get(name), NEW.get(name)), name

    # A third site, so that no file of the second can pass for it.
    third = {"index.html": b"third home", "c/index.html": b"third c"}
    publish(third.items(), site)

    assert tree(site) == third
    assert not (site / STAGING).exists()


@pytest.mark.parametrize("obstacle", ["a file for a folder", "a folder for a file", "a link for a folder"])
def test_an_obstacle_is_found_before_anything_changes(site, tmp_path, obstacle):
    """What a rename would stumble over is refused while the old site stands whole."""
    if obstacle == "a file for a folder":
        (site / "b").write_text("mine")
    elif obstacle == "a folder for a file":
        (site / "b/index.html").mkdir(parents=True)
        (site / "b/index.html/mine.txt").write_text("mine")
    else:
        (tmp_path / "elsewhere").mkdir()
        (site / "b").symlink_to(tmp_path / "elsewhere")
    before = tree(site)

    with pytest.raises(SiteFolderError, match="Move it elsewhere"):
        publish(NEW.items(), site)

    assert tree(site) == before
    assert not (tmp_path / "elsewhere/index.html").exists()


def test_a_folder_that_may_not_be_written_to_is_refused_first(site, monkeypatch):
    """The tests may run as root, whom no permission stops: so the system's answer is played."""
    monkeypatch.setattr("generator.project.site_folder.os.access", lambda path, _: path != site / "a")

    with pytest.raises(SiteFolderError, match="is not writable"):
        publish({**NEW, "a/index.html": b"new a"}.items(), site)

    assert tree(site) == OLD


@pytest.mark.parametrize("names", [["robots", "robots/index.html"], ["robots/index.html", "robots"]])
def test_a_name_cannot_be_a_file_and_a_folder(site, names):
    with pytest.raises(SiteFolderError, match="a file and a folder"):
        publish([*OLD.items(), *((name, b"x") for name in names)], site)

    assert tree(site) == OLD


def test_two_builds_do_not_write_at_once(site):
    def files():
        yield "index.html", b"new home"
        with pytest.raises(SiteFolderError, match="Another build is writing"):
            publish(NEW.items(), site)

    publish(files(), site)

    assert tree(site) == {"index.html": b"new home"}


@pytest.mark.parametrize("manifest", ['["../../victim"]', '["/etc/passwd"]', "[1]", '{"a": 1}x'])
def test_a_manifest_that_points_outside_is_refused(site, tmp_path, manifest):
    (tmp_path.parent / "victim").write_text("not ours")
    (site / MANIFEST).write_text(manifest)

    with pytest.raises(SiteFolderError, match="cannot be read"):
        publish(NEW.items(), site)

    assert (tmp_path.parent / "victim").read_text() == "not ours"


def test_an_owned_name_below_a_file_is_no_obstacle(site):
    """As a build leaves it that failed after it had widened the manifest."""
    (site / MANIFEST).write_text('["index.html", "index.html/index.html"]')
    (site / "a/index.html").unlink()
    (site / "gone/index.html").unlink()

    publish({"index.html": b"new"}.items(), site)

    assert tree(site) == {"index.html": b"new"}


def test_a_process_killed_for_real_leaves_whole_files(tmp_path):
    """SIGKILL at different moments of a large publication; each file is the old one or the new one."""
    folder = tmp_path / "site"
    publish([(f"{number}.html", b"old" * 2000) for number in range(300)], folder)
    code = textwrap.dedent(f"""
        import sys
        from pathlib import Path
        from generator.project.site_folder import publish
        print("started", flush=True)
        while True:
            for letter in (b"new", b"old"):
                publish([(f"{{number}}.html", letter * 2000) for number in range(300)], Path({str(folder)!r}))
    """)
    for pause in (0.01, 0.03, 0.05, 0.08):
        process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
        assert process.stdout is not None
        process.stdout.readline()
        with process:
            try:
                process.wait(timeout=pause)
            except subprocess.TimeoutExpired:
                os.kill(process.pid, 9)
        assert set(tree(folder).values()) <= {b"old" * 2000, b"new" * 2000}
        assert len(tree(folder)) == 300
    publish([("1.html", b"end")], folder)

    assert tree(folder) == {"1.html": b"end"}

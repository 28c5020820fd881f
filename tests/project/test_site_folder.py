"""Publishing is all or nothing: the existing site is complete before, during and after."""

import contextlib
import errno
import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from generator.base.cache import MANIFEST
from generator.project.site_folder import STAGING, PartlyPublishedError, publish
from generator.project.site_targets import SiteFolderError

OLD = {"index.html": b"old home", "a/index.html": b"old a", "gone/index.html": b"gone"}
NEW = {"index.html": b"new home", "a/index.html": b"old a", "b/index.html": b"new b"}


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder, except the manifest and staged files."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != MANIFEST and STAGING not in path.parts
    }


@pytest.fixture
def site(tmp_path):
    """A folder with the old site."""
    folder = tmp_path / "site"
    publish(OLD.items(), folder)
    return folder


def test_the_folder_contains_exactly_the_files(site):
    published = publish(NEW.items(), site)

    assert tree(site) == NEW
    assert (published.files, published.changed, published.removed) == (3, 2, 1)
    assert not (site / "gone").exists()


def test_an_unchanged_file_is_not_rewritten(site):
    before = (site / "a/index.html").stat()

    publish(NEW.items(), site)

    assert (site / "a/index.html").stat().st_mtime_ns == before.st_mtime_ns
    assert (site / "a/index.html").stat().st_ino == before.st_ino


def test_a_file_that_was_edited_by_hand_is_restored(site):
    (site / "a/index.html").write_bytes(b"edited by hand")

    publish(OLD.items(), site)

    assert tree(site) == OLD


def test_a_folder_with_other_files_is_refused(tmp_path):
    (tmp_path / "thesis.txt").write_text("years of work")

    with pytest.raises(SiteFolderError, match="contains files that this program did not write"):
        publish(NEW.items(), tmp_path)

    assert tree(tmp_path) == {"thesis.txt": b"years of work"}


def test_a_new_folder_that_somebody_looked_into_is_used(tmp_path):
    """The Finder and the Explorer leave files in each folder that they show."""
    (tmp_path / "new").mkdir()
    for name in (".DS_Store", "Thumbs.db", "desktop.ini"):
        (tmp_path / "new" / name).write_bytes(b"\0")

    publish(NEW.items(), tmp_path / "new")

    assert tree(tmp_path / "new").items() >= NEW.items()


def test_another_file_in_the_site_folder_is_unchanged(site):
    (site / "CNAME").write_text("example.org")

    publish(NEW.items(), site)

    assert tree(site) == {**NEW, "CNAME": b"example.org"}


def test_another_file_at_the_path_of_a_page_is_refused(site):
    (site / "b").mkdir()
    (site / "b/index.html").write_text("mine")

    with pytest.raises(SiteFolderError, match="this program did not write it"):
        publish(NEW.items(), site)

    assert tree(site) == {**OLD, "b/index.html": b"mine"}


@pytest.mark.parametrize("name", ["../outside.html", "/etc/outside.html", "a/../../outside.html"])
def test_no_file_is_written_outside_the_folder(site, name):
    with pytest.raises(SiteFolderError, match="is outside the site folder"):
        publish([(name, b"")], site)

    assert tree(site) == OLD


def test_a_file_that_is_written_twice_is_refused(site):
    with pytest.raises(SiteFolderError, match="written twice"):
        publish([("a.html", b"1"), ("a.html", b"2")], site)


def test_a_symbolic_link_in_place_of_the_folder_is_refused(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "site").symlink_to(tmp_path / "real")

    with pytest.raises(SiteFolderError, match="is not a folder"):
        publish(NEW.items(), tmp_path / "site")


def test_an_invalid_manifest_is_reported(site):
    (site / MANIFEST).write_text("{")

    with pytest.raises(SiteFolderError, match="cannot be read"):
        publish(NEW.items(), site)


def test_a_page_may_become_a_folder_and_a_folder_a_page(tmp_path):
    first = {"a": b"file", "b/c": b"deep"}
    second = {"a/index.html": b"folder now", "b": b"file now"}
    publish(first.items(), tmp_path / "site")

    publish(second.items(), tmp_path / "site")

    assert tree(tmp_path / "site") == second


def test_an_error_while_files_are_rendered_leaves_the_old_site(site):
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
    with pytest.raises(SiteFolderError, match=r"'index\.html' cannot be written: No space left on"):
        publish(NEW.items(), site)

    assert tree(site) == OLD
    assert not (site / STAGING).exists()


def test_a_file_size_limit_leaves_the_old_site(site):
    """A real error from the kernel: the process may write no file over 4 KB."""
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
def test_the_next_publication_completes_one_that_was_killed_at_any_rename(site, monkeypatch, survivors):
    """After any number of steps, every file is complete, and the next publication finishes the work."""
    replace, unlink, steps = Path.replace, Path.unlink, iter(range(survivors))

    class KilledError(BaseException):
        """Simulates the end of the process."""

    def count(act):
        def counted(*args, **options):
            if next(steps, None) is None:
                raise KilledError
            return act(*args, **options)

        return counted

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", count(replace))
        patch.setattr(Path, "unlink", count(unlink))
        # A killed process does not clean up.
        patch.setattr("generator.project.site_folder.shutil.rmtree", lambda *_, **__: None)
        with contextlib.suppress(KilledError):
            publish(NEW.items(), site)
    for name, content in tree(site).items():
        assert content in (OLD.get(name), NEW.get(name)), name

    # A third site, so that files of the second are recognized.
    third = {"index.html": b"third home", "c/index.html": b"third c"}
    publish(third.items(), site)

    assert tree(site) == third
    assert not (site / STAGING).exists()


@pytest.mark.parametrize("number", range(4))
def test_a_file_that_cannot_be_written_leaves_the_old_site(site, monkeypatch, number):
    """Whichever it is: two pages, then the two manifests."""
    write, calls = Path.write_bytes, iter(range(9))

    def full(path, content):
        if next(calls) == number:
            write(path, content[:1])
            raise OSError(errno.ENOSPC, "No space left on device")
        return write(path, content)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", full)
        with pytest.raises(SiteFolderError, match=r"cannot be written: No space left on device\. Check") as caught:
            publish(NEW.items(), site)

    assert not isinstance(caught.value, PartlyPublishedError)
    assert tree(site) == OLD
    assert not (site / STAGING).exists()
    publish(NEW.items(), site)
    assert tree(site) == NEW


@pytest.mark.parametrize("number", range(1, 5))
def test_if_a_file_cannot_be_moved_into_place_the_message_says_that_the_site_is_mixed(site, monkeypatch, number):
    """A faulty disk, for example. Every file is complete, and the next publication finishes the work."""
    steps = iter(range(99))

    def failing(act):
        def step(path, *others, **options):
            if next(steps) == number:
                raise OSError(errno.EIO, "Input/output error", str(path))
            return act(path, *others, **options)

        return step

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", failing(Path.replace))
        patch.setattr(Path, "unlink", failing(Path.unlink))
        message = (
            r": Input/output error\. Some pages in '.*' are new and others are old\. Fix the cause, then build again"
        )
        with pytest.raises(PartlyPublishedError, match=message):
            publish(NEW.items(), site)

    for name, content in tree(site).items():
        assert content in (OLD.get(name), NEW.get(name)), name
    assert not (site / STAGING).exists()
    publish(NEW.items(), site)
    assert tree(site) == NEW


def test_if_the_manifest_cannot_be_replaced_nothing_has_changed(site, monkeypatch):
    def fail(path, _):
        raise OSError(errno.EIO, "Input/output error", str(path))

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="Input/output error"):
        publish(NEW.items(), site)

    assert tree(site) == OLD


def test_a_folder_from_which_a_page_cannot_be_removed_is_refused_first(site, monkeypatch):
    """Before the pages that replace it are published."""
    monkeypatch.setattr("generator.project.site_targets.os.access", lambda path, _: path != site / "gone")

    with pytest.raises(SiteFolderError, match="is not writable"):
        publish(NEW.items(), site)

    assert tree(site) == OLD


@pytest.mark.parametrize(
    "obstacle", ["a file in place of a folder", "a folder in place of a file", "a link in place of a folder"]
)
def test_an_obstacle_is_found_before_anything_changes(site, tmp_path, obstacle):
    """What would make a rename fail is refused before the old site has changed."""
    if obstacle == "a file in place of a folder":
        (site / "b").write_text("mine")
    elif obstacle == "a folder in place of a file":
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


def test_a_folder_without_write_permission_is_refused_first(site, monkeypatch):
    """The system's answer is simulated, since permissions do not apply to root, as whom the tests may run."""
    monkeypatch.setattr("generator.project.site_targets.os.access", lambda path, _: path != site / "a")

    with pytest.raises(SiteFolderError, match="is not writable"):
        publish({**NEW, "a/index.html": b"new a"}.items(), site)

    assert tree(site) == OLD


@pytest.mark.parametrize("names", [["robots", "robots/index.html"], ["robots/index.html", "robots"]])
def test_a_name_cannot_be_a_file_and_a_folder(site, names):
    with pytest.raises(SiteFolderError, match="a file and a folder"):
        publish([*OLD.items(), *((name, b"x") for name in names)], site)

    assert tree(site) == OLD


def test_two_builds_cannot_write_at_the_same_time(site):
    def files():
        yield "index.html", b"new home"
        with pytest.raises(SiteFolderError, match="Another build is writing"):
            publish(NEW.items(), site)

    publish(files(), site)

    assert tree(site) == {"index.html": b"new home"}


@pytest.mark.parametrize("manifest", ['["../../victim"]', '["/etc/passwd"]', "[1]", '{"a": 1}x'])
def test_a_manifest_with_a_path_outside_the_folder_is_refused(site, tmp_path, manifest):
    (tmp_path.parent / "victim").write_text("not ours")
    (site / MANIFEST).write_text(manifest)

    with pytest.raises(SiteFolderError, match="cannot be read"):
        publish(NEW.items(), site)

    assert (tmp_path.parent / "victim").read_text() == "not ours"


def test_a_manifest_entry_below_a_file_is_harmless(site):
    """A build that failed after widening the manifest leaves such an entry."""
    (site / MANIFEST).write_text('["index.html", "index.html/index.html"]')
    (site / "a/index.html").unlink()
    (site / "gone/index.html").unlink()

    publish({"index.html": b"new"}.items(), site)

    assert tree(site) == {"index.html": b"new"}


def test_a_killed_process_leaves_complete_files(tmp_path):
    """SIGKILL at different moments of a large publication; each file is either old or new."""
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

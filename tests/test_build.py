"""A whole build: everything is checked before anything is written, and the old site survives every fault."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from bench.made import make_project

from generator.build import BuildError
from generator.build import run as build
from generator.kinds.pathway import papers

ENVIRONMENT = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SITE_URL": ""}
BUILD = [sys.executable, "-m", "generator.cli", "build"]
MKDOCS = [sys.executable, "-m", "mkdocs", "build"]


def run(command: list[str], root: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=root, env=ENVIRONMENT | environment, capture_output=True, text=True)


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The real project, built once; tests that change it take a copy."""
    root = make_project(tmp_path_factory.mktemp("built") / "project", sites=0)
    done = run(BUILD, root)
    assert done.returncode == 0, done.stdout + done.stderr
    return root


@pytest.fixture
def project(built, tmp_path):
    return Path(shutil.copytree(built, tmp_path / "project"))


def break_record(root: Path) -> None:
    record = root / "data/sites/winthrop-clear.yml"
    record.write_text(record.read_text().replace("state: MA", "state: Narnia"))


def break_page(root: Path) -> None:
    page = root / "content/about.md"
    page.write_text(page.read_text() + "\n<script>alert(1)</script>\n")


def break_template(root: Path) -> None:
    template = root / "theme/components/record.html"
    template.write_text(template.read_text() + "{{ no_such_name }}")


def break_frame(root: Path) -> None:
    frame = root / "theme/main.html"
    frame.write_text(frame.read_text().replace("page_parts.body", "page_parts.bdoy"))


def add_inline_script(root: Path) -> None:
    footer = root / "theme/partials/footer.html"
    footer.write_text(footer.read_text() + "<script>alert(1)</script>")


def make_the_engine_warn(root: Path) -> None:
    settings = root / "mkdocs.yml"
    settings.write_text(settings.read_text() + "\nnav:\n- Missing: no-such-page.md\n")


@pytest.mark.parametrize("command", [BUILD, MKDOCS], ids=["resource-center", "mkdocs"])
@pytest.mark.parametrize(
    "fault", [break_record, break_page, break_template, break_frame, add_inline_script, make_the_engine_warn]
)
def test_a_fault_leaves_the_old_site_byte_for_byte(project, fault, command):
    before = tree(project / "site")
    fault(project)

    done = run(command, project)

    assert done.returncode != 0
    assert tree(project / "site") == before


def test_a_paper_that_cannot_be_made_is_named_and_leaves_the_old_site(project, tmp_path, monkeypatch):
    """Its template is the generator's own: no record can break it, and a developer reads which one it is."""
    broken = Path(shutil.copytree(papers.FOLDER, tmp_path / "papers"))
    (broken / "brief.typ").write_text("#no_such_name")
    monkeypatch.setattr(papers, "FOLDER", broken)
    monkeypatch.delenv("SITE_URL", raising=False)
    before = tree(project / "site")
    with pytest.raises(BuildError, match=r"brief\.typ: .*no_such_name"):
        build(project / "mkdocs.yml", None)
    assert tree(project / "site") == before


def test_the_record_that_stops_a_build_is_named(project):
    break_record(project)

    done = run(BUILD, project)

    assert "data/sites/winthrop-clear.yml:" in done.stderr
    assert "'Narnia' is not a state's postal code." in done.stderr
    assert "Build failed. The existing site is unchanged." in done.stderr
    assert "Traceback" not in done.stdout + done.stderr


def test_mkdocs_builds_the_same_site(built, tmp_path):
    """Contract 3: one site, whichever command builds it."""
    done = run([*MKDOCS, "--site-dir", str(tmp_path / "site")], built)

    assert done.returncode == 0, done.stderr
    assert tree(tmp_path / "site") == tree(built / "site")


def test_a_build_says_what_it_did(project):
    done = run(BUILD, project)

    lines = done.stdout.splitlines()
    assert lines[0] == "Reading records and prose…"
    assert lines[-1].startswith(f"{len(list((project / 'site').rglob('*.html')))} pages from ")
    assert lines[-1].endswith("seconds.")
    # How many there are, and no more: the check names them.
    assert re.search(r" records, \d+ warnings?, ", lines[-1])


def test_nothing_changes_in_an_unchanged_site(project):
    done = run(BUILD, project)

    assert "wrote 0 files of" in done.stderr


def test_a_strange_site_folder_is_refused_in_one_line(project, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/thesis.txt").write_text("years of work")

    done = run([*BUILD, "--site-dir", str(tmp_path / "mine")], project)

    assert done.returncode == 1
    assert "holds files that this program did not write" in done.stderr
    assert "Traceback" not in done.stderr
    assert tree(tmp_path / "mine") == {"thesis.txt": b"years of work"}


def test_a_build_killed_half_way_is_completed_by_the_next(project):
    whole = tree(project / "site")
    (project / "site/index.html").write_bytes(b"old")
    process = subprocess.Popen(BUILD, cwd=project, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    with process:
        for line in process.stdout:
            if b"made" in line:
                process.send_signal(signal.SIGKILL)

    run(BUILD, project)

    assert tree(project / "site") == whole


def test_a_retired_address_needs_a_redirect(project):
    (project / "data/.published.txt").write_text("/sites/\n/sites/long-gone/\n")
    refused = run(BUILD, project)
    (project / "data/redirects.yml").write_text("redirects:\n- from: /sites/long-gone/\n  to: /sites/\n")

    done = run(BUILD, project)

    assert "data/.published.txt:2: '/sites/long-gone/' was published and is gone." in refused.stderr
    assert done.returncode == 0, done.stderr
    assert 'content="0; url=../../sites/"' in (project / "site/sites/long-gone/index.html").read_text()


def test_no_page_depends_on_the_clock_or_the_place(built, tmp_path):
    """Contract 4: another folder, another day, another zone; the same bytes."""
    there = Path(shutil.copytree(built, tmp_path / "elsewhere"))
    shutil.rmtree(there / "site")
    for path in there.rglob("*"):
        os.utime(path, (0, 0))

    run(BUILD, there, TZ="Asia/Tokyo", SOURCE_DATE_EPOCH="1", PYTHONHASHSEED="7", LC_ALL="C")

    assert tree(there / "site") == tree(built / "site")


@pytest.mark.parametrize("url", ["https://e.org/p?q=1", "https://e.org//x/", "ftp://e.org/", "https://e.org/#f"])
def test_an_address_of_the_site_that_cannot_be_one_is_refused(project, url):
    done = run(BUILD, project, SITE_URL=url)

    assert done.returncode == 1
    assert "Traceback" not in done.stderr


def test_without_the_plugin_nothing_is_touched(project):
    before = tree(project / "site")
    settings = project / "mkdocs.yml"
    settings.write_text(settings.read_text().replace("plugins:\n  - resource-center", "plugins: []"))

    done = run(BUILD, project)

    assert "does not list the plugin 'resource-center'" in done.stderr
    assert tree(project / "site") == before


def test_serve_shows_a_saved_change(project):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}/sites/winthrop-clear/"
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
    # Started by path, so that nobody's own projects are on the way.
    server = subprocess.Popen(
        command, cwd=project, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        wait_for(address, "Winthrop")
        record = project / "data/sites/winthrop-clear.yml"
        record.write_text(record.read_text().replace("city: Winthrop", "city: Sea View"))
        shown = wait_for(address, "Sea View")
    finally:
        server.terminate()
        server.wait()
    # Live reload is an inline script, which the policy would block.
    assert "Content-Security-Policy" not in shown


def wait_for(address: str, word: str) -> str:
    """The page at an address once it holds a word; fails after half a minute."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(address) as response:  # noqa: S310 (our own server)
                text = response.read().decode()
            if word in text:
                return text
        except OSError:
            pass
        time.sleep(0.2)
    raise AssertionError(f"{address} never showed '{word}'.")

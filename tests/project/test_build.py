"""A whole build: everything is checked before anything is written, and no error changes the existing site.

The project is small, and most builds run in the test's process. content/test_built_site.py builds the real site.
"""

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
from bench.generated_sites import make_project
from command import resource_center
from toys.library import buildable_project

from generator.cli.build import build_project
from generator.kinds import KINDS
from generator.kinds.pathway.pdfs import pdfs
from generator.project.publish import BuildError

ENVIRONMENT = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SITE_URL": ""}
BUILD = [sys.executable, "-m", "generator.cli", "build"]
MKDOCS = [sys.executable, "-m", "mkdocs", "build"]


def run(command: list[str], root: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=root, env=ENVIRONMENT | environment, capture_output=True, text=True)


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A small project, built once. Tests that change it use a copy."""
    root = buildable_project(tmp_path_factory.mktemp("built") / "project", KINDS)
    done = run(BUILD, root)
    assert done.returncode == 0, done.stdout + done.stderr
    return root


@pytest.fixture(autouse=True)
def environment(monkeypatch):
    monkeypatch.setenv("SITE_URL", "")
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")


@pytest.fixture
def project(built, tmp_path):
    return Path(shutil.copytree(built, tmp_path / "project"))


def break_record(root: Path) -> None:
    record = root / "data/sites/minimal.yml"
    text = record.read_text()
    record.write_text(re.sub("(?m)^state: .*", "state: Narnia", text))
    assert record.read_text() != text


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


def make_mkdocs_warn(root: Path) -> None:
    settings = root / "mkdocs.yml"
    settings.write_text(settings.read_text() + "\nnav:\n- Missing: no-such-page.md\n")


FAULTS = (break_record, break_page, break_template, break_frame, add_inline_script, make_mkdocs_warn)


@pytest.mark.parametrize("fault", FAULTS)
def test_an_error_leaves_the_existing_site_unchanged(project, fault):
    before = tree(project / "site")
    fault(project)

    done = resource_center("--root", project, "build")

    assert done.code == 1
    assert "Build failed. The existing site is unchanged." in done.output
    assert tree(project / "site") == before


@pytest.mark.parametrize("fault", [break_record, break_template, break_frame])
def test_an_error_leaves_the_existing_site_unchanged_when_mkdocs_builds(project, fault):
    """Errors that are found while reading, while rendering a page, and by MkDocs."""
    before = tree(project / "site")
    fault(project)

    done = run(MKDOCS, project)

    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    assert tree(project / "site") == before


@pytest.mark.slow
def test_a_pdf_that_cannot_be_built_is_named_and_nothing_is_written(tmp_path, monkeypatch):
    """Templates of PDFs belong to the generator, so the message is for developers. Only the real records have PDFs."""
    project = make_project(tmp_path / "project", sites=0)
    broken = Path(shutil.copytree(pdfs.FOLDER, tmp_path / "pdfs"))
    (broken / "brief.typ").write_text("#no_such_name")
    monkeypatch.setattr(pdfs, "FOLDER", broken)
    with pytest.raises(BuildError, match=r"brief\.typ: .*no_such_name"):
        build_project(project / "mkdocs.yml", KINDS)
    assert tree(project / "site") == {}


def test_a_record_with_an_error_is_named(project):
    break_record(project)

    done = run(BUILD, project)

    assert done.returncode == 1
    assert "data/sites/minimal.yml:" in done.stderr
    assert "'Narnia' is not a state's postal code." in done.stderr
    assert "Build failed. The existing site is unchanged." in done.stderr
    assert "Traceback" not in done.stdout + done.stderr


def test_mkdocs_builds_the_same_site(built, tmp_path):
    """Contract 3: both commands build the same site."""
    done = run([*MKDOCS, "--site-dir", str(tmp_path / "site")], built)

    assert done.returncode == 0, done.stderr
    assert tree(tmp_path / "site") == tree(built / "site")


def test_a_build_prints_a_summary(project):
    done = resource_center("--root", project, "build", "--clean")

    lines = done.output.splitlines()
    assert lines[0] == "Reading records and pages…"
    assert lines[-1].startswith(f"{len(list((project / 'site').rglob('*.html')))} pages from ")
    assert lines[-1].endswith("seconds.")
    # Only their number: the check lists them.
    assert re.search(r" records, \d+ warnings?, ", lines[-1])
    assert "wrote 0 files of" in done.output


def test_a_folder_with_other_files_is_refused_in_one_line(project, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/thesis.txt").write_text("years of work")

    done = resource_center("--root", project, "build", "--site-dir", tmp_path / "mine")

    assert done.code == 1
    assert "contains files that this program did not write" in done.output.splitlines()[-1]
    assert tree(tmp_path / "mine") == {"thesis.txt": b"years of work"}


def test_the_next_build_completes_one_that_was_killed(project):
    whole = tree(project / "site")
    (project / "site/index.html").write_bytes(b"old")
    process = subprocess.Popen(BUILD, cwd=project, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    with process:
        assert process.stdout is not None
        for line in process.stdout:
            if b"rendered" in line:
                process.send_signal(signal.SIGKILL)

    resource_center("--root", project, "build")

    assert tree(project / "site") == whole


def test_a_published_address_that_is_gone_needs_a_redirect(project):
    (project / "data/.published.txt").write_text("/sites/\n/sites/long-gone/\n")
    refused = resource_center("--root", project, "build")
    (project / "data/redirects.yml").write_text("redirects:\n- from: /sites/long-gone/\n  to: /sites/\n")

    done = resource_center("--root", project, "build")

    assert "data/.published.txt:2: '/sites/long-gone/' was published and no longer exists." in refused.output
    assert done.code == 0, done.output
    assert 'content="0; url=../../sites/"' in (project / "site/sites/long-gone/index.html").read_text()


def test_no_page_depends_on_the_clock_or_the_folder(built, tmp_path):
    """Contract 4: the same bytes in another folder, on another day and in another time zone."""
    there = Path(shutil.copytree(built, tmp_path / "elsewhere"))
    shutil.rmtree(there / "site")
    for path in there.rglob("*"):
        os.utime(path, (0, 0))

    run(BUILD, there, TZ="Asia/Tokyo", SOURCE_DATE_EPOCH="1", PYTHONHASHSEED="7", LC_ALL="C")

    assert tree(there / "site") == tree(built / "site")


@pytest.mark.parametrize("url", ["https://e.org/p?q=1", "https://e.org//x/", "ftp://e.org/", "https://e.org/#f"])
def test_an_invalid_site_url_is_refused(project, monkeypatch, url):
    monkeypatch.setenv("SITE_URL", url)
    before = tree(project / "site")

    done = resource_center("--root", project, "build")

    assert done.code == 1
    assert "Use a URL such as https://example.org/ or https://example.org/path/." in done.output
    assert tree(project / "site") == before


def test_without_the_plugin_nothing_is_changed(project):
    before = tree(project / "site")
    settings = project / "mkdocs.yml"
    settings.write_text(settings.read_text().replace("plugins:\n  - resource-center", "plugins: []"))

    done = resource_center("--root", project, "build")

    assert "does not list the plugin 'resource-center'" in done.output
    assert tree(project / "site") == before


def test_serve_shows_a_saved_change(project):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}/sites/minimal/"
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
    # Run as a module, so that no other project in the current folder is imported.
    server = subprocess.Popen(
        command, cwd=project, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        record = project / "data/sites/minimal.yml"
        wait_for(address, "Ohio")
        record.write_text(record.read_text() + "city: Sea View\n")
        shown = wait_for(address, "Sea View")
    finally:
        server.terminate()
        server.wait()
    # Live reload is an inline script, which the policy would block.
    assert "Content-Security-Policy" not in shown


def wait_for(address: str, word: str) -> str:
    """Return the page at a URL once it contains a word. Fails after 30 seconds."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(address) as response:  # noqa: S310 (our own server)
                text: str = response.read().decode()
            if word in text:
                return text
        except OSError:
            pass
        time.sleep(0.2)
    raise AssertionError(f"{address} never showed '{word}'.")

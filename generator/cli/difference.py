"""The command that says what readers will see: diff. The only place that runs git."""

import io
import subprocess
import tarfile
import tempfile
from pathlib import Path, PurePosixPath

import click

from generator.cli.site import page_of_codes
from generator.kinds import KINDS
from generator.project.project import open_project
from generator.records.content_pages import read_content
from generator.review.diff_report import to_diff_report, to_file_report, to_refusal
from generator.review.snapshot import snapshot_of

FOLDERS = ("data", "content")
"""What editors change. Templates and code are today's on both sides: the report is of words, not of looks."""


class NoBaseError(Exception):
    """There is nothing to compare with; the message says why."""


@click.command()
@click.argument("base")
@click.option(
    "--output", type=click.Path(dir_okay=False, path_type=Path), help="The file to write; the screen if not given."
)
@click.pass_obj
def diff(root: Path, base: str, output: Path | None) -> None:
    """Say in Markdown what changes for readers since BASE: a folder with another checkout, or a revision of git."""
    with tempfile.TemporaryDirectory() as scratch:
        try:
            text = report_since(root, fetch(root, base, Path(scratch)))
        except NoBaseError as error:
            raise click.UsageError(str(error)) from None
    clean = text.encode("utf-8", "backslashreplace")
    if output is None:
        click.echo(clean.decode(), nl=False)
        return
    try:
        output.write_bytes(clean)
    except OSError as error:
        raise click.FileError(str(output), error.strerror) from None


def report_since(root: Path, base: Path) -> str:
    """What changes for readers between two checkouts; where either is broken, the most that can be said."""
    head, problems = open_project(root, KINDS)
    if head is None:
        return to_refusal(problems, page_of_codes(root))
    before, _ = open_project(base, KINDS, theme=root / "theme")
    if before is None:
        return to_file_report(base, root)
    return to_diff_report(snapshot_of(before, read_content(base)[0]), snapshot_of(head, read_content(root)[0]))


def fetch(root: Path, base: str, scratch: Path) -> Path:
    """The folder to compare with: the one that was named, or a revision's files laid into `scratch`.

    Raises NoBaseError where there is neither.
    """
    folder = Path(base)
    if folder.is_dir():
        return folder.resolve()
    revision = git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{base}^{{commit}}")
    if not revision:
        raise NoBaseError(f"'{base}' is neither a folder nor a revision that git knows here. Fetch it first.")
    # A folder that the revision does not have would end the command.
    listed = git(root, "ls-tree", "--name-only", "-z", revision.decode().strip(), *FOLDERS) or b""
    names = [name.decode() for name in listed.split(b"\0") if name]
    if names:
        unpack(git(root, "archive", "--format=tar", revision.decode().strip(), *names) or b"", scratch)
    return scratch


def git(root: Path, *words: str) -> bytes | None:
    """What git answers in a project's folder; None where it refuses, or where there is no git."""
    try:
        # The words are this module's own, but for a revision, which stands behind --end-of-options.
        done = subprocess.run(["git", "-C", str(root), *words], capture_output=True, check=True)  # noqa: S603, S607
    except (OSError, ValueError, subprocess.CalledProcessError):
        return None
    return done.stdout


def unpack(content: bytes, folder: Path) -> None:
    """Lay the plain files of an archive below a folder; a link in it could lead anywhere and is left out."""
    with tarfile.open(fileobj=io.BytesIO(content)) as archive:
        for member in archive:
            name = PurePosixPath(member.name)
            data = archive.extractfile(member) if member.isfile() else None
            if data is None or name.is_absolute() or ".." in name.parts or name.parts[0] not in FOLDERS:
                continue
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data.read())


COMMANDS = (diff,)

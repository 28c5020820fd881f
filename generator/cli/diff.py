"""The command that reports what changes for readers: diff. The only module that runs git."""

import io
import subprocess
import tarfile
import tempfile
from pathlib import Path, PurePosixPath

import click

from generator.cli.check import guide_url
from generator.cli.workspace import Workspace
from generator.project.project import open_project
from generator.records.content_pages import read_content
from generator.review.diff_report import to_diff_report, to_file_report, to_refusal
from generator.review.snapshot import snapshot_of

FOLDERS = ("data", "content")
"""The folders to compare. Both versions use today's templates and code: the report is about text, not design."""


class NoBaseError(Exception):
    """There is nothing to compare with. The message says why."""


@click.command()
@click.argument("base")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file, not to stdout.")
@click.pass_obj
def diff(workspace: Workspace, base: str, output: Path | None) -> None:
    """Report what changes for readers since BASE, as Markdown.

    BASE is a Git revision, such as main, or a folder with another checkout.
    """
    with tempfile.TemporaryDirectory() as temporary:
        try:
            text = report_since(workspace, fetch(workspace.root, base, Path(temporary)))
        except NoBaseError as error:
            raise click.UsageError(str(error)) from None
    encoded = text.encode("utf-8", "backslashreplace")
    if output is None:
        click.echo(encoded.decode(), nl=False)
        return
    try:
        output.write_bytes(encoded)
    except OSError as error:
        raise click.FileError(str(output), error.strerror) from None


def report_since(workspace: Workspace, base: Path) -> str:
    """Return what changes for readers between two checkouts. If either has errors, the report says less."""
    root, kinds = workspace.root, workspace.kinds
    head, problems = open_project(root, kinds)
    if head is None:
        return to_refusal(problems, guide_url(root))
    before, _ = open_project(base, kinds, theme=root / "theme")
    if before is None:
        return to_file_report(base, root)
    return to_diff_report(snapshot_of(before, read_content(base)[0]), snapshot_of(head, read_content(root)[0]))


def fetch(root: Path, base: str, temporary: Path) -> Path:
    """Return the folder to compare with: the one that `base` names, or `temporary` with the files of a revision.

    Raises: NoBaseError: `base` is neither a folder nor a revision.
    """
    folder = Path(base)
    if folder.is_dir():
        return folder.resolve()
    revision = git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{base}^{{commit}}")
    if not revision:
        raise NoBaseError(f"'{base}' is neither a folder nor a Git revision that exists here. Fetch it first.")
    # git archive fails if a folder does not exist in the revision.
    listing = git(root, "ls-tree", "--name-only", "-z", revision.decode().strip(), *FOLDERS) or b""
    names = [name.decode() for name in listing.split(b"\0") if name]
    if names:
        unpack(git(root, "archive", "--format=tar", revision.decode().strip(), *names) or b"", temporary)
    return temporary


def git(root: Path, *arguments: str) -> bytes | None:
    """Return what git prints in a project's folder; None if it fails or is not installed."""
    command = ["git", "-C", str(root), *arguments]
    try:
        # All arguments are this module's own, except for a revision, which comes after --end-of-options.
        done = subprocess.run(command, capture_output=True, check=True)  # noqa: S603 (git, with our own arguments)
    except (OSError, ValueError, subprocess.CalledProcessError):
        return None
    return done.stdout


def unpack(content: bytes, folder: Path) -> None:
    """Extract the regular files of an archive. Links are skipped: they could point anywhere."""
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

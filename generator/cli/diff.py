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
from generator.review.diff_report import files_of, to_diff_report, to_file_report, to_refusal
from generator.review.new_warnings import Warnings, compare_warnings
from generator.review.snapshot import snapshot_of

FOLDERS = ("data", "content")
"""The folders to compare. Both versions use today's templates and code: the report is about text, not design."""


class NoBaseError(Exception):
    """There is nothing to compare with. The message says why."""


class GitError(Exception):
    """Git cannot be run, or it failed. The message is Git's own reason."""


@click.command()
@click.argument("base")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file, not to stdout.")
@click.pass_obj
def diff(workspace: Workspace, base: str, output: Path | None) -> None:
    """Report what changes for readers since BASE, as Markdown.

    BASE is a Git revision, such as main, or a folder with another checkout, such as ../old. If a branch and a folder
    have the same name, the name means the branch, and './name' means the folder.
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
    before, known = open_project(base, kinds, theme=root / "theme")
    # A version with errors is not checked for all warnings.
    old_files, new_files = files_of(base), files_of(root)
    warnings = compare_warnings(known, problems, old_files, new_files) if before else Warnings()
    guide = guide_url(root)
    if head is None:
        return to_refusal(problems, guide, warnings)
    if before is None:
        return to_file_report(base, root)
    snapshots = snapshot_of(before, read_content(base)[0]), snapshot_of(head, read_content(root)[0])
    return to_diff_report(*snapshots, warnings, guide)


def fetch(root: Path, base: str, temporary: Path) -> Path:
    """Return the folder to compare with: `temporary` with the files of a revision, or the folder that `base` names.

    Raises: NoBaseError: `base` names no other version of this project.
    """
    if not base.strip():
        raise NoBaseError("BASE is empty. Use a Git revision, such as main, or a folder with another checkout.")
    try:
        revision = find_revision(root, base)
    except GitError as error:
        if is_checkout(Path(base)):
            return other_checkout(root, base)
        raise NoBaseError(f"'{base}' is no checkout, and Git cannot look it up as a revision: {error}") from None
    if not revision:
        return other_checkout(root, base)
    if is_checkout(Path(base)):
        note = "This compares with the revision. For the folder, use"
        click.echo(f"'{base}' is a Git revision and a folder. {note} './{base}'.", err=True)
    try:
        export(root, revision, temporary)
    except GitError as error:
        raise NoBaseError(f"Git cannot read the files of '{base}': {error}") from None
    if not is_checkout(temporary):
        raise NoBaseError(f"The revision '{base}' has no folder data/. Use one in which the project has records.")
    return temporary


def is_checkout(folder: Path) -> bool:
    """Return whether a folder contains a version of a project."""
    try:
        return (folder / "data").is_dir()
    except OSError:
        return False  # a name can be too long for a file


def other_checkout(root: Path, base: str) -> Path:
    """Return the folder that `base` names. Raises NoBaseError if it contains no other version of the project."""
    folder = Path(base)
    if not is_checkout(folder):
        choices = "neither a Git revision that exists here nor a folder with another checkout, which contains data/"
        raise NoBaseError(f"'{base}' is {choices}. {how_to_fetch(root)}")
    if folder.resolve() == root.resolve():
        raise NoBaseError(f"The folder '{base}' is the project itself. Use a folder with another checkout.")
    return folder.resolve()


def find_revision(root: Path, name: str) -> str:
    """Return the commit that a revision names; "" if there is none. Raises GitError."""
    done = run_git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    # Git gives no reason if everything is in order and there is no such revision.
    if done.returncode and done.stderr.strip():
        raise GitError(reason_of(done))
    # A range such as HEAD..main is printed as two commits, although Git then fails.
    return "" if done.returncode else done.stdout.decode().strip()


def how_to_fetch(root: Path) -> str:
    """Return what to do about a revision that does not exist here."""
    if run_git(root, "rev-parse", "--is-shallow-repository").stdout.strip() == b"true":
        return "This clone is shallow, so it has only the newest commits. Run: git fetch --unshallow"
    return "Fetch the revision first."


def export(root: Path, revision: str, folder: Path) -> None:
    """Write the files of a revision into a folder. Raises GitError."""
    # git archive fails if a folder does not exist in the revision.
    listing = git(root, "ls-tree", "--name-only", "-z", revision, *FOLDERS)
    names = [name.decode() for name in listing.split(b"\0") if name]
    if names:
        unpack(git(root, "archive", "--format=tar", revision, *names), folder)


def git(root: Path, *arguments: str) -> bytes:
    """Return what git prints in a project's folder. Raises GitError."""
    done = run_git(root, *arguments)
    if done.returncode:
        raise GitError(reason_of(done))
    return done.stdout


def run_git(root: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Run git in a project's folder and return how it ended. Raises GitError if it cannot be started."""
    command = ["git", "-C", str(root), *arguments]
    try:
        # All arguments are this module's own, except for a revision, which comes after --end-of-options.
        return subprocess.run(command, capture_output=True, check=False)  # noqa: S603 (git, with our own arguments)
    except FileNotFoundError:
        raise GitError("Git is not installed, or not in PATH. Install it from https://git-scm.com.") from None
    except (OSError, ValueError) as error:
        raise GitError(f"git cannot be started: {error}.") from None


def reason_of(done: subprocess.CompletedProcess[bytes]) -> str:
    """Return the reason that git gave for a failure."""
    text = done.stderr.decode("utf-8", "replace").strip()
    return text or f"git ended with status {done.returncode}."


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

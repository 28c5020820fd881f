"""Files of a project changed together: what the check would say then, their difference, and all written or none."""

import os
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

from generator.base.memory import Memory
from generator.base.problems import Problem, sort
from generator.project.project import open_project
from generator.records.build_catalog import link
from generator.records.catalog import Catalog
from generator.records.data_folder import LONGEST_SLUG, SLUG, Folder, bytes_of, files_below, free_slug, read_data
from generator.records.kind import Kind
from generator.records.settings_files import settings_names
from generator.text.file_names import why_unportable

TEMPORARY = ".{name}.new"
"""A file that starts with a point is no record: a build in between does not see it."""


class RefusedError(Exception):
    """A change that cannot be made. The message says why and what to do; the problems are those it would bring."""

    def __init__(self, message: str, problems: Iterable[Problem] = ()) -> None:
        super().__init__(message)
        self.problems = sort(problems)


@dataclass(frozen=True)
class Change:
    """One file, named by its path in the project: its bytes before and after. None where there is no such file."""

    path: str
    before: bytes | None
    after: bytes | None


def open_records(root: Path, kinds: Iterable[Kind], memory: Memory | None = None) -> tuple[Folder, Catalog]:
    """The files of `data/` and the records that can be understood, however much else is wrong.

    `memory` may have some of them from a reading before.
    """
    kinds = tuple(kinds)
    folder, _ = read_data(root, tuple(kind.name for kind in kinds), settings_names(kinds), memory)
    return folder, link(folder, kinds, memory=memory)[0]


def read_file(root: Path, path: str) -> bytes:
    """What a file of the project holds. Raises RefusedError."""
    content, problems = bytes_of(root / path, path)
    if content is None:
        raise RefusedError(f"{path} cannot be read.", problems)
    return content


def check_slug(slug: str, taken: Iterable[str]) -> None:
    """Refuse a name that cannot be an address, or that another record has, with the nearest that is free."""
    taken = frozenset(taken)
    free = free_slug(slug, taken)
    if not SLUG.fullmatch(slug) or len(slug) > LONGEST_SLUG:
        allowed = f"it may have small letters, digits and single hyphens, {LONGEST_SLUG} in all"
        raise RefusedError(f"'{slug}' cannot be an address: {allowed}. Try '{free}'.")
    if why := why_unportable(slug):
        raise RefusedError(f"'{slug}' cannot be a file on every system. {why} Try another name.")
    if slug in taken:
        raise RefusedError(f"The name '{slug}' is taken. Try '{free}'.")


@contextmanager
def trial(root: Path, changes: Iterable[Change]) -> Iterator[Path]:
    """A copy of what a check reads, with some changes made; gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        for name in ("data", "content"):
            Path(folder, name).mkdir()
            for path in files_below(root, name)[0]:
                content, _ = bytes_of(path, name)
                if content is not None:
                    _put(folder / path.relative_to(root), content)
        for change in changes:
            _put(folder / Path(change.path), change.after)
        yield Path(folder)


def new_problems(
    root: Path,
    kinds: Iterable[Kind],
    changes: Iterable[Change],
    known: Iterable[Problem] | None = None,
    memory: Memory | None = None,
) -> list[Problem]:
    """The problems that a project would have after some changes and has not now. Nothing of it is touched.

    `known` are those that it has now, where the caller has just asked, and `memory` is what that reading remembers.
    Lines shift when others are added, so a problem counts as the same where its file and its code are.
    """
    kinds, changes, memory = tuple(kinds), tuple(changes), memory or Memory()
    before = open_project(root, kinds, memory=memory)[1] if known is None else known
    with trial(root, changes) as folder:
        _, after = open_project(folder, kinds, theme=root / "theme", memory=memory)
    moved = _moved(changes)
    left = Counter((moved.get(problem.place.path, problem.place.path), problem.code) for problem in set(before))
    found: list[Problem] = []
    for problem in sort(after):
        same = (problem.place.path, problem.code)
        left[same] -= 1
        if left[same] < 0:
            found.append(problem)
    return found


def to_diff(changes: Iterable[Change]) -> str:
    """The changed lines of each file, in the form that git shows."""
    changes = tuple(changes)
    moved = _moved(changes)
    old = {new: change for change in changes if (new := moved.get(change.path))}
    rows: list[str] = []
    for change in changes:
        if change.path in moved:
            continue
        source = old.get(change.path, change)
        if source is not change:
            rows += [f"rename from {source.path}", f"rename to {change.path}"]
        was = f"a/{source.path}" if source.before is not None else "/dev/null"
        is_now = f"b/{change.path}"
        before, after = _rows(source.before), _rows(change.after)
        rows += unified_diff(before, after, was, is_now, lineterm="", n=1)
    # The line ends of some systems stay, but would only blur what is shown.
    return "\n".join(row.rstrip("\r") for row in rows)


def _moved(changes: Iterable[Change]) -> dict[str, str]:
    """The files that went elsewhere, and where to."""
    changes = tuple(changes)
    gone = [change.path for change in changes if change.after is None]
    return dict(zip(gone, [change.path for change in changes if change.before is None], strict=False))


def apply(root: Path, changes: Iterable[Change]) -> None:
    """Write all changes or none. Raises RefusedError; then every file is as it was."""
    changes = [change for change in changes if change.before != change.after]
    staged: list[tuple[Change, Path]] = []
    done: list[Change] = []
    try:
        for change in changes:
            _check_unchanged(root, change)
            if change.after is not None:
                staged.append((change, _stage(root / change.path, change.after)))
        for change, temporary in staged:
            done.append(change)
            temporary.replace(root / change.path)
        for change in changes:
            if change.after is None:
                done.append(change)
                (root / change.path).unlink()
    except BaseException as error:
        for change in reversed(done):
            with suppress(OSError):
                _put(root / change.path, change.before)
        if isinstance(error, OSError):
            message = f"Nothing was changed: a file cannot be written ({error.strerror or error})."
            raise RefusedError(message) from None
        raise
    finally:
        for _, temporary in staged:
            temporary.unlink(missing_ok=True)


def _check_unchanged(root: Path, change: Change) -> None:
    path = root / change.path
    now = path.read_bytes() if path.is_file() and not path.is_symlink() else None
    if now != change.before or (now is None and os.path.lexists(path)):
        raise RefusedError(f"Nothing was changed: somebody else has just changed {change.path}. Try again.")


def _stage(path: Path, content: bytes) -> Path:
    """A file's new bytes beside it, with the permissions that it has."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(TEMPORARY.format(name=path.name))
    temporary.write_bytes(content)
    if path.exists():
        temporary.chmod(path.stat().st_mode & 0o777)
    return temporary


def _put(path: Path, content: bytes | None) -> None:
    if content is None:
        path.unlink(missing_ok=True)
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _rows(content: bytes | None) -> list[str]:
    """A file's lines, as well as they can be read."""
    try:
        text = (content or b"").decode("utf-8-sig")
    except UnicodeDecodeError:
        text = (content or b"").decode("cp1252", "replace")
    return text.removesuffix("\n").split("\n") if text else []

"""Files of a project changed together: what the check would say then, their difference, and all written or none."""

import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from difflib import unified_diff
from pathlib import Path

from generator.base.problems import Problem, sort
from generator.project.file_changes import Change, RefusedError
from generator.project.project import open_project
from generator.records.build_catalog import build
from generator.records.catalog import Catalog
from generator.records.data_folder import LONGEST_SLUG, SLUG, Folder, bytes_of, files_below, free_slug, read_data
from generator.records.kind import Kind
from generator.records.settings_files import settings_names
from generator.text.file_names import why_unportable


def open_records(root: Path, kinds: Iterable[Kind]) -> tuple[Folder, Catalog]:
    """The files of `data/` and the records that can be understood, however much else is wrong."""
    kinds = tuple(kinds)
    folder, _ = read_data(root, tuple(kind.name for kind in kinds), settings_names(kinds))
    return folder, build(folder, kinds)[0]


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
    root: Path, kinds: Iterable[Kind], changes: Iterable[Change], known: Iterable[Problem] | None = None
) -> list[Problem]:
    """The problems that a project would have after some changes and has not now. Nothing of it is touched.

    `known` are those that it has now, where the caller has just asked. Lines shift when others are added, so a
    problem counts as the same where its file and its code are.
    """
    kinds, changes = tuple(kinds), tuple(changes)
    before = open_project(root, kinds)[1] if known is None else known
    with trial(root, changes) as folder:
        _, after = open_project(folder, kinds, theme=root / "theme")
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

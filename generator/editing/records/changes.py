"""Plan changes to a project's files: read records, try changes on a copy, list the problems they cause, show a diff."""

import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from difflib import unified_diff
from pathlib import Path

from generator.base.memory import Memory
from generator.base.problems import Problem, sort
from generator.project.file_changes import Change, RefusedError
from generator.project.project import open_project
from generator.records.build_catalog import link
from generator.records.catalog import Catalog
from generator.records.data_folder import Folder, bytes_of, files_below, read_data
from generator.records.kind import Kind
from generator.records.settings_files import settings_names
from generator.text.file_names import why_unportable
from generator.text.slugs import LONGEST_SLUG, SLUG, free_slug


def open_records(root: Path, kinds: Iterable[Kind], memory: Memory | None = None) -> tuple[Folder, Catalog]:
    """Return the files of `data/` and a catalog of the records that can be read, whatever else is wrong.

    `memory` may have some of them from an earlier reading.
    """
    kinds = tuple(kinds)
    folder, _ = read_data(root, tuple(kind.name for kind in kinds), settings_names(kinds), memory)
    return folder, link(folder, kinds, memory=memory)[0]


def read_file(root: Path, path: str) -> bytes:
    """Return the content of a file of the project.

    Raises:
        RefusedError: the file cannot be read.
    """
    content, problems = bytes_of(root / path, path)
    if content is None:
        raise RefusedError(f"{path} cannot be read.", problems)
    return content


def check_slug(slug: str, taken: Iterable[str]) -> None:
    """Check that a slug can be used for a new record.

    Raises:
        RefusedError: the slug is malformed or taken. The message suggests the nearest free one.
    """
    taken = frozenset(taken)
    free = free_slug(slug, taken)
    if not SLUG.fullmatch(slug) or len(slug) > LONGEST_SLUG:
        allowed = f"Use lowercase letters, digits and single hyphens, up to {LONGEST_SLUG} characters."
        example = f" Try '{free}'." if free else ""
        raise RefusedError(f"'{slug}' cannot be part of a web address. {allowed}{example}")
    if why := why_unportable(slug):
        raise RefusedError(f"'{slug}' cannot be a file name on every system. {why} Try '{free}'.")
    if slug in taken:
        raise RefusedError(f"The name '{slug}' is taken. Try '{free}'.")


@contextmanager
def trial(root: Path, changes: Iterable[Change]) -> Iterator[Path]:
    """Yield a temporary copy of `data/` and `content/` in which some changes are made."""
    with tempfile.TemporaryDirectory() as folder:
        for name in ("data", "content"):
            Path(folder, name).mkdir()
            for path in files_below(root, name)[0]:
                content, _ = bytes_of(path, name)
                if content is not None:
                    _write(folder / path.relative_to(root), content)
        for change in changes:
            _write(folder / Path(change.path), change.after)
        yield Path(folder)


def _write(path: Path, content: bytes | None) -> None:
    if content is None:
        path.unlink(missing_ok=True)
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def new_problems(
    root: Path,
    kinds: Iterable[Kind],
    changes: Iterable[Change],
    known: Iterable[Problem] | None = None,
    memory: Memory | None = None,
) -> list[Problem]:
    """Return the problems that some changes would add. The project itself is not touched.

    Lines move when others are added, so problems are the same if they have the same file and code. `known` are the
    project's problems now, if the caller has them already, and `memory` what was kept when they were found.
    """
    kinds, changes, memory = tuple(kinds), tuple(changes), memory or Memory()
    before = open_project(root, kinds, memory=memory)[1] if known is None else known
    with trial(root, changes) as folder:
        _, after = open_project(folder, kinds, theme=root / "theme", memory=memory)
    moved = _moved(changes)
    counts = Counter((moved.get(problem.place.path, problem.place.path), problem.code) for problem in set(before))
    added: list[Problem] = []
    for problem in sort(after):
        key = (problem.place.path, problem.code)
        counts[key] -= 1
        if counts[key] < 0:
            added.append(problem)
    return added


def to_diff(changes: Iterable[Change]) -> str:
    """Return the changed lines of each file as a unified diff, with renames as Git shows them."""
    changes = tuple(changes)
    moved = _moved(changes)
    old = {new: change for change in changes if (new := moved.get(change.path))}
    lines: list[str] = []
    for change in changes:
        if change.path in moved:
            continue
        source = old.get(change.path, change)
        if source is not change:
            lines += [f"rename from {source.path}", f"rename to {change.path}"]
        old_name = f"a/{source.path}" if source.before is not None else "/dev/null"
        before, after = _lines(source.before), _lines(change.after)
        lines += unified_diff(before, after, old_name, f"b/{change.path}", lineterm="", n=1)
    # CRLF line endings stay in the files; in the diff they would only be noise.
    return "\n".join(line.rstrip("\r") for line in lines)


def _moved(changes: Iterable[Change]) -> dict[str, str]:
    """Return the new path of each file that is renamed."""
    changes = tuple(changes)
    deleted = [change.path for change in changes if change.after is None]
    return dict(zip(deleted, [change.path for change in changes if change.before is None], strict=False))


def _lines(content: bytes | None) -> list[str]:
    """Return a file's lines, as well as they can be decoded."""
    try:
        text = (content or b"").decode("utf-8-sig")
    except UnicodeDecodeError:
        text = (content or b"").decode("cp1252", "replace")
    return text.removesuffix("\n").split("\n") if text else []

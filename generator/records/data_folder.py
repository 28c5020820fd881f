"""Read the files of `data/` as sources by kind, and report misplaced files."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain
from pathlib import Path

from generator.base.editor_files import is_editor_file
from generator.base.memory import Memory
from generator.base.parallel import map_in_shares
from generator.base.problems import Place, Problem, did_you_mean
from generator.text.file_names import why_unportable
from generator.text.slugs import SLUG, slugify
from generator.yaml_files.yaml_source import SourceFile, read, read_past_mistakes

ENDING = re.compile(r"(?:\.ya?ml|\.txt)+$", re.IGNORECASE)
"""The ending of a file that is meant as a record."""

Read = tuple[SourceFile | None, list[Problem]]
"""The source of a file, or None if it cannot be read, and its problems."""

PAGES = ("NEW.md", "RECORDS.md", "PROBLEMS.md")
"""The generated guides for editors."""


@dataclass(frozen=True)
class Folder:
    """The contents of `data/`: sources by kind, settings files by name, and the slugs of each kind.

    `slugs` includes those of files that cannot be read, so that a link to one is not a second problem.
    """

    records: dict[str, list[SourceFile]]
    settings: dict[str, SourceFile]
    slugs: dict[str, frozenset[str]]
    paths: set[str] = field(default_factory=set)
    """The paths of all records and settings files, including those that cannot be read."""


def files_below(root: Path, folder: str) -> tuple[list[Path], list[Problem]]:
    """Return every regular file below a folder of the project, sorted, except for files of editors.

    A symbolic link is a problem and is never followed.
    """
    files: list[Path] = []
    problems: list[Problem] = []
    pending = [root / folder]
    while pending:
        current = pending.pop()
        if current.is_symlink():
            problems.append(_symlink(root, current))
            continue
        try:
            entries = sorted(current.iterdir()) if current.is_dir() else []
        except OSError as error:
            name = current.relative_to(root).as_posix()
            message = f"The folder cannot be read: {error.strerror}."
            problems.append(Problem(Place(name), "unreadable", message, "Check its permissions."))
            continue
        for path in entries:
            if is_editor_file(path.name):
                continue
            if path.is_symlink():
                problems.append(_symlink(root, path))
            elif path.is_dir():
                pending.append(path)
            elif path.is_file():
                files.append(path)
    return sorted(files), problems


def bytes_of(path: Path, name: str) -> tuple[bytes | None, list[Problem]]:
    """Return the content of a file, or None and the problem that it cannot be read."""
    try:
        return path.read_bytes(), []
    except OSError as error:
        message = f"The file cannot be read: {error.strerror}."
        return None, [Problem(Place(name), "unreadable", message, "Check its permissions.")]


def _symlink(root: Path, path: Path) -> Problem:
    return Problem(
        Place(path.relative_to(root).as_posix()),
        "symlink",
        "This is a symbolic link.",
        "Replace it with a copy of the file or folder.",
    )


def read_data(
    root: Path,
    kinds: tuple[str, ...],
    settings: tuple[str, ...],
    memory: Memory | None = None,
    keep: Callable[[SourceFile], SourceFile] = lambda source: source,
    *,
    past_mistakes: bool = False,
) -> tuple[Folder, list[Problem]]:
    """Read `data/` below a project's root: a folder for each kind, with the settings files beside them.

    `keep` is applied to the source of each record, while other processes read further files. With `past_mistakes`, it
    includes files with the wrong name or with mistakes, as they would be without those: only to find more problems.
    """
    folder = Folder({kind: [] for kind in kinds}, {}, {})
    to_read, problems = _files_to_read(root, kinds, settings, past_mistakes=past_mistakes)
    folder.paths.update(file.name for file in to_read)
    folder.slugs.update({kind: frozenset(_slugs_in(kind, to_read)) for kind in kinds})
    # A server reads in one process: it remembers what it read, and its threads must not be forked.
    read_share = partial(_read_files, reader=read_past_mistakes if past_mistakes else read)
    shares = map_in_shares(read_share, to_read) if memory is None else [read_share(to_read, memory)]
    for source, unreadable in chain.from_iterable(shares):
        problems += unreadable
        if source is None:
            continue
        if not source.folder:
            folder.settings[source.slug] = source
        else:
            folder.records[source.folder].append(keep(source))
    return folder, problems


@dataclass(frozen=True)
class _File:
    """A file to read. `right_name`: the path that it should have; empty if it has that."""

    name: str
    path: Path
    right_name: str = ""


def _files_to_read(
    root: Path, kinds: tuple[str, ...], settings: tuple[str, ...], *, past_mistakes: bool
) -> tuple[list[_File], list[Problem]]:
    """Return the files of records and settings, and the problem of each file in a wrong place or with a wrong name."""
    files, problems = files_below(root, "data")
    to_read: list[_File] = []
    names = {path.relative_to(root).as_posix() for path in files}
    for path in files:
        name = path.relative_to(root).as_posix()
        parts = name.split("/")[1:]
        if any(part.startswith(".") for part in parts) or _is_documentation(parts):
            continue
        problem = _check_path(name, parts, kinds, settings)
        right_name = _right_name(parts, kinds) if problem and past_mistakes else ""
        problems += [problem] if problem else []
        if problem is None or (right_name and right_name not in names):
            to_read.append(_File(name, path, right_name))
            names.add(right_name)
    return to_read, problems


def _right_name(parts: list[str], kinds: tuple[str, ...]) -> str:
    """Return the path that a record with a wrong one should have; empty if that is not certain."""
    slug = slugify(ENDING.sub("", parts[-1]))
    singular = parts[0].lower().removesuffix("s")
    kind = next((kind for kind in kinds if kind.removesuffix("s") == singular), "")
    is_record = len(parts) > 1 and kind and (ENDING.search(parts[-1]) or "." not in parts[-1])
    return f"data/{kind}/{slug}.yml" if is_record and slug and not why_unportable(slug) else ""


def _slugs_in(kind: str, files: Iterable[_File]) -> Iterator[str]:
    """Yield the slugs of a kind's files."""
    names = (file.right_name or file.name for file in files)
    return (Path(name).stem for name in names if name.startswith(f"data/{kind}/"))


def _read_files(
    files: Iterable[_File], memory: Memory | None = None, *, reader: Callable[[str, bytes], Read]
) -> list[Read]:
    """Return the source of each file, or None and its problems."""
    memory = memory or Memory()
    results: list[Read] = []
    for file in files:
        content, problems = bytes_of(file.path, file.name)
        if content is None:
            results.append((None, problems))
            continue
        key = ("source", file.name, reader.__name__)
        source, problems = memory.recall(key, content, partial(reader, file.name, content))
        if source is not None and file.right_name:
            source = replace(source, right_path=file.right_name)
        results.append((source, problems))
    return results


def _is_documentation(parts: list[str]) -> bool:
    """Return whether a file is a guide for editors or a folder's README."""
    return parts[-1] == "README.md" or (len(parts) == 1 and parts[0] in PAGES)


def _check_path(name: str, parts: list[str], kinds: tuple[str, ...], settings: tuple[str, ...]) -> Problem | None:
    """Return the problem of a file that is in the wrong place or has an invalid name; None if it may be read."""
    place, last = Place(name), parts[-1]
    if not last.endswith(".yml"):
        hint = "Rename it, or move it out of data/."
        if last.endswith(".md"):
            hint = "Move a page to content/, or rename a record to end in '.yml'."
        if right_name := _right_name(parts, kinds):
            hint = f"Rename it to '{right_name.rsplit('/', 1)[1]}'."
        return Problem(place, "wrong-extension", f"'{last}' does not end in '.yml'.", hint)
    slug = last.removesuffix(".yml")
    if len(parts) == 1 and slug not in settings:
        hint = did_you_mean(slug, settings) or "Move a record to the folder of its kind."
        return Problem(place, "unknown-setting", f"'{last}' is not a settings file.", hint)
    if len(parts) > 1 and parts[0] not in kinds:
        hint = did_you_mean(parts[0], kinds) or f"Use one of {', '.join(kinds)}."
        return Problem(place, "unknown-kind", f"'{parts[0]}' is not a kind of record.", hint)
    if len(parts) > 2:
        message = "The record is in a subfolder of its kind's folder."
        return Problem(place, "too-deep", message, f"Move it to {_right_name(parts, kinds) or f'data/{parts[0]}/'}.")
    return _check_slug(place, slug)


def _check_slug(place: Place, slug: str) -> Problem | None:
    """Return the problem of a file whose name is not a slug that is valid on every system; None if it is."""
    if not SLUG.fullmatch(slug):
        better = slugify(slug)
        hint = f"Rename it to '{better}.yml': use" if better else "Rename it: use"
        hint += " lowercase letters, digits and hyphens."
        return Problem(place, "bad-name", f"'{slug}.yml' is not a valid name for a record.", hint)
    if why := why_unportable(slug):
        message = f"'{slug}.yml' is not a valid file name on every system. {why}"
        return Problem(place, "bad-name", message, "Rename it.")
    return None

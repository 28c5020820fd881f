"""The files of `data/` → sources by kind, and what lies where no record can be."""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from functools import partial
from itertools import chain, count
from pathlib import Path

from generator.base.memory import Memory
from generator.base.parallel import in_shares
from generator.base.problems import Place, Problem, did_you_mean
from generator.text.file_names import why_unportable
from generator.yaml_files.yaml_source import Source, read

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

PAGES = ("RECORDS.md", "PROBLEMS.md")
"""The pages for editors that the program makes."""


@dataclass(frozen=True)
class Folder:
    """What `data/` holds: sources by kind, the settings files by name, and every file's slug.

    `slugs` counts broken files too, so that a link to one is not a second problem.
    """

    records: dict[str, list[Source]]
    settings: dict[str, Source]
    slugs: dict[str, frozenset[str]]
    found: set[str] = field(default_factory=set)
    """The path of every file that a record or a setting may stand in."""


def files_below(root: Path, folder: str) -> tuple[list[Path], list[Problem]]:
    """Every regular file below a folder of the project, in order; a link is a problem, never followed."""
    found: list[Path] = []
    problems: list[Problem] = []
    pending = [root / folder]
    while pending:
        here = pending.pop()
        if here.is_symlink():
            problems.append(_link(root, here))
            continue
        try:
            entries = sorted(here.iterdir()) if here.is_dir() else []
        except OSError as error:
            name = here.relative_to(root).as_posix()
            message = f"The folder cannot be read: {error.strerror}."
            problems.append(Problem(Place(name), "unreadable", message, "Check its permissions."))
            continue
        for path in entries:
            if path.is_symlink():
                problems.append(_link(root, path))
            elif path.is_dir():
                pending.append(path)
            elif path.is_file():
                found.append(path)
    return sorted(found), problems


def bytes_of(path: Path, name: str) -> tuple[bytes | None, list[Problem]]:
    """What a file holds, or that the system does not let us read it."""
    try:
        return path.read_bytes(), []
    except OSError as error:
        message = f"The file cannot be read: {error.strerror}."
        return None, [Problem(Place(name), "unreadable", message, "Check its permissions.")]


def _link(root: Path, path: Path) -> Problem:
    return Problem(
        Place(path.relative_to(root).as_posix()),
        "symlink",
        "This is a link to another file or folder.",
        "Replace it with a file of its own.",
    )


def read_data(
    root: Path,
    kinds: tuple[str, ...],
    settings: tuple[str, ...],
    memory: Memory | None = None,
    keep: Callable[[Source], Source] = lambda source: source,
) -> tuple[Folder, list[Problem]]:
    """Read `data/` below a project's root: one folder for each kind, and the settings files beside them.

    `keep` is what becomes of a record's source. It is called while other processes go on reading.
    """
    folder = Folder({kind: [] for kind in kinds}, {}, {})
    slugs: dict[str, set[str]] = {kind: set() for kind in kinds}
    files, problems = files_below(root, "data")
    placed: list[tuple[str, Path]] = []
    for path in files:
        name = path.relative_to(root).as_posix()
        parts = name.split("/")[1:]
        if parts[-1].startswith(".") or any(part.startswith(".") for part in parts) or _is_for_people(parts):
            continue
        misplaced = _misplaced(name, parts, kinds, settings)
        if misplaced:
            problems.append(misplaced)
            continue
        slug = parts[-1].removesuffix(".yml")
        if len(parts) == 2:
            slugs[parts[0]].add(slug)
        folder.found.add(name)
        placed.append((name, path))
    # A server remembers what it read, and has other threads besides.
    shares = in_shares(_read_files, placed) if memory is None else [_read_files(placed, memory)]
    for source, found in chain.from_iterable(shares):
        problems += found
        if source is None:
            continue
        parts = source.path.split("/")[1:]
        if len(parts) == 1:
            folder.settings[source.slug] = source
        else:
            folder.records[parts[0]].append(keep(source))
    folder.slugs.update({kind: frozenset(names) for kind, names in slugs.items()})
    return folder, problems


def _read_files(
    files: Iterable[tuple[str, Path]], memory: Memory | None = None
) -> list[tuple[Source | None, list[Problem]]]:
    """Each file as a source, or what is wrong with it."""
    memory = memory or Memory()
    results: list[tuple[Source | None, list[Problem]]] = []
    for name, path in files:
        content, problems = bytes_of(path, name)
        if content is None:
            results.append((None, problems))
        else:
            results.append(memory.recall(("source", name), content, partial(read, name, content)))
    return results


def _is_for_people(parts: list[str]) -> bool:
    """Whether a file explains others: the pages for editors, and what a folder says of itself."""
    return parts[-1] == "README.md" or (len(parts) == 1 and parts[0] in PAGES)


def _misplaced(name: str, parts: list[str], kinds: tuple[str, ...], settings: tuple[str, ...]) -> Problem | None:
    """A file that lies where no record or setting can be, or whose name cannot be an address."""
    place, last = Place(name), parts[-1]
    if not last.endswith(".yml"):
        return Problem(
            place,
            "wrong-ending",
            f"'{last}' does not end in '.yml'.",
            "A page belongs in content/; a record ends in '.yml'."
            if last.endswith(".md")
            else "Rename it, or move it out of data/.",
        )
    slug = last.removesuffix(".yml")
    if len(parts) == 1 and slug not in settings:
        return Problem(
            place,
            "unknown-setting",
            f"'{last}' is not a settings file.",
            did_you_mean(slug, settings) or "A record belongs in the folder of its kind.",
        )
    if len(parts) > 1 and parts[0] not in kinds:
        return Problem(
            place,
            "unknown-kind",
            f"'{parts[0]}' is not a kind of record.",
            did_you_mean(parts[0], kinds) or f"Use one of {', '.join(kinds)}.",
        )
    if len(parts) > 2:
        return Problem(
            place, "too-deep", "The record lies in a folder below its kind's.", f"Move it to data/{parts[0]}/."
        )
    if not SLUG.fullmatch(slug):
        better = slugify(slug)
        return Problem(
            place,
            "bad-name",
            f"'{last}' cannot be an address.",
            f"Rename it to '{better}.yml': small letters, digits and hyphens.",
        )
    if why := why_unportable(slug):
        return Problem(place, "bad-name", f"'{last}' cannot be a file on every system. {why}", "Give it another name.")
    return None


LONGEST_SLUG = 80
"""Letters of a slug, so that paths fit on every system."""


def free_slug(title: str, taken: Collection[str]) -> str:
    """Return a slug for a title that is not taken: cut at a hyphen if it is too long, then numbered."""
    slug = slugify(title)
    if len(slug) > LONGEST_SLUG:
        slug = slug[:LONGEST_SLUG].rpartition("-")[0] or slug[:LONGEST_SLUG]
    return next(free for number in count(1) if (free := slug if number == 1 else f"{slug}-{number}") not in taken)


def slugify(text: str) -> str:
    """The nearest well-formed slug of a text."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "record"

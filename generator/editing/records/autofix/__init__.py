"""What has one answer, mended: nothing that the check accepts is touched, and nothing is guessed."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from generator.base.problems import Problem
from generator.editing.records.autofix.documents import move_documents
from generator.editing.records.autofix.text import make_readable, to_utf8
from generator.editing.records.autofix.values import answer, days
from generator.editing.records.changes import open_records
from generator.project.file_changes import Change
from generator.records.build_catalog import build
from generator.records.catalog import Catalog
from generator.records.data_folder import Folder, bytes_of, files_below
from generator.records.field_specs import all_names
from generator.records.kind import Kind
from generator.records.record import Document
from generator.yaml_files.yaml_source import Source, read

__all__ = ["Fixes", "days", "repair"]

ROUNDS = 12
"""A record that can be read shows what is wrong in its fields; fields that are right show what they name wrongly."""


@dataclass(frozen=True)
class Fixes:
    """The files that could be mended, and the places that could be meant in two ways."""

    changes: tuple[Change, ...]
    doubts: tuple[Problem, ...]


def autofix(root: Path, kinds: Iterable[Kind]) -> Fixes:
    """All that has one answer in the files of a project."""
    kinds = tuple(kinds)
    folder, _ = open_records(root, kinds)
    names = {kind.name: all_names(kind.record) for kind in kinds}
    before: dict[str, bytes] = {}
    after: dict[str, bytes] = {}
    doubts: list[Problem] = []
    for path in sorted(folder.found):
        content, _ = bytes_of(root / path, path)
        if content is not None:
            before[path] = content
            after[path], found = make_readable(path, content, names.get(path.split("/")[1], frozenset()))
            doubts += found
    for _ in range(ROUNDS):
        found, changed = _fix_values(folder, kinds, after)
        if not changed:
            doubts += found
            break
    if any(issubclass(kind.record, Document) for kind in kinds):
        after |= move_documents(after, _valid(folder, kinds, after))
    for path, content in _pages(root):
        before[path], after[path] = content, _as_utf8(content)
    changes = [Change(path, before.get(path), made) for path, made in after.items() if before.get(path) != made]
    return Fixes(tuple(changes), tuple(dict.fromkeys(doubts)))


def _fix_values(folder: Folder, kinds: tuple[Kind, ...], files: dict[str, bytes]) -> tuple[list[Problem], bool]:
    """Mend what the check says of the records as they are now; the doubts, and whether anything changed."""
    sources, catalog, problems = _build(folder, kinds, files)
    doubts: list[Problem] = []
    changed = False
    for problem in problems:
        path = problem.place.path
        if path not in sources:
            continue
        found = answer(catalog.kinds[path.split("/")[1]], sources[path], problem, catalog)
        if isinstance(found, Problem):
            doubts.append(found)
        elif found is not None and (made := found(files[path])) is not None and made != files[path]:
            files[path], changed = made, True
    return doubts, changed


def _valid(folder: Folder, kinds: tuple[Kind, ...], files: dict[str, bytes]) -> list[Source]:
    """The files whose records can be understood."""
    sources, catalog, _ = _build(folder, kinds, files)
    return [sources[source.path] for (kind, _), source in catalog.sources.items() if kind]


def _build(
    folder: Folder, kinds: tuple[Kind, ...], files: dict[str, bytes]
) -> tuple[dict[str, Source], Catalog, list[Problem]]:
    """The records as they are now: the files that can be read by path, the catalog, and what is wrong."""
    read_again = Folder({kind.name: [] for kind in kinds}, {}, folder.slugs, folder.found)
    sources = {}
    for path, content in files.items():
        source, _ = read(path, content)
        parts = path.split("/")[1:]
        if source is not None and len(parts) == 2:
            sources[path] = source
            read_again.records[parts[0]].append(source)
    return sources, *build(read_again, kinds)


def _pages(root: Path) -> Iterable[tuple[str, bytes]]:
    for path in files_below(root, "content")[0]:
        name = path.relative_to(root).as_posix()
        content, _ = bytes_of(path, name)
        if content is not None and name.endswith(".md"):
            yield name, content


def _as_utf8(content: bytes) -> bytes:
    """A page as UTF-8; as it is where it is that already, or where nobody can tell what it is."""
    try:
        content.decode()
    except UnicodeDecodeError:
        return to_utf8(content) or content
    return content

"""Fix mistakes that have only one solution. Nothing without a problem is touched, and nothing is guessed."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from generator.base.problems import Problem
from generator.editing.records.autofix.documents import move_documents
from generator.editing.records.autofix.garbled import repair_page, repair_record_lists, repair_records
from generator.editing.records.autofix.layout import with_layout
from generator.editing.records.autofix.text import make_readable, to_utf8, without_invisible
from generator.editing.records.autofix.values import fix_for
from generator.editing.records.changes import open_records
from generator.project.file_changes import Change
from generator.records.build_catalog import build
from generator.records.catalog import Catalog
from generator.records.data_folder import Folder, bytes_of, files_below
from generator.records.field_specs import all_names
from generator.records.kind import Kind
from generator.records.record import Document
from generator.yaml_files.yaml_source import SourceFile, read

ROUNDS = 12
"""The most rounds: fixing a file shows what is wrong in its fields, and fixing a field shows what it refers to."""


@dataclass(frozen=True)
class Fixes:
    """The changes that fix mistakes, and the mistakes that could be fixed in more than one way."""

    changes: tuple[Change, ...]
    ambiguous: tuple[Problem, ...]


def autofix(root: Path, kinds: Iterable[Kind]) -> Fixes:
    """Return the fixes for all files of a project."""
    kinds = tuple(kinds)
    folder, _ = open_records(root, kinds)
    names = {kind.name: all_names(kind.record) for kind in kinds}
    before: dict[str, bytes] = {}
    after: dict[str, bytes] = {}
    ambiguous: list[Problem] = []
    for path in sorted(folder.paths):
        content, _ = bytes_of(root / path, path)
        if content is not None:
            before[path] = content
            after[path], problems = make_readable(path, content, names.get(path.split("/")[1], frozenset()))
            ambiguous += problems
    for _ in range(ROUNDS):
        problems, is_changed = _fix_values(folder, kinds, after)
        if not is_changed:
            ambiguous += problems
            break
    after |= repair_records(after, _build(folder, kinds, after)[1])
    after |= repair_record_lists(after, _build(folder, kinds, after)[1])
    if any(issubclass(kind.record, Document) for kind in kinds):
        after |= move_documents(after, _readable_records(folder, kinds, after))
    after |= with_layout(after, _build(folder, kinds, after)[1])
    for path, content in _pages(root):
        before[path], after[path] = content, repair_page(path, without_invisible(_as_utf8(content)))
    changes = [Change(path, before.get(path), text) for path, text in after.items() if before.get(path) != text]
    return Fixes(tuple(changes), tuple(dict.fromkeys(ambiguous)))


def _fix_values(folder: Folder, kinds: tuple[Kind, ...], files: dict[str, bytes]) -> tuple[list[Problem], bool]:
    """Fix the values that the check rejects, in `files`. Return the ambiguous ones, and whether any file changed."""
    sources, catalog, problems = _build(folder, kinds, files)
    ambiguous: list[Problem] = []
    is_changed = False
    for problem in problems:
        path = problem.place.path
        if path not in sources:
            continue
        fix = fix_for(catalog.kinds[path.split("/")[1]], sources[path], problem, catalog)
        if isinstance(fix, Problem):
            ambiguous.append(fix)
        elif fix is not None and (edited := fix(files[path])) is not None and edited != files[path]:
            files[path], is_changed = edited, True
    return ambiguous, is_changed


def _readable_records(folder: Folder, kinds: tuple[Kind, ...], files: dict[str, bytes]) -> list[SourceFile]:
    """Return the sources of the records that can be parsed."""
    sources, catalog, _ = _build(folder, kinds, files)
    return [sources[source.path] for (kind, _), source in catalog.sources.items() if kind]


def _build(
    folder: Folder, kinds: tuple[Kind, ...], files: dict[str, bytes]
) -> tuple[dict[str, SourceFile], Catalog, list[Problem]]:
    """Build the catalog from edited files. Return the readable files by path, the catalog and the problems."""
    edited_folder = Folder({kind.name: [] for kind in kinds}, {}, folder.slugs, folder.paths)
    sources = {}
    for path, content in files.items():
        source, _ = read(path, content)
        parts = path.split("/")[1:]
        if source is not None and len(parts) == 2:
            sources[path] = source
            edited_folder.records[parts[0]].append(source)
    return sources, *build(edited_folder, kinds)


def _pages(root: Path) -> Iterable[tuple[str, bytes]]:
    for file in files_below(root, "content")[0]:
        path = file.relative_to(root).as_posix()
        content, _ = bytes_of(file, path)
        if content is not None and path.endswith(".md"):
            yield path, content


def _as_utf8(content: bytes) -> bytes:
    """Return a page as UTF-8; unchanged if its encoding is unknown."""
    try:
        content.decode()
    except UnicodeDecodeError:
        return to_utf8(content) or content
    return content

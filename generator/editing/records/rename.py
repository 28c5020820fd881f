"""Plan the renaming of a record: its file moves, references are rewritten, and its old URL redirects to the new one."""

import re
from collections.abc import Callable, Iterable
from pathlib import Path

from generator.base.memory import Memory
from generator.base.problems import Problem, did_you_mean
from generator.checks.published_urls import read_published_urls
from generator.editing.records.changes import check_slug, new_problems, open_records, read_file, trial
from generator.project.file_changes import Change, RefusedError
from generator.project.project import Project, open_project, read_project
from generator.records.data_folder import files_below
from generator.records.fields.types import Link, Prose
from generator.records.kind import Kind
from generator.yaml_files.yaml_edit import append, get, path_at, put, remove, substitute
from generator.yaml_files.yaml_source import KeyPath, SourceFile, read

REDIRECTS = "data/redirects.yml"
BYTES_AS_TEXT = ("utf-8", "surrogateescape")
"""How a page is decoded and encoded, so that bytes that are not UTF-8 stay."""
LINK = r"(\]\(\s*<?|\]:\s*<?)({targets})"
"""A Markdown link, up to the end of its target."""
BLOCK = r"(?m)^(::: *{kind}\.[a-z-]+)((?: +[\w-]+)+)"
"""A line that places a block of a kind, with its arguments."""

HAS_ERRORS = "Nothing was renamed: the check finds errors. Fix them first."


def plan_rename(root: Path, kinds: Iterable[Kind], kind: Kind, old: str, new: str) -> list[Change]:
    """Return the changes that rename a record: the moved file first, then every file that names it.

    Raises:
        RefusedError: the project has errors, there is no such record, the new slug is malformed or taken, or the check
            would find problems that it does not find now.
    """
    kinds, memory = tuple(kinds), Memory()
    project, problems = read_project(root, kinds, memory=memory)
    if project is None:
        raise RefusedError(HAS_ERRORS, problems)
    slugs = [record.slug for record in project.catalog if record.kind == kind.name]
    if old not in slugs:
        hint = did_you_mean(old, slugs)
        raise RefusedError(f"There is no data/{kind.name}/{old}.yml. {hint}".rstrip())
    check_slug(new, slugs)
    renaming = _Renaming(project, kind, old, new, memory)
    renaming.rewrite_references()
    renaming.rewrite_addresses()
    renaming.add_redirects()
    added = renaming.new_problems()
    if renaming.rewrite_settings_with_problems(added):
        added = renaming.new_problems()
    if added:
        # Checking rendered pages is most of the work of a check, so their present problems are looked for only here.
        now, problems = open_project(root, kinds, memory=memory)
        if now is None:
            raise RefusedError(HAS_ERRORS, problems)
        added = new_problems(root, kinds, renaming.changes(), problems, memory)
    if added:
        raise RefusedError("Nothing was renamed: the check would find new problems. Change these places first.", added)
    return renaming.changes()


class _Renaming:
    """The files that a renaming changes: their content before and after, by path."""

    def __init__(self, project: Project, kind: Kind, old: str, new: str, memory: Memory) -> None:
        self.project, self.root, self.catalog = project, project.root, project.catalog
        self.kind, self.old, self.new, self.memory = kind, old, new, memory
        self.before: dict[str, bytes | None] = {}
        self.after: dict[str, bytes] = {}
        self.old_path, self.new_path = (f"data/{kind.name}/{slug}.yml" for slug in (old, new))
        self.edit(self.old_path, lambda _, content: content)
        self.moves = {f"/{kind.address_of(old)}": f"/{kind.address_of(new)}"}
        """Every URL that changes, with its new one; the record's own comes first."""

    def edit(self, path: str, change: Callable[..., bytes | None], *arguments: object) -> None:
        """Apply an edit to a file. Raises RefusedError if the edit is not possible."""
        if path not in self.after:
            self.before[path] = self.after[path] = read_file(self.root, path)
        edited = change(path, self.after[path], *arguments)
        if edited is None:
            raise RefusedError(
                f"Nothing was renamed: {path} cannot be edited. Put each value on its own line, and try again."
            )
        self.after[path] = edited

    def changes(self) -> list[Change]:
        """Return the changes: the moved file first, then the others by path."""
        moved = [
            Change(self.old_path, self.before[self.old_path], None),
            Change(self.new_path, None, self.after[self.old_path]),
        ]
        others = [Change(path, self.before[path], text) for path, text in self.after.items() if path != self.old_path]
        others.sort(key=lambda change: change.path)
        return [*moved, *(change for change in others if change.before != change.after)]

    def new_problems(self) -> list[Problem]:
        """Return the problems that the changes would add."""
        return new_problems(self.root, self.project.kinds, self.changes(), self.project.problems, self.memory)

    def rewrite_references(self) -> None:
        """Rewrite the fields of records that name the record."""
        for record in self.catalog:
            source = self.catalog.sources[record.kind, record.slug]
            for path, link in self.catalog.values(record, Link):
                if link.ref.kind == self.kind.name and link == self.old:
                    # A fact without its own source is written as the value alone.
                    at = path if path in source.values else path[:-1]
                    self.edit(source.path, put, at, self.new)
                    # Facts cite a source by its name in the record's `sources`.
                    for citation in _citations(source, self.old) if path[0] == "sources" else ():
                        self.edit(source.path, put, citation, self.new)

    def rewrite_addresses(self) -> None:
        """Rewrite links and URLs in records, pages and settings. Derived pages of the kind may have moved too."""
        with trial(self.root, self.changes()) as folder:
            _, after = open_records(folder, self.project.kinds, self.memory)
        for address in self.catalog.derived_pages.keys() - after.derived_pages.keys():
            new_address = re.sub(rf"(?<=/){self.old}(?=/)", self.new, f"/{address}")
            if new_address[1:] in after.derived_pages:
                self.moves[f"/{address}"] = new_address
        targets = {f"{self.kind.name}:{self.old}": f"{self.kind.name}:{self.new}", **self.moves}
        pattern = re.compile(LINK.format(targets=_any_of(targets)))
        self._rewrite_prose(pattern, lambda match: match[1] + targets[match[2]])
        self._rewrite_content(pattern, lambda match: match[1] + targets[match[2]])
        self._rewrite_settings(re.compile(f"^({_any_of(self.moves)})"), lambda match: self.moves[match[1]])

    def _rewrite_prose(self, pattern: re.Pattern[str], new: Callable[[re.Match[str]], str]) -> None:
        for record in self.catalog:
            source = self.catalog.sources[record.kind, record.slug]
            for path, text in self.catalog.values(record, Prose):
                if pattern.search(text):
                    self.edit(source.path, substitute, path, pattern, new)

    def _rewrite_content(self, pattern: re.Pattern[str], new: Callable[[re.Match[str]], str]) -> None:
        block = re.compile(BLOCK.format(kind=re.escape(self.kind.name)))
        argument = re.compile(rf"(?<![\w-]){self.old}(?![\w-])")
        for file in files_below(self.root, "content")[0]:
            path = file.relative_to(self.root).as_posix()
            before = read_file(self.root, path).decode(*BYTES_AS_TEXT)
            after = block.sub(lambda match: match[1] + argument.sub(self.new, match[2]), pattern.sub(new, before))
            if after != before:
                self.before[path], self.after[path] = before.encode(*BYTES_AS_TEXT), after.encode(*BYTES_AS_TEXT)

    def _rewrite_settings(self, pattern: re.Pattern[str], new: Callable[[re.Match[str]], str]) -> None:
        for source in self.project.sources.settings.values():
            for path in source.values:
                value = get(source.data, path)
                # The start of a redirect stays; its target must be the current URL.
                if isinstance(value, str) and pattern.search(value) and path[-1] != "from":
                    self.edit(source.path, substitute, path, pattern, new)

    def add_redirects(self) -> None:
        """Add a redirect from the record's old URL, and from every other published URL that moves with it."""
        published, _ = read_published_urls(self.root)
        own = next(iter(self.moves))
        if not (self.root / REDIRECTS).exists():
            self.before[REDIRECTS], self.after[REDIRECTS] = None, b"redirects: []\n"
        # Files below a record's page move with it. A copy stays at each old URL.
        files = {f"/{name}": self.moves[own] + name.removeprefix(own[1:]) for name in published if _is_file(name, own)}
        for old_url, new_url in {**self.moves, **files}.items():
            if old_url == own or old_url[1:] in published:
                self.edit(REDIRECTS, append, ("redirects",), {"from": old_url, "to": new_url})
        # A URL that is a page again no longer redirects.
        self.edit(REDIRECTS, _without_redirects_from, frozenset(self.moves.values()))

    def rewrite_settings_with_problems(self, problems: Iterable[Problem]) -> bool:
        """Rewrite the values in settings that cause a problem because they still have the old slug. Return if any."""
        is_changed = False
        for problem in problems:
            source = self._source(problem.place.path)
            path = path_at(source, problem.place) if source else None
            if source and path and problem.place.path.count("/") == 1 and get(source.data, path) == self.old:
                self.edit(source.path, put, path, self.new)
                is_changed = True
        return is_changed

    def _source(self, path: str) -> SourceFile | None:
        if not path.endswith(".yml") or path == self.new_path:
            return None
        return read(path, self.after.get(path) or read_file(self.root, path))[0]


def _citations(source: SourceFile, name: str) -> list[KeyPath]:
    """Return the paths at which the facts of a record cite a source."""
    paths = (path for path in source.values if path[:1] != ("sources",) and "source" in path[-2:])
    return [path for path in paths if get(source.data, path) == name]


def _is_file(name: str, page: str) -> bool:
    """Return whether a published URL is a file below a page."""
    return page.endswith("/") and name.startswith(page[1:]) and "#" not in name and not name.endswith("/")


def _any_of(targets: Iterable[str]) -> str:
    """Return a pattern for any of some link targets. A page's URL ends with '/', so pages below it match too."""
    ordered = sorted(targets, key=len, reverse=True)
    return "|".join(re.escape(target) + ("" if target.endswith("/") else r"(?![\w-])") for target in ordered)


def _without_redirects_from(path: str, content: bytes, addresses: frozenset[str]) -> bytes | None:
    """Return the redirects without those that start at some URLs; None if they cannot be removed."""
    source, _ = read(path, content)
    redirects = source.data.get("redirects") if source else None
    if source is None or not isinstance(redirects, list):
        return None
    edited: bytes | None = content
    for number in reversed(range(len(redirects))):
        at: KeyPath = ("redirects", number)
        if edited is not None and get(source.data, (*at, "from")) in addresses:
            edited = remove(path, edited, at)
    return edited

"""A record's new name: its file moved, all that names it rewritten, and its old address leading to the new one."""

import re
from collections.abc import Callable, Iterable
from pathlib import Path

from generator.base.problems import Problem, did_you_mean
from generator.checks.published_urls import read_published_urls
from generator.editing.records.changes import check_slug, new_problems, open_records, read_file, trial
from generator.project.file_changes import Change, RefusedError
from generator.project.project import Project, open_project
from generator.records.data_folder import files_below
from generator.records.fields.types import Link, Prose
from generator.records.kind import Kind
from generator.yaml_files.yaml_edit import append, cut, get, path_at, put, substitute
from generator.yaml_files.yaml_source import KeyPath, Source, read

REDIRECTS = "data/redirects.yml"
AS_IT_IS = ("utf-8", "surrogateescape")
"""Every byte of a page that is not rewritten stays."""
LINK = r"(\]\(\s*<?|\]:\s*<?)({targets})"
"""A link of Markdown, up to the end of where it leads."""
BLOCK = r"(?m)^(::: *{kind}\.[a-z-]+)((?: +[\w-]+)+)"
"""A line that places a block of a kind, with its words."""


def plan_rename(root: Path, kinds: Iterable[Kind], kind: Kind, old: str, new: str) -> list[Change]:
    """All files that change with a record's name. Raises RefusedError where the check would then find more."""
    project, problems = open_project(root, kinds)
    if project is None:
        raise RefusedError("Nothing can be renamed while the check finds errors. Mend them first.", problems)
    slugs = [record.slug for record in project.catalog if record.kind == kind.name]
    if old not in slugs:
        hint = did_you_mean(old, slugs)
        raise RefusedError(f"There is no data/{kind.name}/{old}.yml. {hint}".rstrip())
    check_slug(new, slugs)
    work = _Rename(project, kind, old, new)
    work.rewrite_references()
    work.rewrite_addresses()
    work.redirect()
    found = work.problems()
    if work.follow(found):
        found = work.problems()
    if found:
        raise RefusedError("Nothing was renamed: the check would then find more. Change these places first.", found)
    return work.changes()


class _Rename:
    """The files that change, by path, while one thing after the other is rewritten in them."""

    def __init__(self, project: Project, kind: Kind, old: str, new: str) -> None:
        self.project, self.root, self.catalog = project, project.root, project.catalog
        self.kind, self.old, self.new = kind, old, new
        self.before: dict[str, bytes | None] = {}
        self.after: dict[str, bytes] = {}
        self.paths = tuple(f"data/{kind.name}/{slug}.yml" for slug in (old, new))
        self.edit(self.paths[0], lambda _, content: content)
        self.moves = {f"/{kind.address_of(old)}": f"/{kind.address_of(new)}"}
        """Every address that changes, and what it will be."""

    def edit(self, path: str, change: Callable[..., bytes | None], *words: object) -> None:
        """Change a file as one of the edits does it, or refuse all where that cannot be."""
        if path not in self.after:
            self.before[path] = self.after[path] = read_file(self.root, path)
        made = change(path, self.after[path], *words)
        if made is None:
            hint = "Put each value on a line of its own first."
            raise RefusedError(f"Nothing was renamed: {path} cannot be changed where it should be. {hint}")
        self.after[path] = made

    def changes(self) -> list[Change]:
        """What becomes of each file that is not as it was."""
        was, is_now = self.paths
        moved = [Change(was, self.before[was], None), Change(is_now, None, self.after[was])]
        others = [Change(path, self.before[path], made) for path, made in self.after.items() if path != was]
        others.sort(key=lambda change: change.path)
        return [*moved, *(change for change in others if change.before != change.after)]

    def problems(self) -> list[Problem]:
        """What the check would find that it does not find now."""
        return new_problems(self.root, self.project.kinds, self.changes(), self.project.problems)

    def rewrite_references(self) -> None:
        """The fields of records that name the record."""
        for record in self.catalog:
            source = self.catalog.sources[record.kind, record.slug]
            for path, link in self.catalog.values(record, Link):
                if link.ref.kind == self.kind.name and link == self.old:
                    # A fact without a source of its own is its value alone.
                    at = path if path in source.values else path[:-1]
                    self.edit(source.path, put, at, self.new)
                    # Facts name a source as the record's list of sources does.
                    for mark in _marks(source, self.old) if path[0] == "sources" else ():
                        self.edit(source.path, put, mark, self.new)

    def rewrite_addresses(self) -> None:
        """Links and addresses in records, pages and settings; the room's other pages may have moved with it."""
        with trial(self.root, self.changes()) as folder:
            _, after = open_records(folder, self.project.kinds)
        for address in self.catalog.derived_pages.keys() - after.derived_pages.keys():
            swapped = re.sub(rf"(?<=/){self.old}(?=/)", self.new, f"/{address}")
            if swapped[1:] in after.derived_pages:
                self.moves[f"/{address}"] = swapped
        targets = {f"{self.kind.name}:{self.old}": f"{self.kind.name}:{self.new}", **self.moves}
        pattern = re.compile(LINK.format(targets=_either(targets)))
        self._rewrite_prose(pattern, lambda match: match[1] + targets[match[2]])
        self._rewrite_content(pattern, lambda match: match[1] + targets[match[2]])
        self._rewrite_settings(re.compile(f"^({_either(self.moves)})"), lambda match: self.moves[match[1]])

    def _rewrite_prose(self, pattern: re.Pattern[str], new: Callable[[re.Match[str]], str]) -> None:
        for record in self.catalog:
            source = self.catalog.sources[record.kind, record.slug]
            for path, text in self.catalog.values(record, Prose):
                if pattern.search(text):
                    self.edit(source.path, substitute, path, pattern, new)

    def _rewrite_content(self, pattern: re.Pattern[str], new: Callable[[re.Match[str]], str]) -> None:
        block = re.compile(BLOCK.format(kind=re.escape(self.kind.name)))
        word = re.compile(rf"(?<![\w-]){self.old}(?![\w-])")
        for path in files_below(self.root, "content")[0]:
            name = path.relative_to(self.root).as_posix()
            text = read_file(self.root, name).decode(*AS_IT_IS)
            made = block.sub(lambda match: match[1] + word.sub(self.new, match[2]), pattern.sub(new, text))
            if made != text:
                self.before[name], self.after[name] = text.encode(*AS_IT_IS), made.encode(*AS_IT_IS)

    def _rewrite_settings(self, pattern: re.Pattern[str], new: Callable[[re.Match[str]], str]) -> None:
        folder, _ = open_records(self.root, self.project.kinds)
        for source in folder.settings.values():
            for path in source.values:
                value = get(source.data, path)
                # Where an address once led from stays; where it leads to must be where it is read now.
                if isinstance(value, str) and pattern.search(value) and path[-1] != "from":
                    self.edit(source.path, substitute, path, pattern, new)

    def redirect(self) -> None:
        """A line for the record's old address, and for each other one that was published and moves with it."""
        published, _ = read_published_urls(self.root)
        own = next(iter(self.moves))
        if not (self.root / REDIRECTS).exists():
            self.before[REDIRECTS], self.after[REDIRECTS] = None, b"redirects: []\n"
        # Files lie below their record's page: each has a copy at its old address.
        files = {f"/{name}": self.moves[own] + name.removeprefix(own[1:]) for name in published if _is_file(name, own)}
        for was, is_now in {**self.moves, **files}.items():
            if was == own or was[1:] in published:
                line = {"from": was, "to": is_now}
                self.edit(REDIRECTS, append, ("redirects",), line)
        # An address that is a page again does not lead away any more.
        self.edit(REDIRECTS, _without, frozenset(self.moves.values()))

    def follow(self, problems: Iterable[Problem]) -> bool:
        """Rewrite the places of settings at which a problem stands since they still have the old name."""
        done = False
        for problem in problems:
            source = self._source(problem.place.path)
            path = path_at(source, problem.place) if source else None
            if source and path and problem.place.path.count("/") == 1 and get(source.data, path) == self.old:
                self.edit(source.path, put, path, self.new)
                done = True
        return done

    def _source(self, path: str) -> Source | None:
        if not path.endswith(".yml") or path == self.paths[1]:
            return None
        return read(path, self.after.get(path) or read_file(self.root, path))[0]


def _marks(source: Source, name: str) -> list[KeyPath]:
    """Where the facts of a record name one of its sources."""
    paths = (path for path in source.values if path[:1] != ("sources",) and "source" in path[-2:])
    return [path for path in paths if get(source.data, path) == name]


def _is_file(name: str, page: str) -> bool:
    """Whether a published name is that of a file below a page."""
    return page.endswith("/") and name.startswith(page[1:]) and "#" not in name and not name.endswith("/")


def _either(targets: Iterable[str]) -> str:
    """A pattern for any of some targets. A page's address ends with '/', and pages below it move with it."""
    ordered = sorted(targets, key=len, reverse=True)
    return "|".join(re.escape(target) + ("" if target.endswith("/") else r"(?![\w-])") for target in ordered)


def _without(name: str, content: bytes, addresses: frozenset[str]) -> bytes | None:
    """The redirects without those that lead away from an address."""
    source, _ = read(name, content)
    if source is None:
        return None
    made: bytes | None = content
    for number in reversed(range(len(source.data["redirects"]))):
        at: KeyPath = ("redirects", number)
        if made is not None and get(source.data, (*at, "from")) in addresses:
            made = cut(name, made, at)
    return made

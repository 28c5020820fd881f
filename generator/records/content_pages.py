"""`content/` → hand-written pages: a title, a description and Markdown, with their addresses."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from generator.base.memory import Memory
from generator.base.problems import Place, Problem
from generator.records.data_folder import SLUG, bytes_of, files_below
from generator.records.fields.types import StrictModel, Text
from generator.records.parse import parse_settings
from generator.text.file_names import why_unportable
from generator.yaml_files.text_file import decode
from generator.yaml_files.yaml_source import read

FENCE = re.compile(r"\A---\n(.*?\n)---(?:\n|\Z)", re.DOTALL)
NOT_FOUND = "404.md"
"""The one page whose address is not a folder: hosts look for 404.html."""


class FrontMatter(StrictModel):
    """What stands between the two '---' lines at the top of a page."""

    title: Text
    description: Text
    menu_title: Text | None = None
    """A shorter name for breadcrumbs, where no menu has one."""
    also_asked: tuple[Text, ...] = ()
    """Other words by which search should find the page first."""
    contents: bool = False
    """Whether wide screens list the page's sections beside its text."""


@dataclass(frozen=True)
class ContentPage:
    """A page as an editor wrote it. `first_line` is the line on which its Markdown starts."""

    source: str
    address: str
    front_matter: FrontMatter
    text: str
    first_line: int

    def place(self, line: int) -> Place:
        """Return the place of a line of the Markdown, counted from 0."""
        return Place(self.source, self.first_line + line)


PLACED = re.compile(r"^::: *([a-z-]+\.[a-z-]+)((?: +[\w-]+)*) *$", re.MULTILINE)
"""A line that places a block of a kind, with its words."""


def placements(pages: Iterable[ContentPage]) -> dict[str, list[tuple[ContentPage, tuple[str, ...]]]]:
    """By the name of a block, the pages that place it, each with the words that it gives it."""
    found: dict[str, list[tuple[ContentPage, tuple[str, ...]]]] = {}
    for page in pages:
        for block, words in PLACED.findall(page.text):
            found.setdefault(block, []).append((page, tuple(words.split())))
    return found


def read_content(root: Path, memory: Memory | None = None) -> tuple[list[ContentPage], list[Problem]]:
    """Every page below `content/`, and what is wrong with those that cannot be one."""
    memory = memory or Memory()
    pages: list[ContentPage] = []
    files, problems = files_below(root, "content")
    for path in files:
        name = path.relative_to(root).as_posix()
        if path.name.startswith("."):
            continue
        content, found = bytes_of(path, name)
        problems += found
        if content is None:
            continue
        page, found = memory.recall(("content", name), content, partial(parse_page, name, content))
        problems += found
        pages += [page] if page else []
    return pages, problems


def parse_page(name: str, content: bytes) -> tuple[ContentPage | None, list[Problem]]:
    """One file of `content/`, named by its path in the project."""
    if not name.endswith(".md"):
        return None, [
            Problem(
                Place(name),
                "wrong-ending",
                f"'{name.rsplit('/', 1)[-1]}' does not end in '.md'.",
                "Rename it, or move it out of content/.",
            )
        ]
    parts = name.removeprefix("content/").removesuffix(".md").split("/")
    for part in parts:
        if not SLUG.fullmatch(part):
            return None, [
                Problem(
                    Place(name),
                    "bad-name",
                    f"'{part}' cannot be part of an address.",
                    "Use small letters, digits and hyphens.",
                )
            ]
        if why := why_unportable(part):
            message = f"'{part}' cannot be a name on every system. {why}"
            return None, [Problem(Place(name), "bad-name", message, "Give it another name.")]
    text, problems = decode(name, content)
    if problems:
        return None, problems
    match = FENCE.match(text)
    if match is None:
        return None, [
            Problem(
                Place(name, 1),
                "no-head",
                "The page has no title.",
                "Begin it with a line '---', a line 'title: …', a line 'description: …' and a line '---'.",
            )
        ]
    # An empty first line in place of the fence keeps the marks on the lines of the file.
    source, problems = read(name, ("\n" + match[1]).encode())
    if source is None:
        return None, problems
    front_matter, problems = parse_settings(source, FrontMatter)
    if front_matter is None:
        return None, problems
    return ContentPage(name, address_of(parts), front_matter, text[match.end() :], match[0].count("\n") + 1), []


def check_addresses(written: Iterable[ContentPage]) -> Iterator[Problem]:
    """No two files of `content/` have one address: 'a.md' and 'a/index.md' would."""
    seen: dict[str, str] = {}
    for page in written:
        if page.address in seen:
            yield Problem(
                Place(page.source),
                "duplicate-address",
                f"This page and {seen[page.address]} have the same address.",
                "Rename one of them.",
            )
        seen.setdefault(page.address, page.source)


def addresses_below(root: Path) -> frozenset[str]:
    """The address of every file of `content/`, also of those that cannot be read: links to them are no second fault."""
    names = (path.relative_to(root / "content").with_suffix("").parts for path in (root / "content").rglob("*.md"))
    return frozenset(address_of(list(parts)) for parts in names)


def address_of(parts: list[str]) -> str:
    """Where a file of `content/` is read, below the root."""
    if parts == [NOT_FOUND.removesuffix(".md")]:
        return "404.html"
    kept = parts[:-1] if parts[-1] == "index" else parts
    return "".join(f"{part}/" for part in kept)

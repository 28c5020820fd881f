"""Read the hand-written pages of `content/`: front matter and Markdown, with their addresses."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from generator.base.memory import Memory
from generator.base.problems import Place, Problem
from generator.records.data_folder import bytes_of, files_below
from generator.records.diagnosis.partial import partial_of
from generator.records.fields.types import StrictModel, Text
from generator.records.parse import parse_settings
from generator.text.file_names import why_unportable
from generator.text.slugs import SLUG
from generator.yaml_files.text_file import decode
from generator.yaml_files.yaml_source import read_past_mistakes

FRONT_MATTER = re.compile(r"\A---\n(.*?\n)---(?:\n|\Z)", re.DOTALL)
NOT_FOUND = "404.md"
"""The only page whose address is not a folder: web servers look for 404.html."""


class FrontMatter(StrictModel):
    """The fields between the two '---' lines at the top of a page."""

    title: Text
    description: Text
    menu_title: Text | None = None
    """A shorter title for breadcrumbs, used if no menu links to the page."""
    also_asked: tuple[Text, ...] = ()
    """Other searches that should find the page first."""
    contents: bool = False
    """Whether wide screens show a list of the page's sections beside the text."""


@dataclass(frozen=True)
class ContentPage:
    """A page of `content/`. `source` is its path, `first_line` the line of the file on which its Markdown starts."""

    source: str
    address: str
    front_matter: FrontMatter
    text: str
    first_line: int

    def place(self, line: int) -> Place:
        """Return the place of a line of the Markdown, counted from 0."""
        return Place(self.source, self.first_line + line)


PLACEMENT = re.compile(r"^::: *([a-z-]+\.[a-z-]+)((?: +[\w-]+)*) *$", re.MULTILINE)
"""A line that places a block of a kind, with the block's arguments."""


def placements(pages: Iterable[ContentPage]) -> dict[str, list[tuple[ContentPage, tuple[str, ...]]]]:
    """Return the pages that place each block, with the arguments that they give it, by the name of the block."""
    by_block: dict[str, list[tuple[ContentPage, tuple[str, ...]]]] = {}
    for page in pages:
        for block, arguments in PLACEMENT.findall(page.text):
            by_block.setdefault(block, []).append((page, tuple(arguments.split())))
    return by_block


def read_content(root: Path, memory: Memory | None = None) -> tuple[list[ContentPage], list[Problem]]:
    """Return the pages of `content/`, and the problems of files that cannot be parsed as one."""
    memory = memory or Memory()
    pages: list[ContentPage] = []
    files, problems = files_below(root, "content")
    for path in files:
        name = path.relative_to(root).as_posix()
        if "/." in name:
            continue
        content, unreadable = bytes_of(path, name)
        problems += unreadable
        if content is None:
            continue
        page, invalid = memory.recall(("content", name), content, partial(parse_past_mistakes, name, content))
        problems += invalid
        pages += [page] if page else []
    return pages, problems


def parse_page(name: str, content: bytes) -> tuple[ContentPage | None, list[Problem]]:
    """Return a file of `content/` as a page, or None and its problems. `name`: its path in the project."""
    page, problems = parse_past_mistakes(name, content)
    return (None if problems else page), problems


def parse_past_mistakes(name: str, content: bytes) -> tuple[ContentPage | None, list[Problem]]:
    """Return a page, as it would be without the mistakes that are returned beside it: only to find more problems.

    It is None if it is not known what its text is.
    """
    problems = [invalid] if (invalid := _check_name(name)) else []
    if not name.endswith(".md"):
        return None, problems
    text, odd = decode(name, content)
    problems += odd
    match = FRONT_MATTER.match(text)
    if match is None:
        hint = "Start the file with a line '---', a line 'title: …', a line 'description: …' and a line '---'."
        missing = Problem(Place(name, 1), "no-front-matter", "The page has no front matter.", hint)
        return None, [*problems, missing] if text or not problems else problems
    front_matter, invalid_fields = _front_matter(name, match[1])
    address = address_of(_parts_of(name))
    page = ContentPage(name, address, front_matter, text[match.end() :], match[0].count("\n") + 1)
    return page, problems + invalid_fields


def _front_matter(name: str, text: str) -> tuple[FrontMatter, list[Problem]]:
    """Return the front matter of a page, or the valid part of it and its problems."""
    # An empty line in place of the first '---' keeps positions on the lines of the file.
    source, problems = read_past_mistakes(name, f"\n{text}".encode())
    if source is None:
        return FrontMatter.model_construct(title="", description=""), problems
    front_matter, invalid = parse_settings(source, FrontMatter)
    if front_matter is None:
        valid = partial_of(FrontMatter, source.data)
        front_matter = valid.model_copy(update={"title": valid.title or "", "description": valid.description or ""})
    return front_matter, problems + invalid


def _parts_of(name: str) -> list[str]:
    return name.removeprefix("content/").removesuffix(".md").split("/")


def _check_name(name: str) -> Problem | None:
    """Return the problem of a file whose path cannot be the address of a page; None if it can."""
    if not name.endswith(".md"):
        message = f"'{name.rsplit('/', 1)[-1]}' does not end in '.md'."
        return Problem(Place(name), "wrong-extension", message, "Rename it, or move it out of content/.")
    for part in _parts_of(name):
        if not SLUG.fullmatch(part):
            message = f"'{part}' cannot be part of an address."
            return Problem(Place(name), "bad-name", message, "Use lowercase letters, digits and hyphens.")
        if why := why_unportable(part):
            message = f"'{part}' is not a valid file name on every system. {why}"
            return Problem(Place(name), "bad-name", message, "Rename it.")
    return None


def check_addresses(pages: Iterable[ContentPage]) -> Iterator[Problem]:
    """Yield the problem of each page that has the address of another, as 'a.md' and 'a/index.md' do."""
    seen: dict[str, str] = {}
    for page in pages:
        if page.address in seen:
            yield Problem(
                Place(page.source),
                "duplicate-address",
                f"This page and {seen[page.address]} have the same address.",
                "Rename one of them.",
            )
        seen.setdefault(page.address, page.source)


REQUIRED = {"": "index.md", "404.html": NOT_FOUND}
"""The pages that every site needs, by address: the home page, and what web servers show at an unknown address."""


def check_required(addresses: Collection[str]) -> Iterator[Problem]:
    """Yield the problem of each required page that does not exist. `addresses`: of all files, even invalid ones."""
    for address, name in REQUIRED.items():
        if address not in addresses:
            path = f"content/{name}"
            use = "web servers show it at an unknown address" if address else "it is the home page"
            hint = f"Restore it from Git, or create it: {use}."
            yield Problem(Place(path), "missing-page", f"{path} is missing.", hint)


def addresses_below(root: Path) -> frozenset[str]:
    """Return the address of every file of `content/`, readable or not, so that a link to it is not a second problem."""
    paths = (path.relative_to(root / "content").with_suffix("").parts for path in (root / "content").rglob("*.md"))
    return frozenset(address_of(list(parts)) for parts in paths)


def address_of(parts: list[str]) -> str:
    """Return the address of a file of `content/`, relative to the root. `parts`: its path without the suffix."""
    if parts == [NOT_FOUND.removesuffix(".md")]:
        return "404.html"
    folders = parts[:-1] if parts[-1] == "index" else parts
    return "".join(f"{folder}/" for folder in folders)

"""The site, built once per test session and shared by all workers; and its pages, as trees of elements."""

import fcntl
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest

from generator.kinds import KINDS
from generator.pages.offline import NAME
from generator.pages.shell import cut, gap_markers
from generator.project.project import Project, open_project
from generator.project.site_files import files_of, shell_keys

ROOT = Path(__file__).resolve().parents[1]

BUILD = "from generator.cli import main; main()"

VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
"""Elements without an end tag."""

INLINE = frozenset({"a", "abbr", "b", "cite", "code", "em", "i", "mark", "q", "small", "span", "strong", "sub", "sup"})
"""Inline elements."""

ORIGIN = "https://site.example/"
"""The URL of a site that has none, so that links can be resolved."""


@cache
def real_project() -> Project:
    """Return this repository's project, read once per process."""
    project, problems = open_project(ROOT, KINDS)
    assert project is not None, "\n".join(map(str, problems))
    return project


def build(folder: Path, **environment: str) -> Path:
    """Build the site into a folder with the command, without the caller's SITE_URL."""
    done = subprocess.run(
        [sys.executable, "-c", BUILD, "--root", str(ROOT), "build", "--site-dir", str(folder)],
        cwd=ROOT,
        env={**os.environ, "SITE_URL": "", **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        pytest.fail(f"The site could not be built:\n{done.stdout}{done.stderr}")
    return folder


def shared(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """Return a folder that all workers of a session share. One worker writes it, and the others wait for it."""
    base = factory.getbasetemp()
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    place = (base.parent if worker else base) / name
    with place.with_name(f"{name}.lock").open("w") as lock:
        # The lock ends with the process, even if it is killed.
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not place.exists():
            own = place.with_name(f"{name}-{worker or 'only'}")
            make(own)
            own.rename(place)
    return place


def built_site(factory: pytest.TempPathFactory) -> "Site":
    """Return the site as `make site` builds it, without a URL."""
    return Site(shared(factory, "site", build))


def addressed_site(factory: pytest.TempPathFactory) -> "Site":
    """Return the site, built for a URL with a path."""
    url = "https://example.org/mentoring"
    return Site(shared(factory, "site-with-address", lambda folder: build(folder, SITE_URL=url)), f"{url}/")


def offline_copy(factory: pytest.TempPathFactory) -> "Site":
    """Return the offline copy of the site, unpacked."""
    site = built_site(factory)

    def unpack(folder: Path) -> None:
        with zipfile.ZipFile(site.folder / NAME) as packed:
            packed.extractall(folder)

    return Site(shared(factory, "offline", unpack) / real_project().settings.site.file_name)


@dataclass
class Element:
    """An HTML element."""

    tag: str
    attributes: dict[str, str]
    inside: "list[Element | str]" = field(default_factory=list)

    def all(self, *tags: str) -> "Iterator[Element]":
        """Yield this element and all elements in it, in document order; only those with the given tags, if any."""
        if not tags or self.tag in tags:
            yield self
        for part in self.inside:
            if isinstance(part, Element):
                yield from part.all(*tags)

    def one(self, tag: str, **attributes: str) -> "Element":
        """Return the only element with a tag and attributes."""
        matches = [element for element in self.all(tag) if attributes.items() <= element.attributes.items()]
        assert len(matches) == 1, f"{len(matches)} <{tag}> elements with {attributes}"
        return matches[0]

    @property
    def text(self) -> str:
        """Its text, with white space collapsed."""
        return " ".join("".join(self._words()).split())

    def _words(self) -> Iterator[str]:
        if self.tag in ("script", "style"):
            return
        # A word may continue after an inline element, but not after a paragraph or a cell.
        edge = "" if self.tag in INLINE else " "
        yield edge
        for part in self.inside:
            if isinstance(part, str):
                yield part
            else:
                yield from part._words()
        yield edge


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Element("#page", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].inside.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        while len(self.open) > 1 and self.open.pop().tag != tag:
            pass

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)


def read(text: str) -> Element:
    """Return a page as a tree of elements."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return reader.open[0]


@dataclass(frozen=True)
class Site:
    """A built site on disk."""

    folder: Path
    url: str = ""
    """Its SITE_URL, with a slash at the end."""

    @cached_property
    def files(self) -> frozenset[str]:
        """The path of every file, relative to the site folder."""
        return frozenset(path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*") if path.is_file())

    @cached_property
    def pages(self) -> dict[str, Element]:
        """Every page by its address: '' for the home page, 'sites/' for a folder's."""
        names = sorted(name for name in self.files if name.endswith(".html"))
        return {
            name.removesuffix("index.html"): read((self.folder / name).read_text(encoding="utf-8")) for name in names
        }

    @cached_property
    def ids(self) -> dict[str, frozenset[str]]:
        """The ids of every page, by its file."""
        return {
            to_file(address): frozenset(element.attributes.get("id", "") for element in page.all())
            for address, page in self.pages.items()
        }

    @cached_property
    def project(self) -> Project:
        """The project that the site was built from."""
        return real_project()

    @cached_property
    def taken_down(self) -> frozenset[str]:
        """The addresses of the neutral pages of records that were taken down."""
        catalog = self.project.catalog
        hidden = (record for kind in catalog.kinds.values() if kind.has_pages for record in catalog.hidden(kind.name))
        return frozenset(catalog.url(record) for record in hidden)

    @cached_property
    def moved(self) -> frozenset[str]:
        """The addresses of redirect pages."""
        return frozenset(page.address for page in self.project.pages if page.moved_to)

    @cached_property
    def emptied(self) -> frozenset[str]:
        """The addresses of derived pages that were published and list no record now."""
        return frozenset(
            address for address, (_, extra) in self.project.catalog.derived_pages.items() if not extra.size
        )

    @property
    def staying(self) -> dict[str, Element]:
        """Every page that is not a redirect, by its address."""
        return {address: page for address, page in self.pages.items() if address not in self.moved}

    def fault_of(self, address: str, link: str, index: str = "index.html") -> str | None:
        """Return what is wrong with an internal link, if anything. `index` completes the address of a folder."""
        base = self.url or ORIGIN
        target, fragment = urldefrag(urljoin(base + to_file(address), link))
        if urlsplit(target)[:2] != urlsplit(base)[:2]:
            return None
        if not target.startswith(base):
            return f"{link} leads out of the site"
        name = unquote(target.removeprefix(base))
        name += index if name == "" or name.endswith("/") else ""
        if name not in self.files:
            return f"{link} leads to no file"
        # A fragment with a '=' is read by a script of the page; it is no anchor.
        if fragment and "=" not in fragment and unquote(fragment) not in self.ids.get(name, ()):
            return f"{link} leads to no id"
        return None


def files_in_empty_frames(project: Project, site_url: str = "") -> dict[str, bytes]:
    """Return every file of a project's site, with pages that contain only their own parts."""
    frame = cut("".join(gap_markers().values()))
    files = files_of(project, dict.fromkeys(shell_keys(project, site_url), frame), site_url)
    return {name: bytes(content) for name, content in files}


def names_of_the_initiative(site: Site) -> tuple[str, str]:
    """Return the initiative's name with its acronym at the end, and the acronym alone."""
    name = site.project.settings.site.program
    return name, name.rpartition("(")[2].removesuffix(")")


def to_file(address: str) -> str:
    """Return the file of a page."""
    return address if address.endswith(".html") else f"{address}index.html"


def assert_none(faults: Iterable[str]) -> None:
    """Fail with a list of all faults, if there are any."""
    unique = list(dict.fromkeys(faults))
    assert not unique, f"{len(unique)} faults:\n" + "\n".join(unique)


def blocks_of_words(element: Element) -> Iterator[str]:
    """Yield the text of an element, with a newline at each edge of a block element such as a paragraph or a cell."""
    if element.tag in ("script", "style"):
        return
    edge = "" if element.tag in INLINE else "\n"
    yield edge
    for part in element.inside:
        if isinstance(part, str):
            yield part.replace("\n", " ")
        else:
            yield from blocks_of_words(part)
    yield edge

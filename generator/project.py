"""One folder on disk → everything to be written."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from markupsafe import Markup

from generator.addresses import (
    Addresses,
    addresses_of,
    check_ledger,
    check_pages,
    check_settings,
    extra_addresses,
    read_ledger,
)
from generator.blocks import check_handwritten
from generator.catalog import Catalog
from generator.content import Handwritten, addresses_below, read_content
from generator.exports.csv_file import to_csv
from generator.exports.json_file import to_json
from generator.exports.sitemap import to_gzip, to_sitemap
from generator.folder import read_data
from generator.kind import Kind
from generator.offline import with_offline_copy
from generator.pages import Maker, Page
from generator.plain import check_texts
from generator.private import check_private
from generator.problems import Place, Problem, has_errors
from generator.prose import to_text
from generator.records import build
from generator.search import to_data, to_entries, to_script
from generator.settings import SETTINGS, Settings, read_settings
from generator.shell import Frame, Shell, check_policy, fill
from generator.upkeep import check_upkeep

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self'; "
    "font-src 'self'; connect-src 'none'; base-uri 'self'; form-action 'self'"
)
"""What a page may load: files of this site, nothing inline. Sent as a header, and in each page for hosts without."""


@dataclass(frozen=True)
class Project:
    """All that was read and checked. Nothing is on disk yet."""

    root: Path
    kinds: tuple[Kind, ...]
    settings: Settings
    catalog: Catalog
    addresses: Addresses
    handwritten: tuple[Page, ...]
    maker: Maker
    problems: tuple[Problem, ...]
    """Warnings only: with an error there is no project."""

    @cached_property
    def generated(self) -> tuple[Page, ...]:
        """The pages that records and redirects make."""
        taken = frozenset(page.address for page in self.handwritten)
        moved = (
            self.maker.moved(move.old.lstrip("/"), move.new.lstrip("/"))
            for move in self.settings.redirects.redirects
            if "#" not in move.old
        )
        extras = self.maker.extras(sorted(self.addresses.pages & self.catalog.extras.keys()))
        return (*self.maker.indexes(taken), *self.maker.records(), *extras, *moved)

    @property
    def pages(self) -> tuple[Page, ...]:
        """Every page of the site."""
        return (*self.handwritten, *self.generated)

    @cached_property
    def announcement(self) -> Markup:
        """What the header of every page says; ROOT stands for the way to the root."""
        return self.maker.announcement()

    def frame(self, site_url: str) -> Frame:
        """What the frame's parts need to know. Menus name pages more shortly than their titles."""
        menu = self.settings.site.menu
        names = {page.address: page.menu_title or page.title for page in self.pages if page.listed} | {"": "Home"}
        names |= {link.url.lstrip("/"): link.label for link in (*menu.footer, *menu.header) if link.url.startswith("/")}
        return Frame(self.settings.site, site_url, names)

    def files(
        self, shells: Mapping[tuple[str, int], Shell], built: Mapping[str, str], site_url: str
    ) -> Iterator[tuple[str, bytes]]:
        """Every file of the site.

        `shells` by section and depth; `built`: hand-written pages as the engine made them, by file.
        """
        return with_offline_copy(self._files(shells, built, site_url))

    def _files(
        self, shells: Mapping[tuple[str, int], Shell], built: Mapping[str, str], site_url: str
    ) -> Iterator[tuple[str, bytes]]:
        frame = self.frame(site_url)
        for name, text in built.items():
            check_policy(name, text)
            yield name, text.encode()
        for page in self.generated:
            text = fill(shells[page.section, page.depth], frame.parts(page))
            check_policy(page.file, text)
            yield page.file, text.encode()
        yield from self.assets()
        yield from self._for_programs(site_url)

    def assets(self) -> Iterator[tuple[str, bytes]]:
        """Styles, scripts and fonts: the theme's, then the rooms'."""
        folder = self.root / "theme" / "assets"
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix != ".css":
                yield f"assets/{path.relative_to(folder).as_posix()}", path.read_bytes()
        # One stylesheet: a page asks for it once, and the next page has it already.
        sheets = [
            *sorted(folder.glob("css/*.css")),
            *(path for kind in self.kinds for path in sorted(kind.room.glob("*.css"))),
        ]
        yield "assets/site.css", "\n".join(path.read_text(encoding="utf-8") for path in sheets).encode()
        for kind in self.kinds:
            for path in sorted(kind.room.glob("*.js")):
                yield f"assets/js/{kind.name}/{path.name}", path.read_bytes()
            if kind.data is not None:
                yield f"assets/js/{kind.name}/data.js", to_data(kind.name, kind.data(self.catalog)).encode()

    def _for_programs(self, site_url: str) -> Iterator[tuple[str, bytes]]:
        texts = {page.address: to_text(page.body) for page in self.handwritten}
        yield (
            "assets/search-index.js",
            to_script(
                to_entries(self.catalog, self.handwritten, texts), self.settings.synonyms, self.settings.site.help
            ).encode(),
        )
        for kind in self.kinds:
            yield f"data/{kind.name}.json", to_json(self.catalog, kind.name, site_url).encode()
            # A byte order mark: without it some spreadsheets read UTF-8 as something else.
            yield f"data/{kind.name}.csv", to_csv(self.catalog, kind.name, site_url).encode("utf-8-sig")
            yield from kind.files(self.catalog, self.settings.site, site_url)
        if site_url:
            sitemap = to_sitemap(site_url + page.address for page in self.pages if page.listed)
            yield "sitemap.xml", sitemap.encode()
            yield "sitemap.xml.gz", to_gzip(sitemap)
        yield "robots.txt", self._robots(site_url).encode()
        headers = {
            "Content-Security-Policy": f"{POLICY}; frame-ancestors 'none'",
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
        }
        if self.settings.site.status == "draft":
            # For what cannot hold the word 'noindex' itself, such as a PDF.
            headers["X-Robots-Tag"] = "noindex"
        yield "_headers", ("/*\n" + "".join(f"  {name}: {value}\n" for name, value in headers.items())).encode()

    def _robots(self, site_url: str) -> str:
        # A draft is kept out of search engines by 'noindex' in each page, which they must be allowed to read.
        return "User-agent: *\nAllow: /\n" + (f"Sitemap: {site_url}sitemap.xml\n" if site_url else "")


def open_project(
    root: Path, kinds: Iterable[Kind], *, today: dt.date | None = None, theme: Path | None = None
) -> tuple[Project | None, list[Problem]]:
    """Read and check a project's `data/` and `content/`. No project where any problem is an error.

    With `today`, reviews that are due are warned of; with `theme`, another project's templates make the pages.
    """
    kinds = tuple(kinds)
    names = (*SETTINGS, *(name for kind in kinds for name in kind.settings))
    folder, problems = read_data(root, tuple(kind.name for kind in kinds), names)
    settings, found = read_settings(folder)
    problems += found
    written, found = read_content(root)
    problems += found
    problems += _taken_twice(written)
    content = addresses_below(root)
    indexes = {kind.home for kind in kinds if kind.index is not None}
    titles = {page.address: page.head.title for page in written if not page.address.endswith(".html")}
    catalog, found = build(folder, kinds, content | indexes, titles)
    problems += found
    if settings is None:
        return None, [*problems, *_faults_of_text(catalog, written)]
    problems += [
        *check_texts(catalog, written, settings, whole=_is_whole(catalog, problems)),
        *check_private(catalog, written, settings, folder.settings),
        *check_upkeep(catalog, today),
    ]
    published, found = read_ledger(root)
    problems += found
    extras = extra_addresses(catalog, published, whole=not has_errors(problems))
    addresses = addresses_of(folder, kinds, content, settings, extras)
    problems += [*check_settings(addresses, settings, folder), *check_ledger(published, addresses, settings)]
    if has_errors(problems):
        return None, [*problems, *_faults_of_text(catalog, written)]
    maker = Maker(catalog, settings.site, theme or root / "theme")
    handwritten: list[Page] = []
    for page in written:
        made, found = maker.handwritten(page)
        handwritten.append(made)
        problems += found
    if has_errors(problems):
        return None, problems
    project = Project(root, kinds, settings, catalog, addresses, tuple(handwritten), maker, tuple(problems))
    problems += check_pages(project.pages, addresses)
    return (None if has_errors(problems) else project), problems


def _is_whole(catalog: Catalog, problems: Iterable[Problem]) -> bool:
    """Whether every record could be read: one that could not may be the one that spells a short form out."""
    read = {source.path for source in catalog.sources.values()}
    errors = (problem.place.path for problem in problems if problem.severity == "error")
    return all(path in read or not path.startswith("data/") for path in errors)


def _faults_of_text(catalog: Catalog, written: Iterable[Handwritten]) -> list[Problem]:
    """What is wrong in pages that place blocks of records, some of which are broken: whether the blocks exist."""
    return [problem for page in written for problem in check_handwritten(catalog, page)]


def _taken_twice(written: Iterable[Handwritten]) -> Iterator[Problem]:
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

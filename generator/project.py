"""One folder on disk → everything to be written."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from generator.catalog import Catalog, build
from generator.content import Handwritten, read_content
from generator.exports.csv_file import to_csv
from generator.exports.json_file import to_json
from generator.exports.sitemap import to_gzip, to_sitemap
from generator.kind import Kind
from generator.load import Folder, read_data
from generator.offline import with_offline_copy
from generator.pages import Maker, Page
from generator.parse import parse_settings
from generator.problems import Place, Problem, did_you_mean, has_errors
from generator.prose import to_text
from generator.search import to_entries, to_script
from generator.settings import SETTINGS, Redirects, SiteSettings, Synonyms, WordsToAvoid
from generator.shell import Frame, Shell, check_policy, fill

LEDGER = "data/.published.txt"
NEEDED_SETTINGS = ("site", "synonyms")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'none'; base-uri 'self'; form-action 'self'"
)
"""What a page may load: files of this site, and nothing inline. Also in the theme's main.html, for hosts without headers."""


@dataclass(frozen=True)
class Settings:
    """The settings files, understood."""

    site: SiteSettings
    synonyms: Synonyms
    redirects: Redirects
    words_to_avoid: WordsToAvoid


@dataclass(frozen=True)
class Project:
    """All that was read and checked. Nothing is on disk yet."""

    root: Path
    kinds: tuple[Kind, ...]
    settings: Settings
    catalog: Catalog
    handwritten: tuple[Page, ...]
    maker: Maker
    problems: tuple[Problem, ...]
    """Warnings only: with an error there is no project."""

    @cached_property
    def generated(self) -> tuple[Page, ...]:
        """The pages that records and redirects make."""
        taken = frozenset(page.address for page in self.handwritten)
        moved = (self.maker.moved(move.old.lstrip("/"), move.new.lstrip("/")) for move in self.settings.redirects.redirects if "#" not in move.old)
        return (*self.maker.indexes(taken), *self.maker.records(), *moved)

    @property
    def pages(self) -> tuple[Page, ...]:
        """Every page of the site."""
        return (*self.handwritten, *self.generated)

    def frame(self, site_url: str) -> Frame:
        """What the frame's parts need to know. Menus name pages more shortly than their titles."""
        menu = self.settings.site.menu
        names = {page.address: page.title for page in self.pages if page.listed} | {"": "Home"}
        names |= {link.url.lstrip("/"): link.label for link in (*menu.footer, *menu.header) if link.url.startswith("/")}
        return Frame(self.settings.site, site_url, names)

    def files(self, shells: Mapping[tuple[str, int], Shell], built: Mapping[str, str], site_url: str) -> Iterator[tuple[str, bytes]]:
        """Every file of the site. `shells` by section and depth; `built`: hand-written pages as the engine made them, by file."""
        return with_offline_copy(self._files(shells, built, site_url))

    def _files(self, shells: Mapping[tuple[str, int], Shell], built: Mapping[str, str], site_url: str) -> Iterator[tuple[str, bytes]]:
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
        sheets = [*sorted(folder.glob("css/*.css")), *(path for kind in self.kinds for path in sorted(kind.room.glob("*.css")))]
        yield "assets/site.css", "\n".join(path.read_text(encoding="utf-8") for path in sheets).encode()
        for kind in self.kinds:
            for path in sorted(kind.room.glob("*.js")):
                yield f"assets/js/{kind.name}/{path.name}", path.read_bytes()

    def _for_programs(self, site_url: str) -> Iterator[tuple[str, bytes]]:
        texts = {page.address: to_text(page.body) for page in self.handwritten}
        yield "assets/search-index.js", to_script(to_entries(self.catalog, self.handwritten, texts), self.settings.synonyms).encode()
        for kind in self.kinds:
            yield f"data/{kind.name}.json", to_json(self.catalog, kind.name, site_url).encode()
            # A byte order mark: without it some spreadsheets read UTF-8 as something else.
            yield f"data/{kind.name}.csv", to_csv(self.catalog, kind.name, site_url).encode("utf-8-sig")
        if site_url:
            sitemap = to_sitemap(site_url + page.address for page in self.pages if page.listed)
            yield "sitemap.xml", sitemap.encode()
            yield "sitemap.xml.gz", to_gzip(sitemap)
        yield "robots.txt", self._robots(site_url).encode()
        headers = {"Content-Security-Policy": f"{POLICY}; frame-ancestors 'none'", "Referrer-Policy": "no-referrer", "X-Content-Type-Options": "nosniff"}
        yield "_headers", ("/*\n" + "".join(f"  {name}: {value}\n" for name, value in headers.items())).encode()

    def _robots(self, site_url: str) -> str:
        # A draft is kept out of search engines by 'noindex' in each page, which they must be allowed to read.
        return "User-agent: *\nAllow: /\n" + (f"Sitemap: {site_url}sitemap.xml\n" if site_url else "")

    @property
    def ids(self) -> list[str]:
        """Every address by which someone may have linked to the site: pages, and records within pages."""
        records = {self.catalog.url(record) for record in self.catalog}
        return sorted(f"/{address}" for address in records | {page.address for page in self.pages if page.listed})


def open_project(root: Path, kinds: Iterable[Kind]) -> tuple[Project | None, list[Problem]]:
    """Read and check a project's `data/` and `content/`. No project where any problem is an error."""
    kinds = tuple(kinds)
    folder, problems = read_data(root, tuple(kind.name for kind in kinds), tuple(SETTINGS))
    settings, found = _settings(folder)
    problems += found
    written, found = read_content(root)
    problems += found
    problems += _taken_twice(written)
    indexes = {kind.home for kind in kinds if kind.index is not None}
    catalog, found = build(folder, kinds, frozenset({page.address for page in written} | indexes))
    problems += found
    if settings is None:
        return None, problems
    maker = Maker(catalog, settings.site, root / "theme", _all_blocks(catalog, written))
    handwritten: list[Page] = []
    if not has_errors(problems):
        # Blocks are made of records: with a broken one, what they would say is not worth reading.
        for page in written:
            made, found = maker.handwritten(page)
            handwritten.append(made)
            problems += found
    if has_errors(problems):
        return None, problems
    project = Project(root, kinds, settings, catalog, tuple(handwritten), maker, tuple(problems))
    problems += [*_collisions(project), *_menu(project), *_gone(project)]
    return (None if has_errors(problems) else project), problems


def _settings(folder: Folder) -> tuple[Settings | None, list[Problem]]:
    understood: dict[str, Any] = {"redirects": Redirects(), "words-to-avoid": WordsToAvoid(words=())}
    problems: list[Problem] = []
    for name, shape in SETTINGS.items():
        source = folder.settings.get(name)
        if source is None:
            continue
        value, found = parse_settings(source, shape)
        problems += found
        if value is not None:
            understood[name] = value
    for name in NEEDED_SETTINGS:
        if name not in folder.settings and not any(problem.place.path == f"data/{name}.yml" for problem in problems):
            problems.append(Problem(Place(f"data/{name}.yml"), "missing-settings", f"data/{name}.yml is missing or cannot be read.", "Restore it from the last version that worked."))
    if any(name not in understood for name in SETTINGS):
        return None, problems
    return Settings(understood["site"], understood["synonyms"], understood["redirects"], understood["words-to-avoid"]), problems


def _taken_twice(written: Iterable[Handwritten]) -> Iterator[Problem]:
    """No two files of `content/` have one address: 'a.md' and 'a/index.md' would."""
    seen: dict[str, str] = {}
    for page in written:
        if page.address in seen:
            yield Problem(Place(page.source), "duplicate-address", f"This page and {seen[page.address]} have the same address.", "Rename one of them.")
        seen.setdefault(page.address, page.source)


def _collisions(project: Project) -> Iterator[Problem]:
    """Every page has an address and a title of its own."""
    addresses: dict[str, str] = {}
    titles: dict[str, str] = {}
    for page in project.pages:
        if page.address in addresses:
            yield Problem(Place(page.source), "duplicate-address", f"The address '/{page.address}' belongs to {addresses[page.address]} too.", "Rename one of them.")
        elif page.title in titles:
            yield Problem(Place(page.source), "duplicate-title", f"'{page.title}' is also the title of {titles[page.title]}.", "Give the page a title of its own.")
        addresses.setdefault(page.address, page.source)
        titles.setdefault(page.title, page.source)


def _menu(project: Project) -> Iterator[Problem]:
    """Every link of a menu, and every redirect, leads to a page."""
    known = frozenset(page.address for page in project.pages)
    menu = project.settings.site.menu
    targets = [("data/site.yml", link.url) for link in (*menu.header, *menu.footer)]
    targets += [("data/redirects.yml", move.new) for move in project.settings.redirects.redirects]
    for path, url in targets:
        if url.startswith("/") and url.lstrip("/").split("#")[0] not in known:
            yield Problem(Place(path), "unknown-link", f"No page has the address '{url}'.", did_you_mean(url, sorted(f"/{address}" for address in known)))


def _gone(project: Project) -> Iterator[Problem]:
    """An address that was published once is there for ever, or has a line in redirects.yml."""
    ledger = project.root / LEDGER
    if not ledger.is_file():
        return
    known = {*project.ids, *(move.old for move in project.settings.redirects.redirects)}
    for number, address in enumerate(ledger.read_text(encoding="utf-8").splitlines(), 1):
        if address and address not in known:
            yield Problem(Place(LEDGER, number), "published-path-gone", f"'{address}' was published and is gone.", f"Restore its record, or add to data/redirects.yml: '- from: {address}' and 'to:' with the new address.")


def to_ledger(project: Project) -> str:
    """The ledger with today's addresses added; none is ever taken out."""
    ledger = project.root / LEDGER
    before = set(ledger.read_text(encoding="utf-8").splitlines()) if ledger.is_file() else set()
    return "".join(f"{address}\n" for address in sorted(before | set(project.ids)))


def _all_blocks(catalog: Catalog, written: list[Handwritten]) -> dict[str, Any]:
    """The blocks that belong to no room, with what their templates need."""
    listed = [page for page in written if not page.address.endswith(".html")]
    exported = [kind for kind in catalog.kinds.values() if catalog.all(kind.name)]
    return {
        "search": dict,
        "a-z": lambda: {"groups": _a_to_z(catalog, listed)},
        "exports": lambda: {"kinds": exported},
        "read-on": lambda: {"day": max((record.read_on for record in catalog), default=None)},
        "contact": dict,
    }


def _a_to_z(catalog: Catalog, written: Iterable[Handwritten]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Every page and record by kind: title and address."""
    groups = [("Pages", sorted((page.head.title, page.address) for page in written))]
    for kind in catalog.kinds.values():
        rows = [(record.title, catalog.url(record)) for record in sorted(catalog.all(kind.name), key=lambda record: record.title.casefold())]
        groups += [(kind.title, rows)] if rows else []
    return groups

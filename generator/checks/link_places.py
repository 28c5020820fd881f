"""Where a dead link is written: the line of a page, record, settings file, template or script that holds it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from generator.base.problems import Place
from generator.pages.page_parts import DeadLink
from generator.records.catalog import Catalog
from generator.records.content_pages import ContentPage
from generator.records.fields.types import Prose
from generator.records.kind import Kind
from generator.yaml_files.yaml_source import Source, get

LITERAL = re.compile(r'\{\{ ?(?:site_root|root) ?\}\}([^"{]*)"|window\.site\.href\("([^"]*)"')
"""An address of this site that a template writes out whole, or with which an address in a script begins."""


ID = re.compile(r'\sid="([\w-]+)"')


def place_of(
    link: DeadLink,
    catalog: Catalog,
    written: Sequence[ContentPage],
    settings: Mapping[str, Source],
    templates: Iterable[tuple[str, Path]],
) -> Place:
    """Return the file and line of a dead link; the page on which it was met where no text holds it as a whole."""
    whole = _ending(f"/{link.address}" + (f"#{link.part}" if link.part else ""))
    within = _ending(f"#{link.part}") if link.part and link.address == link.page else None
    found = (
        *_in_pages(written, link, whole, within),
        *_in_records(catalog, whole, within),
        *_in_settings({**settings, **_kind_settings(catalog)}, whole),
        *_in_templates(templates, link),
    )
    return next(iter(found), Place(link.source))


def _ending(target: str) -> re.Pattern[str]:
    return re.compile(re.escape(target) + r"(?![\w/#-])")


def _in_pages(
    written: Iterable[ContentPage], link: DeadLink, whole: re.Pattern[str], within: re.Pattern[str] | None
) -> Iterator[Place]:
    for page in sorted(written, key=lambda page: page.address != link.page):
        match = whole.search(page.text) or (within.search(page.text) if within and page.address == link.page else None)
        if match:
            yield page.place(page.text.count("\n", 0, match.start()))


def _in_records(catalog: Catalog, whole: re.Pattern[str], within: re.Pattern[str] | None) -> Iterator[Place]:
    for record in catalog:
        source = catalog.sources[record.kind, record.slug]
        for path, text in catalog.values(record, Prose):
            if match := whole.search(text) or (within and re.search(rf"\]\({within.pattern}", text)):
                yield source.place(path, line=text.count("\n", 0, match.start()))


def _in_settings(settings: Mapping[str, Source], whole: re.Pattern[str]) -> Iterator[Place]:
    for source in settings.values():
        for path in source.values:
            value = get(source.data, path)
            if isinstance(value, str) and whole.fullmatch(value):
                yield source.place(path)


def _kind_settings(catalog: Catalog) -> dict[str, Source]:
    return {name: source for (kind, name), source in catalog.sources.items() if not kind}


def _in_templates(templates: Iterable[tuple[str, Path]], link: DeadLink) -> Iterator[Place]:
    target = link.address + (f"#{link.part}" if link.part else "")
    inner = f'href="#{link.part}"'
    for name, path in templates:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if any(target in found for found in LITERAL.findall(line)) or (link.part and inner in line):
                yield Place(name, number)


def frame_and_scripts(root: Path, theme: Path, kinds: Iterable[Kind]) -> list[tuple[str, Path]]:
    """What is loaded whatever the records say, with its path in the project: the frame, and every script."""
    paths = [theme / "main.html", *sorted(theme.glob("partials/*.html")), *sorted(theme.glob("assets/js/*.js"))]
    paths += [path for kind in kinds for path in kind.paths("*.js")]
    return [(_name(root, path), path) for path in paths if path.is_file()]


def templates_of(root: Path, theme: Path, kinds: Iterable[Kind]) -> list[tuple[str, Path]]:
    """Every template and script with its path in the project."""
    kinds = tuple(kinds)
    parts = [*sorted(theme.glob("components/*.html")), *(p for kind in kinds for p in kind.paths("*.html"))]
    return [*frame_and_scripts(root, theme, kinds), *((_name(root, path), path) for path in parts)]


def _name(root: Path, path: Path) -> str:
    # A kind's files belong to the program, wherever the project is.
    base = root if path.is_relative_to(root) else Path(__file__).parents[2]
    return path.relative_to(base).as_posix() if path.is_relative_to(base) else path.as_posix()


def literal_links(templates: Iterable[tuple[str, Path]]) -> Iterator[tuple[Place, str]]:
    """Each address that a template or a script writes out whole, below the root, with its place."""
    for name, path in templates:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            for found in LITERAL.findall(line):
                yield Place(name, number), next(filter(None, found), "")


def ids_in(templates: Iterable[tuple[str, Path]]) -> frozenset[str]:
    """The ids that templates write out whole."""
    return frozenset(part for _, path in templates for part in ID.findall(path.read_text(encoding="utf-8")))

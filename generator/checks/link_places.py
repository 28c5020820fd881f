"""Find the line on which a dead link is written: in a page, record, settings file, template or script."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from generator.base.editor_files import matching
from generator.base.problems import Place
from generator.pages.page_parts import DeadLink
from generator.pages.redirects import ANY, pattern_of
from generator.records.catalog import Catalog
from generator.records.content_pages import ContentPage
from generator.records.fields.types import Prose
from generator.records.kind import Kind
from generator.yaml_files.yaml_source import SourceFile, get

LITERAL = re.compile(r'\{\{ ?(?:site_root|root) ?\}\}([^"{]*)"|\bhref\(["`]([^"`$]*)')
"""An address of this site in a template, or at the start of an address in a script."""

ID = re.compile(r'\sid="([\w-]+)"')


def place_of(
    link: DeadLink,
    catalog: Catalog,
    written: Sequence[ContentPage],
    settings: Mapping[str, SourceFile],
    templates: Iterable[tuple[str, Path]],
) -> Place:
    """Return the file and line of a dead link, or the file of its page if no text contains the whole link."""
    absolute = _whole(f"/{link.address}" + (f"#{link.part}" if link.part else ""))
    fragment = _whole(f"#{link.part}") if link.part and link.address == link.page else None
    places = (
        *_in_redirects(settings, link),
        *_in_pages(written, link, absolute, fragment),
        *_in_records(catalog, absolute, fragment),
        *_in_settings({**settings, **_kind_settings(catalog)}, absolute),
        *_in_templates(templates, link),
    )
    return next(iter(places), Place(link.source))


def _in_redirects(settings: Mapping[str, SourceFile], link: DeadLink) -> Iterator[Place]:
    """Yield the redirects with '*' that lead to an anchor: no text contains its address."""
    source = settings.get("redirects")
    moves = source.data.get("redirects") if source else None
    for number, move in enumerate(moves if isinstance(moves, list) else ()):
        new = str(move.get("to") or "") if isinstance(move, dict) else ""
        if source and ANY in new and pattern_of(new[1:]).fullmatch(f"{link.address}#{link.part}"):
            yield source.place(("redirects", number, "to"))


def _whole(target: str) -> re.Pattern[str]:
    """Return a pattern for a link target that is not the start of a longer one."""
    return re.compile(re.escape(target) + r"(?![\w/#-])")


def _in_pages(
    written: Iterable[ContentPage], link: DeadLink, absolute: re.Pattern[str], fragment: re.Pattern[str] | None
) -> Iterator[Place]:
    for page in sorted(written, key=lambda page: page.address != link.page):
        own = fragment if page.address == link.page else None
        if match := absolute.search(page.text) or (own and own.search(page.text)):
            yield page.place(page.text.count("\n", 0, match.start()))


def _in_records(catalog: Catalog, absolute: re.Pattern[str], fragment: re.Pattern[str] | None) -> Iterator[Place]:
    for record in catalog:
        source = catalog.sources[record.kind, record.slug]
        for path, text in catalog.values(record, str):
            if not isinstance(text, Prose):
                if absolute.fullmatch(text):
                    yield source.place(path)
            elif match := absolute.search(text) or (fragment and re.search(rf"\]\({fragment.pattern}", text)):
                yield source.place(path, line=text.count("\n", 0, match.start()))


def _in_settings(settings: Mapping[str, SourceFile], absolute: re.Pattern[str]) -> Iterator[Place]:
    for source in settings.values():
        for path in source.values:
            value = get(source.data, path)
            if isinstance(value, str) and absolute.fullmatch(value):
                yield source.place(path)


def _kind_settings(catalog: Catalog) -> dict[str, SourceFile]:
    return {name: source for (kind, name), source in catalog.sources.items() if not kind}


def _in_templates(templates: Iterable[tuple[str, Path]], link: DeadLink) -> Iterator[Place]:
    target = link.address + (f"#{link.part}" if link.part else "")
    fragment = f'href="#{link.part}"'
    for name, path in templates:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if any(target in addresses for addresses in LITERAL.findall(line)) or (link.part and fragment in line):
                yield Place(name, number)


def frame_and_scripts(root: Path, theme: Path, kinds: Iterable[Kind]) -> list[tuple[str, Path]]:
    """Return the templates of the frame and all scripts, each with its path in the project."""
    paths = [theme / "main.html", *matching(theme, "partials/*.html"), *matching(theme, "assets/js/**/*.js")]
    paths += [path for kind in kinds for path in kind.paths("*.js")]
    return [(name_of(root, path), path) for path in paths if path.is_file()]


def templates_of(root: Path, theme: Path, kinds: Iterable[Kind]) -> list[tuple[str, Path]]:
    """Return all templates and scripts, each with its path in the project."""
    kinds = tuple(kinds)
    templates = [*matching(theme, "components/*.html"), *(path for kind in kinds for path in kind.paths("*.html"))]
    return [*frame_and_scripts(root, theme, kinds), *((name_of(root, path), path) for path in templates)]


def name_of(root: Path, path: Path) -> str:
    """Return a file's path as messages name it: relative to the project, or to the generator's repository."""
    # A kind's files are in the generator's folder, which may be outside the project.
    base = root if path.is_relative_to(root) else Path(__file__).parents[2]
    return path.relative_to(base).as_posix() if path.is_relative_to(base) else path.as_posix()


def literal_links(templates: Iterable[tuple[str, Path]]) -> Iterator[tuple[Place, str]]:
    """Yield each address that a template or script contains, relative to the root, with its place."""
    for name, path in templates:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            for groups in LITERAL.findall(line):
                yield Place(name, number), next(filter(None, groups), "")


def ids_in(templates: Iterable[tuple[str, Path]]) -> frozenset[str]:
    """Return the element ids that templates contain."""
    return frozenset(element_id for _, path in templates for element_id in ID.findall(path.read_text(encoding="utf-8")))

"""Reads all files that an editor wrote: records and settings in `data/`, pages in `content/`."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from generator.base.cache import Cache
from generator.base.memory import Memory
from generator.base.problems import Place, Problem
from generator.checks.published_urls import read_published_urls
from generator.checks.staging_links import staging_links_in_settings
from generator.pages.redirects import redirects_of
from generator.records.build_catalog import build, parse
from generator.records.catalog import Catalog
from generator.records.content_pages import (
    ContentPage,
    addresses_below,
    check_addresses,
    check_required,
    placements,
    read_content,
)
from generator.records.data_folder import Folder, read_data
from generator.records.kind import Kind
from generator.records.linked_records import ContentIndex
from generator.records.settings_files import Settings, read_settings, settings_names
from generator.yaml_files.yaml_source import SourceFile


@dataclass(frozen=True)
class Inputs:
    """The files of a project, read and parsed."""

    kinds: tuple[Kind, ...]
    folder: Folder
    """The files of `data/`."""
    settings: Settings
    published: Mapping[str, int]
    """Every address that was ever published, with its line in the list of them."""
    content_pages: tuple[ContentPage, ...]
    content_addresses: frozenset[str]
    """Of every file in `content/`, including those that could not be read."""
    parsed: Memory
    """The records, parsed."""

    def build_catalog(self, cache: Cache | None) -> tuple[Catalog, list[Problem]]:
        """Return the catalog of all records that could be read, and the problems of records."""
        indexes = {kind.home for kind in self.kinds if kind.index}
        titles = {
            page.address: page.front_matter.title for page in self.content_pages if not page.address.endswith(".html")
        }
        moves = redirects_of(self.settings)
        published = dict.fromkeys(self.published, "") | {line.old[1:]: line.new[1:] for line in moves.lines}
        content = ContentIndex(
            self.content_addresses | indexes, titles, moves.pages, placements(self.content_pages), published
        )
        return build(self.folder, self.kinds, content, cache, self.parsed)


def read_inputs(
    root: Path, kinds: tuple[Kind, ...], memory: Memory | None, repository: str
) -> tuple[Inputs, list[Problem]]:
    """Return a project's files and the problems in them, except for those of records.

    `memory` holds what was read before; `repository` is used if `data/site.yml` names none.
    """
    parsed = memory or Memory()
    kinds_by_name = {kind.name: kind for kind in kinds}

    def parse_at_once(source: SourceFile) -> SourceFile:
        # A source's data takes much memory, and is not needed once its record is parsed.
        parse(source, kinds_by_name[source.folder], parsed)
        return source.without_data()

    names = tuple(kinds_by_name)
    folder, problems = read_data(root, names, settings_names(kinds), memory, parse_at_once, past_mistakes=True)
    settings, settings_problems = read_settings(folder, repository)
    problems += settings_problems
    problems += chain.from_iterable(map(staging_links_in_settings, folder.settings.values()))
    problems += _starter_names(folder, kinds)
    pages, page_problems = read_content(root, memory)
    problems += page_problems
    addresses = addresses_below(root)
    problems += (*check_addresses(pages), *check_required(addresses))
    published, published_problems = read_published_urls(root)
    problems += published_problems
    return Inputs(kinds, folder, settings, published, tuple(pages), addresses, parsed), problems


def _starter_names(folder: Folder, kinds: Iterable[Kind]) -> Iterator[Problem]:
    """Yield an error for each record that still has the file name of a new one: it would be its address forever."""
    for kind in kinds:
        path = f"data/{kind.name}/{kind.starter_slug}.yml"
        if path in folder.paths:
            yield Problem(
                Place(path),
                "starter-name",
                f"'{kind.starter_slug}' is only the example of a file name, and would become the web address.",
                f"Name the file after this {kind.singular.lower()}.",
            )


def has_all_records(catalog: Catalog, problems: Iterable[Problem]) -> bool:
    """Return whether every file in `data/` could be read. One that could not may explain an acronym."""
    read = {source.path for source in catalog.sources.values()}
    errors = (problem.place.path for problem in problems if problem.severity == "error")
    return all(path in read or not path.startswith("data/") for path in errors)

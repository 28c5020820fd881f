"""Small projects for tests: a library of toy records, and one of every kind's smallest example."""

import shutil
import textwrap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.base.problems import Problem, sort
from generator.project.project import Project, open_project
from generator.records.build_catalog import build
from generator.records.catalog import Catalog
from generator.records.data_folder import Folder
from generator.records.kind import Kind
from generator.records.parse import parse_settings
from generator.records.settings import SiteSettings
from generator.yaml_files.yaml_source import SourceFile, read
from toys import TOYS

REPOSITORY = Path(__file__).parents[2]
THEME = REPOSITORY / "theme"

Files = Mapping[str, str | bytes | None]
"""Contents of files by their paths in a project; None removes a file."""

SITE = """\
name: Toy Library
short_name: Library
tagline: A few books
description: A few books that nobody wrote.
status: official
draft_notice: A draft.
program: Toy Program
id_domain: library.example
help:
  text: Need help?
  links:
  - label: Call 555
    url: tel:555
contact:
  label: The desk
  url: https://library.example/desk
  note: Ask at the desk.
menu:
  header:
  - label: Home
    url: /
  - label: About
    url: /about/
  footer:
  - heading: More
    links:
    - label: Home
      url: /
first_year: 1950
id_year: 2026
removal:
  label: Ask to be removed
  url: https://library.example/removal
funding_notice: A toy foundation funds this site.
disclaimer: The toy foundation does not run this site.
"""

SOURCES = """\
fact_status: from_source
sources:
- title: Example County Gazette
  url: https://gazette.example/1
  seen_on: 2026-01-02
"""

SETTINGS = {
    "data/site.yml": SITE,
    "data/synonyms.yml": "groups:\n- - novel\n  - story\n",
    "content/404.md": "---\ntitle: Page not found\ndescription: There is no such page.\n---\nTry the home page.\n",
    "content/about.md": (
        "---\ntitle: About\ndescription: What this is.\n---\nA toy.\n\n## Report a mistake\n\n## Ask to be removed\n\n"
        "## Corrections and removal\n"
    ),
    # The frame of every page links to it.
    "content/search.md": "---\ntitle: Search\ndescription: Find a page.\n---\n",
    "content/index.md": "---\ntitle: A few books\ndescription: Books from A to Z.\n---\n::: all.a-z\n",
}
"""The files that every project needs beside its records."""

LIBRARY = {
    **SETTINGS,
    "data/authors/ann-lee.yml": "name: Ann Lee\nborn: 1990\nused_by:\n- books.illustrators\n" + SOURCES,
    "data/books/the-tides.yml": "name: The Tides\nauthor: ann-lee\npublished: 2020\n" + SOURCES,
}
"""A small complete project of the toy kinds."""


def lay(root: Path, *layers: Files) -> Path:
    """Write a project's files, later layers over earlier ones, with the real theme beside them."""
    files: dict[str, str | bytes | None] = {}
    for layer in layers:
        files |= layer
    for name, content in files.items():
        path = root / name
        if content is None:
            path.unlink(missing_ok=True)
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    if not (root / "theme").exists():
        shutil.copytree(THEME, root / "theme")
    return root


def lines(problems: Iterable[Problem]) -> list[str]:
    """Problems as lines of text, sorted."""
    return [str(problem) for problem in sort(problems)]


def head(title: str) -> str:
    """A page with a title and no text."""
    return f"---\ntitle: {title}\ndescription: About {title}.\n---\n"


def check(root: Path) -> list[str]:
    """The problems of a project of the toy kinds."""
    return lines(open_project(root, TOYS)[1])


def opened(root: Path) -> Project:
    """A project of the toy kinds, without problems."""
    project, problems = open_project(root, TOYS)
    assert lines(problems) == []
    assert project is not None
    return project


def folder_of(files: Mapping[str, str], kinds: Iterable[Kind]) -> Folder:
    """Records by 'kind/slug', read as if they were in data/."""
    folder = Folder({kind.name: [] for kind in kinds}, {}, {})
    slugs: dict[str, set[str]] = {name: set() for name in folder.records}
    for name, text in files.items():
        kind, slug = name.split("/")
        slugs[kind].add(slug)
        source, _ = read(f"data/{name}.yml", text.encode())
        if source is not None:
            folder.records[kind].append(source)
    folder.slugs.update({kind: frozenset(names) for kind, names in slugs.items()})
    return folder


def catalog_of(files: Mapping[str, str], kinds: Iterable[Kind] = TOYS) -> tuple[Catalog, list[str]]:
    """A catalog of texts by 'kind/slug', and its problems. Sources are added to each text that has none."""
    whole = {name: text if "sources:" in text else text + SOURCES for name, text in files.items()}
    kinds = tuple(kinds)
    catalog, problems = build(folder_of(whole, kinds), kinds)
    return catalog, lines(problems)


def site_settings() -> SiteSettings:
    """The settings of the toy library."""
    source, _ = read("data/site.yml", SITE.encode())
    assert source is not None
    settings, problems = parse_settings(source, SiteSettings)
    assert settings is not None, problems
    return settings


@dataclass(frozen=True)
class Example:
    """An example of a kind: a record, the records that it needs, and its problems."""

    text: str
    others: Mapping[str, Mapping[str, Mapping[str, Any]]]
    problems: list[str]


def read_example(path: Path) -> Example:
    """Read an example's file: `record:` as text, `with:` and `problems:` as data.

    Lines of the record are counted from the line below `record:`.
    """
    source, problems = read(path.name, path.read_bytes())
    assert source is not None, lines(problems)
    rows = path.read_text(encoding="utf-8").split("\n")
    first = rows.index("record:") + 1
    after = next((n for n in range(first, len(rows)) if rows[n] and not rows[n].startswith(" ")), len(rows))
    text = textwrap.dedent("\n".join(rows[first:after])).rstrip("\n") + "\n"
    data: Mapping[str, Any] = source.data
    return Example(text, data.get("with") or {}, data.get("problems") or [])


def minimal(kind: Kind) -> str:
    """The text of a kind's smallest record, with the fact status of a record that has a source."""
    text = read_example(kind.folder / "examples" / "minimal.yml").text
    return text.replace("fact_status: placeholder", "fact_status: from_source")


def minimal_source(kind: Kind, slug: str = "minimal", changes: Mapping[str, Any] | None = None) -> SourceFile:
    """The smallest record of a kind as if it were in data/, with some fields changed."""
    source, _ = read(f"data/{kind.name}/{slug}.yml", minimal(kind).encode())
    assert source is not None
    return SourceFile(source.path, {**source.data, **(changes or {})})


def kind_settings(kinds: Iterable[Kind]) -> dict[str, str]:
    """The settings files of kinds as in their examples, by path."""
    return {
        f"data/{name}.yml": (kind.folder / "examples" / "settings" / f"{name}.yml").read_text(encoding="utf-8")
        for kind in kinds
        for name in kind.settings
    }


def minimal_project(kinds: Iterable[Kind]) -> dict[str, str]:
    """The files of a project of each kind's smallest record."""
    kinds = tuple(kinds)
    records = {f"data/{kind.name}/minimal.yml": minimal(kind) for kind in kinds}
    pages = {f"content/{name}.md": head(name) for name in ("how-sites-are-listed", "sites/shortlist")}
    return {**SETTINGS, **pages, **kind_settings(kinds), **records}


def buildable_project(root: Path, kinds: Iterable[Kind]) -> Path:
    """Write a project of each kind's smallest record, with the real theme and the real mkdocs.yml."""
    lay(root, minimal_project(kinds))
    shutil.copy(REPOSITORY / "mkdocs.yml", root)
    return root

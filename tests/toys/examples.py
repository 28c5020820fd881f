"""The examples of the kinds as records of a catalog."""

from pathlib import Path

from generator.kinds import KINDS
from generator.pages.render import Renderer
from generator.records.build_catalog import build
from generator.records.catalog import Catalog
from generator.records.data_folder import Folder
from generator.records.kind import Kind
from generator.yaml_files.yaml_source import SourceFile, read
from toys.library import THEME, Example, kind_settings, lines, minimal_source, read_example, site_settings


def catalog_of(kind: Kind, record: SourceFile, example: Example, *, alone: bool) -> tuple[Catalog, list[str]]:
    """Return a catalog of an example's record, the records it needs and each kind's smallest record, and its problems.

    With `alone`, the smallest record of its own kind is known but not read: a wrong example may be nearly the same.
    """
    folder = Folder({}, {}, {})
    for other in KINDS:
        sources = [minimal_source(other, slug, changes) for slug, changes in example.others.get(other.name, {}).items()]
        if other is kind:
            sources.append(record)
        if other is not kind or (record.slug != "minimal" and not alone):
            sources.append(minimal_source(other))
        folder.records[other.name] = sources
        folder.slugs[other.name] = frozenset({"minimal", *(source.slug for source in sources)})
    for name, text in kind_settings(KINDS).items():
        source, _ = read(name, text.encode())
        assert source is not None
        folder.settings[source.slug] = source
        folder.paths.add(name)
    catalog, problems = build(folder, KINDS)
    return catalog, lines(problems)


def read_record(kind: Kind, path: str, example: Example) -> SourceFile:
    source, problems = read(path, example.text.encode())
    assert source is not None, lines(problems)
    return source


def renderer_of(kind: Kind, path: Path) -> Renderer:
    """Return the renderer of a valid example's pages."""
    example = read_example(path)
    record = read_record(kind, f"data/{kind.name}/{path.stem}.yml", example)
    catalog, problems = catalog_of(kind, record, example, alone=False)
    assert problems == [], problems
    return Renderer(catalog, site_settings(), THEME)

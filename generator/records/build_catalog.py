"""Sources → Catalog, with what is wrong between records."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from generator.base.cache import Cache
from generator.base.memory import Memory
from generator.base.problems import Place, Problem, did_you_mean
from generator.records.catalog import Catalog, field_of
from generator.records.data_folder import Folder
from generator.records.fields.citations import Citation, Cited, SourceRef
from generator.records.fields.types import AnyFact, Link, Prose
from generator.records.kind import Kind
from generator.records.parse import parse_record, share_facts
from generator.records.record import Document, Record
from generator.records.settings import read_room_settings
from generator.yaml_files.yaml_source import KeyPath, Source


def build(
    folder: Folder,
    kinds: Iterable[Kind],
    pages: frozenset[str] = frozenset(),
    titles: Mapping[str, str] | None = None,
    cache: Cache | None = None,
    memory: Memory | None = None,
) -> tuple[Catalog, list[Problem]]:
    """Parse, link and check everything; the catalog holds the records that could be understood.

    Takes the sources out of the folder.
    """
    kinds = tuple(kinds)
    catalog, problems = link(folder, kinds, pages, titles, cache, memory)
    problems += _missing_kinds(folder, kinds)
    problems += _broken_links(catalog, folder.slugs)
    problems += _duplicate_titles(catalog)
    problems += _faulty_prose(catalog)
    for kind in kinds:
        problems += kind.check(catalog)
    return catalog, problems


def link(
    folder: Folder,
    kinds: Iterable[Kind],
    pages: frozenset[str] = frozenset(),
    titles: Mapping[str, str] | None = None,
    cache: Cache | None = None,
    memory: Memory | None = None,
) -> tuple[Catalog, list[Problem]]:
    """The catalog as `build` makes it, with the problems of single files only: nothing between records is checked."""
    kinds = tuple(kinds)
    memory = memory or Memory()
    problems: list[Problem] = []
    records: dict[str, list[Record]] = {}
    sources: dict[tuple[str, str], Source] = {}
    for kind in kinds:
        records[kind.name] = []
        for source in _take(folder.records.get(kind.name, [])):
            record, found = parse(source, kind, memory)
            problems += found
            if record is not None:
                records[kind.name].append(record)
                sources[kind.name, record.slug] = source.without_data()
    _resolve_sources(records)
    settings, found = read_room_settings(folder, kinds)
    problems += found
    # Under no kind's name, so that a room can say on which line of its settings something is wrong.
    sources |= {("", name): folder.settings[name] for name in settings}
    catalog = Catalog(kinds, records, sources, pages, folder.slugs, titles, settings, cache, memory)
    return catalog, problems


def _resolve_sources(records: dict[str, list[Record]]) -> None:
    """Replace each reference to a document by the document as it is cited; one that names none is left out.

    Equal entries become one object, since a few documents are the sources of most records.
    """
    documents = {one.slug: one for kind in records.values() for one in kind if isinstance(one, Document)}
    cited: dict[SourceRef, Cited | None] = {}
    for kind in records.values():
        for number, record in enumerate(kind):
            if any(isinstance(entry, SourceRef) for entry in record.sources):
                kind[number] = record.model_copy(update={"sources": tuple(_cited(record, documents, cited))})


def _cited(
    record: Record, documents: Mapping[str, Document], cited: dict[SourceRef, Cited | None]
) -> Iterator[Citation | SourceRef]:
    for entry in record.sources:
        if isinstance(entry, SourceRef):
            if entry not in cited:
                document = documents.get(entry.source)
                cited[entry] = document.cite(entry) if document else None
            # One that names no document is found by the check of links.
            yield cited[entry] or entry
        else:
            yield entry


def parse(source: Source, kind: Kind, memory: Memory) -> tuple[Record | None, list[Problem]]:
    """The record of a source, and what is wrong with it; parsed once for as long as the memory lives."""
    facts: dict[Any, AnyFact] = memory.recall(("facts",), None, dict)

    def make() -> tuple[Record | None, list[Problem]]:
        record, found = parse_record(source, kind.name, kind.record, kind.renamed)
        return (record and share_facts(record, facts)), found

    return memory.recall(("record", source.path), source.text, make)


def _take(sources: list[Source]) -> Iterator[Source]:
    """Each source of a list, in order, which then is no longer in it: its data is needed until its record is made."""
    sources.reverse()
    while sources:
        yield sources.pop()


def _missing_kinds(folder: Folder, kinds: Iterable[Kind]) -> Iterator[Problem]:
    """A required kind has at least one file."""
    for kind in kinds:
        if kind.required and not folder.slugs.get(kind.name):
            yield Problem(
                Place(f"data/{kind.name}"),
                "missing-kind",
                f"There is no record in data/{kind.name}/.",
                "Add one: the site cannot be built without this kind.",
            )


def _broken_links(catalog: Catalog, slugs: Mapping[str, frozenset[str]]) -> Iterator[Problem]:
    """Each reference names a file that exists, and each choice a term that this field may hold.

    Names are checked against files, not against understood records: one broken file does not accuse ten others.
    """
    for record in catalog:
        source = catalog.sources[record.kind, record.slug]
        for path, link in catalog.values(record, Link):
            known = slugs.get(link.ref.kind, frozenset())
            target = catalog.get(link.ref.kind, link)
            if link not in known:
                yield Problem(
                    source.place(path),
                    "unknown-reference",
                    f"'{link}' names no record: there is no data/{link.ref.kind}/{link}.yml.",
                    _suggest(catalog, record, path, link, known),
                )
            elif target is not None and target.is_hidden and not record.is_hidden:
                yield Problem(
                    source.place(path),
                    "names-hidden",
                    f"'{link}' was taken down at the request of those it is about.",
                    _cure(catalog, record, path),
                )
            elif link.ref.choice and target is not None and f"{record.kind}.{field_of(path)}" not in target.used_by:
                yield Problem(
                    source.place(path),
                    "wrong-choice",
                    f"'{link}' is not a choice for '{field_of(path)}'.",
                    _suggest(catalog, record, path, link, known),
                )


def _cure(catalog: Catalog, record: Record, path: KeyPath) -> str:
    """How a record stops to name one that was taken down; without its only one it may have nothing left to say."""
    name = field_of(path)
    value = getattr(record, name)
    if not type(record).model_fields[name].is_required() or (isinstance(value, tuple) and len(value) > 1):
        return "Delete what names it here."
    if type(record).is_hidden is not Record.is_hidden:
        return "Without it this record says nothing: take it down too."
    return (
        f"Without it this record says nothing: delete {catalog.sources[record.kind, record.slug].path}, and add to "
        f"data/redirects.yml '- from: /{catalog.url(record)}' and 'to:' with a page that stays."
    )


def _suggest(catalog: Catalog, record: Record, path: KeyPath, link: Link, known: Iterable[str]) -> str:
    if not link.ref.choice:
        return did_you_mean(link, known) or "Check the file's name."
    where = f"{record.kind}.{field_of(path)}"
    choices = [term.slug for term in catalog.all(link.ref.kind) if where in term.used_by]
    listed = f"The choices are {', '.join(choices)}. " if choices else "It has no choices yet. "
    return (
        did_you_mean(link, choices)
        or f"{listed}A new one is a new file in data/{link.ref.kind}/ with '{where}' below 'used_by'."
    )


def _duplicate_titles(catalog: Catalog) -> Iterator[Problem]:
    """No two records of a kind are called the same."""
    for kind in catalog.kinds:
        seen: dict[str, Record] = {}
        for record in catalog.all(kind):
            name = record.title.casefold()
            if name in seen:
                source = catalog.sources[kind, record.slug]
                other = catalog.sources[kind, seen[name].slug]
                yield Problem(
                    source.place(()),
                    "duplicate-name",
                    f"'{record.title}' is also the name of {other.path}.",
                    "Give one of them a name of its own, or retire it.",
                )
            seen.setdefault(name, record)


def _faulty_prose(catalog: Catalog) -> Iterator[Problem]:
    """Every Markdown text is safe and its links exist. One that is shown nowhere may name what is shown nowhere."""
    for record in catalog:
        source = catalog.sources[record.kind, record.slug]
        for path, text in catalog.values(record, Prose):
            for fault in catalog.render(text).faults:
                if record.is_hidden and fault.code == "names-hidden":
                    continue
                yield Problem(source.place(path, line=fault.line), fault.code, fault.message, fault.hint)

"""Build the catalog from sources, and check the links between records."""

from collections.abc import Iterable, Iterator, Mapping

from generator.base.cache import Cache
from generator.base.memory import Memory
from generator.base.problems import Place, Problem
from generator.records.catalog import Catalog, with_incomplete
from generator.records.data_folder import Folder
from generator.records.diagnosis.references import check_references
from generator.records.fields.citations import Citation, Cited, SourceRef
from generator.records.fields.roles import Role
from generator.records.fields.types import AnySourced, Prose
from generator.records.kind import Kind
from generator.records.linked_records import ContentIndex, Records
from generator.records.parse import parse_in_part, parse_record, share_facts
from generator.records.record import Document, Record
from generator.records.settings_files import read_kind_settings
from generator.yaml_files.yaml_source import SourceFile


def build(
    folder: Folder,
    kinds: Iterable[Kind],
    content: ContentIndex | None = None,
    cache: Cache | None = None,
    memory: Memory | None = None,
) -> tuple[Catalog, list[Problem]]:
    """Parse, link and check all records. The catalog contains those that are valid by themselves.

    Empties the folder's lists of sources.
    """
    kinds = tuple(kinds)
    catalog, problems = link(folder, kinds, content, cache, memory)
    problems += _missing_kinds(folder, kinds)
    checked, records = with_incomplete(catalog)
    problems += check_references(checked, records, folder.slugs)
    problems += _duplicate_titles(catalog)
    problems += _prose_problems(checked, records)
    for kind in kinds:
        if kind.behavior.check:
            problems += kind.behavior.check(catalog)
    return catalog, problems


def link(
    folder: Folder,
    kinds: Iterable[Kind],
    content: ContentIndex | None = None,
    cache: Cache | None = None,
    memory: Memory | None = None,
) -> tuple[Catalog, list[Problem]]:
    """Return the catalog that `build` returns, with the problems of single files: none between records are checked."""
    kinds = tuple(kinds)
    memory = memory or Memory()
    problems: list[Problem] = []
    records: dict[str, list[Record]] = {}
    sources: dict[tuple[str, str], SourceFile] = {}
    incomplete: list[tuple[Record, SourceFile]] = []
    for kind in kinds:
        records[kind.name] = []
        for source in _take(folder.records.get(kind.name, [])):
            record, invalid = parse(source, kind, memory)
            problems += invalid
            if record is not None:
                records[kind.name].append(record)
                sources[kind.name, record.slug] = source.without_data()
            elif (part := parse_in_part(source, kind.name, kind.record)) is not None:
                incomplete.append((part, source.without_data()))
    _resolve_sources(records)
    settings, invalid = read_kind_settings(folder, kinds)
    problems += invalid
    # Settings are listed without a kind, so that a check of a kind can name their lines.
    sources |= {("", name): folder.settings[name] for name in settings}
    linked = Records(kinds, records, sources, content, settings, cache, memory)
    return Catalog(linked, folder.slugs, memory, incomplete), problems


def _resolve_sources(records: dict[str, list[Record]]) -> None:
    """Replace each reference to a document by the document as it is cited.

    Equal entries become one object, since a few documents are the sources of most records.
    """
    documents = {
        record.slug: record for of_kind in records.values() for record in of_kind if isinstance(record, Document)
    }
    cited: dict[SourceRef, Cited | None] = {}
    for of_kind in records.values():
        for index, record in enumerate(of_kind):
            if any(isinstance(entry, SourceRef) for entry in record.sources):
                of_kind[index] = record.model_copy(update={"sources": tuple(_cited(record, documents, cited))})


def _cited(
    record: Record, documents: Mapping[str, Document], cited: dict[SourceRef, Cited | None]
) -> Iterator[Citation | SourceRef]:
    for entry in record.sources:
        if isinstance(entry, SourceRef):
            if entry not in cited:
                document = documents.get(entry.source)
                cited[entry] = document.cite(entry) if document else None
            # A reference to a missing document stays: the check of links reports it.
            yield cited[entry] or entry
        else:
            yield entry


def parse(source: SourceFile, kind: Kind, memory: Memory) -> tuple[Record | None, list[Problem]]:
    """Return the record of a source, or None and its problems. The memory keeps the result for unchanged sources."""
    facts: dict[tuple[type[AnySourced], AnySourced], AnySourced] = memory.recall(("facts",), None, dict)

    def parse_now() -> tuple[Record | None, list[Problem]]:
        record, problems = parse_record(source, kind.name, kind.record, kind.renamed)
        return (record and share_facts(record, facts)), problems

    return memory.recall(("record", source.path), source.text, parse_now)


def _take(sources: list[SourceFile]) -> Iterator[SourceFile]:
    """Yield each source of a list in order and remove it, so that its data is freed once its record is parsed."""
    sources.reverse()
    while sources:
        yield sources.pop()


def _missing_kinds(folder: Folder, kinds: Iterable[Kind]) -> Iterator[Problem]:
    """Yield the problem of each required kind without a file."""
    for kind in kinds:
        if kind.required and not folder.slugs.get(kind.name):
            yield Problem(
                Place(f"data/{kind.name}"),
                "missing-kind",
                f"data/{kind.name}/ has no records.",
                "Add one: the site cannot be built without this kind.",
            )


def _duplicate_titles(catalog: Catalog) -> Iterator[Problem]:
    """Yield the problem of each record with the title of another record of its kind."""
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
                    f"'{record.first(Role.NAME, Role.TITLE) or record.title}' is also the name of {other.path}.",
                    "Give one of them another name, or retire it.",
                )
            seen.setdefault(name, record)


def _prose_problems(catalog: Catalog, records: Iterable[Record]) -> Iterator[Problem]:
    """Yield the problems of Markdown texts. A hidden record may link to hidden records."""
    for record in records:
        source = catalog.sources[record.kind, record.slug]
        for path, text in catalog.values(record, Prose):
            for problem in catalog.render(text).problems:
                if record.is_hidden and problem.code == "names-removed-record":
                    continue
                yield Problem(source.place(path, line=problem.line), problem.code, problem.message, problem.hint)

"""Move documents that are written out in records into `data/sources/`, where records cite them by name."""

import re
from collections.abc import Iterable, Iterator, Mapping

from generator.records.fields.citations import normalize_url
from generator.text.slugs import free_slug
from generator.yaml_files.yaml_edit import append, put, remove
from generator.yaml_files.yaml_emit import plain, to_yaml
from generator.yaml_files.yaml_source import KeyPath, SourceFile, YamlValue, read

FOLDER = "sources"
CITATION = re.compile(r"(?P<publisher>[^“”]+), “(?P<name>[^“”]+?),?”(?:,? .+)?")
"""A title as pages list sources: publisher, title, date."""
SCHEMA = "# yaml-language-server: $schema=../.schemas/sources.json\n"

Texts = dict[str, str]
"""The fields of a document: those of its record, or of an entry of `sources`. Each has one line of text."""


def move_documents(files: dict[str, bytes], sources: Iterable[SourceFile]) -> dict[str, bytes]:
    """Return the files that change or are added so that no record contains a whole document.

    `files` are valid records by path; `sources` are the same files as read. A document with the URL or title of a
    record in `data/sources/` is cited by that record's name; any other becomes a new record.
    """
    sources = tuple(sources)
    known = {source.path: _texts_of(source.data) for source in sources if _is_document_file(source.path)}
    changed: dict[str, bytes] = {}
    for source in sources:
        if _is_document_file(source.path):
            continue
        content = files[source.path]
        while (edited := _move_first(source.path, content, known, changed)) is not None:
            content = edited
        if content != files[source.path]:
            changed[source.path] = content
    return changed


def _is_document_file(path: str) -> bool:
    return path.startswith(f"data/{FOLDER}/")


def _move_first(path: str, content: bytes, known: dict[str, Texts], changed: dict[str, bytes]) -> bytes | None:
    """Return a record without the first document in it; None if it has none that can be moved."""
    source, _ = read(path, content)
    if source is None:
        return None
    for number, entry in enumerate(_entries_of(source)):
        if isinstance(entry, dict) and "source" not in entry:
            slug = _find(entry, known)
            if slug is None and _has_namesake(entry, known):
                # Two documents with one name would be an error, and only a person can name them apart.
                continue
            slug = slug or _create(entry, known, changed)
            if not slug:
                # Its title has no letters or digits: only a person can name the file.
                continue
            return _with_citation(source, content, number, entry, slug, known)
    return None


def _entries_of(source: SourceFile) -> list[str | Texts]:
    """Return the entries of a record's `sources`: names, documents, and names with details."""
    entries = source.data.get("sources")
    if not isinstance(entries, list):
        return []
    return [_texts_of(entry) if isinstance(entry, dict) else str(entry) for entry in entries]


def _texts_of(fields: Mapping[str, YamlValue]) -> Texts:
    return {name: value for name, value in fields.items() if isinstance(value, str)}


def _find(entry: Texts, known: dict[str, Texts]) -> str | None:
    """Return the slug of the record for a document, if there is one."""
    name = _name_and_publisher(entry)["name"]
    for path, data in known.items():
        url = normalize_url(data.get("url", ""))
        if url == normalize_url(entry["url"]) if "url" in entry else data["name"] == name:
            return _slug_of(path)
    return None


def _has_namesake(entry: Texts, known: dict[str, Texts]) -> bool:
    """Return whether another document would have the same title."""
    parts = _name_and_publisher(entry)
    return any(
        data["name"].casefold() == parts["name"].casefold()
        and data.get("publisher") == parts.get("publisher")
        and "date" not in data
        for data in known.values()
    )


def _create(entry: Texts, known: dict[str, Texts], changed: dict[str, bytes]) -> str:
    """Add a record for a document to `known` and `changed`, and return its slug; "" if its title gives none."""
    parts = _name_and_publisher(entry)
    fields = parts | {key: entry[key] for key in ("url", "seen_on") if key in entry}
    slug = free_slug(entry.get("id") or parts["name"], {_slug_of(path) for path in known})
    if not slug:
        return ""
    path = f"data/{FOLDER}/{slug}.yml"
    known[path] = fields
    changed[path] = (SCHEMA + to_yaml(fields, plain)).encode()
    return slug


def _name_and_publisher(entry: Texts) -> Texts:
    """Return the name of a document and, if its title includes it, the publisher."""
    match = CITATION.fullmatch(entry["title"])
    return {"name": match["name"], "publisher": match["publisher"]} if match else {"name": entry["title"]}


def _slug_of(path: str) -> str:
    return path.rsplit("/", 1)[-1].removesuffix(".yml")


def _with_citation(
    source: SourceFile, content: bytes, number: int, entry: Texts, slug: str, known: dict[str, Texts]
) -> bytes | None:
    """Return a record in which an entry of `sources`, and the facts that refer to it, cite a document by name."""
    path = source.path
    cited = [other.get("source") if isinstance(other, dict) else other for other in _entries_of(source)]
    details = {key: entry[key] for key in ("where",) if key in entry}
    if entry["seen_on"] != known[f"data/{FOLDER}/{slug}.yml"].get("seen_on"):
        details["read_on"] = entry["seen_on"]
    citation = {"source": slug, **details} if details else slug
    edited = append(path, content, ("sources",), citation) if slug not in cited else content
    edited = remove(path, edited, ("sources", number)) if edited else None
    for at in _references(source.data, entry.get("id")):
        edited = put(path, edited, at, slug) if edited else None
    return edited


def _references(data: YamlValue, source_id: str | None, path: KeyPath = ()) -> Iterator[KeyPath]:
    """Yield the paths at which facts refer to a source by its id."""
    if isinstance(data, list):
        for number, inner in enumerate(data):
            yield from _references(inner, source_id, (*path, number))
    elif isinstance(data, dict):
        for field, inner in data.items():
            if field == "source" and inner == source_id and source_id is not None:
                yield (*path, field)
            elif field == "source" and isinstance(inner, list):
                yield from ((*path, field, number) for number, name in enumerate(inner) if name == source_id)
            elif (*path, field) != ("sources",):
                yield from _references(inner, source_id, (*path, field))

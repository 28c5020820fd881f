"""Documents written into records → records of `data/sources/`, cited by name."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from generator.records.data_folder import free_slug
from generator.records.fields.citations import normalize_url
from generator.yaml_files.yaml_edit import append, put, remove
from generator.yaml_files.yaml_emit import plain, to_yaml
from generator.yaml_files.yaml_source import KeyPath, Source, get, read

FOLDER = "sources"
CITED_AS = re.compile(r"(?P<publisher>[^“”]+), “(?P<name>[^“”]+)”(?:, .+)?")
"""A title as the list of sources shows it: publisher, title, date."""
SCHEMA = "# yaml-language-server: $schema=../.schemas/sources.json\n"


def move_documents(files: dict[str, bytes], sources: Iterable[Source]) -> dict[str, bytes]:
    """The files that change, and the new ones, once no record holds a whole document.

    `files` are the contents by path, all of them valid records; `sources` are the same files as read. A document
    whose web address or title a record of `data/sources/` has is that record; any other becomes a new one.
    """
    sources = tuple(sources)
    known = {source.path: dict(source.data) for source in sources if _is_document_file(source.path)}
    made: dict[str, bytes] = {}
    for source in sources:
        if _is_document_file(source.path):
            continue
        content = files[source.path]
        while (moved := _move_one(source.path, content, known, made)) is not None:
            content = moved
        if content != files[source.path]:
            made[source.path] = content
    return made


def _is_document_file(path: str) -> bool:
    return path.startswith(f"data/{FOLDER}/")


def _move_one(path: str, content: bytes, known: dict[str, Any], made: dict[str, bytes]) -> bytes | None:
    """A record without the first document written into it; None where it has none that can be moved."""
    source, _ = read(path, content)
    entries = get(source.data, ("sources",)) if source is not None else None
    if source is None or not isinstance(entries, list):
        return None
    for number, entry in enumerate(entries):
        if isinstance(entry, dict) and "source" not in entry:
            slug = _find(entry, known) or _create(entry, known, made)
            return _replaced(path, content, source, number, slug, known)
    return None


def _find(entry: dict[str, Any], known: dict[str, Any]) -> str | None:
    """The name of the record that is this document."""
    name = _parts(entry)["name"]
    for path, data in known.items():
        url = normalize_url(data.get("url", ""))
        if url == normalize_url(entry["url"]) if "url" in entry else data["name"] == name:
            return _slug_of(path)
    return None


def _create(entry: dict[str, Any], known: dict[str, Any], made: dict[str, bytes]) -> str:
    """Add a record for a document, and give its name."""
    parts = _parts(entry)
    fields = parts | {key: entry[key] for key in ("url", "seen_on") if key in entry}
    slug = free_slug(entry.get("id") or parts["name"], {_slug_of(path) for path in known})
    path = f"data/{FOLDER}/{slug}.yml"
    known[path] = fields
    made[path] = (SCHEMA + to_yaml(fields, plain)).encode()
    return slug


def _parts(entry: dict[str, Any]) -> dict[str, str]:
    """The title and, where it says so, the publisher."""
    match = CITED_AS.fullmatch(entry["title"])
    return {"name": match["name"], "publisher": match["publisher"]} if match else {"name": entry["title"]}


def _slug_of(path: str) -> str:
    return path.rsplit("/", 1)[-1].removesuffix(".yml")


def _replaced(path: str, content: bytes, source: Source, number: int, slug: str, known: dict[str, Any]) -> bytes | None:
    """A record that cites a document by name, in its list and in the facts that point to it."""
    entries = source.data["sources"]
    entry, cited = entries[number], [one.get("source") if isinstance(one, dict) else one for one in entries]
    day = known[f"data/{FOLDER}/{slug}.yml"].get("seen_on")
    details = {key: entry[key] for key in ("where",) if key in entry}
    if entry["seen_on"] != day:
        details["read_on"] = entry["seen_on"]
    citation = {"source": slug, **details} if details else slug
    made = append(path, content, ("sources",), citation) if slug not in cited else content
    made = remove(path, made, ("sources", number)) if made else None
    for place in _pointers(source.data, entry.get("id")):
        made = put(path, made, place, slug) if made else None
    return made


def _pointers(data: Any, name: str | None, path: KeyPath = ()) -> Iterator[KeyPath]:
    """The places of the facts that point to a source by its short name."""
    if isinstance(data, list):
        for number, inner in enumerate(data):
            yield from _pointers(inner, name, (*path, number))
    elif isinstance(data, dict):
        for field, inner in data.items():
            if field == "source" and inner == name and name is not None:
                yield (*path, field)
            elif field == "source" and isinstance(inner, list):
                yield from ((*path, field, number) for number, one in enumerate(inner) if one == name)
            elif (*path, field) != ("sources",):
                yield from _pointers(inner, name, (*path, field))

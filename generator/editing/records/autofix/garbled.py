"""Repair entities, garbled letters and what word processors leave in texts, where it is certain what is meant."""

import re
from collections.abc import Mapping

from generator.checks.garbled_text import AS_TYPED, entities_in, garbled_in, garbled_texts, pasted_in
from generator.records.catalog import Catalog
from generator.records.content_pages import parse_page
from generator.records.fields.types import Prose, is_web_address
from generator.records.fields.walk import walk
from generator.records.markdown import repair_lists
from generator.yaml_files.yaml_edit import put, substitute
from generator.yaml_files.yaml_source import KeyPath

FRONT_MATTER = re.compile("(\ufeff?---\r?\n)(.*?\r?\n)(---.*)", re.DOTALL)
"""A page in three parts: its first line, its fields, and the rest."""


def repair_records(files: Mapping[str, bytes], catalog: Catalog) -> dict[str, bytes]:
    """Return the files of records that change so that none of their texts is garbled. `files`: all files, by path."""
    changed: dict[str, bytes] = {}
    for record in catalog:
        path = catalog.sources[record.kind, record.slug].path
        for field, text in garbled_texts(catalog, record):
            content = changed.get(path, files[path])
            edited = _repair_field(path, content, field, text)
            if edited is not None and edited != content:
                changed[path] = edited
    return changed


def repair_record_lists(files: Mapping[str, bytes], catalog: Catalog) -> dict[str, bytes]:
    """Return the files of records that change so that lists of word processors are lists of Markdown."""
    changed: dict[str, bytes] = {}
    for record in catalog:
        path = catalog.sources[record.kind, record.slug].path
        for field, text in catalog.values(record, Prose):
            repaired = repair_lists(text)
            if repaired != text and (edited := put(path, changed.get(path, files[path]), field, repaired)):
                changed[path] = edited
    return changed


def repair_page(path: str, content: bytes) -> bytes:
    """Return a page of `content/` without garbled parts; unchanged if it cannot be read."""
    page, _ = parse_page(path, content)
    match = FRONT_MATTER.fullmatch(content.decode()) if page else None
    if page is None or match is None:
        return content
    head = match[2].encode()
    for field, value in walk(page.front_matter):
        if isinstance(value, str):
            head = _repair_field(path, head, field, value) or head
    pattern, repairs = _repairs_of(Prose(page.text))
    body = pattern.sub(lambda part: repairs.get(part[0], part[0]), match[3])
    return match[1].encode() + head + _with_lists(body).encode()


def _with_lists(body: str) -> str:
    """Return the text of a page in which lists of word processors are lists of Markdown."""
    line_ending = "\r\n" if "\r\n" in body else "\n"
    repaired = repair_lists(text := body.replace("\r\n", "\n"))
    return repaired.replace("\n", line_ending) if repaired != text else body


def _repair_field(path: str, content: bytes, field: KeyPath, text: str) -> bytes | None:
    """Return a file with a repaired text at a path; the same file if nothing is certain; None if that is impossible."""
    pattern, repairs = _repairs_of(text)
    if not repairs:
        return content

    def repair(part: re.Match[str]) -> str:
        return repairs.get(part[0], part[0])

    edited = substitute(path, content, field, pattern, repair)
    # The file may have other blanks than the record: a tab after a bullet.
    return edited if edited not in (None, content) else put(path, content, field, pattern.sub(repair, text))


def _repairs_of(text: str) -> tuple[re.Pattern[str], dict[str, str]]:
    """Return a pattern for the garbled parts of a text and for what stays as it is, and what each part should be."""
    found = [*entities_in(text), *garbled_in(text), *pasted_in(text)]
    repairs = {part.typed: part.meant for part in found if part.meant is not None}
    # The longest first, since one can start like another.
    longest_first = map(re.escape, sorted(repairs, key=len, reverse=True))
    kept = () if is_web_address(text) else (AS_TYPED.pattern,)
    return re.compile("|".join([*kept, *longest_first]) or r"(?!)"), repairs

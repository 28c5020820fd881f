"""Catalog and pages → the search index: a script file, since `file://` allows no other way to load data."""

import json
from collections.abc import Iterable
from typing import Any, NamedTuple

from generator.catalog import Catalog
from generator.fields import Link, Prose
from generator.pages import Page
from generator.prose import to_text
from generator.record import Record
from generator.settings import Help, Synonyms
from generator.states import STATES
from generator.summaries import summarize

SKIPPED = frozenset(
    {
        "kind",
        "slug",
        "sources",
        "source",
        "reviewed",
        "review_every",
        "fact_status",
        "listing",
        "consent",
        "used_by",
        "url",
        "website",
        "audio",
        "id",
        "symbol",
        "also",
        "plain_label",
        "short_name",
    }
)
"""Fields that hold no words a reader would look for, or words that the entry holds already."""

PAGES = "Pages"
"""The kind of hand-written pages, for readers."""

MAX_WORDS = 400
"""Words kept of one page: what comes after them is found under its own record or not missed."""


Entry = dict[str, Any]
"""`t` title, `a` other words, `x` text, `d` description, `u` address below the root, `k` the kind's title."""


def entries_of_records(catalog: Catalog) -> list[Entry]:
    """An entry for each record that is shown, in site order."""
    shown = (one for one in catalog if one.is_findable and not one.is_hidden and catalog.kinds[one.kind].is_searchable)
    return [_entry(catalog, record) for record in shown]


def entries_of_page(page: Page) -> list[Entry]:
    """The entry of a hand-written page; none of a page that is not listed, or that a record makes."""
    if not page.listed or not page.is_handwritten:
        return []
    text = _clip(to_text(page.body))
    return [{"t": page.title, "a": "", "x": text, "d": page.description, "u": page.address, "k": PAGES}]


def _entry(catalog: Catalog, record: Record) -> Entry:
    also = [str(value) for name in ("short_name", "plain_label") if (value := getattr(record, name, None))]
    also += map(str, getattr(record, "also", ()))
    return {
        "t": record.title,
        "a": " · ".join(also),
        "x": _clip(" · ".join(words_of(catalog, record))),
        "d": summarize(catalog, record),
        "u": catalog.url(record),
        "k": catalog.kinds[record.kind].title,
    }


def words_of(catalog: Catalog, record: Record) -> Iterable[str]:
    """The words by which a record should be found: its texts, and the titles of the records it names."""
    for path, value in catalog.values(record, str):
        if not SKIPPED.isdisjoint(path):
            continue
        if isinstance(value, Link):
            target = catalog.get(value.ref.kind, value)
            if target is not None:
                yield " ".join(filter(None, [target.title, getattr(target, "plain_label", None)]))
        elif isinstance(value, Prose):
            yield to_text(catalog.render(value).html)
        elif value != record.title:
            yield STATES.get(value, value) if path == ("state",) else value


def _clip(text: str) -> str:
    return " ".join(text.split()[:MAX_WORDS])


class Line(NamedTuple):
    """An entry as it is written into the script, and its kind's title."""

    kind: str
    json: bytes


def to_line(entry: Entry) -> Line:
    """Write an entry: a large site's entries take a third of the memory in this form."""
    return Line(entry["k"], _literal(entry).encode())


def to_script(entries: Iterable[Line], synonyms: Synonyms, help_lines: Help) -> bytes:
    """The index as a script that sets one name: entries, the order of their kinds, synonyms, and the help lines.

    Entries of records are placed before those of pages, whatever their order here.
    """
    entries = sorted(entries, key=lambda entry: entry.kind == PAGES)
    kinds = list(dict.fromkeys(entry.kind for entry in entries))
    if PAGES in kinds:
        # Behind the first kind and before the others: the last is the glossary, which has most words.
        kinds.remove(PAGES)
        kinds.insert(1, PAGES)
    rest = {
        "kinds": kinds,
        "synonyms": [[word.casefold() for word in group] for group in synonyms.groups],
        "help": help_lines.model_dump(mode="json"),
    }
    lines = b",".join(entry.json for entry in entries)
    return b'window.searchIndex = {"entries":[%s],%s;\n' % (lines, _literal(rest)[1:].encode())


def to_data(name: str, data: Any) -> str:
    """Plain data as a script that puts it under a name, for the scripts of one kind's pages."""
    return f"window.siteData = window.siteData || {{}};\nwindow.siteData[{_literal(name)}] = {_literal(data)};\n"


def _literal(data: Any) -> str:
    # U+2028 and U+2029 end a line of a script in old engines.
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("\u2028", " ").replace("\u2029", " ")

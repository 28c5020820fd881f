"""Records and pages → the entries of the search index."""

from collections.abc import Iterable, Iterator
from typing import Any

from generator.pages.page import Page
from generator.pages.search.texts import clip_lines, headings_of, is_quotable, lines_of, sentences_of
from generator.records.catalog import Catalog
from generator.records.fields.types import Link, Prose
from generator.records.kind import DerivedPage
from generator.records.record import Record
from generator.text.us_states import STATES

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
        "summary",
    }
)
"""Fields that hold no words a reader would look for, or words that the entry holds already."""

ALIASES = ("short_name", "plain_label", "label", "also", "also_asked")
"""Fields that hold other names of a record: one text, or several."""

PAGES = "Pages"
"""The kind of hand-written pages, and of those that list records with something in common."""

MAX_WORDS = 400
"""Words kept of one page: what comes after them is found under its own record or not missed."""

MAX_PAGE_WORDS = 250
"""The same of a hand-written page: most of what it shows are records."""

MAX_LABELS = 120
"""Words kept of its labels, headings and names."""

Entry = dict[str, Any]
"""`t` title, `u` address below the root, `k` the kind's title; where there are some: `a` other names, `d` description,
`x` sentences, `w` labels and names, by which an entry is found but which are never quoted (these two in lines), `p` the
place, which results show."""


def entries_of_records(catalog: Catalog) -> list[Entry]:
    """An entry for each record that readers look for, in site order."""
    return [_of_record(catalog, record) for record in catalog if is_found(catalog, record)]


def is_found(catalog: Catalog, record: Record) -> bool:
    """Whether search and the list of all pages have an entry for a record."""
    return catalog.kinds[record.kind].is_searchable and record.is_findable and not record.is_hidden


def entries_of_page(page: Page) -> list[Entry]:
    """The entry of a hand-written page; none of a page that is not listed, or that a record makes."""
    if not page.listed or not page.is_content_page:
        return []
    lines = [*(line for line in sentences_of(page.body) if line != page.description), *headings_of(page.body)]
    return [_entry(page.title, page.address, PAGES, page.also_asked, page.description, lines, MAX_PAGE_WORDS)]


def entries_of_derived_pages(catalog: Catalog) -> list[Entry]:
    """An entry for each page that lists records with something in common, unless it lists none."""
    return [
        _of_derived_page(catalog, address, extra)
        for address, (_, extra) in sorted(catalog.derived_pages.items())
        if extra.size
    ]


def _of_derived_page(catalog: Catalog, address: str, extra: DerivedPage) -> Entry:
    """The entry of a page of sites in a state, a setting and so on.

    Its other names are the last part of its address ("jail", "first responder outreach"), unless that is the name of a
    record with a page of its own; for a state ("oh") its postal code and its name.
    """
    slug = extra.path.rpartition("/")[2]
    code = slug.upper()
    has_page = any(kind.has_pages and catalog.get(kind.name, slug) for kind in catalog.kinds.values())
    names = [code, STATES[code]] if code in STATES else [] if has_page else [slug.replace("-", " ")]
    return _entry(extra.title, address, PAGES, names, extra.description.removeprefix(f"{extra.title}. "), ())


def _of_record(catalog: Catalog, record: Record) -> Entry:
    names = [name for field in ALIASES for name in _texts(getattr(record, field, None))]
    summary = str(getattr(record, "summary", None) or "")
    lines = [line for line in _lines(catalog, record) if line not in names]
    title = catalog.kinds[record.kind].title
    made = _entry(record.title, catalog.url(record), title, names, summary, lines)
    state = STATES.get(getattr(record, "state", None) or "")
    return made | ({"p": ", ".join(filter(None, [getattr(record, "city", None), state]))} if state else {})


def _texts(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(map(str, value or ()))


def _lines(catalog: Catalog, record: Record) -> Iterator[str]:
    """The texts by which a record should be found: its own, and the titles of the records it names."""
    for path, value in catalog.values(record, str):
        if not SKIPPED.isdisjoint(path):
            continue
        if isinstance(value, Link):
            target = catalog.get(value.ref.kind, value)
            if target is not None:
                yield target.title
        elif isinstance(value, Prose):
            yield from lines_of(catalog.render(value).html)
        elif value != record.title:
            yield f"{STATES[value]} {value}" if path == ("state",) and value in STATES else value


def _entry(
    title: str,
    address: str,
    kind: str,
    names: Iterable[str],
    description: str,
    lines: Iterable[str],
    most: int = MAX_WORDS,
) -> Entry:
    """An entry without what it would hold twice, or not at all."""
    sentences: list[str] = []
    labels: list[str] = []
    for line in lines:
        (sentences if is_quotable(line) else labels).append(line)
    parts = {
        "a": [name for name in dict.fromkeys(names) if name != title],
        "d": description,
        "x": clip_lines(sentences, most),
        "w": clip_lines(labels, MAX_LABELS),
    }
    return {"t": title, "u": address, "k": kind} | {name: part for name, part in parts.items() if part}

"""Records and pages → the entries of the search index."""

from collections.abc import Iterable, Iterator
from typing import Any

from generator.pages.page import Page
from generator.pages.search.texts import clip_lines, headings_of, is_quotable, lines_of, sentences_of
from generator.records.behavior import DerivedPage
from generator.records.catalog import Catalog
from generator.records.fields.roles import Role, fields_with
from generator.records.fields.types import Link, Prose
from generator.records.record import Record
from generator.text.us_states import STATES

UNSEARCHED = frozenset({Role.NOT_TEXT, Role.CHOICE_FOR, Role.ADMINISTRATIVE, Role.SUMMARY})
"""The roles of fields without words that a reader would search for, or with words that the entry has already."""

PAGES = "Pages"
"""The kind of hand-written and of derived pages in search results."""

MAX_WORDS = 400
"""The most words kept of one record. Few records are longer."""

MAX_PAGE_WORDS = 250
"""The most words kept of a hand-written page, which shows mostly records."""

MAX_LABELS = 120
"""The most words kept of labels, headings and names."""

Entry = dict[str, Any]
"""An entry. Always: `t` title, `u` address, relative to the root, `k` the kind's title. If not empty: `a` other names,
`d` description, `x` sentences (one per line), `w` labels and names (one per line), which are searched but never quoted,
and `p` the place, which results show."""


def entries_of_records(catalog: Catalog) -> list[Entry]:
    """Return an entry for each record that search can find, in the order of the site."""
    return [_of_record(catalog, record) for record in catalog if is_searchable(catalog, record)]


def is_searchable(catalog: Catalog, record: Record) -> bool:
    """Return whether search and the A to Z list have an entry for a record."""
    return catalog.kinds[record.kind].is_searchable and record.is_findable and not record.is_hidden


def entries_of_page(page: Page) -> list[Entry]:
    """Return the entry of a hand-written page; none for other pages and unlisted ones."""
    if not page.listed or not page.is_content_page:
        return []
    lines = [*(line for line in sentences_of(page.body) if line != page.description), *headings_of(page.body)]
    return [_entry(page.title, page.address, PAGES, page.also_asked, page.description, lines, MAX_PAGE_WORDS)]


def entries_of_derived_pages(catalog: Catalog) -> list[Entry]:
    """Return an entry for each derived page that lists a record."""
    return [
        _of_derived_page(catalog, address, page)
        for address, (_, page) in sorted(catalog.derived_pages.items())
        if page.size
    ]


def _of_derived_page(catalog: Catalog, address: str, page: DerivedPage) -> Entry:
    """Return the entry of a derived page, such as the sites in a state or setting.

    Its other names come from the last part of its address ("jail", "first responder outreach"), unless that is the slug
    of a record with its own page. For a state ("oh"), they are its postal code and its name.
    """
    slug = page.path.rpartition("/")[2]
    code = slug.upper()
    has_page = any(kind.has_pages and catalog.get(kind.name, slug) for kind in catalog.kinds.values())
    names = [code, STATES[code]] if code in STATES else [] if has_page else [slug.replace("-", " ")]
    return _entry(page.title, address, PAGES, names, page.description.removeprefix(f"{page.title}. "), ())


def _of_record(catalog: Catalog, record: Record) -> Entry:
    names = [*record.names, *record.texts(Role.SEARCH_WORDS)]
    lines = [line for line in _lines(catalog, record) if line not in names]
    title = catalog.kinds[record.kind].title
    entry = _entry(record.title, catalog.url(record), title, names, record.first(Role.SUMMARY) or "", lines)
    state = STATES.get(record.first(Role.STATE) or "")
    return entry | ({"p": ", ".join(filter(None, [record.first(Role.CITY), state]))} if state else {})


def _lines(catalog: Catalog, record: Record) -> Iterator[str]:
    """Yield the texts that search should find a record by: its own, and the titles of records it refers to."""
    states = {(name,) for name in fields_with(type(record), Role.STATE)}
    for path, value in catalog.texts(record, without=UNSEARCHED):
        if isinstance(value, Link):
            target = catalog.get(value.ref.kind, value)
            if target is not None:
                yield target.title
        elif isinstance(value, Prose):
            yield from lines_of(catalog.render(value).html)
        elif value != record.title:
            yield f"{STATES[value]} {value}" if path in states and value in STATES else value


def _entry(
    title: str,
    address: str,
    kind: str,
    names: Iterable[str],
    description: str,
    lines: Iterable[str],
    most: int = MAX_WORDS,
) -> Entry:
    """Return an entry without empty fields and repeated names. `most`: the most words of its sentences."""
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

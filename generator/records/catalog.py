"""The catalog: all records, linked, with the lookups that pages and checks share."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial, wraps
from typing import Any, TypeVar

from generator.base.cache import Cache
from generator.base.memory import Memory
from generator.records.fields.types import Link, StrictModel
from generator.records.fields.walk import walk
from generator.records.kind import Kind
from generator.records.markdown import Engine, Rendered
from generator.records.markdown.links import Links
from generator.records.record import Record
from generator.yaml_files.yaml_source import KeyPath, SourceFile

T = TypeVar("T")

LEAVES = (str, dt.date)
"""The types of values that `Catalog.values` finds: all texts and dates."""


class Catalog:
    """All records by kind and slug. Immutable once it is built."""

    def __init__(
        self,
        kinds: Iterable[Kind],
        records: Mapping[str, Iterable[Record]],
        sources: Mapping[tuple[str, str], SourceFile],
        pages: frozenset[str] = frozenset(),
        slugs: Mapping[str, frozenset[str]] | None = None,
        titles: Mapping[str, str] | None = None,
        settings: Mapping[str, StrictModel] | None = None,
        cache: Cache | None = None,
        memory: Memory | None = None,
    ) -> None:
        kinds = tuple(kinds)
        self._results: dict[Callable[[Catalog], Any], Any] = {}
        self.kinds = {kind.name: kind for kind in kinds}
        self._records: dict[str, dict[str, Record]] = {
            name: {record.slug: record for record in sorted(records.get(name, ()), key=lambda record: record.order)}
            for name in self.kinds
        }
        self.sources = sources
        self.cache = cache or Cache()
        """Results that the next build can use again."""
        self.moves: Mapping[str, str] = {}
        """The new address of each page that moved, by its old one (data/redirects.yml)."""
        self.placements: Mapping[str, Sequence[tuple[Any, tuple[str, ...]]]] = {}
        """The hand-written pages that place a block, with its arguments, by the name of the block, as in 'faqs.few'."""
        self.titles = dict(titles or {})
        """The titles of the hand-written pages, by address."""
        self.settings: dict[str, Any] = dict(settings or {})
        """The kinds' own settings files, by name, without invalid ones."""
        self.derived_pages = {
            f"{kind.home}{page.path}/": (kind, page) for kind in kinds for page in kind.derived_pages(self)
        }
        """Every derived page with its kind, by address, including those without records, which are not rendered."""
        memory = memory or Memory()
        links = self._links(pages, slugs or {})
        # Rendered texts contain the addresses that they link to, so they are remembered by all links.
        self.prose = Engine(links, memory.recall(("prose",), links, dict))
        self._referrers: dict[tuple[str, str], list[tuple[str, Record]]] = defaultdict(list)
        self._values = self._collect_values(memory)
        for record in self:
            for path, link in self.values(record, Link):
                self._referrers[link.ref.kind, str(link)].append((field_of(path), record))

    def _links(self, pages: frozenset[str], slugs: Mapping[str, frozenset[str]]) -> Links:
        """Return the targets that texts may link to. `pages`: other addresses; `slugs`: those of all files, by kind."""
        addresses = {
            name: {record.slug: self.kinds[name].url(record) for record in self.all(name)} for name in self.kinds
        }
        record_pages = {address.split("#")[0] for by_slug in addresses.values() for address in by_slug.values()}
        invalid = {name: known - self._records[name].keys() for name, known in slugs.items()}
        invalid_pages = {self.kinds[name].address_of(slug) for name, known in invalid.items() for slug in known}
        derived = {address for address, (_, page) in self.derived_pages.items() if page.size}
        hidden = {name: frozenset(record.slug for record in self.hidden(name)) for name in self.kinds}
        return Links(addresses, pages | record_pages | invalid_pages | derived, invalid, hidden)

    def _collect_values(self, memory: Memory) -> dict[tuple[str, str], tuple[Sequence[KeyPath], Sequence[Any]]]:
        """Return the texts and dates of every record. Records of a kind have the same paths, which they share."""
        paths: dict[KeyPath, KeyPath] = {}
        values = {}
        for record in self:
            key = record.kind, record.slug
            values[key] = memory.recall(("values", *key), record, partial(_leaves, record, paths))
        return values

    def __iter__(self) -> Iterator[Record]:
        for by_slug in self._records.values():
            yield from by_slug.values()

    def __len__(self) -> int:
        return sum(map(len, self._records.values()))

    def all(self, kind: str) -> list[Any]:
        """Return the records of a kind that may be shown, in their order."""
        return [record for record in self._records.get(kind, {}).values() if not record.is_hidden]

    def choices(self, kind: str, use: str) -> list[Any]:
        """Return the records of a kind that a field may name. `use`: the field, as in `sites.settings`."""
        return [record for record in self.all(kind) if use in record.used_by]

    def hidden(self, kind: str) -> list[Any]:
        """Return the records of a kind that were taken down."""
        return [record for record in self._records.get(kind, {}).values() if record.is_hidden]

    def get(self, kind: str, slug: str) -> Any:
        """Return a record by slug; None if there is none."""
        return self._records.get(kind, {}).get(slug)

    def many(self, kind: str, slugs: Iterable[str]) -> list[Any]:
        """Return the records of a kind with these slugs, in their order; slugs without a record are skipped."""
        return [record for slug in slugs if (record := self.get(kind, slug)) is not None]

    def referrers(self, record: Record, kind: str, *fields: str) -> list[Any]:
        """Return the records of a kind that name this one in one of these fields, or in any field if none is given."""
        records = [
            other
            for field, other in self._referrers[record.kind, record.slug]
            if other.kind == kind and not other.is_hidden and (not fields or field in fields)
        ]
        return sorted({other.slug: other for other in records}.values(), key=lambda other: other.order)

    def values(self, record: Record, of: type) -> list[tuple[KeyPath, Any]]:
        """Return the values of a type inside a record with their paths: its texts, dates, links or prose."""
        paths, values = self._values[record.kind, record.slug]
        return [(path, value) for path, value in zip(paths, values, strict=True) if isinstance(value, of)]

    def keep(self, view: "Callable[[Catalog], T]") -> T:
        """Return the result of a function of this catalog, computed at the first call and kept with the catalog."""
        if view not in self._results:
            self._results[view] = view(self)
        result: T = self._results[view]
        return result

    def url(self, record: Record) -> str:
        """Return the address of a record, relative to the root."""
        return self.kinds[record.kind].url(record)

    def former_slugs(self, record: Record) -> list[str]:
        """Return the former slugs of a record with a page. Data on readers' devices and in their files may use them."""
        addresses = self.keep(_former_addresses).get(self.url(record), ())
        if not addresses:
            return []
        kind = self.kinds[record.kind]
        return [slug for address in addresses if (slug := kind.slug_in(address)) is not None]

    def render(self, text: str) -> Rendered:
        """Return a Markdown text of a record as HTML."""
        return self.prose.render(text)


def _leaves(record: Record, paths: dict[KeyPath, KeyPath]) -> tuple[Sequence[KeyPath], Sequence[Any]]:
    """Return the paths and the values of a record's texts and dates: two tuples take less memory than many pairs."""
    leaves = [(path, value) for path, value in walk(record) if isinstance(value, LEAVES)]
    return tuple(paths.setdefault(path, path) for path, _ in leaves), tuple(value for _, value in leaves)


def once(view: Callable[[Catalog], T]) -> Callable[[Catalog], T]:
    """Decorate a function of a catalog so that it is computed once per catalog: many pages need the same result."""

    @wraps(view)
    def cached(catalog: Catalog) -> T:
        return catalog.keep(view)

    return cached


def field_of(path: KeyPath) -> str:
    """Return the name of the field at the start of a path: 'settings' for ('settings', 0, 'value')."""
    return str(path[0])


def _former_addresses(catalog: Catalog) -> dict[str, list[str]]:
    """Return the former addresses of each page, by its present address."""
    former: dict[str, list[str]] = {}
    for old, new in sorted(catalog.moves.items()):
        former.setdefault(new, []).append(old)
    return former

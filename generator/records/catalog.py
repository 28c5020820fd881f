"""Every record, frozen and linked, and what follows from all of them together."""

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
from generator.yaml_files.yaml_source import KeyPath, Source

T = TypeVar("T")

LEAVES = (str, dt.date)
"""The types of the values that checks and pages ask for by their type: texts of every kind, and days."""


class Catalog:
    """All records by kind and slug. Built once, then only asked."""

    def __init__(
        self,
        kinds: Iterable[Kind],
        records: Mapping[str, Iterable[Record]],
        sources: Mapping[tuple[str, str], Source],
        pages: frozenset[str] = frozenset(),
        slugs: Mapping[str, frozenset[str]] | None = None,
        titles: Mapping[str, str] | None = None,
        settings: Mapping[str, StrictModel] | None = None,
        cache: Cache | None = None,
        memory: Memory | None = None,
    ) -> None:
        kinds = tuple(kinds)
        self._kept: dict[Callable[[Catalog], Any], Any] = {}
        self.kinds = {kind.name: kind for kind in kinds}
        self._records: dict[str, dict[str, Record]] = {
            name: {record.slug: record for record in sorted(records.get(name, ()), key=lambda record: record.order)}
            for name in self.kinds
        }
        self.sources = sources
        self.cache = cache or Cache()
        """What the build keeps for the next one."""
        self.moves: Mapping[str, str] = {}
        """The address at which each page that moved is read now (data/redirects.yml)."""
        self.placements: Mapping[str, Sequence[tuple[Any, tuple[str, ...]]]] = {}
        """By the name of a block, as in 'faqs.few', the hand-written pages that place it, with its words."""
        self.titles = dict(titles or {})
        """The titles of the hand-written pages, by address."""
        self.settings: dict[str, Any] = dict(settings or {})
        """The rooms' own settings files, by name; one that is broken is missing."""
        addresses = {
            name: {record.slug: self.kinds[name].url(record) for record in self.all(name)} for name in self.kinds
        }
        own = {address.split("#")[0] for found in addresses.values() for address in found.values()}
        broken = {name: found - self._records[name].keys() for name, found in (slugs or {}).items()}
        maybe = {self.kinds[name].address_of(slug) for name, found in broken.items() for slug in found}
        gone = {name: frozenset(record.slug for record in self.hidden(name)) for name in self.kinds}
        self.derived_pages = {
            f"{kind.home}{extra.path}/": (kind, extra) for kind in kinds for extra in kind.derived_pages(self)
        }
        """Every page that records with something in common could have, by address."""
        shared = {address for address, (_, extra) in self.derived_pages.items() if extra.size}
        memory = memory or Memory()
        links = Links(addresses, pages | own | maybe | shared, broken, gone)
        # What a text links to is a part of its HTML: with other links, no text is known yet.
        self.prose = Engine(links, memory.recall(("prose",), links, dict))
        self._referrers: dict[tuple[str, str], list[tuple[str, Record]]] = defaultdict(list)
        self._values = self._collect_values(memory)
        for record in self:
            for path, link in self.values(record, Link):
                self._referrers[link.ref.kind, str(link)].append((field_of(path), record))

    def _collect_values(self, memory: Memory) -> dict[tuple[str, str], tuple[Sequence[KeyPath], Sequence[Any]]]:
        """The texts and days of every record. Records of a kind have the same paths: each is kept once."""
        paths: dict[KeyPath, KeyPath] = {}
        found = {}
        for record in self:
            key = record.kind, record.slug
            found[key] = memory.recall(("values", *key), record, partial(_leaves, record, paths))
        return found

    def __iter__(self) -> Iterator[Record]:
        for found in self._records.values():
            yield from found.values()

    def __len__(self) -> int:
        return sum(map(len, self._records.values()))

    def all(self, kind: str) -> list[Any]:
        """The records of a kind that may be shown, in their order."""
        return [record for record in self._records.get(kind, {}).values() if not record.is_hidden]

    def choices(self, kind: str, use: str) -> list[Any]:
        """Return the records of a vocabulary that one field may name: `use` is the field, as in `sites.settings`."""
        return [record for record in self.all(kind) if use in record.used_by]

    def hidden(self, kind: str) -> list[Any]:
        """The records of a kind of which only a neutral page is left."""
        return [record for record in self._records.get(kind, {}).values() if record.is_hidden]

    def get(self, kind: str, slug: str) -> Any:
        """One record; None where there is none."""
        return self._records.get(kind, {}).get(slug)

    def many(self, kind: str, slugs: Iterable[str]) -> list[Any]:
        """The records of a kind that slugs name, in the order of the slugs."""
        return [found for slug in slugs if (found := self.get(kind, slug)) is not None]

    def referrers(self, record: Record, kind: str, *fields: str) -> list[Any]:
        """The records of a kind that point to this one, by the fields they do it with (any, where none is named)."""
        found = [
            other
            for name, other in self._referrers[record.kind, record.slug]
            if other.kind == kind and not other.is_hidden and (not fields or name in fields)
        ]
        return sorted({other.slug: other for other in found}.values(), key=lambda other: other.order)

    def values(self, record: Record, of: type) -> list[tuple[KeyPath, Any]]:
        """The values of a type inside a record, with their paths: its texts or days, its links, its prose."""
        paths, values = self._values[record.kind, record.slug]
        return [(path, value) for path, value in zip(paths, values, strict=True) if isinstance(value, of)]

    def keep(self, view: "Callable[[Catalog], T]") -> T:
        """What a function makes of this catalog, made at the first call. Nothing outlives the catalog."""
        if view not in self._kept:
            self._kept[view] = view(self)
        found: T = self._kept[view]
        return found

    def url(self, record: Record) -> str:
        """Where a record is read, below the root."""
        return self.kinds[record.kind].url(record)

    def former_slugs(self, record: Record) -> list[str]:
        """The names that a record with a page had before: readers' devices and files may know it by one of them."""
        olds = self.keep(_former_addresses).get(self.url(record), ())
        if not olds:
            return []
        kind = self.kinds[record.kind]
        return [slug for old in olds if (slug := kind.slug_in(old)) is not None]

    def render(self, text: str) -> Rendered:
        """A record's prose as HTML."""
        return self.prose.render(text)


def _leaves(record: Record, paths: dict[KeyPath, KeyPath]) -> tuple[Sequence[KeyPath], Sequence[Any]]:
    """The paths and the values: two lists for a record take less memory than a pair for each value."""
    leaves = [(path, value) for path, value in walk(record) if isinstance(value, LEAVES)]
    return tuple(paths.setdefault(path, path) for path, _ in leaves), tuple(value for _, value in leaves)


def once(view: Callable[[Catalog], T]) -> Callable[[Catalog], T]:
    """Make a function of a catalog keep its result with the catalog: many pages ask for the same table or list."""

    @wraps(view)
    def kept(catalog: Catalog) -> T:
        return catalog.keep(view)

    return kept


def field_of(path: KeyPath) -> str:
    """The name of the field that a path leads into: ('settings', 0, 'value') is 'settings'."""
    return str(path[0])


def _former_addresses(catalog: Catalog) -> dict[str, list[str]]:
    """By the address at which a page is read now, those at which it was read before."""
    found: dict[str, list[str]] = {}
    for old, new in sorted(catalog.moves.items()):
        found.setdefault(new, []).append(old)
    return found

"""All records by kind and slug, with the lookups that pages and checks share."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial, wraps
from typing import Any, TypeVar

from generator.base.cache import Cache
from generator.base.memory import Memory
from generator.base.problems import did_you_mean
from generator.records.content_pages import ContentPage
from generator.records.field_specs import roles_at
from generator.records.fields.roles import Role
from generator.records.fields.types import Link, StrictModel
from generator.records.fields.walk import walk
from generator.records.kind import Kind
from generator.records.record import Record
from generator.yaml_files.yaml_source import KeyPath, SourceFile

T = TypeVar("T")
R = TypeVar("R", bound="Records", contravariant=True)

LEAVES = (str, dt.date)
"""The types of values that `Records.values` finds: all texts and dates."""

Leaves = tuple[Sequence[KeyPath], Sequence[str | dt.date]]
"""The paths of a record's texts and dates, and the values."""


class UnknownKindError(Exception):
    """Code asks for a kind of record that does not exist and that no kind says it uses."""


@dataclass(frozen=True)
class ContentIndex:
    """The hand-written pages of a site and its redirects, as far as records need to know them."""

    addresses: frozenset[str] = frozenset()
    """Of every page in `content/`, and of the lists of records."""
    titles: Mapping[str, str] = field(default_factory=dict)
    """The titles of the pages, by address."""
    moves: Mapping[str, str] = field(default_factory=dict)
    """The new address of each page that moved, by its old one (data/redirects.yml)."""
    placements: Mapping[str, Sequence[tuple[ContentPage, tuple[str, ...]]]] = field(default_factory=dict)
    """The pages that place a block, with its arguments, by the name of the block, as in 'faqs.few'."""
    published: Mapping[str, str] = field(default_factory=dict)
    """Every address that was ever published, anchors included, with its new one; empty if it did not move."""


class Records:
    """All records by kind and slug, and the links between them. Immutable once it is built.

    The pages that a kind derives from its records are found with it, before there is a `Catalog`.
    """

    def __init__(
        self,
        kinds: Iterable[Kind],
        records: Mapping[str, Iterable[Record]],
        sources: Mapping[tuple[str, str], SourceFile],
        content: ContentIndex | None = None,
        settings: Mapping[str, StrictModel] | None = None,
        cache: Cache | None = None,
        memory: Memory | None = None,
    ) -> None:
        self.kinds = {kind.name: kind for kind in kinds}
        self._results: dict[Callable[[Any], object], Any] = {}
        self._records: dict[str, dict[str, Record]] = {
            name: {record.slug: record for record in sorted(records.get(name, ()), key=lambda record: record.order)}
            for name in self.kinds
        }
        # A kind that another one uses may be missing; a name that none uses is a mistake in code.
        for kind in self.kinds.values():
            for name in (*kind.uses, *kind.references):
                self._records.setdefault(name, {})
        self.sources = sources
        self.content = content or ContentIndex()
        self.cache = cache or Cache()
        """Results that the next build can use again."""
        self.settings: dict[str, Any] = dict(settings or {})
        """The kinds' own settings files, by name, without invalid ones."""
        self._values = self._collect_values(memory or Memory())
        self._referrers: dict[tuple[str, str], list[tuple[str, Record]]] = defaultdict(list)
        for record in self:
            for path, link in self.values(record, Link):
                self._referrers[link.ref.kind, str(link)].append((field_of(path), record))

    def _collect_values(
        self, memory: Memory
    ) -> dict[tuple[str, str], tuple[Sequence[KeyPath], Sequence[str | dt.date]]]:
        """Return the texts and dates of every record. Records of a kind have the same paths, which they share."""
        paths: dict[KeyPath, KeyPath] = {}
        values = {}
        for record in self:
            key = record.kind, record.slug
            values[key] = memory.recall(("values", *key), record, partial(_leaves, record, paths))
        return values

    def add_texts(self, records: Iterable[tuple[Record, SourceFile]]) -> None:
        """Add the texts and the sources of further records, which are not otherwise known."""
        records = list(records)
        paths: dict[KeyPath, KeyPath] = {}
        self._values = self._values | {(record.kind, record.slug): _leaves(record, paths) for record, _ in records}
        self.sources = {**self.sources, **{(record.kind, record.slug): source for record, source in records}}

    def __iter__(self) -> Iterator[Record]:
        for by_slug in self._records.values():
            yield from by_slug.values()

    def __len__(self) -> int:
        return sum(map(len, self._records.values()))

    def _of(self, kind: str) -> Mapping[str, Record]:
        """Return the records of a kind by slug.

        Raises:
            UnknownKindError: There is no such kind, and none uses it.
        """
        if kind not in self._records:
            hint = did_you_mean(kind, self._records) or "Name it in `uses` of the kind whose code asks for it."
            raise UnknownKindError(f"There is no kind '{kind}'. {hint}")
        return self._records[kind]

    def all(self, kind: str) -> list[Any]:
        """Return the records of a kind that may be shown, in their order."""
        return [record for record in self._of(kind).values() if not record.is_hidden]

    def choices(self, kind: str, use: str) -> list[Any]:
        """Return the records of a kind that a field may name. `use`: the field, as in `sites.settings`."""
        return [record for record in self.all(kind) if use in record.texts(Role.CHOICE_FOR)]

    def hidden(self, kind: str) -> list[Any]:
        """Return the records of a kind that were taken down."""
        return [record for record in self._of(kind).values() if record.is_hidden]

    def get(self, kind: str, slug: str) -> Any:
        """Return a record by slug; None if there is none."""
        return self._of(kind).get(slug)

    def many(self, kind: str, slugs: Iterable[str]) -> list[Any]:
        """Return the records of a kind with these slugs, in their order; slugs without a record are skipped."""
        return [record for slug in slugs if (record := self.get(kind, slug)) is not None]

    def referrers(self, record: Record, kind: str, *fields: str) -> list[Any]:
        """Return the records of a kind that name this one in one of these fields, or in any field if none is given."""
        self._of(kind)
        records = [
            other
            for field, other in self._referrers[record.kind, record.slug]
            if other.kind == kind and not other.is_hidden and (not fields or field in fields)
        ]
        return sorted({other.slug: other for other in records}.values(), key=lambda other: other.order)

    def also_named_in(self, record: Record) -> list[tuple[Kind, list[Record]]]:
        """Return the records that name this one, by kind, of the kinds that its own kind's pages do not show anyway."""
        own = self.kinds[record.kind]
        others = (kind for name, kind in self.kinds.items() if name not in (own.name, *own.uses))
        named = ((kind, self.referrers(record, kind.name)) for kind in others)
        return [(kind, records) for kind, records in named if records]

    def values(self, record: Record, of: type[T]) -> list[tuple[KeyPath, T]]:
        """Return the values of a type inside a record with their paths: its texts, dates, links or prose."""
        paths, values = self._values[record.kind, record.slug]
        return [(path, value) for path, value in zip(paths, values, strict=True) if isinstance(value, of)]

    def texts(self, record: Record, *, without: frozenset[Role]) -> list[tuple[KeyPath, str]]:
        """Return the texts inside a record with their paths, except those with one of these roles."""
        model = type(record)
        return [(path, text) for path, text in self.values(record, str) if without.isdisjoint(roles_at(model, path))]

    def keep(self, view: Callable[[Any], T]) -> T:
        """Return the result of a function of these records, computed at the first call and kept with them."""
        if view not in self._results:
            self._results[view] = view(self)
        result: T = self._results[view]
        return result

    def url(self, record: Record) -> str:
        """Return the address of a record, relative to the root."""
        return self.kinds[record.kind].url(record)

    def former_slugs(self, record: Record) -> list[str]:
        """Return the former slugs of a record with a page, oldest first. Data on readers' devices may use them."""
        addresses = self.keep(_former_addresses).get(self.url(record), ())
        if not addresses:
            return []
        kind = self.kinds[record.kind]
        return [slug for address in addresses if (slug := kind.slug_in(address)) is not None]

    def first_slug(self, record: Record) -> str:
        """Return the slug under which a record was first published. Ids that readers keep are made from it."""
        return next(iter(self.former_slugs(record)), record.slug)


def _leaves(record: Record, paths: dict[KeyPath, KeyPath]) -> Leaves:
    """Return the paths and the values of a record's texts and dates: two tuples take less memory than many pairs."""
    leaves = [(path, value) for path, value in walk(record) if isinstance(value, LEAVES)]
    return tuple(paths.setdefault(path, path) for path, _ in leaves), tuple(value for _, value in leaves)


def once(view: Callable[[R], T]) -> Callable[[R], T]:
    """Decorate a function of a catalog or its records so that it is computed once: many pages need the same result."""

    @wraps(view)
    def cached(records: R) -> T:
        return records.keep(view)

    return cached


def field_of(path: KeyPath) -> str:
    """Return the name of the field at the start of a path: 'settings' for ('settings', 0, 'value')."""
    return str(path[0])


def _former_addresses(records: Records) -> dict[str, list[str]]:
    """Return the former addresses of each page, by its present address."""
    former: dict[str, list[str]] = {}
    for old, new in records.content.moves.items():
        former.setdefault(new, []).append(old)
    return former

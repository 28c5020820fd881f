"""The catalog: all records, linked, with the pages derived from them and their texts as HTML."""

from collections.abc import Mapping, Sequence
from copy import copy

from generator.base.memory import Memory
from generator.records.behavior import DerivedPage
from generator.records.fields.roles import Role
from generator.records.fields.types import Prose
from generator.records.kind import Kind
from generator.records.linked_records import Records
from generator.records.markdown import Engine, Rendered, to_text
from generator.records.markdown.links import Links
from generator.records.record import Record
from generator.text.sentences import clip
from generator.yaml_files.yaml_source import SourceFile


class Catalog(Records):
    """All records with everything that links between them lead to. Immutable once it is built."""

    def __init__(
        self,
        records: Records,
        slugs: Mapping[str, frozenset[str]] | None = None,
        memory: Memory | None = None,
        incomplete: Sequence[tuple[Record, SourceFile]] = (),
    ) -> None:
        """`slugs`: those of all files by kind, including files that are no valid records."""
        # A catalog is its records and more: it shares all that they hold, and what they keep for later.
        vars(self).update(vars(records))
        self.incomplete = incomplete
        """The valid part of each invalid record, and its source: checked, but never shown."""
        self.derived_pages: Mapping[str, tuple[Kind, DerivedPage]] = {
            f"{kind.home}{page.path}/": (kind, page)
            for kind in self.kinds.values()
            if kind.behavior.derived_pages
            for page in kind.behavior.derived_pages(records)
        }
        """Every derived page with its kind, by address, including those without records, which are not rendered."""
        links = self._links(slugs or {})
        # Rendered texts contain the addresses that they link to, so they are remembered by all links.
        self.prose = Engine(links, (memory or Memory()).recall(("prose",), links, dict))

    def _links(self, slugs: Mapping[str, frozenset[str]]) -> Links:
        """Return the targets that texts may link to."""
        addresses = {
            name: {record.slug: kind.url(record) for record in self.all(name)} for name, kind in self.kinds.items()
        }
        record_pages = {address.split("#")[0] for by_slug in addresses.values() for address in by_slug.values()}
        invalid = {name: slugs.get(name, frozenset()) - self._of(name).keys() for name in self.kinds}
        invalid_pages = {self.kinds[name].address_of(slug) for name, known in invalid.items() for slug in known}
        derived = {address for address, (_, page) in self.derived_pages.items() if page.size}
        hidden = {name: frozenset(record.slug for record in self.hidden(name)) for name in self.kinds}
        return Links(addresses, self.content.addresses | record_pages | invalid_pages | derived, invalid, hidden)

    def summarize(self, record: Record) -> str:
        """Return a record in one line, for lists: its summary, or else the start of its text, or else its title."""
        text = record.first(Role.SUMMARY) or record.first(Role.BODY, Role.DEFINITION)
        if text is None:
            return record.title
        return clip(to_text(self.render(text).html) if isinstance(text, Prose) else text)

    def render(self, text: str) -> Rendered:
        """Return a Markdown text of a record as HTML."""
        return self.prose.render(text)


def with_incomplete(catalog: Catalog) -> tuple[Catalog, list[Record]]:
    """Return all records, including the valid part of each invalid one, and a catalog that has the texts of all.

    Nothing else of the catalog knows the invalid ones: no page, list, link or name.
    """
    records = [*catalog, *(record for record, _ in catalog.incomplete)]
    if not catalog.incomplete:
        return catalog, records
    checked = copy(catalog)
    checked.add_texts(catalog.incomplete)
    return checked, records

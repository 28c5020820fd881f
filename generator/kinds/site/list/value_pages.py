"""The pages that list the sites with one value of a facet, which also work as filters without scripts."""

from collections.abc import Iterator, Mapping
from functools import partial

from generator.base.counts import count_of
from generator.kinds.site.list.directory import cards_of, has_card, in_order
from generator.kinds.site.list.facets import SITE_FACETS, SiteFacet, all_labels, table_of
from generator.records.behavior import DerivedPage, Variables
from generator.records.catalog import Catalog
from generator.records.facets import Values, split
from generator.records.linked_records import Records

MAX_UNKNOWN = 100
"""The most sites with an unknown value that a page names. The list of all sites has the others."""


def derived_pages_of(records: Records) -> Iterator[DerivedPage]:
    """Yield a page for each value of each facet that has pages, also for values that no site has now."""
    table = table_of(records)
    for facet in SITE_FACETS:
        if facet.page:
            for value, label in all_labels(records, facet):
                size = sum(value in values.get(facet.key, ()) for values in table.values())
                title = facet.page.format(label=label)
                view = partial(_view, facet, value, table)
                yield DerivedPage(f"{facet.key}/{value}", title, _description(title, facet, size), "value", view, size)


def _description(title: str, facet: SiteFacet, size: int) -> str:
    """Return the meta description of a value's page."""
    counted = count_of(size, "site") if size else "No sites"
    unknown = "" if facet.single_valued else ", and sites whose sources do not say"
    return f"{title}. {counted} named in public documents{unknown}."


def _view(facet: SiteFacet, value: str, table: Mapping[str, Values], catalog: Catalog) -> Variables:
    """Return the variables of value.html: the same sites as the filter with only this value."""
    result = split(table, {facet.key: frozenset({value})}, [facet.key] if facet.single_valued else [])
    matches = cards_of(catalog, in_order(catalog, result.match))
    return {
        "facet": facet,
        "value": value,
        "matches": matches,
        "cards": [card for card in matches if has_card(catalog, card.site)],
        "rows": [card for card in matches if not has_card(catalog, card.site)],
        "unknown": cards_of(catalog, in_order(catalog, result.unknown)[:MAX_UNKNOWN]),
        "more_unknown": len(result.unknown[MAX_UNKNOWN:]),
    }

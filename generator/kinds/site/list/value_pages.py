"""A page for each value by which readers look for sites: the way without scripts, and the address of an answer."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from generator.base.counts import count_of
from generator.kinds.site.list.directory import cards_of, has_card, in_order
from generator.kinds.site.list.facets import SITE_FACETS, SiteFacet, all_labels, table_of
from generator.records.catalog import Catalog
from generator.records.facets import Values, split
from generator.records.kind import DerivedPage

MOST = 100
"""The silent sites that a value's page names; the list of all sites holds the rest."""


def derived_pages_of(catalog: Catalog) -> Iterator[DerivedPage]:
    """A page for each value of the sides that have pages, also for values that no site has now."""
    table = table_of(catalog)
    for facet in SITE_FACETS:
        if facet.page:
            for value, label in all_labels(catalog, facet):
                size = sum(value in values.get(facet.key, ()) for values in table.values())
                title = facet.page.format(label=label)
                names = partial(_names, catalog, facet, value, table)
                yield DerivedPage(f"{facet.key}/{value}", title, _description(title, facet, size), "value", names, size)


def _description(title: str, facet: SiteFacet, size: int) -> str:
    counted = count_of(size, "site") if size else "No sites"
    rest = "" if facet.single_valued else ", and sites whose sources do not say"
    return f"{title}. {counted} named in public documents{rest}."


def _names(catalog: Catalog, facet: SiteFacet, value: str, table: Mapping[str, Values]) -> Mapping[str, Any]:
    """The names that value.html needs: what the filter gives for this one value."""
    found = split(table, {facet.key: frozenset({value})}, [facet.key] if facet.single_valued else [])
    stated = cards_of(catalog, in_order(catalog, found.match))
    return {
        "side": facet,
        "value": value,
        "stated": stated,
        "cards": [card for card in stated if has_card(catalog, card.site)],
        "rows": [card for card in stated if not has_card(catalog, card.site)],
        "silent": cards_of(catalog, in_order(catalog, found.unknown)[:MOST]),
        "more": len(found.unknown[MOST:]),
    }

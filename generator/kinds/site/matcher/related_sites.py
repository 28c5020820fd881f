"""The related sites of a site: those that share a value with it on the most facets. There is no score."""

from collections import Counter
from dataclasses import dataclass
from heapq import nsmallest

from generator.kinds.site.list.facets import facets_of, table_of
from generator.kinds.site.record import Site
from generator.records.catalog import Catalog, once

COMPARED_FACETS = ("where", "community", "organization", "people", "program")
"""The facets on which sites are compared. States are not among them: sites in one state are near, not alike."""

MAX_RELATED = 3
"""The most related sites that a page names. The filters of the list find more."""


@dataclass(frozen=True)
class RelatedSite:
    """A related site, with the labels of the values that both sites share."""

    site: Site
    shared: tuple[str, ...]


@once
def _slugs_by_value(catalog: Catalog) -> dict[tuple[str, str], set[str]]:
    """Return the slugs of the sites that have a value, by facet and value."""
    slugs: dict[tuple[str, str], set[str]] = {}
    for slug, values in table_of(catalog).items():
        for key in COMPARED_FACETS:
            for value in values.get(key, ()):
                slugs.setdefault((key, value), set()).add(slug)
    return slugs


@once
def _positions(catalog: Catalog) -> dict[str, int]:
    """Return the position of each site in the order of names, by slug."""
    return {slug: position for position, slug in enumerate(table_of(catalog))}


@once
def _labels(catalog: Catalog) -> dict[tuple[str, str], tuple[int, str]]:
    """Return the position and the label of each value that sites can share, by facet and value."""
    pairs = [
        (facet.key, *pair) for facet in facets_of(catalog) if facet.key in COMPARED_FACETS for pair in facet.values
    ]
    return {(key, value): (position, label) for position, (key, value, label) in enumerate(pairs)}


def related_sites(catalog: Catalog, site: Site) -> list[RelatedSite]:
    """Return up to three sites, by name, among those that share a value with this site on the most facets."""
    values, slugs_by_value = table_of(catalog)[site.slug], _slugs_by_value(catalog)
    shared_facets: Counter[str] = Counter()
    for key in COMPARED_FACETS:
        shared_facets.update(set().union(*(slugs_by_value[key, value] for value in values.get(key, ()))))
    del shared_facets[site.slug]
    most = max(shared_facets.values(), default=0)
    nearest = (slug for slug, number in shared_facets.items() if number == most)
    return [
        RelatedSite(catalog.get("sites", slug), _shared_labels(catalog, site.slug, slug))
        for slug in nsmallest(MAX_RELATED, nearest, key=_positions(catalog).__getitem__)
    ]


def _shared_labels(catalog: Catalog, slug: str, other_slug: str) -> tuple[str, ...]:
    """Return the labels of the values that two sites share, in display order and without repeats."""
    table, labels = table_of(catalog), _labels(catalog)
    mine, others = table[slug], table[other_slug]
    shared = (
        (key, value) for key in COMPARED_FACETS for value in mine.get(key, frozenset()) & others.get(key, frozenset())
    )
    return tuple(dict.fromkeys(label for _, label in sorted(labels[pair] for pair in shared)))

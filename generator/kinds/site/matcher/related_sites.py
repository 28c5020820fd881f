"""The related sites of a site: those that share a value with it on the most facets. There is no score."""

from dataclasses import dataclass
from heapq import nsmallest
from itertools import combinations

from generator.kinds.site.list.facets import facets_of, table_of
from generator.kinds.site.record import Site
from generator.records.catalog import Catalog
from generator.records.linked_records import once

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
def _slugs_by_values(catalog: Catalog) -> dict[tuple[str, frozenset[str]], frozenset[str]]:
    """Return the slugs of the sites that share a value with a set of values, by facet and set.

    The sets are those that sites have. Many sites have the same one, so there are far fewer sets than sites.
    """
    slugs: dict[tuple[str, str], set[str]] = {}
    for slug, values in table_of(catalog).items():
        for key in COMPARED_FACETS:
            for value in values.get(key, ()):
                slugs.setdefault((key, value), set()).add(slug)
    sets = {(key, values[key]) for values in table_of(catalog).values() for key in COMPARED_FACETS if key in values}
    return {(key, values): frozenset().union(*(slugs[key, value] for value in values)) for key, values in sets}


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
    values, slugs_by_values = table_of(catalog)[site.slug], _slugs_by_values(catalog)
    sharing = [slugs_by_values[key, values[key]] for key in COMPARED_FACETS if key in values]
    return [
        RelatedSite(catalog.get("sites", slug), _shared_labels(catalog, site.slug, slug))
        for slug in nsmallest(MAX_RELATED, _in_most(sharing, site.slug), key=_positions(catalog).__getitem__)
    ]


def _in_most(sets: list[frozenset[str]], excluded: str) -> frozenset[str]:
    """Return the elements that are in as many of the sets as any element is, without an excluded one."""
    for number in range(len(sets), 0, -1):
        elements = frozenset().union(*(frozenset.intersection(*group) for group in combinations(sets, number)))
        if elements := elements - {excluded}:
            return elements
    return frozenset()


def _shared_labels(catalog: Catalog, slug: str, other_slug: str) -> tuple[str, ...]:
    """Return the labels of the values that two sites share, in display order and without repeats."""
    table, labels = table_of(catalog), _labels(catalog)
    mine, others = table[slug], table[other_slug]
    shared = (
        (key, value) for key in COMPARED_FACETS for value in mine.get(key, frozenset()) & others.get(key, frozenset())
    )
    return tuple(dict.fromkeys(label for _, label in sorted(labels[pair] for pair in shared)))

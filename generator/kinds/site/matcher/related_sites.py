"""Sites like one: those whose sources state the same, with what they share in words. No score, and no rank."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.kinds.site.list.facets import facets_of, table_of
from generator.kinds.site.record import Site
from generator.records.catalog import Catalog, once

ALIKE = ("where", "community", "organization", "people", "program")
"""The sides on which sites can be alike. States are left out: to lie in one is to be near, not alike."""

MOST = 3
"""As many as a reader looks at; the filters show the rest."""


@dataclass(frozen=True)
class RelatedSite:
    """Another site, and the labels of the values that both state, each once."""

    site: Site
    shared: tuple[str, ...]


@once
def _holders(catalog: Catalog) -> dict[tuple[str, str], int]:
    """By side and value: the sites that state it, as the bits of a number, in the order of the table.

    Thousands of sites are compared with each other, so each step is one operation on whole numbers.
    """
    holders: dict[tuple[str, str], int] = {}
    for place, values in enumerate(table_of(catalog).values()):
        for key in ALIKE:
            for value in values.get(key, ()):
                holders[key, value] = holders.get((key, value), 0) | 1 << place
    return holders


@once
def _slugs(catalog: Catalog) -> tuple[list[str], dict[str, int]]:
    """The slugs of the table, and the place of each."""
    slugs = list(table_of(catalog))
    return slugs, {slug: place for place, slug in enumerate(slugs)}


@once
def _labels(catalog: Catalog) -> dict[tuple[str, str], tuple[int, str]]:
    """The values that sites can share: by side and value, the place in the order of labels, and the label."""
    pairs = [(facet.key, *pair) for facet in facets_of(catalog) if facet.key in ALIKE for pair in facet.values]
    return {(key, value): (place, label) for place, (key, value, label) in enumerate(pairs)}


def related_sites(catalog: Catalog, site: Site) -> list[RelatedSite]:
    """The sites that share as many sides with this one as any does, by name: at most three of them."""
    table, holders = table_of(catalog), _holders(catalog)
    slugs, places = _slugs(catalog)
    at_least = [0] * (len(ALIKE) + 1)
    for key in ALIKE:
        sharing = 0
        for value in table[site.slug].get(key, ()):
            sharing |= holders[key, value]
        for number in range(len(ALIKE), 1, -1):
            at_least[number] |= at_least[number - 1] & sharing
        at_least[1] |= sharing
    own = 1 << places[site.slug]
    nearest = next((found for bits in reversed(at_least) if (found := bits & ~own)), 0)
    return [
        RelatedSite(catalog.get("sites", slugs[place]), _shared(catalog, site.slug, slugs[place]))
        for place in _first(nearest)
    ]


def _first(bits: int) -> Iterator[int]:
    """The places of the lowest bits that are set."""
    for _ in range(MOST):
        if bits:
            lowest = bits & -bits
            yield lowest.bit_length() - 1
            bits ^= lowest


def _shared(catalog: Catalog, one: str, other: str) -> tuple[str, ...]:
    table, labels = table_of(catalog), _labels(catalog)
    mine, others = table[one], table[other]
    both = ((key, value) for key in ALIKE if key in mine and key in others for value in mine[key] & others[key])
    return tuple(dict.fromkeys(label for _, label in sorted(labels[pair] for pair in both)))

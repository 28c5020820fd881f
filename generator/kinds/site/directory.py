"""The list of sites: cards, filters, and what the browser needs to know to filter them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from generator.catalog import Catalog, once
from generator.facets import FEWEST, Facet, Values, count
from generator.kinds.site.facets import SIDES, all_values, facets_of, table_of
from generator.kinds.site.like_yours_page import like_yours_data
from generator.kinds.site.map import map_view, unnamed_states
from generator.kinds.site.record import Site
from generator.kinds.site.view import place_of, role_words
from generator.sentences import format_list
from generator.states import STATES

ALL_CARDS = 20
"""Fewer sites have a card each; so many and more stand in rows, from A to Z."""

PAGED = frozenset(side.key for side in SIDES if side.page)


@dataclass(frozen=True)
class Word:
    """A value as pages show it, and the address of its page, if values of its side have pages."""

    label: str
    address: str | None


@dataclass(frozen=True)
class Card:
    """A site in a list."""

    site: Site
    place: str
    roles: list[str]
    words: Mapping[str, list[Word]]
    """What its sources state, by side."""
    values: Mapping[str, tuple[str, ...]]
    """The same as slugs."""


def cards_of(catalog: Catalog, slugs: Iterable[str]) -> list[Card]:
    """Sites as lists show them, in the order given."""
    cards = all_cards(catalog)
    return [cards[slug] for slug in slugs]


@once
def all_cards(catalog: Catalog) -> Mapping[str, Card]:
    """The card of every listed site, by slug."""
    facets = {facet.key: dict(facet.values) for facet in facets_of(catalog)}
    return {slug: _card(catalog.get("sites", slug), values, facets) for slug, values in all_values(catalog).items()}


def _card(site: Site, values: Mapping[str, tuple[str, ...]], facets: Mapping[str, Mapping[str, str]]) -> Card:
    words = {
        key: [Word(facets[key].get(value, value), f"sites/{key}/{value}/" if key in PAGED else None) for value in held]
        for key, held in values.items()
    }
    return Card(site, place_of(site), role_words(site), words, values)


def list_view(catalog: Catalog) -> Mapping[str, Any]:
    """The names that index.html needs."""
    table = table_of(catalog)
    facets = facets_of(catalog)
    cards = cards_of(catalog, table)
    return {
        "cards": cards,
        "groups": group(cards, next(facet for facet in facets if facet.key == "where"))
        if len(cards) < ALL_CARDS
        else [],
        "filters": [facet for facet in facets if _stated(facet, table) >= FEWEST],
        "counts": count(table, {}),
        "paged": [facet for facet in facets if facet.key in PAGED and facet.values],
        "removed": len(catalog.hidden("sites")),
        **map_view(catalog),
    }


def group(cards: list[Card], facet: Facet) -> list[tuple[str, str, list[Card], list[Card]]]:
    """Cards by a facet's values: slug, label, the cards that stand here, and those that stand in a group above.

    A site stands in the first of its groups, so that it is read once. Those that state nothing come last.
    """
    groups = []
    placed: set[str] = set()
    for value, label in facet.values:
        members = [card for card in cards if value in card.values.get(facet.key, ())]
        groups.append(
            (
                value,
                label,
                [card for card in members if card.site.slug not in placed],
                [card for card in members if card.site.slug in placed],
            )
        )
        placed |= {card.site.slug for card in members}
    silent = [card for card in cards if card.site.slug not in placed]
    return [*groups, ("", "", silent, [])] if silent else groups


def _stated(facet: Facet, table: Mapping[str, Values]) -> int:
    """How many sites state some value of a facet."""
    return sum(bool(values.get(facet.key)) for values in table.values())


def data_of(catalog: Catalog) -> dict[str, Any]:
    """What the scripts of the list know: the sides with their values, and each site's values by their numbers."""
    facets = facets_of(catalog)
    numbers = {facet.key: {value: number for number, (value, _) in enumerate(facet.values)} for facet in facets}
    return {
        "sides": [
            {
                "key": facet.key,
                "title": facet.title,
                "closed": facet.closed,
                "pages": facet.key in PAGED,
                "values": facet.values,
            }
            for facet in facets
        ],
        "sites": [
            {
                "slug": site.slug,
                "name": site.called,
                "place": place_of(site),
                "values": {key: [numbers[key][value] for value in values] for key, values in held.items()},
            }
            for site, held in ((catalog.get("sites", slug), held) for slug, held in all_values(catalog).items())
        ],
        "former": {old: site.slug for site in catalog.all("sites") for old in catalog.former_slugs(site)},
        "unnamed": [
            {
                "state": STATES[state],
                "says": f"Public documents mention a mentor site in {STATES[state]} ({format_list(years)}) "
                "but do not name it.",
            }
            for state, years in sorted(unnamed_states(catalog).items())
        ],
        "likeYours": like_yours_data(catalog),
    }

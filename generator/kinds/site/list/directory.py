"""The list of sites: cards, filters, and what the browser needs to know to filter them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from generator.kinds.site.list.facets import SITE_FACETS, all_values, facets_of, table_of
from generator.kinds.site.map.map import map_view, unnamed_states
from generator.kinds.site.matcher.page import matcher_data
from generator.kinds.site.record import Site
from generator.kinds.site.view import Role, is_thin, place_of, roles_of
from generator.records.catalog import Catalog, once
from generator.records.facets import FEWEST, Facet, Values, count_values
from generator.text.sentences import format_list
from generator.text.us_states import STATES

ALL_CARDS = 20
"""With fewer sites, each has a card, unless little is published about it. With more, all are rows."""

QUICK = 5
"""The places of work that the list offers in one click: those of the most sites."""

PAGED = frozenset(facet.key for facet in SITE_FACETS if facet.page)


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
    roles: list[Role]
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
    return Card(site, place_of(site), roles_of(site), words, values)


def has_card(catalog: Catalog, site: Site) -> bool:
    """Whether a site has a card in lists, and not only a row."""
    return len(all_values(catalog)) < ALL_CARDS and not is_thin(site)


def in_order(catalog: Catalog, slugs: Iterable[str]) -> list[str]:
    """Slugs as lists show their sites: cards before rows, mentors before others; otherwise in the order given."""

    def position(slug: str) -> tuple[bool, bool]:
        site = catalog.get("sites", slug)
        return not has_card(catalog, site), not site.is_mentor

    return sorted(slugs, key=position)


def list_view(catalog: Catalog) -> Mapping[str, Any]:
    """The names that index.html needs."""
    table = table_of(catalog)
    facets = facets_of(catalog)
    counts = count_values(table, {})
    cards = cards_of(catalog, in_order(catalog, table))
    return {
        "cards": [card for card in cards if has_card(catalog, card.site)],
        "rows": [card for card in cards if not has_card(catalog, card.site)],
        "filters": [facet for facet in facets if _stated(facet, table) >= FEWEST],
        "counts": counts,
        "quick": quick_choices(facets, counts),
        "paged": [facet for facet in facets if facet.key in PAGED and facet.values],
        "removed": len(catalog.hidden("sites")),
        **map_view(catalog),
    }


def quick_choices(facets: Iterable[Facet], counts: Mapping[str, Mapping[str, int]]) -> list[tuple[str, str, int]]:
    """The places of work of the most sites: slug, label and the number of sites, most first."""
    places = next(facet for facet in facets if facet.key == "where")
    found = [(value, label, counts["where"][value]) for value, label in places.values]
    return sorted(found, key=lambda choice: -choice[2])[:QUICK]


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
                "closed": facet.single_valued,
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
                "card": has_card(catalog, site),
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
        "likeYours": matcher_data(catalog),
    }

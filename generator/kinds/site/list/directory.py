"""The list of sites: cards, rows, filters, and the data with which the browser filters them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from generator.kinds.site.list.facets import ROLES, SITE_FACETS, all_values, facets_of, table_of
from generator.kinds.site.map.map import map_view, unnamed_states
from generator.kinds.site.matcher.page import matcher_data
from generator.kinds.site.record import Site
from generator.kinds.site.view import Role, is_thin, place_name, roles_of
from generator.records.behavior import Variables
from generator.records.catalog import Catalog
from generator.records.facets import FEWEST, Facet, Values, count_values
from generator.records.linked_records import once
from generator.text.sentences import format_list
from generator.text.us_states import STATES

ROWS_FROM = 20
"""With this many sites or more, all of them are rows. With fewer, each has a card unless little is known about it."""

QUICK_FILTERS = 5
"""The number of places of work that the list offers as one-click filters."""

PAGED_FACETS = frozenset(facet.key for facet in SITE_FACETS if facet.page)
"""The facets whose values have pages."""


@dataclass(frozen=True)
class ValueLink:
    """The label of a value, and the address of its page if its facet has pages."""

    label: str
    address: str | None


@dataclass(frozen=True)
class Card:
    """A site as lists show it."""

    site: Site
    place: str
    roles: list[Role]
    links: Mapping[str, list[ValueLink]]
    """The values that its sources state, by facet."""
    values: Mapping[str, tuple[str, ...]]
    """The slugs of the same values, by facet."""


def cards_of(catalog: Catalog, slugs: Iterable[str]) -> list[Card]:
    """Return the cards of sites, in the order of `slugs`."""
    cards = all_cards(catalog)
    return [cards[slug] for slug in slugs]


@once
def all_cards(catalog: Catalog) -> Mapping[str, Card]:
    """Return the card of every listed site, by slug."""
    labels = {facet.key: dict(facet.values) for facet in facets_of(catalog)}
    return {slug: _card(catalog.get("sites", slug), values, labels) for slug, values in all_values(catalog).items()}


def _card(site: Site, values: Mapping[str, tuple[str, ...]], labels: Mapping[str, Mapping[str, str]]) -> Card:
    links = {
        key: [ValueLink(labels[key].get(slug, slug), _value_address(key, slug)) for slug in slugs]
        for key, slugs in values.items()
    }
    return Card(site, place_name(site), roles_of(site), links, values)


def _value_address(key: str, value: str) -> str | None:
    return f"sites/{key}/{value}/" if key in PAGED_FACETS else None


def has_card(catalog: Catalog, site: Site) -> bool:
    """Whether lists show a site as a card rather than a row."""
    return len(all_values(catalog)) < ROWS_FROM and not is_thin(site)


def in_order(catalog: Catalog, slugs: Iterable[str]) -> list[str]:
    """Sort slugs as lists show their sites: cards before rows, then mentor sites before others. The sort is stable."""

    def position(slug: str) -> tuple[bool, bool]:
        site = catalog.get("sites", slug)
        return not has_card(catalog, site), not site.is_mentor

    return sorted(slugs, key=position)


def list_view(catalog: Catalog) -> Variables:
    """Return the variables of index.html."""
    table = table_of(catalog)
    facets = facets_of(catalog)
    counts = count_values(table, {})
    cards = cards_of(catalog, in_order(catalog, table))
    return {
        "cards": [card for card in cards if has_card(catalog, card.site)],
        "rows": [card for card in cards if not has_card(catalog, card.site)],
        "filters": [facet for facet in facets if _stating(facet, table) >= FEWEST],
        "counts": counts,
        "quick": quick_filters(facets, counts),
        "paged": [facet for facet in facets if facet.key in PAGED_FACETS and facet.values],
        "removed": len(catalog.hidden("sites")),
        "roles": [role for role in ROLES if counts["role"].get(role)],
        **map_view(catalog),
    }


def quick_filters(facets: Iterable[Facet], counts: Mapping[str, Mapping[str, int]]) -> list[tuple[str, str, int]]:
    """Return the most common places of work: slug, label and number of sites, most sites first."""
    places = next(facet for facet in facets if facet.key == "where")
    choices = [(value, label, counts["where"][value]) for value, label in places.values]
    return sorted(choices, key=lambda choice: -choice[2])[:QUICK_FILTERS]


def _stating(facet: Facet, table: Mapping[str, Values]) -> int:
    """Return the number of sites whose sources state a value of a facet."""
    return sum(bool(values.get(facet.key)) for values in table.values())


def data_of(catalog: Catalog) -> dict[str, Any]:
    """Return the data for the scripts: the facets with their values, and each site's values as indexes into them."""
    return {
        "facets": [
            {
                "key": facet.key,
                "title": facet.title,
                "singleValued": facet.single_valued,
                "pages": facet.key in PAGED_FACETS,
                "values": facet.values,
            }
            for facet in facets_of(catalog)
        ],
        "sites": _sites_data(catalog),
        "former": {old: site.slug for site in catalog.all("sites") for old in catalog.former_slugs(site)},
        "unnamed": [
            {
                "state": STATES[state],
                "text": f"Public documents mention a mentor site in {STATES[state]} ({format_list(years)}) "
                "but do not name it.",
            }
            for state, years in sorted(unnamed_states(catalog).items())
        ],
        "matcher": matcher_data(catalog),
    }


def _sites_data(catalog: Catalog) -> list[dict[str, Any]]:
    indexes = {facet.key: {slug: at for at, (slug, _) in enumerate(facet.values)} for facet in facets_of(catalog)}
    return [
        {
            "slug": site.slug,
            "name": site.called,
            "place": place_name(site),
            "card": has_card(catalog, site),
            "values": {key: [indexes[key][value] for value in values] for key, values in by_facet.items()},
        }
        for site, by_facet in ((catalog.get("sites", slug), values) for slug, values in all_values(catalog).items())
    ]

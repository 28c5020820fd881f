"""View of the shortlist's page. Without scripts, it is a table of all sites."""

from generator.kinds.site.list.directory import ROWS_FROM, cards_of
from generator.kinds.site.list.facets import SITE_FACETS, table_of
from generator.records.behavior import Variables
from generator.records.catalog import Catalog


def shortlist_view(catalog: Catalog) -> Variables:
    """Return the variables of shortlist.html. There are no cards, and so no table, if there are many sites."""
    table = table_of(catalog)
    cards = cards_of(catalog, table) if len(table) < ROWS_FROM else []
    # The state is part of the column "Place".
    facets = [facet for facet in SITE_FACETS if facet.key != "state"]
    stated = [facet for facet in facets if any(facet.key in card.links for card in cards)]
    return {"cards": cards, "stated": stated, "unknown": [facet for facet in facets if facet not in stated]}

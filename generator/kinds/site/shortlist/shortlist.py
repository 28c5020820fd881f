"""The shortlist: what its page shows where no script can, a table of all sites."""

from collections.abc import Mapping
from typing import Any

from generator.kinds.site.list.directory import ALL_CARDS, cards_of
from generator.kinds.site.list.facets import SITE_FACETS, table_of
from generator.records.catalog import Catalog


def shortlist_view(catalog: Catalog) -> Mapping[str, Any]:
    """The names that shortlist.html needs: every site with what its sources state, where they are few."""
    table = table_of(catalog)
    cards = cards_of(catalog, table) if len(table) < ALL_CARDS else []
    # The place, which holds the state, has a column of its own.
    sides = [side for side in SITE_FACETS if side.key != "state"]
    stated = [side for side in sides if any(side.key in card.words for card in cards)]
    return {"cards": cards, "stated": stated, "silent": [side for side in sides if side not in stated]}

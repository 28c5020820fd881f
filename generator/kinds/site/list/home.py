"""What the home page shows of the sites: a finder, how many there are, and where they are."""

from collections.abc import Mapping
from typing import Any

from generator.kinds.site.list.directory import quick_choices
from generator.kinds.site.list.facets import facets_of, table_of
from generator.kinds.site.map.map import map_view
from generator.kinds.site.view import place_of
from generator.records.catalog import Catalog
from generator.records.facets import count_values

FINDER = ("where", "state")
"""The facets by which the home page's finder looks for sites."""

MOST_NAMED = 6
"""The most sites named beside the map. The list of sites has them all."""


def finder_view(catalog: Catalog) -> Mapping[str, Any]:
    """The choices of the finder: the values of its facets that some site states."""
    facets = {facet.key: facet for facet in facets_of(catalog)}
    return {"choices": [facets[key] for key in FINDER if key in facets and facets[key].values]}


def numbers_view(catalog: Catalog) -> Mapping[str, Any]:
    """The number of named sites and of their states, and the first year of which a source tells."""
    sites = catalog.all("sites")
    years = [cohort.year for cohort in catalog.all("cohorts")]
    return {"sites": len(sites), "states": len({site.state for site in sites}), "since": min(years, default=None)}


def explore_view(catalog: Catalog) -> Mapping[str, Any]:
    """The map, the settings with their counts, and the first mentor sites by name."""
    mentors = sorted((site for site in catalog.all("sites") if site.is_mentor), key=lambda site: site.called.casefold())
    return {
        **map_view(catalog),
        "where": quick_choices(facets_of(catalog), count_values(table_of(catalog), {})),
        "named": [(site, place_of(site)) for site in mentors[:MOST_NAMED]],
        "all": len(catalog.all("sites")),
    }

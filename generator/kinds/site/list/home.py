"""The blocks of sites on the home page: the finder, the numbers, and the map with names."""

from generator.kinds.site.list.directory import quick_filters
from generator.kinds.site.list.facets import facets_of, table_of
from generator.kinds.site.map.map import map_view
from generator.kinds.site.view import place_name
from generator.records.behavior import Variables
from generator.records.catalog import Catalog
from generator.records.facets import count_values
from generator.text.us_states import state_noun

FINDER_FACETS = ("where", "state")
"""The keys of the facets that the finder offers."""

MAX_NAMED = 6
"""The most mentor sites named beside the map. The list of sites names them all."""


def finder_view(catalog: Catalog) -> Variables:
    """Return the variables of finder.html: its facets with the values that at least one site states."""
    facets = {facet.key: facet for facet in facets_of(catalog)}
    return {"choices": [facets[key] for key in FINDER_FACETS if key in facets and facets[key].values]}


def numbers_view(catalog: Catalog) -> Variables:
    """Return the variables of numbers.html: the number of sites, the number of their states, and the first year."""
    sites = catalog.all("sites")
    states = {site.state for site in sites}
    return {"sites": len(sites), "states": states, "states_noun": state_noun(states), "since": _first_year(catalog)}


def _first_year(catalog: Catalog) -> int | None:
    """Return the first year in which a source says that a site took part; None if no source gives a year."""
    years = {fact.value for site in catalog.all("sites") for fact in site.mentor_years + site.mentee_years}
    years |= {record.year for kind in ("cohorts", "mentorships") for record in catalog.all(kind) if record.year}
    return min(years, default=None)


def explore_view(catalog: Catalog) -> Variables:
    """Return the variables of explore.html: the map, the most common places of work, and some mentor sites by name."""
    mentors = sorted((site for site in catalog.all("sites") if site.is_mentor), key=lambda site: site.called.casefold())
    return {
        **map_view(catalog),
        "where": quick_filters(facets_of(catalog), count_values(table_of(catalog), {})),
        "named": [(site, place_name(site)) for site in mentors[:MAX_NAMED]],
        "all": len(catalog.all("sites")),
    }

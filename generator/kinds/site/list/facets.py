"""The sides by which readers look for a site, and what each site's sources state of them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.kinds.site.record import Site
from generator.records.catalog import Catalog, once
from generator.records.facets import Facet, Values
from generator.text.us_states import STATES


@dataclass(frozen=True)
class SiteFacet:
    """A facet of sites before its values are known: where they come from, and how its pages are called."""

    key: str
    title: str
    field: str = ""
    """The field of the record that holds choices; the sides without one are in `_values_of`."""
    single_valued: bool = False
    main: bool = False
    page: str = ""
    """The title of a value's page, with {label}; empty where values have no page."""


SITE_FACETS = (
    SiteFacet("where", "Where peers work", "settings", main=True, page="Where peers work: {label}"),
    SiteFacet("state", "State", single_valued=True, main=True, page="Sites in {label}"),
    SiteFacet("role", "Role", main=True),
    SiteFacet("community", "Type of community", "community_types"),
    SiteFacet("organization", "Type of organization", "org_type", page="Type of organization: {label}"),
    SiteFacet("support", "Type of support", page="Type of support: {label}"),
    SiteFacet("people", "Who peers serve", "populations"),
    SiteFacet("program", "Type of program", "program_types"),
    SiteFacet("intercept", "Point in the criminal justice process", "intercepts"),
    SiteFacet("service", "What peers do", "services"),
    SiteFacet("year", "Year"),
)
"""In the order in which filters show them. Only the state is closed: a site lies in one, and that is public.

A site whose sources name a jail may work in a court too, and a team of several agencies may be a police department
as well, so no other side can say "no".
"""

ROLES = {"mentor": "Mentor site", "mentee": "Mentee site"}


def values_of(catalog: Catalog, site: Site) -> dict[str, tuple[str, ...]]:
    """What a site's sources state, by side: slugs, each once, in the order of the record."""
    stated: dict[str, Iterable[str]] = {
        "role": (fact.value for fact in site.roles),
        "state": (site.state.lower(),),
        "support": (slug for fact in site.services for slug in _supports_of(catalog, fact.value)),
        "year": (
            str(fact.value) for fact in sorted(site.mentor_years + site.mentee_years, key=lambda fact: fact.value)
        ),
    }
    for facet in SITE_FACETS:
        if facet.field:
            held = getattr(site, facet.field)
            facts = held if isinstance(held, tuple) else (held,) if held else ()
            stated[facet.key] = (str(fact.value) for fact in facts)
    return {facet.key: found for facet in SITE_FACETS if (found := tuple(dict.fromkeys(stated[facet.key])))}


def _supports_of(catalog: Catalog, service: str) -> tuple[str, ...]:
    """The types of support that a service gives, through its term."""
    term = catalog.get("terms", service)
    return tuple(map(str, term.support_types)) if term else ()


@once
def all_values(catalog: Catalog) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """What the sources of every listed site state, by slug, in the order of the sites' names."""
    sites = sorted(catalog.all("sites"), key=lambda site: (site.called.casefold(), site.slug))
    # Many sites have the same values: each list of them is kept once.
    kept: dict[tuple[str, ...], tuple[str, ...]] = {}
    return {
        site.slug: {key: kept.setdefault(values, values) for key, values in values_of(catalog, site).items()}
        for site in sites
    }


@once
def table_of(catalog: Catalog) -> Mapping[str, Values]:
    """The same as sets, as filters compare them."""
    table = all_values(catalog)
    sets = {values: frozenset(values) for held in table.values() for values in held.values()}
    return {slug: {key: sets[values] for key, values in held.items()} for slug, held in table.items()}


@once
def facets_of(catalog: Catalog) -> tuple[Facet, ...]:
    """Each side with the values that some site's sources state."""
    return tuple(
        Facet(facet.key, facet.title, tuple(_labels(catalog, facet)), facet.single_valued, facet.main)
        for facet in SITE_FACETS
    )


def _labels(catalog: Catalog, facet: SiteFacet) -> Iterator[tuple[str, str]]:
    stated = {value for values in table_of(catalog).values() for value in values.get(facet.key, ())}
    return ((slug, label) for slug, label in all_labels(catalog, facet) if slug in stated)


def all_labels(catalog: Catalog, facet: SiteFacet) -> list[tuple[str, str]]:
    """Every value that a side could have, with its label, in the order in which readers see them."""
    if facet.field:
        terms = catalog.choices("terms", f"sites.{facet.field}")
        return [(term.slug, term.shown) for term in sorted(terms, key=lambda term: (term.position, term.order))]
    if facet.key == "state":
        return [(code.lower(), name) for code, name in sorted(STATES.items(), key=lambda item: item[1])]
    if facet.key == "support":
        return [(support.slug, support.name) for support in catalog.all("support-types")]
    if facet.key == "role":
        return list(ROLES.items())
    years = {fact.value for site in catalog.all("sites") for fact in site.mentor_years + site.mentee_years}
    return [(str(year), str(year)) for year in sorted(years)]

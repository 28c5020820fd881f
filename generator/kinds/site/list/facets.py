"""The facets by which readers filter sites, and the values that each site's sources state."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.kinds.site.record import Site
from generator.records.facets import Facet, Values
from generator.records.linked_records import Records, once
from generator.text.us_states import STATES


@dataclass(frozen=True)
class SiteFacet:
    """A facet of sites without its values: the field it reads and the titles of its pages."""

    key: str
    title: str
    field: str = ""
    """The field of the record that holds its values. The values of a facet without one are computed by `values_of`."""
    single_valued: bool = False
    main: bool = False
    page: str = ""
    """The title of a value's page, with {label}. Empty if its values have no pages."""


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
"""The facets in the order in which the filters show them. Only `state` is single-valued: a site is in one state.

In any other facet, a value that sources do not mention is unknown. A site whose sources name a jail may work in a
court too, and a team of several agencies may also be a police department.
"""

ROLES = {"mentor": "Mentor site", "mentee": "Mentee site"}


def values_of(catalog: Records, site: Site) -> dict[str, tuple[str, ...]]:
    """Return the values that a site's sources state, by facet: slugs without repeats, in the order of the record."""
    stated: dict[str, Iterable[str]] = {
        "role": (fact.value for fact in site.roles),
        "state": (site.state.lower(),),
        "support": (slug for fact in site.services for slug in _support_types_of(catalog, fact.value)),
        "year": (
            str(fact.value) for fact in sorted(site.mentor_years + site.mentee_years, key=lambda fact: fact.value)
        ),
    }
    stated |= {facet.key: _values_in(site, facet.field) for facet in SITE_FACETS if facet.field}
    unique = {facet.key: tuple(dict.fromkeys(stated[facet.key])) for facet in SITE_FACETS}
    return {key: values for key, values in unique.items() if values}


def _values_in(site: Site, field: str) -> Iterator[str]:
    """Yield the values of a field that holds several facts, one fact or none."""
    facts = getattr(site, field) or ()
    return (str(fact.value) for fact in (facts if isinstance(facts, tuple) else (facts,)))


def _support_types_of(catalog: Records, service: str) -> tuple[str, ...]:
    """Return the slugs of the support types that the term of a service names."""
    term = catalog.get("terms", service)
    return tuple(map(str, term.support_types)) if term else ()


@once
def all_values(catalog: Records) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Return the values of every listed site, by the site's slug and in the order of the sites' names."""
    sites = sorted(catalog.all("sites"), key=lambda site: (site.called.casefold(), site.slug))
    # Many sites have equal tuples of values. Keep one object of each to save memory.
    shared: dict[tuple[str, ...], tuple[str, ...]] = {}
    return {
        site.slug: {key: shared.setdefault(values, values) for key, values in values_of(catalog, site).items()}
        for site in sites
    }


@once
def table_of(catalog: Records) -> Mapping[str, Values]:
    """Return `all_values` with sets in place of tuples, as filters compare them."""
    table = all_values(catalog)
    sets = {values: frozenset(values) for by_facet in table.values() for values in by_facet.values()}
    return {slug: {key: sets[values] for key, values in by_facet.items()} for slug, by_facet in table.items()}


@once
def facets_of(catalog: Records) -> tuple[Facet, ...]:
    """Return each facet with the values that at least one site's sources state."""
    return tuple(
        Facet(facet.key, facet.title, tuple(_stated_labels(catalog, facet)), facet.single_valued, facet.main)
        for facet in SITE_FACETS
    )


def _stated_labels(catalog: Records, facet: SiteFacet) -> Iterator[tuple[str, str]]:
    """Yield slug and label of each value of a facet that at least one site's sources state."""
    stated = {value for values in table_of(catalog).values() for value in values.get(facet.key, ())}
    return ((slug, label) for slug, label in all_labels(catalog, facet) if slug in stated)


def all_labels(catalog: Records, facet: SiteFacet) -> list[tuple[str, str]]:
    """Return slug and label of every value that a facet can have, in display order."""
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

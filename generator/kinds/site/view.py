"""What a site's page shows beyond its own record. What no source states is left open, never counted as "no"."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.kinds.site.list.facets import ROLES, SITE_FACETS
from generator.kinds.site.map.locator import locator
from generator.kinds.site.matcher.related_sites import related_sites
from generator.kinds.site.record import Site
from generator.records.catalog import Catalog
from generator.text.sentences import format_list
from generator.text.us_states import STATES

QUESTIONS = {
    "settings": "Where do the peers work?",
    "populations": "Who do the peers serve?",
    "services": "What do the peers do day to day?",
    "community_types": "Is the community rural, urban or something in between?",
    "place_served": "What area does this site serve?",
    "org_type": "What type of organization is this?",
    "intercepts": "At what points in the criminal justice process do the peers meet people?",
    "program_types": "What type of program is this?",
}
"""What a visitor would ask where a record leaves the field open, in the order of use."""

YEARS = "In what years did this site take part?"


def is_thin(site: Site) -> bool:
    """Whether little is published about a site: no source names where its peers work, or what they do.

    In the list, such a site has a row instead of a card.
    """
    return not (site.settings or site.services)


def open_questions(site: Site) -> list[str]:
    """What the site's sources do not say, as questions to ask."""
    missing = [question for field, question in QUESTIONS.items() if not getattr(site, field)]
    without_years = (site.is_mentor and not site.mentor_years) or (site.is_mentee and not site.mentee_years)
    return [YEARS, *missing] if without_years else missing


def services_by_support_type(catalog: Catalog, site: Site) -> list[tuple[Any, list[Any]]]:
    """Each support type with the site's services that give it, through the service's term."""
    found = []
    for support in catalog.all("support-types"):
        services = [
            fact
            for fact in site.services
            if (term := catalog.get("terms", fact.value)) and support.slug in term.support_types
        ]
        if services:
            found.append((support, services))
    return found


@dataclass(frozen=True)
class Moment:
    """A year of a site's part in the initiative: a pairing, or a role that is stated without one."""

    year: int | None
    role: str
    pair: Any | None


def timeline(site: Site, pairs: list[Any]) -> list[Moment]:
    """What sources state of a site's years, the newest first; what has no year comes last."""
    moments = [Moment(pair.year, "mentor" if pair.mentor == site.slug else "mentee", pair) for pair in pairs]
    known = {(moment.year, moment.role) for moment in moments}
    for role, years in (("mentor", site.mentor_years), ("mentee", site.mentee_years)):
        moments += [Moment(fact.value, role, None) for fact in years if (fact.value, role) not in known]
    return sorted(moments, key=lambda moment: (-(moment.year or 0), moment.role))


PAGED = {side.field or side.key: side.key for side in SITE_FACETS if side.page}
"""The fields whose values have a page, with the first part of its address."""

FACTS = (
    ("Organization", "org_type"),
    ("Area served", "place_served"),
    ("Community", "community_types"),
    ("Where peers work", "settings"),
    ("Who peers serve", "populations"),
    ("Program", "program_types"),
    ("Points in the criminal justice process", "intercepts"),
)
"""The fields under "At a glance", in their order, and what pages call them."""

BODY_BLOCKS = 1
"""The number of paragraphs shown below a site's summary. The rest is folded."""

SHORT_REST = 360
"""Fewer characters than this are not worth a fold."""


def facts_of(site: Site) -> list[tuple[str, str | None, Sequence[Any]]]:
    """The rows under "At a glance": title, the first part of the address of its values' pages, facts."""
    held = ((title, field, getattr(site, field)) for title, field in FACTS)
    return [
        (title, PAGED.get(field), facts if isinstance(facts, tuple) else (facts,))
        for title, field, facts in held
        if facts
    ]


@dataclass(frozen=True)
class Role:
    """A site's role with its years, and the ids of all the sources that state them."""

    value: str
    label: str
    years: str
    """'2020 and 2024', or empty where no source gives a year."""
    sources: tuple[str, ...]


def roles_of(site: Site) -> list[Role]:
    """The site's roles, as its record orders them."""
    years = {"mentor": site.mentor_years, "mentee": site.mentee_years}
    found = []
    for role in site.roles:
        own = years[role.value]
        sources = dict.fromkeys((*role.source, *(source for fact in own for source in fact.source)))
        found.append(Role(role.value, ROLES[role.value], format_list(fact.value for fact in own), tuple(sources)))
    return found


def split_body(body: str) -> tuple[str, str]:
    """Split a site's text into what is shown and what is folded. A list stays with the line that introduces it."""
    blocks = [block for block in body.split("\n\n") if block.strip()]
    end = BODY_BLOCKS
    while end < len(blocks) and blocks[end - 1].rstrip().endswith(":"):
        end += 1
    rest = "\n\n".join(blocks[end:])
    return ("\n\n".join(blocks[:end]), rest) if len(rest) >= SHORT_REST else (body, "")


def ready_page(catalog: Catalog) -> str | None:
    """The page on which a team that wants to learn gets ready, or its pathway; None where there is neither."""
    for pathway in catalog.all("pathways"):
        if pathway.audience == "mentee":
            address = catalog.url(pathway)
            return f"{address}ready/" if f"{address}ready/" in catalog.derived_pages else address
    return None


def page_view(catalog: Catalog, site: Site) -> Mapping[str, Any]:
    """The names that page.html needs."""
    by_type = services_by_support_type(catalog, site)
    typed = {fact.value for _, facts in by_type for fact in facts}
    body, more = split_body(site.body or "")
    return {
        "state": STATES[site.state],
        "picture": locator(site),
        "roles": roles_of(site),
        "body": body,
        "more": more,
        "by_type": by_type,
        "other_services": [fact for fact in site.services if fact.value not in typed],
        "moments": timeline(site, catalog.referrers(site, "mentorships")),
        "similar": related_sites(catalog, site),
        "facts": facts_of(site),
        "stories": catalog.referrers(site, "success-stories"),
        "questions": open_questions(site),
        "ready": ready_page(catalog),
    }


def place_of(site: Site) -> str:
    """Town and state, or the state alone for one that serves all of it."""
    return f"{site.city}, {STATES[site.state]}" if site.city else STATES[site.state]


def places_view(catalog: Catalog) -> Mapping[str, Any]:
    """Sites by state, in the order of the states' names."""
    states: dict[str, list[Site]] = {}
    for site in sorted(catalog.all("sites"), key=lambda site: (STATES[site.state], site.called)):
        states.setdefault(STATES[site.state], []).append(site)
    return {"states": states}


def unknown_view(catalog: Catalog) -> Mapping[str, Any]:
    """Each question with the sites whose sources leave it open."""
    sites = catalog.all("sites")
    rows = [
        (question, [site for site in sites if question in open_questions(site)])
        for question in (YEARS, *QUESTIONS.values())
    ]
    return {"rows": [(question, found) for question, found in rows if found]}

"""View of a site's page: roles with years, facts, services by support type, timeline and open questions."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from generator.kinds.site.list.facets import ROLES, SITE_FACETS
from generator.kinds.site.map.locator import locator
from generator.kinds.site.matcher.related_sites import related_sites
from generator.kinds.site.record import Site
from generator.records.behavior import Variables
from generator.records.catalog import Catalog
from generator.records.fields.types import AnySourced, Sourced
from generator.records.record import Record
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
"""The question to ask about each field that a record may leave empty. The most useful questions come first."""

YEARS_QUESTION = "In what years did this site take part?"


def is_thin(site: Site) -> bool:
    """Whether little is published about a site: no source says where its peers work or what they do.

    Lists show such a site as a row instead of a card.
    """
    return not (site.settings or site.services)


def open_questions(site: Site) -> list[str]:
    """Return questions about what the site's sources do not say."""
    questions = [question for field, question in QUESTIONS.items() if not getattr(site, field)]
    lacks_years = (site.is_mentor and not site.mentor_years) or (site.is_mentee and not site.mentee_years)
    return [YEARS_QUESTION, *questions] if lacks_years else questions


def services_by_support_type(catalog: Catalog, site: Site) -> list[tuple[Record, list[Sourced[str]]]]:
    """Return each support type with the site's services of that type. A service's term names its types."""
    rows = []
    for support in catalog.all("support-types"):
        services = [
            fact
            for fact in site.services
            if (term := catalog.get("terms", fact.value)) and support.slug in term.support_types
        ]
        if services:
            rows.append((support, services))
    return rows


@dataclass(frozen=True)
class TimelineEntry:
    """A year in which a site took part: a mentorship, or a role that a source states without naming the other site."""

    year: int | None
    role: str
    pair: Record | None
    """The mentorship, if a source describes it."""
    may_be_named: bool = False
    """Whether a mentorship whose year is unknown may be that of this year: then nobody can say that it has no name."""


def timeline(site: Site, pairs: list[Any]) -> list[TimelineEntry]:
    """Return the site's mentorships and its years without one, newest first; entries without a year come last."""
    entries = [TimelineEntry(pair.year, "mentor" if pair.mentor == site.slug else "mentee", pair) for pair in pairs]
    paired = {(entry.year, entry.role) for entry in entries}
    for role, years in (("mentor", site.mentor_years), ("mentee", site.mentee_years)):
        unknown = (None, role) in paired
        unpaired = [fact.value for fact in years if (fact.value, role) not in paired]
        entries += [TimelineEntry(year, role, None, unknown) for year in unpaired]
    return sorted(entries, key=lambda entry: (-(entry.year or 0), entry.role))


PAGED_FACETS = {facet.field or facet.key: facet.key for facet in SITE_FACETS if facet.page}
"""By field: the key of the facet, if its values have pages. The pages are at `/sites/<key>/<value>/`."""

FACTS = (
    ("Organization", "org_type"),
    ("Area served", "place_served"),
    ("Community", "community_types"),
    ("Where peers work", "settings"),
    ("Who peers serve", "populations"),
    ("Program", "program_types"),
    ("Points in the criminal justice process", "intercepts"),
)
"""The label and the field of each row under "At a glance", in order."""

OPEN_PARAGRAPHS = 1
"""The number of paragraphs shown below a site's summary. The others are collapsed."""

SHORTEST_FOLD = 360
"""The fewest characters that are collapsed. Less text than this is shown in full."""


def facts_of(site: Site) -> list[tuple[str, str | None, Sequence[AnySourced]]]:
    """Return the rows under "At a glance": label, key of the facet if its values have pages, facts."""
    rows = ((label, field, getattr(site, field)) for label, field in FACTS)
    return [
        (label, PAGED_FACETS.get(field), facts if isinstance(facts, tuple) else (facts,))
        for label, field, facts in rows
        if facts
    ]


@dataclass(frozen=True)
class Role:
    """A site's role with its years, and the IDs of all sources that state them."""

    value: str
    label: str
    years: str
    """The years as text, as in '2020 and 2024'. Empty if no source gives a year."""
    sources: tuple[str, ...]


def roles_of(site: Site) -> list[Role]:
    """Return the site's roles in the order of its record."""
    years_by_role = {"mentor": site.mentor_years, "mentee": site.mentee_years}
    roles = []
    for role in site.roles:
        years = years_by_role[role.value]
        sources = dict.fromkeys((*role.source, *(source for fact in years for source in fact.source)))
        roles.append(Role(role.value, ROLES[role.value], format_list(fact.value for fact in years), tuple(sources)))
    return roles


def split_body(body: str) -> tuple[str, str]:
    """Split a site's text into what is shown and what is collapsed. A list stays with the line that introduces it."""
    blocks = [block for block in body.split("\n\n") if block.strip()]
    end = OPEN_PARAGRAPHS
    while end < len(blocks) and blocks[end - 1].rstrip().endswith(":"):
        end += 1
    rest = "\n\n".join(blocks[end:])
    return ("\n\n".join(blocks[:end]), rest) if len(rest) >= SHORTEST_FOLD else (body, "")


def ready_page(catalog: Catalog) -> str | None:
    """Return the address of the "Get ready" page for mentee sites, or else of their pathway. None if neither exists."""
    for pathway in catalog.all("pathways"):
        if pathway.audience == "mentee":
            address = catalog.url(pathway)
            return f"{address}ready/" if f"{address}ready/" in catalog.derived_pages else address
    return None


def page_view(catalog: Catalog, site: Site) -> Variables:
    """Return the variables of page.html."""
    by_type = services_by_support_type(catalog, site)
    typed = {fact.value for _, facts in by_type for fact in facts}
    body, rest = split_body(site.body or "")
    return {
        "state": STATES[site.state],
        "locator_map": locator(site),
        "roles": roles_of(site),
        "body": body,
        "rest_of_body": rest,
        "services_by_type": by_type,
        "other_services": [fact for fact in site.services if fact.value not in typed],
        "timeline": timeline(site, catalog.referrers(site, "mentorships")),
        "related": related_sites(catalog, site),
        "facts": facts_of(site),
        "stories": catalog.referrers(site, "success-stories"),
        "questions": open_questions(site),
        "ready": ready_page(catalog),
    }


def place_name(site: Site) -> str:
    """Return the site's town and state, or only the state if no source names a town."""
    return f"{site.city}, {STATES[site.state]}" if site.city else STATES[site.state]


def places_view(catalog: Catalog) -> Variables:
    """Return the variables of places.html: the sites by state, both in alphabetical order."""
    states: dict[str, list[Site]] = {}
    for site in sorted(catalog.all("sites"), key=lambda site: (STATES[site.state], site.called)):
        states.setdefault(STATES[site.state], []).append(site)
    return {"states": states}


def unknown_view(catalog: Catalog) -> Variables:
    """Return the variables of unknown.html: each question with the sites whose sources do not answer it."""
    sites = catalog.all("sites")
    rows = [
        (question, [site for site in sites if question in open_questions(site)])
        for question in (YEARS_QUESTION, *QUESTIONS.values())
    ]
    return {"rows": [(question, unanswered) for question, unanswered in rows if unanswered]}

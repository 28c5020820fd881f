"""A pathway with its dates, the questions of those who take it, and the pages that help a team to prepare."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from generator.kinds.pathway.parts import Step
from generator.kinds.pathway.pdfs.pdfs import pdfs_of
from generator.kinds.pathway.record import Pathway
from generator.records.catalog import Catalog
from generator.records.kind import DerivedPage
from generator.text.us_states import STATES

TOP_QUESTIONS, EXAMPLES = 5, 2
"""How many questions and how many example sites a pathway's page shows."""


def page_view(catalog: Catalog, pathway: Pathway) -> Mapping[str, Any]:
    """The pathway's periods, phases, criteria by basis, questions, and the sites and stories that show it."""
    periods = catalog.referrers(pathway, "periods")
    return {
        # A period without dates says nothing beside one that has them.
        "periods": [period for period in periods if period.is_announced] or periods,
        "phases": phases_of(pathway),
        "faqs": top_questions(catalog, pathway),
        **criteria_of(pathway),
        **_examples(catalog, pathway),
        "others": [other for other in catalog.all("pathways") if other.slug != pathway.slug],
        "pdfs_of": pdfs_of,
    }


def phases_of(pathway: Pathway) -> list[tuple[str | None, int, list[Step]]]:
    """Each phase with the number of its first step and its steps. Steps before the first phase have none."""
    phases: list[tuple[str | None, int, list[Step]]] = []
    for number, step in enumerate(pathway.steps, 1):
        if step.phase or not phases:
            phases.append((step.phase, number, []))
        phases[-1][2].append(step)
    return phases


def top_questions(catalog: Catalog, pathway: Pathway) -> list[Any]:
    """The questions that the record names; otherwise the first five of its audience."""
    if pathway.top_questions:
        return catalog.many("faqs", pathway.top_questions)
    return [faq for faq in catalog.all("faqs") if faq.audience in (pathway.audience, "both")][:TOP_QUESTIONS]


def _examples(catalog: Catalog, pathway: Pathway) -> dict[str, Any]:
    """The sites with the pathway's role, those that a story tells about first, and the first such story."""
    sites = [
        site
        for site in catalog.all("sites")
        if not site.is_hidden and any(fact.value == pathway.audience for fact in site.roles)
    ]
    slugs = {site.slug for site in sites}
    stories = [story for story in catalog.all("success-stories") if slugs & set(story.sites)]
    told = {slug for story in stories for slug in story.sites}
    ordered = sorted(sites, key=lambda site: site.slug not in told)
    return {
        "sites": [(site, STATES[site.state]) for site in ordered[:EXAMPLES]],
        "more_sites": ordered[EXAMPLES:],
        "stories": stories[:1],
    }


def criteria_of(pathway: Pathway) -> dict[str, Any]:
    """A pathway's criteria by what the sources make of them."""
    return {
        basis: [criterion for criterion in pathway.criteria if criterion.basis == basis]
        for basis in ("asked", "sought", "reported")
    }


def to_check(pathway: Pathway) -> list[Any]:
    """The criteria against which a team can look at itself: those reported of others repeat some that were sought."""
    return [criterion for criterion in pathway.criteria if criterion.basis != "reported"]


def derived_pages_of(catalog: Catalog) -> Iterator[DerivedPage]:
    """For each pathway: what a team already has, practice answers, and a brief for those who decide."""
    for pathway in catalog.all("pathways"):
        names = partial(_names, pathway)
        if to_check(pathway):
            yield DerivedPage(
                f"{pathway.slug}/ready",
                f"Can we take part? {pathway.called} checklist",
                f"{pathway.called}: check the published criteria with your team. Nothing is sent or scored.",
                "ready",
                names,
            )
        if pathway.practice:
            yield DerivedPage(
                f"{pathway.slug}/practice",
                f"Practice answers: {pathway.called}",
                f"{pathway.called}: draft, save and print your answers before applications open.",
                "practice",
                names,
            )
        if pathway.brief:
            yield DerivedPage(
                f"{pathway.slug}/brief",
                f"Leadership brief: {pathway.called}",
                f"{pathway.called}, on one page: what it is, what it takes, what you get and the next step.",
                "brief",
                names,
            )


def _names(pathway: Pathway) -> Mapping[str, Any]:
    return {"record": pathway, "criteria": to_check(pathway), "pdfs_of": pdfs_of}


def unknown_view(catalog: Catalog) -> Mapping[str, Any]:
    """What no source says about each pathway."""
    return {"pathways": [pathway for pathway in catalog.all("pathways") if pathway.not_known]}

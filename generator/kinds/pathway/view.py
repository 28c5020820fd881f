"""The template variables for pathways, and the derived pages that help a team to prepare."""

from collections.abc import Iterator
from functools import partial

from generator.kinds.pathway.criteria import checklist_groups, groups_of, has_help
from generator.kinds.pathway.parts import Step
from generator.kinds.pathway.pdfs.pdfs import pdfs_of
from generator.kinds.pathway.record import Pathway
from generator.records.behavior import DerivedPage, Variables
from generator.records.catalog import Catalog
from generator.records.linked_records import Records
from generator.records.record import Record
from generator.text.us_states import STATES

TOP_QUESTIONS, EXAMPLES = 5, 2
"""The number of questions and of example sites on the page of a pathway."""


def page_view(catalog: Catalog, pathway: Pathway) -> Variables:
    """Return the pathway's periods, phases, groups of criteria, questions, and example sites and stories."""
    periods = catalog.referrers(pathway, "periods")
    return {
        # Periods without dates are left out if others have dates.
        "periods": [period for period in periods if period.is_announced] or periods,
        "phases": phases_of(pathway),
        "faqs": top_questions(catalog, pathway),
        "has_checklist": bool(checklist_groups(pathway)),
        "sought": groups_of(pathway, "sought"),
        "reported": groups_of(pathway, "reported"),
        **_examples(catalog, pathway),
        "others": [other for other in catalog.all("pathways") if other.slug != pathway.slug],
        "pdfs_of": pdfs_of,
    }


def phases_of(pathway: Pathway) -> list[tuple[str | None, int, list[Step]]]:
    """Return the title, the number of the first step, and the steps of each phase.

    Steps before the first phase are in a phase without a title.
    """
    phases: list[tuple[str | None, int, list[Step]]] = []
    for number, step in enumerate(pathway.steps, 1):
        if step.phase or not phases:
            phases.append((step.phase, number, []))
        phases[-1][2].append(step)
    return phases


def top_questions(catalog: Catalog, pathway: Pathway) -> list[Record]:
    """Return the questions that the record names, or else the first five for its audience."""
    if pathway.top_questions:
        return catalog.many("faqs", pathway.top_questions)
    return [faq for faq in catalog.all("faqs") if faq.audience in (pathway.audience, "both")][:TOP_QUESTIONS]


def _examples(catalog: Catalog, pathway: Pathway) -> dict[str, object]:
    """Return the sites with the pathway's role, those with stories first, and the first of those stories."""
    sites = [
        site
        for site in catalog.all("sites")
        if not site.is_hidden and any(fact.value == pathway.audience for fact in site.roles)
    ]
    slugs = {site.slug for site in sites}
    stories = [story for story in catalog.all("success-stories") if slugs & set(story.sites)]
    with_story = {slug for story in stories for slug in story.sites}
    ordered = sorted(sites, key=lambda site: site.slug not in with_story)
    return {
        "sites": [(site, STATES[site.state]) for site in ordered[:EXAMPLES]],
        "more_sites": ordered[EXAMPLES:],
        "stories": stories[:1],
    }


def derived_pages_of(records: Records) -> Iterator[DerivedPage]:
    """Yield the derived pages of each pathway: a checklist, practice answers, and a brief for decision makers."""
    for pathway in records.all("pathways"):
        view = partial(_derived_view, pathway)
        if checklist_groups(pathway):
            yield DerivedPage(
                f"{pathway.slug}/ready",
                f"Can we take part? {pathway.called} checklist",
                f"{pathway.called}: check the published criteria with your team. Nothing is sent or scored.",
                "ready",
                view,
            )
        if pathway.practice:
            yield DerivedPage(
                f"{pathway.slug}/practice",
                f"Practice answers: {pathway.called}",
                f"{pathway.called}: draft, save and print your answers before applications open.",
                "practice",
                view,
            )
        if pathway.brief:
            yield DerivedPage(
                f"{pathway.slug}/brief",
                f"Leadership brief: {pathway.called}",
                f"{pathway.called}, on one page: what it is, what it takes, what you get and the next step.",
                "brief",
                view,
            )


def _derived_view(pathway: Pathway, _: Catalog) -> Variables:
    groups = checklist_groups(pathway)
    return {"record": pathway, "groups": groups, "has_help": has_help(groups), "pdfs_of": pdfs_of}


def unknown_view(catalog: Catalog) -> Variables:
    """Return the pathways with something that no source states."""
    return {"pathways": [pathway for pathway in catalog.all("pathways") if pathway.not_known]}

"""View and script data of the page "Sites like yours"."""

from dataclasses import dataclass
from typing import Any

from generator.kinds.site.list.facets import SiteFacet, all_labels, table_of
from generator.kinds.site.matcher.match_rules import MatchCriterion, Rules
from generator.kinds.site.matcher.settings import FACETS_BY_KEY, NAME, MatcherSettings, MatchQuestion
from generator.kinds.site.record import Site
from generator.records.behavior import Variables
from generator.records.catalog import Catalog

FIRST_QUESTIONS = 3
"""The number of questions that are always visible. The others can be collapsed."""

MAX_SITES = 50
"""The most sites that a cell of the table names. The page of the value lists them all."""


@dataclass(frozen=True)
class FormQuestion:
    """A question of the form with its choices."""

    question: MatchQuestion
    choices: list[tuple[str, str]]
    """The slug and the label of each choice."""
    one_answer: bool

    @property
    def title(self) -> str:
        """The heading in the table: the title of the facet if there is one, otherwise the question."""
        return FACETS_BY_KEY[self.question.facet].title if self.question.facet else self.question.question


@dataclass(frozen=True)
class Need:
    """A row of the table: a value that a reader may look for, with the sites that have it."""

    label: str
    address: str | None
    """The address of the value's page, if its facet has pages."""
    sites: list[Site]
    more: int
    """The number of further sites, which the table does not name."""


def matcher_view(catalog: Catalog) -> Variables:
    """Return the variables of like-yours.html."""
    settings: MatcherSettings = catalog.settings[NAME]
    form_questions = (_form_question(catalog, question) for question in settings.questions)
    questions = [question for question in form_questions if question.choices]
    return {
        "settings": settings,
        "first_questions": questions[:FIRST_QUESTIONS],
        "more_questions": questions[FIRST_QUESTIONS:],
        "questions_by_id": {question.id: question for question in settings.questions},
        "needs": [(question, needs) for question in questions if (needs := _needs(catalog, question))],
    }


def _form_question(catalog: Catalog, question: MatchQuestion) -> FormQuestion:
    if question.facet is None:
        return FormQuestion(question, [(choice.id, choice.label) for choice in question.choices], question.one_answer)
    facet = FACETS_BY_KEY[question.facet]
    return FormQuestion(question, all_labels(catalog, facet), facet.single_valued or question.one_answer)


def _needs(catalog: Catalog, form_question: FormQuestion) -> list[Need]:
    """Return a row for each choice that at least one site's sources state."""
    facet = FACETS_BY_KEY.get(form_question.question.facet or "")
    if facet is None:
        return []
    slugs_by_value: dict[str, list[str]] = {}
    for slug, values in table_of(catalog).items():
        for value in values.get(facet.key, ()):
            slugs_by_value.setdefault(value, []).append(slug)
    return [
        _need(catalog, facet, choice, slugs_by_value[choice[0]])
        for choice in form_question.choices
        if choice[0] in slugs_by_value
    ]


def _need(catalog: Catalog, facet: SiteFacet, choice: tuple[str, str], slugs: list[str]) -> Need:
    value, label = choice
    address = f"sites/{facet.key}/{value}/" if facet.page else None
    return Need(label, address, catalog.many("sites", slugs[:MAX_SITES]), len(slugs[MAX_SITES:]))


def rules_of(settings: MatcherSettings) -> Rules:
    """Return the rules that settings describe."""
    return Rules(
        tuple(
            MatchCriterion(question_id, facet, FACETS_BY_KEY[facet].single_valued)
            for question_id, facet in settings.compared.items()
        ),
        tuple(frozenset(group.shares) for group in settings.groups),
        frozenset((pair.facet, pair.values[0], pair.values[1]) for pair in settings.opposites),
    )


def matcher_data(catalog: Catalog) -> dict[str, Any]:
    """Return the data for the page's scripts: its rules, headings and text."""
    settings: MatcherSettings = catalog.settings[NAME]
    return {
        "rules": rules_data(rules_of(settings)),
        "headings": group_headings(settings),
        "words": settings.words.model_dump(),
    }


def rules_data(rules: Rules) -> dict[str, Any]:
    """Return rules as data for match-rules.js."""
    return {
        "criteria": [
            {"id": criterion.id, "facet": criterion.facet, "singleValued": criterion.single_valued}
            for criterion in rules.criteria
        ],
        "groups": [sorted(required) for required in rules.groups],
        "opposites": sorted(rules.opposites),
    }


def group_headings(settings: MatcherSettings) -> list[str]:
    """Return the heading of each group, in the order of the numbers that `Rules.group_of` returns."""
    return [*(group.heading for group in settings.groups), settings.words.other, settings.words.none]

"""The page that shows sites like the reader's own: its form, its table for those without scripts, and its data."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generator.kinds.site.list.facets import SiteFacet, all_labels, table_of
from generator.kinds.site.matcher.match_rules import Criterion, Rules
from generator.kinds.site.matcher.settings import FACET_OF, NAME, MatcherSettings, MatchQuestion
from generator.kinds.site.record import Site
from generator.records.catalog import Catalog

FIRST = 3
"""The questions that stand open; the others can be folded."""

MOST = 50
"""The sites that a cell of the table names; the page of the value holds the rest."""


@dataclass(frozen=True)
class Asking:
    """A question with its choices: slugs and labels."""

    question: MatchQuestion
    choices: list[tuple[str, str]]
    one: bool
    """Whether there is one answer at most."""

    @property
    def title(self) -> str:
        """What the table calls it: a label, as the filters of the list have it, in place of the question."""
        return FACET_OF[self.question.side].title if self.question.side else self.question.question


@dataclass(frozen=True)
class Need:
    """A value that some site's sources state, for the table."""

    label: str
    address: str | None
    """Its page, where values of its side have pages."""
    sites: list[Site]
    more: int


def matcher_view(catalog: Catalog) -> Mapping[str, Any]:
    """The names that like-yours.html needs."""
    page: MatcherSettings = catalog.settings[NAME]
    askings = [asking for question in page.questions if (asking := _asking(catalog, question)).choices]
    return {
        "page": page,
        "first": askings[:FIRST],
        "further": askings[FIRST:],
        "named": {question.id: question for question in page.questions},
        "needs": [(asking, found) for asking in askings if (found := _needs(catalog, asking))],
    }


def _asking(catalog: Catalog, question: MatchQuestion) -> Asking:
    if question.side is None:
        return Asking(question, [(choice.id, choice.label) for choice in question.choices], question.one_answer)
    side = FACET_OF[question.side]
    return Asking(question, all_labels(catalog, side), side.single_valued or question.one_answer)


def _needs(catalog: Catalog, asking: Asking) -> list[Need]:
    """The choices of a question that some site's sources state, with the sites."""
    side = FACET_OF.get(asking.question.side or "")
    if side is None:
        return []
    stating: dict[str, list[str]] = {}
    for slug, values in table_of(catalog).items():
        for value in values.get(side.key, ()):
            stating.setdefault(value, []).append(slug)
    return [_need(catalog, side, pair, stating[pair[0]]) for pair in asking.choices if pair[0] in stating]


def _need(catalog: Catalog, side: SiteFacet, choice: tuple[str, str], slugs: list[str]) -> Need:
    value, label = choice
    address = f"sites/{side.key}/{value}/" if side.page else None
    return Need(label, address, catalog.many("sites", slugs[:MOST]), len(slugs[MOST:]))


def rules_of(page: MatcherSettings) -> Rules:
    """How the page's settings compare and group sites."""
    return Rules(
        tuple(Criterion(name, side, FACET_OF[side].single_valued) for name, side in page.compared.items()),
        tuple(frozenset(group.shares) for group in page.groups),
        frozenset((pair.side, pair.values[0], pair.values[1]) for pair in page.opposites),
    )


def matcher_data(catalog: Catalog) -> dict[str, Any]:
    """What the scripts of the page know: its rules and its sentences."""
    page: MatcherSettings = catalog.settings[NAME]
    return {"rules": rules_data(rules_of(page)), "headings": headings_of(page), "words": page.words.model_dump()}


def rules_data(rules: Rules) -> dict[str, Any]:
    """Rules as plain data."""
    return {
        "asked": [
            {"id": criterion.id, "side": criterion.side, "closed": criterion.single_valued}
            for criterion in rules.criteria
        ],
        "groups": [sorted(needed) for needed in rules.groups],
        "opposites": sorted(rules.opposites),
    }


def headings_of(page: MatcherSettings) -> list[str]:
    """The heading of each group, by the numbers that `Rules.group_of` gives."""
    return [*(group.heading for group in page.groups), page.words.other, page.words.none]

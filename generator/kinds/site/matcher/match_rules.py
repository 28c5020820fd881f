"""Compares sites with a reader's answers and groups them. The reference for match-rules.js.

There is no score and no ranking. Sites are grouped by the questions to which they share an answer, and listed by name
within a group. One more shared answer can only move a site to a higher group, since groups require only shared answers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.records.facets import Values

Answers = Mapping[str, Sequence[str]]
"""The values that a reader chose, by question. Unanswered questions may be missing."""

Pairs = tuple[tuple[str, str], ...]
"""Pairs of a question and a value."""


@dataclass(frozen=True)
class MatchCriterion:
    """A question on which sites are compared, and the facet of sites that it asks about."""

    id: str
    facet: str
    single_valued: bool = False
    """Whether a site can have only one value, so that any other answer differs."""


@dataclass(frozen=True)
class Rules:
    """The rules that compare and group sites."""

    criteria: tuple[MatchCriterion, ...]
    groups: tuple[frozenset[str], ...]
    """For each group: the questions to which its sites share an answer."""
    opposites: frozenset[tuple[str, str, str]]
    """Facets with two of their values that exclude each other."""

    def group_of(self, shared: frozenset[str]) -> int:
        """Return the number of the first group all of whose questions are shared.

        Two more groups follow the last one: sites that share any answer, and sites that share none.
        """
        numbers = (number for number, required in enumerate(self.groups) if required <= shared)
        return next(numbers, len(self.groups) + (not shared))

    def excludes(self, facet: str, value: str, other: str) -> bool:
        """Whether a site with one value cannot have the other."""
        return not self.opposites.isdisjoint({(facet, value, other), (facet, other, value)})


@dataclass(frozen=True)
class Match:
    """A site compared with a reader's answers."""

    slug: str
    shares: Pairs
    """The answers that the site's sources state."""
    unknown: Pairs
    """The answers that its sources neither state nor exclude."""
    differs: Pairs
    """The values that its sources state and that exclude every answer to a question."""


def compare(slug: str, values: Values, answers: Answers, rules: Rules) -> Match:
    """Compare a site's values with answers. Pairs are in the order of the questions and of the answers."""
    shares: list[tuple[str, str]] = []
    unknown: list[tuple[str, str]] = []
    differs: list[tuple[str, str]] = []
    for criterion in rules.criteria:
        wanted, stated = answers.get(criterion.id, ()), values.get(criterion.facet, frozenset())
        shared = [(criterion.id, value) for value in wanted if value in stated]
        excluding = [] if shared else _excluding(criterion, wanted, stated, rules)
        shares += shared
        differs += [(criterion.id, value) for value in excluding]
        unknown += [] if excluding else [(criterion.id, value) for value in wanted if value not in stated]
    return Match(slug, tuple(shares), tuple(unknown), tuple(differs))


def _excluding(criterion: MatchCriterion, wanted: Sequence[str], stated: frozenset[str], rules: Rules) -> list[str]:
    """Return the stated values that exclude the answers. Empty if at least one answer could still be true."""
    if criterion.single_valued:
        return sorted(stated) if wanted else []
    excluding = {
        value: {other for other in stated if rules.excludes(criterion.facet, value, other)} for value in wanted
    }
    return sorted(set().union(*excluding.values())) if all(excluding.values()) else []


def group_sites(
    table: Mapping[str, Values], names: Mapping[str, str], answers: Answers, rules: Rules
) -> list[tuple[int, list[Match]]]:
    """Return the groups that have sites, in order, each with its number and its sites by name.

    `table` has the values and `names` the name of each site, by slug.
    """
    groups: dict[int, list[Match]] = {}
    for slug in sorted(table, key=lambda slug: (names[slug].casefold(), slug)):
        match = compare(slug, table[slug], answers, rules)
        groups.setdefault(rules.group_of(frozenset(question for question, _ in match.shares)), []).append(match)
    return sorted(groups.items())

"""What sites share with a reader's organization. The reference for what the browser does with the answers.

No score and no rank: sites stand in groups by which questions they share an answer to, and by name within a
group. One more answer that a site shares can only move it up, because a group asks for shared answers alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.records.facets import Values

Answers = Mapping[str, Sequence[str]]
"""What a reader chose, by question. A question without an answer may be missing."""

Pairs = tuple[tuple[str, str], ...]
"""Values, each behind the question that it answers."""


@dataclass(frozen=True)
class Criterion:
    """A question by which sites are compared."""

    id: str
    side: str
    single_valued: bool = False
    """Whether a site has one value at most, so that another value is a plain "no"."""


@dataclass(frozen=True)
class Rules:
    """How sites are compared and grouped."""

    criteria: tuple[Criterion, ...]
    groups: tuple[frozenset[str], ...]
    """The questions that a site of the group shares an answer to, group by group."""
    opposites: frozenset[tuple[str, str, str]]
    """A side and two values of it that exclude one another."""

    def group_of(self, shared: frozenset[str]) -> int:
        """The first group whose questions are all shared; behind the last, something is, and behind that, nothing."""
        found = (number for number, needed in enumerate(self.groups) if needed <= shared)
        return next(found, len(self.groups) + (not shared))

    def excludes(self, side: str, one: str, other: str) -> bool:
        """Whether a site that has one value lacks the other."""
        return not self.opposites.isdisjoint({(side, one, other), (side, other, one)})


@dataclass(frozen=True)
class Match:
    """What a site's sources state of the answers."""

    slug: str
    shares: Pairs
    """The answers that they state."""
    unknown: Pairs
    """The answers of which they say nothing."""
    differs: Pairs
    """What they state against every answer to a question."""


def compare(slug: str, values: Values, answers: Answers, rules: Rules) -> Match:
    """A site with the answers, in the order of the questions and of the answers."""
    shares: list[tuple[str, str]] = []
    unknown: list[tuple[str, str]] = []
    differs: list[tuple[str, str]] = []
    for criterion in rules.criteria:
        wanted, held = answers.get(criterion.id, ()), values.get(criterion.side, frozenset())
        shared = [(criterion.id, value) for value in wanted if value in held]
        against = [] if shared else _against(criterion, wanted, held, rules)
        shares += shared
        differs += [(criterion.id, value) for value in against]
        unknown += [] if against else [(criterion.id, value) for value in wanted if value not in held]
    return Match(slug, tuple(shares), tuple(unknown), tuple(differs))


def _against(criterion: Criterion, wanted: Sequence[str], held: frozenset[str], rules: Rules) -> list[str]:
    """The stated values that exclude the answers to a question; none where an answer could still be true."""
    if criterion.single_valued:
        return sorted(held) if wanted else []
    excluding = {value: {other for other in held if rules.excludes(criterion.side, value, other)} for value in wanted}
    return sorted(set().union(*excluding.values())) if all(excluding.values()) else []


def group_sites(
    table: Mapping[str, Values], names: Mapping[str, str], answers: Answers, rules: Rules
) -> list[tuple[int, list[Match]]]:
    """Sites by group, in the order of the groups, and by name within one. Groups without a site are missing."""
    groups: dict[int, list[Match]] = {}
    for slug in sorted(table, key=lambda slug: (names[slug].casefold(), slug)):
        found = compare(slug, table[slug], answers, rules)
        groups.setdefault(rules.group_of(frozenset(question for question, _ in found.shares)), []).append(found)
    return sorted(groups.items())

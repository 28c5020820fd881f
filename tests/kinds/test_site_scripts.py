"""The scripts that filter and group sites give the same results as their references in Python."""

import random
from collections.abc import Mapping
from typing import Any

import pytest
from chance import CASES
from scripts import run_scripts
from site_fixture import real_project

from generator.kinds.site.list.directory import data_of
from generator.kinds.site.list.facets import all_values, facets_of
from generator.kinds.site.matcher.match_rules import Match, MatchCriterion, Rules, group_sites
from generator.kinds.site.matcher.page import rules_data
from generator.records.facets import Values, count_values, split

FACETS = "generator/kinds/site/list/facets.js"
MATCH_RULES = "generator/kinds/site/matcher/match-rules.js"

NAMES = ["Ada", "ada", "Émile", "emile", "Zoë", "straße", "STRASSE", "10 Steps", "(One)", "RE-ENTRY", "Re Entry"]
IDS = "pqrs"
VALUES = "abcdef"


def sample(rng: random.Random, most: int) -> list[str]:
    return rng.sample(VALUES, rng.randint(0, most))


def to_sites(table: Mapping[str, Values], names: dict[str, str]) -> list[dict[str, Any]]:
    """Return sites as scripts have them."""
    return [
        {"slug": slug, "name": names[slug], "values": {facet: sorted(stated) for facet, stated in values.items()}}
        for slug, values in table.items()
    ]


# ---- facets ----


FILTER = """(site, cases) => cases.map(({ sites, chosen, single }) => {
    const choice = new Map(Object.entries(chosen));
    const { match, partial, unknown } = site.facets.split(sites, choice, single);
    const counts = [...site.facets.count(sites, choice)].map(([facet, inFacet]) => [facet, [...inFacet].sort()]);
    return { lists: [match, partial, unknown].map(list => list.map(listed => listed.slug)), counts: counts.sort() };
})"""


def expected_filter(table: Mapping[str, Values], chosen: dict[str, list[str]], single: list[str]) -> dict[str, Any]:
    """Return what FILTER should return."""
    choice = {facet: frozenset(values) for facet, values in chosen.items()}
    result = split(table, choice, single)
    counts = count_values(table, choice)
    return {
        "lists": [list(slugs) for slugs in (result.match, result.partial, result.unknown)],
        "counts": [[facet, [list(item) for item in sorted(counts[facet].items())]] for facet in sorted(counts)],
    }


@pytest.mark.fuzz
def test_random_sites_are_filtered_and_counted_as_by_the_reference():
    """A facet may have no values, and so may a choice."""
    rng = random.Random(20261126)
    cases, expected = [], []
    for _ in range(CASES):
        table = {
            f"site-{number}": {facet: frozenset(sample(rng, 3)) for facet in IDS if rng.random() < 0.7}
            for number in range(rng.randint(0, 8))
        }
        chosen = {facet: sample(rng, 3) for facet in rng.sample(IDS, rng.randint(0, 4))}
        single = [facet for facet in IDS if rng.random() < 0.3]
        cases.append({"sites": to_sites(table, dict.fromkeys(table, "")), "chosen": chosen, "single": single})
        expected.append(expected_filter(table, chosen, single))
    for case, result, reference in zip(cases, run_scripts(FILTER, cases, FACETS), expected, strict=True):
        assert result == reference, case


@pytest.mark.fuzz
def test_random_choices_on_the_real_sites_give_the_same_result_as_the_reference():
    """The values of the sites are read from the data that the scripts get."""
    catalog = real_project().catalog
    facets = [facet for facet in facets_of(catalog) if facet.values]
    single = [facet.key for facet in facets if facet.single_valued]
    table = {
        slug: {key: frozenset(values) for key, values in by_facet.items()}
        for slug, by_facet in all_values(catalog).items()
    }
    rng = random.Random(20261122)
    choices = [
        {
            facet.key: [slug for slug, _ in rng.sample(facet.values, min(rng.randint(1, 3), len(facet.values)))]
            for facet in rng.sample(facets, rng.randint(1, 4))
        }
        for _ in range(CASES)
    ]
    program = f"""(site, choices) => {{
        const {{ sites, singleValued: single }} = site.facets.read(site.data.sites);
        return ({FILTER})(site, choices.map(chosen => ({{ sites, chosen, single }})));
    }}"""
    results = run_scripts(program, choices, FACETS, data={"sites": data_of(catalog)})
    for chosen, result in zip(choices, results, strict=True):
        assert result == expected_filter(table, chosen, single), chosen


# ---- "Sites like yours" ----


def random_case(rng: random.Random) -> tuple[dict[str, dict[str, frozenset[str]]], dict[str, list[str]], Rules]:
    """Return random values of sites, answers and rules."""

    def opposite() -> tuple[str, str, str]:
        facet = f"facet-{rng.choice(IDS)}"
        value, other = rng.sample(VALUES, 2)
        return facet, value, other

    criteria = tuple(MatchCriterion(name, f"facet-{name}", single_valued=rng.random() < 0.2) for name in IDS)
    groups = tuple(frozenset(rng.sample(IDS, rng.randint(1, 3))) for _ in range(rng.randint(0, 4)))
    opposites = frozenset(opposite() for _ in range(rng.randint(0, 9)))
    table = {
        f"site-{number}": {
            criterion.facet: frozenset(stated)
            for criterion in criteria
            if (stated := sample(rng, 1 if criterion.single_valued else 3))
        }
        for number in range(rng.randint(0, 8))
    }
    answers = {name: chosen for name in rng.sample(IDS, rng.randint(0, 4)) if (chosen := sample(rng, 3))}
    return table, answers, Rules(criteria, groups, opposites)


def to_lists(groups: list[tuple[int, list[Match]]]) -> list[Any]:
    """Return the groups of the reference as nested lists, as the script returns them."""
    return [
        [number, [[match.slug, *map(pairs_of, (match.shares, match.unknown, match.differs))] for match in matches]]
        for number, matches in groups
    ]


def pairs_of(pairs: tuple[tuple[str, str], ...]) -> list[list[str]]:
    """Return pairs as lists."""
    return [list(pair) for pair in pairs]


GROUP = """(site, cases) => cases.map(([sites, answers, rules]) =>
    site.matchRules.group(sites, new Map(Object.entries(answers)), rules).map(group => [
        group.number,
        group.sites.map(match => [match.site.slug, match.shares, match.unknown, match.differs]),
    ]))"""


@pytest.mark.fuzz
def test_random_sites_are_grouped_as_by_the_reference():
    """Answers and rules are random, too. The script gets the sites in another order."""
    rng = random.Random(20261123)
    cases, expected = [], []
    for _ in range(CASES):
        table, answers, rules = random_case(rng)
        names = {slug: rng.choice(NAMES) for slug in table}
        sites = to_sites(table, names)
        rng.shuffle(sites)
        cases.append([sites, answers, rules_data(rules)])
        expected.append(to_lists(group_sites(table, names, answers, rules)))
    for case, result, groups in zip(cases, run_scripts(GROUP, cases, MATCH_RULES), expected, strict=True):
        assert result == groups, case

"""The page "Sites like yours": its settings, the rules that compare and group sites, and its view."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from site_fixture import real_project
from toys.library import Files, kind_settings, lay, lines, minimal_project

from generator.kinds import KINDS
from generator.kinds.site.list.facets import table_of
from generator.kinds.site.matcher.match_rules import Match, MatchCriterion, Rules, compare, group_sites
from generator.kinds.site.matcher.page import MAX_SITES, group_headings, matcher_view, rules_of
from generator.kinds.site.matcher.settings import MatcherSettings, Opposite
from generator.project.project import Project, open_project
from generator.records.parse import parse_settings
from generator.yaml_files.yaml_source import read

ROOT = Path(__file__).parents[2]
PATH = "data/like-yours.yml"
EXAMPLE = kind_settings(KINDS)[PATH]


def parse(text: str) -> tuple[MatcherSettings | None, list[str]]:
    """Parse settings. Return them, or None, with the problems."""
    source, problems = read(PATH, text.encode())
    assert source is not None, lines(problems)
    settings, problems = parse_settings(source, MatcherSettings)
    return settings, lines(problems)


def changed_example(*changes: tuple[str, str]) -> str:
    """Return the example with some of its text replaced."""
    text = EXAMPLE
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


# ---- the settings ----


def test_the_example_and_the_real_settings_are_valid():
    for text in (EXAMPLE, (ROOT / PATH).read_text(encoding="utf-8")):
        settings, problems = parse(text)
        assert problems == []
        assert settings is not None
        assert len(group_headings(settings)) == len(settings.groups) + 2


GROUP = "- heading: They share where your peers work\n  shares:\n  - where\n"
WHERE = "  facet: where\n"
SITE_FACETS = "where, state, role, community, organization, support, people, program, intercept, service, year"
WRONG = {
    "a misspelled facet": (
        [(WHERE, "  facet: wher\n")],
        ":10:10: 'wher' is not a facet of sites. Did you mean 'where'? [unknown-facet]",
    ),
    "an unknown facet": (
        [(WHERE, "  facet: budget\n")],
        f":10:10: 'budget' is not a facet of sites. Use one of {SITE_FACETS}. [unknown-facet]",
    ),
    "a facet and choices": (
        [(WHERE, f"{WHERE}  choices:\n  - id: jail\n    label: Jail\n")],
        ":12:3: The facet 'where' already provides the choices. "
        "Delete 'choices', or delete 'facet'. [choices-of-a-facet]",
    ),
    "neither a facet nor choices": (
        [(WHERE, "")],
        (
            ":8:7: The question 'where' has neither 'facet' nor 'choices'. Add one of them. [no-choices]",
            ":18:5: The question 'where' has no facet, so sites are not compared on it. "
            "Use a question with a facet. [question-without-facet]",
        ),
    ),
    "two choices with the same ID": (
        [("    label: We plan to work with peers\n", "    label: One\n  - id: planning\n    label: Two\n")],
        ":8:9: Two choices have the ID 'planning'. Give one of them another ID. [duplicate-choice]",
    ),
    "an ID with characters that links cannot have": (
        [("- id: state\n", "- id: Our State\n")],
        ":12:7: 'Our State' is not a short name of lowercase letters, digits and hyphens. [wrong-format]",
    ),
    "two questions with the same ID": (
        [("- id: state\n", "- id: where\n")],
        (
            ":12:7: Two questions have the ID 'where'. Give one of them another ID. [duplicate-question]",
            ":46:7: 'state' is not the ID of a question. Did you mean 'stage'? [unknown-question]",
        ),
    ),
    "two questions with the same facet": (
        [("  facet: state\n", WHERE)],
        ":14:10: Two questions use the facet 'where'. Delete one of them, or give it another facet. [duplicate-facet]",
    ),
    "too many questions": (
        [
            (
                "- id: state\n",
                "".join(f"- id: state{n}\n  question: Q\n  brief: Q\n  facet: state\n" for n in range(7))
                + "- id: state\n",
            )
        ],
        (
            ":2:1: 'questions' has 10 items; the maximum is 8. Delete 2 of them. [too-many]",
            ":12:7: The question 'state0' is not in any part of the brief. "
            "Add 'state0' to the questions of a part. [missing-from-brief]",
            ":19:10: Two questions use the facet 'state'. "
            "Delete one of them, or give it another facet. [duplicate-facet]",
        ),
    ),
    "a group with an unknown question": (
        [("  shares:\n  - where\n", "  shares:\n  - were\n")],
        ":19:5: 'were' is not the ID of a question. Did you mean 'where'? [unknown-question]",
    ),
    "a group with a question on which sites are not compared": (
        [("  shares:\n  - where\n", "  shares:\n  - where\n  - stage\n")],
        ":20:5: The question 'stage' has no facet, so sites are not compared on it. "
        "Use a question with a facet. [question-without-facet]",
    ),
    "a group without questions": (
        [("  shares:\n  - where\n", "  shares: []\n")],
        ":18:11: 'shares' needs at least 1 item. [too-few]",
    ),
    "a group whose sites are all in a group above": (
        [(GROUP, f"{GROUP}- heading: Both\n  shares:\n  - state\n  - where\n")],
        ":22:3: This group is always empty: its sites are already in 'They share where your peers work' above. "
        "Move this group above that one, or delete it. [empty-group]",
    ),
    "two groups with the same questions": (
        [(GROUP, f"{GROUP}- heading: Again\n  shares:\n  - where\n")],
        ":22:3: This group is always empty: its sites are already in 'They share where your peers work' above. "
        "Move this group above that one, or delete it. [empty-group]",
    ),
    "an opposite with a facet that no question uses": (
        [("words:\n", "opposites:\n- facet: community\n  values:\n  - rural\n  - urban\nwords:\n")],
        ":21:10: 'community' is not the facet of a question. Use one of where, state. [unknown-facet]",
    ),
    "an opposite with three values": (
        [("words:\n", "opposites:\n- facet: where\n  values:\n  - a\n  - b\n  - c\nwords:\n")],
        ":23:3: 'values' has 3 items; the maximum is 2. Delete 1 of them. [too-many]",
    ),
    "a value that is its own opposite": (
        [("words:\n", "opposites:\n- facet: where\n  values:\n  - jail\n  - jail\nwords:\n")],
        ":23:3: 'jail' cannot be its own opposite. Use two different values, or delete the pair. [own-opposite]",
    ),
    "a part of the brief with an unknown question": (
        [("    - state\n", "    - sate\n")],
        ":46:7: 'sate' is not the ID of a question. Did you mean 'state'? [unknown-question]",
    ),
    "a question that the brief lists twice": (
        [("    - state\n", "    - where\n")],
        ":46:7: 'where' is listed in the brief twice. Delete one of the two. [duplicate-in-brief]",
    ),
    "a question that the brief leaves out": (
        [("    - state\n", "")],
        ":12:7: The question 'state' is not in any part of the brief. "
        "Add 'state' to the questions of a part. [missing-from-brief]",
    ),
    "missing text": (
        [("  shares: Shares\n", "")],
        ":21:3: 'shares' is missing. Add a line 'shares: …'. [missing-field]",
    ),
}


@pytest.mark.parametrize(("changes", "expected"), WRONG.values(), ids=WRONG.keys())
def test_a_mistake_in_the_settings_is_reported_with_its_place_and_its_fix(
    changes: list[tuple[str, str]], expected: str | tuple[str, ...]
):
    settings, problems = parse(changed_example(*changes))
    assert problems == [f"{PATH}{problem}" for problem in ((expected,) if isinstance(expected, str) else expected)]
    assert settings is None


def open_with(root: Path, changes: Files) -> tuple[Project | None, list[str]]:
    """Open a minimal project of the real kinds with some files changed. Return it, or None, with the problems."""
    project, problems = open_project(lay(root, minimal_project(KINDS), changes), KINDS)
    return project, lines(problems)


def test_missing_settings_are_reported(tmp_path: Path):
    project, problems = open_with(tmp_path, {PATH: None})
    assert project is None
    assert problems == [f"{PATH}: {PATH} is missing. Restore it from Git. [missing-settings]"]


OPPOSITES = "opposites:\n- facet: state\n  values:\n  - oh\n  - {}\nwords:\n"


def test_an_opposite_with_an_unknown_value_is_reported(tmp_path: Path):
    """Terms define the values, so the check needs all records."""
    project, problems = open_with(tmp_path, {PATH: changed_example(("words:\n", OPPOSITES.format("ohh")))})
    assert project is None
    assert problems == [f"{PATH}:24:5: 'ohh' is not a value of the facet 'state'. Did you mean 'oh'? [unknown-choice]"]
    _, problems = open_with(tmp_path, {PATH: changed_example(("words:\n", OPPOSITES.format("wy")))})
    assert problems == []


def test_an_opposite_with_a_facet_that_has_no_values_yet_is_reported(tmp_path: Path):
    text = changed_example(("words:\n", OPPOSITES.replace("state", "where").format("oh")))
    _, problems = open_with(tmp_path, {PATH: text.replace("- oh\n  - oh", "- jail\n  - court")})
    assert problems == [
        f"{PATH}:{line}:5: '{value}' is not a value of the facet 'where'. "
        "Delete the pair: the facet has no values yet. [unknown-choice]"
        for line, value in ((23, "jail"), (24, "court"))
    ]


# ---- comparing sites with answers ----


RULES = Rules(
    (
        MatchCriterion("place", "community"),
        MatchCriterion("work", "where"),
        MatchCriterion("state", "state", single_valued=True),
    ),
    (frozenset({"place", "work"}), frozenset({"work"}), frozenset({"place"})),
    frozenset({("community", "rural", "urban")}),
)
TABLE = {
    "ada": {"community": frozenset({"rural"}), "where": frozenset({"jail", "court"}), "state": frozenset({"oh"})},
    "bea": {"community": frozenset({"urban", "small-town"}), "where": frozenset({"jail"})},
    "cal": {"state": frozenset({"wy"})},
}
NAMES = {"ada": "Zoe's", "bea": "Émile", "cal": "able"}


def compare_with(slug: str, **answers: str) -> Match:
    """Compare a site of the table with answers: `compare_with("ada", work="jail court")`."""
    return compare(slug, TABLE[slug], {question: values.split() for question, values in answers.items()}, RULES)


def test_an_answer_that_sources_state_is_shared_and_any_other_is_unknown():
    match = compare_with("ada", work="jail hotline", place="rural")
    assert match.shares == (("place", "rural"), ("work", "jail"))
    assert match.unknown == (("work", "hotline"),)
    assert match.differs == ()


def test_a_site_differs_only_where_a_source_states_the_opposite():
    """In these rules, urban is the opposite of rural, and a small town is not."""
    assert compare_with("bea", place="rural").differs == (("place", "urban"),)
    assert compare_with("bea", place="rural").unknown == ()
    assert compare_with("ada", place="urban").differs == (("place", "rural"),)
    assert compare_with("ada", place="tribal").unknown == (("place", "tribal"),)


def test_a_site_that_shares_one_answer_to_a_question_does_not_differ_on_another():
    match = compare_with("bea", place="rural urban")
    assert (match.shares, match.unknown, match.differs) == ((("place", "urban"),), (("place", "rural"),), ())


def test_an_answer_without_an_opposite_stays_unknown():
    """No source says that the site is not tribal."""
    match = compare_with("bea", place="rural tribal")
    assert (match.unknown, match.differs) == ((("place", "rural"), ("place", "tribal")), ())


def test_a_site_in_another_state_differs_and_an_unknown_state_does_not():
    assert compare_with("cal", state="oh").differs == (("state", "wy"),)
    assert compare_with("bea", state="oh").unknown == (("state", "oh"),)


def test_a_site_is_in_the_first_group_all_of_whose_questions_it_shares():
    answers = {"place": ["rural"], "work": ["jail"], "state": ["wy"]}
    groups = group_sites(TABLE, NAMES, answers, RULES)
    assert [(number, [match.slug for match in matches]) for number, matches in groups] == [
        (0, ["ada"]),
        (1, ["bea"]),
        (3, ["cal"]),
    ]


def test_sites_that_share_nothing_are_in_the_last_group_by_name():
    """The order of names ignores case."""
    [(number, matches)] = group_sites(TABLE, NAMES, {}, RULES)
    assert number == len(RULES.groups) + 1
    assert [match.slug for match in matches] == ["cal", "ada", "bea"]


IDS, VALUES = "pqr", "1234"
SITE_VALUES = st.dictionaries(st.sampled_from("xyz"), st.frozensets(st.sampled_from(VALUES), min_size=1))
TABLES = st.dictionaries(st.text("abcd", min_size=1, max_size=3), SITE_VALUES, min_size=1)
CHOSEN = st.lists(st.sampled_from(VALUES), unique=True)
ANSWERS = st.dictionaries(st.sampled_from(IDS), CHOSEN)
PAIRS = st.tuples(st.sampled_from("xyz"), st.sampled_from(VALUES), st.sampled_from(VALUES))
RANDOM_RULES = st.builds(
    Rules,
    st.just((MatchCriterion("p", "x"), MatchCriterion("q", "y"), MatchCriterion("r", "z", single_valued=True))),
    st.lists(st.frozensets(st.sampled_from(IDS), min_size=1), max_size=4).map(tuple),
    st.frozensets(PAIRS.filter(lambda pair: pair[1] != pair[2])),
)
FACETS = {"p": "x", "q": "y", "r": "z"}


def group_number(values, answers, rules) -> int:
    """Return the number of the group of a site with these values."""
    return group_sites({"ada": values}, {"ada": "Ada"}, answers, rules)[0][0]


@given(SITE_VALUES, ANSWERS, RANDOM_RULES, st.sampled_from(IDS), st.sampled_from(VALUES))
def test_another_answer_or_another_stated_value_never_moves_a_site_down(values, answers, rules, question, value):
    before = group_number(values, answers, rules)
    answered = {**answers, question: [*answers.get(question, []), value]}
    stated = {**values, FACETS[question]: values.get(FACETS[question], frozenset()) | {value}}
    assert group_number(values, answered, rules) <= before
    assert group_number(stated, answers, rules) <= before
    assert group_number(stated, answered, rules) <= before
    assert ((question, value) in compare("ada", stated, answered, rules).shares) is True


@given(TABLES, ANSWERS, RANDOM_RULES, st.randoms(use_true_random=False))
def test_the_order_of_records_and_of_opposites_does_not_matter(table, answers, rules, chance):
    names = {slug: slug[:1] for slug in table}
    slugs = list(table)
    chance.shuffle(slugs)
    swapped = replace(rules, opposites=frozenset((facet, other, value) for facet, value, other in rules.opposites))
    shuffled = {slug: table[slug] for slug in slugs}
    assert group_sites(table, names, answers, rules) == group_sites(shuffled, names, answers, swapped)


@given(TABLES, ANSWERS, RANDOM_RULES)
def test_each_site_is_listed_once_and_each_answer_is_shared_unknown_or_excluded(table, answers, rules):
    groups = group_sites(table, dict.fromkeys(table, "Same"), answers, rules)
    assert [number for number, _ in groups] == sorted({number for number, _ in groups})
    assert sorted(match.slug for _, matches in groups for match in matches) == sorted(table)
    for _, matches in groups:
        assert [match.slug for match in matches] == sorted(match.slug for match in matches)
        for match in matches:
            differing = {question for question, _ in match.differs}
            not_excluded = {*match.shares, *match.unknown}
            pairs = {(question, value) for question, values in answers.items() for value in values}
            assert {pair for pair in pairs if pair[0] not in differing} == not_excluded
            assert not differing & {question for question, _ in not_excluded}
            assert all(value in table[match.slug][FACETS[question]] for question, value in match.differs)


# ---- the page ----


@pytest.fixture(scope="module")
def project() -> Project:
    """The real project."""
    return real_project()


def test_the_brief_uses_the_published_criteria_for_matching(project: Project):
    """The terms are program type, goals, area of focus and community. The page also says who makes the match."""
    settings: MatcherSettings = project.catalog.settings["like-yours"]
    headings = [part.heading for part in settings.brief.parts]
    assert headings[:4] == ["Program type", "Our goals", "Area of focus", "Our community"]
    assert "The program makes the match." in settings.brief.match
    assert "The program makes the match." in settings.words.match
    assert 6 <= len(settings.questions) <= 8


def test_choices_that_no_site_states_are_offered_too(project: Project):
    """The brief needs them."""
    view: Any = matcher_view(project.catalog)
    offered = {
        form_question.question.id: [value for value, _ in form_question.choices]
        for form_question in view["first_questions"] + view["more_questions"]
    }
    assert "tribal" in offered["community"]
    assert len(offered["state"]) > 50
    assert "planning" in offered["stage"]


def test_the_table_lists_each_site_at_each_value_that_its_sources_state(project: Project):
    table = table_of(project.catalog)
    view: Any = matcher_view(project.catalog)
    for form_question, needs in view["needs"]:
        values_by_label = {label: value for value, label in form_question.choices}
        for need in needs:
            value, facet = values_by_label[need.label], form_question.question.facet
            expected = [slug for slug, values in table.items() if value in values.get(facet, ())]
            assert [site.slug for site in need.sites] == expected[:MAX_SITES]
            assert need.more == len(expected[MAX_SITES:])
            assert need.address is None or need.address in project.addresses.pages


def test_the_rules_follow_the_settings(project: Project):
    settings: MatcherSettings = project.catalog.settings["like-yours"]
    rules = rules_of(settings)
    assert [criterion.id for criterion in rules.criteria] == [
        question.id for question in settings.questions if question.facet
    ]
    assert [criterion.id for criterion in rules.criteria if criterion.single_valued] == ["state"]
    pair = Opposite(facet="community", values=("rural", "urban"))
    rules = rules_of(settings.model_copy(update={"opposites": (pair,)}))
    assert rules.excludes("community", "urban", "rural")
    assert not rules.excludes("community", "urban", "small-town")


NEVER = ("you fit", "eligible", "score", "best match", "talk to them")


def test_the_page_promises_nothing(project: Project, page_text: Callable[[str], str]):
    words = page_text("sites/like-yours/").casefold()
    assert [phrase for phrase in NEVER if phrase in words] == []


@pytest.fixture
def page_text(project: Project) -> Callable[[str], str]:
    """Return a function that gives the HTML of a hand-written page."""
    return lambda address: next(str(page.body) for page in project.content_pages if page.address == address)

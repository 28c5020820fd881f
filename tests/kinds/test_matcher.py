"""Sites like the reader's own: settings that staff edit, and groups by what is shared; no score, no rank."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some
from site_fixture import real_project
from toys.library import Files, kind_settings, lay, lines, minimal_project

from generator.kinds import KINDS
from generator.kinds.site.list.facets import table_of
from generator.kinds.site.matcher.match_rules import Criterion, Match, Rules, compare, group_sites
from generator.kinds.site.matcher.page import MOST, headings_of, matcher_view, rules_of
from generator.kinds.site.matcher.settings import MatcherSettings, Opposite
from generator.project.project import Project, open_project
from generator.records.parse import parse_settings
from generator.yaml_files.yaml_source import read

ROOT = Path(__file__).parents[2]
PATH = "data/like-yours.yml"
EXAMPLE = kind_settings(KINDS)[PATH]


def parsed(text: str) -> tuple[MatcherSettings | None, list[str]]:
    """The settings of a text, and what is wrong with them."""
    source, problems = read(PATH, text.encode())
    assert source is not None, lines(problems)
    page, problems = parse_settings(source, MatcherSettings)
    return page, lines(problems)


def changed(*changes: tuple[str, str]) -> str:
    """The example with some of its text changed."""
    text = EXAMPLE
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


# ---- the settings ----


def test_the_example_and_the_sites_own_settings_are_understood():
    for text in (EXAMPLE, (ROOT / PATH).read_text(encoding="utf-8")):
        page, problems = parsed(text)
        assert problems == []
        assert page is not None
        assert len(headings_of(page)) == len(page.groups) + 2


GROUP = "- heading: They share where your peers work\n  shares:\n  - where\n"
WHERE = "  side: where\n"
SITE_FACETS = "where, state, role, community, organization, support, people, program, intercept, service, year"
WRONG = {
    "a side that no site has": (
        [(WHERE, "  side: wher\n")],
        ":10:9: 'wher' is not a side of the sites. Did you mean 'where'? [unknown-side]",
    ),
    "a side that is nothing like one": (
        [(WHERE, "  side: budget\n")],
        f":10:9: 'budget' is not a side of the sites. Use one of {SITE_FACETS}. [unknown-side]",
    ),
    "choices beside a side": (
        [(WHERE, f"{WHERE}  choices:\n  - id: jail\n    label: Jail\n")],
        ":12:3: The side 'where' has choices, and 'choices' are given too. "
        "Delete 'choices', or delete 'side'. [choices-of-a-side]",
    ),
    "neither side nor choices": (
        [(WHERE, "")],
        ":8:7: The question 'where' has neither 'side' nor 'choices'. "
        "Add the side of the sites that it asks for, or choices of its own. [no-choices]",
    ),
    "two choices with one id": (
        [("    label: We plan to work with peers\n", "    label: One\n  - id: planning\n    label: Two\n")],
        ":8:9: Two choices have the id 'planning'. Give one of them another id. [duplicate-choice]",
    ),
    "an id that cannot stand in a link": (
        [("- id: state\n", "- id: Our State\n")],
        ":12:7: 'Our State' is not a short name of small letters, digits and hyphens. [wrong-form]",
    ),
    "two questions with one id": (
        [("- id: state\n", "- id: where\n")],
        ":12:7: Two questions have the id 'where'. Give one of them another id. [duplicate-question]",
    ),
    "two questions for one side": (
        [("  side: state\n", WHERE)],
        ":14:9: Two questions ask for the side 'where'. Delete one of them, or give it another side. [duplicate-side]",
    ),
    "too many questions": (
        [
            (
                "- id: state\n",
                "".join(f"- id: state{n}\n  question: Q\n  brief: Q\n  side: state\n" for n in range(7))
                + "- id: state\n",
            )
        ],
        ":2:1: 'questions' has 10 items; the maximum is 8. [too-many]",
    ),
    "a group of a question that there is not": (
        [("  shares:\n  - where\n", "  shares:\n  - were\n")],
        ":19:5: 'were' is not the id of a question. Did you mean 'where'? [unknown-question]",
    ),
    "a group of a question that no site answers": (
        [("  shares:\n  - where\n", "  shares:\n  - where\n  - stage\n")],
        ":20:5: No site can share 'stage': the question has no side. Name one that has a side. [never-shared]",
    ),
    "a group that asks for nothing": (
        [("  shares:\n  - where\n", "  shares: []\n")],
        ":18:11: 'shares' needs at least 1 item. [too-few]",
    ),
    "a group below one that takes all its sites": (
        [(GROUP, f"{GROUP}- heading: Both\n  shares:\n  - state\n  - where\n")],
        ":22:3: No site can stand here: those that share this stand above, in 'They share where your peers work'. "
        "Move this group above that one, or delete it. [empty-group]",
    ),
    "a group that stands there twice": (
        [(GROUP, f"{GROUP}- heading: Again\n  shares:\n  - where\n")],
        ":22:3: No site can stand here: those that share this stand above, in 'They share where your peers work'. "
        "Move this group above that one, or delete it. [empty-group]",
    ),
    "opposites of a side that nobody is asked for": (
        [("words:\n", "opposites:\n- side: community\n  values:\n  - rural\n  - urban\nwords:\n")],
        ":21:9: 'community' is not the side of a question. Use one of where, state. [unknown-side]",
    ),
    "three opposites": (
        [("words:\n", "opposites:\n- side: where\n  values:\n  - a\n  - b\n  - c\nwords:\n")],
        ":23:3: 'values' has 3 items; the maximum is 2. [too-many]",
    ),
    "an opposite of itself": (
        [("words:\n", "opposites:\n- side: where\n  values:\n  - jail\n  - jail\nwords:\n")],
        ":23:3: 'jail' cannot be its own opposite. Name two values, or delete the pair. [own-opposite]",
    ),
    "a part of the brief with a question that there is not": (
        [("    - state\n", "    - sate\n")],
        ":46:7: 'sate' is not the id of a question. Did you mean 'state'? [unknown-question]",
    ),
    "a question twice in the brief": (
        [("    - state\n", "    - where\n")],
        ":46:7: 'where' stands in the brief a second time. Keep one of the two. [twice-in-the-brief]",
    ),
    "a question that the brief leaves out": (
        [("    - state\n", "")],
        ":12:7: No part of the brief holds the question 'state'. "
        "Add 'state' to the questions of one of its parts. [not-in-the-brief]",
    ),
    "a sentence that is missing": (
        [("  shares: Shares\n", "")],
        ":21:3: 'shares' is missing. Add a line 'shares: …'. [missing-field]",
    ),
}


@pytest.mark.parametrize(("changes", "problem"), WRONG.values(), ids=WRONG.keys())
def test_a_fault_in_the_settings_is_named_with_its_place_and_its_cure(changes: list[tuple[str, str]], problem: str):
    page, problems = parsed(changed(*changes))
    assert problems == [f"{PATH}{problem}"]
    assert page is None


def opened(root: Path, changes: Files) -> tuple[Project | None, list[str]]:
    """A small project of the real kinds, with some files changed."""
    project, problems = open_project(lay(root, minimal_project(KINDS), changes), KINDS)
    return project, lines(problems)


def test_settings_that_are_not_there_are_missed(tmp_path: Path):
    project, problems = opened(tmp_path, {PATH: None})
    assert project is None
    assert problems == [f"{PATH}: {PATH} is missing. Restore it from Git. [missing-settings]"]


OPPOSITES = "opposites:\n- side: state\n  values:\n  - oh\n  - {}\nwords:\n"


def test_an_opposite_that_is_no_choice_of_its_side_is_named(tmp_path: Path):
    """Which choices there are stands in the terms, so this is found with the records."""
    project, problems = opened(tmp_path, {PATH: changed(("words:\n", OPPOSITES.format("ohh")))})
    assert project is None
    assert problems == [f"{PATH}:24:5: 'ohh' is not a choice of the side 'state'. Did you mean 'oh'? [unknown-choice]"]
    _, problems = opened(tmp_path, {PATH: changed(("words:\n", OPPOSITES.format("wy")))})
    assert problems == []


def test_an_opposite_of_a_side_that_has_no_choices_yet_is_named(tmp_path: Path):
    text = changed(("words:\n", OPPOSITES.replace("state", "where").format("oh")))
    _, problems = opened(tmp_path, {PATH: text.replace("- oh\n  - oh", "- jail\n  - court")})
    assert problems == [
        f"{PATH}:{line}:5: '{value}' is not a choice of the side 'where'. "
        "Delete the pair: the side has no choices yet. [unknown-choice]"
        for line, value in ((23, "jail"), (24, "court"))
    ]


# ---- what sites share ----


RULES = Rules(
    (Criterion("place", "community"), Criterion("work", "where"), Criterion("state", "state", single_valued=True)),
    (frozenset({"place", "work"}), frozenset({"work"}), frozenset({"place"})),
    frozenset({("community", "rural", "urban")}),
)
TABLE = {
    "ada": {"community": frozenset({"rural"}), "where": frozenset({"jail", "court"}), "state": frozenset({"oh"})},
    "bea": {"community": frozenset({"urban", "small-town"}), "where": frozenset({"jail"})},
    "cal": {"state": frozenset({"wy"})},
}
NAMES = {"ada": "Zoe's", "bea": "Émile", "cal": "able"}


def of(slug: str, **answers: str) -> Match:
    """A site of the table with answers: `of("ada", work="jail court")`."""
    return compare(slug, TABLE[slug], {name: words.split() for name, words in answers.items()}, RULES)


def test_an_answer_that_sources_state_is_shared_and_any_other_is_silent():
    found = of("ada", work="jail hotline", place="rural")
    assert found.shares == (("place", "rural"), ("work", "jail"))
    assert found.unknown == (("work", "hotline"),)
    assert found.differs == ()


def test_a_site_differs_only_where_a_source_states_the_opposite():
    """A small town is no opposite of the country; a city is."""
    assert of("bea", place="rural").differs == (("place", "urban"),)
    assert of("bea", place="rural").unknown == ()
    assert of("ada", place="urban").differs == (("place", "rural"),)
    assert of("ada", place="tribal").unknown == (("place", "tribal"),)


def test_who_shares_one_answer_to_a_question_does_not_differ_in_another():
    found = of("bea", place="rural urban")
    assert (found.shares, found.unknown, found.differs) == ((("place", "urban"),), (("place", "rural"),), ())


def test_an_answer_without_an_opposite_leaves_the_question_open():
    """Nobody wrote that the site is not tribal."""
    found = of("bea", place="rural tribal")
    assert (found.unknown, found.differs) == ((("place", "rural"), ("place", "tribal")), ())


def test_a_site_lies_in_one_state():
    """So another state is a plain difference, and silence still is none."""
    assert of("cal", state="oh").differs == (("state", "wy"),)
    assert of("bea", state="oh").unknown == (("state", "oh"),)


def test_a_site_stands_in_the_first_group_whose_questions_it_shares():
    answers = {"place": ["rural"], "work": ["jail"], "state": ["wy"]}
    found = [(number, [one.slug for one in sites]) for number, sites in group_sites(TABLE, NAMES, answers, RULES)]
    assert found == [(0, ["ada"]), (1, ["bea"]), (3, ["cal"])]


def test_who_shares_nothing_stands_last_by_name():
    """Capitals and small letters count the same."""
    [(number, sites)] = group_sites(TABLE, NAMES, {}, RULES)
    assert number == len(RULES.groups) + 1
    assert [one.slug for one in sites] == ["cal", "ada", "bea"]


IDS, VALUES = "pqr", "1234"
HELD = some.dictionaries(some.sampled_from("xyz"), some.frozensets(some.sampled_from(VALUES), min_size=1))
TABLES = some.dictionaries(some.text("abcd", min_size=1, max_size=3), HELD, min_size=1)
CHOSEN = some.lists(some.sampled_from(VALUES), unique=True)
ANSWERS = some.dictionaries(some.sampled_from(IDS), CHOSEN)
PAIRS = some.tuples(some.sampled_from("xyz"), some.sampled_from(VALUES), some.sampled_from(VALUES))
MADE_RULES = some.builds(
    Rules,
    some.just((Criterion("p", "x"), Criterion("q", "y"), Criterion("r", "z", single_valued=True))),
    some.lists(some.frozensets(some.sampled_from(IDS), min_size=1), max_size=4).map(tuple),
    some.frozensets(PAIRS.filter(lambda pair: pair[1] != pair[2])),
)
SIDE = {"p": "x", "q": "y", "r": "z"}


def place_of(values, answers, rules) -> int:
    """The group that a site stands in."""
    return group_sites({"one": values}, {"one": "One"}, answers, rules)[0][0]


@given(HELD, ANSWERS, MADE_RULES, some.sampled_from(IDS), some.sampled_from(VALUES))
def test_one_more_shared_answer_or_answer_or_stated_value_never_moves_a_site_down(values, answers, rules, name, value):
    before = place_of(values, answers, rules)
    answered = {**answers, name: [*answers.get(name, []), value]}
    stated = {**values, SIDE[name]: values.get(SIDE[name], frozenset()) | {value}}
    assert place_of(values, answered, rules) <= before
    assert place_of(stated, answers, rules) <= before
    assert place_of(stated, answered, rules) <= before
    assert ((name, value) in compare("one", stated, answered, rules).shares) is True


@given(TABLES, ANSWERS, MADE_RULES, some.randoms(use_true_random=False))
def test_the_order_of_files_and_of_opposites_does_not_matter(table, answers, rules, chance):
    names = {slug: slug[:1] for slug in table}
    slugs = list(table)
    chance.shuffle(slugs)
    turned = replace(rules, opposites=frozenset((side, other, one) for side, one, other in rules.opposites))
    shuffled = {slug: table[slug] for slug in slugs}
    assert group_sites(table, names, answers, rules) == group_sites(shuffled, names, answers, turned)


@given(TABLES, ANSWERS, MADE_RULES)
def test_each_site_stands_once_and_each_answer_is_shared_silent_or_contradicted(table, answers, rules):
    groups = group_sites(table, dict.fromkeys(table, "Same"), answers, rules)
    assert [number for number, _ in groups] == sorted({number for number, _ in groups})
    assert sorted(one.slug for _, sites in groups for one in sites) == sorted(table)
    for _, sites in groups:
        assert [one.slug for one in sites] == sorted(one.slug for one in sites)
        for one in sites:
            told = {name for name, _ in one.differs}
            told_of = {*one.shares, *one.unknown}
            given = {(name, value) for name, values in answers.items() for value in values}
            assert {pair for pair in given if pair[0] not in told} == told_of
            assert not told & {name for name, _ in told_of}
            assert all(value in table[one.slug][SIDE[name]] for name, value in one.differs)


# ---- the page ----


@pytest.fixture(scope="module")
def project() -> Project:
    """The site's own records."""
    return real_project()


def test_the_brief_uses_the_published_terms_of_pairing(project: Project):
    """Program type, goals, area of focus and community; and who makes the match."""
    page: MatcherSettings = project.catalog.settings["like-yours"]
    headings = [part.heading for part in page.brief.parts]
    assert headings[:4] == ["Program type", "Our goals", "Area of focus", "Our community"]
    assert "The program makes the match." in page.brief.match
    assert "The program makes the match." in page.words.match
    assert 6 <= len(page.questions) <= 8


def test_all_choices_are_offered_also_those_that_no_site_states(project: Project):
    """The brief needs them."""
    names = matcher_view(project.catalog)
    offered = {
        asking.question.id: [value for value, _ in asking.choices] for asking in names["first"] + names["further"]
    }
    assert "tribal" in offered["community"]
    assert len(offered["state"]) > 50
    assert "planning" in offered["stage"]


def test_the_table_holds_each_site_at_each_need_that_its_sources_state(project: Project):
    table = table_of(project.catalog)
    for asking, needs in matcher_view(project.catalog)["needs"]:
        labels = {label: value for value, label in asking.choices}
        for need in needs:
            value = labels[need.label]
            expected = [slug for slug, values in table.items() if value in values.get(asking.question.side, ())]
            assert [site.slug for site in need.sites] == expected[:MOST]
            assert need.more == len(expected[MOST:])
            assert need.address is None or need.address in project.addresses.pages


def test_the_rules_follow_the_settings(project: Project):
    page: MatcherSettings = project.catalog.settings["like-yours"]
    rules = rules_of(page)
    assert [criterion.id for criterion in rules.criteria] == [
        question.id for question in page.questions if question.side
    ]
    assert [criterion.id for criterion in rules.criteria if criterion.single_valued] == ["state"]
    pair = Opposite(side="community", values=("rural", "urban"))
    rules = rules_of(page.model_copy(update={"opposites": (pair,)}))
    assert rules.excludes("community", "urban", "rural")
    assert not rules.excludes("community", "urban", "small-town")


NEVER = ("you fit", "eligible", "score", "best match", "talk to them")


def test_the_page_promises_nothing(project: Project, page_text: Callable[[str], str]):
    words = page_text("sites/like-yours/").casefold()
    assert [phrase for phrase in NEVER if phrase in words] == []


@pytest.fixture
def page_text(project: Project) -> Callable[[str], str]:
    """The HTML of a hand-written page."""
    return lambda address: next(str(page.body) for page in project.content_pages if page.address == address)

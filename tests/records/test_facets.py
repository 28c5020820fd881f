"""Filters give full matches, partial matches and unknown records, and leave out only records that contradict them."""

from hypothesis import given
from hypothesis import strategies as some

from generator.records.facets import Facet, count_values, split

BOOKS = {
    "ada": {"shelf": frozenset({"poems"}), "town": frozenset({"bern"})},
    "bea": {"shelf": frozenset({"plays", "poems"})},
    "cal": {"town": frozenset({"oslo"})},
    "dee": {},
}


def chosen(**values: str) -> dict[str, frozenset[str]]:
    """A choice: `chosen(shelf="poems plays")`."""
    return {key: frozenset(words.split()) for key, words in values.items()}


def test_without_a_choice_every_record_matches():
    assert split(BOOKS, {}).match == ("ada", "bea", "cal", "dee")
    assert split(BOOKS, chosen(shelf="")).match == ("ada", "bea", "cal", "dee")


def test_within_a_facet_any_chosen_value_matches():
    assert split(BOOKS, chosen(shelf="poems novels")).match == ("ada", "bea")


def test_a_full_match_has_a_chosen_value_of_each_facet():
    result = split(BOOKS, chosen(shelf="poems", town="bern"))
    assert (result.match, result.partial, result.unknown) == (("ada",), ("bea",), ("cal", "dee"))


def test_another_value_of_a_facet_with_several_values_is_unknown():
    """A source that mentions plays does not say that there are no novels."""
    assert split(BOOKS, chosen(shelf="novels")).unknown == ("ada", "bea", "cal", "dee")


def test_another_value_of_a_single_valued_facet_is_no_match_and_no_value_is_unknown():
    result = split(BOOKS, chosen(town="bern"), ["town"])
    assert (result.match, result.partial, result.unknown) == (("ada",), (), ("bea", "dee"))


def test_a_single_valued_facet_leaves_out_records_that_another_facet_matches():
    result = split(BOOKS, chosen(town="oslo", shelf="poems"), ["town"])
    assert (result.match, result.partial, result.unknown) == ((), ("bea", "cal"), ("dee",))


def test_counts_are_the_matches_of_each_value_with_the_other_choices():
    assert count_values(BOOKS, {}) == {"shelf": {"poems": 2, "plays": 1}, "town": {"bern": 1, "oslo": 1}}
    assert count_values(BOOKS, chosen(town="bern")) == {"shelf": {"poems": 1}, "town": {"bern": 1, "oslo": 1}}
    assert count_values(BOOKS, chosen(town="bern", shelf="plays")) == {"shelf": {"poems": 1}}


TABLES = some.dictionaries(
    some.text("abcd", min_size=1, max_size=3),
    some.dictionaries(some.sampled_from("xyz"), some.frozensets(some.sampled_from("123"), min_size=1)),
)
CHOICES = some.dictionaries(some.sampled_from("xyz"), some.frozensets(some.sampled_from("123")))


@given(TABLES, CHOICES)
def test_without_single_valued_facets_every_record_is_in_exactly_one_list(table, choice):
    result = split(table, choice)
    assert sorted((*result.match, *result.partial, *result.unknown)) == sorted(table)


@given(TABLES, CHOICES, some.frozensets(some.sampled_from("xyz")))
def test_a_count_is_the_number_of_matches_of_its_value(table, choice, closed):
    counts = count_values(table, choice)
    for key in "xyz":
        for value in "123":
            alone = split(table, {**choice, key: frozenset(value)}, closed).match
            assert counts.get(key, {}).get(value, 0) == len(alone)


@given(TABLES, CHOICES, some.frozensets(some.sampled_from("xyz")))
def test_a_record_is_left_out_only_if_its_sources_contradict_the_choice(table, choice, closed):
    result = split(table, choice, closed)
    for slug in table.keys() - {*result.match, *result.partial, *result.unknown}:
        assert any(
            key in closed and values and table[slug].get(key) and not values & table[slug][key]
            for key, values in choice.items()
        )


def test_a_facet_has_the_labels_of_its_values():
    facet = Facet("shelf", "Shelf", (("poems", "Poems"),))
    assert facet.label("poems") == "Poems"
    assert facet.label("maps") == "maps"

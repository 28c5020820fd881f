"""What filters give: those whose sources state it, those that state part, those that are silent; never a false no."""

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


def test_without_a_choice_every_record_is_stated():
    assert split(BOOKS, {}).match == ("ada", "bea", "cal", "dee")
    assert split(BOOKS, chosen(shelf="")).match == ("ada", "bea", "cal", "dee")


def test_within_a_facet_any_value_will_do():
    assert split(BOOKS, chosen(shelf="poems novels")).match == ("ada", "bea")


def test_of_several_facets_each_must_be_met():
    found = split(BOOKS, chosen(shelf="poems", town="bern"))
    assert (found.match, found.partial, found.unknown) == (("ada",), ("bea",), ("cal", "dee"))


def test_another_value_of_an_open_facet_is_no_no():
    """A source that names plays does not say that there are no novels."""
    assert split(BOOKS, chosen(shelf="novels")).unknown == ("ada", "bea", "cal", "dee")


def test_another_value_of_a_closed_facet_is_a_no_and_silence_is_none():
    found = split(BOOKS, chosen(town="bern"), ["town"])
    assert (found.match, found.partial, found.unknown) == (("ada",), (), ("bea", "dee"))


def test_a_closed_facet_leaves_out_what_another_facet_would_keep():
    found = split(BOOKS, chosen(town="oslo", shelf="poems"), ["town"])
    assert (found.match, found.partial, found.unknown) == ((), ("bea", "cal"), ("dee",))


def test_counts_are_what_each_value_would_give_among_the_other_choices():
    assert count_values(BOOKS, {}) == {"shelf": {"poems": 2, "plays": 1}, "town": {"bern": 1, "oslo": 1}}
    assert count_values(BOOKS, chosen(town="bern")) == {"shelf": {"poems": 1}, "town": {"bern": 1, "oslo": 1}}
    assert count_values(BOOKS, chosen(town="bern", shelf="plays")) == {"shelf": {"poems": 1}}


TABLES = some.dictionaries(
    some.text("abcd", min_size=1, max_size=3),
    some.dictionaries(some.sampled_from("xyz"), some.frozensets(some.sampled_from("123"), min_size=1)),
)
CHOICES = some.dictionaries(some.sampled_from("xyz"), some.frozensets(some.sampled_from("123")))


@given(TABLES, CHOICES)
def test_where_no_facet_is_closed_every_record_is_in_one_list(table, choice):
    found = split(table, choice)
    assert sorted((*found.match, *found.partial, *found.unknown)) == sorted(table)


@given(TABLES, CHOICES, some.frozensets(some.sampled_from("xyz")))
def test_a_count_is_the_length_of_the_list_that_the_value_gives(table, choice, closed):
    counts = count_values(table, choice)
    for key in "xyz":
        for value in "123":
            alone = split(table, {**choice, key: frozenset(value)}, closed).match
            assert counts.get(key, {}).get(value, 0) == len(alone)


@given(TABLES, CHOICES, some.frozensets(some.sampled_from("xyz")))
def test_a_record_is_left_out_only_for_what_its_source_states(table, choice, closed):
    found = split(table, choice, closed)
    for slug in table.keys() - {*found.match, *found.partial, *found.unknown}:
        assert any(
            key in closed and values and table[slug].get(key) and not values & table[slug][key]
            for key, values in choice.items()
        )


def test_a_facet_knows_the_words_of_its_values():
    facet = Facet("shelf", "Shelf", (("poems", "Poems"),))
    assert facet.label("poems") == "Poems"
    assert facet.label("maps") == "maps"

"""A number agrees with its noun."""

from generator.base.counts import count_of, plural


def test_a_noun_is_plural_unless_the_number_is_1():
    assert (plural(1, "site"), plural(5, "site"), plural(5, "story", "stories")) == ("site", "sites", "stories")


def test_a_number_is_written_with_its_noun():
    """Thousands have a comma."""
    assert [count_of(number, "page") for number in (0, 1, 2, 1000)] == ["0 pages", "1 page", "2 pages", "1,000 pages"]


def test_a_collection_counts_by_its_size():
    assert (count_of(["a"], "page"), count_of((), "page"), plural([1, 2], "page")) == ("1 page", "0 pages", "pages")

"""Facets by which readers filter a list: the reference implementation for the script in the browser.

A value that no source states is unknown, so no record is left out because its sources do not mention a value: it
follows below the records whose sources state what the reader chose. A record is left out only if it has another value
of a single-valued facet, such as another state.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

Values = Mapping[str, frozenset[str]]
"""The values that a record's sources state, by facet. A facet without values may be missing."""

Chosen = Mapping[str, frozenset[str]]
"""The values that a reader chose, by facet. A record must have one of the values of each facet."""

FEWEST = 3
"""The number of records that must state a value before a filter for it is shown."""


@dataclass(frozen=True)
class Facet:
    """A facet of a list: a short key (for addresses and programs), its title, and its values with their labels."""

    key: str
    title: str
    values: tuple[tuple[str, str], ...]
    """The slug and the label of each value that a record states, in the order of the page."""
    single_valued: bool = False
    """Whether a record has at most one value, so that another value means "no"."""
    main: bool = False
    """Whether it is shown at once, and not under the further filters."""

    def label(self, value: str) -> str:
        """Return the label of a value, or the value itself if no record states it."""
        return next((label for slug, label in self.values if slug == value), value)


@dataclass(frozen=True)
class FacetMatch:
    """The slugs of records by how they match a choice, each list in the order of the records."""

    match: tuple[str, ...]
    """Records that state a chosen value of each facet."""
    partial: tuple[str, ...]
    """Records that state a chosen value of some facets, and contradict none."""
    unknown: tuple[str, ...]
    """Records that state none of the chosen values, and contradict none."""


def split(records: Mapping[str, Values], chosen: Chosen, single_valued: Iterable[str] = ()) -> FacetMatch:
    """Return records, by slug, split by how they match a choice. `single_valued`: the keys of such facets."""
    required = {key: values for key, values in chosen.items() if values}
    single = frozenset(single_valued)
    match: list[str] = []
    partial: list[str] = []
    unknown: list[str] = []
    for slug, values in records.items():
        met = [key for key, wanted in required.items() if wanted & values.get(key, frozenset())]
        if any(key in single and values.get(key) for key in required.keys() - set(met)):
            continue
        (match if len(met) == len(required) else partial if met else unknown).append(slug)
    return FacetMatch(tuple(match), tuple(partial), tuple(unknown))


def count_values(records: Mapping[str, Values], chosen: Chosen) -> dict[str, dict[str, int]]:
    """Return, by facet and value, the number of full matches if this were the only value chosen in its facet.

    The choices in the other facets still apply. A value without matches is missing.
    """
    required = {key: values for key, values in chosen.items() if values}
    counts: dict[str, dict[str, int]] = {}
    for record in records.values():
        missed = [key for key, wanted in required.items() if not wanted & record.get(key, frozenset())]
        for key, values in record.items():
            if any(other != key for other in missed):
                continue
            for value in values:
                in_facet = counts.setdefault(key, {})
                in_facet[value] = in_facet.get(value, 0) + 1
    return counts

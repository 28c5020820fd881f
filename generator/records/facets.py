"""Facets: the sides by which readers narrow a list. The reference for what the browser does with them.

What no source states is unknown. So a record is never left out because its sources are silent: it follows
below those whose sources state what was asked for. Only where a record can have one value and has another
(it lies in one state) is it left out.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

Values = Mapping[str, frozenset[str]]
"""The values that a record's sources state, by facet. A facet that is silent may be missing."""

Chosen = Mapping[str, frozenset[str]]
"""The values that a reader chose, by facet: any of them within a facet, all of the facets."""

FEWEST = 3
"""The records that must state something before a filter for it is worth its place on the page."""


@dataclass(frozen=True)
class Facet:
    """One side of a list: a short key (for addresses and programs), its title, and its values with their words."""

    key: str
    title: str
    values: tuple[tuple[str, str], ...]
    """Slug and label of each value that a record states, in the order in which readers see them."""
    single_valued: bool = False
    """Whether a record has one value at most, so that another value is a plain "no"."""
    main: bool = False
    """Whether it stands in view, and not among the further ones."""

    def label(self, value: str) -> str:
        """What readers call a value; the slug itself for one that no record states."""
        return next((label for slug, label in self.values if slug == value), value)


@dataclass(frozen=True)
class FacetMatch:
    """Records by what their sources say of a choice, each list in the order in which the records came."""

    match: tuple[str, ...]
    """They state a chosen value of each facet."""
    partial: tuple[str, ...]
    """They state a chosen value of some facets, and no other value of a closed one."""
    unknown: tuple[str, ...]
    """They state none of it, and do not contradict it."""


def split(records: Mapping[str, Values], chosen: Chosen, single_valued: Iterable[str] = ()) -> FacetMatch:
    """Sort records, by slug, by what their sources say of a choice. `closed` names the closed facets."""
    asked = {key: values for key, values in chosen.items() if values}
    fixed = frozenset(single_valued)
    match: list[str] = []
    partial: list[str] = []
    unknown: list[str] = []
    for slug, values in records.items():
        met = [key for key, wanted in asked.items() if wanted & values.get(key, frozenset())]
        if any(key in fixed and values.get(key) for key in asked.keys() - set(met)):
            continue
        (match if len(met) == len(asked) else partial if met else unknown).append(slug)
    return FacetMatch(tuple(match), tuple(partial), tuple(unknown))


def count_values(records: Mapping[str, Values], chosen: Chosen) -> dict[str, dict[str, int]]:
    """By facet and value: the records that would be stated if this value alone were chosen in its facet.

    The choices in the other facets hold; a value that none would state is missing.
    """
    asked = {key: values for key, values in chosen.items() if values}
    counts: dict[str, dict[str, int]] = {}
    for values in records.values():
        missed = [key for key, wanted in asked.items() if not wanted & values.get(key, frozenset())]
        for key, held in values.items():
            if any(other != key for other in missed):
                continue
            for value in held:
                in_facet = counts.setdefault(key, {})
                in_facet[value] = in_facet.get(value, 0) + 1
    return counts

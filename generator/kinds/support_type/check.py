"""Checks that each support type has its own position."""

from collections.abc import Iterator

from generator.base.problems import Problem
from generator.records.catalog import Catalog


def check_positions(catalog: Catalog) -> Iterator[Problem]:
    """Check that no two types have the same position. The positions are the program's order of the types."""
    seen: dict[int, str] = {}
    for support in catalog.all("support-types"):
        if support.position in seen:
            source = catalog.sources[support.kind, support.slug]
            yield Problem(
                source.place(("position",)),
                "position-taken",
                f"Position {support.position} is already taken by '{seen[support.position]}'.",
                "Give each type a number of its own.",
            )
        seen.setdefault(support.position, support.slug)

"""The four types stand in an order of their own."""

from collections.abc import Iterator

from generator.base.problems import Problem
from generator.records.catalog import Catalog


def position_problems(catalog: Catalog) -> Iterator[Problem]:
    """No two types have one position: there are four places, as the program lists them."""
    seen: dict[int, str] = {}
    for support in catalog.all("support-types"):
        if support.position in seen:
            source = catalog.sources[support.kind, support.slug]
            yield Problem(
                source.place(("position",)),
                "position-taken",
                f"{support.position} is the position of '{seen[support.position]}' too.",
                "Give each of the four types a number from 1 to 4 of its own.",
            )
        seen.setdefault(support.position, support.slug)

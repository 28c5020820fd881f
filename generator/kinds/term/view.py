"""Terms from A to Z, and the six intercepts."""

from collections.abc import Mapping
from typing import Any

from generator.records.catalog import Catalog


def list_view(catalog: Catalog) -> Mapping[str, Any]:
    """Terms by first letter, as pages show them; without those that only sort other lists."""
    letters: dict[str, list[Any]] = {}
    words = (term for term in catalog.all("terms") if not term.is_label)
    for term in sorted(words, key=lambda term: (term.shown.casefold(), term.slug)):
        letters.setdefault(term.shown[0].upper() if term.shown[0].isalpha() else "0–9", []).append(term)
    return {"letters": letters}


def intercepts_view(catalog: Catalog) -> Mapping[str, Any]:
    """The points of the Sequential Intercept Model, in their order."""
    return {"terms": sorted(catalog.choices("terms", "sites.intercepts"), key=lambda term: term.position)}

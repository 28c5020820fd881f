"""The template variables for the glossary and the list of intercepts."""

from generator.kinds.term.record import Term
from generator.records.behavior import Variables
from generator.records.catalog import Catalog


def list_view(catalog: Catalog) -> Variables:
    """Return the terms by first letter, without those that are only headings of other lists."""
    letters: dict[str, list[Term]] = {}
    terms = (term for term in catalog.all("terms") if not term.is_label)
    for term in sorted(terms, key=lambda term: (term.shown.casefold(), term.slug)):
        letters.setdefault(term.shown[0].upper() if term.shown[0].isalpha() else "0–9", []).append(term)
    return {"letters": letters}


def intercepts_view(catalog: Catalog) -> Variables:
    """Return the points of the Sequential Intercept Model, in order, as `terms`."""
    return {"terms": sorted(catalog.choices("terms", "sites.intercepts"), key=lambda term: term.position)}

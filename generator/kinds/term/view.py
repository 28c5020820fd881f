"""The template variables for the glossary and the list of intercepts."""

import re

from generator.kinds.term.record import Term
from generator.records.behavior import Variables
from generator.records.catalog import Catalog

NUMBER = re.compile(r"\b[0-9]{1,3}\b")
"""The number in a label such as 'Intercept 0: Community services'."""


def list_view(catalog: Catalog) -> Variables:
    """Return the terms by first letter, without those that are only headings of other lists."""
    letters: dict[str, list[Term]] = {}
    terms = (term for term in catalog.all("terms") if not term.is_label)
    for term in sorted(terms, key=lambda term: (term.shown.casefold(), term.slug)):
        letters.setdefault(term.shown[0].upper() if term.shown[0].isalpha() else "0–9", []).append(term)
    return {"letters": letters}


def intercepts_view(catalog: Catalog) -> Variables:
    """Return the points of the Sequential Intercept Model, in order, and the number of the first one."""
    terms = sorted(catalog.choices("terms", "sites.intercepts"), key=lambda term: term.position)
    number = NUMBER.search(terms[0].label) if terms else None
    return {"terms": terms, "start": int(number[0]) if number else 1}

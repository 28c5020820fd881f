"""The room of terms: the controlled vocabulary, and the glossary made of it."""

from pathlib import Path

from generator.kinds.term.check import field_problems
from generator.kinds.term.record import Term
from generator.kinds.term.view import intercepts_view, list_view
from generator.records.kind import Index, Kind

KIND = Kind(
    "terms",
    "Glossary",
    "Term",
    Term,
    Path(__file__).parent,
    address="glossary/#{slug}",
    index=Index("Glossary", "Words used in peer recovery support and criminal justice, in plain language."),
    index_view=list_view,
    blocks={"intercepts": intercepts_view},
    check=field_problems,
)

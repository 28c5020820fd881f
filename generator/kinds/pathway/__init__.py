"""The room of pathways: the two ways into the initiative."""

from pathlib import Path

from generator.kind import Index, Kind
from generator.kinds.pathway.record import Pathway
from generator.kinds.pathway.view import page_view, unknown_view

KIND = Kind(
    "pathways",
    "Apply",
    "Pathway",
    Pathway,
    Path(__file__).parent,
    address="apply/{slug}/",
    index=Index("Apply", "The two ways into the mentoring initiative, and what each one takes."),
    view=page_view,
    blocks={"unknown": unknown_view},
)

"""The room of pathways: the two ways into the initiative."""

from itertools import chain
from pathlib import Path

from generator.kinds.pathway.check import paper_problems
from generator.kinds.pathway.pdfs.pdfs import make_papers
from generator.kinds.pathway.picker.picker import NAME, Picker, picker_problems, picker_view
from generator.kinds.pathway.record import Pathway
from generator.kinds.pathway.view import extras_of, page_view, unknown_view
from generator.records.kind import Index, Kind

KIND = Kind(
    "pathways",
    "Take part",
    "Pathway",
    Pathway,
    Path(__file__).parent,
    address="apply/{slug}/",
    index=Index("Take part", "Two ways to take part in the mentoring initiative, and what each one takes."),
    view=page_view,
    blocks={"unknown": unknown_view, "picker": picker_view},
    check=lambda catalog: chain(picker_problems(catalog), paper_problems(catalog)),
    settings={NAME: Picker},
    extras=extras_of,
    files=make_papers,
)

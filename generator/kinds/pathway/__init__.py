"""The `pathways` kind: the ways to take part in the initiative, as a mentee site or a mentor site."""

from itertools import chain

from generator.kinds.pathway.check import check_pdfs
from generator.kinds.pathway.pdfs.pdfs import make_pdfs
from generator.kinds.pathway.picker.picker import NAME, Picker, check_picker, picker_view
from generator.kinds.pathway.record import Pathway
from generator.kinds.pathway.view import derived_pages_of, page_view, unknown_view
from generator.records.behavior import Behavior
from generator.records.kind import Kind

KIND = Kind(
    name="pathways",
    title="Take part",
    singular="Pathway",
    record=Pathway,
    behavior=Behavior(
        view=page_view,
        blocks={"unknown": unknown_view, "picker": picker_view},
        check=lambda catalog: chain(check_picker(catalog), check_pdfs(catalog)),
        derived_pages=derived_pages_of,
        files=make_pdfs,
    ),
    required=True,
    address="apply/{slug}/",
    index="Ways to take part in the mentoring initiative, and what each one takes.",
    settings={NAME: Picker},
    scripts={
        "picker": ("messages", "picker-path", "picker"),
        "ready": ("messages", "ready"),
        "practice": (
            *("messages-practice", "wordcount", "practice-records", "practice-questions", "practice-file"),
            *(
                "practice-file-access",
                "practice-fields",
                "practice-parts",
                "practice-indexeddb-backup",
                "practice-store",
            ),
            *("practice-notices", "practice-check", "practice-draft", "practice-unreadable", "practice-status"),
            *("practice-autosave", "practice"),
        ),
    },
    uses=(
        "periods",
        "success-stories",
    ),
)

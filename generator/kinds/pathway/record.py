"""One way into the initiative: for those who want to learn, or for those who could mentor."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from generator.kinds.pathway.parts import Apply, Brief, Criterion, Point, Row, Step
from generator.kinds.pathway.practice.practice import Practice
from generator.records.fields.types import Prose, Ref, Text
from generator.records.record import Record, how_to_cite
from generator.yaml_files.yaml_source import KeyPath


class Pathway(Record):
    """All that a future mentee site or mentor site needs to prepare."""

    name: Text
    short_name: Text | None = None
    also_asked: tuple[Text, ...] = ()
    """What people type into search to find it. Pages do not show these words."""
    position: int = 1
    audience: Literal["mentee", "mentor"]
    summary: Text
    who_it_is_for: Prose
    """In two or three sentences, for the overview at the top of the page."""
    background: Prose | None = None
    """More about who takes part; folded below the sentences above."""
    what_you_get: Annotated[tuple[Point, ...], Field(min_length=1)]
    what_you_commit_to: Annotated[tuple[Point, ...], Field(min_length=1)]
    time: Row | None = None
    cost: Row | None = None
    steps: Annotated[tuple[Step, ...], Field(min_length=1)]
    criteria: tuple[Criterion, ...] = ()
    selection_note: Prose | None = None
    """What introduces the criteria with the basis 'reported': of whom they were reported, and by whom."""
    top_questions: Annotated[tuple[Annotated[str, Ref("faqs")], ...], Field(max_length=5)] = ()
    """The questions that this page links to; where it names none, the first five for its audience."""
    brief: Brief | None = None
    practice: Practice | None = None
    not_known: tuple[Text, ...] = ()
    """What no source states and an applicant would ask."""
    apply: Apply

    @property
    def called(self) -> str:
        """The name that fits in a line."""
        return self.short_name or self.name

    @property
    def order(self) -> tuple[object, ...]:
        """The mentee pathway first: more readers want it."""
        return (self.position,)

    @model_validator(mode="after")
    def _known_sources(self) -> "Pathway":
        """Each point, step and criterion names a source of the record; only an inferred step may name none."""
        ids = self.source_ids
        for at, name in self._named_sources():
            if name not in ids:
                raise PydanticCustomError(
                    "unknown_source",
                    "'{got}' is not a source of this record.",
                    {"got": name, "hint": how_to_cite(name, ids), "at": at},
                )
        for number, step in enumerate(self.steps):
            if step.source is None and not step.inferred:
                raise PydanticCustomError(
                    "fact_without_source",
                    "This step does not say which source states it.",
                    {"hint": "Add 'source:', or 'inferred: true' where it is our reading.", "at": ("steps", number)},
                )
        return self

    def _named_sources(self) -> Iterator[tuple[KeyPath, str]]:
        rows = {name: row.points for name, row in (("time", self.time), ("cost", self.cost)) if row}
        groups: dict[KeyPath, tuple[Point | Step | Criterion, ...]] = {
            ("what_you_get",): self.what_you_get,
            ("what_you_commit_to",): self.what_you_commit_to,
            **{(name, "points"): points for name, points in rows.items()},
            ("steps",): self.steps,
            ("criteria",): self.criteria,
        }
        for path, group in groups.items():
            for number, part in enumerate(group):
                if part.source is not None:
                    yield (*path, number, "source"), part.source
                if isinstance(part, Point) and part.earlier is not None:
                    yield (*path, number, "earlier", "source"), part.earlier.source

    @model_validator(mode="after")
    def _own_ids(self) -> "Pathway":
        """Each criterion has a name of its own, and the current page's have no year while a document's have one."""
        ids = [criterion.id for criterion in self.criteria]
        for number, criterion in enumerate(self.criteria):
            if criterion.id in ids[:number]:
                raise PydanticCustomError(
                    "duplicate_id",
                    "'{got}' is the id of another criterion too.",
                    {"got": criterion.id, "hint": "Give each one of its own.", "at": ("criteria", number, "id")},
                )
            if criterion.basis != "asked" and criterion.year is None:
                raise PydanticCustomError(
                    "criterion_without_year",
                    "This criterion does not say of which year it is.",
                    {"hint": "Add 'year:', the year of the document.", "at": ("criteria", number)},
                )
        return self

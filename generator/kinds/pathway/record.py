"""The record of a pathway: how to take part as a mentee site or as a mentor site."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field
from pydantic_core import PydanticCustomError

from generator.kinds.pathway.parts import Apply, Brief, Criterion, Point, Row, Step
from generator.kinds.pathway.practice.practice import Practice
from generator.records.fields.roles import Role
from generator.records.fields.rules import rule
from generator.records.fields.types import Prose, Ref, Text
from generator.records.record import Record


class Pathway(Record):
    """What a future mentee site or mentor site needs to know to prepare."""

    name: Annotated[Text, Role.NAME]
    short_name: Annotated[Text | None, Role.SHORT_NAME] = None
    also_asked: Annotated[tuple[Text, ...], Role.SEARCH_WORDS] = ()
    """Other words that people may search for. Pages do not show them."""
    position: Annotated[int, Role.POSITION] = 1
    audience: Literal["mentee", "mentor"]
    summary: Annotated[Text, Role.SUMMARY]
    who_it_is_for: Prose
    """Two or three sentences for the overview at the top of the page."""
    background: Prose | None = None
    """More about who takes part, collapsed below `who_it_is_for`."""
    what_you_get: Annotated[tuple[Point, ...], Field(min_length=1)]
    what_you_commit_to: Annotated[tuple[Point, ...], Field(min_length=1)]
    time: Row | None = None
    cost: Row | None = None
    steps: Annotated[tuple[Step, ...], Field(min_length=1)]
    criteria: tuple[Criterion, ...] = ()
    selection_note: Prose | None = None
    """Introduces the criteria with the basis `reported`: who reported them, and for which sites."""
    top_questions: Annotated[tuple[Annotated[str, Ref("faqs")], ...], Field(max_length=5)] = ()
    """The questions that the page links to. By default, the first five for its audience."""
    brief: Brief | None = None
    practice: Practice | None = None
    not_known: Annotated[tuple[Text, ...], Role.OPEN_QUESTION] = ()
    """What applicants would ask but no source states."""
    apply: Apply

    @property
    def called(self) -> str:
        """The short name, or else the name."""
        return self.short_name or self.name

    @property
    def order(self) -> tuple[object, ...]:
        """The sort key: the mentee pathway first, because more readers want it."""
        return (self.position,)

    @rule
    def _check_steps(self) -> Iterator[PydanticCustomError]:
        """Check that each step names a source of the record, unless it is inferred."""
        for number, step in enumerate(self.steps):
            if step.source is None and not step.inferred:
                yield PydanticCustomError(
                    "fact_without_source",
                    "This step does not say which source states it.",
                    {"hint": "Add 'source:', or 'inferred: true' if it is our reading.", "at": ("steps", number)},
                )

    @rule
    def _check_criteria(self) -> Iterator[PydanticCustomError]:
        """Check that criteria have different ids, and a year unless the current pages list them."""
        ids = [criterion.id for criterion in self.criteria]
        for number, criterion in enumerate(self.criteria):
            if criterion.id in ids[:number]:
                yield PydanticCustomError(
                    "duplicate_id",
                    "Another criterion has the id '{got}' too.",
                    {"got": criterion.id, "hint": "Give each criterion its own id.", "at": ("criteria", number, "id")},
                )
            if criterion.basis != "asked" and criterion.year is None:
                yield PydanticCustomError(
                    "criterion_without_year",
                    "This criterion has no year.",
                    {"hint": "Add 'year:' with the year of the document.", "at": ("criteria", number)},
                )

"""The classes for practice questions, which staff define in the record of a pathway."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from generator.kinds.pathway.parts import PartId
from generator.records.fields.roles import Role
from generator.records.fields.rules import rule
from generator.records.fields.types import StrictModel, Text

TEXT_KINDS = ("short", "long")
"""The kinds of answer that can have a word limit."""


class PracticeQuestion(StrictModel):
    """A question, why it is asked, and what kind of answer it takes."""

    id: PartId
    text: Text
    why: Text
    """Why it is asked: the published quality or matching criterion that it is based on."""
    hint: Text | None = None
    kind: Annotated[Literal["short", "long", "number", "yes_no", "choice", "choices"], Role.NOT_TEXT] = "long"
    """The kind of answer. `short`: one line. `long`: several sentences. `number`: a whole number. `yes_no`: yes or no.
    `choice`: one of the choices. `choices`: any of them."""
    choices: tuple[Text, ...] = ()
    required: bool = True
    words: Annotated[int, Field(ge=5, le=2000)] | None = None
    """The word limit of the answer."""
    at_least: Annotated[int, Field(ge=0)] | None = None
    """The smallest number allowed."""
    at_most: Annotated[int, Field(ge=1)] | None = None
    """The largest number allowed."""

    @model_validator(mode="after")
    def _check_choices(self) -> "PracticeQuestion":
        """Check that questions with choices have at least two, and that others have none."""
        has_choices = self.kind in ("choice", "choices")
        if has_choices and len(self.choices) < 2:
            raise PydanticCustomError(
                "too_few_choices",
                "This question needs at least two choices.",
                {"hint": "Add them to 'choices:', or change 'kind'.", "at": ("choices",)},
            )
        if self.choices and not has_choices:
            raise PydanticCustomError(
                "needless_choices",
                "A question with 'kind: {got}' cannot have 'choices'.",
                {"got": self.kind, "hint": "Use 'kind: choice' or 'kind: choices'.", "at": ("choices",)},
            )
        return self

    @model_validator(mode="after")
    def _check_words(self) -> "PracticeQuestion":
        """Check that only text answers have a word limit."""
        if self.words and self.kind not in TEXT_KINDS:
            raise PydanticCustomError(
                "needless_word_limit",
                "A question with 'kind: {got}' cannot have 'words'.",
                {"got": self.kind, "hint": "Use 'kind: short' or 'kind: long', or delete the line.", "at": ("words",)},
            )
        return self

    @model_validator(mode="after")
    def _check_range(self) -> "PracticeQuestion":
        """Check that only numbers have a range, and that its ends are in order."""
        ends = {name: end for name in ("at_least", "at_most") if (end := getattr(self, name)) is not None}
        if ends and self.kind != "number":
            raise PydanticCustomError(
                "needless_range",
                "A question with 'kind: {got}' cannot have '{name}'.",
                {
                    "name": next(iter(ends)),
                    "got": self.kind,
                    "hint": "Use 'kind: number', or delete the line.",
                    "at": (next(iter(ends)),),
                },
            )
        if len(ends) == 2 and ends["at_least"] > ends["at_most"]:
            raise PydanticCustomError(
                "reversed_range",
                "'at_least' ({least}) is larger than 'at_most' ({most}).",
                {
                    "least": ends["at_least"],
                    "most": ends["at_most"],
                    "hint": "Put the smaller number in 'at_least'.",
                    "at": ("at_least",),
                },
            )
        return self


class PracticeSection(StrictModel):
    """A part of the practice questions that one person could answer in one sitting."""

    id: PartId
    title: Text
    intro: Text | None = None
    questions: Annotated[tuple[PracticeQuestion, ...], Field(min_length=1)]


class Practice(StrictModel):
    """The practice questions of a pathway."""

    official: bool = False
    """True if the program supplied the questions. Otherwise pages call them practice questions."""
    version: Annotated[int, Field(ge=1)] = 1
    """Increase when a question changes its meaning. Saved answers to older versions are shown separately."""
    sections: Annotated[tuple[PracticeSection, ...], Field(min_length=1)]

    @rule
    def _check_ids(self) -> Iterator[PydanticCustomError]:
        """Check that all sections and questions have different ids: answers are saved under them."""
        seen: set[str] = set()
        for number, section in enumerate(self.sections):
            for at, name in [
                (("sections", number, "id"), section.id),
                *(
                    (("sections", number, "questions", place, "id"), question.id)
                    for place, question in enumerate(section.questions)
                ),
            ]:
                if name in seen:
                    yield PydanticCustomError(
                        "duplicate_id",
                        "Another section or question has the id '{got}' too.",
                        {"got": name, "hint": "Give each one its own id.", "at": at},
                    )
                seen.add(name)

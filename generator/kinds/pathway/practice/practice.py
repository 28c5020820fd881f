"""Practice answers: the questions of a pathway, as staff define them, with which a team prepares its application."""

from typing import Annotated, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from generator.kinds.pathway.parts import PartId
from generator.records.fields.types import StrictModel, Text

WRITTEN = ("short", "long")
"""The kinds of answer that have words to count."""


class PracticeQuestion(StrictModel):
    """One question, why it is asked, and what kind of answer it takes."""

    id: PartId
    text: Text
    why: Text
    """Why it is asked: the published quality or basis of pairing behind it."""
    hint: Text | None = None
    kind: Literal["short", "long", "number", "yes_no", "choice", "choices"] = "long"
    """A line, some sentences, a whole number, yes or no, one of the choices, or any of them."""
    choices: tuple[Text, ...] = ()
    required: bool = True
    words: Annotated[int, Field(ge=5, le=2000)] | None = None
    """The most words that the answer may have."""
    at_least: Annotated[int, Field(ge=0)] | None = None
    """The smallest number that is asked for."""
    at_most: Annotated[int, Field(ge=1)] | None = None
    """The largest number that is asked for."""

    @model_validator(mode="after")
    def _choices(self) -> "PracticeQuestion":
        """Two choices or more where one is to be made, and none where not."""
        chosen = self.kind in ("choice", "choices")
        if chosen and len(self.choices) < 2:
            raise PydanticCustomError(
                "too_few_choices",
                "A question with choices needs two of them.",
                {"hint": "Add 'choices:', or another 'kind:'.", "at": ("choices",)},
            )
        if self.choices and not chosen:
            raise PydanticCustomError(
                "needless_choices",
                "'choices' stand at a question of the kind '{got}'.",
                {"got": self.kind, "hint": "Write 'kind: choice' or 'kind: choices'.", "at": ("choices",)},
            )
        return self

    @model_validator(mode="after")
    def _words(self) -> "PracticeQuestion":
        """Only what is written has words to count."""
        if self.words and self.kind not in WRITTEN:
            raise PydanticCustomError(
                "needless_words",
                "'words' stands at a question of the kind '{got}'.",
                {"got": self.kind, "hint": "Only 'short' and 'long' answers have a limit.", "at": ("words",)},
            )
        return self

    @model_validator(mode="after")
    def _range(self) -> "PracticeQuestion":
        """Only a number lies in a range, whose ends stand in order."""
        ends = {name: end for name in ("at_least", "at_most") if (end := getattr(self, name)) is not None}
        if ends and self.kind != "number":
            raise PydanticCustomError(
                "needless_range",
                "'{name}' stands at a question of the kind '{got}'.",
                {
                    "name": next(iter(ends)),
                    "got": self.kind,
                    "hint": "Only a 'number' has it.",
                    "at": (next(iter(ends)),),
                },
            )
        if len(ends) == 2 and ends["at_least"] > ends["at_most"]:
            raise PydanticCustomError(
                "turned_range",
                "'at_least' is {least}, and 'at_most' is {most}.",
                {
                    "least": ends["at_least"],
                    "most": ends["at_most"],
                    "hint": "Write the smaller one in 'at_least'.",
                    "at": ("at_least",),
                },
            )
        return self


class PracticeSection(StrictModel):
    """A group of questions that one person could answer in one sitting."""

    id: PartId
    title: Text
    intro: Text | None = None
    questions: Annotated[tuple[PracticeQuestion, ...], Field(min_length=1)]


class Practice(StrictModel):
    """All questions of a pathway."""

    official: bool = False
    """Whether the program supplied the list; until then the pages call them practice questions."""
    version: Annotated[int, Field(ge=1)] = 1
    """Grows when a question changes its meaning: answers kept on a device for an older one are shown as such."""
    sections: Annotated[tuple[PracticeSection, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _own_ids(self) -> "Practice":
        """Each section and each question has a name of its own: answers are kept by it."""
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
                    raise PydanticCustomError(
                        "duplicate_id",
                        "'{got}' is the id of another section or question too.",
                        {"got": name, "hint": "Give each one of its own.", "at": at},
                    )
                seen.add(name)
        return self

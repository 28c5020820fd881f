"""The record of a question: what readers ask, what sources answer, and what they leave open."""

from typing import Annotated, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from generator.records.fields.roles import Role
from generator.records.fields.types import Choice, Prose, Ref, Text
from generator.records.record import Record


class Faq(Record):
    """A question with its answer, or marked as unanswered if no source answers it."""

    question: Annotated[Text, Role.TITLE]
    also_asked: Annotated[tuple[Text, ...], Role.SEARCH_WORDS] = ()
    """Other words that people may search for, such as 'deadline'. Pages do not show them."""
    audience: Literal["public", "mentee", "mentor", "both"]
    """Who asks it."""
    topics: Annotated[tuple[Choice, ...], Field(min_length=1)]
    """What it is about."""
    position: Annotated[int, Role.POSITION] = 50
    """The place among the questions of its topic. Smaller numbers come first."""
    answer: Annotated[Prose | None, Role.BODY, Role.EXPECTED] = None
    """What sources answer. If none does, delete this line and use `unanswered: true`."""
    unanswered: Annotated[bool, Role.OPEN_QUESTION, Role.EXPECTED] = False
    """True if no source answers the question. The page says so, and whom to ask."""
    still_unknown: Annotated[tuple[Text, ...], Role.OPEN_QUESTION] = ()
    """What the answer leaves open, written as questions for the program."""
    related: tuple[Annotated[str, Ref("faqs")], ...] = ()

    @property
    def order(self) -> tuple[object, ...]:
        """The sort key: by position, then by the question."""
        return (self.position, self.question.casefold())

    @model_validator(mode="after")
    def _answered_or_not(self) -> "Faq":
        """Check that the record has either an answer or `unanswered: true`, not both."""
        if self.unanswered and self.answer:
            raise PydanticCustomError(
                "answered_and_unanswered",
                "This question has an answer and 'unanswered: true'.",
                {
                    "hint": "Delete one of the two. Put what the answer leaves open in 'still_unknown'.",
                    "at": ("unanswered",),
                },
            )
        if not self.unanswered and not self.answer:
            raise PydanticCustomError(
                "no_answer",
                "The question has no answer.",
                {"hint": "Add 'answer:', or 'unanswered: true' if no source answers it."},
            )
        return self

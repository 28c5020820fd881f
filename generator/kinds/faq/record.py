"""One question that readers ask, with what the sources answer and what they leave open."""

from typing import Annotated, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from generator.records.fields.types import Choice, Prose, Ref, Text
from generator.records.record import Record


class Faq(Record):
    """A question; an answer, or the plain word that no source answers it."""

    question: Text
    also_asked: tuple[Text, ...] = ()
    """The same question in words that people type into search, as in 'deadline'. Pages do not show them."""
    audience: Literal["public", "mentee", "mentor", "both"]
    """Who asks it."""
    topics: Annotated[tuple[Choice, ...], Field(min_length=1)]
    """What it is about."""
    position: int = 50
    """Where it stands within its audience: small numbers first."""
    answer: Prose | None = None
    unanswered: bool = False
    """No source answers it; the page says so and whom to ask."""
    still_unknown: tuple[Text, ...] = ()
    """What an answer leaves open, as questions for the program."""
    related: tuple[Annotated[str, Ref("faqs")], ...] = ()

    @property
    def order(self) -> tuple[object, ...]:
        """By position, then as spelled."""
        return (self.position, self.question.casefold())

    @model_validator(mode="after")
    def _answered_or_not(self) -> "Faq":
        """Either an answer or `unanswered: true`; never both, never neither."""
        if self.unanswered and self.answer:
            raise PydanticCustomError(
                "answered_and_not",
                "'unanswered: true' stands beside an answer.",
                {
                    "hint": "Delete one of the two; what an answer leaves open goes into 'still_unknown'.",
                    "at": ("unanswered",),
                },
            )
        if not self.unanswered and not self.answer:
            raise PydanticCustomError(
                "no_answer",
                "The question has no answer.",
                {"hint": "Write 'answer:', or 'unanswered: true' where no source answers it."},
            )
        return self

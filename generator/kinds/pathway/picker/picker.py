"""The settings, checks and template variables of "Learn or mentor?", which helps readers choose a pathway."""

from collections.abc import Iterator, Mapping
from typing import Annotated

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from generator.base.problems import Problem, did_you_mean
from generator.kinds.pathway.parts import PartId
from generator.records.catalog import Catalog
from generator.records.fields.types import Pattern, StrictModel, Text

NAME = "learn-or-mentor"
"""The name of the settings file in `data/`."""


class Choice(StrictModel):
    """An answer, and where it leads: to a later question or to an exit."""

    label: Text
    next: PartId | None = None
    exit: PartId | None = None


class PickerQuestion(StrictModel):
    """A question with its answers."""

    id: PartId
    question: Text
    hint: Text | None = None
    choices: Annotated[tuple[Choice, ...], Field(min_length=2)]


class Exit(StrictModel):
    """A page of this site that answers can lead to, and why."""

    id: PartId
    title: Text
    why: Text
    url: Annotated[str, Pattern(r"/\S*", "a page of this site, as in /apply/mentor/")]


class Picker(StrictModel):
    """The questions in order, and the exits that they lead to."""

    questions: Annotated[tuple[PickerQuestion, ...], Field(min_length=1, max_length=3)]
    exits: Annotated[tuple[Exit, ...], Field(min_length=2)]

    @model_validator(mode="after")
    def _check_exits(self) -> "Picker":
        """Check that each answer leads to a later question or to an exit, and that each exit can be reached."""
        for number, question in enumerate(self.questions):
            later = [other.id for other in self.questions[number + 1 :]]
            for place, choice in enumerate(question.choices):
                at = ("questions", number, "choices", place)
                if (choice.next is None) == (choice.exit is None):
                    raise PydanticCustomError(
                        "next_or_exit",
                        "Give either 'next' or 'exit'.",
                        {"hint": "Use 'next' for a later question, or 'exit' for one of the exits.", "at": at},
                    )
                _check_id(choice.next, later, "a later question", (*at, "next"))
                _check_id(choice.exit, [exit_.id for exit_ in self.exits], "an exit", (*at, "exit"))
        reached = {choice.exit for question in self.questions for choice in question.choices}
        for number, exit_ in enumerate(self.exits):
            if exit_.id not in reached:
                raise PydanticCustomError(
                    "unreachable_exit",
                    "No answer leads to the exit '{got}'.",
                    {
                        "got": exit_.id,
                        "hint": "Add an answer with 'exit: …', or delete the exit.",
                        "at": ("exits", number),
                    },
                )
        return self


def _check_id(name: str | None, known: list[str], what: str, at: tuple[str | int, ...]) -> None:
    """Check that `name` is None or one of the `known` ids. `what` completes the sentence "'x' is not …"."""
    if name is not None and name not in known:
        hint = did_you_mean(name, known) or (
            f"Use one of {', '.join(known)}." if known else "There is none: use 'exit'."
        )
        context = {"got": name, "what": what, "hint": hint, "at": at}
        raise PydanticCustomError("unknown_target", "'{got}' is not {what}.", context)


def check_picker(catalog: Catalog) -> Iterator[Problem]:
    """Check that each exit leads to a page that exists."""
    picker: Picker | None = catalog.settings.get(NAME)
    indexes = {kind.home for kind in catalog.kinds.values() if kind.index}
    known = {*catalog.content.titles, *indexes, *(catalog.url(record) for record in catalog)}
    for number, exit_ in enumerate(picker.exits if picker else ()):
        if exit_.url.lstrip("/").split("#")[0] not in known:
            yield Problem(
                catalog.sources["", NAME].place(("exits", number, "url")),
                "unknown-link",
                f"No page has the address '{exit_.url}'.",
                did_you_mean(exit_.url, sorted(f"/{address}" for address in known))
                or "Use the address of a page of this site, as in /apply/mentor/.",
            )


def picker_view(catalog: Catalog) -> Mapping[str, object]:
    """Return the questions and exits, as `picker`."""
    return {"picker": catalog.settings[NAME]}

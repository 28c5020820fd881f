"""Learn or mentor? Two or three plain questions that lead to a pathway, to people, or to help."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from generator.base.problems import Problem, did_you_mean
from generator.kinds.pathway.parts import PartId
from generator.records.catalog import Catalog
from generator.records.fields.types import Pattern, StrictModel, Text

NAME = "learn-or-mentor"
"""The settings file in data/."""


class Choice(StrictModel):
    """An answer, and where it leads: to a later question or to an exit."""

    label: Text
    next: PartId | None = None
    exit: PartId | None = None


class PickerQuestion(StrictModel):
    """One question with its answers."""

    id: PartId
    question: Text
    hint: Text | None = None
    choices: Annotated[tuple[Choice, ...], Field(min_length=2)]


class Exit(StrictModel):
    """Where a reader arrives: what it is, why the answers lead here, and a page of this site."""

    id: PartId
    title: Text
    why: Text
    url: Annotated[str, Pattern(r"/\S*", "a page of this site, as in /apply/mentor/")]


class Picker(StrictModel):
    """All questions, from the first one down, and all exits."""

    questions: Annotated[tuple[PickerQuestion, ...], Field(min_length=1, max_length=3)]
    exits: Annotated[tuple[Exit, ...], Field(min_length=2)]

    @model_validator(mode="after")
    def _exits(self) -> "Picker":
        """Each answer leads on to a later question or to an exit, and each exit can be reached."""
        for number, question in enumerate(self.questions):
            later = [other.id for other in self.questions[number + 1 :]]
            for place, choice in enumerate(question.choices):
                at = ("questions", number, "choices", place)
                if (choice.next is None) == (choice.exit is None):
                    raise PydanticCustomError(
                        "next_or_exit",
                        "Give either 'next' or 'exit'.",
                        {"hint": "'next' names a later question, 'exit' one of the exits.", "at": at},
                    )
                _known(choice.next, later, "a later question", (*at, "next"))
                _known(choice.exit, [one.id for one in self.exits], "an exit", (*at, "exit"))
        reached = {choice.exit for question in self.questions for choice in question.choices}
        for number, one in enumerate(self.exits):
            if one.id not in reached:
                raise PydanticCustomError(
                    "exit_without_way",
                    "No answer leads to the exit '{got}'.",
                    {"got": one.id, "hint": "Add an answer with 'exit: …', or delete it.", "at": ("exits", number)},
                )
        return self


def _known(name: str | None, known: list[str], what: str, at: tuple[str | int, ...]) -> None:
    if name is not None and name not in known:
        hint = did_you_mean(name, known) or (
            f"Use one of {', '.join(known)}." if known else "None follows: use 'exit'."
        )
        context = {"got": name, "what": what, "hint": hint, "at": at}
        raise PydanticCustomError("leads_nowhere", "'{got}' is not {what}.", context)


def picker_problems(catalog: Catalog) -> Iterator[Problem]:
    """Each exit leads to a page that exists."""
    picker: Picker | None = catalog.settings.get(NAME)
    indexes = {kind.home for kind in catalog.kinds.values() if kind.index}
    known = {*catalog.titles, *indexes, *(catalog.url(record) for record in catalog)}
    for number, one in enumerate(picker.exits if picker else ()):
        if one.url.lstrip("/").split("#")[0] not in known:
            yield Problem(
                catalog.sources["", NAME].place(("exits", number, "url")),
                "unknown-link",
                f"No page has the address '{one.url}'.",
                did_you_mean(one.url, sorted(f"/{address}" for address in known)),
            )


def picker_view(catalog: Catalog) -> Mapping[str, Any]:
    """The names that picker.html needs."""
    return {"picker": catalog.settings[NAME]}

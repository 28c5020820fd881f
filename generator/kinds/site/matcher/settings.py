"""`data/like-yours.yml`: the questions, groups and sentences of the page that shows sites like the reader's own."""

from collections.abc import Iterable, Iterator
from typing import Annotated

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from generator.base.problems import Problem, did_you_mean
from generator.kinds.site.list.facets import SITE_FACETS, all_labels
from generator.records.catalog import Catalog
from generator.records.fields.types import Pattern, StrictModel, Text
from generator.yaml_files.yaml_source import KeyPath

NAME = "like-yours"
"""The name of the settings file."""

FACET_OF = {side.key: side for side in SITE_FACETS}

Id = Annotated[str, Pattern(r"[a-z0-9-]+", "a short name of small letters, digits and hyphens")]


class OwnChoice(StrictModel):
    """An answer to a question that no site is compared by. Its id stands in links that readers share."""

    id: Id
    label: Text


class MatchQuestion(StrictModel):
    """One question about the reader's organization. Its id stands in links that readers share."""

    id: Id
    question: Text
    hint: Text | None = None
    brief: Text
    """What the brief calls the answer."""
    side: Text | None = None
    """The side of the sites that it asks for, which gives its choices."""
    choices: tuple[OwnChoice, ...] = ()
    """Its own, where it asks for no side: the brief holds them, and no site is compared by them."""
    one_answer: bool = False
    """Whether only one choice can be true. Without it, readers choose as many as they like."""

    @model_validator(mode="after")
    def _choices(self) -> "MatchQuestion":
        """Choices come from a side or stand here, each once."""
        if self.side is not None and self.side not in FACET_OF:
            raise _fault("unknown_side", "'{got}' is not a side of the sites.", self.side, FACET_OF, ("side",))
        if self.side and self.choices:
            message = "The side '{got}' has choices, and 'choices' are given too."
            raise _fault("choices_of_a_side", message, self.side, "Delete 'choices', or delete 'side'.", ("choices",))
        if not self.side and not self.choices:
            hint = "Add the side of the sites that it asks for, or choices of its own."
            raise _fault("no_choices", "The question '{got}' has neither 'side' nor 'choices'.", self.id, hint, ("id",))
        _each_once("duplicate_choice", "Two choices have the id '{got}'.", self.choices, "choices")
        return self


class Group(StrictModel):
    """A group of the result: the sites that share an answer to each of these questions, and stand in none above."""

    heading: Text
    shares: Annotated[tuple[Text, ...], Field(min_length=1)]


class Opposite(StrictModel):
    """Two values of a side of which a site that has one lacks the other."""

    side: Text
    values: Annotated[tuple[Text, ...], Field(min_length=2, max_length=2)]

    @model_validator(mode="after")
    def _two(self) -> "Opposite":
        """They differ."""
        if self.values[0] == self.values[1]:
            hint = "Name two values, or delete the pair."
            raise _fault("own_opposite", "'{got}' cannot be its own opposite.", self.values[0], hint, ("values",))
        return self


class Part(StrictModel):
    """A part of the brief, and the questions that fill it."""

    heading: Text
    questions: Annotated[tuple[Text, ...], Field(min_length=1)]
    own_words: Text | None = None
    """The name of a box for the reader's own words; without it there is no box."""


class Brief(StrictModel):
    """The brief that readers print."""

    title: Text
    intro: Text
    name: Text
    """The line on which readers write their organization's name."""
    parts: Annotated[tuple[Part, ...], Field(min_length=1)]
    own_words_hint: Text
    match: Text
    """Who makes the match."""
    foot: Text


class Words(StrictModel):
    """The sentences of the page."""

    form: Text
    form_hint: Text
    result: Text
    order: Text
    other: Text
    """The heading of those that share something and stand in no group above."""
    none: Text
    """The heading of those that share nothing that a source states."""
    none_note: Text
    shares: Text
    silent: Text
    differs: Text
    sharing: Text
    """Before the number of sites that share something."""
    others: Text
    """Before the number of the others."""
    unanswered: Text
    uncompared: Text
    """Said where only questions without a side are answered."""
    match: Text
    """Who makes the match."""
    needs: Text
    needs_intro: Text


class MatcherSettings(StrictModel):
    """`data/like-yours.yml`."""

    questions: Annotated[tuple[MatchQuestion, ...], Field(min_length=1, max_length=8)]
    groups: tuple[Group, ...] = ()
    opposites: tuple[Opposite, ...] = ()
    words: Words
    brief: Brief

    @property
    def compared(self) -> dict[str, str]:
        """The side of each question that has one, by the question's id."""
        return {question.id: question.side for question in self.questions if question.side}

    @model_validator(mode="after")
    def _questions(self) -> "MatcherSettings":
        """Each has an id and a side of its own."""
        _each_once("duplicate_question", "Two questions have the id '{got}'.", self.questions, "questions")
        seen: set[str] = set()
        for number, question in enumerate(self.questions):
            if question.side in seen:
                hint = "Delete one of them, or give it another side."
                at = ("questions", number, "side")
                raise _fault("duplicate_side", "Two questions ask for the side '{got}'.", question.side, hint, at)
            seen |= {question.side} if question.side else set()
        return self

    @model_validator(mode="after")
    def _groups(self) -> "MatcherSettings":
        """Each names questions by which sites are compared, and some site could stand in it."""
        for number, group in enumerate(self.groups):
            at: KeyPath = ("groups", number, "shares")
            for place, name in enumerate(group.shares):
                self._check_question(name, (*at, place))
                if name not in self.compared:
                    message, hint = "No site can share '{got}': the question has no side.", "Name one that has a side."
                    raise _fault("never_shared", message, name, hint, (*at, place))
            for above in self.groups[:number]:
                if set(above.shares) <= set(group.shares):
                    message = "No site can stand here: those that share this stand above, in '{got}'."
                    hint = "Move this group above that one, or delete it."
                    raise _fault("empty_group", message, above.heading, hint, at)
        return self

    @model_validator(mode="after")
    def _opposites(self) -> "MatcherSettings":
        """Each is of a side that some question asks for."""
        for number, pair in enumerate(self.opposites):
            if pair.side not in self.compared.values():
                at = ("opposites", number, "side")
                compared = self.compared.values()
                raise _fault("unknown_side", "'{got}' is not the side of a question.", pair.side, compared, at)
        return self

    @model_validator(mode="after")
    def _brief(self) -> "MatcherSettings":
        """Each question fills one part."""
        filled: set[str] = set()
        for number, part in enumerate(self.brief.parts):
            for place, name in enumerate(part.questions):
                at: KeyPath = ("brief", "parts", number, "questions", place)
                self._check_question(name, at)
                if name in filled:
                    message, hint = "'{got}' stands in the brief a second time.", "Keep one of the two."
                    raise _fault("twice_in_the_brief", message, name, hint, at)
                filled.add(name)
        for number, question in enumerate(self.questions):
            if question.id not in filled:
                hint = f"Add '{question.id}' to the questions of one of its parts."
                message, at = "No part of the brief holds the question '{got}'.", ("questions", number, "id")
                raise _fault("not_in_the_brief", message, question.id, hint, at)
        return self

    def _check_question(self, name: str, at: KeyPath) -> None:
        known = [question.id for question in self.questions]
        if name not in known:
            raise _fault("unknown_question", "'{got}' is not the id of a question.", name, known, at)


def _fault(code: str, message: str, got: str, cure: str | Iterable[str], at: KeyPath) -> PydanticCustomError:
    """What is wrong with a name. The cure is a sentence, or the names that would be right."""
    hint = cure if isinstance(cure, str) else _one_of(got, list(cure))
    return PydanticCustomError(code, message, {"got": got, "hint": hint, "at": at})


def _one_of(got: str, allowed: list[str]) -> str:
    return did_you_mean(got, allowed) or f"Use one of {', '.join(allowed)}."


def _each_once(code: str, message: str, named: Iterable[MatchQuestion | OwnChoice], field: str) -> None:
    seen: set[str] = set()
    for number, one in enumerate(named):
        if one.id in seen:
            raise _fault(code, message, one.id, "Give one of them another id.", (field, number, "id"))
        seen.add(one.id)


def matcher_problems(catalog: Catalog) -> Iterator[Problem]:
    """The opposites are choices of their side, which only the terms know."""
    page: MatcherSettings | None = catalog.settings.get(NAME)
    for number, pair in enumerate(page.opposites if page else ()):
        known = [slug for slug, _ in all_labels(catalog, FACET_OF[pair.side])]
        for at, value in enumerate(pair.values):
            if value not in known:
                yield Problem(
                    catalog.sources["", NAME].place(("opposites", number, "values", at)),
                    "unknown-choice",
                    f"'{value}' is not a choice of the side '{pair.side}'.",
                    _one_of(value, known) if known else "Delete the pair: the side has no choices yet.",
                )

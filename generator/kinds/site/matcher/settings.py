"""The model of `data/like-yours.yml`: the questions, groups and text of the page "Sites like yours"."""

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
"""The name of the settings file, without its folder and extension."""

FACETS_BY_KEY = {facet.key: facet for facet in SITE_FACETS}

Id = Annotated[str, Pattern(r"[a-z0-9-]+", "a short name of lowercase letters, digits and hyphens")]


class OwnChoice(StrictModel):
    """A choice of a question on which sites are not compared. Its ID is part of links that readers share."""

    id: Id
    label: Text


class MatchQuestion(StrictModel):
    """A question about the reader's organization. Its ID is part of links that readers share."""

    id: Id
    question: Text
    hint: Text | None = None
    brief: Text
    """The label of the answer in the brief."""
    facet: Text | None = None
    """The facet of sites that the question asks about. Its values are the choices."""
    choices: tuple[OwnChoice, ...] = ()
    """The choices of a question without a facet. The brief shows the answer, but sites are not compared on it."""
    one_answer: bool = False
    """Whether a reader can choose only one answer. By default, any number can be chosen."""

    @model_validator(mode="after")
    def _check_choices(self) -> "MatchQuestion":
        """Require either a facet or choices, and unique IDs of choices."""
        if self.facet is not None and self.facet not in FACETS_BY_KEY:
            raise _error("unknown_facet", "'{got}' is not a facet of sites.", self.facet, FACETS_BY_KEY, ("facet",))
        if self.facet and self.choices:
            message = "The facet '{got}' already provides the choices."
            fix = "Delete 'choices', or delete 'facet'."
            raise _error("choices_of_a_facet", message, self.facet, fix, ("choices",))
        if not self.facet and not self.choices:
            message = "The question '{got}' has neither 'facet' nor 'choices'."
            raise _error("no_choices", message, self.id, "Add one of them.", ("id",))
        _check_unique("duplicate_choice", "Two choices have the ID '{got}'.", self.choices, "choices")
        return self


class Group(StrictModel):
    """A group of results: the sites that share an answer to each of these questions and are in no group above."""

    heading: Text
    shares: Annotated[tuple[Text, ...], Field(min_length=1)]
    """The IDs of the questions."""


class Opposite(StrictModel):
    """Two values of a facet that exclude each other."""

    facet: Text
    values: Annotated[tuple[Text, ...], Field(min_length=2, max_length=2)]

    @model_validator(mode="after")
    def _check_values(self) -> "Opposite":
        """Require two different values."""
        if self.values[0] == self.values[1]:
            fix = "Use two different values, or delete the pair."
            raise _error("own_opposite", "'{got}' cannot be its own opposite.", self.values[0], fix, ("values",))
        return self


class BriefPart(StrictModel):
    """A part of the brief, with the questions whose answers it shows."""

    heading: Text
    questions: Annotated[tuple[Text, ...], Field(min_length=1)]
    """The IDs of the questions."""
    own_words: Text | None = None
    """The label of a text box for the reader's own words. Without it, there is no text box."""


class MatchBrief(StrictModel):
    """The brief that readers print."""

    title: Text
    intro: Text
    name: Text
    """The label of the line for the organization's name."""
    parts: Annotated[tuple[BriefPart, ...], Field(min_length=1)]
    own_words_hint: Text
    match: Text
    """The sentence that says who makes the match."""
    foot: Text


class PageText(StrictModel):
    """The headings and sentences of the page."""

    form: Text
    form_hint: Text
    result: Text
    order: Text
    other: Text
    """The heading of the sites that share an answer but belong to no group above."""
    none: Text
    """The heading of the sites that share no answer."""
    none_note: Text
    shares: Text
    unknown: Text
    differs: Text
    sharing: Text
    """The label before the number of sites that share an answer."""
    others: Text
    """The label before the number of the other sites."""
    unanswered: Text
    uncompared: Text
    """The message if the only questions answered are ones without a facet."""
    match: Text
    """The sentence that says who makes the match."""
    needs: Text
    needs_intro: Text


class MatcherSettings(StrictModel):
    """The settings of `data/like-yours.yml`."""

    questions: Annotated[tuple[MatchQuestion, ...], Field(min_length=1, max_length=8)]
    groups: tuple[Group, ...] = ()
    opposites: tuple[Opposite, ...] = ()
    words: PageText
    brief: MatchBrief

    @property
    def compared(self) -> dict[str, str]:
        """The facet of each question that has one, by the question's ID."""
        return {question.id: question.facet for question in self.questions if question.facet}

    @model_validator(mode="after")
    def _check_questions(self) -> "MatcherSettings":
        """Require unique IDs and facets of questions."""
        _check_unique("duplicate_question", "Two questions have the ID '{got}'.", self.questions, "questions")
        seen: set[str] = set()
        for number, question in enumerate(self.questions):
            if question.facet in seen:
                fix = "Delete one of them, or give it another facet."
                at = ("questions", number, "facet")
                raise _error("duplicate_facet", "Two questions use the facet '{got}'.", question.facet, fix, at)
            seen |= {question.facet} if question.facet else set()
        return self

    @model_validator(mode="after")
    def _check_groups(self) -> "MatcherSettings":
        """Require that groups name questions that have a facet, and that no group is always empty."""
        for number, group in enumerate(self.groups):
            at: KeyPath = ("groups", number, "shares")
            for index, question_id in enumerate(group.shares):
                self._check_question(question_id, (*at, index))
                if question_id not in self.compared:
                    message = "The question '{got}' has no facet, so sites are not compared on it."
                    raise _error(
                        "question_without_facet", message, question_id, "Use a question with a facet.", (*at, index)
                    )
            for above in self.groups[:number]:
                if set(above.shares) <= set(group.shares):
                    message = "This group is always empty: its sites are already in '{got}' above."
                    fix = "Move this group above that one, or delete it."
                    raise _error("empty_group", message, above.heading, fix, at)
        return self

    @model_validator(mode="after")
    def _check_opposites(self) -> "MatcherSettings":
        """Require that the facet of each opposite is the facet of a question."""
        for number, pair in enumerate(self.opposites):
            facets = self.compared.values()
            if pair.facet not in facets:
                at = ("opposites", number, "facet")
                raise _error("unknown_facet", "'{got}' is not the facet of a question.", pair.facet, facets, at)
        return self

    @model_validator(mode="after")
    def _check_brief(self) -> "MatcherSettings":
        """Require that each question is in exactly one part of the brief."""
        listed: set[str] = set()
        for number, part in enumerate(self.brief.parts):
            for index, question_id in enumerate(part.questions):
                at: KeyPath = ("brief", "parts", number, "questions", index)
                self._check_question(question_id, at)
                if question_id in listed:
                    message, fix = "'{got}' is listed in the brief twice.", "Delete one of the two."
                    raise _error("duplicate_in_brief", message, question_id, fix, at)
                listed.add(question_id)
        for number, question in enumerate(self.questions):
            if question.id not in listed:
                message = "The question '{got}' is not in any part of the brief."
                fix = f"Add '{question.id}' to the questions of a part."
                raise _error("missing_from_brief", message, question.id, fix, ("questions", number, "id"))
        return self

    def _check_question(self, question_id: str, at: KeyPath) -> None:
        known = [question.id for question in self.questions]
        if question_id not in known:
            raise _error("unknown_question", "'{got}' is not the ID of a question.", question_id, known, at)


def _error(code: str, message: str, got: str, fix: str | Iterable[str], at: KeyPath) -> PydanticCustomError:
    """Return the validation error for a wrong value. `fix` is a sentence, or the values that would be right."""
    hint = fix if isinstance(fix, str) else _suggest(got, list(fix))
    return PydanticCustomError(code, message, {"got": got, "hint": hint, "at": at})


def _suggest(got: str, allowed: list[str]) -> str:
    """Return a hint with the most similar of the allowed values, or with all of them if none is similar."""
    return did_you_mean(got, allowed) or f"Use one of {', '.join(allowed)}."


def _check_unique(code: str, message: str, items: Iterable[MatchQuestion | OwnChoice], field: str) -> None:
    seen: set[str] = set()
    for number, item in enumerate(items):
        if item.id in seen:
            raise _error(code, message, item.id, "Give one of them another ID.", (field, number, "id"))
        seen.add(item.id)


def matcher_problems(catalog: Catalog) -> Iterator[Problem]:
    """Yield a problem for each value of an opposite that its facet cannot have. Only the catalog knows the values."""
    settings: MatcherSettings | None = catalog.settings.get(NAME)
    for number, pair in enumerate(settings.opposites if settings else ()):
        known = [slug for slug, _ in all_labels(catalog, FACETS_BY_KEY[pair.facet])]
        for index, value in enumerate(pair.values):
            if value not in known:
                yield Problem(
                    catalog.sources["", NAME].place(("opposites", number, "values", index)),
                    "unknown-choice",
                    f"'{value}' is not a value of the facet '{pair.facet}'.",
                    _suggest(value, known) if known else "Delete the pair: the facet has no values yet.",
                )

"""One way into the initiative: for those who want to learn, or for those who could mentor."""

from typing import Annotated, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from generator.fields import Prose, Shape, SourceId, Text, Url, Year
from generator.kind import Record


class Point(Shape):
    """One thing that a site gets or commits to; with a year where only an older source states it."""

    text: Text
    year: Year | None = None
    """The year of the rule, where a later document does not repeat it."""
    source: SourceId


class Step(Shape):
    """One step of the way: what is done, by whom and when."""

    what: Text
    detail: Prose | None = None
    who: Text
    when: Text | None = None
    inferred: bool = False
    """The order or the step is our reading of the sources, and the page says so."""
    source: SourceId | None = None


class Criterion(Shape):
    """One quality that the programme has asked of applicants."""

    text: Text
    year: Year
    basis: Literal["sought", "reported"]
    """Sought in the call, or reported for those who were chosen."""
    why: Text | None = None
    evidence: tuple[Text, ...] = ()
    weight: Literal["must", "should"] = "should"
    source: SourceId


class Document(Shape):
    """A paper that an applicant meets on the way."""

    name: Text
    url: Url | None = None
    note: Text | None = None


class Question(Shape):
    """Something that an applicant is asked, or should have asked themselves."""

    text: Text
    why: Text | None = None


class Apply(Shape):
    """Where to apply: an address, or the word that there is none."""

    url: Url | None = None
    none: bool = False

    @model_validator(mode="after")
    def _one(self) -> "Apply":
        """Either an address or `none: true`."""
        if (self.url is None) != self.none:
            raise PydanticCustomError(
                "apply_url_or_none",
                "Give either 'url' or 'none: true'.",
                {"hint": "Write 'none: true' while no form is open."},
            )
        return self


class Pathway(Record):
    """All that a would-be learning site or mentor site needs to prepare."""

    name: Text
    position: int = 1
    audience: Literal["mentee", "mentor"]
    summary: Text
    who_it_is_for: Prose
    what_you_get: Annotated[tuple[Point, ...], Field(min_length=1)]
    what_you_commit_to: Annotated[tuple[Point, ...], Field(min_length=1)]
    steps: Annotated[tuple[Step, ...], Field(min_length=1)]
    criteria: tuple[Criterion, ...] = ()
    documents: tuple[Document, ...] = ()
    questions: tuple[Question, ...] = ()
    not_known: tuple[Text, ...] = ()
    """What no source states and an applicant would ask."""
    apply: Apply

    @property
    def order(self) -> tuple[object, ...]:
        """The learning site's way first: more readers want it."""
        return (self.position,)

    @model_validator(mode="after")
    def _known_sources(self) -> "Pathway":
        """Each point, step and criterion names a source of the record; an inferred step names none or the nearest."""
        ids = [citation.id for citation in self.sources]
        groups: dict[str, tuple[Point | Step | Criterion, ...]] = {
            "what_you_get": self.what_you_get,
            "what_you_commit_to": self.what_you_commit_to,
            "steps": self.steps,
            "criteria": self.criteria,
        }
        for name, group in groups.items():
            for number, part in enumerate(group):
                if part.source is not None and part.source not in ids:
                    raise PydanticCustomError(
                        "unknown_source",
                        "'{got}' is not the id of a source of this record.",
                        {"got": part.source, "allowed": [i for i in ids if i], "at": (name, number, "source")},
                    )
        for number, step in enumerate(self.steps):
            if step.source is None and not step.inferred:
                raise PydanticCustomError(
                    "fact_without_source",
                    "This step does not say which source states it.",
                    {"hint": "Add 'source:', or 'inferred: true' where it is our reading.", "at": ("steps", number)},
                )
        return self

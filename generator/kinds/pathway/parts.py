"""The parts that a pathway is made of."""

from typing import Annotated, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from generator.records.fields.citations import SourceId
from generator.records.fields.types import Pattern, Prose, Ref, StrictModel, Text, Url, Year

PartId = Annotated[str, Pattern(r"[a-z0-9]+(-[a-z0-9]+)*", "a short name of small letters, digits and hyphens")]
"""The name by which an answer is kept on a reader's device; once published it never changes."""


class Earlier(StrictModel):
    """How a rule read in an older document; the rule that holds stands above it."""

    text: Text
    year: Year
    source: SourceId


class Point(StrictModel):
    """One thing that a site gets or commits to; with a year where only an older source states it."""

    text: Text
    year: Year | None = None
    """The year of the rule, where a later document does not repeat it."""
    source: SourceId
    earlier: Earlier | None = None
    """What was the rule before, where sources differ."""


class Row(StrictModel):
    """What sources say about one matter of the overview, such as cost, and what they leave open."""

    points: tuple[Point, ...] = ()
    not_published: Text | None = None
    """What a reader would also want to know and no source states, as it reads after "Not published:"."""


class Step(StrictModel):
    """One step: what is done, by whom and when."""

    phase: Text | None = None
    """The phase that begins with this step; the steps that follow belong to it too."""
    what: Text
    detail: Prose | None = None
    who: Text
    when: Text | None = None
    inferred: bool = False
    """The order or the step is our reading of the sources, and the page says so."""
    source: SourceId | None = None


class Criterion(StrictModel):
    """One quality that the program has asked of applicants, with what helps a team to talk about it."""

    id: PartId
    text: Text
    year: Year | None = None
    """The year of the document that lists it; left out where the current page does."""
    basis: Literal["sought", "reported", "asked"]
    """Sought in a call, reported for those who were chosen, or asked or said of such sites on the current pages."""
    why: Text | None = None
    evidence: tuple[Text, ...] = ()
    ask: Text | None = None
    """What to ask the program where a team is not sure."""
    resources: tuple[Annotated[str, Ref("resources")], ...] = ()
    """What to read to get there."""
    shown_by: tuple[Annotated[str, Ref("sites")], ...] = ()
    """Sites whose sources show it."""
    source: SourceId


class Brief(StrictModel):
    """One page for those who decide: said in full, since they will not read the rest."""

    what_it_is: Text
    cost: Annotated[tuple[Text, ...], Field(min_length=1)]
    """In people, time and money, as far as sources say."""
    result: Annotated[tuple[Text, ...], Field(min_length=1)]
    not_known: tuple[Text, ...] = ()
    next_step: Text


class Apply(StrictModel):
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

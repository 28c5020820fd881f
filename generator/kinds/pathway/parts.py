"""The classes for the parts of a pathway's record: points, steps, criteria, the brief and how to apply."""

from typing import Annotated, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from generator.records.fields.citations import CitedId
from generator.records.fields.roles import Role
from generator.records.fields.types import Pattern, Prose, Ref, StrictModel, Text, Url, Year

PartId = Annotated[
    str, Pattern(r"[a-z0-9]+(-[a-z0-9]+)*", "a short name of lowercase letters, digits and hyphens"), Role.NOT_TEXT
]
"""An id under which answers are saved on readers' devices. Never change one that was published."""


class Earlier(StrictModel):
    """The rule in an older document, shown below the current one."""

    text: Text
    year: Year
    source: CitedId


class Point(StrictModel):
    """Something that a site gets or commits to, with the year if only an older source states it."""

    text: Text
    year: Year | None = None
    """The year of the rule, if later documents do not repeat it."""
    source: CitedId
    earlier: Earlier | None = None
    """The earlier rule, if sources differ."""


class Row(StrictModel):
    """A row of the overview, such as cost: what sources say about it, and what they leave open."""

    points: tuple[Point, ...] = ()
    not_published: Text | None = None
    """What readers would also want to know but no source states, as it reads after 'Not published:'."""


class Step(StrictModel):
    """A step: what is done, by whom and when."""

    phase: Text | None = None
    """The phase that begins with this step. Later steps belong to it until the next phase."""
    what: Text
    detail: Prose | None = None
    who: Text
    when: Text | None = None
    inferred: bool = False
    """True if the step or its order is our reading of the sources. The page says so."""
    source: CitedId | None = None


class Criterion(StrictModel):
    """A quality that the program has looked for in applicants, with help for a team that discusses it."""

    id: PartId
    text: Text
    year: Year | None = None
    """The year of the document that lists it. Leave out if the current pages list it."""
    basis: Literal["sought", "reported", "asked"]
    """`sought`: listed in a call for applications. `reported`: used in a past selection. `asked`: asked or stated on
    the current pages."""
    why: Text | None = None
    evidence: tuple[Text, ...] = ()
    ask: Text | None = None
    """What to ask the program if the team is not sure."""
    resources: tuple[Annotated[str, Ref("resources")], ...] = ()
    """What to read to prepare."""
    shown_by: tuple[Annotated[str, Ref("sites")], ...] = ()
    """Sites that show this quality, according to their sources."""
    source: CitedId


class Brief(StrictModel):
    """A one-page brief for decision makers, which must be clear without the rest of the record."""

    what_it_is: Text
    cost: Annotated[tuple[Text, ...], Field(min_length=1)]
    """What it takes in people, time and money, as far as sources say."""
    result: Annotated[tuple[Text, ...], Field(min_length=1)]
    not_known: tuple[Text, ...] = ()
    next_step: Text


class Apply(StrictModel):
    """Where to apply: the URL of the form, or `none: true`."""

    url: Url | None = None
    none: bool = False

    @model_validator(mode="after")
    def _check_url(self) -> "Apply":
        """Check that there is either a URL or `none: true`."""
        if (self.url is None) != self.none:
            raise PydanticCustomError(
                "apply_url_or_none",
                "Give either 'url' or 'none: true'.",
                {"hint": "Use 'none: true' while no form is open."},
            )
        return self

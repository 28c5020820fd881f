"""The record of a source: a document that facts come from."""

import datetime as dt
from typing import Annotated, Literal

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from generator.records.fields.citations import Cited, SourceEntry, SourceRef
from generator.records.fields.roles import Role
from generator.records.fields.types import Pattern, SeenOn, Text, Url
from generator.records.record import Document
from generator.text.dates import DATE_HINT, explain_partial_date, format_partial_day


def _partial_day(value: object) -> object:
    """Refuse a month or a day in any form but 2019-04 and 2019-04-05, and say how to write it."""
    explained = explain_partial_date(value) if isinstance(value, str) else None
    if explained and explained[1] != DATE_HINT:
        raise PydanticCustomError("wrong_date", "{message}", {"message": explained[0], "hint": explained[1]})
    return value


PartialDay = Annotated[
    str,
    Pattern(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", "a year, a month or a day, as in 2019 or 2019-04-05"),
    BeforeValidator(_partial_day),
]


class SourceDocument(Document):
    """A document that other records cite by the name of its file."""

    name: Annotated[Text, Role.NAME]
    """The title, as it should be cited."""
    publisher: Annotated[Text | None, Role.VERBATIM] = None
    """The organization or newspaper that published it. Leave out if the document does not say."""
    date: PartialDay | None = None
    """The publication date, as far as it is known: a year, a month or a day."""
    document: (
        Literal[
            "abstract",
            "announcement",
            "article",
            "award",
            "directory-entry",
            "fact-sheet",
            "form",
            "guide",
            "news",
            "podcast",
            "press-release",
            "report",
            "research",
            "slides",
            "web-page",
        ]
        | None
    ) = None
    """The type of document."""
    url: Url | None = None
    """The publisher's own page, as you read it or as a source gives it. Leave out if none is known."""
    archived_url: Url | None = None
    """A copy in a public web archive."""
    seen_on: SeenOn
    """The last day on which someone read it for this site."""
    good_for: Text | None = None
    """What it is useful for, in one line."""
    caveats: Text | None = None
    """What readers should know about it, such as that it has no date or that only a copy was read."""
    sources: tuple[SourceEntry, ...] = ()
    """Other documents that describe this one, such as a library entry."""
    fact_status: Annotated[
        Literal["confirmed", "from_source", "needs_confirmation", "placeholder"], Role.ADMINISTRATIVE
    ] = "from_source"

    @property
    def title(self) -> str:
        """The citation of the document, in one line. A comma after the name is inside the quotation marks."""
        comma = "," if self.date and self.name[-1] not in "?!" else ""
        day = f" {format_partial_day(self.date)}" if self.date else ""
        citation = f"“{self.name}{comma}”{day}"
        return f"{self.publisher}, {citation}" if self.publisher else citation

    @property
    def order(self) -> tuple[object, ...]:
        """The sort key: by publisher, then by title."""
        publisher = self.publisher or self.name
        return (publisher.casefold().removeprefix("the "), self.name.casefold(), self.slug)

    @property
    def read_on(self) -> dt.date:
        """The last day on which the document was read."""
        return self.seen_on

    def cite(self, entry: SourceRef) -> Cited:
        """Return the document as a record cites it."""
        return Cited(
            id=self.slug,
            source=entry.source,
            title=self.title,
            url=self.url or self.archived_url,
            seen_on=entry.read_on or self.seen_on,
            where=entry.where,
        )

"""One thing to read, hear or watch that helps with a worry of the field."""

from typing import Annotated, Literal

from pydantic import Field

from generator.fields import Choice, Prose, Text, Url, Year
from generator.kind import Record


class Resource(Record):
    """A publication by others: what it is, what it helps with, where it is."""

    name: Text
    format: Literal["podcast", "fact_sheet", "webinar", "toolkit", "report", "web_page", "course", "article"]
    publisher: Text
    published: Year | None = None
    """The year of publication, where the source gives it."""
    url: Url
    number: Text | None = None
    """A library's number for it, as in NCJ 252970."""
    pages: Annotated[int, Field(ge=1)] | None = None
    series: Text | None = None
    summary: Text
    body: Prose | None = None
    worries: Annotated[tuple[Choice, ...], Field(min_length=1)]
    people: tuple[Text, ...] = ()
    """Who speaks, by public role."""
    audio: Url | None = None
    transcript: Prose | None = None

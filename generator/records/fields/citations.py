"""The sources of a record: documents of `data/sources/` by name, or whole documents written into the record."""

import re
from typing import Annotated

from pydantic import Discriminator, Tag, model_validator

from generator.records.fields.roles import Role
from generator.records.fields.types import Pattern, Ref, SeenOn, StrictModel, Text, Url

SourceId = Annotated[str, Pattern(r"[a-z0-9-]+", "a source id (lowercase letters, digits and hyphens)"), Role.NOT_TEXT]
"""The id by which facts of a record name one of its sources."""
CitedId = Annotated[SourceId, Role.CITES]
"""The id of a source of the record."""


class Citation(StrictModel):
    """A document that the record's facts come from."""

    id: Annotated[SourceId | None, Role.EXPECTED] = None
    """A short name that you make up, such as county-news. Facts of this record name the document by it."""
    title: Text
    """Its publisher and title, as its first page shows them."""
    url: Url | None = None
    """The publisher's own page. Leave it out if you know none."""
    seen_on: SeenOn
    """The date you read the document, as in 2026-05-03."""
    where: Text | None = None
    """A page or section of the document."""


class Cited(Citation):
    """A document of `data/sources/` as a record cites it."""

    source: Annotated[str, Ref("sources")]


class SourceRef(StrictModel):
    """A document in `data/sources/`. If you have nothing to add, write its name alone."""

    source: Annotated[str, Ref("sources")]
    where: Text | None = None
    """A page or section of the document."""
    read_on: SeenOn | None = None
    """The date you read the document for this record, if it is not the document's own date."""

    @model_validator(mode="before")
    @classmethod
    def _accept_name(cls, value: object) -> object:
        """Read a name alone as a reference to that document."""
        return {"source": value} if isinstance(value, str) else value


TAGS = REFERENCE, DOCUMENT = "<reference>", "<document>"
"""The tags of the two types of sources. They appear in pydantic's error paths and name no field of a file."""


def _tag_of(value: object) -> str:
    is_reference = isinstance(value, (str, SourceRef)) or (isinstance(value, dict) and "source" in value)
    return REFERENCE if is_reference else DOCUMENT


SourceEntry = Annotated[
    Annotated[Citation, Tag(DOCUMENT)] | Annotated[SourceRef, Tag(REFERENCE)],
    Discriminator(_tag_of),
]
"""One of a record's sources: the name of a document of `data/sources/`, or a whole document."""


def normalize_url(url: str) -> str:
    """Return a URL without the parts that do not change the page: scheme, www, last slash and fragment."""
    return re.sub(r"^https?://(www\.)?|#.*$", "", url).rstrip("/").casefold()

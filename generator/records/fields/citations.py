"""The sources of a record: documents of `data/sources/` by name, or whole documents written into the record."""

import re
from typing import Annotated, Any

from pydantic import Discriminator, Tag, model_validator

from generator.records.fields.types import Pattern, Ref, SeenOn, StrictModel, Text, Url

SourceId = Annotated[str, Pattern(r"[a-z0-9-]+", "a short name of small letters, digits and hyphens")]
"""The name by which a fact points to a source of its record."""


class Citation(StrictModel):
    """A document in which facts were read."""

    id: SourceId | None = None
    """A short name by which a fact of the record points here."""
    title: Text
    url: Url | None = None
    """The publisher's own page. Missing where none is known."""
    seen_on: SeenOn
    where: Text | None = None
    """A page or section of it."""


class Cited(Citation):
    """A document of `data/sources/` as a record cites it."""

    source: Annotated[str, Ref("sources")]


class SourceRef(StrictModel):
    """A document of `data/sources/`; written as its name alone where there is nothing to add."""

    source: Annotated[str, Ref("sources")]
    where: Text | None = None
    """A page or section of it."""
    read_on: SeenOn | None = None
    """The day on which it was read for this record, where that is another than the document's own."""

    @model_validator(mode="before")
    @classmethod
    def _alone(cls, value: Any) -> Any:
        return {"source": value} if isinstance(value, str) else value


TAGS = REFERENCE, DOCUMENT = "<reference>", "<document>"
"""The two forms of a source in pydantic's paths, which name no field of a file."""


def _form_of(value: Any) -> str:
    is_reference = isinstance(value, (str, SourceRef)) or (isinstance(value, dict) and "source" in value)
    return REFERENCE if is_reference else DOCUMENT


SourceEntry = Annotated[
    Annotated[Citation, Tag(DOCUMENT)] | Annotated[SourceRef, Tag(REFERENCE)],
    Discriminator(_form_of),
]
"""One of a record's sources: the name of a document of `data/sources/`, or a whole document."""


def normalize_url(url: str) -> str:
    """A web address without what does not change the page: http or https, www, the last slash, the fragment."""
    return re.sub(r"^https?://(www\.)?|#.*$", "", url).rstrip("/").casefold()

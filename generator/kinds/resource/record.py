"""One thing to read, hear or watch that helps with a worry of the field."""

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from generator.records.fields.types import Choice, Prose, StrictModel, Text, Url, Year, is_web_address
from generator.records.record import Record

OWN_AUDIO = re.compile(r"/assets/audio/[a-z0-9-]+\.(?:mp3|m4a|ogg)")
"""A recording that lies in theme/assets/audio/. Only such a one gets a player: pages load nothing from elsewhere."""


def _audio(text: str) -> str:
    if OWN_AUDIO.fullmatch(text) or is_web_address(text):
        return text
    raise PydanticCustomError(
        "bad_audio",
        "'{found}' is no recording.",
        {
            "found": text[:60],
            "hint": "Copy its whole web address; for a file of this site write /assets/audio/its-name.mp3.",
        },
    )


class TranscriptPage(StrictModel):
    """A page of the publisher that links to a transcript."""

    name: Text
    """What the page is called within a sentence."""
    url: Url


class Resource(Record):
    """A publication by others: what it is, what it helps with, where it is."""

    name: Text
    format: Literal["podcast", "fact_sheet", "webinar", "toolkit", "report", "web_page", "course", "article"]
    publisher: Text
    published: Year | None = None
    """The year of publication, where the source gives it."""
    url: Url | None = None
    """The publisher's own page. Missing where none is known."""
    number: Text | None = None
    """A library's number for it, as in NCJ 252970."""
    pages: Annotated[int, Field(ge=1)] | None = None
    series: Text | None = None
    summary: Text
    body: Prose | None = None
    worries: Annotated[tuple[Choice, ...], Field(min_length=1)]
    people: tuple[Text, ...] = ()
    """Who speaks, by public role."""
    audio: Annotated[str, AfterValidator(_audio)] | None = None
    """The recording: its address on the web, or a file of this site."""
    transcript: Prose | None = None
    """The words of the recording, for this site to show."""
    transcript_page: TranscriptPage | None = None
    """Where to find the transcript, if this site does not show it."""

    @property
    def has_player(self) -> bool:
        """Whether the recording can be heard on a page of this site."""
        return self.audio is not None and self.audio.startswith("/")

"""The record of a resource: something to read, hear or watch that helps with a challenge."""

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from generator.records.fields.roles import Role
from generator.records.fields.types import Choice, Count, Prose, StrictModel, Text, Url, Year, is_web_address
from generator.records.record import Record

OWN_AUDIO = re.compile(r"/assets/audio/[a-z0-9-]+\.(?:mp3|m4a|ogg)")
"""The path of a recording in theme/assets/audio/. Others get no player, because pages load nothing from other sites."""


def _check_audio(text: str) -> str:
    """Return the text if it is the URL or path of a recording."""
    if OWN_AUDIO.fullmatch(text) or is_web_address(text):
        return text
    raise PydanticCustomError(
        "bad_audio",
        "'{got}' is not the address of a recording.",
        {
            "got": text[:60],
            "hint": "Use the full URL, or /assets/audio/its-name.mp3 for a file of this site.",
        },
    )


FILE_NAME = re.compile(r"\s*(?:https?://\S+|[^\n]{,120}\.(?:docx?|odt|pdf|rtf|srt|txt|vtt|html?))\s*", re.IGNORECASE)


def _check_transcript(text: Prose) -> Prose:
    """Return the text if it is not the name or the URL of a file."""
    if FILE_NAME.fullmatch(text):
        raise PydanticCustomError(
            "file_as_transcript",
            "'{got}' is the name of a file, not a transcript.",
            {
                "got": text.strip()[:60],
                "hint": "Paste the words of the transcript here, or link to it with 'transcript_page:'.",
            },
        )
    return text


class TranscriptPage(StrictModel):
    """A page on the publisher's site that links to a transcript."""

    name: Annotated[Text, Role.VERBATIM]
    """The name of the page, as it reads in a sentence."""
    url: Url


class Resource(Record):
    """A publication by someone else: what it is, what it helps with and where to find it."""

    name: Annotated[Text, Role.NAME]
    format: Literal["podcast", "fact_sheet", "webinar", "toolkit", "report", "web_page", "course", "article"]
    publisher: Annotated[Text, Role.VERBATIM]
    published: Year | None = None
    """The year of publication, if the source gives it."""
    url: Url | None = None
    """The publisher's own page. Leave out if none is known."""
    number: Text | None = None
    """Its number in a library, such as NCJ 252970."""
    pages: Count | None = None
    series: Annotated[Text | None, Role.VERBATIM] = None
    summary: Annotated[Text, Role.SUMMARY]
    body: Annotated[Prose | None, Role.BODY] = None
    worries: Annotated[tuple[Choice, ...], Field(min_length=1)]
    people: tuple[Text, ...] = ()
    """The speakers, by public role."""
    audio: Annotated[str, AfterValidator(_check_audio), Role.NOT_TEXT] | None = None
    """The recording: its URL, or a path such as /assets/audio/its-name.mp3 on this site."""
    transcript: Annotated[Annotated[Prose, AfterValidator(_check_transcript)] | None, Role.VERBATIM] = None
    """The full text of the recording, if this site shows it."""
    transcript_page: TranscriptPage | None = None
    """Where to find the transcript, if this site does not show it."""

    @property
    def has_player(self) -> bool:
        """Whether the recording is a file of this site, so that a page can play it."""
        return self.audio is not None and self.audio.startswith("/")

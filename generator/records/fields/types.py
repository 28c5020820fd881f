"""The types that a record's fields may have: each says what an editor may write, and what may reach a page."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Annotated, Any, Generic, TypeVar
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    WithJsonSchema,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

T = TypeVar("T")

ROOT = "\ue000"
"""Stands for the way to the site's root in every body, until the page's depth is known.

A private character, which decode.py refuses in records and prose: no text can contain it by chance.
"""

DASHES = re.compile("[\u2010-\u2015\u2212]")
"""What programs for letters make of a hyphen."""
RAW_HTML = re.compile(r"<(?=[a-zA-Z/!?])")
FIRST_YEAR = 2000
"""The first in which somebody can have read a source."""
SCHEMES = ("https", "http", "mailto", "tel", "sms")


class Prose(str):
    """A text in Markdown. The type is the permission: every other text is escaped."""

    __slots__ = ()

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(cls, core_schema.str_schema(min_length=1))

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {**handler(schema), "contentMediaType": "text/markdown"}


class Link(str):
    """The slug of another record, knowing which kind of record it must be."""

    __slots__ = ("ref",)
    ref: Ref

    def __new__(cls, slug: str, ref: Ref) -> Link:
        link = super().__new__(cls, slug)
        link.ref = ref
        return link


@dataclass(frozen=True)
class Ref:
    """The annotation of a field that names a record of another kind, by that kind's data folder."""

    kind: str
    choice: bool = False
    """Whether only records whose `used_by` names this field may be chosen."""

    def __get_pydantic_core_schema__(self, _source: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(
            lambda slug: Link(slug, self), core_schema.str_schema(min_length=1)
        )

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        # Which slugs these are, only the catalog knows: schemas.py puts them in the mark's place.
        return {**handler(schema), "x-ref": self}


Choice = Annotated[str, Ref("terms", choice=True)]
"""A word of the controlled vocabulary: staff add one by adding a term."""


def _plain(text: str) -> str:
    if RAW_HTML.search(text):
        raise PydanticCustomError(
            "raw_html", "HTML stands in this text.", {"hint": "Write plain words; a '<' needs a space after it."}
        )
    return " ".join(text.split())


def is_web_address(text: str) -> bool:
    """Whether a browser would open it on the web, or in a program for mail and calls, and nowhere else."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    if parts.scheme not in SCHEMES or re.search(r"[\s<>\"'\\]", text):
        return False
    return bool(parts.hostname) if parts.scheme in ("http", "https") else bool(parts.path)


def _url(text: str) -> str:
    # A browser drops tabs and line breaks inside an address, so 'java\nscript:' would run.
    scheme = re.match("([a-z][a-z0-9+.-]*):", re.sub("[\t\r\n]", "", text), re.IGNORECASE)
    hint = "Copy the whole address from the browser."
    if not scheme or scheme[1].lower() not in SCHEMES:
        found = f"'{scheme[1].lower()}:'" if scheme else f"'{text[:40]}'"
        message = "An address must start with https://, not {found}."
        raise PydanticCustomError("bad_url", message, {"found": found, "hint": hint})
    if not is_web_address(text):
        raise PydanticCustomError("bad_url", "'{found}' is not a whole address.", {"found": text[:60], "hint": hint})
    return text


def _date(value: Any) -> Any:
    """Dates are written one way only, so that 03/04 is never read as April by some and March by others."""
    if isinstance(value, str):
        try:
            if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
                raise ValueError
            return dt.date.fromisoformat(value)
        except ValueError:
            plain = DASHES.sub("-", value)
            hint = "Write year-month-day, as in 2026-05-03."
            hint = hint if plain == value else f"Type plain hyphens for the dashes: {plain}."
            raise PydanticCustomError("wrong_date", "'{got}' is not a date.", {"got": value, "hint": hint}) from None
    if value is None or isinstance(value, dt.date):
        return value
    raise PydanticCustomError(
        "wrong_date", "A list is not a date.", {"hint": "Write year-month-day, as in 2026-05-03."}
    )


def _seen(day: dt.date) -> dt.date:
    """Nobody read for these records in another century: a digit is wrong."""
    if day.year < FIRST_YEAR:
        hint = "Write the day on which somebody read the source, as in 2026-05-03."
        raise PydanticCustomError(
            "wrong_date", "'{got}' lies before {first}.", {"got": str(day), "first": FIRST_YEAR, "hint": hint}
        )
    return day


def _many(value: Any) -> Any:
    """A single value where a list is meant is a list of one: the commonest slip, and harmless."""
    return [value] if isinstance(value, str) else value


Text = Annotated[str, AfterValidator(_plain), Field(min_length=1)]
"""A line of plain words; escaped wherever it is shown."""
Url = Annotated[
    str,
    AfterValidator(_url),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": f"^({'|'.join(SCHEMES)}):[^\\s<>\"'\\\\]+$",
            "patternErrorMessage": "An address starts with https://. Copy the whole address from the browser.",
        }
    ),
]
"""A web address (https, http, mailto or tel)."""
Date = Annotated[dt.date, BeforeValidator(_date)]
"""A day, written 2026-05-03."""
SeenOn = Annotated[Date, AfterValidator(_seen)]
"""A day on which a source was read, written 2026-05-03."""
Year = Annotated[int, Field(ge=1990, le=2100)]
"""A year of the program or of a publication."""


@dataclass(frozen=True)
class Pattern:
    """The annotation of a text whose form is fixed: a pattern for the program, the same in words for editors."""

    pattern: str
    words: str

    def __get_pydantic_core_schema__(self, _source: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self._check, core_schema.str_schema())

    def _check(self, text: str) -> str:
        if not re.fullmatch(self.pattern, text):
            raise PydanticCustomError("wrong_form", "'{got}' is not {words}.", {"got": text, "words": self.words})
        return text

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        message = f"This is not {self.words}."
        return {**handler(schema), "pattern": f"^(?:{self.pattern})$", "patternErrorMessage": message}


UNKNOWN: set[str] = set()
"""Shared by all groups of fields, in place of a set for each."""


class StrictModel(BaseModel):
    """A group of fields: frozen, and closed to fields it does not name."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def model_post_init(self, _context: Any) -> None:
        # Nothing asks which fields were set, and pydantic's set of them takes a third of a record's memory.
        object.__setattr__(self, "__pydantic_fields_set__", UNKNOWN)


class AnySourced(StrictModel):
    """A value with the source it was read in; written as the value alone where the record has one source."""

    source: Annotated[tuple[str, ...], BeforeValidator(_many)] = ()
    """The id of the source that states it, or several."""


class Sourced(AnySourced, Generic[T]):
    """A sourced value of any type."""

    value: T

    @model_validator(mode="before")
    @classmethod
    def _alone(cls, value: Any) -> Any:
        return value if isinstance(value, (dict, BaseModel)) else {"value": value}

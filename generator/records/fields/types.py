"""The types of record fields: each defines what an editor may write and what may appear on a page."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Annotated, Generic, TypeVar
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

from generator.records.fields.roles import Role
from generator.text.dates import DATE_HINT, explain_date
from generator.text.typed.wrapping import unwrap

T = TypeVar("T")

ROOT = "\ue000"
"""Placeholder for the relative path to the site's root in rendered HTML, replaced once the page's depth is known.

A private-use character that `yaml_files/text_file.py` refuses, so no text of an editor contains it.
"""

DETAILS = "\ue003"
"""Encloses the name of a file in rendered HTML, replaced by what a link says about the file once pages are written."""

PLACEHOLDERS = re.compile(f"{ROOT}|{DETAILS}[^{DETAILS}]*{DETAILS}")
"""What is replaced in rendered HTML when it is written, and is no text."""

RAW_HTML = re.compile(r"<(?=[a-zA-Z/!?])")
FIRST_YEAR = 2000
"""The first year in which a source can have been read."""
SCHEMES = ("https", "http", "mailto", "tel", "sms")
URL_PATTERN = f"^({'|'.join(SCHEMES)}):[^\\s<>\"'\\\\]+$"
YEARS = (1900, 2100)
"""The first and the last year that a record may name: the limits are for typos."""


class Prose(str):
    """Markdown text. Only texts of this type are rendered as HTML; all others are escaped."""

    __slots__ = ()

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: object, _handler: GetCoreSchemaHandler) -> CoreSchema:
        # Where lines break within a paragraph is for editors: programs that read exports never see it.
        exported = core_schema.plain_serializer_function_ser_schema(unwrap, when_used="json")
        text = core_schema.str_schema(min_length=1)
        return core_schema.no_info_after_validator_function(cls, text, serialization=exported)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {**handler(schema), "contentMediaType": "text/markdown"}


class Link(str):
    """The slug of another record, with the kind that the record must have."""

    __slots__ = ("ref",)
    ref: Ref

    def __new__(cls, slug: str, ref: Ref) -> Link:
        link = super().__new__(cls, slug)
        link.ref = ref
        return link


@dataclass(frozen=True)
class Ref:
    """The annotation of a field that names a record. `kind`: the kind's name, which is its folder in data/."""

    kind: str
    choice: bool = False
    """Whether the record must list this field under `used_by`."""
    instead: str = ""  # the field to use if there is no such record

    def __get_pydantic_core_schema__(self, _source: object, _handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(
            lambda slug: Link(slug, self), core_schema.str_schema(min_length=1)
        )

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        # Only the catalog knows the slugs: `editing/generated/json_schemas.py` replaces this by a list of them.
        return {**handler(schema), "x-ref": self}


Choice = Annotated[str, Ref("terms", choice=True)]
"""A term of the controlled vocabulary. To add a choice, staff add a term."""


def _plain_text(text: str) -> str:
    if RAW_HTML.search(text):
        hint = "Use plain text, and put a space after a literal '<'."
        raise PydanticCustomError("raw_html", "This text contains HTML.", {"hint": hint})
    return " ".join(text.split())


def is_web_address(text: str) -> bool:
    """Whether a browser opens an address on the web or in a mail or phone app: no script, file or relative path."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    if parts.scheme not in SCHEMES or re.search(r"[\s<>\"'\\]", text):
        return False
    return bool(parts.hostname) if parts.scheme in ("http", "https") else bool(parts.path)


def _url(text: str) -> str:
    # A browser drops tabs and line breaks inside a URL, so 'java\nscript:' would run.
    scheme = re.match("([a-z][a-z0-9+.-]*):", re.sub("[\t\r\n]", "", text), re.IGNORECASE)
    hint = "Copy the full address from the browser."
    if not scheme or scheme[1].lower() not in SCHEMES:
        start = f"'{scheme[1].lower()}:'" if scheme else f"'{text[:40]}'"
        message = "A web address must start with https://, not {start}."
        raise PydanticCustomError("bad_url", message, {"start": start, "hint": hint})
    if not is_web_address(text):
        raise PydanticCustomError("bad_url", "'{got}' is not a full web address.", {"got": text[:60], "hint": hint})
    return text


def _date(value: object) -> object:
    """Accept ISO dates only: 03/04 would be March 4 to some readers and April 3 to others."""
    if isinstance(value, str):
        if explained := explain_date(value):
            raise PydanticCustomError("wrong_date", "{message}", {"message": explained[0], "hint": explained[1]})
        return dt.date.fromisoformat(value)
    if value is None or isinstance(value, dt.date):
        return value
    raise PydanticCustomError("wrong_date", "A date must be one value.", {"hint": DATE_HINT})


def _date_read(day: dt.date) -> dt.date:
    """Refuse a date before the project could have read any source: it has a wrong digit."""
    if day.year < FIRST_YEAR:
        hint = "Use the date you read the source, as in 2026-05-03."
        raise PydanticCustomError(
            "wrong_date", "'{got}' is before {first}.", {"got": str(day), "first": FIRST_YEAR, "hint": hint}
        )
    return day


def _as_list(value: object) -> object:
    """Read a single text as a list of one."""
    return [value] if isinstance(value, str) else value


Text = Annotated[str, AfterValidator(_plain_text), Field(min_length=1)]
"""A line of plain text; escaped on pages."""
Url = Annotated[
    str,
    AfterValidator(_url),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": URL_PATTERN,
            "patternErrorMessage": "A web address must start with https://. Copy the full address from the browser.",
        }
    ),
    Role.NOT_TEXT,
]
"""A web address (https, http, mailto, tel or sms)."""
Date = Annotated[dt.date, BeforeValidator(_date)]
"""A date, as in 2026-05-03."""
SeenOn = Annotated[Date, AfterValidator(_date_read)]
"""The date on which a source was read, as in 2026-05-03."""
Year = Annotated[int, Field(ge=YEARS[0], le=YEARS[1])]
"""A year of the program or of a publication."""


@dataclass(frozen=True)
class Pattern:
    """The annotation of a text with a fixed format: a regular expression, and a noun phrase for it in messages."""

    pattern: str
    words: str

    def __get_pydantic_core_schema__(self, _source: object, _handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self._check, core_schema.str_schema())

    def _check(self, text: str) -> str:
        if not re.fullmatch(self.pattern, text):
            raise PydanticCustomError("wrong_format", "'{got}' is not {words}.", {"got": text, "words": self.words})
        return text

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        message = f"This is not {self.words}."
        return {**handler(schema), "pattern": f"^(?:{self.pattern})$", "patternErrorMessage": message}


Count = Annotated[int, Field(ge=1)]
"""A number of things, from 1."""

FIELDS_SET: set[str] = set()
"""The set of fields that were set, which all models share."""


class StrictModel(BaseModel):
    """Base class of everything that is read from YAML: immutable, and unknown fields are errors.

    The docstring below a field is its description for editors, in schemas and guides.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    def model_post_init(self, _context: object) -> None:
        # No code asks which fields were set, and pydantic's set of them takes a third of a record's memory.
        object.__setattr__(self, "__pydantic_fields_set__", FIELDS_SET)


class AnySourced(StrictModel):
    """A value with its source. If the record has only one source, write the value alone."""

    source: Annotated[tuple[str, ...], BeforeValidator(_as_list), Role.NOT_TEXT, Role.CITES] = ()
    """The id of the source that states it, or a list of ids."""


class Sourced(AnySourced, Generic[T]):
    """A value of some type with its source."""

    value: T

    @model_validator(mode="before")
    @classmethod
    def _accept_value(cls, value: object) -> object:
        """Read a value alone as one without a source."""
        return value if isinstance(value, (dict, BaseModel)) else {"value": value}

"""Roles of fields: what a field means to code that knows no kind, declared where the field is.

A kind may call its fields what its editors would: `caption: Annotated[Text, Role.NAME]`. Code outside the kind asks for
the role and never guesses a field's name.
"""

from collections.abc import Iterator
from enum import Enum, auto
from functools import cache

from pydantic import BaseModel


class Role(Enum):
    """What a field means: an annotation outside the field's type, as in `Annotated[Text | None, Role.SUMMARY]`."""

    NAME = auto()
    """The name of what the record describes, and so its title. Names are never checked as our own words."""
    TITLE = auto()
    """The record's title in our own words, such as a question."""
    SHORT_NAME = auto()
    """A shorter name, for menus and breadcrumbs."""
    OTHER_NAME = auto()
    """Another name of the same thing: it may stand for the record in texts, and search finds the record by it."""
    SEARCH_WORDS = auto()
    """Words that readers may search for and that pages do not show."""
    SUMMARY = auto()
    """What the record says in one sentence."""
    BODY = auto()
    """The record's main text."""
    DEFINITION = auto()
    """The main text of a record that defines a word: other texts need not explain an acronym in its names."""
    OPEN_QUESTION = auto()
    """What no source states: a text, a list of texts, or `true` if the record itself is an open question."""
    WEBSITE = auto()
    """The website of what the record describes."""
    POSITION = auto()
    """The place among other records in a list; smaller numbers come first."""
    CITY = auto()
    """The town where something is."""
    PROGRAM_YEAR = auto()
    """A year, or years, in which the program took place: never before its first year (data/site.yml)."""
    STATE = auto()
    """The postal code of the state where something is."""
    COORDINATES = auto()
    """The coordinates of the town."""
    OFFICIALS = auto()
    """Officials whom the record may name."""
    PUBLIC_EMAIL = auto()
    """An email address that may be shown, because the kind requires consent for it."""
    CHOICE_FOR = auto()
    """The fields for which the record is a choice, as in `sites.settings`."""
    VERBATIM = auto()
    """The words of others: titles, names and quotations. They are not checked as our own words."""
    NOT_TEXT = auto()
    """Ids, URLs and codes: neither searched nor checked as text."""
    EXPECTED = auto()
    """An optional field that most records have: a new record asks for it."""
    CITES = auto()
    """The id of one of the record's sources, or a list of them."""
    ADMINISTRATIVE = auto()
    """How the record came about and is kept, such as consent and reviews: not searched."""


NOT_OURS = frozenset({Role.NAME, Role.SHORT_NAME, Role.VERBATIM, Role.NOT_TEXT, Role.CHOICE_FOR})
"""The roles of fields without words of our own."""

NAMES = (Role.NAME, Role.TITLE, Role.SHORT_NAME, Role.OTHER_NAME)
"""The roles of fields that name a record."""


@cache
def fields_with(model: type[BaseModel], *roles: Role) -> tuple[str, ...]:
    """Return the names of a class's own fields that have one of these roles, in the order of the class."""
    return tuple(name for name, field in model.model_fields.items() if any(role in field.metadata for role in roles))


def texts_of(value: BaseModel, *roles: Role) -> Iterator[str]:
    """Yield the texts in a value's fields that have one of these roles: fields may be texts or lists of texts."""
    for name in fields_with(type(value), *roles):
        content = getattr(value, name)
        if isinstance(content, str):
            yield content
        elif isinstance(content, tuple):
            yield from map(str, content)

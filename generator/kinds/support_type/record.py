"""The record of a type of support that peers provide (Cobb 1976; Salzer 2002)."""

from typing import Annotated, Literal

from pydantic import Field

from generator.records.fields.roles import Role
from generator.records.fields.types import Prose, Text
from generator.records.record import Record


class SupportType(Record):
    """A type of support: what it is, with examples."""

    name: Annotated[Text, Role.NAME]
    position: Annotated[int, Field(ge=1), Role.POSITION]
    """The place among the types."""
    symbol: Annotated[Literal["heart", "tools", "lightbulb", "circle"], Role.NOT_TEXT]
    summary: Annotated[Text, Role.SUMMARY]
    body: Annotated[Prose, Role.BODY]
    examples: Annotated[tuple[Text, ...], Field(min_length=1)]

    @property
    def order(self) -> tuple[object, ...]:
        """The sort key: the order in which the program lists the types."""
        return (self.position,)

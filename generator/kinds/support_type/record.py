"""The record of a type of support that peers provide (Cobb 1976; Salzer 2002)."""

from typing import Annotated, Literal

from pydantic import Field

from generator.records.fields.types import Prose, Text
from generator.records.record import Record


class SupportType(Record):
    """A type of support: what it is, with examples."""

    name: Text
    position: Annotated[int, Field(ge=1, le=4)]
    """The place among the four types."""
    symbol: Literal["heart", "tools", "lightbulb", "circle"]
    summary: Text
    body: Prose
    examples: Annotated[tuple[Text, ...], Field(min_length=1)]

    @property
    def order(self) -> tuple[object, ...]:
        """The sort key: the order in which the program lists the types."""
        return (self.position,)

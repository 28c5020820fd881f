"""One of the four types of support that peers give (Cobb 1976; Salzer 2002)."""

from typing import Annotated, Literal

from pydantic import Field

from generator.records.fields.types import Prose, Text
from generator.records.record import Record


class SupportType(Record):
    """What one type of support is, and what it looks like."""

    name: Text
    position: Annotated[int, Field(ge=1, le=4)]
    """Where it stands among the four."""
    symbol: Literal["heart", "tools", "lightbulb", "circle"]
    summary: Text
    body: Prose
    examples: Annotated[tuple[Text, ...], Field(min_length=1)]

    @property
    def order(self) -> tuple[object, ...]:
        """The order in which the program lists them."""
        return (self.position,)

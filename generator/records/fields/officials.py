"""Officials: people whom the program's own article or page names in their role."""

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from generator.records.fields.types import AnySourced, Text


class Official(AnySourced):
    """An official whom the program's own article or page names, with the source that does. Nobody else is named."""

    name: Text
    """The person's name, without a rank or title."""
    role: Text
    """The office in which the source names the person, as it reads after the name: 'police lieutenant'."""

    @model_validator(mode="after")
    def _sourced(self) -> "Official":
        """The source is named, even where the record has only one."""
        if not self.source:
            raise PydanticCustomError(
                "official_without_source",
                "'{got}' is named without a source.",
                {"got": self.name, "hint": "Add 'source:' with the id of the program's article or page."},
            )
        return self

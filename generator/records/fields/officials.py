"""Officials: people whom the program's own article or page names in their role."""

from typing import Annotated

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from generator.records.fields.roles import Role
from generator.records.fields.types import AnySourced, Text


class Official(AnySourced):
    """An official whom the program's own article or page names, with that source. Do not name anyone else."""

    name: Annotated[Text, Role.VERBATIM]
    """The person's name, without a rank or title."""
    role: Text
    """The person's office in the source, worded to follow the name: 'police lieutenant'."""

    @model_validator(mode="after")
    def _check_source(self) -> "Official":
        """An official names a source, even if the record has only one."""
        if not self.source:
            raise PydanticCustomError(
                "official_without_source",
                "The official '{got}' has no source.",
                {"got": self.name, "hint": "Add 'source:' with the id of the program's article or page."},
            )
        return self

"""The record of a term: a word of the controlled vocabulary, or one that readers may look up."""

from typing import Annotated

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from generator.records.fields.roles import Role
from generator.records.fields.types import Prose, Ref, Text
from generator.records.record import Record

LABELED = frozenset({"faqs.topics", "resources.worries"})
"""The fields whose terms are only headings of a list, not words for the glossary."""


COMMUNITY = "sites.community_types"
"""The field whose terms are types of community."""


class Term(Record):
    """A term: what it means, and the fields that it can be used in."""

    label: Annotated[Text, Role.NAME]
    """The standard term."""
    plain_label: Annotated[Text | None, Role.OTHER_NAME] = None
    """What pages show instead of the standard term."""
    definition: Annotated[Prose, Role.DEFINITION]
    also: Annotated[tuple[Text, ...], Role.OTHER_NAME, Role.VERBATIM] = ()
    """Other words for the term. Search finds it by them too."""
    position: Annotated[int, Role.POSITION] = 50
    """The place among the choices of its field. Smaller numbers come first."""
    used_by: Annotated[tuple[Text, ...], Role.CHOICE_FOR, Role.EXPECTED] = ()
    """The fields that the term can be used in, such as sites.settings."""
    support_types: tuple[Annotated[str, Ref("support-types")], ...] = ()
    """For a service: the types of support that it provides."""
    whole_state: bool = False
    """For a type of community: true if sites of this type serve their whole state. The map fills it."""

    @model_validator(mode="after")
    def _check_whole_state(self) -> "Term":
        """Check that only a type of community can be about whole states: the map looks at no other terms."""
        if self.whole_state and COMMUNITY not in self.used_by:
            raise PydanticCustomError(
                "whole_state_without_use",
                "'whole_state' is set, but 'used_by' does not include '{use}'.",
                {"use": COMMUNITY, "hint": "Add it, or delete 'whole_state'.", "at": ("whole_state",)},
            )
        return self

    @property
    def title(self) -> str:
        """The term as pages show it."""
        return self.shown

    @property
    def shown(self) -> str:
        """The plain label, or else the standard term."""
        return self.plain_label or self.label

    @property
    def is_label(self) -> bool:
        """Whether the term is only a heading: a topic of questions or a challenge of resources."""
        return bool(self.used_by) and LABELED.issuperset(self.used_by)

    @property
    def is_findable(self) -> bool:
        """Whether search and lists include the term. Headings are left out."""
        return not self.is_label

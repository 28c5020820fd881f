"""One word of the controlled vocabulary, or one that a newcomer would look up."""

from typing import Annotated

from generator.fields import Prose, Ref, Text
from generator.record import Record

GROUPINGS = frozenset({"faqs.topics", "resources.worries"})
"""Fields that group records for editors and filters: a term that fills no other explains no word to readers."""


class Term(Record):
    """A word, what it means, and the fields that may hold it."""

    label: Text
    """The field's standard term."""
    plain_label: Text | None = None
    """What the pages say instead."""
    definition: Prose
    also: tuple[Text, ...] = ()
    """Other words for it, which search knows too."""
    position: int = 50
    """Where it stands among the choices of its field: small numbers first."""
    used_by: tuple[Text, ...] = ()
    """The fields that it may fill, as in sites.settings."""
    support_types: tuple[Annotated[str, Ref("support-types")], ...] = ()
    """For a service: the types of support that it gives."""

    @property
    def title(self) -> str:
        """The word as pages show it, in search and lists too."""
        return self.shown

    @property
    def shown(self) -> str:
        """The word as pages show it."""
        return self.plain_label or self.label

    @property
    def is_findable(self) -> bool:
        """Not where it is only the label of a group of questions or resources."""
        return not self.used_by or not GROUPINGS.issuperset(self.used_by)

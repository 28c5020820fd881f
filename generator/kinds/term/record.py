"""One word of the controlled vocabulary, or one that a newcomer would look up."""

from typing import Annotated

from generator.records.fields.types import Prose, Ref, Text
from generator.records.record import Record

LABELED = frozenset({"faqs.topics", "resources.worries"})
"""The fields whose terms are headings of a list, not words that need a definition."""


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
    def is_label(self) -> bool:
        """Whether it only sorts: a topic of questions or a challenge of resources, which no reader looks up."""
        return bool(self.used_by) and LABELED.issuperset(self.used_by)

    @property
    def is_findable(self) -> bool:
        """Labels are shown where they sort, not among the words of the glossary."""
        return not self.is_label

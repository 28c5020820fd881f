"""The `terms` kind: the controlled vocabulary of the records, and the glossary made from it."""

from generator.kinds.term.check import check_used_by
from generator.kinds.term.record import Term
from generator.kinds.term.view import intercepts_view, list_view
from generator.records.behavior import Behavior
from generator.records.kind import Kind

KIND = Kind(
    name="terms",
    title="Glossary",
    singular="Term",
    record=Term,
    behavior=Behavior(
        index_view=list_view,
        blocks={"intercepts": intercepts_view},
        check=check_used_by,
    ),
    required=True,
    address="glossary/#{slug}",
    index="Words used in peer recovery support and criminal justice, in plain language.",
)

"""The `mentorships` kind: which mentee site learned from which mentor site."""

from generator.kinds.mentorship.check import check_mentorships
from generator.kinds.mentorship.record import Mentorship
from generator.kinds.mentorship.view import table_view, unknown_view
from generator.records.behavior import Behavior
from generator.records.kind import Kind

KIND = Kind(
    name="mentorships",
    title="Mentorships",
    singular="Mentorship",
    record=Mentorship,
    behavior=Behavior(
        blocks={"table": table_view, "unknown": unknown_view},
        check=check_mentorships,
    ),
    required=True,
    # Mentorships are shown in a table on the page that lists the sites.
    address="sites/#{slug}",
    uses=("success-stories",),
)

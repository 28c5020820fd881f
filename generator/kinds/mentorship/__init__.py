"""The room of mentorships: which site learned from which."""

from pathlib import Path

from generator.kinds.mentorship.check import problems
from generator.kinds.mentorship.record import Mentorship
from generator.kinds.mentorship.view import table_view, unknown_view
from generator.records.kind import Kind

KIND = Kind(
    "mentorships",
    "Mentorships",
    "Mentorship",
    Mentorship,
    Path(__file__).parent,
    # Pairings are read in the table that stands with the list of sites.
    address="sites/#{slug}",
    blocks={"table": table_view, "unknown": unknown_view},
    check=problems,
)

"""The `cohorts` kind: what sources say about the sites of a year, including sites they do not name."""

from generator.kinds.cohort.record import Cohort
from generator.kinds.cohort.view import list_view
from generator.records.behavior import Behavior
from generator.records.kind import Kind

KIND = Kind(
    name="cohorts",
    title="Years",
    singular="Year",
    record=Cohort,
    behavior=Behavior(
        blocks={"years": list_view},
    ),
    # Cohorts are shown on the page that explains how sites are listed.
    address="how-sites-are-listed/#{slug}",
)

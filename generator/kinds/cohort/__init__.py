"""The room of cohorts: what a source says of the sites of one year, also of those it does not name."""

from pathlib import Path

from generator.kinds.cohort.record import Cohort
from generator.kinds.cohort.view import list_view
from generator.records.kind import Kind

KIND = Kind(
    "cohorts",
    "Years",
    "Year",
    Cohort,
    Path(__file__).parent,
    required=False,
    # Years are read on the page that explains the list of sites.
    address="how-sites-are-listed/#{slug}",
    blocks={"years": list_view},
)

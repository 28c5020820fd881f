"""The room of sites: organizations that a public document names as mentor or mentee sites."""

from pathlib import Path

from generator.kind import Index, Kind
from generator.kinds.site.directory import data_of, list_view
from generator.kinds.site.record import Site
from generator.kinds.site.subsets import subsets_of
from generator.kinds.site.view import page_view, places_view, unknown_view

KIND = Kind(
    "sites",
    "Sites",
    "Site",
    Site,
    Path(__file__).parent,
    index=Index("Sites", "Organizations that public documents name as mentor sites or learning sites (mentees)."),
    view=page_view,
    index_view=list_view,
    blocks={"places": places_view, "unknown": unknown_view},
    subsets=subsets_of,
    data=data_of,
)

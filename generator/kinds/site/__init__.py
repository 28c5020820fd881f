"""The room of sites: organizations that a public document names as mentor or mentee sites."""

from pathlib import Path

from generator.kind import Index, Kind
from generator.kinds.site.record import Site
from generator.kinds.site.view import list_view, page_view, places_view, unknown_view

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
)

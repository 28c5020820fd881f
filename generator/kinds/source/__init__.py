"""The `sources` kind: documents that records cite, one record for each document."""

from generator.kinds.source.check import check_sources
from generator.kinds.source.record import SourceDocument
from generator.kinds.source.view import cited_view, list_view
from generator.records.behavior import Behavior
from generator.records.kind import Kind

KIND = Kind(
    name="sources",
    title="Sources",
    singular="Source",
    record=SourceDocument,
    behavior=Behavior(
        index_view=list_view,
        blocks={"cited": cited_view},
        check=check_sources,
    ),
    address="sources/#{slug}",
    index="Every document that this site draws on, who published it, and which pages rest on it.",
    is_searchable=False,
)

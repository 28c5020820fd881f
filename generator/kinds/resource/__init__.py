"""The `resources` kind: publications by others, organized by the challenge that they help with."""

from pathlib import Path

from generator.kinds.resource.record import Resource
from generator.kinds.resource.view import episode, list_view, podcast_view, worries_view
from generator.records.behavior import Behavior
from generator.records.kind import Index, Kind

KIND = Kind(
    "resources",
    "Resources",
    "Resource",
    Resource,
    Path(__file__).parent,
    Behavior(
        index_view=list_view,
        blocks={"worries": worries_view, "podcast": podcast_view},
        linked_data={"podcast": episode},
    ),
    required=True,
    address="resources/#{slug}",
    index=Index("Resources", "What others have published, organized by challenge."),
)

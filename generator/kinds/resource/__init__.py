"""The `resources` kind: publications by others, organized by the challenge that they help with."""

from generator.kinds.resource.record import Resource
from generator.kinds.resource.view import episode, list_view, podcast_view, worries_view
from generator.records.behavior import Behavior
from generator.records.kind import Kind

KIND = Kind(
    name="resources",
    title="Resources",
    singular="Resource",
    record=Resource,
    behavior=Behavior(
        index_view=list_view,
        blocks={"worries": worries_view, "podcast": podcast_view},
        linked_data={"podcast": episode},
    ),
    required=True,
    address="resources/#{slug}",
    index="What others have published, organized by challenge.",
)

"""The `success-stories` kind: stories that the program has published, or that people consented to."""

from generator.kinds.success_story.check import quotation_problems
from generator.kinds.success_story.record import SuccessStory
from generator.kinds.success_story.view import article, latest_view, page_view
from generator.records.behavior import Behavior
from generator.records.kind import REMOVED_ON, Kind

KIND = Kind(
    name="success-stories",
    title="Stories",
    singular="Story",
    record=SuccessStory,
    behavior=Behavior(
        view=page_view,
        blocks={"latest": latest_view},
        linked_data={"page": article},
        check=quotation_problems,
    ),
    required=True,
    removal={"consent.withdrawn_on": REMOVED_ON},
    index="Results of mentorships, from what the program has published.",
)

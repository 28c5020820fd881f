"""The `support-types` kind: the types of support that peers provide."""

from generator.kinds.support_type.check import check_positions
from generator.kinds.support_type.record import SupportType
from generator.kinds.support_type.view import graphic_view, list_view, page_view, services_view
from generator.records.behavior import Behavior
from generator.records.kind import Kind

KIND = Kind(
    name="support-types",
    title="What peers do",
    singular="Type of support",
    record=SupportType,
    behavior=Behavior(
        view=page_view,
        index_view=list_view,
        blocks={"graphic": graphic_view, "services": services_view},
        check=check_positions,
    ),
    required=True,
    index="The types of support that peers provide.",
    uses=(
        "success-stories",
        "terms",
        "sites",
    ),
)

"""The `periods` kind: when applications open and close, or that no dates have been announced."""

from generator.kinds.period.check import check_periods
from generator.kinds.period.files import events_of, files_of
from generator.kinds.period.record import Period
from generator.kinds.period.view import announcement_view, status_view
from generator.records.behavior import Behavior
from generator.records.kind import Dates, Kind

KIND = Kind(
    name="periods",
    title="Application periods",
    singular="Application period",
    record=Period,
    behavior=Behavior(
        check=check_periods,
        blocks={"status": status_view},
        announcement=announcement_view,
        events=events_of,
        files=files_of,
    ),
    required=True,
    # A period has no page of its own. It is shown on the page about taking part.
    address="apply/#{slug}",
    dates=Dates(about="pathway"),
    scripts={"period": ("messages", "period-clock", "period")},
)

"""The template variables for the status of application periods, which are true on any day they are read."""

from generator.kinds.period.record import Period
from generator.records.behavior import Variables
from generator.records.catalog import Catalog
from generator.records.record import Record


def status_view(catalog: Catalog) -> Variables:
    """Return the announced, the undated and the past periods, and the last known year of those without dates."""
    periods = [period for period in catalog.all("periods") if not period.retired]
    announced = [period for period in periods if period.is_announced]
    dated_pathways = {period.pathway for period in announced}
    undated = [period for period in periods if period.pathway not in dated_pathways]
    shown = {period.slug for period in (*announced, *undated)}
    past = [period for period in catalog.all("periods") if period.slug not in shown]
    years = [period.last_known_year for period in undated] + [_last_year(period) for period in past]
    return {
        "announced": _with_pathways(catalog, announced),
        "undated": _with_pathways(catalog, undated),
        "past": past,
        "last_known": max(filter(None, years), default=None),
        # Nobody has looked at all of them since the earliest of these days.
        "undated_as_of": min((period.read_on for period in undated), default=None),
    }


def _last_year(period: Period) -> int | None:
    """Return the last year in which a past period shows that the program was active."""
    if period.closes is None or period.cancelled:
        return period.last_known_year
    # Its record may have been retired before it was to close.
    return min(period.closes.year, period.retired.on.year) if period.retired else period.closes.year


def announcement_view(catalog: Catalog) -> Variables | None:
    """Return the periods with dates, or None. Only the reader's clock can tell which of them are open."""
    announced = [
        period
        for period in catalog.all("periods")
        if period.is_announced and not period.cancelled and not period.retired
    ]
    return {"announced": _with_pathways(catalog, announced)} if announced else None


def _with_pathways(catalog: Catalog, periods: list[Period]) -> list[tuple[Period, Record | None]]:
    return [(period, catalog.get("pathways", period.pathway)) for period in periods]

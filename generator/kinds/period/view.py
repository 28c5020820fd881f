"""Application periods as lines that are true on any day they are read."""

from collections.abc import Mapping
from typing import Any

from generator.kinds.period.record import Period
from generator.records.catalog import Catalog


def status_view(catalog: Catalog) -> Mapping[str, Any]:
    """The announced periods with their pathways, and where none is announced the newest year known."""
    periods = [period for period in catalog.all("periods") if not period.retired]
    announced = [period for period in periods if period.is_announced]
    dated = {period.pathway for period in announced}
    silent = [period for period in periods if period.pathway not in dated]
    shown = {period.slug for period in (*announced, *silent)}
    past = [period for period in catalog.all("periods") if period.slug not in shown]
    years = [period.last_known_year for period in silent] + [period.closes and period.closes.year for period in past]
    return {
        "announced": _with_pathways(catalog, announced),
        "silent": _with_pathways(catalog, silent),
        "past": past,
        "last_known": max(filter(None, years), default=None),
    }


def announcement_view(catalog: Catalog) -> Mapping[str, Any] | None:
    """The periods that are open, or were or will be: which of them, only the reader's clock can tell."""
    announced = [
        period
        for period in catalog.all("periods")
        if period.is_announced and not period.cancelled and not period.retired
    ]
    return {"announced": _with_pathways(catalog, announced)} if announced else None


def _with_pathways(catalog: Catalog, periods: list[Period]) -> list[tuple[Period, Any]]:
    return [(period, catalog.get("pathways", period.pathway)) for period in periods]

"""Application periods as lines that are true on any day they are read."""

from collections.abc import Mapping
from typing import Any

from generator.catalog import Catalog


def status_view(catalog: Catalog) -> Mapping[str, Any]:
    """The announced periods with their pathways, and the newest year known where none is announced."""
    periods = catalog.all("periods")
    silent = [period for period in periods if not period.is_announced]
    return {
        "announced": [(period, catalog.get("pathways", period.pathway)) for period in periods if period.is_announced],
        "silent": silent,
        "last_known": max((period.last_known_year for period in silent if period.last_known_year), default=None),
    }

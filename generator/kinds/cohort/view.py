"""The template variables for the list of cohorts."""

from collections.abc import Mapping
from typing import Any

from generator.records.catalog import Catalog


def list_view(catalog: Catalog) -> Mapping[str, Any]:
    """Return the cohorts in order, as `years`."""
    return {"years": catalog.all("cohorts")}

"""The years in order."""

from collections.abc import Mapping
from typing import Any

from generator.records.catalog import Catalog


def list_view(catalog: Catalog) -> Mapping[str, Any]:
    """Every year with its record."""
    return {"years": catalog.all("cohorts")}

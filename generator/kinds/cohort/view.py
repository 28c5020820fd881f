"""The template variables for the list of cohorts."""

from generator.records.behavior import Variables
from generator.records.catalog import Catalog


def list_view(catalog: Catalog) -> Variables:
    """Return the cohorts in order, as `years`."""
    return {"years": catalog.all("cohorts")}

"""Pairings as a table, and what their sources leave open."""

from collections.abc import Mapping
from typing import Any

from generator.records.catalog import Catalog


def table_view(catalog: Catalog) -> Mapping[str, Any]:
    """Each pairing with its two sites and its stories; the mentee is None where the source does not name it."""
    return {
        "rows": [
            (
                pair,
                catalog.get("sites", pair.mentor),
                catalog.get("sites", pair.mentee) if pair.mentee else None,
                catalog.referrers(pair, "success-stories", "mentorships"),
            )
            for pair in catalog.all("mentorships")
        ]
    }


def unknown_view(catalog: Catalog) -> Mapping[str, Any]:
    """Pairings without a year or a name, and sites whose partner no source names."""
    pairs = catalog.all("mentorships")
    paired = {slug for pair in pairs for slug in (pair.mentor, pair.mentee) if slug}
    return {
        "without_year": [(pair, catalog.get("sites", pair.mentor)) for pair in pairs if pair.year is None],
        "without_name": [(pair, catalog.get("sites", pair.mentor)) for pair in pairs if pair.mentee is None],
        "unpaired": [site for site in catalog.all("sites") if site.slug not in paired],
    }

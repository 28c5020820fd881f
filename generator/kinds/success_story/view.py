"""A story with the sites, pairings and support types it belongs to."""

from collections.abc import Mapping
from typing import Any

from generator.kinds.success_story.record import SuccessStory
from generator.records.catalog import Catalog


def page_view(catalog: Catalog, story: SuccessStory) -> Mapping[str, Any]:
    """What the story is linked with."""
    return {
        "sites": catalog.many("sites", story.sites),
        "pairs": catalog.many("mentorships", story.mentorships),
        "supports": catalog.many("support-types", story.support_types),
        "others": [other for other in catalog.all("success-stories") if other.slug != story.slug],
    }


def article(_: Catalog, story: SuccessStory) -> Mapping[str, Any]:
    """The story as a schema.org Article. No date and no publisher: its year is that of the events."""
    return {
        "@type": "Article",
        "headline": story.name,
        "description": story.summary,
        "citation": [
            {"@type": "CreativeWork", "name": citation.title} | ({"url": citation.url} if citation.url else {})
            for citation in story.citations
        ],
    }


def latest_view(catalog: Catalog, number: str = "2") -> Mapping[str, Any]:
    """The newest stories that may be told; those without a year come last."""
    return {
        "stories": sorted(catalog.all("success-stories"), key=lambda story: (-(story.year or 0), story.slug))[
            : int(number)
        ]
    }

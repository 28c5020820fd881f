"""The template variables for stories, and their schema.org data."""

from generator.kinds.success_story.record import SuccessStory
from generator.records.behavior import Variables
from generator.records.catalog import Catalog


def page_view(catalog: Catalog, story: SuccessStory) -> Variables:
    """Return the sites, mentorships and support types of the story, and the other stories."""
    return {
        "sites": catalog.many("sites", story.sites),
        "pairs": catalog.many("mentorships", story.mentorships),
        "supports": catalog.many("support-types", story.support_types),
        "others": [other for other in catalog.all("success-stories") if other.slug != story.slug],
    }


def article(_: Catalog, story: SuccessStory) -> Variables:
    """Return the story as a schema.org Article, without a date or publisher: `year` is the year of the events."""
    return {
        "@type": "Article",
        "headline": story.name,
        "description": story.summary,
        "citation": [
            {"@type": "CreativeWork", "name": citation.title} | ({"url": citation.url} if citation.url else {})
            for citation in story.citations
        ],
    }


def latest_view(catalog: Catalog, number: str = "2") -> Variables:
    """Return the newest published stories, at most `number`. Stories without a year come last."""
    stories = sorted(catalog.all("success-stories"), key=lambda story: (-(story.year or 0), story.slug))
    return {"stories": stories[: int(number)]}

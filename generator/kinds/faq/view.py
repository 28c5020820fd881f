"""Questions: those that are asked most, then the others by what they are about."""

from collections.abc import Mapping
from typing import Any

from generator.records.catalog import Catalog
from generator.records.markdown import to_text

CHOICES = {"": "Everyone", "mentee": "Mentee sites", "mentor": "Mentor sites"}
"""The audiences that a reader may choose. Mentee sites and mentor sites also get the questions for both."""


def by_topic(catalog: Catalog, apart: tuple[str, ...] = ()) -> list[tuple[Any, list[Any]]]:
    """Topic → questions, save those `apart`. One with several topics is listed under its first."""
    topics: dict[Any, list[Any]] = {}
    for faq in catalog.all("faqs"):
        if faq.slug not in apart:
            topics.setdefault(faq.topics[0], []).append(faq)

    def place(topic: str) -> tuple[int, str]:
        term = catalog.get("terms", topic)
        return (term.position, term.slug) if term else (99, topic)

    return sorted(topics.items(), key=lambda pair: place(pair[0]))


def named(catalog: Catalog, slugs: tuple[str, ...]) -> list[Any]:
    """The questions that a page names. Raises LookupError for one that does not exist."""
    faqs = catalog.many("faqs", slugs)
    if len(faqs) != len(slugs):
        raise LookupError
    return faqs


def list_view(catalog: Catalog, *most: str) -> Mapping[str, Any]:
    """The groups of the list, each with its id, topic and questions. `most`: the questions that come first."""
    groups = [("asked-most", None, named(catalog, most))] if most else []
    groups += [(f"topic-{topic}", topic, faqs) for topic, faqs in by_topic(catalog, most)]
    return {"groups": groups, "choices": list(CHOICES.items())}


def faq_page(catalog: Catalog, *most: str) -> Mapping[str, Any] | None:
    """The list as a schema.org FAQPage: the questions whose answer still holds, in the words that the page shows."""
    questions = [
        {
            "@type": "Question",
            "name": faq.question,
            "acceptedAnswer": {"@type": "Answer", "text": to_text(catalog.render(faq.answer).html)},
        }
        for _, _, faqs in list_view(catalog, *most)["groups"]
        for faq in faqs
        if faq.answer and not faq.retired
    ]
    return {"@type": "FAQPage", "mainEntity": questions} if questions else None


def few_view(catalog: Catalog, *slugs: str) -> Mapping[str, Any]:
    """The questions that a page names. Raises LookupError for one that does not exist."""
    if not slugs:
        raise LookupError
    return {"faqs": named(catalog, slugs)}


def unanswered_view(catalog: Catalog) -> Mapping[str, Any]:
    """The questions that no source answers, and those answered in part: heading, id, questions. No group is empty."""
    faqs = catalog.all("faqs")
    silent = [faq for faq in faqs if faq.unanswered]
    partly = [faq for faq in faqs if not faq.unanswered and faq.still_unknown]
    groups = (("Not answered", "no-answer", silent), ("Partly answered", "part-answer", partly))
    return {"groups": [group for group in groups if group[-1]]}

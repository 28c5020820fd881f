"""Questions by who asks them and what they are about."""

from collections.abc import Mapping
from typing import Any

from generator.catalog import Catalog
from generator.prose import to_text

AUDIENCES = {
    "public": "For everyone",
    "both": "For mentee and mentor sites",
    "mentee": "For mentee sites",
    "mentor": "For mentor sites",
}
"""The headings by audience, in their order on the page."""

CHOICES = {"": "Everyone", "mentee": "Mentee sites", "mentor": "Mentor sites"}
"""The audiences that a reader may choose. Mentee sites and mentor sites also get the questions for both."""


def by_topic(catalog: Catalog, audience: str) -> list[tuple[Any, list[Any]]]:
    """Topic → an audience's questions. One with several topics stands under its first."""
    topics: dict[Any, list[Any]] = {}
    for faq in catalog.all("faqs"):
        if faq.audience == audience:
            topics.setdefault(faq.topics[0], []).append(faq)

    def place(topic: str) -> tuple[int, str]:
        term = catalog.get("terms", topic)
        return (term.position, term.slug) if term else (99, topic)

    return sorted(topics.items(), key=lambda pair: place(pair[0]))


def list_view(catalog: Catalog) -> Mapping[str, Any]:
    """Each audience that asks something: its heading, its questions by topic, and how many there are."""
    audiences = [
        (audience, title, topics, sum(len(faqs) for _, faqs in topics))
        for audience, title in AUDIENCES.items()
        if (topics := by_topic(catalog, audience))
    ]
    return {"audiences": audiences, "choices": list(CHOICES.items())}


def faq_page(catalog: Catalog) -> Mapping[str, Any] | None:
    """The list as a schema.org FAQPage: the questions whose answer still holds, in the words that the page shows."""
    questions = [
        {
            "@type": "Question",
            "name": faq.question,
            "acceptedAnswer": {"@type": "Answer", "text": to_text(catalog.render(faq.answer).html)},
        }
        for audience in AUDIENCES
        for _, faqs in by_topic(catalog, audience)
        for faq in faqs
        if faq.answer and not faq.retired
    ]
    return {"@type": "FAQPage", "mainEntity": questions} if questions else None


def few_view(catalog: Catalog, *slugs: str) -> Mapping[str, Any]:
    """The questions that a page names. Raises LookupError for one that does not exist."""
    if not slugs:
        raise LookupError
    faqs = catalog.many("faqs", slugs)
    if len(faqs) != len(slugs):
        raise LookupError
    return {"faqs": faqs}


def unanswered_view(catalog: Catalog) -> Mapping[str, Any]:
    """The questions that no source answers, and those that are answered in part."""
    faqs = catalog.all("faqs")
    return {
        "silent": [faq for faq in faqs if faq.unanswered],
        "partly": [faq for faq in faqs if not faq.unanswered and faq.still_unknown],
    }

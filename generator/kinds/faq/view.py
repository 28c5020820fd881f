"""Questions by who asks them and what they are about."""

from collections.abc import Mapping
from typing import Any

from generator.catalog import Catalog

AUDIENCES = {
    "public": "For everyone",
    "both": "For all who think of applying",
    "mentee": "For learning sites (mentees)",
    "mentor": "For mentor sites",
}
"""The headings, in the order of a reader's way."""


def list_view(catalog: Catalog) -> Mapping[str, Any]:
    """Audience → topic → questions. A question with several topics stands under its first."""
    audiences = []
    for audience, title in AUDIENCES.items():
        topics: dict[str, list[Any]] = {}
        for faq in catalog.all("faqs"):
            if faq.audience == audience:
                topics.setdefault(faq.topics[0], []).append(faq)
        if topics:
            ordered = sorted(
                topics.items(),
                key=lambda pair: (
                    (term.position, term.slug) if (term := catalog.get("terms", pair[0])) else (99, pair[0])
                ),
            )
            audiences.append((audience, title, ordered))
    return {"audiences": audiences}


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

"""The template variables for the pages and blocks that show questions."""

from collections.abc import Mapping

from generator.kinds.faq.record import Faq
from generator.records.behavior import Variables
from generator.records.catalog import Catalog
from generator.records.markdown import to_text

CHOICES = {"": "Everyone", "mentee": "Mentee sites", "mentor": "Mentor sites"}
"""The audiences that readers can filter by, with labels. Questions for `both` are shown for either kind of site."""


def by_topic(catalog: Catalog, excluded: tuple[str, ...] = ()) -> list[tuple[str, list[Faq]]]:
    """Return the questions of each topic, in the order of the topics. `excluded` holds the slugs of those to leave out.

    A question with several topics is listed under its first one.
    """
    topics: dict[str, list[Faq]] = {}
    for faq in catalog.all("faqs"):
        if faq.slug not in excluded:
            topics.setdefault(faq.topics[0], []).append(faq)

    def sort_key(topic: str) -> tuple[int, str]:
        term = catalog.get("terms", topic)
        return (term.position, term.slug) if term else (99, topic)

    return sorted(topics.items(), key=lambda pair: sort_key(pair[0]))


def questions_of(catalog: Catalog, slugs: tuple[str, ...]) -> list[Faq]:
    """Return the questions with these slugs.

    Raises:
        LookupError: A question does not exist.
    """
    faqs = catalog.many("faqs", slugs)
    if len(faqs) != len(slugs):
        raise LookupError
    return faqs


def list_view(catalog: Catalog, *most_asked: str) -> Variables:
    """Return the id, topic and questions of each group in the list. `most_asked` holds the slugs of the first group."""
    return {"groups": _groups(catalog, most_asked), "choices": list(CHOICES.items())}


def _groups(catalog: Catalog, most_asked: tuple[str, ...]) -> list[tuple[str, str | None, list[Faq]]]:
    groups: list[tuple[str, str | None, list[Faq]]] = []
    if most_asked:
        groups.append(("asked-most", None, questions_of(catalog, most_asked)))
    return [*groups, *((f"topic-{topic}", topic, faqs) for topic, faqs in by_topic(catalog, most_asked))]


def faq_page(catalog: Catalog, *most_asked: str) -> Mapping[str, object] | None:
    """Return the list as a schema.org FAQPage: the current questions with answers, in the words of the page."""
    questions = [
        {
            "@type": "Question",
            "name": faq.question,
            "acceptedAnswer": {"@type": "Answer", "text": to_text(catalog.render(faq.answer).html)},
        }
        for _, _, faqs in _groups(catalog, most_asked)
        for faq in faqs
        if faq.answer and not faq.retired
    ]
    return {"@type": "FAQPage", "mainEntity": questions} if questions else None


def few_view(catalog: Catalog, *slugs: str) -> Variables:
    """Return the questions with these slugs, as `faqs`.

    Raises:
        LookupError: No slug is given, or a question does not exist.
    """
    if not slugs:
        raise LookupError
    return {"faqs": questions_of(catalog, slugs)}


def unanswered_view(catalog: Catalog) -> Variables:
    """Return the unanswered and the partly answered questions: heading, id and questions of each group that has any."""
    faqs = catalog.all("faqs")
    unanswered = [faq for faq in faqs if faq.unanswered]
    partly_answered = [faq for faq in faqs if not faq.unanswered and faq.still_unknown]
    groups = (
        ("Not answered", "no-answer", unanswered),
        ("Partly answered", "part-answer", partly_answered),
    )
    return {"groups": [group for group in groups if group[-1]]}

"""The sections of a page, for the list of contents beside its text."""

import re

from markupsafe import Markup

from generator.pages.templates import Template
from generator.records.markdown import to_text

SECTION = re.compile(r'<h2\b[^>]*?\sid="([^"]+)"[^>]*>(.*?)</h2>', re.DOTALL)


def sections_of(body: str) -> list[tuple[str, str]]:
    """The id and the words of each section's heading, in order."""
    return [(part, to_text(words)) for part, words in SECTION.findall(body)]


def with_contents(template: Template, text: Markup) -> Markup:
    """A page's text with its sections listed beside it, as the component with-contents.html lays them out."""
    return Markup(template.render(sections=sections_of(text), text=text))  # noqa: S704 (escaped by the template)

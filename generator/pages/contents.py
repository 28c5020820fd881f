"""The table of contents of a page."""

import re

from generator.pages.templates import Template
from generator.records.markdown import to_text
from generator.text.markup import Markup

SECTION = re.compile(r'<h2\b[^>]*?\sid="([^"]+)"[^>]*>(.*?)</h2>', re.DOTALL)


def sections_of(body: str) -> list[tuple[str, str]]:
    """Return the id and text of each second-level heading, in order."""
    return [(anchor, to_text(heading)) for anchor, heading in SECTION.findall(body)]


def with_contents(template: Template, text: Markup) -> Markup:
    """Return a page's text with a table of contents beside it, laid out by the component with-contents.html."""
    return Markup(template.render(sections=sections_of(text), text=text))  # noqa: S704 (escaped by the template)

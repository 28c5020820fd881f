"""The sections of a page, for the list of contents beside its text."""

import re

from generator.prose import to_text

SECTION = re.compile(r'<h2\b[^>]*?\sid="([^"]+)"[^>]*>(.*?)</h2>', re.DOTALL)


def sections_of(body: str) -> list[tuple[str, str]]:
    """The id and the words of each section's heading, in order."""
    return [(part, to_text(words)) for part, words in SECTION.findall(body)]

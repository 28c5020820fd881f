"""Checks that the PDFs of a pathway can be made: characters that their font has, and a brief that fits on a page."""

from collections.abc import Iterator

from generator.base.problems import Problem
from generator.formats.pdf import missing_characters
from generator.kinds.pathway.record import Pathway
from generator.records.catalog import Catalog

PRINTED = ("name", "short_name", "criteria", "practice", "brief", "sources", "retired")
"""The fields whose texts are in a PDF."""

LINE_LENGTH = 90
"""The lowercase letters that fit in a line of the brief at its smallest common size, 9 points."""

MAX_LINES = 36
"""The lines of a brief that fit on one page, without its headings."""


def check_pdfs(catalog: Catalog) -> Iterator[Problem]:
    """Check that the PDFs' font has all characters, and that each brief fits on a page."""
    for pathway in catalog.all("pathways"):
        source = catalog.sources[pathway.kind, pathway.slug]
        for path, text in catalog.values(pathway, str):
            missing = missing_characters(text) if path[0] in PRINTED else ""
            if missing:
                yield Problem(
                    source.place(path),
                    "character-not-in-font",
                    f"The font of the PDFs does not have '{missing[0]}' (U+{ord(missing[0]):04X}).",
                    "Replace the character with words.",
                )
        lines = brief_lines(pathway)
        if lines > MAX_LINES:
            yield Problem(
                source.place(("brief",)),
                "brief-too-long",
                f"The brief takes about {lines} lines, but only {MAX_LINES} fit on its page.",
                "Shorten it.",
            )


def brief_lines(pathway: Pathway) -> int:
    """Return about how many lines a brief takes in small type, with the sources of the record below it."""
    brief = pathway.brief
    if brief is None:
        return 0
    sources = [citation.title for citation in pathway.citations]
    texts = [brief.what_it_is, *brief.cost, *brief.result, *brief.not_known, brief.next_step, *sources]
    return sum(-(-_width(text) // LINE_LENGTH) for text in texts)


def _width(text: str) -> int:
    """Return the width of a text in lowercase letters. Other characters may be twice as wide."""
    return len(text) + sum(character.isupper() or not character.isascii() for character in text)

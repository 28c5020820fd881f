"""What a pathway's papers can show: signs that their font has, and a brief that fits on its page."""

from collections.abc import Iterator

from generator.base.problems import Problem
from generator.formats.pdf import missing_signs
from generator.kinds.pathway.record import Pathway
from generator.records.catalog import Catalog

PRINTED = ("name", "short_name", "criteria", "practice", "brief", "sources", "retired")
"""The fields whose texts stand in a paper."""

LINE = 90
"""The letters that fill a line of the brief in small type, of 9 points."""

MOST_LINES = 36
"""The lines of a brief for which one page has room, its headings aside."""


def pdf_problems(catalog: Catalog) -> Iterator[Problem]:
    """No sign that a paper could not show, and no brief that is longer than a page."""
    for pathway in catalog.all("pathways"):
        source = catalog.sources[pathway.kind, pathway.slug]
        for path, text in catalog.values(pathway, str):
            missing = missing_signs(text) if path[0] in PRINTED else ""
            if missing:
                yield Problem(
                    source.place(path),
                    "sign-not-in-font",
                    f"The PDFs have no sign '{missing[0]}' (U+{ord(missing[0]):04X}).",
                    "Write it in words.",
                )
        lines = brief_lines(pathway)
        if lines > MOST_LINES:
            yield Problem(
                source.place(("brief",)),
                "brief-too-long",
                f"The brief takes about {lines} lines; a page has room for {MOST_LINES}.",
                "Shorten it: those who decide will not read more.",
            )


def brief_lines(pathway: Pathway) -> int:
    """The lines that a brief takes in small type, with the record's sources below it."""
    brief = pathway.brief
    if brief is None:
        return 0
    sources = [citation.title for citation in pathway.citations]
    texts = [brief.what_it_is, *brief.cost, *brief.result, *brief.not_known, brief.next_step, *sources]
    return sum(-(-_letters(text) // LINE) for text in texts)


def _letters(text: str) -> int:
    """How long a text is in small letters: others may be twice as wide."""
    return len(text) + sum(sign.isupper() or not sign.isascii() for sign in text)

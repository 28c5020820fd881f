"""Paragraphs of plain words and links to records → HTML without the Markdown engine: most texts of records are that."""

import html
import re

from generator.records.markdown.links import Links

PLAIN = re.compile(r"[^\W\d_](?:[^\W_]|[ .,;:?%'’“”–—()/$-])*")
"""A line in which no character means anything to Markdown."""

RECORD_LINK = re.compile(r"\[([^\W\d_](?:[^\W_]|[ ,'’“”–—-])*)\]\(([a-z][a-z-]*:[a-z0-9]+(?:-[a-z0-9]+)*)\)")
"""A link to a record, with a text in which no character means anything to Markdown."""

LINE_END_SPACE = re.compile(r" \n| $|\n ")
"""A space at an end of a line: two of them would break it."""


def render_simple(text: str, links: Links) -> str | None:
    """The HTML of a simple text, exactly as the Markdown engine writes it; None for any other text.

    A text with a link that leads nowhere is left to the engine too, which says what is wrong with it.
    """
    if PLAIN.fullmatch(text):
        return f"<p>{text}</p>"
    paragraphs = [_paragraph(block, links) for block in re.split(r"\n\n+", text.strip("\n"))]
    return "\n".join(filter(None, paragraphs)) if all(paragraphs) else None


def _paragraph(block: str, links: Links) -> str | None:
    words, *rest = RECORD_LINK.split(block)
    # A word in place of each link: what stands around it must be plain text too.
    lines = "x".join([words, *rest[2::3]]).split("\n")
    if LINE_END_SPACE.search(block) or not all(map(PLAIN.fullmatch, lines)):
        return None
    pieces = [words]
    for label, target, after in zip(rest[0::3], rest[1::3], rest[2::3], strict=True):
        address, fault = links.find(target)
        if fault:
            return None
        pieces.append(f'<a href="{html.escape(address)}">{label}</a>{after}')
    return f"<p>{''.join(pieces)}</p>"

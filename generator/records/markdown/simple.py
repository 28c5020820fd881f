"""Render simple texts without the Markdown engine: paragraphs of plain text with links to records."""

import html
import re

from generator.records.markdown.links import Links

PLAIN = re.compile(r"[^\W\d_](?:[^\W_]|[ .,;:?%'’“”–—()/$-])*")
"""A line without characters that are special in Markdown."""

RECORD_LINK = re.compile(r"\[([^\W\d_](?:[^\W_]|[ ,'’“”–—-])*)\]\(([a-z][a-z-]*:[a-z0-9]+(?:-[a-z0-9]+)*)\)")
"""A link to a record, with a text without characters that are special in Markdown."""

LINE_END_SPACE = re.compile(r" \n| $|\n ")
"""A space at the start or end of a line: two at the end would be a line break."""


def render_simple(text: str, links: Links) -> str | None:
    """Return a simple text as the same HTML that the Markdown engine would write; None for any other text.

    Texts with invalid links are left to the engine too, which reports them.
    """
    if PLAIN.fullmatch(text):
        return f"<p>{text}</p>"
    paragraphs = [_paragraph(block, links) for block in re.split(r"\n\n+", text.strip("\n"))]
    return "\n".join(filter(None, paragraphs)) if all(paragraphs) else None


def _paragraph(block: str, links: Links) -> str | None:
    before, *rest = RECORD_LINK.split(block)
    # With a letter in place of each link, the text around the links must be plain too.
    lines = "x".join([before, *rest[2::3]]).split("\n")
    if LINE_END_SPACE.search(block) or not all(map(PLAIN.fullmatch, lines)):
        return None
    pieces = [before]
    for label, target, after in zip(rest[0::3], rest[1::3], rest[2::3], strict=True):
        address, problem = links.find(target)
        if problem:
            return None
        pieces.append(f'<a href="{html.escape(address)}">{label}</a>{after}')
    return f"<p>{''.join(pieces)}</p>".replace("\n", " ")

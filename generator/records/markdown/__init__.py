"""Render Markdown safely, for record fields and for the pages of `content/`.

The only package that imports the Markdown library. Raw HTML and images are refused and links must be on an allow list;
each violation is a problem on its line, not silently removed. Hand-written pages may also place a kind's block
(`::: sites.list`) and group their text (`::: cards` … `:::`).
"""

import html
import re
from dataclasses import dataclass

from markdown import Markdown

from generator.records.fields.types import PLACEHOLDERS
from generator.records.markdown.directives import GROUPS, Blocks, Directives
from generator.records.markdown.line_breaks import LineBreaks
from generator.records.markdown.links import Links, TextProblem
from generator.records.markdown.lists import Lists
from generator.records.markdown.pasted import repair_lists
from generator.records.markdown.safe import Safe
from generator.records.markdown.simple import PLAIN, render_simple
from generator.records.markdown.unrendered import find_unrendered
from generator.text.markup import Markup

__all__ = ["GROUPS", "PLAIN", "Blocks", "Engine", "Rendered", "find_unrendered", "repair_lists", "to_text"]

DIRECTIVE_LINE = re.compile(r"(?m)^(:::.*)$")
BLOCK_LINE = re.compile(r"(?m)^(#.*|(?:\* *){3,}|(?:_ *){3,})$")
"""A heading or a rule. With empty lines around it, the engine need not search the rest of the text for the next one."""

ENDLESS = re.compile(r"[\[\]]{20}|`{20}|(?:^::: *[a-z]+\s+){8}", re.MULTILINE)
"""Long runs of brackets, backticks or groups, which no text needs and which take the engine minutes."""

INLINE_TAG = re.compile(r"</?(?:a|em|strong|code)\b[^>]*>")
"""A tag within a sentence, which is removed without a space in its place."""

NO_SCRIPTS = re.compile(r"<noscript>.*?</noscript>", re.DOTALL)
"""Content for browsers without scripts: often a list of all records, each of which search finds by itself."""


@dataclass(frozen=True)
class Rendered:
    """A text as HTML, with its problems."""

    html: Markup
    problems: tuple[TextProblem, ...] = ()


class Engine:
    """Renders Markdown with the extensions of this package. Keeps results, since a text can be on several pages."""

    def __init__(self, links: Links, rendered: dict[str, Rendered] | None = None) -> None:
        """`rendered`: texts that were rendered before, with the same links."""
        self._safe = Safe(links)
        self._markdown = Markdown(
            extensions=["tables", self._safe, Lists(self._safe), LineBreaks()], output_format="html"
        )
        self._links = links
        self._rendered = {} if rendered is None else rendered

    def render(self, text: str) -> Rendered:
        """Return a record's text as HTML."""
        rendered = self._rendered.get(text)
        if rendered is None:
            simple = render_simple(text, self._links)
            rendered = _run(self._markdown, self._safe, text) if simple is None else Rendered(Markup(simple))
            self._rendered[text] = rendered
        return rendered

    def render_page(self, text: str, blocks: Blocks) -> Rendered:
        """Return a hand-written page's text as HTML: it may place blocks and group text, and its headings get ids."""
        safe = Safe(self._links)
        markdown = Markdown(
            extensions=["tables", "toc", safe, Lists(safe), Directives(safe, blocks)],
            extension_configs={"toc": {"permalink": False}},
            output_format="html",
        )
        # The engine needs an empty line before and after a directive, which an editor may have left out.
        return _run(markdown, safe, text, DIRECTIVE_LINE.sub(r"\n\1\n", text))


def _run(markdown: Markdown, safe: Safe, text: str, spaced: str | None = None) -> Rendered:
    """Render a text, or `spaced`, which is the text with empty lines added; problems name lines of the text itself."""
    if endless := ENDLESS.search(text):
        # The engine would try every way to pair so many brackets.
        line = text.count("\n", 0, endless.start())
        message = "There are too many brackets, backticks or groups in a row."
        return Rendered(Markup(""), (TextProblem(line, "too-deep", message, "Delete them."),))
    safe.start(text)
    body = markdown.reset().convert(BLOCK_LINE.sub(r"\n\1\n", text if spaced is None else spaced))
    return Rendered(Markup(body), tuple(safe.problems))


def to_text(body: str) -> str:
    """Return the text of HTML, for search and descriptions, without content for browsers without scripts."""
    with_scripts = NO_SCRIPTS.sub(" ", body)
    text = re.sub(r"<[^>]+>", " ", INLINE_TAG.sub("", with_scripts))
    return " ".join(PLACEHOLDERS.sub("", html.unescape(text)).split())

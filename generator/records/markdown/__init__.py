"""Markdown, safely: one engine and one extension, for record fields and for `content/`.

The only package that knows markdown. Raw HTML is off, addresses are on an allow list, pictures are
refused; each is a problem with its line, not a silent cleaning. Hand-written pages may also place a
room's block (`::: sites.list`) and group their own text (`::: cards` … `:::`).
"""

import html
import re
from dataclasses import dataclass

from markdown import Markdown
from markupsafe import Markup

from generator.records.fields.types import ROOT
from generator.records.markdown.directives import GROUPS, Blocks, Directives
from generator.records.markdown.links import Links, TextProblem
from generator.records.markdown.lost import find_lost
from generator.records.markdown.safe import Safe
from generator.records.markdown.simple import PLAIN, render_simple

__all__ = ["GROUPS", "PLAIN", "Blocks", "Engine", "Rendered", "find_lost", "to_text"]

DIRECTIVE_LINE = re.compile(r"(?m)^(:::.*)$")
ENDLESS = re.compile(r"[\[\]]{20}|`{20}|(?:^::: *[a-z]+\s+){8}", re.MULTILINE)
"""Brackets and groups without end, which no text needs and which take the engine minutes."""

INLINE_TAG = re.compile(r"</?(?:a|em|strong|code)\b[^>]*>")
"""A tag within a sentence: no space stands in its place."""

NO_SCRIPTS = re.compile(r"<noscript>.*?</noscript>", re.DOTALL)
"""What only browsers without scripts show: often all records at once, which have entries of their own."""


@dataclass(frozen=True)
class Rendered:
    """A text as HTML, and what is wrong in it."""

    html: Markup
    faults: tuple[TextProblem, ...] = ()


class Engine:
    """Python-Markdown behind our one extension; keeps what it rendered, since a text stands on several pages."""

    def __init__(self, links: Links, kept: dict[str, Rendered] | None = None) -> None:
        """`kept`: texts that were rendered before, with the same links."""
        self._safe = Safe(links)
        self._markdown = Markdown(extensions=["tables", "sane_lists", self._safe], output_format="html")
        self._links = links
        self._kept = {} if kept is None else kept

    def render(self, text: str) -> Rendered:
        """A record's text."""
        found = self._kept.get(text)
        if found is None:
            simple = render_simple(text, self._links)
            found = _run(self._markdown, self._safe, text) if simple is None else Rendered(Markup(simple))
            self._kept[text] = found
        return found

    def render_page(self, text: str, blocks: Blocks) -> Rendered:
        """A hand-written page's text: it may place blocks, group its text, and its headings are addresses."""
        safe = Safe(self._links)
        markdown = Markdown(
            extensions=["tables", "sane_lists", "toc", safe, Directives(safe, blocks)],
            extension_configs={"toc": {"permalink": False}},
            output_format="html",
        )
        # A directive stands alone for the engine, also where an editor left no empty line around it.
        return _run(markdown, safe, text, DIRECTIVE_LINE.sub(r"\n\1\n", text))


def _run(markdown: Markdown, safe: Safe, text: str, spaced: str | None = None) -> Rendered:
    """Render a text, or its spaced form; faults are placed on the lines of the text itself."""
    endless = ENDLESS.search(text)
    if endless:
        # The engine would try every way in which so many brackets could belong together.
        line = text.count("\n", 0, endless.start())
        return Rendered(
            Markup(""), (TextProblem(line, "too-deep", "So many signs in a row mean nothing.", "Delete them."),)
        )
    safe.start(text)
    body = markdown.reset().convert(text if spaced is None else spaced)
    return Rendered(Markup(body), tuple(safe.faults))


def to_text(body: str) -> str:
    """The words of a piece of HTML, for search and for descriptions; not those for browsers without scripts."""
    shown = NO_SCRIPTS.sub(" ", body)
    words = re.sub(r"<[^>]+>", " ", INLINE_TAG.sub("", shown))
    return " ".join(html.unescape(words).replace(ROOT, "").split())

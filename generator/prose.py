"""Markdown, safely: one engine and one extension, for record fields and for `content/`.

The only module that knows markdown.
Raw HTML is off, addresses are on an allow list, pictures from elsewhere are refused; each is a
problem with its line, not a silent cleaning. Hand-written pages may also place a room's block
(`::: sites.list`) and group their own text (`::: cards` … `:::`).
"""

import html
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup

from generator.fields import ROOT
from generator.links import Fault, Links
from generator.problems import did_you_mean

GROUPS = ("actions", "cards", "hero", "lead", "notice", "steps", "wide")
"""The words that a hand-written page may group its text with; each is a class in the stylesheet."""

PLAIN = re.compile(r"[^\W\d_](?:[^\W_]|[ .,;:?%'’“”–—()/$-])*")
"""A line in which no character means anything to Markdown: most texts are one, and need no engine."""
DIRECTIVE = re.compile(r"^::: *([a-z][a-z-]*)(?:\.([a-z-]+))?((?: +[\w-]+)*) *$")


Blocks = Callable[[str, str, tuple[str, ...]], str | Fault]
"""Gives the HTML of a room's block, by kind, name and words."""


@dataclass(frozen=True)
class Rendered:
    """A text as HTML, and what is wrong in it."""

    html: Markup
    faults: tuple[Fault, ...] = ()


class Engine:
    """Python-Markdown behind our one extension; keeps what it rendered, since a text stands on several pages."""

    def __init__(self, links: Links) -> None:
        self._safe = _Safe(links, None)
        self._markdown = Markdown(extensions=["tables", "sane_lists", self._safe], output_format="html")
        self._links = links
        self._kept: dict[str, Rendered] = {}

    def render(self, text: str) -> Rendered:
        """A record's text."""
        found = self._kept.get(text)
        if found is None:
            found = (
                Rendered(Markup(f"<p>{text}</p>")) if PLAIN.fullmatch(text) else _run(self._markdown, self._safe, text)
            )
            self._kept[text] = found
        return found

    def render_page(self, text: str, blocks: Blocks) -> Rendered:
        """A hand-written page's text: it may place blocks, group its text, and its headings are addresses."""
        safe = _Safe(self._links, blocks)
        markdown = Markdown(
            extensions=["tables", "sane_lists", "toc", safe],
            extension_configs={"toc": {"permalink": False}},
            output_format="html",
        )
        return _run(markdown, safe, text)


def _run(markdown: Markdown, safe: "_Safe", text: str) -> Rendered:
    safe.start(text)
    body = markdown.reset().convert(text)
    return Rendered(Markup(body), tuple(safe.faults))


class _Safe(Extension):
    """Raw HTML off; links, pictures and directives looked up. Collects what it refuses."""

    def __init__(self, links: Links, blocks: Blocks | None) -> None:
        super().__init__()
        self.links = links
        self.blocks = blocks
        self.text = ""
        self.faults: list[Fault] = []

    def start(self, text: str) -> None:
        self.text, self.faults = text, []

    def refuse(self, snippet: str, fault: Fault) -> None:
        """Keep a fault, at the line on which the refused text stands."""
        line = self.text.count("\n", 0, max(self.text.find(snippet), 0))
        self.faults.append(Fault(line, fault.code, fault.message, fault.hint))

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the engine's name)
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.inlinePatterns.deregister("automail")
        md.inlinePatterns.register(_RawHtml(self), "raw_html", 90)
        md.treeprocessors.register(_Addresses(self), "addresses", 5)
        if self.blocks is not None:
            md.parser.blockprocessors.register(_Directives(md.parser, self, self.blocks), "directives", 95)


class _RawHtml(InlineProcessor):
    """A tag in a text is shown as the characters it is made of, and is a fault."""

    def __init__(self, safe: _Safe) -> None:
        super().__init__(r"<[a-zA-Z/!?][^>\n]*>?")
        self.safe = safe

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # noqa: N802 (the engine's name)
        self.safe.refuse(
            m[0],
            Fault(
                0,
                "raw-html",
                f"HTML stands in the text: '{m[0][:40]}'.",
                "Write Markdown; HTML is never shown as such.",
            ),
        )
        return self.md.htmlStash.store(html.escape(m[0])), m.start(0), m.end(0)


class _Addresses(Treeprocessor):
    """Links to what exists only, no pictures, alignment as a class (the policy forbids inline styles)."""

    def __init__(self, safe: _Safe) -> None:
        super().__init__()
        self.safe = safe

    def run(self, root: ElementTree.Element) -> None:
        for element in root.iter():
            if element.tag == "a" and "href" in element.attrib:
                target = element.attrib["href"]
                address, fault = self.safe.links.find(target)
                element.attrib["href"] = address
                if fault:
                    self.safe.refuse(html.unescape(target) if target not in self.safe.text else target, fault)
            elif element.tag == "img":
                self._refuse_picture(element)
            elif element.tag == "h1":
                self.safe.refuse(
                    "# ",
                    Fault(
                        0,
                        "second-h1",
                        "A heading with one '#' stands in the text.",
                        "Use '##': the title is the page's only heading of the first level.",
                    ),
                )
            style = element.attrib.pop("style", "")
            if style.startswith("text-align: "):
                element.attrib["class"] = "align-" + style.removeprefix("text-align: ").rstrip(";")

    def _refuse_picture(self, element: ElementTree.Element) -> None:
        target = element.attrib.get("src", "")
        element.attrib["src"] = ""
        remote = bool(urlsplit(html.unescape(target)).netloc)
        code, message = (
            ("remote-image", f"The picture '{target[:60]}' lies on another site.")
            if remote
            else ("image", f"The picture '{target[:60]}' cannot be shown.")
        )
        self.safe.refuse(target, Fault(0, code, message, "Describe it in words: pages load nothing from elsewhere."))


class _Directives(BlockProcessor):
    """A line '::: kind.block words' places a room's block; '::: group' … ':::' wraps text in a group."""

    def __init__(self, parser: Any, safe: _Safe, blocks: Blocks) -> None:
        super().__init__(parser)
        self.safe = safe
        self.blocks = blocks

    def test(self, parent: ElementTree.Element, block: str) -> bool:
        return block.startswith(":::")

    def run(self, parent: ElementTree.Element, blocks: list[str]) -> None:
        line, _, rest = blocks.pop(0).partition("\n")
        if rest.strip():
            blocks.insert(0, rest)
        match = DIRECTIVE.match(line)
        if match is None:
            self.safe.refuse(
                line,
                Fault(
                    0,
                    "bad-block",
                    f"'{line[:40]}' places nothing.",
                    "Write '::: kind.block', or '::: cards' … ':::' around text.",
                ),
            )
        elif match[2]:
            self._place(parent, line, match[1], match[2], tuple(match[3].split()))
        else:
            self._group(parent, line, match[1], blocks)

    def _place(self, parent: ElementTree.Element, line: str, kind: str, name: str, words: tuple[str, ...]) -> None:
        found = self.blocks(kind, name, words)
        if isinstance(found, Fault):
            self.safe.refuse(line, found)
            return
        holder = ElementTree.SubElement(parent, "p")
        holder.text = self.parser.md.htmlStash.store(f"<div>{found}</div>")

    def _group(self, parent: ElementTree.Element, line: str, name: str, blocks: list[str]) -> None:
        if name not in GROUPS:
            self.safe.refuse(
                line,
                Fault(
                    0,
                    "unknown-group",
                    f"'{name}' is not a group.",
                    did_you_mean(name, GROUPS) or f"Use one of {', '.join(GROUPS)}.",
                ),
            )
        inner, after = _split_at_close("\n\n".join(blocks))
        if after is None:
            self.safe.refuse(
                line,
                Fault(
                    0,
                    "open-group",
                    f"'{line.strip()}' is never closed.",
                    "Put a line ':::' after the last line of the group.",
                ),
            )
        blocks[:] = (after or "").split("\n\n")
        holder = ElementTree.SubElement(parent, "div", {"class": f"group {name}"})
        self.parser.parseBlocks(holder, inner.split("\n\n"))


def _split_at_close(text: str) -> tuple[str, str | None]:
    """A text before and after the line that closes a group; groups inside it keep their own. None where none does."""
    lines = text.split("\n")
    depth = 1
    for number, line in enumerate(lines):
        opened = DIRECTIVE.match(line)
        if line.strip() == ":::":
            depth -= 1
        elif opened and not opened[2]:
            depth += 1
        if depth == 0:
            return "\n".join(lines[:number]), "\n".join(lines[number + 1 :])
    return text, None


def to_text(body: str) -> str:
    """The words of a piece of HTML, for search and for descriptions."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).replace(ROOT, "").split())

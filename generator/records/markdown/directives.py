"""Directives, the lines that start with ':::': they place a kind's block, or group text up to a closing line."""

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from typing import Any

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension

from generator.base.problems import did_you_mean
from generator.records.markdown.links import TextProblem
from generator.records.markdown.safe import Safe

FOLD = "fold"
"""The group that readers open and close by its first heading."""

LANGUAGES = {"spanish": "es"}
"""Groups whose text is in another language, with the code of the language."""

GROUPS = ("actions", "ask", "cards", FOLD, "hero", "lead", "lines", "notice", "numbers", "steps", "wide", *LANGUAGES)
"""The names of groups; each is a CSS class."""

HEADING = re.compile(r"h[1-6]")

DIRECTIVE = re.compile(r"^::: *([a-z][a-z-]*)(?:\.([a-z-]+))?((?: +[\w-]+)*) *$")

Blocks = Callable[[str, str, tuple[str, ...]], str | TextProblem]
"""Returns the HTML of a kind's block, by kind, name and arguments."""


class Directives(Extension):
    """Adds directives to the Markdown of hand-written pages. Problems go to the `Safe` extension."""

    def __init__(self, safe: Safe, blocks: Blocks) -> None:
        super().__init__()
        self.safe = safe
        self.blocks = blocks

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the engine's name)
        md.parser.blockprocessors.register(_Processor(md.parser, self.safe, self.blocks), "directives", 95)


class _Processor(BlockProcessor):
    """Handles '::: kind.block arguments', which places a block, and '::: group' … ':::', which wraps text."""

    def __init__(self, parser: Any, safe: Safe, blocks: Blocks) -> None:
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
                TextProblem(
                    0,
                    "bad-block",
                    f"'{line[:40]}' is not a valid block or group.",
                    "Use '::: kind.block', or '::: cards' … ':::' around text.",
                ),
            )
        elif match[2]:
            self._place(parent, line, match[1], match[2], tuple(match[3].split()))
        else:
            self._group(parent, line, match[1], blocks)

    def _place(self, parent: ElementTree.Element, line: str, kind: str, name: str, arguments: tuple[str, ...]) -> None:
        block = self.blocks(kind, name, arguments)
        if isinstance(block, TextProblem):
            self.safe.refuse(line, block)
            return
        element = ElementTree.SubElement(parent, "p")
        element.text = self.parser.md.htmlStash.store(f"<div>{block}</div>")

    def _group(self, parent: ElementTree.Element, line: str, name: str, blocks: list[str]) -> None:
        if name not in GROUPS:
            self.safe.refuse(
                line,
                TextProblem(
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
                TextProblem(
                    0,
                    "unclosed-group",
                    f"'{line.strip()}' is not closed.",
                    "Add a line ':::' after the last line of the group.",
                ),
            )
        blocks[:] = (after or "").split("\n\n")
        attributes = {"class": f"group {name}"} | ({"lang": LANGUAGES[name]} if name in LANGUAGES else {})
        element = ElementTree.SubElement(parent, "details" if name == FOLD else "div", attributes)
        self.parser.parseBlocks(element, inner.split("\n\n"))
        if name == FOLD:
            self._fold(element, line)

    def _fold(self, element: ElementTree.Element, line: str) -> None:
        """Make the heading of a folded group its summary. Without a heading, readers could not open the group."""
        if not len(element) or not HEADING.fullmatch(element[0].tag):
            hint = "Start the group with a heading, as in '## What has changed'."
            self.safe.refuse(line, TextProblem(0, "fold-without-heading", f"'{line.strip()}' has no heading.", hint))
            return
        heading = element[0]
        element.remove(heading)
        summary = ElementTree.Element("summary")
        summary.append(heading)
        element.insert(0, summary)


def _split_at_close(text: str) -> tuple[str, str | None]:
    """Return the text before and after the line that closes the group; None as the second if no line does."""
    lines = text.split("\n")
    depth = 1
    for number, line in enumerate(lines):
        directive = DIRECTIVE.match(line)
        if line.strip() == ":::":
            depth -= 1
        elif directive and not directive[2]:
            depth += 1
        if depth == 0:
            return "\n".join(lines[:number]), "\n".join(lines[number + 1 :])
    return text, None

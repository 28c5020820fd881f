"""Lines that begin with ':::': they place a room's block, or group the text up to a closing line."""

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
"""The group that opens and closes: its first heading is what readers tap."""

LANGUAGES = {"spanish": "es"}
"""Groups whose text is in another language, with its code."""

GROUPS = ("actions", "ask", "cards", FOLD, "hero", "lead", "lines", "notice", "numbers", "steps", "wide", *LANGUAGES)
"""The words that a hand-written page may group its text with; each is a class in the stylesheet."""

HEADING = re.compile(r"h[1-6]")

DIRECTIVE = re.compile(r"^::: *([a-z][a-z-]*)(?:\.([a-z-]+))?((?: +[\w-]+)*) *$")


Blocks = Callable[[str, str, tuple[str, ...]], str | TextProblem]
"""Gives the HTML of a room's block, by kind, name and words."""


class Directives(Extension):
    """Gives hand-written pages their directives; faults go where those of the text go."""

    def __init__(self, safe: Safe, blocks: Blocks) -> None:
        super().__init__()
        self.safe = safe
        self.blocks = blocks

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the engine's name)
        md.parser.blockprocessors.register(_Processor(md.parser, self.safe, self.blocks), "directives", 95)


class _Processor(BlockProcessor):
    """A line '::: kind.block words' places a room's block; '::: group' … ':::' wraps text in a group."""

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
        if isinstance(found, TextProblem):
            self.safe.refuse(line, found)
            return
        holder = ElementTree.SubElement(parent, "p")
        holder.text = self.parser.md.htmlStash.store(f"<div>{found}</div>")

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
                    "open-group",
                    f"'{line.strip()}' is never closed.",
                    "Put a line ':::' after the last line of the group.",
                ),
            )
        blocks[:] = (after or "").split("\n\n")
        attributes = {"class": f"group {name}"} | ({"lang": LANGUAGES[name]} if name in LANGUAGES else {})
        holder = ElementTree.SubElement(parent, "details" if name == FOLD else "div", attributes)
        self.parser.parseBlocks(holder, inner.split("\n\n"))
        if name == FOLD:
            self._fold(holder, line)

    def _fold(self, holder: ElementTree.Element, line: str) -> None:
        """Make a folded group's heading its summary. A group without one is refused: nothing would open it."""
        if not len(holder) or not HEADING.fullmatch(holder[0].tag):
            hint = "Put a heading right below it, as in '## What has changed'."
            self.safe.refuse(line, TextProblem(0, "fold-without-heading", f"'{line.strip()}' has no heading.", hint))
            return
        heading = holder[0]
        holder.remove(heading)
        summary = ElementTree.Element("summary")
        summary.append(heading)
        holder.insert(0, summary)


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

"""Lists with the indentation that GitHub accepts, instead of the four spaces that the Markdown engine requires.

Follows CommonMark 0.31 (5.2 List items, 5.3 Lists): what belongs to an item is indented at least as far as its text.
"""

import re
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass, field
from typing import Any, Literal

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension

from generator.records.markdown.links import TextProblem
from generator.records.markdown.safe import Safe

MARKER = re.compile(r"( {0,3})([-*+]|([0-9]{1,9})[.)])(?: +|$)")
"""The marker of a list item: its indentation, the marker, and the number of an ordered item."""

RULE = re.compile(r" {0,3}(?:(?:\* *){3,}|(?:- *){3,}|(?:_ *){3,})$")
"""A thematic break, which is never a list item: '- - -'."""

UNDERLINE = re.compile(r" {0,3}(?:=+|-+) *$")
"""The line below the text of a heading."""

LINE = re.compile(r"(?m)^.*$")
HEADING = re.compile(r" {0,3}#")
QUOTE = re.compile(r" {0,3}>")

_Paragraph = Literal["", "text", "quotation"]
"""What a line without indentation continues."""

CODE_INDENT = 4
DEEPEST = 20
"""The levels of lists below each other. The engine works through each with a function call of its own."""


@dataclass
class _List:
    """A list: its marker without the number, the first number, its items, and whether a blank line is between them."""

    marker: str
    start: str
    items: list["_Item"] = field(default_factory=list)
    is_loose: bool = False


@dataclass
class _Item:
    """An item: the column of its text, and its content, in which lines of text take turns with lists."""

    column: float
    within: _List
    content: list[list[str] | _List] = field(default_factory=list)


class Lists(Extension):
    """Replaces the list parsing of the engine. Problems go to the `Safe` extension."""

    def __init__(self, safe: Safe) -> None:
        super().__init__()
        self.safe = safe

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the engine's name)
        for name in ("indent", "olist", "ulist"):
            md.parser.blockprocessors.deregister(name)
        md.parser.blockprocessors.register(_Processor(md.parser, self.safe), "lists", 78)


class _Processor(BlockProcessor):
    """Takes a block that starts with a list item, or in which one follows a paragraph without a blank line."""

    def __init__(self, parser: Any, safe: Safe) -> None:
        super().__init__(parser)
        self.safe = safe

    def test(self, parent: ElementTree.Element, block: str) -> bool:
        return _first_item(block) is not None

    def run(self, parent: ElementTree.Element, blocks: list[str]) -> None:
        block = blocks.pop(0)
        start = _first_item(block) or 0
        if start:
            self.parser.parseBlocks(parent, [block[: start - 1]])
        reader = _Reader()
        rest = reader.read(block[start:].split("\n"))
        while not rest and blocks:
            rest = reader.read(["", *blocks.pop(0).split("\n")])
        if rest:
            blocks.insert(0, "\n".join(rest))
        if reader.too_deep:
            problem = TextProblem(0, "too-deep", f"A list has more than {DEEPEST} levels.", "Use fewer levels.")
            self.safe.refuse(reader.too_deep, problem)
        self._build(parent, reader.list)

    def _build(self, parent: ElementTree.Element, read: _List) -> None:
        tag = "ul" if read.marker in "-*+" else "ol"
        element = ElementTree.SubElement(parent, tag, {"start": read.start} if read.start not in ("", "1") else {})
        for item in read.items:
            li = ElementTree.SubElement(element, "li")
            for content in item.content:
                if isinstance(content, _List):
                    self._build(li, content)
                else:
                    # In the state 'list', the engine writes a paragraph as the item's own text.
                    self.parser.state.set("item" if read.is_loose else "list")
                    self.parser.parseBlocks(li, "\n".join(content).split("\n\n"))
                    self.parser.state.reset()


def _first_item(block: str) -> int | None:
    """Return where a block starts a list, if only paragraphs and quotations precede it; None if it starts none.

    In a paragraph, only an item with text starts a list, and of ordered items only number 1.
    """
    is_quoted = False
    # One line at a time: this is called for each part of a block again.
    for match in LINE.finditer(block):
        line, is_first = match[0], match.start() == 0
        if not line.strip() or RULE.match(line) or HEADING.match(line):
            return None
        if QUOTE.match(line):
            is_quoted = True
        elif item_marker(line, in_paragraph=not (is_first or is_quoted)):
            return match.start()
        elif line.startswith(" " * CODE_INDENT) and is_first:
            return None
    return None


def item_marker(line: str, *, in_paragraph: bool) -> re.Match[str] | None:
    """Return the marker with which a line starts a list item; None if it does not start one."""
    match = None if RULE.match(line) else MARKER.match(line)
    if match and in_paragraph and (match.end() == len(line) or match[3] not in (None, "1")):
        return None
    return match


class _Reader:
    """Reads a list line by line. `list` is the result, and `too_deep` an item that has too many levels above it."""

    def __init__(self) -> None:
        self.list = _List("", "")
        self.too_deep = ""
        self._open: list[_Item] = []
        self._paragraph: _Paragraph = ""
        self._blanks = 0

    def read(self, lines: list[str]) -> list[str]:
        """Add lines to the list. Return the first that does not belong to it, with those after it."""
        for number, line in enumerate(lines):
            if not line.strip():
                self._add_blank()
            elif not self._add(line):
                return lines[number:]
        return []

    def _add_blank(self) -> None:
        self._blanks += 1
        self._paragraph = ""
        if not self._open[-1].content:
            # An item may start with one blank line only: nothing below belongs to it.
            self._open[-1].column = float("inf")

    def _add(self, line: str) -> bool:
        """Add a line to the list. Return False if it does not belong to it."""
        indent = len(line) - len(line.lstrip(" "))
        matched = next((depth for depth, item in enumerate(self._open) if indent < item.column), len(self._open))
        is_deepest = matched == len(self._open)
        base = int(self._open[matched - 1].column) if matched else 0
        own = line[base:]
        if not own.startswith(" " * CODE_INDENT):
            is_below_text = is_deepest and self._paragraph == "text"
            if UNDERLINE.match(own) and is_below_text:
                return self._add_text(own.lstrip(), "")
            if marker := item_marker(own, in_paragraph=is_below_text):
                return self._add_item(own, marker, matched, base)
            if RULE.match(own) or HEADING.match(own) or QUOTE.match(own):
                return self._close(matched) and self._add_text(own, "quotation" if QUOTE.match(own) else "")
        if self._paragraph:
            # A line of a paragraph belongs to it even if it is not indented.
            is_code_like = own.startswith(" " * CODE_INDENT)
            text = own if is_deepest else f"{' ' * CODE_INDENT * is_code_like}{line.lstrip()}"
            return self._add_text(text, self._paragraph)
        return self._close(matched) and self._add_text(own, "" if own.startswith(" " * CODE_INDENT) else "text")

    def _add_item(self, own: str, marker: re.Match[str], matched: int, base: int) -> bool:
        """Add an item at a depth, unless it starts another list than the one that is read."""
        text = own[marker.end() :]
        padding = marker.end() - marker.end(2)
        width = marker.end() if text and padding <= CODE_INDENT else marker.end(2) + 1
        kind = marker[2].lstrip("0123456789")
        if len(self._open) >= DEEPEST and matched == len(self._open):
            self.too_deep = self.too_deep or own.strip()
            return self._add_text(f"{' ' * CODE_INDENT}{own}", "text")
        within = self._list_at(matched, kind, str(int(marker[3])) if marker[3] else "")
        if within is None:
            return False
        self._open[matched:] = [_Item(base + width, within)]
        within.items.append(self._open[-1])
        self._paragraph = ""
        return self._add(" " * (base + width) + own[width:]) if own[width:].strip() else True

    def _list_at(self, depth: int, kind: str, start: str) -> _List | None:
        """Return the list of an item at a depth: the open one, or a new one; None if the whole list ends there."""
        if not self._open:
            self.list = _List(kind, start)
            return self.list
        if depth == 0:
            within = self.list if self.list.marker == kind else None
        else:
            content = self._open[depth - 1].content
            last = content[-1] if content else None
            within = last if isinstance(last, _List) and last.marker == kind else None
            if within is None:
                self._note_blanks(self._open[depth - 1])
                content.append(_List(kind, start))
                return content[-1]  # type: ignore[return-value]  # it was just added
        if within is not None and self._blanks:
            within.is_loose, self._blanks = True, 0
        return within

    def _close(self, depth: int) -> bool:
        """Close the items below a depth. Return False if that is the whole list."""
        del self._open[depth:]
        return depth > 0

    def _note_blanks(self, item: _Item) -> None:
        """A blank line between two parts of an item makes its list a loose one."""
        item.within.is_loose |= bool(self._blanks and item.content)
        self._blanks = 0

    def _add_text(self, own: str, paragraph: _Paragraph) -> bool:
        item = self._open[-1]
        blanks = [""] * self._blanks
        self._note_blanks(item)
        if not item.content or isinstance(item.content[-1], _List):
            item.content.append([])
            blanks = []
        text = item.content[-1]
        text.extend([*blanks, own])  # type: ignore[union-attr]  # not a list, by the lines above
        self._paragraph = paragraph
        return True

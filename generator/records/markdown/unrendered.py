"""Find lists, tables and links that the Markdown engine shows as plain text, though GitHub renders some of them."""

import re
from collections.abc import Iterator

from generator.records.markdown.links import TextProblem
from generator.records.markdown.safe import CODE
from generator.text.masking import mask

LIST_ITEM = re.compile(r" {0,3}(?:[-*+] |\d+\. )")
"""The start of a list item."""
LIKE_A_LIST = re.compile(r" {0,3}(?:[-*+•] +|1[.)] +)\S")
"""The start of a line that looks like a list item, even if the engine reads it as text."""
NOT_A_LIST = re.compile(r" {0,3}(?:• +|1\) +)\S")
"""The same with markers that the engine never reads as a list."""
ROW = re.compile(r" {0,3}\|.*\|\s*")
RULE = re.compile(r"[\s|:]*-[-\s|:]*")
"""The delimiter row of a table, below its header row."""
OPEN_LINK = re.compile(r"\]\((?:[a-z][a-z-]*:|/|#)[^\s()]*(?:\([^\s()]*\)[^\s()]*)*(?=$|\s(?!\s*[\"'(]))", re.MULTILINE)
BLOCK_START = re.compile(r" {0,3}(?:#|:::)")
"""A line that ends a paragraph: a heading or a directive."""


def find_unrendered(text: str) -> Iterator[TextProblem]:
    """Yield the problem of each list, table and link in a Markdown text that readers would see as plain text."""
    masked = mask(CODE, text, "x")
    for first, lines in _paragraphs(masked.split("\n")):
        yield from _check_paragraph(first, lines)
    for match in OPEN_LINK.finditer(masked):
        line = masked.count("\n", 0, match.start())
        message = f"The link '{match[0][1:60]}' has no closing parenthesis."
        yield TextProblem(line, "unclosed-link", message, "Add ')' right after the address.")


def _paragraphs(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield the lines of each paragraph with the number of the first of them (from 0)."""
    paragraph: list[str] = []
    for number, line in enumerate([*lines, ""]):
        if line.strip() and not BLOCK_START.match(line):
            paragraph.append(line)
        elif paragraph:
            yield number - len(paragraph), paragraph
            paragraph = []


def _check_paragraph(first: int, lines: list[str]) -> Iterator[TextProblem]:
    """Yield the problem of the first line of a paragraph that looks like a table row or a list item."""
    start = lines[0]
    if LIST_ITEM.match(start) or start.startswith("    ") or start.lstrip().startswith(">"):
        return
    rows = [number for number, line in enumerate(lines) if ROW.fullmatch(line)]
    if rows and not (len(lines) > 1 and RULE.fullmatch(lines[1]) and "|" in start):
        message = "This table row is part of a paragraph, so no table appears."
        hint = "Put a blank line before the table, and a line '|---|---|' below its first row."
        yield TextProblem(first + rows[0], "table-as-paragraph", message, hint)
        return
    for number, line in enumerate(lines):
        if NOT_A_LIST.match(line) or (number and LIKE_A_LIST.match(line)):
            message = f"'{line.strip()[:30]}' is part of a paragraph, so no list appears."
            hint = "Put a blank line before the list, and start each item with '- ' or '1. '."
            yield TextProblem(first + number, "list-as-paragraph", message, hint)
            return

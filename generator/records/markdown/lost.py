"""Lists, tables and links that an editor meant, and that become a paragraph in silence: GitHub shows some of them."""

import re
from collections.abc import Iterator

from generator.records.markdown.links import TextProblem
from generator.records.markdown.safe import CODE
from generator.text.masking import mask

LISTED = re.compile(r" {0,3}(?:[-*+] |\d+\. )")
"""How a list starts."""
MEANT = re.compile(r" {0,3}(?:[-*+•] +|1[.)] +)\S")
"""How a line starts with which a list is meant, also where the engine takes it for text."""
NO_LIST = re.compile(r" {0,3}(?:• +|1\) +)\S")
"""The same, with signs of which the engine never makes a list."""
ROW = re.compile(r" {0,3}\|.*\|\s*")
RULE = re.compile(r"[\s|:]*-[-\s|:]*")
"""The line below a table's first row."""
OPEN_LINK = re.compile(r"\]\((?:[a-z][a-z-]*:|/|#)[^\s()]*(?:\([^\s()]*\)[^\s()]*)*(?=$|\s(?!\s*[\"'(]))", re.MULTILINE)
ALONE = re.compile(r" {0,3}(?:#|:::)")
"""A line behind which the engine begins anew: a heading, or what places a block."""


def find_lost(text: str) -> Iterator[TextProblem]:
    """What of a text in Markdown readers would see as a row of words and signs."""
    shown = mask(CODE, text, "x")
    for first, lines in _blocks(shown.split("\n")):
        yield from _in_block(first, lines)
    for found in OPEN_LINK.finditer(shown):
        line = shown.count("\n", 0, found.start())
        message = f"The link '{found[0][1:60]}' never closes."
        yield TextProblem(line, "open-link", message, "Write ')' right behind the address.")


def _blocks(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """The lines that stand together, with the number of the first of them (from 0)."""
    block: list[str] = []
    for number, line in enumerate([*lines, ""]):
        if line.strip() and not ALONE.match(line):
            block.append(line)
        elif block:
            yield number - len(block), block
            block = []


def _in_block(first: int, lines: list[str]) -> Iterator[TextProblem]:
    """The first line of a paragraph that was meant as a list, or as a table."""
    start = lines[0]
    if LISTED.match(start) or start.startswith("    ") or start.lstrip().startswith(">"):
        return
    rows = [number for number, line in enumerate(lines) if ROW.fullmatch(line)]
    if rows and not (len(lines) > 1 and RULE.fullmatch(lines[1]) and "|" in start):
        message = "A row of a table stands in a paragraph, where it is no table."
        hint = "Leave an empty line before the table, and write a line '|---|---|' below its first row."
        yield TextProblem(first + rows[0], "table-in-text", message, hint)
        return
    for number, line in enumerate(lines):
        if NO_LIST.match(line) or (number and MEANT.match(line)):
            message = f"'{line.strip()[:30]}' stands in a paragraph, where it is no list."
            hint = "Leave an empty line before the list, and start each of its lines with '- ', or with '1. '."
            yield TextProblem(first + number, "list-in-text", message, hint)
            return

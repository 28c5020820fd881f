"""Find Markdown that readers would see as it is typed, though GitHub renders most of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.records.markdown.links import RECORD_EXAMPLE, TextProblem
from generator.records.markdown.lists import CODE_INDENT, DEEPEST, HEADING, item_marker
from generator.records.markdown.pasted import pasted_items, repair_lists
from generator.records.markdown.safe import CODE
from generator.text.masking import mask

FENCE = re.compile(r"^((?:[ >]|[-*+] |[0-9]{1,9}[.)] )*)(`{3,}(?=[^`]*$)|~{3,})")
"""The line above a block of code, after the markers of lists and quotations."""

QUOTE_MARKERS = re.compile(r"(?: {0,3}> ?)+")
LIKE_AN_ITEM = re.compile(r"(?:[-*+]|[0-9][.)]) +\S")
"""The start of a line within a paragraph that looks like a list item. A longer number may be the end of a sentence."""

ROW = re.compile(r" *\|.*\| *")
DELIMITERS = re.compile(r"[ |:]*-[- |:]*")
"""The delimiter row of a table, below its header row."""

OPEN_LINK = re.compile(
    r"\]\((?:[a-z][a-z-]*:|/|#)[^\s()]*(?:\([^\s()]*\)[^\s()]*)*"
    r"(?=$|\s(?!\s*[\"'(]))(?![^\[\]()\n]*\))",  # with a closing parenthesis, the space before it is a problem itself
    re.MULTILINE,
)
DEFINITION = re.compile(r" {0,3}\[([^\[\]]+)\]: *\S+ *(?:([\"'(]).*[\"')] *)?$")
"""A line that gives the address of a link, and is not shown itself."""

REFERENCE = re.compile(r"(?<!\\)\[([^\[\]^][^\[\]]*)\]\[([^\[\]]*)\]")
BRACKETS = re.compile(r"\[([^\[\]]+)\]")

LINK = re.compile(r"\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|<[^<>\n]*>|^ {0,3}\[[^\[\]]+\]:.*", re.MULTILINE)
"""The target of a link, in which other marks have no meaning."""

UNSUPPORTED = {
    "A footnote": (
        re.compile(r"(?<!\\)\[\^[^\[\]\s]+\]"),
        "Put the note in parentheses, or add its source to 'sources'.",
    ),
    "Text that is crossed out": (
        re.compile(r"(?<![\\~])(~~?)(?=[^\s~])[^~\n]*[^\s~\\]\1(?![~\w])"),
        "Delete the text, or the '~' around it.",
    ),
    "A task": (re.compile(r"^\[[ xX]\] +\S[^\n]*"), "Delete the brackets: '- ' is enough for a list."),
    "A GitHub alert": (
        re.compile(r"^\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]", re.IGNORECASE),
        "Delete this line, or write the word in bold: '**Note:**'.",
    ),
}
"""What GitHub renders and the site does not, with the hint for it. '^' is the start of a paragraph or list item."""


@dataclass
class _Paragraph:
    """The lines of a paragraph without the markers before them, and the number of the first (from 0)."""

    first: int
    lines: list[str] = field(default_factory=list)


def find_unrendered(text: str) -> Iterator[TextProblem]:
    """Yield the problem of each part of a Markdown text that readers would see as plain text."""
    lines = text.split("\n")
    for number, fence in _blank_fences(lines):
        hint = "Indent each line of code by four spaces, with a blank line above, or put a few words between backticks."
        yield _unsupported(number, "A block of code", fence, hint)
    masked = mask(CODE, "\n".join(lines), "x")
    lines = masked.split("\n")
    defined = {_name(match[1]) for line in lines if (match := DEFINITION.match(line))}
    yield from _lists(text, lines)
    for paragraph in _paragraphs(lines):
        yield from _check_paragraph(paragraph, defined)
    yield from _unused_definitions(lines)
    for match in OPEN_LINK.finditer(masked):
        number = masked.count("\n", 0, match.start())
        message = f"The link '{match[0][1:60]}' has no closing parenthesis."
        yield TextProblem(number, "unclosed-link", message, "Add ')' right after the address.")


def _blank_fences(lines: list[str]) -> Iterator[tuple[int, str]]:
    """Yield each line that starts a block of code, with its number, and replace the block by blank lines."""
    open_fence = ""
    for number, line in enumerate(lines):
        fence = FENCE.match(line)
        if not open_fence and fence:
            yield number, line[fence.start(2) :].strip()
            open_fence = fence[2]
        elif open_fence and line.strip(" >").startswith(open_fence) and not line.strip(f" >{open_fence[0]}"):
            open_fence = ""
        elif not open_fence:
            continue
        lines[number] = ""


def _unsupported(line: int, what: str, text: str, hint: str) -> TextProblem:
    shown = text if len(text) <= 40 else f"{text[:39]}…"
    return TextProblem(line, "unsupported-markdown", f"{what} is shown as it is typed: '{shown}'.", hint)


def _paragraphs(lines: list[str]) -> Iterator[_Paragraph]:
    """Yield the paragraphs and headings of a text, also those in lists and quotations, without blocks of code."""
    paragraph: _Paragraph | None = None
    columns: list[int] = []  # where the text of each open list item starts
    for number, line in enumerate([*lines, ""]):
        own = line[quote.end() :] if (quote := QUOTE_MARKERS.match(line)) else line
        inner = _columns_at(own, columns)
        base = inner[-1] if inner else 0
        marker = item_marker(own[base:], in_paragraph=paragraph is not None and inner == columns)
        is_block = HEADING.match(own) or own.startswith(":::")
        if paragraph and (marker or is_block or not own.strip()):
            yield paragraph
            paragraph = None
        if paragraph:
            paragraph.lines.append(own.strip())
        elif own.strip():
            columns = inner
            while marker and len(columns) < DEEPEST:
                columns = [*columns, base + marker.end()]
                base += marker.end()
                marker = item_marker(own[base:], in_paragraph=False)
            if not own[base:].startswith(" " * CODE_INDENT):
                paragraph = _Paragraph(number, [own[base:].strip()])
        if paragraph and is_block:
            yield paragraph
            paragraph = None


def _columns_at(line: str, columns: list[int]) -> list[int]:
    """Return the columns of the items that a line belongs to, by its indentation."""
    indent = len(line) - len(line.lstrip(" "))
    return [column for column in columns if column <= indent]


def _lists(text: str, lines: list[str]) -> Iterator[TextProblem]:
    """Yield the first item of each list that is part of a paragraph."""
    repaired = repair_lists(text)
    is_reported = False
    for paragraph in _paragraphs(lines):
        pasted = pasted_items(paragraph.lines)
        for number, line in enumerate(paragraph.lines):
            if number in pasted or (number and LIKE_AN_ITEM.match(line)):
                yield _list_as_paragraph(
                    paragraph.first + number, line, can_be_fixed=repaired != text and number in pasted
                )
                is_reported = True
                break
    if repaired != text and not is_reported:
        # A word processor indented the whole list, so that Markdown takes it for code.
        pairs = enumerate(zip(lines, repaired.split("\n"), strict=False))
        number = next((number for number, (typed, meant) in pairs if typed != meant), 0)
        yield _list_as_paragraph(number, lines[number], can_be_fixed=True)


def _list_as_paragraph(number: int, line: str, *, can_be_fixed: bool) -> TextProblem:
    message = f"'{' '.join(line.split())[:30]}' is part of a paragraph, so no list appears."
    hint = "Put a blank line before the list, and start each item with '- ' or '1. '."
    return TextProblem(
        number, "list-as-paragraph", message, f"{hint} The 'fix' command can do it." if can_be_fixed else hint
    )


def _check_paragraph(paragraph: _Paragraph, defined: set[str]) -> Iterator[TextProblem]:
    """Yield the problems of a paragraph: a table that is part of it, and marks without meaning here."""
    lines = paragraph.lines
    rows = [number for number, line in enumerate(lines) if ROW.fullmatch(line)]
    if rows and not (len(lines) > 1 and DELIMITERS.fullmatch(lines[1]) and "|" in lines[0]):
        message = "This table row is part of a paragraph, so no table appears."
        hint = "Put a blank line before the table, and a line '|---|---|' below its first row."
        yield TextProblem(paragraph.first + rows[0], "table-as-paragraph", message, hint)
    text = "\n".join(lines)
    own = mask(LINK, text, "x")
    for what, (pattern, hint) in UNSUPPORTED.items():
        for match in pattern.finditer(own):
            yield _unsupported(paragraph.first + own.count("\n", 0, match.start()), what, match[0], hint)
    for match in REFERENCE.finditer(text):
        if _name(match[2] or match[1]) not in defined:
            place = paragraph.first + text.count("\n", 0, match.start())
            message = f"The link '{match[0][:60]}' has no address."
            hint = f"Use [text](https://…), [text](/page/) or [text]({RECORD_EXAMPLE})."
            yield TextProblem(place, "link-without-address", message, hint)


def _unused_definitions(lines: list[str]) -> Iterator[TextProblem]:
    """Yield the problem of each line that gives an address to a link that does not exist: readers never see it."""
    others = "\n".join(line for line in lines if not DEFINITION.match(line))
    used = {_name(match[1]) for match in BRACKETS.finditer(others)}
    for number, line in enumerate(lines):
        match = DEFINITION.match(line)
        if match and _name(match[1]) not in used and not match[1].startswith("^"):
            message = f"Readers do not see this line: it is the address of a link '[{match[1][:30]}]'."
            yield TextProblem(
                number, "hidden-line", message, "Delete the colon or the line, or use the link in the text."
            )


def _name(label: str) -> str:
    """Return the name of a link by reference, which does not depend on case or line breaks."""
    return " ".join(label.lower().split())

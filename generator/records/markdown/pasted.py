"""Turn the lists of word processors into Markdown: '•⇥Jails' becomes '- Jails'."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.records.markdown.lists import CODE_INDENT, HEADING, QUOTE, item_marker
from generator.text.typed.pasted import BLANKS, BULLETS

TAB = f"(?:{BLANKS}*\\t{BLANKS}*|{BLANKS}*\u00a0{BLANKS}*)"
"""What word processors put after a bullet or a number: a tab, or no-break spaces."""

PASTED = re.compile(
    f"(?P<indent>{BLANKS}*)(?:(?P<bullet>[{BULLETS}]){BLANKS}*|(?P<mark>[-*+o]|[0-9]{{1,3}}[.)]){TAB}|(?P<dash>[–—])"
    f"(?:{BLANKS}*\\t{BLANKS}*|(?= *\u00a0){BLANKS}{{2,}}))(?=\\S)"
)
"""The start of a line that a word processor made an item of a list, and nothing else."""

UNCERTAIN = re.compile(f"(?P<indent>{BLANKS}*)(?:(?P<mark>o)|(?P<dash>[–—])) +(?=\\S)")
"""The start of a line that is an item only beside others."""

LEADING_BULLETS = re.compile(f"(?:[{BULLETS}]{BLANKS}*)+(?=\\S)")
BULLET_IN_ITEM = re.compile(f"(?P<item> *(?:[-*+]|[0-9]{{1,9}}[.)]) +){LEADING_BULLETS.pattern}")
FAST = re.compile(f"^{BLANKS}*(?:[{BULLETS}o–—]|[-*+0-9][0-9.)]*{TAB})|^ *[-*+0-9][0-9.)]* +[{BULLETS}]", re.MULTILINE)
"""A fast test: each pasted item has a match."""

FENCE = re.compile(" *(?:`{3}|~{3})")
UNWRAPPED = 80
"""A line with fewer characters was not wrapped, so the next one starts a paragraph of its own."""


@dataclass(frozen=True)
class _Level:
    """An open item: how far the typed line was indented, its kind of marker, and where its text starts now."""

    indent: int
    kind: str
    column: int
    marker: str
    is_pasted: bool


def pasted_items(lines: Sequence[str]) -> dict[int, re.Match[str]]:
    """Return the pasted items in the lines of a paragraph, by number: their markers, with the blanks around them."""
    found = {number: match for number, line in enumerate(lines) if (match := PASTED.match(line))}
    unclear = {
        number: match for number, line in enumerate(lines) if number not in found and (match := UNCERTAIN.match(line))
    }
    first = min([*found, *unclear], default=0)
    is_list = len(found) + len(unclear) > 1 and (first == 0 or lines[first - 1].rstrip().endswith(":"))
    return found | unclear if found or is_list else {}


def repair_lists(text: str) -> str:
    """Return a Markdown text with its pasted lists as lists of Markdown; the same text if it has none."""
    if not FAST.search(text):
        return text
    lines = text.split("\n")
    items = dict(_items(lines))
    is_changed = bool(items) or any(map(BULLET_IN_ITEM.match, lines))
    return "\n".join(_Repair(items).run(lines)) if is_changed else text


def _items(lines: list[str]) -> Iterator[tuple[int, re.Match[str]]]:
    """Yield the pasted items of a text. Blocks of code have none."""
    start, is_code = 0, False
    for number, line in enumerate([*lines, ""]):
        if FENCE.match(line):
            is_code = not is_code
            start = number + 1
        elif not line.strip() and not is_code:
            yield from ((start + inner, match) for inner, match in pasted_items(lines[start:number]).items())
            start = number + 1
        elif not line.strip():
            start = number + 1


class _Repair:
    """Writes a text line by line, with the open items of its lists."""

    def __init__(self, items: dict[int, re.Match[str]]) -> None:
        self._items = items
        self._open: list[_Level] = []
        self._lines: list[str] = []

    def run(self, lines: list[str]) -> list[str]:
        """Return the repaired lines."""
        for number, line in enumerate(lines):
            if number in self._items:
                self._add_pasted(line, self._items[number])
            elif not line.strip():
                self._lines.append("")
            elif self._is_item(line):
                self._add_item(BULLET_IN_ITEM.sub(r"\g<item>", line))
            else:
                self._add_text(line)
        return self._lines

    def _is_item(self, line: str) -> bool:
        is_below_text = bool(self._lines and self._lines[-1]) and not self._open
        return bool(item_marker(line.lstrip(" ") if self._open else line, in_paragraph=is_below_text))

    def _add_item(self, line: str) -> None:
        """Add an item that is one in Markdown already."""
        indent = len(line) - len(line.lstrip(" "))
        marker = item_marker(line.lstrip(" "), in_paragraph=False)
        width = marker.end() if marker else 2
        while self._open and self._open[-1].indent >= indent:
            self._open.pop()
        kind = _kind(marker[2]) if marker else "-"
        self._open.append(_Level(indent, kind, indent + width, marker[2] if marker else "-", is_pasted=False))
        self._lines.append(line)

    def _add_pasted(self, line: str, match: re.Match[str]) -> None:
        indent = len(match["indent"].expandtabs(CODE_INDENT))
        typed = (match.groupdict().get("bullet") or match["mark"] or match["dash"] or "").strip()
        kind = _kind(typed)
        number = next((at for at, level in enumerate(self._open) if _is_same(level, indent, kind)), None)
        marker = typed if kind in ("1.", "1)") else "-"
        if number is None and self._open and not self._open[-1].is_pasted and not self._lines[-1]:
            self._open = []
        if number is not None:
            marker = self._open[number].marker if marker == "-" else marker
            column = self._open[number - 1].column if number else self._start_of(self._open[0])
            del self._open[number:]
        else:
            column = self._open[-1].column if self._open else 0
        if not self._open and not column and self._lines and self._lines[-1] and number is None:
            self._lines.append("")
        text = (
            LEADING_BULLETS.sub("", line[match.end() :], count=1)
            if line[match.end()] in BULLETS
            else line[match.end() :]
        )
        self._open.append(_Level(indent, kind, column + len(marker) + 1, marker, is_pasted=True))
        self._lines.append(f"{' ' * column}{marker} {text}")

    def _start_of(self, level: _Level) -> int:
        return level.column - len(level.marker) - 1

    def _add_text(self, line: str) -> None:
        """Add a line of text: one that continues an item, or one that starts a paragraph."""
        is_below = bool(self._open and self._lines and self._lines[-1])
        indented = line.startswith(" " * 2)
        if is_below and self._open[-1].is_pasted:
            above, first = self._lines[-1].rstrip(), line.strip()[0]
            is_continued = indented or not (first.isupper() and (len(above) < UNWRAPPED or above[-1] in ".!?:;"))
            if is_continued and not HEADING.match(line) and not QUOTE.match(line) and not line.startswith(":::"):
                self._lines.append(f"{' ' * self._open[-1].column}{line.strip()}")
                return
            self._lines.append("")
        if not (indented and self._open):
            self._open = [] if is_below is False or (self._open and self._open[-1].is_pasted) else self._open
        self._lines.append(line)


def _kind(marker: str) -> str:
    """Return what markers of one list have in common."""
    return f"1{marker[-1]}" if marker[0].isdigit() else marker


def _is_same(level: _Level, indent: int, kind: str) -> bool:
    """Return whether an item belongs to the list of an open one. Beside items of Markdown, any bullet does."""
    is_bullet = level.kind not in ("1.", "1)") and kind not in ("1.", "1)")
    return level.indent == indent and (level.kind == kind or (not level.is_pasted and is_bullet))

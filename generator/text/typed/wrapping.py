"""Line breaks within paragraphs of Markdown, which readers do not see: joined, or one after each sentence."""

import re
from collections.abc import Iterator

from generator.text.masking import mask

ITEM = re.compile(r" *(?:(?:[-*+]|[0-9]{1,9}[.)])(?: +|$))+")
"""The start of a list item, or of one within one, with the blanks before its text."""

BLOCK = re.compile(r" *(?:#|>|\||:::|`{3}|~{3}|\[[^\]]*\]:|(?:[-*+]|[0-9]{1,9}[.)])(?: |$)|(?:[-*_=] *){2,}$|-+$|=+$)")
"""The start of a line that does not continue the paragraph above it."""

NOT_WRAPPED = re.compile(r" *(?:#|>|\||:::|`{3}|~{3}|\[[^\]]*\]:)| {4}| *(?:[-*_=] *){2,}$")
"""The start of a line whose end always stays: headings, quotations, tables, groups, rules, and code."""

FENCE = re.compile(" *(?:`{3}|~{3})")
HARD_BREAK = re.compile(r"(?:  |\\)$")
KEPT_TOGETHER = re.compile(r"\[[^\[\]]*\]\([^()]*(?:\([^()]*\)[^()]*)*\)|`[^`]*`")
"""Links and code, in which no line is broken."""

SENTENCE_END = re.compile(r"[.!?][\"'”’)\]*_]* +(?=[\"'“‘(\[*_]*[A-Z0-9])")
ABBREVIATION = re.compile(
    r"(?:^|[\s(“\"'‘])(?:Mr|Mrs|Ms|Dr|Lt|Sgt|Capt|St|Mt|Ft|No|Nos|Inc|Jr|Sr|vs|etc|e\.g|i\.e|a\.m|p\.m|approx|Dept|Gov|Rev|"
    r"Prof|Ave|Co|Corp|Ltd|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|(?:[A-Z]\.)*[A-Z])\.$"
)
"""What ends with a period in the middle of a sentence."""

NEARBY = 20
"""The characters on each side of a period that decide whether a sentence ends there."""


def unwrap(text: str) -> str:
    """Return a Markdown text with each paragraph on one line."""
    if "\n" not in text:
        return text
    return "\n".join(line if isinstance(line, str) else line[0] + line[1] for line in _paragraphs(text))


def one_sentence_per_line(text: str) -> str:
    """Return a Markdown text in which each sentence of a paragraph has a line of its own."""
    lines: list[str] = []
    for part in _paragraphs(text):
        if isinstance(part, str):
            lines.append(part)
            continue
        start, paragraph = part
        first, *others = _sentences(paragraph)
        lines += [start + first, *(f"{' ' * len(start)}{sentence}" for sentence in others)]
    wrapped = "\n".join(lines)
    return wrapped if unwrap(wrapped) == unwrap(text) else text


def _paragraphs(text: str) -> Iterator[str | tuple[str, str]]:
    """Yield each paragraph with what comes before its text, such as the marker of an item; and each other line."""
    start, typed = "", list[str]()
    is_code = False
    for line in text.split("\n"):
        if typed and line.strip() and not BLOCK.match(line):
            typed.append(line)
            continue
        yield from _joined(start, typed)
        is_fence = bool(FENCE.match(line))
        is_code = is_code != is_fence
        item = ITEM.match(line)
        start = item[0] if item else line[: len(line) - len(line.lstrip(" "))]
        is_other = BLOCK.match(line[len(start) :]) if item else NOT_WRAPPED.match(line)
        if is_code or is_fence or not line[len(start) :] or is_other:
            typed = []
            yield line
        else:
            typed = [line]
    yield from _joined(start, typed)


def _joined(start: str, typed: list[str]) -> Iterator[str | tuple[str, str]]:
    """Yield the lines of a paragraph as one; as they are if line breaks in it are wanted."""
    if any(map(HARD_BREAK.search, typed[:-1])):
        yield from typed
    elif typed:
        yield start, " ".join([typed[0][len(start) :].strip(), *(line.strip() for line in typed[1:])])


def _sentences(paragraph: str) -> Iterator[str]:
    """Yield the sentences of a paragraph."""
    start = 0
    own = mask(KEPT_TOGETHER, paragraph, "x")
    for end in SENTENCE_END.finditer(own):
        before = own[max(start, end.start() - NEARBY) : end.start() + 1]
        after = paragraph[end.end() : end.end() + NEARBY]
        if not ABBREVIATION.search(before) and not BLOCK.match(after):
            yield paragraph[start : end.end()].rstrip()
            start = end.end()
    yield paragraph[start:]

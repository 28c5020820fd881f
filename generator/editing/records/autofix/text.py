"""A file that cannot be read → one that can, where what was meant has one answer."""

import re
from functools import partial

from generator.base.problems import Place, Problem
from generator.yaml_files.text_file import BYTE_ORDER_MARK
from generator.yaml_files.yaml_emit import NotWritableError, scalar
from generator.yaml_files.yaml_source import CURLY, NBSP_INDENT, Source, read

BOM = BYTE_ORDER_MARK.encode()
TABS = (2, 4, 8)
"""The steps that a tab stands for in one editor or another."""
LETTER = "A-Za-z"
CERTAIN = re.compile(
    # Each sign where writers of English put it. In other old encodings its byte is a letter, or a sign elsewhere.
    rf"(?<=[{LETTER}0-9])’(?=(?:s|t|d|m|re|ve|ll)\b)|(?<=[{LETTER}0-9.,!?])[’”](?![{LETTER}0-9])"
    rf"|(?<![{LETTER}0-9])[‘“](?=[{LETTER}0-9])"
    rf"|(?<![{LETTER}])[–—…•§©®™°½¼¾\u00a0]|[–—…•§©®™°½¼¾\u00a0](?![{LETTER}])"
    rf"|(?<=[{LETTER}])[à-öø-ÿœ](?![^\x00-\x7f])|(?<![^\x00-\x7f])[à-öø-ÿœ](?=[{LETTER}])"
    rf"|(?<![^\W\d_])[À-ÖØ-Þ](?=[{LETTER}])"
)
"""The signs of Windows-1252 that nothing else explains."""
PLAIN_VALUE = re.compile(r"(\s*(?:- +)*)(?:([\w-]+): +)?([^\s'\"|>&*!\[{#].*)")
"""A line's indentation and hyphens, its field's name, and a text without quotes."""
INDENT = re.compile("^[ \t\u00a0-]*[\t\u00a0][ \t\u00a0-]*", re.MULTILINE)
"""The start of a line, with a sign in it that is no space."""
UNSEEN = " \t\u00a0"
"""What nobody sees at the end of a line; over all but plain spaces the reader may stumble."""
MOST = 100
"""The faults of a file that are mended; one that has more is something else that landed here."""


def make_readable(path: str, content: bytes, names: frozenset[str]) -> tuple[bytes, list[Problem]]:
    """A file with the faults mended that keep it from being read, and those that could be meant in two ways.

    `names` are the fields that its kind of record has: where one stands within a line, the line may be two.
    """
    made = content
    for _ in range(MOST):
        _, problems = read(path, made)
        if not problems:
            return made, []
        further, doubts = _fixed(path, made, problems[0], names)
        if further is None or not _is_further(path, further, problems[0]):
            return made, doubts
        made = further
    return content, []


def _is_further(path: str, content: bytes, problem: Problem) -> bool:
    """Whether a fault is gone, and the reader did not stumble over what is left of it in the next line."""
    _, problems = read(path, content)
    if not problems or problem.code == "encoding":
        return problems[:1] != [problem]
    line, code = problems[0].place.line, problems[0].code
    return line > problem.place.line + (code not in ("yaml-colon", "yaml-sign", "curly-quotes"))


def _fixed(path: str, content: bytes, problem: Problem, names: frozenset[str]) -> tuple[bytes | None, list[Problem]]:
    """A file without one of its faults; else None, and why where two things could be meant."""
    if problem.code == "encoding":
        return to_utf8(content), []
    mark = BOM if content.startswith(BOM) else b""
    made, doubts = _fixed_text(path, content.removeprefix(mark).decode(), problem, names)
    return made and mark + made, doubts


def _fixed_text(path: str, text: str, problem: Problem, names: frozenset[str]) -> tuple[bytes | None, list[Problem]]:
    if problem.code in ("yaml-tab", "nbsp") and _has_indents(text):
        return _indented(path, text, problem, names)
    if problem.code == "curly-quotes":
        return _straight(text, problem.place), []
    if problem.code in ("yaml-colon", "yaml-sign"):
        return _quoted(text, problem, names)
    if problem.code == "yaml-syntax" and (made := _without_ends(text)) != text:
        return made.encode(), []
    return None, []


def to_utf8(content: bytes) -> bytes | None:
    """The text of a Windows-1252 file as UTF-8; None where it could be in another encoding."""
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        return None
    mended = CERTAIN.sub("", text).isascii() and not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f]", text)
    return text.encode() if mended else None


def _indented(path: str, text: str, problem: Problem, names: frozenset[str]) -> tuple[bytes | None, list[Problem]]:
    """A file with spaces for its tabs and hard spaces, where every width of a tab says the same."""
    text = _without_ends(text, only_empty=True)
    found: list[tuple[bytes, Source]] = []
    for width in TABS:
        spaced = INDENT.sub(partial(_spaces, step=width), text)
        content = b"" if _has_indents(spaced) else make_readable(path, spaced.encode(), names)[0]
        source, _ = read(path, content)
        found += [(content, source)] if source else []
    if found and all(source.data == found[0][1].data for _, source in found):
        return found[0][0], []
    if not found:
        return None, []
    message = "The tabs of this file can be read in two ways."
    return None, [Problem(problem.place, "two-answers", message, "Replace each by two spaces for each step.")]


def _has_indents(text: str) -> bool:
    return any(NBSP_INDENT.search(line) or re.match(r"[ -]*\t", line) for line in text.split("\n"))


def _without_ends(text: str, *, only_empty: bool = False) -> str:
    """A text without the tabs and hard spaces at the ends of its lines, or on its empty lines only."""
    rows = []
    for row in text.splitlines(keepends=True):
        bare = row.rstrip("\r\n")
        kept = bare.rstrip(UNSEEN)
        odd = bare[len(kept) :].strip(" ") and not (only_empty and kept)
        rows.append(kept + row[len(bare) :] if odd else row)
    return "".join(rows)


def _spaces(run: re.Match[str], step: int) -> str:
    """The start of a line with spaces only; a hyphen keeps one behind it."""
    made = re.sub("-[ \t\u00a0]*\t[ \t\u00a0]*", "- ", run[0])
    return made.replace("\t", " " * step).replace("\u00a0", " ")


def _quoted(text: str, problem: Problem, names: frozenset[str]) -> tuple[bytes | None, list[Problem]]:
    """A file with quotes around the text of one line."""
    rows = text.splitlines(keepends=True)
    row = rows[problem.place.line - 1]
    bare = row.rstrip("\r\n")
    start = problem.place.column - 1 if problem.code == "yaml-sign" else _start_of_text(bare, names)
    value = bare[start:].rstrip() if start is not None else ""
    value = value[1:-1] if CURLY.fullmatch(value) else value
    if not value or start is None:
        return None, []
    inner = [word for word in re.findall(r"([\w-]+):(?: |$)", value) if word in names]
    if inner or " #" in value:
        message = f"Here a field '{inner[0]}' may start, or not." if inner else "Here a comment may start, or not."
        hint = "Put it on a line of its own, or put the text in quotes." if inner else "Put the text in quotes."
        return None, [Problem(Place(problem.place.path, problem.place.line), "two-answers", message, hint)]
    try:
        rows[problem.place.line - 1] = bare[:start] + scalar(value) + row[len(bare) :]
    except NotWritableError:
        return None, []
    return "".join(rows).encode(), []


def _straight(text: str, place: Place) -> bytes | None:
    """A file in which a text of one line stands without its curly quotation marks, in straight ones if it needs any."""
    rows = text.splitlines(keepends=True)
    row = rows[place.line - 1]
    found = CURLY.match(row, place.column - 1)
    if found is None or not found[0][1:-1].strip() or row[found.end() :].strip():
        return None
    try:
        rows[place.line - 1] = row[: found.start()] + scalar(found[0][1:-1].strip()) + row[found.end() :]
    except NotWritableError:
        return None
    return "".join(rows).encode()


def _start_of_text(row: str, names: frozenset[str]) -> int | None:
    """Where the text of a line starts: behind the field's name, or behind the hyphen where no field has that name."""
    match = PLAIN_VALUE.fullmatch(row)
    if match is None or match[2] is None:
        return None
    return match.start(2) if "-" in match[1] and match[2] not in names else match.start(3)

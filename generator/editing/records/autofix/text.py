"""Fix files that cannot be read as YAML, where there is only one way to fix them."""

import re
from functools import partial

from generator.base.problems import Place, Problem
from generator.text.typed.invisible import NO_EFFECT, find_invisible
from generator.text.typed.pasted import PRIVATE_BULLETS
from generator.yaml_files.text_file import BYTE_ORDER_MARK
from generator.yaml_files.yaml_emit import NotWritableError, scalar
from generator.yaml_files.yaml_source import CURLY, NBSP_INDENT, SourceFile, read

BOM = BYTE_ORDER_MARK.encode()
TAB_WIDTHS = (2, 4, 8)
"""The widths that editors show a tab with."""
LETTER = "A-Za-z"
CERTAIN = re.compile(
    # Each character where English text has it. In other legacy encodings its byte is a letter, or is found elsewhere.
    rf"(?<=[{LETTER}0-9])’(?=(?:s|t|d|m|re|ve|ll)\b)|(?<=[{LETTER}0-9.,!?])[’”](?![{LETTER}0-9])"
    rf"|(?<![{LETTER}0-9])[‘“](?=[{LETTER}0-9])"
    rf"|(?<![{LETTER}])[–—…•§©®™°½¼¾\u00a0]|[–—…•§©®™°½¼¾\u00a0](?![{LETTER}])"
    rf"|(?<=[{LETTER}])[à-öø-ÿœ](?![^\x00-\x7f])|(?<![^\x00-\x7f])[à-öø-ÿœ](?=[{LETTER}])"
    rf"|(?<![^\W\d_])[À-ÖØ-Þ](?=[{LETTER}])"
)
"""Windows-1252 characters in places where no other encoding explains them."""
PLAIN_VALUE = re.compile(r"(\s*(?:- +)*)(?:([\w-]+): +)?([^\s'\"|>&*!\[{#].*)")
"""A line's indentation and hyphens, its field name, and its text without quotes."""
INDENT = re.compile("^[ \t\u00a0-]*[\t\u00a0][ \t\u00a0-]*", re.MULTILINE)
"""The start of a line, with a tab or a non-breaking space in it."""
BLANKS = " \t\u00a0"
"""Blank characters at the end of a line. All but plain spaces can keep a file from being read."""
MOST_FIXES = 100
"""A file with more mistakes is left alone: it is not a record."""


def make_readable(path: str, content: bytes, names: frozenset[str]) -> tuple[bytes, list[Problem]]:
    """Fix the mistakes that keep a file from being read. Return the file, and the mistakes that are ambiguous.

    `names` are the field names of the record's kind: one of them in the middle of a line may start a second field.
    """
    edited = content
    for _ in range(MOST_FIXES):
        _, problems = read(path, edited)
        if not problems:
            return edited, []
        attempt, ambiguous = _fixed(path, edited, problems[0], names)
        if attempt is None or not _is_progress(path, attempt, problems[0]):
            return edited, ambiguous
        edited = attempt
    return content, []


def _is_progress(path: str, content: bytes, problem: Problem) -> bool:
    """Return whether a problem is gone, without a new one right below it that the fix may have caused."""
    _, problems = read(path, content)
    if not problems or problem.code == "encoding":
        return problems[:1] != [problem]
    line, code = problems[0].place.line, problems[0].code
    return line > problem.place.line + (code not in ("yaml-colon", "yaml-special-character", "curly-quotes"))


def _fixed(path: str, content: bytes, problem: Problem, names: frozenset[str]) -> tuple[bytes | None, list[Problem]]:
    """Return a file without a problem; or None, with the ambiguous mistake if that is the reason."""
    if problem.code == "encoding":
        return to_utf8(content), []
    mark = BOM if content.startswith(BOM) else b""
    edited, ambiguous = _fixed_text(path, content.removeprefix(mark).decode(), problem, names)
    return edited and mark + edited, ambiguous


def _fixed_text(path: str, text: str, problem: Problem, names: frozenset[str]) -> tuple[bytes | None, list[Problem]]:
    if problem.code in ("yaml-tab", "non-breaking-space") and _has_wrong_indents(text):
        return _with_spaces(path, text, problem, names)
    if problem.code == "curly-quotes":
        return _without_curly_quotes(text, problem.place), []
    if problem.code in ("yaml-colon", "yaml-special-character"):
        return _with_quotes(text, problem, names)
    if problem.code == "invisible-character" and (visible := without_invisible(text.encode())) != text.encode():
        return visible, []
    if problem.code == "yaml-syntax" and (edited := _without_trailing_blanks(text)) != text:
        return edited.encode(), []
    return None, []


def without_invisible(content: bytes) -> bytes:
    """Return a text without the invisible characters that change nothing for readers, and with those of Windows-1252.

    Characters that reverse the text around them stay, since only a person can tell what was meant.
    """
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return content
    found = set(find_invisible(text.removeprefix(BYTE_ORDER_MARK)))
    offset = len(text) - len(text.removeprefix(BYTE_ORDER_MARK))
    # Bullets of fonts that only Windows has: a character of private use, which others show as nothing.
    text = text.translate(PRIVATE_BULLETS)
    return "".join(
        _visible(character) if position - offset in found else character for position, character in enumerate(text)
    ).encode()


def _visible(character: str) -> str:
    """Return what readers see of an invisible character: nothing, or what Windows has at the place of a control."""
    if NO_EFFECT.match(character):
        return ""
    try:
        return character.encode("latin-1").decode("cp1252") if "\x80" <= character <= "\x9f" else character
    except UnicodeDecodeError:
        return character


def to_utf8(content: bytes) -> bytes | None:
    """Return the text of a Windows-1252 file as UTF-8; None if it could have another encoding."""
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        return None
    is_certain = CERTAIN.sub("", text).isascii() and not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f]", text)
    return text.encode() if is_certain else None


def _with_spaces(path: str, text: str, problem: Problem, names: frozenset[str]) -> tuple[bytes | None, list[Problem]]:
    """Return a file with spaces instead of tabs and non-breaking spaces, if every tab width gives the same values."""
    text = _without_trailing_blanks(text, only_blank_lines=True)
    readings: list[tuple[bytes, SourceFile]] = []
    for width in TAB_WIDTHS:
        spaced = INDENT.sub(partial(_to_spaces, width=width), text)
        content = b"" if _has_wrong_indents(spaced) else make_readable(path, spaced.encode(), names)[0]
        source, _ = read(path, content)
        readings += [(content, source)] if source else []
    if readings and all(source.data == readings[0][1].data for _, source in readings):
        return readings[0][0], []
    if not readings:
        return None, []
    message = "The tabs in this file could mean different indentations."
    hint = "Replace each tab with two spaces per level."
    return None, [Problem(problem.place, "ambiguous", message, hint)]


def _has_wrong_indents(text: str) -> bool:
    return any(NBSP_INDENT.search(line) or re.match(r"[ -]*\t", line) for line in text.split("\n"))


def _without_trailing_blanks(text: str, *, only_blank_lines: bool = False) -> str:
    """Return a text without tabs and non-breaking spaces at the end of its lines, or only of its blank lines."""
    lines = []
    for line in text.splitlines(keepends=True):
        bare = line.rstrip("\r\n")
        kept = bare.rstrip(BLANKS)
        is_changed = bare[len(kept) :].strip(" ") and not (only_blank_lines and kept)
        lines.append(kept + line[len(bare) :] if is_changed else line)
    return "".join(lines)


def _to_spaces(indent: re.Match[str], width: int) -> str:
    """Return the start of a line with spaces only; a hyphen keeps one space after it."""
    spaced = re.sub("-[ \t\u00a0]*\t[ \t\u00a0]*", "- ", indent[0])
    return spaced.replace("\t", " " * width).replace("\u00a0", " ")


def _with_quotes(text: str, problem: Problem, names: frozenset[str]) -> tuple[bytes | None, list[Problem]]:
    """Return a file with quotes around the text of one line."""
    lines = text.splitlines(keepends=True)
    line = lines[problem.place.line - 1]
    bare = line.rstrip("\r\n")
    start = problem.place.column - 1 if problem.code == "yaml-special-character" else _start_of_text(bare, names)
    value = bare[start:].rstrip() if start is not None else ""
    value = value[1:-1] if CURLY.fullmatch(value) else value
    if not value or start is None:
        return None, []
    fields = [word for word in re.findall(r"([\w-]+):(?: |$)", value) if word in names]
    if fields or " #" in value:
        message = f"'{fields[0]}:' could be a field or text." if fields else "'#' could start a comment or be text."
        hint = "Put the field on its own line, or the text in quotes." if fields else "If it is text, put it in quotes."
        return None, [Problem(Place(problem.place.path, problem.place.line), "ambiguous", message, hint)]
    try:
        lines[problem.place.line - 1] = bare[:start] + scalar(value) + line[len(bare) :]
    except NotWritableError:
        return None, []
    return "".join(lines).encode(), []


def _without_curly_quotes(text: str, place: Place) -> bytes | None:
    """Return a file in which a one-line text has no curly quotes around it, and straight ones if it needs any."""
    lines = text.splitlines(keepends=True)
    line = lines[place.line - 1]
    quoted = CURLY.match(line, place.column - 1)
    if quoted is None or not quoted[0][1:-1].strip() or line[quoted.end() :].strip():
        return None
    try:
        lines[place.line - 1] = line[: quoted.start()] + scalar(quoted[0][1:-1].strip()) + line[quoted.end() :]
    except NotWritableError:
        return None
    return "".join(lines).encode()


def _start_of_text(line: str, names: frozenset[str]) -> int | None:
    """Return the index at which a line's text starts: after the field name, or after the hyphen if it is no field."""
    match = PLAIN_VALUE.fullmatch(line)
    if match is None or match[2] is None:
        return None
    return match.start(2) if "-" in match[1] and match[2] not in names else match.start(3)

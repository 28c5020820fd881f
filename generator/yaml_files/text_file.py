"""Bytes → text, or the problem that an editor must fix before a file can be read as text."""

import re
import unicodedata
from collections.abc import Iterator

from generator.base.problems import Place, Problem
from generator.text.typed.invisible import describe_invisible, find_invisible

MAX_BYTES = 128 * 1024

BYTE_ORDER_MARK = "\ufeff"
"""What some Windows programs put at the start of a text file."""

LINE_BREAKS = "\v\f\x85\u2028\u2029"
"""Characters that some programs use to end a line, or a page."""

CONFLICT = re.compile(r"^(?:<{7}|>{7})(?: .*)?$", re.MULTILINE)
"""The lines that Git puts around a merge conflict. The '=======' in the middle may be a heading in a page."""


def decode(path: str, content: bytes) -> tuple[str, list[Problem]]:
    """Return the text of a file in Unicode's form NFC with '\\n' as line ending, and the problems of its bytes.

    If the text has problems, it is what is left to check: without invisible characters, or empty if it cannot be read.
    """
    if len(content) > MAX_BYTES:
        size = f"{len(content) // 1024} KB"
        return "", [
            Problem(
                Place(path),
                "too-large",
                f"The file is {size}; the limit is {MAX_BYTES // 1024} KB.",
                "Split it, or link to a longer document instead.",
            )
        ]
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        problem = Problem(Place(path, line), "encoding", "The file is not UTF-8 text.", "Save the file as UTF-8.")
        # Nearly all such files are from Windows. In another encoding, only letters would be wrong.
        is_text = b"\x00" not in content
        return (_normalize(content.decode("cp1252", "replace")) if is_text else ""), [problem]
    text = _normalize(text)
    if problems := conflicts(path, text):
        return "", [*problems, *_odd_characters(path, text)]
    problems = list(_odd_characters(path, text))
    return (_without_invisible(text) if problems else text), problems


def _normalize(text: str) -> str:
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def _without_invisible(text: str) -> str:
    """Return a text without invisible characters; empty if one of them may be meant as the end of a line."""
    invisible = frozenset(find_invisible(text))
    if any(text[position] in LINE_BREAKS for position in invisible):
        return ""
    return "".join(character for position, character in enumerate(text) if position not in invisible)


def conflicts(path: str, text: str) -> list[Problem]:
    """Return the problem of the first unresolved merge conflict in a text, if there is one."""
    match = CONFLICT.search(text)
    if match is None:
        return []
    line = text.count("\n", 0, match.start()) + 1
    message = f"This is an unresolved merge conflict ('{match[0][:40]}')."
    hint = "Keep one of the two versions and delete the three marker lines ('<<<<<<<', '=======', '>>>>>>>')."
    return [Problem(Place(path, line), "merge-conflict", message, hint)]


def _odd_characters(path: str, text: str) -> Iterator[Problem]:
    for position in find_invisible(text):
        line = text.count("\n", 0, position) + 1
        column = position - text.rfind("\n", 0, position)
        yield odd_character(Place(path, line, column), text[position])


def odd_character(place: Place, character: str) -> Problem:
    """Return the problem of an invisible character, which could hide something from readers."""
    return Problem(place, "invisible-character", describe_invisible(character), "Delete it and type the text again.")

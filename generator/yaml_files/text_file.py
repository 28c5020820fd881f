"""Bytes → text, or what an editor must do so that the file is text."""

import re
import unicodedata
from collections.abc import Iterator

from generator.base.problems import Place, Problem

MAX_BYTES = 128 * 1024

BYTE_ORDER_MARK = "\ufeff"
"""What some Windows programs put before a text."""

# Control and zero-width characters, and the private use area (which fields.py marks roots with).
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ue000-\uf8ff]"
)

CONFLICT = re.compile(r"^(?:<{7}|>{7})(?: .*)?$", re.MULTILINE)
"""The lines that git puts around two versions of the same lines. Between them stands '=======', in pages a heading."""


def decode(path: str, content: bytes) -> tuple[str, list[Problem]]:
    """The text of a file as an editor typed it, NFC-normalised, or what is wrong with its bytes."""
    if len(content) > MAX_BYTES:
        size = f"{len(content) // 1024} KB"
        return "", [
            Problem(
                Place(path),
                "too-large",
                f"The file is {size}; the most is {MAX_BYTES // 1024} KB.",
                "Split it, or link to a longer document.",
            )
        ]
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        return "", [Problem(Place(path, line), "encoding", "The file is not UTF-8 text.", "Save the file as UTF-8.")]
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return text, [*conflicts(path, text), *_odd_characters(path, text)]


def conflicts(path: str, text: str) -> list[Problem]:
    """Where two versions of a file stand in it one below the other: the first such place, since one mends all."""
    found = CONFLICT.search(text)
    if found is None:
        return []
    line = text.count("\n", 0, found.start()) + 1
    message = f"Two versions of the same lines stand here, and a mark of the merge ('{found[0][:40]}')."
    hint = "Choose one of the two versions and delete the three lines with signs ('<<<<<<<', '=======', '>>>>>>>')."
    return [Problem(Place(path, line), "merge-conflict", message, hint)]


def _odd_characters(path: str, text: str) -> Iterator[Problem]:
    for match in FORBIDDEN.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        column = match.start() - text.rfind("\n", 0, match.start())
        yield odd_character(Place(path, line, column), match[0])


def odd_character(place: Place, sign: str) -> Problem:
    """A character that nobody sees, and that could hide something from readers."""
    name = unicodedata.name(sign, f"U+{ord(sign):04X}").lower()
    message = f"An invisible character ({name}) stands here."
    return Problem(place, "odd-character", message, "Delete it and type the text anew.")

"""Text that a program garbled: entities and escapes that readers would see, and letters read in a wrong encoding."""

import json
import quopri
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from generator.text.typed.invisible import FORBIDDEN, NO_EFFECT
from generator.text.typed.visible import resolve

REFERENCE = re.compile(r"&(?:amp;)*(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
"""An entity or the number of a character, maybe escaped several times: &amp;amp;#39;."""

BYTE = "[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
"""A byte from 80 to BF as Windows-1252 shows it, which in UTF-8 continues a character."""

RUN = re.compile(f"(?:[ÂÃÄÅÆË]{BYTE}|[âï]{BYTE}{{2}}|ðŸ{BYTE}{{2}})+|(?:‚Ä[^\\s])+")
"""UTF-8 that was read as Windows-1252, or as Mac Roman."""

MOJIBAKE = re.compile(f"(?![ÃÅ][‘’“”–—…•](?![^\\W\\d_]))(?:{RUN.pattern})")
"""The same in a text, where a capital before a quotation mark or a dash can be right, unless a letter follows."""

PLAUSIBLE = re.compile(
    "[\u00a0-\u00ffŒœŠšŽžŸ\u2010-\u2027\u2030-\u203e\u20ac\u2122\u2190-\u21ff\u2212\u2248\u2260-\u2265"
    "\u25a0-\u27bf\ufb00-\ufb06\ufe0f\ufeff\ufffd\U0001f300-\U0001faff]+"
)
"""The characters that are often garbled. Others are no sign of a mistake."""

ESCAPE = re.compile(r"(?:\\u[0-9a-fA-F]{4})+|\\u\{[0-9a-fA-F]{1,6}\}|\\U[0-9a-fA-F]{8}|\\x[0-9a-fA-F]{2}")
"""A character as programs write it: \\u2019."""

QUOTED_PRINTABLE = re.compile(r"(?:=[0-9A-F]{2}){2,}")
"""A character as mail programs send it: =E2=80=99."""

REPLACEMENT = re.compile("\ufffd")
"""What a program shows in place of a character that it could not read."""

ROUNDS = 4
"""A text may have been garbled several times."""


class Garbled(NamedTuple):
    """A garbled part of a text: where it is, and what it should be; None if that is not certain."""

    start: int
    typed: str
    meant: str | None


def find_references(text: str) -> Iterator[Garbled]:
    """Yield the entities in a plain text, where readers see them as they are typed."""
    for match in REFERENCE.finditer(text):
        if (meant := _resolve_all(match[0])) != match[0]:
            yield Garbled(match.start(), match[0], None if "<" in meant else _clean(meant))


def find_escaped_references(text: str) -> Iterator[Garbled]:
    """Yield the entities in a Markdown text whose '&' is an entity itself: readers see '&nbsp;' for '&amp;nbsp;'."""
    return (found for found in find_references(text) if resolve(found.typed) != _resolve_all(found.typed))


def find_garbled(text: str) -> Iterator[Garbled]:
    """Yield the other garbled parts of a text, whether it is plain text or Markdown."""
    decoders: dict[re.Pattern[str], Callable[[str], str | None]] = {
        MOJIBAKE: _decode_all,
        ESCAPE: _unescape,
        QUOTED_PRINTABLE: _unquote,
        REPLACEMENT: lambda _: None,
    }
    for pattern, decode in decoders.items():
        for match in pattern.finditer(text):
            meant = decode(match[0])
            if meant != match[0]:
                yield Garbled(match.start(), match[0], None if meant is None else _clean(meant))


def _resolve_all(reference: str) -> str:
    for _ in range(reference.count("amp;") + 1):
        reference = resolve(reference)
    return reference


def _clean(meant: str) -> str | None:
    """Return a repaired part with plain spaces and without characters that show nothing; None if others are hidden."""
    shown = NO_EFFECT.sub("", meant.replace("\u00a0", " ").replace("\u00ad", ""))
    return None if FORBIDDEN.search(shown) or "\ufffd" in shown else shown


def _decode_all(text: str) -> str:
    """Return what a garbled part should be, however often it was garbled; the same text if it is not garbled."""
    meant = text
    for _ in range(ROUNDS):
        if not RUN.fullmatch(meant):
            break
        meant = _decode(meant)
    return meant if PLAUSIBLE.fullmatch(meant) else text


def _decode(text: str) -> str:
    """Return a text that was read as Windows-1252 or Mac Roman as the UTF-8 that it was."""
    try:
        if text.startswith("‚"):
            return text.encode("mac_roman").decode()
        return "".join(map(_byte_of, text)).encode("latin-1").decode()
    except UnicodeError:
        return text


def _byte_of(character: str) -> str:
    """Return a character of Windows-1252 as the one of Latin-1 with the same byte, also for its five unused bytes."""
    try:
        return character.encode("cp1252").decode("latin-1")
    except UnicodeEncodeError:
        return character


def _unescape(text: str) -> str | None:
    try:
        if text.startswith("\\u") and "{" not in text:
            meant: str = json.loads(f'"{text}"')
        else:
            meant = chr(int(text[2:].strip("{}"), 16))
        meant.encode()
    except (ValueError, OverflowError):
        return None
    return meant


def _unquote(text: str) -> str:
    try:
        meant = quopri.decodestring(text.encode()).decode()
    except UnicodeDecodeError:
        return text
    return meant if PLAUSIBLE.fullmatch(meant) else text

"""Characters that readers cannot see and that could hide something, and the few places that need one of them."""

import re
import unicodedata
from collections.abc import Iterator

FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ue000-\uf8ff\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
"""Control and zero-width characters (except the soft hyphen), characters that reverse text, tags, variation selectors,
and the private use areas: the fields of records mark the site's root with one. Some are allowed in some places."""

NO_EFFECT = re.compile("[\u200b-\u200d\u2060-\u2064\ufe00-\ufe0f\ufeff]")
"""Those that change nothing for readers where they are not needed: spaces without a width, joiners and selectors."""

ZERO_WIDTH_NON_JOINER = "\u200c"
ZERO_WIDTH_JOINER = "\u200d"
VARIATION_SELECTOR = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")

PICTOGRAPH = (
    "[\u00a9\u00ae\u203c\u2049\u2122\u2139\u2194-\u21aa\u231a-\u2bff\u3030\u303d\u3297\u3299"
    "\U0001f000-\U0001f1e5\U0001f200-\U0001f3fa\U0001f400-\U0001faff]"
)
"""The characters of emoji, without skin tones (a little more than Unicode's property Extended_Pictographic)."""

BEFORE_JOINER = re.compile(f"{PICTOGRAPH}[\ufe0f\U0001f3fb-\U0001f3ff]*\\Z")
AFTER_JOINER = re.compile(PICTOGRAPH)
FLAG = re.compile("\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{1,6}\U000e007f")
"""The flag of a region such as Scotland: a black flag, the code of the region in tags, and the end of the tags."""

NEARBY = 20
"""How many characters before and after a joiner decide whether it has an effect."""


def find_invisible(text: str) -> Iterator[int]:
    """Yield the position of each invisible character that has no effect which readers see."""
    for match in FORBIDDEN.finditer(text):
        if not _is_needed(text, match.start()):
            yield match.start()


def describe_invisible(character: str) -> str:
    """Return the message about an invisible character."""
    return f"There is an invisible character here ({unicodedata.name(character, f'U+{ord(character):04X}').lower()})."


def _is_needed(text: str, position: int) -> bool:
    """Return whether a character is part of an emoji or of a word that needs it.

    Emoji are those of Unicode Technical Standard 51 (1.4.5 and 1.4.9); words follow Unicode Standard Annex 31 (2.3),
    whose rules for joiners are those of RFC 5892, Appendix A.
    """
    character = text[position]
    before, after = text[max(0, position - NEARBY) : position], text[position + 1 : position + 1 + NEARBY]
    if character in (ZERO_WIDTH_JOINER, ZERO_WIDTH_NON_JOINER):
        is_in_emoji = character == ZERO_WIDTH_JOINER and BEFORE_JOINER.search(before) and AFTER_JOINER.match(after)
        return bool(is_in_emoji) or _is_in_word(before, character, after)
    if VARIATION_SELECTOR.match(character):
        return (
            bool(before) and not VARIATION_SELECTOR.match(before[-1]) and unicodedata.category(before[-1])[0] in "LNPS"
        )
    return any(flag.start() < len(before) < flag.end() for flag in FLAG.finditer(before + character + after))


def _is_in_word(before: str, joiner: str, after: str) -> bool:
    """Return whether the script of a word needs a joiner between two of its letters, as Persian and Hindi do."""
    if not before or unicodedata.category(before[-1])[0] not in "LM":
        return False
    # Its tables are large, and hardly any text needs them.
    import idna

    return idna.valid_contextj(before + joiner + after, len(before))

"""A text as a reader sees it, for checks that must not depend on how it was typed.

Markdown's marks, escapes and character references are resolved (CommonMark 0.31, 2.4 and 2.5), characters that look the
same become one (Unicode's form NFKC, and all dashes, spaces, dots and apostrophes), and those that show nothing go.
"""

import html
import re
import unicodedata
from html.entities import html5

CHARACTER_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
"""An HTML entity or the number of a character, such as &amp; or &#39;. CommonMark requires the semicolon."""

ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~\n])")
"""A backslash before punctuation, which Markdown does not show, or at the end of a line, where it is a line break."""

LINK = re.compile(r"!?\[((?:[^\[\]\\]|\\.)*)\](?:\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\[\]]*\])", re.DOTALL)
"""A link or an image with its text, and its target in parentheses or by reference."""

LIST_MARKER = re.compile(r"^[ >]*(?:[-*+•]|[0-9]{1,9}[.)])(?=\s)", re.MULTILINE)
QUOTE_MARKER = re.compile(r"^[ >]*>", re.MULTILINE)
EMPHASIS = re.compile(r"[*`~]|(?<![^\W_])_+|_+(?![^\W_])")
SPACE = re.compile(r"[^\S\n]")
LINE_BREAK = re.compile(r"[\r\n]")
COMBINING = re.compile("[\u0300-\u036f\u20d0-\u20ff]")
"""Marks that are drawn over the character before them, if no single character contains both: those of keycap emoji."""

SPECIAL = re.compile(r"[^\n -%'-)+-=?-Z\]^a-}]")
"""A fast test: each character that is not shown as it is typed, except for the markers of lists, has a match."""

NOT_ASCII = re.compile(r"[^\x00-\x7f]")
ITEM = "\u00b6"
"""What stands for the marker of a list item, so that items do not look like one line of text."""

DASHES = "\u058a\u05be\u1400\u1806\u2010-\u2015\u2043\u207b\u208b\u2212\u2e17\u2e1a\u2e3a\u2e3b\u2e40\u2e5d\u02d7"
DASHES += "\u301c\u3030\u30a0\u30fc\ufe31\ufe32\ufe58\ufe63\uff0d\uff70\U00010d6e\U00010ead"
DOTS = "\u00b7\u0387\u2022\u2024\u2027\u2219\u22c5\u30fb\u3002\uff61\uff65"
SLASHES = "\u2044\u2215\u29f8\uff0f"
APOSTROPHES = "\u02b9\u02bb\u02bc\u02bd\u2018\u2019\u201b\u2032\u2035\u055a\ua78c\uff07"
INVISIBLE = "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
INVISIBLE += "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
"""Unicode's default ignorable characters (DerivedCoreProperties.txt), among them the soft hyphen."""

LOOK_ALIKES = tuple(
    (re.compile(f"[{characters}]"), shown)
    for characters, shown in ((DASHES, "-"), (DOTS, "."), (SLASHES, "/"), (APOSTROPHES, "'"), (INVISIBLE, ""))
)


def visible(text: str, *, with_targets: bool = False) -> str:
    """Return a text as a reader sees it. Its lines are those of the text, so that a problem can name them.

    Args:
        text: Markdown, or plain text, in which too much may be resolved.
        with_targets: Whether the targets of links stay in the text after their names.
    """
    text = LIST_MARKER.sub(ITEM, text)
    if not SPECIAL.search(text):
        return text
    if not with_targets:
        text = LINK.sub(_name_of_link, text)
    text = ESCAPE.sub(_escaped, QUOTE_MARKER.sub(" ", text))
    return fold(EMPHASIS.sub("", resolve(text)))


def resolve(text: str) -> str:
    """Return a text with its character references resolved, on the same lines."""
    return CHARACTER_REFERENCE.sub(_character, text) if "&" in text else text


def fold(text: str) -> str:
    """Return a text with one character for all that look the same, and without those that show nothing."""
    if text.isascii():
        return SPACE.sub(" ", text)
    # NFKC turns the acute accent, which some use as an apostrophe, into a space and a mark.
    text = SPACE.sub(" ", unicodedata.normalize("NFKC", text.replace("\u00b4", "'")))
    for characters, shown in LOOK_ALIKES:
        text = characters.sub(shown, text)
    return NOT_ASCII.sub(_digit, COMBINING.sub("", text))


def _name_of_link(link: re.Match[str]) -> str:
    return link[1] + "\n" * link[0].count("\n", link.end(1) - link.start())


def _escaped(escape: re.Match[str]) -> str:
    return escape[1]


def _character(reference: re.Match[str]) -> str:
    # `html.unescape` also finds '&not' in '&nothing;', as browsers do outside of Markdown.
    is_known = reference[0][1] == "#" or reference[0][1:] in html5
    return LINE_BREAK.sub(" ", html.unescape(reference[0])) if is_known else reference[0]


def _digit(character: re.Match[str]) -> str:
    return str(unicodedata.decimal(character[0], character[0]))

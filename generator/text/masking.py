"""Hiding parts of a text from a search without moving anything: what is masked keeps its length and line breaks."""

import re


def mask(pattern: re.Pattern[str], text: str, filler: str = " ") -> str:
    """Return a text with each character of each match replaced by the filler; line breaks stay, so positions do too."""
    return pattern.sub(lambda match: re.sub(r"[^\n]", filler, match[0]), text)

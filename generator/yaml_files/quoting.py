"""The problems of quotes around a value, and how to put a value in quotes."""

from generator.base.problems import Place, Problem

QUOTE, DOUBLE = "'", '"'
LONGEST = 60
"""The most characters of a value that a hint writes out."""


def how_to_quote(value: str) -> str:
    """Return the hint to put a whole value in quotes: in those that it does not contain."""
    value = _without_outer(value)
    if "'" in value and '"' in value:
        return "Put the whole value in single quotes, and write each apostrophe in it twice ('')."
    if '"' in value:
        return f"Put the whole value in single quotes{_written_out(value, QUOTE)}."
    if "'" in value:
        return f"Put the whole value in double quotes{_written_out(value, DOUBLE)}."
    return "Put the value in quotes."


def _without_outer(value: str) -> str:
    """Return a value without the quotes around it, unless they belong to its first and last words: '"A" or "B"'."""
    mark, inner = value[:1], value[1:-1]
    if len(value) < 3 or mark not in (QUOTE, DOUBLE) or value[-1] != mark or mark not in inner:
        return value
    first = inner.index(mark)
    opens = not inner[:first].strip() or inner[first - 1].isspace()
    is_apostrophe = mark == QUOTE and inner[first - 1 : first].isalpha() and inner[first + 1 : first + 2].isalpha()
    return inner if opens or is_apostrophe else value


def _written_out(value: str, mark: str) -> str:
    return f": {mark}{value}{mark}" if len(value) <= LONGEST else ""


def unclosed_quote(place: Place) -> Problem:
    """Return the problem for an opening quote without a closing one."""
    hint = "Add the closing quote; inside single quotes, write an apostrophe twice ('')."
    return Problem(place, "yaml-quote", "This quote is never closed.", hint)


def cut_text(place: Place, text: str) -> Problem:
    """Return the problem for a '#' that is meant as text and starts a comment."""
    message = f"'{text[:40].rstrip()}' would be dropped: after a space, '#' starts a comment."
    hint = "Put the whole value in quotes. If you meant to write a comment, add a space after '#', as in '# like this'."
    return Problem(place, "text-cut-by-comment", message, hint)

"""A YAML parser's complaint → the fault as the person sees it who typed the file."""

import re
from typing import Any

from generator.base.problems import Place, Problem
from generator.yaml_files.yaml_mistakes import find_mistake, open_quote


def explain(path: str, text: str, error: Any) -> Problem:
    """A YAML error in the words of the person who will mend it."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line = mark.line + 1 if mark else 1
    column = mark.column + 1 if mark else 0
    lines = text.split("\n")
    shown = lines[line - 1] if line <= len(lines) else ""
    # The parser often stops a line after the fault: a tab is named where it stands.
    for number in (line, line - 1):
        if 0 < number <= len(lines) and re.match(r"[ -]*\t", lines[number - 1]):
            return Problem(
                Place(path, number, lines[number - 1].index("\t") + 1),
                "yaml-tab",
                "A tab stands at the start of the line.",
                "Use two spaces for each step.",
            )
    slip = find_mistake(path, lines, line)
    if slip:
        return slip
    problem = getattr(error, "problem", None) or ""
    if "mapping values" in problem and shown.count(": ") + shown.rstrip().endswith(":") > 1:
        return Problem(
            Place(path, line, column),
            "yaml-colon",
            "A second ': ' stands in this line.",
            "Put the text after the first one in quotes.",
        )
    if "cannot start any token" in problem and column and column <= len(shown) and shown[column - 1] in "@`%":
        return Problem(
            Place(path, line, column),
            "yaml-sign",
            f"A text may not start with '{shown[column - 1]}'.",
            "Put the text in quotes.",
        )
    if "quoted scalar" in (getattr(error, "context", None) or ""):
        opened = getattr(error, "context_mark", None)
        start = opened.line + 1 if opened else line
        return open_quote(Place(path, start, opened.column + 1 if opened else column))
    return _general(path, text, line, column)


def _general(path: str, text: str, line: int, column: int) -> Problem:
    """What is said where no line explains it: where to look, and what to compare."""
    lines = text.rstrip().count("\n") + 1
    return Problem(
        Place(path, line, column) if line <= lines else Place(path, lines),
        "yaml-syntax",
        "The file cannot be read from here on.",
        "Compare this line and the one above it with another record of this kind: the spaces at their start (two for "
        "each step), the '- ' before each value of a list, and the ': ' after each field's name.",
    )

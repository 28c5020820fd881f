"""A YAML parser's error → a problem that names the mistake in an editor's words, where it was made."""

import re

import yaml

from generator.base.problems import Place, Problem
from generator.yaml_files.quoting import how_to_quote, unclosed_quote
from generator.yaml_files.yaml_lines import parse_line
from generator.yaml_files.yaml_mistakes import find_mistake

TAB_INDENT = re.compile(r"[ -]*\t")
"""A tab in the indentation of a line."""


def explain_yaml_error(path: str, text: str, error: yaml.YAMLError) -> Problem:
    """Return the problem behind an error of the YAML parser."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line = mark.line + 1 if mark else 1
    column = mark.column + 1 if mark else 0
    lines = text.split("\n")
    return (
        _find_tab(path, lines, line)
        or find_mistake(path, lines, line)
        or _explain_line(Place(path, line, column), lines[line - 1] if line <= len(lines) else "", error)
        or _explain_quote(path, error)
        or _unknown_mistake(path, text, line, column)
    )


def _find_tab(path: str, lines: list[str], line: int) -> Problem | None:
    """Return the problem of a tab as indentation on a line or on the one above: the parser often stops a line late."""
    for number in (line, line - 1):
        if 0 < number <= len(lines) and TAB_INDENT.match(lines[number - 1]):
            place = Place(path, number, lines[number - 1].index("\t") + 1)
            return Problem(place, "yaml-tab", "This line is indented with a tab.", "Use two spaces for each level.")
    return None


def _explain_line(place: Place, line: str, error: yaml.YAMLError) -> Problem | None:
    """Return the problem of a second colon, or of a character that no value may start with."""
    problem = getattr(error, "problem", None) or ""
    if "mapping values" in problem and line.count(": ") + line.rstrip().endswith(":") > 1:
        hint = how_to_quote(parse_line(place.line, line.rstrip()).value)
        return Problem(place, "yaml-colon", "This line has a second ': '.", hint)
    sign = line[place.column - 1 : place.column] if place.column else ""
    if "cannot start any token" in problem and sign in ("@", "`", "%"):
        message = f"A value cannot start with '{sign}'."
        return Problem(place, "yaml-special-character", message, how_to_quote(line[place.column - 1 :].rstrip()))
    return None


def _explain_quote(path: str, error: yaml.YAMLError) -> Problem | None:
    """Return the problem of a quote that is never closed."""
    if "quoted scalar" not in (getattr(error, "context", None) or ""):
        return None
    mark = getattr(error, "context_mark", None) or error.problem_mark
    return unclosed_quote(Place(path, mark.line + 1, mark.column + 1))


def _unknown_mistake(path: str, text: str, line: int, column: int) -> Problem:
    """Return the problem of a mistake that nothing else explains: where to look, and what to compare."""
    last = text.rstrip().count("\n") + 1
    return Problem(
        Place(path, line, column) if line <= last else Place(path, last),
        "yaml-syntax",
        "The file cannot be read from here on.",
        "Compare this line and the one above with another record of this kind: the indentation (two spaces for each "
        "level), the '- ' before each list item, and the ': ' after each field name.",
    )

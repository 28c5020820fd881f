"""Reads on after a mistake in YAML syntax: its line is repaired in memory, exactly as the hint of its problem says.

So the next problem is the one that an editor would see after following the hint. Nothing else is repaired.
"""

import re

import yaml

from generator.base.problems import Problem
from generator.yaml_files.full_reader import FullReader
from generator.yaml_files.yaml_errors import explain_yaml_error
from generator.yaml_files.yaml_lines import parse_line
from generator.yaml_files.yaml_mistakes import FIELD_NAME, NO_SPACE, WRONG_HYPHEN, right_indent

MOST_REPAIRS = 50
"""A file with more mistakes is not a record."""


def read_repaired(path: str, text: str) -> tuple[str, FullReader | None, list[Problem]]:
    """Return the text that could be read in the end, its reader, and the problems on the way.

    There is no reader if the file has a mistake after which it is not known what is meant.
    """
    problems: list[Problem] = []
    for _ in range(MOST_REPAIRS):
        reader = FullReader(path)
        try:
            reader.run(text)
        except yaml.YAMLError as error:
            problem = explain_yaml_error(path, text, error)
        else:
            return text, reader, [*problems, *reader.problems]
        if problems and problem.place.line <= problems[-1].place.line:
            # The repair did not help, so nothing below is certain.
            break
        problems.append(problem)
        repaired = _repair(text, problem)
        if repaired is None:
            break
        text = repaired
    return text, None, [*reader.problems, *problems]


def _repair(text: str, problem: Problem) -> str | None:
    """Return a text in which the line of a problem is as it should be; None if that is not known."""
    lines = text.split("\n")
    index = problem.place.line - 1
    repaired = _repaired_line(lines, index, problem.code)
    if repaired is None or repaired == lines[index]:
        return None
    if problem.code in IN_QUOTES:
        for below in _continuation(lines, index):
            lines[below] = ""
    lines[index] = repaired
    return "\n".join(lines)


IN_QUOTES = ("yaml-colon", "yaml-quote", "yaml-special-character", "yaml-start")
"""The problems of values that belong in quotes."""


def _repaired_line(lines: list[str], index: int, code: str) -> str | None:
    line = lines[index].rstrip()
    if code in IN_QUOTES:
        return _with_quotes(lines, index)
    if code == "yaml-tab":
        indent = re.match(r"[ \t-]*", line)
        return indent[0].replace("\t", "  ") + line[indent.end() :] if indent else None
    if code == "yaml-indent":
        indentation = right_indent(lines, index + 1)
        return None if indentation is None else " " * indentation + line.lstrip(" ")
    rest = line.lstrip(" ")
    if code == "yaml-list" and (hyphen := WRONG_HYPHEN.match(rest)):
        return line[: -len(rest)] + "- " + rest[hyphen.end() :]
    if code == "yaml-field" and (field := NO_SPACE.match(rest)):
        end = len(line) - len(rest) + len(field[1]) + 1
        return f"{line[:end]} {line[end:]}"
    return None


def _with_quotes(lines: list[str], index: int) -> str | None:
    """Return a line with its value in quotes; None if its field, or where the value ends, is not certain."""
    text = lines[index].rstrip()
    line = parse_line(index + 1, text)
    if not line.value or (line.field and not FIELD_NAME.fullmatch(line.field[1])) or " #" in line.value:
        return None
    below = [parse_line(number + 1, lines[number].rstrip()) for number in _continuation(lines, index)]
    if any(other.field or other.hyphens for other in below):
        return None
    bare = line.value.strip("\"'") or line.value
    return text[: len(text) - len(line.value)] + "'" + bare.replace("'", "''") + "'"


def _continuation(lines: list[str], index: int) -> list[int]:
    """Return the indexes of the lines below that are indented further, so that they continue the value of a line."""
    column = parse_line(0, lines[index].rstrip()).column
    below: list[int] = []
    for number in range(index + 1, len(lines)):
        if lines[number].strip() and parse_line(0, lines[number].rstrip()).indent <= column:
            break
        below.append(number)
    return below

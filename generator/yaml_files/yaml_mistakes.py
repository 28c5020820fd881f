"""Finds common mistakes in a file that the YAML parser rejects, line by line; the parser often stops only later.

This knows much less about YAML than the parser does, so it only looks at files that the parser has rejected.
"""

import re
from dataclasses import dataclass

from generator.base.counts import count_of
from generator.base.problems import Place, Problem
from generator.yaml_files.quoting import cut_text, how_to_quote, unclosed_quote
from generator.yaml_files.yaml_lines import Line, parse_line

BLOCK_HEADER = re.compile(r"[|>][+\-0-9]*(?:\s+#.*)?")
"""A value that starts a block scalar: text on the lines below."""
REST_OF_QUOTED = {'"': re.compile(r'(?:[^"\\]|\\.|\\$)*"(.*)'), "'": re.compile(r"(?:[^']|'')*'(?!')(.*)")}
"""By its quote: the rest of a quoted text up to the closing quote, and what follows."""
BRACKETS = {"[": "]", "{": "}"}
FIELD_NAME = re.compile(r"[a-z][a-z0-9_]*(?: |$)")
"""A line that starts with the name of a field."""
WRONG_HYPHEN = re.compile(r"(?:[•·▪◦‣–—*] *|-)(?=[^\W_])")
"""Something that was typed instead of '- '."""
WORD = re.compile(r"[^\W_][^:]*")
"""A line that starts with a word. If it starts with anything else, the parser itself names the mistake."""
NO_SPACE = re.compile(r"([A-Za-z_]\w*):(?!//)\S")
"""A field without a space after its colon; not a URL."""
CUT = re.compile(r"\s(#[^\s#].*)")
"""The part of a value that YAML takes for a comment."""


def find_mistake(path: str, lines: list[str], last: int) -> Problem | None:
    """Return the first mistake up to line `last`, where the parser stopped; None if there is none."""
    return _scan(path, lines, last)[0]


def right_indent(lines: list[str], last: int) -> int | None:
    """Return the indentation that the line of the first mistake should have; None if it is not known."""
    return _scan("", lines, last)[1]


def _scan(path: str, lines: list[str], last: int) -> tuple[Problem | None, int | None]:
    scanner = _Scanner(path, lines)
    while scanner.number < min(last, len(lines)):
        if problem := scanner.check_next_line():
            return problem, scanner.right_indent
    return None, None


@dataclass(frozen=True)
class _Entry:
    """The latest field or list item, which the lines below it are compared with."""

    line: int = 0
    column: int = 0
    name: str = ""
    value: str = ""


class _Scanner:
    """Goes through the lines of a file and keeps track of what the next line may belong to."""

    def __init__(self, path: str, lines: list[str]) -> None:
        self.path = path
        self.lines = lines
        self.number = 0
        """How many lines have been read."""
        self.above = _Entry()
        self.columns = [0]
        """Where a field or a list item may start: the columns of the fields and lists around the latest one."""
        self.block_indent: int | None = None
        """The indentation of the current block scalar; 0 before its first line, None outside of one."""
        self.ended_block = ""
        """The field whose block scalar ended just above the current line."""
        self.right_indent: int | None = None
        """The indentation that a line with the wrong one should have."""

    def check_next_line(self) -> Problem | None:
        """Read the next line, and those of a quoted text that starts on it. Return its mistake, if there is one."""
        text = self.lines[self.number].rstrip()
        self.number += 1
        line = parse_line(self.number, text)
        if not text or (self.block_indent is not None and self._is_in_block(line.indent)):
            return None
        if text.lstrip().startswith("#") or text.startswith(("---", "...", "%")):
            return None
        problem = self._check(line)
        self.ended_block = ""
        return problem

    def _is_in_block(self, indent: int) -> bool:
        """Return whether a line belongs to the current block scalar; if not, the block scalar ends."""
        if indent > self.above.column and indent >= (self.block_indent or 0):
            self.block_indent = self.block_indent or indent
            return True
        self.block_indent, self.ended_block = None, self.above.name
        return False

    def _check(self, line: Line) -> Problem | None:
        if not line.hyphens and self._continues_value(line):
            return self._check_continuation(line)
        problem = self._check_list_item(line) if line.hyphens else self._check_field(line)
        if problem is None and (line.field or line.hyphens):
            problem = self._check_indentation(line)
        if problem is None:
            self._enter(line)
            problem = self._check_value(line)
        return problem

    def _continues_value(self, line: Line) -> bool:
        """Return whether a line is indented so far that it continues the value above."""
        return bool(self.above.value and not self.ended_block and line.indent > self.above.column)

    def _check_continuation(self, line: Line) -> Problem | None:
        """Check a line that continues the value above."""
        if not line.field:
            return self._find_cut()
        above = self.above
        where = f"'{above.name}' on line {above.line}" if above.name else f"line {above.line}"
        message = f"This line is indented under {where}, which already has a value."
        hint = "Align a field with the field above it; put a value that contains ': ' in quotes."
        self.right_indent = above.column if FIELD_NAME.fullmatch(line.field[1]) else None
        return self._problem(line, "yaml-indent", message, hint)

    def _find_cut(self) -> Problem | None:
        """Return the problem of a '#' in the value above that cuts it off, if there is one."""
        match = CUT.search(self.above.value)
        if match is None:
            return None
        column = self.lines[self.above.line - 1].rindex(match[1])
        return cut_text(Place(self.path, self.above.line, column + 1), match[1])

    def _check_list_item(self, line: Line) -> Problem | None:
        """Check that a list item is not part of a text, and that its field has no other value."""
        above = self.above
        if self.ended_block:
            is_text = above.name and line.indent == above.column
            return self._not_a_field(line, line.hyphens + line.rest) if is_text else None
        is_empty = above.value in ("[]", "{}")
        is_below = line.indent == above.column or (is_empty and line.indent > 0)
        if not (above.name and above.value and is_below):
            return None
        message = f"'{above.name}' has both a value ('{above.value[:40]}') and a list below it."
        hint = (
            f"Delete '{above.value}'." if is_empty else "Make the value a list item on a line of its own, after '- '."
        )
        return Problem(self._place_of_value(above.line, above.value), "yaml-list", message, hint)

    def _check_field(self, line: Line) -> Problem | None:
        """Check that a line without hyphens is a field."""
        if WRONG_HYPHEN.match(line.rest):
            message = f"A list item starts with '- ', not with '{line.rest[:12]}'."
            return self._problem(line, "yaml-list", message, "Start the line with '- '.")
        if line.field is None and (WORD.match(line.rest) or self.ended_block):
            return self._not_a_field(line, line.rest)
        return None

    def _not_a_field(self, line: Line, text: str) -> Problem:
        """Return the problem of a line that should be a field or part of the text above."""
        field_form = "a field as 'name: value'"
        is_paragraph = not FIELD_NAME.match(text) or not self.lines[line.number - 2].strip()
        no_space = NO_SPACE.match(text)
        if self.ended_block and is_paragraph and not no_space:
            message = f"This line is not a field, and it is not indented like the text of '{self.ended_block}'."
            hint = f"Indent it by two spaces to make it part of that text, or write {field_form}."
            return self._problem(line, "yaml-indent", message, hint)
        if cut := self._find_cut():
            return cut
        if no_space:
            message = f"Add a space after '{no_space[1]}:'."
            return self._problem(line, "yaml-field", message, f"Write {field_form}.")
        above = f"the text of '{self.ended_block}'" if self.ended_block else "the text above"
        hint = f"Write {field_form}, or indent the line by two spaces to continue {above}."
        return self._problem(line, "yaml-field", f"'{text[:40]}' is not a field: it has no ': '.", hint)

    def _check_indentation(self, line: Line) -> Problem | None:
        """Check that a field or a list item starts where one may start."""
        is_deeper = line.indent > max(self.columns)
        may_be_deeper = not self.above.value and not self.ended_block
        if line.indent in self.columns or (is_deeper and may_be_deeper):
            return None
        message = "This indentation matches no field above."
        if self.ended_block and is_deeper:
            message = f"This line is indented less than the text of '{self.ended_block}' above."
        # Between two columns, a field more likely belongs to the deeper one, and a hyphen to the other.
        nearest = min(self.columns, key=lambda column: (abs(column - line.indent), column if line.hyphens else -column))
        self.right_indent = nearest
        spaces = count_of(nearest, "space") if nearest else "no spaces"
        hint = f"Start the line with {spaces}, like the other lines at its level."
        return self._problem(line, "yaml-indent", message, hint)

    def _enter(self, line: Line) -> None:
        """Make a line the one that the lines below are compared with."""
        name = line.field[1].strip() if line.field else ""
        self.columns = [*(column for column in self.columns if column < line.indent), line.indent]
        self.columns += [line.column] if line.column > line.indent else []
        self.above = _Entry(line.number, line.column, name, line.value)
        self.block_indent = 0 if BLOCK_HEADER.fullmatch(line.value) else None

    def _check_value(self, line: Line) -> Problem | None:
        if line.value[:1] in REST_OF_QUOTED:
            return self._check_quoted(line)
        return self._check_start(line)

    def _check_quoted(self, line: Line) -> Problem | None:
        """Read a quoted text to its end. Return the problem of a missing end, or of text after it."""
        place = self._place_of_value(line.number, line.value)
        rest_of_quoted = REST_OF_QUOTED[line.value[0]]
        match = rest_of_quoted.match(line.value, 1)
        while match is None and (next_line := self._next_line()) and not self._is_entry(next_line):
            match = rest_of_quoted.match(self.lines[self.number])
            self.number += 1
        if match is None:
            return unclosed_quote(place)
        after = match[1]
        if not after.strip() or re.match(r"\s+#", after):
            return None
        message = f"There is text after the closing quote: '{after.strip()[:40]}'."
        return Problem(place, "yaml-quote", message, how_to_quote(line.value))

    def _check_start(self, line: Line) -> Problem | None:
        """Check that a value that starts like a list, like fields or like a block scalar is one."""
        value, sign = line.value, line.value[:1]
        end = BRACKETS.get(sign, "")
        unclosed = value.count(sign) - value.count(end) if end else 0
        is_unclosed = unclosed > 0 and (next_line := self._next_line()) and self._is_entry(next_line)
        has_text_after = end and unclosed == 0 and not value.endswith(end) and " #" not in value
        if is_unclosed or has_text_after or re.match(r"[|>][+\-0-9]*\s+[^\s#]", value):
            message = f"'{sign}' at the start of a value has a special meaning in YAML."
            return Problem(self._place_of_value(line.number, value), "yaml-start", message, how_to_quote(value))
        return None

    def _next_line(self) -> Line | None:
        """Return the line that will be read next; None at the end of the file."""
        if self.number == len(self.lines):
            return None
        return parse_line(self.number + 1, self.lines[self.number].rstrip())

    def _is_entry(self, line: Line) -> bool:
        """Return whether a line is the next field or list item, so that a value above it must have ended."""
        return line.indent <= self.above.column and bool(line.hyphens or line.field)

    def _place_of_value(self, number: int, value: str) -> Place:
        """Return where the value at the end of a line starts."""
        return Place(self.path, number, max(len(self.lines[number - 1].rstrip()) - len(value), 0) + 1)

    def _problem(self, line: Line, code: str, message: str, hint: str) -> Problem:
        return Problem(Place(self.path, line.number, line.indent + 1), code, message, hint)

"""The commonest slips in a file that cannot be read, found line by line: the YAML reader stops only after them.

It knows far less of YAML than the reader does, and is asked only where the reader has given up.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.base.problems import Place, Problem

LINE = re.compile(r"( *)((?:- +)*(?:-$)?)(.*)")
"""A line's indentation, its hyphens, and what they hold."""
FIELD = re.compile(r"([^\s:][^:]*):(?:\s+(.*))?")
BLOCK = re.compile(r"[|>][+\-0-9]*(?:\s+#.*)?")
CLOSING = {'"': re.compile(r'(?:[^"\\]|\\.|\\$)*"(.*)'), "'": re.compile(r"(?:[^']|'')*'(?!')(.*)")}
"""What stands before a closing quotation mark, and behind it."""
BRACKETS = {"[": "]", "{": "}"}
BARE = re.compile(r"[a-z][a-z0-9_]*(?: |$)")
"""How a line starts that lacks its ':': with the name of a field."""
BULLET = re.compile(r"(?:[•·▪◦‣–—*] *|-)(?=[^\W_])")
WORD = re.compile(r"[^\W_][^:]*")
"""What a line without a ': ' starts with; with other signs the reader itself says what is wrong."""
NO_SPACE = re.compile(r"([A-Za-z_]\w*):(?!//)\S")
CUT = re.compile(r"\s(#[^\s#].*)")


@dataclass
class _Open:
    """The field or the list's line above, by which the next line is judged."""

    line: int = 0
    column: int = 0
    name: str = ""
    value: str = ""


def find_mistake(path: str, lines: list[str], last: int) -> Problem | None:
    """The first line that explains why the reader gave up at a line; None where none up to it does."""
    return next(_Scan(path, lines, last).mistakes(), None)


class _Scan:
    """Goes through a file's lines, remembering what stands open above."""

    def __init__(self, path: str, lines: list[str], last: int) -> None:
        self.path = path
        self.lines = lines
        self.last = min(last, len(lines))
        self.above = _Open()
        self.columns = [0]
        self.number = 0
        self.block: int | None = None
        """The indentation of the lines of text that stand open; 0 before the first of them."""
        self.ended = ""
        """The field whose lines of text have just ended."""

    def mistakes(self) -> Iterator[Problem]:
        while self.number < self.last:
            line = self.lines[self.number].rstrip()
            self.number += 1
            indent = len(line) - len(line.lstrip(" "))
            if not line or (self.block is not None and self._is_text(indent)):
                continue
            if line.lstrip().startswith("#") or line.startswith(("---", "...", "%")):
                continue
            yield from self._of_line(line, indent)
            self.ended = ""

    def _is_text(self, indent: int) -> bool:
        """Whether a line belongs to the lines of text that stand open; else they end."""
        if indent > self.above.column and indent >= (self.block or 0):
            self.block = self.block or indent
            return True
        self.block, self.ended = None, self.above.name
        return False

    def _of_line(self, line: str, indent: int) -> Iterator[Problem]:
        match = LINE.fullmatch(line)
        hyphens, rest = (match[2], match[3]) if match else ("", line)
        field = FIELD.fullmatch(rest)
        if hyphens and self.ended and self.above.name and indent == self.above.column:
            yield self._no_field(indent, line.lstrip())
        elif hyphens:
            yield from self._below_a_value(indent)
        elif self._goes_on(indent):
            if field:
                yield self._too_far(indent)
            if found := CUT.search(self.above.value):
                yield self._cut(found[1])
            return
        elif BULLET.match(rest):
            yield self._problem(
                indent, "yaml-list", f"A line of a list starts with '- ', not with '{rest[:12]}'.", "Write '- ' there."
            )
        elif field is None and (WORD.match(rest) or self.ended):
            yield self._no_field(indent, rest)
        if field or hyphens:
            yield from self._misplaced(indent, bool(hyphens))
        self._open(indent, hyphens, field, rest)
        value = self.above.value
        yield from self._quoted(value) if value[:1] in CLOSING else self._signs(value)

    def _open(self, indent: int, hyphens: str, field: re.Match[str] | None, rest: str) -> None:
        """Remember a line for those below it."""
        column = indent + len(hyphens) if field else max(indent + len(hyphens) - 2, indent)
        value = (field[2] or "").strip() if field else rest
        self.columns = [*(one for one in self.columns if one < indent), indent]
        self.columns += [column] if column > indent else []
        self.above = _Open(
            self.number, column, field[1].strip() if field else "", "" if value.startswith("#") else value
        )
        self.block = 0 if BLOCK.fullmatch(value) else None

    def _goes_on(self, indent: int) -> bool:
        """Whether a line stands so far in that it goes on with the text above it."""
        return bool(self.above.value and not self.ended and indent > self.above.column)

    def _below_a_value(self, indent: int) -> Iterator[Problem]:
        """A list below a field that has its value already."""
        above = self.above
        none = above.value in ("[]", "{}")
        if above.name and above.value and not self.ended and (indent == above.column or (none and indent > 0)):
            kept = self.number
            self.number = above.line
            message = f"'{above.name}' has a value on its line, '{above.value[:40]}', and a list below it."
            hint = f"Take away '{above.value}'." if none else "Put this value on a line of its own too, after '- '."
            yield self._problem(self._start_of(above.value), "yaml-list", message, hint)
            self.number = kept

    def _too_far(self, indent: int) -> Problem:
        above = self.above
        where = f"'{above.name}' on line {above.line}" if above.name else f"line {above.line}"
        message = f"This line stands further in than {where}, which has its value already."
        hint = "A field begins right below the first letter of the field above it. "
        return self._problem(indent, "yaml-indent", message, f"{hint}A text with a ': ' in it belongs in quotes.")

    def _misplaced(self, indent: int, hyphens: bool) -> Iterator[Problem]:
        """A field that begins below no other: a space too few or too many."""
        deeper = indent > max(self.columns)
        if indent in self.columns or (deeper and not self.above.value and not self.ended):
            return
        message = "This line begins below no other field."
        if self.ended and deeper:
            message = f"This line stands less far in than the text of '{self.ended}' above it."
        # Between two, a field belongs further in, below the hyphen's text, and a hyphen further out.
        near = min(self.columns, key=lambda one: (abs(one - indent), one if hyphens else -one))
        spaces = f"{near} spaces" if near else "no space"
        hint = f"Begin it with {spaces}, like the lines that it belongs beside."
        yield self._problem(indent, "yaml-indent", message, hint)

    def _no_field(self, indent: int, rest: str) -> Problem:
        paragraph = not BARE.match(rest) or not self.lines[self.number - 2].strip()
        if self.ended and paragraph and not NO_SPACE.match(rest):
            message = f"This line does not belong to the text of '{self.ended}', and it is no field."
            hint = "Indent it by two spaces, like that text; a field is written 'name: value'."
            return self._problem(indent, "yaml-indent", message, hint)
        if found := CUT.search(self.above.value):
            return self._cut(found[1])
        if match := NO_SPACE.match(rest):
            message = f"No space stands behind '{match[1]}:'."
            return self._problem(indent, "yaml-field", message, "A field is written 'name: value'.")
        above = f"the text of '{self.ended}'" if self.ended else "a text that goes on from the line above"
        hint = f"A field is written 'name: value'; {above} is indented by two spaces."
        return self._problem(indent, "yaml-field", f"'{rest[:40]}' is no field: it has no ': '.", hint)

    def _cut(self, text: str) -> Problem:
        self.number = self.above.line
        column = self.lines[self.number - 1].rindex(text)
        return cut_text(Place(self.path, self.number, column + 1), text)

    def _quoted(self, value: str) -> Iterator[Problem]:
        """A text in quotes that does not end, or after whose end more stands; one of several lines is passed over."""
        place = Place(self.path, self.number, self._start_of(value) + 1)
        closing = CLOSING[value[0]]
        closed = closing.match(value, 1)
        while closed is None and self.number < len(self.lines) and not self._is_next(self.lines[self.number]):
            closed = closing.match(self.lines[self.number])
            self.number += 1
        if closed is None:
            yield open_quote(place)
        elif closed[1].strip() and not re.match(r"\s+#", closed[1]):
            message = f"Text stands behind the closing quotation mark: '{closed[1].strip()[:40]}'."
            hint = "Put the marks around the whole text; inside '…' write an apostrophe twice."
            yield Problem(place, "yaml-quote", message, hint)

    def _signs(self, value: str) -> Iterator[Problem]:
        """A text that starts with a bracket, or with a sign for lines of text, and means neither."""
        sign = value[:1]
        end = BRACKETS.get(sign, "")
        more = value.count(sign) - value.count(end) if end else 0
        opened = more > 0 and self.number < len(self.lines) and self._is_next(self.lines[self.number])
        followed = end and more == 0 and not value.endswith(end) and " #" not in value
        if opened or followed or re.match(r"[|>][+\-0-9]*\s+[^\s#]", value):
            message = f"A text that starts with '{sign}' is read in another way."
            yield self._problem(self._start_of(value), "yaml-start", message, "Put the text in quotes.")

    def _start_of(self, value: str) -> int:
        return max(len(self.lines[self.number - 1].rstrip()) - len(value), 0)

    def _is_next(self, line: str) -> bool:
        """Whether a line is the next field or the next of a list, so that a text above it should have ended."""
        match = LINE.fullmatch(line.rstrip())
        inside = match is None or len(match[1]) > self.above.column
        return not inside and bool(match and (match[2] or FIELD.fullmatch(match[3])))

    def _problem(self, indent: int, code: str, message: str, hint: str) -> Problem:
        return Problem(Place(self.path, self.number, indent + 1), code, message, hint)


def open_quote(place: Place) -> Problem:
    """A quotation mark without its other one."""
    hint = "Add the closing mark; inside '…' write an apostrophe twice."
    return Problem(place, "yaml-quote", "A quotation mark opens here and never closes.", hint)


def cut_text(place: Place, text: str) -> Problem:
    """A '#' that an editor means as text, and that YAML takes for the start of a comment."""
    message = f"'{text[:40].rstrip()}' would not be shown: after a space, '#' starts a comment."
    hint = "Put the whole text in quotes; write a comment with a space, as in '# like this'."
    return Problem(place, "cut-text", message, hint)

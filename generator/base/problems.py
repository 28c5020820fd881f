"""What is wrong, where, and how to mend it: the words an editor reads."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\ud800-\udfff]")
"""What would break the line of a report, or change how a terminal shows it."""

MOST_ANNOTATIONS = 10
"""The errors, and the warnings, that GitHub shows of one step (github.com/orgs/community/discussions/26680)."""

MOST_LETTERS = 2_000
"""The most of a message, and of a hint, in an annotation: a value that an editor typed may be a whole page."""

Severity = Literal["error", "warning"]


@dataclass(frozen=True, order=True, slots=True)
class Place:
    """A spot in a file of the project. Lines and columns count from 1; 0 means the whole file."""

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return ":".join([self.path, *(str(number) for number in (self.line, self.column) if number)])


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend. Its text is product text: each message has a test."""

    place: Place
    code: str
    message: str
    hint: str = ""
    severity: Severity = "error"

    def __str__(self) -> str:
        label = "warning: " if self.severity == "warning" else ""
        text = " ".join(filter(None, [f"{self.place}: {label}{self.message}", self.hint, f"[{self.code}]"]))
        return UNSEEN.sub(lambda sign: ascii(sign[0])[1:-1], text)


def sort(problems: Iterable[Problem]) -> list[Problem]:
    """Problems by place, each once."""
    return sorted(set(problems), key=lambda problem: (problem.place, problem.code, problem.message))


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether any problem must stop a build."""
    return any(problem.severity == "error" for problem in problems)


def report(problems: Iterable[Problem]) -> str:
    """All problems as text for people, a line each, with their count at the end."""
    ordered = sort(problems)
    errors = sum(problem.severity == "error" for problem in ordered)
    warnings = len(ordered) - errors
    return "\n".join([*map(str, ordered), f"{count(errors, 'error')}, {count(warnings, 'warning')}."])


def count(number: int, noun: str, nouns: str = "") -> str:
    """A number with its noun: '1 page', '2 pages'; `nouns` where an s is not enough."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {nouns or noun + 's'}"


def to_json(problems: Iterable[Problem]) -> str:
    """Problems for programs: a JSON list of flat objects."""
    return json.dumps(
        [
            {
                "path": problem.place.path,
                "line": problem.place.line,
                "column": problem.place.column,
                "severity": problem.severity,
                "code": problem.code,
                "message": problem.message,
                "hint": problem.hint,
            }
            for problem in sort(problems)
        ],
        indent=2,
        ensure_ascii=False,
    )


def to_github(
    problems: Iterable[Problem], page: str = "", rest: str = "", changed: frozenset[str] = frozenset()
) -> str:
    """Problems as workflow commands, which GitHub shows as annotations on the changed lines.

    As many as GitHub shows, errors first, and of each those in files that were `changed`; a last notice says how many
    are left, and `rest` where they stand. `page` is the address of the page that explains the codes. The escapes are
    those that GitHub's runner undoes in a command's data and in its properties.
    """
    ordered = sorted(sort(problems), key=lambda problem: problem.place.path not in changed)
    shown: list[Problem] = []
    left: list[str] = []
    for severity in ("error", "warning"):
        found = [problem for problem in ordered if problem.severity == severity]
        shown += found[:MOST_ANNOTATIONS]
        left += [count(len(found) - MOST_ANNOTATIONS, f"more {severity}")] if len(found) > MOST_ANNOTATIONS else []
    commands = [_to_command(problem, page) for problem in shown]
    if left:
        text = f"{' and '.join(left)}: GitHub shows {MOST_ANNOTATIONS} of each here. {rest}".rstrip()
        commands.append(f"::notice title=Not all problems are shown::{_escape_data(text)}")
    return "\n".join(commands)


def _to_command(problem: Problem, page: str) -> str:
    place = problem.place
    properties = {"file": place.path, "line": place.line or 1, "col": place.column or 1, "title": problem.code}
    listed = ",".join(f"{name}={_escape_property(str(value))}" for name, value in properties.items())
    cause = problem.message if len(problem.message) <= MOST_LETTERS else problem.message[:MOST_LETTERS] + "…"
    more = f"More: {page}#{problem.code}" if page else ""
    text = " ".join(filter(None, [cause, problem.hint[:MOST_LETTERS], more]))
    return f"::{problem.severity} {listed}::{_escape_data(text)}"


def _escape_data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape_data(text).replace(":", "%3A").replace(",", "%2C")


def did_you_mean(got: str, allowed: Iterable[str]) -> str:
    """'Did you mean …?' with the nearest allowed word, or nothing where none is near."""
    near = get_close_matches(got.lower().replace("_", "-"), list(allowed), n=1, cutoff=0.6)
    near = near or get_close_matches(got, list(allowed), n=1, cutoff=0.6)
    return f"Did you mean '{near[0]}'?" if near else ""

"""Problems: what is wrong, where it is, and how to fix it. Written as text, JSON or GitHub workflow commands."""

import json
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

from generator.base.counts import count_of
from generator.base.suggestions import with_words

UNPRINTABLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
"""Characters that would break a line of a report, change how a terminal shows it, or not be seen in it."""

MAX_ANNOTATIONS = 10
"""How many errors, and how many warnings, GitHub shows for one step (github.com/orgs/community/discussions/26680)."""

MAX_CHARACTERS = 2_000
"""The limit for a message, and for a hint, in an annotation: a value that an editor typed may be a whole page."""

Severity = Literal["error", "warning"]


@dataclass(frozen=True, order=True, slots=True)
class Place:
    """A position in a file of the project. Lines and columns count from 1; 0 means the whole file or line."""

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return ":".join([self.path, *(str(number) for number in (self.line, self.column) if number)])


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to fix, or worth a look. Its message is part of the product: each one has a test."""

    place: Place
    code: str
    message: str
    hint: str = ""
    severity: Severity = "error"

    def __str__(self) -> str:
        label = "warning: " if self.severity == "warning" else ""
        text = " ".join(filter(None, [f"{self.place}: {label}{self.message}", self.hint, f"[{self.code}]"]))
        return UNPRINTABLE.sub(lambda match: ascii(match[0])[1:-1], text)


def sort(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems in order of place, without duplicates."""
    return sorted(set(problems), key=lambda problem: (problem.place, problem.code, problem.message))


def has_errors(problems: Iterable[Problem]) -> bool:
    """Return whether any of the problems must stop a build."""
    return any(problem.severity == "error" for problem in problems)


MORE_MAY_FOLLOW = "Some problems appear only after others are fixed."
"""What a report with errors says: pages, for example, are only checked if every record is valid."""

CHECK_DISK = "Check its permissions and the free space on the disk."
"""The fix for a file that cannot be written."""


def describe(error: OSError) -> str:
    """Return what the system refused, with the file if it names one: 'site/a.html: No space left on device.'."""
    reason = error.strerror or str(error)
    return f"{os.fsdecode(error.filename)}: {reason}." if isinstance(error.filename, str | bytes) else f"{reason}."


def report(problems: Iterable[Problem]) -> str:
    """Return the problems as text for people: one per line, then their number."""
    ordered = sort(problems)
    errors = sum(problem.severity == "error" for problem in ordered)
    warnings = len(ordered) - errors
    counts = f"{count_of(errors, 'error')}, {count_of(warnings, 'warning')}."
    return "\n".join([*map(str, ordered), counts])


def to_json(problems: Iterable[Problem], *, only_ascii: bool = False) -> str:
    """Return the problems as JSON, for programs: a list of flat objects. `only_ascii` escapes all other characters."""
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
        ensure_ascii=only_ascii,
    )


def to_github(
    problems: Iterable[Problem], page: str = "", rest: str = "", changed: frozenset[str] = frozenset()
) -> str:
    """Return the problems as workflow commands, which GitHub shows as annotations on the changed lines.

    There are only as many as GitHub shows: errors before warnings, and within each those in `changed` files first. A
    final notice counts the others, followed by `rest`, which says where to find them. `page` is the URL of the page
    that explains the codes. The escapes are those that GitHub's runner undoes in a command's data and properties.
    """
    ordered = sorted(sort(problems), key=lambda problem: problem.place.path not in changed)
    shown: list[Problem] = []
    omitted: list[str] = []
    for severity in ("error", "warning"):
        matching = [problem for problem in ordered if problem.severity == severity]
        shown += matching[:MAX_ANNOTATIONS]
        if len(matching) > MAX_ANNOTATIONS:
            omitted.append(count_of(len(matching) - MAX_ANNOTATIONS, f"more {severity}"))
    commands = [_to_command(problem, page) for problem in shown]
    if omitted:
        text = f"{' and '.join(omitted)}. GitHub shows at most {MAX_ANNOTATIONS} of each here. {rest}".rstrip()
        commands.append(f"::notice title=Not all problems are shown::{_escape_data(text)}")
    return "\n".join(commands)


def _to_command(problem: Problem, page: str) -> str:
    place = problem.place
    properties = {"file": place.path, "line": place.line or 1, "col": place.column or 1, "title": problem.code}
    attributes = ",".join(f"{name}={_escape_property(str(value))}" for name, value in properties.items())
    message = problem.message
    if len(message) > MAX_CHARACTERS:
        message = message[:MAX_CHARACTERS] + "…"
    more = f"More: {page}#{problem.code}" if page else ""
    text = " ".join(filter(None, [message, problem.hint[:MAX_CHARACTERS], more]))
    return f"::{problem.severity} {attributes}::{_escape_data(text)}"


def _escape_data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape_data(text).replace(":", "%3A").replace(",", "%2C")


def did_you_mean(got: str, allowed: Iterable[str]) -> str:
    """Return "Did you mean '…'?" with the allowed name that has the same words or is most similar; "" if none is."""
    names = list(allowed)
    whole = with_words(got, names)
    similar = whole if len(whole) == 1 else get_close_matches(got.lower().replace("_", "-"), names, n=1, cutoff=0.6)
    similar = similar or get_close_matches(got, names, n=1, cutoff=0.6)
    return f"Did you mean '{similar[0]}'?" if similar else ""

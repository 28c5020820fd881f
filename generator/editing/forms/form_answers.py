"""The text of an issue → the answers of a form. What strangers wrote is data: it is compared, never run.

GitHub writes each question of a form as a heading, '### ' and its label, and the answer below it. An answer may hold
the same line, so a text in which a question stands twice is refused: nobody could say which one was meant.
"""

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from generator.base.problems import Place, Problem, did_you_mean
from generator.editing.forms.issue_forms import Element, Form

LONGEST_EVENT = 4 * 1024 * 1024
LONGEST_BODY = 65_536
"""The most letters that GitHub takes in an issue."""
MOST_PROBLEMS = 20
"""Past so many nobody mends them one by one, and looking for the nearest right word takes time."""
NOTHING = ("_No response_", "None", "")
"""What GitHub writes where a question was left out."""
CHECKBOX = re.compile(r"- \[([ xX])\] (.+)")
BULLET = re.compile(r"^[-*•] +")
LOOK_ALIKES = ("CYRILLIC", "GREEK", "ARMENIAN", "FULLWIDTH", "MATHEMATICAL")
"""Letters of other scripts that look like Latin ones, with which a known name or address can be forged."""


@dataclass(frozen=True)
class Answers:
    """A form with what was answered: by the question's id, a text, a number or a list."""

    form: Form
    values: dict[str, Any]
    problems: list[Problem] = field(default_factory=list)


def read_event(content: bytes) -> tuple[str, list[Problem]]:
    """The text of the issue that an event of GitHub's is about ("Webhook events and payloads", `issues`)."""
    if len(content) > LONGEST_EVENT:
        return "", [_problem(0, "too-large", "The event is larger than GitHub's are.", "")]
    try:
        event = json.loads(content)
        body = event["issue"]["body"]
    except (ValueError, LookupError, TypeError, RecursionError):
        body = None
    if not isinstance(body, str):
        return "", [_problem(0, "not-an-issue", "This is not an event of an issue with a text.", "")]
    if len(body) > LONGEST_BODY:
        message = f"The answers have {len(body):,} letters; the most is {LONGEST_BODY:,}."
        return "", [_problem(0, "too-large", message, "Say it in fewer words.")]
    # Half of a letter (a lone surrogate) is none, and no file could hold it.
    return re.sub(r"\r\n?", "\n", re.sub("[\ud800-\udfff]", "\ufffd", body)), []


def parse_answers(body: str, forms: tuple[Form, ...]) -> tuple[Answers | None, list[Problem]]:
    """What was answered, with what is wrong in single answers; no answers where the text is not a form's."""
    lines = [line.rstrip() for line in body.split("\n")]
    first = next(filter(None, lines), "")
    form = next((form for form in forms if first == _heading(form.elements[0])), None)
    if form is None:
        hint = f"Use one of the forms: {', '.join(form.asked.title for form in forms)}."
        return None, [_problem(0, "not-a-form", "This issue was not made with one of our forms.", hint)]
    places, problems = _places(form, lines)
    if problems:
        return None, problems
    answers = Answers(form, {})
    ends = [*places[1:], len(lines)]
    for element, start, end in zip(form.elements, places, ends, strict=True):
        value = _value(element, lines, range(start + 1, end), answers.problems)
        if value not in (None, []):
            answers.values[element.id] = value
        elif element.required and not any(start < one.place.line - 1 < end for one in answers.problems):
            answers.problems.append(
                _problem(start + 1, "no-answer", f"'{element.label}' has no answer.", "Edit the issue, and answer it.")
            )
    return answers, []


def _places(form: Form, lines: list[str]) -> tuple[list[int], list[Problem]]:
    """The line (from 0) of each question: all of them stand there once, in the form's order."""
    places: list[int] = []
    problems: list[Problem] = []
    for element in form.elements:
        found = [number for number, line in enumerate(lines) if line == _heading(element)]
        places += found[:1]
        if not found:
            message = f"The question '{element.label}' is not there."
            problems.append(_problem(0, "question-missing", message, "Fill in the form anew."))
        for number in found[1:]:
            message = f"The line '{_heading(element)}' stands here a second time, so nobody can tell which is meant."
            problems.append(_problem(number + 1, "question-twice", message, "Take it out of your own text."))
    if not problems and places != sorted(places):
        problems.append(
            _problem(0, "questions-moved", "The questions are not in their order.", "Fill in the form anew.")
        )
    return places, problems


def _value(element: Element, lines: list[str], rows: range, problems: list[Problem]) -> Any:
    """What stands below a question, as a record holds it."""
    text = "\n".join(lines[row] for row in rows).strip()
    if text in NOTHING:
        return None
    if element.type == "checkboxes":
        return list(_checked(element, lines, rows, problems))
    if element.type == "dropdown":
        first = next(row for row in rows if lines[row].strip())
        return _choice(element, text, first, problems)
    for row in rows:
        if len(problems) < MOST_PROBLEMS:
            problems += _look_alikes(lines[row], row)
    if element.many:
        entries = (BULLET.sub("", lines[row].strip()) for row in rows)
        return [_number(element, entry) for entry in entries if entry]
    return _number(element, text)


def _checked(element: Element, lines: list[str], rows: range, problems: list[Problem]) -> Iterator[str]:
    for row in rows:
        box = CHECKBOX.fullmatch(lines[row].strip())
        label = box[2] if box else lines[row].strip()
        if not label:
            continue
        value = _choice(element, label, row, problems)
        if value is not None and box and box[1] != " ":
            yield value


def _choice(element: Element, label: str, row: int, problems: list[Problem]) -> str | None:
    """The value behind a label; a problem where there is none."""
    label = " ".join(label.split())
    known = {" ".join(name.split()): value for value, name in element.choices}
    if label not in known and len(problems) < MOST_PROBLEMS:
        message = f"'{label[:80]}' is not a choice of '{element.label}'."
        hint = did_you_mean(label[:80], known) or "Choose one of those in the form."
        problems.append(_problem(row + 1, "unknown-label", message, hint))
    return known.get(label)


def _number(element: Element, text: str) -> str | int:
    return int(text) if element.number and re.fullmatch(r"[0-9]{1,9}", text) else text


def _look_alikes(line: str, row: int) -> Iterator[Problem]:
    """Letters with which a name or an address can be made to look like another's."""
    for sign in line:
        name = unicodedata.name(sign, "") if ord(sign) > 0x7F else ""
        if name.startswith(LOOK_ALIKES) and unicodedata.category(sign).startswith("L"):
            message = f"'{sign}' ({name.capitalize()}) looks like a letter that it is not."
            yield _problem(row + 1, "look-alike", message, "Type the word anew on a Latin keyboard.")
            return


def _heading(element: Element) -> str:
    return f"### {element.label}"


def _problem(line: int, code: str, message: str, hint: str) -> Problem:
    return Problem(Place("issue", line), code, message, hint)

"""Parse the text of an issue into the answers of a form. The text is untrusted: it is compared, never executed.

GitHub writes each question of a form as a heading, '### ' and its label, with the answer below it. An answer may
contain the same line, so a text in which a question appears twice is rejected.
"""

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.base.problems import Place, Problem, did_you_mean
from generator.editing.forms.issue_forms import Element, Form
from generator.records.fields.types import YEARS, is_web_address
from generator.text.dates import LONGEST, format_day, possible_dates
from generator.yaml_files.yaml_source import YamlValue

LONGEST_EVENT = 4 * 1024 * 1024
LONGEST_BODY = 65_536
"""The most characters that GitHub allows in an issue."""
MOST_PROBLEMS = 20
"""The most problems of one issue: nobody fixes more one by one, and finding similar options takes time."""
NO_ANSWER = ("_No response_", "None", "")
"""What GitHub writes if a question was left blank."""
CHECKBOX = re.compile(r"- \[([ xX])\] (.+)")
BULLET = re.compile(r"^[-*•] +")
EXPECTED = {
    "year": ("not-a-number", "a year, such as 2024", "years, such as 2024", "Enter four digits only."),
    "number": ("not-a-number", "a number", "numbers", "Enter digits only."),
    "date": ("wrong-date", "a date, such as May 3, 2026", "dates", "Write the month as a word, as in May 3, 2026."),
    "address": (
        "bad-url",
        "a web address that starts with https://",
        "web addresses that start with https://",
        "Copy it from your browser.",
    ),
}
"""By what an answer must be: the code of the problem, the words for one and for several, and the hint."""
LOOK_ALIKES = ("CYRILLIC", "GREEK", "ARMENIAN", "FULLWIDTH", "MATHEMATICAL")
"""The scripts (in Unicode names) whose letters look like Latin ones and can be used to imitate a name or URL."""


@dataclass(frozen=True)
class Answers:
    """The answers to a form: a text, a number or a list by the question's id."""

    form: Form
    values: dict[str, YamlValue]
    lines: dict[str, int]
    """The line on which each answer starts, by the question's id. A question without an answer has its own line."""
    problems: list[Problem] = field(default_factory=list)


def read_event(content: bytes) -> tuple[str, list[Problem]]:
    """Return the text of the issue in a GitHub event ("Webhook events and payloads", `issues`)."""
    if len(content) > LONGEST_EVENT:
        return "", [_problem(0, "too-large", "The event file is too large to come from GitHub.", "")]
    try:
        event = json.loads(content)
        body = event["issue"]["body"]
    except (ValueError, LookupError, TypeError, RecursionError):
        body = None
    if not isinstance(body, str):
        return "", [_problem(0, "not-an-issue", "This file is not a GitHub event about an issue with text.", "")]
    if len(body) > LONGEST_BODY:
        message = f"The answers have {len(body):,} characters; the limit is {LONGEST_BODY:,}."
        return "", [_problem(0, "too-large", message, "Shorten them.")]
    # A lone surrogate is not a character, and cannot be written to a file.
    return re.sub(r"\r\n?", "\n", re.sub("[\ud800-\udfff]", "\ufffd", body)), []


def parse_answers(body: str, forms: tuple[Form, ...]) -> tuple[Answers | None, list[Problem]]:
    """Return the answers, with the problems of single answers; None if the text does not match a form."""
    lines = [line.rstrip() for line in body.split("\n")]
    first = next(filter(None, lines), "")
    form = next((form for form in forms if first == _heading(form.elements[0])), None)
    if form is None:
        hint = f"Open a new issue with one of the forms: {', '.join(form.definition.title for form in forms)}."
        return None, [_problem(0, "not-a-form", "This issue was not created with one of our forms.", hint)]
    positions, problems = _positions(form, lines)
    if problems:
        return None, problems
    answers = Answers(form, {}, {})
    ends = [*positions[1:], len(lines)]
    for element, start, end in zip(form.elements, positions, ends, strict=True):
        rows = range(start + 1, end)
        answers.lines[element.id] = next((row for row in rows if lines[row].strip()), start) + 1
        value = _value(element, lines, rows, answers.problems)
        if value not in (None, []):
            answers.values[element.id] = value
        elif element.required and not any(start < problem.place.line - 1 < end for problem in answers.problems):
            message = f"'{element.label}' has no answer."
            hint = "Edit the issue and answer this question."
            answers.problems.append(_problem(start + 1, "no-answer", message, hint))
    return answers, []


def _positions(form: Form, lines: list[str]) -> tuple[list[int], list[Problem]]:
    """Return the line (from 0) of each question. Each must appear once, in the form's order."""
    positions: list[int] = []
    problems: list[Problem] = []
    for element in form.elements:
        matches = [number for number, line in enumerate(lines) if line == _heading(element)]
        positions += matches[:1]
        if not matches:
            message = f"The question '{element.label}' is missing."
            problems.append(_problem(0, "question-missing", message, "Submit the form again."))
        for number in matches[1:]:
            message = f"The line '{_heading(element)}' appears twice, so it is unclear which one is the question."
            problems.append(_problem(number + 1, "question-repeated", message, "Remove it from your answer."))
    if not problems and positions != sorted(positions):
        message = "The questions are not in their original order."
        problems.append(_problem(0, "questions-moved", message, "Submit the form again."))
    return positions, problems


def _value(element: Element, lines: list[str], rows: range, problems: list[Problem]) -> YamlValue:
    """Return the answer below a question, as a record has it."""
    text = "\n".join(lines[row] for row in rows).strip()
    if text in NO_ANSWER:
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
        entries = ((BULLET.sub("", lines[row].strip()), row) for row in rows)
        values = [_entry(element, entry, row, problems) for entry, row in entries if entry]
        return [value for value in values if value is not None]
    return _entry(element, text, next(row for row in rows if lines[row].strip()), problems)


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
    """Return the value of an option by its label. If there is no such option, add a problem."""
    label = " ".join(label.split())
    known = {" ".join(name.split()): value for value, name in element.choices}
    if label not in known and len(problems) < MOST_PROBLEMS:
        message = f"'{label[:80]}' is not an option for '{element.label}'."
        hint = did_you_mean(label[:80], known) or "Choose one of the options in the form."
        problems.append(_problem(row + 1, "unknown-option", message, hint))
    return known.get(label)


def _entry(element: Element, text: str, row: int, problems: list[Problem]) -> str | int | None:
    """Return an answer, or a line of one, as a record has it; None with a problem if it is not what was asked for."""
    if element.answer in ("year", "number"):
        is_number = bool(re.fullmatch("[0-9]{1,9}", text))
        if is_number and (element.answer == "number" or YEARS[0] <= int(text) <= YEARS[1]):
            return int(text)
    elif element.answer == "date":
        dates = possible_dates(text)
        if len(dates) == 1:
            return dates[0].isoformat()
    elif element.answer == "text" or is_web_address(text):
        return text
    if len(problems) < MOST_PROBLEMS:
        problems.append(_wrong_answer(element, text, row))
    return None


def _wrong_answer(element: Element, text: str, row: int) -> Problem:
    """Return the problem of an answer that is not what was asked for."""
    code, one, several, hint = EXPECTED[element.answer]
    shown = text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
    message = f"'{element.label}' must be {several if element.many else one}, not '{shown}'."
    if element.answer == "date" and len(dates := possible_dates(text)) > 1:
        message = f"'{element.label}' could be {' or '.join(map(format_day, dates))}."
    return _problem(row + 1, code, message, hint)


def _look_alikes(line: str, row: int) -> Iterator[Problem]:
    """Yield a problem for the first letter that can be used to imitate a name or URL."""
    for character in line:
        name = unicodedata.name(character, "") if ord(character) > 0x7F else ""
        if name.startswith(LOOK_ALIKES) and unicodedata.category(character).startswith("L"):
            message = f"'{character}' ({name.capitalize()}) only looks like a Latin letter."
            yield _problem(row + 1, "look-alike", message, "Retype the word with Latin letters.")
            return


def _heading(element: Element) -> str:
    return f"### {element.label}"


def _problem(line: int, code: str, message: str, hint: str) -> Problem:
    return Problem(Place("issue", line), code, message, hint)

"""Problems of a proposed record, in the words of the form: people who fill it in know no fields, files or YAML."""

import re
from dataclasses import replace

from generator.base.problems import Place, Problem
from generator.editing.forms.form_answers import Answers
from generator.editing.forms.issue_forms import Element

FIELD = re.compile(r"'([a-z_]+)'")
"""The name of a field in a message."""
TOP = re.compile("([a-z_]+):")
INNER = re.compile("(?:- |  )([a-z_]+):")

WORDS = {
    "missing-field": ("'{label}' has no answer.", "Edit the issue and answer this question."),
    "empty-field": ("'{label}' has no answer.", "Edit the issue and answer this question."),
    "too-few": ("'{label}' has no answer.", "Edit the issue and answer this question."),
    "private-contact": (
        "'{label}' contains an email address or a phone number.",
        "Use the organization's web address instead.",
    ),
    "raw-html": ("'{label}' contains HTML.", "Use plain text, and put a space after a literal '<'."),
    "duplicate-name": (
        "This name is on the site already.",
        "Report an error if something about it is wrong. If it is a different one, add something to the name that "
        "tells the two apart.",
    ),
    "needs-confirmation": ("Nobody has compared this with the source yet.", "Whoever approves it must do that first."),
}
"""The message and the hint by the code of a problem. Others keep theirs, with labels in place of the fields' names."""


def in_words_of_the_form(problem: Problem, answers: Answers, path: str = "", text: str = "") -> Problem:
    """Return a problem of a proposed file as one of the answers to the form. `text`: the file, which we wrote."""
    is_own = problem.place.path == path or not path
    if not is_own and problem.code not in WORDS:
        return problem
    lines = text.split("\n")
    field, first = _field_at(lines, problem.place.line) if is_own else ("", 0)
    named = FIELD.search(problem.message)
    is_missing = problem.code in ("missing-field", "too-few")
    element = _element_for(answers, named[1] if named and is_missing else field)
    if problem.code == "duplicate-name":
        element = answers.form.elements[0]
    message, hint = _words(problem, answers, element)
    line = answers.lines[element.id] if element else 0
    # A text of several lines starts below its field.
    is_block = bool(field) and first < len(lines) and lines[first - 1].endswith("|")
    line += max(problem.place.line - first - 1, 0) if line and is_block else 0
    return replace(problem, place=Place("issue", line), message=message, hint=hint)


def _words(problem: Problem, answers: Answers, element: Element | None) -> tuple[str, str]:
    """Return a message and a hint without names of fields."""
    if problem.code in WORDS and not ("{label}" in WORDS[problem.code][0] and element is None):
        message, hint = WORDS[problem.code]
        return message.replace("{label}", element.label if element else ""), hint
    labels = {each.name: each.label for each in answers.form.elements if not each.of_source}
    message, hint = (
        FIELD.sub(lambda name: f"'{labels.get(name[1], name[1])}'", text) for text in (problem.message, problem.hint)
    )
    is_named = element is None or element.label in message
    return message if is_named or element is None else f"'{element.label}': {message}", hint


def _field_at(lines: list[str], number: int) -> tuple[str, int]:
    """Return the field that a line of a file belongs to, and its own line; a dot comes before the fields of sources."""
    fields = [(match[1], line) for line, text in enumerate(lines[:number], 1) if (match := TOP.match(text))]
    if not fields or fields[-1][0] != "sources":
        return fields[-1] if fields else ("", 0)
    inner = [(match[1], line) for line, text in enumerate(lines[:number], 1) if (match := INNER.match(text))]
    return (f".{inner[-1][0]}", inner[-1][1]) if inner else ("", 0)


def _element_for(answers: Answers, field: str) -> Element | None:
    return next(
        (
            element
            for element in answers.form.elements
            if element.name == field.removeprefix(".") and element.of_source == field.startswith(".")
        ),
        None,
    )

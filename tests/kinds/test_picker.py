"""The settings of "Learn or mentor?", and the problems of answers that lead nowhere."""

import pytest
from toys.library import lay, lines, minimal_project

from generator.kinds import KINDS
from generator.project.project import open_project

PATH = "data/learn-or-mentor.yml"
GOOD = """\
questions:
- id: who
  question: Who is it for?
  choices:
  - label: Us
    next: far
  - label: Me
    exit: me
- id: far
  question: How far are you?
  choices:
  - label: At the start
    exit: us
  - label: Further
    exit: us
exits:
- id: us
  title: For you
  why: You said so.
  url: /questions/
- id: me
  title: For yourself
  why: You said so.
  url: /about/#report-a-mistake
"""


def problems_of(folder, *changes: tuple[str, str]) -> list[str]:
    """Return the problems of the good file after some changes."""
    text = GOOD
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    _, problems = open_project(lay(folder, minimal_project(KINDS), {PATH: text}), KINDS)
    return [line for line in lines(problems) if line.startswith(PATH)]


def test_a_good_file_has_no_problems(tmp_path):
    assert problems_of(tmp_path) == []


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (("    exit: me\n", "    exit: you\n"), ":8:11: 'you' is not an exit. Use one of us, me. [unknown-target]"),
        (
            ("    next: far\n", "    next: fa\n"),
            ":6:11: 'fa' is not a later question. Did you mean 'far'? [unknown-target]",
        ),
        (
            ("    next: far\n", "    next: who\n"),
            ":6:11: 'who' is not a later question. Use one of far. [unknown-target]",
        ),
        (
            ("    next: far\n", "    next: far\n    exit: us\n"),
            ":5:5: Give either 'next' or 'exit'. "
            "Use 'next' for a later question, or 'exit' for one of the exits. [next-or-exit]",
        ),
        (
            ("    exit: me\n", "    exit: us\n"),
            ":21:3: No answer leads to the exit 'me'. "
            "Add an answer with 'exit: …', or delete the exit. [unreachable-exit]",
        ),
        (
            ("url: /questions/", "url: /question/"),
            ":20:8: No page has the address '/question/'. Did you mean '/questions/'? [unknown-link]",
        ),
        (
            ("url: /questions/", "url: https://example.org/"),
            ":20:8: 'https://example.org/' is not a page of this site, as in /apply/mentor/. [wrong-format]",
        ),
    ],
)
def test_an_answer_that_leads_nowhere_is_a_problem(tmp_path, change, problem):
    assert problems_of(tmp_path, change) == [PATH + problem]


def test_there_are_three_questions_at_most(tmp_path):
    more = "".join(
        f"- id: q{number}\n  question: More?\n  choices:\n  - label: Yes\n    exit: us\n  - label: No\n    exit: us\n"
        for number in (1, 2)
    )
    assert problems_of(tmp_path, ("exits:\n", more + "exits:\n")) == [
        f"{PATH}:2:1: 'questions' has 4 items; the maximum is 3. Delete 1 of them. [too-many]"
    ]

"""Texts that a change leaves behind are listed for its editor; so are the coordinates of a former town."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from site_fixture import ROOT
from toys.library import SOURCES, THEME, lay, minimal_project
from toys.periods import DATED

from generator.kinds import KINDS
from generator.project.project import open_project
from generator.records.content_pages import read_content
from generator.review.diff_report import to_diff_report
from generator.review.leftovers import UNKNOWN
from generator.review.snapshot import Snapshot, snapshot_of

Files = dict[str, str]
Report = Callable[[Files, Files], list[str]]

PERIOD, OTHER_PERIOD = "data/periods/next.yml", "data/periods/other-next.yml"
FAQ, OTHER_FAQ = "data/faqs/length.yml", "data/faqs/dates.yml"
PAGE = "content/unknown.md"
WITHOUT_DATES = f"pathway: minimal\n{DATED.partition('timezone: America/New_York')[2].strip()}\n"
SYNONYMS = (ROOT / "data/synonyms.yml").read_text(encoding="utf-8")
LENGTH = """question: How long does a mentorship last?
audience: both
topics:
- minimal
answer: |
  It has several parts.

  The length of a mentorship is not published.
still_unknown:
- How many months does a mentorship last?
"""
DATES = f"""question: When can we apply?
audience: both
topics:
- minimal
answer: |
  No new application period has been announced. Altarum
  selects sites each year. To find out when
  applications open, ask through the website.
{SOURCES}"""
TEXTS = """---
title: What we do not know
description: All of it.
---
We list sites. The workplan has no due date.

1. When do the next application periods open and close?
2. How many months does a mentorship last?
3. Is there a template?

Ask your liaison about dates, and how long the mentorship lasts.

::: periods.status
"""


def snapshot(root: Path) -> Snapshot:
    project, problems = open_project(root, KINDS, theme=THEME)
    assert project is not None, [str(problem) for problem in problems if problem.severity == "error"]
    return snapshot_of(project, read_content(root)[0])


@pytest.fixture
def report(tmp_path: Path) -> Report:
    """Return the lines of the report about texts that may be out of date, after a change to a small project."""
    files = minimal_project(KINDS)
    del files["data/periods/minimal.yml"]
    mentor = files["data/pathways/minimal.yml"].replace("The example way", "The other way")
    files |= {
        "data/pathways/other.yml": f"{mentor}\nnot_known:\n- When does the other application period open?\n",
        "data/synonyms.yml": SYNONYMS,
        PERIOD: f"{WITHOUT_DATES}note: Nobody has found any.\n",
        OTHER_PERIOD: WITHOUT_DATES.replace("minimal", "other") + "note: No dates of this period are known.\n",
        FAQ: LENGTH + SOURCES,
        OTHER_FAQ: DATES,
        PAGE: TEXTS,
    }

    def lines_of(before: Files, after: Files) -> list[str]:
        base, head = (
            snapshot(lay(tmp_path / name, files, layer)) for name, layer in (("a", before), ("b", {**before, **after}))
        )
        text = to_diff_report(base, head)
        parts = re.split(
            r"### (?:These texts may still say that it is not known|Coordinates of the former town)\n\n", text
        )
        return [line.strip("- ") for part in parts[1:] for line in part.split("\n\n###")[0].strip().split("\n")]

    return lines_of


@pytest.mark.content
def test_texts_that_still_say_that_there_are_no_dates_are_listed(report: Report):
    """With file and line, in pages and other records; the note and the sources of the period itself too."""
    dates = "pathway: minimal\nopens: 2027-04-01\ncloses: 2027-05-03\ntimezone: America/New_York\n"
    after = WITHOUT_DATES.replace("pathway: minimal\n", dates) + "note: Nobody has found any.\n"
    assert report({}, {PERIOD: after}) == [
        "Application period `Minimal applications, April 2027`, `/apply/#next`",
        "`content/unknown.md`, line 7: `When do the next application periods open and close?`",
        "`data/faqs/dates.yml`, line 6: `No new application period has been announced.`",
        "`data/faqs/dates.yml`, line 7: `To find out when applications open, ask through the website.`",
        "`data/periods/next.yml`, line 6: `The sources are those from before the dates.`",
        "`data/periods/next.yml`, line 10: `Nobody has found any.`",
    ]


@pytest.mark.content
def test_a_text_that_the_change_itself_updates_is_not_listed(report: Report):
    dates = "pathway: minimal\nopens: 2027-04-01\ncloses: 2027-05-03\ntimezone: America/New_York\n"
    after = WITHOUT_DATES.replace("pathway: minimal\n", dates).replace("2026-11-21", "2026-11-27")
    new_page = TEXTS.replace("When do the next application periods open and close?", "When will they hear back?")
    new_faq = DATES.replace("No new application period", "No later application period").replace(
        "applications open, ask", "later applications open, ask"
    )
    assert report({}, {PERIOD: after, PAGE: new_page, OTHER_FAQ: new_faq}) == []


@pytest.mark.content
def test_a_note_beside_other_dates_is_listed(report: Report):
    before = DATED + "note: It is open for one month.\n"
    assert report({PERIOD: before}, {PERIOD: before.replace("05-03", "04-20")}) == [
        "Application period `Minimal applications, April 2027`, `/apply/#next`",
        "`data/periods/next.yml`, line 10: `It is open for one month.`",
    ]
    canceled = before.replace("fact_status", "cancelled: true\nfact_status").replace("one month", "no time")
    assert report({PERIOD: before}, {PERIOD: canceled}) == []


HEAD = "Question `How long does a mentorship last?`, `/questions/#length`"
ELSEWHERE = [
    "`content/unknown.md`, line 8: `How many months does a mentorship last?`",
    "`content/unknown.md`, line 11: `Ask your liaison about dates, and how long the mentorship lasts.`",
]
ANSWERED = LENGTH.replace("The length of a mentorship is not published.", "It lasts 12 months.")
NO_QUESTIONS = LENGTH.partition("still_unknown:")[0]
ANSWERS: dict[str, tuple[str, str, list[str]]] = {
    "the answer, with the question left": (
        LENGTH,
        ANSWERED,
        [HEAD, *ELSEWHERE, "`data/faqs/length.yml`, line 10: `How many months does a mentorship last?`"],
    ),
    "the question, with the answer left": (
        LENGTH,
        NO_QUESTIONS,
        [HEAD, *ELSEWHERE, "`data/faqs/length.yml`, line 8: `The length of a mentorship is not published.`"],
    ),
    "both": (LENGTH, ANSWERED.partition("still_unknown:")[0], [HEAD, *ELSEWHERE]),
    "a question without an answer": (
        LENGTH.partition("answer:")[0] + "unanswered: true\n",
        ANSWERED.partition("still_unknown:")[0],
        [HEAD, *ELSEWHERE],
    ),
    "another sentence": (
        LENGTH,
        LENGTH.replace("several parts", "five parts"),
        [HEAD, "`data/faqs/length.yml`, line 10: `How many months does a mentorship last?`"],
    ),
    "nothing that readers see": (LENGTH, f"# A note.\n{LENGTH}", []),
    "the topic": (LENGTH, LENGTH.replace("audience: both", "audience: public"), []),
}


@pytest.mark.content
@pytest.mark.parametrize(("before", "after", "listed"), ANSWERS.values(), ids=ANSWERS)
def test_texts_that_still_call_an_answer_unknown_are_listed(report: Report, before: str, after: str, listed: list[str]):
    """What the answer leaves open is listed too, if it was not changed beside a new answer."""
    assert report({FAQ: before + SOURCES}, {FAQ: after + SOURCES}) == listed


TOWN = "city: Akron\nstate: OH\ncoordinates:\n  lat: 41.08\n  lon: -81.52\n"
TOWNS = {
    "the town": (TOWN.replace("Akron", "Toledo"), True),
    "the state": (TOWN.replace("OH", "PA"), True),
    "the town and its coordinates": (TOWN.replace("Akron", "Toledo").replace("41.08", "41.65"), False),
    "the town, without coordinates": ("city: Toledo\nstate: OH\n", False),
    "only the coordinates": (TOWN.replace("41.08", "41.09"), False),
    "nothing": (TOWN, False),
}


@pytest.mark.content
@pytest.mark.parametrize(("after", "is_listed"), TOWNS.values(), ids=TOWNS)
def test_a_town_that_keeps_the_coordinates_of_another_is_listed(report: Report, after: str, is_listed: bool):
    path = "data/sites/minimal.yml"
    site = minimal_project(KINDS)[path]
    lines = report({path: site.replace("state: OH\n", TOWN)}, {path: site.replace("state: OH\n", after)})
    hint = "delete `coordinates:` and the lines below it, and they will be looked up again."
    assert lines == ([f"`{path}`, line 5: these are the coordinates of the town before; {hint}"] if is_listed else [])


@pytest.mark.parametrize(
    "text",
    [
        *(
            "The fee is not published.",
            "No dates have been announced.",
            "No open period was found.",
            "It is not known.",
        ),
        *("The page does not say.", "The date has not yet been set.", "Nothing is stated. The fee is unknown."),
        *("We could not find a fee.", "We don’t know the fee.", "Dates: TBD", "The dates are to be announced."),
        *(
            "Ask the program when applications open.",
            "You can ask your liaison about the fee.",
            "There is no deadline.",
        ),
        *("No source gives a date.", "No one has said when it starts. No fee is named."),
    ],
)
def test_phrases_that_say_that_something_is_unknown_are_recognized(text: str):
    assert UNKNOWN.search(text)


@pytest.mark.parametrize(
    "text",
    [
        *("The dates were announced on May 3.", "Applications close on April 30.", "It is known for its peers."),
        *("The program pays for travel.", "Peers do not need a degree.", "It lasts a year, and no longer."),
        *("The program says that it selects sites each year.", "They asked for help.", "No one is turned away."),
    ],
)
def test_other_phrases_are_not(text: str):
    assert not UNKNOWN.search(text)

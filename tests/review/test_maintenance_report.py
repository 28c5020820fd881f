"""The maintenance report: reviews, records to confirm, open questions, unused choices and states without records."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import pytest
from click.testing import CliRunner
from toys import AUTHORS, BOOKS, TOYS, Author
from toys.library import SOURCES, Files

from generator.cli import group
from generator.cli.workspace import Workspace
from generator.kinds import KINDS
from generator.project.project import open_project
from generator.records.fields.roles import Role
from generator.records.fields.types import Ref, Text
from generator.review.maintenance_report import to_maintenance_report

Library = Callable[[Files], Path]
TODAY = dt.date(2026, 11, 22)
ROOT = Path(__file__).parents[2]

NOTHING_IS_DUE = "reviewed:\n  on: 2026-11-01\n  by_role: Keeper\n"
ALL_WELL = {
    "data/authors/ann-lee.yml": "name: Ann Lee\nused_by:\n- books.illustrators\n" + NOTHING_IS_DUE + SOURCES,
    "data/books/the-tides.yml": "name: The Tides\nillustrators: [ann-lee]\n" + NOTHING_IS_DUE + SOURCES,
}


class Questioned(Author):
    """An author with open questions."""

    still_unknown: Annotated[tuple[Text, ...], Role.OPEN_QUESTION] = ()
    unanswered: Annotated[bool, Role.OPEN_QUESTION] = False
    taught: tuple[Annotated[str, Ref("books")], ...] = ()


ASKED = (BOOKS, replace(AUTHORS, record=Questioned))


def report(library: Library, files: Files, kinds=TOYS) -> str:
    project, problems = open_project(library({**ALL_WELL, **files}), kinds, today=TODAY)
    assert project is not None, problems
    return to_maintenance_report(project.catalog, problems, TODAY)


def section(text: str, title: str) -> list[str]:
    """Return the lines below a heading of the report."""
    parts = text.split(f"### {title}\n\n")
    return parts[1].split("\n\n###")[0].strip().split("\n") if len(parts) > 1 else []


def test_a_section_without_entries_is_left_out(library: Library):
    """In this library only states are without records."""
    text = report(library, {})
    assert text.startswith("## Maintenance report, November 22, 2026\n\nNone of this blocks publishing.")
    assert [line for line in text.split("\n") if line.startswith("###")] == ["### States without records"]


def test_due_reviews_come_first_and_start_with_the_oldest(library: Library):
    files = {
        f"data/books/{slug}.yml": f"name: {slug}\nreviewed:\n  on: {day}\n  by_role: Keeper\nreview_every: 1\n{SOURCES}"
        for slug, day in (("one", "2026-09-30"), ("two", "2025-12-31"), ("three", "2026-11-01"))
    }
    assert section(report(library, files), "Reviews due") == [
        "- `two` (`data/books/two.yml`): due January 31, 2026; last reviewed by `Keeper`",
        "- `one` (`data/books/one.yml`): due October 30, 2026; last reviewed by `Keeper`",
    ]


def test_records_to_confirm_are_listed(library: Library):
    files = {"data/books/one.yml": "name: One\n" + SOURCES.replace("from_source", "needs_confirmation")}
    assert section(report(library, files), "Records to confirm") == [
        "- `One` (`data/books/one.yml`): needs confirmation"
    ]


def test_open_questions_are_listed_below_their_record(library: Library):
    """A record can have open questions or be one."""
    files = {
        "data/authors/bea.yml": f"name: Bea\nstill_unknown:\n- Where?\n- When?\n{SOURCES}",
        "data/authors/cy.yml": f"name: Cy\nunanswered: true\n{SOURCES}",
    }
    assert section(report(library, files, ASKED), "Open questions") == [
        "- `Bea` (`data/authors/bea.yml`)",
        "  - `Where?`",
        "  - `When?`",
        "- `Cy` (`data/authors/cy.yml`)",
    ]


def test_unused_choices_are_listed_by_field(library: Library):
    """And records that others would be related to only through such a choice."""
    files = {
        "data/authors/bea.yml": f"name: Bea\nused_by:\n- books.illustrators\ntaught: [one]\n{SOURCES}",
        "data/authors/cy.yml": f"name: Cy\nused_by:\n- books.illustrators\ntaught: [two]\n{SOURCES}",
        "data/books/one.yml": f"name: One\nillustrators: [cy]\n{SOURCES}",
        "data/books/two.yml": f"name: Two\n{SOURCES}",
    }
    assert section(report(library, files, ASKED), "Unused choices") == [
        "- Books, illustrators: `Bea`",
        "- Books: no record uses a choice that leads to `One`",
        "- Books: no record uses a choice that leads to `The Tides`",
    ]


def test_states_without_records_are_counted_and_listed(library: Library):
    files = {"data/authors/bea.yml": f"name: Bea\nstate: OH\n{SOURCES}"}
    [line] = section(report(library, files), "States without records")
    assert line.startswith("- Authors: none in 55 of 56 states and territories: Alabama, Alaska")
    assert "Ohio" not in line


def test_a_long_section_is_cut_to_leave_room_for_the_next(library: Library):
    sources = SOURCES.replace("from_source", "placeholder")
    files = {f"data/books/n-{number:03}.yml": f"name: Book {number}\n{sources}" for number in range(130)}
    text = report(library, files)
    assert len(section(text, "Records to confirm")) == 101
    assert section(text, "Records to confirm")[-1] == "- and 30 more"
    assert section(text, "Never reviewed") == ["- Books: 130 of 131 records"]


def test_records_that_were_never_reviewed_are_counted(library: Library):
    files = {"data/books/one.yml": f"name: One\n{SOURCES}"}
    assert section(report(library, files), "Never reviewed") == ["- Books: 1 of 2 records"]


@pytest.mark.slow
def test_the_real_project_has_a_report_that_fits_into_an_issue():
    project, problems = open_project(ROOT, KINDS, today=TODAY)
    assert project is not None
    text = to_maintenance_report(project.catalog, problems, TODAY)
    assert len(text.encode()) <= 60_000
    assert "### States without records" in text


def test_the_command_takes_the_date_as_an_option(library: Library):
    root = library(ALL_WELL)
    result = CliRunner().invoke(
        group.main, ["--root", str(root), "maintenance", "--today", "2030-01-02"], obj=Workspace(kinds=TOYS)
    )
    assert result.exit_code == 0
    assert result.output.startswith("## Maintenance report, January 2, 2030\n")

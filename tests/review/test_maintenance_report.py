"""What to look at, in one report: reviews, records to confirm, open questions, choices and states without a record."""

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
    """An author of whom something is open."""

    still_unknown: tuple[Text, ...] = ()
    unanswered: bool = False
    taught: tuple[Annotated[str, Ref("books")], ...] = ()


ASKED = (BOOKS, replace(AUTHORS, record=Questioned))


def report(library: Library, files: Files, kinds=TOYS) -> str:
    project, problems = open_project(library({**ALL_WELL, **files}), kinds, today=TODAY)
    assert project is not None, problems
    return to_maintenance_report(project.catalog, problems, TODAY)


def section(text: str, title: str) -> list[str]:
    """The lines below a heading of the report."""
    found = text.split(f"### {title}\n\n")
    return found[1].split("\n\n###")[0].strip().split("\n") if len(found) > 1 else []


def test_where_states_are_all_that_is_open_nothing_else_is_said(library: Library):
    """A section without an entry is left out."""
    text = report(library, {})
    assert text.startswith("## What to look at, November 22, 2026\n\nNothing here stops the site")
    assert [line for line in text.split("\n") if line.startswith("###")] == ["### States without a record"]


def test_reviews_that_are_due_come_first_the_oldest_before_all(library: Library):
    files = {
        f"data/books/{slug}.yml": f"name: {slug}\nreviewed:\n  on: {day}\n  by_role: Keeper\nreview_every: 1\n{SOURCES}"
        for slug, day in (("one", "2026-09-30"), ("two", "2025-12-31"), ("three", "2026-11-01"))
    }
    assert section(report(library, files), "Reviews that are due") == [
        "- `two` (`data/books/two.yml`): due since January 31, 2026, last by `Keeper`",
        "- `one` (`data/books/one.yml`): due since October 30, 2026, last by `Keeper`",
    ]


def test_records_to_confirm_are_named(library: Library):
    files = {"data/books/one.yml": "name: One\n" + SOURCES.replace("from_source", "needs_confirmation")}
    assert section(report(library, files), "Records to confirm") == [
        "- `One` (`data/books/one.yml`): needs confirmation"
    ]


def test_what_no_source_answers_stands_below_its_record(library: Library):
    """Questions that records leave open, and records that are one."""
    files = {
        "data/authors/bea.yml": f"name: Bea\nstill_unknown:\n- Where?\n- When?\n{SOURCES}",
        "data/authors/cy.yml": f"name: Cy\nunanswered: true\n{SOURCES}",
    }
    assert section(report(library, files, ASKED), "What no source answers") == [
        "- `Bea` (`data/authors/bea.yml`)",
        "  - `Where?`",
        "  - `When?`",
        "- `Cy` (`data/authors/cy.yml`)",
    ]


def test_choices_that_no_record_made_are_named_by_their_field(library: Library):
    """And what records could have through such a choice alone."""
    files = {
        "data/authors/bea.yml": f"name: Bea\nused_by:\n- books.illustrators\ntaught: [one]\n{SOURCES}",
        "data/authors/cy.yml": f"name: Cy\nused_by:\n- books.illustrators\ntaught: [two]\n{SOURCES}",
        "data/books/one.yml": f"name: One\nillustrators: [cy]\n{SOURCES}",
        "data/books/two.yml": f"name: Two\n{SOURCES}",
    }
    assert section(report(library, files, ASKED), "Choices that no record uses") == [
        "- Books, illustrators: `Bea`",
        "- Books: no record has made a choice that leads to `One`",
        "- Books: no record has made a choice that leads to `The Tides`",
    ]


def test_states_without_a_record_are_counted_and_named(library: Library):
    files = {"data/authors/bea.yml": f"name: Bea\nstate: OH\n{SOURCES}"}
    [line] = section(report(library, files), "States without a record")
    assert line.startswith("- Authors: 55 of 56 have none: Alabama, Alaska")
    assert "Ohio" not in line


def test_a_long_section_leaves_room_for_the_next(library: Library):
    sources = SOURCES.replace("from_source", "placeholder")
    files = {f"data/books/n-{number:03}.yml": f"name: Book {number}\n{sources}" for number in range(130)}
    text = report(library, files)
    assert len(section(text, "Records to confirm")) == 101
    assert section(text, "Records to confirm")[-1] == "- and 30 more"
    assert section(text, "Never reviewed") == ["- Books: 130 of 131 records"]


def test_what_nobody_has_reviewed_is_counted(library: Library):
    files = {"data/books/one.yml": f"name: One\n{SOURCES}"}
    assert section(report(library, files), "Never reviewed") == ["- Books: 1 of 2 records"]


@pytest.mark.slow
def test_the_real_project_has_a_report_that_fits_into_an_issue():
    project, problems = open_project(ROOT, KINDS, today=TODAY)
    assert project is not None
    text = to_maintenance_report(project.catalog, problems, TODAY)
    assert len(text.encode()) <= 60_000
    assert "### States without a record" in text


def test_the_command_takes_the_day(library: Library):
    root = library(ALL_WELL)
    result = CliRunner().invoke(
        group.main, ["--root", str(root), "maintenance", "--today", "2030-01-02"], obj=Workspace(kinds=TOYS)
    )
    assert result.exit_code == 0
    assert result.output.startswith("## What to look at, January 2, 2030\n")

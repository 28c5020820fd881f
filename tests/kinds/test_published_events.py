"""A calendar event's SEQUENCE grows with each published change, whatever editors write, and only then."""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as some
from toys.library import lay
from toys.periods import DATED, files_with

from generator.checks.published_urls import PUBLISHED_URLS, published_events
from generator.formats.ical import Event, Revision, revision_of
from generator.kinds import KINDS
from generator.pages.kind_files import kind_files
from generator.project.project import Project, open_project

PERIOD = "data/periods/spring.yml"
CLOSES = "spring-closes@library.example"


def opened(root: Path) -> Project:
    project, problems = open_project(root, KINDS)
    assert project is not None, problems
    return project


def publish(root: Path) -> None:
    """Update the list of published URLs, as a pull request does."""
    (root / PUBLISHED_URLS).write_text(opened(root).to_published_urls(), encoding="utf-8")


def numbers(root: Path, site_url: str = "") -> dict[str, int]:
    """Return the SEQUENCE of each event of the built calendar."""
    project = opened(root)
    kind = project.catalog.kinds["periods"]
    [file] = [
        file
        for file in kind_files(project.catalog, kind, project.settings.site, site_url, project.published_events)
        if file.name == "apply/periods.ics"
    ]
    events = icalendar.Calendar.from_ical(file.content()).walk("VEVENT")
    return {str(event["UID"]): int(str(event["SEQUENCE"])) for event in events}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with one period that was published."""
    period = DATED.replace("fact_status: placeholder", "fact_status: from_source")
    folder = lay(tmp_path, files_with({"spring": period}, "The mentor’s way"))
    publish(folder)
    return folder


CHANGES = {
    "closed early": (PERIOD, "closes: 2027-05-03", "closes: 2027-04-20"),
    "extended": (PERIOD, "closes: 2027-04-20", "closes: 2027-05-10"),
    "another time": (PERIOD, "sources:", "closes_at: 17:00\nsources:"),
    "another time zone": (PERIOD, "America/New_York", "America/Denver"),
    "a note": (PERIOD, "sources:", "note: Two letters are asked for.\nsources:"),
    "read earlier": (PERIOD, "2026-11-21", "2025-03-01"),
    "canceled": (PERIOD, "sources:", "cancelled: true\nsources:"),
    "retired": (PERIOD, "sources:", "retired:\n  on: 2026-11-21\n  why: It is over.\nsources:"),
    "another name of the pathway": ("data/pathways/minimal.yml", "name: The example way", "name: The other way"),
    "another contact": ("data/site.yml", "https://library.example/desk", "https://library.example/ask"),
}
"""Changes to the period, one after the other: the file, a text in it, and the new text."""


def edit(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text(encoding="utf-8")
    assert old in text, text
    (root / path).write_text(text.replace(old, new), encoding="utf-8")


def test_each_change_raises_the_number_and_so_does_going_back(root: Path):
    """No editor has to think of it. The calendar has the number that the list of published URLs gets."""
    steps = [(path, old, new) for path, old, new in CHANGES.values()]
    number = numbers(root)[CLOSES]
    for path, old, new in [*steps, *((path, new, old) for path, old, new in reversed(steps))]:
        edit(root, path, old, new)
        built = numbers(root)[CLOSES]
        assert built > number, (old, new)
        publish(root)
        assert f"uid:{CLOSES} {built} " in (root / PUBLISHED_URLS).read_text(encoding="utf-8")
        number = built
    assert numbers(root)[CLOSES] == number


def test_without_a_change_the_number_stays(root: Path):
    """Whatever the address of the site, and whatever else changes."""
    before = numbers(root)
    (root / PERIOD).write_text("# A note for editors.\n" + (root / PERIOD).read_text(encoding="utf-8"))
    edit(root, "data/site.yml", "draft_notice: A draft.", "draft_notice: Still a draft.")
    for _ in range(3):
        publish(root)
        assert numbers(root, "https://site.example/") == numbers(root) == before


def test_a_list_without_numbers_is_completed(root: Path):
    """As it was before numbers were recorded: each event keeps its first number."""
    full = (root / PUBLISHED_URLS).read_text(encoding="utf-8")
    before = numbers(root)
    bare = "".join(f"{line.split(' ')[0]}\n" for line in full.splitlines())
    (root / PUBLISHED_URLS).write_text(bare, encoding="utf-8")
    assert numbers(root) == before
    publish(root)
    assert (root / PUBLISHED_URLS).read_text(encoding="utf-8") == full


def test_two_branches_that_change_an_event_leave_a_higher_number(root: Path):
    """A merge may keep both lines of the event: nobody knows which one readers have."""
    ours, theirs = f"uid:{CLOSES} 6000 aaaaaaaaaaaa", f"uid:{CLOSES} 6000 bbbbbbbbbbbb"
    assert published_events([ours]) == {CLOSES: Revision(6000, "a" * 12)}
    assert published_events([ours, theirs, f"uid:{CLOSES} 7 cccccccccccc"]) == {CLOSES: Revision(6000, "")}
    list_of_both = (root / PUBLISHED_URLS).read_text(encoding="utf-8") + f"{ours}\n{theirs}\n"
    (root / PUBLISHED_URLS).write_text(list_of_both, encoding="utf-8")
    assert numbers(root)[CLOSES] == 6001
    publish(root)
    assert (root / PUBLISHED_URLS).read_text(encoding="utf-8").count(f"uid:{CLOSES} ") == 1
    assert numbers(root)[CLOSES] == 6001


@given(some.lists(some.tuples(some.sampled_from("abc"), some.dates(), some.booleans()), min_size=2))
def test_numbers_never_fall(states: Iterable[tuple[str, dt.date, bool]]):
    """Over any series of versions; two versions have the same number only if calendars show the same."""
    at = dt.datetime(2027, 5, 4, 3, 59, tzinfo=dt.UTC)
    last: tuple[str, bool] | None = None
    revision: Revision | None = None
    for text, day, cancelled in states:
        new = revision_of(Event("a@x.example", at, "It closes", text, day, cancelled), revision)
        if revision is not None:
            assert new.number > revision.number or (new.number == revision.number and last == (text, cancelled))
        last, revision = (text, cancelled), new

"""Application periods: their status at any instant, their calendar and their feed."""

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any, get_args
from xml.etree import ElementTree as ET

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as some
from site_fixture import files_in_empty_frames
from toys.library import THEME, lay, lines, minimal_project, site_settings
from toys.periods import DATED, SOURCES, files_with

from generator.formats.atom import ATOM, Entry, Feed, to_feed
from generator.formats.ical import WIDTH, Event, to_calendar
from generator.kinds import KINDS
from generator.kinds.period.clock import Span, status_of
from generator.kinds.period.record import Period
from generator.pages.render import Renderer
from generator.project.project import Project, open_project
from generator.records.fields.types import ROOT
from generator.text.clock import ZONES, ZoneName, format_clock, to_utc, zone_of
from generator.text.dates import format_days

EASTERN: ZoneName = "America/New_York"
SPRING = Span(dt.date(2027, 4, 1), dt.date(2027, 5, 3), EASTERN)


def utc(text: str) -> dt.datetime:
    """Return an instant: '2027-05-03 12:00' is noon in UTC."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


# ---- the clock ----


@pytest.mark.parametrize(
    ("now", "state", "badge"),
    [
        ("2026-11-21 12:00", "upcoming", "Opens in 131 days"),
        ("2027-03-27 12:00", "upcoming", "Opens in 5 days"),
        ("2027-03-31 03:59", "upcoming", "Opens in 2 days"),
        ("2027-03-31 04:00", "upcoming", "Opens tomorrow"),
        ("2027-04-01 03:59:59", "upcoming", "Opens tomorrow"),
        ("2027-04-01 04:00", "open", "Closes in 32 days"),
        ("2027-04-21 12:00", "open", "Closes in 12 days"),
        ("2027-05-02 12:00", "open", "Closes tomorrow"),
        ("2027-05-03 04:00", "open", "Closes today at 11:59 p.m. ET"),
        ("2027-05-04 03:59:59", "open", "Closes today at 11:59 p.m. ET"),
        ("2027-05-04 04:00", "closed", "Closed May 3, 2027"),
        ("2037-01-01 12:00", "closed", "Closed May 3, 2027"),
    ],
)
def test_a_period_opens_as_its_first_day_begins_and_closes_as_its_last_day_ends(now, state, badge):
    """In its own time zone, here four hours behind UTC."""
    status = status_of(SPRING, utc(now))
    assert (status.state, status.badge) == (state, badge)


@pytest.mark.parametrize(
    ("now", "badge"),
    [
        ("2027-04-01 18:59", "Opens today at 9:00 a.m. Hawaii time"),
        ("2027-04-01 19:00", "Closes in 32 days"),
        ("2027-05-03 21:59", "Closes today at noon Hawaii time"),
        ("2027-05-03 22:00", "Closed May 3, 2027"),
    ],
)
def test_opening_and_closing_times_are_used(now, badge):
    """To the minute."""
    span = Span(SPRING.first, SPRING.last, "Pacific/Honolulu", "09:00", "12:00")
    assert status_of(span, utc(now)).badge == badge


@pytest.mark.parametrize(
    ("last", "opens", "closes"),
    [
        (dt.date(2027, 3, 14), "2027-03-14T05:00:00Z", "2027-03-15T04:00:00Z"),
        (dt.date(2027, 11, 7), "2027-11-07T04:00:00Z", "2027-11-08T05:00:00Z"),
    ],
)
def test_a_day_with_a_clock_change_is_shorter_or_longer(last, opens, closes):
    """23 hours in spring, 25 in fall."""
    span = Span(last, last, EASTERN)
    assert (span.data_attributes["opens"], span.data_attributes["closes"]) == (opens, closes)
    day_before = to_utc(last, "12:00", EASTERN) - dt.timedelta(days=1)
    assert status_of(span, day_before).badge == "Opens tomorrow"


def test_undated_and_canceled_periods_have_the_same_status_at_any_time():
    for now in ("2026-01-01 12:00", "2027-04-21 12:00", "2030-01-01 12:00"):
        assert status_of(None, utc(now)).state == "not_announced"
        status = status_of(Span(SPRING.first, SPRING.last, EASTERN, cancelled=True), utc(now))
        assert status.badge == "Canceled"
        assert status.line == "Was scheduled to be open from April 1 to May 3, 2027 (Eastern time)"


TIMES = some.times().map(lambda time: f"{time:%H:%M}")
SPANS = some.builds(
    lambda first, days, zone, opens_at, closes_at: Span(first, first + dt.timedelta(days), zone, opens_at, closes_at),
    some.dates(dt.date(2026, 1, 1), dt.date(2040, 1, 1)),
    some.integers(1, 90),
    some.sampled_from(get_args(ZoneName)),
    TIMES,
    TIMES.filter("00:00".__ne__),
)


@given(SPANS, some.integers(-20_000, 200_000))
def test_the_countdown_leads_to_the_right_day(span, minutes):
    """Days are counted by the calendar of the time zone, not by hours."""
    now = span.opens + dt.timedelta(minutes=minutes)
    match = re.fullmatch(r"(Opens|Closes) (?:in (\d+) days|tomorrow)", status_of(span, now).badge)
    if match:
        day = now.astimezone(zone_of(span.zone)).date() + dt.timedelta(days=int(match[2] or 1))
        assert day == (span.first if match[1] == "Opens" else span.last)


@given(SPANS)
def test_each_state_starts_when_the_previous_one_ends(span):
    """Without an instant between them."""
    tick = dt.timedelta(microseconds=1)
    edges = (span.opens - tick, span.opens, span.closes - tick, span.closes)
    assert [status_of(span, now).state for now in edges] == ["upcoming", "open", "open", "closed"]


def test_every_zone_has_a_name_and_rules():
    """From the locked package, whatever the machine has."""
    assert set(ZONES) == set(get_args(ZoneName))
    offsets = {name: to_utc(dt.date(2027, 1, 1), "00:00", name).hour for name in ZONES}
    assert offsets[EASTERN] == 5
    assert offsets["Pacific/Guam"] == 14


def test_times_of_day_are_written_in_american_style():
    times = {"00:30": "12:30 a.m.", "09:05": "9:05 a.m.", "12:00": "noon", "12:01": "12:01 p.m.", "23:59": "11:59 p.m."}
    assert {time: format_clock(time) for time in times} == times


@pytest.mark.parametrize(
    ("span", "when"),
    [
        (SPRING, "from April 1 to May 3, 2027 (Eastern time)"),
        (
            Span(dt.date(2026, 12, 1), dt.date(2027, 1, 15), "Pacific/Guam"),
            "from December 1, 2026, to January 15, 2027 (Guam time)",
        ),
        (Span(SPRING.first, SPRING.first, EASTERN), "on April 1, 2027 (Eastern time)"),
        (
            Span(SPRING.first, SPRING.first, EASTERN, "09:00", "17:00"),
            "from 9:00 a.m. to 5:00 p.m. on April 1, 2027 (Eastern time)",
        ),
        (
            Span(SPRING.first, SPRING.last, EASTERN, closes_at="17:00"),
            "from April 1 to 5:00 p.m. on May 3, 2027 (Eastern time)",
        ),
        (
            Span(dt.date(2026, 12, 1), dt.date(2027, 1, 15), EASTERN, "09:00"),
            "from 9:00 a.m. on December 1, 2026, to January 15, 2027 (Eastern time)",
        ),
    ],
)
def test_the_static_text_has_the_days_and_the_time_zone(span, when):
    """So that they are true on any day."""
    assert span.when == when


def test_days_in_one_year_show_the_year_once():
    assert format_days(dt.date(2027, 4, 1), dt.date(2027, 5, 3)) == "April 1 to May 3, 2027"


# ---- the calendar ----


def event(**changes: Any) -> Event:
    """Return an event, with some of its fields changed."""
    at = dt.datetime(2027, 5, 4, 3, 59, tzinfo=dt.UTC)
    fields = {"uid": "a@x.example", "at": at, "summary": "It closes", "description": "", "as_of": dt.date(2026, 11, 21)}
    return Event(**{**fields, **changes})


def parsed(text: str) -> list[Any]:
    """Return the events in a calendar file. The types of icalendar do not cover their properties."""
    calendar = icalendar.Calendar.from_ical(text)
    assert isinstance(calendar, icalendar.Calendar)
    return list(calendar.walk("VEVENT"))


ODD = "Commas, semicolons; back\\slashes: “quotes” and\nlines, é 漢 👩🏽‍🚒" * 4


@given(
    some.text(some.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1), some.just(ODD) | some.text("é漢,")
)
def test_texts_in_a_calendar_can_be_parsed_back(summary, description):
    """However long, and whatever its characters."""
    [parsed_event] = parsed(to_calendar("Name", "Renderer", [event(summary=summary, description=description)]))
    assert str(parsed_event["SUMMARY"]) == "\n".join(summary.splitlines())
    assert str(parsed_event["DESCRIPTION"]) == description


def test_lines_of_a_calendar_are_folded_correctly():
    """At most 75 octets, no character split, and CRLF at the end."""
    text = to_calendar("Name", "Renderer", [event(summary=ODD, description=ODD)])
    rows = text.split("\r\n")
    assert rows.pop() == ""
    assert "\n" not in "".join(rows)
    assert max(len(row.encode()) for row in rows) in range(WIDTH - 3, WIDTH + 1)


def test_an_event_has_the_date_of_its_facts_and_not_of_the_build():
    [parsed_event] = parsed(to_calendar("Name", "Renderer", [event(url="https://x.example/apply/")]))
    assert parsed_event["DTSTART"].dt == dt.datetime(2027, 5, 4, 3, 59, tzinfo=dt.UTC)
    assert parsed_event["DTSTAMP"].dt == dt.datetime(2026, 11, 21, tzinfo=dt.UTC)
    assert parsed_event["STATUS"] == "CONFIRMED"
    assert parsed_event["URL"] == "https://x.example/apply/"
    assert "DTEND" not in parsed_event
    assert not parsed_event.errors


def test_updates_and_cancellations_of_an_event_have_higher_sequence_numbers():
    """SEQUENCE grows with the date, and with a cancellation on the same day."""
    later = event(as_of=dt.date(2026, 11, 22))
    [first, off, next_day] = parsed(to_calendar("Name", "Renderer", [event(), event(cancelled=True), later]))
    assert first["SEQUENCE"] < off["SEQUENCE"] < next_day["SEQUENCE"]
    assert off["STATUS"] == "CANCELLED"


# ---- the feed ----


def feed_of(file: bytes) -> ET.Element:
    """Parse a feed."""
    return ET.fromstring(file)  # noqa: S314 (made by this test)


def texts(element: ET.Element, name: str) -> list[str]:
    """Return the texts of the children with a name."""
    return [child.text or "" for child in element.findall(f"{{{ATOM}}}{name}")]


ENTRIES = [
    Entry("things/a", "A < B & C", "It opens.", dt.date(2026, 1, 2), "https://x.example/a/"),
    Entry("things/b", "B", "It closes.", dt.date(2026, 3, 4), "https://x.example/b/"),
]


def test_a_feed_has_all_required_elements():
    """RFC 4287, 4.1.1 and 4.1.2."""
    feed = Feed("things", "Things", "The library", "https://x.example/feed.xml", "https://x.example/")
    root = feed_of(to_feed("x.example,2026", feed, ENTRIES))
    assert root.tag == f"{{{ATOM}}}feed"
    assert texts(root, "id") == ["tag:x.example,2026:things"]
    assert texts(root, "title") == ["Things"]
    assert texts(root, "updated") == ["2026-03-04T00:00:00Z"]
    assert [texts(author, "name") for author in root.iter(f"{{{ATOM}}}author")] == [["The library"]]
    entries = root.findall(f"{{{ATOM}}}entry")
    assert [texts(entry, "id") for entry in entries] == [
        ["tag:x.example,2026:things/b"],
        ["tag:x.example,2026:things/a"],
    ]
    for entry in entries:
        assert [len(texts(entry, name)) for name in ("id", "title", "updated", "content")] == [1, 1, 1, 1]
    assert [(link.get("rel"), link.get("href")) for link in root.iter(f"{{{ATOM}}}link")] == [
        ("self", "https://x.example/feed.xml"),
        ("alternate", "https://x.example/"),
        ("alternate", "https://x.example/b/"),
        ("alternate", "https://x.example/a/"),
    ]


def test_a_feed_without_a_site_url_has_no_links_and_is_complete():
    entries = [Entry(entry.path, entry.title, entry.content, entry.updated) for entry in ENTRIES]
    root = feed_of(to_feed("x.example,2026", Feed("things", "Things", "The library"), entries))
    assert list(root.iter(f"{{{ATOM}}}link")) == []
    assert all(texts(entry, "content") for entry in root.findall(f"{{{ATOM}}}entry"))


# ---- a project ----

UNDATED = "pathway: minimal\nlast_known_year: 2024\n" + SOURCES
DATES = DATED.removesuffix(SOURCES)
MENTOR = "pathway: mentor\nlast_known_year: 2023\n" + SOURCES
FILES = {"apply/periods.ics", "apply/feed.xml"}


def open_with(tmp_path, periods: Mapping[str, str]) -> Project:
    """Open a small project with these periods, by slug. Its home page shows them."""
    root = lay(tmp_path, files_with(periods, "The mentor’s way"))
    project, problems = open_project(root, KINDS)
    assert project is not None, lines(problems)
    return project


def files_of(project: Project, site_url: str = "") -> dict[str, bytes]:
    """Return all files except hand-written pages."""
    content_pages = {page.file for page in project.content_pages}
    return {
        name: content for name, content in files_in_empty_frames(project, site_url).items() if name not in content_pages
    }


def home(project: Project) -> str:
    """Return the text of the home page, with its links but without other tags."""
    [page] = [page for page in project.content_pages if page.address == ""]
    return " ".join(re.sub(r"<(?!a |/a)[^>]+>", "", page.body.replace(ROOT, "")).split())


def test_without_dates_readers_can_subscribe_and_there_is_no_announcement(tmp_path):
    project = open_with(tmp_path, {"next": UNDATED})
    assert project.announcement == ""
    assert (
        "No application period has been announced (as of November 21, 2026). "
        "The most recent activity made public was in 2024." in home(project)
    )
    assert '<a href="apply/periods.ics" type="text/calendar">subscribe to the calendar</a>' in home(project)
    assert '<a href="apply/feed.xml" type="application/atom+xml">follow the feed</a>' in home(project)
    assert files_of(project).keys() > FILES


def test_a_calendar_without_dates_is_valid_and_shows_nothing(tmp_path):
    """RFC 5545, 3.6, requires at least one component. A time zone is one, and calendars do not show it."""
    text = files_of(open_with(tmp_path, {"next": UNDATED}))["apply/periods.ics"].decode()
    calendar = icalendar.Calendar.from_ical(text)
    assert [part.name for part in calendar.subcomponents] == ["VTIMEZONE"]
    assert [part.name for part in calendar.subcomponents[0].subcomponents] == ["STANDARD"]
    assert calendar.errors == calendar.subcomponents[0].errors == []


def test_a_feed_without_dates_says_so_and_the_first_dates_are_a_new_entry(tmp_path):
    """Feed readers would show a known id as already read."""
    before = feed_of(files_of(open_with(tmp_path / "before", {"next": UNDATED}))["apply/feed.xml"])
    after = feed_of(files_of(open_with(tmp_path / "after", {"next": DATED}))["apply/feed.xml"])
    entries = [list(feed.iter(f"{{{ATOM}}}entry")) for feed in (before, after)]
    assert [[texts(entry, "title") for entry in feed_entries] for feed_entries in entries] == [
        [["No application period has been announced"]],
        [["The example way: applications April 1 to May 3, 2027"]],
    ]
    assert texts(entries[0][0], "id") != texts(entries[1][0], "id")
    assert texts(before, "updated") == ["2026-11-21T00:00:00Z"]


def test_the_first_dates_are_on_the_page_and_announced(tmp_path):
    """With dates for one pathway and none for the other."""
    project = open_with(tmp_path, {"spring": DATED, "mentor-next": MENTOR})
    assert files_of(project).keys() > FILES
    assert "The example way</a>: Open from April 1 to May 3, 2027 (Eastern time)." in home(project)
    assert '<a href="apply/periods.ics" type="text/calendar">Add the dates to your calendar</a>' in home(project)
    assert '<a href="apply/mentor/">The mentor’s way</a>: no dates have been announced.' in home(project)
    assert "application period April 1 to May 3, 2027" in project.announcement
    assert f'href="{ROOT}apply/minimal/"' in project.announcement


def test_files_are_in_the_offline_copy_and_the_same_each_time(tmp_path):
    project = open_with(tmp_path, {"spring": DATED})
    first, second = files_of(project), files_of(project)
    assert first == second
    for name in FILES:
        assert b"/" + name.encode() in first["offline.zip"]


def test_a_period_has_an_event_for_its_opening_and_one_for_its_closing(tmp_path):
    """The closing is in the last minute of the last day, not at the start of the next."""
    project = open_with(tmp_path, {"spring": DATES + "note: Two letters are asked for.\n" + SOURCES})
    opens, closes = parsed(files_of(project, "https://x.example/")["apply/periods.ics"].decode())
    assert (opens["UID"], closes["UID"]) == ("spring-opens@library.example", "spring-closes@library.example")
    assert opens["DTSTART"].dt == utc("2027-04-01 04:00")
    assert closes["DTSTART"].dt == utc("2027-05-04 03:59")
    assert closes["SUMMARY"] == "Applications close: The example way"
    assert closes["URL"] == "https://x.example/apply/minimal/"
    assert "Open from April 1 to May 3, 2027 (Eastern time). Two letters are asked for." in closes["DESCRIPTION"]


def test_ids_stay_when_dates_texts_and_the_site_url_change(tmp_path):
    """And SEQUENCE grows."""
    moved = DATES.replace("05-03", "05-10") + "note: Longer.\n" + SOURCES.replace("11-21", "12-01")
    old = files_of(open_with(tmp_path / "old", {"spring": DATED}))
    new = files_of(open_with(tmp_path / "new", {"spring": moved}), "https://x.example/")
    events, later = (parsed(files["apply/periods.ics"].decode()) for files in (old, new))
    assert [old_event["UID"] for old_event in events] == [new_event["UID"] for new_event in later]
    assert all(before["SEQUENCE"] < after["SEQUENCE"] for before, after in zip(events, later, strict=True))
    feeds = [feed_of(files["apply/feed.xml"]) for files in (old, new)]
    ids = [[element.text for element in feed.iter(f"{{{ATOM}}}id")] for feed in feeds]
    assert ids == [["tag:library.example,2026:periods", "tag:library.example,2026:periods/spring"]] * 2
    assert [texts(feed, "updated") for feed in feeds] == [["2026-11-21T00:00:00Z"], ["2026-12-01T00:00:00Z"]]


def test_a_canceled_period_is_canceled_everywhere(tmp_path):
    """On the page, in the calendar and in the feed, and without an announcement."""
    project = open_with(tmp_path, {"spring": DATES + "cancelled: true\nnote: No funds.\n" + SOURCES})
    assert "Canceled Was scheduled to be open from April 1 to May 3, 2027 (Eastern time). No funds." in home(project)
    assert project.announcement == ""
    files = files_of(project)
    for parsed_event in parsed(files["apply/periods.ics"].decode()):
        assert parsed_event["STATUS"] == "CANCELLED"
        assert parsed_event["SUMMARY"].startswith("Canceled: ")
    [entry] = feed_of(files["apply/feed.xml"]).iter(f"{{{ATOM}}}entry")
    assert texts(entry, "title") == ["Canceled: The example way: applications April 1 to May 3, 2027"]


def test_a_retired_period_stays_in_the_calendar_and_leaves_the_pages(tmp_path):
    """Its URL still works, and its year is the last known one."""
    retired = DATES + "retired:\n  on: 2028-01-02\n  why: It is over.\n" + SOURCES
    project = open_with(tmp_path, {"spring": retired, "next": UNDATED})
    assert "The most recent activity made public was in 2027." in home(project)
    assert 'id="spring"' in next(page.body for page in project.content_pages if page.address == "")
    assert project.announcement == ""
    closes = parsed(files_of(project)["apply/periods.ics"].decode())[1]
    assert closes["STATUS"] == "CONFIRMED"
    assert closes["DTSTAMP"].dt == utc("2028-01-02 00:00")


def test_a_pathway_may_have_two_periods_in_a_year(tmp_path):
    """Their titles differ by the month."""
    fall = DATES.replace("04-01", "09-01").replace("05-03", "10-03") + SOURCES
    project = open_with(tmp_path, {"spring": DATED, "fall": fall})
    titles = [period.title for period in project.catalog.all("periods")]
    assert titles == ["Minimal applications, September 2027", "Minimal applications, April 2027"]
    assert project.announcement.count("<li") == 2


def test_the_macro_for_other_pages_shows_each_state(tmp_path):
    """Other pages use the macro `period_details`."""
    periods = {
        "spring": DATED,
        "off": DATES.replace("2027", "2026") + "cancelled: true\n" + SOURCES,
        "mentor-next": MENTOR,
    }
    project = open_with(tmp_path, periods)
    renderer = Renderer(project.catalog, site_settings(), THEME)
    template = renderer.env.from_string(
        '{% from "periods/badge.html" import period_details %}{{ period_details(period) }}'
    )
    shown = {period.slug: template.render(period=period) for period in project.catalog.all("periods")}
    assert 'data-closes="2027-05-04T04:00:00Z"' in shown["spring"]
    assert "data-" not in shown["off"].replace("data-state", "")
    assert "Canceled" in shown["off"]
    assert "The most recent activity made public was in 2023." in shown["mentor-next"]


def test_a_record_without_dates_has_no_span():
    """The examples of the kind cover the messages."""
    fields = {"kind": "periods", "slug": "a", "fact_status": "placeholder", "pathway": "minimal"}
    sources = [{"title": "Gazette", "seen_on": "2026-01-02"}]
    assert Period.model_validate({**fields, "sources": sources, "timezone": EASTERN}).span is None


@pytest.mark.parametrize(
    ("closes_at", "is_early"),
    [("05:00", True), ("06:59", True), ("5 a.m.", False), ("'5:00 AM'", False), ("07:00", False), ("5 p.m.", False)],
)
def test_a_deadline_in_the_small_hours_is_a_warning(tmp_path, closes_at: str, is_early: bool):
    """Unless it says so: 05:00 is often meant to be 5 p.m."""
    root = lay(tmp_path, minimal_project(KINDS), {"data/periods/minimal.yml": f"{DATED}closes_at: {closes_at}\n"})
    problems = [line for line in lines(open_project(root, KINDS)[1]) if "[early-deadline]" in line]
    assert len(problems) == is_early

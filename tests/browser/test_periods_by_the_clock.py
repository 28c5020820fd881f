"""Application periods by the reader's clock: before, between and after their days, and without a script."""

import datetime as dt
import random
import re
import zipfile
from typing import get_args

import pytest
from chance import CASES
from playwright.sync_api import Page, expect
from site_fixture import ROOT, assert_none, shared
from toys.library import lay
from toys.periods import DATED, SOURCES, files_with

from generator.cli.build import run
from generator.kinds.period.clock import END, START, Span, ZoneName, status_of, zone_of
from generator.pages.offline import FOLDER, NAME

SUMMER = (
    "pathway: mentor\nopens: 2027-05-01\ncloses: 2027-06-01\nopens_at: 09:00\ncloses_at: 17:00\n"
    "timezone: Pacific/Honolulu\n" + SOURCES
)
CANCELLED = (
    "pathway: mentor\nopens: 2026-04-01\ncloses: 2026-05-03\ntimezone: America/New_York\ncancelled: true\n" + SOURCES
)

PAGES = ("", "about/", "apply/minimal/", "glossary/", "404.html")

ZONES_OF_READERS = ("UTC", "America/New_York", "Pacific/Kiritimati", "Pacific/Pago_Pago")


def make_site(folder):
    """A small site with three periods, in a folder of its own."""
    files = files_with({"spring": DATED, "summer": SUMMER, "cancelled": CANCELLED}, "The other way")
    files["mkdocs.yml"] = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    run(lay(folder, files) / "mkdocs.yml", folder / "site")
    with zipfile.ZipFile(folder / "site" / NAME) as packed:
        packed.extractall(folder / "disk")


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """The folder of the small site, and of its offline copy."""
    return shared(tmp_path_factory, "site-with-periods", make_site)


@pytest.fixture(scope="session")
def address(made, serve):
    """Where the small site is served."""
    return serve(made / "site").url


@pytest.fixture
def at(open_tab, address):
    """A tab of the small site whose clock stands still: `at("2027-04-21 12:00")`, in UTC."""

    def opened(now: str, **wishes):
        tab = open_tab(**{"root": address, **wishes})
        tab.page.clock.set_fixed_time(dt.datetime.fromisoformat(now).replace(tzinfo=dt.UTC))
        return tab

    return opened


def said(page: Page, slug: str) -> str:
    """What the page says of a period."""
    return " ".join(page.locator(f"#{slug}").inner_text().split())


def announced(page: Page) -> list[str]:
    """The lines above the page that a reader sees."""
    return [" ".join(line.split()) for line in page.locator(".announcement li:visible").all_inner_texts()]


# ---- the same words as the reference ----

STATUS = """cases => cases.map(([marks, now]) => {
    const element = document.createElement("p");
    Object.keys(marks).forEach(name => element.setAttribute("data-" + name, marks[name]));
    const found = periodClock.status(element.dataset, now);
    return [found.state, found.badge, found.line];
})"""

CLOCKS_ARE_SET = (dt.date(2027, 3, 14), dt.date(2027, 11, 7), dt.date(2028, 3, 12), dt.date(2028, 11, 5))
"""Days of 23 or 25 hours in most of the zones."""


def random_span(made: random.Random) -> Span:
    """A period that begins, ends or lasts over a day on which clocks are set, more often than chance would."""
    near = made.choice(CLOCKS_ARE_SET) + dt.timedelta(days=made.randint(-3, 3))
    first = near - dt.timedelta(days=made.choice((0, 0, 1, 2, 40)))
    times = [f"{made.randrange(24):02}:{made.randrange(1, 60):02}" for _ in range(2)] if made.random() < 0.5 else []
    opens_at, closes_at = times or (START, END)
    last = near + dt.timedelta(days=made.choice((1, 1, 2, 40)))
    return Span(first, last, made.choice(get_args(ZoneName)), opens_at, closes_at)


def random_instant(made: random.Random, span: Span) -> dt.datetime:
    """An instant at an edge of the period or of one of its days, or just beside it; to the millisecond."""
    day = made.choice((span.first, span.last, *CLOCKS_ARE_SET)) + dt.timedelta(days=made.randint(-2, 2))
    midnight = dt.datetime.combine(day, dt.time(), tzinfo=zone_of(span.zone)).astimezone(dt.UTC)
    edge = made.choice((span.opens, span.closes, midnight))
    aside = made.choice((0, 0, 1, 1000, 60_000, 3_600_000, made.randrange(86_400_000)))
    return edge + made.choice((-1, 1)) * dt.timedelta(milliseconds=aside)


@pytest.mark.fuzz
@pytest.mark.parametrize("zone", ZONES_OF_READERS)
def test_the_script_says_what_the_reference_says(open_tab, address, zone):
    """At random instants, wherever the reader's own clock stands."""
    made = random.Random(20261125)
    cases = [(span, random_instant(made, span)) for span in (random_span(made) for _ in range(CASES))]
    asked = [[dict(span.marks), round(now.timestamp() * 1000)] for span, now in cases]
    found = open_tab(root=address, timezone_id=zone).go().evaluate(STATUS, asked)
    for (span, now), words in zip(cases, found, strict=True):
        status = status_of(span, now)
        assert words == [status.state, status.badge, status.line], (span, now)
    assert {words[0] for words in found} == {"upcoming", "open", "closed"}


# ---- what readers see ----

OPEN, WAS_OPEN = (f"{verb} from April 1 to May 3, 2027 (Eastern time)." for verb in ("Open", "Was open"))


@pytest.mark.parametrize("zone", ZONES_OF_READERS)
@pytest.mark.parametrize(
    ("now", "badge", "line", "header"),
    [
        ("2027-03-27 16:00", "Opens in 5 days", OPEN, []),
        ("2027-04-01 03:59", "Opens tomorrow", OPEN, []),
        ("2027-04-01 04:00", "Closes in 32 days", OPEN, ["The example way: applications are open until May 3"]),
        (
            "2027-05-04 03:59",
            "Closes today at 11:59 p.m. ET",
            OPEN,
            [
                "The other way: applications are open until June 1",
                "The example way: applications are open until May 3",
            ],
        ),
        ("2027-05-04 04:00", "Closed May 3, 2027", WAS_OPEN, ["The other way: applications are open until June 1"]),
        ("2027-06-02 03:00", "Closed May 3, 2027", WAS_OPEN, []),
    ],
)
def test_a_page_says_what_holds_at_the_readers_instant(at, zone, now, badge, line, header):
    """Before, on the first day, on the last day, after; the header only while one can apply."""
    tab = at(now, timezone_id=zone)
    page = tab.go()
    assert said(page, "spring") == f"The example way: {badge} {line}"
    assert announced(page) == header
    assert said(page, "cancelled") == (
        "The other way: Canceled Was scheduled to be open from April 1 to May 3, 2026 (Eastern time)."
    )
    assert_none(tab.faults)


def test_each_state_has_a_sign_beside_its_color(at):
    """And words, which a screen reader hears without the sign."""
    signs = {}
    for now in ("2027-03-27 16:00", "2027-04-21 12:00", "2027-07-01 12:00"):
        page = at(now).go()
        badge = page.locator("#spring .badge")
        sign = badge.evaluate("badge => getComputedStyle(badge, '::before').content")
        signs[badge.get_attribute("data-state")] = sign.split('"')[1].strip()
    assert signs == {"upcoming": "○", "open": "●", "closed": "✕"}


@pytest.mark.parametrize("address_of", PAGES)
def test_the_header_of_every_page_leads_to_the_pathway(at, made, address, address_of):
    """One link for each period that is open, from any depth."""
    page = at("2027-04-21 12:00").go(address_of)
    page.get_by_role("complementary", name="Applications").get_by_role("link", name="The example way").click()
    expect(page).to_have_url(f"{address}apply/minimal/")


def test_a_page_that_stays_open_goes_with_the_time(open_tab, address):
    """Without being loaded again."""
    tab = open_tab(root=address)
    tab.page.clock.install(time=dt.datetime(2027, 4, 1, 3, 58, tzinfo=dt.UTC))
    page = tab.go()
    assert "Opens tomorrow" in said(page, "spring")
    assert announced(page) == []
    page.clock.fast_forward("03:00")
    assert "Closes in 32 days" in said(page, "spring")
    assert announced(page) == ["The example way: applications are open until May 3"]


def test_without_a_script_the_words_are_true_on_any_day(open_tab, address):
    """On every page, and no badge claims to know the day."""
    tab = open_tab(root=address, java_script_enabled=False, width=320)
    for place in PAGES:
        page = tab.go(place)
        assert announced(page) == [
            "The other way: application period May 1 to June 1, 2027",
            "The example way: application period April 1 to May 3, 2027",
        ]
    page = tab.go()
    assert said(page, "spring") == f"The example way: {OPEN}"
    assert said(page, "summer") == (
        "The other way: Open from 9:00 a.m. on May 1 to 5:00 p.m. on June 1, 2027 (Hawaii time)."
    )
    assert page.locator(".badge:visible").all_inner_texts() == ["Canceled"]
    assert tab.measure("sideways") == []


def test_a_browser_that_does_not_know_the_zone_keeps_the_true_words(open_tab, address):
    """And announces nothing."""
    refuse = "Intl.DateTimeFormat = function () { throw new RangeError('Invalid time zone specified'); };"
    tab = open_tab(root=address, before=refuse)
    page = tab.go()
    assert said(page, "spring") == f"The example way: {OPEN}"
    assert announced(page) == []
    assert_none(tab.faults)


def test_from_a_disk_it_is_the_same(at, made):
    """The words, the header's link, and the file for the reader's calendar."""
    root = f"{(made / 'disk' / FOLDER).as_uri()}/"
    tab = at("2027-04-21 12:00", root=root, home="index.html")
    page = tab.go()
    assert said(page, "spring") == f"The example way: Closes in 12 days {OPEN}"
    with page.expect_download() as download:
        page.get_by_role("link", name="Add the dates to your calendar").click()
    assert download.value.suggested_filename == "periods.ics"
    page.locator(".announcement").get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The example way")
    assert page.url == f"{root}apply/minimal/index.html"
    assert_none(tab.faults)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_can_be_read_by_all_and_fits_on_a_small_phone(at, scheme):
    """No axe violation, nothing wider than the screen, nothing too small to hit."""
    tab = at("2027-05-03 12:00", width=320, color_scheme=scheme)
    page = tab.go()
    assert len(announced(page)) == 2
    assert tab.axe() == []
    assert tab.measure("sideways") == []


def test_the_calendar_and_the_feed_are_beside_the_status(at, address):
    """Both links lead to a file."""
    page = at("2027-04-21 12:00").go()
    for name, file in (
        ("Add the dates to your calendar", "periods.ics"),
        ("Follow changes in a feed reader", "feed.xml"),
    ):
        link = page.get_by_role("link", name=name).get_attribute("href")
        assert re.fullmatch(rf"(\./)?apply/{file}", link)
        assert page.request.get(f"{address}{link}").ok

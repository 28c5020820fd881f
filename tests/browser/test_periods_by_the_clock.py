"""Application periods by the reader's clock: before, during and after their dates, and without scripts."""

import datetime as dt
import re
import zipfile

import pytest
from playwright.sync_api import Page, expect
from site_fixture import ROOT, assert_none, shared
from toys.library import lay
from toys.periods import DATED, SOURCES, files_with

from generator.cli.build import build_project
from generator.kinds import KINDS
from generator.pages.offline import NAME

SUMMER = (
    "pathway: mentor\nopens: 2027-05-01\ncloses: 2027-06-01\nopens_at: 09:00\ncloses_at: 17:00\n"
    "timezone: Pacific/Honolulu\n" + SOURCES
)
CANCELLED = (
    "pathway: mentor\nopens: 2026-04-01\ncloses: 2026-05-03\ntimezone: America/New_York\ncancelled: true\n" + SOURCES
)

PAGES = ("", "about/", "apply/minimal/", "glossary/", "404.html")

READER_ZONES = ("UTC", "America/New_York", "Pacific/Kiritimati", "Pacific/Pago_Pago")


def make_site(folder):
    """Build a small site with three periods."""
    files = files_with({"spring": DATED, "summer": SUMMER, "cancelled": CANCELLED}, "The other way")
    files["mkdocs.yml"] = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    build_project(lay(folder, files) / "mkdocs.yml", KINDS, folder / "site")
    with zipfile.ZipFile(folder / "site" / NAME) as packed:
        packed.extractall(folder / "disk")


@pytest.fixture(scope="session")
def site_folder(tmp_path_factory):
    """The folder with the small site and its offline copy."""
    return shared(tmp_path_factory, "site-with-periods", make_site)


@pytest.fixture(scope="session")
def address(site_folder, serve):
    """The URL of the small site."""
    return serve(site_folder / "site").url


@pytest.fixture
def at(open_tab, address):
    """Open a tab with the small site at a fixed time: `at("2027-04-21 12:00")`, in UTC."""

    def open_at(now: str, **options):
        tab = open_tab(**{"root": address, **options})
        tab.page.clock.set_fixed_time(dt.datetime.fromisoformat(now).replace(tzinfo=dt.UTC))
        return tab

    return open_at


def status_line(page: Page, slug: str) -> str:
    """Return the text of a period on the page."""
    return " ".join(page.locator(f"#{slug}").inner_text().split())


def announced(page: Page) -> list[str]:
    """Return the visible announcements above the page."""
    return [" ".join(line.split()) for line in page.locator(".period-announcement li:visible").all_inner_texts()]


# ---- what readers see ----

OPEN, WAS_OPEN = (f"{verb} from April 1 to May 3, 2027 (Eastern time)." for verb in ("Open", "Was open"))


@pytest.mark.parametrize("zone", READER_ZONES)
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
def test_a_page_shows_the_status_at_the_readers_time(at, zone, now, badge, line, header):
    """Before, on the first and last day, and after. The announcement is shown only while applications are open."""
    tab = at(now, timezone_id=zone)
    page = tab.go()
    assert status_line(page, "spring") == f"The example way: {badge} {line}"
    assert announced(page) == header
    assert status_line(page, "cancelled") == (
        "The other way: Canceled Was scheduled to be open from April 1 to May 3, 2026 (Eastern time)."
    )
    assert_none(tab.faults)


def test_each_state_has_a_symbol_besides_its_color(at):
    """And text, which screen readers read without the symbol."""
    signs = {}
    for now in ("2027-03-27 16:00", "2027-04-21 12:00", "2027-07-01 12:00"):
        page = at(now).go()
        badge = page.locator("#spring .badge")
        sign = badge.evaluate("badge => getComputedStyle(badge, '::before').content")
        signs[badge.get_attribute("data-state")] = sign.split('"')[1].strip()
    assert signs == {"upcoming": "○", "open": "●", "closed": "✕"}


@pytest.mark.parametrize("address_of", PAGES)
def test_the_announcement_on_every_page_links_to_the_pathway(at, site_folder, address, address_of):
    """At any depth of the site."""
    page = at("2027-04-21 12:00").go(address_of)
    page.get_by_role("complementary", name="Applications").get_by_role("link", name="The example way").click()
    expect(page).to_have_url(f"{address}apply/minimal/")


def test_an_open_page_updates_as_time_passes(open_tab, address):
    """Without reloading."""
    tab = open_tab(root=address)
    tab.page.clock.install(time=dt.datetime(2027, 4, 1, 3, 58, tzinfo=dt.UTC))
    page = tab.go()
    assert "Opens tomorrow" in status_line(page, "spring")
    assert announced(page) == []
    page.clock.fast_forward("03:00")
    assert "Closes in 32 days" in status_line(page, "spring")
    assert announced(page) == ["The example way: applications are open until May 3"]


def test_without_scripts_the_text_is_true_on_any_day(open_tab, address):
    """On every page. No badge depends on the day."""
    tab = open_tab(root=address, java_script_enabled=False, width=320)
    for place in PAGES:
        page = tab.go(place)
        assert announced(page) == [
            "The other way: application period May 1 to June 1, 2027",
            "The example way: application period April 1 to May 3, 2027",
        ]
    page = tab.go()
    assert status_line(page, "spring") == f"The example way: {OPEN}"
    assert status_line(page, "summer") == (
        "The other way: Open from 9:00 a.m. on May 1 to 5:00 p.m. on June 1, 2027 (Hawaii time)."
    )
    assert page.locator(".badge:visible").all_inner_texts() == ["Canceled"]
    assert tab.measure("sideways") == []


def test_a_browser_that_does_not_know_the_time_zone_keeps_the_static_text(open_tab, address):
    """And announces nothing."""
    refuse = "Intl.DateTimeFormat = function () { throw new RangeError('Invalid time zone specified'); };"
    tab = open_tab(root=address, before=refuse)
    page = tab.go()
    assert status_line(page, "spring") == f"The example way: {OPEN}"
    assert announced(page) == []
    assert_none(tab.faults)


def test_it_works_in_the_offline_copy(at, site_folder):
    """The status, the link in the announcement, and the calendar file."""
    root = f"{next((site_folder / 'disk').iterdir()).as_uri()}/"
    tab = at("2027-04-21 12:00", root=root, home="index.html")
    page = tab.go()
    assert status_line(page, "spring") == f"The example way: Closes in 12 days {OPEN}"
    with page.expect_download() as download:
        page.get_by_role("link", name="Add the dates to your calendar").click()
    assert download.value.suggested_filename == "periods.ics"
    page.locator(".period-announcement").get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The example way")
    assert page.url == f"{root}apply/minimal/index.html"
    assert_none(tab.faults)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_accessible_on_a_small_phone(at, scheme):
    """No axe violation, and nothing wider than the screen."""
    tab = at("2027-05-03 12:00", width=320, color_scheme=scheme)
    page = tab.go()
    assert len(announced(page)) == 2
    assert tab.axe() == []
    assert tab.measure("sideways") == []


def test_the_status_links_to_the_calendar_and_the_feed(at, address):
    """Both files exist."""
    page = at("2027-04-21 12:00").go()
    for name, file in (
        ("Add the dates to your calendar", "periods.ics"),
        ("Follow changes in a feed reader", "feed.xml"),
    ):
        link = page.get_by_role("link", name=name).get_attribute("href")
        assert re.fullmatch(rf"(\./)?apply/{file}", link)
        assert page.request.get(f"{address}{link}").ok

"""Two sites on one origin, such as two repositories of one GitHub Pages account: nothing that readers keep crosses."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from practice_page import ADDRESS, field, turn_on_saving, wait_until_saved
from shortlist_page import FIRST, SECOND, shortlist_button
from site_fixture import Site


@pytest.fixture(scope="module")
def origin(site: Site, tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], Any]) -> str:
    """Serve the same site below /one/ and below /two/, and return the URL of what is above both."""
    folder: Path = tmp_path_factory.mktemp("origin")
    for name in ("one", "two"):
        (folder / name).symlink_to(site.folder)
    for name in ("_headers", "404.html"):
        shutil.copy(site.folder / name, folder)
    return str(serve(folder).url)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A tab of a browser that has saved nothing yet."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def scheme(page: Page) -> str | None:
    return page.locator("html").get_attribute("data-scheme")


def keys(page: Page) -> set[str]:
    return set(page.evaluate("Object.keys(localStorage)"))


def shortlisted(page: Page, slug: str) -> Any:
    return expect(shortlist_button(page, slug))


def test_what_readers_keep_on_one_site_is_not_on_the_other(page: Page, origin: str):
    """The color scheme and the shortlist; each site keeps its own."""
    page.goto(f"{origin}one/sites/")
    page.get_by_role("button", name="Dark mode").click()
    shortlist_button(page, FIRST.slug).click()
    page.goto(f"{origin}two/sites/")
    assert scheme(page) is None
    shortlisted(page, FIRST.slug).to_have_attribute("aria-pressed", "false")
    shortlist_button(page, SECOND.slug).click()
    page.goto(f"{origin}one/sites/")
    assert scheme(page) == "dark"
    shortlisted(page, FIRST.slug).to_have_attribute("aria-pressed", "true")
    shortlisted(page, SECOND.slug).to_have_attribute("aria-pressed", "false")
    assert len({key for key in keys(page) if "/one/" in key}) == 2
    assert len({key for key in keys(page) if "/two/" in key}) == 1


def open_practice(page: Page, below: str) -> None:
    page.goto(f"{below}{ADDRESS}")
    expect(page.locator(".practice.is-live")).to_be_attached()


def test_practice_answers_stay_on_their_site(page: Page, origin: str):
    """Also their copy in IndexedDB."""
    open_practice(page, f"{origin}one/")
    turn_on_saving(page)
    field(page, "organization").fill("Only on one")
    wait_until_saved(page, "Only on one")
    open_practice(page, f"{origin}two/")
    expect(field(page, "organization")).to_have_value("")
    open_practice(page, f"{origin}one/")
    expect(field(page, "organization")).to_have_value("Only on one")
    databases = page.evaluate("indexedDB.databases().then(list => list.map(({ name }) => name))")
    assert len([name for name in databases if "/one/" in name]) == 1


def test_what_was_kept_under_the_former_keys_is_still_there(page: Page, origin: str):
    """Before keys carried the site's identity. It moves to the first site that the reader opens."""
    page.goto(f"{origin}one/assets/icon.svg")
    page.evaluate(
        "values => Object.entries(values).forEach(([key, value]) => localStorage.setItem(key, value))",
        {"scheme": "dark", "shortlist": json.dumps([FIRST.slug]), "another-app": "x"},
    )
    page.goto(f"{origin}one/sites/")
    assert scheme(page) == "dark"
    shortlisted(page, FIRST.slug).to_have_attribute("aria-pressed", "true")
    assert keys(page) & {"scheme", "shortlist", "another-app"} == {"another-app"}

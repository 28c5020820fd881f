"""Dead links are reported where they are written: in a record, a page, a menu, a template or a script."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from site_fixture import ROOT, real_project
from toys.library import SITE, SOURCES, THEME, Files, check, head

from generator.checks.link_places import frame_and_scripts, literal_links

Library = Callable[[Files], Path]

BOOK = "data/books/the-tides.yml"
TEXT = "name: The Tides\nauthor: ann-lee\npublished: 2020\nbody: |\n  First line.\n\n  See {link}.\n" + SOURCES


def no_anchor(place: str, address: str, part: str, near: str = "") -> str:
    """The problem of a link to an anchor that does not exist."""
    hint = f"Did you mean '{near}'?" if near else "Link to the page itself, or to one of its headings."
    return f"{place}: The page '/{address}' has no anchor '#{part}'. {hint} [unknown-heading]"


def test_a_link_to_an_anchor_of_its_own_page_is_checked_in_a_record(library: Library):
    assert check(library({BOOK: TEXT.format(link="[x](#nothing)")})) == [
        no_anchor(f"{BOOK}:7", "books/the-tides/", "nothing")
    ]


def test_a_dead_link_to_an_anchor_of_another_page_is_reported_in_the_file_that_contains_it(library: Library):
    """Not in the file of the page that it links to."""
    assert check(library({BOOK: TEXT.format(link="[x](/about/#nope)")})) == [no_anchor(f"{BOOK}:7", "about/", "nope")]


def test_a_link_of_a_page_to_its_own_heading_is_checked(library: Library):
    text = head("More") + "\n## One more\n\n[a](#one-more) [b](#one-mor)\n"
    assert check(library({"content/more.md": text})) == [no_anchor("content/more.md:8", "more/", "one-mor", "one-more")]


def test_a_link_in_a_menu_to_an_anchor_is_checked(library: Library):
    site = SITE.replace("url: /about/", "url: /about/#report-a-mistke")
    assert check(library({"data/site.yml": site})) == [
        no_anchor("data/site.yml:23:10", "about/", "report-a-mistke", "report-a-mistake")
    ]


def test_a_link_in_the_frame_to_a_missing_page_is_reported_once(library: Library):
    """At the lines of the template, not on every page."""
    problems = [line.partition(": ") for line in check(library({"content/search.md": None}))]
    assert {place.partition(":")[0] for place, _, _ in problems} == {"theme/partials/header.html"}
    assert {problem for _, _, problem in problems} == {
        "No page has the address '/search/'. "
        "Create content/search.md, or remove the link from the template. [unknown-link]"
    }


def test_a_link_in_a_script_is_checked(library: Library):
    script = 'window.open(site.page.href("nowhere/"));\n'
    [message] = check(library({"theme/assets/js/other.js": script}))
    assert message.startswith("theme/assets/js/other.js:1: No page has the address '/nowhere/'")


def test_an_anchor_in_a_script_is_checked(library: Library):
    """Unless the script completes it."""
    script = 'go(site.page.href("about/#nowhere"));\ngo(site.page.href("about/#part-" + number));\n'
    root = library({})
    shutil.copytree(THEME, root / "theme", dirs_exist_ok=True)
    (root / "theme/assets/js/other.js").write_text(script, encoding="utf-8")
    [message] = check(root)
    assert message.startswith("theme/assets/js/other.js:1: The page '/about/' has no anchor '#nowhere'.")


@pytest.mark.slow
def test_the_addresses_in_templates_and_scripts_exist():
    """On the real site, which has some."""
    project = real_project()
    links = [*literal_links(frame_and_scripts(ROOT, ROOT / "theme", project.kinds))]
    known = project.addresses.pages | project.addresses.files
    whole = [(place, target) for place, target in links if target and not target.startswith("assets/")]
    assert len(whole) > 5
    assert [str(place) for place, target in whole if target.split("#")[0] not in known] == []

"""Every address leads somewhere, and leads to one page only."""

from collections.abc import Callable
from pathlib import Path

from toys.library import SITE, SOURCES, Files, check, head, opened

Library = Callable[[Files], Path]

# Menus and redirects


def test_a_link_of_a_menu_leads_to_a_page(library: Library):
    """In the header, in the footer and in the line for those who need help."""
    site = SITE.replace("url: /about/", "url: /abut/").replace("url: /\n", "url: /zebra/\n").replace("tel:555", "/hlp/")
    assert [problem.split(": ", 1) for problem in check(library({"data/site.yml": site}))] == [
        ["data/site.yml:13:10", "No page has the address '/hlp/'. [unknown-link]"],
        ["data/site.yml:21:10", "No page has the address '/zebra/'. [unknown-link]"],
        ["data/site.yml:23:10", "No page has the address '/abut/'. Did you mean '/about/'? [unknown-link]"],
        ["data/site.yml:28:12", "No page has the address '/zebra/'. [unknown-link]"],
    ]


def test_a_link_of_a_menu_may_lead_to_a_part_of_a_page_or_to_the_web(library: Library):
    """The page is what must exist here."""
    site = SITE.replace("url: /about/", "url: /about/#report-a-mistake").replace(
        "url: /\n", "url: https://a.example/\n"
    )
    assert check(library({"data/site.yml": site})) == []


def test_a_redirect_leads_to_a_page(library: Library):
    """Not to another address that is gone."""
    moved = "redirects:\n- from: /old/\n  to: /abot/\n"
    assert check(library({"data/redirects.yml": moved})) == [
        "data/redirects.yml:3:7: No page has the address '/abot/'. Did you mean '/about/'? [unknown-link]"
    ]


def test_a_redirect_takes_no_page_away(library: Library):
    """An address that is in use has not moved."""
    moved = "redirects:\n- from: /about/\n  to: /\n"
    assert check(library({"data/redirects.yml": moved})) == [
        "data/redirects.yml: content/about.md has the same address, '/about/'. Rename one of them. [duplicate-address]"
    ]


# One page, one address, one title


def test_a_hand_written_page_and_a_record_have_two_addresses(library: Library):
    """Whoever comes second is named."""
    assert check(library({"content/books/the-tides.md": head("Low and high")})) == [
        "data/books/the-tides.yml: content/books/the-tides.md has the same address, '/books/the-tides/'. "
        "Rename one of them. [duplicate-address]"
    ]


def test_a_hand_written_page_may_take_the_place_of_a_list(library: Library):
    """Prose around a list is better than a list alone."""
    project = opened(library({"content/books/index.md": head("All our books") + "::: books.list\n"}))
    assert [page.title for page in project.pages if page.address == "books/"] == ["All our books"]


def test_two_pages_have_two_titles(library: Library):
    """A reader with both open could not tell them apart."""
    assert check(library({"content/tides.md": head("The Tides")})) == [
        "data/books/the-tides.yml: 'The Tides' is also the title of content/tides.md. "
        "Choose another title. [duplicate-title]"
    ]


def test_breadcrumbs_and_menus_name_pages_shortly(library: Library):
    """A menu's label comes before the title; the first page is Home."""
    site = SITE.replace("label: About", "label: Us")
    names = opened(library({"data/site.yml": site})).frame("").names
    assert names["about/"] == "Us"
    assert names["books/the-tides/"] == "The Tides"


def test_a_short_name_of_a_page_stands_in_its_breadcrumbs(library: Library):
    """Where no menu has one."""
    text = "---\ntitle: What there is to know\ndescription: x\nmenu_title: Facts\n---\n"
    assert opened(library({"content/facts.md": text})).frame("").names["facts/"] == "Facts"


def test_addresses_of_hidden_pages_are_not_published(library: Library):
    """The error page and pages that moved are in no list."""
    root = library(
        {
            "data/redirects.yml": "redirects:\n- from: /old/\n  to: /\n",
            "data/books/b.yml": "name: Other\n" + SOURCES,
        }
    )
    assert sorted(opened(root).addresses.ids) == [
        "",
        "about/",
        "authors/",
        "authors/#ann-lee",
        "books/",
        "books/b/",
        "books/the-tides/",
        "search/",
    ]


def test_a_link_to_a_part_of_a_page_finds_it(library: Library):
    """A heading by its own address, a record by its; what is neither is named, with what is near."""
    text = "---\ntitle: More\ndescription: All of it.\n---\n[a](/about/#report-a-mistke) [b](/authors/#ann-lee)\n"
    assert check(library({"content/more.md": text})) == [
        "content/more.md:5: The page '/about/' has no anchor '#report-a-mistke'. "
        "Did you mean 'report-a-mistake'? [unknown-part]"
    ]


def test_two_parts_of_a_page_with_one_address_are_named(library: Library):
    """Two headings get numbers of their own; a heading called as a part of the frame does not."""
    text = "---\ntitle: More\ndescription: All of it.\n---\n## One\n\n## One\n\n## Main\n"
    assert check(library({"content/more.md": text})) == [
        "content/more.md: The anchor '#main' occurs twice on this page. "
        "Rename a heading, or place each block only once. [duplicate-part]"
    ]


def test_a_link_to_a_record_that_is_gone_says_what_can_be_done(library: Library):
    """Where no other record is called nearly so."""
    text = "---\ntitle: More\ndescription: All of it.\n---\n[a](books:zebra)\n"
    assert check(library({"content/more.md": text})) == [
        "content/more.md:5: There is no record 'books:zebra': data/books/zebra.yml does not exist. "
        "Restore the file, rename it with the 'rename' command, or delete this link. [unknown-link]"
    ]


def test_a_redirect_to_what_moved_is_named(library: Library):
    """A ring of them would turn for ever."""
    moved = "redirects:\n- from: /a/\n  to: /b/\n- from: /b/\n  to: /a/\n"
    assert [line.split(" Use")[0] for line in check(library({"data/redirects.yml": moved}))] == [
        "data/redirects.yml:3:7: '/b/' has moved too.",
        "data/redirects.yml:5:7: '/a/' has moved too.",
    ]


def test_what_is_wrong_in_a_menu_is_said_beside_a_broken_record(library: Library):
    """All at once: a record that cannot be understood hides neither a dead menu link nor a vanished address."""
    problems = check(
        library(
            {
                "data/books/the-tides.yml": "nme: x\n",
                "data/site.yml": SITE.replace("tel:555", "/hlp/"),
                "data/.published.txt": "/gone/\n",
            }
        )
    )
    assert [problem.split(": ")[0] for problem in problems] == [
        "data/.published.txt:1",
        "data/books/the-tides.yml:1:1",
        "data/books/the-tides.yml:1:1",
        "data/books/the-tides.yml:1:1",
        "data/books/the-tides.yml:1:1",
        "data/site.yml:13:10",
    ]

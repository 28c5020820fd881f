"""Every address leads to a page, and only to one."""

from collections.abc import Callable
from pathlib import Path

from toys.library import SITE, SOURCES, Files, check, head, opened

from generator.pages.urls import NO_SUCH_PAGE

Library = Callable[[Files], Path]

# Menus and redirects


def test_a_menu_link_must_lead_to_a_page(library: Library):
    """In the header, in the footer and in the help line."""
    site = SITE.replace("url: /about/", "url: /abut/").replace("url: /\n", "url: /zebra/\n").replace("tel:555", "/hlp/")
    assert [problem.split(": ", 1) for problem in check(library({"data/site.yml": site}))] == [
        ["data/site.yml:13:10", f"No page has the address '/hlp/'. {NO_SUCH_PAGE} [unknown-link]"],
        ["data/site.yml:21:10", f"No page has the address '/zebra/'. {NO_SUCH_PAGE} [unknown-link]"],
        ["data/site.yml:23:10", "No page has the address '/abut/'. Did you mean '/about/'? [unknown-link]"],
        ["data/site.yml:28:12", f"No page has the address '/zebra/'. {NO_SUCH_PAGE} [unknown-link]"],
    ]


def test_a_menu_link_may_lead_to_an_anchor_or_to_another_site(library: Library):
    """Only the page is checked here."""
    site = SITE.replace("url: /about/", "url: /about/#report-a-mistake").replace(
        "url: /\n", "url: https://a.example/\n"
    )
    assert check(library({"data/site.yml": site})) == []


def test_a_redirect_must_lead_to_a_page(library: Library):
    """Not to another old address."""
    moved = "redirects:\n- from: /old/\n  to: /abot/\n"
    assert check(library({"data/redirects.yml": moved})) == [
        "data/redirects.yml:3:7: No page has the address '/abot/'. Did you mean '/about/'? [unknown-link]"
    ]


def test_a_redirect_cannot_replace_a_page(library: Library):
    """An address in use has not moved."""
    moved = "redirects:\n- from: /about/\n  to: /\n"
    assert check(library({"data/redirects.yml": moved})) == [
        "data/redirects.yml:2:9: '/about/' still exists, so it cannot redirect. "
        "Delete the redirect, or whatever has this address. [redirect-of-existing]"
    ]


# Unique addresses and titles


def test_a_hand_written_page_and_a_record_must_not_have_the_same_address(library: Library):
    """The second one is reported."""
    assert check(library({"content/books/the-tides.md": head("Low and high")})) == [
        "data/books/the-tides.yml: content/books/the-tides.md has the same address, '/books/the-tides/'. "
        "Rename one of them. [duplicate-address]"
    ]


def test_a_hand_written_page_may_replace_a_list(library: Library):
    """A list with text around it is better than a list alone."""
    project = opened(library({"content/books/index.md": head("All our books") + "::: books.list\n"}))
    assert [page.title for page in project.pages if page.address == "books/"] == ["All our books"]


def test_two_pages_must_not_have_the_same_title(library: Library):
    """Readers could not tell them apart."""
    assert check(library({"content/tides.md": head("The Tides")})) == [
        "data/books/the-tides.yml: 'The Tides' is also the title of content/tides.md. "
        "Choose another title. [duplicate-title]"
    ]


def test_breadcrumbs_use_the_short_names_of_menus(library: Library):
    """A menu label is used before the title. The first page is Home."""
    site = SITE.replace("label: About", "label: Us")
    names = opened(library({"data/site.yml": site})).frame("").names
    assert names["about/"] == "Us"
    assert names["books/the-tides/"] == "The Tides"


def test_breadcrumbs_use_a_pages_short_name(library: Library):
    """If no menu has a label for it."""
    text = "---\ntitle: What there is to know\ndescription: x\nmenu_title: Facts\n---\n"
    assert opened(library({"content/facts.md": text})).frame("").names["facts/"] == "Facts"


def test_addresses_of_hidden_pages_are_not_published(library: Library):
    """The error page and redirects are not listed."""
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


def test_a_link_to_an_anchor_is_checked(library: Library):
    """The anchor of a heading or of a record. Other anchors are reported, with the most similar one."""
    text = "---\ntitle: More\ndescription: All of it.\n---\n[a](/about/#report-a-mistke) [b](/authors/#ann-lee)\n"
    assert check(library({"content/more.md": text})) == [
        "content/more.md:5: The page '/about/' has no anchor '#report-a-mistke'. "
        "Did you mean 'report-a-mistake'? [unknown-heading]"
    ]


def test_an_anchor_that_occurs_twice_is_reported(library: Library):
    """Equal headings are numbered, but a heading with an id of the frame is not."""
    text = "---\ntitle: More\ndescription: All of it.\n---\n## One\n\n## One\n\n## Main\n"
    assert check(library({"content/more.md": text})) == [
        "content/more.md: The anchor '#main' occurs twice on this page. "
        "Rename a heading, or place each block only once. [duplicate-anchor]"
    ]


def test_a_link_to_a_deleted_record_is_reported_with_its_fixes(library: Library):
    """If no other record has a similar name."""
    text = "---\ntitle: More\ndescription: All of it.\n---\n[a](books:zebra)\n"
    assert check(library({"content/more.md": text})) == [
        "content/more.md:5: There is no record 'books:zebra': data/books/zebra.yml does not exist. "
        "Restore the file, rename it with the 'rename' command, or delete this link. [unknown-link]"
    ]


def test_a_redirect_to_an_old_address_is_reported(library: Library):
    """Two of them could form an endless loop."""
    moved = "redirects:\n- from: /a/\n  to: /b/\n- from: /b/\n  to: /a/\n"
    assert [line.split(" Use")[0] for line in check(library({"data/redirects.yml": moved}))] == [
        "data/redirects.yml:3:7: '/b/' has moved too.",
        "data/redirects.yml:5:7: '/a/' has moved too.",
    ]


def test_problems_in_menus_are_reported_along_with_those_of_records(library: Library):
    """A record with errors hides neither a dead menu link nor a lost address."""
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

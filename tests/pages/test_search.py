"""A reader finds a record by its own text and by the titles of records it refers to; nothing else is in the index.

Ranking is tested in pages/test_search_rank.py and content/test_searches.py.
"""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape
from site_fixture import real_project
from toys import BOOKS, TOYS, Book, Shelved, with_behavior
from toys.library import catalog_of

from generator.pages.page import Page
from generator.pages.search import (
    Entry,
    entries_of_derived_pages,
    entries_of_page,
    entries_of_records,
    to_line,
    to_script,
)
from generator.pages.search.entries import MAX_WORDS
from generator.pages.search.texts import lines_of
from generator.records.behavior import DerivedPage
from generator.records.fields.types import DETAILS, ROOT
from generator.records.kind import Kind
from generator.records.linked_records import Records
from generator.records.markdown import to_text
from generator.records.settings import Help, Synonyms
from generator.text.us_states import STATES

ANN = "name: Ann Lee\nshort_name: Ann\nused_by: [books.illustrators]\n"
BOOK = """\
name: The Tides
also: [Ebb, Flow]
summary: A year by the sea.
body: 'The **moon**, says [she](authors:ann).'
author: ann
form: novel
places: [Harbour]
website: https://secret.example/
parts:
- heading: Spring
  pages: 3
fact_status: placeholder
sources:
- id: gazette
  title: Gossip Gazette
  url: https://gossip.example/
  seen_on: 2026-01-02
"""

HELP = Help(text="Need help?", links=(), words=("crisis",))


def entries_of(
    files: dict[str, str], kinds: tuple[Kind, ...] = TOYS, pages: tuple[Page, ...] = ()
) -> list[dict[str, Any]]:
    """Return the entries of some records and pages."""
    catalog, problems = catalog_of(files, kinds)
    assert problems == []
    return [*entries_of_records(catalog), *(entry for page in pages for entry in entries_of_page(page))]


def words_of(files: dict[str, str]) -> set[str]:
    """Return all words of the first book's entry."""
    entry = entries_of(files)[0]
    return set(
        " ".join((entry.get("x", ""), entry.get("w", ""), entry.get("d", "")))
        .replace(",", " ")
        .replace(".", " ")
        .split()
    )


@pytest.mark.slow
def test_a_record_with_a_state_has_its_place_in_results():
    """With its town, if known. Other records have no place."""
    catalog = real_project().catalog
    places = {entry["u"]: entry.get("p") for entry in entries_of_records(catalog)}
    for site in catalog.all("sites"):
        place = f"{site.city}, {STATES[site.state]}" if site.city else STATES[site.state]
        assert places[catalog.url(site)] == place
    assert not any(place for address, place in places.items() if not address.startswith("sites/"))


def test_an_entry_has_a_title_an_address_and_a_kind():
    """Title, other names, description, address and kind."""
    entries = entries_of({"authors/ann": ANN, "books/a": BOOK})
    assert [{name: entry.get(name) for name in "taduk"} for entry in entries] == [
        {"t": "The Tides", "a": ["Ebb", "Flow"], "d": "A year by the sea.", "u": "books/a/", "k": "Books"},
        {"t": "Ann Lee", "a": ["Ann"], "d": None, "u": "authors/#ann", "k": "Authors"},
    ]


def test_only_sentences_can_be_quoted():
    """Labels, names and headings are searched but never shown: in a row they make no sense."""
    body = (
        "body: |\n  ## Of tides and moons\n\n  They come twice a day. A long list:\n\n  - low\n  - Why is it so low?\n"
    )
    entry = entries_of({"authors/ann": ANN, "books/a": f"name: A\nauthor: ann\n{body}"})[0]
    assert entry["x"].split("\n") == ["They come twice a day. A long list:", "Why is it so low?"]
    assert {"Of tides and moons", "low", "Ann Lee"} <= set(entry["w"].split("\n"))


def test_a_record_is_found_by_its_words():
    """In each field, and in Markdown without its markup."""
    words = words_of({"authors/ann": ANN, "books/a": BOOK})
    assert {"year", "sea", "moon", "says", "she", "Harbour", "Spring", "novel"} <= words
    assert not any("*" in word or "authors:" in word for word in words)


def test_a_record_is_found_by_the_records_it_refers_to():
    """A book by its author."""
    assert {"Ann", "Lee"} <= words_of({"authors/ann": ANN, "books/a": BOOK})


def test_a_record_is_not_found_by_its_sources():
    """Nor by URLs and ids, which nobody searches for."""
    shown = json.dumps(entries_of({"authors/ann": ANN, "books/a": BOOK}))
    for word in ("Gossip", "gossip", "gazette", "secret", "placeholder", "illustrators"):
        assert word not in shown


def test_a_record_that_was_taken_down_is_not_found():
    """Not even by its title."""
    kind = replace(BOOKS, record=Shelved)
    entries = entries_of({"books/a": "name: Alpha\n", "books/b": "name: Beta\nlent: true\n"}, (kind,))
    assert [entry["t"] for entry in entries] == ["Alpha"]


def test_hand_written_pages_are_found_too():
    """After the records. Unlisted pages are not."""
    pages = tuple(
        Page(address, title, f"About {title}.", escape("A word of us. " * 2), "content/x.md", listed=listed)
        for address, title, listed in (("about/", "Us", True), ("404.html", "Gone", False))
    )
    entries = entries_of({"authors/ann": ANN, "books/a": BOOK}, pages=pages)
    assert entries[2:] == [
        {"t": "Us", "x": "A word of us. A word of us.", "d": "About Us.", "u": "about/", "k": "Pages"}
    ]


def test_a_long_text_is_found_by_its_first_words():
    """So that the index stays small."""
    entries = entries_of({"authors/ann": ANN, "books/a": f"name: A\nbody: {'Four words are enough. ' * 1000}\n"})
    assert len(entries[0]["x"].split()) == MAX_WORDS


def test_a_derived_page_is_found_by_the_name_and_code_of_its_state():
    """And by the last part of its address, unless that is the slug of a record with its own page."""
    paths = {"in/oh": "In Ohio", "shelf/top-row": "Shelf: Top row", "of/a": "Of A", "of/none": "Of none"}

    def derived_pages(_: Records) -> Iterator[DerivedPage]:
        for path, title in paths.items():
            yield DerivedPage(path, title, f"{title}. 1 book.", "list", lambda _: {}, "none" not in path)

    catalog, problems = catalog_of(
        {"authors/ann": ANN, "books/a": BOOK}, (with_behavior(BOOKS, derived_pages=derived_pages), *TOYS[1:])
    )
    assert problems == []
    entries = {entry["u"]: (entry["t"], entry.get("a"), entry["d"]) for entry in entries_of_derived_pages(catalog)}
    assert entries == {
        "books/in/oh/": ("In Ohio", ["OH", "Ohio"], "1 book."),
        "books/of/a/": ("Of A", None, "1 book."),
        "books/shelf/top-row/": ("Shelf: Top row", ["top row"], "1 book."),
    }


def test_a_record_is_found_by_the_name_and_code_of_its_state():
    """As on an envelope."""
    entries = entries_of({"authors/ann": f"{ANN}state: OH\n", "books/a": BOOK})
    assert entries[1]["w"] == "Ohio OH"


def test_a_record_that_only_groups_others_is_not_found():
    """Its title would push away the records in the group."""

    class Label(Book):
        @property
        def is_findable(self) -> bool:
            return self.slug != "b"

    files = {"books/a": "name: Alpha\n", "books/b": "name: Beta\n"}
    assert [entry["t"] for entry in entries_of(files, (replace(BOOKS, record=Label),))] == ["Alpha"]


def test_the_order_of_files_does_not_matter():
    """The same records give the same entries."""
    files = {"authors/ann": ANN, "books/a": BOOK, "books/b": "name: Beta\n"}
    assert entries_of(files) == entries_of(dict(reversed(files.items())))


def script_of(entries: list[Entry], *synonyms: tuple[str, ...]) -> str:
    """Return the script with some entries."""
    return to_script(map(to_line, entries), Synonyms(groups=synonyms, stop_words=("The", "a")), HELP).decode()


def test_the_index_is_a_script_that_sets_one_name():
    """Pages opened from a folder cannot load data in another way. Phrases are normalized as search compares them."""
    script = script_of([{"t": "A", "k": "Books"}], ("M.O.U.D.", "Medications"))
    assert script == (
        'window.site.searchIndex = {"entries":[{"t":"A","k":"Books"}],"kinds":["Books"],'
        '"synonyms":[["moud","medication"]],'
        '"stopWords":["a","the"],"help":{"text":"Need help?","links":[],"words":["crisis"],"unless":[]}};\n'
    )


def test_hand_written_pages_are_the_second_kind_and_the_glossary_is_the_last():
    """The kind with the most entries would push all others off the screen."""
    entries = [{"k": "Books"}, {"k": "Authors"}, {"k": "Pages"}]
    script = script_of(entries)
    assert '"kinds":["Books","Pages","Authors"]' in script


@given(st.text())
def test_no_text_can_end_the_script(text: str):
    """Whatever a title contains: quotes, tags, or the two characters that end a line in old browsers."""
    script = script_of([{"t": text + "</script>\u2028\u2029", "k": "Books"}])
    data = script.removeprefix("window.site.searchIndex = ").removesuffix(";\n")
    assert json.loads(data)["entries"][0]["t"].split() == (text + "</script>").split()
    assert not {"\n", "\r", "\u2028", "\u2029"} & set(data)


def test_what_is_filled_in_later_is_no_text():
    """Neither the path to the root nor the name of a file whose size a link will show."""
    body = f'<p>Read <a href="{ROOT}a.pdf">the brief ({DETAILS}a.pdf{DETAILS}) at {ROOT}home</a>.</p>'
    assert list(lines_of(body)) == ["Read the brief () at home."]
    assert to_text(body) == "Read the brief () at home."

"""Files for programs hold what the records say, in one order, and nothing that a program would run."""

import csv
import gzip
import io
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from toys import AUTHORS, BOOKS, Shelved
from toys.library import catalog_of

from generator.pages.exports.csv_file import to_csv
from generator.pages.exports.json_file import to_json
from generator.pages.exports.sitemap import to_gzip, to_sitemap
from generator.records.catalog import Catalog

SITE_URL = "https://library.example/"
ANN = "name: Ann Lee\nborn: 1990\nused_by: [books.illustrators]\n"
BOOK = """\
name: The Tides
also: [Ebb, Flow]
body: |
  One,
  *two*.
author: ann
form: {value: novel, source: gazette}
places:
- value: Harbour
  source: [gazette]
bought: 2026-05-03
lent: true
parts:
- heading: Spring
  pages: 3
- heading: Autumn
  pages: 4
reviewed:
  on: 2026-02-03
  by_role: Editor
fact_status: confirmed
sources:
- id: gazette
  title: Gazette
  url: https://gazette.example/
  seen_on: 2026-01-02
- id: herald
  title: Herald, in print
  seen_on: 2026-01-03
"""


def catalog(**books: str) -> Catalog:
    """Books by slug, with their author."""
    found, problems = catalog_of({"authors/ann": ANN, **{f"books/{slug}": text for slug, text in books.items()}})
    assert problems == []
    return found


def rows(books: Catalog) -> list[dict[str, str]]:
    """The books as a spreadsheet would read them."""
    return list(csv.DictReader(io.StringIO(to_csv(books, "books", SITE_URL).decode("utf-8-sig"), newline="")))


# JSON


def test_json_holds_what_stands_in_the_files():
    """With an id and an address; what was left out there is left out here."""
    assert json.loads(to_json(catalog(a=BOOK), "books", SITE_URL)) == {
        "schema_version": 1,
        "kind": "books",
        "total": 1,
        "records": [
            {
                "id": "a",
                "url": "https://library.example/books/a/",
                "sources": [
                    {
                        "id": "gazette",
                        "title": "Gazette",
                        "url": "https://gazette.example/",
                        "seen_on": "2026-01-02",
                    },
                    {"id": "herald", "title": "Herald, in print", "seen_on": "2026-01-03"},
                ],
                "fact_status": "confirmed",
                "reviewed": {"on": "2026-02-03", "by_role": "Editor"},
                "name": "The Tides",
                "also": ["Ebb", "Flow"],
                "body": "One,\n*two*.",
                "author": "ann",
                "form": {"source": ["gazette"], "value": "novel"},
                "places": [{"source": ["gazette"], "value": "Harbour"}],
                "bought": "2026-05-03",
                "lent": True,
                "parts": [{"heading": "Spring", "pages": 3}, {"heading": "Autumn", "pages": 4}],
            }
        ],
    }


def test_json_of_a_kind_without_records_is_an_empty_list():
    """A program can read it in any case."""
    found, _ = catalog_of({"authors/ann": ANN})
    assert json.loads(to_json(found, "books", "")) == {"schema_version": 1, "kind": "books", "total": 0, "records": []}


def test_json_keeps_letters_as_they_are():
    """And ends with a line end, as files do."""
    text = to_json(catalog(a="name: Café – “x”\n"), "books", "").decode()
    assert "Café – “x”" in text
    assert text.endswith("\n")


# CSV


def test_csv_has_a_row_for_each_record_and_a_column_for_each_field():
    """Lists stand in one cell; a value stands there without its source."""
    [row] = rows(catalog(a=BOOK))
    assert list(row)[:3] == ["id", "url", "fact_status"]
    assert list(row)[-1] == "sources"
    assert {name: value for name, value in row.items() if value} == {
        "id": "a",
        "url": "https://library.example/books/a/",
        "fact_status": "confirmed",
        "reviewed": "on: 2026-02-03, by_role: Editor",
        "name": "The Tides",
        "also": "Ebb; Flow",
        "body": "One, *two*.",
        "author": "ann",
        "form": "novel",
        "places": "Harbour",
        "bought": "2026-05-03",
        "lent": "true",
        "parts": "heading: Spring, pages: 3; heading: Autumn, pages: 4",
        "sources": "https://gazette.example/; Herald, in print",
    }


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t=", "\r="], ids=["=", "+", "-", "@", "tab", "return"])
def test_no_cell_is_run_by_a_spreadsheet(sign: str):
    """A text that starts like a formula is marked as text, also as the first of a list."""
    text = json.dumps(f"{sign}cmd|' /C calc'!A1")
    [row] = rows(catalog(a=f"name: {text}\nalso: [{text}, x]\n"))
    assert row["name"].startswith("'")
    assert row["also"].startswith("'")
    assert row["name"][1:] == f"{sign}cmd|' /C calc'!A1".strip()


@given(st.text(st.characters(exclude_categories=["Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"]), min_size=1, max_size=20))
def test_every_cell_comes_back_and_none_is_a_formula(text: str):
    """Quotes, commas and semicolons do not move a value into another cell."""
    found, _ = catalog_of({"authors/ann": ANN, "books/a": f"name: x\nalso: [{json.dumps(text, ensure_ascii=False)}]\n"})
    for book in found.all("books"):
        [row] = rows(found)
        assert not any(value.startswith(("=", "+", "-", "@", "\t", "\r")) for value in row.values())
        assert row["also"].removeprefix("'") == "".join(book.also).removeprefix("'")


# Order


def test_the_order_of_records_is_that_of_their_ids():
    """So that a change of a name moves no line; the same records give the same bytes."""
    there = catalog(a="name: Zebra\n", b="name: Ape\n")
    back = catalog(b="name: Ape\n", a="name: Zebra\n")
    assert [row["id"] for row in rows(there)] == ["a", "b"]
    assert [record["id"] for record in json.loads(to_json(there, "books", ""))["records"]] == ["a", "b"]
    assert to_csv(there, "books", SITE_URL) == to_csv(back, "books", SITE_URL)
    assert to_json(there, "books", SITE_URL) == to_json(back, "books", SITE_URL)


def test_a_record_that_was_taken_down_is_in_no_file():
    """Its words would go on living in other people's copies."""
    kind = replace(BOOKS, record=Shelved)
    found, _ = catalog_of({"authors/ann": ANN, "books/a": "name: Alpha\nlent: true\n"}, (kind, AUTHORS))
    assert b"Alpha" not in to_csv(found, "books", "") + to_json(found, "books", "")


# Sitemap


def test_a_sitemap_lists_addresses():
    """Sorted, escaped, and without dates."""
    assert to_sitemap(["https://a.example/b/", "https://a.example/?c&<d>"]) == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        "<url><loc>https://a.example/?c&amp;&lt;d&gt;</loc></url>\n"
        "<url><loc>https://a.example/b/</loc></url>\n"
        "</urlset>\n"
    )


def test_a_packed_sitemap_is_the_same_each_time():
    """The clock is no part of it."""
    packed = to_gzip("x" * 1000)
    assert gzip.decompress(packed) == b"x" * 1000
    assert packed[4:8] == bytes(4)
    assert packed == to_gzip("x" * 1000)

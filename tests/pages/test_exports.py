"""Exports contain what the records say, in a fixed order, and nothing that a spreadsheet would run."""

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
    """Return the catalog of some books, by slug, and their author."""
    catalog, problems = catalog_of({"authors/ann": ANN, **{f"books/{slug}": text for slug, text in books.items()}})
    assert problems == []
    return catalog


def rows(books: Catalog) -> list[dict[str, str]]:
    """Return the rows of the CSV file, parsed."""
    return list(csv.DictReader(io.StringIO(to_csv(books, "books", SITE_URL).decode("utf-8-sig"), newline="")))


# JSON


def test_json_contains_the_fields_of_the_files():
    """With an id and a URL, and without empty fields."""
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
                "body": "One, *two*.",
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
    """So that programs need no special case."""
    empty, _ = catalog_of({"authors/ann": ANN})
    assert json.loads(to_json(empty, "books", "")) == {"schema_version": 1, "kind": "books", "total": 0, "records": []}


def test_json_does_not_escape_letters():
    """The file ends with a newline."""
    text = to_json(catalog(a="name: Café – “x”\n"), "books", "").decode()
    assert "Café – “x”" in text
    assert text.endswith("\n")


# CSV


def test_csv_has_one_row_per_record_and_one_column_per_field():
    """A list is in one cell, and a sourced value is without its source."""
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
def test_no_cell_is_a_formula(sign: str):
    """A cell that starts like a formula is marked as text, even if it contains a list."""
    text = json.dumps(f"{sign}cmd|' /C calc'!A1")
    [row] = rows(catalog(a=f"name: {text}\nalso: [{text}, x]\n"))
    assert row["name"].startswith("'")
    assert row["also"].startswith("'")
    assert row["name"][1:] == f"{sign}cmd|' /C calc'!A1".strip()


@given(st.text(st.characters(exclude_categories=["Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"]), min_size=1, max_size=20))
def test_every_cell_can_be_read_back_and_none_is_a_formula(text: str):
    """Quotes, commas and semicolons do not move a value to another cell."""
    books, _ = catalog_of({"authors/ann": ANN, "books/a": f"name: x\nalso: [{json.dumps(text, ensure_ascii=False)}]\n"})
    for book in books.all("books"):
        [row] = rows(books)
        assert not any(value.startswith(("=", "+", "-", "@", "\t", "\r")) for value in row.values())
        assert row["also"].removeprefix("'") == "".join(book.also).removeprefix("'")


# Order


def test_records_are_sorted_by_id():
    """A new name moves no line, and the same records give the same bytes."""
    there = catalog(a="name: Zebra\n", b="name: Ape\n")
    back = catalog(b="name: Ape\n", a="name: Zebra\n")
    assert [row["id"] for row in rows(there)] == ["a", "b"]
    assert [record["id"] for record in json.loads(to_json(there, "books", ""))["records"]] == ["a", "b"]
    assert to_csv(there, "books", SITE_URL) == to_csv(back, "books", SITE_URL)
    assert to_json(there, "books", SITE_URL) == to_json(back, "books", SITE_URL)


def test_a_record_that_was_taken_down_is_in_no_export():
    """Others may keep copies of these files."""
    kind = replace(BOOKS, record=Shelved)
    books, _ = catalog_of({"authors/ann": ANN, "books/a": "name: Alpha\nlent: true\n"}, (kind, AUTHORS))
    assert b"Alpha" not in to_csv(books, "books", "") + to_json(books, "books", "")


# Sitemap


def test_a_sitemap_lists_addresses():
    """Sorted, escaped and without dates."""
    assert to_sitemap(["https://a.example/b/", "https://a.example/?c&<d>"]) == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        "<url><loc>https://a.example/?c&amp;&lt;d&gt;</loc></url>\n"
        "<url><loc>https://a.example/b/</loc></url>\n"
        "</urlset>\n"
    )


def test_a_compressed_sitemap_is_always_the_same():
    """It does not depend on the clock."""
    packed = to_gzip("x" * 1000)
    assert gzip.decompress(packed) == b"x" * 1000
    assert packed[4:8] == bytes(4)
    assert packed == to_gzip("x" * 1000)

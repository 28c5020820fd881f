"""Each field type accepts what may appear on a page, and nothing else."""

import datetime as dt
import re
from urllib.parse import urlsplit

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError
from toys import Author, Book
from toys.library import SOURCES, lines

from generator.records.fields.types import AnySourced, Link, Prose, Ref, Url
from generator.records.fields.walk import walk
from generator.records.parse import parse_record
from generator.records.record import Record
from generator.text.typed.invisible import FORBIDDEN
from generator.yaml_files.yaml_source import read


def parse(text: str, model: type[Record] = Book) -> tuple[Record | None, list[str]]:
    """Parse a record; sources are added if the text has none."""
    source, problems = read("data/books/a.yml", (text if "sources:" in text else text + SOURCES).encode())
    assert source is not None, lines(problems)
    record, problems = parse_record(source, "books", model)
    return record, lines(problems)


# Web addresses


@pytest.mark.parametrize(
    "address",
    [
        "https://tides.example/",
        "http://tides.example/a?b=c&d=e#f",
        "HTTPS://TIDES.EXAMPLE",
        "mailto:desk@tides.example",
        "tel:+1-555-0100",
        "sms:988",
    ],
)
def test_a_web_address_is_kept_unchanged(address: str):
    """Also one for mail, calls or text messages."""
    book, problems = parse(f"name: x\nwebsite: '{address}'\n")
    assert problems == []
    assert isinstance(book, Book)
    assert book.website == address


WRONG_ADDRESSES = {
    "javascript:alert(1)": "'javascript:'",
    "JavaScript:alert(1)": "'javascript:'",
    "java\\nscript:alert(1)": "'javascript:'",
    "java\\tscript:alert(1)": "'javascript:'",
    "data:text/html,x": "'data:'",
    "vbscript:x": "'vbscript:'",
    "file:///etc/passwd": "'file:'",
    "ftp://tides.example": "'ftp:'",
    "//tides.example": "'//tides.example'",
    "/about/": "'/about/'",
    "tides.example": "'tides.example'",
    "www.tides.example/page": "'www.tides.example/page'",
}


@pytest.mark.parametrize(("address", "start"), WRONG_ADDRESSES.items(), ids=WRONG_ADDRESSES.keys())
def test_an_address_with_another_scheme_is_refused(address: str, start: str):
    """A browser drops tabs and line breaks in a URL, and reads a backslash as a slash."""
    _, problems = parse(f'name: x\nwebsite: "{address}"\n')
    assert problems == [
        f"data/books/a.yml:2:10: A web address must start with https://, not {start}. "
        "Copy the full address from the browser. [bad-url]"
    ]


@pytest.mark.parametrize(
    "address",
    [
        '"https://tides.example/\\"onclick=x"',
        "https://tides.example/'onclick=x",
        "https://tides.example/<b>",
        "https://tides.example/a b",
        "https:\\\\tides.example",
        "https:tides.example",
        "https://",
        "https://[tides",
    ],
)
def test_an_address_with_a_valid_scheme_may_still_be_invalid(address: str):
    """The message then does not blame the scheme."""
    _, problems = parse(f"name: x\nwebsite: {address}\n")
    assert len(problems) == 1
    assert problems[0].startswith("data/books/a.yml:2:10: ")
    assert problems[0].endswith(" [bad-url]")
    assert "must start with https://, not 'https:'" not in problems[0]


SCHEMES = st.sampled_from(
    ["https:", "http://", "javascript:", "JAVA\nSCRIPT:", "data:", "mailto:", "//", "\x01https:", " "]
)


@given(st.builds(lambda scheme, rest: scheme + rest, SCHEMES | st.text(max_size=8), st.text(max_size=20)))
def test_no_address_with_another_scheme_is_accepted(address: str):
    """Accepted addresses run no code and contain no character that ends an attribute."""
    assume(not FORBIDDEN.search(address))  # refused where the file is read
    try:
        kept = TypeAdapter(Url).validate_python(address)
    except ValidationError:
        return
    assert urlsplit(kept).scheme in ("https", "http", "mailto", "tel", "sms")
    assert re.match(r"(?i)(https?|mailto|tel|sms):", kept)
    assert not re.search(r"[\s<>\"'\\]", kept)


# Texts, links and dates


@pytest.mark.parametrize("text", ["a <b>", "</p>", "<!-- x -->", "<?php", "x<script", "<IMG"])
def test_plain_text_contains_no_html(text: str):
    """Not even half of a tag."""
    _, problems = parse(f'name: "{text}"\n')
    assert problems == [
        "data/books/a.yml:1:7: This text contains HTML. Use plain text, and put a space after a literal '<'. [raw-html]"
    ]


@pytest.mark.parametrize("text", ["5 < 6 > 4", "a & b", "AT&amp;T", "\"x\" and 'y'", "<3", "{{ x }}", "${x}", "**x**"])
def test_plain_text_may_contain_any_character(text: str):
    """Characters that are special elsewhere have no meaning in it."""
    source, _ = read("data/books/a.yml", f"name: |\n  {text}\n{SOURCES}".encode())
    assert source is not None
    book, problems = parse_record(source, "books", Book)
    assert lines(problems) == []
    assert book is not None
    assert book.name == text


def test_prose_keeps_its_line_breaks():
    """They have a meaning in Markdown, and none in plain text."""
    book, _ = parse("name: |\n  x\n  y\nbody: |\n  x\n\n  y\n")
    assert isinstance(book, Book)
    assert (book.name, book.body) == ("x y", "x\n\ny")
    assert isinstance(book.body, Prose)


def test_a_link_has_the_kind_of_its_record():
    """And whether only some records of that kind are choices."""
    book, _ = parse("name: x\nauthor: ann-lee\nillustrators: [bea]\n")
    assert isinstance(book, Book)
    assert isinstance(book.author, Link)
    assert book.author.ref == Ref("authors")
    assert [isinstance(link, Link) and link.ref for link in book.illustrators] == [Ref("authors", choice=True)]


def test_a_date_has_no_time():
    """So no time zone changes it."""
    book, _ = parse("name: x\nbought: 2024-02-29\n")
    assert isinstance(book, Book)
    assert book.bought == dt.date(2024, 2, 29)


def test_a_record_is_immutable():
    book, _ = parse("name: x\n")
    assert isinstance(book, Book)
    with pytest.raises(ValidationError):
        book.name = "y"  # type: ignore[misc]  # what is refused here


# Facts and their sources

TWO_SOURCES = """\
fact_status: placeholder
sources:
- id: gazette
  title: Gazette
  seen_on: 2026-01-02
- id: herald
  title: Herald
  seen_on: 2026-03-04
"""


def test_a_fact_is_written_alone_or_with_its_source():
    """Alone if the record has one source, or else with one source or a list of them."""
    alone, problems = parse("name: x\nform: novel\nplaces:\n- Hill\n")
    assert problems == []
    assert isinstance(alone, Book)
    assert (alone.form and alone.form.value, alone.places[0].source) == ("novel", ())
    marked, problems = parse(
        "name: x\nform:\n  value: novel\n  source: gazette\nplaces:\n- value: Hill\n  source: [gazette, herald]\n"
        + TWO_SOURCES
    )
    assert problems == []
    assert isinstance(marked, Book)
    assert (marked.form and marked.form.source, marked.places[0].source) == (("gazette",), ("gazette", "herald"))


def test_a_fact_names_its_source_if_the_record_has_several():
    """Also the second fact of a list."""
    _, problems = parse("name: x\nplaces:\n- value: Hill\n  source: herald\n- Dale\n" + TWO_SOURCES)
    assert problems == [
        "data/books/a.yml:5:3: This record has more than one source, and this fact does not name its own. "
        "Write it on two lines: '- value: Dale' and, lined up with it, 'source:'. Known ids: gazette, herald. "
        "[fact-without-source]"
    ]


def test_a_fact_names_a_source_of_its_record():
    """The nearest id is suggested."""
    _, problems = parse("name: x\nplaces:\n- value: Hill\n  source: hearld\n" + TWO_SOURCES)
    assert problems == [
        "data/books/a.yml:4:11: 'hearld' is not a source of this record. Did you mean 'herald'? [unknown-source]"
    ]


def test_two_sources_cannot_have_the_same_id():
    _, problems = parse("name: x\n" + TWO_SOURCES.replace("herald", "gazette"))
    assert problems == [
        "data/books/a.yml:7:3: Two sources have the id 'gazette'. Give one of them another id. [duplicate-source]"
    ]


def test_a_record_has_a_source_and_a_fact_status():
    _, problems = parse("name: x\nfact_status: sure\nsources: []\n")
    assert problems == [
        "data/books/a.yml:2:14: 'fact_status' must be one of confirmed, from_source, needs_confirmation, placeholder, "
        "not 'sure'. [wrong-choice]",
        "data/books/a.yml:3:10: 'sources' needs at least 1 item. [too-few]",
    ]


def test_the_id_of_a_source_has_lowercase_letters_digits_and_hyphens():
    _, problems = parse("name: x\n" + TWO_SOURCES.replace("id: gazette", "id: The Gazette"))
    assert (
        "data/books/a.yml:4:7: 'The Gazette' is not a source id (lowercase letters, digits and hyphens). [wrong-format]"
        in problems
    )


def test_the_reading_date_of_a_record_is_the_latest_of_its_sources():
    book, _ = parse("name: x\n" + TWO_SOURCES)
    assert book is not None
    assert book.read_on == dt.date(2026, 3, 4)


# States


@pytest.mark.parametrize(
    ("state", "hint"),
    [
        ("Ohio", "Did you mean 'OH'?"),
        ("oh", "Did you mean 'OH'?"),
        ("puerto rico", "Did you mean 'PR'?"),
        ("XX", "Use two capital letters, such as NC."),
        ("Elsewhere", "Use two capital letters, such as NC."),
    ],
)
def test_a_state_is_its_postal_code(state: str, hint: str):
    """For its name or a lowercase code, the code is suggested."""
    _, problems = parse(f"name: x\nstate: {state}\n", Author)
    assert problems == [f"data/books/a.yml:2:8: '{state}' is not a state's postal code. {hint} [unknown-state]"]


@pytest.mark.parametrize("state", ["NO", "OR", "ON"])
def test_a_state_is_never_yes_or_no(state: str):
    """Postal codes that mean true or false in YAML are read as text."""
    author, _ = parse(f"name: x\nstate: {state}\n", Author)
    assert (author is not None) == (state == "OR")


# Iterating over values


def test_walk_returns_every_value_with_its_path():
    """Parents before children, fields in the order of the class, and nothing twice."""
    book, _ = parse("name: x\nalso: [y]\nplaces:\n- Hill\nparts:\n- heading: One\n  pages: 3\n")
    assert book is not None
    paths = [path for path, _ in walk(book)]
    assert len(paths) == len(set(paths))
    assert paths.index(("parts",)) < paths.index(("parts", 0)) < paths.index(("parts", 0, "pages"))
    assert [value for path, value in walk(book) if path == ("also", 0)] == ["y"]
    assert [path for path, value in walk(book) if isinstance(value, AnySourced)] == [("places", 0)]

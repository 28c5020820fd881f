"""A record is parsed, or each of its problems is reported in plain English."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from toys import Book
from toys.library import SOURCES, lines

from generator.records.parse import parse_record
from generator.yaml_files.yaml_source import SourceFile, read


def parse(text: str) -> tuple[Book | None, list[str]]:
    """Parse a book; sources are added below its fields."""
    source, problems = read("data/books/a.yml", (text + SOURCES).encode())
    assert source is not None, lines(problems)
    book, problems = parse_record(source, "books", Book)
    return book, lines(problems)


FIELDS = (
    "Use one of name, also, summary, body, author, illustrators, follows, form, places, prizes, published, bought, "
    "website, shelf, lent, parts, reviewed, review_every, retired, fact_status, sources."
)
GROUP = "must be a group of fields"
START_ITEM = "Start each item with '- heading:', with 'pages:' on the lines below, indented by two spaces."
DAY = "Use year-month-day, as in 2026-05-03. [wrong-date]"
ITEMS = "Put each value on its own line, after '- '. [not-a-list]"
AT_LEAST_ONE = "needs at least 1 item. [too-few]"
DIGITS = "Use digits only. [not-a-number]"
QUOTES = "Put the text in quotes. [not-text]"

WRONG = {
    "a field that is nearly right": (
        "name: x\nsumary: y\n",
        [":2:1: Unknown field 'sumary'. Did you mean 'summary'? [unknown-field]"],
    ),
    "a field like no other": ("name: x\nzebra: y\n", [f":2:1: Unknown field 'zebra'. {FIELDS} [unknown-field]"]),
    "a field with a capital": (
        "name: x\nSummary: y\n",
        [":2:1: Unknown field 'Summary'. Did you mean 'summary'? [unknown-field]"],
    ),
    "a field with a hyphen": (
        "name: x\nreview-every: 12\n",
        [":2:1: Unknown field 'review-every'. Did you mean 'review_every'? [unknown-field]"],
    ),
    "a field that is a number": ("name: x\n2: y\n", [f":2:1: Unknown field '2'. {FIELDS} [unknown-field]"]),
    "a field with spaces": (
        "name: x\npublished in: 2020\n",
        [":2:1: Unknown field 'published in'. Did you mean 'published'? [unknown-field]"],
    ),
    "a field further in": (
        "name: x\nparts:\n- heading: y\n  pages: 2\n  page: 3\n",
        [":5:3: Unknown field 'page'. 'pages' is on line 4 already: keep only one of the two. [unknown-field]"],
    ),
    "a field beside a value and its source": (
        "name: x\nform:\n  value: novel\n  suorce: y\n",
        [":4:3: Unknown field 'suorce'. Did you mean 'source'? [unknown-field]"],
    ),
    "nothing where a field must be": (
        "summary: x\n",
        [":1:1: 'name' is missing. Add a line 'name: …'. [missing-field]"],
    ),
    "an empty field": (
        "summary: x\nname:\n",
        [":2:1: 'name' is empty. Enter a line of plain text. [empty-field]"],
    ),
    "empty fields further in": (
        "name: x\nparts:\n- heading:\n  pages: ~\nreviewed:\n  on: ''\n  by_role: Keeper\n",
        [
            ":3:3: 'heading' is empty. Enter a line of plain text. [empty-field]",
            ":4:3: 'pages' is empty. Enter a number from 1 to 999. [empty-field]",
            ":6:3: 'on' is empty. Enter a date, as in 2026-05-03. [empty-field]",
        ],
    ),
    "a fact's value that is empty": (
        "name: x\nform:\n  value:\n  source: y\n",
        [
            ":3:3: 'value' is empty. Use one of novel, poem, play. [empty-field]",
            ":4:11: 'y' is not a source of this record. Add 'id: y' to the source on line 7. [unknown-source]",
        ],
    ),
    "a missing field further in": (
        "name: x\nparts:\n- heading: y\n  pages: 2\n- heading: z\n",
        [":5:3: 'pages' is missing. Add a line 'pages: …'. [missing-field]"],
    ),
    "a word that is not a choice": (
        "name: x\nform:\n  value: novle\n",
        [":3:10: 'value' must be one of novel, poem, play, not 'novle'. Did you mean 'novel'? [wrong-choice]"],
    ),
    "a word alone that is not a choice": (
        "name: x\nform: novle\n",
        [":2:7: 'form' must be one of novel, poem, play, not 'novle'. Did you mean 'novel'? [wrong-choice]"],
    ),
    "a list that is not a choice": (
        "name: x\nform:\n  value: [novel]\n",
        [":3:10: 'value' must be one of novel, poem, play, not a list. [wrong-choice]"],
    ),
    "a word in place of a number": (
        "name: x\npublished: spring\n",
        [f":2:12: 'published' must be a number, not 'spring'. {DIGITS}"],
    ),
    "half a number": ("name: x\npublished: 2020.5\n", [f":2:12: 'published' must be a number, not '2020.5'. {DIGITS}"]),
    "a list in place of a number": (
        "name: x\npublished: [2020]\n",
        [f":2:12: 'published' must be a number, not a list. {DIGITS}"],
    ),
    "a number that is too small": (
        "name: x\npublished: 20\n",
        [":2:12: 'published' must be at least 1900, not 20. Check the number. [out-of-range]"],
    ),
    "a number that is too large": (
        "name: x\nparts:\n- heading: y\n  pages: 1000\n",
        [":4:10: 'pages' must be at most 999, not 1000. Check the number. [out-of-range]"],
    ),
    "a text in place of a list": (
        "name: x\nparts: y\n",
        [f":2:8: 'parts' must be a list, not 'y'. {START_ITEM} [not-a-list]"],
    ),
    "fields in place of a list": ("name: x\nalso:\n  y: z\n", [f":3:3: 'also' must be a list, not fields. {ITEMS}"]),
    "a list in place of a text": ("name: [x]\n", [f":1:7: 'name' must be text, not a list. {QUOTES}"]),
    "fields in place of a text": (
        "name:\n  x: y\n",
        [":2:3: 'name' must be text, not fields. Put the text after 'name:', with no fields below it. [not-text]"],
    ),
    "fields in place of a text in a list": (
        "name: x\nalso:\n- y\n- note: z\n",
        [f":4:3: 'also' must be text, not fields. {QUOTES}"],
    ),
    "a text in place of fields": (
        "name: x\nparts:\n- y\n",
        [f":3:3: 'parts' {GROUP}, not 'y'. {START_ITEM} [not-a-group]"],
    ),
    "a list in place of fields": (
        "name: x\nparts:\n- [y]\n",
        [f":3:3: 'parts' {GROUP}, not a list. {START_ITEM} [not-a-group]"],
    ),
    "a list that is too short": ("name: x\nprizes: []\n", [f":2:9: 'prizes' {AT_LEAST_ONE}"]),
    "a word in place of true or false": (
        "name: x\nlent: maybe\n",
        [":2:7: 'lent' must be true or false, not 'maybe'. [not-true-or-false]"],
    ),
    "a day that does not exist": ("name: x\nbought: 2024-13-45\n", [f":2:9: '2024-13-45' is not a date. {DAY}"]),
    "a day that two countries read differently": (
        "name: x\nbought: 05/03/2026\n",
        [":2:9: '05/03/2026' could be March 5 or May 3. Write 2026-03-05 or 2026-05-03. [wrong-date]"],
    ),
    "a day with dashes": (
        "name: x\nbought: 2024–05–03\n",
        [":2:9: '2024–05–03' is not in the form year-month-day. Write 2024-05-03. [wrong-date]"],
    ),
    "a day with its hour": ("name: x\nbought: 2026-05-03 10:00\n", [f":2:9: '2026-05-03 10:00' is not a date. {DAY}"]),
    "a text of another form": (
        "name: x\nshelf: a1\n",
        [":2:8: 'a1' is not in the format of 'shelf'. It must match ^[A-Z][0-9]$. [wrong-format]"],
    ),
    "HTML in plain words": (
        "name: x\nsummary: the <b>sea</b>\n",
        [":2:10: This text contains HTML. Use plain text, and put a space after a literal '<'. [raw-html]"],
    ),
    "HTML in the second of a list": (
        "name: x\nalso:\n- one\n- two <br>\n",
        [":4:3: This text contains HTML. Use plain text, and put a space after a literal '<'. [raw-html]"],
    ),
    "a slug inside the file": (
        "name: x\nslug: y\n",
        [":2:1: 'slug' does not belong in the file. Delete the line: the folder and file name set it. [slug-in-file]"],
    ),
    "a kind inside the file": (
        "kind: books\nname: x\n",
        [":1:1: 'kind' does not belong in the file. Delete the line: the folder and file name set it. [kind-in-file]"],
    ),
    "an unknown state of its record": (
        "name: x\nreviewed:\n  by_role: Editor\n",
        [":3:3: 'on' is missing. Add a line 'on: …'. [missing-field]"],
    ),
    "everything at once": (
        "summary: <i>x</i>\npublished: spring\nzebra: y\nbought: 2024-13-45\n",
        [
            ":1:1: 'name' is missing. Add a line 'name: …'. [missing-field]",
            ":1:10: This text contains HTML. Use plain text, and put a space after a literal '<'. [raw-html]",
            f":2:12: 'published' must be a number, not 'spring'. {DIGITS}",
            f":3:1: Unknown field 'zebra'. {FIELDS} [unknown-field]",
            f":4:9: '2024-13-45' is not a date. {DAY}",
        ],
    ),
}


@pytest.mark.parametrize(("text", "problems"), WRONG.values(), ids=WRONG.keys())
def test_a_problem_is_reported_at_its_place_with_its_fix(text: str, problems: list[str]):
    """The whole line; and there is no record."""
    book, reported = parse(text)
    assert reported == [f"data/books/a.yml{problem}" for problem in problems]
    assert book is None


def test_an_empty_item_of_a_list_is_reported_as_empty():
    """Without a mention of 'None'."""
    book, problems = parse("name: x\nalso:\n- y\n-\n")
    assert book is None
    assert len(problems) == 1
    assert problems[0].startswith("data/books/a.yml:4:")
    assert "None" not in problems[0]


def test_one_invalid_item_is_one_problem():
    """A list whose only item is invalid is not also too short."""
    _, problems = parse("name: x\nprizes:\n- the <b>first</b>\n")
    assert problems == [
        "data/books/a.yml:3:3: This text contains HTML. Use plain text, and put a space after a literal '<'. [raw-html]"
    ]


ENGLISH_OF_PYDANTIC = ("Input should", "Unable to parse", "Value error", "validation")


@pytest.mark.parametrize(
    "text",
    ["published: " + "9" * 5000, "bought: [2026-01-01]", "bought:\n  on: 2026-01-01", "website: [x]", "lent: [x]"],
    ids=[
        "a number of 5,000 digits",
        "a list as a day",
        "fields as a day",
        "a list as an address",
        "a list as yes or no",
    ],
)
def test_no_message_has_technical_wording(text: str):
    """Such as pydantic's 'input', or lists and fields in Python's notation."""
    book, problems = parse(f"name: x\n{text}\n")
    assert book is None
    assert len(problems) == 1
    assert "['" not in problems[0]
    assert "{'" not in problems[0]
    assert not any(words in problems[0] for words in ENGLISH_OF_PYDANTIC)


def test_a_valid_record_is_parsed():
    """Numbers, dates, choices and links have their types; repeated spaces in plain text become one."""
    book, problems = parse(
        "name: The   Tides\nalso: [Tides]\nauthor: ann-lee\nform: novel\npublished: '2020'\nbought: 2026-05-03\n"
        "website: https://tides.example/\nshelf: A1\nlent: true\nparts:\n- heading: One\n  pages: 3\n"
    )
    assert problems == []
    assert book is not None
    assert (book.kind, book.slug, book.title) == ("books", "a", "The Tides")
    assert (book.also, book.published, str(book.bought), book.lent) == (("Tides",), 2020, "2026-05-03", True)
    assert (book.author, book.form and book.form.value, book.parts[0].pages) == ("ann-lee", "novel", 3)


@pytest.mark.parametrize("nothing", ["", "''", "~", "null", "'  '"])
def test_an_empty_optional_field_is_missing(nothing: str):
    """It is not the word 'null'."""
    book, problems = parse(f"name: x\nsummary: {nothing}\nparts: {nothing}\nwebsite: {nothing}\n")
    assert problems == []
    assert book is not None
    assert (book.summary, book.parts, book.website) == (None, (), None)


@pytest.mark.parametrize(("word", "meaning"), [("true", True), ("false", False), ("yes", True), ("NO", False)])
def test_yes_and_no_are_read_as_true_and_false_only_where_required(word: str, meaning: bool):
    book, _ = parse(f"name: {word}\nlent: {word}\n")
    assert book is not None
    assert (book.name, book.lent) == (word, meaning)


WORDS = st.sampled_from(
    ["x", "2020", "2026-05-03", "<b>", "https://x.example", "true", "novel", "-1", "9" * 400]
) | st.text(max_size=5)
NAMES = st.sampled_from([*Book.model_fields, "value", "source", "heading", "pages", "on", "why", "title", "seen_on"])
NESTED: st.SearchStrategy[Any] = st.recursive(
    st.none() | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES | st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)
DATA = st.dictionaries(NAMES | st.text(max_size=5), NESTED, max_size=8)
GOOD: dict[str, Any] = {"name": "x", "fact_status": "placeholder", "sources": [{"title": "y", "seen_on": "2026-01-02"}]}


@given(DATA, st.booleans())
def test_no_data_raises(data: dict[str, Any], start_well: bool):
    """Any nesting of fields, lists and texts is a record or has problems, never both or neither."""
    source = SourceFile("data/books/a.yml", {**GOOD, **data} if start_well else data)
    book, problems = parse_record(source, "books", Book)
    assert (book is None) == bool(problems)
    assert all(problem.message and problem.place.path == source.path for problem in problems)


def test_a_source_cannot_be_read_before_2000():
    """A digit is wrong."""
    source, _ = read("a.yml", ("name: x\n" + SOURCES.replace("2026-01-02", "1999-12-31")).encode())
    assert source is not None
    assert lines(parse_record(source, "books", Book)[1]) == [
        "a.yml:6:12: '1999-12-31' is before 2000. Use the date you read the source, as in 2026-05-03. [wrong-date]"
    ]

"""Records are linked to each other, and each problem between them is reported once."""

from collections.abc import Callable
from dataclasses import replace
from typing import Annotated, Any

import pytest
from toys import AUTHORS, BOOKS, Book, Shelved
from toys.library import SOURCES, catalog_of

from generator.records.fields.types import AnySourced, Link, Ref, Sourced, Text, Year
from generator.records.linked_records import UnknownKindError
from generator.records.parse import parse_record, share_facts
from generator.yaml_files.yaml_source import read

ANN = "name: Ann Lee\nborn: 1990\nused_by: [books.illustrators]\n"
BEA = "name: Bea Moe\n"
CITED = SOURCES.replace("- title", "- id: gazette\n  title")


# References


def test_a_reference_without_a_record_is_reported_with_the_nearest_slug():
    """At its place, also for the second item of a list."""
    _, problems = catalog_of(
        {"authors/ann-lee": ANN, "books/a": "name: A\nauthor: ann-le\nillustrators:\n- ann-lee\n- zoe\n"}
    )
    assert problems == [
        "data/books/a.yml:2:9: There is no record 'ann-le': data/authors/ann-le.yml does not exist. "
        "Did you mean 'ann-lee'? [unknown-reference]",
        "data/books/a.yml:5:3: There is no record 'zoe': data/authors/zoe.yml does not exist. "
        "The choices are ann-lee. To add one, create a file in data/authors/ "
        "with 'books.illustrators' under 'used_by'. [unknown-reference]",
    ]


def test_without_a_similar_slug_the_hint_is_to_check_the_file_name():
    _, problems = catalog_of({"authors/ann-lee": ANN, "books/a": "name: A\nauthor: zebra\n"})
    assert problems == [
        "data/books/a.yml:2:9: There is no record 'zebra': data/authors/zebra.yml does not exist. "
        "Check the file name. If it has no record yet, add data/authors/zebra.yml first. [unknown-reference]"
    ]


def test_a_choice_must_list_the_field_under_used_by():
    _, problems = catalog_of({"authors/ann": ANN, "authors/bea": BEA, "books/a": "name: A\nillustrators: [ann, bea]\n"})
    assert problems == [
        "data/books/a.yml:2:21: 'bea' is not a choice for 'illustrators'. The choices are ann. To add one, create a "
        "file in data/authors/ with 'books.illustrators' under 'used_by'. [wrong-choice]"
    ]


def test_a_field_without_choices_gets_a_hint_to_add_one():
    """There is no empty list of choices."""
    _, problems = catalog_of({"authors/bea": BEA, "books/a": "name: A\nillustrators: [bea]\n"})
    assert len(problems) == 1
    assert problems[0].startswith("data/books/a.yml:2:16: 'bea' is not a choice for 'illustrators'. ")
    assert "with 'books.illustrators' under 'used_by'. [wrong-choice]" in problems[0]
    assert "choices are ." not in problems[0]


BROKEN = {
    "it cannot be read": "name: Ann: Lee\n",
    "a field of it is wrong": "name: Ann Lee\nborn: long ago\n",
    "it lacks a field": "born: 1990\n",
}


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN.keys())
def test_references_to_an_invalid_file_are_not_reported(text: str):
    """Ten books by an author whose file has a mistake have no problems of their own."""
    books = {f"books/{n}": f"name: Book {n}\nauthor: ann\nillustrators: [ann]\n" for n in range(10)}
    _, problems = catalog_of({"authors/ann": text, **books})
    assert [problem for problem in problems if problem.startswith("data/books")] == []


def test_links_to_an_invalid_file_are_not_reported():
    """The file exists, so the links are not dead."""
    _, problems = catalog_of(
        {
            "authors/ann": "name: Ann Lee\nborn: long ago\n",
            "books/a": "name: A\nbody: By [Ann](authors:ann).\n",
            "books/b": "name: B\nbody: After [A](/books/c/).\n",
            "books/c": "name: C\npublished: long ago\n",
        }
    )
    assert problems == [
        "data/authors/ann.yml:2:7: 'born' must be a number, not 'long ago'. Use digits only. [not-a-number]",
        "data/books/c.yml:2:12: 'published' must be a number, not 'long ago'. Use digits only. [not-a-number]",
    ]


def test_a_text_may_not_link_to_a_record_that_was_taken_down():
    """The problem says so, not that there is no file."""
    kind = replace(BOOKS, record=Shelved)
    _, problems = catalog_of(
        {"books/a": "name: A\nbody: After [B](books:b).\n", "books/b": "name: B\nlent: true\n"}, (kind,)
    )
    assert len(problems) == 1
    assert problems[0].startswith("data/books/a.yml:2:7: ")
    assert "there is no data/books/b.yml" not in problems[0]


# Checks between records


def test_two_records_of_a_kind_cannot_have_the_same_name():
    """Regardless of case; records of other kinds do not matter."""
    _, problems = catalog_of(
        {
            "authors/tides": "name: Tides\n",
            "books/a": "name: The Tides\n",
            "books/b": "name: the tides\n",
            "books/c": "name: Tides\n",
        }
    )
    assert problems == [
        "data/books/b.yml:1:1: 'the tides' is also the name of data/books/a.yml. "
        "Give one of them another name, or retire it. [duplicate-name]"
    ]


def test_a_required_kind_without_records_is_a_problem():
    """It is at the folder, since there is no file."""
    _, problems = catalog_of({"books/a": "name: A\n"})
    assert problems == [
        "data/authors: data/authors/ has no records. "
        "Add one: the site cannot be built without this kind. [missing-kind]"
    ]


def test_a_required_kind_with_only_an_invalid_file_is_not_reported():
    """The invalid file is the problem."""
    catalog, problems = catalog_of({"authors/ann": "nam: Ann\n", "books/a": "name: A\n"})
    assert [problem.rsplit(" ", 1)[1] for problem in problems] == ["[missing-field]", "[unknown-field]"]
    assert catalog.all("authors") == []


def test_the_checks_of_a_kind_run():
    """They get the whole catalog, and name the place."""
    _, problems = catalog_of(
        {
            "authors/ann": ANN,
            "books/a": "name: A\nauthor: ann\npublished: 1990\n",
            "books/b": "name: B\nauthor: ann\npublished: 2000\n",
        }
    )
    assert problems == []
    _, problems = catalog_of(
        {"authors/ann": ANN.replace("1990", "1999"), "books/a": "name: A\nauthor: ann\npublished: 1990\n"}
    )
    assert problems == ["data/books/a.yml:3:12: 1990 is before the author was born. Check both years. [too-early]"]


# Problems in texts

NOWHERE = (
    "'nowhere' is not a valid link target. Use a web address (https://…), a page of this site (/…/) "
    "or a record (as in sites:example-county). [bad-link]"
)
LINES = {
    "beside the field's name": ("body: one [x](nowhere)\n", [":2:7"]),
    "on the first line of a long text": ("body: |\n  one [x](nowhere)\n  two\n", [":3"]),
    "on the second line of a long text": ("body: |\n  one\n  two [x](nowhere)\n", [":4"]),
    "after an empty line": ("body: |\n  one\n\n  two [x](nowhere)\n", [":5"]),
    "in a text that begins with an empty line": ("body: |\n\n  one\n  two [x](nowhere)\n", [":5"]),
    "in a list": ("body: |\n  - one\n  - two\n    three [x](nowhere)\n", [":5"]),
    "below fields that come before": ("summary: y\nalso:\n- z\nbody: |\n  one\n  two [x](nowhere)\n", [":7"]),
    "on two lines": ("body: |\n  one [x](nowhere)\n\n  two\n\n  three [y](nowhere)\n", [":3", ":7"]),
    "on a line after one that only shows it": ("body: |\n  one `[x](nowhere)`\n\n  two [x](nowhere)\n", [":5"]),
}


@pytest.mark.parametrize(("text", "places"), LINES.values(), ids=LINES.keys())
def test_a_problem_in_a_long_text_is_reported_on_its_own_line(text: str, places: list[str]):
    """Not on the line of the field's name."""
    _, problems = catalog_of({"authors/ann": ANN, "books/a": f"name: A\n{text}"})
    assert problems == [f"data/books/a.yml{place}: {NOWHERE}" for place in places]


def test_a_link_in_a_text_must_be_to_a_record_or_a_page():
    """By kind and slug or by address, with a suggestion if it is wrong."""
    _, problems = catalog_of(
        {
            "authors/ann": ANN,
            "books/a": "name: A\nbody: |\n  See [Ann](authors:ann) and [all](/authors/).\n\n"
            "  Not [Anne](authors:anne).\n\n  Not [A](/books/aa/).\n",
        }
    )
    assert problems == [
        "data/books/a.yml:5: There is no record 'authors:anne': data/authors/anne.yml does not exist. "
        "Did you mean 'ann'? [unknown-link]",
        "data/books/a.yml:7: No page has the address '/books/aa/'. Did you mean '/books/a/'? [unknown-link]",
    ]


# Lookups in the catalog


def library():
    """Three books, each of which follows another, and their authors."""
    catalog, problems = catalog_of(
        {
            "authors/ann": ANN,
            "authors/bea": BEA,
            "books/c": "name: Alpha\nauthor: ann\nillustrators: [ann]\n",
            "books/a": "name: beta\nauthor: ann\nfollows: c\n",
            "books/b": "name: Gamma\nauthor: bea\nfollows: a\n",
        }
    )
    assert problems == []
    return catalog


def test_records_are_listed_by_name():
    """Not by file name, and regardless of case; kinds in the order of the list."""
    catalog = library()
    assert [record.slug for record in catalog.all("books")] == ["c", "a", "b"]
    assert [record.slug for record in catalog] == ["c", "a", "b", "ann", "bea"]
    assert len(catalog) == 5


def test_a_record_is_found_by_kind_and_slug():
    """None if there is none; of several slugs, those that exist, in the order given."""
    catalog = library()
    assert catalog.get("books", "a").name == "beta"
    assert catalog.get("books", "zebra") is None
    assert [book.slug for book in catalog.many("books", ["b", "zebra", "c"])] == ["b", "c"]


def test_a_kind_that_nobody_uses_is_a_mistake_in_code():
    """A typo is not the same as a kind without records; a kind that another one uses may be left out."""
    catalog, _ = catalog_of({}, [replace(AUTHORS, uses=("readers",))])
    assert catalog.all("readers") == []
    assert catalog.get("readers", "a") is None
    lookups: list[Callable[[], object]] = [
        lambda: catalog.all("reader"),
        lambda: catalog.get("reader", "a"),
        lambda: catalog.many("reader", ["a"]),
        lambda: catalog.hidden("reader"),
        lambda: catalog.choices("reader", "books.author"),
    ]
    for look_up in lookups:
        with pytest.raises(UnknownKindError, match=r"There is no kind 'reader'\. Did you mean 'readers'\?"):
            look_up()
    with pytest.raises(UnknownKindError, match=r"There is no kind 'zebras'\. Name it in `uses` of the kind"):
        catalog.all("zebras")


def test_a_record_has_referrers():
    """By kind and field; a record that names it twice is listed once."""
    catalog = library()
    ann, alpha = catalog.get("authors", "ann"), catalog.get("books", "c")
    assert [book.slug for book in catalog.referrers(ann, "books")] == ["c", "a"]
    assert [book.slug for book in catalog.referrers(ann, "books", "illustrators")] == ["c"]
    assert [book.slug for book in catalog.referrers(alpha, "books", "follows")] == ["a"]
    assert catalog.referrers(ann, "authors") == []


def test_a_record_has_an_address():
    """A page of its own, or an anchor on a page."""
    catalog = library()
    assert catalog.url(catalog.get("books", "a")) == "books/a/"
    assert catalog.url(catalog.get("authors", "ann")) == "authors/#ann"
    assert (BOOKS.home, AUTHORS.home) == ("books/", "authors/")
    assert (BOOKS.has_pages, AUTHORS.has_pages) == (True, False)


def test_equal_facts_are_shared_and_different_ones_are_not():
    """Many records state the same few facts. A number never equals a text."""
    catalog, _ = catalog_of(
        {
            "books/a": "name: A\nform: novel\nplaces: [Ohio, {value: Ohio, source: gazette}]\n" + CITED,
            "books/b": "name: B\nform: novel\nplaces: [Iowa, Ohio]\n" + CITED,
        }
    )
    a, b = catalog.all("books")

    assert a.form is b.form
    assert a.places[0] is b.places[1]
    assert [str(fact.value) for fact in (*a.places, *b.places)] == ["Ohio", "Ohio", "Iowa", "Ohio"]
    assert [fact.source for fact in (*a.places, *b.places)] == [(), ("gazette",), (), ()]


def test_facts_of_different_types_are_not_shared():
    """A year and a text of the same digits, or a text and a reference, keep their types."""

    class Dated(Book):
        year: Sourced[Year] | None = None
        by: Sourced[Annotated[str, Ref("authors")]] | None = None
        where: Sourced[Text] | None = None

    facts: dict[Any, AnySourced] = {}
    source, _ = read("data/books/a.yml", b"name: A\nyear: 2020\nby: ann\nwhere: ann\n" + SOURCES.encode())
    assert source is not None
    record, _ = parse_record(source, "books", Dated)
    assert record is not None
    share_facts(record, facts)

    assert len(facts) == 3
    assert record.by is not None
    assert record.where is not None
    assert record.year is not None
    assert (type(record.by.value), type(record.where.value), record.year.value) == (Link, str, 2020)


def test_the_order_of_files_does_not_matter():
    """The same records give the same catalog."""
    files = {"authors/ann": ANN, "books/a": "name: A\n", "books/b": "name: B\nfollows: a\n"}
    there, _ = catalog_of(files)
    back, _ = catalog_of(dict(reversed(files.items())))
    assert [record.slug for record in there] == [record.slug for record in back]
    assert list(there) == list(back)

"""Records become pages and blocks, and no text of a record becomes HTML unless its field is Markdown."""

import datetime as dt
import html
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from toys import AUTHORS, BOOKS, Book, Shelved
from toys.library import THEME, catalog_of, site_settings

from generator.pages.page import Page
from generator.pages.render import Renderer
from generator.pages.templates import format_list
from generator.records.behavior import Behavior
from generator.records.catalog import Catalog
from generator.records.content_pages import ContentPage, FrontMatter
from generator.records.fields.types import ROOT
from generator.records.kind import Kind
from generator.records.markdown.links import TextProblem
from generator.text.dates import format_day
from generator.text.sentences import clip

ODD = "5 < 6 > 4 & \"so\" 'on' &amp; {{ x }}"
"""Every sign that means something in HTML or in a template; a record may hold them all."""

WHOLE = """\
name: NAME %s
also:
- ALSO %s
summary: SUMMARY %s
author: ann
illustrators:
- ann
form: novel
places:
- PLACE %s
bought: 2026-05-03
website: https://a.example/?b=1&c=2
parts:
- heading: HEADING %s
  pages: 3
fact_status: placeholder
sources:
- title: SOURCE %s
  seen_on: 2026-01-02
"""


def quoted(text: str) -> str:
    """Return a text as a quoted YAML value."""
    return "'" + text.replace("'", "''") + "'"


def book_full_of(text: str) -> str:
    """Return a book with a text in each of its text fields."""
    rows = []
    for row in WHOLE.split("\n"):
        start, sign, rest = row.rpartition(": ") if ": " in row else row.rpartition("- ")
        rows.append(f"{start}{sign}{quoted(rest % text)}" if "%s" in rest else row)
    return "\n".join(rows)


def make(files: dict[str, str], kinds: tuple[Kind, ...] = (BOOKS, AUTHORS)) -> Renderer:
    """Return a renderer of some records."""
    catalog, problems = catalog_of(files, kinds)
    assert problems == []
    return Renderer(catalog, site_settings(), THEME)


ANN = "name: Ann Lee\nused_by: [books.illustrators]\n"
FILES = {
    "authors/ann": ANN,
    "books/a": "name: Alpha\nauthor: ann\npublished: 2000\n",
    "books/b": "name: Beta\nfollows: a\n",
}


def page_of(renderer: Renderer, address: str) -> Page:
    """Return the page at an address."""
    return next(plan.render() for plan in (*renderer.records(), *renderer.indexes(())) if plan.address == address)


# Pages


def test_each_record_of_a_kind_with_pages_has_a_page():
    """With its title and its file."""
    pages = [plan.render() for plan in make(FILES).records()]
    assert [(page.address, page.title, page.source, page.listed) for page in pages] == [
        ("books/a/", "Alpha", "data/books/a.yml", True),
        ("books/b/", "Beta", "data/books/b.yml", True),
    ]
    assert [page.record.slug for page in pages if page.record] == ["a", "b"]


def test_a_page_shows_the_records_linked_with_it():
    """In both directions. Links begin with ROOT."""
    body = page_of(make(FILES), "books/a/").body
    assert f'By <a href="{ROOT}authors/#ann">Ann Lee</a>' in body
    assert f'Followed by <a href="{ROOT}books/b/">Beta</a>' in body


def test_each_kind_with_an_index_has_a_page_that_lists_its_records():
    """Unless a hand-written page has its address."""
    renderer = make(FILES)
    assert [
        (page.address, page.title, page.description) for page in (plan.render() for plan in renderer.indexes(()))
    ] == [
        ("books/", "Books", "What there is to read."),
        ("authors/", "Authors", "Who wrote the books."),
    ]
    assert [page.address for page in renderer.indexes({"books/"})] == ["authors/"]
    assert page_of(renderer, "books/").body.startswith(
        '<h1>Books</h1>\n<p class="lede">What there is to read.</p>\n<ul>'
    )


def test_a_page_has_a_file_a_section_and_a_depth():
    """The file of a folder is its index.html."""
    pages = [Page(address, "x", "x", html_of(""), "x") for address in ("", "a/", "a/b/", "404.html")]
    assert [page.file for page in pages] == ["index.html", "a/index.html", "a/b/index.html", "404.html"]
    assert [page.section for page in pages] == ["", "a", "a", ""]
    assert [page.depth for page in pages] == [0, 1, 2, 0]


def html_of(text: str) -> Any:
    """Return a text as templates return it."""
    return jinja2.Environment(autoescape=True).from_string("{{ text }}").render(text=text)


def test_a_hidden_record_leaves_a_neutral_page():
    """Without name and text, listed nowhere, at the same address."""
    renderer = make_hidden()
    page = page_of(renderer, "books/b/")
    assert not page.listed
    assert page.record is None
    assert "Beta" not in page.title + page.description + page.body
    assert "Beta" not in page_of(renderer, "books/").body
    assert "Beta" not in page_of(renderer, "books/a/").body


def make_hidden() -> Renderer:
    """Return a renderer of two books, of which the second was taken down."""
    files = {"books/a": "name: Alpha\n", "books/b": "name: Beta\nfollows: a\nlent: true\n"}
    return make(files, (replace(BOOKS, record=Shelved),))


def test_a_record_must_not_refer_to_one_that_was_taken_down():
    """The reference would show what must not be shown."""
    files = {"books/a": "name: Alpha\nfollows: b\n", "books/b": "name: Beta\nlent: true\n"}
    _, problems = catalog_of(files, (replace(BOOKS, record=Shelved),))
    assert problems == [
        "data/books/a.yml:2:10: 'b' was taken down at the request of the people it describes. "
        "Delete this reference. [names-removed-record]"
    ]


def test_a_redirect_page_links_to_the_new_page():
    """With a visible link. It is listed nowhere."""
    page = make(FILES).redirect_page("old/", "books/a/")
    assert (page.address, page.title, page.listed, page.moved_to) == ("old/", "This page moved: old", False, "books/a/")
    assert f'<a href="{ROOT}books/a/">/books/a/</a>' in page.body


# Escaping


def shown(renderer: Renderer) -> Iterator[str]:
    """Yield everything that a renderer renders."""
    for plan in (*renderer.records(), *renderer.indexes(())):
        page = plan.render()
        yield page.body
    yield str(renderer.block("books", "newest", ("9",)))
    yield str(renderer.block("books", "list", ()))
    yield str(renderer.block("all", "a-z", ()))


def test_every_text_of_a_record_is_escaped():
    """In text, in attributes, in lists and in blocks."""
    files = {"authors/ann": f"name: {quoted(ODD)}\nused_by: [books.illustrators]\n", "books/a": book_full_of(ODD)}
    for body in shown(make(files)):
        assert "5 < 6" not in body
        assert "6 > 4" not in body
        assert '"so"' not in body
        assert "'on'" not in body
        assert "& " not in body
        assert "5 &lt; 6 &gt; 4 &amp; &#34;so&#34; &#39;on&#39; &amp;amp; {{ x }}" in body


def test_each_text_field_is_on_its_page():
    """So that the test above is not empty."""
    body = page_of(make({"authors/ann": ANN, "books/a": book_full_of(ODD)}), "books/a/").body
    for name in ("NAME", "ALSO", "SUMMARY", "PLACE", "HEADING", "SOURCE"):
        assert f"{name} 5 &lt; 6" in body


@given(st.text(st.characters(exclude_categories=["Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"]), min_size=1, max_size=30))
def test_any_text_is_shown_exactly(text: str):
    """Readers see exactly what the editor wrote."""
    catalog, problems = catalog_of({"books/a": f"name: {quoted('x' + text + 'x')}\n", "authors/ann": ANN})
    book = catalog.get("books", "a")
    if book is None:
        assert "[raw-html]" in problems[0]
        return
    body = page_of(Renderer(catalog, site_settings(), THEME), "books/a/").body
    heading = body.split("<h1>")[1].split("</h1>")[0]
    assert html.unescape(heading) == book.name
    assert "<" not in heading


def test_a_title_of_a_page_is_escaped_in_its_body():
    """Titles and descriptions are plain text, which the frame escapes."""
    renderer = make({"authors/ann": ANN, "books/a": f"name: {quoted(ODD)}\n"})
    assert page_of(renderer, "books/a/").title == ODD
    page = renderer.content_page(ContentPage("content/a.md", "a/", FrontMatter(title=ODD, description="x"), "One.", 5))
    assert page.problems == ()
    assert page.body == ("<h1>5 &lt; 6 &gt; 4 &amp; &#34;so&#34; &#39;on&#39; &amp;amp; {{ x }}</h1>\n<p>One.</p>")


# Templates


def kind_with_templates(tmp_path: Path, **templates: str) -> Kind:
    """Return a kind with templates in its own folder."""
    for name, text in templates.items():
        (tmp_path / f"{name}.html").write_text(text)
    return Kind(
        name="books",
        title="Books",
        singular="Book",
        record=Book,
        folder=tmp_path,
        behavior=Behavior(blocks={"odd": lambda catalog: {}}),
    )


@pytest.mark.parametrize("text", ["{{ recrod.name }}", "{{ record.nmae }}", "{% if record.nmae %}x{% endif %}"])
def test_an_unknown_name_in_a_template_is_an_error(tmp_path: Path, text: str):
    """A mistake in a template is an error, not a gap in the page."""
    renderer = make({"books/a": "name: Alpha\n"}, (kind_with_templates(tmp_path, page=text),))
    with pytest.raises(jinja2.UndefinedError):
        [plan.render() for plan in renderer.records()]


def test_an_unknown_name_in_a_blocks_template_is_an_error(tmp_path: Path):
    """The same for a block's template."""
    renderer = make({"books/a": "name: Alpha\n"}, (kind_with_templates(tmp_path, odd="{{ zebra }}"),))
    with pytest.raises(jinja2.UndefinedError):
        renderer.block("books", "odd", ())


def test_only_markdown_fields_become_html(tmp_path: Path):
    """HTML from Markdown is not escaped; a text field is, even if it contains HTML."""
    kind = kind_with_templates(tmp_path, page="{{ record.body|prose }}{{ record.body }}")
    body = page_of(make({"books/a": "name: Alpha\nbody: '*x*'\n"}, (kind,)), "books/a/").body
    assert body == "<p><em>x</em></p>*x*"


# Blocks


def test_a_block_is_rendered_with_its_arguments():
    """With the kind's own template."""
    renderer = make(FILES)
    assert str(renderer.block("books", "newest", ())).count("<a ") == 1
    assert str(renderer.block("books", "newest", ("2",))).count("<a ") == 2


def test_a_list_can_be_placed_on_any_page():
    """A kind with an index also has it as a block."""
    renderer = make(FILES)
    assert f'<a href="{ROOT}books/a/">Alpha</a>' in str(renderer.block("books", "list", ()))


@pytest.mark.parametrize(
    ("kind", "name", "words", "fault"),
    [
        (
            "boks",
            "list",
            (),
            TextProblem(0, "unknown-block", "'boks' is not a kind of record.", "Did you mean 'books'?"),
        ),
        (
            "books",
            "lst",
            (),
            TextProblem(0, "unknown-block", "'books.lst' is not a block.", "Did you mean 'books.list'?"),
        ),
        (
            "books",
            "x",
            (),
            TextProblem(0, "unknown-block", "'books.x' is not a block.", "The blocks are books.newest, books.list."),
        ),
        (
            "zebras",
            "list",
            (),
            TextProblem(0, "unknown-block", "'zebras' is not a kind of record.", "The kinds are books, authors."),
        ),
        (
            "all",
            "x",
            (),
            TextProblem(
                0,
                "unknown-block",
                "'all.x' is not a block.",
                "The blocks are all.search, all.a-z, all.exports, all.read-on, all.contact, all.copy, "
                "all.corrections, all.pair.",
            ),
        ),
        (
            "books",
            "newest",
            ("x",),
            TextProblem(
                0,
                "bad-block",
                "The block 'books.newest' does not accept 'x'.",
                "Compare with another page that places this block.",
            ),
        ),
    ],
)
def test_an_unknown_block_is_a_problem(kind: str, name: str, words: tuple[str, ...], fault: TextProblem):
    """With the most similar name as a hint."""
    assert make(FILES).block(kind, name, words) == fault


# Descriptions


def summary_of(text: str) -> str:
    """Return the summary of a book."""
    catalog, problems = catalog_of({"books/a": f"name: Alpha\n{text}", "authors/ann": ANN})
    assert problems == []
    return catalog.summarize(catalog.get("books", "a"))


def test_a_summary_is_the_records_own_or_the_start_of_its_text():
    """Or its name, if there is neither."""
    assert summary_of("summary: A sea.\nbody: Long.\n") == "A sea."
    assert summary_of("body: Long.\n") == "Long."
    assert summary_of("") == "Alpha"


def test_a_summary_is_plain_text():
    """Markdown is removed, and text that looks like HTML is kept."""
    assert summary_of("body: The **sea**, by [Ann](authors:ann).\n") == "The sea, by Ann."
    assert summary_of("summary: Ages 5 < 6 & 7 > 3\n") == "Ages 5 < 6 & 7 > 3"
    assert summary_of("summary: AT&amp;T\n") == "AT&amp;T"


def test_a_long_text_is_clipped_at_a_word():
    """At the length that search engines show, with an ellipsis."""
    assert clip("one two three", 13) == "one two three"
    assert clip("one two three", 12) == "one two…"
    assert clip("one, two", 5) == "one…"
    assert clip("word " * 100).endswith("word…")


@given(st.text(max_size=60), st.integers(5, 40))
def test_a_clipped_text_is_never_too_long(text: str, length: int):
    """Even if it is one long word."""
    clipped = clip(text, length)
    assert len(clipped) <= length + 1
    assert clipped == text or (clipped.endswith("…") and text.startswith(clipped[:-1]))


def test_no_two_pages_have_the_same_description():
    """Two books may have the same summary."""
    renderer = make({"authors/ann": ANN, "books/a": "name: A\nsummary: x\n", "books/b": "name: B\nsummary: x\n"})
    pages = [plan.render() for plan in renderer.records()]
    assert len({page.description for page in pages}) == 2


# Dates, lists and labels


def test_a_date_is_written_as_americans_write_it():
    """In English, whatever the locale."""
    assert format_day(dt.date(2026, 5, 3)) == "May 3, 2026"
    assert [format_day(dt.date(2026, month, 1)).split()[0][:3] for month in range(1, 13)] == [
        *("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    ]


def test_a_list_becomes_a_phrase():
    """With 'and' before the last item."""
    assert [format_list(words) for words in ((), ("a",), ("a", "b"), ("a", "b", "c"))] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]


def test_a_choice_is_shown_with_its_label():
    """Not by its slug."""
    catalog: Catalog = make(FILES | {"books/c": "name: C\nillustrators: [ann]\n"}).catalog
    body = page_of(Renderer(catalog, site_settings(), THEME), "books/c/").body
    assert "<p>Ann Lee</p>" in body

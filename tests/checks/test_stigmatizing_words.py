"""Stigmatizing words get a warning with a better word, except in names and quotations."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from site_fixture import assert_none
from toys import TOYS
from toys.library import SOURCES, Files

from generator.base.problems import has_errors
from generator.project.project import open_project

NEVER = re.compile(r"\b(addicts?|abusers?|inmates?|offenders?|click here)\b", re.IGNORECASE)
"""Labels for people that are not person-first, and a link text that does not name its target."""

NAMES_AND_QUOTATIONS: tuple[str, ...] = ()
"""Names of organizations and documents, and quotations, that may contain such a word; each in full."""

Library = Callable[[Files], Path]

WORDS = "words:\n- avoid: addict\n  write: person who uses\n- avoid: substance abuse\n  write: substance use\n"


def warnings(library: Library, book: str = "", page: str = "") -> list[str]:
    files = {"data/words-to-avoid.yml": WORDS}
    if book:
        files["data/books/b.yml"] = f"name: B\n{book}{SOURCES}"
    if page:
        files["content/more.md"] = f"---\ntitle: More\ndescription: All of it.\n---\n{page}\n"
    problems = open_project(library(files), TOYS)[1]
    assert not has_errors(problems)
    return [str(problem) for problem in problems]


def test_a_word_is_reported_on_its_line_with_a_better_one(library: Library):
    assert warnings(library, "summary: Help for addicts.\n") == [
        "data/books/b.yml:2:10: warning: 'addict' is stigmatizing. Use 'person who uses'. [word-to-avoid]"
    ]


def test_a_word_in_a_long_text_and_in_a_page_is_reported_on_its_line(library: Library):
    messages = warnings(library, "body: |\n  One.\n\n  Two on substance abuse.\n", "One.\n\nAddicts are told so.")

    assert [line.split(": ")[0] for line in messages] == ["data/books/b.yml:5", "content/more.md:7"]


@pytest.mark.parametrize(
    "text",
    ["substance\nabuse", "substance\u00a0abuse", "substance&nbsp;abuse", "sub\u00adstance abuse", "*substance* abuse"],
)
def test_a_word_is_reported_however_it_is_typed(library: Library, text: str):
    """Readers see the same words. What a word processor left in them is another warning."""
    [message] = [line for line in warnings(library, page=f"One.\n\nOn {text}.") if "[pasted-character]" not in line]
    assert message.startswith("content/more.md:7: warning: 'substance abuse' is stigmatizing.")


@pytest.mark.parametrize(
    "text",
    [
        "> He called himself an addict.",
        "The report “From Addicts to Peers” is old.",
        "It is from the Office of Substance Abuse.",
        "See [this](https://a.example/addict) and `addict`.",
        "Addiction and addictive are other words.",
    ],
)
def test_quoted_paragraphs_names_links_and_other_words_are_not_reported(library: Library, text: str):
    assert warnings(library, page=text) == []


@pytest.mark.parametrize("text", ["He said “addict” of himself.", 'They wrote "addicts" then.', "An ‘addict’ came."])
def test_quotation_marks_excuse_no_word(library: Library, text: str):
    [message] = warnings(library, page=text)
    assert "'addict' is stigmatizing." in message


def test_a_name_may_contain_any_word(library: Library):
    assert warnings(library, "also:\n- addict\n") == []


def test_no_page_has_a_stigmatizing_word_or_a_meaningless_link(site):
    """In its text, title and description, and in the labels for screen readers."""
    matches = []
    for address, page in site.pages.items():
        attributes = [
            element.attributes[name]
            for element in page.all()
            for name in ("alt", "aria-label", "content", "placeholder", "title")
            if name in element.attributes
        ]
        words = " · ".join([page.text, *attributes])
        titles = [source.name for source in site.project.catalog.all("sources")]
        for name in (*NAMES_AND_QUOTATIONS, *titles):
            words = words.replace(name, "")
        matches += [f"/{address}: …{words[max(0, at.start() - 40) : at.end() + 40]}…" for at in NEVER.finditer(words)]
    assert_none(matches)

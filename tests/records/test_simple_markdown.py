"""The fast renderer writes the same HTML as the Markdown engine, or leaves the text to it."""

import random

import pytest
from chance import CASES
from toys.library import REPOSITORY

from generator.kinds import KINDS
from generator.project.project import open_project
from generator.records.fields.types import ROOT, Prose
from generator.records.markdown import Engine, Rendered, _run
from generator.records.markdown.links import Links
from generator.records.markdown.simple import render_simple

LINKS = Links(
    {"terms": {"jail": "terms/#jail", "peer-worker": "terms/?a=1&b=2#peer-worker"}},
    frozenset({"", "about/"}),
    {"terms": frozenset({"broken"})},
    {"terms": frozenset({"gone"})},
)

PIECES = [
    *("word", "Peer", "x", "é", "T", "2", "5", " ", "  ", "\t", "\n", "\n\n", "\n\n\n", "\n    ", "\r", "\u00a0"),
    *(". ", ",", ": ", "; ", "?", "!", "...", "$5", "% ", "’", "'", '"', "“", "”", "—", "–", "(a)", "(", ")", "/x/"),
    *("1. ", "2) ", "- ", "* ", "+ ", "# ", "> ", "--", "===", "\n---\n", "\n===\n", "| a | b |\n|---|---|\n", "::: a"),
    *("a-b", "a_b", "_a_", "*a*", "**", "`a`", "```", "~~", "\\", "&", "&amp;", "<b>", "<!--", "{", "}", "^", "@", "="),
    *("[peer](terms:peer-worker)", "[two words](terms:jail)", "[Jail’s, door](terms:jail)", "[a](/about/)", "[a]"),
    *("[a](terms:none)", "[a](terms:broken)", "[a](terms:gone)", "[a](nothing:jail)", "[](terms:jail)", "](", "]: "),
    *(
        "[a [b](terms:jail)",
        "![a](terms:jail)",
        "https://a.example/",
        "www.a.example",
        "a@b.example",
        *(
            "[a](terms:jail ",
            "[a *b* c](terms:jail)",
            "[a_b_](terms:jail)",
            "[a `b`](terms:jail)",
            "[a & b](terms:jail)",
        ),
    ),
]
"""Parts of texts, including those that are special, or almost special, in Markdown."""


def compare(engine: Engine, text: str) -> bool:
    """Return whether a text is simple; if it is, the Markdown engine must render it the same, without problems."""
    simple = render_simple(text, engine._links)
    if simple is not None:
        rendered = Rendered(simple)  # type: ignore[arg-type]  # a plain string equals its Markup
        assert _run(engine._markdown, engine._safe, text) == rendered, text
    return simple is not None


def test_the_real_records_are_rendered_the_same():
    project, problems = open_project(REPOSITORY, KINDS)
    assert project is not None, problems
    catalog = project.catalog
    texts = sorted({text for record in catalog for _, text in catalog.values(record, Prose)})

    simple = [text for text in texts if compare(catalog.prose, text)]

    assert len(simple) > len(texts) / 2


@pytest.mark.fuzz
@pytest.mark.parametrize("seed", range(4))
def test_random_texts_are_rendered_the_same(seed):
    rng, engine = random.Random(seed), Engine(LINKS)
    plain, tricky = PIECES[:34], PIECES
    simple = 0
    for _ in range(3 * CASES):
        pieces = [rng.choice(tricky if rng.random() < 0.08 else plain) for _ in range(rng.randint(1, 12))]
        text = "".join(pieces)
        simple += bool(text.strip()) and compare(engine, text)

    assert simple > 20


@pytest.mark.parametrize("piece", PIECES)
def test_each_piece_is_rendered_the_same_wherever_it_is(piece):
    engine = Engine(LINKS)
    for text in (
        "{}",
        "{}word",
        "word{}",
        "One {} two.",
        "One\n{}",
        "One\n\n{}\n\nTwo.",
        "One{}\nTwo{}\n",
        "One.\n{} two",
    ):
        compare(engine, text.replace("{}", piece))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("A word.", "<p>A word.</p>"),
        ("One.\n\nTwo.\n", "<p>One.</p>\n<p>Two.</p>"),
        ("One\ntwo.", "<p>One two.</p>"),
        ("See [jail](terms:jail).", f'<p>See <a href="{ROOT}terms/#jail">jail</a>.</p>'),
    ],
)
def test_simple_texts_need_no_engine(text, shown):
    assert render_simple(text, LINKS) == shown


@pytest.mark.parametrize(
    "text",
    [
        *("*a*", "a  \nb", "- a", "1. a", "# a", "> a", "a\n---", "a & b", "a < b", "`a`", "a\\"),
        *("[a](terms:none)", "[a](terms:gone)", "[a](/about/)", "![a](terms:jail)", "A [b] c"),
        *("    code", "a\n\n    code", "[A]: b", "| a |\n|---|\n| b |", "a_b_c", "a\u00a0b", "2026. A year", ""),
    ],
)
def test_all_other_texts_are_left_to_the_engine(text):
    assert render_simple(text, LINKS) is None

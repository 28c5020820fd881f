"""Lists are the same as in GitHub's preview, whatever their indentation, and nothing of them is lost."""

import random
import re
from html.parser import HTMLParser

import cmarkgfm
import pytest
from chance import CASES
from limits import cpu_seconds

from generator.records.markdown import Engine, find_unrendered
from generator.records.markdown.links import Links
from generator.records.markdown.lists import DEEPEST

Tree = list["Tree | str"]
"""An element: its tag with its attributes, then its texts and elements."""


class Outline(HTMLParser):
    """Reads HTML as a tree, without the line breaks that have no meaning."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tree: Tree = []
        self.open = [self.tree]
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element: Tree = [tag + "".join(f" {name}={value}" for name, value in attrs)]
        self.open[-1].append(element)
        if tag not in ("br", "hr"):
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag not in ("br", "hr"):
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if words := " ".join(data.split()):
            self.open[-1].append(words)


def tree(text: str) -> Tree:
    return Outline(text).tree


def by_github(text: str) -> str:
    html: str = cmarkgfm.github_flavored_markdown_to_html(text)
    return html


def by_us(text: str) -> str:
    rendered = Engine(Links({})).render(text)
    assert rendered.problems == ()
    return rendered.html


SAME = {
    "two spaces": "- a\n  - b\n    - c\n- d",
    "three spaces": "1. a\n   - b\n   - c\n2. d",
    "four spaces": "- a\n    - b\n        - c\n- d",
    "eight spaces": "- a\n    - b\n            c",
    "one space": "- a\n - b\n  - c",
    "a number below a bullet": "- a\n  1. b\n  2. c",
    "a wide marker": "10. a\n    - b\n\n    c",
    "wide spaces": "-   a\n    - b\n\n    c",
    "tabs": "- a\n\t- b\n\t\t- c",
    "items side by side": "- - a\n  - b\n- 1. c",
    "several paragraphs": "- a\n\n  b\n\n  - c\n\n    d\n- e",
    "loose inside": "- a\n  - b\n\n  - c\n- d",
    "loose outside": "- a\n  - b\n\n- c",
    "a text without indentation": "- a\nb\n  - c\nd",
    "a text after a list": "- a\n\nb",
    "a quotation": "- a\n  > b\n  > - c\n\n  d",
    "in a quotation": "> - a\n>   - b\n>\n> c",
    "code": "- a\n\n      b\n\n      c\n- d",
    "code at once": "-     a\n- b",
    "a heading": "- ## a\n- b\n  ## c",
    "a table": "- a\n\n  b",
    "brackets": "1) a\n   1) b\n2) c",
    "other markers": "- a\n* b\n+ c\n1. d\n1) e",
    "another number": "7. a\n8. b",
    "below a paragraph": "a\n- b\n  - c",
    "below a paragraph with numbers": "a\n1. b\n2. c",
    "not below a paragraph": "a\n2. b",
    "an empty item": "- a\n-\n- b",
    "an item that starts empty": "-\n  a\n-\n\n  b",
    "a rule": "- a\n***\n- b\n- * * *",
    "too far in": "- a\n      - b",
    "a year": "- It began in\n  2020. It grew.",
}


@pytest.mark.parametrize("text", SAME.values(), ids=SAME.keys())
def test_a_list_is_the_same_as_on_github(text: str):
    """In items and in their paragraphs."""
    assert tree(by_us(text)) == tree(by_github(text))


@pytest.mark.parametrize("text", ["- a\n  - b\n\n- c", "1. a\n   - b", "Text:\n- a\n  1. b"])
def test_a_list_in_a_page_is_the_same_as_on_github(text: str):
    rendered = Engine(Links({})).render_page(text, lambda *_: "")
    assert tree(rendered.html) == tree(by_github(text))


MARKERS = ["- ", "- ", "* ", "+ ", "1. ", "1. ", "2. ", "10. ", "1) ", "-   ", "-     ", "- - ", "1. - ", "-", "* * * "]
WORDS = ["a", "b", "c d", "", "*e*", "`f`"]


def random_list(rng: random.Random) -> str:
    """Lines with any indentation: list items, paragraphs, quotations and blank lines."""
    lines = []
    for _ in range(rng.randint(1, 9)):
        chance = rng.random()
        indent = " " * rng.choice([0, 0, 0, 1, 2, 2, 3, 4, 4, 5, 6, 8, rng.randint(0, 12)])
        if chance < 0.15:
            lines.append("")
        elif chance < 0.8:
            lines.append(indent + rng.choice(MARKERS) + rng.choice(WORDS))
        else:
            lines.append(indent + rng.choice(["word", "more words", "> q"]))
    return "\n".join(lines)


OTHERWISE = re.compile(r"<h[12]>|</blockquote>\s*<blockquote>")
"""What the engine reads otherwise outside of lists: paragraphs underlined by '-', and two quotations in a row."""

SPACED = re.compile(r"<pre>|<hr />")
"""What GitHub's parser does not count when it decides whether the items of a list are paragraphs."""


@pytest.mark.fuzz
@pytest.mark.parametrize("seed", range(4))
def test_random_lists_are_the_same_as_on_github(seed: int):
    """With any depth and indentation. No text is lost, and each warning has a line."""
    rng = random.Random(seed)
    same = 0
    for _ in range(2 * CASES):
        text = random_list(rng)
        theirs = by_github(text)
        if OTHERWISE.search(theirs) or not text.strip():
            continue
        ours, paragraph = by_us(text), re.compile("</?p>")
        if SPACED.search(theirs):
            ours, theirs = paragraph.sub(" ", ours), paragraph.sub(" ", theirs)
        assert joined(tree(ours)) == joined(tree(theirs)), text
        assert all(0 <= problem.line <= text.count("\n") for problem in find_unrendered(text))
        same += 1
    assert same > CASES


def joined(element: Tree) -> Tree:
    """A tree in which texts side by side are one."""
    parts: Tree = []
    for part in element:
        if isinstance(part, str) and len(parts) > 1 and isinstance(parts[-1], str):
            parts[-1] += f" {part}"
        else:
            parts.append(part if isinstance(part, str) else joined(part))
    return parts


def test_a_list_with_too_many_levels_is_a_problem_and_no_text_is_lost():
    """Instead of a crash of the engine."""
    for text in ("1. " * 2000 + "end", "- a\n" + "\n".join(f"{'  ' * level}- {level}" for level in range(1, 60))):
        rendered = Engine(Links({})).render(text)
        assert [(problem.line, problem.code) for problem in rendered.problems][:1] == [
            (text.count("\n", 0, text.find(f"- {DEEPEST}")) if "\n" in text else 0, "too-deep")
        ]
        assert rendered.html.count("<li>") == DEEPEST
        assert "end" in rendered.html or "59" in rendered.html


@pytest.mark.parametrize(
    "piece",
    ["- a\n", "- a\n\nb\n\n", "a\n- ", "- a\n  - b\n", "***\n", "a\n## b\n", "> - ", "1. ", "- a\n\n      c\n\n"],
)
def test_long_lists_are_rendered_in_time(piece: str):
    """Without work for each line that depends on the number of lines."""
    text = piece * (20_000 // len(piece))
    with cpu_seconds(20):
        Engine(Links({})).render(text)
        list(find_unrendered(text))

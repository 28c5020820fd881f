"""Markdown is rendered safely: dangerous or dead content is a problem on its line."""

import html
import re
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from limits import cpu_seconds

from generator.records.fields.types import ROOT
from generator.records.markdown import GROUPS, PLAIN, Blocks, Engine, Rendered, to_text
from generator.records.markdown.links import Links, TextProblem
from generator.text.typed.invisible import FORBIDDEN

LINKS = Links(
    {"books": {"the-tides": "books/the-tides/"}, "authors": {"ann": "authors/#ann"}},
    frozenset({"", "about/", "books/"}),
)


def render(text: str) -> Rendered:
    """A record's text, rendered by a new engine."""
    return Engine(LINKS).render(text)


def blocks(kind: str, name: str, words: tuple[str, ...]) -> str | TextProblem:
    """The blocks of a page: there is one."""
    if (kind, name) == ("books", "newest"):
        return f"<p>Newest: {' '.join(words)}</p>"
    return TextProblem(0, "unknown-block", f"'{kind}.{name}' is not a block.", "The blocks are newest.")


def render_page(text: str, placed: Blocks = blocks) -> Rendered:
    """A hand-written page's text, rendered."""
    return Engine(LINKS).render_page(text, placed)


def without_line_breaks(text: str) -> str:
    """HTML without its line breaks, which have no meaning here."""
    return text.replace("\n", "")


def problems_of(rendered: Rendered) -> list[str]:
    """Problems as 'line: message hint [code]', with lines from 1."""
    return [
        " ".join(filter(None, [f"{problem.line + 1}: {problem.message}", problem.hint, f"[{problem.code}]"]))
        for problem in rendered.problems
    ]


# Supported Markdown

SHOWN = {
    "a paragraph": ("One & two.", "<p>One &amp; two.</p>"),
    "emphasis": ("*one* **two**", "<p><em>one</em> <strong>two</strong></p>"),
    "a list": ("- one\n- two", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>"),
    "numbers": ("3. one\n4. two", '<ol start="3">\n<li>one</li>\n<li>two</li>\n</ol>'),
    "a quotation": ("> one", "<blockquote>\n<p>one</p>\n</blockquote>"),
    "a heading": ("## one", "<h2>one</h2>"),
    "code with a tag": ("`<b>`", "<p><code>&lt;b&gt;</code></p>"),
    "a block of code with a tag": ("    <b>", "<pre><code>&lt;b&gt;\n</code></pre>"),
    "a sign that is not a tag": ("5 < 6 > 4", "<p>5 &lt; 6 &gt; 4</p>"),
    "a tag spelled out": ("&lt;b&gt;", "<p>&lt;b&gt;</p>"),
    "a table with sides": (
        "| a | b | c |\n|:--|:-:|--:|\n| 1 | 2 | 3 |",
        '<div aria-label="Table: a, b, c" class="table-wrap" role="region" tabindex="0">'
        '<table class="stacked"><thead><tr>'
        '<th class="align-left">a</th><th class="align-center">b</th><th class="align-right">c</th>'
        "</tr></thead><tbody><tr>"
        '<td class="align-left" data-label="a">1</td><td class="align-center" data-label="b">2</td>'
        '<td class="align-right" data-label="c">3</td>'
        "</tr></tbody></table></div>",
    ),
    "a table without sides": (
        "| a |\n|---|\n| 1 |",
        '<div aria-label="Table: a" class="table-wrap" role="region" tabindex="0">'
        '<table class="stacked"><thead><tr><th>a</th></tr>'
        '</thead><tbody><tr><td data-label="a">1</td></tr></tbody></table></div>',
    ),
    "a link to the web": ("[x](https://a.example/?b=1&c=2)", '<p><a href="https://a.example/?b=1&amp;c=2">x</a></p>'),
    "a link with a title": ("[x](https://a.example 'y')", '<p><a href="https://a.example" title="y">x</a></p>'),
    "a link with an escaped sign": ("[x](https://a.example/b\\_c)", '<p><a href="https://a.example/b_c">x</a></p>'),
    "a link with an underscore": ("[x](https://a.example/b_c_d)", '<p><a href="https://a.example/b_c_d">x</a></p>'),
    "a link by reference": ("[x][1]\n\n[1]: https://a.example", '<p><a href="https://a.example">x</a></p>'),
    "a bare link": ("<https://a.example>", '<p><a href="https://a.example">https://a.example</a></p>'),
    "a link with spaces": (
        "[x](<https://a.example/My Report 1.pdf>)",
        '<p><a href="https://a.example/My%20Report%201.pdf">x</a></p>',
    ),
    "a link with spaces and a title": (
        "[x](<https://a.example/a b> 'y')",
        '<p><a href="https://a.example/a%20b" title="y">x</a></p>',
    ),
    "a link with spaces and an escaped sign": (
        "[x](<https://a.example/a\\_b c>)",
        '<p><a href="https://a.example/a_b%20c">x</a></p>',
    ),
    "a bare link with spaces": (
        "<https://a.example/a b>",
        '<p><a href="https://a.example/a%20b">https://a.example/a b</a></p>',
    ),
    "a subject with spaces": (
        "[x](<mailto:a@a.example?subject=a b>)",
        '<p><a href="mailto:a@a.example?subject=a%20b">x</a></p>',
    ),
    "a link with spaces around it": ("[x]( https://a.example )", '<p><a href="https://a.example">x</a></p>'),
    "a link with a name like an entity's": (
        "[x](https://a.example/?a&copy=1&lt=2)",
        '<p><a href="https://a.example/?a&amp;copy=1&amp;lt=2">x</a></p>',
    ),
    "a link with an entity in its parts": (
        "[x](https://a.example/?a=1&amp;lt;=2)",
        '<p><a href="https://a.example/?a=1&amp;lt;=2">x</a></p>',
    ),
    "escaped signs": ('\\~ \\$ \\: \\/ \\" \\<b>', '<p>~ $ : / " &lt;b&gt;</p>'),
    "a line break": ("a\\\nb", "<p>a<br>\nb</p>"),
    "an indented heading": ("  ## a", "<h2>a</h2>"),
    "two rules": ("---\n---", "<hr>\n<hr>"),
    "a mailbox": ("[x](mailto:a@a.example)", '<p><a href="mailto:a@a.example">x</a></p>'),
    "a number to call": ("[x](tel:555)", '<p><a href="tel:555">x</a></p>'),
    "a link to a record": ("[x](books:the-tides)", f'<p><a href="{ROOT}books/the-tides/">x</a></p>'),
    "a link to a part of a page": ("[x](authors:ann)", f'<p><a href="{ROOT}authors/#ann">x</a></p>'),
    "a link to a page": ("[x](/about/)", f'<p><a href="{ROOT}about/">x</a></p>'),
    "a link to a page's part": ("[x](/about/#us)", f'<p><a href="{ROOT}about/#us">x</a></p>'),
    "a link home": ("[x](/)", f'<p><a href="{ROOT}">x</a></p>'),
    "a link within the page": ("[x](#us)", '<p><a href="#us">x</a></p>'),
}


@pytest.mark.parametrize(("text", "shown"), SHOWN.values(), ids=SHOWN.keys())
def test_markdown_is_rendered(text: str, shown: str):
    """As HTML that the content security policy allows, without problems."""
    rendered = render(text)
    assert problems_of(rendered) == []
    assert without_line_breaks(rendered.html) == without_line_breaks(shown)


def test_headings_of_pages_have_ids():
    """Those of records do not: two records on one page could have the same ones."""
    assert render_page("## One two").html == '<h2 id="one-two">One two</h2>'
    assert render("## One two").html == "<h2>One two</h2>"


# Raw HTML

WRITE = "Use Markdown; HTML is not allowed. [raw-html]"
RAW = {
    "<script>alert(1)</script>": ["<script>", "</script>"],
    "<SCRIPT src=//a.example>": ["<SCRIPT src=//a.example>"],
    "<iframe src='https://a.example'>": ["<iframe src='https://a.example'>"],
    "<img src=x onerror=alert(1)>": ["<img src=x onerror=alert(1)>"],
    "<b onmouseover=alert(1)>": ["<b onmouseover=alert(1)>"],
    "<!-- hidden -->": ["<!-- hidden -->"],
    "<?php ?>": ["<?php ?>"],
    "<![CDATA[ x ]]>": ["<![CDATA[ x ]]>"],
    "x <br> y": ["<br>"],
    "<script": ["<script"],
    "<a@b.example>": ["<a@b.example>"],
    "<javascript:alert(1)>": ["<javascript:alert(1)>"],
    "- <div>": ["<div>"],
    "> <div>": ["<div>"],
    "## <div>": ["<div>"],
    "| <div> |\n|---|\n| x |": ["<div>"],
    "[<div>](https://a.example)": ["<div>"],
    "*<div>*": ["<div>"],
}


@pytest.mark.parametrize(("text", "tags"), RAW.items(), ids=RAW.keys())
def test_raw_html_is_a_problem_and_never_a_tag(text: str, tags: list[str]):
    """It is shown as text, wherever it is."""
    rendered = render(text)
    assert problems_of(rendered) == [f"1: The text contains HTML: '{tag[:40]}'. {WRITE}" for tag in tags]
    for tag in tags:
        assert tag in html.unescape(re.sub(r"<[^>]*>", "", rendered.html))
    check_safe(rendered)


def test_raw_html_on_two_lines_is_a_problem():
    """The tag is not joined after the line break."""
    rendered = render("x\n<img\nsrc=x onerror=alert(1)>")
    assert problems_of(rendered) == [f"2: The text contains HTML: '<img'. {WRITE}"]
    assert "<img" not in rendered.html


def test_raw_html_is_reported_on_its_own_line():
    """Not on a line where code shows the same tag; and once for each occurrence."""
    rendered = render("Write `<b>` for bold.\n\nNot <b> like this.\n\nNor <b> like this.")
    assert problems_of(rendered) == [f"{line}: The text contains HTML: '<b>'. {WRITE}" for line in (3, 5)]


# Links

START = "Use a web address (https://…), a page of this site (/…/) or a record (as in sites:example-county). [bad-link]"
BAD_LINKS = {
    "a script": "[x](javascript:alert(1))",
    "a script in capitals": "[x](JaVaScRiPt:alert(1))",
    "a script with an entity": "[x](java&#115;cript:alert(1))",
    "a script with an entity without its end": "[x](java&#115cript:alert(1))",
    "a script with an entity in base 16": "[x](&#x6A;avascript:alert(1))",
    "a script with a named colon": "[x](javascript&colon;alert(1))",
    "a script with a named tab": "[x](java&Tab;script:alert(1))",
    "a script with a named line break": "[x](java&NewLine;script:alert(1))",
    "a script with a control character": "[x](\x01javascript:alert(1))",
    "a script with a null": "[x](java\x00script:alert(1))",
    "a script with an entity for null": "[x](java&#0;script:alert(1))",
    "a script after a space": "[x]( javascript:alert(1))",
    "a script in angle brackets": "[x](<javascript:alert(1)>)",
    "a script by reference": "[x][1]\n\n[1]: javascript:alert(1)",
    "a script by reference in angle brackets": "[x][1]\n\n[1]: <javascript:alert(1)>",
    "a script by short reference": "[x]\n\n[x]: javascript:alert(1)",
    "a script with an escaped colon": "[x](javascript\\:alert(1))",
    "a script with an escaped sign": "[x](javascript:alert\\(1\\))",
    "a script of another kind": "[x](vbscript:x)",
    "data": "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "a file": "[x](file:///etc/passwd)",
    "a file server": "<ftp://a.example>",
    "another site without a scheme": "[x](//a.example)",
    "another site with backslashes": "[x](/\\a.example)",
    "another site with a backslash after its scheme": "[x](https:\\\\a.example)",
    "a scheme without a site": "[x](https:a.example)",
    "half an address": "[x](https://[a.example)",
    "half an address by itself": "<https://[a.example>",
    "no address": "[x]()",
    "a relative path": "[x](about.md)",
    "a kind that is none": "[x](zebras:a)",
}


@pytest.mark.parametrize("text", BAD_LINKS.values(), ids=BAD_LINKS.keys())
def test_an_unsafe_or_invalid_link_is_a_problem(text: str):
    """In every disguise; and its target is not on the page."""
    rendered = render(text)
    assert len(rendered.problems) == 1
    assert rendered.problems[0].code in ("bad-link", "unknown-link")
    assert set(re.findall(r'href="([^"]*)"', rendered.html)) <= {""}


SPACES = "Write %20 for each space, or put the address in angle brackets: [text](<https://…>). [bad-link]"
LINK_PROBLEMS = {
    "[x](javascript:alert(1))": f"1: 'javascript:alert(1)' is not a valid link target. {START}",
    "one\n\n[x](about.md)": f"3: 'about.md' is not a valid link target. {START}",
    "[x](java&#115;cript:y)": f"1: 'java&#115;cript:y' is not a valid link target. {START}",
    "one\n\n[x](a\\_b)": f"3: 'a_b' is not a valid link target. {START}",
    "one [x][1]\n\n[1]: about.md": f"3: 'about.md' is not a valid link target. {START}",
    "[x](books:the-tide)": (
        "1: There is no record 'books:the-tide': data/books/the-tide.yml does not exist. "
        "Did you mean 'the-tides'? [unknown-link]"
    ),
    "[x](books:zebra)": (
        "1: There is no record 'books:zebra': data/books/zebra.yml does not exist. "
        "Restore the file, rename it with the 'rename' command, or delete this link. [unknown-link]"
    ),
    "one\n\n[x](https://a.example/My Report.pdf)": (
        f"3: The link's address 'https://a.example/My Report.pdf' has a space or a line break. {SPACES}"
    ),
    "[x](https://a.example/a b 'c')": (
        f"1: The link's address 'https://a.example/a b' has a space or a line break. {SPACES}"
    ),
    "[x](<https://a b.example/>)": (
        f"1: The link's address 'https://a b.example/' has a space or a line break. {SPACES}"
    ),
    "one\n[x](<https://a.example/a\nb>)": (
        f"2: The link's address 'https://a.example/a b' has a space or a line break. {SPACES}"
    ),
    "[x](https://a.example/a\u00a0b)": (
        f"1: The link's address 'https://a.example/a b' has a space or a line break. {SPACES}"
    ),
    "[x](<https://a.example/a&nbsp;b>)": (
        f"1: The link's address 'https://a.example/a&nbsp;b' has a space or a line break. {SPACES}"
    ),
    "[x](</about/ a>)": f"1: The link's address '/about/ a' has a space or a line break. {SPACES}",
    "one\n[x](/abut/)": "2: No page has the address '/abut/'. Did you mean '/about/'? [unknown-link]",
    "[x](/zebra/#a)": "1: No page has the address '/zebra/#a'. [unknown-link]",
    "[x](/about)": "1: No page has the address '/about'. Did you mean '/about/'? [unknown-link]",
}


@pytest.mark.parametrize(("text", "problem"), LINK_PROBLEMS.items(), ids=LINK_PROBLEMS.keys())
def test_an_invalid_link_is_reported_with_its_line_and_fix(text: str, problem: str):
    """In the editor's spelling."""
    assert problems_of(render(text)) == [problem]


# Invisible characters

REFERENCES = {
    "Pay &#x202E;evif&#x202C;": [("right-to-left override", "&#x202E;"), ("pop directional formatting", "&#x202C;")],
    "sur&#8203;vey": [("zero width space", "&#8203;")],
    "sur&ZeroWidthSpace;vey": [("zero width space", "&ZeroWidthSpace;")],
    "a&zwj;b": [("zero width joiner", "&zwj;")],
    "a&zwnj;b": [("zero width non-joiner", "&zwnj;")],
    "a&lrm;b": [("left-to-right mark", "&lrm;")],
    "&NoBreak; &#xFEFF; &#xE000;": [
        ("word joiner", "&NoBreak;"),
        ("zero width no-break space", "&#xFEFF;"),
        ("u+e000", "&#xE000;"),
    ],
    "[x](https://a.example 'a&#8203;b')": [("zero width space", "&#8203;")],
    "[a&#8203;b](https://a.example)": [("zero width space", "&#8203;")],
    "- a\\&#8203;b": [("zero width space", "&#8203;")],
    "| a |\n|---|\n| b&#8203; |": [("zero width space", "&#8203;")],
}


@pytest.mark.parametrize(("text", "found"), REFERENCES.items(), ids=REFERENCES.keys())
def test_an_invisible_character_written_as_a_reference_is_a_problem(text: str, found: list[tuple[str, str]]):
    """On its line: it would reach the page and the search index."""
    line = 3 + text.count("\n")
    assert problems_of(render(f"one\n\n{text}")) == [
        f"{line}: There is an invisible character here ({name}). Delete '{reference}'. [invisible-character]"
        for name, reference in found
    ]


@pytest.mark.parametrize("text", ["&#1;", "&#x7f;", "&#xFDD0;"])
def test_a_reference_to_no_character_is_a_problem(text: str):
    assert [line.rpartition(" ")[2] for line in problems_of(render(f"a {text}"))] == ["[invisible-character]"]


@pytest.mark.parametrize(
    "text", ["👨&zwj;👩", "می&zwnj;خواهم", "क&#x94d;&zwj;ष", "`&#8203;`", "&amp;#8203;", "&#8203", "&rsquo;"]
)
def test_references_that_are_needed_or_shown_are_allowed(text: str):
    assert problems_of(render(text)) == []


# Images

WORDS = "Describe it in words: texts cannot contain images."
IMAGES = {
    "![x](https://a.example/x.png)": (
        f"1: The image 'https://a.example/x.png' is on another site. {WORDS} [remote-image]"
    ),
    "![x](//a.example/x.png)": f"1: The image '//a.example/x.png' is on another site. {WORDS} [remote-image]",
    "![x](&#47;/a.example/x.png)": (f"1: The image '&#47;/a.example/x.png' is on another site. {WORDS} [remote-image]"),
    "one\n\n![x](x.png)": f"3: The image 'x.png' cannot be shown. {WORDS} [image]",
    "![x](data:image/png;base64,AA)": f"1: The image 'data:image/png;base64,AA' cannot be shown. {WORDS} [image]",
    "![x](https://[a.example/x.png)": (
        f"1: The image 'https://[a.example/x.png' is on another site. {WORDS} [remote-image]"
    ),
    "![x][1]\n\n[1]: //a.example/x.png": (
        f"3: The image '//a.example/x.png' is on another site. {WORDS} [remote-image]"
    ),
}


@pytest.mark.parametrize(("text", "problem"), IMAGES.items(), ids=IMAGES.keys())
def test_an_image_is_a_problem_and_loads_nothing(text: str, problem: str):
    """Neither from this site nor from another."""
    rendered = render(text)
    assert problems_of(rendered) == [problem]
    assert set(re.findall(r'src="([^"]*)"', rendered.html)) <= {""}


# Headings

H1 = "The text has a first-level heading ('#'). Use '##': the title is the page's only first-level heading. [second-h1]"


@pytest.mark.parametrize(
    ("text", "line"),
    [("# One", 1), ("one\n\n# Two", 3), ("## One\n\n# Two", 3), ("`# one`\n\n# Two", 3), ("one\n\nTwo\n===", 3)],
    ids=["at the start", "later", "after a smaller one", "after code that shows one", "underlined"],
)
def test_a_first_level_heading_is_a_problem(text: str, line: int):
    """The title is the only one."""
    assert problems_of(render(text)) == [f"{line}: {H1}"]


# Blocks and groups


def test_a_block_is_placed_with_its_arguments():
    rendered = render_page("Before.\n\n::: books.newest 2 more\n\nAfter.")
    assert problems_of(rendered) == []
    assert rendered.html == "<p>Before.</p>\n<div><p>Newest: 2 more</p></div>\n<p>After.</p>"


def test_the_html_of_a_block_is_not_changed():
    """Text in it that looks like Markdown is not rendered."""
    block = '<p title="*x*">**x** [y](z) &amp; `w`</p>'
    assert render_page("::: books.newest", lambda *_: block).html == f"<div>{block}</div>"


@pytest.mark.parametrize("name", [name for name in GROUPS if name not in ("fold", "spanish")])
def test_a_group_wraps_its_text(name: str):
    """In an element with the group's class."""
    rendered = render_page(f"::: {name}\n\n- one\n\n:::\n\nAfter.")
    assert problems_of(rendered) == []
    assert without_line_breaks(rendered.html) == f'<div class="group {name}"><ul><li>one</li></ul></div><p>After.</p>'


def test_a_group_in_another_language_has_a_lang_attribute():
    rendered = render_page("::: spanish\n\nAyuda en español.\n\n:::")
    assert problems_of(rendered) == []
    assert without_line_breaks(rendered.html) == '<div class="group spanish" lang="es"><p>Ayuda en español.</p></div>'


def test_a_fold_opens_by_its_heading():
    """The heading keeps its id."""
    rendered = render_page("::: fold\n\n## What has changed\n\nMuch.\n\n:::\n\nAfter.")
    assert problems_of(rendered) == []
    assert without_line_breaks(rendered.html) == (
        '<details class="group fold"><summary><h2 id="what-has-changed">What has changed</h2></summary>'
        "<p>Much.</p></details><p>After.</p>"
    )


@pytest.mark.parametrize("inner", ["Much.", "- one\n\n## Too late", ""])
def test_a_fold_without_a_heading_is_refused(inner: str):
    [problem] = problems_of(render_page(f"Before.\n\n::: fold\n\n{inner}\n\n:::"))
    assert problem == (
        "3: '::: fold' has no heading. Start the group with a heading, as in '## What has changed'. "
        "[fold-without-heading]"
    )


def test_a_group_needs_no_empty_lines():
    """With or without empty lines around it, the result is the same."""
    rendered = render_page("::: lead\none\n:::\nAfter.")
    assert problems_of(rendered) == []
    assert without_line_breaks(rendered.html) == '<div class="group lead"><p>one</p></div><p>After.</p>'


def test_groups_may_contain_blocks_and_groups():
    """Each is closed by its own line."""
    rendered = render_page("::: wide\n\n::: cards\n\none\n\n:::\n\n::: books.newest\n\n:::\n\nAfter.")
    assert problems_of(rendered) == []
    assert without_line_breaks(rendered.html) == (
        '<div class="group wide"><div class="group cards"><p>one</p></div><div><p>Newest: </p></div></div><p>After.</p>'
    )


NOTHING = "is not a valid block or group. Use '::: kind.block', or '::: cards' … ':::' around text. [bad-block]"
DIRECTIVES = {
    "one\n\n::: zebras.newest": "3: 'zebras.newest' is not a block. The blocks are newest. [unknown-block]",
    "::: books.newst": "1: 'books.newst' is not a block. The blocks are newest. [unknown-block]",
    "one\n\n::: crds\n\ntwo\n\n:::": "3: 'crds' is not a group. Did you mean 'cards'? [unknown-group]",
    "::: zebra\n\n:::": f"1: 'zebra' is not a group. Use one of {', '.join(GROUPS)}. [unknown-group]",
    "one\n\n::: cards\n\ntwo": (
        "3: '::: cards' is not closed. Add a line ':::' after the last line of the group. [unclosed-group]"
    ),
    "::: Books.Newest": f"1: '::: Books.Newest' {NOTHING}",
    "one\n\n:::\n\ntwo": f"3: ':::' {NOTHING}",
    "::: books.newest <b>": f"1: '::: books.newest <b>' {NOTHING}",
    ":::books.newest.more": f"1: ':::books.newest.more' {NOTHING}",
}


@pytest.mark.parametrize(("text", "problem"), DIRECTIVES.items(), ids=DIRECTIVES.keys())
def test_an_invalid_directive_is_a_problem(text: str, problem: str):
    """On its line, with the nearest valid name."""
    assert problems_of(render_page(text)) == [problem]


@pytest.mark.parametrize(
    "text",
    [
        "one\n::: books.newest",
        "- one\n::: books.newest",
        "::: books.newest\n::: zebras.newest",
        "one\n::: cards\ntwo\n:::",
    ],
)
def test_a_directive_is_never_shown_as_text(text: str):
    """Without an empty line above it, it works or is a problem."""
    rendered = render_page(text)
    assert rendered.problems or ":::" not in rendered.html


def test_a_record_places_no_blocks():
    """Its text can be on several pages, so a directive in it is only text."""
    assert render("::: books.newest").html == "<p>::: books.newest</p>"


# The fast renderer for plain text


def by_the_engine(text: str) -> Rendered:
    """A record's text rendered by the engine: the extra paragraph makes it too complex for the fast renderer."""
    rendered = Engine(LINKS).render(f"{text}\n\n*x*")
    return Rendered(rendered.html.removesuffix("\n<p><em>x</em></p>"), rendered.problems)


@given(st.from_regex(PLAIN, fullmatch=True).map(str.strip))
@example("It’s 50% – or “more” (see p. 3/4): $5?")
@example("A. b")
@example("a - b")
@example("www.a.example")
def test_plain_text_is_rendered_as_the_engine_would_render_it(text: str):
    assume(PLAIN.fullmatch(text))
    assert render(text) == by_the_engine(text)


# Safety of any text

TAGS = {
    *("p", "a", "em", "strong", "code", "pre", "ul", "ol", "li", "blockquote", "hr", "br", "img"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td", "div"),
}
ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt", "title"},
    "table": {"class"},
    "th": {"class"},
    "td": {"class", "data-label"},
    "ol": {"start"},
    "div": {"class", "role", "aria-label", "tabindex"},
    **{f"h{level}": {"id"} for level in range(1, 7)},
}


class Reader(HTMLParser):
    """Parses HTML as a browser would, and keeps its tags."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.odd: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_comment(self, data: str) -> None:
        self.odd.append(data)

    def handle_decl(self, decl: str) -> None:
        self.odd.append(decl)

    handle_pi = unknown_decl = handle_comment


def check_safe(rendered: Rendered) -> None:
    """Assert that there are only listed tags and attributes, safe addresses and no image addresses."""
    reader = Reader(rendered.html)
    assert reader.odd == []
    for tag, attributes in reader.tags:
        assert tag in TAGS
        assert set(attributes) <= ATTRIBUTES.get(tag, set())
        assert not attributes.get("src")
        address = re.sub(r"[\x00-\x20\x7f-\xa0]", "", html.unescape(attributes.get("href") or ""))
        assert address[:1] in ("", "#", ROOT) or urlsplit(address).scheme in ("https", "http", "mailto", "tel", "sms")


PIECES = [
    *("<", ">", "<b ", "</", "<!--", "-->", "<script>", "<img src=x onerror=y", "<svg/onload=", "<?", "<![CDATA["),
    *(
        "[",
        "](",
        ")",
        "![",
        "][1]",
        "\n[1]: ",
        "[^",
        "<https://",
        "<mailto:",
        "javascript:",
        "JAVA",
        "&#115;",
        "&colon;",
    ),
    *("https://a.example/", "//", "/about/", "books:the-tides", "data:", "\\", "`", "``", "*", "**", "_", "~~", "#"),
    *(
        "|",
        "|---|",
        "\n",
        "\n\n",
        "    ",
        "- ",
        "1. ",
        "> ",
        "===",
        "---",
        '"',
        "'",
        " onclick=",
        "&lt;",
        "&amp;",
        "## ",
    ),
    *(":::", "::: cards", "::: books.newest", "[TOC]", "{: onclick=x}", "x", " ", "\t", "wzxhzdk:0", "klzzwxh:0001"),
]
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=2), max_size=30).map("".join)


@given(TEXTS)
@example("[x](https://a.example/&#34;onclick=alert(1)&#34;)")
@example('[x](https://a.example "\\" onclick=alert(1) \\"")')
@example('![" onerror=alert(1) x="](x)')
@example('<https://a.example/"onclick=alert(1)>')
def test_no_text_of_a_record_is_unsafe(text: str):
    """Whatever an editor pastes. It also never stops the check."""
    assume(not FORBIDDEN.search(text))
    check_safe(render(text))


@given(TEXTS)
@example("## <b onclick=x>\n\n[TOC]")
@example("::: cards\n\n::: cards\n\n:::")
def test_no_text_of_a_page_is_unsafe(text: str):
    """The same for hand-written pages, with blocks and groups."""
    assume(not FORBIDDEN.search(text))
    check_safe(render_page(text))


def test_an_engine_gives_the_same_result_twice():
    """Problems included, and after other texts."""
    engine = Engine(LINKS)
    first = engine.render("one [x](about.md)")
    engine.render("two\n\n[y](zebra)")
    assert engine.render("one [x](about.md)") == first
    assert engine.render("Plain.") == engine.render("Plain.")


# The text of HTML


def test_the_text_of_html_has_no_tags_or_entities():
    """Nor the placeholder of the root."""
    assert (
        to_text(f'<p>One &amp; <em>two</em></p>\n<p><a href="{ROOT}x/">three</a> &lt;b&gt;</p>')
        == "One & two three <b>"
    )


@pytest.mark.parametrize("text", ["[" * 20_000, "`" * 50_000, "::: cards\n\n" * 400])
def test_long_runs_of_brackets_are_a_problem_at_once(text: str):
    """The engine would need minutes, or overflow the stack."""
    with cpu_seconds(2):
        problems = Engine(LINKS).render_page(text, lambda *_: "").problems
    assert [problem.code for problem in problems] == ["too-deep"]


def test_the_text_of_html_leaves_out_content_for_browsers_without_scripts():
    assert to_text("<p>Here</p>\n<noscript><p>a whole\ntable</p></noscript><p>and there</p>") == "Here and there"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("They help.\nThey listen.", "<p>They help. They listen.</p>"),
        ("They *help\nand* listen\nto [peers](https://a.example).", "They <em>help and</em> listen to "),
        ("- They help\n  and listen.", "<li>They help and listen.</li>"),
        ("Well.\n\n    one\n    two", "<pre><code>one\ntwo\n</code></pre>"),
    ],
)
def test_line_breaks_within_paragraphs_become_spaces(text: str, html: str):
    """They are for editors: records can be wrapped anew, and the pages stay the same. Code keeps its lines."""
    assert html in Engine(Links({})).render(text).html

"""A PDF is what its template and data say: read by screen readers, the same everywhere, and no text is a command."""

import datetime as dt
import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pdf_reader import Pdf
from site_fixture import ROOT

from generator.base.cache import Cache
from generator.formats import pdf
from generator.formats.pdf import FONTS, PdfError, make_pdf, missing_signs

SHOW = "#let data = json(bytes(sys.inputs.data))\n#par(data.text)\n"
"""A template that shows a text."""

BOOK = """\
#let data = json(bytes(sys.inputs.data))
= The book
#data.text
== The first part
#list([One], [Two])
=== A piece
#pdf.artifact(line(length: 100%))
*Strong*
"""

TRICKS = [
    '#import "@preview/cetz:0.3.0"',
    '#read("/etc/passwd")',
    '#eval("1 + 1")',
    "#sys.inputs",
    "// a comment",
    "/* a comment */",
    "*bold* _thin_ `raw` ~ --- ...",
    "= A heading",
    "+ one - two / three: four",
    "@reference <label> $x^2$",
    '\\ \\u{1F600} \\" \' "',
    "[content] {code} (list,)",
    '\\"}", "about": {"title": "x"}',
    "</script><b>&amp;",
    "https://example.org/?a=1#b",
]
"""Texts that would be commands if they were read as a template."""


@pytest.fixture
def template(tmp_path: Path):
    """Writes a template into a folder of its own; gives its path."""

    def write(text: str, name: str = "paper.typ") -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


def made(template: Path, text: str = "A text", title: str = "A title", cache: Cache | None = None) -> pdf.Pdf:
    return make_pdf(template, title, "An author", dt.date(2026, 5, 3), {"text": text}, cache)


def shown(content: bytes) -> str:
    return Pdf(content).tree.text


# ---- what a text can do ----


@pytest.mark.parametrize("trick", TRICKS)
def test_a_text_is_never_a_command(template, trick):
    """It is shown letter by letter, in the text and in the title."""
    found = Pdf(made(template(SHOW), trick, trick).content)
    assert found.tree.text == " ".join(trick.split())
    assert found.about.title == trick


@given(text=st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), min_size=1, max_size=60))
def test_any_text_is_shown_as_it_is(tmp_path_factory, text):
    path = tmp_path_factory.getbasetemp() / "any.typ"
    path.write_text(SHOW, encoding="utf-8")
    assert shown(made(path, text).content) == " ".join(text.split())


@pytest.mark.parametrize("trick", ['#read("/etc/passwd")', '#read("../secret.typ")', '#import "../secret.typ": x'])
def test_a_template_reads_its_own_folder_only(tmp_path, trick):
    folder = tmp_path / "room"
    folder.mkdir()
    (tmp_path / "secret.typ").write_text("#let x = 1", encoding="utf-8")
    path = folder / "paper.typ"
    path.write_text(trick, encoding="utf-8")
    with pytest.raises(PdfError, match=r"not found|would escape"):
        made(path)


def test_a_template_uses_no_package(template):
    """Not even through another template of its folder: typst would fetch it from the network."""
    template('#import "@preview/cetz:0.3.0": canvas', "look.typ")
    with pytest.raises(PdfError, match=r"look\.typ asks for a package"):
        made(template('#import "look.typ": *'))


# ---- what a reader's program is told ----


def test_a_pdf_says_what_it_is(template):
    """Title, author, day, language, and the standard that it keeps to."""
    found = Pdf(made(template(SHOW)).content)
    about = found.about
    assert (about.title, about.author) == ("A title", "An author")
    assert about.creation_date == dt.datetime(2026, 5, 3, tzinfo=dt.UTC)
    assert found.root["/Lang"] == "en-US"
    assert found.root["/ViewerPreferences"]["/DisplayDocTitle"].value
    assert found.root["/MarkInfo"]["/Marked"].value
    assert b"<pdfuaid:part>1</pdfuaid:part>" in found.root["/Metadata"].get_data()


def test_a_pdf_is_read_in_order_with_its_headings_and_lists(template):
    tree = Pdf(made(template(BOOK), "A text.").content).tree
    assert [(element.tag, element.text) for element in tree.all("H1", "H2", "H3", "P", "LBody")] == [
        ("H1", "The book"),
        ("P", "A text."),
        ("H2", "The first part"),
        ("LBody", "One"),
        ("LBody", "Two"),
        ("H3", "A piece"),
        ("P", "Strong"),
    ]
    assert len(list(tree.all("L"))) == 1


def test_headings_are_bookmarks(template):
    assert Pdf(made(template(BOOK)).content).bookmarks == [(1, "The book"), (2, "The first part"), (3, "A piece")]


def test_what_is_drawn_is_read_or_passed_over(template):
    drawn = Pdf(made(template(BOOK)).content).drawn
    assert all((thing.mark is None) == thing.artifact for thing in drawn)
    assert [thing for thing in drawn if thing.artifact]


def test_fonts_are_ours_and_inside(template):
    """A part of each that is used, and no other."""
    found = Pdf(made(template(BOOK)).content).fonts
    names = sorted(font["/FontName"].split("+")[1] for font in found)
    assert names == ["PublicSans-Bold", "PublicSans-Regular"]
    assert all("/FontFile2" in font for font in found)


@pytest.mark.parametrize("title", ["A title", "/Type/Pages/Count 9", "(/Type /Pages /Count 9)"])
def test_pages_are_counted(template, title):
    found = made(template("= One\n#pagebreak()\nTwo\n#pagebreak()\nThree"), title=title)
    assert found.pages == Pdf(found.content).pages == 3


# ---- what is wrong ----


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("#let x =", "expected expression"),
        ('#panic("too long")', "too long"),
        ('#set text(font: "Comic Sans")\nHello', "unknown font family"),
        ("#data.nothing", "unknown variable: data"),
        ('#image("missing.png")', "not found"),
    ],
)
def test_a_fault_of_a_template_says_where_and_why(template, text, said):
    with pytest.raises(PdfError) as caught:
        made(template(text))
    assert said in str(caught.value)
    assert "paper.typ" in str(caught.value)


def test_a_sign_without_a_shape_is_refused(template):
    with pytest.raises(PdfError, match="could not be displayed"):
        made(template(SHOW), "漢")


def test_signs_without_a_shape_are_known_before(template):
    """Each sign that is not named can be set, in every weight of the font."""
    assert missing_signs("Words, é ł ʼ “quoted” – — … ½ € ™") == ""
    assert missing_signs("a → b 漢 →") == "→漢"
    every = "".join(sign for sign in map(chr, range(0x21, 0x10000)) if sign.isprintable() and not missing_signs(sign))
    assert len(every) > 500
    made(template(SHOW + "#strong(data.text)"), every)


def test_hyphens_of_word_processors_are_hyphens(template):
    assert missing_signs("peer\u2011led") == ""
    assert shown(made(template(SHOW), "peer\u2011led").content) == "peer-led"


# ---- the same bytes ----

PRINT_HASH = """
import datetime as dt, hashlib, sys
from pathlib import Path
from generator.formats.pdf import make_pdf
found = make_pdf(Path(sys.argv[1]), "A title", "An author", dt.date(2026, 5, 3), {"text": "A text"})
print(hashlib.sha256(found.content).hexdigest())
"""


def test_the_same_data_give_the_same_bytes(template, tmp_path):
    """In another process, on another day, in another place, and with other fonts at hand."""
    path = template(BOOK)
    elsewhere = {
        "SOURCE_DATE_EPOCH": "4000000000",
        "TZ": "Asia/Kathmandu",
        "LC_ALL": "C",
        "PYTHONHASHSEED": "7",
        "TYPST_FONT_PATHS": str(FONTS),
    }
    done = subprocess.run(
        [sys.executable, "-c", PRINT_HASH, str(path)],
        cwd=ROOT,
        env={**os.environ, **elsewhere},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == hashlib.sha256(made(path).content).hexdigest()


def test_a_pdf_is_made_once_and_anew_when_its_template_changes(template):
    path, cache = template(SHOW), Cache()
    first = made(path, cache=cache)
    assert made(path, cache=cache).content is first.content
    assert made(path).content is not first.content
    template("#let data = json(bytes(sys.inputs.data))\n#strong(data.text)")
    second = made(path, cache=cache)
    assert second.content != first.content
    template("// a note", "other.typ")
    assert made(path, cache=cache).content is not second.content
    assert made(path, cache=cache).content == second.content

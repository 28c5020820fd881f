"""A hand-written page has front matter, Markdown and an address, or its problems are reported on their lines."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from toys import TOYS
from toys.library import LIBRARY, lay, lines

from generator.project.project import open_project
from generator.records.content_pages import address_of, parse_page, read_content
from generator.records.markdown import GROUPS

HEAD = "---\ntitle: About\ndescription: What this is.\n---\n"
NO_HEAD = (
    "The page has no front matter. Start the file with a line '---', a line 'title: …', a line 'description: …' and a "
    "line '---'. "
    "[no-front-matter]"
)


def test_a_page_has_front_matter_and_a_text():
    """It remembers on which line of the file the text starts."""
    page, problems = parse_page("content/about/us.md", f"{HEAD}One.\n\nTwo.\n".encode())
    assert problems == []
    assert page is not None
    assert (page.source, page.address) == ("content/about/us.md", "about/us/")
    assert (page.front_matter.title, page.front_matter.description, page.front_matter.menu_title) == (
        "About",
        "What this is.",
        None,
    )
    assert (page.text, page.first_line) == ("One.\n\nTwo.\n", 5)


def test_a_page_may_have_a_menu_title_and_no_text():
    page, problems = parse_page("content/a.md", b"---\ntitle: About us all\ndescription: x\nmenu_title: About\n---\n")
    assert problems == []
    assert page is not None
    assert (page.front_matter.menu_title, page.text) == ("About", "")


def test_a_file_with_a_merge_conflict_is_not_a_page():
    """The conflict markers would be published as text and headings."""
    page, problems = parse_page("content/a.md", f"{HEAD}One.\n<<<<<<< HEAD\nA\n=======\nB\n>>>>>>> x\n".encode())
    assert page is None
    assert [(str(problem.place), problem.code) for problem in problems] == [("content/a.md:6", "merge-conflict")]
    underlined, _ = parse_page("content/a.md", f"{HEAD}One.\n=======\n".encode())
    assert underlined is not None


def test_front_matter_may_end_the_file():
    """Some editors add no newline at the end of a file."""
    page, problems = parse_page("content/a.md", HEAD.rstrip("\n").encode())
    assert lines(problems) == []
    assert page is not None


def test_windows_line_ends_and_a_byte_order_mark_are_accepted():
    page, problems = parse_page("content/a.md", b"\xef\xbb\xbf" + f"{HEAD}One.\n".replace("\n", "\r\n").encode())
    assert problems == []
    assert page is not None
    assert page.text == "One.\n"


@pytest.mark.parametrize(
    ("parts", "address"),
    [
        (["index"], ""),
        (["about"], "about/"),
        (["about", "index"], "about/"),
        (["about", "us"], "about/us/"),
        (["404"], "404.html"),
        (["about", "404"], "about/404/"),
    ],
)
def test_the_address_of_a_page_is_a_folder(parts: list[str], address: str):
    """Except that of 404.html, which web servers look for."""
    assert address_of(parts) == address


WRONG = {
    "no head": ("content/a.md", b"# About\n", [f":1: {NO_HEAD}"]),
    "an empty file": ("content/a.md", b"", [f":1: {NO_HEAD}"]),
    "a head that never ends": ("content/a.md", b"---\ntitle: x\n", [f":1: {NO_HEAD}"]),
    "a head after an empty line": ("content/a.md", f"\n{HEAD}".encode(), [f":1: {NO_HEAD}"]),
    "no description": (
        "content/a.md",
        b"---\ntitle: About\n---\n",
        [":2:1: 'description' is missing. Add a line 'description: …'. [missing-field]"],
    ),
    "an empty title": (
        "content/a.md",
        b"---\ntitle:\ndescription: x\n---\n",
        [":2:1: 'title' is empty. Enter a line of plain text. [empty-field]"],
    ),
    "a field of another program": (
        "content/a.md",
        b"---\ntitle: x\ndescription: y\ntemplate: z.html\n---\n",
        [
            ":4:1: Unknown field 'template'. "
            "Use one of title, description, menu_title, also_asked, contents. [unknown-field]"
        ],
    ),
    "a colon in the title": (
        "content/a.md",
        b"---\ndescription: y\ntitle: x: z\n---\n",
        [":3:9: This line has a second ': '. Put the value in quotes. [yaml-colon]"],
    ),
    "HTML in the title": (
        "content/a.md",
        b"---\ntitle: <script>alert(1)</script>\ndescription: y\n---\n",
        [":2:8: This text contains HTML. Use plain text, and put a space after a literal '<'. [raw-html]"],
    ),
    "a zero-width space in the text": (
        "content/a.md",
        f"{HEAD}One\u200b.\n".encode(),
        [
            ":5:4: There is an invisible character here (zero width space). "
            "Delete it and type the text again. [invisible-character]"
        ],
    ),
    "another encoding": (
        "content/a.md",
        f"{HEAD}Caf".encode() + b"\xe9\n",
        [":5: The file is not UTF-8 text. Save the file as UTF-8. [encoding]"],
    ),
    "another ending": (
        "content/pictures/a.jpg",
        b"\xff\xd8",
        [": 'a.jpg' does not end in '.md'. Rename it, or move it out of content/. [wrong-extension]"],
    ),
    "a capital in its name": (
        "content/About.md",
        HEAD.encode(),
        [": 'About' cannot be part of an address. Use lowercase letters, digits and hyphens. [bad-name]"],
    ),
    "a space in its folder": (
        "content/about us/index.md",
        HEAD.encode(),
        [": 'about us' cannot be part of an address. Use lowercase letters, digits and hyphens. [bad-name]"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("name", "content", "problems"), WRONG.values(), ids=WRONG.keys())
def test_an_invalid_page_is_reported_with_its_fix(name: str, content: bytes, problems: list[str]):
    """On the line of the file, not of the front matter."""
    page, reported = parse_page(name, content)
    assert page is None
    assert lines(reported) == [f"{name}{problem}" for problem in problems]


@given(
    st.binary(max_size=120)
    | st.text(max_size=120).map(lambda text: f"---\n{text}\n---\n{text}".encode("utf-8", "replace"))
)
def test_no_content_raises(content: bytes):
    """For any bytes, the result is a page or problems."""
    page, problems = parse_page("content/a.md", content)
    assert (page is None) == bool(problems)


def test_problems_in_a_text_are_reported_on_the_lines_of_the_file(tmp_path: Path):
    """Counted from the top of the file, front matter included."""
    root = lay(
        tmp_path,
        LIBRARY,
        {"content/about.md": f"{HEAD}One.\n\n::: zebras\n\nTwo [x](nowhere).\n\n:::\n\n![y](y.png)\n"},
    )
    _, problems = open_project(root, TOYS)
    assert lines(problems) == [
        f"content/about.md:7: 'zebras' is not a group. Use one of {', '.join(GROUPS)}. [unknown-group]",
        "content/about.md:9: 'nowhere' is not a valid link target. Use a web address (https://…), "
        "a page of this site (/…/) or a record (as in sites:example-county). [bad-link]",
        "content/about.md:13: The image 'y.png' cannot be shown. "
        "Describe it in words: texts cannot contain images. [image]",
    ]


def test_invalid_blocks_are_reported(tmp_path: Path):
    """An unknown kind, an unknown block, and arguments that a block does not take."""
    placed = ("boks.list", "books.newst", "books.newest many", "books.newest 1 2 3", "all.a-y", "authors.zebra")
    text = "\n".join(f"::: {block}\n" for block in placed)
    _, problems = open_project(lay(tmp_path, LIBRARY, {"content/about.md": HEAD + text}), TOYS)
    assert lines(problems) == [
        "content/about.md:5: 'boks' is not a kind of record. Did you mean 'books'? [unknown-block]",
        "content/about.md:7: 'books.newst' is not a block. Did you mean 'books.newest'? [unknown-block]",
        "content/about.md:9: The block 'books.newest' does not accept 'many'. "
        "Compare with another page that places this block. [bad-block]",
        "content/about.md:11: The block 'books.newest' does not accept '1 2 3'. "
        "Compare with another page that places this block. [bad-block]",
        "content/about.md:13: 'all.a-y' is not a block. Did you mean 'all.a-z'? [unknown-block]",
        "content/about.md:15: 'authors.zebra' is not a block. The blocks are authors.list. [unknown-block]",
    ]


def test_two_files_cannot_have_the_same_address(tmp_path: Path):
    """As 'a.md' and 'a/index.md' would."""
    root = lay(tmp_path, LIBRARY, {"content/about/index.md": HEAD.replace("About", "Us")})
    _, problems = open_project(root, TOYS)
    assert lines(problems) == [
        "content/about.md: This page and content/about/index.md have the same address. Rename one of them. "
        "[duplicate-address]"
    ]


def test_pages_are_sorted_by_path(tmp_path: Path):
    """Hidden files are skipped, and symbolic links are not followed."""
    lay(tmp_path, {"content/b.md": HEAD, "content/a/b.md": HEAD, "content/a/index.md": HEAD, "content/.b.md.swp": "x"})
    (tmp_path / "content/c.md").symlink_to(tmp_path / "content/b.md")
    pages, problems = read_content(tmp_path)
    assert [page.address for page in pages] == ["a/b/", "a/", "b/"]
    assert lines(problems) == [
        "content/c.md: This is a symbolic link. Replace it with a copy of the file or folder. [symlink]"
    ]


# The pages that every site needs


@pytest.mark.parametrize(
    ("name", "use"),
    [("index.md", "it is the home page"), ("404.md", "web servers show it at an unknown address")],
)
def test_a_page_that_every_site_needs_is_missing(library, name: str, use: str):
    problems = lines(open_project(library({f"content/{name}": None}), TOYS)[1])
    hint = f"Restore it from Git, or create it: {use}."
    assert f"content/{name}: content/{name} is missing. {hint} [missing-page]" in problems


@pytest.mark.parametrize("name", ["index.md", "404.md"])
def test_a_needed_page_with_an_error_is_not_missing(library, name: str):
    problems = lines(open_project(library({f"content/{name}": "No front matter."}), TOYS)[1])
    assert [line for line in problems if "missing-page" in line] == []
    assert [line for line in problems if "no-front-matter" in line]

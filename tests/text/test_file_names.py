"""Names that do not work on every operating system are refused wherever a name is chosen."""

from collections.abc import Callable
from pathlib import Path

import pytest
from toys.library import SOURCES, Files, check, head

from generator.editing.records.changes import check_slug
from generator.project.file_changes import RefusedError
from generator.text.file_names import check_path, why_unportable

Library = Callable[[Files], Path]


@pytest.mark.parametrize("name", ["aux", "CON", "com1", "nul.txt", "old:name", "a*b", "a.", "a ", "a|b", "x" * 101])
def test_a_name_that_some_system_does_not_allow_is_refused(name: str):
    assert why_unportable(name)


@pytest.mark.parametrize("name", ["auxiliary", "console", "com", "a.b", "x" * 100, "häuser"])
def test_a_name_that_every_system_allows_is_accepted(name: str):
    assert why_unportable(name) is None
    assert check_path(f"/sites/{name}/") is None


@pytest.mark.parametrize(
    ("old", "why"),
    [
        ("/aux/", "Windows reserves the name 'aux'."),
        ("/old:name/", "Windows does not allow ':' in a name."),
        ("/a*b/", "Use '*' only for anchors that moved, as in /sites/*/#old-part."),
        ("/a./", "Windows drops the last character of 'a.'."),
        (f"/{'x' * 300}/", "The name has 300 characters; the limit is 100."),
        ("/About/", "Some systems treat it as '/about/'."),
    ],
)
def test_a_redirect_from_such_a_name_is_refused_on_its_line(library: Library, old: str, why: str):
    moved = f"redirects:\n- from: {old}\n  to: /about/\n"
    problems = [line for line in check(library({"data/redirects.yml": moved})) if "[bad-name]" in line]
    assert problems == [
        f"data/redirects.yml:2:9: '{old}' is not a valid address on every system. {why} "
        "Correct the address, or delete the line if it was never published. [bad-name]"
    ]


@pytest.mark.parametrize("slug", ["con", "x" * 101])
def test_a_record_and_a_page_with_such_a_name_are_refused(library: Library, slug: str):
    problems = check(
        library({f"data/books/{slug}.yml": "name: Other\n" + SOURCES, f"content/{slug}.md": head("Other")})
    )
    places = [f"content/{slug}.md", f"data/books/{slug}.yml"]
    assert [line.partition(": ")[0] for line in problems if "[bad-name]" in line] == places


def test_a_new_record_cannot_get_such_a_name():
    with pytest.raises(RefusedError, match="Windows reserves the name 'con'"):
        check_slug("con", [])

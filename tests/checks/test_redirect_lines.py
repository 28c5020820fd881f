"""Each redirect leads somewhere in one step, or its line is reported."""

from collections.abc import Callable
from pathlib import Path

import pytest
from toys.library import Files, check, opened

Library = Callable[[Files], Path]

CHAIN = "has moved too. Use its current address. [redirect-chain]"
EXISTS = (
    "still exists, so it cannot redirect. Delete the redirect, or whatever has this address. [redirect-of-existing]"
)
NO_FILE = (
    "can only redirect to a file. Use the address of the file that replaces it, or restore the file. "
    "[redirect-without-effect]"
)
NO_PAGE = "so nothing can redirect from its anchor. Redirect the page, with 'from: {}'. [redirect-without-effect]"
TWICE = "the first redirect is on line 2. Keep only one of them. [duplicate-redirect]"
DATA = "/data/books.csv"

WRONG = {
    "a page twice": ("/old/ /about/ /old/ /", [f"4:9: '/old/' is redirected twice; {TWICE}"]),
    "an anchor twice": ("/about/#x / /about/#x /about/", [f"4:9: '/about/#x' is redirected twice; {TWICE}"]),
    "a file twice": (f"/old.csv {DATA} /old.csv {DATA}", [f"4:9: '/old.csv' is redirected twice; {TWICE}"]),
    "a page that exists": ("/about/ /", [f"2:9: '/about/' {EXISTS}"]),
    "a record that exists": ("/books/the-tides/ /", [f"2:9: '/books/the-tides/' {EXISTS}"]),
    "a file that exists": (f"{DATA} /data/authors.csv", [f"2:9: '{DATA}' {EXISTS}"]),
    "a heading that exists": ("/about/#ask-to-be-removed /", [f"2:9: '/about/#ask-to-be-removed' {EXISTS}"]),
    "an id of the frame": ("/about/#main /", [f"2:9: '/about/#main' {EXISTS}"]),
    "the anchor of no page": ("/old/#x /", [f"2:9: No page has the address '/old/', {NO_PAGE.format('/old/')}"]),
    "two stars": ("/*/*/#x /", ["2:9: '/*/*/#x' is not a valid address on every system. Use only one '*'. "]),
    "a star without a meaning": (
        "/about/#x /books/*/",
        ["3:7: '*' in the new address stands for nothing in the old one. Write out the new "],
    ),
    "a star to no anchor": ("/books/*/#x /books/*/#y", ["3:7: The page '/books/the-tides/' has no anchor '#y'. "]),
    "a file to a page": ("/old.pdf /about/", [f"3:7: The file '/old.pdf' {NO_FILE}"]),
    "a file to the offline copy": (
        "/old.zip /offline.zip",
        ["3:7: '/offline.zip' cannot be copied to another address."],
    ),
    "a page to itself": ("/old/ /old/", [f"3:7: '/old/' {CHAIN}"]),
    "a page to a part of itself": ("/old/ /old/#x", [f"3:7: '/old/' {CHAIN}"]),
    "an anchor to itself": ("/about/#x /about/#x", [f"3:7: '/about/#x' {CHAIN}"]),
    "a loop by way of an anchor": ("/a/ /b/#x /b/ /a/", [f"3:7: '/b/' {CHAIN}", f"5:7: '/a/' {CHAIN}"]),
    "an anchor of a page that moved": ("/about/#x /b/#y /b/ /", [f"3:7: '/b/' {CHAIN}"]),
}


def redirects(addresses: str) -> dict[str, str]:
    """Return the file with redirects, given as old and new addresses in turn."""
    old_and_new = addresses.split()
    pairs = zip(old_and_new[::2], old_and_new[1::2], strict=True)
    return {"data/redirects.yml": "redirects:\n" + "".join(f"- from: {old}\n  to: {new}\n" for old, new in pairs)}


@pytest.mark.parametrize(("addresses", "problems"), WRONG.values(), ids=WRONG.keys())
def test_a_redirect_that_cannot_work_is_reported_on_its_line(library: Library, addresses: str, problems: list[str]):
    found = check(library(redirects(addresses)))
    assert len(found) == len(problems)
    assert all(line.startswith(f"data/redirects.yml:{problem}") for line, problem in zip(found, problems, strict=True))


@pytest.mark.parametrize(
    "addresses",
    [
        "/old/ /about/ /older/ /about/",
        "/old/ /about/#report-a-mistake",
        "/about/#x /about/ /about/#y /",
        "/old/ /about/ /old/#x /books/",
        "/books/*/#x /about/ /books/*/#y /books/*/",
        f"/old.csv {DATA} /older.csv {DATA}",
        f"/old/ {DATA}",
    ],
)
def test_a_redirect_that_works_is_accepted(library: Library, addresses: str):
    opened(library(redirects(addresses)))

"""Everything that is wrong is said at once, on one line each, in every format; and nothing that is read ends in a crash."""

import json
import os
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from toys import AUTHORS, BOOKS, TOYS
from toys.library import LIBRARY, SITE, SOURCES, Files, lay

from generator import cli
from generator.problems import Place, Problem

Library = Callable[[Files], Path]


@pytest.fixture(autouse=True)
def _toy_kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command knows the toy kinds only."""
    monkeypatch.setattr(cli, "KINDS", TOYS)


def run(root: Path, *words: str) -> Result:
    """The command's answer; what it raises but its own exit is raised here too."""
    result = CliRunner().invoke(cli.main, ["--root", str(root), *words])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert "Traceback" not in result.output
    return result


BROKEN: dict[str, str | bytes] = {
    "data/book/a.yml": "name: A\n",
    "data/books/Bad Name.yml": "name: B\n",
    "data/books/deep/c.yml": "name: C\n",
    "data/books/choice.yml": "name: Choice\nform: novle\nillustrators: [bea]\n" + SOURCES,
    "data/books/early.yml": "name: Early\nauthor: ann-lee\npublished: 1990\n" + SOURCES.replace("2026", "0000"),
    "data/books/empty.yml": "",
    "data/books/fields.yml": "nam: Fields\nslug: fields\npublished: spring\nwebsite: javascript:alert(1)\n" + SOURCES,
    "data/books/latin.yml": b"name: Caf\xe9\n",
    "data/books/links.yml": "name: Links\nauthor: an-lee\nillustrators: [bea]\nfollows: latin\n" + SOURCES,
    "data/books/old.yml": "name: Old\nauthor: old-one\npublished: 1995\n" + SOURCES,
    "data/books/other.yaml": "name: Other\n",
    "data/books/prose.yml": "name: Prose\nbody: |\n  One.\n\n  Two [x](nowhere) and [y](books:latin).\n\n  ![z](//a.example/z.png)\n"
    + SOURCES,
    "data/books/tab.yml": "name: Tab\nparts:\n\t- heading: x\n",
    "data/books/twice.yml": "name: The TIDES\n" + SOURCES,
    "data/authors/bea.yml": "name: Bea Moe\n" + SOURCES,
    "data/authors/old-one.yml": "name: Old One\nborn: 2000\n" + SOURCES,
    "data/sites.yml": "name: x\n",
    "data/synonyms.yml": "groups: novel\n",
    "data/site.yml": SITE.replace("status: official", "status: ofical"),
    "content/About Us.md": "---\ntitle: x\ndescription: y\n---\n",
    "content/about/index.md": "---\ntitle: Also about\ndescription: y\n---\n",
    "content/bare.md": "Words.\n",
    "content/half.md": "---\ntitle: Half\n---\n",
    "content/prose.md": "---\ntitle: Prose\ndescription: y\n---\nOne [x](/abot/).\n\n::: books.zebra\n\n# Two\n",
}

REPORT = """\
content/About Us.md: 'About Us' cannot be part of an address. Use small letters, digits and hyphens. [bad-name]
content/about.md: This page and content/about/index.md have the same address. Rename one of them. [duplicate-address]
content/bare.md:1: The page has no title. Begin it with a line '---', a line 'title: …', a line 'description: …' and a line '---'. [no-head]
content/half.md:2:1: 'description' is missing. Add a line 'description: …'. [missing-field]
"""


def test_everything_that_is_wrong_is_said_at_once(library: Library):
    """One sorted report: of names, bytes, YAML, fields, references, prose, settings and pages; each fault once."""
    result = run(library(BROKEN), "check")
    assert result.exit_code == 1
    assert result.output == REPORT

"""Whatever happens to a real file, it can be used or its problems name their lines, and the work is limited."""

import random
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from chance import CASES, IS_FUZZ
from limits import calls
from mutations import mutate, mutate_file
from toys.examples import catalog_of
from toys.library import REPOSITORY, THEME, Example, lines, read_example, site_settings

from generator.base.problems import Problem
from generator.checks.redirect_lines import check_redirects
from generator.kinds import KINDS
from generator.pages.redirects import ANY, redirects_of
from generator.pages.render import Renderer
from generator.pages.urls import check_settings
from generator.project.project import Project, open_project
from generator.records.content_pages import parse_page
from generator.records.data_folder import Folder
from generator.records.kind import Kind
from generator.records.parse import parse_record, parse_settings
from generator.records.settings import SETTINGS, Redirects
from generator.yaml_files.yaml_source import read

pytestmark = pytest.mark.fuzz

DATA = REPOSITORY / "data"
MODELS = {**SETTINGS, **{name: model for kind in KINDS for name, model in kind.settings.items()}}
KIND = {kind.name: kind for kind in KINDS}

WHOLE_FILE = {"too-large"}
"""The codes of problems that no line has more to do with than another."""

SAYS_WHAT_IS_RIGHT = {"not-true-or-false", "too-few", "wrong-choice", "wrong-format", "wrong-type"}
"""The codes of problems whose message says what would be right, so that there may be no hint."""

CALLS_PER_BYTE, CALLS = 400, 200_000
"""How many calls reading a file may take: ten times what the most complex of the real files takes."""


def chance() -> random.Random:
    """Return the source of chance: `make test` always tries the same cases."""
    return random.Random() if IS_FUZZ else random.Random(1)


def assert_placed(problems: Iterable[Problem], path: str, content: bytes, *, case: object) -> None:
    """Assert that each problem is in a line of the file, and says what is wrong and what to do."""
    rows = content.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
    for problem in problems:
        assert problem.place.path == path, case
        assert (0 if problem.code in WHOLE_FILE else 1) <= problem.place.line <= len(rows) + 1, (str(problem), case)
        row = rows[problem.place.line - 1] if problem.place.line <= len(rows) else b""
        assert problem.place.column <= len(row.decode("utf-8", "replace")) + 1, (str(problem), case)
        assert problem.message.strip(), case
        assert problem.hint.strip() or problem.code in SAYS_WHAT_IS_RIGHT, (str(problem), case)
        assert not {"Cc", "Cf", "Cs", "Zl", "Zp"} & set(map(unicodedata.category, str(problem))), case


def parse(path: str, content: bytes) -> tuple[Any, list[Problem]]:
    """Return the record or settings of a file in data/, or None and its problems."""
    source, problems = read(path, content)
    if source is None:
        return None, problems
    parts = path.split("/")
    if len(parts) == 2:
        return parse_settings(source, MODELS[source.slug])
    kind = KIND[parts[1]]
    return parse_record(source, kind.name, kind.record, kind.renamed)


def mutated(paths: list[Path], rng: random.Random) -> Iterator[tuple[str, bytes]]:
    """Yield the path of a random file and its content after random changes, again and again."""
    contents = {path: path.read_bytes() for path in paths}
    for _ in range(CASES):
        path = rng.choice(paths)
        yield path.relative_to(REPOSITORY).as_posix(), mutate_file(contents[path], rng)


def test_a_mutated_file_of_data_is_used_or_its_problems_are_placed():
    """Records and settings of every kind."""
    paths = sorted(path for path in DATA.rglob("*.yml") if ".schemas" not in path.parts)
    invalid = 0
    for path, content in mutated(paths, chance()):
        with calls(CALLS + CALLS_PER_BYTE * len(content)):
            value, problems = parse(path, content)
        assert (value is None) == bool(problems), (path, content)
        assert_placed(problems, path, content, case=(path, content))
        invalid += bool(problems)
    assert CASES / 4 < invalid < CASES


def test_mutated_front_matter_is_used_or_its_problems_are_placed():
    paths = sorted((REPOSITORY / "content").rglob("*.md"))
    rng = chance()
    contents = {path: path.read_bytes() for path in paths}
    invalid = 0
    for _ in range(CASES):
        path = rng.choice(paths)
        head, mark, text = contents[path].partition(b"\n---\n")
        content = mutate_file(head + mark, rng) + text
        name = path.relative_to(REPOSITORY).as_posix()
        with calls(CALLS + CALLS_PER_BYTE * len(content)):
            page, problems = parse_page(name, content)
        assert (page is None) == bool(problems), content
        assert_placed(problems, name, content, case=content)
        if page is not None:
            assert page.text in content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
        invalid += bool(problems)
    assert CASES / 4 < invalid < CASES


# ---- records together: links between them, rules of kinds, and pages ----

EXAMPLES = [
    (kind, path, read_example(path))
    for kind in KINDS
    for path in sorted((kind.folder / "examples").glob("*.yml"))
    if not path.stem.startswith("wrong-")
]


def mutated_examples(rng: random.Random) -> Iterator[tuple[Kind, str, Example, str]]:
    for _ in range(CASES):
        kind, path, example = rng.choice(EXAMPLES)
        text = example.text
        for _ in range(rng.randint(1, 2)):
            text = mutate(text, rng)
        yield kind, f"data/{kind.name}/{path.stem}.yml", example, text


@pytest.mark.slow
def test_a_mutated_example_is_rendered_or_its_problems_are_placed():
    """In a catalog with a record of every kind. Most changes give a valid record, whose pages must work."""
    valid = 0
    for kind, path, example, text in mutated_examples(chance()):
        source, problems = read(path, text.encode())
        if source is None:
            assert_placed(problems, path, text.encode(), case=text)
            continue
        catalog, messages = catalog_of(kind, source, example, alone=False)
        # Only the example's own text is known: the other records are made.
        assert all(re.match(r"data/[^:]+(:\d+){0,2}: ", line) for line in messages), (messages, text)
        assert all(line.startswith(f"{path}:") for line in messages if line.startswith(path)), (messages, text)
        if messages:
            continue
        valid += 1
        renderer = Renderer(catalog, site_settings(), THEME)
        plans = (*renderer.records(), *renderer.indexes(()))
        assert all(plan.render().body for plan in plans if path in (plan.source, f"data/{kind.name}")), text
    assert valid > CASES / 10


# ---- redirects ----


@pytest.fixture(scope="module")
def project() -> Project:
    opened, problems = open_project(REPOSITORY, KINDS)
    assert opened is not None, lines(problems)
    return opened


def random_redirects(project: Project, rng: random.Random) -> str:
    """Return a file of redirects between real, former and invented addresses."""
    known = sorted(project.addresses.pages | project.addresses.files)
    invented = ("old/", "a/b/", "old.pdf", "sites/*/", "*/", "404.html", "a//b/", "ü/", "", "x?y=1")
    anchors = ("", "", "#x", "#sources", "#a=b", "#*", "##")

    def address() -> str:
        return f"/{rng.choice(rng.choice((known, invented)))}{rng.choice(anchors)}"

    rows = [f"- from: {address()}\n  to: {address()}\n" for _ in range(rng.randint(0, 5))]
    return "redirects:\n" + "".join(rows or ["[]\n"])


def test_redirects_lead_somewhere_in_one_step_or_their_problems_are_placed(project):
    """Real lines with changes, and lines at random. Without problems, no redirect leads to another one."""
    rng, path = chance(), "data/redirects.yml"
    real = (REPOSITORY / path).read_bytes()
    counts = {True: 0, False: 0}
    for number in range(CASES):
        content = random_redirects(project, rng).encode() if number % 2 else mutate_file(real, rng)
        source, problems = read(path, content)
        redirects, invalid = parse_settings(source, Redirects) if source else (None, [])
        problems += invalid
        if isinstance(redirects, Redirects) and source is not None:
            folder = Folder({}, {"redirects": source, "site": project.sources.settings["site"]}, {})
            settings = replace(project.settings, redirects=redirects)
            moved = redirects_of(settings)
            problems += check_settings(project.addresses, settings, folder)
            problems += check_redirects(redirects.redirects, folder.settings, project.addresses)
            if not problems:
                for line in redirects.redirects:
                    new = moved.resolve(line.old[1:])
                    assert new == line.new[1:] or ANY in line.old, line
                    assert new is None or moved.resolve(new) is None, line
        assert_placed([problem for problem in problems if problem.place.path == path], path, content, case=content)
        counts[not problems] += 1
    assert min(counts.values()) > CASES / 40, counts

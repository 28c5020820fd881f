"""Every kind is complete, and its examples have exactly the problems that they list."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from site_fixture import files_in_empty_frames
from toys import BOOKS
from toys.examples import catalog_of, read_record, renderer_of
from toys.library import (
    SETTINGS,
    SOURCES,
    THEME,
    Example,
    lay,
    lines,
    minimal_project,
    minimal_source,
    read_example,
    site_settings,
)

from generator.kinds import KINDS
from generator.pages.render import Renderer
from generator.project.project import Project, open_project
from generator.records.field_specs import field_at
from generator.records.fields.roles import Role, fields_with
from generator.records.kind import Kind
from generator.records.parse import parse_record

EVERY_KIND = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
KIND_AND_EXAMPLE = [(kind, path) for kind in KINDS for path in sorted((kind.folder / "examples").glob("*.yml"))]


def _cases(*, wrong: bool) -> list[object]:
    return [
        pytest.param(kind, path, id=f"{kind.name}/{path.stem}")
        for kind, path in KIND_AND_EXAMPLE
        if path.name.startswith("wrong-") == wrong
    ]


def blocks_of(renderer: Renderer, kind: Kind, slug: str) -> Iterator[str]:
    """Yield the HTML of each block of a kind, as pages place it: by its name, or with the slug of a record."""
    for name in kind.behavior.blocks:
        html = renderer.block(kind.name, name, ())
        html = html if isinstance(html, str) else renderer.block(kind.name, name, (slug,))
        assert isinstance(html, str), html
        yield html


@EVERY_KIND
def test_each_kind_is_complete(kind: Kind):
    """A kind has a record class, a minimal example, wrong examples, an example of each settings file, and a URL."""
    assert (kind.folder / "record.py").is_file()
    assert (kind.folder / "examples" / "minimal.yml").is_file()
    assert list((kind.folder / "examples").glob("wrong-*.yml"))
    assert {path.stem for path in (kind.folder / "examples" / "settings").glob("*.yml")} == set(kind.settings)
    assert kind.has_pages or "#" in kind.address


@EVERY_KIND
def test_each_check_of_a_kind_has_a_wrong_example(kind: Kind):
    """Every problem code of a kind's own checks is in one of its examples."""
    example_codes = {
        code
        for path in (kind.folder / "examples").glob("wrong-*.yml")
        for problem in read_example(path).problems
        for code in re.findall(r"\[([a-z-]+)\]$", problem)
    }
    assert codes_of(kind) - example_codes == set()


def codes_of(kind: Kind) -> set[str]:
    """Return the problem codes in a kind's record.py and check.py, found in their source."""
    codes = set()
    for path in (kind.folder / "record.py", kind.folder / "check.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if path.is_file() else ():
            position = {"PydanticCustomError": 0, "Problem": 1}.get(getattr(getattr(node, "func", None), "id", ""))
            if position is not None:
                assert isinstance(node, ast.Call)
                codes.add(ast.literal_eval(node.args[position]).replace("_", "-"))
    return codes


def test_codes_are_found_in_kinds():
    """`codes_of` finds the codes of record classes and of checks."""
    codes = set().union(*map(codes_of, KINDS))
    assert {"year-order", "role-missing"} <= codes


@EVERY_KIND
def test_the_example_of_missing_fields_covers_every_required_field(kind: Kind):
    """The example 'wrong-missing' leaves out every required field."""
    problems = " ".join(read_example(kind.folder / "examples" / "wrong-missing.yml").problems)
    required = {name for name, field in kind.record.model_fields.items() if field.is_required()}
    assert {
        name for name in required - {"kind", "slug", "sources", "fact_status"} if f"'{name}'" not in problems
    } == set()


@pytest.mark.parametrize(("kind", "path"), _cases(wrong=True))
def test_a_wrong_example_has_exactly_the_listed_problems(kind: Kind, path: Path):
    """Exactly those, with their places in the text of the record."""
    example = read_example(path)
    assert example.problems
    _, problems = catalog_of(kind, read_record(kind, "record.yml", example), example, alone=True)
    assert problems == example.problems


@pytest.mark.parametrize(("kind", "path"), _cases(wrong=False))
def test_a_good_example_is_shown_on_a_page(kind: Kind, path: Path):
    """It has no problems. Its page has a title, a description and one h1, or it is shown on a page with others."""
    renderer = renderer_of(kind, path)
    record = renderer.catalog.get(kind.name, path.stem)
    if kind.has_pages:
        [page] = [plan.render() for plan in renderer.records() if plan.address == renderer.catalog.url(record)]
        assert page.body.count("<h1") == 1
        assert page.title
        assert page.description
    else:
        bodies = [plan.render().body for plan in renderer.indexes(()) if plan.address == kind.home]
        assert f'id="{path.stem}"' in "".join([*bodies, *blocks_of(renderer, kind, path.stem)])


@pytest.mark.parametrize(("kind", "path"), _cases(wrong=False))
def test_every_list_and_block_works_with_a_good_example(kind: Kind, path: Path):
    """All index pages and blocks can be rendered with it."""
    renderer = renderer_of(kind, path)
    assert {page.address for page in renderer.indexes(())} == {other.home for other in KINDS if other.index}
    for other in KINDS:
        assert len(list(blocks_of(renderer, other, "minimal"))) == len(other.behavior.blocks)


@EVERY_KIND
def test_a_kind_may_have_many_records(kind: Kind):
    """Index pages and blocks can be rendered with as many records as the checks allow."""
    catalog, problems = catalog_of(kind, minimal_source(kind), Example("", {kind.name: many_of(kind)}, []), alone=False)
    assert [problem for problem in problems if "[duplicate-name]" not in problem] == []
    renderer = Renderer(catalog, site_settings(), THEME)
    pages = [page for plan in renderer.records() if (page := plan.render()).record in catalog.all(kind.name)]
    assert len(pages) == (len(many_of(kind)) + 1 if kind.has_pages else 0)
    assert len(list(renderer.indexes(()))) == len([other for other in KINDS if other.index])
    assert len(list(blocks_of(renderer, kind, "minimal"))) == len(kind.behavior.blocks)


def many_of(kind: Kind) -> dict[str, dict[str, str]]:
    """Return up to nine valid records by slug, each with its own name and position."""
    positions = fields_with(kind.record, Role.POSITION)
    names = fields_with(kind.record, Role.NAME, Role.TITLE, Role.POSITION)
    candidates = {
        f"record-{number}": {name: str(number) if name in positions else f"{name} {number}" for name in names}
        for number in range(2, 11)
    }
    return {
        slug: fields
        for slug, fields in candidates.items()
        if parse_record(minimal_source(kind, slug, fields), kind.name, kind.record)[0]
    }


def test_a_record_that_was_taken_down_shows_none_of_its_text():
    """A removed site or a withdrawn story keeps its URL, but none of its text is shown."""
    for kind, slug, texts in _taken_down():
        renderer = renderer_of(kind, kind.folder / "examples" / f"{slug}.yml")
        page = next(plan.render() for plan in renderer.records() if plan.address == f"{kind.name}/{slug}/")
        for text in texts:
            assert text not in page.body


def _taken_down() -> Iterator[tuple[Kind, str, list[str]]]:
    for kind, path in KIND_AND_EXAMPLE:
        if path.stem in ("removed", "withdrawn"):
            source = read_record(kind, path.name, read_example(path))
            yield kind, path.stem, [str(source.data[name]) for name in ("summary", "body") if name in source.data]


# ---- one more kind ----


ONE_MORE = (*KINDS, BOOKS)
MORE_FILES = {
    "data/books/one.yml": "name: Book One\nsummary: It begins.\n" + SOURCES,
    "data/books/two.yml": "name: Book Two\nfollows: one\n" + SOURCES,
}


def open_with_another_kind(root: Path, changes: dict[str, str]) -> tuple[Project | None, list[str]]:
    """Open a project with another kind: one more package, and one more entry in the list."""
    project, problems = open_project(lay(root, minimal_project(KINDS), MORE_FILES, changes), ONE_MORE)
    return project, lines(problems)


def test_records_of_another_kind_are_checked_and_linked(tmp_path: Path):
    """Like those of any other kind."""
    _, problems = open_with_another_kind(tmp_path, {"data/books/two.yml": "name: Book Two\nfollows: onee\n" + SOURCES})
    assert problems == [
        "data/books/two.yml:2:10: There is no record 'onee': data/books/onee.yml does not exist. "
        "Did you mean 'one'? [unknown-reference]"
    ]


def test_records_of_another_kind_are_published(tmp_path: Path):
    """They get pages, an index page, entries in search and in the list of all pages, and exports."""
    project, problems = open_with_another_kind(tmp_path, {})
    assert problems == []
    assert project is not None
    files = files_in_empty_frames(project, "https://site.example/")
    assert 'Followed by <a href="../../books/two/">Book Two</a>' in files["books/one/index.html"].decode()
    assert '<a href="../books/one/">Book One</a>' in files["books/index.html"].decode()
    assert '"t":"Book One"' in files["assets/search-index.js"].decode()
    assert '"id": "one"' in files["data/books.json"].decode()
    assert "\r\none,https://site.example/books/one/,from_source,,,,Book One," in files["data/books.csv"].decode(
        "utf-8-sig"
    )
    assert "<loc>https://site.example/books/one/</loc>" in files["sitemap.xml"].decode()
    assert 'books/one/">Book One</a>' in next(page.body for page in project.content_pages if page.address == "")


def test_without_its_entry_a_kind_is_gone(tmp_path: Path):
    """Nothing of a kind is left without its entry in the list."""
    project, problems = open_project(lay(tmp_path, minimal_project(KINDS)), KINDS)
    assert lines(problems) == []
    assert project is not None
    assert not any("book" in page.address for page in project.pages)
    assert set(SETTINGS) <= {page.source for page in project.pages} | {"data/site.yml", "data/synonyms.yml"}


# ---- what kinds ask of each other ----

LOOKUPS = frozenset({"all", "choices", "get", "hidden", "many", "referrers"})


def _asked_for(kind: Kind) -> set[str]:
    """Return the other kinds whose names a kind's code gives to a lookup of the catalog."""
    names: set[str] = set()
    for path in kind.paths("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in LOOKUPS:
                constants = (argument.value for argument in node.args if isinstance(argument, ast.Constant))
                names.update(value for value in constants if isinstance(value, str))
    return (names & {other.name for other in KINDS}) - {kind.name}


@EVERY_KIND
def test_a_kind_says_which_other_kinds_its_code_asks_for(kind: Kind):
    """Those that its records refer to go without saying."""
    assert set(kind.uses) <= _asked_for(kind) <= {*kind.uses, *kind.references}


@EVERY_KIND
def test_a_kind_uses_and_refers_to_kinds_that_exist(kind: Kind):
    assert {*kind.uses, *kind.references} <= {other.name for other in KINDS}


@EVERY_KIND
def test_the_checks_of_a_kind_are_part_of_its_behavior(kind: Kind):
    """A check that `Behavior` does not name never runs."""
    assert bool(kind.paths("check.py")) == bool(kind.behavior.check)


@EVERY_KIND
def test_fields_were_renamed_to_fields_that_exist(kind: Kind):
    for old, new in kind.renamed.items():
        path = old.partition(": ")[0] if ": " in old else new
        assert field_at(kind.record, tuple(path.split("."))), old


def test_the_code_of_kinds_asks_for_other_kinds():
    assert sum(len(_asked_for(kind)) for kind in KINDS) > 10

"""A new record starts from a text that says what to fill in, and the check says the same."""

import re
from pathlib import Path

import pytest
from toys import BOOKS, TOYS
from toys.library import LIBRARY, catalog_of, lay, minimal, minimal_project

from generator.editing.records.changes import open_records
from generator.editing.records.new_record import starter
from generator.kinds import KINDS
from generator.project.project import open_project
from generator.records.catalog import Catalog
from generator.records.field_specs import Field, field_at, fields_of, order_of
from generator.records.kind import Kind
from generator.records.parse import parse_record
from generator.yaml_files.yaml_edit import get, put
from generator.yaml_files.yaml_emit import Value
from generator.yaml_files.yaml_source import KeyPath, Source, read

EVERY_KIND = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
COMMENTED = re.compile(r"(?m)^( *(?:- )?)#(?!#)")
"""A line that is to be used, as against one that explains."""


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """Every kind's smallest record."""
    return open_records(lay(tmp_path_factory.mktemp("project"), minimal_project(KINDS)), KINDS)[1]


def source_of(kind: Kind, text: str) -> Source:
    source, problems = read(f"data/{kind.name}/new-one.yml", text.encode())
    assert source is not None, problems
    return source


def missing(source: Source, kind: Kind) -> set[str]:
    """What the check says of a record, without the places."""
    return {f"{problem.message} [{problem.code}]" for problem in parse_record(source, kind.name, kind.record)[1]}


def to_fill_in(kind: Kind, source: Source) -> set[str]:
    """What the check should say: one sentence for each line that the text leaves empty."""
    wanted = set()
    for path in source.values:
        if get(source.data, path) is None:
            name = [part for part in path if isinstance(part, str)][-1]
            listed = isinstance(path[-1], int)
            wanted.add(f"'{name}' has an empty item. [empty-line]" if listed else f"'{name}' is empty. [empty-field]")
    return wanted


@EVERY_KIND
def test_the_check_names_exactly_what_is_to_be_filled_in(kind: Kind, catalog: Catalog):
    """Each line without a value, and nothing else."""
    source = source_of(kind, starter(kind, "new-one", catalog))
    assert missing(source, kind) == to_fill_in(kind, source)
    assert set(source.data) == {field.name for field in fields_of(kind.record) if field.required}


@EVERY_KIND
def test_every_other_field_can_be_used_by_taking_a_sign_away(kind: Kind, catalog: Catalog):
    """With all of them the text holds every field of the class, at every depth, in the class's order."""
    text = starter(kind, "new-one", catalog)
    while (bare := COMMENTED.sub(r"\1", text)) != text:
        text = bare
    source = source_of(kind, text)
    assert tuple(source.data) == order_of(kind.record)
    for path in every_path(kind):
        assert path in source.values, path


def every_path(kind: Kind) -> list[KeyPath]:
    """Where each field of a class stands, with one value in each list."""
    found: list[KeyPath] = []

    def walk(fields: tuple[Field, ...], above: KeyPath) -> None:
        for field in fields:
            here = (*above, field.name, *((0,) if field.many else ()))
            found.append(here)
            if field.model is not None:
                # Where a record can be named, its name comes first, then the fields that may be written instead.
                walk(fields_of(field.model), (*here[:-1], 1) if field.shorthand else here)

    walk(fields_of(kind.record), ())
    return found


@EVERY_KIND
def test_every_field_is_explained(kind: Kind, catalog: Catalog):
    """A comment stands above each, with what the class says of it; lines stay short."""
    text = starter(kind, "new-one", catalog)
    for block in text.strip().split("\n\n")[1:]:
        assert re.match(r"## [A-Z][a-z ]+: .+\.", block.replace("\n## ", " ")), block
    assert max(map(len, text.split("\n"))) <= 120
    assert text.startswith(f"## data/{kind.name}/new-one.yml, read at /")


@EVERY_KIND
def test_filled_in_it_is_a_record(kind: Kind, catalog: Catalog):
    """With the values of the room's smallest example the check has nothing to say."""
    text = starter(kind, "new-one", catalog)
    held = source_of(kind, text).values
    made: bytes | None = text.encode()
    for name, value in source_of(kind, minimal(kind)).data.items():
        for path, inner in parts_of(name, value) if (name,) in held else [((name,), value)]:
            assert made is not None
            made = put(f"data/{kind.name}/new-one.yml", made, path, inner, order_of_parent(kind, path))
    assert made is not None
    source = source_of(kind, made.decode())
    assert parse_record(source, kind.name, kind.record)[1] == []


def parts_of(name: str, value: Value) -> list[tuple[KeyPath, Value]]:
    """A field's value as an editor fills it in: the first of a list, field by field. A source is named."""
    if name == "sources":
        return [((name, 0), "gazette")]
    if not isinstance(value, list):
        return [((name,), value)]
    if not isinstance(value[0], dict):
        return [((name, 0), value[0])]
    return [((name, 0, field), inner) for field, inner in value[0].items()]


def order_of_parent(kind: Kind, path: KeyPath) -> tuple[str, ...]:
    above = field_at(kind.record, path[:-1])
    return order_of(above.model if above and above.model else kind.record)


def test_the_text_of_a_small_kind():
    """Word for word: it is what an editor reads first."""
    catalog, _ = catalog_of({"authors/ann-lee": "name: Ann Lee\nused_by:\n- books.illustrators\n"})
    text = starter(BOOKS, "new-one", catalog)
    assert text.split("\n\n")[0] == (
        "## data/books/new-one.yml, read at /books/new-one/\n"
        "## Something to read: it has a field of every type that a record may have.\n"
        "## Fill in each line that has no '#'. To use a line that has one '#', take the '#' away. Delete what you do\n"
        "## not need: lines with '##' only explain. Each value of a list stands on a line of its own, after '- '. The\n"
        "## check then names what is missing. Where the record has several sources, a fact is written as 'value:' and\n"
        "## 'source:'; CONTRIBUTING.md shows how."
    )
    blocks = {block.split("\n")[-1] if "#parts" not in block else "#parts:": block for block in text.split("\n\n")}
    assert blocks["name:"] == "## Name: a line of plain text.\nname:"
    assert "## Body: Markdown, on the lines below, indented by two spaces.\n#body: |" in text
    assert "## Author: one of ann-lee.\n#author:" in text
    assert "## Illustrators: any of ann-lee.\n#illustrators:\n#-" in text
    assert "## Form: one of novel, poem, play.\n#form:" in text
    assert "## Prizes: any number, each a line of plain text.\n#prizes:\n#-" in text
    assert "## Bought: a date, as in 2026-05-03.\n#bought:" in text
    assert "## Lent: true or false.\n#lent:" in text
    assert blocks["#parts:"] == (
        "## Parts: any number. A part of a book.\n"
        "#parts:\n"
        "#  ## Heading: a line of plain text.\n"
        "#- heading:\n"
        "#  ## Pages: a number from 1 to 999.\n"
        "#  pages:"
    )


def test_of_many_records_the_folder_is_named():
    """A list of hundreds helps nobody."""
    catalog, _ = catalog_of({f"authors/a-{number}": f"name: A {number}\n" for number in range(50)})
    assert "## Author: the name of a file in data/authors/, without '.yml'.\n#author:" in starter(BOOKS, "x", catalog)


def test_a_starter_in_a_project_is_the_only_thing_to_mend(tmp_path: Path):
    """The check of the whole project names its lines, and nothing else."""
    root = lay(tmp_path, LIBRARY)
    _, catalog = open_records(root, TOYS)
    lay(root, {"data/books/new-one.yml": starter(BOOKS, "new-one", catalog)})
    _, problems = open_project(root, TOYS)
    assert {problem.place.path for problem in problems} == {"data/books/new-one.yml"}
    assert sorted(problem.message for problem in problems) == [
        "'fact_status' is empty.",
        "'name' is empty.",
        "'sources' has an empty item.",
    ]

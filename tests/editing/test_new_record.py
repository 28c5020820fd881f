"""The text of a new record shows what to fill in, and the check reports the same."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from toys import BOOKS, TOYS
from toys.library import LIBRARY, catalog_of, lay, minimal, minimal_project

from generator.editing.generated.record_guide import compact
from generator.editing.records.changes import open_records
from generator.editing.records.new_record import starter
from generator.kinds import KINDS
from generator.project.project import open_project
from generator.records.catalog import Catalog
from generator.records.field_specs import Field, field_at, fields_of, order_of
from generator.records.fields.roles import Role
from generator.records.kind import Kind
from generator.records.parse import parse_record
from generator.yaml_files.yaml_edit import get, put
from generator.yaml_files.yaml_emit import Value
from generator.yaml_files.yaml_source import KeyPath, SourceFile, read

EVERY_KIND = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
COMMENTED = re.compile(r"(?m)^( *(?:- )?)#(?!#)")
"""A commented field, as opposed to a note."""


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """The smallest record of each kind."""
    return open_records(lay(tmp_path_factory.mktemp("project"), minimal_project(KINDS)), KINDS)[1]


def source_of(kind: Kind, text: str) -> SourceFile:
    source, problems = read(f"data/{kind.name}/new-one.yml", text.encode())
    assert source is not None, problems
    return source


def reported(source: SourceFile, kind: Kind) -> set[str]:
    """Return the problems that the check reports for a record, without places."""
    return {f"{problem.message} [{problem.code}]" for problem in parse_record(source, kind.name, kind.record)[1]}


def to_fill_in(kind: Kind, source: SourceFile) -> set[str]:
    """Return the problems that the check should report: one for each empty line."""
    expected = set()
    for path in source.values:
        field = field_at(kind.record, path)
        if get(source.data, path) is None and (field is None or field.required or isinstance(path[-1], int)):
            name = [part for part in path if isinstance(part, str)][-1]
            listed = isinstance(path[-1], int)
            expected.add(
                f"'{name}' has an empty item. [empty-list-item]" if listed else f"'{name}' is empty. [empty-field]"
            )
    return expected


@EVERY_KIND
def test_the_check_reports_exactly_what_must_be_filled_in(kind: Kind, catalog: Catalog):
    """Each line without a value, and nothing else."""
    source = source_of(kind, starter(kind, "new-one", catalog))
    rules = {"mentorships": "[one-mentee]", "faqs": "[no-answer]", "pathways": "[fact-without-source]"}
    found = {line for line in reported(source, kind) if not line.endswith(rules.get(kind.name, "[]"))}
    assert found == to_fill_in(kind, source)
    shown = {field.name for field in fields_of(kind.record) if field.required or Role.EXPECTED in field.roles}
    assert set(source.data) == shown


ASKED = {
    "sites": {"city", "body"},
    "mentorships": {"mentee"},
    "faqs": {"answer", "unanswered"},
    "terms": {"used_by"},
}


@pytest.mark.parametrize(("name", "fields"), ASKED.items())
def test_a_new_record_asks_for_what_most_records_have(name: str, fields: set[str], catalog: Catalog):
    """Also in the short text for GitHub's editor, which explains its comments and asks for the id of a source."""
    [kind] = [kind for kind in KINDS if kind.name == name]
    text = compact(starter(kind, "new-one", catalog))
    assert fields <= set(source_of(kind, text).data)
    assert "\n#  id:\n" in text
    assert "'##' are notes" in " ".join(text.split("\n## ")[:4])


@EVERY_KIND
def test_optional_fields_can_be_used_by_deleting_a_number_sign(kind: Kind, catalog: Catalog):
    """With all of them, the text has every field of the class, at every level, in the order of the class."""
    text = starter(kind, "new-one", catalog)
    while (bare := COMMENTED.sub(r"\1", text)) != text:
        text = bare
    source = source_of(kind, text)
    assert tuple(source.data) == order_of(kind.record)
    for path in every_path(kind):
        assert path in source.values, path


def every_path(kind: Kind) -> list[KeyPath]:
    """Return the path of each field of a class, with one item in each list."""
    paths: list[KeyPath] = []

    def walk(fields: tuple[Field, ...], above: KeyPath) -> None:
        for field in fields:
            here = (*above, field.name, *((0,) if field.many else ()))
            paths.append(here)
            if field.model is not None:
                # If an item can be the name of a record, the name comes first, then the fields to write instead.
                walk(fields_of(field.model), (*here[:-1], 1) if field.shorthand else here)

    walk(fields_of(kind.record), ())
    return paths


@EVERY_KIND
def test_every_field_is_explained(kind: Kind, catalog: Catalog):
    """A note above each has its description in the class. Lines stay short."""
    text = starter(kind, "new-one", catalog)
    for block in text.strip().split("\n\n")[1:]:
        assert re.match(r"## [A-Z][a-z ]+: .+\.", block.replace("\n## ", " ")), block
    assert max(map(len, text.split("\n"))) <= 120
    assert text.startswith(f"## data/{kind.name}/new-one.yml, published at /")


@EVERY_KIND
def test_a_completed_text_is_a_valid_record(kind: Kind, catalog: Catalog):
    """The check finds no problems with the values of the kind's smallest example."""
    text = starter(kind, "new-one", catalog)
    present = source_of(kind, text).values
    edited: bytes | None = text.encode()
    fields: Mapping[str, Any] = source_of(kind, minimal(kind)).data
    for name, value in fields.items():
        for path, inner in parts_of(name, value) if (name,) in present else [((name,), value)]:
            assert edited is not None
            edited = put(f"data/{kind.name}/new-one.yml", edited, path, inner, order_of_parent(kind, path))
    assert edited is not None
    source = source_of(kind, edited.decode())
    assert parse_record(source, kind.name, kind.record)[1] == []


def parts_of(name: str, value: Value) -> list[tuple[KeyPath, Value]]:
    """Return a field's value as an editor enters it: the first item of a list, field by field. Sources are named."""
    if name == "sources":
        return [((name, 0), "gazette")]
    if not isinstance(value, list):
        return [((name,), value)]
    if not isinstance(value[0], dict):
        return [((name, 0), value[0])]
    return [((name, 0, field), inner) for field, inner in value[0].items()]


def order_of_parent(kind: Kind, path: KeyPath) -> tuple[str, ...]:
    parent = field_at(kind.record, path[:-1])
    return order_of(parent.model if parent and parent.model else kind.record)


def test_the_text_of_a_small_kind():
    """Word for word, since it is the first thing that an editor reads."""
    catalog, _ = catalog_of({"authors/ann-lee": "name: Ann Lee\nused_by:\n- books.illustrators\n"})
    text = starter(BOOKS, "new-one", catalog)
    assert text.split("\n\n")[0] == (
        "## data/books/new-one.yml, published at /books/new-one/\n"
        "## Something to read: it has a field of every type that a record may have.\n"
        "## Fill in each line without a '#'. To use an optional line, delete its '#'. Delete the lines that you do "
        "not\n## need; lines with '##' are only notes. In a list, put each item on its own line after '- '. The check "
        "tells\n## you what is missing. If the record has several sources, write each fact as 'value:' and 'source:'.\n"
        "## CONTRIBUTING.md shows how."
    )
    blocks = {block.split("\n")[-1] if "#parts" not in block else "#parts:": block for block in text.split("\n\n")}
    assert blocks["name:"] == "## Name: text on one line.\nname:"
    assert "## Body: Markdown, on the lines below, indented by two spaces.\n#body: |" in text
    assert "## Author: one of the following.\n##   ann-lee\n#author:" in text
    assert "## Illustrators: any of the following.\n##   ann-lee\n#illustrators:\n#-" in text
    assert "## Form: one of the following.\n##   novel\n##   poem\n##   play\n#form:" in text
    assert "## Prizes: any number, each text on one line.\n#prizes:\n#-" in text
    assert "## Bought: a date, as in 2026-05-03.\n#bought:" in text
    assert "## Lent: true or false.\n#lent:" in text
    assert blocks["#parts:"] == (
        "## Parts: any number. A part of a book.\n"
        "#parts:\n"
        "#  ## Heading: text on one line.\n"
        "#- heading:\n"
        "#  ## Pages: a number from 1 to 999.\n"
        "#  pages:"
    )


def test_the_folder_is_named_instead_of_many_records():
    """A list of hundreds would not help."""
    catalog, _ = catalog_of({f"authors/a-{number}": f"name: A {number}\n" for number in range(50)})
    assert "## Author: the name of a file in data/authors/, without '.yml'.\n#author:" in starter(BOOKS, "x", catalog)


def test_a_new_record_adds_only_its_own_problems(tmp_path: Path):
    """The check of the whole project reports its lines, and nothing else."""
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

"""The schemas describe the record classes for editors, and the committed ones are up to date."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, Literal

import pytest
from click.testing import CliRunner, Result
from pydantic import Field
from toys import AUTHORS, BOOKS, TOYS, Book, Part
from toys.library import LIBRARY, SOURCES, Files, catalog_of, lay

from generator.base.problems import has_errors
from generator.cli import group
from generator.cli.workspace import Workspace
from generator.editing.generated.json_schemas import schema_fields, to_schema, to_settings_schema
from generator.editing.generated_files import to_files
from generator.kinds import KINDS
from generator.project.project import Project, open_project
from generator.project.site_files import assets
from generator.records.fields.types import Choice, Pattern, Prose, Sourced, StrictModel
from generator.records.kind import Kind
from generator.records.settings import Redirects
from generator.yaml_files.schema_header import schema_of, with_first_line

ROOT = Path(__file__).parents[2]
POINTER = "# yaml-language-server: $schema=../.schemas/books.json"

Library = Callable[[Files], Path]
Schema = dict[str, Any]


@pytest.fixture(scope="module")
def books() -> Schema:
    """The schema of the toy kind with a field of every type."""
    catalog, problems = catalog_of(
        {
            "authors/ann-lee": "name: Ann Lee\n",
            "authors/bo-ek": "name: Bo Ek\nused_by:\n- books.illustrators\n",
            "books/the-tides": "name: The Tides\nsummary: The sea comes and goes.\n",
        }
    )
    assert problems == []
    schema: Schema = json.loads(to_schema(BOOKS, catalog))
    return schema


@pytest.fixture(scope="module")
def real() -> Project:
    """The real records."""
    project, problems = open_project(ROOT, KINDS)
    assert project is not None, problems
    return project


# One kind


def test_a_schema_names_its_dialect_and_describes_the_record(books: Schema):
    assert books["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert (books["title"], books["description"]) == (
        "Book",
        "Something to read: it has a field of every type that a record may have.",
    )
    assert (books["type"], books["additionalProperties"]) == ("object", False)


def test_kind_and_slug_are_not_fields(books: Schema):
    """The path of the file determines them."""
    assert books["required"] == ["sources", "fact_status", "name"]
    assert not books["properties"].keys() & {"kind", "slug"}


def test_an_optional_field_has_no_null_and_no_empty_default(books: Schema):
    """Editors write a field or leave it out."""
    text = json.dumps(books)
    assert "null" not in text
    assert '"default": []' not in text
    assert books["properties"]["lent"]["default"] is False


def test_a_field_has_a_title_and_a_description(books: Schema):
    fields = books["properties"]
    assert fields["review_every"]["title"] == "Review every"
    assert fields["review_every"]["description"] == "Months until the next review is due."
    assert fields["summary"]["description"] == "A line of plain text."
    assert fields["body"]["description"] == "Markdown, on the lines below, indented by two spaces."
    assert fields["parts"]["description"] == "A part of a book."


def test_every_text_may_look_like_a_number(books: Schema):
    """'988' is read as the text that was typed."""
    assert books["properties"]["name"]["type"] == ["string", "number"]


def test_a_date_has_a_pattern_and_an_error_message(books: Schema):
    bought = books["properties"]["bought"]
    assert bought["pattern"] == r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$"
    assert bought["patternErrorMessage"] == "This is not a date. Use year-month-day, as in 2026-05-03."


def test_a_format_has_a_pattern_and_an_error_message(books: Schema):
    inner = books["properties"]["sources"]["items"]["oneOf"][0]["properties"]["id"]
    assert inner["pattern"] == "^(?:[a-z0-9-]+)$"
    assert inner["patternErrorMessage"] == "This is not a source id (lowercase letters, digits and hyphens)."


def test_a_web_address_starts_with_its_scheme(books: Schema):
    website = books["properties"]["website"]
    assert website["pattern"] == "^(https|http|mailto|tel|sms):[^\\s<>\"'\\\\]+$"
    assert website["patternErrorMessage"].startswith("A web address must start with https://.")


def test_a_state_is_a_postal_code_with_its_name(books: Schema):
    """The toy for states is the author."""
    catalog, _ = catalog_of({"authors/ann-lee": "name: Ann Lee\n"})
    state = json.loads(to_schema(AUTHORS, catalog))["properties"]["state"]
    assert {"const": "OH", "description": "Ohio"} in state["oneOf"]


def test_a_fact_is_a_value_alone_or_with_its_source(books: Schema):
    alone, sourced = books["properties"]["form"]["anyOf"]
    assert alone == {"enum": ["novel", "poem", "play"], "type": "string"}
    assert sourced["required"] == ["value"]
    assert sourced["properties"]["value"]["enum"] == alone["enum"]
    one, many = sourced["properties"]["source"]["anyOf"]
    assert (one["type"], many["type"], many["items"]) == (["string", "number"], "array", one)


def test_a_choice_is_one_of_the_terms_for_the_field(books: Schema):
    """With its label, and with a summary if it has one."""
    items = books["properties"]["illustrators"]["items"]
    assert items == {"$ref": "#/$defs/illustrators"}
    assert books["$defs"]["illustrators"] == {
        "type": "string",
        "oneOf": [{"const": "bo-ek", "description": "Bo Ek"}],
    }


def test_a_reference_offers_the_known_records_and_accepts_new_ones(books: Schema):
    """A new record may not be in the schema yet."""
    known, any_slug = books["$defs"]["books"]["anyOf"]
    assert known["oneOf"] == [{"const": "the-tides", "description": "The Tides: The sea comes and goes."}]
    assert any_slug["pattern"] == "^[a-z0-9]+(-[a-z0-9]+)*$"
    assert books["properties"]["follows"]["$ref"] == "#/$defs/books"


def test_a_choice_without_terms_takes_any_name():
    catalog, _ = catalog_of({"books/one": "name: One\n"})
    assert "oneOf" not in json.dumps(json.loads(to_schema(BOOKS, catalog))["$defs"]["illustrators"])


def test_choices_have_the_order_in_which_readers_see_them(real: Project):
    """By position, so the intercepts are in their order."""
    listed = [one["const"] for one in json.loads(to_schema(KINDS[0], real.catalog))["$defs"]["intercepts"]["oneOf"]]
    assert listed == sorted(listed)


def test_examples_come_from_the_examples_of_kinds(real: Project):
    """From the first good one. Long texts and choices have none."""
    site = json.loads(to_schema(KINDS[0], real.catalog))["properties"]
    assert site["name"]["examples"] == ["Example County Peer Recovery Team"]
    assert site["coordinates"]["properties"]["lat"]["examples"] == [39.71]
    assert site["mentor_years"]["items"]["anyOf"][0]["examples"] == [2020]
    assert "examples" not in site["body"]
    assert "examples" not in json.dumps(site["settings"])


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_field_of_a_kind_has_a_title(kind: Kind, real: Project):
    """And its class has a description."""
    made = json.loads(to_schema(kind, real.catalog))
    assert made["description"]
    assert [name for name, field in made["properties"].items() if not field.get("title")] == []


def test_the_same_records_give_the_same_bytes():
    first, second = (to_schema(BOOKS, catalog_of({"books/one": "name: One\n"})[0]) for _ in range(2))
    assert first == second


def test_a_settings_file_names_its_fields_as_they_are_written():
    """Redirects have 'from' and 'to'."""
    made = json.loads(to_settings_schema(Redirects, "redirects"))
    assert made["title"] == "Redirects"
    assert made["properties"]["redirects"]["items"]["required"] == ["from", "to"]


# The descriptions of fields

PlainText = Annotated[str, Field(min_length=1)]


class Base(StrictModel):
    """The fields that others inherit."""

    word: PlainText
    own: PlainText
    """The description in the base class."""


class Derived(Base):
    """A class that describes an inherited field again."""

    own: PlainText
    """The description in
    the derived class."""
    other: tuple[Sourced[Choice], ...] = ()
    flag: bool = False
    two: Annotated[Literal["a"], Pattern("a", "b")] | None = None
    text: Prose | None = None


def descriptions(model: type[StrictModel]) -> dict[str, str]:
    """The descriptions of a class's fields in its schema."""
    fields = schema_fields(model)["properties"]
    return {name: field["description"] for name, field in fields.items() if "description" in field}


def test_a_field_is_described_by_its_docstring_or_else_by_the_format_of_its_values():
    assert descriptions(Derived) == {
        "word": "Text.",
        "own": "The description in the derived class.",
        "other": "The name of a file in data/terms/, without '.yml'.",
        "flag": "True or false.",
        "text": "Markdown, on the lines below, indented by two spaces.",
    }


def test_a_derived_class_does_not_change_the_descriptions_of_its_base():
    assert descriptions(Base) == {"word": "Text.", "own": "The description in the base class."}
    assert descriptions(Part)["heading"] == "A line of plain text."
    assert descriptions(Book)["website"] == "A web address that starts with https://."


# The first line of a record

FIRST_LINES = {
    "no comment": (b"name: x\n", b"%s\nname: x\n"),
    "another comment": (b"# Mine.\nname: x\n", b"%s\n# Mine.\nname: x\n"),
    "already there": (b"%s\nname: x\n", b"%s\nname: x\n"),
    "another schema": (b"# yaml-language-server: $schema=old.json\nname: x\n", b"%s\nname: x\n"),
    "a schema below a comment": (b"# Mine.\n#yaml-language-server: $schema=a\nname: x\n", b"%s\n# Mine.\nname: x\n"),
    "a schema in a text": (
        b"body: |\n  # yaml-language-server: x\n",
        b"%s\nbody: |\n  # yaml-language-server: x\n",
    ),
    "a byte order mark": (b"\xef\xbb\xbfname: x\n", b"\xef\xbb\xbf%s\nname: x\n"),
    "Windows line endings": (b"name: x\r\ncity: y\r\n", b"%s\r\nname: x\r\ncity: y\r\n"),
    "both": (b"\xef\xbb\xbf# Mine.\r\nname: x\r\n", b"\xef\xbb\xbf%s\r\n# Mine.\r\nname: x\r\n"),
    "no final newline": (b"name: x", b"%s\nname: x"),
    "an empty file": (b"", b"%s\n"),
    "invalid UTF-8": (b"name: \xff\n", b"%s\nname: \xff\n"),
}


@pytest.mark.parametrize(("before", "after"), FIRST_LINES.values(), ids=FIRST_LINES.keys())
def test_the_first_line_names_the_schema_and_the_rest_stays(before: bytes, after: bytes):
    line = POINTER.encode()
    before, after = (text % line if b"%s" in text else text for text in (before, after))
    made = with_first_line(before, "../.schemas/books.json")
    assert made == after
    assert with_first_line(made, "../.schemas/books.json") == made


def test_the_path_to_the_schema_depends_on_the_folder():
    assert schema_of("data/books/the-tides.yml") == "../.schemas/books.json"
    assert schema_of("data/site.yml") == ".schemas/settings/site.json"


# The command


@pytest.fixture
def toys(library: Library) -> Path:
    """The toy library as the project of the commands."""
    return library({})


def run(root: Path, *words: str) -> Result:
    """Run the command. Raise what it raises, except its own exit."""
    result = CliRunner().invoke(group.main, ["--root", str(root), "schemas", *words], obj=Workspace(kinds=TOYS))
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def test_files_that_are_out_of_date_are_reported(toys: Path):
    """With the command to run. Nothing is written."""
    before = {path: path.read_bytes() for path in toys.rglob("*.yml")}
    result = run(toys, "--check")
    assert result.exit_code == 1
    assert (
        "data/.schemas/books.json: The file is out of date. Run: resource-center schemas [out-of-date]\n"
        "data/.schemas/settings/redirects.json: The file is out of date. Run: resource-center schemas [out-of-date]\n"
    ) in result.output
    assert (
        "data/books/the-tides.yml:1: The first line does not name the schema. "
        "Run: resource-center schemas [out-of-date]\n"
    ) in result.output
    assert {path: path.read_bytes() for path in toys.rglob("*.yml")} == before
    assert not (toys / "data/.schemas").exists()


def test_a_second_run_writes_nothing(toys: Path):
    """And the check finds no errors."""
    first = run(toys)
    assert (first.exit_code, "Wrote data/.schemas/books.json.\n" in first.output) == (0, True)
    assert (toys / "data/books/the-tides.yml").read_text() == f"{POINTER}\n" + LIBRARY["data/books/the-tides.yml"]
    assert (run(toys).output, run(toys, "--check").exit_code) == ("", 0)
    assert not has_errors(open_project(toys, TOYS)[1])


def test_the_schema_of_a_deleted_kind_is_deleted_too(toys: Path):
    run(toys)
    lay(
        toys,
        {"data/.schemas/zebras.json": "{}", ".github/ISSUE_TEMPLATE/new-zebras.yml": "x", "data/.schemas/a.md": "x"},
    )
    result = run(toys, "--check")
    assert result.output.splitlines() == [
        ".github/ISSUE_TEMPLATE/new-zebras.yml: This file is no longer generated. "
        "Run: resource-center schemas [out-of-date]",
        "data/.schemas/zebras.json: This file is no longer generated. Run: resource-center schemas [out-of-date]",
        "2 errors, 0 warnings.",
    ]
    assert run(toys).exit_code == 0
    assert not (toys / "data/.schemas/zebras.json").exists()
    assert (toys / "data/.schemas/a.md").exists()


def test_a_new_term_makes_the_schema_out_of_date(toys: Path):
    run(toys)
    lay(toys, {"data/authors/bo-ek.yml": "name: Bo Ek\nused_by:\n- books.illustrators\n" + SOURCES})
    assert "data/.schemas/books.json: The file is out of date." in run(toys, "--check").output


def test_nothing_is_written_if_a_record_has_errors(toys: Path):
    """They are reported instead: a schema without that record's choices would be wrong."""
    lay(toys, {"data/authors/bo-ek.yml": "nam: Bo Ek\n" + SOURCES})
    result = run(toys)
    assert (result.exit_code, "[unknown-field]" in result.output) == (1, True)
    assert not (toys / "data/.schemas").exists()


def test_vs_code_knows_the_schema_of_a_new_file_by_its_folder(toys: Path):
    run(toys)
    settings = json.loads((toys / ".vscode/settings.json").read_text())
    assert settings["yaml.schemas"]["./data/.schemas/books.json"] == "data/books/*.yml"
    assert settings["yaml.schemas"]["./data/.schemas/settings/site.json"] == "data/site.yml"


# Committed files


def test_the_committed_schemas_are_up_to_date(real: Project):
    """Except for the choices: someone who adds a term on GitHub cannot regenerate them, and need not."""
    made = {name: content for name, content in to_files(real).items() if name.endswith(".json")}
    old = {name: (ROOT / name).read_bytes() if (ROOT / name).is_file() else b"{}" for name in made}
    wrong = [name for name in made if _without_choices(made[name]) != _without_choices(old[name])]
    assert wrong == [], "Run: resource-center schemas"
    assert {path.relative_to(ROOT).as_posix() for path in (ROOT / "data/.schemas").rglob("*.json")} <= made.keys()


def _without_choices(content: bytes) -> Schema:
    """Return a schema without the lists of slugs, which come from records and terms."""
    schema: Schema = json.loads(content)
    schema["$defs"] = sorted(schema.get("$defs", ()))
    return schema


def test_every_first_line_that_names_a_schema_names_the_right_one():
    """A file without such a line is valid too: editors on GitHub do not need it."""
    for path in sorted((ROOT / "data").rglob("*.yml")):
        first = path.read_bytes().split(b"\n")[0]
        name = path.relative_to(ROOT).as_posix()
        if b"yaml-language-server" in first:
            assert first.strip().endswith(schema_of(name).encode()), name
            assert (path.parent / schema_of(name)).is_file(), name


def test_schemas_are_not_published(tmp_path: Path):
    """They are for editors. The site has CSV and JSON for everyone."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    shutil.copytree(ROOT / "content", tmp_path / "content")
    lay(tmp_path, {"data/.schemas/strange.json": "{}"})
    project, problems = open_project(tmp_path, KINDS)
    assert project is not None, problems
    assert not [file.name for file in assets(project) if "schemas" in file.name]
    assert not [page.address for page in project.pages if "schemas" in page.address]


def test_vs_code_recommends_the_extension_that_reads_the_schemas():
    assert json.loads((ROOT / ".vscode/extensions.json").read_text()) == {"recommendations": ["redhat.vscode-yaml"]}

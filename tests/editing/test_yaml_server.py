"""What VS Code shows to editors of records, according to the server of its YAML extension and the current schemas."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from yaml_server import Server

from generator.editing.generated_files import to_files, write
from generator.kinds import KINDS
from generator.project.project import open_project
from generator.yaml_files.schema_header import schema_of

# All tests share one server.
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("yaml-server")]

ROOT = Path(__file__).parents[2]
SITE = """\
# yaml-language-server: $schema=../.schemas/sites.json
name: Lake County Team
summary: A county team.
state: OH
roles:
- mentor
listing:
  status: public_source
fact_status: from_source
sources:
- title: Example County Gazette
  seen_on: 2026-01-02
"""
LINES = SITE.count("\n")
PATH = "data/sites/lake-county-team.yml"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real records, with current schemas."""
    root = tmp_path_factory.mktemp("edited")
    for name in ("data", "content"):
        shutil.copytree(ROOT / name, root / name)
    opened, problems = open_project(root, KINDS, theme=ROOT / "theme")
    assert opened is not None, problems
    write(root, to_files(opened))
    return root


@pytest.fixture(scope="module")
def server(project: Path) -> Iterator[Server]:
    with Server(project) as running:
        yield running


# Completion


@pytest.mark.parametrize("text", ["settings:\n- ‸\n", "settings:\n- value: ‸\n"], ids=["alone", "with a source"])
def test_a_choice_is_offered_with_its_label(server: Server, text: str):
    """The terms for this field, and no others."""
    offered = server.completions(PATH, SITE + text)
    assert offered["jail"].startswith("Jail: A facility")
    assert offered["emergency-department"].startswith("Hospital emergency department: ")
    assert "veterans" not in offered


def test_a_single_choice_is_offered_too(server: Server):
    assert server.completions(PATH, SITE + "org_type: ‸\n")["sheriff"].startswith("Sheriff's office: ")


def test_a_state_is_offered_with_its_name(server: Server):
    assert server.completions(PATH, SITE.replace("OH", "‸"))["VI"] == "U.S. Virgin Islands"


def test_a_field_is_offered_with_its_description(server: Server):
    """Fields that the record already has are not."""
    offered = server.completions(PATH, SITE + "‸")
    assert offered["place_served"] == "The county, city or region where its peers work, as a source names it."
    assert not offered.keys() & {"name", "roles", "kind", "slug"}


@pytest.mark.content
def test_records_are_offered_where_a_field_names_one(server: Server):
    text = "# yaml-language-server: $schema=../.schemas/success-stories.json\nsites:\n- ‸\n"
    assert server.completions("data/success-stories/x.yml", text)["winthrop-clear"].startswith("Winthrop Community")


# Hover


def test_a_field_is_explained(server: Server):
    text = server.hover(PATH, SITE.replace("summary", "summ‸ary"))
    assert text.startswith("#### Summary\n\nOne sentence: who they are and what their peers do.")


def test_a_choice_is_explained(server: Server):
    text = server.hover(PATH, SITE + "settings:\n- ja‸il\n")
    assert text.startswith("#### Settings\n\nJail: A facility")
    assert "prison" not in text


# Problems and their lines

WRONG = {
    "a choice": ("settings:\n- jail\n- jial\n", 3, 'Value must be "recovery-community-center" | '),
    "a choice with a source": ("settings:\n- value: jial\n", 2, 'Value must be "recovery-community-center" | '),
    "a single choice": ("org_type: jial\n", 1, 'Value must be "rco" | '),
    "a web address": (
        "website: www.example.org\n",
        1,
        "A web address must start with https://. Copy the full address from the browser.",
    ),
    "a date": (
        "reviewed:\n  by_role: Editor\n  on: May 3\n",
        3,
        "This is not a date. Use year-month-day, as in 2026-05-03.",
    ),
    "a year": ("mentor_years:\n- 1812\n", 2, "Value is below the minimum of 1900."),
    "not a number": ("mentor_years:\n- value: soon\n", 2, 'Incorrect type. Expected "integer".'),
    "not a list": ("settings: jail\n", 1, 'Incorrect type. Expected "array".'),
    "a field": ("setings:\n- jail\n", 1, "Property setings is not allowed."),
    "an email address": (
        "contact:\n  role: Supervisor\n  email: peers\n",
        3,
        "This is not an email address, as in peers@example.org.",
    ),
}


@pytest.mark.parametrize(("text", "line", "message"), WRONG.values(), ids=WRONG.keys())
def test_a_wrong_value_is_reported_on_its_own_line(server: Server, text: str, line: int, message: str):
    [(found_line, found_message)] = server.problems({PATH: SITE + text})[PATH]
    assert (found_line, found_message[: len(message)]) == (LINES + line, message)


def test_a_settings_file_is_explained_and_checked_too(server: Server):
    """Redirects have 'from' and 'to', whose pattern the server can check."""
    text = "# yaml-language-server: $schema=.schemas/settings/redirects.json\nredirects:\n- from: {}\n  to: /sites/\n"
    right, wrong = "data/redirects.yml", "data/redirects-2.yml"
    problems = server.problems({right: text.format("/sites/old/#part"), wrong: text.format("sites/old")})
    assert problems == {
        right: [],
        wrong: [(3, "This is not an address of this site, as in /sites/old-name/ or /about/#old-heading.")],
    }


def test_a_missing_field_is_reported(server: Server):
    text = SITE.replace("name: Lake County Team\n", "")
    assert server.problems({PATH: text})[PATH] == [(2, 'Missing property "name".')]


def test_a_record_that_is_not_in_the_schema_yet_may_be_named(server: Server):
    """Only the check knows whether it exists."""
    text = "# yaml-language-server: $schema=../.schemas/mentorships.json\nmentor: added-today\n"
    path = "data/mentorships/x.yml"
    assert [message for _, message in server.problems({path: text})[path] if "Missing" not in message] == []


def test_no_record_or_settings_file_has_a_problem(server: Server, project: Path):
    """Except empty fields: the check accepts them, but the server cannot know that."""
    paths = project.rglob("data/**/*.yml")
    texts = {path.relative_to(project).as_posix(): path.read_text("utf-8-sig") for path in paths}
    assert all(text.split("\n")[0].endswith(schema_of(path)) for path, text in texts.items())
    problems_by_path = server.problems(texts)
    assert len(problems_by_path) > 200
    assert [
        (path, line, message)
        for path, problems in problems_by_path.items()
        for line, message in problems
        if not (message.startswith("Incorrect type") and texts[path].split("\n")[line - 1].rstrip().endswith(":"))
    ] == []

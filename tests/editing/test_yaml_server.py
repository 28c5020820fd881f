"""What VS Code shows to those who edit records: asked of the server behind its YAML extension, with today's schemas."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from yaml_server import Server

from generator.editing.generated_files import to_files, write
from generator.kinds import KINDS
from generator.project.project import open_project
from generator.yaml_files.schema_header import schema_of

# One server answers all of them.
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
    """The site's records, with the schemas that they give today."""
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
    """Where peers work: the terms for this field, and no other."""
    offered = server.completions(PATH, SITE + text)
    assert offered["jail"].startswith("Jail: A facility")
    assert offered["emergency-department"].startswith("Hospital emergency department: ")
    assert "veterans" not in offered


def test_a_single_choice_is_offered_too(server: Server):
    assert server.completions(PATH, SITE + "org_type: ‸\n")["sheriff"].startswith("Sheriff's office: ")


def test_a_state_is_offered_with_its_name(server: Server):
    assert server.completions(PATH, SITE.replace("OH", "‸"))["VI"] == "U.S. Virgin Islands"


def test_a_field_is_offered_with_its_words(server: Server):
    """Those that the record has already are not."""
    offered = server.completions(PATH, SITE + "‸")
    assert offered["place_served"] == "The county, city or region where its peers work, as a source names it."
    assert not offered.keys() & {"name", "roles", "kind", "slug"}


@pytest.mark.content
def test_a_record_is_offered_where_another_names_it(server: Server):
    text = "# yaml-language-server: $schema=../.schemas/success-stories.json\nsites:\n- ‸\n"
    assert server.completions("data/success-stories/x.yml", text)["winthrop-clear"].startswith("Winthrop Community")


# Hover


def test_a_field_explains_itself(server: Server):
    said = server.hover(PATH, SITE.replace("summary", "summ‸ary"))
    assert said.startswith("#### Summary\n\nOne sentence: who they are and what their peers do.")


def test_a_choice_explains_itself(server: Server):
    said = server.hover(PATH, SITE + "settings:\n- ja‸il\n")
    assert said.startswith("#### Settings\n\nJail: A facility")
    assert "prison" not in said


# What is wrong, and on which line

WRONG = {
    "a choice": ("settings:\n- jail\n- jial\n", 3, 'Value must be "recovery-community-center" | '),
    "a choice with a source": ("settings:\n- value: jial\n", 2, 'Value must be "recovery-community-center" | '),
    "a single choice": ("org_type: jial\n", 1, 'Value must be "rco" | '),
    "an address": (
        "website: www.example.org\n",
        1,
        "A web address must start with https://. Copy the full address from the browser.",
    ),
    "a date": (
        "reviewed:\n  by_role: Editor\n  on: May 3\n",
        3,
        "This is not a date. Use year-month-day, as in 2026-05-03.",
    ),
    "a year": ("mentor_years:\n- 1812\n", 2, "Value is below the minimum of 1990."),
    "no number": ("mentor_years:\n- value: soon\n", 2, 'Incorrect type. Expected "integer".'),
    "no list": ("settings: jail\n", 1, 'Incorrect type. Expected "array".'),
    "a field": ("setings:\n- jail\n", 1, "Property setings is not allowed."),
    "a form": (
        "contact:\n  role: Supervisor\n  email: peers\n",
        3,
        "This is not an email address, as in peers@example.org.",
    ),
}


@pytest.mark.parametrize(("text", "line", "message"), WRONG.values(), ids=WRONG.keys())
def test_a_wrong_value_is_named_on_its_own_line(server: Server, text: str, line: int, message: str):
    [(found, said)] = server.problems({PATH: SITE + text})[PATH]
    assert (found, said[: len(message)]) == (LINES + line, message)


def test_a_settings_file_is_explained_and_checked_too(server: Server):
    """Redirects say 'from' and 'to', and their form is a pattern that the server understands."""
    text = "# yaml-language-server: $schema=.schemas/settings/redirects.json\nredirects:\n- from: {}\n  to: /sites/\n"
    right, wrong = "data/redirects.yml", "data/redirects-2.yml"
    found = server.problems({right: text.format("/sites/old/#part"), wrong: text.format("sites/old")})
    assert found == {
        right: [],
        wrong: [(3, "This is not an address of this site, as in /sites/old-name/ or /about/#old-heading.")],
    }


def test_what_is_missing_is_named(server: Server):
    text = SITE.replace("name: Lake County Team\n", "")
    assert server.problems({PATH: text})[PATH] == [(2, 'Missing property "name".')]


def test_a_record_that_was_added_today_may_be_named(server: Server):
    """Only the check knows whether it is there."""
    text = "# yaml-language-server: $schema=../.schemas/mentorships.json\nmentor: added-today\n"
    path = "data/mentorships/x.yml"
    assert [said for _, said in server.problems({path: text})[path] if "Missing" not in said] == []


def test_nothing_is_wrong_with_any_record(server: Server, project: Path):
    """Every record and every settings file. A field left empty is as good as none, and only the check knows that."""
    paths = project.rglob("data/**/*.yml")
    texts = {path.relative_to(project).as_posix(): path.read_text("utf-8-sig") for path in paths}
    assert all(text.split("\n")[0].endswith(schema_of(path)) for path, text in texts.items())
    found = server.problems(texts)
    assert len(found) > 200
    assert [
        (path, line, said)
        for path, problems in found.items()
        for line, said in problems
        if not (said.startswith("Incorrect type") and texts[path].split("\n")[line - 1].rstrip().endswith(":"))
    ] == []

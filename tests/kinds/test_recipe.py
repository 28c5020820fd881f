"""docs/new-kind.md, followed word for word, gives a kind that has everything that the page promises."""

import importlib
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import test_kinds
import toys.examples
import yaml
from site_fixture import ROOT
from toys.library import lay, lines, minimal_project

import generator.kinds
from generator.editing.forms.issue_forms import to_forms
from generator.editing.generated.json_schemas import to_schema
from generator.kinds import KINDS
from generator.pages.kind_files import kind_files
from generator.pages.search import entries_of_records
from generator.project.project import Project, open_project
from generator.records.kind import Kind

PAGE = ROOT / "docs/new-kind.md"
BLOCK = re.compile(r"^```\w+\n(?:# |\{# )(generator/\S+)(?: #\})?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
"""A block of the page whose first line is a comment with the name of its file."""

OTHERS = tuple(kind for kind in KINDS if kind.name != "webinars")
"""The real kinds, without the one that a reader of the page may have added."""

LIST = "generator/kinds/__init__.py"


@pytest.fixture(scope="module")
def webinars(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kind]:
    """The kind that the page describes, in a folder beside the real kinds."""
    folder = tmp_path_factory.mktemp("recipe")
    for name, text in BLOCK.findall(PAGE.read_text(encoding="utf-8")):
        if name != LIST:
            path = folder / name.removeprefix("generator/kinds/")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in sys.modules if name.startswith("generator.kinds.webinar")]:
            patch.delitem(sys.modules, name)
        patch.setattr(generator.kinds, "__path__", [str(folder), *generator.kinds.__path__])
        kind = importlib.import_module("generator.kinds.webinar").KIND
        patch.setattr(toys.examples, "KINDS", (*OTHERS, kind))
        patch.setattr(test_kinds, "KINDS", (*OTHERS, kind))
        yield kind
        for name in [name for name in sys.modules if name.startswith("generator.kinds.webinar")]:
            del sys.modules[name]


@pytest.fixture(scope="module")
def project(webinars: Kind, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project of the smallest record of each kind."""
    kinds = (*OTHERS, webinars)
    project, problems = open_project(lay(tmp_path_factory.mktemp("project"), minimal_project(kinds)), kinds)
    assert lines(problems) == []
    assert project is not None
    return project


def body(project: Project, address: str) -> str:
    [plan] = [plan for plan in project.plans if plan.address == address]
    return str(plan.render().body)


def test_the_page_names_the_list_of_kinds():
    text = PAGE.read_text(encoding="utf-8")
    assert f"# {LIST}\nfrom generator.kinds import webinar\n" in text
    assert "    webinar.KIND,\n" in text


def test_its_examples_are_tests_like_those_of_every_kind(webinars: Kind):
    test_kinds.test_each_kind_is_complete(webinars)
    test_kinds.test_each_check_of_a_kind_has_a_wrong_example(webinars)
    test_kinds.test_the_example_of_missing_fields_covers_every_required_field(webinars)
    test_kinds.test_a_kind_says_which_other_kinds_its_code_asks_for(webinars)
    examples = sorted((webinars.folder / "examples").glob("*.yml"))
    assert [path.stem for path in examples] == ["minimal", "wrong-missing", "wrong-times"]
    for path in examples:
        if path.stem.startswith("wrong-"):
            test_kinds.test_a_wrong_example_has_exactly_the_listed_problems(webinars, path)
        else:
            test_kinds.test_a_good_example_is_shown_on_a_page(webinars, path)
            test_kinds.test_every_list_and_block_works_with_a_good_example(webinars, path)


def test_each_record_has_a_page(project: Project):
    """With the day and the times in its own time zone."""
    text = " ".join(body(project, "webinars/minimal/").split())
    assert "<dt>When</dt><dd>March 4, 2026, 2:00 p.m. to 3:30 p.m. ET</dd>" in text
    assert "<dt>Speaker</dt><dd>Recovery coach at a county jail</dd>" in text


def test_the_list_and_search_have_it(project: Project):
    assert ">An example of a webinar</a>" in body(project, "webinars/")
    [entry] = [entry for entry in entries_of_records(project.catalog) if entry["k"] == "Webinars"]
    assert (entry["t"], entry["d"]) == ("An example of a webinar", "How peers work in Example County.")


def test_the_page_of_a_related_site_names_it(project: Project):
    """Though that kind knows nothing of webinars."""
    page = body(project, "sites/minimal/")
    assert page.index("<strong>Also named in webinars:</strong>") < page.index("webinars/minimal/")


def test_its_exports_and_its_calendar_are_published(project: Project, webinars: Kind):
    """The calendar says when the webinar ends."""
    assert {"data/webinars.json", "data/webinars.csv", "webinars/webinars.ics"} <= project.addresses.files
    [calendar] = kind_files(project.catalog, webinars, project.settings.site, "https://site.example/")
    text = calendar.content().decode()
    assert "DTSTART:20260304T190000Z\r\nDTEND:20260304T203000Z\r\nSUMMARY:An example of a webinar\r\n" in text
    assert "TRANSP" not in text
    assert f"\nuid:minimal@{project.settings.site.id_domain} " in project.to_published_urls()


def test_an_event_keeps_its_id_when_the_record_gets_another_name(webinars: Kind, tmp_path: Path):
    """Readers' calendars know it by that id."""
    kinds = (*OTHERS, webinars)
    files = minimal_project(kinds)
    files["data/webinars/renamed.yml"] = files.pop("data/webinars/minimal.yml")
    files["data/redirects.yml"] = "redirects:\n- from: /webinars/minimal/\n  to: /webinars/renamed/\n"
    project, problems = open_project(lay(tmp_path, files), kinds)
    assert lines(problems) == []
    assert project is not None
    [calendar] = kind_files(project.catalog, webinars, project.settings.site, "")
    assert f"UID:minimal@{project.settings.site.id_domain}\r\n" in calendar.content().decode()


def test_editors_have_a_schema_and_readers_a_form(project: Project, webinars: Kind):
    schema = json.loads(to_schema(webinars, project.catalog))
    assert {"day", "starts_at", "timezone", "speakers", "sites"} <= schema["properties"].keys()
    form = yaml.safe_load(to_forms(project.catalog, project.settings.site)["new-webinars.yml"])
    labels = [element["attributes"].get("label") for element in form["body"]]
    assert [label for label in labels if label in ("On which day?", "In which time zone?")] != []

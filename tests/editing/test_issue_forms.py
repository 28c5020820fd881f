"""The issue forms ask what the kinds define, with the terms as choices, in a syntax that GitHub accepts."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from site_fixture import real_project
from toys import BOOKS, TOYS
from toys.library import catalog_of, site_settings

from generator.editing.forms.issue_forms import CORRECTION, Element, forms, to_config, to_forms, to_issue_form
from generator.editing.generated_files import to_files
from generator.kinds import KINDS
from generator.project.project import Project
from generator.records.catalog import Catalog
from generator.records.kind import FormField, IssueForm, Kind

ROOT = Path(__file__).parents[2]
FORBIDDEN = re.compile(r"password|passwd|secret|token|credential", re.IGNORECASE)
"""Words that GitHub forbids, or may forbid, in labels."""

ASKS = tuple(
    FormField(name, f"Label of {name}")
    for name in "name also summary body illustrators form places published bought website lent".split()
)
WITH_FORM = Kind(
    name=BOOKS.name,
    title=BOOKS.title,
    singular=BOOKS.singular,
    record=BOOKS.record,
    folder=BOOKS.folder,
    form=IssueForm("A new book", "Tell us: what is it?", ASKS, {"fact_status": "placeholder"}),
)


@pytest.fixture(scope="module")
def real() -> Project:
    """The real records."""
    return real_project()


def toy_catalog() -> Catalog:
    catalog, problems = catalog_of(
        {"authors/bo-ek": "name: Bo Ek\nused_by:\n- books.illustrators\n", "books/one": "name: One\n"},
        (WITH_FORM, TOYS[1]),
    )
    assert problems == []
    return catalog


@pytest.fixture(scope="module")
def elements() -> dict[str, Element]:
    """The questions of a toy form with a field of every type."""
    return {element.id: element for element in forms(toy_catalog())[0].elements}


def test_a_form_asks_what_the_kind_defines_and_then_for_the_source(elements: dict[str, Element]):
    assert list(elements) == [*(form_field.name for form_field in ASKS), "source_title", "source_url", "source_seen_on"]


TYPES = {
    "name": ("input", True, False),
    "also": ("textarea", False, True),
    "summary": ("input", False, False),
    "body": ("textarea", False, False),
    "illustrators": ("checkboxes", False, True),
    "form": ("dropdown", False, False),
    "places": ("textarea", False, True),
    "published": ("input", False, False),
    "bought": ("input", False, False),
    "website": ("input", False, False),
    "source_title": ("input", True, False),
    "source_url": ("input", False, False),
    "source_seen_on": ("input", True, False),
}


@pytest.mark.parametrize("name", TYPES)
def test_the_type_of_a_question_follows_from_the_field(elements: dict[str, Element], name: str):
    """A line, a text, one or any of several options; and whether an answer is required."""
    element = elements[name]
    assert (element.type, element.required, element.many) == TYPES[name]


def test_choices_are_the_labels_of_terms_or_values(elements: dict[str, Element]):
    assert elements["illustrators"].choices == (("bo-ek", "Bo Ek"),)
    assert elements["form"].choices == (("novel", "novel"), ("poem", "poem"), ("play", "play"))


def test_what_an_answer_must_be_follows_from_the_field(elements: dict[str, Element]):
    expected = {"published": "year", "bought": "date", "website": "address", "name": "text", "source_seen_on": "date"}
    assert {name: elements[name].answer for name in expected} == expected


def test_a_retired_term_is_not_offered():
    """Records may still have it."""
    retired = "name: Al Roe\nused_by:\n- books.illustrators\nretired:\n  on: 2026-01-02\n  why: Gone.\n"
    files = {"authors/bo-ek": "name: Bo Ek\nused_by:\n- books.illustrators\n", "authors/al-roe": retired}
    catalog, problems = catalog_of({**files, "books/one": "name: One\n"}, (WITH_FORM, TOYS[1]))
    assert problems == []
    elements = {element.id: element for element in forms(catalog)[0].elements}
    assert elements["illustrators"].choices == (("bo-ek", "Bo Ek"),)


def test_a_question_without_a_hint_takes_the_description_of_the_field(elements: dict[str, Element]):
    assert elements["website"].hint == "A web address that starts with https://."
    assert elements["also"].hint == "Enter one per line."
    assert elements["form"].hint == ""


def test_a_form_is_yaml_as_github_reads_it():
    """Every text is in quotes, so that 'No' and '1.10' stay text."""
    text = to_issue_form(forms(toy_catalog())[0])
    made = yaml.safe_load(text)
    assert (made["name"], made["description"], made["labels"]) == ("A new book", "Tell us: what is it?", ["new-books"])
    assert made["body"][0]["type"] == "markdown"
    assert made["body"][1] == {
        "type": "input",
        "id": "name",
        "attributes": {"label": "Label of name", "description": "A line of plain text."},
        "validations": {"required": True},
    }
    assert made["body"][5]["attributes"]["options"] == [{"label": "Bo Ek"}]
    assert made["body"][6]["attributes"]["options"] == ["novel", "poem", "play"]


def test_a_kind_without_a_form_has_none():
    """There is always one for corrections."""
    catalog, _ = catalog_of({"books/one": "name: One\n"})
    assert list(to_forms(catalog, site_settings())) == ["correction.yml", "config.yml"]


def test_the_list_of_forms_has_a_link_to_the_contact():
    assert yaml.safe_load(to_config(site_settings())) == {
        "blank_issues_enabled": False,
        "contact_links": [{"name": "The desk", "url": "https://library.example/desk", "about": "Ask at the desk."}],
    }


def test_an_email_address_is_not_used_as_a_contact_link():
    site = site_settings()
    contact = site.contact.model_copy(update={"url": "mailto:desk@library.example"})
    assert to_config(site.model_copy(update={"contact": contact})) == "blank_issues_enabled: false\n"


# The real forms


def test_the_site_has_forms_for_sites_and_questions_and_corrections(real: Project):
    names = [name for name in to_forms(real.catalog, real.settings.site) if name != "config.yml"]
    assert names == [*(f"new-{kind.name}.yml" for kind in KINDS if kind.form), "correction.yml"]
    assert {"new-sites.yml", "new-faqs.yml"} <= set(names)


def test_each_form_keeps_githubs_rules(real: Project):
    """Ids and labels are unique, no choice is empty, duplicate or 'None', and no label has a forbidden word."""
    for form in forms(real.catalog):
        ids = [element.id for element in form.elements]
        labels = [element.label.casefold() for element in form.elements]
        assert len({*ids}) == len(ids)
        assert len({*labels}) == len(labels)
        assert all(re.fullmatch(r"[A-Za-z0-9_-]+", one) for one in ids)
        assert not FORBIDDEN.search(" ".join(labels))
        for element in form.elements:
            names = [label for _, label in element.choices]
            assert len({*names}) == len(names)
            assert not {name.casefold().strip() for name in names} & {"none", ""}
            assert bool(names) == (element.type in ("dropdown", "checkboxes"))


def test_each_form_is_identified_by_its_first_question(real: Project):
    first = [form.elements[0].label for form in forms(real.catalog)]
    assert len({*first}) == len(first)


def test_each_required_field_of_a_kind_is_asked_for_or_set(real: Project):
    """So that the answers to all required questions make a complete record."""
    for form in forms(real.catalog):
        if form.kind is not None:
            needed = {name for name, field in form.kind.record.model_fields.items() if field.is_required()}
            given = (
                {form_field.name for form_field in form.definition.fields}
                | form.definition.always.keys()
                | {"kind", "slug", "sources"}
            )
            assert needed <= given


def test_kinds_define_labels_for_choices_that_exist(real: Project):
    for form in forms(real.catalog):
        by_name = {element.name: element for element in form.elements if not element.of_source}
        for form_field in form.definition.fields:
            if form_field.labels:
                assert form_field.labels.keys() == {value for value, _ in by_name[form_field.name].choices}


def test_the_committed_forms_are_up_to_date(real: Project):
    """Except for the choices: someone who adds a term on GitHub cannot regenerate them, and need not."""
    for name, content in to_files(real).items():
        if name.startswith(".github/"):
            committed = yaml.safe_load((ROOT / name).read_bytes()) if (ROOT / name).is_file() else None
            assert _questions(committed) == _questions(yaml.safe_load(content)), (
                f"{name} is out of date. Run: resource-center schemas"
            )


def _questions(form: Any) -> list[Any]:
    """Return a form without the labels of its choices and without what comes from settings."""
    body = (form or {}).get("body", [])
    for question in body:
        question["attributes"].pop("options", None)
    return [(form or {}).get("name"), body]


def test_every_form_says_that_it_is_public(real: Project):
    for text in to_forms(real.catalog, real.settings.site).values():
        assert "is public and permanent" in text or "blank_issues_enabled" in text


def test_a_correction_asks_for_its_source():
    assert [form_field.name for form_field in CORRECTION.fields] == ["record", "wrong", "right", "source", "seen_on"]


def test_hints_say_how_to_answer(real: Project):
    """An address needs its beginning, a town no state, and nothing is said twice."""
    for form in forms(real.catalog):
        for element in form.elements:
            assert element.hint.count("per line") <= 1, element
            assert "line of" not in element.hint, element
            if element.answer == "address":
                assert "https://" in element.hint, element
            if element.id == "city":
                assert element.hint.startswith("Without the state."), element

"""The forms on GitHub ask what the rooms say, with the choices that the terms give, in a syntax that GitHub takes."""

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
from generator.project.project import Project
from generator.records.catalog import Catalog
from generator.records.kind import FormField, IssueForm, Kind

ROOT = Path(__file__).parents[2]
FORBIDDEN = re.compile(r"password|passwd|secret|token|credential", re.IGNORECASE)
"""Words that GitHub takes in no label, or may not."""

ASKS = tuple(
    FormField(name, f"Label of {name}")
    for name in "name also summary body illustrators form places published bought website lent".split()
)
WITH_FORM = Kind(
    BOOKS.name,
    BOOKS.title,
    BOOKS.singular,
    BOOKS.record,
    BOOKS.folder,
    form=IssueForm("A new book", "Tell us: what is it?", ASKS, {"fact_status": "placeholder"}),
)


@pytest.fixture(scope="module")
def real() -> Project:
    """The site's own records."""
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
    """The questions of a toy form that asks for a field of every type."""
    return {element.id: element for element in forms(toy_catalog())[0].elements}


def test_a_form_asks_what_the_room_says_and_then_for_the_source(elements: dict[str, Element]):
    assert list(elements) == [*(asked.name for asked in ASKS), "source_title", "source_url", "source_seen_on"]


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
def test_how_a_field_is_asked_follows_from_its_class(elements: dict[str, Element], name: str):
    """A line, a text, one of some, or any of them; and whether it must be answered."""
    element = elements[name]
    assert (element.type, element.required, element.many) == TYPES[name]


def test_choices_are_labels_of_terms_or_values(elements: dict[str, Element]):
    assert elements["illustrators"].choices == (("bo-ek", "Bo Ek"),)
    assert elements["form"].choices == (("novel", "novel"), ("poem", "poem"), ("play", "play"))
    assert elements["published"].number
    assert not elements["name"].number


def test_a_retired_term_is_not_offered():
    """Records may still hold it."""
    retired = "name: Al Roe\nused_by:\n- books.illustrators\nretired:\n  on: 2026-01-02\n  why: Gone.\n"
    files = {"authors/bo-ek": "name: Bo Ek\nused_by:\n- books.illustrators\n", "authors/al-roe": retired}
    catalog, problems = catalog_of({**files, "books/one": "name: One\n"}, (WITH_FORM, TOYS[1]))
    assert problems == []
    asked = {element.id: element for element in forms(catalog)[0].elements}
    assert asked["illustrators"].choices == (("bo-ek", "Bo Ek"),)


def test_a_field_explains_itself_where_the_room_does_not(elements: dict[str, Element]):
    assert elements["website"].hint == "A web address that starts with https://."
    assert elements["also"].hint == "A line of plain text. One on each line."
    assert elements["form"].hint == ""


def test_a_form_is_yaml_as_github_reads_it():
    """Every text stands in quotes: 'No' and '1.10' stay words."""
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
    """The one for corrections is always there."""
    catalog, _ = catalog_of({"books/one": "name: One\n"})
    assert list(to_forms(catalog, site_settings())) == ["correction.yml", "config.yml"]


def test_beside_the_forms_stands_where_else_to_ask():
    assert yaml.safe_load(to_config(site_settings())) == {
        "blank_issues_enabled": False,
        "contact_links": [{"name": "The desk", "url": "https://library.example/desk", "about": "Ask at the desk."}],
    }


def test_an_address_that_no_browser_opens_is_no_contact_link():
    site = site_settings()
    contact = site.contact.model_copy(update={"url": "mailto:desk@library.example"})
    assert to_config(site.model_copy(update={"contact": contact})) == "blank_issues_enabled: false\n"


# The rooms' own forms


def test_the_site_has_forms_for_sites_and_questions_and_corrections(real: Project):
    names = [name for name in to_forms(real.catalog, real.settings.site) if name != "config.yml"]
    assert names == ["new-sites.yml", "new-faqs.yml", "correction.yml"]


def test_each_form_keeps_githubs_rules(real: Project):
    """Ids and labels are unique, no choice is empty, twice there or 'None', and no label has a forbidden word."""
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


def test_each_form_can_be_told_by_its_first_question(real: Project):
    first = [form.elements[0].label for form in forms(real.catalog)]
    assert len({*first}) == len(first)


def test_each_required_field_of_a_kind_is_asked_or_given(real: Project):
    """Whoever answers every required question makes a whole record."""
    for form in forms(real.catalog):
        if form.kind is not None:
            needed = {name for name, field in form.kind.record.model_fields.items() if field.is_required()}
            given = {asked.name for asked in form.asked.fields} | form.asked.always.keys() | {"kind", "slug", "sources"}
            assert needed <= given


def test_a_room_gives_labels_to_choices_that_exist(real: Project):
    for form in forms(real.catalog):
        by_name = {element.name: element for element in form.elements if not element.of_source}
        for asked in form.asked.fields:
            if asked.labels:
                assert asked.labels.keys() == {value for value, _ in by_name[asked.name].choices}


def test_the_committed_forms_are_those_of_the_rooms(real: Project):
    """But for the choices: whoever adds a term on GitHub cannot make them anew, and need not."""
    for name, content in to_files(real).items():
        if name.startswith(".github/"):
            committed = yaml.safe_load((ROOT / name).read_bytes()) if (ROOT / name).is_file() else None
            assert _questions(committed) == _questions(yaml.safe_load(content)), (
                f"{name} is out of date. Run: resource-center schemas"
            )


def _questions(form: Any) -> list[Any]:
    """A form without the labels of its choices; nothing of what the settings file says."""
    body = (form or {}).get("body", [])
    for question in body:
        question["attributes"].pop("options", None)
    return [(form or {}).get("name"), body]


def test_every_form_says_that_it_is_public(real: Project):
    for text in to_forms(real.catalog, real.settings.site).values():
        assert "can be read by anyone" in text or "blank_issues_enabled" in text


def test_a_correction_asks_for_its_source():
    assert [asked.name for asked in CORRECTION.fields] == ["record", "wrong", "right", "source", "seen_on"]

"""Blocks and pages of single kinds: plain sentences for empty lists, numbers that match their labels, whom to ask."""

import re

from site_fixture import Element, read, real_project
from toys.examples import renderer_of

from generator.kinds import KINDS
from generator.pages.render import Renderer

KIND = {kind.name: kind for kind in KINDS}


def renderer(kind: str, example: str) -> Renderer:
    return renderer_of(KIND[kind], KIND[kind].folder / "examples" / f"{example}.yml")


def block(of: Renderer, kind: str, name: str) -> Element:
    made = of.block(kind, name, ())
    assert isinstance(made, str)
    return read(made)


def test_where_every_question_has_a_whole_answer_nothing_is_listed():
    """No fold, and no heading over an empty list."""
    assert str(renderer("faqs", "minimal").block("faqs", "unanswered", ())).strip() == ""


def test_a_group_without_questions_has_no_heading():
    silent = block(renderer("faqs", "unanswered"), "faqs", "unanswered")
    assert [heading.text for heading in silent.all("h3")] == ["Not answered"]


def test_a_question_without_an_answer_is_listed():
    silent = block(renderer("faqs", "unanswered"), "faqs", "unanswered")
    assert "What is an open example? Also ask: Whom could one ask?" in silent.text
    assert "partial answer" not in silent.text


def test_the_numbers_of_the_intercepts_match_their_labels():
    """A reader without styles, and a screen reader, hear 0 before 'Intercept 0'."""
    listed = block(real_project().renderer, "terms", "intercepts").one("ol")
    first = int(listed.attributes["start"])
    labels = [item.one("h3").text for item in listed.all("li") if list(item.all("h3"))]
    assert [int(re.findall(r"Intercept (\d)", label)[0]) for label in labels] == list(range(first, first + len(labels)))
    assert first == 0
    assert not [item for item in listed.all("li") if "value" in item.attributes]


def test_each_pathway_names_the_contact_person_once():
    project = real_project()
    person = project.settings.site.contact.person
    assert person is not None
    pages = [page for page in project.pages if page.record is not None and page.record.kind == "pathways"]
    assert pages
    for page in pages:
        assert read(str(page.body)).text.count(f"Contact: {person.name}, {person.role} as of ") == 1


def test_without_a_contact_person_no_pathway_asks_for_one():
    project = real_project()
    contact = project.settings.site.contact.model_copy(update={"person": None})
    site = project.settings.site.model_copy(update={"contact": contact})
    own = Renderer(project.catalog, site, project.sources.theme)
    for plan in own.records():
        if plan.address.startswith("apply/"):
            assert "Contact: " not in plan.render().body

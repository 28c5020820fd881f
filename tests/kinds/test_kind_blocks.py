"""Blocks and pages of single kinds: empty lists, numbering, and the contact person."""

import re

from site_fixture import Element, read, real_project
from toys.examples import renderer_of

from generator.kinds import KINDS
from generator.pages.render import Renderer

KIND = {kind.name: kind for kind in KINDS}


def renderer_for(kind: str, example: str) -> Renderer:
    return renderer_of(KIND[kind], KIND[kind].folder / "examples" / f"{example}.yml")


def block(renderer: Renderer, kind: str, name: str) -> Element:
    html = renderer.block(kind, name, ())
    assert isinstance(html, str)
    return read(html)


def test_without_open_questions_the_block_is_empty():
    """No collapsible section, and no heading without a list."""
    assert str(renderer_for("faqs", "minimal").block("faqs", "unanswered", ())).strip() == ""


def test_an_empty_group_has_no_heading():
    unanswered = block(renderer_for("faqs", "unanswered"), "faqs", "unanswered")
    assert [heading.text for heading in unanswered.all("h3")] == ["Not answered"]


def test_unanswered_questions_are_listed():
    unanswered = block(renderer_for("faqs", "unanswered"), "faqs", "unanswered")
    assert "What is an open example? Also ask: Whom could one ask?" in unanswered.text
    assert "partial answer" not in unanswered.text


def test_the_numbers_of_the_intercepts_match_their_labels():
    """Screen readers read 0 before 'Intercept 0'."""
    intercepts = block(real_project().renderer, "terms", "intercepts").one("ol")
    first = int(intercepts.attributes["start"])
    labels = [item.one("h3").text for item in intercepts.all("li") if list(item.all("h3"))]
    assert [int(re.findall(r"Intercept (\d)", label)[0]) for label in labels] == list(range(first, first + len(labels)))
    assert first == 0
    assert not [item for item in intercepts.all("li") if "value" in item.attributes]


def test_each_pathway_names_the_contact_person_once():
    project = real_project()
    person = project.settings.site.contact.person
    assert person is not None
    pages = [page for page in project.pages if page.record is not None and page.record.kind == "pathways"]
    assert pages
    for page in pages:
        assert read(str(page.body)).text.count(f"Contact: {person.name}, {person.role} as of ") == 1


def test_without_a_contact_person_no_pathway_names_one():
    project = real_project()
    contact = project.settings.site.contact.model_copy(update={"person": None})
    site = project.settings.site.model_copy(update={"contact": contact})
    renderer = Renderer(project.catalog, site, project.sources.theme)
    for plan in renderer.records():
        if plan.address.startswith("apply/"):
            assert "Contact: " not in plan.render().body

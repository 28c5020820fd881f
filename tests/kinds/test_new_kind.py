"""A kind that has only what the recipe asks for, with field names that no other code could guess."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import pytest
from toys import AUTHORS, BOOKS, Author, with_behavior
from toys.library import LIBRARY, SOURCES, Files, catalog_of, lay, lines

from generator.editing.records.choices import options
from generator.editing.records.geocode import unlocated_towns
from generator.pages.search import entries_of_records
from generator.project.project import Project, open_project
from generator.records.behavior import Behavior, DerivedPage
from generator.records.fields.coordinates import Coordinates
from generator.records.fields.officials import Official
from generator.records.fields.roles import Role
from generator.records.fields.types import Prose, Ref, Text
from generator.records.kind import Kind
from generator.records.linked_records import Records
from generator.records.record import Record
from generator.review.maintenance_report import to_maintenance_report
from generator.text.us_states import State


class Exhibit(Record):
    """Something that a museum shows."""

    caption: Annotated[Text, Role.NAME]
    sign: Annotated[Text | None, Role.SHORT_NAME] = None
    nicknames: Annotated[tuple[Text, ...], Role.OTHER_NAME] = ()
    asked_as: Annotated[tuple[Text, ...], Role.SEARCH_WORDS] = ()
    blurb: Annotated[Text | None, Role.SUMMARY] = None
    tale: Annotated[Prose | None, Role.BODY] = None
    riddles: Annotated[tuple[Text, ...], Role.OPEN_QUESTION] = ()
    engraved: Annotated[Text | None, Role.VERBATIM] = None
    number: Annotated[Text | None, Role.NOT_TEXT] = None
    town: Annotated[Text | None, Role.CITY] = None
    region: Annotated[State | None, Role.STATE] = None
    spot: Annotated[Coordinates | None, Role.COORDINATES] = None
    keepers: Annotated[tuple[Official, ...], Role.OFFICIALS] = ()
    rank: Annotated[int, Role.POSITION] = 0
    fits: Annotated[tuple[Text, ...], Role.CHOICE_FOR] = ()
    about: tuple[Annotated[str, Ref("authors")], ...] = ()
    lent: bool = False

    @property
    def is_hidden(self) -> bool:
        return self.lent


ANN = "name: Ann Lee\n"
LENS = """\
caption: The Lens of Addicts
sign: The Lens
nicknames: [Big Eye]
asked_as: [telescope]
blurb: A lens that a lighthouse used.
tale: It is about a [lamp](/books/).
riddles: [Who made it?]
engraved: For all addicts
number: secret-7
town: Akron
region: OH
"""


def exhibits(folder: Path, **changes: object) -> Kind:
    """Return the kind, with templates in a folder."""
    kind = Kind(
        name="exhibits", title="Exhibits", singular="Exhibit", record=Exhibit, folder=folder, index="What is shown."
    )
    return replace(kind, **changes)  # type: ignore[arg-type]


def opened(folder: Path, files: Files, *kinds: Kind) -> tuple[Project | None, list[str]]:
    """Open a library that has these kinds too."""
    project, problems = open_project(lay(folder / "library", LIBRARY, files), (BOOKS, AUTHORS, *kinds))
    return project, lines(problems)


def with_page(folder: Path) -> Kind:
    """Return the kind with a template for pages."""
    (folder / "page.html").write_text('{% extends "components/record.html" %}', encoding="utf-8")
    return exhibits(folder)


# ---- roles ----


def test_a_record_is_named_and_found_by_its_own_fields(tmp_path: Path):
    """The title, the short name in menus, the description, other names, and the place in search results."""
    kind = with_page(tmp_path)
    project, problems = opened(tmp_path, {"data/exhibits/lens.yml": LENS + SOURCES}, kind)
    assert problems == []
    assert project is not None
    [plan] = [plan for plan in project.plans if plan.address == "exhibits/lens/"]
    page = plan.render()
    assert (page.title, page.menu_title) == ("The Lens of Addicts", "The Lens")
    assert page.description == "The Lens of Addicts: A lens that a lighthouse used."
    [entry] = [entry for entry in entries_of_records(project.catalog) if entry["k"] == "Exhibits"]
    assert entry["a"] == ["The Lens", "Big Eye", "telescope"]
    assert (entry["d"], entry["p"]) == ("A lens that a lighthouse used.", "Akron, Ohio")
    assert "secret-7" not in json.dumps(entry)


def test_only_our_own_words_are_checked(tmp_path: Path):
    """Not names or the words of others, although both have a word to avoid."""
    files = {
        "data/exhibits/lens.yml": LENS.replace("a lighthouse", "addicts") + SOURCES,
        "data/words-to-avoid.yml": "words:\n- avoid: addict\n  write: person who uses\n",
    }
    _, problems = opened(tmp_path, files, with_page(tmp_path))
    assert problems == [
        "data/exhibits/lens.yml:5:8: warning: 'addict' is stigmatizing. Use 'person who uses'. [word-to-avoid]"
    ]


def test_its_names_may_no_longer_be_used_after_it_was_taken_down(tmp_path: Path):
    """Its short name and the names of its officials too."""
    cited = SOURCES.replace("- title", "- id: a\n  title")
    keeper = "keepers:\n- {name: Kay Poe, role: keeper, source: a}\n"
    files = {
        "data/exhibits/lens.yml": f"{LENS}lent: true\n{keeper}{cited}",
        "data/authors/bea.yml": f"name: Kay Poe\nshort_name: The Lens\n{SOURCES}",
    }
    _, problems = opened(tmp_path, files, with_page(tmp_path))
    assert [problem.rpartition(" ")[2] for problem in problems] == ["[names-removed-record]"] * 2


def test_staff_are_told_what_is_open_and_missing(tmp_path: Path):
    """Open questions, towns without coordinates, and states without records."""
    project, _ = opened(tmp_path, {"data/exhibits/lens.yml": LENS + SOURCES}, with_page(tmp_path))
    assert project is not None
    report = to_maintenance_report(project.catalog, [], project.catalog.get("exhibits", "lens").read_on)
    assert "- `The Lens of Addicts` (`data/exhibits/lens.yml`)\n  - `Who made it?`" in report
    assert "Exhibits: none in 55 of 56 states and territories" in report
    [town] = unlocated_towns(project.catalog)
    assert (town.city, town.state, town.at, town.after) == ("Akron", "OH", ("spot",), "region")


def test_choices_are_in_the_order_of_their_positions():
    """And are those that list the field, with the names that an editor may have written instead."""
    kinds = (exhibits(Path()), AUTHORS)
    catalog, _ = catalog_of(
        {
            "exhibits/b": "caption: B\nrank: 1\nfits: [rooms.shows]\n",
            "exhibits/a": "caption: A\nrank: 2\nblurb: The first.\nfits: [rooms.shows]\n",
            "exhibits/c": "caption: C\nfits: [rooms.other]\n",
        },
        kinds,
    )
    choices = options(catalog, Ref("exhibits", choice=True), "rooms", "shows")
    labels = [(option.slug, option.label, option.summary) for option in choices]
    assert labels == [("b", "B", "B"), ("a", "A", "The first.")]


@pytest.mark.parametrize(
    ("field", "message"),
    [
        ("title: Text", "no field can be called 'title', which every record has already"),
        ("label: Text", "no field is the record's name"),
    ],
)
def test_a_record_class_that_nothing_could_show_is_refused(field: str, message: str):
    """When the kind is defined, with the way out."""
    name, _ = field.split(": ")
    with pytest.warns(UserWarning) if name == "title" else pytest.MonkeyPatch.context():
        odd = type("Odd", (Record,), {"__annotations__": {name: str}, "__module__": __name__})
    with pytest.raises(TypeError, match=message):
        Kind(name="odds", title="Odds", singular="Odd", record=odd, folder=Path())


# ---- templates ----


def test_a_kind_without_templates_has_a_list(tmp_path: Path):
    """Its records have anchors on it, and are exported and searchable."""
    project, problems = opened(tmp_path, {"data/exhibits/lens.yml": LENS + SOURCES}, exhibits(tmp_path))
    assert problems == []
    assert project is not None
    [plan] = [plan for plan in project.plans if plan.address == "exhibits/"]
    body = str(plan.render().body)
    assert '<li id="lens"><strong>The Lens of Addicts</strong>\n    <br>A lens that a lighthouse used.' in body


def test_a_missing_template_is_a_problem(tmp_path: Path):
    """Of a block, a page, an announcement and a derived page; never a traceback."""

    def derived(_: Records) -> Iterator[DerivedPage]:
        yield DerivedPage("all", "All", "All of them.", "everything", lambda _: {})

    behavior = Behavior(
        view=lambda *_: {}, blocks={"newest": lambda _: {}}, announcement=lambda _: None, derived_pages=derived
    )
    project, problems = opened(tmp_path, {}, exhibits(tmp_path, behavior=behavior))
    assert project is None
    add = "Add this template to the kind's folder"
    assert problems == [
        f"{tmp_path}: 'announcement.html' is missing. {add}: the kind has an announcement. [missing-template]",
        f"{tmp_path}: 'everything.html' is missing. {add}: it renders exhibits/all/. [missing-template]",
        f"{tmp_path}: 'newest.html' is missing. {add}: it renders the block 'exhibits.newest'. [missing-template]",
        f"{tmp_path}: 'page.html' is missing. {add}: the kind has a view for the page of a record. [missing-template]",
    ]


# ---- what a kind's code may ask for ----


def test_derived_pages_can_use_values_and_referrers(tmp_path: Path):
    """They are found before there is a catalog, from records that are linked already."""

    def derived(records: Records) -> Iterator[DerivedPage]:
        for author in records.all("authors"):
            books = records.referrers(author, "books")
            texts = records.values(author, str)
            assert texts
            yield DerivedPage(f"by/{author.slug}", author.title, "Books.", "list", lambda _: {}, len(books))

    kinds = (with_behavior(BOOKS, derived_pages=derived), AUTHORS)
    catalog, problems = catalog_of({"authors/ann": ANN, "books/a": "name: A\nauthor: ann\n"}, kinds)
    assert problems == []
    assert catalog.derived_pages["books/by/ann/"][1].size == 1


def test_pages_name_the_records_of_other_kinds_that_refer_to_them(tmp_path: Path):
    """Unless the kind says that its own pages show them."""

    class Host(Author):
        """An author with a page."""

    (tmp_path / "host").mkdir()
    (tmp_path / "host/page.html").write_text('{% extends "components/record.html" %}', encoding="utf-8")
    hosts = replace(AUTHORS, record=Host, folder=tmp_path / "host", address="authors/{slug}/", uses=("books",))
    files = {
        "data/exhibits/lens.yml": f"{LENS}about: [ann-lee]\n{SOURCES}",
        "content/how.md": "---\ntitle: How\ndescription: How to.\n---\n",
    }
    project, problems = open_project(lay(tmp_path / "library", LIBRARY, files), (BOOKS, hosts, with_page(tmp_path)))
    assert lines(problems) == []
    assert project is not None
    [plan] = [plan for plan in project.plans if plan.address == "authors/ann-lee/"]
    body = str(plan.render().body)
    assert "<strong>Also named in exhibits:</strong>" in body
    assert ">The Lens of Addicts</a>" in body
    assert "The Tides" not in body

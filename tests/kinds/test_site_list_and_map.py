"""What the room of sites derives from records: lists, likeness, years, and the places on the map."""

import pytest
from toys.library import catalog_of

from generator.formats.us_map import areas, centre, project
from generator.kinds import KINDS
from generator.kinds.site.list.directory import list_view
from generator.kinds.site.list.facets import facets_of, table_of, values_of
from generator.kinds.site.map.locator import locator
from generator.kinds.site.map.map import lines_of, map_view, marks_of, place_on_map, unnamed_marks, unnamed_states
from generator.kinds.site.matcher.related_sites import related_sites
from generator.kinds.site.view import is_thin, roles_of, split_body, timeline
from generator.records.catalog import Catalog

TERMS = {
    "jail": "sites.settings",
    "court": "sites.settings",
    "rural": "sites.community_types",
    "statewide": "sites.community_types",
    "rco": "sites.org_type",
    "rides": "sites.services",
}


def site(name: str, *more: str, state: str = "OH", roles: str = "mentor") -> str:
    """A record of a site with some lines more."""
    named = "".join(f"- {role}\n" for role in roles.split())
    lines = "".join(f"{line}\n" for line in more)
    return f"name: {name}\nsummary: A site.\nstate: {state}\nroles:\n{named}listing:\n  status: public_source\n{lines}"


def catalog(**records: str) -> Catalog:
    """A catalog of sites and other records: `catalog(ada=site("Ada"), cohorts__old="…")`."""
    files = {
        f"terms/{slug}": f"label: {slug.title()}\ndefinition: A word.\nused_by: [{use}]\n"
        for slug, use in TERMS.items()
    }
    files["terms/rides"] += "support_types: [instrumental]\n"
    files["support-types/instrumental"] = "name: Instrumental\n"
    for name, text in records.items():
        kind, _, slug = name.rpartition("__")
        files[f"{kind or 'sites'}/{slug}"] = text
    found, problems = catalog_of(files, KINDS)
    own = ("data/sites/", "data/mentorships/", "data/cohorts/")
    assert not [problem for problem in problems if problem.startswith(own)]
    return found


# ---- values ----


def test_a_site_states_what_its_record_holds_and_nothing_more():
    made = catalog(ada=site("Ada", "settings: [jail, court]", "mentor_years: [2020]", "org_type: rco"))
    assert values_of(made, made.get("sites", "ada")) == {
        "where": ("jail", "court"),
        "organization": ("rco",),
        "role": ("mentor",),
        "state": ("oh",),
        "year": ("2020",),
    }


def test_a_year_in_both_roles_is_one_year():
    lines = ("mentor_years: [2021]", "mentee_years: [2020, 2021]")
    made = catalog(ada=site("Ada", *lines, roles="mentor mentee"))
    assert values_of(made, made.get("sites", "ada"))["year"] == ("2020", "2021")


def test_removed_sites_stand_in_no_table():
    made = catalog(ada=site("Ada"), bea=site("Bea").replace("public_source", "removed"))
    assert list(table_of(made)) == ["ada"]


def test_a_facet_has_the_values_that_sites_state():
    made = catalog(ada=site("Ada", "settings: [jail]"))
    facets = {facet.key: facet for facet in facets_of(made)}
    assert facets["where"].values == (("jail", "Jail"),)
    assert facets["community"].values == ()
    assert [key for key, facet in facets.items() if facet.single_valued] == ["state"]


# ---- the list ----


JAIL = "settings: [jail]"


def test_each_site_stands_once_mentors_first_and_those_of_whom_little_is_published_in_rows():
    made = catalog(
        ada=site("Ada", JAIL, roles="mentee"),
        bea=site("Bea", JAIL, roles="mentor mentee"),
        cal=site("Cal", roles="mentee"),
        dee=site("Dee"),
        eve=site("Eve", JAIL),
    )
    view = list_view(made)
    assert [card.site.slug for card in view["cards"]] == ["bea", "eve", "ada"]
    assert [card.site.slug for card in view["rows"]] == ["dee", "cal"]


@pytest.mark.parametrize(
    ("line", "thin"),
    [(JAIL, False), ("services: [rides]", False), ("org_type: rco", True), ("website: https://example.org/", True)],
)
def test_little_is_published_where_no_source_names_a_place_of_work_or_a_service(line, thin):
    made = catalog(ada=site("Ada", line))
    assert is_thin(made.get("sites", "ada")) == thin


@pytest.mark.parametrize(("number", "cards"), [(19, 19), (20, 0)])
def test_from_twenty_sites_on_all_stand_in_rows(number, cards):
    view = list_view(catalog(**{f"site-{n}": site(f"Site {n}", JAIL) for n in range(number)}))
    assert (len(view["cards"]), len(view["rows"])) == (cards, number - cards)


def test_the_places_of_the_most_sites_are_one_click_away():
    made = catalog(ada=site("Ada", "settings: [jail, court]"), bea=site("Bea", "settings: [court]"))
    assert list_view(made)["quick"] == [("court", "Court", 2), ("jail", "Jail", 1)]


@pytest.mark.parametrize(("number", "shown"), [(2, False), (3, True)])
def test_a_filter_needs_three_sites_that_state_it(number, shown):
    stating = {f"site-{n}": site(f"Site {n}", "settings: [jail]") for n in range(number)}
    made = catalog(**stating, ada=site("Ada"))
    assert ("where" in [facet.key for facet in list_view(made)["filters"]]) == shown


# ---- sites like this ----


def test_sites_are_alike_by_as_many_sides_as_any_shares():
    made = catalog(
        ada=site("Ada", "settings: [jail]", "community_types: [rural]"),
        bea=site("Bea", "settings: [jail]", "community_types: [rural]"),
        cal=site("Cal", "settings: [jail, court]"),
        dee=site("Dee"),
    )
    assert [(one.site.slug, one.shared) for one in related_sites(made, made.get("sites", "ada"))] == [
        ("bea", ("Jail", "Rural"))
    ]
    assert [one.site.slug for one in related_sites(made, made.get("sites", "cal"))] == ["ada", "bea"]
    assert related_sites(made, made.get("sites", "dee")) == []


def test_to_lie_in_one_state_is_not_to_be_alike():
    made = catalog(ada=site("Ada"), bea=site("Bea"))
    assert related_sites(made, made.get("sites", "ada")) == []


# ---- a site's page ----


def test_a_role_has_its_years_and_the_sources_of_both():
    lines = ("mentor_years:", "- value: 2020", "  source: old", "- value: 2022", "  source: new")
    text = site("Ada", *lines, "fact_status: from_source", "sources:")
    text += "".join(f"- id: {name}\n  title: {name}\n  seen_on: 2026-01-01\n" for name in ("old", "new"))
    text = text.replace("- mentor\n", "- value: mentor\n  source: old\n")
    [role] = roles_of(catalog(ada=text).get("sites", "ada"))
    assert (role.label, role.years, role.sources) == ("Mentor site", "2020 and 2022", ("old", "new"))


def test_a_long_text_folds_after_its_first_paragraph_and_a_list_stays_with_its_line():
    rest = "Long. " * 100
    assert split_body(f"One.\n\n{rest}") == ("One.", rest)
    assert split_body(f"One:\n\n- a\n- b\n\n{rest}") == ("One:\n\n- a\n- b", rest)
    assert split_body("One.\n\nTwo.") == ("One.\n\nTwo.", "")


def test_a_small_state_is_ringed_in_the_picture_of_where_a_site_is():
    made = catalog(ada=site("Ada", state="RI"), bea=site("Bea", state="TX"))
    small, large = (locator(made.get("sites", slug)) for slug in ("ada", "bea"))
    assert small.ring == tuple(round(number) for number in centre("RI"))
    assert large.ring is None
    assert small.state == areas()["RI"]


# ---- years ----


def test_the_timeline_holds_pairings_and_the_years_without_one_newest_first():
    made = catalog(
        ada=site("Ada", "mentor_years: [2020, 2022]"),
        bea=site("Bea", "mentee_years: [2022]", roles="mentee"),
        mentorships__pair="mentor: ada\nmentee: bea\nyear: 2022\n",
        mentorships__undated="mentor: ada\nmentee_unnamed:\n  description: Someone\n",
    )
    ada = made.get("sites", "ada")
    moments = timeline(ada, made.referrers(ada, "mentorships"))
    assert [(moment.year, moment.role, moment.pair and moment.pair.slug) for moment in moments] == [
        (2022, "mentor", "pair"),
        (2020, "mentor", None),
        (None, "mentor", "undated"),
    ]


# ---- the map ----


def test_a_site_stands_in_its_town_or_in_the_middle_of_its_state():
    made = catalog(ada=site("Ada", "city: Lancaster", "coordinates:", "  lat: 39.71", "  lon: -82.6"), bea=site("Bea"))
    ada, bea = made.get("sites", "ada"), made.get("sites", "bea")
    assert place_on_map("OH", ada.coordinates) == (project(-82.6, 39.71, "OH"), True)
    assert place_on_map("OH", bea.coordinates) == (centre("OH"), False)


def test_sites_at_one_place_and_of_one_role_share_a_mark():
    made = catalog(
        ada=site("Ada"), bea=site("Bea"), cal=site("Cal", roles="mentee"), dee=site("Dee", roles="mentor mentee")
    )
    marks = [(mark.role, mark.slugs, mark.in_town) for mark in marks_of(made.all("sites"))]
    assert marks == [("mentor", ("ada", "bea"), False), ("mentee", ("cal",), False), ("both", ("dee",), False)]


def test_a_state_is_unnamed_where_no_site_there_mentored_in_that_year():
    made = catalog(
        ada=site("Ada", "mentor_years: [2022]"),
        bea=site("Bea", "mentor_years: [2020]", state="NC"),
        cohorts__then="year: 2022\nsummary: Three.\nmentor_states: [OH, NC, TX]\n",
    )
    assert unnamed_states(made) == {"NC": [2022], "TX": [2022]}


def test_a_statewide_site_fills_its_state():
    made = catalog(ada=site("Ada", "community_types: [statewide]"), bea=site("Bea", state="NC"))
    filled = {area.code: area.statewide for area in map_view(made)["areas"] if area.statewide}
    assert filled == {"OH": ("ada",)}


def test_pairings_are_lines_and_unnamed_learners_stand_where_a_source_places_them():
    made = catalog(
        ada=site("Ada"),
        bea=site("Bea", state="NC", roles="mentee"),
        mentorships__pair="mentor: ada\nmentee: bea\n",
        mentorships__placed="mentor: ada\nmentee_unnamed:\n  description: Someone\n  state: TX\n",
        mentorships__nowhere="mentor: ada\nmentee_unnamed:\n  description: Someone\n",
    )
    assert sorted(line.slugs for line in lines_of(made)) == [("ada",), ("ada", "bea")]
    [mark] = unnamed_marks(made)
    assert (mark.x, mark.y) == tuple(round(number) for number in centre("TX"))

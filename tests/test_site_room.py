"""What the room of sites derives from records: lists, likeness, years, and the places on the map."""

import pytest
from toys.library import catalog_of

from generator.catalog import Catalog
from generator.kinds import KINDS
from generator.kinds.site.directory import cards_of, group, list_view
from generator.kinds.site.facets import facets_of, table_of, values_of
from generator.kinds.site.map import lines_of, map_view, marks_of, place_on_map, unnamed_marks, unnamed_states
from generator.kinds.site.similar import similar
from generator.kinds.site.view import timeline
from generator.usmap import centre, project

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
    assert [key for key, facet in facets.items() if facet.closed] == ["state"]


# ---- the list ----


def test_a_site_has_one_card_under_the_first_place_where_its_peers_work():
    made = catalog(ada=site("Ada", "settings: [jail, court]"), bea=site("Bea", "settings: [court]"), cal=site("Cal"))
    facet = next(facet for facet in facets_of(made) if facet.key == "where")
    groups = group(cards_of(made, [site.slug for site in made.all("sites")]), facet)
    shown = [
        (value, [card.site.slug for card in here], [card.site.slug for card in above])
        for value, _, here, above in groups
    ]
    first, second = [value for value, _ in facet.values]
    assert shown[0] == (first, ["ada", *(["bea"] if first == "court" else [])], [])
    assert shown[1][0] == second
    assert "ada" in shown[1][2]
    assert shown[2] == ("", ["cal"], [])


@pytest.mark.parametrize(("number", "grouped"), [(19, True), (20, False)])
def test_from_twenty_sites_on_the_list_is_a_plain_one(number, grouped):
    made = catalog(**{f"site-{n}": site(f"Site {n}") for n in range(number)})
    assert bool(list_view(made)["groups"]) == grouped


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
    assert [(one.site.slug, one.shared) for one in similar(made, made.get("sites", "ada"))] == [
        ("bea", ("Jail", "Rural"))
    ]
    assert [one.site.slug for one in similar(made, made.get("sites", "cal"))] == ["ada", "bea"]
    assert similar(made, made.get("sites", "dee")) == []


def test_to_lie_in_one_state_is_not_to_be_alike():
    made = catalog(ada=site("Ada"), bea=site("Bea"))
    assert similar(made, made.get("sites", "ada")) == []


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

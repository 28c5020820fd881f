"""Sites: values of facets, lists, related sites, timelines, and the map."""

from typing import Any

import pytest
from toys.library import catalog_of

from generator.formats.us_map import center, project, state_paths
from generator.kinds import KINDS
from generator.kinds.site.list.directory import list_view
from generator.kinds.site.list.facets import facets_of, table_of, values_of
from generator.kinds.site.map.locator import locator
from generator.kinds.site.map.map import (
    map_view,
    markers_of,
    mentorship_lines,
    place_on_map,
    unnamed_markers,
    unnamed_states,
)
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


def site_yaml(name: str, *more: str, state: str = "OH", roles: str = "mentor") -> str:
    """Return the YAML of a site, with the lines of `more` at its end."""
    role_lines = "".join(f"- {role}\n" for role in roles.split())
    lines = "".join(f"{line}\n" for line in more)
    listing = "listing:\n  status: public_source\n"
    return f"name: {name}\nsummary: A site.\nstate: {state}\nroles:\n{role_lines}{listing}{lines}"


def make_catalog(**records: str) -> Catalog:
    """Return a catalog of sites and other records: `make_catalog(ada=site_yaml("Ada"), cohorts__old="…")`."""
    files = {
        f"terms/{slug}": f"label: {slug.title()}\ndefinition: A word.\nused_by: [{use}]\n"
        for slug, use in TERMS.items()
    }
    files["terms/statewide"] += "whole_state: true\n"
    files["terms/rides"] += "support_types: [instrumental]\n"
    files["support-types/instrumental"] = "name: Instrumental\n"
    for name, text in records.items():
        kind, _, slug = name.rpartition("__")
        files[f"{kind or 'sites'}/{slug}"] = text
    catalog, problems = catalog_of(files, KINDS)
    folders = ("data/sites/", "data/mentorships/", "data/cohorts/")
    assert not [problem for problem in problems if problem.startswith(folders)]
    return catalog


# ---- values ----


def test_a_site_has_the_values_in_its_record_and_no_others():
    catalog = make_catalog(ada=site_yaml("Ada", "settings: [jail, court]", "mentor_years: [2020]", "org_type: rco"))
    assert values_of(catalog, catalog.get("sites", "ada")) == {
        "where": ("jail", "court"),
        "organization": ("rco",),
        "role": ("mentor",),
        "state": ("oh",),
        "year": ("2020",),
    }


def test_a_year_in_both_roles_is_listed_once():
    lines = ("mentor_years: [2021]", "mentee_years: [2020, 2021]")
    catalog = make_catalog(ada=site_yaml("Ada", *lines, roles="mentor mentee"))
    assert values_of(catalog, catalog.get("sites", "ada"))["year"] == ("2020", "2021")


def test_removed_sites_are_not_in_the_table_of_values():
    catalog = make_catalog(
        ada=site_yaml("Ada"), bea=site_yaml("Bea").replace("public_source", "removed\n  on: 2026-01-05")
    )
    assert list(table_of(catalog)) == ["ada"]


def test_a_facet_lists_only_values_that_some_site_has():
    catalog = make_catalog(ada=site_yaml("Ada", "settings: [jail]"))
    facets = {facet.key: facet for facet in facets_of(catalog)}
    assert facets["where"].values == (("jail", "Jail"),)
    assert facets["community"].values == ()
    assert [key for key, facet in facets.items() if facet.single_valued] == ["state"]


# ---- the list ----


JAIL = "settings: [jail]"


def test_each_site_is_listed_once_with_cards_before_rows_and_mentor_sites_first():
    catalog = make_catalog(
        ada=site_yaml("Ada", JAIL, roles="mentee"),
        bea=site_yaml("Bea", JAIL, roles="mentor mentee"),
        cal=site_yaml("Cal", roles="mentee"),
        dee=site_yaml("Dee"),
        eve=site_yaml("Eve", JAIL),
    )
    view: Any = list_view(catalog)
    assert [card.site.slug for card in view["cards"]] == ["bea", "eve", "ada"]
    assert [card.site.slug for card in view["rows"]] == ["dee", "cal"]


@pytest.mark.parametrize(
    ("line", "thin"),
    [(JAIL, False), ("services: [rides]", False), ("org_type: rco", True), ("website: https://example.org/", True)],
)
def test_a_site_is_thin_if_no_source_names_a_place_of_work_or_a_service(line, thin):
    catalog = make_catalog(ada=site_yaml("Ada", line))
    assert is_thin(catalog.get("sites", "ada")) == thin


@pytest.mark.parametrize(("number", "cards"), [(19, 19), (20, 0)])
def test_with_twenty_sites_or_more_all_of_them_are_rows(number, cards):
    view: Any = list_view(make_catalog(**{f"site-{n}": site_yaml(f"Site {n}", JAIL) for n in range(number)}))
    assert (len(view["cards"]), len(view["rows"])) == (cards, number - cards)


def test_quick_filters_are_the_most_common_places_of_work():
    catalog = make_catalog(ada=site_yaml("Ada", "settings: [jail, court]"), bea=site_yaml("Bea", "settings: [court]"))
    assert list_view(catalog)["quick"] == [("court", "Court", 2), ("jail", "Jail", 1)]


@pytest.mark.parametrize(("number", "shown"), [(2, False), (3, True)])
def test_a_facet_becomes_a_filter_when_three_sites_have_a_value(number, shown):
    stating = {f"site-{n}": site_yaml(f"Site {n}", "settings: [jail]") for n in range(number)}
    catalog = make_catalog(**stating, ada=site_yaml("Ada"))
    view: Any = list_view(catalog)
    assert ("where" in [facet.key for facet in view["filters"]]) == shown


# ---- related sites ----


def test_related_sites_share_values_on_as_many_facets_as_any_site_does():
    catalog = make_catalog(
        ada=site_yaml("Ada", "settings: [jail]", "community_types: [rural]"),
        bea=site_yaml("Bea", "settings: [jail]", "community_types: [rural]"),
        cal=site_yaml("Cal", "settings: [jail, court]"),
        dee=site_yaml("Dee"),
    )
    assert [(match.site.slug, match.shared) for match in related_sites(catalog, catalog.get("sites", "ada"))] == [
        ("bea", ("Jail", "Rural"))
    ]
    assert [match.site.slug for match in related_sites(catalog, catalog.get("sites", "cal"))] == ["ada", "bea"]
    assert related_sites(catalog, catalog.get("sites", "dee")) == []


def test_sites_in_the_same_state_are_not_related():
    catalog = make_catalog(ada=site_yaml("Ada"), bea=site_yaml("Bea"))
    assert related_sites(catalog, catalog.get("sites", "ada")) == []


# ---- a site's page ----


def test_a_role_has_its_years_and_the_sources_of_the_role_and_the_years():
    lines = ("mentor_years:", "- value: 2020", "  source: old", "- value: 2022", "  source: new")
    text = site_yaml("Ada", *lines, "fact_status: from_source", "sources:")
    text += "".join(f"- id: {name}\n  title: {name}\n  seen_on: 2026-01-01\n" for name in ("old", "new"))
    text = text.replace("- mentor\n", "- value: mentor\n  source: old\n")
    [role] = roles_of(make_catalog(ada=text).get("sites", "ada"))
    assert (role.label, role.years, role.sources) == ("Mentor site", "2020 and 2022", ("old", "new"))


def test_a_long_text_collapses_after_its_first_paragraph_and_a_list_stays_with_its_introduction():
    rest = "Long. " * 100
    assert split_body(f"One.\n\n{rest}") == ("One.", rest)
    assert split_body(f"One:\n\n- a\n- b\n\n{rest}") == ("One:\n\n- a\n- b", rest)
    assert split_body("One.\n\nTwo.") == ("One.\n\nTwo.", "")


def test_a_small_state_has_a_ring_on_the_locator_map():
    catalog = make_catalog(ada=site_yaml("Ada", state="RI"), bea=site_yaml("Bea", state="TX"))
    small, large = (locator(catalog.get("sites", slug)) for slug in ("ada", "bea"))
    assert small.ring == tuple(round(number) for number in center("RI"))
    assert large.ring is None
    assert small.state == state_paths()["RI"]


# ---- the timeline ----


def test_the_timeline_lists_mentorships_and_years_without_one_newest_first():
    catalog = make_catalog(
        ada=site_yaml("Ada", "mentor_years: [2020, 2022]"),
        bea=site_yaml("Bea", "mentee_years: [2022]", roles="mentee"),
        mentorships__pair="mentor: ada\nmentee: bea\nyear: 2022\n",
        mentorships__undated="mentor: ada\nmentee_unnamed:\n  description: Someone\n",
    )
    ada = catalog.get("sites", "ada")
    entries = timeline(ada, catalog.referrers(ada, "mentorships"))
    assert [(entry.year, entry.role, entry.pair and entry.pair.slug) for entry in entries] == [
        (2022, "mentor", "pair"),
        (2020, "mentor", None),
        (None, "mentor", "undated"),
    ]


# ---- the map ----


def test_a_site_is_placed_at_its_town_or_else_at_the_center_of_its_state():
    catalog = make_catalog(
        ada=site_yaml("Ada", "city: Lancaster", "coordinates:", "  lat: 39.71", "  lon: -82.6"), bea=site_yaml("Bea")
    )
    ada, bea = catalog.get("sites", "ada"), catalog.get("sites", "bea")
    assert place_on_map("OH", ada.coordinates) == (project(-82.6, 39.71, "OH"), True)
    assert place_on_map("OH", bea.coordinates) == (center("OH"), False)


def test_sites_with_the_same_place_and_role_share_a_marker():
    catalog = make_catalog(
        ada=site_yaml("Ada"),
        bea=site_yaml("Bea"),
        cal=site_yaml("Cal", roles="mentee"),
        dee=site_yaml("Dee", roles="mentor mentee"),
    )
    markers = [(marker.role, marker.slugs, marker.in_town) for marker in markers_of(catalog.all("sites"))]
    assert markers == [("mentor", ("ada", "bea"), False), ("mentee", ("cal",), False), ("both", ("dee",), False)]


def test_a_state_is_unnamed_if_no_site_there_was_a_mentor_site_in_that_year():
    catalog = make_catalog(
        ada=site_yaml("Ada", "mentor_years: [2022]"),
        bea=site_yaml("Bea", "mentor_years: [2020]", state="NC"),
        cohorts__then="year: 2022\nsummary: Three.\nmentor_states: [OH, NC, TX]\n",
    )
    assert unnamed_states(catalog) == {"NC": [2022], "TX": [2022]}


def test_a_statewide_site_fills_its_state():
    catalog = make_catalog(ada=site_yaml("Ada", "community_types: [statewide]"), bea=site_yaml("Bea", state="NC"))
    areas: Any = map_view(catalog)["areas"]
    filled = {area.code: area.statewide for area in areas if area.statewide}
    assert filled == {"OH": ("ada",)}


def test_mentorships_are_lines_and_unnamed_mentee_sites_are_placed_where_a_source_says():
    catalog = make_catalog(
        ada=site_yaml("Ada"),
        bea=site_yaml("Bea", state="NC", roles="mentee"),
        mentorships__pair="mentor: ada\nmentee: bea\n",
        mentorships__placed="mentor: ada\nmentee_unnamed:\n  description: Someone\n  state: TX\n",
        mentorships__nowhere="mentor: ada\nmentee_unnamed:\n  description: Someone\n",
    )
    assert sorted(line.slugs for line in mentorship_lines(catalog)) == [("ada",), ("ada", "bea")]
    [marker] = unnamed_markers(catalog)
    assert (marker.x, marker.y) == tuple(round(number) for number in center("TX"))

"""The list of sites: filters, search, quick filters and pages of values, with and without scripts."""

import random
import re

import pytest
from chance import CASES
from playwright.sync_api import Locator, Page, expect

from generator.base.counts import count_of, plural
from generator.kinds.site.list.directory import in_order
from generator.kinds.site.list.facets import SITE_FACETS, facets_of, table_of
from generator.records.facets import count_values, split

READ = """(fragments) => fragments.map(fragment => {
    history.replaceState(null, "", fragment);
    window.dispatchEvent(new HashChangeEvent("hashchange"));
    const answer = document.querySelector(".directory-answer");
    const lists = [...answer.querySelectorAll("section")].map(section => [
        section.querySelector("h2, h3").textContent,
        [...section.querySelectorAll("li > h3 > a, li.site-row > a")].map(link => link.textContent),
    ]);
    const counts = [...document.querySelectorAll(".filters input[type=checkbox]")].map(input => [
        input.closest("[data-side]").dataset.side,
        input.value,
        Number(input.closest("label").querySelector(".count").textContent),
    ]);
    return { whole: answer.hidden, lists, counts };
})"""
"""Returns what the page shows for each fragment."""


def result_heading(site, **chosen: str) -> str:
    """Return the heading above the sites that match: `result_heading(site, where="jail")`."""
    values = {key: frozenset(value.split()) for key, value in chosen.items()}
    number = len(split(table_of(site.project.catalog), values).match)
    return (
        f"{count_of(number, 'site')} {plural(number, 'matches', 'match')} your filters" if number else "No site matches"
    )


def values_without_match(site) -> tuple[tuple[str, str], tuple[str, str]]:
    """Return a place of work and a type of community that sites have, but none has both. Each is a slug and a label."""
    facets = {facet.key: facet for facet in facets_of(site.project.catalog)}
    return next(
        (place, community)
        for place in facets["where"].values
        for community in facets["community"].values
        if result_heading(site, where=place[0], community=community[0]).startswith("No site")
    )


def checkbox(page: Page, value: str) -> Locator:
    """Return the checkbox of a filter value."""
    return page.locator(f".filters input[value={value}]")


def open_checkbox(page: Page, value: str) -> Locator:
    """Open the panel of a filter value and return its checkbox."""
    panel = page.locator(f".filter:has(input[value={value}])")
    if panel.get_attribute("open") is None:
        panel.locator("summary").click()
    return checkbox(page, value)


def random_choices(catalog, number: int) -> list[dict[str, frozenset[str]]]:
    """Return random choices on one to four facets with one to three values each. Each run has the same choices."""
    rng = random.Random(20261122)
    facets = [facet for facet in facets_of(catalog) if facet.values]
    choices = []
    for _ in range(number):
        picked = rng.sample(facets, rng.randint(1, 4))
        choices.append(
            {
                facet.key: frozenset(
                    value for value, _ in rng.sample(facet.values, min(rng.randint(1, 3), len(facet.values)))
                )
                for facet in picked
            }
        )
    return choices


def names(catalog, slugs) -> list[str]:
    """Return the names of sites in the order of lists."""
    return [site.called for site in catalog.many("sites", in_order(catalog, slugs))]


def fragment_of(chosen: dict[str, frozenset[str]]) -> str:
    return "#" + "&".join(f"{key}={','.join(sorted(values))}" for key, values in chosen.items())


@pytest.mark.fuzz
def test_random_choices_give_the_same_lists_and_counts_as_the_reference(tab, site):
    catalog = site.project.catalog
    table = table_of(catalog)
    single_valued = [facet.key for facet in SITE_FACETS if facet.single_valued]
    choices = random_choices(catalog, CASES)
    page = tab.go("sites/")
    results = page.evaluate(READ, [fragment_of(chosen) for chosen in choices])
    for chosen, result in zip(choices, results, strict=True):
        expected = split(table, chosen, single_valued)
        lists: dict[str, list[str]] = dict(result["lists"])
        match = next((names for title, names in lists.items() if "your filters" in title), [])
        partial = next((names for title, names in lists.items() if title.startswith("Partial matches")), [])
        unknown = next((names for title, names in lists.items() if title.startswith("Not published (")), [])
        assert match == names(catalog, expected.match), chosen
        assert partial == names(catalog, expected.partial), chosen
        assert unknown == names(catalog, expected.unknown), chosen
        counts = count_values(table, chosen)
        for key, value, number in result["counts"]:
            assert number == counts.get(key, {}).get(value, 0), (chosen, key, value)
    assert tab.faults == []


def test_the_filters_are_the_facets_on_which_three_sites_have_a_value(tab, site):
    table = table_of(site.project.catalog)
    page = tab.go("sites/")
    shown = page.locator(".filters fieldset").evaluate_all("all => all.map(each => each.dataset.side)")
    stating = {facet.key: sum(bool(values.get(facet.key)) for values in table.values()) for facet in SITE_FACETS}
    assert sorted(shown) == sorted(key for key, number in stating.items() if number >= 3)
    assert shown[:3] == ["where", "state", "role"]


def test_a_chosen_value_is_in_the_fragment_and_can_be_undone(tab, server, site):
    (place, _), (community, _) = values_without_match(site)
    page = tab.go("sites/")
    open_checkbox(page, place).check()
    assert page.url == f"{server.url}sites/#where={place}"
    open_checkbox(page, community).check()
    assert page.url == f"{server.url}sites/#where={place}&community={community}"
    expect(page.locator(".directory-answer")).to_contain_text("No site matches everything you chose.")
    page.go_back()
    expect(page.locator(".directory-answer h2").first).to_have_text(result_heading(site, where=place))
    expect(checkbox(page, community)).not_to_be_checked()
    page.go_back()
    expect(page.locator(".everything")).to_be_visible()
    page.go_forward()
    expect(checkbox(page, place)).to_be_checked()
    assert not any("=" in path.split("#")[0] for path in tab.requests)


def test_a_result_without_matches_offers_to_remove_a_value(tab, site):
    (place, _), (community, label) = values_without_match(site)
    page = tab.go(f"sites/#where={place}&community={community}")
    page.get_by_role("button", name=f"without “{label}”").click()
    expect(page.locator(".directory-answer h2").first).to_have_text(result_heading(site, where=place))
    expect(page.locator(".directory-status")).to_be_focused()


def test_a_chip_removes_its_value_and_the_focus_moves_to_the_next_one(tab):
    page = tab.go("sites/#where=jail,court&role=mentor")
    page.get_by_role("button", name="Remove filter: Jail").press("Enter")
    expect(page.get_by_role("button", name="Remove filter: Court")).to_be_focused()
    page.get_by_role("button", name="Remove filter: Court").press("Enter")
    page.get_by_role("button", name="Remove filter: Mentor site").press("Enter")
    expect(page.locator(".directory-status")).to_be_focused()
    expect(page.locator(".everything")).to_be_visible()


def test_the_count_is_announced_once_the_reader_pauses(tab, site):
    tab.page.clock.install()
    page = tab.go("sites/")
    status = page.locator(".results [role=status]")
    expect(status).to_have_text(f"{len(site.project.catalog.all('sites'))} sites.")
    page.clock.pause_at(page.evaluate("Date.now()") / 1000 + 5)
    page.evaluate(
        """() => {
            window.announced = [];
            const status = document.querySelector(".results [role=status]");
            const options = { childList: true, characterData: true, subtree: true };
            new MutationObserver(() => window.announced.push(status.textContent)).observe(status, options);
        }"""
    )
    for value in ("jail", "prison", "suburban"):
        open_checkbox(page, value).check()
        page.clock.run_for(200)
    assert page.evaluate("window.announced") == []
    page.clock.run_for(1000)
    expect(status).to_contain_text(result_heading(site, where="jail prison", community="suburban"))
    assert page.evaluate("window.announced.length") == 1


@pytest.mark.parametrize(
    ("words", "near", "first"),
    [
        ("Logan", "your words", "Southwestern"),
        ("lockup", "your words", "Butler"),
        ("cop", "your words", "olice"),
        ("winthorp", "similar words", "Winthrop"),
        ("universty of alabama", "similar words", "UAB"),
        ("winthrop logan", "some of your words", ""),
    ],
)
def test_search_allows_typos_and_synonyms_and_says_how_close_its_results_are(tab, words, near, first):
    page = tab.go("sites/")
    page.locator("#site-words").fill(words)
    expect(page.locator(".directory-answer h2").first).to_have_text(
        re.compile(rf"^\d+ (site matches|sites match) {near}$")
    )
    expect(page.locator(".directory-status")).to_contain_text(near)
    results = page.locator(".directory-answer li[data-site]").all_inner_texts()
    assert first in results[0]


@pytest.mark.parametrize("words", ["suboxone", "methadone", "buprenorphine", "zzzz"])
def test_words_in_no_record_match_nothing_and_leave_the_whole_list_and_map(tab, site, words):
    """Their synonyms match nothing either."""
    page = tab.go(f"sites/#words={words}")
    expect(page.locator(".directory-answer")).to_contain_text("No site matches your words.")
    number = len(site.project.catalog.all("sites"))
    expect(page.locator(".directory-status")).to_have_text(f"No site matches. All {number} sites are listed below.")
    expect(page.locator(".everything li[data-site]")).to_have_count(number)
    page.get_by_role("button", name="Map").click()
    expect(page.locator(".map .is-off")).to_have_count(0)


def test_words_that_match_no_site_can_be_cleared(tab):
    page = tab.go("sites/#words=zzzz")
    page.get_by_role("button", name="Clear the words “zzzz”").click()
    expect(page.locator("#site-words")).to_be_focused()
    expect(page.locator(".everything")).to_be_visible()
    expect(page.locator(".directory-answer")).to_be_hidden()


def test_words_with_a_filter_offer_the_matches_of_the_filter_alone(tab, site):
    page = tab.go("sites/#where=jail&words=zzzz")
    number = len(split(table_of(site.project.catalog), {"where": frozenset({"jail"})}).match)
    page.get_by_role("button", name=f"{number} sites match without the words “zzzz”").click()
    expect(page.locator(".directory-answer h2").first).to_have_text(result_heading(site, where="jail"))


def test_searching_for_a_state_with_an_unnamed_site_says_so(tab):
    page = tab.go("sites/#words=texas")
    text = "Public documents mention a mentor site in Texas (2022) but do not name it."
    expect(page.locator(".directory-answer .unnamed")).to_have_text(text)


@pytest.mark.parametrize(
    "fragment", ["#where=nowhere", "#x=y", "#where=", "#words=%E0%A4%A", "#__proto__=x", "#where=constructor"]
)
def test_a_broken_fragment_shows_the_whole_list_or_a_result(tab, fragment):
    page = tab.go(f"sites/{fragment}")
    expect(page.locator(".directory-status")).not_to_be_empty()
    assert tab.faults == []


def test_removing_the_last_filter_restores_the_whole_list(tab):
    page = tab.go("sites/")
    before = page.locator(".everything").inner_html()
    open_checkbox(page, "jail").check()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Remove filter: Jail").click()
    expect(page.locator(".everything")).to_be_visible()
    assert page.locator(".everything").inner_html() == before


def test_the_page_of_each_value_lists_the_same_sites_as_the_filter(tab, site):
    """The order is the same, too."""
    catalog = site.project.catalog
    page = tab.go("sites/")
    addresses = [address for address in site.pages if address.startswith("sites/") and address in catalog.derived_pages]
    assert len(addresses) > 20
    results = page.evaluate(READ, [f"#{address.split('/')[1]}={address.split('/')[2]}" for address in addresses])
    for address, result in zip(addresses, results, strict=True):
        tree = site.pages[address]
        cards = [card.one("h2").text for card in tree.all("li") if card.attributes.get("class") == "card"]
        rows = [next(row.all("a")).text for row in tree.all("li") if row.attributes.get("class") == "site-row"]
        assert [name for _, names in result["lists"] for name in names] == [*cards, *rows], address


def test_the_list_links_to_every_page_of_a_value(site):
    catalog = site.project.catalog
    linked = {link.attributes.get("href", "") for link in site.pages["sites/"].all("a")}
    for address in site.pages:
        if address.startswith("sites/") and address in catalog.derived_pages:
            assert f"../{address}" in linked, address


def test_pages_of_values_with_two_sites_or_more_are_in_the_sitemap(addressed):
    text = (addressed.folder / "sitemap.xml").read_text(encoding="utf-8")
    catalog = addressed.project.catalog
    for address in addressed.pages:
        if address.startswith("sites/") and address in catalog.derived_pages:
            _, extra = catalog.derived_pages[address]
            assert (f"<loc>{addressed.url}{address}</loc>" in text) == (extra.size > 1), address


def open_without_scripts(open_tab) -> Page:
    page: Page = open_tab(java_script_enabled=False).go("sites/")
    return page


def test_without_scripts_all_sites_are_listed_with_links_to_the_pages_of_values(open_tab, site):
    page = open_without_scripts(open_tab)
    expect(page.locator(".filters")).to_be_hidden()
    expect(page.get_by_role("navigation", name="Browse sites by category")).to_be_visible()
    assert page.locator(".everything li[data-site]").count() == len(site.project.catalog.all("sites"))
    page.get_by_role("navigation", name="Browse sites by category").get_by_role("link", name="North Carolina").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sites in North Carolina")


def test_filters_work_in_the_offline_copy(open_tab, offline, site):
    tab = open_tab(root=f"file://{offline.folder}/", home="index.html")
    page = tab.go("sites/")
    open_checkbox(page, "jail").check()
    expect(page.locator(".directory-answer h2").first).to_have_text(result_heading(site, where="jail"))
    page.keyboard.press("Escape")
    page.locator(".directory-answer .card-title a").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.go_back()
    expect(checkbox(page, "jail")).to_be_checked()
    assert tab.faults == []


def test_printing_gives_the_list_that_is_on_the_screen(tab):
    page = tab.go("sites/#where=jail")
    page.emulate_media(media="print")
    expect(page.locator(".directory-answer .card").first).to_be_visible()
    expect(page.locator(".filter-chosen")).to_contain_text("Jail")
    expect(page.locator(".filters")).to_be_hidden()
    expect(page.locator(".everything")).to_be_hidden()


def test_a_button_skips_from_the_filters_to_the_results(tab):
    """The chosen values stay."""
    page = tab.go("sites/#where=jail")
    page.locator("#site-words").focus()
    page.keyboard.press("Tab")
    skip = page.get_by_role("button", name="Skip to results")
    expect(skip).to_be_focused()
    assert skip.bounding_box()["height"] > 24
    page.keyboard.press("Enter")
    expect(page.locator(".directory-status")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Remove filter: Jail")).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "fragment", ["#where=jail&community=rural", "#where=jail,court&role=mentor", "#words=winthrop"]
)
def test_results_pass_axe_and_fit_a_small_screen(open_tab, scheme, fragment):
    tab = open_tab(width=320, height=640, color_scheme=scheme)
    page = tab.go(f"sites/{fragment}")
    expect(page.locator(".directory-answer")).to_be_visible()
    page.locator(".filter > summary").first.click()
    assert tab.axe() == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_each_site_is_listed_once(tab, site):
    page = tab.go("sites/")
    listed = page.locator(".everything li[data-site]").evaluate_all("all => all.map(each => each.dataset.site)")
    assert sorted(listed) == sorted(record.slug for record in site.project.catalog.all("sites"))


def test_a_card_has_two_tab_stops_besides_its_tags(tab):
    cards = tab.go("sites/").locator(".everything .card")
    stops = cards.evaluate_all(
        "all => all.map(card => [...card.querySelectorAll('a, button, summary, input')].filter("
        "each => !each.closest('.site-tags')).length)"
    )
    assert stops
    assert max(stops) <= 2


def test_the_name_of_a_checkbox_has_its_value_and_its_number_of_sites(tab, site):
    number = len(split(table_of(site.project.catalog), {"where": frozenset({"prison"})}).match)
    page = tab.go("sites/")
    open_checkbox(page, "prison")
    expect(page.get_by_role("checkbox", name=f"Prison, {count_of(number, 'site')}", exact=True)).to_be_visible()


def test_on_a_phone_a_button_shows_the_number_of_matches_and_leads_to_them(open_tab, site):
    page = open_tab(width=360, height=740).go("sites/")
    button = page.locator(".results-show button")
    expect(button).to_be_hidden()
    open_checkbox(page, "jail").check()
    number = len(split(table_of(site.project.catalog), {"where": frozenset({"jail"})}).match)
    expect(button).to_have_text(f"Show {count_of(number, 'site')}")
    expect(button).to_be_in_viewport(ratio=1)
    assert button.bounding_box()["height"] >= 44
    open_checkbox(page, "prison").check()
    both = len(split(table_of(site.project.catalog), {"where": frozenset({"jail", "prison"})}).match)
    expect(button).to_have_text(f"Show {count_of(both, 'site')}")
    button.click()
    expect(page.locator(".directory-status")).to_be_focused()
    expect(page.locator(".directory-answer .card").first).to_be_in_viewport()


def test_a_quick_filter_is_set_by_one_click_and_removed_by_a_second(tab, site):
    page = tab.go("sites/")
    link = page.locator(".filter-quick a").first
    value = link.get_attribute("data-quick")
    link.click()
    expect(page.locator(".directory-answer h2").first).to_have_text(result_heading(site, where=value))
    expect(link).to_have_attribute("aria-current", "true")
    link.click()
    expect(page.locator(".everything")).to_be_visible()
    expect(link).not_to_have_attribute("aria-current", "true")


def test_sites_that_do_not_match_are_collapsed_below_those_that_do(tab):
    page = tab.go("sites/#where=jail")
    fold = page.locator(".directory-answer > details")
    expect(fold).to_have_count(1)
    expect(fold).not_to_have_attribute("open", "")
    fold.locator("summary").click()
    expect(fold.locator(".site-row").first).to_be_visible()


def test_an_open_panel_closes_on_escape_and_when_another_one_opens(tab):
    page = tab.go("sites/")
    panels = page.locator(".filter")
    panels.nth(0).locator("summary").click()
    panels.nth(1).locator("summary").click()
    expect(panels.nth(0)).not_to_have_attribute("open", "")
    page.keyboard.press("Escape")
    expect(panels.nth(1)).not_to_have_attribute("open", "")
    expect(panels.nth(1).locator("summary")).to_be_focused()

"""The list of sites: filters that say what sources state, with scripts and without, and never a false no."""

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
    const answer = document.querySelector(".answer");
    const lists = [...answer.querySelectorAll("section")].map(section => [
        section.querySelector("h2, h3").textContent,
        [...section.querySelectorAll("li > h3 > a, li.row > a")].map(link => link.textContent),
    ]);
    const counts = [...document.querySelectorAll(".filters input[type=checkbox]")].map(input => [
        input.closest("[data-side]").dataset.side,
        input.value,
        Number(input.closest("label").querySelector(".count").textContent),
    ]);
    return { whole: answer.hidden, lists, counts };
})"""
"""What the page shows for each fragment."""


def answer_of(site, **asked: str) -> str:
    """The heading over the sites that match: `answer_of(site, where="jail")`."""
    wanted = {key: frozenset(value.split()) for key, value in asked.items()}
    number = len(split(table_of(site.project.catalog), wanted).match)
    return (
        f"{count_of(number, 'site')} {plural(number, 'matches', 'match')} your filters" if number else "No site matches"
    )


def nowhere(site) -> tuple[tuple[str, str], tuple[str, str]]:
    """A place of work and a kind of community that no site states together, and some site each."""
    facets = {facet.key: facet for facet in facets_of(site.project.catalog)}
    return next(
        (place, community)
        for place in facets["where"].values
        for community in facets["community"].values
        if answer_of(site, where=place[0], community=community[0]).startswith("No site")
    )


def choice(page: Page, value: str) -> Locator:
    """The box of a filter's value."""
    return page.locator(f".filters input[value={value}]")


def show(page: Page, value: str) -> Locator:
    """The box of a filter's value, in its open panel."""
    panel = page.locator(f".filter:has(input[value={value}])")
    if panel.get_attribute("open") is None:
        panel.locator("summary").click()
    return choice(page, value)


def random_choices(catalog, number: int) -> list[dict[str, frozenset[str]]]:
    """Choices of one to four sides with one to three values each; the same on every run."""
    made = random.Random(20261122)
    facets = [facet for facet in facets_of(catalog) if facet.values]
    choices = []
    for _ in range(number):
        picked = made.sample(facets, made.randint(1, 4))
        choices.append(
            {
                facet.key: frozenset(
                    value for value, _ in made.sample(facet.values, min(made.randint(1, 3), len(facet.values)))
                )
                for facet in picked
            }
        )
    return choices


def names(catalog, slugs) -> list[str]:
    """What lists call sites, in the order in which they show them."""
    return [site.called for site in catalog.many("sites", in_order(catalog, slugs))]


def fragment_of(asked: dict[str, frozenset[str]]) -> str:
    return "#" + "&".join(f"{key}={','.join(sorted(values))}" for key, values in asked.items())


@pytest.mark.fuzz
def test_lists_and_counts_are_those_of_the_reference(tab, site):
    """For random choices."""
    catalog = site.project.catalog
    table = table_of(catalog)
    closed = [side.key for side in SITE_FACETS if side.single_valued]
    choices = random_choices(catalog, CASES)
    page = tab.go("sites/")
    shown = page.evaluate(READ, [fragment_of(asked) for asked in choices])
    for asked, found in zip(choices, shown, strict=True):
        expected = split(table, asked, closed)
        lists: dict[str, list[str]] = dict(found["lists"])
        stated = next((names for title, names in lists.items() if "your filters" in title), [])
        part = next((names for title, names in lists.items() if title.startswith("Partial matches")), [])
        silent = next((names for title, names in lists.items() if title.startswith("Not published (")), [])
        assert stated == names(catalog, expected.match), choice
        assert part == names(catalog, expected.partial), choice
        assert silent == names(catalog, expected.unknown), choice
        counts = count_values(table, asked)
        for key, value, number in found["counts"]:
            assert number == counts.get(key, {}).get(value, 0), (asked, key, value)
    assert tab.faults == []


def test_a_filter_stands_where_three_sites_state_it(tab, site):
    table = table_of(site.project.catalog)
    page = tab.go("sites/")
    shown = page.locator(".filters fieldset").evaluate_all("all => all.map(each => each.dataset.side)")
    stated = {side.key: sum(bool(values.get(side.key)) for values in table.values()) for side in SITE_FACETS}
    assert sorted(shown) == sorted(key for key, number in stated.items() if number >= 3)
    assert shown[:3] == ["where", "state", "role"]


def test_a_choice_is_kept_in_the_fragment_and_can_be_undone(tab, server, site):
    (place, _), (community, _) = nowhere(site)
    page = tab.go("sites/")
    show(page, place).check()
    assert page.url == f"{server.url}sites/#where={place}"
    show(page, community).check()
    assert page.url == f"{server.url}sites/#where={place}&community={community}"
    expect(page.locator(".answer")).to_contain_text("No site matches everything you chose.")
    page.go_back()
    expect(page.locator(".answer h2").first).to_have_text(answer_of(site, where=place))
    expect(choice(page, community)).not_to_be_checked()
    page.go_back()
    expect(page.locator(".everything")).to_be_visible()
    page.go_forward()
    expect(choice(page, place)).to_be_checked()
    assert not any("=" in path.split("#")[0] for path in tab.requests)


def test_an_empty_answer_says_which_choice_to_drop(tab, site):
    (place, _), (community, label) = nowhere(site)
    page = tab.go(f"sites/#where={place}&community={community}")
    page.get_by_role("button", name=f"without “{label}”").click()
    expect(page.locator(".answer h2").first).to_have_text(answer_of(site, where=place))
    expect(page.locator(".directory-status")).to_be_focused()


def test_a_chip_takes_its_choice_away_and_the_focus_stays_near(tab):
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
    status = page.locator(".found [role=status]")
    expect(status).to_have_text(f"{len(site.project.catalog.all('sites'))} sites.")
    page.clock.pause_at(page.evaluate("Date.now()") / 1000 + 5)
    page.evaluate(
        """() => {
            window.said = [];
            const status = document.querySelector(".found [role=status]");
            const wishes = { childList: true, characterData: true, subtree: true };
            new MutationObserver(() => window.said.push(status.textContent)).observe(status, wishes);
        }"""
    )
    for value in ("jail", "prison", "suburban"):
        show(page, value).check()
        page.clock.run_for(200)
    assert page.evaluate("window.said") == []
    page.clock.run_for(1000)
    expect(status).to_contain_text(answer_of(site, where="jail prison", community="suburban"))
    assert page.evaluate("window.said.length") == 1


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
def test_the_box_forgives_typos_knows_synonyms_and_says_how_near_its_answer_is(tab, words, near, first):
    page = tab.go("sites/")
    page.locator("#site-words").fill(words)
    expect(page.locator(".answer h2").first).to_have_text(re.compile(rf"^\d+ (site matches|sites match) {near}$"))
    expect(page.locator(".directory-status")).to_contain_text(near)
    found = page.locator(".answer li[data-site]").all_inner_texts()
    assert first in found[0]


@pytest.mark.parametrize("words", ["suboxone", "methadone", "buprenorphine", "zzzz"])
def test_words_that_no_record_holds_are_not_said_to_be_found(tab, site, words):
    """Neither they nor what they mean; the reader keeps the whole list and the whole map."""
    page = tab.go(f"sites/#words={words}")
    expect(page.locator(".answer")).to_contain_text("No site matches your words.")
    number = len(site.project.catalog.all("sites"))
    expect(page.locator(".directory-status")).to_have_text(f"No site matches. All {number} sites are listed below.")
    expect(page.locator(".everything li[data-site]")).to_have_count(number)
    page.get_by_role("button", name="Map").click()
    expect(page.locator(".map .off")).to_have_count(0)


def test_words_that_no_site_has_can_be_cleared(tab):
    page = tab.go("sites/#words=zzzz")
    page.get_by_role("button", name="Clear the words “zzzz”").click()
    expect(page.locator("#site-words")).to_be_focused()
    expect(page.locator(".everything")).to_be_visible()
    expect(page.locator(".answer")).to_be_hidden()


def test_words_with_a_filter_say_what_the_filter_alone_gives(tab, site):
    page = tab.go("sites/#where=jail&words=zzzz")
    number = len(split(table_of(site.project.catalog), {"where": frozenset({"jail"})}).match)
    page.get_by_role("button", name=f"{number} sites match without the words “zzzz”").click()
    expect(page.locator(".answer h2").first).to_have_text(answer_of(site, where="jail"))


def test_a_state_whose_site_is_not_named_is_told_of(tab):
    page = tab.go("sites/#words=texas")
    said = "Public documents mention a mentor site in Texas (2022) but do not name it."
    expect(page.locator(".answer .unnamed")).to_have_text(said)


@pytest.mark.parametrize(
    "fragment", ["#where=nowhere", "#x=y", "#where=", "#words=%E0%A4%A", "#__proto__=x", "#where=constructor"]
)
def test_a_broken_fragment_shows_the_whole_list_or_a_plain_answer(tab, fragment):
    page = tab.go(f"sites/{fragment}")
    expect(page.locator(".directory-status")).not_to_be_empty()
    assert tab.faults == []


def test_the_whole_list_comes_back_as_it_was(tab):
    page = tab.go("sites/")
    before = page.locator(".everything").inner_html()
    show(page, "jail").check()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Remove filter: Jail").click()
    expect(page.locator(".everything")).to_be_visible()
    assert page.locator(".everything").inner_html() == before


def test_each_value_has_a_page_that_lists_what_the_filter_gives(tab, site):
    """For every page of a value: the same names in the same order as the filter shows."""
    catalog = site.project.catalog
    page = tab.go("sites/")
    addresses = [address for address in site.pages if address.startswith("sites/") and address in catalog.derived_pages]
    assert len(addresses) > 20
    shown = page.evaluate(READ, [f"#{address.split('/')[1]}={address.split('/')[2]}" for address in addresses])
    for address, found in zip(addresses, shown, strict=True):
        tree = site.pages[address]
        cards = [card.one("h2").text for card in tree.all("li") if card.attributes.get("class") == "card"]
        rows = [next(row.all("a")).text for row in tree.all("li") if row.attributes.get("class") == "row"]
        assert [name for _, names in found["lists"] for name in names] == [*cards, *rows], address


def test_every_stated_value_leads_to_its_page_from_the_list(site):
    catalog = site.project.catalog
    linked = {link.attributes.get("href", "") for link in site.pages["sites/"].all("a")}
    for address in site.pages:
        if address.startswith("sites/") and address in catalog.derived_pages:
            assert f"../{address}" in linked, address


def test_pages_of_values_are_in_the_sitemap_from_two_sites_on(addressed):
    text = (addressed.folder / "sitemap.xml").read_text(encoding="utf-8")
    catalog = addressed.project.catalog
    for address in addressed.pages:
        if address.startswith("sites/") and address in catalog.derived_pages:
            _, extra = catalog.derived_pages[address]
            assert (f"<loc>{addressed.url}{address}</loc>" in text) == (extra.size > 1), address


def without_scripts(open_tab) -> Page:
    page: Page = open_tab(java_script_enabled=False).go("sites/")
    return page


def test_without_scripts_all_sites_and_the_ways_to_them_are_there(open_tab, site):
    page = without_scripts(open_tab)
    expect(page.locator(".filters")).to_be_hidden()
    expect(page.get_by_role("navigation", name="Browse sites by category")).to_be_visible()
    assert page.locator(".everything li[data-site]").count() == len(site.project.catalog.all("sites"))
    page.get_by_role("navigation", name="Browse sites by category").get_by_role("link", name="North Carolina").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sites in North Carolina")


def test_filters_work_from_a_disk(open_tab, offline, site):
    tab = open_tab(root=f"file://{offline.folder}/", home="index.html")
    page = tab.go("sites/")
    show(page, "jail").check()
    expect(page.locator(".answer h2").first).to_have_text(answer_of(site, where="jail"))
    page.keyboard.press("Escape")
    page.locator(".answer .card-title a").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.go_back()
    expect(choice(page, "jail")).to_be_checked()
    assert tab.faults == []


def test_on_paper_is_what_is_on_the_screen(tab):
    page = tab.go("sites/#where=jail")
    page.emulate_media(media="print")
    expect(page.locator(".answer .card").first).to_be_visible()
    expect(page.locator(".chosen")).to_contain_text("Jail")
    expect(page.locator(".filters")).to_be_hidden()
    expect(page.locator(".everything")).to_be_hidden()


def test_by_keyboard_the_list_is_two_steps_from_the_box(tab):
    """Past all the filters; what is chosen stays."""
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
def test_answers_pass_axe_and_fit_a_small_screen(open_tab, scheme, fragment):
    tab = open_tab(width=320, height=640, color_scheme=scheme)
    page = tab.go(f"sites/{fragment}")
    expect(page.locator(".answer")).to_be_visible()
    page.locator(".filter > summary").first.click()
    assert tab.axe() == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_each_site_is_listed_once(tab, site):
    page = tab.go("sites/")
    listed = page.locator(".everything li[data-site]").evaluate_all("all => all.map(each => each.dataset.site)")
    assert sorted(listed) == sorted(record.slug for record in site.project.catalog.all("sites"))


def test_a_card_is_two_stops_for_the_keyboard_beside_its_tags(tab):
    cards = tab.go("sites/").locator(".everything .card")
    stops = cards.evaluate_all(
        "all => all.map(card => [...card.querySelectorAll('a, button, summary, input')].filter("
        "each => !each.closest('.tags')).length)"
    )
    assert stops
    assert max(stops) <= 2


def test_a_control_is_named_by_its_value_and_its_number_of_sites(tab, site):
    number = len(split(table_of(site.project.catalog), {"where": frozenset({"prison"})}).match)
    page = tab.go("sites/")
    show(page, "prison")
    expect(page.get_by_role("checkbox", name=f"Prison, {count_of(number, 'site')}", exact=True)).to_be_visible()


def test_on_a_phone_the_answer_is_in_sight_of_the_choice(open_tab, site):
    """A button says how many sites there are, follows each choice, and leads to them."""
    page = open_tab(width=360, height=740).go("sites/")
    button = page.locator(".show-found button")
    expect(button).to_be_hidden()
    show(page, "jail").check()
    number = len(split(table_of(site.project.catalog), {"where": frozenset({"jail"})}).match)
    expect(button).to_have_text(f"Show {count_of(number, 'site')}")
    expect(button).to_be_in_viewport(ratio=1)
    assert button.bounding_box()["height"] >= 44
    show(page, "prison").check()
    both = len(split(table_of(site.project.catalog), {"where": frozenset({"jail", "prison"})}).match)
    expect(button).to_have_text(f"Show {count_of(both, 'site')}")
    button.click()
    expect(page.locator(".directory-status")).to_be_focused()
    expect(page.locator(".answer .card").first).to_be_in_viewport()


def test_a_place_of_work_is_one_click_away_and_a_second_takes_it_back(tab, site):
    page = tab.go("sites/")
    link = page.locator(".quick a").first
    value = link.get_attribute("data-quick")
    link.click()
    expect(page.locator(".answer h2").first).to_have_text(answer_of(site, where=value))
    expect(link).to_have_attribute("aria-current", "true")
    link.click()
    expect(page.locator(".everything")).to_be_visible()
    expect(link).not_to_have_attribute("aria-current", "true")


def test_what_is_not_published_is_folded_below_what_matches(tab):
    page = tab.go("sites/#where=jail")
    fold = page.locator(".answer > details")
    expect(fold).to_have_count(1)
    expect(fold).not_to_have_attribute("open", "")
    fold.locator("summary").click()
    expect(fold.locator(".row").first).to_be_visible()


def test_an_open_panel_closes_with_escape_and_with_the_next_one(tab):
    page = tab.go("sites/")
    panels = page.locator(".filter")
    panels.nth(0).locator("summary").click()
    panels.nth(1).locator("summary").click()
    expect(panels.nth(0)).not_to_have_attribute("open", "")
    page.keyboard.press("Escape")
    expect(panels.nth(1)).not_to_have_attribute("open", "")
    expect(panels.nth(1).locator("summary")).to_be_focused()

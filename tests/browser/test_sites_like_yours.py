"""Sites like the reader's own: answers stay on the page, groups are those of the reference, and the brief prints."""

import random
from collections.abc import Mapping
from typing import Any

import pytest
from chance import CASES
from playwright.sync_api import Locator, Page, expect
from site_fixture import assert_none

from generator.kinds.site.list.facets import all_labels, facets_of, table_of, values_of
from generator.kinds.site.matcher.match_rules import Criterion, Match, Rules, group_sites
from generator.kinds.site.matcher.page import headings_of, rules_data, rules_of
from generator.kinds.site.matcher.settings import FACET_OF

ADDRESS = "sites/like-yours/"
LINK = f"{ADDRESS}#a.stage=planning&a.where=jail,court&a.community=rural"

NAMES = ["Ada", "ada", "Émile", "emile", "Zoë", "straße", "STRASSE", "10 Steps", "(One)", "RE-ENTRY", "Re Entry"]


def choice(page: Page, question: str, value: str) -> Locator:
    """The box of an answer."""
    return page.locator(f"[data-question={question}] input[value={value}]")


def status(page: Page) -> Locator:
    """What the form says."""
    return page.locator(".like-status")


def heading(page: Page) -> Locator:
    """The heading of the result."""
    return page.get_by_role("heading", name="How sites compare with yours")


def show(page: Page) -> None:
    page.get_by_role("button", name="Show sites like ours").click()


def shown(page: Page) -> list[tuple[str, list[str]]]:
    """Each group's heading with its sites."""
    found: list[tuple[str, list[str]]] = page.evaluate(
        """[...document.querySelectorAll(".like-groups section")].map(section => [
            section.querySelector("h3").textContent.replace(/ \\(\\d+\\)$/, ""),
            [...section.querySelectorAll(".row > a")].map(link => link.textContent),
        ])"""
    )
    return [(title, names) for title, names in found]


def answered(page: Page) -> set[str]:
    """The answers that are marked."""
    return set(page.evaluate("[...document.querySelectorAll('.like-form :checked')].map(one => one.value)")) - {""}


# ---- the same groups as the reference ----


def random_case(made: random.Random) -> tuple[dict[str, dict[str, frozenset[str]]], dict[str, list[str]], Rules]:
    """Sites, answers and rules: what the settings could say, and what the records could hold."""
    ids, values = "pqrs", "abcdef"

    def some(most: int) -> list[str]:
        return made.sample(values, made.randint(0, most))

    def opposite() -> tuple[str, str, str]:
        side = f"side-{made.choice(ids)}"
        one, other = made.sample(values, 2)
        return side, one, other

    criterion = tuple(Criterion(name, f"side-{name}", single_valued=made.random() < 0.2) for name in ids)
    groups = tuple(frozenset(made.sample(ids, made.randint(1, 3))) for _ in range(made.randint(0, 4)))
    opposites = frozenset(opposite() for _ in range(made.randint(0, 9)))
    table = {
        f"site-{number}": {
            one.side: frozenset(held) for one in criterion if (held := some(1 if one.single_valued else 3))
        }
        for number in range(made.randint(0, 8))
    }
    answers = {name: chosen for name in made.sample(ids, made.randint(0, 4)) if (chosen := some(3))}
    return table, answers, Rules(criterion, groups, opposites)


def plain(groups: list[tuple[int, list[Match]]]) -> list[Any]:
    """What the reference gives, as plain lists."""

    def pairs(found: tuple[tuple[str, str], ...]) -> list[list[str]]:
        return [list(pair) for pair in found]

    return [
        [number, [[one.slug, pairs(one.shares), pairs(one.unknown), pairs(one.differs)] for one in sites]]
        for number, sites in groups
    ]


GROUP = """cases => cases.map(([sites, answers, rules]) =>
    siteLikeness.group(sites, answers, rules).map(group => [
        group.number,
        group.sites.map(found => [found.site.slug, found.shares, found.silent, found.differs]),
    ]))"""


@pytest.mark.fuzz
def test_groups_are_those_of_the_reference(tab):
    """Sites, answers and rules are random; the browser gets the sites in another order."""
    made = random.Random(20261123)
    cases, expected = [], []
    for _ in range(CASES):
        table, answers, rules = random_case(made)
        names = {slug: made.choice(NAMES) for slug in table}
        sites = [
            {"slug": slug, "name": names[slug], "values": {side: sorted(held) for side, held in values.items()}}
            for slug, values in table.items()
        ]
        made.shuffle(sites)
        cases.append([sites, answers, rules_data(rules)])
        expected.append(plain(group_sites(table, names, answers, rules)))
    found = tab.go(ADDRESS).evaluate(GROUP, cases)
    for case, one, other in zip(cases, found, expected, strict=True):
        assert one == other, case


def test_the_page_shows_the_groups_of_the_reference(tab, site):
    """For the site's own records and settings, and 60 random answers, each from its link."""
    catalog = site.project.catalog
    settings = catalog.settings["like-yours"]
    offered = {
        question.id: [value for value, _ in all_labels(catalog, FACET_OF[question.side])]
        for question in settings.questions
        if question.side
    }
    names = {record.slug: record.called for record in catalog.all("sites")}
    made = random.Random(20261124)
    page = tab.go(ADDRESS)
    for _ in range(60):
        criterion = made.sample(sorted(offered), made.randint(1, 5))
        answers = {
            name: sorted(
                made.sample(offered[name], 1 if name == "state" else made.randint(1, 3)), key=offered[name].index
            )
            for name in criterion
        }
        go_to_link(page, answers)
        expected = [
            (headings_of(settings)[number], [names[one.slug] for one in found])
            for number, found in group_sites(table_of(catalog), names, answers, rules_of(settings))
        ]
        assert shown(page) == expected, answers
    assert tab.faults == []


def go_to_link(page: Page, answers: Mapping[str, list[str]]) -> None:
    """As when a reader pastes a link into the page that is open."""
    fragment = "#" + "&".join(f"a.{name}={','.join(values)}" for name, values in answers.items())
    page.evaluate(
        """fragment => {
            history.replaceState(null, "", fragment);
            window.dispatchEvent(new HashChangeEvent("hashchange"));
        }""",
        fragment,
    )


# ---- the way through the page ----


def test_a_reader_answers_by_keyboard_and_is_taken_to_the_result(tab):
    """From the first question to the result, and on to its first site."""
    page = tab.go(ADDRESS)
    expect(heading(page)).to_be_hidden()
    choice(page, "where", "jail").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    choice(page, "community", "rural").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Show sites like ours").focus()
    page.keyboard.press("Enter")
    expect(heading(page)).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(".like-groups a").first).to_be_focused()
    assert tab.faults == []


@pytest.mark.content
def test_each_site_says_what_it_shares_and_what_sources_do_not_say(tab, site):
    """And what they name in place of an answer."""
    catalog = site.project.catalog
    labels = dict(next(facet.values for facet in facets_of(catalog) if facet.key == "community"))
    page = tab.go(f"{ADDRESS}#a.where=jail&a.community=rural&a.service=overdose-follow-up")
    row = page.locator(".like-groups [data-site=pro-act]")
    expect(row).to_contain_text("Shares: Jail")
    named = ", ".join(labels[value] for value in values_of(catalog, catalog.get("sites", "pro-act"))["community"])
    expect(row).to_contain_text(f"Our sources do not mention: Rural (published: {named}); Overdose follow-up")
    expect(row.locator(".badge")).to_have_text("Mentor site")
    expect(page.locator(".like-groups")).not_to_contain_text("Differs")
    expect(page.locator(".like-groups")).to_contain_text("The program makes the match.")


@pytest.mark.content
def test_where_the_settings_name_opposites_a_site_says_how_it_differs(open_tab):
    tab = open_tab(bypass_csp=True)
    pair = ';\nsiteData.sites.likeYours.rules.opposites = [["community", "rural", "urban"]];'
    tab.page.route(
        "**/sites/likeness.js",
        lambda route: route.fulfill(response=(got := route.fetch()), body=got.text() + pair),
    )
    page = tab.go(f"{ADDRESS}#a.where=jail&a.community=rural")
    row = page.locator(".like-groups [data-site=pro-act]")
    expect(row).to_contain_text("Differs: Urban (you chose: Rural)")
    expect(page.locator(".like-groups [data-site=favor-greenville]")).not_to_contain_text("Differs")


def test_only_one_stage_can_be_chosen(tab, site):
    page = tab.go(f"{ADDRESS}#a.stage=planning,growing")
    assert len(answered(page) & {"planning", "starting", "growing"}) == 1


@pytest.mark.content
def test_a_state_is_shared_and_never_called_different(tab):
    """Where a site lies stands beside its name."""
    page = tab.go(f"{ADDRESS}#a.state=oh")
    expect(page.locator(".like-groups [data-site=project-fort]")).to_contain_text("Shares: Ohio")
    expect(page.locator(".like-groups")).not_to_contain_text("Differs")


@pytest.mark.content
def test_words_that_two_questions_offer_are_told_apart(tab):
    page = tab.go(f"{ADDRESS}#a.where=reentry&a.program=deflection")
    shares = page.locator(".like-groups [data-site=pro-act] p").first
    expect(shares).to_have_text("Shares: Reentry [where peers work]")


@pytest.mark.content
def test_the_result_follows_later_answers_and_is_announced(tab, site):
    """When the reader pauses; the focus stays where it is."""
    total = len(site.project.catalog.all("sites"))
    page = tab.go(ADDRESS)
    choice(page, "where", "prison").check()
    show(page)
    expect(status(page)).to_have_text(f"Sites that have something in common with you: 1. Other sites: {total - 1}.")
    choice(page, "where", "jail").focus()
    page.keyboard.press("Space")
    assert ("Peers work in the same places", ["Butler County MHARS Board", "PRO-ACT", "Virginia DOC"]) in shown(page)
    expect(status(page)).to_have_text(f"Sites that have something in common with you: 3. Other sites: {total - 3}.")
    expect(choice(page, "where", "jail")).to_be_focused()
    assert status(page).get_attribute("role") == "status"


def test_without_an_answer_a_reader_is_told_what_to_do(tab):
    """And where only the brief can use the answer, so it says."""
    page = tab.go(ADDRESS)
    show(page)
    expect(heading(page)).to_be_focused()
    expect(page.locator(".like-groups")).to_contain_text("Choose at least one answer")
    expect(status(page)).to_contain_text("Choose at least one answer")
    page.get_by_label("How far along is your peer program?").select_option("planning")
    expect(page.locator(".like-groups")).to_contain_text("answer one more question")
    assert shown(page) == []
    choice(page, "where", "jail").check()
    assert len(shown(page)) == 2


def test_clearing_forgets_the_answers_and_keeps_the_focus(tab):
    page = tab.go(LINK)
    own = page.get_by_label("Our goals in our own words")
    own.fill("A quiet room")
    clear = page.get_by_role("button", name="Clear my answers")
    clear.focus()
    page.keyboard.press("Enter")
    assert answered(page) == set()
    expect(own).to_have_value("")
    expect(heading(page)).to_be_hidden()
    expect(clear).to_be_focused()
    expect(status(page)).to_have_text("Your answers were cleared.")
    assert "#" not in page.url
    assert page.locator(".brief .blank").count() == 10


def test_a_long_group_opens_with_a_button(open_tab):
    """The focus goes to the first site that was not there before."""
    more = "for (let n = 0; n < 30; n += 1) SITES.push({ ...SITES[0], slug: `made-${n}`, name: `Made ${n}` });"
    tab = open_tab(bypass_csp=True)
    page = tab.page
    page.route(
        "**/sites/likeness.js",
        lambda route: route.fulfill(
            response=(got := route.fetch()), body=got.text() + more.replace("SITES", "siteData.sites.sites")
        ),
    )
    tab.go(f"{ADDRESS}#a.where=emergency-department")
    group = page.locator(".like-groups section").first
    rows = group.locator(".row")
    expect(rows).to_have_count(20)
    everything = group.get_by_role("button", name="Show all")
    number = int(everything.inner_text().removeprefix("Show all "))
    assert number > 30
    everything.press("Enter")
    expect(rows).to_have_count(number)
    expect(rows.nth(20).locator("a")).to_be_focused()


def test_the_further_questions_are_folded_on_phones_and_open_where_they_are_answered(open_tab):
    phone = open_tab(width=320, height=640)
    page = phone.go(ADDRESS)
    expect(choice(page, "where", "jail")).to_be_visible()
    expect(choice(page, "program", "deflection")).to_be_hidden()
    page.get_by_text("More questions").click()
    expect(choice(page, "program", "deflection")).to_be_visible()
    page.goto("about:blank")
    phone.go(f"{ADDRESS}#a.program=deflection")
    expect(choice(page, "program", "deflection")).to_be_visible()
    expect(choice(page, "program", "deflection")).to_be_checked()
    targets = page.locator(".like-yours :is(.choice, button, select, summary, textarea):visible")
    assert [target.inner_text() for target in targets.all() if target.bounding_box()["height"] < 44] == []


# ---- links ----


def test_a_copied_link_opens_the_same_answers_and_the_same_result(open_tab, server):
    tab = open_tab(permissions=["clipboard-read", "clipboard-write"])
    page = tab.go(ADDRESS)
    page.get_by_label("How far along is your peer program?").select_option("starting")
    choice(page, "where", "court").check()
    choice(page, "where", "jail").check()
    page.get_by_label("Which state are you in?").select_option("oh")
    page.get_by_label("Our goals in our own words").fill("A quiet room")
    show(page)
    page.get_by_role("button", name="Copy a link").click()
    expect(status(page)).to_have_text("Link copied.")
    link = page.evaluate("navigator.clipboard.readText()")
    assert link == f"{server.url}{ADDRESS}#a.where=jail,court&a.state=oh&a.stage=starting"
    assert page.url == f"{server.url}{ADDRESS}"
    other = open_tab()
    opened = other.go(link.removeprefix(server.url))
    expect(heading(opened)).to_be_focused()
    assert shown(opened) == shown(page)
    assert answered(opened) == answered(page)
    expect(opened.locator("[data-answer=where] dd")).to_have_text("Jail; Court")
    expect(opened.get_by_label("Our goals in our own words")).to_have_value("")


def test_where_there_is_no_clipboard_the_link_can_be_copied_from_a_field(open_tab, server):
    tab = open_tab(before="Object.defineProperty(Navigator.prototype, 'clipboard', { get: () => undefined });")
    page = tab.go(ADDRESS)
    choice(page, "where", "jail").check()
    page.get_by_role("button", name="Copy a link").click()
    field = page.get_by_label("Copy this link")
    expect(field).to_be_focused()
    expect(field).to_have_value(f"{server.url}{ADDRESS}#a.where=jail")
    assert page.evaluate("getSelection().toString()") == f"{server.url}{ADDRESS}#a.where=jail"
    choice(page, "where", "court").check()
    expect(field).to_be_hidden()


def test_where_the_clipboard_is_refused_the_field_shows(open_tab):
    refuse = "navigator.clipboard.writeText = () => Promise.reject(new Error('no'));"
    page = open_tab(before=refuse).go(ADDRESS)
    choice(page, "where", "jail").check()
    page.get_by_role("button", name="Copy a link").click()
    expect(page.get_by_label("Copy this link")).to_be_focused()


def test_without_an_answer_there_is_no_link_to_copy(tab):
    page = tab.go(ADDRESS)
    page.get_by_role("button", name="Copy a link").click()
    expect(status(page)).to_contain_text("Choose at least one answer")
    expect(page.locator(".like-link")).to_be_hidden()


def test_an_address_that_held_answers_holds_them_no_longer_once_they_change(tab, server):
    page = tab.go(LINK)
    assert answered(page) == {"planning", "jail", "court", "rural"}
    choice(page, "where", "prison").check()
    assert page.url == f"{server.url}{ADDRESS}"
    assert answered(page) == {"planning", "jail", "court", "rural", "prison"}


@pytest.mark.parametrize(
    "fragment",
    [
        "a.where=<img src=x onerror=alert(1)>",
        "a.where=%E0%A4%A,jail",
        "a.constructor=x&a.__proto__=jail&a.where=constructor,__proto__,jail",
        "a.where=jail&a.where",
        "a.nothing=jail&a.where=jail,jail,narnia",
        "a.=jail&a.where=jail",
        "a.state=jail,xx&a.where=jail",
    ],
)
def test_a_hostile_link_marks_what_the_form_offers_and_nothing_else(tab, fragment):
    page = tab.go(f"{ADDRESS}#{fragment}")
    expect(heading(page)).to_be_visible()
    assert answered(page) <= {"jail"}
    assert page.locator(".like-yours img, [onerror]").count() == 0
    assert tab.faults == []


def test_a_link_to_a_part_of_the_page_is_no_link_to_answers(tab):
    page = tab.go(f"{ADDRESS}#brief")
    expect(heading(page)).to_be_hidden()
    choice(page, "where", "jail").check()
    assert page.url.endswith("#brief")


# ---- what leaves the page: nothing ----


def test_no_server_and_no_storage_learns_the_answers(tab, server):
    page = tab.go(ADDRESS)
    page.wait_for_load_state("networkidle")
    since = len(server.criterion)
    choice(page, "where", "jail").check()
    page.get_by_label("Our goals in our own words").fill("secret goal")
    show(page)
    choice(page, "community", "tribal").check()
    expect(status(page)).to_contain_text("Sites that have something in common")
    assert server.criterion[since:] == []
    assert page.url == f"{server.url}{ADDRESS}"
    assert page.context.cookies() == []
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    assert page.evaluate("history.state") is None
    page.locator(".like-groups a").first.click()
    page.wait_for_load_state()
    assert not [path for path in server.criterion[since:] if "jail" in path or "?" in path]
    assert tab.faults == []


@pytest.mark.content
def test_going_back_from_a_site_shows_the_answers_and_the_result_again(tab):
    """The browser gives them back, from its memory of the page."""
    page = tab.go(ADDRESS)
    choice(page, "where", "jail").check()
    page.get_by_label("Our goals in our own words").fill("A quiet room")
    show(page)
    before = shown(page)
    page.locator(".like-groups a").first.click()
    page.wait_for_url("**/sites/butler-county-mhars/")
    page.go_back()
    expect(choice(page, "where", "jail")).to_be_checked()
    expect(heading(page)).to_be_visible()
    assert shown(page) == before
    expect(page.locator("[data-answer=where] dd")).to_have_text("Jail")


# ---- the brief ----


def test_the_brief_fills_with_the_answers(tab):
    page = tab.go(ADDRESS)
    brief = page.locator(".brief")
    expect(brief.get_by_role("heading", level=2)).to_have_text("What we look for in a mentor site")
    choice(page, "where", "jail").check()
    expect(brief.locator("[data-answer=where] dd")).to_have_text("Jail")
    expect(brief.locator("[data-answer=people] dd")).to_have_text("Not answered yet")
    choice(page, "where", "jail").uncheck()
    expect(brief.locator("[data-answer=where] dd")).to_have_class("blank")
    expect(brief).to_contain_text("The program makes the match.")


PRINTED = """[...document.body.querySelectorAll("*")].filter(one => one.checkVisibility() && one.children.length === 0
    && one.getBoundingClientRect().height && !one.closest(".brief")).map(one => one.outerHTML.slice(0, 60))"""


def test_print_gives_the_brief_and_nothing_else(open_tab):
    """On one sheet, with the reader's own words; after it the page is as before."""
    tab = open_tab(before="window.print = () => { window.printed = document.body.className; };")
    page = tab.go(LINK)
    page.get_by_label("Our goals in our own words").fill("A quiet room\nin the jail")
    page.get_by_role("button", name="Print the brief").click()
    page.emulate_media(media="print")
    assert page.evaluate(PRINTED) == []
    brief = page.locator(".brief")
    words = brief.inner_text()
    for expected in (
        "What we look for in a mentor site",
        "Jail",
        "Rural",
        "A quiet room\nin the jail",
        "The program makes",
    ):
        assert expected in words
    assert not brief.get_by_role("button").or_(brief.locator("textarea")).first.is_visible()
    sheets = page.pdf(format="Letter").count(b"/Type /Page\n")
    assert sheets == 1
    page.emulate_media(media="screen")
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.evaluate("document.body.className") == ""
    expect(heading(page)).to_be_visible()


def test_own_words_are_text_and_nothing_else(tab):
    page = tab.go(ADDRESS)
    page.get_by_label("Our goals in our own words").fill("<img src=x onerror=alert(1)>")
    assert page.locator(".brief img").count() == 0
    assert page.locator("[data-own] dd").text_content() == "<img src=x onerror=alert(1)>"
    assert tab.faults == []


# ---- without scripts, from a disk, for everyone ----


@pytest.mark.content
def test_without_scripts_a_table_and_a_blank_brief_are_there(open_tab):
    tab = open_tab(width=320, height=640, java_script_enabled=False)
    page = tab.go(ADDRESS)
    expect(page.locator(".like-form")).to_be_hidden()
    expect(page.locator(".like-result")).to_be_hidden()
    row = page.locator(".like-needs tr").filter(has=page.get_by_role("link", name="Jail", exact=True))
    expect(row.get_by_role("link")).to_have_text(["Jail", "Butler County MHARS Board", "PRO-ACT"])
    expect(page.get_by_role("heading", name="What we look for in a mentor site")).to_be_visible()
    assert page.locator(".brief .blank").count() == 10
    assert page.locator("#main").get_by_role("button").count() == 0
    assert_none([*tab.measure("sideways"), *tab.measure("dead")])
    page.emulate_media(media="print")
    expect(page.locator(".brief")).to_be_visible()


def test_readers_with_scripts_do_not_see_the_table(tab):
    expect(tab.go(ADDRESS).locator(".like-needs")).to_be_hidden()


@pytest.mark.content
def test_the_page_works_from_the_offline_copy(open_tab, offline):
    """Answers, the result, its links, a link to the answers."""
    tab = open_tab(root=f"{offline.folder.as_uri()}/", home="index.html")
    page = tab.go(LINK)
    expect(heading(page)).to_be_focused()
    assert answered(page) == {"planning", "jail", "court", "rural"}
    choice(page, "where", "court").uncheck()
    assert shown(page)[0] == ("Peers work in the same places", ["Butler County MHARS Board", "PRO-ACT"])
    page.locator(".like-groups a").first.click()
    page.wait_for_url(f"{tab.root}sites/butler-county-mhars/index.html")
    page.go_back()
    expect(heading(page)).to_be_visible()
    assert tab.faults == []


@pytest.mark.parametrize(
    ("width", "wishes"),
    [(320, {"color_scheme": "dark"}), (320, {"forced_colors": "active"}), (768, {}), (1280, {"color_scheme": "dark"})],
)
def test_answers_and_result_are_accessible(open_tab, width, wishes):
    """Axe finds nothing, all can be read and hit, the focus shows; on a small screen, enlarged, with other colors."""
    tab = open_tab(width=width, height=256 if width == 320 else 900, **wishes)
    tab.go(f"{LINK}&a.state=oh&a.program=reentry&a.service=overdose-follow-up,housing-help&a.support=emotional")
    expect(heading(tab.page)).to_be_visible()
    measures = ("sideways", "clipped", "overlapping", "small", "unlined", "ringless")
    assert_none([*tab.axe(), *(fault for name in measures for fault in tab.measure(name)), *tab.faults])

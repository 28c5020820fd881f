"""The page "Sites like yours": groups, answers, links, privacy, the brief, and accessibility."""

import random
from collections.abc import Mapping

import pytest
from playwright.sync_api import Locator, Page, expect
from shortlist_page import NO_CLIPBOARD, NO_COPY_COMMAND
from site_fixture import assert_none

from generator.kinds.site.list.facets import all_labels, facets_of, table_of, values_of
from generator.kinds.site.matcher.match_rules import group_sites
from generator.kinds.site.matcher.page import group_headings, rules_of
from generator.kinds.site.matcher.settings import FACETS_BY_KEY

ADDRESS = "sites/like-yours/"
LINK = f"{ADDRESS}#a.stage=planning&a.where=jail,court&a.community=rural"


def checkbox(page: Page, question: str, value: str) -> Locator:
    """Return the checkbox of an answer."""
    return page.locator(f"[data-question={question}] input[value={value}]")


def status(page: Page) -> Locator:
    """Return the live region of the form."""
    return page.locator(".like-status")


def heading(page: Page) -> Locator:
    """Return the heading of the result."""
    return page.get_by_role("heading", name="How sites compare with yours")


def show_result(page: Page) -> None:
    page.get_by_role("button", name="Show sites like ours").click()


def shown_groups(page: Page) -> list[tuple[str, list[str]]]:
    """Return the heading of each group with the names of its sites."""
    groups: list[tuple[str, list[str]]] = page.evaluate(
        """[...document.querySelectorAll(".like-groups section")].map(section => [
            section.querySelector("h3").textContent.replace(/ \\(\\d+\\)$/, ""),
            [...section.querySelectorAll(".site-row > a")].map(link => link.textContent),
        ])"""
    )
    return [(title, names) for title, names in groups]


def chosen_values(page: Page) -> set[str]:
    """Return the values of all chosen answers."""
    return set(page.evaluate("[...document.querySelectorAll('.like-form :checked')].map(input => input.value)")) - {""}


# ---- the same groups as the reference ----


def test_the_page_groups_the_real_sites_as_the_reference_does(tab, site):
    """Opens links with random answers."""
    catalog = site.project.catalog
    settings = catalog.settings["like-yours"]
    offered = {
        question.id: [value for value, _ in all_labels(catalog, FACETS_BY_KEY[question.facet])]
        for question in settings.questions
        if question.facet
    }
    names = {record.slug: record.called for record in catalog.all("sites")}
    rng = random.Random(20261124)
    page = tab.go(ADDRESS)
    for _ in range(60):
        questions = rng.sample(sorted(offered), rng.randint(1, 5))
        answers = {
            name: sorted(
                rng.sample(offered[name], 1 if name == "state" else rng.randint(1, 3)), key=offered[name].index
            )
            for name in questions
        }
        go_to_link(page, answers)
        expected = [
            (group_headings(settings)[number], [names[match.slug] for match in matches])
            for number, matches in group_sites(table_of(catalog), names, answers, rules_of(settings))
        ]
        assert shown_groups(page) == expected, answers
    assert tab.faults == []


def go_to_link(page: Page, answers: Mapping[str, list[str]]) -> None:
    """Change the fragment, as a reader does by pasting a link into the address bar."""
    fragment = "#" + "&".join(f"a.{name}={','.join(values)}" for name, values in answers.items())
    page.evaluate(
        """fragment => {
            history.replaceState(null, "", fragment);
            window.dispatchEvent(new HashChangeEvent("hashchange"));
        }""",
        fragment,
    )


# ---- answers and the result ----


def test_the_form_works_by_keyboard_and_moves_the_focus_to_the_result(tab):
    page = tab.go(ADDRESS)
    expect(heading(page)).to_be_hidden()
    checkbox(page, "where", "jail").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    checkbox(page, "community", "rural").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Show sites like ours").focus()
    page.keyboard.press("Enter")
    expect(heading(page)).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(".like-groups a").first).to_be_focused()
    assert tab.faults == []


@pytest.mark.content
def test_each_site_shows_which_answers_it_shares_and_which_are_unknown(tab, site):
    """For an unknown answer, it shows what is published instead."""
    catalog = site.project.catalog
    labels = dict(next(facet.values for facet in facets_of(catalog) if facet.key == "community"))
    page = tab.go(f"{ADDRESS}#a.where=jail&a.community=rural&a.service=overdose-follow-up")
    row = page.locator(".like-groups [data-site=pro-act]")
    expect(row).to_contain_text("Shares: Jail")
    published = ", ".join(labels[value] for value in values_of(catalog, catalog.get("sites", "pro-act"))["community"])
    expect(row).to_contain_text(f"Our sources do not mention: Rural (published: {published}); Overdose follow-up")
    expect(row.locator(".badge")).to_have_text("Mentor site")
    expect(page.locator(".like-groups")).not_to_contain_text("Differs")
    expect(page.locator(".like-groups")).to_contain_text("The program makes the match.")


@pytest.mark.content
def test_with_opposites_in_the_settings_a_site_shows_how_it_differs(open_tab):
    tab = open_tab(bypass_csp=True)
    opposites = 'site.data.sites.matcher.rules.opposites = [["community", "rural", "urban"]];'
    tab.page.route(
        "**/sites/like-yours.js",
        lambda route: route.fulfill(response=(got := route.fetch()), body=opposites + got.text()),
    )
    page = tab.go(f"{ADDRESS}#a.where=jail&a.community=rural")
    row = page.locator(".like-groups [data-site=pro-act]")
    expect(row).to_contain_text("Differs: Urban (you chose: Rural)")
    expect(page.locator(".like-groups [data-site=favor-greenville]")).not_to_contain_text("Differs")


def test_only_one_stage_can_be_chosen(tab, site):
    page = tab.go(f"{ADDRESS}#a.stage=planning,growing")
    assert len(chosen_values(page) & {"planning", "starting", "growing"}) == 1


@pytest.mark.content
def test_a_site_can_share_the_state_but_never_differs_in_it(tab):
    """Its state is next to its name."""
    page = tab.go(f"{ADDRESS}#a.state=oh")
    expect(page.locator(".like-groups [data-site=project-fort]")).to_contain_text("Shares: Ohio")
    expect(page.locator(".like-groups")).not_to_contain_text("Differs")


@pytest.mark.content
def test_choices_with_the_same_label_show_their_facet(tab):
    page = tab.go(f"{ADDRESS}#a.where=reentry&a.program=deflection")
    shares = page.locator(".like-groups [data-site=pro-act] p").first
    expect(shares).to_have_text("Shares: Reentry [where peers work]")


@pytest.mark.content
def test_the_result_follows_later_answers_and_is_announced(tab, site):
    """The focus stays on the answer."""
    total = len(site.project.catalog.all("sites"))
    page = tab.go(ADDRESS)
    checkbox(page, "where", "prison").check()
    show_result(page)
    expect(status(page)).to_have_text(f"Sites that have something in common with you: 1. Other sites: {total - 1}.")
    checkbox(page, "where", "jail").focus()
    page.keyboard.press("Space")
    assert ("Peers work in the same places", ["Butler County MHARS Board", "PRO-ACT", "Virginia DOC"]) in shown_groups(
        page
    )
    expect(status(page)).to_have_text(f"Sites that have something in common with you: 3. Other sites: {total - 3}.")
    expect(checkbox(page, "where", "jail")).to_be_focused()
    assert status(page).get_attribute("role") == "status"


def test_without_an_answer_the_page_says_what_to_do(tab):
    """It also says so if sites are not compared on the only answer."""
    page = tab.go(ADDRESS)
    show_result(page)
    expect(heading(page)).to_be_focused()
    expect(page.locator(".like-groups")).to_contain_text("Choose at least one answer")
    expect(status(page)).to_contain_text("Choose at least one answer")
    page.get_by_label("How far along is your peer program?").select_option("planning")
    expect(page.locator(".like-groups")).to_contain_text("answer one more question")
    assert shown_groups(page) == []
    checkbox(page, "where", "jail").check()
    assert len(shown_groups(page)) == 2


def test_clearing_removes_the_answers_and_keeps_the_focus(tab):
    page = tab.go(LINK)
    own_words = page.get_by_label("Our goals in our own words")
    own_words.fill("A quiet room")
    clear = page.get_by_role("button", name="Clear my answers")
    clear.focus()
    page.keyboard.press("Enter")
    assert chosen_values(page) == set()
    expect(own_words).to_have_value("")
    expect(heading(page)).to_be_hidden()
    expect(clear).to_be_focused()
    expect(status(page)).to_have_text("Your answers were cleared.")
    assert "#" not in page.url
    assert page.locator(".brief .brief-blank").count() == 10


def test_a_button_shows_all_sites_of_a_long_group(open_tab):
    """The focus moves to the first site that it added."""
    more = "for (let n = 0; n < 30; n += 1) SITES.push({ ...SITES[0], slug: `made-${n}`, name: `Made ${n}` });"
    tab = open_tab(bypass_csp=True)
    page = tab.page
    page.route(
        "**/sites/like-yours.js",
        lambda route: route.fulfill(
            response=(got := route.fetch()), body=more.replace("SITES", "site.data.sites.sites") + got.text()
        ),
    )
    tab.go(f"{ADDRESS}#a.where=emergency-department")
    group = page.locator(".like-groups section").first
    rows = group.locator(".site-row")
    expect(rows).to_have_count(20)
    show_all = group.get_by_role("button", name="Show all")
    number = int(show_all.inner_text().removeprefix("Show all "))
    assert number > 30
    show_all.press("Enter")
    expect(rows).to_have_count(number)
    expect(rows.nth(20).locator("a")).to_be_focused()


def test_more_questions_are_collapsed_on_phones_unless_a_link_answers_them(open_tab):
    phone = open_tab(width=320, height=640)
    page = phone.go(ADDRESS)
    expect(checkbox(page, "where", "jail")).to_be_visible()
    expect(checkbox(page, "program", "deflection")).to_be_hidden()
    page.get_by_text("More questions").click()
    expect(checkbox(page, "program", "deflection")).to_be_visible()
    page.goto("about:blank")
    phone.go(f"{ADDRESS}#a.program=deflection")
    expect(checkbox(page, "program", "deflection")).to_be_visible()
    expect(checkbox(page, "program", "deflection")).to_be_checked()
    targets = page.locator(".like-yours :is(.choice, button, select, summary, textarea):visible")
    assert [target.inner_text() for target in targets.all() if target.bounding_box()["height"] < 44] == []


# ---- links ----


def test_a_copied_link_opens_with_the_same_answers_and_the_same_result(open_tab, server):
    tab = open_tab(permissions=["clipboard-read", "clipboard-write"])
    page = tab.go(ADDRESS)
    page.get_by_label("How far along is your peer program?").select_option("starting")
    checkbox(page, "where", "court").check()
    checkbox(page, "where", "jail").check()
    page.get_by_label("Which state are you in?").select_option("oh")
    page.get_by_label("Our goals in our own words").fill("A quiet room")
    show_result(page)
    page.get_by_role("button", name="Copy a link").click()
    expect(status(page)).to_have_text("Link copied.")
    link = page.evaluate("navigator.clipboard.readText()")
    assert link == f"{server.url}{ADDRESS}#a.where=jail,court&a.state=oh&a.stage=starting"
    assert page.url == f"{server.url}{ADDRESS}"
    other = open_tab()
    opened = other.go(link.removeprefix(server.url))
    expect(heading(opened)).to_be_focused()
    assert shown_groups(opened) == shown_groups(page)
    assert chosen_values(opened) == chosen_values(page)
    expect(opened.locator("[data-answer=where] dd")).to_have_text("Jail; Court")
    expect(opened.get_by_label("Our goals in our own words")).to_have_value("")


def test_without_the_clipboard_the_link_is_in_a_field(open_tab, server):
    tab = open_tab(before=NO_CLIPBOARD + NO_COPY_COMMAND)
    page = tab.go(ADDRESS)
    checkbox(page, "where", "jail").check()
    page.get_by_role("button", name="Copy a link").click()
    field = page.get_by_label("Copy this link")
    expect(field).to_be_focused()
    expect(field).to_have_value(f"{server.url}{ADDRESS}#a.where=jail")
    assert page.evaluate("getSelection().toString()") == f"{server.url}{ADDRESS}#a.where=jail"
    checkbox(page, "where", "court").check()
    expect(field).to_be_hidden()


def test_if_access_to_the_clipboard_is_refused_the_link_is_in_a_field(open_tab):
    refuse = "navigator.clipboard.writeText = () => Promise.reject(new Error('no'));"
    page = open_tab(before=refuse + NO_COPY_COMMAND).go(ADDRESS)
    checkbox(page, "where", "jail").check()
    page.get_by_role("button", name="Copy a link").click()
    expect(page.get_by_label("Copy this link")).to_be_focused()


def test_without_an_answer_there_is_no_link_to_copy(tab):
    page = tab.go(ADDRESS)
    page.get_by_role("button", name="Copy a link").click()
    expect(status(page)).to_contain_text("Choose at least one answer")
    expect(page.locator(".like-link")).to_be_hidden()


def test_changing_an_answer_removes_the_answers_from_the_address(tab, server):
    page = tab.go(LINK)
    assert chosen_values(page) == {"planning", "jail", "court", "rural"}
    checkbox(page, "where", "prison").check()
    assert page.url == f"{server.url}{ADDRESS}"
    assert chosen_values(page) == {"planning", "jail", "court", "rural", "prison"}


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
def test_a_hostile_link_chooses_only_values_that_the_form_offers(tab, fragment):
    page = tab.go(f"{ADDRESS}#{fragment}")
    expect(heading(page)).to_be_visible()
    assert chosen_values(page) <= {"jail"}
    assert page.locator(".like-yours img, [onerror]").count() == 0
    assert tab.faults == []


def test_a_link_to_a_part_of_the_page_has_no_answers(tab):
    page = tab.go(f"{ADDRESS}#brief")
    expect(heading(page)).to_be_hidden()
    checkbox(page, "where", "jail").check()
    assert page.url.endswith("#brief")


# ---- privacy ----


def test_answers_are_neither_sent_to_a_server_nor_stored(tab, server):
    page = tab.go(ADDRESS)
    page.wait_for_load_state("networkidle")
    since = len(server.asked)
    checkbox(page, "where", "jail").check()
    page.get_by_label("Our goals in our own words").fill("secret goal")
    show_result(page)
    checkbox(page, "community", "tribal").check()
    expect(status(page)).to_contain_text("Sites that have something in common")
    assert server.asked[since:] == []
    assert page.url == f"{server.url}{ADDRESS}"
    assert page.context.cookies() == []
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    assert page.evaluate("history.state") is None
    page.locator(".like-groups a").first.click()
    page.wait_for_load_state()
    assert not [path for path in server.asked[since:] if "jail" in path or "?" in path]
    assert tab.faults == []


@pytest.mark.content
def test_going_back_from_a_site_shows_the_answers_and_the_result_again(tab):
    """The browser restores them, from its back/forward cache or by filling in the form."""
    page = tab.go(ADDRESS)
    checkbox(page, "where", "jail").check()
    page.get_by_label("Our goals in our own words").fill("A quiet room")
    show_result(page)
    before = shown_groups(page)
    page.locator(".like-groups a").first.click()
    page.wait_for_url("**/sites/butler-county-mhars/")
    page.go_back()
    expect(checkbox(page, "where", "jail")).to_be_checked()
    expect(heading(page)).to_be_visible()
    assert shown_groups(page) == before
    expect(page.locator("[data-answer=where] dd")).to_have_text("Jail")


# ---- the brief ----


def test_the_brief_shows_the_answers(tab):
    page = tab.go(ADDRESS)
    brief = page.locator(".brief")
    expect(brief.get_by_role("heading", level=2)).to_have_text("What we look for in a mentor site")
    checkbox(page, "where", "jail").check()
    expect(brief.locator("[data-answer=where] dd")).to_have_text("Jail")
    expect(brief.locator("[data-answer=people] dd")).to_have_text("Not answered yet")
    checkbox(page, "where", "jail").uncheck()
    expect(brief.locator("[data-answer=where] dd")).to_have_class("brief-blank")
    expect(brief).to_contain_text("The program makes the match.")


VISIBLE_OUTSIDE_BRIEF = """[...document.body.querySelectorAll("*")].filter(element => element.checkVisibility()
    && element.children.length === 0 && element.getBoundingClientRect().height && !element.closest(".brief"))
    .map(element => element.outerHTML.slice(0, 60))"""


def test_printing_the_brief_prints_nothing_else(open_tab):
    """It fits one sheet and has the reader's own words. Afterward the page is as before."""
    tab = open_tab(before="window.print = () => { window.printed = document.body.className; };")
    page = tab.go(LINK)
    page.get_by_label("Our goals in our own words").fill("A quiet room\nin the jail")
    page.get_by_role("button", name="Print the brief").click()
    page.emulate_media(media="print")
    assert page.evaluate(VISIBLE_OUTSIDE_BRIEF) == []
    brief = page.locator(".brief")
    text = brief.inner_text()
    for expected in (
        "What we look for in a mentor site",
        "Jail",
        "Rural",
        "A quiet room\nin the jail",
        "The program makes",
    ):
        assert expected in text
    assert not brief.get_by_role("button").or_(brief.locator("textarea")).first.is_visible()
    sheets = page.pdf(format="Letter").count(b"/Type /Page\n")
    assert sheets == 1
    page.emulate_media(media="screen")
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.evaluate("document.body.className") == ""
    expect(heading(page)).to_be_visible()


def test_own_words_are_never_treated_as_html(tab):
    page = tab.go(ADDRESS)
    page.get_by_label("Our goals in our own words").fill("<img src=x onerror=alert(1)>")
    assert page.locator(".brief img").count() == 0
    assert page.locator("[data-own] dd").text_content() == "<img src=x onerror=alert(1)>"
    assert tab.faults == []


# ---- without scripts, in the offline copy, accessibility ----


@pytest.mark.content
def test_without_scripts_the_page_has_a_table_and_a_blank_brief(open_tab):
    tab = open_tab(width=320, height=640, java_script_enabled=False)
    page = tab.go(ADDRESS)
    expect(page.locator(".like-form")).to_be_hidden()
    expect(page.locator(".like-result")).to_be_hidden()
    row = page.locator(".like-needs tr").filter(has=page.get_by_role("link", name="Jail", exact=True))
    expect(row.get_by_role("link")).to_have_text(["Jail", "Butler County MHARS Board", "PRO-ACT"])
    expect(page.get_by_role("heading", name="What we look for in a mentor site")).to_be_visible()
    assert page.locator(".brief .brief-blank").count() == 10
    assert page.locator("#main").get_by_role("button").count() == 0
    assert_none([*tab.measure("sideways"), *tab.measure("dead")])
    page.emulate_media(media="print")
    expect(page.locator(".brief")).to_be_visible()


def test_with_scripts_the_table_is_hidden(tab):
    expect(tab.go(ADDRESS).locator(".like-needs")).to_be_hidden()


@pytest.mark.content
def test_the_page_works_in_the_offline_copy(open_tab, offline):
    tab = open_tab(root=f"{offline.folder.as_uri()}/", home="index.html")
    page = tab.go(LINK)
    expect(heading(page)).to_be_focused()
    assert chosen_values(page) == {"planning", "jail", "court", "rural"}
    checkbox(page, "where", "court").uncheck()
    assert shown_groups(page)[0] == ("Peers work in the same places", ["Butler County MHARS Board", "PRO-ACT"])
    page.locator(".like-groups a").first.click()
    page.wait_for_url(f"{tab.root}sites/butler-county-mhars/index.html")
    page.go_back()
    expect(heading(page)).to_be_visible()
    assert tab.faults == []


@pytest.mark.parametrize(
    ("width", "settings"),
    [(320, {"color_scheme": "dark"}), (320, {"forced_colors": "active"}), (768, {}), (1280, {"color_scheme": "dark"})],
)
def test_answers_and_result_are_accessible(open_tab, width, settings):
    """Axe finds nothing, and nothing is cut off, too small, or without a focus ring."""
    tab = open_tab(width=width, height=256 if width == 320 else 900, **settings)
    tab.go(f"{LINK}&a.state=oh&a.program=reentry&a.service=overdose-follow-up,housing-help&a.support=emotional")
    expect(heading(tab.page)).to_be_visible()
    measures = ("sideways", "clipped", "overlapping", "small", "unlined", "ringless")
    assert_none([*tab.axe(), *(fault for name in measures for fault in tab.measure(name)), *tab.faults])

"""Search: suggestions, results, keyboard use and privacy."""

import pytest
from playwright.sync_api import Locator, Page, expect
from site_fixture import assert_none

HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "(((",
    "[a-",
    "\\",
    "a\\",
    "*+?",
    "%",
    "%E0%A4%A",
    "\"'&amp;",
    "constructor",
    "__proto__",
]
"""Queries that must be handled as text: markup, patterns, invalid escapes, names of object properties."""

INDEX = ("assets/search-index.js", "assets/js/search-rank.js")


def header_box(page: Page) -> Locator:
    """Return the search box in the header."""
    return page.locator("#search-box")


def page_box(page: Page) -> Locator:
    """Return the search box of the search page."""
    return page.locator("#search-words")


def search(page: Page, words: str) -> Locator:
    """Type a query on the search page, and wait until the results are announced."""
    page_box(page).fill(words)
    expect(page.get_by_role("status")).to_contain_text(f"for “{words}”")
    return page.locator(".search-results")


def result_addresses(page: Page, words: str) -> list[str]:
    """Return the addresses of the results."""
    links = search(page, words).locator("a").all()
    return [str(link.evaluate("link => link.href")).split("/", 3)[3] for link in links]


# ---- the search box in the header ----


@pytest.mark.content
def test_a_suggestion_is_selected_with_an_arrow_key_and_opened_with_enter(tab, server):
    page = tab.go("how-it-works/")
    box = header_box(page)
    box.press_sequentially("winthrop")
    options = page.locator("#suggestions [role=option]")
    expect(options.first).to_contain_text("Winthrop")
    expect(box).to_have_attribute("aria-expanded", "true")
    box.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", str(options.first.get_attribute("id")))
    box.press("Enter")
    page.wait_for_url(f"{server.url}sites/winthrop-clear/")
    assert tab.faults == []


def test_the_arrow_keys_move_through_the_suggestions(tab):
    """With wraparound. One suggestion is selected at a time."""
    page = tab.go()
    box, options = header_box(page), page.locator("#suggestions [role=option]")
    box.press_sequentially("peer")
    expect(options).to_have_count(6)
    chosen = page.locator("#suggestions").get_by_role("option", selected=True)
    ids = [str(option.get_attribute("id")) for option in options.all()]
    for key, expected in [*(("ArrowDown", name) for name in (*ids, ids[0])), ("ArrowUp", ids[-1])]:
        box.press(key)
        expect(chosen).to_have_count(1)
        expect(chosen).to_have_attribute("id", expected)
    expect(box).to_be_focused()


@pytest.mark.content
def test_a_suggestion_is_opened_with_the_mouse(tab, server):
    page = tab.go("glossary/")
    header_box(page).press_sequentially("winthrop")
    page.locator("#suggestions [role=option]").first.click()
    page.wait_for_url(f"{server.url}sites/winthrop-clear/")


TYPE_AND_PRESS_KEY = """(box, [words, key]) => {
    box.focus();
    box.value = words;
    box.dispatchEvent(new Event("input"));
    box.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
}"""
"""Simulates a key that is pressed before the suggestions can update."""


@pytest.mark.content
def test_an_arrow_key_right_after_typing_selects_from_updated_suggestions(tab, server):
    tab.page.clock.install()
    page = tab.go("how-it-works/")
    box = header_box(page)
    box.press_sequentially("jail")
    expect(page.locator("#suggestions [role=option]").first).to_be_visible()
    box.evaluate(TYPE_AND_PRESS_KEY, ["winthrop", "ArrowDown"])
    page.clock.run_for(5000)
    chosen = page.locator("#suggestions").get_by_role("option", selected=True)
    expect(chosen).to_contain_text("Winthrop")
    box.press("Enter")
    expect(page).to_have_url(f"{server.url}sites/winthrop-clear/")


def test_enter_right_after_typing_ignores_an_older_selection(tab, server):
    page = tab.go("how-it-works/")
    box = header_box(page)
    box.press_sequentially("winthrop")
    expect(page.locator("#suggestions [role=option]").first).to_contain_text("Winthrop")
    box.press("ArrowDown")
    box.evaluate("box => { box.value = 'jail'; box.dispatchEvent(new Event('input')); box.form.requestSubmit(); }")
    expect(page).to_have_url(f"{server.url}search/#q=jail")


def test_escape_right_after_typing_keeps_the_suggestions_closed(tab):
    tab.page.clock.install()
    page = tab.go("how-it-works/")
    header_box(page).press_sequentially("jail")
    expect(page.get_by_role("listbox")).to_be_visible()
    header_box(page).evaluate(TYPE_AND_PRESS_KEY, ["winthrop", "Escape"])
    page.clock.run_for(5000)
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_escape_closes_the_suggestions_and_keeps_the_query(tab):
    page = tab.go()
    box = header_box(page)
    box.press_sequentially("jail")
    suggestions = page.get_by_role("listbox")
    expect(suggestions).to_be_visible()
    box.press("Escape")
    expect(suggestions).to_be_hidden()
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_be_focused()
    expect(box).to_have_value("jail")


def test_suggestions_close_when_they_lose_the_focus(tab):
    page = tab.go()
    header_box(page).press_sequentially("jail")
    expect(page.get_by_role("listbox")).to_be_visible()
    page.locator("#main a:visible").first.focus()
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_enter_without_a_selection_opens_the_search_page(tab, server):
    """The query is in the fragment, which is not sent to servers."""
    page = tab.go("sites/")
    header_box(page).fill("a county jail")
    header_box(page).press("Enter")
    page.wait_for_url(f"{server.url}search/#q=a%20county%20jail")
    expect(page_box(page)).to_have_value("a county jail")
    expect(page.locator(".search-results a").first).to_be_visible()


def test_the_search_page_has_one_search_box(tab):
    """Its own, without another one in the header."""
    page = tab.go("search/#q=jail")
    expect(page.locator(".search-results a").first).to_be_visible()
    expect(page.get_by_role("searchbox")).to_have_count(1)
    assert header_box(page).count() == 0


@pytest.mark.parametrize("words", ["suicide", "I need help", "988", "Ayuda", "i want to die", "withdrawal"])
def test_queries_about_a_crisis_show_the_help_lines_first(tab, words):
    page = tab.go("search/")
    page_box(page).fill(words)
    expect(page.locator(".search-results a").first).to_have_attribute("href", "tel:988")
    tab.go("about/")
    header_box(page).press_sequentially(words)
    expect(page.locator("#suggestions [role=option]").first).to_have_attribute("data-address", "help/")


def test_a_query_about_treatment_courts_shows_no_help_lines(tab):
    page = tab.go("search/")
    results = search(page, "treatment court")
    expect(results.locator("a").first).to_be_visible()
    expect(results.locator(".notice")).to_have_count(0)


@pytest.mark.content
@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("when can I apply", "questions/#when-can-we-apply"),
        ("OH", "sites/state/oh/"),
        ("quick responce team", "sites/where/quick-response-team/"),
        ("emotional support examples", "support-types/emotional/"),
        ("$799,775", "questions/#who-runs-it"),
        ("mentor site application", "apply/mentor/"),
    ],
)
def test_the_best_match_is_the_first_result_and_the_first_suggestion(tab, words, address):
    """More searches are in tests/content/searches.yml."""
    page = tab.go("search/")
    assert result_addresses(page, words)[0] == address
    expect(page.locator(".search-results .best a")).to_have_count(1)
    tab.go("about/")
    header_box(page).press_sequentially(words)
    expect(page.locator("#suggestions [role=option]").first).to_have_attribute("data-address", address)


@pytest.mark.content
def test_the_name_of_a_state_finds_its_sites(tab):
    page = tab.go("search/")
    assert "sites/winthrop-clear/" in result_addresses(page, "massachusetts")
    assert "sites/duluth-police-department/" in result_addresses(page, "Minnesota")


@pytest.mark.parametrize("words", ["can we apply without a grant", "who is eligible", "how much does it cost"])
def test_a_question_in_the_readers_own_words_finds_questions(tab, words):
    page = tab.go("search/")
    assert any(address.startswith("questions/") for address in result_addresses(page, words))


def test_open_suggestions_are_accessible(open_tab):
    """On all screens that have the box. Phones have a link to the search page instead."""
    faults = []
    for width in (768, 1280):
        tab = open_tab(width=width)
        page = tab.go()
        header_box(page).press_sequentially("peer")
        expect(page.locator("#suggestions [role=option]")).to_have_count(6)
        header_box(page).press("ArrowDown")
        expect(page.locator("#suggestions").get_by_role("option", selected=True)).to_have_count(1)
        faults += [f"{width}: {fault}" for fault in (*tab.axe(), *tab.measure("sideways"), *tab.measure("small"))]
    assert_none(faults)


def test_on_a_phone_a_link_opens_the_search_page(open_tab):
    page = open_tab(width=360, height=740, has_touch=True).go("about/")
    expect(header_box(page)).to_be_hidden()
    page.get_by_role("banner").get_by_role("link", name="Search").click()
    expect(page_box(page)).to_be_focused()


# ---- the search page ----


SHIFTS = """() => {
    window.shifts = [];
    new PerformanceObserver(list => list.getEntries().forEach(entry => window.shifts.push(entry.value)))
        .observe({ type: "layout-shift", buffered: true });
}"""

DISTANCE_FROM_TOP = """link => {
    const top = document.querySelector("#main").getBoundingClientRect().top;
    return link.getBoundingClientRect().top - top;
}"""
"""The distance of an element from the top of the main content, in pixels."""


def test_the_first_result_is_near_the_top_on_a_phone_without_layout_shifts(open_tab):
    """With a query in the URL, space for the results is reserved before they appear."""
    tab = open_tab(width=360, height=740, before=f"({SHIFTS})()")
    for words in ("police", "zzzzqq", "withdrawal", "ohio jail"):
        tab.page.goto("about:blank")
        page = tab.go(f"search/#q={words}")
        expect(page.get_by_role("status")).to_contain_text(f"“{words}”")
        assert page.evaluate("window.shifts") == [], words
        if words == "police":
            assert page.locator(".search-results a").first.evaluate(DISTANCE_FROM_TOP) <= 270


def test_the_list_of_all_pages_is_collapsed_and_expands(tab):
    """When selected, or by a link into it."""
    page = tab.go("search/")
    links = page.locator(".a-z a")
    expect(links.first).to_be_hidden()
    page.locator(".a-z-all summary").click()
    expect(links.first).to_be_visible()
    tab.go("about/")
    tab.go("search/#all-pages")
    expect(page.locator("#all-pages")).to_be_in_viewport()


TAB_STOPS = """main => [...main.querySelectorAll("a[href], button, input, summary")].filter(stop =>
    stop.checkVisibility()).length"""


def test_results_add_few_tab_stops(tab):
    """At most 60 from the top of the page to the end of its content, however many results there are."""
    page = tab.go("search/")
    for words in ("peer", "site", "mentor"):
        search(page, words)
        assert page.locator("body").evaluate(TAB_STOPS) - page.locator("footer").first.evaluate(TAB_STOPS) <= 60, words


def test_a_query_string_is_moved_to_the_fragment(tab, server):
    """As in a URL that someone typed. After that, the query is not sent again."""
    page = tab.go("search/?q=county%20jail")
    assert page.url == f"{server.url}search/#q=county%20jail"
    expect(page_box(page)).to_have_value("county jail")
    expect(page.get_by_role("status")).to_contain_text("“county jail”")
    since = len(server.asked)
    page.reload()
    expect(page.get_by_role("status")).to_contain_text("“county jail”")
    assert not [path for path in server.asked[since:] if "?" in path]


def test_a_long_pasted_text_gets_results(tab):
    """And the page still responds."""
    page = tab.go("search/")
    page_box(page).fill("peer support in a county jail " * 40)
    expect(page.locator(".search-results a").first).to_be_visible()
    page_box(page).fill("jail")
    expect(page.get_by_role("status")).to_contain_text("“jail”")


@pytest.mark.content
@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("winthrop", "sites/winthrop-clear/"),
        ("winthorp", "sites/winthrop-clear/"),
        ("WINTHROP  ", "sites/winthrop-clear/"),
        ("affilational", "support-types/affiliational/"),
        ("RCO", "glossary/#rco"),
        ("detention", "glossary/#jail"),
        ("narcan", "glossary/#naloxone"),
    ],
)
def test_search_forgives_typos_and_knows_synonyms(tab, words, address):
    page = tab.go("search/")
    page_box(page).fill(words)
    expect(page.locator(f".search-results a[href$='{address}']")).to_be_visible()


@pytest.mark.content
def test_the_intended_page_is_first(tab):
    """A name finds the page of that name, even with a typo."""
    page = tab.go("search/")
    for words, address in [
        ("winthrop", "sites/winthrop-clear/"),
        ("winthorp", "sites/winthrop-clear/"),
        ("affilational", "support-types/affiliational/"),
        ("glossary", "glossary/"),
    ]:
        assert result_addresses(page, words)[0] == address, words


def test_results_are_grouped_by_kind_with_highlighted_words(tab):
    """Each group has a heading with the number of results."""
    page = tab.go("search/")
    results = search(page, "police")
    groups = results.locator("section:not(.best)")
    assert groups.count() > 1
    assert groups.last.get_by_role("heading").inner_text().startswith("Glossary")
    for group in groups.all():
        heading = group.get_by_role("heading", level=2).inner_text()
        assert heading.endswith(f"({group.get_by_role('listitem', include_hidden=True).count()})"), heading
    marked = {mark.inner_text().lower() for mark in results.locator("mark").all()}
    assert "police" in marked


def test_the_count_is_announced(tab):
    """In a live region, which does not move the focus."""
    page = tab.go("search/")
    results = search(page, "jail")
    total = 1 + results.get_by_role("listitem", include_hidden=True).count()
    assert total > 2
    expect(page.get_by_role("status")).to_have_text(f"{total} results for “jail”.")
    expect(page_box(page)).to_be_focused()


def test_a_button_shows_the_rest_of_a_long_group(tab):
    """The focus moves to the first new result."""
    page = tab.go("search/")
    results = search(page, "peer")
    name = results.locator("section").filter(has=page.get_by_role("button")).first.get_by_role("heading").inner_text()
    group = results.locator("section").filter(has=page.get_by_role("heading", name=name, exact=True))
    before = group.get_by_role("listitem").count()
    group.get_by_role("button").press("Enter")
    expect(group.get_by_role("button")).to_have_count(0)
    rows = group.get_by_role("listitem")
    assert rows.count() > before
    expect(rows.nth(before).get_by_role("link")).to_be_focused()


def test_the_arrow_keys_move_through_the_results_and_enter_opens_one(tab):
    page = tab.go("search/")
    links = search(page, "jail").locator("a:visible")
    count = links.count()
    page_box(page).press("ArrowDown")
    expect(links.first).to_be_focused()
    for _ in range(count + 1):
        page.keyboard.press("ArrowDown")
    expect(links.last).to_be_focused()
    for number in reversed(range(count - 1)):
        page.keyboard.press("ArrowUp")
        expect(links.nth(number)).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page_box(page)).to_be_focused()
    page.keyboard.press("ArrowDown")
    target = str(links.first.evaluate("link => link.href"))
    page.keyboard.press("Enter")
    page.wait_for_url(target)


def test_without_results_the_page_suggests_links(tab, site):
    """With links to pages that exist."""
    page = tab.go("search/")
    results = search(page, "zzzzqq")
    expect(page.get_by_role("status")).to_have_text("No results for “zzzzqq”.")
    expect(results).to_contain_text("No results for “zzzzqq”.")
    expect(results).to_contain_text("Try fewer or shorter words")
    links = [str(link.get_attribute("href")) for link in results.get_by_role("link").all()]
    assert len(links) > 2
    assert [fault for link in links if (fault := site.fault_of("search/", link))] == []


@pytest.mark.parametrize("words", HOSTILE)
def test_a_hostile_query_is_handled_as_text(tab, words):
    """In both search boxes."""
    page = tab.go("search/")
    page_box(page).fill(words)
    expect(page.get_by_role("status")).to_contain_text(f"for “{words}”")
    tab.go("about/")
    header_box(page).fill(words)
    header_box(page).press("Enter")
    expect(page_box(page)).to_have_value(words)
    expect(page.get_by_role("status")).to_contain_text(f"for “{words}”")
    assert page.locator("img, [onerror]").count() == 0
    assert tab.faults == []


def test_an_invalid_fragment_causes_no_error(tab):
    """Such as a URL that was cut off in a message."""
    page = tab.go("search/#q=%E0%A4%A")
    expect(page_box(page)).to_have_value("%E0%A4%A")
    assert tab.faults == []


def test_results_survive_a_reload_and_going_back(tab, server):
    """The query is in the URL, and each action is one step in the history."""
    page = tab.go("about/")
    tab.go("search/")
    search(page, "detention")
    assert page.url == f"{server.url}search/#q=detention"
    page.reload()
    expect(page_box(page)).to_have_value("detention")
    first = page.locator(".search-results a").first
    expect(first).to_be_visible()
    target = str(first.evaluate("link => link.href"))
    first.click()
    page.wait_for_url(target)
    page.go_back()
    expect(page_box(page)).to_have_value("detention")
    expect(page.locator(".search-results a").first).to_be_visible()
    page.go_forward()
    page.wait_for_url(target)
    page.go_back()
    page.go_back()
    page.wait_for_url(f"{server.url}about/")


def test_going_back_between_two_searches_shows_the_first_again(tab):
    """Each search from the header is a step in the history."""
    for words in ("jail", "court"):
        page = tab.go("about/")
        header_box(page).fill(words)
        header_box(page).press("Enter")
        expect(page.get_by_role("status")).to_contain_text(f"“{words}”")
    page.go_back()
    page.go_back()
    expect(page_box(page)).to_have_value("jail")
    expect(page.get_by_role("status")).to_contain_text("“jail”")


def test_clearing_the_box_clears_the_results(tab):
    page = tab.go("search/#q=jail")
    expect(page.locator(".search-results a").first).to_be_visible()
    page_box(page).fill("")
    expect(page.locator(".search-results a")).to_have_count(0)
    expect(page.get_by_role("status")).to_have_text("")


def test_queries_are_never_sent_to_a_server(tab, server):
    """Not in a path, a query string or the referrer."""
    since = len(server.asked)
    page = tab.go("search/")
    search(page, "relapse")
    page.locator(".search-results .best a").click()
    page.wait_for_load_state()
    header_box(page).fill("relapse")
    header_box(page).press("Enter")
    expect(page_box(page)).to_have_value("relapse")
    page.reload()
    asked = server.asked[since:]
    assert asked
    assert not [path for path in asked if "?" in path or "relapse" in path]
    assert page.evaluate("document.referrer") == ""


def test_the_index_is_loaded_only_when_needed(tab):
    """Not when a page is only read, and only once when the search box is used."""

    def index_requests() -> list[str]:
        return [url.removeprefix(tab.root) for url in tab.requests if url.endswith(INDEX)]

    page = tab.go()
    page.wait_for_load_state("networkidle")
    assert index_requests() == []
    header_box(page).press_sequentially("jail")
    expect(page.locator("#suggestions [role=option]").first).to_be_visible()
    header_box(page).press_sequentially("s")
    expect(page.locator("#suggestions [role=option]").first).to_be_visible()
    assert sorted(index_requests()) == sorted(INDEX)


def test_if_search_cannot_load_the_page_says_so_and_shows_all_pages(tab):
    """Such as when the network fails."""
    page = tab.page
    page.route("**/search-index.js", lambda route: route.abort())
    tab.go("search/")
    page_box(page).fill("jail")
    expect(page.get_by_role("status")).to_contain_text("could not load")
    expect(page.locator(".a-z a").first).to_be_visible()


def test_the_results_are_accessible(open_tab):
    """No axe violation, and nothing wider than the page."""
    faults = []
    for width, scheme in ((320, "dark"), (1280, "light")):
        tab = open_tab(width=width, color_scheme=scheme)
        page = tab.go("search/")
        for words in ("police", "zzzzqq"):
            search(page, words)
            faults += [f"{width}: {fault}" for fault in (*tab.axe(), *tab.measure("sideways"), *tab.measure("small"))]
    assert_none(faults)

"""Search finds what a reader means, by mouse and by keyboard, and tells nobody what was looked for."""

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
"""What must be text and nothing else: markup, patterns, broken escapes, names that objects have."""

INDEX = ("assets/search-index.js", "assets/js/search-rank.js")


def header_box(page: Page) -> Locator:
    """The box on every page."""
    return page.locator("#search-box")


def own_box(page: Page) -> Locator:
    """The box of the search page."""
    return page.locator("#search-words")


def search(page: Page, words: str) -> Locator:
    """Type words on the search page, and wait until what was found is announced."""
    own_box(page).fill(words)
    expect(page.get_by_role("status")).to_contain_text(f"for “{words}”")
    return page.locator(".search-results")


def found(page: Page, words: str) -> list[str]:
    """Where the results lead."""
    links = search(page, words).locator("a").all()
    return [str(link.evaluate("link => link.href")).split("/", 3)[3] for link in links]


# ---- the box on every page ----


@pytest.mark.content
def test_a_suggestion_is_chosen_with_the_arrow_and_followed_with_enter(tab, server):
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


def test_the_arrows_walk_through_the_suggestions_and_around(tab):
    """Down from the last comes the first, up from the first the last; one is chosen at a time."""
    page = tab.go()
    box, options = header_box(page), page.locator("#suggestions [role=option]")
    box.press_sequentially("peer")
    expect(options).to_have_count(6)
    chosen = page.locator("#suggestions").get_by_role("option", selected=True)
    ids = [str(option.get_attribute("id")) for option in options.all()]
    for key, expected in [*(("ArrowDown", one) for one in (*ids, ids[0])), ("ArrowUp", ids[-1])]:
        box.press(key)
        expect(chosen).to_have_count(1)
        expect(chosen).to_have_attribute("id", expected)
    expect(box).to_be_focused()


@pytest.mark.content
def test_a_suggestion_is_followed_with_the_mouse(tab, server):
    page = tab.go("glossary/")
    header_box(page).press_sequentially("winthrop")
    page.locator("#suggestions [role=option]").first.click()
    page.wait_for_url(f"{server.url}sites/winthrop-clear/")


TYPED_AT_ONCE = """(box, [words, key]) => {
    box.focus();
    box.value = words;
    box.dispatchEvent(new Event("input"));
    box.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
}"""
"""A key that follows the last letter before the suggestions can catch up."""


@pytest.mark.content
def test_an_arrow_key_right_after_the_last_letter_chooses_for_the_whole_word(tab, server):
    tab.page.clock.install()
    page = tab.go("how-it-works/")
    box = header_box(page)
    box.press_sequentially("jail")
    expect(page.locator("#suggestions [role=option]").first).to_be_visible()
    box.evaluate(TYPED_AT_ONCE, ["winthrop", "ArrowDown"])
    page.clock.run_for(5000)
    chosen = page.locator("#suggestions").get_by_role("option", selected=True)
    expect(chosen).to_contain_text("Winthrop")
    box.press("Enter")
    expect(page).to_have_url(f"{server.url}sites/winthrop-clear/")


def test_enter_right_after_another_letter_follows_no_older_choice(tab, server):
    page = tab.go("how-it-works/")
    box = header_box(page)
    box.press_sequentially("winthrop")
    expect(page.locator("#suggestions [role=option]").first).to_contain_text("Winthrop")
    box.press("ArrowDown")
    box.evaluate("box => { box.value = 'jail'; box.dispatchEvent(new Event('input')); box.form.requestSubmit(); }")
    expect(page).to_have_url(f"{server.url}search/#q=jail")


def test_escape_right_after_a_letter_keeps_the_suggestions_closed(tab):
    tab.page.clock.install()
    page = tab.go("how-it-works/")
    header_box(page).press_sequentially("jail")
    expect(page.get_by_role("listbox")).to_be_visible()
    header_box(page).evaluate(TYPED_AT_ONCE, ["winthrop", "Escape"])
    page.clock.run_for(5000)
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_escape_closes_the_suggestions_and_keeps_the_words(tab):
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


def test_suggestions_close_when_the_focus_leaves_them(tab):
    page = tab.go()
    header_box(page).press_sequentially("jail")
    expect(page.get_by_role("listbox")).to_be_visible()
    page.locator("#main a:visible").first.focus()
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_enter_without_a_choice_leads_to_the_results(tab, server):
    """The words stand in the fragment, which no server sees."""
    page = tab.go("sites/")
    header_box(page).fill("a county jail")
    header_box(page).press("Enter")
    page.wait_for_url(f"{server.url}search/#q=a%20county%20jail")
    expect(own_box(page)).to_have_value("a county jail")
    expect(page.locator(".search-results a").first).to_be_visible()


def test_the_search_page_has_one_box(tab):
    """Its own; the one in the header would ask the same twice."""
    page = tab.go("search/#q=jail")
    expect(page.locator(".search-results a").first).to_be_visible()
    expect(page.get_by_role("searchbox")).to_have_count(1)
    assert header_box(page).count() == 0


@pytest.mark.parametrize("words", ["suicide", "I need help", "988", "Ayuda", "i want to die", "withdrawal"])
def test_who_needs_help_finds_the_help_lines_first(tab, words):
    page = tab.go("search/")
    own_box(page).fill(words)
    expect(page.locator(".search-results a").first).to_have_attribute("href", "tel:988")
    tab.go("about/")
    header_box(page).press_sequentially(words)
    expect(page.locator("#suggestions [role=option]").first).to_have_attribute("data-address", "help/")


def test_who_looks_for_a_treatment_court_needs_no_help_lines(tab):
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
def test_the_best_answer_is_the_first_result_and_the_first_suggestion(tab, words, address):
    """More searches are in tests/content/searches.yml."""
    page = tab.go("search/")
    assert found(page, words)[0] == address
    expect(page.locator(".search-results .best a")).to_have_count(1)
    tab.go("about/")
    header_box(page).press_sequentially(words)
    expect(page.locator("#suggestions [role=option]").first).to_have_attribute("data-address", address)


@pytest.mark.content
def test_the_name_of_a_state_finds_its_sites(tab):
    page = tab.go("search/")
    assert "sites/winthrop-clear/" in found(page, "massachusetts")
    assert "sites/duluth-police-department/" in found(page, "Minnesota")


@pytest.mark.parametrize("words", ["can we apply without a grant", "who is eligible", "how much does it cost"])
def test_a_question_in_the_readers_own_words_finds_questions(tab, words):
    page = tab.go("search/")
    assert any(address.startswith("questions/") for address in found(page, words))


def test_open_suggestions_are_accessible(open_tab):
    """From the smallest screen that has the box on: phones have a link to the search page in its place."""
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


def test_on_a_phone_a_link_leads_to_the_search_page_and_its_box(open_tab):
    page = open_tab(width=360, height=740, has_touch=True).go("about/")
    expect(header_box(page)).to_be_hidden()
    page.get_by_role("banner").get_by_role("link", name="Search").click()
    expect(own_box(page)).to_be_focused()


# ---- the search page ----


SHIFTS = """() => {
    window.shifts = [];
    new PerformanceObserver(list => list.getEntries().forEach(entry => window.shifts.push(entry.value)))
        .observe({ type: "layout-shift", buffered: true });
}"""

BELOW_FRAME = """link => {
    const top = document.querySelector("#main").getBoundingClientRect().top;
    return link.getBoundingClientRect().top - top;
}"""
"""How far the frame's end is above an element."""


def test_the_first_result_is_high_on_a_phone_and_nothing_moves(open_tab):
    """Words in the address are answered when the page opens: what stands below has been moved away before."""
    tab = open_tab(width=360, height=740, before=f"({SHIFTS})()")
    for words in ("police", "zzzzqq", "withdrawal", "ohio jail"):
        tab.page.goto("about:blank")
        page = tab.go(f"search/#q={words}")
        expect(page.get_by_role("status")).to_contain_text(f"“{words}”")
        assert page.evaluate("window.shifts") == [], words
        if words == "police":
            assert page.locator(".search-results a").first.evaluate(BELOW_FRAME) <= 270


def test_the_list_of_all_pages_is_folded_and_opens(tab):
    """By its button, and by an address that names a part of it."""
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


def test_results_are_few_stops_for_the_tab_key(tab):
    """However much is found: 60 at most from the top of the page to the end of its content."""
    page = tab.go("search/")
    for words in ("peer", "site", "mentor"):
        search(page, words)
        assert page.locator("body").evaluate(TAB_STOPS) - page.locator("footer").first.evaluate(TAB_STOPS) <= 60, words


def test_words_that_come_as_a_query_are_moved_into_the_fragment(tab, server):
    """As in an address that someone typed: read once, and from then on no server sees them."""
    page = tab.go("search/?q=county%20jail")
    assert page.url == f"{server.url}search/#q=county%20jail"
    expect(own_box(page)).to_have_value("county jail")
    expect(page.get_by_role("status")).to_contain_text("“county jail”")
    since = len(server.asked)
    page.reload()
    expect(page.get_by_role("status")).to_contain_text("“county jail”")
    assert not [path for path in server.asked[since:] if "?" in path]


def test_a_long_text_that_was_pasted_is_answered(tab):
    """And the page still answers to keys."""
    page = tab.go("search/")
    own_box(page).fill("peer support in a county jail " * 40)
    expect(page.locator(".search-results a").first).to_be_visible()
    own_box(page).fill("jail")
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
    own_box(page).fill(words)
    expect(page.locator(f".search-results a[href$='{address}']")).to_be_visible()


@pytest.mark.content
def test_what_is_meant_stands_first(tab):
    """A name, even with a typo, leads to what has that name."""
    page = tab.go("search/")
    for words, address in [
        ("winthrop", "sites/winthrop-clear/"),
        ("winthorp", "sites/winthrop-clear/"),
        ("affilational", "support-types/affiliational/"),
        ("glossary", "glossary/"),
    ]:
        assert found(page, words)[0] == address, words


def test_results_are_grouped_by_kind_with_the_words_marked(tab):
    """Each group has a heading with its count."""
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
    """In a status, which a screen reader speaks without moving the focus."""
    page = tab.go("search/")
    results = search(page, "jail")
    total = 1 + results.get_by_role("listitem", include_hidden=True).count()
    assert total > 2
    expect(page.get_by_role("status")).to_have_text(f"{total} results for “jail”.")
    expect(own_box(page)).to_be_focused()


def test_long_groups_open_with_a_button(tab):
    """The focus goes to the first result that was not there before."""
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


def test_the_arrows_walk_through_the_results_and_back_and_enter_opens_one(tab):
    page = tab.go("search/")
    links = search(page, "jail").locator("a:visible")
    count = links.count()
    own_box(page).press("ArrowDown")
    expect(links.first).to_be_focused()
    for _ in range(count + 1):
        page.keyboard.press("ArrowDown")
    expect(links.last).to_be_focused()
    for number in reversed(range(count - 1)):
        page.keyboard.press("ArrowUp")
        expect(links.nth(number)).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(own_box(page)).to_be_focused()
    page.keyboard.press("ArrowDown")
    target = str(links.first.evaluate("link => link.href"))
    page.keyboard.press("Enter")
    page.wait_for_url(target)


def test_who_finds_nothing_is_helped_on(tab, site):
    """With links that lead somewhere."""
    page = tab.go("search/")
    results = search(page, "zzzzqq")
    expect(page.get_by_role("status")).to_have_text("No results for “zzzzqq”.")
    expect(results).to_contain_text("No results for “zzzzqq”.")
    expect(results).to_contain_text("Try fewer or shorter words")
    links = [str(link.get_attribute("href")) for link in results.get_by_role("link").all()]
    assert len(links) > 2
    assert [fault for link in links if (fault := site.fault_of("search/", link))] == []


@pytest.mark.parametrize("words", HOSTILE)
def test_a_hostile_query_is_text_and_nothing_else(tab, words):
    """In both boxes: no markup, no pattern, no error."""
    page = tab.go("search/")
    own_box(page).fill(words)
    expect(page.get_by_role("status")).to_contain_text(f"for “{words}”")
    tab.go("about/")
    header_box(page).fill(words)
    header_box(page).press("Enter")
    expect(own_box(page)).to_have_value(words)
    expect(page.get_by_role("status")).to_contain_text(f"for “{words}”")
    assert page.locator("img, [onerror]").count() == 0
    assert tab.faults == []


def test_a_broken_fragment_breaks_nothing(tab):
    """An address that was cut off in a message."""
    page = tab.go("search/#q=%E0%A4%A")
    expect(own_box(page)).to_have_value("%E0%A4%A")
    assert tab.faults == []


def test_results_survive_a_reload_and_going_back(tab, server):
    """The words are in the address; each step of the reader is one step back."""
    page = tab.go("about/")
    tab.go("search/")
    search(page, "detention")
    assert page.url == f"{server.url}search/#q=detention"
    page.reload()
    expect(own_box(page)).to_have_value("detention")
    first = page.locator(".search-results a").first
    expect(first).to_be_visible()
    target = str(first.evaluate("link => link.href"))
    first.click()
    page.wait_for_url(target)
    page.go_back()
    expect(own_box(page)).to_have_value("detention")
    expect(page.locator(".search-results a").first).to_be_visible()
    page.go_forward()
    page.wait_for_url(target)
    page.go_back()
    page.go_back()
    page.wait_for_url(f"{server.url}about/")


def test_going_back_between_two_searches_shows_the_first_again(tab):
    """Each search from the header is a step of its own."""
    for words in ("jail", "court"):
        page = tab.go("about/")
        header_box(page).fill(words)
        header_box(page).press("Enter")
        expect(page.get_by_role("status")).to_contain_text(f"“{words}”")
    page.go_back()
    page.go_back()
    expect(own_box(page)).to_have_value("jail")
    expect(page.get_by_role("status")).to_contain_text("“jail”")


def test_emptying_the_box_empties_the_results(tab):
    page = tab.go("search/#q=jail")
    expect(page.locator(".search-results a").first).to_be_visible()
    own_box(page).fill("")
    expect(page.locator(".search-results a")).to_have_count(0)
    expect(page.get_by_role("status")).to_have_text("")


def test_no_server_learns_what_was_looked_for(tab, server):
    """Not in a path, not in a query, not in where the reader came from."""
    since = len(server.asked)
    page = tab.go("search/")
    search(page, "relapse")
    page.locator(".search-results .best a").click()
    page.wait_for_load_state()
    header_box(page).fill("relapse")
    header_box(page).press("Enter")
    expect(own_box(page)).to_have_value("relapse")
    page.reload()
    asked = server.asked[since:]
    assert asked
    assert not [path for path in asked if "?" in path or "relapse" in path]
    assert page.evaluate("document.referrer") == ""


def test_the_index_is_loaded_only_when_it_is_needed(tab):
    """Not by a page that is only read; once, when the box is used."""

    def asked() -> list[str]:
        return [url.removeprefix(tab.root) for url in tab.requests if url.endswith(INDEX)]

    page = tab.go()
    page.wait_for_load_state("networkidle")
    assert asked() == []
    header_box(page).press_sequentially("jail")
    expect(page.locator("#suggestions [role=option]").first).to_be_visible()
    header_box(page).press_sequentially("s")
    expect(page.locator("#suggestions [role=option]").first).to_be_visible()
    assert sorted(asked()) == sorted(INDEX)


def test_a_search_that_cannot_load_says_so_and_points_to_the_lists(tab):
    """As on a network that drops."""
    page = tab.page
    page.route("**/search-index.js", lambda route: route.abort())
    tab.go("search/")
    own_box(page).fill("jail")
    expect(page.get_by_role("status")).to_contain_text("could not load")
    expect(page.locator(".a-z a").first).to_be_visible()


def test_the_results_are_accessible(open_tab):
    """Axe finds nothing in results, and nothing runs out of the page."""
    faults = []
    for width, scheme in ((320, "dark"), (1280, "light")):
        tab = open_tab(width=width, color_scheme=scheme)
        page = tab.go("search/")
        for words in ("police", "zzzzqq"):
            search(page, words)
            faults += [f"{width}: {fault}" for fault in (*tab.axe(), *tab.measure("sideways"), *tab.measure("small"))]
    assert_none(faults)

"""The questions page: a list that expands, filters, and a link to each question."""

import pytest
from playwright.sync_api import Locator, Page, expect

HOW_LONG = "How long does a mentorship last?"


def visible_questions(page: Page) -> list[str]:
    """Return the visible questions."""
    return [" ".join(text.split()) for text in page.locator(".faq:visible > summary h3").all_inner_texts()]


def status(page: Page) -> Locator:
    return page.locator(".faq-status")


def search_box(page: Page) -> Locator:
    return page.get_by_label("Search the questions")


def audience_button(page: Page, name: str) -> Locator:
    return page.get_by_role("group", name="Show questions for").get_by_role("button", name=name)


def summary(page: Page, slug: str) -> Locator:
    return page.locator(f"#{slug} > summary")


# ---- the list ----


def test_the_most_asked_questions_come_first_and_none_is_repeated(tab, site):
    """In the order of the hand-written page."""
    page = tab.go("questions/")
    [[_, most]] = site.project.catalog.content.placements["faqs.list"]
    ids = page.locator(".faq").evaluate_all("parts => parts.map(part => part.id)")
    assert page.locator(".faq-topic h2").first.inner_text() == "Asked most"
    assert ids[: len(most)] == list(most)
    assert sorted(ids) == sorted(faq.slug for faq in site.project.catalog.all("faqs"))


def test_topics_have_few_headings(tab):
    page = tab.go("questions/")
    assert page.locator(".faq-topic").count() <= page.locator(".faq").count() / 3


# ---- the search box ----


def test_all_questions_are_listed_and_collapsed(tab, site):
    page = tab.go("questions/")
    faqs = site.project.catalog.all("faqs")
    assert sorted(visible_questions(page)) == sorted(faq.question for faq in faqs)
    expect(page.locator(".faq[open]")).to_have_count(0)
    expect(status(page)).to_have_text(f"{len(faqs)} questions.")


@pytest.mark.content
@pytest.mark.parametrize(
    ("typed", "question"),
    [
        ("stipend", "What do mentor sites get?"),
        ("stipned", "What do mentor sites get?"),
        ("mentroship", HOW_LONG),
        ("survay", "What is the survey?"),
        ("reimbursement", "What costs does the program cover?"),
        ("zoom", "What happens each month?"),
        ("action plan", "What is the workplan?"),
        ("TRAVEL", "What are the site visits like?"),
    ],
)
def test_the_search_box_forgives_typos_and_knows_synonyms(tab, site, typed, question):
    page = tab.go("questions/")
    search_box(page).fill(typed)
    expect(status(page)).to_contain_text(f"“{typed}”")
    assert question in visible_questions(page)
    assert len(visible_questions(page)) < len(site.project.catalog.all("faqs")) / 2
    assert tab.faults == []


def test_the_status_says_when_words_only_match_closely(tab):
    page = tab.go("questions/")
    search_box(page).fill("stipned")
    expect(status(page)).to_have_text("2 questions with words close to “stipned”.")


def test_if_search_cannot_load_all_questions_are_shown(tab, site):
    """And the page says why, instead of claiming that they match."""
    tab.page.route("**/search-index.js", lambda route: route.abort())
    page = tab.go("questions/")
    search_box(page).fill("stipend")
    number = len(site.project.catalog.all("faqs"))
    expect(status(page)).to_have_text(f"{number} questions. Search could not load, so all of them are shown.")
    assert len(visible_questions(page)) == number


def test_a_quick_choice_of_audience_keeps_what_was_typed(tab):
    page = tab.go("questions/")
    search_box(page).press_sequentially("stipend")
    audience_button(page, "Mentor sites").click()
    expect(search_box(page)).to_have_value("stipend")
    expect(status(page)).to_contain_text("for mentor sites matching “stipend”")


def test_topics_without_matching_questions_are_hidden(tab):
    page = tab.go("questions/#words=stipned")
    expect(status(page)).to_contain_text("“stipned”")
    assert page.locator(".faq-topic h2:visible").count() < page.locator(".faq-topic h2").count()
    for heading in page.locator(".faq-topic h2:visible").all():
        group = heading.locator("xpath=..")
        expect(group.locator(".faq:visible").first).to_be_visible()


def test_without_matches_the_page_says_where_to_ask(tab, site):
    page = tab.go("questions/")
    search_box(page).fill("zzzz")
    expect(status(page)).to_have_text("No questions match.")
    none = page.locator(".faq-none")
    expect(none.get_by_role("link", name=site.project.settings.site.contact.label)).to_be_visible()
    none.get_by_role("button", name="Clear").click()
    expect(search_box(page)).to_be_focused()
    expect(search_box(page)).to_have_value("")
    expect(none).to_be_hidden()
    assert len(visible_questions(page)) == len(site.project.catalog.all("faqs"))


def test_the_count_is_announced_when_the_reader_pauses(tab):
    """The visible count updates after each letter, but is announced only once."""
    tab.page.clock.install()
    page = tab.go("questions/")
    page.clock.pause_at(page.evaluate("Date.now()") / 1000 + 5)
    live_region = page.locator(".faq-head [role=status]")
    expect(live_region).to_have_text("")
    page.evaluate(
        """() => {
            window.announced = [];
            const status = document.querySelector(".faq-head [role=status]");
            const options = { childList: true, characterData: true, subtree: true };
            new MutationObserver(() => window.announced.push(status.textContent)).observe(status, options);
        }"""
    )
    for letter in "survey":
        search_box(page).press(letter)
        page.clock.run_for(200)
    expect(status(page)).to_have_text("5 questions matching “survey”.")
    assert page.evaluate("window.announced") == []
    page.clock.run_for(1000)
    assert page.evaluate("window.announced") == ["5 questions matching “survey”."]


# ---- the audience ----


def test_an_audience_filter_shows_its_questions_and_those_for_both(tab, site):
    page = tab.go("questions/")
    for name, audience in (("Mentee sites", "mentee"), ("Mentor sites", "mentor")):
        audience_button(page, name).click()
        expect(audience_button(page, name)).to_have_attribute("aria-pressed", "true")
        expect(audience_button(page, "Everyone")).to_have_attribute("aria-pressed", "false")
        expected = [faq.question for faq in site.project.catalog.all("faqs") if faq.audience in (audience, "both")]
        assert sorted(visible_questions(page)) == sorted(expected)
        expect(status(page)).to_have_text(f"{len(expected)} questions for {name.lower()}.")
    audience_button(page, "Everyone").click()
    assert len(visible_questions(page)) == len(site.project.catalog.all("faqs"))


def test_a_button_shows_the_matches_for_all_audiences(tab):
    page = tab.go("questions/#words=evidence&for=mentor")
    expect(audience_button(page, "Mentor sites")).to_have_attribute("aria-pressed", "true")
    before = len(visible_questions(page))
    page.get_by_role("button", name="Search all questions (").click()
    expect(audience_button(page, "Everyone")).to_have_attribute("aria-pressed", "true")
    expect(status(page)).to_be_focused()
    assert len(visible_questions(page)) > before
    assert page.url.endswith("#words=evidence")


# ---- the fragment ----


def test_filters_are_kept_in_the_fragment_and_never_sent(tab, server):
    page = tab.go("questions/")
    search_box(page).fill("site visit")
    page.wait_for_url("**/questions/#words=site%20visit")
    audience_button(page, "Mentor sites").click()
    assert page.url == f"{server.url}questions/#words=site%20visit&for=mentor"
    before = visible_questions(page)
    page.reload()
    expect(search_box(page)).to_have_value("site visit")
    expect(status(page)).to_contain_text("for mentor sites matching “site visit”")
    assert visible_questions(page) == before
    assert not any("visit" in path.partition("#")[0] for path in server.asked)


def test_back_and_forward_undo_and_redo_a_choice(tab, server):
    page = tab.go("questions/")
    audience_button(page, "Mentor sites").click()
    audience_button(page, "Mentee sites").click()
    page.go_back()
    expect(audience_button(page, "Mentor sites")).to_have_attribute("aria-pressed", "true")
    page.go_back()
    expect(audience_button(page, "Everyone")).to_have_attribute("aria-pressed", "true")
    page.go_forward()
    expect(audience_button(page, "Mentor sites")).to_have_attribute("aria-pressed", "true")
    assert page.url == f"{server.url}questions/#for=mentor"


@pytest.mark.parametrize(
    "fragment",
    ["#x=y", "#words=", "#words=%E0%A4%A", "#for=nobody", "#for=constructor", "#__proto__", "#no-such", "#%"],
)
def test_an_invalid_fragment_causes_no_error(tab, fragment):
    page = tab.go(f"questions/{fragment}")
    expect(status(page)).not_to_be_empty()
    expect(audience_button(page, "Everyone")).to_have_attribute("aria-pressed", "true")
    assert tab.faults == []


# ---- one question ----


def test_a_link_to_a_question_opens_and_focuses_it(tab, site):
    """The question is visible and has the focus, so that screen readers announce it."""
    page = tab.go("questions/")
    for faq in site.project.catalog.all("faqs"):
        page.evaluate("slug => { location.hash = slug; }", faq.slug)
        expect(summary(page, faq.slug)).to_be_focused()
        expect(page.locator(f"#{faq.slug}")).to_have_attribute("open", "")
        expect(summary(page, faq.slug)).to_be_in_viewport(ratio=1)


@pytest.mark.content
def test_a_question_opens_when_the_page_loads_with_its_link(tab):
    page = tab.go("questions/#how-long-is-it")
    expect(summary(page, "how-long-is-it")).to_be_focused()
    expect(summary(page, "how-long-is-it")).to_be_in_viewport(ratio=1)
    expect(page.locator("#how-long-is-it")).to_contain_text("The length of a mentorship is not published.")
    expect(page.locator("#how-long-is-it p").first).to_be_visible()
    expect(page.locator(".faq-head [role=status]")).to_have_text("")


@pytest.mark.content
def test_a_related_question_opens_and_back_returns(tab):
    page = tab.go("questions/#how-long-is-it")
    related = page.locator("#how-long-is-it").get_by_role("link", name="What happens each month?")
    related.press("Enter")
    expect(summary(page, "what-happens-in-a-month")).to_be_focused()
    page.go_back()
    expect(summary(page, "how-long-is-it")).to_be_focused()
    page.go_forward()
    expect(summary(page, "what-happens-in-a-month")).to_be_focused()


@pytest.mark.content
def test_a_link_to_a_filtered_question_clears_the_filters(tab, site):
    page = tab.go("questions/#words=stipend&for=mentor")
    expect(summary(page, "how-long-is-it")).to_be_hidden()
    page.locator("#what-do-mentor-sites-get > summary").click()
    page.locator("#what-do-mentor-sites-get").get_by_role("link", name="What costs does the program cover?").click()
    expect(summary(page, "what-is-paid-for")).to_be_focused()
    expect(search_box(page)).to_have_value("")
    assert len(visible_questions(page)) == len(site.project.catalog.all("faqs"))
    page.go_back()
    expect(search_box(page)).to_have_value("stipend")
    expect(summary(page, "what-is-paid-for")).to_be_hidden()


@pytest.mark.content
def test_the_link_to_a_question_opens_it_again(tab, server):
    """Even if the URL already names it."""
    page = tab.go("questions/#how-long-is-it")
    own = page.locator("#how-long-is-it").get_by_role("link", name="Link to this question")
    own.evaluate("link => document.body.append(link)")
    summary(page, "how-long-is-it").click()
    expect(page.locator("#how-long-is-it")).not_to_have_attribute("open", "")
    page.get_by_role("link", name="Link to this question").last.click()
    expect(page.locator("#how-long-is-it")).to_have_attribute("open", "")
    assert page.url == f"{server.url}questions/#how-long-is-it"


@pytest.mark.content
def test_a_search_result_opens_the_question(tab):
    page = tab.go("search/#q=how%20long%20does%20a%20mentorship%20last")
    page.locator(".search-results").get_by_role("link", name=HOW_LONG).click()
    expect(summary(page, "how-long-is-it")).to_be_focused()


def test_a_button_opens_and_closes_all_answers(tab):
    page = tab.go("questions/#for=mentor")
    expect(status(page)).to_contain_text("mentor sites")
    number = len(visible_questions(page))
    page.get_by_role("button", name="Open all answers").click()
    expect(page.locator(".faq[open]:visible")).to_have_count(number)
    page.get_by_role("button", name="Close all answers").click()
    expect(page.locator(".faq[open]:visible")).to_have_count(0)
    expect(page.get_by_role("button", name="Open all answers")).to_be_visible()


# ---- by keyboard, without scripts, offline, in print ----


@pytest.mark.content
def test_everything_works_by_keyboard(tab):
    page = tab.go("questions/")
    search_box(page).focus()
    page.keyboard.type("stipend")
    expect(status(page)).to_contain_text("stipend")
    for name in ("Everyone", "Mentee sites", "Mentor sites"):
        page.keyboard.press("Tab")
        expect(audience_button(page, name)).to_be_focused()
    page.keyboard.press("Space")
    expect(audience_button(page, "Mentor sites")).to_have_attribute("aria-pressed", "true")
    for name in ("Search all questions (", "Open all answers"):
        page.keyboard.press("Tab")
        expect(page.get_by_role("button", name=name)).to_be_focused()
    page.keyboard.press("Tab")
    expect(summary(page, "what-do-mentor-sites-get")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#what-do-mentor-sites-get .prose")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("#what-do-mentor-sites-get .prose")).to_be_hidden()


def test_enter_in_the_search_box_moves_to_the_count(tab, server):
    page = tab.go("questions/")
    search_box(page).fill("stipend")
    search_box(page).press("Enter")
    expect(status(page)).to_be_focused()
    assert page.url.partition("#")[0] == f"{server.url}questions/"


@pytest.mark.content
def test_without_scripts_the_list_is_complete_and_expands(open_tab, site):
    page = open_tab(java_script_enabled=False).go("questions/")
    assert len(visible_questions(page)) == len(site.project.catalog.all("faqs"))
    for hidden in (".faq-filter", ".faq-head", ".faq-none"):
        expect(page.locator(hidden)).to_be_hidden()
    summary(page, "what-is-prssmi").click()
    expect(page.locator("#what-is-prssmi .prose")).to_be_visible()
    expect(page.get_by_role("heading", name="Asked most")).to_be_visible()


@pytest.mark.content
def test_without_scripts_a_link_to_a_question_shows_its_answer(open_tab):
    page = open_tab(java_script_enabled=False).go("questions/#what-is-the-survey")
    expect(summary(page, "what-is-the-survey")).to_be_in_viewport(ratio=1)
    expect(page.locator("#what-is-the-survey .prose")).to_be_visible()
    expect(page.locator("#what-is-prssmi .prose")).to_be_hidden()


@pytest.mark.content
def test_questions_work_in_the_offline_copy(open_tab, offline):
    tab = open_tab(root=f"file://{offline.folder}/", home="index.html")
    page = tab.go("questions/#how-long-is-it")
    expect(summary(page, "how-long-is-it")).to_be_focused()
    search_box(page).fill("stipned")
    expect(status(page)).to_contain_text("stipned")
    assert sorted(visible_questions(page)) == ["What costs does the program cover?", "What do mentor sites get?"]
    page.locator("#what-do-mentor-sites-get > summary").click()
    page.locator("#what-do-mentor-sites-get").get_by_role("link", name="What costs does the program cover?").click()
    expect(summary(page, "what-is-paid-for")).to_be_focused()
    assert tab.faults == []


@pytest.mark.content
def test_the_printout_has_the_visible_questions_with_answers(tab):
    page = tab.go("questions/#words=stipend")
    expect(status(page)).to_contain_text("“stipend”")
    page.emulate_media(media="print")
    expect(page.locator("#what-do-mentor-sites-get .prose")).to_be_visible()
    expect(summary(page, "how-long-is-it")).to_be_hidden()
    expect(status(page)).to_be_visible()
    for hidden in (".faq-filter", ".faq-head button"):
        for part in page.locator(hidden).all():
            expect(part).to_be_hidden()


@pytest.mark.content
def test_answers_are_opened_for_printing_and_closed_again(tab):
    """For browsers that cannot print collapsed content by CSS alone."""
    page = tab.go("questions/")
    page.locator("#what-is-prssmi > summary").click()
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    expect(page.locator(".faq-list details:not([open])")).to_have_count(0)
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    expect(page.locator(".faq-list details[open]")).to_have_count(1)


@pytest.mark.content
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("fragment", ["", "#how-long-is-it", "#words=stipned", "#words=zzzz&for=mentee"])
def test_the_page_is_accessible_on_a_small_screen(open_tab, scheme, fragment):
    tab = open_tab(width=320, height=640, color_scheme=scheme)
    page = tab.go(f"questions/{fragment}")
    expect(status(page)).not_to_be_empty()
    if fragment == "":
        page.get_by_role("button", name="Open all answers").click()
    assert tab.axe() == []
    faults = [fault for name in ("sideways", "clipped", "overlapping", "small") for fault in tab.measure(name)]
    assert faults == []

"""The questions: a list that opens, a box that forgives typos, and an address for each question."""

import pytest
from playwright.sync_api import Locator, Page, expect

HOW_LONG = "How long does a mentorship last?"


def shown(page: Page) -> list[str]:
    """The questions that the list shows."""
    return [" ".join(text.split()) for text in page.locator(".faq:visible > summary h3").all_inner_texts()]


def status(page: Page) -> Locator:
    return page.locator(".questions-status")


def words(page: Page) -> Locator:
    return page.get_by_label("Search the questions")


def choice(page: Page, name: str) -> Locator:
    return page.get_by_role("group", name="Show questions for").get_by_role("button", name=name)


def summary(page: Page, slug: str) -> Locator:
    return page.locator(f"#{slug} > summary")


# ---- the list ----


def test_what_is_asked_most_comes_first_and_no_question_twice(tab, site):
    """In the order in which the page names them."""
    page = tab.go("questions/")
    [[_, most]] = site.project.catalog.placements["faqs.list"]
    ids = page.locator(".faq").evaluate_all("parts => parts.map(part => part.id)")
    assert page.locator(".topic h2").first.inner_text() == "Asked most"
    assert ids[: len(most)] == list(most)
    assert sorted(ids) == sorted(faq.slug for faq in site.project.catalog.all("faqs"))


def test_topics_have_few_headings(tab):
    page = tab.go("questions/")
    assert page.locator(".topic").count() <= page.locator(".faq").count() / 3


# ---- the box ----


def test_all_questions_are_there_and_closed(tab, site):
    page = tab.go("questions/")
    faqs = site.project.catalog.all("faqs")
    assert sorted(shown(page)) == sorted(faq.question for faq in faqs)
    expect(page.locator(".faq[open]")).to_have_count(0)
    expect(status(page)).to_have_text(f"{len(faqs)} questions.")


@pytest.mark.content
@pytest.mark.parametrize(
    ("typed", "found"),
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
def test_the_box_forgives_typos_and_knows_synonyms(tab, site, typed, found):
    page = tab.go("questions/")
    words(page).fill(typed)
    expect(status(page)).to_contain_text(f"“{typed}”")
    assert found in shown(page)
    assert len(shown(page)) < len(site.project.catalog.all("faqs")) / 2
    assert tab.faults == []


def test_words_that_are_only_close_are_said_to_be_so(tab):
    page = tab.go("questions/")
    words(page).fill("stipned")
    expect(status(page)).to_have_text("2 questions with words close to “stipned”.")


def test_where_the_search_cannot_load_all_questions_stay(tab, site):
    """And the page says so, rather than that it found them."""
    tab.page.route("**/search-index.js", lambda route: route.abort())
    page = tab.go("questions/")
    words(page).fill("stipend")
    number = len(site.project.catalog.all("faqs"))
    expect(status(page)).to_have_text(f"{number} questions. Search could not load, so all of them are shown.")
    assert len(shown(page)) == number


def test_what_is_typed_is_not_lost_to_a_quick_choice(tab):
    page = tab.go("questions/")
    words(page).press_sequentially("stipend")
    choice(page, "Mentor sites").click()
    expect(words(page)).to_have_value("stipend")
    expect(status(page)).to_contain_text("for mentor sites matching “stipend”")


def test_a_group_without_a_question_is_not_shown(tab):
    page = tab.go("questions/#words=stipned")
    expect(status(page)).to_contain_text("“stipned”")
    assert page.locator(".topic h2:visible").count() < page.locator(".topic h2").count()
    for heading in page.locator(".topic h2:visible").all():
        group = heading.locator("xpath=..")
        expect(group.locator(".faq:visible").first).to_be_visible()


def test_where_nothing_is_found_the_page_says_so_and_where_to_ask(tab, site):
    page = tab.go("questions/")
    words(page).fill("zzzz")
    expect(status(page)).to_have_text("No questions match.")
    none = page.locator(".questions-none")
    expect(none.get_by_role("link", name=site.project.settings.site.contact.label)).to_be_visible()
    none.get_by_role("button", name="Clear").click()
    expect(words(page)).to_be_focused()
    expect(words(page)).to_have_value("")
    expect(none).to_be_hidden()
    assert len(shown(page)) == len(site.project.catalog.all("faqs"))


def test_the_number_is_announced_once_the_reader_pauses(tab):
    """Shown after each letter, and said once."""
    tab.page.clock.install()
    page = tab.go("questions/")
    page.clock.pause_at(page.evaluate("Date.now()") / 1000 + 5)
    said = page.locator(".questions-head [role=status]")
    expect(said).to_have_text("")
    page.evaluate(
        """() => {
            window.said = [];
            const status = document.querySelector(".questions-head [role=status]");
            const wishes = { childList: true, characterData: true, subtree: true };
            new MutationObserver(() => window.said.push(status.textContent)).observe(status, wishes);
        }"""
    )
    for letter in "survey":
        words(page).press(letter)
        page.clock.run_for(200)
    expect(status(page)).to_have_text("5 questions matching “survey”.")
    assert page.evaluate("window.said") == []
    page.clock.run_for(1000)
    assert page.evaluate("window.said") == ["5 questions matching “survey”."]


# ---- who asks ----


def test_a_choice_leaves_that_sites_questions_and_those_of_all_who_apply(tab, site):
    page = tab.go("questions/")
    for name, audience in (("Mentee sites", "mentee"), ("Mentor sites", "mentor")):
        choice(page, name).click()
        expect(choice(page, name)).to_have_attribute("aria-pressed", "true")
        expect(choice(page, "Everyone")).to_have_attribute("aria-pressed", "false")
        expected = [faq.question for faq in site.project.catalog.all("faqs") if faq.audience in (audience, "both")]
        assert sorted(shown(page)) == sorted(expected)
        expect(status(page)).to_have_text(f"{len(expected)} questions for {name.lower()}.")
    choice(page, "Everyone").click()
    assert len(shown(page)) == len(site.project.catalog.all("faqs"))


def test_what_others_ask_about_the_same_words_is_one_button_away(tab):
    page = tab.go("questions/#words=evidence&for=mentor")
    expect(choice(page, "Mentor sites")).to_have_attribute("aria-pressed", "true")
    before = len(shown(page))
    page.get_by_role("button", name="Search all questions (").click()
    expect(choice(page, "Everyone")).to_have_attribute("aria-pressed", "true")
    expect(status(page)).to_be_focused()
    assert len(shown(page)) > before
    assert page.url.endswith("#words=evidence")


# ---- the address ----


def test_what_is_typed_and_chosen_stays_in_the_fragment_and_no_server_hears_of_it(tab, server):
    page = tab.go("questions/")
    words(page).fill("site visit")
    page.wait_for_url("**/questions/#words=site%20visit")
    choice(page, "Mentor sites").click()
    assert page.url == f"{server.url}questions/#words=site%20visit&for=mentor"
    found = shown(page)
    page.reload()
    expect(words(page)).to_have_value("site visit")
    expect(status(page)).to_contain_text("for mentor sites matching “site visit”")
    assert shown(page) == found
    assert not any("visit" in path.partition("#")[0] for path in server.asked)


def test_back_and_forward_undo_and_redo_a_choice(tab, server):
    page = tab.go("questions/")
    choice(page, "Mentor sites").click()
    choice(page, "Mentee sites").click()
    page.go_back()
    expect(choice(page, "Mentor sites")).to_have_attribute("aria-pressed", "true")
    page.go_back()
    expect(choice(page, "Everyone")).to_have_attribute("aria-pressed", "true")
    page.go_forward()
    expect(choice(page, "Mentor sites")).to_have_attribute("aria-pressed", "true")
    assert page.url == f"{server.url}questions/#for=mentor"


@pytest.mark.parametrize(
    "fragment",
    ["#x=y", "#words=", "#words=%E0%A4%A", "#for=nobody", "#for=constructor", "#__proto__", "#no-such", "#%"],
)
def test_a_broken_fragment_shows_all_questions_or_a_plain_answer(tab, fragment):
    page = tab.go(f"questions/{fragment}")
    expect(status(page)).not_to_be_empty()
    expect(choice(page, "Everyone")).to_have_attribute("aria-pressed", "true")
    assert tab.faults == []


# ---- one question ----


def test_each_question_opens_at_its_own_address_with_the_focus(tab, site):
    """In view, and so announced: the focus is on the question, which says that it is open."""
    page = tab.go("questions/")
    for faq in site.project.catalog.all("faqs"):
        page.evaluate("slug => { location.hash = slug; }", faq.slug)
        expect(summary(page, faq.slug)).to_be_focused()
        expect(page.locator(f"#{faq.slug}")).to_have_attribute("open", "")
        expect(summary(page, faq.slug)).to_be_in_viewport(ratio=1)


@pytest.mark.content
def test_a_question_opens_when_the_page_is_opened_at_its_address(tab):
    page = tab.go("questions/#how-long-is-it")
    expect(summary(page, "how-long-is-it")).to_be_focused()
    expect(summary(page, "how-long-is-it")).to_be_in_viewport(ratio=1)
    expect(page.locator("#how-long-is-it")).to_contain_text("The length of a mentorship is not published.")
    expect(page.locator("#how-long-is-it p").first).to_be_visible()
    expect(page.locator(".questions-head [role=status]")).to_have_text("")


@pytest.mark.content
def test_a_related_question_opens_and_back_returns_to_the_first(tab):
    page = tab.go("questions/#how-long-is-it")
    related = page.locator("#how-long-is-it").get_by_role("link", name="What happens each month?")
    related.press("Enter")
    expect(summary(page, "what-happens-in-a-month")).to_be_focused()
    page.go_back()
    expect(summary(page, "how-long-is-it")).to_be_focused()
    page.go_forward()
    expect(summary(page, "what-happens-in-a-month")).to_be_focused()


@pytest.mark.content
def test_a_question_that_the_filter_hides_is_shown_when_it_is_asked_for(tab, site):
    page = tab.go("questions/#words=stipend&for=mentor")
    expect(summary(page, "how-long-is-it")).to_be_hidden()
    page.locator("#what-do-mentor-sites-get > summary").click()
    page.locator("#what-do-mentor-sites-get").get_by_role("link", name="What costs does the program cover?").click()
    expect(summary(page, "what-is-paid-for")).to_be_focused()
    expect(words(page)).to_have_value("")
    assert len(shown(page)) == len(site.project.catalog.all("faqs"))
    page.go_back()
    expect(words(page)).to_have_value("stipend")
    expect(summary(page, "what-is-paid-for")).to_be_hidden()


@pytest.mark.content
def test_a_link_to_the_question_opens_it_again(tab, server):
    """Also where its address stands there already."""
    page = tab.go("questions/#how-long-is-it")
    own = page.locator("#how-long-is-it").get_by_role("link", name="Link to this question")
    own.evaluate("link => document.body.append(link)")
    summary(page, "how-long-is-it").click()
    expect(page.locator("#how-long-is-it")).not_to_have_attribute("open", "")
    page.get_by_role("link", name="Link to this question").last.click()
    expect(page.locator("#how-long-is-it")).to_have_attribute("open", "")
    assert page.url == f"{server.url}questions/#how-long-is-it"


@pytest.mark.content
def test_search_leads_to_the_open_question(tab):
    page = tab.go("search/#q=how%20long%20does%20a%20mentorship%20last")
    page.locator(".search-results").get_by_role("link", name=HOW_LONG).click()
    expect(summary(page, "how-long-is-it")).to_be_focused()


def test_all_answers_open_and_close_at_once(tab):
    page = tab.go("questions/#for=mentor")
    expect(status(page)).to_contain_text("mentor sites")
    number = len(shown(page))
    page.get_by_role("button", name="Open all answers").click()
    expect(page.locator(".faq[open]:visible")).to_have_count(number)
    page.get_by_role("button", name="Close all answers").click()
    expect(page.locator(".faq[open]:visible")).to_have_count(0)
    expect(page.get_by_role("button", name="Open all answers")).to_be_visible()


# ---- by keyboard, without scripts, from a disk, on paper ----


@pytest.mark.content
def test_everything_can_be_done_with_a_keyboard(tab):
    page = tab.go("questions/")
    words(page).focus()
    page.keyboard.type("stipend")
    expect(status(page)).to_contain_text("stipend")
    for name in ("Everyone", "Mentee sites", "Mentor sites"):
        page.keyboard.press("Tab")
        expect(choice(page, name)).to_be_focused()
    page.keyboard.press("Space")
    expect(choice(page, "Mentor sites")).to_have_attribute("aria-pressed", "true")
    for name in ("Search all questions (", "Open all answers"):
        page.keyboard.press("Tab")
        expect(page.get_by_role("button", name=name)).to_be_focused()
    page.keyboard.press("Tab")
    expect(summary(page, "what-do-mentor-sites-get")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#what-do-mentor-sites-get .prose")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("#what-do-mentor-sites-get .prose")).to_be_hidden()


def test_enter_in_the_box_goes_to_the_number_found(tab, server):
    page = tab.go("questions/")
    words(page).fill("stipend")
    words(page).press("Enter")
    expect(status(page)).to_be_focused()
    assert page.url.partition("#")[0] == f"{server.url}questions/"


@pytest.mark.content
def test_without_scripts_the_list_is_whole_and_opens(open_tab, site):
    page = open_tab(java_script_enabled=False).go("questions/")
    assert len(shown(page)) == len(site.project.catalog.all("faqs"))
    for hidden in (".question-filter", ".questions-head", ".questions-none"):
        expect(page.locator(hidden)).to_be_hidden()
    summary(page, "what-is-prssmi").click()
    expect(page.locator("#what-is-prssmi .prose")).to_be_visible()
    expect(page.get_by_role("heading", name="Asked most")).to_be_visible()


@pytest.mark.content
def test_without_scripts_an_address_shows_its_question_with_the_answer(open_tab):
    page = open_tab(java_script_enabled=False).go("questions/#what-is-the-survey")
    expect(summary(page, "what-is-the-survey")).to_be_in_viewport(ratio=1)
    expect(page.locator("#what-is-the-survey .prose")).to_be_visible()
    expect(page.locator("#what-is-prssmi .prose")).to_be_hidden()


@pytest.mark.content
def test_questions_work_from_a_disk(open_tab, offline):
    tab = open_tab(root=f"file://{offline.folder}/", home="index.html")
    page = tab.go("questions/#how-long-is-it")
    expect(summary(page, "how-long-is-it")).to_be_focused()
    words(page).fill("stipned")
    expect(status(page)).to_contain_text("stipned")
    assert sorted(shown(page)) == ["What costs does the program cover?", "What do mentor sites get?"]
    page.locator("#what-do-mentor-sites-get > summary").click()
    page.locator("#what-do-mentor-sites-get").get_by_role("link", name="What costs does the program cover?").click()
    expect(summary(page, "what-is-paid-for")).to_be_focused()
    assert tab.faults == []


@pytest.mark.content
def test_on_paper_is_what_is_on_the_screen_with_its_answers(tab):
    page = tab.go("questions/#words=stipend")
    expect(status(page)).to_contain_text("“stipend”")
    page.emulate_media(media="print")
    expect(page.locator("#what-do-mentor-sites-get .prose")).to_be_visible()
    expect(summary(page, "how-long-is-it")).to_be_hidden()
    expect(status(page)).to_be_visible()
    for hidden in (".question-filter", ".questions-head button"):
        for part in page.locator(hidden).all():
            expect(part).to_be_hidden()


@pytest.mark.content
def test_answers_are_opened_for_printing_and_closed_again(tab):
    """For browsers that cannot show a closed part on paper by style alone."""
    page = tab.go("questions/")
    page.locator("#what-is-prssmi > summary").click()
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    expect(page.locator(".questions details:not([open])")).to_have_count(0)
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    expect(page.locator(".questions details[open]")).to_have_count(1)


@pytest.mark.content
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("fragment", ["", "#how-long-is-it", "#words=stipned", "#words=zzzz&for=mentee"])
def test_the_page_passes_axe_and_fits_a_small_screen(open_tab, scheme, fragment):
    tab = open_tab(width=320, height=640, color_scheme=scheme)
    page = tab.go(f"questions/{fragment}")
    expect(status(page)).not_to_be_empty()
    if fragment == "":
        page.get_by_role("button", name="Open all answers").click()
    assert tab.axe() == []
    faults = [fault for name in ("sideways", "clipped", "overlapping", "small") for fault in tab.measure(name)]
    assert faults == []

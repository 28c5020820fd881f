"""The lists that readers filter or copy: resources, the glossary, sources, and the questions for the program."""

import pytest
from playwright.sync_api import Locator, Page, expect

PHONE = {"width": 360, "height": 740}
SHOWN = "parts => parts.filter(part => part.checkVisibility()).map(part => part.id)"
NO_CLIPBOARD = "Object.defineProperty(Navigator.prototype, 'clipboard', { value: undefined });"
CLIPBOARD = """Object.defineProperty(Navigator.prototype, 'clipboard', {
    value: { writeText: text => { window.copied = text; return Promise.resolve(); } },
});"""
SHIFTS = """
window.shifted = 0;
new PerformanceObserver(list => list.getEntries().forEach(entry => { window.shifted += entry.value; }))
    .observe({ type: "layout-shift", buffered: true });
"""
PAINTED = "() => new Promise(done => requestAnimationFrame(() => setTimeout(() => done(window.shifted), 100)))"
LEAST_SHIFT = 0.03
"""Below the 0.1 that is called good; a form that appears above a list moves it by more."""
LONG = """() => {
    const word = "Wwwwwwwwwwwwwwwwwwww".repeat(6), leaf = part => !part.children.length && part.textContent.trim();
    const fixed = "option, script, svg, button, .hidden-text, .badge";
    const long = [...document.querySelectorAll("#main *")].filter(part => leaf(part) && !part.closest(fixed));
    for (const part of document.querySelectorAll("#main details")) { part.open = true; }
    for (const part of long) { part.textContent += " " + word; }
}"""
"""Adds to each text of a page a word that no line can hold."""


def ids(page: Page, selector: str) -> list[str]:
    """The ids of the parts that are shown."""
    found: list[str] = page.locator(selector).evaluate_all(SHOWN)
    return found


def said(page: Page, part: str) -> Locator:
    """What screen readers are told of a list."""
    return page.locator(f"{part} [role=status]")


# ---- resources ----


def test_a_challenge_leaves_its_resources_and_says_how_many(tab, site):
    page = tab.go("resources/")
    resources = site.project.catalog.all("resources")
    assert sorted(ids(page, ".resource")) == sorted(one.slug for one in resources)
    for challenge in {one for resource in resources for one in resource.worries}:
        page.get_by_label("Challenge").select_option(challenge)
        expected = [one.slug for one in resources if challenge in one.worries]
        assert sorted(ids(page, ".resource")) == sorted(expected)
        noun = "resource" if len(expected) == 1 else "resources"
        expect(said(page, ".resource-head")).to_contain_text(f"{len(expected)} {noun}: ")


def test_a_format_narrows_a_challenge_and_all_are_one_button_away(tab, site):
    page = tab.go("resources/")
    resources = site.project.catalog.all("resources")
    one = resources[0]
    page.get_by_label("Challenge").select_option(one.worries[0])
    page.get_by_label("Format").select_option(one.format)
    expected = [each.slug for each in resources if one.worries[0] in each.worries and each.format == one.format]
    assert sorted(ids(page, ".resource")) == sorted(expected)
    assert page.url.endswith(f"#challenge={one.worries[0]}&format={one.format}")
    page.reload()
    assert sorted(ids(page, ".resource")) == sorted(expected)
    page.get_by_role("button", name="Show all").click()
    assert len(ids(page, ".resource")) == len(resources)
    expect(page.locator(".resource-status")).to_be_focused()
    page.go_back()
    assert sorted(ids(page, ".resource")) == sorted(expected)


def test_the_address_of_a_challenge_chooses_it(tab, site):
    """As links of other pages and old addresses have it; a resource's own address shows it among all."""
    one = site.project.catalog.all("resources")[-1]
    page = tab.go(f"resources/#worry-{one.worries[0]}")
    expect(page.get_by_label("Challenge")).to_have_value(one.worries[0])
    expect(page.locator(".resource-status")).to_be_in_viewport()
    page.evaluate("slug => { location.hash = slug; }", one.slug)
    expect(page.get_by_label("Challenge")).to_have_value("")
    expect(page.locator(f"#{one.slug} h3")).to_be_in_viewport()


def test_a_tag_of_a_resource_chooses_its_challenge(tab):
    page = tab.go("resources/")
    tag = page.locator(".resource-tags a").first
    name = tag.inner_text()
    tag.click()
    expect(page.locator(".resource-status")).to_contain_text(name)
    for tags in page.locator(".resource:visible .resource-tags").all_inner_texts():
        assert name in tags


@pytest.mark.parametrize("fragment", ["#challenge=nothing", "#format=%E0%A4%A", "#worry-", "#x=y", "#%"])
def test_a_fragment_that_means_nothing_shows_all_resources(tab, site, fragment):
    page = tab.go(f"resources/{fragment}")
    assert len(ids(page, ".resource")) == len(site.project.catalog.all("resources"))
    assert tab.faults == []


def test_without_scripts_the_challenges_lead_to_each_resource(open_tab, site):
    page = open_tab(java_script_enabled=False).go("resources/")
    assert page.locator("form.resource-filter").is_hidden()
    page.get_by_text("By challenge", exact=True).click()
    links = page.locator(".resource-index a")
    assert links.first.is_visible()
    assert links.count() == sum(len(one.worries) for one in site.project.catalog.all("resources"))


# ---- the glossary ----


def test_the_glossary_holds_every_word_and_no_label_of_a_list(tab, site):
    page = tab.go("glossary/")
    terms = site.project.catalog.all("terms")
    found = page.locator(".term").evaluate_all("parts => parts.map(part => part.id)")
    assert sorted(found) == sorted(term.slug for term in terms if not term.is_label)
    assert 0 < len(found) < len(terms)


def test_the_box_of_the_glossary_leaves_the_terms_with_its_words(tab, site):
    """Shown at once, and said when the reader pauses."""
    page = tab.go("glossary/")
    term = next(one for one in site.project.catalog.all("terms") if not one.is_label)
    page.get_by_label("Find a term").fill(term.shown.upper())
    assert term.slug in ids(page, ".term")
    assert len(ids(page, ".term")) < page.locator(".term").count()
    expect(page.locator(".glossary-status")).to_contain_text(f"“{term.shown.upper()}”")
    expect(said(page, ".glossary-head")).to_contain_text(f"“{term.shown.upper()}”")
    page.get_by_label("Find a term").press("Enter")
    expect(page.locator(".glossary-status")).to_be_focused()
    page.get_by_label("Find a term").fill("zzzz")
    expect(page.get_by_text("No terms match.")).to_be_visible()
    page.get_by_label("Find a term").fill("")
    assert ids(page, ".term") == []
    expect(page.locator(".glossary-letter:visible")).to_have_count(page.locator(".glossary-letter").count())


@pytest.mark.parametrize("scripts", [True, False])
def test_the_address_of_a_term_opens_its_letter(open_tab, site, scripts):
    terms = [one for one in site.project.catalog.all("terms") if not one.is_label]
    page = open_tab(java_script_enabled=scripts).go(f"glossary/#{terms[-1].slug}")
    expect(page.locator(f"#{terms[-1].slug} h3")).to_be_in_viewport()


def test_all_letters_open_and_close_with_one_button(tab):
    page = tab.go("glossary/")
    page.get_by_role("button", name="Open all letters").click()
    expect(page.locator(".glossary-letter:not([open])")).to_have_count(0)
    page.get_by_role("button", name="Close all letters").click()
    expect(page.locator(".glossary-letter[open]")).to_have_count(0)


def test_few_tab_stops_lie_before_the_end_of_the_glossary(tab):
    page = tab.go("glossary/")
    stops = "a[href], button, input, select, summary, [tabindex='0']"
    count = page.locator("#main").locator(stops).evaluate_all("parts => parts.filter(p => p.checkVisibility()).length")
    assert count <= 60


# ---- sources, copying ----


@pytest.mark.parametrize("scripts", [True, False])
def test_the_address_of_a_source_shows_what_is_folded(open_tab, site, scripts):
    slug = site.project.catalog.all("sources")[0].slug
    page = open_tab(java_script_enabled=scripts).go(f"sources/#{slug}")
    expect(page.locator(f"#{slug} > div")).to_be_visible()


@pytest.mark.parametrize("before", [CLIPBOARD, NO_CLIPBOARD])
def test_the_questions_for_the_program_are_copied_as_lines(open_tab, before):
    """With their numbers, and without the button's own words; also in browsers that give no clipboard."""
    page = open_tab(before=before).go("what-we-do-not-know/")
    page.evaluate("document.addEventListener('copy', () => { window.copied = document.activeElement.value; })")
    button = page.get_by_role("button", name="Copy the list")
    button.click()
    expect(page.locator(".copy [role=status]")).to_have_text("Copied.")
    expect(button).to_be_focused()
    lines = page.evaluate("window.copied").splitlines()
    items = page.locator(".ask li").all_inner_texts()
    numbered = [line.partition(". ")[2] for line in lines if line[:1].isdigit()]
    assert numbered == [" ".join(item.split()) for item in items]
    assert [int(line.partition(".")[0]) for line in lines if line[:1].isdigit()] == list(range(1, len(items) + 1))
    assert not any("Copy" in line for line in lines)


def test_without_scripts_the_questions_for_the_program_are_there_and_no_button(open_tab):
    page = open_tab(java_script_enabled=False).go("what-we-do-not-know/")
    expect(page.locator(".ask li").first).to_be_visible()
    expect(page.locator(".copy")).to_be_hidden()


# ---- the page around them ----


@pytest.mark.parametrize("address", ["questions/", "resources/", "glossary/", "sources/", "how-it-works/", "help/"])
def test_any_word_fits_a_small_phone(open_tab, address):
    """One that is longer than a line, in each text of the page, with every fold open."""
    tab = open_tab(width=320, height=640)
    page = tab.go(address)
    page.evaluate(LONG)
    assert [fault for name in ("sideways", "clipped") for fault in tab.measure(name)] == []


@pytest.mark.parametrize("address", ["support-types/", "support-types/emotional/", "what-we-do-not-know/", "about/"])
def test_any_word_fits_the_other_pages_too(open_tab, address):
    test_any_word_fits_a_small_phone(open_tab, address)


def test_the_help_buttons_are_above_the_fold_of_a_phone(open_tab):
    page = open_tab(**PHONE).go("help/")
    for name in ("Call 988", "Text 988"):
        button = page.locator(".page .actions").get_by_role("link", name=name)
        expect(button).to_be_in_viewport(ratio=1)
    expect(page.locator("[lang=es]")).to_contain_text("Ayuda en español")


def test_the_contents_are_a_rail_on_wide_screens_only(open_tab):
    """It stays in sight, and has a link to each section."""
    page = open_tab(width=1280, height=900).go("how-it-works/")
    rail = page.get_by_role("navigation", name="On this page")
    assert rail.get_by_role("link").count() == page.locator("#main h2").count()
    page.evaluate("scrollTo(0, 1200)")
    expect(rail.get_by_role("link").first).to_be_in_viewport()
    expect(open_tab(**PHONE).go("how-it-works/").locator(".contents")).to_be_hidden()


@pytest.mark.content
@pytest.mark.parametrize(
    ("address", "screens"),
    [("questions/", 8), ("resources/", 8.5), ("glossary/", 20), ("sources/", 13.5), ("how-it-works/", 7)],
)
def test_a_page_is_no_longer_than_it_should_be(open_tab, address, screens):
    """In screens of a phone; one that grows past it repeats something, or could fold it."""
    page = open_tab(**PHONE).go(address)
    assert page.evaluate("document.documentElement.scrollHeight") / PHONE["height"] <= screens


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_moves_when_scripts_have_run(open_tab, width):
    """The layout shift that browsers measure (CLS) is no more than rounding."""
    tab = open_tab(width=width, height=800, before=SHIFTS)
    addresses = ("", "sites/", "questions/", "resources/", "glossary/", "what-we-do-not-know/", "apply/")
    moved = {address: tab.go(address).evaluate(PAINTED) for address in addresses}
    assert {address: shift for address, shift in moved.items() if shift > LEAST_SHIFT} == {}

"""Stories are told with consent only, quote with a source only, and leave nothing behind when they are withdrawn."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from site_fixture import Element, assert_none, files_in_empty_frames, read
from toys.examples import renderer_of
from toys.library import lay, lines, minimal_project, read_example

from generator.kinds import KINDS
from generator.pages.offline import FOLDER, NAME
from generator.project.project import Project, open_project

STORIES = next(kind for kind in KINDS if kind.name == "success-stories")
STORY = "data/success-stories/minimal.yml"
HEAD = "---\ntitle: {0}\ndescription: About {0}.\n---\n"


def opened(root: Path, changes: Mapping[str, str]) -> tuple[Project | None, list[str]]:
    """A project of each kind's smallest record, with some files changed; and the errors in it."""
    project, problems = open_project(lay(root, minimal_project(KINDS), changes), KINDS)
    return project, lines(problem for problem in problems if problem.severity == "error")


def files_of(project: Project) -> dict[str, bytes]:
    """Every file of the site, with an empty frame around its pages; those of the offline zip below 'zip/'."""
    files = files_in_empty_frames(project, "https://site.example/")
    with zipfile.ZipFile(io.BytesIO(files.pop(NAME))) as packed:
        packed_files = {f"zip/{name.removeprefix(FOLDER + '/')}": packed.read(name) for name in packed.namelist()}
    return files | packed_files


def story(withdrawn: str = "") -> str:
    """A story, each text of which has a word of its own."""
    text = read_example(STORIES.folder / "examples" / "minimal.yml").text
    changes = {
        "name: An example of a story": "name: Wordname",
        "summary: What happened in Example County.": "summary: Wordsummary.",
        "body: Two teams met.": "body: Wordbody.",
        "  source: Example County Gazette": "  source: Wordsource",
        "  scope: The story as the gazette told it.": "  scope: Wordscope.",
        "fact_status:": "people:\n- role: Wordrole\nquotes:\n- text: Wordquote\n  by_role: Wordspeaker\n  source: a\n"
        "year: 2024\nfact_status:",
        "- title: Example County Gazette": "- id: a\n  title: Wordtitle",
    }
    for old, new in changes.items():
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text.replace("consent:\n", f"consent:\n  withdrawn_on: {withdrawn}\n") if withdrawn else text


WORDS = "name summary body source scope role quote speaker title".split()


# ---- withdrawn ----


def holding(files: Mapping[str, bytes], word: str) -> set[str]:
    return {name for name, content in files.items() if f"word{word}".encode() in content.lower()}


def test_what_a_story_says_is_shown_and_given_to_programs(tmp_path):
    """While it may be told: on its page, in the files for programs, in the zip, in search."""
    project, problems = opened(tmp_path, {STORY: story()})
    assert problems == []
    assert project is not None
    files = files_of(project)
    for word in WORDS:
        assert "success-stories/minimal/index.html" in holding(files, word), word
        assert "data/success-stories.json" in holding(files, word), word
        assert "zip/success-stories/minimal/index.html" in holding(files, word), word
    assert "assets/search-index.js" in holding(files, "quote")
    assert "index.html" in holding(files, "name")


def test_a_withdrawn_story_leaves_no_word_in_any_file(tmp_path):
    """Not on a page, not in search, not in the files for programs, not in the zip, not in the sitemap."""
    project, problems = opened(tmp_path, {STORY: story("2026-01-05")})
    assert problems == []
    assert project is not None
    files = files_of(project)
    assert_none(f"{name}: {word}" for word in WORDS for name in holding(files, word))
    assert b'"total": 0' in files["data/success-stories.json"]
    assert b"success-stories/minimal" not in files["sitemap.xml"]
    assert b"success-stories/minimal" not in files["assets/search-index.js"]


def test_a_withdrawn_storys_address_leads_to_a_neutral_page_that_search_engines_leave_out(tmp_path):
    project, _ = opened(tmp_path, {STORY: story("2026-01-05")})
    assert project is not None
    page = next(page for page in project.pages if page.address == "success-stories/minimal/")
    assert page.title == "No longer available"
    assert "removed at the request of the people or organization it described" in page.body
    assert not page.listed
    assert "noindex" in project.frame("https://site.example/").parts(page)["head"]


def test_nothing_else_leads_to_a_withdrawn_story(tmp_path):
    """Not the list, nor the home page, nor a site, a pairing or a support type that it names."""
    more = "mentorships: [minimal]\nsupport_types: [minimal]\n"
    for state, leading in (("", True), ("2026-01-05", False)):
        root = tmp_path / (state or "told")
        changes = {
            STORY: story(state) + more,
            "content/all.md": f"{HEAD.format('All')}::: mentorships.table\n\n::: success-stories.latest\n",
        }
        project, problems = opened(root, changes)
        assert problems == []
        assert project is not None
        bodies = {page.address: str(page.body) for page in project.pages}
        found = {address for address, body in bodies.items() if 'success-stories/minimal/"' in body}
        wanted = {"", "all/", "sites/minimal/", "success-stories/", "support-types/minimal/"}
        assert found == (wanted if leading else set())


GONE = "was taken down at the request of the people it describes. Delete this reference. [names-hidden]"


def test_whatever_quotes_a_withdrawn_story_is_a_problem_until_it_is_mended(tmp_path):
    """A record's text, a hand-written page's, by its name or by its address; all at once, each with its line."""
    faq = minimal_project(KINDS)["data/faqs/minimal.yml"].replace(
        "answer: A thing that shows a rule.", "answer: See [it](success-stories:minimal)."
    )
    page = f"{HEAD.format('Home')}Read [it](success-stories:minimal).\n\nOr [here](/success-stories/minimal/).\n"
    changes = {STORY: story("2026-01-05"), "data/faqs/minimal.yml": faq, "content/quoting.md": page}
    project, problems = opened(tmp_path, changes)
    assert project is None
    assert problems == [
        "content/quoting.md:5: 'success-stories:minimal' " + GONE,
        "content/quoting.md:7: No page has the address '/success-stories/minimal/'. "
        "Did you mean '/success-stories/'? [unknown-link]",
        "data/faqs/minimal.yml:5:9: 'success-stories:minimal' " + GONE,
    ]


def test_a_withdrawn_story_may_be_cut_to_one_word(tmp_path):
    """So that the text is in no folder either."""
    cut_down = story("2026-01-05").replace("body: Wordbody.", "body: Withdrawn")
    _, problems = opened(tmp_path, {STORY: cut_down})
    assert problems == []


def test_a_story_about_a_site_that_was_taken_down_is_a_problem(tmp_path):
    site = minimal_project(KINDS)["data/sites/minimal.yml"]
    removed = site.replace("status: public_source", "status: removed")
    assert removed != site
    _, problems = opened(tmp_path, {"data/sites/minimal.yml": removed})
    assert any(line.startswith(f"{STORY}:5:3: 'minimal' was taken down") for line in problems)


def test_where_no_story_may_be_told_the_lists_say_so(tmp_path):
    project, _ = opened(tmp_path, {STORY: story("2026-01-05")})
    assert project is not None
    listed = next(page.body for page in project.pages if page.address == "success-stories/")
    assert "No stories are published right now." in listed


# ---- quotations ----


@pytest.fixture(scope="session")
def quoting() -> Element:
    """The page of the room's full example."""
    renderer = renderer_of(STORIES, STORIES.folder / "examples" / "full.yml")
    return read(next(str(plan.render().body) for plan in renderer.records() if plan.address == "success-stories/full/"))


def test_a_quotation_stands_with_its_speakers_role_and_the_marks_of_its_sources(quoting):
    figures = list(quoting.all("figure"))
    assert [figure.one("blockquote").text for figure in figures] == ["It helped us & them.", "It helped me too."]
    captions = [figure.one("figcaption") for figure in figures]
    assert captions[0].text.startswith("A peer of the county")
    marked = [[link.attributes["href"] for link in caption.all("a")] for caption in captions]
    assert marked == [["#source-1"], ["#source-1", "#source-2"]]
    assert {"source-1", "source-2"} <= {item.attributes.get("id") for item in quoting.all("li")}


def test_every_quotation_on_a_story_has_a_source(site):
    """Also in the stories that are told today, whose texts hold none outside `quotes`."""
    for record in site.project.catalog.all("success-stories"):
        page = site.pages[site.project.catalog.url(record)]
        quotations = list(page.all("blockquote"))
        captions = list(page.all("figcaption"))
        assert len(quotations) == len(captions) == len(record.quotes)
        assert all(list(caption.all("a")) for caption in captions)


# ---- both ways ----


def test_stories_lead_to_sites_pairings_and_support_types_and_these_lead_back(site):
    """A pairing is read in the table of the sites' page, in a row of its own."""
    catalog = site.project.catalog
    rows = {row.attributes.get("id"): row for row in site.pages["sites/"].all("tr")}
    faults = []

    def leads(part: Element, here: str, there: str) -> bool:
        way = "../" * here.count("/")
        return any(link.attributes.get("href") == way + there for link in part.all("a"))

    for record in catalog.all("success-stories"):
        url = catalog.url(record)
        named = [
            *catalog.many("sites", record.sites),
            *catalog.many("mentorships", record.mentorships),
            *catalog.many("support-types", record.support_types),
        ]
        for other in named:
            address = catalog.url(other)
            page, _, part = address.partition("#")
            back = rows[part] if part else site.pages[page]
            if not leads(site.pages[url], url, address):
                faults.append(f"/{url} does not lead to /{address}")
            if not leads(back, page, url):
                faults.append(f"/{address} does not lead back to /{url}")
    assert_none(faults)


def test_every_pairing_of_a_story_is_between_its_sites(site):
    """A story links only what it tells of."""
    catalog = site.project.catalog
    pairs = [
        (record, pair)
        for record in catalog.all("success-stories")
        for pair in catalog.many("mentorships", record.mentorships)
    ]
    assert pairs
    for record, pair in pairs:
        assert {pair.mentor, pair.mentee} & set(record.sites), (record.slug, pair.slug)


# ---- consent ----


def test_every_story_says_why_it_may_be_told(site):
    catalog = site.project.catalog
    assert catalog.all("success-stories")
    for record in catalog.all("success-stories"):
        words = site.pages[catalog.url(record)].text
        assert "Permission to publish" in words
        assert (record.consent.source or "Consent signed") in words
        assert record.consent.scope in words


def test_nobody_is_named_in_the_stories_that_are_told(site):
    """A name would need a signature; the records have none."""
    people = [person for record in site.project.catalog.all("success-stories") for person in record.people]
    assert people
    assert [person.name for person in people if person.name] == []

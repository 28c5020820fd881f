"""Stories: consent, quotations with sources, and withdrawal without a trace."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from site_fixture import Element, assert_none, files_in_empty_frames, read
from toys.examples import renderer_of
from toys.library import lay, lines, minimal_project, read_example

from generator.kinds import KINDS
from generator.kinds.success_story.check import quotations_in
from generator.pages.offline import NAME
from generator.project.project import Project, open_project

STORIES = next(kind for kind in KINDS if kind.name == "success-stories")
STORY = "data/success-stories/minimal.yml"
HEAD = "---\ntitle: {0}\ndescription: About {0}.\n---\n"


def open_with(root: Path, changes: Mapping[str, str]) -> tuple[Project | None, list[str]]:
    """Open a project with the minimal record of each kind and some changed files, and return its errors."""
    project, problems = open_project(lay(root, minimal_project(KINDS), changes), KINDS)
    return project, lines(problem for problem in problems if problem.severity == "error")


def files_of(project: Project) -> dict[str, bytes]:
    """Return all files of the site, with empty frames, and the files of the offline copy under 'zip/'."""
    files = files_in_empty_frames(project, "https://site.example/")
    with zipfile.ZipFile(io.BytesIO(files.pop(NAME))) as packed:
        packed_files = {f"zip/{name.partition('/')[2]}": packed.read(name) for name in packed.namelist()}
    return files | packed_files


def story(withdrawn: str = "") -> str:
    """Return a story with a unique word in each of its texts."""
    text = read_example(STORIES.folder / "examples" / "minimal.yml").text
    changes = {
        "name: An example of a story": "name: Wordname",
        "summary: What happened in Example County.": "summary: Wordsummary.",
        "body: Two teams met.": "body: Wordbody.",
        "  source: Example County Gazette": "  source: Wordsource",
        "  scope: The story as the gazette published it.": "  scope: Wordscope.",
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


def files_with(files: Mapping[str, bytes], word: str) -> set[str]:
    return {name for name, content in files.items() if f"word{word}".encode() in content.lower()}


def test_the_texts_of_a_story_are_published(tmp_path):
    """On its page, in the exports, in the offline copy and in search."""
    project, problems = open_with(tmp_path, {STORY: story()})
    assert problems == []
    assert project is not None
    files = files_of(project)
    for word in WORDS:
        assert "success-stories/minimal/index.html" in files_with(files, word), word
        assert "data/success-stories.json" in files_with(files, word), word
        assert "zip/success-stories/minimal/index.html" in files_with(files, word), word
    assert "assets/search-index.js" in files_with(files, "quote")
    assert "index.html" in files_with(files, "name")


def test_a_withdrawn_story_leaves_no_text_in_any_file(tmp_path):
    """Not on a page, in search, in the exports, in the offline copy or in the sitemap."""
    project, problems = open_with(tmp_path, {STORY: story("2026-01-05")})
    assert problems == []
    assert project is not None
    files = files_of(project)
    assert_none(f"{name}: {word}" for word in WORDS for name in files_with(files, word))
    assert b'"total": 0' in files["data/success-stories.json"]
    assert b"success-stories/minimal" not in files["sitemap.xml"]
    assert b"success-stories/minimal" not in files["assets/search-index.js"]


def test_the_url_of_a_withdrawn_story_shows_a_neutral_page_with_noindex(tmp_path):
    project, _ = open_with(tmp_path, {STORY: story("2026-01-05")})
    assert project is not None
    page = next(page for page in project.pages if page.address == "success-stories/minimal/")
    assert page.title == "No longer available"
    assert "removed at the request of the people or organization it described" in page.body
    assert not page.listed
    assert "noindex" in project.frame("https://site.example/").parts(page)["head"]


def test_no_page_links_to_a_withdrawn_story(tmp_path):
    """Not the list, the home page, or a site, mentorship or support type that it names."""
    references = "mentorships: [minimal]\nsupport_types: [minimal]\n"
    for withdrawn, is_linked in (("", True), ("2026-01-05", False)):
        root = tmp_path / (withdrawn or "told")
        changes = {
            STORY: story(withdrawn) + references,
            "content/all.md": f"{HEAD.format('All')}::: mentorships.table\n\n::: success-stories.latest\n",
        }
        project, problems = open_with(root, changes)
        assert problems == []
        assert project is not None
        bodies = {page.address: str(page.body) for page in project.pages}
        linking = {address for address, body in bodies.items() if 'success-stories/minimal/"' in body}
        expected = {"", "all/", "sites/minimal/", "success-stories/", "support-types/minimal/"}
        assert linking == (expected if is_linked else set())


GONE = "was taken down at the request of the people it describes. Delete this reference. [names-removed-record]"


def test_references_to_a_withdrawn_story_are_problems(tmp_path):
    """In records and hand-written pages, by slug or by URL. All are reported at once, each with its line."""
    faq = minimal_project(KINDS)["data/faqs/minimal.yml"].replace(
        "answer: A thing that shows a rule.", "answer: See [it](success-stories:minimal)."
    )
    page = f"{HEAD.format('Home')}Read [it](success-stories:minimal).\n\nOr [here](/success-stories/minimal/).\n"
    changes = {STORY: story("2026-01-05"), "data/faqs/minimal.yml": faq, "content/quoting.md": page}
    project, problems = open_with(tmp_path, changes)
    assert project is None
    assert problems == [
        "content/quoting.md:5: 'success-stories:minimal' " + GONE,
        "content/quoting.md:7: No page has the address '/success-stories/minimal/'. "
        "Did you mean '/success-stories/'? [unknown-link]",
        "data/faqs/minimal.yml:5:9: 'success-stories:minimal' " + GONE,
    ]


def test_the_text_of_a_withdrawn_story_may_be_deleted(tmp_path):
    """So that the text is not in the repository either."""
    cut_down = story("2026-01-05").replace("body: Wordbody.", "body: Withdrawn")
    _, problems = open_with(tmp_path, {STORY: cut_down})
    assert problems == []


def test_a_story_about_a_site_that_was_taken_down_is_a_problem(tmp_path):
    site = minimal_project(KINDS)["data/sites/minimal.yml"]
    removed = site.replace("status: public_source", "status: removed\n  on: 2026-01-05")
    assert removed != site
    _, problems = open_with(tmp_path, {"data/sites/minimal.yml": removed})
    assert any(line.startswith(f"{STORY}:5:3: 'minimal' was taken down") for line in problems)


def test_without_published_stories_the_list_says_so(tmp_path):
    project, _ = open_with(tmp_path, {STORY: story("2026-01-05")})
    assert project is not None
    listed = next(page.body for page in project.pages if page.address == "success-stories/")
    assert "No stories are published right now." in listed


# ---- quotations ----


@pytest.fixture(scope="session")
def quotation_page() -> Element:
    """The page of the full example."""
    renderer = renderer_of(STORIES, STORIES.folder / "examples" / "full.yml")
    return read(next(str(plan.render().body) for plan in renderer.records() if plan.address == "success-stories/full/"))


def test_a_quotation_has_its_speakers_role_and_source_marks(quotation_page):
    figures = list(quotation_page.all("figure"))
    assert [figure.one("blockquote").text for figure in figures] == ["It helped us & them.", "It helped me too."]
    captions = [figure.one("figcaption") for figure in figures]
    assert captions[0].text.startswith("A peer of the county")
    marked = [[link.attributes["href"] for link in caption.all("a")] for caption in captions]
    assert marked == [["#source-1"], ["#source-1", "#source-2"]]
    assert {"source-1", "source-2"} <= {item.attributes.get("id") for item in quotation_page.all("li")}


def test_every_quotation_in_a_story_has_a_source(site):
    """The published stories have no quotations outside `quotes`."""
    for record in site.project.catalog.all("success-stories"):
        page = site.pages[site.project.catalog.url(record)]
        quotations = list(page.all("blockquote"))
        captions = list(page.all("figcaption"))
        assert len(quotations) == len(captions) == len(record.quotes)
        assert all(list(caption.all("a")) for caption in captions)


# ---- links in both directions ----


def test_stories_and_their_sites_mentorships_and_support_types_link_to_each_other(site):
    """A mentorship is a row of the table on the sites page."""
    catalog = site.project.catalog
    rows = {row.attributes.get("id"): row for row in site.pages["sites/"].all("tr")}
    faults = []

    def links_to(part: Element, page_address: str, target: str) -> bool:
        root = "../" * page_address.count("/")
        return any(link.attributes.get("href") == root + target for link in part.all("a"))

    for record in catalog.all("success-stories"):
        url = catalog.url(record)
        linked = [
            *catalog.many("sites", record.sites),
            *catalog.many("mentorships", record.mentorships),
            *catalog.many("support-types", record.support_types),
        ]
        for other in linked:
            address = catalog.url(other)
            page, _, part = address.partition("#")
            back = rows[part] if part else site.pages[page]
            if not links_to(site.pages[url], url, address):
                faults.append(f"/{url} does not lead to /{address}")
            if not links_to(back, page, url):
                faults.append(f"/{address} does not lead back to /{url}")
    assert_none(faults)


def test_every_mentorship_of_a_story_is_between_its_sites(site):
    """A story links only to mentorships that it is about."""
    catalog = site.project.catalog
    mentorships = [
        (record, mentorship)
        for record in catalog.all("success-stories")
        for mentorship in catalog.many("mentorships", record.mentorships)
    ]
    assert mentorships
    for record, mentorship in mentorships:
        assert {mentorship.mentor, mentorship.mentee} & set(record.sites), (record.slug, mentorship.slug)


# ---- consent ----


def test_every_story_says_why_it_may_be_published(site):
    catalog = site.project.catalog
    assert catalog.all("success-stories")
    for record in catalog.all("success-stories"):
        text = site.pages[catalog.url(record)].text
        assert "Permission to publish" in text
        assert (record.consent.source or "Consent signed") in text
        assert record.consent.scope in text


def test_published_stories_name_no_one(site):
    """A name would need a signed consent form, and no record has one."""
    people = [person for record in site.project.catalog.all("success-stories") for person in record.people]
    assert people
    assert [person.name for person in people if person.name] == []


# ---- quotations ----


@pytest.mark.parametrize(
    "text",
    [
        'One peer told us: "I used to be afraid of the police."',
        "“They listened to me every day,” she told us.",
        "‘They didn’t judge me at all,’ he said.",
        "«They listened to me every day» was the answer.",
        '"Recovery is possible for us," they say.',
        "> It helped.",
        "   > It helped us all.",
    ],
)
def test_words_that_someone_said_are_a_quotation(text):
    assert [line for line, _ in quotations_in(f"Two teams met.\n\n{text}")] == [2]


@pytest.mark.parametrize(
    "text",
    [
        "They call it a “warm handoff.”",
        'The article "Mentoring Initiative Fosters Recovery Through Peer Support" tells more.',
        "The peers’ office, the sheriff’s and the town’s own office are on one floor.",
        "It's the town's office, and the peers' office is the county's.",
        "A 5' 10\" door and a 6' 2\" door",
        "They met 3 > 2 times.",
    ],
)
def test_titles_terms_and_apostrophes_are_no_quotation(text):
    assert list(quotations_in(text)) == []


# ---- former values ----


def test_the_former_spelling_of_a_basis_is_still_read(tmp_path):
    """Editors have it in their open pull requests."""
    files = minimal_project(KINDS)
    assert files[STORY].count("basis: published_by_program\n") == 1
    old = {STORY: files[STORY].replace("basis: published_by_program\n", "basis: published_by_programme\n")}
    project, problems = open_with(tmp_path, old)
    assert project is not None, problems
    assert project.catalog.get("success-stories", "minimal").consent.basis == "published_by_program"

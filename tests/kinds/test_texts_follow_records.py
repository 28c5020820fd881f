"""What templates say about records is true for records with other values: years, sources, numbers and names."""

import re
from pathlib import Path

import pytest
from pdf_reader import Pdf
from site_fixture import Element, files_in_empty_frames, read
from toys.library import SITE, Files, lay, lines, minimal_project, read_example

from generator.kinds import KINDS
from generator.kinds.pathway.pdfs.pdfs import pdfs_of
from generator.project.project import Project, open_project

EXAMPLES = Path(__file__).parents[2] / "generator" / "kinds"
SOURCES = """\
fact_status: from_source
sources:
- id: a
  title: County Gazette
  seen_on: 2026-01-02
- id: b
  title: State Herald
  seen_on: 2026-03-04
- id: c
  title: Town Crier
  seen_on: 2026-05-06
"""
SITE_PAGE = """\
summary: A team.
listing:
  status: public_source
fact_status: from_source
sources:
- title: Gazette
  seen_on: 2026-01-02
"""


def opened(root: Path, *layers: Files) -> Project:
    """Return a project of each kind's smallest record with some files changed."""
    project, problems = open_project(lay(root, minimal_project(KINDS), *layers), KINDS)
    assert project is not None, lines(problems)
    return project


def page_of(project: Project, address: str) -> Element:
    """Return a page as a tree of elements."""
    [plan] = [plan for plan in project.plans if plan.address == address]
    return read(str(plan.render().body))


def text_of(root: Path, address: str, *layers: Files) -> str:
    return page_of(opened(root, *layers), address).text


def block(name: str) -> dict[str, str]:
    """Return a home page that places a block."""
    return {"content/index.md": f"---\ntitle: Home\ndescription: What this is.\n---\n::: {name}\n"}


def a_site(name: str, state: str = "OH", **fields: str) -> str:
    role = fields.pop("roles", "[mentor]")
    more = "".join(f"{key}: {value}\n" for key, value in fields.items())
    return f"name: {name}\nstate: {state}\nroles: {role}\n{more}{SITE_PAGE}"


# ---- criteria of pathways ----


def pathway(*criteria: str) -> dict[str, str]:
    """Return a pathway with criteria: each is a basis with its year and source, as in 'sought 2021 a'."""
    text = read_example(EXAMPLES / "pathway/examples/minimal.yml").text
    text = re.sub(r"fact_status:.*", "", text, flags=re.DOTALL)
    text = text.replace("source: gazette", "source: a")
    rows = ["criteria:"]
    for number, criterion in enumerate(criteria):
        basis, year, source = criterion.split()
        rows += [f"- id: c{number}", f"  text: Criterion {number}", f"  basis: {basis}", f"  source: {source}"]
        rows += [f"  year: {year}"] if year != "-" else []
    return {"data/pathways/minimal.yml": text + "\n".join(rows) + "\n" + SOURCES}


CRITERIA = ("sought 2021 a", "asked - b", "sought 2025 c", "reported 2022 a", "asked - c", "reported 2024 a")


def test_criteria_of_different_years_are_not_said_to_be_of_one(tmp_path):
    """On the pathway's page, the checklist and its PDF."""
    project = opened(tmp_path, pathway(*CRITERIA))
    headings = ["Quality sought in 2025", "Quality sought in 2021"]
    page = page_of(project, "apply/minimal/")
    reported = ["Selection criterion used in 2024", "Selection criterion used in 2022"]
    assert [heading.text for heading in page.all("h3") if " in 20" in heading.text] == [*headings, *reported]
    assert "The 2025 call for applications listed this quality." in page.text
    checklist = page_of(project, "apply/minimal/ready/")
    assert [heading.text for heading in checklist.all("h2")][:3] == ["What to have in place", *headings]
    [pdf] = [
        Pdf(file.content())
        for file in pdfs_of(project.catalog, project.settings.site, project.catalog.get("pathways", "minimal"))
        if file.address.endswith("checklist.pdf")
    ]
    assert [heading.text for heading in pdf.tree.all("H2")] == ["What to have in place", *headings]
    assert [heading.text for heading in pdf.tree.all("H3")] == [
        f"{number}. Criterion {place}" for number, place in enumerate((1, 4, 2, 0), 1)
    ]


@pytest.mark.parametrize(
    ("criteria", "sentence"),
    [
        (("asked - b",), "Based on State Herald (last checked March 4, 2026)."),
        (("asked - b", "asked - b"), "Based on State Herald (last checked March 4, 2026)."),
        (("asked - c", "asked - a"), "Based on County Gazette and Town Crier (last checked May 6, 2026)."),
        (
            ("asked - a", "asked - b", "asked - c"),
            "Based on County Gazette, State Herald and Town Crier (last checked May 6, 2026).",
        ),
        (("sought 2021 a",), "The 2021 call for applications listed this quality. Ask the program whether it still"),
        (("sought 2021 a", "sought 2021 a"), "The 2021 call for applications listed these 2 qualities. Ask the"),
        (("sought 2021 a", "sought 2021 b"), "The 2021 calls for applications listed these 2 qualities. Ask the"),
    ],
)
def test_the_checklist_names_the_sources_of_its_criteria(tmp_path, criteria, sentence):
    """Those that the criteria name, never all of the record's, and never those of another project."""
    assert sentence in text_of(tmp_path, "apply/minimal/ready/", pathway(*criteria))


def test_a_checklist_without_words_of_ours_does_not_say_that_they_are_ours(tmp_path):
    bare = pathway("asked - a")
    assert "are ours" not in text_of(tmp_path / "bare", "apply/minimal/ready/", bare)
    with_reason = {
        name: text.replace("  source: a\nfact", "  source: a\n  why: It helps.\nfact") for name, text in bare.items()
    }
    assert "are ours" in text_of(tmp_path / "reason", "apply/minimal/ready/", with_reason)


def another_pathway(slug: str) -> dict[str, str]:
    text = read_example(EXAMPLES / "pathway/examples/minimal.yml").text.replace("placeholder", "from_source")
    return {f"data/pathways/{slug}.yml": re.sub("name: .*", f"name: {slug}", text, count=1)}


@pytest.mark.parametrize(
    ("others", "sentence"),
    [
        ((), None),
        (("two",), "Looking for the other path? two"),
        (("two", "three"), "Looking for another path? three · two"),
    ],
)
def test_other_pathways_are_counted(tmp_path, others, sentence):
    files = {name: text for slug in others for name, text in another_pathway(slug).items()}
    page = text_of(tmp_path, "apply/minimal/", files)
    assert (sentence in page) if sentence else ("Looking for" not in page)


# ---- what a record is based on ----


def test_a_placeholder_does_not_claim_to_be_based_on_documents(tmp_path):
    """On its page and in its PDFs."""
    files = pathway("asked - a")
    example = {name: text.replace("from_source", "placeholder") for name, text in files.items()}
    project = opened(tmp_path, example)
    pathways = project.catalog.all("pathways")
    pdfs = [Pdf(pdf.content()).tree.text for pdf in pdfs_of(project.catalog, project.settings.site, pathways[0])]
    for text in (page_of(project, "apply/minimal/").text, *pdfs):
        assert "This is placeholder text until the program supplies the facts." in text
        assert "Based on public documents" not in text


def test_an_official_site_with_a_way_to_be_removed_names_it(tmp_path):
    """It is no prototype, and it has a way."""
    official = {"data/site.yml": SITE.replace("repository:", "#")}
    text = text_of(tmp_path / "official", "", official, block("all.corrections"))
    assert "Ask to be removed. You need not give a reason" in text
    assert "prototype" not in text
    draft = {"data/site.yml": re.sub("removal:\n.*\n.*\n", "", SITE).replace("official", "draft")}
    assert "This prototype has no mailbox or form" in text_of(tmp_path / "draft", "", draft, block("all.corrections"))


# ---- sites, their numbers and their map ----


@pytest.mark.parametrize(
    ("sites", "tally"),
    [
        ({"minimal": a_site("One")}, "1 named mentor site in 1 state"),
        ({"minimal": a_site("One", roles="[mentor, mentee]")}, "1 named mentor and mentee site in 1 state"),
        ({"minimal": a_site("One"), "b": a_site("B")}, "2 named mentor sites in 1 state"),
        (
            {"minimal": a_site("One"), "b": a_site("B", "PR", roles="[mentee]")},
            "2 named mentor and mentee sites in 2 states and territories",
        ),
        ({"minimal": a_site("One", "DC")}, "1 named mentor site in 1 state or territory"),
    ],
)
def test_the_list_of_sites_says_how_many_of_which_role_are_where(tmp_path, sites, tally):
    files = {f"data/sites/{slug}.yml": text for slug, text in sites.items()}
    assert tally in text_of(tmp_path, "sites/", files)


def mentorship(mentor: str, year: int | None) -> str:
    return (
        f"name: A pair of {mentor}\nmentor: {mentor}\nmentee_unnamed:\n  description: A new center\n"
        + (f"year: {year}\n" if year else "")
        + SITE_PAGE.partition("status: public_source\n")[2]
    )


@pytest.mark.parametrize(
    ("site_years", "pair_year", "cohort_year", "since"),
    [(None, None, None, None), (2021, None, None, 2021), (2021, 2018, 2020, 2018), (2012, None, 2015, 2012)],
)
def test_the_first_year_is_that_of_any_record(tmp_path, site_years, pair_year, cohort_year, since):
    years = sorted({year for year in (site_years, pair_year) if year})
    files = {
        "data/sites/minimal.yml": a_site("One", mentor_years=str(years)),
        "data/mentorships/minimal.yml": mentorship("minimal", pair_year),
        "data/cohorts/minimal.yml": cohort(cohort_year) if cohort_year else None,
        "content/reach.md": "---\ntitle: Reach\ndescription: How far.\n---\n",
    }
    text = text_of(tmp_path, "", files, block("sites.numbers"))
    assert text.endswith(f"{since} first year" if since else "1 state")


def cohort(year: int, states: str = "[]") -> str:
    return (
        f"year: {year}\nsummary: A few sites.\nmentor_states: {states}\n"
        + SITE_PAGE.partition("status: public_source\n")[2]
    )


def test_the_map_gives_each_unnamed_site_its_own_years(tmp_path):
    """And a mentor site whose years are unknown may be the one that is not named."""
    files = {
        "data/sites/minimal.yml": a_site("One", "OH"),
        "data/cohorts/minimal.yml": cohort(2021, "[AL, OH]"),
        "data/cohorts/later.yml": cohort(2023, "[AL, TX]"),
    }
    page = page_of(opened(tmp_path, files), "sites/")
    assert "a mentor site has not been publicly named: Alabama (2021 and 2023) and Texas (2023)." in page.text


def test_a_map_without_mentorships_explains_no_lines(tmp_path):
    """The smallest mentorship has a mentee site whose state is unknown, so there is no line."""
    text = text_of(tmp_path, "sites/")
    assert "0 mentorships" not in text
    assert "line" not in next(re.finditer("Map of the sites.*?in words", text))[0]


def test_a_hollow_mark_does_not_say_that_the_town_is_unknown(tmp_path):
    """A town that has no coordinates yet is known."""
    files = {"data/sites/minimal.yml": a_site("One", city="Akron")}
    assert "Hollow: shown at the state’s center, not in its town" in text_of(tmp_path, "sites/", files)


def test_a_pair_of_an_unknown_year_may_be_that_of_a_known_one(tmp_path):
    """Then nobody can say that the mentee site of that year has no name."""
    files = {
        "data/sites/minimal.yml": a_site("One", mentor_years="[2021]"),
        "data/mentorships/minimal.yml": mentorship("minimal", None),
    }
    text = text_of(tmp_path / "unknown", "sites/minimal/", files)
    assert "2021 Mentor site. Year not published:" in text
    files["data/sites/minimal.yml"] = a_site("One", mentor_years="[2021, 2022]")
    files["data/mentorships/minimal.yml"] = mentorship("minimal", 2022)
    text = text_of(tmp_path / "known", "sites/minimal/", files)
    assert "2021 Mentor site. Its mentee site has not been named." in text


# ---- types of support ----


@pytest.mark.parametrize(
    ("number", "label"), [(1, "One type"), (3, "Three types"), (4, "Four types"), (12, "12 types")]
)
def test_any_number_of_support_types_is_shown(tmp_path, number, label):
    """Four of them have a peer in their middle."""
    text = read_example(EXAMPLES / "support_type/examples/minimal.yml").text.replace("placeholder", "from_source")
    files = {
        f"data/support-types/{'minimal' if place == 1 else f'type-{place}'}.yml": re.sub(
            r"name: .*\nposition: \d+", f"name: Type {place}\nposition: {place}", text
        )
        for place in range(1, number + 1)
    }
    page = page_of(opened(tmp_path, files, block("support-types.graphic")), "")
    [diagram] = [nav for nav in page.all("nav") if "support-type-tiles" in nav.attributes["class"]]
    assert diagram.attributes["aria-label"] == f"{label} of support"
    assert len(list(diagram.all("li"))) == number
    assert ("A peer who has been there" in diagram.text) is (number == 4)


# ---- application periods ----


def period(*fields: str, day: str = "2026-01-02") -> str:
    rows = "".join(f"{field}\n" for field in fields)
    return f"pathway: minimal\n{rows}fact_status: from_source\nsources:\n- title: Gazette\n  seen_on: {day}\n"


CANCELED = period(
    "opens: 2031-01-01",
    "closes: 2031-02-01",
    "timezone: America/New_York",
    "cancelled: true",
    "retired:\n  on: 2030-05-05\n  why: It was canceled.",
)
RETIRED = period(
    "opens: 2029-01-01",
    "closes: 2031-02-01",
    "timezone: America/New_York",
    "retired:\n  on: 2030-05-05\n  why: It is over.",
)


@pytest.mark.parametrize(
    ("others", "year"),
    [
        ({}, None),
        ({"old": CANCELED}, None),
        ({"old": RETIRED}, 2030),
        ({"old": RETIRED, "minimal": period("last_known_year: 2031")}, 2031),
    ],
)
def test_the_last_activity_is_never_one_that_did_not_take_place(tmp_path, others, year):
    files = {"data/periods/minimal.yml": period()}
    files |= {f"data/periods/{slug}.yml": text for slug, text in others.items()}
    text = text_of(tmp_path, "", files, block("periods.status"))
    sentence = re.search(r"The most recent activity made public was in (\d+)\.", text)
    assert (sentence and int(sentence[1])) == year


def test_no_announcement_is_as_old_as_its_oldest_reading(tmp_path):
    """Two pathways were looked up on different days."""
    files = {"data/periods/minimal.yml": period(day="2026-03-04"), "data/periods/other.yml": period(day="2026-02-03")}
    files["data/periods/other.yml"] = files["data/periods/other.yml"].replace("minimal", "two")
    text = text_of(tmp_path, "", {**files, **another_pathway("two")}, block("periods.status"))
    assert "No application period has been announced (as of February 3, 2026)." in text


# ---- the Sequential Intercept Model ----


@pytest.mark.parametrize(
    ("labels", "start"), [(["Intercept 0: A", "Intercept 1: B"], "0"), (["Intercept 2: A"], "2"), (["Courts"], "1")]
)
def test_the_points_of_the_model_have_their_own_numbers(tmp_path, labels, start):
    files = {
        f"data/terms/point-{place}.yml": f"label: '{label}'\ndefinition: A point.\nposition: {place}\n"
        "used_by:\n- sites.intercepts\n" + SITE_PAGE.partition("status: public_source\n")[2]
        for place, label in enumerate(labels)
    }
    page = page_of(opened(tmp_path, files, block("terms.intercepts")), "")
    assert page.one("ol").attributes["start"] == start


# ---- names of the project ----


def test_files_of_a_site_have_its_own_name(tmp_path):
    """The offline copy, and the ids of the feed."""
    changes = {"data/site.yml": SITE.replace("Toy Library", "Ünïted Courts – a résumé").replace("2026", "2031")}
    files = files_in_empty_frames(opened(tmp_path, changes), "https://site.example/")
    assert b"united-courts-a-resume/index.html" in files["offline.zip"]
    assert b"<id>tag:library.example,2031:periods</id>" in files["apply/feed.xml"]

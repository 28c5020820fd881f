"""What the guard holds back, and what the report on outside links says."""

import urllib.error
import urllib.request
from email.message import Message

import pytest
from click.testing import CliRunner
from toys import TOYS
from toys.library import SITE, SOURCES

from generator.cli import review
from generator.cli.workspace import Workspace
from generator.project.project import open_project
from generator.review import link_check as outside
from generator.review.link_check import ask, check_links, outside_links, to_link_report
from generator.review.publish_gate import objections

PLACES = {
    "data/authors/ann-lee.yml": "name: Ann Lee\nused_by:\n- books.illustrators\n",
    "data/books/the-tides.yml": "name: The Tides\n",
}


def with_status(status):
    """The two records with a fact status."""
    return {path: text + SOURCES.replace("from_source", status) for path, text in PLACES.items()}


def opened(root, repository="https://code.example/library"):
    project, problems = open_project(root, TOYS, repository=repository)
    assert project is not None, problems
    return project


def test_a_whole_site_has_nothing_against_it(library):
    assert list(objections(opened(library(with_status("confirmed"))))) == []


def test_an_official_site_holds_no_places_for_facts(library):
    [sentence] = objections(opened(library(with_status("placeholder"))))
    assert sentence == (
        "The site is official, and 2 records still hold a place for facts: books/the-tides, authors/ann-lee. "
        "Fill them in, or set 'status: draft' in data/site.yml."
    )


def test_a_site_without_a_way_to_report_an_error_is_held_back(library):
    """Draft or not; the repository's address is one, whether the settings or the command name it."""
    [sentence] = objections(opened(library({}), ""))
    assert sentence.startswith("Readers have no way to report an error or to ask for removal. ")
    named = opened(library({"data/site.yml": f"{SITE}repository: https://code.example/own\n"}))
    assert list(objections(named)) == []
    assert named.settings.site.repository == "https://code.example/own"
    assert opened(library({})).settings.site.repository == "https://code.example/library"


def test_a_site_that_lost_a_fifth_of_its_pages_is_held_back(library):
    site = "data/site.yml"
    project = opened(library({}))
    draft = (project.root / site).read_text().replace("status: official", "status: draft")
    pages = [f"/{page.address}" for page in project.pages if not page.address.endswith(".html")]
    gone = [f"/books/gone-{number}/" for number in range(2)]
    moved = "redirects:\n" + "".join(f"- from: {address}\n  to: /books/\n" for address in gone)
    ledger = "\n".join([*pages, *gone]) + "\n"
    kept = opened(library({site: draft, "data/.published.txt": ledger, "data/redirects.yml": moved}))
    assert list(objections(kept)) == []
    (kept.root / "data/.published.txt").write_text("\n".join([*pages, *(f"/lost/{number}/" for number in range(9))]))
    [sentence] = objections(kept)
    assert sentence.startswith(f"9 pages of {len(pages) + 9} ever published would be gone: /lost/0/, /lost/1/")


def test_the_command_names_what_it_holds_back(library):
    root = library(with_status("placeholder"))
    result = CliRunner().invoke(review.publish_gate, obj=Workspace(root, TOYS))
    assert result.exit_code == 1
    assert "still hold a place" in result.stderr


# ---- outside links ----


def test_every_outside_address_is_found_with_its_pages(library):
    home = "---\ntitle: A few\ndescription: Some.\n---\n[Far](https://far.example/a?b=1&c=2)\n"
    links = outside_links(opened(library({"content/about.md": ABOUT, "content/index.md": home})))
    assert links["https://far.example/a?b=1&c=2"] == ["", "about/"]


ABOUT = (
    "---\ntitle: About\ndescription: What this is.\n---\n[Far](https://far.example/a?b=1&c=2)\n\n"
    "## Report a mistake\n\n## Ask to be removed\n"
)


def test_one_host_is_never_asked_twice_without_a_pause():
    pauses: list[float] = []
    faults = check_links(
        ["https://a.example/1", "https://a.example/2", "https://b.example/"],
        lambda address: "answers 404" if address.endswith("2") else "",
        pauses.append,
    )
    assert faults == {"https://a.example/2": "answers 404"}
    assert pauses == [outside.PAUSE]


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ([200], ""),
        ([405, 200], ""),
        ([403, 403], ""),
        ([404, 404], "answers 404"),
        ([500, 500], "answers 500"),
        ([TimeoutError(), TimeoutError()], "does not answer (TimeoutError)"),
        ([404, 200], ""),
    ],
)
def test_only_what_says_that_it_is_gone_is_taken_at_its_word(monkeypatch, answers, said):
    left = list(answers)

    class Answer:
        def __enter__(self):
            return self

        def __exit__(self, *_):
            return None

    def urlopen(request, timeout):
        assert timeout == outside.TIMEOUT
        answer = left.pop(0)
        if isinstance(answer, Exception):
            raise answer
        if answer != 200:
            raise urllib.error.HTTPError(request.full_url, answer, "", Message(), None)
        return Answer()

    monkeypatch.setattr(urllib.request, "urlopen", urlopen)
    assert ask("https://a.example/") == said
    assert not left or answers[0] == 200


def test_the_report_is_a_list_of_tasks():
    text = to_link_report({"https://a.example/`x`": ["sites/", ""]}, {"https://a.example/`x`": "answers 404"})
    assert "1 addresses, 1 that do not answer." in text
    assert "- `https://a.example/x` answers 404; named on `/sites/`, `/`" in text

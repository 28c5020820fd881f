"""The publish gate, and the report on links to other sites."""

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
from generator.review import link_check
from generator.review.link_check import check_links, external_links, request_by, to_link_report
from generator.review.publish_gate import objections

PLACES = {
    "data/authors/ann-lee.yml": "name: Ann Lee\nused_by:\n- books.illustrators\n",
    "data/books/the-tides.yml": "name: The Tides\n",
}


LIST = {"data/.published.txt": "/\n"}


@pytest.fixture
def library(library):
    """The library of a site that was published before."""
    return lambda changes: library({**LIST, **changes})


def with_status(status):
    """Return the two records with a fact status, and a review."""
    review = "reviewed:\n  on: 2026-01-02\n  by_role: Librarian\n"
    return {path: text + review + SOURCES.replace("from_source", status) for path, text in PLACES.items()}


def opened(root, repository="https://code.example/library"):
    project, problems = open_project(root, TOYS, repository=repository)
    assert project is not None, problems
    return project


def test_a_complete_site_may_be_published(library):
    assert list(objections(opened(library(with_status("confirmed"))))) == []


def test_an_official_site_has_no_placeholders(library):
    [sentence] = objections(opened(library(with_status("placeholder"))))
    assert sentence == (
        "The site is official, but 2 records are still marked as 'placeholder': books/the-tides, authors/ann-lee. "
        "Add the facts, or set 'status: draft' in data/site.yml."
    )


def test_a_site_without_a_way_to_report_an_error_is_not_published(library):
    """Draft or not. The repository is such a way, whether the settings or the command name it."""
    [sentence] = objections(opened(library({}), ""))
    assert sentence.startswith("Readers have no way to report an error or ask for removal. ")
    named = opened(library({"data/site.yml": f"{SITE}repository: https://code.example/own\n"}))
    assert list(objections(named)) == []
    assert named.settings.site.repository == "https://code.example/own"
    assert opened(library({})).settings.site.repository == "https://code.example/library"


def test_a_site_that_lost_a_fifth_of_its_pages_is_not_published(library):
    site = "data/site.yml"
    project = opened(library({}))
    draft = (project.root / site).read_text().replace("status: official", "status: draft")
    pages = [f"/{page.address}" for page in project.pages if not page.address.endswith(".html")]
    gone = [f"/books/gone-{number}/" for number in range(2)]
    moved = "redirects:\n" + "".join(f"- from: {address}\n  to: /books/\n" for address in gone)
    published = "\n".join([*pages, *gone]) + "\n"
    kept = opened(library({site: draft, "data/.published.txt": published, "data/redirects.yml": moved}))
    assert list(objections(kept)) == []
    (kept.root / "data/.published.txt").write_text("\n".join([*pages, *(f"/lost/{number}/" for number in range(9))]))
    [sentence] = objections(kept)
    assert sentence.startswith(f"9 of {len(pages) + 9} published pages would be gone, such as /lost/0/, /lost/1/")


def test_a_site_without_a_list_of_what_was_published_is_not_published(library):
    """Otherwise deleting the list would remove its protection."""
    [sentence] = objections(opened(library({"data/.published.txt": None})))
    assert sentence == (
        "data/.published.txt is missing, so nobody can tell whether published pages are gone. Restore it from Git. "
        "For a new site, create it with: resource-center published-urls"
    )


def test_the_command_says_why_the_site_is_not_published(library, monkeypatch):
    root = library(with_status("placeholder"))
    result = CliRunner().invoke(review.publish_gate, obj=Workspace(root, TOYS))
    assert result.exit_code == 1
    assert "still marked as 'placeholder'" in result.stderr


# Links to other sites


def test_every_external_link_is_found_with_its_pages(library):
    home = "---\ntitle: A few\ndescription: Some.\n---\n[Far](https://far.example/a?b=1&c=2)\n"
    links = external_links(opened(library({"content/about.md": ABOUT, "content/index.md": home})))
    assert links["https://far.example/a?b=1&c=2"] == ["", "about/"]


ABOUT = (
    "---\ntitle: About\ndescription: What this is.\n---\n[Far](https://far.example/a?b=1&c=2)\n\n"
    "## Report a mistake\n\n## Ask to be removed\n"
)


def test_there_is_a_pause_between_requests_to_one_host():
    pauses: list[float] = []
    failures = check_links(
        ["https://a.example/1", "https://a.example/2", "https://b.example/"],
        lambda url: "answers 404" if url.endswith("2") else "",
        pauses.append,
    )
    assert failures == {"https://a.example/2": "answers 404"}
    assert pauses == [link_check.PAUSE]


@pytest.mark.parametrize(
    ("answers", "failure"),
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
def test_a_refused_request_does_not_count_as_a_dead_link(monkeypatch, answers, failure):
    left = list(answers)

    class Answer:
        def __enter__(self):
            return self

        def __exit__(self, *_):
            return None

    def urlopen(http_request, timeout):
        assert timeout == link_check.TIMEOUT
        assert http_request.get_header("User-agent") == f"toy-library {link_check.PURPOSE}"
        answer = left.pop(0)
        if isinstance(answer, Exception):
            raise answer
        if answer != 200:
            raise urllib.error.HTTPError(http_request.full_url, answer, "", Message(), None)
        return Answer()

    monkeypatch.setattr(urllib.request, "urlopen", urlopen)
    assert request_by("toy-library")("https://a.example/") == failure
    assert not left or answers[0] == 200


def test_the_report_is_a_list_of_tasks():
    text = to_link_report({"https://a.example/`x`": ["sites/", ""]}, {"https://a.example/`x`": "answers 404"})
    assert "1 link checked, 1 not working." in text
    assert "- `https://a.example/x` answers 404; linked from `/sites/`, `/`" in text

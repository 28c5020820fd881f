"""Warnings, which never stop a build: unconfirmed records, reviews due, hard text, acronyms and staging links."""

import datetime as dt
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from toys import TOYS
from toys.library import SITE, SOURCES, Files

from generator.base.problems import has_errors
from generator.cli import group
from generator.cli.workspace import Workspace
from generator.project.project import open_project

Library = Callable[[Files], Path]

TODAY = dt.date(2026, 11, 22)
HARD = (
    "The organization facilitates the provision of comprehensive recovery services for individuals transitioning from "
    "correctional facilities to the community, in collaboration with numerous governmental and nongovernmental "
    "organizations and other participating institutions."
)
EASY = "They help people who leave jail. They meet them first, and they stay in touch. " * 3


def warnings(library: Library, files: Files, today: dt.date | None = TODAY) -> list[str]:
    problems = open_project(library(files), TOYS, today=today)[1]
    assert not has_errors(problems)
    return [str(problem) for problem in problems]


def book(text: str, status: str = "from_source") -> Files:
    return {"data/books/b.yml": f"name: B\n{text}{SOURCES.replace('from_source', status)}"}


def page(text: str) -> Files:
    return {"content/more.md": f"---\ntitle: More\ndescription: All of it.\n---\n{text}\n"}


def test_a_project_without_problems_has_no_warnings(library: Library):
    assert warnings(library, {}) == []


# Unconfirmed records


@pytest.mark.parametrize("status", ["needs_confirmation", "placeholder"])
def test_an_unconfirmed_record_is_reported(library: Library, status: str):
    """Once, on the line of its status."""
    assert warnings(library, book("", status)) == [
        f"data/books/b.yml:2:14: warning: This record is marked '{status}'. Check it against its source or ask the "
        "program, then change this to 'from_source' or 'confirmed'. [needs-confirmation]"
    ]


def test_a_retired_record_is_not_reported(library: Library):
    """Staff do not keep it current."""
    retired = (
        "reviewed:\n  on: 2020-01-31\n  by_role: Keeper\nreview_every: 1\nretired:\n  on: 2026-01-02\n  why: Lost.\n"
    )
    assert warnings(library, book(retired, "placeholder")) == []


# Reviews

REVIEWED = "reviewed:\n  on: 2026-01-31\n  by_role: Keeper\nreview_every: 1\n"


@pytest.mark.parametrize(("today", "due"), [((2026, 2, 27), 0), ((2026, 2, 28), 1), ((2027, 1, 1), 1)])
def test_a_review_is_due_after_its_interval(library: Library, today: tuple[int, int, int], due: int):
    """On the day itself too. One month after January 31 is the last day of February."""
    messages = warnings(library, book(REVIEWED), dt.date(*today))
    assert messages == due * [
        "data/books/b.yml:3:7: warning: This record was due for review on February 28, 2026. Check it against its "
        "sources, then set 'on' to today's date and 'by_role' to your role. [review-due]"
    ]


def test_without_a_date_no_review_is_due(library: Library):
    """A build does not know today's date."""
    assert warnings(library, book(REVIEWED), None) == []


@pytest.mark.parametrize("text", ["reviewed:\n  on: 2020-01-31\n  by_role: Keeper\n", "review_every: 1\n"])
def test_no_review_is_due_without_a_review_or_an_interval(library: Library, text: str):
    assert warnings(library, book(text)) == []


# Dates in the future

FUTURE = "is in the future. Use the date of the reading or review, as in 2026-05-03. [future-date]"


@pytest.mark.parametrize(("day", "count"), [("2026-11-23", 0), ("2026-11-24", 1), ("2062-11-22", 1)])
def test_a_date_in_the_future_is_reported(library: Library, day: str, count: int):
    """For a reading or a review. Tomorrow's date is today's in another time zone."""
    text = f"name: B\nreviewed:\n  on: {day}\n  by_role: Keeper\n{SOURCES.replace('2026-01-02', day)}"
    messages = warnings(library, {"data/books/b.yml": text})
    assert sorted((line.split(" ")[0], line.split(", ", 1)[1][5:]) for line in messages) == count * [
        ("data/books/b.yml:3:7:", FUTURE),
        ("data/books/b.yml:9:12:", FUTURE),
    ]
    assert warnings(library, {"data/books/b.yml": text}, None) == []


# Lists, tables and links that Markdown shows as text

LIST = (
    "so no list appears. Put a blank line before the list, and start each item with '- ' or '1. '. [list-as-paragraph]"
)
FIXABLE = LIST.replace(" [", " The 'fix' command can do it. [")
TABLE = (
    "This table row is part of a paragraph, so no table appears. Put a blank line before the table, and a line "
    "'|---|---|' below its first row. [table-as-paragraph]"
)
UNSUPPORTED = "{}: {} is shown as it is typed: '{}'. {} [unsupported-markdown]"
NOTE = "Put the note in parentheses, or add its source to 'sources'."
CROSSED, CROSSED_HINT = "Text that is crossed out", "Delete the text, or the '~' around it."
TASK = "Delete the brackets: '- ' is enough for a list."
ALERT = "Delete this line, or write the word in bold: '**Note:**'."
CODE = "A block of code"
CODE_HINT = "Indent each line of code by four spaces, with a blank line above, or put a few words between backticks."
NO_ADDRESS = (
    "has no address. Use [text](https://…), [text](/page/) or [text](sites:example-county). [link-without-address]"
)
LOST = {
    "a list that starts at 2": ("They help:\n2. Rides\n3. Forms", f"1: '2. Rides' is part of a paragraph, {LIST}"),
    "an item that is too far in": ("- rides\n         - forms", f"1: '- forms' is part of a paragraph, {LIST}"),
    "a bullet in a list": ("Well.\n\n- rides\n  • forms", f"3: '• forms' is part of a paragraph, {FIXABLE}"),
    "a bullet in a quotation": ("> well\n>\n> ▪ forms", f"2: '▪ forms' is part of a paragraph, {LIST}"),
    "with bullets": ("## Help\n\n• rides\n• forms", f"2: '• rides' is part of a paragraph, {FIXABLE}"),
    "a table without its line": ("Well.\n\n| a | b |\n| c | d |", f"2: {TABLE}"),
    "a table below a sentence": ("So:\n| a | b |\n|---|---|\n| c | d |", f"1: {TABLE}"),
    "a table in a list": ("- So:\n\n  | a | b |\n  | c | d |", f"2: {TABLE}"),
    "a footnote": ("Well.\n\nOne[^1].", UNSUPPORTED.format(2, "A footnote", "[^1]", NOTE)),
    "a footnote in a nested list": ("- a\n  - b[^x]", UNSUPPORTED.format(1, "A footnote", "[^x]", NOTE)),
    "crossed-out text": ("One ~~two~~ three.", UNSUPPORTED.format(0, CROSSED, "~~two~~", CROSSED_HINT)),
    "crossed-out text with one sign": ("> One ~two~.", UNSUPPORTED.format(0, CROSSED, "~two~", CROSSED_HINT)),
    "a task": ("- One\n- [x] Two", UNSUPPORTED.format(1, "A task", "[x] Two", TASK)),
    "a task in a list": ("1. One\n   - [ ] Two", UNSUPPORTED.format(1, "A task", "[ ] Two", TASK)),
    "an alert": ("One.\n\n> [!NOTE]\n> Two", UNSUPPORTED.format(2, "A GitHub alert", "[!NOTE]", ALERT)),
    "code": ("One.\n\n```yaml\na: ~~b~~\n\n- [ ] c\n```", UNSUPPORTED.format(2, CODE, "```yaml", CODE_HINT)),
    "code in a list": ("- One\n  ~~~\n  a[^1]\n  ~~~\n- Two", UNSUPPORTED.format(1, CODE, "~~~", CODE_HINT)),
    "code that never ends": ("One.\n\n````\n```\n[a][b]", UNSUPPORTED.format(2, CODE, "````", CODE_HINT)),
    "a link without an address": ("One.\nSee [two][nope].", f"1: The link '[two][nope]' {NO_ADDRESS}"),
    "a short link without an address": ("- See [two][]", f"0: The link '[two][]' {NO_ADDRESS}"),
    "a hidden line": (
        "One.\n\n[Note]: two",
        "2: Readers do not see this line: it is the address of a link '[Note]'. Delete the colon or the line, or use "
        "the link in the text. [hidden-line]",
    ),
    "an open link": (
        "Well.\nSee [it](books:b and more.",
        "1: The link '(books:b' has no closing parenthesis. Add ')' right after the address. [unclosed-link]",
    ),
    "an open link at the end": (
        "See [it](https://a.example/",
        "0: The link '(https://a.example/' has no closing parenthesis. Add ')' right after the address. "
        "[unclosed-link]",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "problem"), LOST.values(), ids=LOST.keys())
def test_a_list_table_or_link_that_markdown_shows_as_text_is_reported(library: Library, text: str, problem: str):
    """On its line, in records and in pages."""
    line, rest = problem.split(":", 1)
    inner = text.replace("\n", "\n  ").replace("\n  \n", "\n\n")
    assert warnings(library, {**book(f"body: |\n  {inner}\n"), **page(text)}) == [
        f"data/books/b.yml:{int(line) + 3}: warning:{rest}",
        f"content/more.md:{int(line) + 5}: warning:{rest}",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "They help:\n\n- rides\n- forms\n  and more\n\n1. One\n2. Two",
        "## Help\n- rides\n- forms",
        "::: lead\n- rides\n:::",
        "| a | b |\n|---|---|\n| c | d |",
        "> They said:\n> - rides",
        "See [a](/) and [b](https://a.example/b_(c)) or `[d](books:e`.",
        'See [a](https://a.example/ "A title").',
        "One - two.\nIt began in\n2020. It is 5 * 6 and\n1.5 hours | a day.",
        "- One\n\n    It goes on:\n    1. so",
        "They help:\n- rides\n- forms\n\n1) One\n2) Two\n   - three",
        "See [a][1], [b][] and [C].\n\n[1]: /\n[b]: https://a.example/~~b~~\n[c]: /",
        "About ~5 to ~6, or [sic], [1], \\[a][b], \\~~c~~, `~~d~~`, `[^1]`, https://a.example/~e/~f and a ~ b ~ c.",
        "Code:\n\n    [a][b] ~~c~~\n\n- One\n\n      [^1]",
        "A task [ ] in a sentence, and - [ ] too. `` ``` `` and ```a```.",
    ],
    ids=[
        *(
            "lists",
            "below a heading",
            "in a group",
            "a table",
            "a quotation",
            "links",
            "with a title",
            "signs",
            "steps",
        ),
        *("without blank lines", "references", "other signs", "code", "tasks"),
    ],
)
def test_a_valid_list_table_or_link_is_not_reported(library: Library, text: str):
    assert warnings(library, page(text)) == []


# Links to staging hosts

STAGING = "is a staging host, where publishers test their pages. {} [staging-link]"
STRAY_DOT = "ends with a stray dot. {} [staging-link]"
PUBLIC = "Link to the publisher's public page, or remove the link."


@pytest.mark.parametrize(
    ("url", "host", "message"),
    [
        ("https://staging.example.org/a", "staging.example.org", STAGING),
        ("http://www.Staging.example.org", "www.staging.example.org", STAGING),
        ("https://example.gov./a", "example.gov.", STRAY_DOT),
        ("https://example.gov.?a", "example.gov.", STRAY_DOT),
    ],
)
def test_a_link_to_a_staging_host_is_reported_on_its_line(library: Library, url: str, host: str, message: str):
    """In a record's sources and texts, in a page and in settings."""
    files = {
        "data/books/b.yml": f"name: B\nbody: |\n  One.\n\n  See [it]({url}).\n"
        + SOURCES.replace("https://gazette.example/1", url),
        **page(f"Well.\n\nSee [it]({url})."),
        "data/site.yml": SITE.replace("https://library.example/desk", url),
    }
    end = f"warning: The link's host '{host}' {message.format(PUBLIC)}"
    assert sorted(warnings(library, files)) == [
        f"content/more.md:7: {end}",
        f"data/books/b.yml:5: {end}",
        f"data/books/b.yml:9:8: {end}",
        f"data/site.yml:16:8: {end}",
    ]


def test_a_source_whose_url_ends_with_a_dot_is_reported(library: Library):
    """The URL is the whole text, so the dot does not end a sentence."""
    [message] = warnings(
        library, {"data/books/b.yml": f"name: B\n{SOURCES.replace('gazette.example/1', 'a.example.')}"}
    )
    assert message.startswith("data/books/b.yml:5:8: warning: The link's host 'a.example.' ends with a stray dot.")


@pytest.mark.parametrize(
    "text",
    [
        "See https://example.org.",
        "See https://example.org/staging.html and [it](https://example.org/a.).",
        "See https://upstaging.example.org/ or https://example.org/?from=https.",
        "A staging.example.org without a scheme.",
    ],
)
def test_other_links_are_not_reported(library: Library, text: str):
    assert warnings(library, page(text)) == []


# Hard texts


def test_a_hard_text_is_reported_with_its_grade_and_longest_sentence(library: Library):
    [message] = warnings(library, book(f"body: |\n  {HARD}\n"))
    assert message == (
        "data/books/b.yml:3: warning: This text reads at grade 31; the limit is 8. Its longest sentence has "
        "30 words ('The organization facilitates the provision of comprehensive recovery …'). Split it, or use shorter "
        "words. [reading-grade]"
    )


def test_each_paragraph_of_a_page_is_graded_by_itself(library: Library):
    [message] = warnings(library, page(f"{EASY}\n\n{EASY}\n\n\n{HARD}\nMore of it.\n\n{EASY}"))
    assert message.startswith("content/more.md:10: warning: This text reads at grade ")


@pytest.mark.parametrize(
    "text",
    [EASY, HARD[:60], f"“{HARD}”", f"> {HARD}", f'They say "{HARD}"'],
    ids=["an easy one", "a short one", "a quotation", "a block of it", "one with straight marks"],
)
def test_easy_texts_short_texts_and_quotations_are_not_reported(library: Library, text: str):
    assert warnings(library, page(text)) == []


def test_the_highest_grade_is_a_setting(library: Library):
    text = page("They help people to settle, and people settle. " * 4)
    assert warnings(library, text) == []
    [message] = warnings(library, {**text, "data/words-to-avoid.yml": "words: []\nhighest_grade: 4\n"})
    assert "reads at grade 5; the limit is 4." in message


# Acronyms


def test_an_acronym_is_reported_at_its_first_use(library: Library):
    """Once for each page and each record."""
    text = "body: |\n  One.\n\n  It is by the CDC, and the CDC knows.\n"
    assert warnings(library, {**book(text), **page("One.\n\nIt is by the CDC.")}) == [
        "data/books/b.yml:5: warning: 'CDC' is not spelled out. Spell it out at its first use, with (CDC) after "
        "it, or add it to the glossary. [acronym]",
        "content/more.md:7: warning: 'CDC' is not spelled out. Spell it out at its first use, with (CDC) after "
        "it, or add it to the glossary. [acronym]",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "It is by the Centers for Disease Control (CDC), and the CDC knows.",
        "It is by the CDC (Centers for Disease Control), we read.",
        "They work in OH, in NC and in World War II.",
        "It has the number NCJ 252970, and 2019-AR-BX-K052 is another.",
        "See [the CDC](https://cdc.example/CDC), `CDC` and “the CDC said so.”",
        "It is on the CDC Long Name Line, which is a name.",
        "They say OK to PDFs.",
    ],
    ids=["before", "beside", "states and Roman numbers", "numbers", "links, code and quotations", "a name", "known"],
)
def test_an_acronym_that_is_spelled_out_or_known_is_not_reported(library: Library, text: str):
    setting = {"data/words-to-avoid.yml": "words: []\nacronyms_everyone_knows: [OK, PDF]\n"}
    assert warnings(library, {**setting, **page(text)}) == []


def test_an_acronym_that_is_spelled_out_later_is_reported(library: Library):
    """A reader comes to the acronym first."""
    assert len(warnings(library, page("The CDC knows. The Centers for Disease Control (CDC) are old."))) == 1


def test_the_settings_and_the_names_of_records_explain_acronyms(library: Library):
    """The program's full name, a record's own name, and the name of a record that it names."""
    files = {
        "data/site.yml": SITE.replace("program: Toy Program", "program: Toy Program (TOYP)"),
        "data/authors/cdc.yml": f"name: Centers for Disease Control (CDC)\n{SOURCES}",
        "data/books/b.yml": f"name: The ABC\nauthor: cdc\nbody: The ABC of TOYP is a book by the CDC.\n{SOURCES}",
    }
    assert warnings(library, files) == []
    [elsewhere] = warnings(library, {**files, **page("The ABC is by the CDC.")})
    assert "'CDC' is not spelled out." in elsewhere


def test_no_acronym_is_reported_while_a_record_is_invalid(library: Library):
    """The invalid record may spell it out. Other problems in valid records do not matter."""
    files = {**page("It is by the CDC."), "data/authors/cdc.yml": f"name: Centers (CDC)\nborn: x\n{SOURCES}"}
    codes = [problem.code for problem in open_project(library(files), TOYS)[1]]
    assert codes == ["not-a-number"]
    files["data/authors/cdc.yml"] = f"name: Centers\n{SOURCES}"
    files["data/books/b.yml"] = f"name: B\nauthor: nobody\n{SOURCES}"
    codes = [problem.code for problem in open_project(library(files), TOYS)[1]]
    assert codes == ["unknown-reference", "acronym"]


def test_a_label_is_not_checked_as_a_text(library: Library):
    """Such as a library number or a title of few words."""
    assert warnings(library, book("also:\n- HHS Pub. SMA\nsummary: See the HHS.\n")) == []


# Stigmatizing words in quotations


def test_a_block_quotation_may_contain_any_word(library: Library):
    words = {"data/words-to-avoid.yml": "words:\n- avoid: addict\n  write: person\n"}
    assert warnings(library, {**words, **page("They said:\n\n> I was an addict.\n> An addict!")}) == []
    assert len(warnings(library, page("They say addict."))) == 1


# The command


@pytest.fixture
def check(library: Library, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """The command on a library with a book whose review is due."""
    for name in ("GITHUB_STEP_SUMMARY", "GITHUB_SERVER_URL", "GITHUB_REPOSITORY", "TODAY"):
        monkeypatch.delenv(name, raising=False)
    root = library(book(REVIEWED))

    def run(*words: str, **environment: str) -> Result:
        return CliRunner(env=environment).invoke(
            group.main, ["--root", str(root), "check", *words], obj=Workspace(kinds=TOYS)
        )

    return run


def test_the_check_succeeds_with_warnings(check: Callable[..., Result]):
    result = check("--today", "2026-11-22")
    assert result.exit_code == 0
    assert result.output.endswith("[review-due]\n0 errors, 1 warning.\n")


def test_the_date_may_come_from_the_environment(check: Callable[..., Result]):
    """The environment overrides the option."""
    assert check(TODAY="2026-02-01").output == "0 errors, 0 warnings.\n"
    assert check("--today", "2026-02-01", TODAY="2027-01-01").output == "0 errors, 0 warnings.\n"


def test_the_annotations_of_changed_files_come_first(check: Callable[..., Result], tmp_path: Path):
    """Their paths are in a file, one per line. A missing file is exit code 2."""
    changed = tmp_path / "changed.txt"
    changed.write_text("data/books/b.yml\ncontent/gone.md\n", encoding="utf-8")
    words = ("--format", "github", "--today", "2026-11-22", "--changed")
    assert check(*words, str(changed)).output.startswith("::warning file=data/books/b.yml,line=3,")
    assert check(*words, str(tmp_path / "none.txt")).exit_code == 2


@pytest.mark.parametrize("day", ["tomorrow", "2026-13-01", "03/04/2026"])
def test_an_invalid_date_is_exit_code_2(check: Callable[..., Result], day: str):
    assert check("--today", day).exit_code == 2


def test_the_summary_has_the_whole_list(check: Callable[..., Result], tmp_path: Path):
    """Below the output of earlier steps, with links to the problem guide."""
    summary = tmp_path / "summary.md"
    summary.write_text("Before.\n", encoding="utf-8")
    where = {"GITHUB_SERVER_URL": "https://github.example", "GITHUB_REPOSITORY": "a/b"}
    result = check("--format", "github", "--today", "2026-11-22", GITHUB_STEP_SUMMARY=str(summary), **where)
    page = "https://github.example/a/b/blob/main/data/PROBLEMS.md#review-due"
    assert result.output.startswith("::warning file=data/books/b.yml,line=3,col=7,title=review-due::")
    assert result.output.endswith(f"More: {page}\n")
    text = summary.read_text(encoding="utf-8")
    assert text.startswith("Before.\n## 0 errors, 1 warning\n")
    assert f"[review-due]({page})" in text


def test_the_summary_file_can_be_an_option(check: Callable[..., Result], tmp_path: Path):
    """With any format. Without it, only the report is written."""
    summary = tmp_path / "summary.md"
    assert check("--today", "2026-02-01", GITHUB_STEP_SUMMARY=str(summary)).exit_code == 0
    assert not summary.exists()
    assert check("--summary", str(summary), "--today", "2026-02-01").output == "0 errors, 0 warnings.\n"
    assert summary.read_text(encoding="utf-8").startswith("## 0 errors, 0 warnings\n")


def test_a_summary_that_cannot_be_written_is_reported(check: Callable[..., Result], tmp_path: Path):
    """The check continues."""
    result = check("--format", "github", "--today", "2026-11-22", GITHUB_STEP_SUMMARY=str(tmp_path / "no" / "where"))
    assert result.exit_code == 0
    assert f"Could not write the summary to {tmp_path / 'no/where'}: No such file or directory." in result.stderr


@pytest.mark.parametrize(
    ("repository", "start"),
    [
        ("https://github.example/a/b/", "https://github.example/a/b/blob/main/data/PROBLEMS.md#"),
        ("https://github.example/a)![x](https://evil.example/b", "data/PROBLEMS.md#"),
    ],
    ids=["a repository", "a hostile one"],
)
def test_the_settings_may_name_the_repository(library: Library, monkeypatch, repository: str, start: str):
    """A fork's address is used only if it has no Markdown characters."""
    for name in ("GITHUB_STEP_SUMMARY", "GITHUB_SERVER_URL", "GITHUB_REPOSITORY"):
        monkeypatch.delenv(name, raising=False)
    root = library({"data/site.yml": f"{SITE}repository: {repository}\n", **book("", "placeholder")})
    result = CliRunner().invoke(
        group.main, ["--root", os.fspath(root), "check", "--format", "github"], obj=Workspace(kinds=TOYS)
    )
    assert f" More: {start}needs-confirmation" in result.output

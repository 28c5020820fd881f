"""Contract: all problems are reported at once, one per line, in every format; and no input causes a crash."""

import json
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from toys import AUTHORS, BOOKS, TOYS, with_behavior
from toys.library import LIBRARY, SITE, SOURCES, Files, lay

from generator.base.problems import Place, Problem
from generator.cli import group
from generator.cli.workspace import Workspace
from generator.records.kind import Kind

Library = Callable[[Files], Path]


@pytest.fixture(autouse=True)
def _no_job_summary(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests run outside of GitHub Actions."""
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)


def run(root: Path, *words: str, kinds: tuple[Kind, ...] = TOYS) -> Result:
    """Run a command with the toy kinds. Exceptions other than its own exit are raised here too."""
    result = CliRunner().invoke(group.main, ["--root", str(root), *words], obj=Workspace(kinds=kinds))
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert "Traceback" not in result.output
    return result


BROKEN: dict[str, str | bytes] = {
    "data/book/a.yml": "name: A\n",
    "data/books/Bad Name.yml": "name: B\n",
    "data/books/deep/c.yml": "name: C\n",
    "data/books/choice.yml": "name: Choice\nform:\n  value: novle\nillustrators: [bea]\n" + SOURCES,
    "data/books/empty.yml": "",
    "data/books/fields.yml": "nam: Fields\nslug: fields\npublished: spring\nwebsite: javascript:alert(1)\n" + SOURCES,
    "data/books/html.yml": "name: Html\nbody: |\n  One.\n\n  A <script>tag</script>.\n" + SOURCES,
    "data/books/latin.yml": b"name: Caf\xe9\n",
    "data/books/links.yml": "name: Links\nauthor: an-lee\nillustrators: [bea]\nfollows: latin\n" + SOURCES,
    "data/books/old.yml": "name: Old\nauthor: old-one\npublished: 1995\n" + SOURCES,
    "data/books/other.yaml": "name: Other\n",
    "data/books/prose.yml": "name: Prose\nbody: |\n  One.\n\n  Two [x](nowhere) and [y](books:latin).\n\n"
    "  ![z](//a.example/z.png)\n" + SOURCES,
    "data/books/tab.yml": "name: Tab\nparts:\n\t- heading: x\n",
    "data/books/twice.yml": "name: The TIDES\n" + SOURCES,
    "data/authors/bea.yml": "name: Bea Moe\n" + SOURCES,
    "data/authors/old-one.yml": "name: Old One\nborn: 2000\n" + SOURCES,
    "data/sites.yml": "name: x\n",
    "data/synonyms.yml": "groups: novel\n",
    "data/site.yml": SITE.replace("status: official", "status: ofical"),
    "content/About Us.md": "---\ntitle: x\ndescription: y\n---\n",
    "content/about/index.md": "---\ntitle: Also about\ndescription: y\n---\n",
    "content/bare.md": "Words.\n",
    "content/half.md": "---\ntitle: Half\n---\n",
    "content/prose.md": "---\ntitle: Prose\ndescription: y\n---\nOne [x](/abot/).\n\n::: books.zebra\n\n# Two\n",
}

REPORT = Path(__file__).parents[1] / "toys" / "report.txt"


def test_all_problems_are_reported_at_once(library: Library):
    """One sorted report with each problem of names, bytes, YAML, fields, references, Markdown, settings and pages."""
    result = run(library(BROKEN), "check")
    assert result.output == REPORT.read_text(encoding="utf-8")
    assert result.exit_code == 1


def test_every_format_reports_the_same_problems(library: Library):
    """The same problems in the same order. GitHub gets as many as it shows, and a notice about the rest."""
    root = library(BROKEN)
    written = re.findall(r"\[([a-z0-9-]+)\]$", run(root, "check").output, re.MULTILINE)
    assert [problem["code"] for problem in json.loads(run(root, "check", "--format", "json").output)] == written
    shown = run(root, "check", "--format", "github").output
    assert re.findall(r"^::error .*,title=([a-z0-9-]+)::", shown, re.M) == written[:10]
    assert shown.endswith(
        "::35 more errors. GitHub shows at most 10 of each here. Fix these first; the next check lists the rest.\n"
    )


def test_a_report_is_always_the_same(library: Library):
    """Whatever the order of files on the disk."""
    root = library(BROKEN)
    assert run(root, "check").output == run(root, "check").output


# Exit codes


@pytest.mark.parametrize(
    ("form", "clean"), [("text", "0 errors, 0 warnings.\n"), ("json", "[]\n"), ("github", "")], ids=str
)
def test_a_project_without_problems_is_reported_as_such(library: Library, form: str, clean: str):
    """And exit with status 0."""
    result = run(library({}), "check", "--format", form)
    assert (result.exit_code, result.output) == (0, clean)


@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_any_error_gives_exit_status_1(library: Library, form: str):
    """In every format."""
    assert run(library({"data/books/a.yml": "nam: x\n"}), "check", "--format", form).exit_code == 1


def test_warnings_alone_give_exit_status_0(library: Library):
    """They are listed, and block nothing."""

    def old(_: object) -> Iterator[Problem]:
        yield Problem(Place("data/books/the-tides.yml", 1), "old", "This is old.", "Look at it.", "warning")

    result = run(library({}), "check", kinds=(with_behavior(BOOKS, check=old), AUTHORS))
    assert (result.exit_code, result.output) == (
        0,
        "data/books/the-tides.yml:1: warning: This is old. Look at it. [old]\n0 errors, 1 warning.\n",
    )


@pytest.mark.parametrize(
    "words",
    [("check", "--format", "xml"), ("chek",), ("check", "more"), ("check", "--zebra")],
    ids=["an unknown format", "an unknown command", "an extra argument", "an unknown option"],
)
def test_wrong_usage_gives_exit_status_2(library: Library, words: tuple[str, ...]):
    """Wrong usage is not a problem of the records."""
    assert run(library({}), *words).exit_code == 2


def test_a_missing_folder_gives_exit_status_2(tmp_path: Path):
    """Nothing could be checked."""
    assert run(tmp_path / "zebra", "check").exit_code == 2


# No crash, and one line per problem


MORE = "Some problems appear only after others are fixed."
"""The last line of a report if a file could not be read completely."""


def one_line_each(result: Result) -> list[str]:
    """Return the lines of a report after checking that each is a problem."""
    *problems, total = (line for line in result.output.removesuffix("\n").split("\n") if line != MORE)
    assert re.fullmatch(r"\d+ errors?, \d+ warnings?\.", total)
    assert all(re.fullmatch(r"(data|content)[/:].+ \[[a-z0-9-]+\]", problem) for problem in problems)
    assert int(total.split()[0]) == len(problems)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e]", result.output)
    return problems


TEXTS = {
    "half a URL in a text": {"data/books/a.yml": "name: A\nbody: '[x](https://[a)'\n" + SOURCES},
    "half a URL of an image": {"data/books/a.yml": "name: A\nbody: '![x](//[a)'\n" + SOURCES},
    "half a URL in a field": {"data/books/a.yml": "name: A\nwebsite: 'https://[a'\n" + SOURCES},
    "HTML in a text": {"data/books/a.yml": "name: A\nbody: A <b>tag</b>.\n" + SOURCES},
    "HTML in a page": {"content/about.md": "---\ntitle: A\ndescription: B\n---\nA <b>tag</b>.\n"},
    "a choice of two lines": {"data/books/a.yml": "name: A\nform: |\n  no\n  vel\nshelf: |\n  a\n  1\n" + SOURCES},
    "a choice with a control character": {"data/books/a.yml": 'name: A\nform: "no\\x07vel"\n' + SOURCES},
    "a field's name of two lines": {"data/books/a.yml": 'name: A\n"fo\\nrm": novel\n' + SOURCES},
    "a reference of two lines": {"data/books/a.yml": "name: A\nauthor: |\n  ann\n  lee\n" + SOURCES},
    "a link with an escaped character": {"data/books/a.yml": "name: A\nbody: '[x](a\\_b)'\n" + SOURCES},
    "published URLs that are not UTF-8": {"data/.published.txt": b"/caf\xe9/\n"},
    "a huge file": {"data/books/a.yml": b"\x00" * 300_000},
    "a redirect out of the site": {"data/redirects.yml": "redirects:\n- from: /../../x/\n  to: /\n"},
}


@pytest.mark.parametrize("files", TEXTS.values(), ids=TEXTS.keys())
def test_no_text_causes_a_crash_or_breaks_a_line(library: Library, files: Files):
    """Each problem is on its own line."""
    assert one_line_each(run(library(files), "check"))


@pytest.mark.parametrize(
    "name", [b"caf\xe9.yml", b"a\nb.yml", b"a\x07b.yml", "a\u202eb.yml".encode(), b"a.yml\n", b"\xff"], ids=repr
)
def test_no_file_name_causes_a_crash_or_breaks_a_line(library: Library, name: bytes):
    """In every format, also for names that are not UTF-8 and for those with control characters."""
    root = library({})
    Path(os.fsdecode(os.fsencode(root) + b"/data/books/" + name)).write_bytes(b"name: A\n")
    problems = one_line_each(run(root, "check"))
    assert "[bad-name]" in problems[0] or "[wrong-extension]" in problems[0]
    assert len(json.loads(run(root, "check", "--format", "json").output)) == len(problems)
    assert run(root, "check", "--format", "github").output.count("\n") == len(problems)


def test_no_arrangement_of_folders_causes_a_crash(tmp_path: Path):
    """No files at all, files in place of folders, and folders in place of files."""
    assert one_line_each(run(tmp_path, "check"))
    (tmp_path / "data").write_text("x")
    (tmp_path / "content").write_text("x")
    assert one_line_each(run(tmp_path, "check"))
    (tmp_path / "data").unlink()
    (tmp_path / "data/site.yml").mkdir(parents=True)
    (tmp_path / "data/books.yml/deeper/still").mkdir(parents=True)
    (tmp_path / "data/.published.txt").mkdir()
    assert one_line_each(run(tmp_path, "check"))


PIECES = [
    *(
        "name: ",
        "author: ",
        "body: ",
        "form: ",
        "website: ",
        "x",
        "\n",
        "\n  ",
        "- ",
        ": ",
        "'",
        '"',
        "|\n  ",
        "[",
        "](",
        ")",
    ),
    *(
        "https://",
        "//",
        "<b>",
        "</",
        "::: ",
        "books.newest",
        "cards",
        "{",
        "}",
        "\\",
        "&",
        "*",
        "#",
        "---\n",
        "title: ",
    ),
]
ANYTHING = st.binary(max_size=60) | st.lists(st.sampled_from(PIECES), max_size=30).map(
    lambda pieces: "".join(pieces).encode()
)


@pytest.fixture(scope="module")
def scratch_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library that is overwritten again and again."""
    return lay(tmp_path_factory.mktemp("scratch_library"), LIBRARY)


@pytest.mark.slow
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(record=ANYTHING, page=ANYTHING, setting=ANYTHING)
def test_no_input_causes_a_crash(scratch_library: Path, record: bytes, page: bytes, setting: bytes):
    """For any record, page and setting, the check returns an exit status."""
    head = b"---\ntitle: x\ndescription: y\n---\n"
    lay(
        scratch_library,
        {
            "data/books/a.yml": b"name: A\n" + SOURCES.encode() + record,
            "data/redirects.yml": setting,
            "content/a.md": head + page,
            "content/b.md": page,
        },
    )
    assert run(scratch_library, "check").exit_code in (0, 1)

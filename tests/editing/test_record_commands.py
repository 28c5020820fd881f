"""The commands that change records: clear messages, all changes or none, and never a traceback."""

import datetime as dt
import re
from pathlib import Path

import click
import pytest
import yaml
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from toys.library import THEME, lay, lines, minimal, minimal_project

from generator.base.problems import has_errors
from generator.cli import applications, group, records
from generator.editing.records.record_actions import period_kind
from generator.kinds import KINDS
from generator.project.file_changes import RefusedError
from generator.project.project import open_project

PERIODS, DATES_OF = period_kind(KINDS)
WITHOUT_DATES = f"data/{PERIODS.name}/minimal.yml"
SITE = "data/sites/minimal.yml"
DATES = ("--opens", "2027-01-02", "--closes", "2027-02-01", "--timezone", "America/New_York")
DOCUMENT = "minimal"
"""A document in data/sources/."""
SOURCE = ("--source", "The program's page: dates", "--url", "https://a.example/")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with the smallest record of each kind."""
    (tmp_path / "theme").symlink_to(THEME)
    lines = minimal(PERIODS).split("\n")
    without_dates = "\n".join(line for line in lines if not line.startswith(("opens", "closes", "timez")))
    root = lay(tmp_path, minimal_project(KINDS), {WITHOUT_DATES: without_dates})
    assert not has_errors(open_project(root, KINDS)[1])
    return root


def run(root: Path, *words: str) -> Result:
    """Run a command on January 2, 2026. Raise what it raises, except its own exit."""
    result = CliRunner().invoke(group.main, ["--root", str(root), *words], env={"TODAY": "2026-01-02"})
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def answer(root: Path, *words: str) -> tuple[int, str]:
    """Return the exit code and the last line of the output."""
    result = run(root, *words)
    return result.exit_code, result.output.strip().split("\n")[-1]


def files(root: Path) -> dict[str, bytes]:
    found = [path for folder in ("data", "content") for path in (root / folder).rglob("*") if path.is_file()]
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in found}


def added(before: dict[str, bytes], after: dict[str, bytes]) -> dict[str, list[str]]:
    """Return the lines that are new in each file."""
    return {
        name: [line for line in content.decode().split("\n") if line not in before.get(name, b"").decode().split("\n")]
        for name, content in after.items()
        if before.get(name) != content
    }


# new


def test_a_record_is_created(project: Path):
    """One new file that names its schema. The check lists what to fill in."""
    before = files(project)
    assert answer(project, "new", "sites", "new-place") == (
        0,
        "Created data/sites/new-place.yml. Fill in its lines, then run the check to see what is missing.",
    )
    text = files(project)["data/sites/new-place.yml"].decode()
    assert files(project).keys() - before.keys() == {"data/sites/new-place.yml"}
    assert text.startswith(
        "# yaml-language-server: $schema=../.schemas/sites.json\n## data/sites/new-place.yml, published"
    )
    _, problems = open_project(project, KINDS)
    assert {problem.place.path for problem in problems if problem.severity == "error"} == {"data/sites/new-place.yml"}


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("sites", "minimal"), (1, "The name 'minimal' is taken. Try 'minimal-2'.")),
        (
            ("sites", "Mini Mal"),
            (
                1,
                "'Mini Mal' cannot be part of a web address. Use lowercase letters, digits and single hyphens, up to "
                "80 characters. Try 'mini-mal'.",
            ),
        ),
        (("site", "x"), (2, "Error: Invalid value for 'KIND': 'site' is not a kind of record. Did you mean 'sites'?")),
    ],
)
def test_a_malformed_or_taken_name_is_refused(project: Path, words: tuple[str, ...], message: tuple[int, str]):
    """The message suggests the nearest free name."""
    before = files(project)
    assert answer(project, "new", *words) == message
    assert files(project) == before


# rename


def test_without_write_a_rename_is_only_shown(project: Path):
    before = files(project)
    result = run(project, "rename", "sites/minimal", "sites/winthrop")
    assert result.exit_code == 0
    assert "rename from data/sites/minimal.yml\nrename to data/sites/winthrop.yml\n" in result.output
    assert "Would rename sites/minimal to sites/winthrop and update " in result.output
    assert result.output.endswith("This was a dry run. To make the changes, run the command again with --write.\n")
    assert files(project) == before


def test_with_write_a_record_is_renamed(project: Path):
    """Afterward, the check finds no problems."""
    assert answer(project, "rename", "sites/minimal", "sites/winthrop", "--write")[1].startswith(
        "Renamed sites/minimal to sites/winthrop and update"
    )
    assert (project / "data/sites/winthrop.yml").is_file()
    assert not (project / SITE).exists()
    assert lines(open_project(project, KINDS)[1]) == []


def test_renaming_a_record_that_does_not_exist_is_refused(project: Path):
    """The message suggests the record that was probably meant."""
    assert answer(project, "rename", "sites/minimall", "sites/x", "--write") == (
        1,
        "There is no data/sites/minimall.yml. Did you mean 'minimal'?",
    )


@pytest.mark.parametrize("new", ["winthrop", "data/sites/winthrop.yml"])
def test_the_new_name_may_be_a_slug_or_a_path(project: Path, new: str):
    """The kind cannot change."""
    assert run(project, "rename", "sites/minimal", new, "--write").exit_code == 0
    assert (project / "data/sites/winthrop.yml").is_file()
    assert answer(project, "rename", "sites/winthrop", "faqs/winthrop", "--write") == (
        2,
        "Error: Invalid value for 'KIND/NEW': The kind cannot change. Use sites/new-name.",
    )


# reviewed


@pytest.mark.parametrize("name", ["sites/minimal", "data/sites/minimal.yml"])
def test_a_record_is_marked_as_reviewed(project: Path, name: str):
    """With the date, by default today's, and the role, before the fields that every record ends with."""
    before = files(project)
    assert answer(project, "reviewed", name, "--by", "Program: coordinator") == (
        0,
        f"{SITE} is marked as reviewed on January 2, 2026. Reviewer: Program: coordinator.",
    )
    assert added(before, files(project)) == {
        SITE: ["reviewed:", "  on: 2026-01-02", "  by_role: 'Program: coordinator'"]
    }
    text = files(project)[SITE].decode()
    assert text.index("reviewed:") < text.index("fact_status:")
    assert lines(open_project(project, KINDS)[1]) == []


def test_several_records_are_marked_as_reviewed_or_none(project: Path):
    """A record that is named twice is marked once."""
    before = files(project)
    names = ("sites/minimal", "faqs/minimal", "data/sites/minimal.yml")
    result = run(project, "reviewed", *names, "--by", "Coordinator")
    assert result.output.splitlines()[-2:] == [
        f"{path} is marked as reviewed on January 2, 2026. Reviewer: Coordinator."
        for path in (SITE, "data/faqs/minimal.yml")
    ]
    lines_of_each = ["reviewed:", "  on: 2026-01-02", "  by_role: Coordinator"]
    assert added(before, files(project)) == {SITE: lines_of_each, "data/faqs/minimal.yml": lines_of_each}
    before = files(project)
    assert answer(project, "reviewed", "sites/minimal", "faqs/minimall", "--by", "Liaison") == (
        1,
        "There is no data/faqs/minimall.yml. Did you mean 'minimal'?",
    )
    assert files(project) == before


def test_a_review_in_guam_may_be_a_day_ahead(project: Path):
    """Of a machine that counts in UTC, such as GitHub's. The check allows the same dates."""
    assert run(project, "reviewed", "sites/minimal", "--by", "Coordinator", "--on", "2026-01-03").exit_code == 0
    assert lines(open_project(project, KINDS, today=dt.date(2026, 1, 2))[1]) == []
    assert "future-date" in "".join(lines(open_project(project, KINDS, today=dt.date(2026, 1, 1))[1]))


def test_a_new_review_replaces_an_older_one(project: Path):
    """Comments stay."""
    text = (project / SITE).read_text() + "reviewed:  # by phone\n  on: 2025-01-01  # a day\n  by_role: Liaison\n"
    (project / SITE).write_text(text)
    run(project, "reviewed", "sites/minimal", "--by", "Coordinator", "--on", "May 3, 2025")
    assert (project / SITE).read_text() == text.replace("2025-01-01", "2025-05-03").replace("Liaison", "Coordinator")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("sites/minimall", "--by", "x"), (1, "There is no data/sites/minimall.yml. Did you mean 'minimal'?")),
        (
            ("minimal", "--by", "x"),
            (
                2,
                "Error: Invalid value for 'KIND/SLUG...': 'minimal' is not a record. "
                "Use kind/name, as in sites/example-county-peers.",
            ),
        ),
        (
            ("sites/minimal", "--by", "x", "--on", "5/3/2026"),
            (
                2,
                "Error: Invalid value for '--on': '5/3/2026' could be March 5 or May 3. "
                "Write 2026-03-05 or 2026-05-03.",
            ),
        ),
        (
            ("sites/minimal", "--by", "x", "--on", "soon"),
            (
                2,
                "Error: Invalid value for '--on': 'soon' is not a date. Use year-month-day, as in 2026-05-03.",
            ),
        ),
        (
            ("sites/minimal", "--by", "x", "--on", "2062-01-01"),
            (2, "Error: Invalid value for '--on': January 1, 2062 is in the future."),
        ),
        (
            ("sites/minimal", "--by", "x", "--on", "2026-01-04"),
            (2, "Error: Invalid value for '--on': January 4, 2026 is in the future."),
        ),
        (
            ("sites/minimal", "--by", " "),
            (2, "Error: Invalid value for '--by': Use one line of plain text, without invisible characters."),
        ),
        (("sites/minimal",), (2, "Error: Missing option '--by'.")),
        (("sites/minimal", "--by", "<b>x"), (1, "Nothing was changed: the check would fail.")),
    ],
)
def test_an_invalid_review_is_refused(project: Path, words: tuple[str, ...], message: tuple[int, str]):
    """Nothing is written."""
    before = files(project)
    assert answer(project, "reviewed", *words) == message
    assert files(project) == before


def test_a_record_that_cannot_be_read_is_not_marked_as_reviewed(project: Path):
    (project / SITE).write_text("name: [\n")
    assert answer(project, "reviewed", "sites/minimal", "--by", "x") == (
        1,
        f"{SITE}: 'reviewed' cannot be set without changing other lines. Edit the file by hand.",
    )


# fix


def test_fixes_are_shown_and_then_made(project: Path):
    """What is ambiguous is reported and not changed."""
    run(project, "fix", "--write")
    wrong = (project / SITE).read_text().replace("state: OH", "state: ohio  # theirs")
    wrong = wrong.replace("- mentor\n", "- mentor\nmentor_years: []\n")
    (project / SITE).write_text(wrong)
    document = project / "data/sources/example-county-gazette.yml"
    document.write_text(document.read_text().replace("2026-01-02", "1/2/2026"))
    result = run(project, "fix")
    assert result.exit_code == 0
    assert "-state: ohio  # theirs\n+state: OH  # theirs\n" in result.output
    assert "'1/2/2026' could be January 2 or February 1." in result.output
    assert "These could mean two things and were not changed.\n" in result.output
    assert result.output.endswith(
        "Would fix 1 file. Run the check to see what is left.\n"
        "This was a dry run. To make the changes, run the command again with --write.\n"
    )
    assert (project / SITE).read_text() == wrong
    assert answer(project, "fix", "--write") == (0, "Fixed 1 file. Run the check to see what is left.")
    assert (project / SITE).read_text() == wrong.replace("ohio", "OH")
    assert answer(project, "fix", "--write") == (0, "Nothing can be fixed automatically.")


# open-period and close-period


def test_dates_are_added_to_the_record_without_dates(project: Path):
    """Three lines, in the order of the fields, and one more source with --source."""
    before = files(project)
    assert answer(project, "open-period", "minimal", *DATES, *SOURCE) == (
        0,
        f"{WITHOUT_DATES}: open from January 2, 2027 to February 1, 2027 (America/New_York).",
    )
    assert added(before, files(project)) == {
        WITHOUT_DATES: [
            "opens: 2027-01-02",
            "closes: 2027-02-01",
            "timezone: America/New_York",
            '- title: "The program\'s page: dates"',
            "  url: https://a.example/",
        ]
    }
    assert not has_errors(open_project(project, KINDS)[1])


CITED = {
    "not yet": ("- title: Other\n  url: https://b.example/\n  seen_on: 2025-05-03\n", 1),
    "by name": (f"- {DOCUMENT}\n- title: Other\n  url: https://b.example/\n  seen_on: 2025-05-03\n", 1),
    "by name alone": (f"- {DOCUMENT}\n", 0),
    "with a day": (f"- source: {DOCUMENT}\n  where: page 2\n  read_on: 2025-05-03\n", 0),
}


@pytest.mark.parametrize(("sources", "at"), CITED.values(), ids=CITED)
@pytest.mark.parametrize("name", [DOCUMENT, f"data/sources/{DOCUMENT}.yml"])
def test_the_source_may_be_a_document_that_the_record_cites_already(project: Path, name: str, sources: str, at: int):
    """It then gets the day of this reading, and is not listed twice. The dates are no longer to be confirmed."""
    text = (project / WITHOUT_DATES).read_text().partition("sources:\n")[0]
    text = re.sub("fact_status: .*", "fact_status: needs_confirmation", text)
    (project / WITHOUT_DATES).write_text(f"{text}sources:\n{sources}")
    assert run(project, "open-period", "pathways/minimal", *DATES, "--source", name).exit_code == 0
    data = yaml.safe_load((project / WITHOUT_DATES).read_text())
    cited = data["sources"][at]
    assert (cited["source"], cited["read_on"]) == (DOCUMENT, dt.date(2026, 1, 2))
    assert len(data["sources"]) == at + 1
    assert data["fact_status"] == "from_source"
    assert not has_errors(open_project(project, KINDS)[1])


def test_without_such_a_record_a_new_one_is_created(project: Path):
    """With its source."""
    run(project, "open-period", "minimal", *DATES, *SOURCE)
    later = ("--opens", "2028-01-02", "--closes", "Feb 1, 2028", "--timezone", "America/Chicago")
    path = f"data/{PERIODS.name}/minimal-2028.yml"
    assert answer(project, "open-period", "minimal", *later, *SOURCE)[0] == 0
    assert (project / path).read_text() == (
        f"# yaml-language-server: $schema=../.schemas/{PERIODS.name}.json\n"
        f"{DATES_OF.about}: minimal\nopens: 2028-01-02\ncloses: 2028-02-01\ntimezone: America/Chicago\n"
        'fact_status: from_source\nsources:\n- title: "The program\'s page: dates"\n'
        "  url: https://a.example/\n  seen_on: 2026-01-02\n"
    )
    assert not has_errors(open_project(project, KINDS)[1])
    assert answer(project, "open-period", "minimal", *DATES, *SOURCE, "--slug", "minimal-2028") == (
        1,
        f"{path} already has dates, or is for another {DATES_OF.about}.",
    )


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("minimal", *DATES), "The dates need a source: use --source with the name of a file in data/sources/, such as "
         f"{DOCUMENT}, or the title of the page that announces them."),
        (("minimal", *DATES, "--source", f"{DOCUMENT}s"), f"There is no data/sources/{DOCUMENT}s.yml. "
         f"Did you mean '{DOCUMENT}'?"),
        (("minimal", *DATES, "--source", "zzz"), "There is no data/sources/zzz.yml. For a new document, use its "
         "title."),
        (("minimall", *DATES), f"'minimall' is not a {DATES_OF.about}. Did you mean 'minimal'?"),
        (("zzz", *DATES), f"'zzz' is not a {DATES_OF.about}. Use one of: minimal."),
        (("minimal", *DATES[:4], "--timezone", "Eastern", *SOURCE), "Nothing was changed: the check would fail."),
        (("minimal", "--opens", "2027-03-01", *DATES[2:], *SOURCE), "Nothing was changed: the check would fail."),
        (("minimal", *DATES, "--slug", "Next!", *SOURCE), "'Next!' cannot be part of a web address. Use lowercase "
         "letters, digits and single hyphens, up to 80 characters. Try 'next'."),
    ],
)  # fmt: skip
def test_invalid_dates_are_refused(project: Path, words: tuple[str, ...], message: str):
    before = files(project)
    assert answer(project, "open-period", *words) == (1, message)
    assert files(project) == before


def test_of_several_records_without_dates_one_must_be_chosen(project: Path):
    second = WITHOUT_DATES.replace("minimal", "second")
    (project / second).write_bytes((project / WITHOUT_DATES).read_bytes())
    assert answer(project, "open-period", "minimal", *DATES, *SOURCE) == (
        1,
        "Several records have no dates yet: minimal, second. Choose one with --slug.",
    )
    assert answer(project, "open-period", "minimal", *DATES, *SOURCE, "--slug", "second")[1].startswith(
        f"{second}: open from"
    )


def test_a_period_is_closed_early(project: Path):
    """Its last day changes, but not to a day before it opened. The record's path is accepted too."""
    run(project, "open-period", "minimal", *DATES, *SOURCE)
    before = files(project)
    assert answer(project, "close-period", WITHOUT_DATES, "--on", "2027-01-20") == (
        0,
        f"{WITHOUT_DATES}: the last day is January 20, 2027.",
    )
    assert added(before, files(project)) == {WITHOUT_DATES: ["closes: 2027-01-20"]}
    before = files(project)
    result = run(project, "close-period", "minimal", "--on", "2027-01-01")
    assert "The period closes before it opens." in result.output
    assert result.exit_code == 1
    assert files(project) == before


def test_a_period_without_dates_cannot_be_closed(project: Path):
    """Nor one that does not exist or has errors."""
    assert answer(project, "close-period", "minimal", "--on", "2027-01-20") == (
        1,
        f"{WITHOUT_DATES} has no dates, so there is nothing to close.",
    )
    assert answer(project, "close-period", "minimall", "--on", "2027-01-20") == (
        1,
        f"There is no {WITHOUT_DATES.replace('minimal', 'minimall')}. Did you mean 'minimal'?",
    )
    (project / WITHOUT_DATES).write_text("a: [\n")
    assert answer(project, "close-period", "minimal", "--on", "2027-01-20") == (
        1,
        f"{WITHOUT_DATES} has errors. Run the check and fix them first.",
    )


def test_the_kind_of_periods_is_found_by_its_fields():
    """Not by its name."""
    with pytest.raises(RefusedError, match="No kind of record has an opening and a closing date"):
        period_kind([kind for kind in KINDS if kind is not PERIODS])


# Any arguments, any folder


@pytest.mark.parametrize("command", (*records.COMMANDS, *applications.COMMANDS), ids=lambda command: command.name)
def test_each_command_explains_itself(project: Path, command: click.Command):
    """In full sentences, with every option."""
    assert run(project, str(command.name), "--help").exit_code == 0
    assert str(command.help).rstrip().endswith(".")
    for option in command.params:
        assert isinstance(option, click.Argument) or str(getattr(option, "help", "")).endswith("."), option.name


EVERY = [
    ("new", "sites", "x"),
    ("rename", "sites/minimal", "sites/x", "--write"),
    ("remove", "sites/minimal", "--write"),
    ("reviewed", "sites/minimal", "--by", "x"),
    ("fix", "--write"),
    ("open-period", "minimal", *DATES, *SOURCE),
    ("close-period", "minimal", "--on", "2027-01-20"),
]


@pytest.mark.parametrize("words", EVERY, ids=lambda words: words[0])
@pytest.mark.parametrize("folder", ["", "data", "data/sites"])
def test_an_empty_folder_causes_no_traceback(tmp_path: Path, folder: str, words: tuple[str, ...]):
    """Only an exit code and a message."""
    (tmp_path / folder).mkdir(parents=True, exist_ok=True)
    result = run(tmp_path, *words)
    assert result.exit_code in (0, 1)
    assert result.output


@pytest.mark.parametrize("words", EVERY, ids=lambda words: words[0])
def test_broken_files_cause_no_traceback(project: Path, words: tuple[str, ...]):
    """Invalid encodings, links, folders in place of files, and a file that is too large."""
    (project / "data/sites/bytes.yml").write_bytes(b"\xff\x00\xfe")
    (project / "data/sites/link.yml").symlink_to("/etc/hostname")
    (project / "data/sites/folder.yml").mkdir()
    (project / "data/sites/large.yml").write_bytes(b"a: b\n" * 50000)
    (project / "data/redirects.yml").write_text("[")
    (project / "content/bytes.md").write_bytes(b"---\ntitle: \x81\n---\n")
    before = files(project)
    result = run(project, *words)
    assert result.exit_code in (0, 1)
    if words[0] == "rename":
        assert files(project) == before


def test_a_folder_that_cannot_be_written_is_reported(project: Path, monkeypatch: pytest.MonkeyPatch):
    """And no file is changed."""
    before = files(project)

    def refuse(self: Path, target: Path) -> Path:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", refuse)
    for words in EVERY[:3]:
        result = run(project, *words)
        assert "The file cannot be written: Permission denied." in result.output
        assert (result.exit_code, result.output.splitlines()[-1]) == (1, "Nothing was changed.")
    assert files(project) == before
    assert [*project.rglob("*.new"), *project.rglob("*.old")] == []


OPTIONS = ("--by", "--on", "--write", "--opens", "--closes", "--timezone", "--source", "--slug", "--", "-x")
WORDS = st.text(max_size=12) | st.sampled_from(
    ["sites", "minimal", "sites/minimal", "../x", "a/b/c", "\udcff", "2027-01-02", "America/New_York", "x", *OPTIONS]
)


@pytest.mark.slow
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(EVERY), st.lists(WORDS, max_size=3), st.integers(0, 8))
def test_no_arguments_cause_a_traceback(project: Path, words: tuple[str, ...], more: list[str], place: int):
    """Whatever is typed or entered in a form, the command exits with a code and touches only records."""
    before = files(project)
    result = run(project, *words[:1], *words[1:place], *more, *words[place:])
    assert result.exit_code in (0, 1, 2)
    after = files(project)
    for name in {name for name in {*before, *after} if before.get(name) != after.get(name)}:
        assert name.startswith("data/")
        assert result.exit_code == 0
        (project / name).unlink(missing_ok=True)
    for name, content in before.items():
        (project / name).write_bytes(content)

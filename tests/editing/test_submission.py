"""A completed form becomes a record, or a list of problems. Whatever strangers write is treated as data."""

import json
import os
import random
import re
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from chance import CASES, IS_FUZZ
from click.testing import CliRunner, Result
from hostile_text import HOSTILE, NAUGHTY
from hypothesis import given
from hypothesis import strategies as st
from limits import calls
from mutations import mutate
from toys.library import SOURCES, Files, lay, lines, minimal_project

from generator.base.problems import has_errors
from generator.cli import group
from generator.editing.forms.form_answers import LONGEST_BODY, LONGEST_EVENT, parse_answers, read_event
from generator.editing.forms.issue_forms import CORRECTION, Form, forms
from generator.editing.forms.submission import Proposal, propose, to_record, write
from generator.editing.records.changes import open_records
from generator.kinds import KINDS
from generator.project.file_changes import RefusedError
from generator.project.project import open_project
from generator.text.slugs import SLUG, free_slug
from generator.yaml_files.yaml_source import read

FORM_TITLES = [*(kind.form.title for kind in KINDS if kind.form), CORRECTION.title]

PAYLOADS = Path(__file__).parent / "payloads"
USUAL = "[needs-confirmation]"
"""The warning for every record from a form: someone must compare it with its source."""

Laid = Callable[[Files], Path]


def term(label: str, used_by: str, position: int = 1) -> str:
    return f"label: {label}\ndefinition: A word.\nposition: {position}\nused_by:\n- {used_by}\n{SOURCES}"


TERMS = {
    "data/terms/jail.yml": term("Jail", "sites.settings"),
    "data/terms/reentry.yml": term("Reentry (coming home from jail or prison)", "sites.settings", 2),
    "data/terms/adults.yml": term("Adults", "sites.populations"),
    "data/terms/coaching.yml": term("One-to-one coaching", "sites.services"),
    "data/terms/sheriff.yml": term("Sheriff's office", "sites.org_type"),
    "data/terms/who-can-apply.yml": term("Who can apply", "faqs.topics"),
    "data/terms/money.yml": term("Money", "faqs.topics", 2),
}


@pytest.fixture
def laid(tmp_path: Path) -> Laid:
    """Writes the smallest project, with the terms that the payloads choose from and with some files changed."""
    return lambda changes: lay(tmp_path, minimal_project(KINDS), TERMS, changes)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same project, for tests that change nothing."""
    return lay(tmp_path_factory.mktemp("small"), minimal_project(KINDS), TERMS)


def payload(name: str) -> bytes:
    return (PAYLOADS / f"{name}.json").read_bytes()


def body_of(name: str) -> str:
    body: str = json.loads(payload(name))["issue"]["body"]
    return body


def event(body: Any) -> bytes:
    return json.dumps({"action": "labeled", "issue": {"body": body}}).encode()


def messages(proposal: Proposal | None, problems: list[Any]) -> list[str]:
    """Return the problems, without the warning that every record has."""
    return [line for line in lines(proposal.problems if proposal else problems) if not line.endswith(USUAL)]


# Records

SITE = """\
# yaml-language-server: $schema=../.schemas/sites.json
name: Lake County Recovery Team
summary: A county team whose peers visit people in jail.
city: Akron
state: OH
roles:
- mentor
mentor_years:
- 2022
- 2024
org_type: sheriff
settings:
- jail
- reentry
website: https://lake.example/
listing:
  status: public_source
fact_status: needs_confirmation
sources:
- title: Example County Gazette, "Peers in the jail"
  url: https://gazette.example/peers
  seen_on: 2026-11-20
"""
QUESTION = """\
# yaml-language-server: $schema=../.schemas/faqs.json
question: Can a library take part?
audience: mentee
topics:
- who-can-apply
answer: |
  Yes, where it has peers:

  - in the reading room,
  - or by phone.

  ```
  code stays code
  ```

  See [the way](pathways:minimal).
fact_status: needs_confirmation
sources:
- title: Example County Gazette
  url: https://gazette.example/q
  seen_on: 2026-11-20
"""


@pytest.mark.parametrize(
    ("name", "path", "text"),
    [
        ("site", "data/sites/lake-county-recovery-team.yml", SITE),
        ("question", "data/faqs/can-a-library-take-part.yml", QUESTION),
    ],
)
def test_a_completed_form_becomes_a_record(small: Path, name: str, path: str, text: str):
    """Labels become values, and blank answers are left out."""
    proposal, problems = propose(small, KINDS, payload(name))
    assert proposal is not None, problems
    assert (proposal.path, proposal.text, proposal.is_record) == (path, text, True)


def test_a_list_may_have_bullets(small: Path):
    proposal, _ = propose(small, KINDS, payload("site-bullets"))
    assert proposal is not None
    assert "mentor_years:\n- 2020\n- 2021\n" in proposal.text


def test_windows_line_endings_make_no_difference(small: Path):
    proposal, problems = propose(small, KINDS, payload("site-windows"))
    assert messages(proposal, problems) == []
    assert proposal is not None
    assert "summary: 'A team: its peers answer \"yes\".'\nstate: OH\n" in proposal.text
    assert "\r" not in proposal.text


def test_a_heading_that_is_not_a_question_is_text(small: Path):
    proposal, problems = propose(small, KINDS, payload("other-heading"))
    assert messages(proposal, problems) == []
    assert proposal is not None
    assert "answer: |\n  Yes.\n\n  #### It may\n\n  This is text.\n" in proposal.text


NAMES = {
    "taken": "data/sites/minimal-2.yml",
    "path": "data/sites/etc-passwd.yml",
    "path-in-slug": "data/sites/2f-2fdata-2fsite-yml-yml.yml",
    "yaml": "data/sites/x-y-listing-status-agreed.yml",
    "shell": "data/sites/touch-taken-id-tee-a-x-home-root-github-token.yml",
    "long-question": "data/faqs/how-long-may-a-question-be-before-its-address-would-no-longer-fit-on-one-line.yml",
    "marks": "data/faqs/habla-espanol-si.yml",
    "empty": "data/sites/unnamed.yml",
    "html": "data/sites/script-alert-1-script-county.yml",
}


@pytest.mark.parametrize("name", NAMES)
def test_the_file_name_is_well_formed_free_and_short(small: Path, name: str):
    proposal, problems = propose(small, KINDS, payload(name))
    assert proposal is not None, problems
    assert proposal.path == NAMES[name]


@pytest.mark.parametrize(
    "number", ["907–234–5678", "907\u2011234\u20115678", "907&#45;234&#45;5678", "９０７-234-5678"]
)
def test_a_phone_number_from_a_stranger_is_refused_however_it_is_typed(small: Path, number: str):
    body = body_of("question").replace("or by phone", f"or call {number}")
    proposal, problems = propose(small, KINDS, event(body))
    assert proposal is not None
    assert [line.partition(" contains")[0] for line in messages(proposal, problems) if "[private-contact]" in line] == [
        "issue:19: 'The answer'"
    ]
    assert has_errors(proposal.problems)


def test_a_name_without_letters_is_asked_for(small: Path):
    """No stand-in becomes the address of a page forever."""
    body = body_of("site").replace("Lake County Recovery Team", "— ★ —")
    proposal, problems = propose(small, KINDS, event(body))
    assert proposal is not None
    assert [line for line in messages(proposal, problems) if "no-coordinates" not in line] == [
        "issue: The answer to 'Name of the organization' has no letters or digits, so the page can have no web "
        "address. Edit the issue and add a name in Latin letters. [no-address]"
    ]


def test_a_name_that_was_used_before_is_not_free(laid: Laid):
    """By a published page, or by a hand-written one."""
    taken = {
        "data/.published.txt": "/sites/lake-county-recovery-team/\n",
        "data/redirects.yml": "redirects:\n- from: /sites/lake-county-recovery-team/\n  to: /sites/\n",
        "content/sites/lake-county-recovery-team-2.md": "---\ntitle: A\ndescription: B\n---\nC.\n",
    }
    proposal, problems = propose(laid(taken), KINDS, payload("site"))
    assert proposal is not None, problems
    assert proposal.path == "data/sites/lake-county-recovery-team-3.yml"
    assert [line for line in messages(proposal, problems) if "no-coordinates" not in line] == []


# Problems

TWICE = "appears twice, so it is unclear which one is the question. Remove it from your answer. [question-repeated]"
WRONG = {
    "heading-in-an-answer": [f"issue:17: The line '### State or area' {TWICE}"],
    "heading-in-a-fence": [f"issue:19: The line '### Who asks it?' {TWICE}"],
    "question-missing": ["issue: The question 'Its website' is missing. Submit the form again. [question-missing]"],
    "questions-moved": [
        "issue: The questions are not in their original order. Submit the form again. [questions-moved]"
    ],
    "free-text": [
        "issue: This issue was not created with one of our forms. "
        f"Open a new issue with one of the forms: {', '.join(FORM_TITLES)}. [not-a-form]"
    ],
    "another-form": [
        "issue: This issue was not created with one of our forms. "
        f"Open a new issue with one of the forms: {', '.join(FORM_TITLES)}. [not-a-form]"
    ],
    "no-text": ["issue: This file is not a GitHub event about an issue with text. [not-an-issue]"],
    "push": ["issue: This file is not a GitHub event about an issue with text. [not-an-issue]"],
    "html": [
        "issue:3: 'Name of the organization' contains HTML. "
        "Use plain text, and put a space after a literal '<'. [raw-html]",
        "issue:7: 'What it is, in one sentence' contains HTML. "
        "Use plain text, and put a space after a literal '<'. [raw-html]",
        "issue:49: 'Its website' must be a web address that starts with https://, not 'javascript:alert(1)'. "
        "Copy it from your browser. [bad-url]",
        "issue:57: 'Web address of the source' must be a web address that starts with https://, "
        "not 'https://gazette.example/\"><script>alert(…'. Copy it from your browser. [bad-url]",
    ],
    "unseen": [
        "issue:3: 'Name of the organization': There is an invisible character here (right-to-left override). "
        "Delete it and type the text again. [invisible-character]",
        "issue:3: 'Name of the organization': There is an invisible character here (zero width space). "
        "Delete it and type the text again. [invisible-character]",
        "issue:7: 'What it is, in one sentence': There is an invisible character here (u+0007). "
        "Delete it and type the text again. [invisible-character]",
    ],
    "look-alike": [
        "issue:3: 'В' (Cyrillic capital letter ve) only looks like a Latin letter. "
        "Retype the word with Latin letters. [look-alike]",
        "issue:7: 'Ａ' (Fullwidth latin capital letter a) only looks like a Latin letter. "
        "Retype the word with Latin letters. [look-alike]",
        "issue:49: 'р' (Cyrillic small letter er) only looks like a Latin letter. "
        "Retype the word with Latin letters. [look-alike]",
    ],
    "unknown-option": [
        "issue:15: 'Ohioo' is not an option for 'State or area'. Did you mean 'Ohio'? [unknown-option]",
        "issue:32: 'Sheriffs office' is not an option for 'What kind of organization is it?'. "
        "Did you mean 'Sheriff's office'? [unknown-option]",
        "issue:36: 'Jails' is not an option for 'Where do its peers work?'. Did you mean 'Jail'? [unknown-option]",
        "issue:38: 'see above' is not an option for 'Where do its peers work?'. "
        "Choose one of the options in the form. [unknown-option]",
    ],
    "empty": [
        f"issue:{line}: '{label}' has no answer. Edit the issue and answer this question. [no-answer]"
        for line, label in [
            (1, "Name of the organization"),
            (5, "What it is, in one sentence"),
            (13, "State or area"),
            (17, "What does the source call the organization?"),
            (51, "Title of the source"),
            (59, "Date you read it"),
        ]
    ],
    "wrong-values": [
        "issue:24: 'Years as a mentor site' must be years, such as 2024, not 'soon'. "
        "Enter four digits only. [not-a-number]",
        "issue:50: 'Its website' must be a web address that starts with https://, not 'lake.example'. "
        "Copy it from your browser. [bad-url]",
    ],
    "same-name": [
        "issue:3: This name is on the site already. Report an error if something about it is wrong. "
        "If it is a different one, add something to the name that tells the two apart. [duplicate-name]"
    ],
    "correction-of-nothing": [
        "issue: 'sites/minimall' matches no record. Did you mean 'sites/minimal'? [unknown-record]",
        "issue:9: 'What should it say?' has no answer. Edit the issue and answer this question. [no-answer]",
        "issue:19: 'When did you read it?' must be a date, such as May 3, 2026, not 'yesterday'. "
        "Write the month as a word, as in May 3, 2026. [wrong-date]",
    ],
}


@pytest.mark.parametrize("name", WRONG)
def test_all_problems_are_reported_at_once(small: Path, name: str):
    assert messages(*propose(small, KINDS, payload(name))) == WRONG[name]


def test_html_in_markdown_and_unsafe_links_are_refused(small: Path):
    """Each on its line of the issue."""
    proposal, problems = propose(small, KINDS, payload("html-in-prose"))
    found = [(line.partition(": ")[0], line.rpartition("[")[2]) for line in messages(proposal, problems)]
    assert found == [
        *(("issue:16", "raw-html]"), ("issue:18", "raw-html]")),
        *(("issue:20", "bad-link]"), ("issue:20", "bad-link]"), ("issue:20", "remote-image]")),
    ]


DATES = {
    "11/20/2026": "2026-11-20",
    "Nov. 20th 2026": "2026-11-20",
    "Friday, November 20, 2026": "2026-11-20",
    "20 November 2026": "2026-11-20",
    "2026-11-20": "2026-11-20",
}


@pytest.mark.parametrize(("typed", "stored"), DATES.items())
def test_a_date_is_accepted_as_people_write_it(small: Path, typed: str, stored: str):
    proposal, problems = propose(small, KINDS, event(body_of("site").replace("2026-11-20", typed)))
    assert proposal is not None, problems
    assert f"  seen_on: {stored}\n" in proposal.text
    assert not has_errors(proposal.problems)


ANSWERS = {
    "a date that could be two": (
        ("2026-11-20", "5/3/2026"),
        "issue:62: 'Date you read it' could be March 5, 2026 or May 3, 2026. "
        "Write the month as a word, as in May 3, 2026. [wrong-date]",
    ),
    "a year with two digits": (
        ("\n2024\n", "\n24\n"),
        "issue:25: 'Years as a mentor site' must be years, such as 2024, not '24'. Enter four digits only. "
        "[not-a-number]",
    ),
    "years on one line": (
        ("2022\n2024", "2022, 2024"),
        "issue:24: 'Years as a mentor site' must be years, such as 2024, not '2022, 2024'. Enter four digits only. "
        "[not-a-number]",
    ),
    "an address without https": (
        ("https://lake.example/", "www.lake.example"),
        "issue:50: 'Its website' must be a web address that starts with https://, not 'www.lake.example'. "
        "Copy it from your browser. [bad-url]",
    ),
    "an address in a sentence": (
        ("https://gazette.example/peers", "See https://gazette.example/peers"),
        "issue:58: 'Web address of the source' must be a web address that starts with https://, "
        "not 'See https://gazette.example/peers'. Copy it from your browser. [bad-url]",
    ),
    "an email address": (
        ("peers visit people in jail", "peers answer at ann.lee@gmail.com, at any time of any day"),
        "issue:7: 'What it is, in one sentence' contains an email address or a phone number. ",
    ),
    "a city with its state": (("\nAkron\n", "\nAkron, OH\n"), "issue:11: 'Town or city'"),
    "no role": (("- [X] A mentor site", "- [ ] A mentor site"), "issue:17: 'What does the source call the org"),
}


@pytest.mark.parametrize(("change", "message"), ANSWERS.values(), ids=ANSWERS.keys())
def test_a_problem_is_explained_in_the_words_of_the_form(small: Path, change: tuple[str, str], message: str):
    """With its line of the issue, and without the names of fields."""
    proposal, problems = propose(small, KINDS, event(body_of("site").replace(*change)))
    own = [line for line in messages(proposal, problems) if "no-coordinates" not in line]
    assert [line[: len(message)] for line in own] == [message]
    assert not [line for line in own if ".yml" in line or re.search("'[a-z]+_[a-z_]+'", line)]


def test_a_correction_of_a_typo_needs_no_source(small: Path):
    body = body_of("correction").replace("https://gazette.example/1", "_No response_")
    proposal, problems = propose(small, KINDS, event(body.replace("2026-11-20", "_No response_")))
    assert messages(proposal, problems) == []


def test_a_body_that_is_too_long_for_github_is_refused(small: Path):
    """Before it is parsed."""
    proposal, problems = propose(small, KINDS, event("### Name\n\n" + "x" * 1_000_000))
    assert messages(proposal, problems) == [
        "issue: The answers have 1,000,010 characters; the limit is 65,536. Shorten them. [too-large]"
    ]
    assert read_event(b" " * (LONGEST_EVENT + 1))[1][0].code == "too-large"
    assert read_event(event("x" * LONGEST_BODY))[1] == []


def test_the_number_of_problems_is_limited(small: Path):
    """Thousands of unknown options or look-alike letters take no longer than a few."""
    junk = "\n".join(f"- [x] Jail{number}" for number in range(2_000))
    for old, new in (("- [x] Jail\n", f"{junk}\n"), ("Lake County Recovery Team", "\u0412\n" * 9_000)):
        body = body_of("site-windows").replace("\r\n", "\n").replace("Window County Team", "Lake County Recovery Team")
        answers, problems = parse_answers(body.replace(old, new), _forms())
        assert answers is not None, problems
        assert len(answers.problems) == 20


@pytest.mark.parametrize(
    "content",
    [b"", b"[]", b"null", b"{", b'{"issue": null}', b'{"issue": {"body": 1}}', b"\xff\xfe", b"[" * 100_000, b"NaN"],
)
def test_a_file_that_is_not_an_event_is_refused(content: bytes):
    assert [problem.code for problem in read_event(content)[1]] == ["not-an-issue"]


def test_a_lone_surrogate_becomes_a_visible_character(small: Path):
    proposal, problems = propose(small, KINDS, payload("half-a-letter"))
    assert messages(proposal, problems) == [
        "issue:3: warning: 'Name of the organization': '\ufffd' is garbled: a program read or wrote it in a wrong "
        "encoding. Compare the text with its source and type it again. [garbled-text]"
    ]
    assert proposal is not None
    assert "name: Half \ufffd County Team\n" in proposal.text


def test_yaml_in_an_answer_is_text(small: Path):
    """An answer cannot add a field, an anchor, a tag or a second document."""
    for name in ("yaml", "yaml-in-prose", "signs", "shell"):
        proposal, problems = propose(small, KINDS, payload(name))
        assert [line for line in messages(proposal, problems) if "warning" not in line] == []
        assert proposal is not None
        source, _ = read(proposal.path, proposal.text.encode())
        assert source is not None
        assert source.data["fact_status"] == "needs_confirmation"
        assert source.data.get("listing", {"status": "public_source"}) == {"status": "public_source"}
    proposal, _ = propose(small, KINDS, payload("yaml"))
    assert proposal is not None
    source, _ = read(proposal.path, proposal.text.encode())
    assert source is not None
    assert source.data["name"] == 'x": y\nlisting: {status: agreed}'
    assert source.data["summary"] == "&a *a !!python/object/apply:os.system ['id'] # no comment: at all"


@given(st.text(max_size=300))
def test_any_answer_can_be_parsed(text: str):
    """Into answers or problems, with every answer in its own field."""
    body = body_of("site").replace("A county team whose peers visit people in jail.", text)
    answers, problems = parse_answers(read_event(event(body))[0], _forms())
    assert (answers is None) == bool(problems)
    if answers is not None:
        assert answers.values["state"] == "OH"
        assert answers.values["roles"] == ["mentor"]


@cache
def _forms() -> tuple[Form, ...]:
    """Return the forms of the smallest project."""
    with tempfile.TemporaryDirectory() as folder:
        return forms(open_records(lay(Path(folder), minimal_project(KINDS), TERMS), KINDS)[1])


# Random answers


def mutated_body(rng: random.Random) -> str:
    """Return the text of an issue after random changes: to lines, to signs, and with hostile texts as answers."""
    name = rng.choice(["site", "question", "correction", "site-bullets", "site-windows"])
    lines = body_of(name).split("\n")
    for _ in range(rng.randint(1, 3)):
        match rng.randrange(3):
            case 0:
                lines[rng.randrange(len(lines))] = rng.choice([*HOSTILE.values(), *NAUGHTY.values()])
            case 1:
                lines = mutate("\n".join(lines), rng).split("\n")
            case 2:
                one, other = rng.randrange(len(lines)), rng.randrange(len(lines))
                lines[one], lines[other] = lines[other], lines[one]
    return "\n".join(lines)


@pytest.mark.fuzz
def test_random_answers_become_a_record_of_their_own_or_problems_with_lines():
    """Nothing is added to a record, no line of the issue is out of it, and the work is limited."""
    rng = random.Random() if IS_FUZZ else random.Random(1)
    counts = {"records": 0, "problems": 0}
    for _ in range(CASES):
        body, problems = read_event(event(mutated_body(rng)))
        with calls(1_000_000 + 200 * len(body)):
            answers, more = parse_answers(body, _forms())
        problems = [*problems, *more, *(answers.problems if answers else ())]
        assert all(0 <= problem.place.line <= body.count("\n") + 1 for problem in problems), body
        assert all(problem.place.path == "issue" and "\n" not in str(problem) for problem in problems), body
        assert (answers is None) <= bool(problems)
        counts["problems"] += bool(problems)
        if answers is None or answers.form.kind is None:
            continue
        text = to_record(answers, f"data/{answers.form.kind.name}/x.yml")
        source, invalid = read("data/sites/x.yml", text.encode())
        if source is None:
            assert invalid and all(problem.place.line for problem in invalid), body
            continue
        fields = {element.name for element in answers.form.elements if not element.of_source}
        assert set(source.data) <= {*fields, *answers.form.definition.always, "sources"}, body
        assert source.data["fact_status"] == "needs_confirmation"
        counts["records"] += 1
    assert min(counts.values()) > CASES / 10, counts


# Corrections


def test_a_correction_names_the_file_and_changes_nothing(small: Path):
    proposal, problems = propose(small, KINDS, payload("correction"))
    assert messages(proposal, problems) == []
    assert proposal is not None
    assert (proposal.path, proposal.is_record) == ("data/sites/minimal.yml", False)
    assert proposal.text.startswith("record: https://site.example/sites/minimal/\nwrong: The state is Ohio.\n")


@pytest.mark.parametrize(
    ("answer", "path"),
    [
        ("sites/minimal", "data/sites/minimal.yml"),
        ("data/sites/minimal.yml", "data/sites/minimal.yml"),
        ("/sites/minimal/", "data/sites/minimal.yml"),
        ("https://a.example/b/sites/minimal/index.html", "data/sites/minimal.yml"),
        ("https://a.example/questions/#minimal", "data/faqs/minimal.yml"),
        ("../../etc/passwd", ""),
        ("sites/", ""),
        ("minimal", ""),
    ],
)
def test_a_record_is_found_by_its_url_or_its_path(small: Path, answer: str, path: str):
    body = body_of("correction").replace("https://site.example/sites/minimal/", answer)
    proposal, problems = propose(small, KINDS, event(body))
    assert proposal is not None, problems
    assert proposal.path == path
    assert bool(proposal.problems) == (path == "")


# The command


def run(root: Path, name: str, *words: str) -> Result:
    """Run the command with a payload. Raise what it raises, except its own exit."""
    result = CliRunner().invoke(group.main, ["--root", str(root), "from-form", str(PAYLOADS / f"{name}.json"), *words])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert "Traceback" not in result.output
    return result


def files_of(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_without_write_nothing_is_written(small: Path):
    """The command shows what it would write, and where."""
    before = files_of(small)
    result = run(small, "question")
    assert result.exit_code == 0
    assert result.output.startswith("Proposed record data/faqs/can-a-library-take-part.yml:\n\n| # yaml-language")
    assert "\n| question: Can a library take part?\n" in result.output
    assert files_of(small) == before


def test_with_write_one_file_is_added_and_the_check_finds_no_errors(laid: Laid):
    root = laid({})
    before = files_of(root)
    result = run(root, "site", "--write")
    assert (result.exit_code, result.output.splitlines()[-1]) == (0, "Wrote data/sites/lake-county-recovery-team.yml.")
    after = files_of(root)
    assert after.keys() - before.keys() == {"data/sites/lake-county-recovery-team.yml"}
    assert after["data/sites/lake-county-recovery-team.yml"].decode() == SITE
    assert {name: after[name] for name in before} == before
    assert not has_errors(open_project(root, KINDS)[1])


@pytest.mark.parametrize(
    "name",
    ["heading-in-an-answer", "free-text", "unknown-option", "html", "unseen", "same-name", "correction-of-nothing"],
)
def test_with_errors_nothing_is_written(small: Path, name: str):
    before = files_of(small)
    result = run(small, name, "--write")
    assert (result.exit_code, files_of(small)) == (1, before)
    assert re.search(r"^[1-9][0-9]* errors?, [0-9]+ warnings?\.$", result.output.splitlines()[-1])


def test_a_correction_is_shown_to_be_made_by_hand(small: Path):
    before = files_of(small)
    result = run(small, "correction", "--write")
    assert result.output == (
        "Proposed correction to data/sites/minimal.yml:\n\n"
        "| record: https://site.example/sites/minimal/\n| wrong: The state is Ohio.\n| right: It lies in Iowa.\n"
        "| source: https://gazette.example/1\n| seen_on: 2026-11-20\n\n"
        "Corrections are made by hand. Open the file and compare it with the source.\n"
    )
    assert (result.exit_code, files_of(small)) == (0, before)


OURS = re.compile(
    r"|\||Proposed record data/[a-z0-9/.-]+:|Proposed correction to [a-z0-9/. -]+:|Corrections are made by hand\. .*"
    r"|(?:issue|data/[a-z0-9/-]+\.yml)(?::[0-9]+)*: .* \[[a-z-]+\]|[0-9]+ errors?, [0-9]+ warnings?\."
)


@pytest.mark.parametrize("name", ["runner", "shell", "unseen", "html", "path-in-slug", "look-alike", "correction"])
def test_no_line_of_the_issue_starts_a_line_of_output(small: Path, name: str):
    """So none can be a command to GitHub's runner, end a code block in a comment, or change a terminal."""
    for line in run(small, name).output.splitlines():
        assert line.startswith("| ") or OURS.fullmatch(line), line
        assert "##[" not in line
        assert line.isprintable(), ascii(line)


def test_nothing_in_a_form_reaches_a_shell(laid: Laid, monkeypatch: pytest.MonkeyPatch):
    """No other program is started, whatever the answers are."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("A program was started.")

    root = laid({})
    for name in ("system", "popen", "execv", "execve", "posix_spawn", "fork"):
        monkeypatch.setattr(os, name, refuse)
    monkeypatch.setattr("subprocess.Popen", refuse)
    assert run(root, "shell", "--write").exit_code == 0


# Writing


def test_an_existing_file_is_never_overwritten(laid: Laid):
    root = laid({})
    proposal, problems = propose(root, KINDS, payload("question"))
    assert proposal is not None, problems
    lay(root, {proposal.path: "question: Mine?\n"})
    with pytest.raises(RefusedError):
        write(root, proposal)
    assert (root / proposal.path).read_text() == "question: Mine?\n"


@pytest.mark.parametrize(
    "path",
    [
        "data/../x.yml",
        "../x.yml",
        "/srv/x.yml",
        "data/sites/../../x.yml",
        "data/sites/X.yml",
        "data/sites/.yml",
        "x.yml",
    ],
)
def test_nothing_is_written_outside_data(tmp_path: Path, path: str):
    (tmp_path / "data/sites").mkdir(parents=True)
    with pytest.raises(ValueError, match="yml"):
        write(tmp_path, Proposal(path, "name: x\n", is_record=True))
    assert not [one for one in tmp_path.rglob("*") if one.is_file()]


def test_a_linked_folder_is_not_followed(tmp_path: Path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "data").mkdir()
    (tmp_path / "data/sites").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ValueError, match="yml"):
        write(tmp_path, Proposal("data/sites/x.yml", "name: x\n", is_record=True))
    assert not list((tmp_path / "elsewhere").iterdir())


@given(st.text())
def test_every_name_becomes_a_slug(text: str):
    slug = free_slug(text, {"a"})
    assert not slug or SLUG.fullmatch(slug)
    assert len(slug) <= 80


# From the form to the page


def test_text_from_an_issue_is_escaped_on_the_page(laid: Laid):
    """From the issue to the record's page and to the list that names it."""
    root = laid({})
    assert run(root, "signs", "--write").exit_code == 0
    project, problems = open_project(root, KINDS)
    assert project is not None, problems
    [page] = [page for page in project.pages if page.address == "sites/fish-chips-countys-team/"]
    assert "Peers meet 3 &lt; 5 people &amp; &#34;listen&#34;; {{ 7*7 }} {% raw %}." in page.body
    assert "Fish &amp; &#34;Chips&#34; County&#39;s Team" in page.body
    assert "3 < 5" not in page.body
    listed = "".join(page.body for page in project.pages if page.address == "sites/")
    assert 'Fish & "Chips"' not in listed

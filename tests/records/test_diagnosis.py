"""A message says what to write, however a mistake came about, and no mistake hides another."""

from collections.abc import Callable
from pathlib import Path

import pytest
from toys import TOYS
from toys.library import LIBRARY, SITE, SOURCES, Files, catalog_of, check, lines

from generator.base.problems import did_you_mean
from generator.base.suggestions import did_you_mean_field, one_per_line
from generator.checks.published_urls import PUBLISHED_URLS
from generator.kinds import KINDS
from generator.records.field_specs import order_of
from generator.records.parse import parse_record
from generator.yaml_files.yaml_source import read

BY_NAME = {kind.name: kind for kind in (*TOYS, *KINDS)}
TWO = "- herald\n- title: County News\n  seen_on: 2026-01-02\n"


def reported(kind: str, text: str, sources: str = TWO) -> list[str]:
    """Return the problems of a record, without the path."""
    source, unreadable = read(f"data/{kind}/a.yml", f"{text}fact_status: from_source\nsources:\n{sources}".encode())
    assert source is not None, unreadable
    problems = parse_record(source, kind, BY_NAME[kind].record)[1]
    return [line.partition(":")[2] for line in lines(problems)]


def under(name: str, parent: str, spaces: str = "two spaces") -> str:
    return f"Unknown field '{name}'. It belongs under '{parent}': indent it by {spaces}. [unknown-field]"


OUT = "It does not belong under '{}': start the line with no spaces. [unknown-field]"
BOOK = "name: x\n"
ONE = "- herald\n"
LEVELS = {
    "below 'reviewed:'": (
        "reviewed:\non: 2026-01-02\nby_role: Editor\n",
        [f"3:1: {under('on', 'reviewed')}", f"4:1: {under('by_role', 'reviewed')}"],
    ),
    "only the second one": (
        "reviewed:\n  on: 2026-01-02\nby_role: Editor\n",
        [f"4:1: {under('by_role', 'reviewed')}"],
    ),
    "below more spaces": (
        "reviewed:\n    on: 2026-01-02\nby_role: Editor\n",
        [f"4:1: {under('by_role', 'reviewed', '4 spaces')}"],
    ),
    "one space is missing": (
        "reviewed:\n on: 2026-01-02\nby_role: Editor\n",
        [f"4:1: {under('by_role', 'reviewed', 'one space')}"],
    ),
    "a fact": (
        "form:\nvalue: novel\nsource: herald\n",
        [f"3:1: {under('value', 'form')}", f"4:1: {under('source', 'form')}"],
    ),
    "the source of a fact in a list": (
        "places:\n- value: Hill\nsource: herald\n",
        [f"4:1: {under('source', 'places')}"],
    ),
    "its source is checked": (
        "form:\n  value: novel\nsource: herold\n",
        [
            f"4:1: {under('source', 'form')}",
            "4:9: 'herold' is not a source of this record. Did you mean 'herald'? [unknown-source]",
        ],
    ),
    "too far to the right": (
        "reviewed:\n  on: 2026-01-02\n  by_role: Editor\n  shelf: A1\n",
        [f"5:3: Unknown field 'shelf'. {OUT.format('reviewed')}"],
    ),
    "too far to the right, in a list": (
        "parts:\n- heading: One\n  pages: 3\n  lent: maybe\n",
        [
            f"5:3: Unknown field 'lent'. {OUT.format('parts')}",
            "5:9: 'lent' must be true or false, not 'maybe'. [not-true-or-false]",
        ],
    ),
    "a fact that is split": (
        "places:\n- value: Hill\n- source: herald\n- value: Dale\n  source: herold\n",
        [
            "4:3: The '-' before 'source' starts a new item of 'places'. Write two spaces in place of '- ', so that "
            "'source' belongs to the item above. [split-item]",
            "6:11: 'herold' is not a source of this record. Did you mean 'herald'? [unknown-source]",
        ],
    ),
    "fields that are split": (
        "parts:\n- heading: One\n- pages: x\n",
        [
            "4:3: The '-' before 'pages' starts a new item of 'parts'. Write two spaces in place of '- ', so that "
            "'pages' belongs to the item above. [split-item]",
            "4:10: 'pages' must be a number, not 'x'. Use digits only. [not-a-number]",
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "problems"), LEVELS.values(), ids=LEVELS.keys())
def test_a_field_at_the_wrong_level_is_put_right_once(text: str, problems: list[str]):
    """The message says where it belongs. It is checked as if it were there, and nothing is reported as missing."""
    assert reported("books", BOOK + text, ONE) == problems


REAL = {
    "below 'listing:'": (
        "sites",
        "name: x\nsummary: x\nstate: PA\nroles:\n- mentor\nlisting:\nstatus: agreed\non: 2026-01-02\n",
        [
            f"7:1: {under('status', 'listing')}",
            f"8:1: {under('on', 'listing')}",
        ],
    ),
    "below 'consent:'": (
        "success-stories",
        "name: x\nsummary: x\nbody: x\nsites:\n- y\nconsent:\n  basis: signed\n  date: 2026-01-02\n  scope: x\n"
        "withdrawn_on: 2026-01-03\n",
        [f"10:1: {under('withdrawn_on', 'consent')}"],
    ),
    "text in place of fields": (
        "mentorships",
        "mentor: x\nmentee_unnamed: A county jail\n",
        [
            "2:17: 'mentee_unnamed' must be a group of fields, not 'A county jail'. Put 'description:' on the lines "
            "below 'mentee_unnamed:', indented by two spaces. [not-a-group]"
        ],
    ),
    "a sentence in place of a list": (
        "sites",
        "name: x\nsummary: x\nstate: PA\nroles: mentor, mentee\nlisting:\n  status: public_source\n",
        ["4:8: 'roles' must be a list, not 'mentor, mentee'. Put each value on its own line: '- mentor', '- mentee'. "
         "[not-a-list]"],
    ),
    "two choices in one item": (
        "sites",
        "name: x\nsummary: x\nstate: PA\nroles:\n- mentor and mentee\nlisting:\n  status: public_source\n",
        ["5:3: 'roles' must be one of mentor, mentee, not 'mentor and mentee'. Put each value on its own line: "
         "'- mentor', '- mentee'. [wrong-choice]"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("kind", "text", "problems"), REAL.values(), ids=REAL.keys())
def test_a_message_says_what_to_write(kind: str, text: str, problems: list[str]):
    assert reported(kind, text, ONE) == problems


def test_every_unsourced_fact_and_every_unknown_source_is_reported_beside_other_mistakes():
    """Facts in lists and alone, and lists of sources; the hint names the ids, and the source that has none."""
    known = "Known ids: herald. Add 'id:' to the source on line 13."
    text = (
        "name: <b>x</b>\nform: novel\nplaces:\n- Hill\n- value: Dale\n- value: Glen\n  source: [herald, Gazette]\n"
        "published: spring\nzebra: 1\n"
    )
    alone = "This record has more than one source, and this fact does not name its own."
    two_lines = f"{alone} Write it on two lines: '%s' and, lined up with it, 'source:'. {known} [fact-without-source]"
    expected = {
        "2:7: " + two_lines % "value: novel",
        "4:3: " + two_lines % "- value: Hill",
        f"5:3: {alone} Add 'source:' below 'value:', with the id of the source. {known} [fact-without-source]",
        "7:20: 'Gazette' is not a source of this record. Add 'id: gazette' to the source on line 13, and write "
        "'gazette' here. [unknown-source]",
    }
    found = reported("books", text)
    assert expected <= set(found)
    assert [line.split("[")[-1] for line in found if line not in expected] == [
        "raw-html]",
        "not-a-number]",
        "unknown-field]",
    ]


CITED = {
    "County News": "Add 'id: county-news' to the source on line 6, and write 'county-news' here.",
    "county news": "Add 'id: county-news' to the source on line 6, and write 'county-news' here.",
    "county": "Add 'id: county' to the source on line 6.",
    "hearld": "Did you mean 'herald'?",
}


@pytest.mark.parametrize(("name", "hint"), CITED.items())
def test_a_source_without_an_id_is_given_one(name: str, hint: str):
    found = reported("books", f"name: x\nform: {{value: novel, source: {name}}}\n")
    assert found == [f"2:30: '{name}' is not a source of this record. {hint} [unknown-source]"]


def test_a_source_that_has_an_id_is_cited_by_it():
    sources = "- herald\n- id: cn\n  title: County News\n  seen_on: 2026-01-02\n"
    found = reported("books", "name: x\nform: {value: novel, source: County News}\n", sources)
    assert found == [
        "2:30: 'County News' is not a source of this record. Use the id of that source: 'cn'. [unknown-source]"
    ]


def test_rules_are_checked_beside_other_mistakes():
    """Several rules, and several violations of one; but none about a field that is invalid."""
    people = "people:\n- role: A peer\n  name: Ann\n- role: A peer\n  name: Bob\n"
    story = f"name: x\nsummary: <b>x</b>\nbody: x\nsites:\n- y\n{people}consent:\n  basis: signed\n  scope: x\n"
    codes = [line.split("[")[-1][:-1] for line in reported("success-stories", story, ONE)]
    assert codes == ["raw-html", "named-without-consent", "named-without-consent", "consent-without-date"]
    invalid = "name: x\nsummary: x\nstate: PA\nroles:\n- mentor\nlisting:\n  status: agreed\n  on: soon\n"
    assert [line.split("[")[-1] for line in reported("sites", invalid, ONE)] == ["wrong-date]"]


NAMES = order_of(BY_NAME["sites"].record)
FIELDS = {
    "sumary": "Did you mean 'summary'?",
    "Place-served": "Did you mean 'place_served'?",
    "comunity_types": "Did you mean 'community_types'?",
    "type": "Did you mean 'org_type'?",
    "years": "Did you mean 'mentor_years' or 'mentee_years'?",
    "website_url": "Did you mean 'website'?",
    **dict.fromkeys(("date", "county", "started", "staff", "street", "phone", "url", "title", "description"), ""),
}


@pytest.mark.parametrize(("name", "hint"), FIELDS.items())
def test_only_a_name_that_may_be_meant_is_suggested(name: str, hint: str):
    """'date' is not 'state'."""
    assert did_you_mean_field(name, NAMES) == hint


def test_a_field_that_is_there_already_is_not_suggested():
    found = reported("books", "name: x\nsummary: x\nsumary: y\n", ONE)
    twice = "'summary' is on line 2 already: keep only one of the two."
    assert found == [f"3:1: Unknown field 'sumary'. {twice} [unknown-field]"]


def test_a_name_with_the_same_words_is_suggested():
    assert did_you_mean("/stories", ["/sites/", "/success-stories/", "/"]) == "Did you mean '/success-stories/'?"


VALUES = {
    ("jail, court", ("jail", "court")): "Put each value on its own line: '- jail', '- court'.",
    ("jail and prisons", ("jail", "court")): "Put each value on its own line: '- jail', '- prisons'.",
    ("jail; court", ()): "Put each value on its own line: '- jail', '- court'.",
    ("jail", ("jail",)): "",
    ("women and children", ("jail",)): "",
    ("Strong training, good food", ()): "",
}


@pytest.mark.parametrize(("written", "hint"), VALUES.items())
def test_several_values_on_one_line_are_told_from_one(written: tuple[str, tuple[str, ...]], hint: str):
    assert one_per_line(*written) == hint


REFERENCES = {
    "a page that does not exist yet": (
        "follows: the-flood\n",
        "Check the file name. If it has no record yet, add data/books/the-flood.yml first.",
    ),
    "a name instead of a file name": ("follows: The Tides\n", "Write the name of its file: 'the-tides'."),
    "two in one": ("author: ann-lee, zebra\n", "Use only one of them."),
    "a record that was renamed": ("follows: the-ebb\n", "It is now 'the-tides'."),
    "a record that was deleted": ("follows: the-neap\n", "It was deleted. Delete this reference."),
}


@pytest.mark.parametrize(("field", "hint"), REFERENCES.values(), ids=REFERENCES.keys())
def test_a_reference_to_no_record_says_what_to_do(field: str, hint: str, library: Callable[[Files], Path]):
    author = "" if field.startswith("author") else "author: ann-lee\n"
    root = library(
        {
            "data/books/a.yml": f"name: <b>A</b>\n{author}{field}{SOURCES}",
            "data/redirects.yml": "redirects:\n- from: /books/the-ebb/\n  to: /books/the-tides/\n",
            PUBLISHED_URLS: "/books/the-neap/\n/books/the-ebb/\n/books/the-tides/\n",
        }
    )
    # The record has another mistake, which does not hide this one.
    assert [line for line in check(root) if f" {hint} [unknown-reference]" in line]


def test_a_site_without_a_page_may_be_unnamed():
    others = {"sites/x": "name: x\nsummary: x\nstate: PA\nroles:\n- mentor\nlisting:\n  status: public_source\n"}
    _, problems = catalog_of({**others, "mentorships/a": "mentor: x\nmentee: Erie County Jail\n"}, KINDS)
    assert [line for line in problems if "[unknown-reference]" in line] == [
        "data/mentorships/a.yml:2:9: There is no record 'Erie County Jail': data/sites/Erie County Jail.yml does not "
        "exist. Check the file name. If it has no record yet, add data/sites/erie-county-jail.yml first and write "
        "'erie-county-jail' here. If no source names it, use 'mentee_unnamed:' instead. [unknown-reference]"
    ]


NAMES_OF_FILES = (
    "The Flood.yml",
    "the-flood.yaml",
    "the_flood.YML",
    "the-flood.yml.txt",
    "the-flood",
    "more/The Flood.yml",
)


@pytest.mark.parametrize("name", NAMES_OF_FILES)
def test_a_wrong_file_name_hides_nothing(name: str, library: Callable[[Files], Path]):
    """The file is read under the name that it should have, to which other records may refer."""
    root = library(
        {
            f"data/books/{name}": f"name: The Flood\nauthor: zebra\nsummary: For addicts.\n{SOURCES}",
            "data/books/b.yml": f"name: B\nauthor: ann-lee\nfollows: the-flood\n{SOURCES}",
            "data/words-to-avoid.yml": "words:\n- avoid: addict\n  write: person with an addiction\n",
        }
    )
    found = check(root)
    codes = [line.split("[")[-1] for line in found]
    assert len(codes) == 3
    assert {"unknown-reference]", "word-to-avoid]"} < set(codes)
    # The message about the name says the right one.
    assert "the-flood.yml" in next(line for line in found if line.startswith(f"data/books/{name}: "))


def test_two_files_with_one_right_name_are_not_mixed_up(library: Callable[[Files], Path]):
    root = library({"data/books/The Tides.yml": LIBRARY["data/books/the-tides.yml"]})
    assert [line.split("[")[-1] for line in check(root)] == ["bad-name]"]


WRONG_SETTINGS = {
    "a value": SITE.replace("status: official", "status: maybe"),
    "a group": SITE.replace("  text: Need help?\n", ""),
    "a link": SITE.replace("url: tel:555", "url: nowhere"),
    "syntax that has no one fix": SITE.replace("name: Toy Library", "name Toy Library"),
    "syntax": SITE.replace("name: Toy Library", "name: Toy: Library"),
    "nothing": None,
}


@pytest.mark.parametrize("site", WRONG_SETTINGS.values(), ids=WRONG_SETTINGS.keys())
def test_wrong_settings_hide_nothing_and_cause_nothing(site: str | None, library: Callable[[Files], Path]):
    """The records, texts and links are checked, and no public number or redirect is reported as wrong."""
    root = library(
        {
            "data/site.yml": site,
            "data/books/a.yml": f"name: A\nauthor: zebra\nbody: |\n  Call 555-0100. [x](/nowhere/)\n{SOURCES}",
            "content/about.md": "---\ntitle: About\ndescription: x\n---\n[y](/nowhere/)\n\n::: books.none\n",
        }
    )
    found = check(root)
    others = [line for line in found if not line.startswith("data/site.yml")]
    assert len(found) > len(others)
    assert [line.split("[")[-1] for line in others] == [
        "unknown-link]",
        "unknown-block]",
        "unknown-reference]",
        "unknown-link]",
    ]


def test_wrong_redirects_cause_no_further_problem(library: Callable[[Files], Path]):
    root = library(
        {
            "data/redirects.yml": (
                "redirects:\n- from: /books/old/\n  to: /books/the-tides/\n- from: x\n  to: /about/\n"
            ),
            PUBLISHED_URLS: "/books/old/\n/x/\n",
        }
    )
    assert [line.split("[")[-1] for line in check(root)] == ["wrong-format]"]


def test_too_many_links_in_the_menu_go_to_the_footer(library: Callable[[Files], Path]):
    links = "".join(f"  - label: {n}\n    url: /about/\n" for n in range(5))
    root = library({"data/site.yml": SITE.replace("  footer:\n", f"{links}  footer:\n")})
    assert [line for line in check(root) if "too-many" in line] == [
        "data/site.yml:20:3: 'header' has 7 items; the maximum is 6. Delete 1 of them. Put further links in `footer`. "
        "[too-many]"
    ]


def test_a_page_with_a_mistake_is_still_checked(library: Callable[[Files], Path]):
    """An invisible character, its name, and its front matter."""
    root = library(
        {
            "content/About Us.md": "---\ntitle: About\u200b us\n---\n[x](/nowhere/)\n\n::: zebra.list\n",
        }
    )
    codes = {line.split("[")[-1] for line in check(root)}
    assert codes == {"bad-name]", "missing-field]", "invisible-character]", "unknown-link]", "unknown-block]"}

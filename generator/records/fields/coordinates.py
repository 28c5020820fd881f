"""The coordinates of a town in a record."""

import re
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator
from pydantic_core import PydanticCustomError

from generator.records.fields.types import StrictModel


def _degrees(value: object) -> object:
    """Accept decimal degrees with at most two decimals: more would be more precise than a town is large."""
    if isinstance(value, str):
        if not re.fullmatch(r"-?\d{1,3}(\.\d+)?", value):
            hint = "Use a decimal point, and a minus sign for west or south, as in -82.46."
            raise PydanticCustomError(
                "not_decimal_degrees", "'{got}' is not in decimal degrees.", {"got": value, "hint": hint}
            )
        if re.search(r"\.\d{3}", value):
            hint = f"Round it to two decimals, as in {float(value):.2f}."
            message = "'{got}' is too precise for a town."
            raise PydanticCustomError("too_precise", message, {"got": value, "hint": hint})
        return float(value)
    if isinstance(value, (list, dict)):
        hint = "Use decimal degrees, as in -82.46."
        raise PydanticCustomError("not_decimal_degrees", "A coordinate must be one number.", {"hint": hint})
    return value


def _latitude(degrees: float) -> float:
    if not -15 <= degrees <= 72:
        hint = "Use a number from -15 to 72, and check that 'lat' and 'lon' are not swapped."
        message = "The latitude {got} is outside the United States."
        raise PydanticCustomError("outside_united_states", message, {"got": degrees, "hint": hint})
    return degrees


def _longitude(degrees: float) -> float:
    if not (-180 <= degrees <= -64 or 144 <= degrees <= 180):
        hint = "Use a number from -180 to -64, with a minus sign; for Guam and its neighbors, from 144 to 180."
        message = "The longitude {got} is outside the United States."
        raise PydanticCustomError("outside_united_states", message, {"got": degrees, "hint": hint})
    return degrees


class Coordinates(StrictModel):
    """The center of the town in WGS 84 degrees, to two decimals (about a kilometer). Never a street address."""

    lat: Annotated[float, AfterValidator(_latitude), BeforeValidator(_degrees)]
    """Degrees north of the equator."""
    lon: Annotated[float, AfterValidator(_longitude), BeforeValidator(_degrees)]
    """Degrees east of Greenwich. Nearly all of the United States lies west of it: use a minus sign."""


def check_town(city: str | None, coordinates: Coordinates | None) -> None:
    """Coordinates belong to a city: without one, they could be a street address. For validators of records."""
    if city and "," in city:
        raise PydanticCustomError(
            "wrong_format",
            "'{got}' is not {words}.",
            {
                "got": city,
                "words": "the name of a town alone",
                "hint": f"Write '{city.split(',')[0].strip()}'. The state has its own field.",
                "at": ("city",),
            },
        )
    if coordinates is not None and city is None:
        raise PydanticCustomError(
            "coordinates_without_city",
            "'coordinates' needs a 'city'.",
            {"hint": "Add 'city', or delete 'coordinates'.", "at": ("coordinates",)},
        )

"""Where a town lies, as a record writes it."""

import re
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator
from pydantic_core import PydanticCustomError

from generator.records.fields.types import StrictModel


def _degrees(value: Any) -> Any:
    """Degrees are written one way only, and no more exactly than a town is large."""
    if isinstance(value, str):
        if not re.fullmatch(r"-?\d{1,3}(\.\d+)?", value):
            hint = "Write them with a point, and with a minus sign where they are west or south, as in -82.46."
            raise PydanticCustomError("wrong_degrees", "'{got}' is not degrees.", {"got": value, "hint": hint})
        if re.search(r"\.\d{3}", value):
            hint = f"Round it to two decimals, as in {float(value):.2f}."
            raise PydanticCustomError("too_exact", "'{got}' is more exact than a town.", {"got": value, "hint": hint})
        return float(value)
    if isinstance(value, (list, dict)):
        hint = "Write one number, as in -82.46."
        raise PydanticCustomError("wrong_degrees", "Degrees are not a list.", {"hint": hint})
    return value


def _latitude(degrees: float) -> float:
    if not -15 <= degrees <= 72:
        hint = "It goes from -15 to 72; see that 'lat' and 'lon' do not stand in each other's place."
        message = "{got} is not a latitude of the United States."
        raise PydanticCustomError("outside_the_states", message, {"got": degrees, "hint": hint})
    return degrees


def _longitude(degrees: float) -> float:
    if not (-180 <= degrees <= -64 or 144 <= degrees <= 180):
        hint = "It goes from -180 to -64, with a minus sign, and for Guam and its neighbors from 144 to 180."
        message = "{got} is not a longitude of the United States."
        raise PydanticCustomError("outside_the_states", message, {"got": degrees, "hint": hint})
    return degrees


class Coordinates(StrictModel):
    """The middle of a town in degrees of WGS 84, to two decimals (about a kilometer); never a street address."""

    lat: Annotated[float, AfterValidator(_latitude), BeforeValidator(_degrees)]
    """Degrees north of the equator."""
    lon: Annotated[float, AfterValidator(_longitude), BeforeValidator(_degrees)]
    """Degrees east of Greenwich; nearly all of the United States lies west, with a minus sign."""


def check_town(city: str | None, coordinates: Coordinates | None) -> None:
    """Coordinates are a town's: without one nobody could tell what they point to. For validators of records."""
    if coordinates is not None and city is None:
        raise PydanticCustomError(
            "coordinates_without_city",
            "'coordinates' are given, but no 'city'.",
            {"hint": "Add the town, or delete them.", "at": ("coordinates",)},
        )

"""The states, the District of Columbia and the territories by postal code (Census Bureau, INCITS 38)."""

from collections.abc import Collection
from typing import Annotated

from pydantic import AfterValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from generator.base.counts import plural

STATES = {
    "AL": "Alabama", "AK": "Alaska", "AZ": "Arizona", "AR": "Arkansas", "CA": "California", "CO": "Colorado",
    "CT": "Connecticut", "DE": "Delaware", "DC": "District of Columbia", "FL": "Florida", "GA": "Georgia",
    "HI": "Hawaii", "ID": "Idaho", "IL": "Illinois", "IN": "Indiana", "IA": "Iowa", "KS": "Kansas",
    "KY": "Kentucky", "LA": "Louisiana", "ME": "Maine", "MD": "Maryland", "MA": "Massachusetts",
    "MI": "Michigan", "MN": "Minnesota", "MS": "Mississippi", "MO": "Missouri", "MT": "Montana",
    "NE": "Nebraska", "NV": "Nevada", "NH": "New Hampshire", "NJ": "New Jersey", "NM": "New Mexico",
    "NY": "New York", "NC": "North Carolina", "ND": "North Dakota", "OH": "Ohio", "OK": "Oklahoma",
    "OR": "Oregon", "PA": "Pennsylvania", "RI": "Rhode Island", "SC": "South Carolina", "SD": "South Dakota",
    "TN": "Tennessee", "TX": "Texas", "UT": "Utah", "VT": "Vermont", "VA": "Virginia", "WA": "Washington",
    "WV": "West Virginia", "WI": "Wisconsin", "WY": "Wyoming", "AS": "American Samoa", "GU": "Guam",
    "MP": "Northern Mariana Islands", "PR": "Puerto Rico", "VI": "U.S. Virgin Islands",
}  # fmt: skip


NOT_STATES = frozenset({"DC", "AS", "GU", "MP", "PR", "VI"})
"""The District of Columbia and the territories."""


def state_noun(codes: Collection[str]) -> str:
    """Return the noun for a number of different areas: 'states', or 'states and territories' if one is no state."""
    if NOT_STATES.isdisjoint(codes):
        return plural(codes, "state")
    return plural(codes, "state or territory", "states and territories")


def _check_state(text: str) -> str:
    """Return a postal code unchanged. Raises PydanticCustomError for any other text."""
    if text in STATES:
        return text
    meant = [code for code, name in STATES.items() if name.casefold() == text.casefold() or code == text.upper()]
    raise PydanticCustomError(
        "unknown_state",
        "'{got}' is not a state's postal code.",
        {"got": text, "hint": f"Did you mean '{meant[0]}'?" if meant else "Use two capital letters, such as NC."},
    )


State = Annotated[
    str,
    AfterValidator(_check_state),
    WithJsonSchema(
        {"type": "string", "oneOf": [{"const": code, "description": name} for code, name in STATES.items()]}
    ),
]
"""A two-letter postal code."""

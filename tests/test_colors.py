"""Every pair of colors that meet on a page can be read: WCAG 2.2, 1.4.3 (text, 4.5:1) and 1.4.11 (edges, 3:1)."""

import re
from pathlib import Path

import pytest

SHEET = (Path(__file__).parent.parent / "theme/assets/css/1-base.css").read_text(encoding="utf-8")

TEXT_ON = [
    *((text, ground) for text in ("ink", "quiet", "primary", "primary-deep", "accent") for ground in ("paper", "wash")),
    ("on-primary", "primary"),
    ("on-primary", "primary-deep"),
    ("on-accent", "accent"),
    ("on-band", "band"),
    ("band", "on-band"),
    ("ink", "mark-ground"),
    ("quiet", "mark-ground"),
    ("primary", "mark-ground"),
    ("ink", "lightbulb-wash"),
    *(
        (hue, ground)
        for hue in ("heart", "tools", "lightbulb", "circle")
        for ground in ("paper", "wash", f"{hue}-wash")
    ),
    *(
        (text, f"{hue}-wash")
        for hue in ("heart", "tools", "lightbulb", "circle")
        for text in ("ink", "quiet", "primary")
    ),
]
EDGES_ON = [("edge", "paper"), ("edge", "wash"), ("primary", "paper"), ("accent", "paper"), ("ink", "paper")]


def colors(selector: str) -> dict[str, str]:
    """The custom properties that hold colors, of the first rule with this selector."""
    start = SHEET.index(selector)
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", SHEET[start : SHEET.index("}", start)]))


SCHEMES = {"light": colors(":root {"), "dark": colors(':root[data-scheme="dark"] {')}


def luminance(color: str) -> float:
    """Relative luminance of an sRGB color, from 0 to 1 (WCAG 2.2, definition of the term)."""
    channels = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colors, from 1 to 21 (WCAG 2.2, definition of the term)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_formula_gives_the_known_ratios():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("text", "ground"), TEXT_ON)
def test_text_can_be_read(scheme, text, ground):
    assert contrast(SCHEMES[scheme][text], SCHEMES[scheme][ground]) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("edge", "ground"), EDGES_ON)
def test_edges_can_be_seen(scheme, edge, ground):
    assert contrast(SCHEMES[scheme][edge], SCHEMES[scheme][ground]) >= 3


def test_both_ways_to_the_dark_scheme_give_the_same_colors():
    assert colors(":root:not([data-scheme]) {") == SCHEMES["dark"]


def test_both_schemes_name_the_same_colors():
    assert SCHEMES["light"].keys() == SCHEMES["dark"].keys()

"""Color pairs of the theme have enough contrast: WCAG 2.2, 1.4.3 (text, 4.5:1) and 1.4.11 (edges, 3:1)."""

import re
from pathlib import Path

import pytest

SHEET = (Path(__file__).parent.parent / "theme/assets/css/1-base.css").read_text(encoding="utf-8")

TEXT_ON = [
    *(
        (text, background)
        for text in ("ink", "quiet", "primary", "primary-deep", "accent")
        for background in ("paper", "wash")
    ),
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
        (hue, background)
        for hue in ("heart", "tools", "lightbulb", "circle")
        for background in ("paper", "wash", f"{hue}-wash")
    ),
    *(
        (text, f"{hue}-wash")
        for hue in ("heart", "tools", "lightbulb", "circle")
        for text in ("ink", "quiet", "primary")
    ),
]
EDGES_ON = [("edge", "paper"), ("edge", "wash"), ("primary", "paper"), ("accent", "paper"), ("ink", "paper")]


def colors(selector: str) -> dict[str, str]:
    """Return the color custom properties of the first rule with a selector."""
    start = SHEET.index(selector)
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", SHEET[start : SHEET.index("}", start)]))


SCHEMES = {"light": colors(":root {"), "dark": colors(':root[data-scheme="dark"] {')}


def luminance(color: str) -> float:
    """Return the relative luminance of an sRGB color, from 0 to 1 (as WCAG 2.2 defines it)."""
    channels = [int(color[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio of two colors, from 1 to 21 (as WCAG 2.2 defines it)."""
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_formula_returns_known_ratios():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("text", "background"), TEXT_ON)
def test_text_has_enough_contrast(scheme, text, background):
    assert contrast(SCHEMES[scheme][text], SCHEMES[scheme][background]) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("edge", "background"), EDGES_ON)
def test_edges_have_enough_contrast(scheme, edge, background):
    assert contrast(SCHEMES[scheme][edge], SCHEMES[scheme][background]) >= 3


def test_the_dark_scheme_has_the_same_colors_by_switch_and_by_system_preference():
    assert colors(":root:not([data-scheme]) {") == SCHEMES["dark"]


def test_both_schemes_define_the_same_colors():
    assert SCHEMES["light"].keys() == SCHEMES["dark"].keys()

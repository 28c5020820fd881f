"""Color pairs of the theme have enough contrast: WCAG 2.2, 1.4.3 (text, 4.5:1) and 1.4.11 (edges, 3:1)."""

import re

import pytest
from stylesheets import BASE, rules, serialized, split, values

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


def palette(*within: str) -> dict[str, dict[str, str]]:
    """Return the colors that the rules for the root element in these places define, by scheme."""
    schemes: dict[str, dict[str, str]] = {"light": {}, "dark": {}}
    for rule in RULES:
        if rule.within != within or serialized(rule.selectors[0]) != ":root":
            continue
        for name, (value, *others) in values(rule).items():
            assert not others or not name.startswith("--"), name
            if value.type == "hash":
                schemes["light"][name] = value.serialize()
            elif value.type == "function" and value.name == "light-dark":
                for scheme, color in zip(schemes, split(value.arguments, ","), strict=True):
                    schemes[scheme][name] = serialized(color).strip()
    return schemes


RULES = list(rules(BASE.read_text(encoding="utf-8")))
SCHEMES = {
    scheme: {name.removeprefix("--"): color for name, color in colors.items()}
    for scheme, colors in palette("@layer base").items()
}


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


def test_both_schemes_define_the_same_colors():
    assert SCHEMES["light"].keys() == SCHEMES["dark"].keys()
    assert all(re.fullmatch("#[0-9a-f]{6}", color) for scheme in SCHEMES.values() for color in scheme.values())


def test_a_reader_s_choice_is_stronger_than_the_scheme_of_the_system():
    chosen = {
        serialized(rule.prelude): serialized(values(rule)["color-scheme"])
        for rule in RULES
        if rule.within == ("@layer base",) and "color-scheme" in values(rule)
    }
    assert chosen == {
        ":root": "light dark",
        ':root[data-scheme="light"]': "light",
        ':root[data-scheme="dark"]': "dark",
    }


def test_browsers_without_light_dark_show_the_light_scheme():
    assert palette("@layer base", "@supports not (color:light-dark(#000,#fff))") == {
        "light": palette("@layer base")["light"],
        "dark": {},
    }

"""The vendored files match their packages, and the lock detects any change."""

import importlib.util
import json
import shutil
from pathlib import Path

import pytest
import tinycss2
from stylesheets import BASE, rules, serialized, values

ROOT = Path(__file__).parent.parent
PACKAGES = json.loads((ROOT / "locks/vendor.json").read_text())


@pytest.fixture
def vendor(tmp_path, monkeypatch):
    """The module that verifies vendored files, set up to check a copy of them."""
    spec = importlib.util.spec_from_file_location("vendor", ROOT / "locks/vendor.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for below in {package.get("below", module.BELOW) for package in PACKAGES}:
        shutil.copytree(ROOT / below, tmp_path / below)
    monkeypatch.setattr(module, "ROOT", tmp_path)
    return module


def test_the_committed_files_match_the_lock(vendor):
    assert vendor.verify() == []


def test_changed_missing_and_unknown_files_are_reported(vendor):
    assets = vendor.ROOT / "theme/assets/vendor"
    (assets / "public-sans/public-sans-latin-wght-normal.woff2").write_text("changed")
    (assets / "public-sans/LICENSE.txt").unlink()
    (assets / "strange.js").write_text("strange")
    (vendor.ROOT / "generator/formats/us_map/shapes/us-atlas/states-10m.json").write_text("{}")
    (vendor.ROOT / "generator/formats/us_map/shapes/counties.json").write_text("{}")

    assert vendor.verify() == [
        "generator/formats/us_map/shapes/counties.json is not in locks/vendor.json.",
        "generator/formats/us_map/shapes/us-atlas/states-10m.json was changed. Run: make vendor",
        "theme/assets/vendor/public-sans/LICENSE.txt is missing. Run: make vendor",
        "theme/assets/vendor/public-sans/public-sans-latin-wght-normal.woff2 was changed. Run: make vendor",
        "theme/assets/vendor/strange.js is not in locks/vendor.json.",
    ]


def test_each_package_has_its_license():
    for package in PACKAGES:
        assert package["licence"]
        assert any("LICENSE" in name for name in package["files"])


def test_files_that_only_the_build_reads_are_not_published():
    """Everything in the theme's assets is published; the shapes that the map is drawn from are not."""
    assert list((ROOT / "generator/formats/us_map/shapes").rglob("*-10m.json"))
    assert not list((ROOT / "theme").rglob("*-10m.json"))


def test_a_font_subset_has_the_characters_that_the_stylesheet_declares():
    """Characters of the range that the file lacks would be shown in another font."""
    face = next(rule for rule in rules(BASE.read_text()) if rule.at == "font-face")
    parts = [line["subset"] for package in PACKAGES for line in package["files"].values() if "subset" in line]
    declared = values(face)
    assert [characters(tinycss2.parse_component_value_list(part["characters"])) for part in parts] == [
        characters(declared["unicode-range"])
    ]
    assert [part["weights"].split(":") for part in parts] == [serialized(declared["font-weight"]).split()]


def characters(tokens):
    """Return the ranges of characters in a list of tokens."""
    return [(token.start, token.end) for token in tokens if token.type == "unicode-range"]

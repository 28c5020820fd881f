"""The vendored files are those of their packages, and the lock notices any change."""

import importlib.util
import json
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = json.loads((ROOT / "locks/vendor.json").read_text())


@pytest.fixture
def vendor(tmp_path, monkeypatch):
    """The module that verifies, looking at a copy of the files."""
    spec = importlib.util.spec_from_file_location("vendor", ROOT / "locks/vendor.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for below in {package.get("below", module.BELOW) for package in PACKAGES}:
        shutil.copytree(ROOT / below, tmp_path / below)
    monkeypatch.setattr(module, "ROOT", tmp_path)
    return module


def test_the_committed_files_are_those_of_the_lock(vendor):
    assert vendor.verify() == []


def test_a_changed_a_missing_and_a_strange_file_are_named(vendor):
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


def test_each_package_keeps_its_licence():
    for package in PACKAGES:
        assert package["licence"]
        assert any("LICENSE" in name for name in package["files"])


def test_what_only_the_build_reads_is_not_published():
    """Everything below the theme's assets goes into the site; the shapes that the map is drawn from do not."""
    assert list((ROOT / "generator/formats/us_map/shapes").rglob("*-10m.json"))
    assert not list((ROOT / "theme").rglob("*-10m.json"))


def test_a_font_in_part_has_the_characters_that_the_stylesheet_says_it_has():
    """What the range names and the file lacks would be shown in another font."""
    face = (ROOT / "theme/assets/css/1-base.css").read_text().split("@font-face")[1]
    parts = [line["subset"] for package in PACKAGES for line in package["files"].values() if "subset" in line]
    assert [part["characters"].replace(",", ", ") in face for part in parts] == [True]
    assert all(f"font-weight: {part['weights'].replace(':', ' ')};" in face for part in parts)

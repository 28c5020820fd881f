"""The vendored browser files are those of their packages, and the lock notices any change."""

import importlib.util
import json
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture
def vendor(tmp_path, monkeypatch):
    """The module that verifies, looking at a copy of the files."""
    spec = importlib.util.spec_from_file_location("vendor", ROOT / "locks/vendor.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "FOLDER", Path(shutil.copytree(module.FOLDER, tmp_path / "vendor")))
    return module


def test_the_committed_files_are_those_of_the_lock(vendor):
    assert vendor.verify() == []


def test_a_changed_a_missing_and_a_strange_file_are_named(vendor):
    (vendor.FOLDER / "minisearch/minisearch.js").write_text("changed")
    (vendor.FOLDER / "minisearch/LICENSE.txt").unlink()
    (vendor.FOLDER / "strange.js").write_text("strange")

    assert vendor.verify() == [
        "minisearch/LICENSE.txt is missing. Run: make vendor",
        "minisearch/minisearch.js was changed. Run: make vendor",
        "strange.js is not in locks/vendor.json.",
    ]


def test_each_package_keeps_its_licence():
    for package in json.loads((ROOT / "locks/vendor.json").read_text()):
        assert package["licence"]
        assert any("LICENSE" in name for name in package["files"])

"""The unit tests of the scripts, which Node.js runs without a browser."""

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.mark.slow
def test_the_unit_tests_of_scripts_pass():
    files = sorted(map(str, (ROOT / "tests/js").glob("*.test.mjs")))
    assert files
    done = subprocess.run(["node", "--test", *files], capture_output=True, text=True, check=False, encoding="utf-8")
    assert done.returncode == 0, done.stdout
